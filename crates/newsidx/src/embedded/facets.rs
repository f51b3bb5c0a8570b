//! Facet counts. In: a plan and what to count. Out: exact rows.
//!
//! Values are counted by their ordinals in each segment's column; only the labels of the rows that are shown, or that
//! several segments must agree on, are read, because reading labels costs ten times what counting does.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use newsidx_text::{CivilDay, EntityKey};
use tantivy::columnar::{Cardinality, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::count::{Found, found_again};
use super::forms;
use super::merged::{BANNED, Merged, merged_ordinals};
use super::regions::{Rolled, rolled};
use super::runs::Runs;
use super::snapshot::{Segment, Snapshot};
use crate::error::Result;
use crate::facet::{CountBy, Detail, Facet, FacetRequest, FacetRow, FacetTable, event_name};
use crate::plan::{Plan, label_whole};

/// How often a value occurs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    paragraphs: u64,
    articles: u64,
}

impl Counts {
    fn by(self, by: CountBy) -> u64 {
        match by {
            CountBy::Paragraphs => self.paragraphs,
            CountBy::Articles => self.articles,
        }
    }
}

/// Counts each facet over what the plan finds.
pub(super) fn count(snapshot: &Snapshot, plan: &Plan, requests: &[FacetRequest]) -> Result<Vec<FacetTable>> {
    let found = found_again(snapshot, plan)?;
    requests.iter().map(|request| table(snapshot, &found, request)).collect()
}

fn table(snapshot: &Snapshot, found: &[Found], request: &FacetRequest) -> Result<FacetTable> {
    let (mut rows, values) = match request.facet {
        Facet::Year | Facet::Day => of_time(snapshot, found, request)?,
        _ => values(snapshot, found, request)?,
    };
    if let Facet::Entity(_) | Facet::Speaker = request.facet {
        let entities = snapshot.entities()?;
        rows.iter_mut().for_each(|row| row.name_only = entities.is_name_only(&row.key));
    }
    if request.detail == Detail::Full {
        forms::fill(snapshot, found, request.facet, &mut rows)?;
    }
    Ok(FacetTable { facet: request.facet, rows, values })
}

fn values(snapshot: &Snapshot, found: &[Found], request: &FacetRequest) -> Result<(Vec<FacetRow>, u64)> {
    let mut parts = Vec::new();
    for ((_, segment, reader), found) in snapshot.parts().zip(found) {
        let Some(column) = segment.columns.facet(reader, request.facet)? else { continue };
        let table = snapshot.entities()?;
        let rolled = rolled(table, segment, request.facet, &column)?;
        let merged = match &rolled {
            Some(rolled) => Arc::clone(&rolled.counts_as),
            None => merged_ordinals(table, segment, request.facet, &column)?,
        };
        let counts = match request.facet {
            facet if facet.is_of_paragraph() => of_paragraphs(segment, &column, found.paragraphs(segment), &merged),
            _ => of_articles(segment, &column, found),
        };
        parts.push(Part { segment, column, rolled, counts });
    }
    // Who names an entity need not be among those that speak, nor, where the user has a say, in the index at all.
    let is_elsewhere = request.facet == Facet::Speaker || snapshot.entities()?.is_edited();
    match parts.as_mut_slice() {
        // Ordinals sort as labels do, so one segment needs only the labels that it shows.
        [part] if request.holding.is_none() && snapshot.segments.len() == 1 && !is_elsewhere => {
            let values = part.counts.len() as u64;
            best_first(&mut part.counts, request, |ordinal| *ordinal);
            let label = |ordinal: u64| part.label(request.facet, ordinal);
            let rows = part.counts.iter().map(|(ordinal, counts)| Ok(row(request.facet, &label(*ordinal)?, *counts)));
            Ok((rows.collect::<Result<_>>()?, values))
        }
        parts => by_label(snapshot, parts, request),
    }
}

/// Counts of one segment's column, by ordinal, or by the place of a region's key.
struct Part<'a> {
    segment: &'a Segment,
    column: StrColumn,
    rolled: Option<Rolled>,
    counts: Vec<(u64, Counts)>,
}

impl Part<'_> {
    fn label(&self, facet: Facet, ordinal: u64) -> Result<Arc<str>> {
        match &self.rolled {
            Some(rolled) => Ok(rolled.key(ordinal)),
            None => self.segment.columns.label(facet, &self.column, ordinal),
        }
    }
}

fn by_label(snapshot: &Snapshot, parts: &[Part<'_>], request: &FacetRequest) -> Result<(Vec<FacetRow>, u64)> {
    // A segment that lacks the name giver of an entity has counted it under another key.
    let table = snapshot.entities()?;
    let of_entities = request.facet.is_of_entities();
    let mut sums: BTreeMap<Arc<str>, Counts> = BTreeMap::new();
    for part in parts {
        for (ordinal, counts) in &part.counts {
            let label = part.label(request.facet, *ordinal)?;
            let giver = if of_entities { table.giver(&label).filter(|giver| **giver != *label) } else { None };
            let sum = sums.entry(giver.map_or_else(|| Arc::clone(&label), Arc::from)).or_default();
            sum.paragraphs += counts.paragraphs;
            sum.articles += counts.articles;
        }
    }
    if let Some(holding) = &request.holding {
        sums.retain(|key, _| label_whole(&display_name(request.facet, key)).contains(holding.as_str()));
    }
    let values = sums.len() as u64;
    let mut sums: Vec<(Arc<str>, Counts)> = sums.into_iter().collect();
    best_first(&mut sums, request, Arc::clone);
    Ok((sums.into_iter().map(|(key, counts)| row(request.facet, &key, counts)).collect(), values))
}

fn best_first<K, O: Ord>(counts: &mut Vec<(K, Counts)>, request: &FacetRequest, order: impl Fn(&K) -> O) {
    let mut by_count = |a: &(K, Counts), b: &(K, Counts)| {
        b.1.by(request.by).cmp(&a.1.by(request.by)).then_with(|| order(&a.0).cmp(&order(&b.0)))
    };
    if let Some(last) = request.size.checked_sub(1).filter(|last| *last < counts.len()) {
        counts.select_nth_unstable_by(last, &mut by_count);
    }
    counts.truncate(request.size);
    counts.sort_by(by_count);
}

fn row(facet: Facet, key: &str, counts: Counts) -> FacetRow {
    let (name, key) = (display_name(facet, key), key.to_owned());
    FacetRow { key, name, paragraphs: counts.paragraphs, articles: counts.articles, ..FacetRow::default() }
}

fn display_name(facet: Facet, key: &str) -> String {
    match facet {
        Facet::Event => event_name(key),
        facet if facet.is_of_entities() => key.parse::<EntityKey>().map_or_else(|()| key.to_owned(), |key| key.name),
        _ => key.to_owned(),
    }
}

/// Counts a column that paragraphs carry themselves.
fn of_paragraphs(segment: &Segment, column: &StrColumn, docs: &[DocId], merged: &Merged) -> Vec<(u64, Counts)> {
    let mut tally = Tally::new(column.num_terms(), docs.len());
    let values = Values::of(column, docs);
    let mut seen: Vec<u64> = Vec::new();
    let (mut article, mut end) = (0, 0);
    for (doc, ordinals) in values.by_document() {
        if doc >= end {
            end = segment.blocks.end(doc);
            article += 1;
        }
        if merged.is_empty() || ordinals.len() == 1 {
            ordinals.iter().for_each(|ordinal| tally.add(counts_as(merged, *ordinal), 1, article));
            continue;
        }
        seen.clear();
        seen.extend(ordinals.iter().map(|ordinal| counts_as(merged, *ordinal)));
        seen.sort_unstable();
        seen.dedup();
        seen.iter().for_each(|ordinal| tally.add(*ordinal, 1, article));
    }
    tally.counts()
}

fn counts_as(merged: &Merged, ordinal: u64) -> u64 {
    merged.get(ordinal as usize).copied().unwrap_or(ordinal)
}

/// Counts a column of headlines: each value once for every paragraph of the article.
fn of_articles(segment: &Segment, column: &StrColumn, found: &Found) -> Vec<(u64, Counts)> {
    let runs = Runs::of(segment, found);
    let mut tally = Tally::new(column.num_terms(), runs.headlines.len());
    if let Some(ordinals) = one_each(segment, column, &runs) {
        for ((ordinal, paragraphs), article) in ordinals.into_iter().zip(&runs.paragraphs).zip(1_u32..) {
            tally.add(ordinal, u64::from(*paragraphs), article);
        }
        return tally.counts();
    }
    let mut counted = runs.headlines.iter().zip(&runs.paragraphs).zip(1_u32..);
    let mut seen: Vec<u64> = Vec::new();
    let values = Values::of(column, &runs.headlines);
    for (headline, ordinals) in values.by_document() {
        let Some(((_, paragraphs), article)) = counted.find(|((known, _), _)| **known == headline) else { break };
        seen.clear();
        seen.extend(ordinals);
        seen.sort_unstable();
        seen.dedup();
        seen.iter().for_each(|ordinal| tally.add(*ordinal, u64::from(*paragraphs), article));
    }
    tally.counts()
}

/// Gives the value of each article where every article of the segment has exactly one: then it lies at the place of the
/// headline among the headlines, and need not be looked for.
fn one_each(segment: &Segment, column: &StrColumn, runs: &Runs) -> Option<Vec<u64>> {
    let ordinals = column.ords();
    let fits =
        ordinals.get_cardinality() != Cardinality::Multivalued && ordinals.values.num_vals() == segment.blocks.number();
    fits.then(|| {
        let mut values = vec![0; runs.ranks.len()];
        ordinals.values.get_vals(&runs.ranks, &mut values);
        values
    })
}

/// The ordinals of some documents, read together: one by one, finding the place of each costs more than counting it.
struct Values {
    docs: Vec<DocId>,
    ordinals: Vec<u64>,
}

impl Values {
    fn of(column: &StrColumn, docs: &[DocId]) -> Self {
        let (mut holders, mut rows) = (Vec::with_capacity(docs.len()), Vec::with_capacity(docs.len()));
        column.ords().row_ids_for_docs(docs, &mut holders, &mut rows);
        let mut ordinals = vec![0; rows.len()];
        column.ords().values.get_vals(&rows, &mut ordinals);
        Self { docs: holders, ordinals }
    }

    /// Gives each document that has values, with them.
    fn by_document(&self) -> impl Iterator<Item = (DocId, &[u64])> {
        let mut rest = self.ordinals.as_slice();
        self.docs.chunk_by(|a, b| a == b).filter_map(move |same| {
            let (here, behind) = rest.split_at_checked(same.len())?;
            rest = behind;
            Some((*same.first()?, here))
        })
    }
}

/// Counts by ordinal: a table where many values are touched, a map where few of many are.
enum Tally {
    Table(Vec<Cell>),
    Map(HashMap<u64, Cell>),
}

/// Counts of one value; an article counts when its number differs from the last one seen.
#[derive(Clone, Copy, Default)]
struct Cell {
    paragraphs: u32,
    articles: u32,
    last_article: u32,
}

impl Tally {
    fn new(values: usize, docs: usize) -> Self {
        if values <= docs.saturating_mul(8).max(1024) {
            Self::Table(vec![Cell::default(); values])
        } else {
            Self::Map(HashMap::new())
        }
    }

    fn add(&mut self, ordinal: u64, paragraphs: u64, article: u32) {
        if ordinal == BANNED {
            return;
        }
        let cell = match self {
            Self::Table(cells) => cells.get_mut(ordinal as usize),
            Self::Map(cells) => Some(cells.entry(ordinal).or_default()),
        };
        if let Some(cell) = cell {
            cell.paragraphs += paragraphs as u32;
            if cell.last_article != article {
                cell.last_article = article;
                cell.articles += 1;
            }
        }
    }

    /// Gives what was counted, by ordinal.
    fn counts(self) -> Vec<(u64, Counts)> {
        let counts = |cell: Cell| Counts { paragraphs: u64::from(cell.paragraphs), articles: u64::from(cell.articles) };
        match self {
            Self::Table(cells) => {
                let touched = cells.into_iter().enumerate().filter(|(_, cell)| cell.paragraphs > 0);
                touched.map(|(ordinal, cell)| (ordinal as u64, counts(cell))).collect()
            }
            Self::Map(cells) => {
                let mut all: Vec<_> = cells.into_iter().map(|(ordinal, cell)| (ordinal, counts(cell))).collect();
                all.sort_unstable_by_key(|(ordinal, _)| *ordinal);
                all
            }
        }
    }
}

/// Counts by the day of publication, or by its year.
fn of_time(snapshot: &Snapshot, found: &[Found], request: &FacetRequest) -> Result<(Vec<FacetRow>, u64)> {
    let mut sums: BTreeMap<String, Counts> = BTreeMap::new();
    for ((_, segment, reader), found) in snapshot.parts().zip(found) {
        count_days(request.facet, segment, reader, found, &mut sums)?;
    }
    if let Some(holding) = &request.holding {
        sums.retain(|year, _| year.contains(holding.as_str()));
    }
    let values = sums.len() as u64;
    let mut sums: Vec<(String, Counts)> = sums.into_iter().collect();
    best_first(&mut sums, request, Clone::clone);
    Ok((sums.into_iter().map(|(year, counts)| row(request.facet, &year, counts)).collect(), values))
}

fn count_days(
    facet: Facet,
    segment: &Segment,
    reader: &SegmentReader,
    found: &Found,
    sums: &mut BTreeMap<String, Counts>,
) -> Result<()> {
    let Some(days) = segment.columns.day(reader)? else { return Ok(()) };
    let runs = Runs::of(segment, found);
    for (headline, paragraphs) in runs.headlines.into_iter().zip(runs.paragraphs) {
        if let Some(value) = days.first(headline).and_then(|day| facet.value_of_day(CivilDay(day))) {
            let sum = sums.entry(value).or_default();
            sum.paragraphs += u64::from(paragraphs);
            sum.articles += 1;
        }
    }
    Ok(())
}
