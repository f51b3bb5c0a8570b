//! One committed state of the embedded index. In: the last commit. Out: readers that agree with each other.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use newsidx_text::{CivilDay, Language};
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, DocId, DocSet, Index, ReloadPolicy, Searcher, SegmentReader, TERMINATED, Term};

use super::HINT;
use super::blocks::{BlockTable, Blocks};
use super::columns::Columns;
use super::count::Found;
use super::document::{file_term, item_term, language_term, version_term};
use super::fault::failed;
use super::regions::keys_of_regions;
use super::schema::{Fields, INTERNAL, WORD_OF};
use super::terms::terms_from;
use crate::engine::{ArticleId, Head, Statistics};
use crate::entity_table::{EntityTable, name_of};
use crate::error::{Error, Result};
use crate::facet::Facet;
use crate::gazetteer::Gazetteer;
use crate::plan::{Names, Plan, Vocabulary, label_whole};
use crate::state::{Retirement, State};

/// A committed state.
pub(crate) struct Snapshot {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) state: State,
    pub(super) segments: Vec<Segment>,
    /// The blocks of the segments once more, for what knows a segment by its id.
    pub(super) blocks: Arc<BlockTable>,
    /// The folder of the whole index, where the gazetteer lies.
    index: PathBuf,
    /// Which keys are one entity, as the user wants it; read at the first question.
    entities: OnceLock<Arc<EntityTable>>,
    /// The languages of the articles.
    vocabulary: OnceLock<Vocabulary>,
    /// What the last totals were counted from; a page asks for its facets right after.
    pub(super) counted: Mutex<Option<(Plan, Vec<Found>)>>,
}

/// What is kept open of one segment.
pub(super) struct Segment {
    pub(super) blocks: Blocks,
    /// Documents of retired versions; nothing when there are none.
    pub(super) retired: Option<BitSet>,
    pub(super) columns: Columns,
    /// Whether some article has nothing but its headline, once that was asked.
    pub(super) empty_bodies: OnceLock<bool>,
}

/// Where a document lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Address {
    pub(super) segment: u32,
    pub(super) doc: DocId,
}

/// What an index knows of a version when the same article arrives again.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KnownVersion {
    pub(crate) version: u32,
    pub(crate) fingerprint: u64,
    pub(crate) retired: Option<Retirement>,
    pub(crate) head: Head,
}

impl Snapshot {
    /// Reads the last commit. A writer may commit meanwhile, so text and state are read until both are of one commit.
    pub(super) fn load(directory: &Path, index: &Index) -> Result<Self> {
        let mut tries = 0;
        loop {
            tries += 1;
            let before = generation(index)?;
            let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual);
            let reader: tantivy::Result<tantivy::IndexReader> = builder.try_into();
            let state = State::load(directory, before);
            if generation(index)? != before {
                if tries < TRIES {
                    continue;
                }
                return Err(Error::engine("commits come faster than they can be read").hint("try again"));
            }
            let reader = reader.map_err(|error| failed("the index cannot be read", error))?;
            let home = directory.parent().unwrap_or(directory);
            return Self::of(reader.searcher(), state?, home);
        }
    }

    fn of(searcher: Searcher, state: State, index: &Path) -> Result<Self> {
        let fields = super::schema::fields_of(searcher.schema());
        let fields = fields.map_err(|error| failed("the index lacks a field", error))?;
        let mut snapshot = Self {
            searcher,
            fields,
            state,
            segments: Vec::new(),
            blocks: Arc::default(),
            index: index.to_owned(),
            entities: OnceLock::new(),
            vocabulary: OnceLock::new(),
            counted: Mutex::new(None),
        };
        let mut table = BlockTable::new();
        for reader in snapshot.searcher.segment_readers() {
            let blocks = Blocks::of(reader, snapshot.fields.labels);
            let blocks = blocks.map_err(|error| failed("labels cannot be read", error))?;
            table.insert(reader.segment_id(), blocks.clone());
            snapshot.segments.push(Segment {
                blocks,
                retired: None,
                columns: Columns::default(),
                empty_bodies: OnceLock::new(),
            });
        }
        snapshot.blocks = Arc::new(table);
        snapshot.mask_retired()?;
        Ok(snapshot)
    }

    fn mask_retired(&mut self) -> Result<()> {
        let retired: Vec<String> =
            self.state.retired.keys().map(|version| version_term(&version.id, version.version)).collect();
        for term in retired {
            for address in self.headlines_of(&term)? {
                let max_doc = self.reader(address.segment).max_doc();
                if let Some(segment) = self.segments.get_mut(address.segment as usize) {
                    let docs = segment.retired.get_or_insert_with(|| BitSet::with_max_value(max_doc));
                    for doc in address.doc..segment.blocks.end(address.doc) {
                        docs.insert(doc);
                    }
                }
            }
        }
        Ok(())
    }

    pub(crate) fn generation(&self) -> u64 {
        self.state.generation
    }

    pub(super) fn reader(&self, segment: u32) -> &SegmentReader {
        self.searcher.segment_reader(segment)
    }

    /// Gives each segment with its number.
    pub(super) fn parts(&self) -> impl Iterator<Item = (u32, &Segment, &SegmentReader)> {
        let readers = self.searcher.segment_readers().iter();
        self.segments
            .iter()
            .zip(readers)
            .enumerate()
            .map(|(number, (segment, reader))| (number as u32, segment, reader))
    }

    /// Gives the headline of the article that a document belongs to.
    pub(super) fn headline_of(&self, address: Address) -> Address {
        let segment = self.segments.get(address.segment as usize);
        Address { doc: segment.map_or(address.doc, |segment| segment.blocks.headline(address.doc)), ..address }
    }

    /// Gives the id of the article whose headline lies at an address.
    pub(super) fn id(&self, headline: Address) -> Result<String> {
        let mut id = String::new();
        let Some(segment) = self.segments.get(headline.segment as usize) else { return Ok(id) };
        if let Some(items) = segment.columns.item(self.reader(headline.segment))? {
            let ordinal = items.ords().first(headline.doc).unwrap_or_default();
            items.ord_to_str(ordinal, &mut id).map_err(|error| failed("a column cannot be read", error.into()))?;
        }
        Ok(id)
    }

    /// Finds the headlines that carry a term of the index's own.
    pub(super) fn headlines_of(&self, term: &str) -> Result<Vec<Address>> {
        let term = Term::from_field_text(self.fields.labels, term);
        let mut found = Vec::new();
        for (segment, _, reader) in self.parts() {
            let inverted =
                reader.inverted_index(self.fields.labels).map_err(|error| failed("labels cannot be read", error))?;
            let postings = inverted.read_postings(&term, IndexRecordOption::Basic);
            if let Some(mut postings) = postings.map_err(|error| failed("labels cannot be read", error.into()))? {
                while postings.doc() != TERMINATED {
                    found.push(Address { segment, doc: postings.doc() });
                    postings.advance();
                }
            }
        }
        Ok(found)
    }

    pub(super) fn is_retired(&self, address: Address) -> bool {
        let segment = self.segments.get(address.segment as usize);
        segment.and_then(|segment| segment.retired.as_ref()).is_some_and(|docs| docs.contains(address.doc))
    }

    /// Gives the headline of the version of an article that answers see.
    pub(super) fn current(&self, id: &ArticleId) -> Result<Option<Address>> {
        Ok(self.headlines_of(&item_term(id))?.into_iter().find(|address| !self.is_retired(*address)))
    }

    /// Gives all versions of an article, in their order.
    pub(crate) fn versions(&self, id: &ArticleId) -> Result<Vec<KnownVersion>> {
        self.known(&item_term(id))
    }

    /// Gives the versions that were read from a file.
    pub(crate) fn versions_in_file(&self, root: &str, path: &str) -> Result<Vec<KnownVersion>> {
        self.known(&file_term(root, path))
    }

    fn known(&self, term: &str) -> Result<Vec<KnownVersion>> {
        let mut versions = Vec::new();
        for address in self.headlines_of(term)? {
            let columns = self.reader(address.segment).fast_fields();
            let fingerprints = columns.u64("fingerprint").map_err(|error| failed("a column cannot be read", error))?;
            let head = self.head(address)?;
            let id = crate::state::VersionId { id: head.id.clone(), version: head.version };
            versions.push(KnownVersion {
                version: head.version,
                fingerprint: fingerprints.first(address.doc).unwrap_or_default(),
                retired: self.state.retired.get(&id).copied(),
                head,
            });
        }
        versions.sort_by_key(|known| known.version);
        Ok(versions)
    }

    /// Visits the headline of every version, retired ones too.
    pub(crate) fn for_each_version(&self, visit: &mut dyn FnMut(Address, bool) -> Result<()>) -> Result<()> {
        for address in self.headlines_of(&INTERNAL.to_string())? {
            visit(address, self.is_retired(address))?;
        }
        Ok(())
    }

    /// The mean number of words of an article, for the length normalisation of whole articles; at least 1.
    pub(super) fn average_length(&self) -> f32 {
        let text = self.state.text;
        (text.words as f32 / text.versions.max(1) as f32).max(1.0)
    }

    /// Gives which keys are one entity: the stored table with the user's gazetteer over it.
    ///
    /// Indexing asks nothing of it, so a gazetteer that cannot be read stops questions alone.
    pub(crate) fn entities(&self) -> Result<&Arc<EntityTable>> {
        if let Some(known) = self.entities.get() {
            return Ok(known);
        }
        let gazetteer = Gazetteer::load(&self.index)?;
        let names: HashSet<String> = gazetteer
            .statements()
            .flat_map(|said| said.names().into_iter().map(label_whole).collect::<Vec<_>>())
            .collect();
        let table = if names.is_empty() {
            self.state.entities.clone()
        } else {
            let mut keys = self.entity_keys()?;
            keys.extend(self.keys_of(Facet::Country)?);
            keys.extend(keys_of_regions(&keys));
            keys.retain(|key| names.contains(&label_whole(name_of(key))));
            self.state.entities.edited(&gazetteer, keys.iter().map(String::as_str))
        };
        Ok(self.entities.get_or_init(|| Arc::new(table)))
    }

    pub(super) fn vocabulary(&self) -> Result<Vocabulary> {
        Ok(Vocabulary { names: Names::of(Arc::clone(self.entities()?)), ..self.languages()? })
    }

    fn languages(&self) -> Result<Vocabulary> {
        if let Some(known) = self.vocabulary.get() {
            return Ok(known.clone());
        }
        let found = self.read_languages()?;
        Ok(self.vocabulary.get_or_init(|| found).clone())
    }

    fn read_languages(&self) -> Result<Vocabulary> {
        let prefix = format!("{INTERNAL}l{WORD_OF}");
        let terms = terms_from(&self.searcher, self.fields.labels, &prefix, &mut |_| true)?;
        let codes: Vec<&str> = terms.iter().filter_map(|term| term.strip_prefix(&prefix)).collect();
        let mut languages: Vec<Language> = codes.iter().filter_map(|code| Language::parse(code)).collect();
        languages.sort_unstable();
        Ok(Vocabulary { languages, unknown_language: codes.contains(&"unknown"), ..Vocabulary::default() })
    }

    pub(super) fn statistics(&self, directory: &Path) -> Result<Statistics> {
        let mut statistics = Statistics { segments: self.segments.len() as u64, ..Statistics::default() };
        for why in self.state.retired.values() {
            match why {
                Retirement::Superseded => statistics.superseded += 1,
                Retirement::Withdrawn => statistics.withdrawn += 1,
            }
        }
        for address in
            self.headlines_of(&INTERNAL.to_string())?.into_iter().filter(|address| !self.is_retired(*address))
        {
            statistics.articles += 1;
            let Some(segment) = self.segments.get(address.segment as usize) else { continue };
            statistics.paragraphs += u64::from(segment.blocks.end(address.doc) - address.doc - 1);
            let days = segment.columns.day(self.reader(address.segment))?;
            if let Some(day) = days.and_then(|days| days.first(address.doc)) {
                let day = CivilDay(day);
                let (first, last) = statistics.days.unwrap_or((day, day));
                statistics.days = Some((first.min(day), last.max(day)));
            }
        }
        statistics.languages = self.articles_by_language()?;
        statistics.bytes = bytes_under(directory)?;
        Ok(statistics)
    }

    fn articles_by_language(&self) -> Result<BTreeMap<String, u64>> {
        let vocabulary = self.languages()?;
        let mut codes: Vec<Option<&str>> = vocabulary.languages.iter().map(|language| Some(language.code())).collect();
        codes.extend(vocabulary.unknown_language.then_some(None));
        let mut counts = BTreeMap::new();
        for code in codes {
            let headlines = self.headlines_of(&language_term(code))?;
            let current = headlines.into_iter().filter(|address| !self.is_retired(*address)).count() as u64;
            if current > 0 {
                counts.insert(code.unwrap_or("unknown").to_owned(), current);
            }
        }
        Ok(counts)
    }
}

/// How often a reader looks again when commits come faster than it reads.
const TRIES: u32 = 20;

/// Gives the generation that the last commit names; 0 before the first.
fn generation(index: &Index) -> Result<u64> {
    let meta = index.load_metas().map_err(|error| failed("the index cannot be read", error))?;
    match meta.payload.as_deref() {
        None if meta.segments.is_empty() => Ok(0),
        Some(payload) if payload.parse::<u64>().is_ok() => Ok(payload.parse().unwrap_or_default()),
        other => Err(Error::engine(format!("the last commit names the generation {other:?}")).hint(HINT)),
    }
}

/// Files that a writer removes meanwhile count nothing.
fn bytes_under(directory: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(directory).map_err(|error| Error::disk("list", directory, error))? {
        let entry = entry.map_err(|error| Error::disk("list", directory, error))?;
        match entry.metadata() {
            Ok(data) if data.is_dir() => bytes += bytes_under(&entry.path())?,
            Ok(data) => bytes += data.len(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::disk("read", &entry.path(), error)),
        }
    }
    Ok(bytes)
}
