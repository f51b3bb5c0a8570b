//! Places by the regions that hold them. In: the keys of places that an index has. Out: what each counts as, and the
//! documents that name what lies in a region.
//!
//! Nothing of it is stored: which region holds a key follows from the key, so better lists hold for every index at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use newsidx_text::entity::{country_of, region_of};
use newsidx_text::{EntityKey, EntityKind};
use tantivy::Term;
use tantivy::columnar::StrColumn;
use tantivy::query::{Query, TermSetQuery};

use super::document::{FORM, safe};
use super::fault::failed;
use super::matching::{Matching, Side, basic, union};
use super::merged::{BANNED, Merged};
use super::schema::{NAMED, WORD_OF};
use super::snapshot::{Segment, Snapshot};
use super::terms::terms_from;
use super::verified::Verified;
use crate::entity_table::EntityTable;
use crate::error::Result;
use crate::facet::Facet;
use crate::plan::{Clause, Label, LabelTest};
use crate::query::EntityField;

/// The column of places as one of regions.
#[derive(Clone, Default)]
pub(super) struct Rolled {
    /// The keys that are counted, sorted.
    pub(super) keys: Arc<[Arc<str>]>,
    /// For each ordinal of the column the place of its key among them.
    pub(super) counts_as: Merged,
}

impl Rolled {
    /// Looks at every key of a column once.
    pub(super) fn of(column: &StrColumn, table: &EntityTable) -> Result<Self> {
        let mut counted: Vec<Option<Arc<str>>> = Vec::with_capacity(column.num_terms());
        each_key(column, &mut |key| counted.push(counted_as(key, table).map(Arc::from)))?;
        let keys: BTreeSet<Arc<str>> = counted.iter().flatten().cloned().collect();
        let keys: Vec<Arc<str>> = keys.into_iter().collect();
        let place = |key: &Arc<str>| keys.binary_search(key).ok().map(|place| place as u64);
        let counts_as: Vec<u64> = counted.iter().map(|key| key.as_ref().and_then(place).unwrap_or(BANNED)).collect();
        Ok(Self { keys: keys.into(), counts_as: counts_as.into() })
    }

    /// Gives the key that is counted at a place.
    pub(super) fn key(&self, place: u64) -> Arc<str> {
        self.keys.get(place as usize).cloned().unwrap_or_else(|| Arc::from(""))
    }
}

/// Gives the column of places as one of regions, for the facet that asks for it so.
pub(super) fn rolled(
    table: &EntityTable,
    segment: &Segment,
    facet: Facet,
    places: &StrColumn,
) -> Result<Option<Rolled>> {
    let asked = facet == Facet::Region;
    asked.then(|| segment.columns.rolled(|| Rolled::of(places, table))).transpose()
}

/// Gives the key under which a place is counted by region; nothing for what is banned.
///
/// The region; for a city without one the country; what lies in neither stands by itself, as regions of no list do.
fn counted_as(key: &str, table: &EntityTable) -> Option<String> {
    let giver = table.giver(key)?;
    let place = key.parse::<EntityKey>().ok();
    let around = place.as_ref().and_then(|place| region_of(place).or_else(|| country_of_city(place)));
    let Some(around) = around else { return Some(giver.to_owned()) };
    table.giver(&around.to_string()).map(str::to_owned)
}

fn country_of_city(place: &EntityKey) -> Option<EntityKey> {
    if place.kind == EntityKind::City { country_of(place) } else { None }
}

fn each_key(column: &StrColumn, visit: &mut dyn FnMut(&str)) -> Result<()> {
    let unreadable = |error: std::io::Error| failed("a label cannot be read", error.into());
    let mut keys = column.dictionary().stream().map_err(unreadable)?;
    while keys.advance() {
        visit(&String::from_utf8_lossy(keys.key()));
    }
    Ok(())
}

/// Gives the regions that hold some place of an index, by their keys.
pub(super) fn keys_of_regions(places: &BTreeSet<String>) -> BTreeSet<String> {
    let region = |key: &String| region_of(&key.parse().ok()?).map(|region| region.to_string());
    places.iter().filter_map(region).collect()
}

impl Matching<'_> {
    /// Finds what names a place whose region satisfies a test.
    pub(super) fn regions(&self, snapshot: &Snapshot, test: &LabelTest, side: Side) -> Result<Box<dyn Query>> {
        self.once(&(Label::Region, test, side), || match side {
            Side::Paragraphs => self.named_within(snapshot, test),
            Side::Headlines => self.headlines_within(test),
        })
    }

    /// Paragraphs hold the forms of each key, so that the keys that lie in the region find them.
    fn named_within(&self, snapshot: &Snapshot, test: &LabelTest) -> Result<Box<dyn Query>> {
        let mut keys: BTreeSet<String> = BTreeSet::new();
        for (_, segment, reader) in snapshot.parts() {
            let Some(column) = segment.columns.facet(reader, Facet::Entity(EntityField::Place))? else { continue };
            each_key(&column, &mut |key| {
                if key.parse().is_ok_and(|key| lies_in(&key, test)) {
                    keys.insert(key.to_owned());
                }
            })?;
        }
        let mut forms = Vec::new();
        for key in keys {
            let prefix = format!("{}{WORD_OF}{FORM}", safe(&key));
            forms.extend(terms_from(self.searcher, self.fields.forms, &prefix, &mut |_| true)?);
        }
        let forms = forms.iter().map(|form| Term::from_field_text(self.fields.forms, form));
        Ok(Box::new(TermSetQuery::new(forms)))
    }

    /// Of a headline the terms tell names alone; its record tells whether it is the city or the country of that name.
    fn headlines_within(&self, test: &LabelTest) -> Result<Box<dyn Query>> {
        let prefix = format!("{}{WORD_OF}{NAMED}", EntityField::Place.name());
        let may_lie_in = |name: &str| {
            [EntityKind::City, EntityKind::Region].iter().any(|kind| lies_in(&EntityKey::new(*kind, name), test))
        };
        let named = terms_from(self.searcher, self.fields.labels, &prefix, &mut |term| {
            term.strip_prefix(&prefix).is_some_and(may_lie_in)
        })?;
        let candidates = union(named.iter().map(|term| basic(self.fields.labels, term)).collect());
        let clause = Clause::Label { field: Label::Region, test: test.clone() };
        Ok(Box::new(Verified::new(candidates, clause, self.fields.clone(), Arc::clone(self.blocks))))
    }
}

fn lies_in(place: &EntityKey, test: &LabelTest) -> bool {
    region_of(place).is_some_and(|region| test.accepts_of(&place.name, &region.to_string()))
}
