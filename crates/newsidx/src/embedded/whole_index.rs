//! The index as a whole. In: a snapshot. Out: every article for a rebuild, every key, every fault.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use newsidx_text::Annotator;
use tantivy::{Directory, Index};

use super::fault::failed;
use super::snapshot::{Address, Snapshot};
use crate::engine::{Entry, Head};
use crate::error::{Error, Result};
use crate::facet::Facet;
use crate::query::EntityField;

impl Snapshot {
    /// Gives all entity keys of all columns, sorted.
    pub(crate) fn entity_keys(&self) -> Result<BTreeSet<String>> {
        let mut keys = BTreeSet::new();
        for field in EntityField::ALL {
            keys.extend(self.keys_of(Facet::Entity(field))?);
        }
        Ok(keys)
    }

    /// Gives the keys that some version was indexed with for one facet.
    pub(super) fn keys_of(&self, facet: Facet) -> Result<BTreeSet<String>> {
        let mut keys = BTreeSet::new();
        for (_, segment, reader) in self.parts() {
            let Some(column) = segment.columns.facet(reader, facet)? else { continue };
            let ordinals: Vec<u64> = (0..column.num_terms() as u64).collect();
            let outcome = column.dictionary().sorted_ords_to_term_cb(&ordinals, |key| {
                keys.insert(String::from_utf8_lossy(key).into_owned());
            });
            outcome.map_err(|error| failed("a label cannot be read", error.into()))?;
        }
        Ok(keys)
    }

    /// Gives every version of every article, understood anew from its stored text.
    pub(crate) fn for_each_entry(
        &self,
        annotator: &Annotator,
        visit: &mut dyn FnMut(Entry) -> Result<()>,
    ) -> Result<()> {
        self.for_each_version(&mut |address, _| {
            let Head { id, version, origin, mut article, fingerprint, .. } = self.head(address)?;
            // What was understood is made anew, so a record that is damaged does not matter here.
            article.paragraphs = self.texts(address)?;
            let fingerprint = u128::from_str_radix(&fingerprint, 16)
                .map_err(|error| Error::engine("a fingerprint cannot be read").because(error))?;
            visit(Entry { id, version, fingerprint, origin, annotated: annotator.annotate(article) })
        })
    }

    /// Reads every block and says what does not hold.
    pub(super) fn faults(&self) -> Result<Vec<String>> {
        let mut faults = Vec::new();
        for (number, segment, reader) in self.parts() {
            let numbers = reader.fast_fields().u64("no").map_err(|error| failed("a column cannot be read", error))?;
            for headline in segment.blocks.headlines() {
                let docs = headline..segment.blocks.end(headline);
                if docs.zip(0_u64..).any(|(doc, no)| numbers.first(doc) != Some(no)) {
                    faults.push(format!("segment {number}: the block at document {headline} is torn"));
                    break;
                }
                if let Err(error) = self.stored(Address { segment: number, doc: headline }) {
                    faults.push(format!("segment {number}: the article at document {headline}: {error}"));
                }
            }
        }
        for version in self.state.retired.keys() {
            let term = super::document::version_term(&version.id, version.version);
            if self.headlines_of(&term)?.is_empty() {
                faults.push(format!("`{}` version {} is retired but not stored", version.id, version.version));
            }
        }
        Ok(faults)
    }
}

/// Checks the sums of all files that the last commit names; each file by itself, because tantivy's own check passes
/// over everything when its list of files is lost.
pub(super) fn damaged_files(index: &Index, segments: &Path) -> Result<Vec<String>> {
    let meta = index.load_metas().map_err(|error| failed("the index cannot be read", error))?;
    let mut faults = Vec::new();
    let files: BTreeSet<PathBuf> = meta.list_segment_files().into_iter().collect();
    for file in files {
        let shown = segments.join(&file).display().to_string();
        match index.directory().validate_checksum(&file) {
            Ok(true) => {}
            Ok(false) => faults.push(format!("`{shown}` has changed since it was written")),
            // Not every segment has every kind of file.
            Err(_) if !index.directory().exists(&file).unwrap_or(true) && is_optional(&file) => {}
            Err(error) => faults.push(format!("`{shown}` cannot be read: {error}")),
        }
    }
    Ok(faults)
}

/// Deletions are written only where there are some, and the temporary store only while a segment is made.
fn is_optional(file: &Path) -> bool {
    let name = file.to_string_lossy();
    name.ends_with(".del") || name.ends_with(".temp")
}
