//! Entity keys that count as another one. In: the entity table and a column. Out: what each ordinal counts as.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::columnar::StrColumn;

use super::fault::failed;
use super::snapshot::Segment;
use crate::entity_table::EntityTable;
use crate::error::Result;
use crate::facet::Facet;

/// What looking one key up costs, in keys that a walk through the whole dictionary passes meanwhile.
const LOOKUP: usize = 256;

/// What a key counts as that the user wants shown nowhere.
pub(super) const BANNED: u64 = u64::MAX;

/// What each ordinal of a column counts as, by ordinal; empty where no two keys are one entity.
pub(super) type Merged = Arc<[u64]>;

/// Gives what each ordinal of a segment's column counts as.
pub(super) fn merged_ordinals(
    table: &EntityTable,
    segment: &Segment,
    facet: Facet,
    column: &StrColumn,
) -> Result<Merged> {
    segment.columns.merged(facet, || {
        if !facet.is_of_entities() {
            return Ok(Merged::default());
        }
        let fields = facet.entities();
        let groups: Vec<(&str, &[String])> = fields.iter().flat_map(|field| table.groups_of(*field)).collect();
        let mut wanted: Vec<&str> = groups.iter().flat_map(|(_, keys)| keys.iter().map(String::as_str)).collect();
        wanted.extend(table.banned().iter().map(String::as_str));
        wanted.sort_unstable();
        wanted.dedup();
        let ordinals = ordinals(column, &wanted)?;
        let mut merged: Vec<u64> = Vec::new();
        for (giver, keys) in groups {
            // Where the segment lacks the name giver, its keys still count as one, under the first of them.
            let mut candidates = std::iter::once(giver).chain(keys.iter().map(String::as_str));
            let Some(target) = candidates.find_map(|key| ordinals.get(key).copied()) else { continue };
            let others = keys.iter().filter_map(|key| ordinals.get(key.as_str()).copied());
            for other in others.filter(|ordinal| *ordinal != target) {
                if merged.is_empty() {
                    merged.extend(0..column.num_terms() as u64);
                }
                if let Some(counts_as) = merged.get_mut(other as usize) {
                    *counts_as = target;
                }
            }
        }
        for ordinal in table.banned().iter().filter_map(|key| ordinals.get(key.as_str())) {
            if merged.is_empty() {
                merged.extend(0..column.num_terms() as u64);
            }
            if let Some(counts_as) = merged.get_mut(*ordinal as usize) {
                *counts_as = BANNED;
            }
        }
        Ok(merged.into())
    })
}

/// Finds the ordinals of sorted keys: one by one where they are few, else in one walk through the dictionary.
fn ordinals<'a>(column: &StrColumn, wanted: &[&'a str]) -> Result<HashMap<&'a str, u64>> {
    let unreadable = |error: std::io::Error| failed("a label cannot be read", error.into());
    let mut found = HashMap::new();
    if wanted.len() * LOOKUP < column.num_terms() {
        for key in wanted {
            let ordinal = column.dictionary().term_ord(key).map_err(unreadable)?;
            found.extend(ordinal.map(|ordinal| (*key, ordinal)));
        }
        return Ok(found);
    }
    let mut terms = column.dictionary().stream().map_err(unreadable)?;
    let mut wanted = wanted.iter().peekable();
    while wanted.peek().is_some() && terms.advance() {
        while let Some(key) = wanted.next_if(|key| key.as_bytes() <= terms.key()) {
            if key.as_bytes() == terms.key() {
                found.insert(*key, terms.term_ord());
            }
        }
    }
    Ok(found)
}
