//! What stands behind a facet row. In: rows. Out: the forms and roles of each entity, and its paragraphs.

use std::collections::{BTreeSet, HashMap};

use newsidx_text::CivilDay;
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::count::Found;
use super::document::{FORM, ROLE, safe};
use super::fault::failed;
use super::regions::rolled;
use super::schema::WORD_OF;
use super::snapshot::{Segment, Snapshot};
use super::terms::terms_from;
use crate::engine::ArticleId;
use crate::entity_table::EntityTable;
use crate::error::Result;
use crate::facet::{Facet, FacetPlace, FacetRow};

/// Fills in forms, roles and places of each row, from the paragraphs that were found alone.
pub(super) fn fill(snapshot: &Snapshot, found: &[Found], facet: Facet, rows: &mut [FacetRow]) -> Result<()> {
    let Facet::Entity(_) = facet else { return fill_labels(snapshot, found, facet, rows) };
    for row in rows {
        let (mut forms, mut roles, mut places) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for key in snapshot.entities()?.keys_of(&row.key) {
            forms_of(snapshot, found, &key, FORM, &mut forms, Some(&mut places))?;
            forms_of(snapshot, found, &key, ROLE, &mut roles, None)?;
        }
        row.aliases = forms.into_iter().collect();
        row.roles = roles.into_iter().collect();
        row.places = places.into_iter().collect();
    }
    Ok(())
}

/// Fills in the places of labels in one walk through what was found, however many rows there are.
fn fill_labels(snapshot: &Snapshot, found: &[Found], facet: Facet, rows: &mut [FacetRow]) -> Result<()> {
    let mut of_keys: HashMap<String, usize> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        let keys = snapshot.entities()?.keys_of(&row.key);
        of_keys.extend(keys.into_iter().chain([row.key.clone()]).map(|key| (key, at)));
    }
    let mut places = vec![BTreeSet::new(); rows.len()];
    for ((number, segment, reader), found) in snapshot.parts().zip(found) {
        let holders = Holders::of(snapshot.entities()?, segment, reader, facet, &of_keys)?;
        for doc in found.paragraphs(segment) {
            for at in holders.rows_of(segment, facet, *doc) {
                if let Some(places) = places.get_mut(at) {
                    places.insert(place(snapshot, number, segment, *doc)?);
                }
            }
        }
    }
    for (row, places) in rows.iter_mut().zip(places) {
        row.places = places.into_iter().collect();
    }
    Ok(())
}

/// Which rows the values of a segment's documents belong to.
struct Holders<'a> {
    column: Option<StrColumn>,
    of_ordinals: HashMap<u64, usize>,
    days: Option<Column<i64>>,
    of_keys: &'a HashMap<String, usize>,
}

impl<'a> Holders<'a> {
    fn of(
        table: &EntityTable,
        segment: &Segment,
        reader: &SegmentReader,
        facet: Facet,
        of_keys: &'a HashMap<String, usize>,
    ) -> Result<Self> {
        let column = segment.columns.facet(reader, facet)?;
        let days = if facet.is_of_time() { segment.columns.day(reader)? } else { None };
        let mut of_ordinals = HashMap::new();
        if let Some(column) = &column {
            let rolled = rolled(table, segment, facet, column)?;
            let places = rolled.iter().flat_map(|rolled| rolled.counts_as.iter().map(|place| rolled.key(*place)));
            of_ordinals.extend(places.zip(0_u64..).filter_map(|(key, ordinal)| Some((ordinal, *of_keys.get(&*key)?))));
            for (key, at) in of_keys.iter().filter(|_| rolled.is_none()) {
                let ordinal = column.dictionary().term_ord(key);
                let ordinal = ordinal.map_err(|error| failed("a label cannot be read", error.into()))?;
                of_ordinals.extend(ordinal.map(|ordinal| (ordinal, *at)));
            }
        }
        Ok(Self { column, of_ordinals, days, of_keys })
    }

    fn rows_of(&self, segment: &Segment, facet: Facet, doc: DocId) -> Vec<usize> {
        let headline = segment.blocks.headline(doc);
        let holder = if facet.is_of_paragraph() { doc } else { headline };
        let ordinals = self.column.iter().flat_map(|column| column.term_ords(holder));
        let by_label = ordinals.filter_map(|ordinal| self.of_ordinals.get(&ordinal).copied());
        let day = self.days.as_ref().and_then(|days| days.first(headline));
        let value = day.and_then(|day| facet.value_of_day(CivilDay(day)));
        by_label.chain(value.and_then(|value| self.of_keys.get(&value).copied())).collect()
    }
}

fn forms_of(
    snapshot: &Snapshot,
    found: &[Found],
    key: &str,
    mark: char,
    forms: &mut BTreeSet<String>,
    mut places: Option<&mut BTreeSet<FacetPlace>>,
) -> Result<()> {
    let prefix = format!("{}{WORD_OF}{mark}", safe(key));
    for term in terms_from(&snapshot.searcher, snapshot.fields.forms, &prefix, &mut |_| true)? {
        let form = term.strip_prefix(&prefix).unwrap_or_default();
        for ((number, segment, reader), found) in snapshot.parts().zip(found) {
            let inverted =
                reader.inverted_index(snapshot.fields.forms).map_err(|error| failed("forms cannot be read", error))?;
            let postings =
                inverted.read_postings(&Term::from_field_text(snapshot.fields.forms, &term), IndexRecordOption::Basic);
            let Some(mut postings) = postings.map_err(|error| failed("forms cannot be read", error.into()))? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                if found.paragraphs(segment).binary_search(&doc).is_ok() {
                    forms.insert(form.to_owned());
                    if let Some(places) = places.as_deref_mut() {
                        places.insert(place(snapshot, number, segment, doc)?);
                    }
                }
                postings.advance();
            }
        }
    }
    Ok(())
}

fn place(snapshot: &Snapshot, number: u32, segment: &Segment, doc: DocId) -> Result<FacetPlace> {
    let no = segment.blocks.no(doc);
    let article = ArticleId(snapshot.id(super::snapshot::Address { segment: number, doc: doc - no })?);
    Ok(FacetPlace { article, no })
}
