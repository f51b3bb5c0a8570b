//! The columns of a segment, opened once. In: a segment. Out: columns that are cheap to clone, and labels once read.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::SegmentReader;
use tantivy::columnar::{Column, ColumnValues, StrColumn};

use super::fault::failed;
use super::merged::Merged;
use super::regions::Rolled;
use crate::error::Result;
use crate::facet::Facet;
use crate::query::EntityField;

/// How many labels are kept before all are forgotten: a bound on memory, far above what facets show.
const LABELS_KEPT: usize = 65_536;

/// Columns that were asked for; opening one costs more than most searches.
#[derive(Default)]
pub(super) struct Columns {
    item: OnceLock<Option<StrColumn>>,
    instant: OnceLock<Option<Column<i64>>>,
    day: OnceLock<Option<Column<i64>>>,
    length: OnceLock<Arc<dyn ColumnValues<u64>>>,
    facets: [OnceLock<Option<StrColumn>>; Facet::ALL.len()],
    labels: Mutex<HashMap<(Facet, u64), Arc<str>>>,
    merged: [OnceLock<Merged>; Facet::ALL.len()],
    rolled: OnceLock<Rolled>,
}

impl Columns {
    /// Item ids, on headlines.
    pub(super) fn item(&self, reader: &SegmentReader) -> Result<Option<StrColumn>> {
        cached(&self.item, || reader.fast_fields().str("item"))
    }

    /// Seconds since 1970, on headlines of articles with a date.
    pub(super) fn instant(&self, reader: &SegmentReader) -> Result<Option<Column<i64>>> {
        cached(&self.instant, || reader.fast_fields().column_opt("instant"))
    }

    /// Days since 1970, on headlines of articles with a date.
    pub(super) fn day(&self, reader: &SegmentReader) -> Result<Option<Column<i64>>> {
        cached(&self.day, || reader.fast_fields().column_opt("day"))
    }

    /// Words of a paragraph; of the whole body on headlines.
    pub(super) fn length(&self, reader: &SegmentReader) -> Result<Arc<dyn ColumnValues<u64>>> {
        cached(&self.length, || reader.fast_fields().column_first_or_default("length"))
    }

    /// The values of a facet; years have none, they are read from days, and regions are told by the places.
    pub(super) fn facet(&self, reader: &SegmentReader, facet: Facet) -> Result<Option<StrColumn>> {
        match self.facets.get(place(facet)) {
            Some(cell) => cached(cell, || reader.fast_fields().str(column_of(facet))),
            None => Ok(None),
        }
    }

    /// What each ordinal of a facet's column counts as, found at the first question.
    pub(super) fn merged(&self, facet: Facet, find: impl FnOnce() -> Result<Merged>) -> Result<Merged> {
        let cell = self.merged.get(place(facet));
        if let Some(known) = cell.and_then(OnceLock::get) {
            return Ok(Arc::clone(known));
        }
        let found = find()?;
        Ok(cell.map_or_else(|| Arc::clone(&found), |cell| Arc::clone(cell.get_or_init(|| Arc::clone(&found)))))
    }

    /// What each ordinal of the column of places counts as by region, found at the first question.
    pub(super) fn rolled(&self, find: impl FnOnce() -> Result<Rolled>) -> Result<Rolled> {
        if let Some(known) = self.rolled.get() {
            return Ok(known.clone());
        }
        let found = find()?;
        Ok(self.rolled.get_or_init(|| found).clone())
    }

    /// The label of an ordinal of a facet's column.
    pub(super) fn label(&self, facet: Facet, column: &StrColumn, ordinal: u64) -> Result<Arc<str>> {
        let mut labels = self.labels.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(label) = labels.get(&(facet, ordinal)) {
            return Ok(Arc::clone(label));
        }
        let mut text = String::new();
        column.ord_to_str(ordinal, &mut text).map_err(|error| failed("a label cannot be read", error.into()))?;
        if labels.len() >= LABELS_KEPT {
            labels.clear();
        }
        let label: Arc<str> = text.into();
        labels.insert((facet, ordinal), Arc::clone(&label));
        Ok(label)
    }
}

/// The column in which the values of a facet lie.
fn column_of(facet: Facet) -> &'static str {
    if facet == Facet::Region { EntityField::Place.name() } else { facet.name() }
}

/// The place of a facet in the tables above.
fn place(facet: Facet) -> usize {
    Facet::ALL.iter().position(|known| *known == facet).unwrap_or(Facet::ALL.len())
}

fn cached<T: Clone>(cell: &OnceLock<T>, open: impl FnOnce() -> tantivy::Result<T>) -> Result<T> {
    if let Some(known) = cell.get() {
        return Ok(known.clone());
    }
    let opened = open().map_err(|error| failed("a column cannot be read", error))?;
    Ok(cell.get_or_init(|| opened).clone())
}
