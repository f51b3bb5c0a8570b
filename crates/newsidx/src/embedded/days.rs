//! Articles by their day of publication. In: a range of days. Out: their headlines.
//!
//! Beside a word, which few articles hold, each of them is asked for its day: to read the days of all articles costs more
//! than all else of the search. Once many were asked, or where all are wanted, all days are read, once a search.

use std::collections::HashMap;
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::{Arc, OnceLock};

use tantivy::columnar::{Cardinality, Column};
use tantivy::index::SegmentId;
use tantivy::query::{ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED};

use super::blocks::Blocks;
use super::snapshot::Snapshot;
use crate::error::Result;

/// How many days are read in a row while one article is asked for its own.
const READ_WHILE_ASKED: u32 = 8;

/// Headlines of the articles that were published on a day of a range.
#[derive(Clone)]
pub(super) struct Published {
    days: RangeInclusive<i64>,
    segments: Arc<HashMap<SegmentId, Arc<Days>>>,
}

impl Published {
    pub(super) fn new(snapshot: &Snapshot, days: RangeInclusive<i64>) -> Result<Self> {
        let mut segments = HashMap::new();
        for (_, segment, reader) in snapshot.parts() {
            if let Some(column) = segment.columns.day(reader)? {
                let days = Days { column, blocks: segment.blocks.clone(), range: days.clone(), found: OnceLock::new() };
                segments.insert(reader.segment_id(), Arc::new(days));
            }
        }
        Ok(Self { days, segments: Arc::new(segments) })
    }

    /// Gives the articles of a segment, not standing on any; nothing where no article has a day.
    fn articles(&self, reader: &SegmentReader) -> Option<Articles> {
        let days = self.segments.get(&reader.segment_id()).cloned()?;
        Some(Articles { days, asked: 0, doc: 0 })
    }
}

/// The days of one segment, and which are in the range.
struct Days {
    column: Column<i64>,
    blocks: Blocks,
    range: RangeInclusive<i64>,
    /// The headlines in the range, once all were read.
    found: OnceLock<Blocks>,
}

impl Days {
    /// A paragraph has no day, so that only headlines are in the range.
    fn holds(&self, doc: DocId) -> bool {
        self.column.first(doc).is_some_and(|day| self.range.contains(&day))
    }

    fn found(&self) -> &Blocks {
        self.found.get_or_init(|| {
            let values = &self.column.values;
            let one_each =
                self.column.get_cardinality() != Cardinality::Multivalued && values.num_vals() == self.blocks.number();
            if !one_each {
                return self.blocks.only(self.blocks.headlines().filter(|headline| self.holds(*headline)));
            }
            let mut days = vec![0; values.num_vals() as usize];
            values.get_range(0, &mut days);
            let dated = self.blocks.headlines().zip(days);
            self.blocks.only(dated.filter(|(_, day)| self.range.contains(day)).map(|(headline, _)| headline))
        })
    }
}

impl fmt::Debug for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Published({:?})", self.days)
    }
}

impl Query for Published {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Published {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(mut articles) = self.articles(reader) else { return Ok(Box::new(EmptyScorer)) };
        articles.walk_from(0);
        Ok(Box::new(ConstScorer::new(articles, boost)))
    }

    fn scorer_danger(
        &self,
        reader: &SegmentReader,
        target: DocId,
        boost: Score,
    ) -> tantivy::Result<(SeekDangerResult, Box<dyn Scorer>)> {
        let Some(mut articles) = self.articles(reader) else {
            return Ok((SeekDangerResult::SeekLowerBound(TERMINATED), Box::new(EmptyScorer)));
        };
        Ok((articles.seek_danger(target), Box::new(ConstScorer::new(articles, boost))))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("the article was published on one of the days", 0.0))
    }
}

/// The headlines of one segment whose day is in a range.
struct Articles {
    days: Arc<Days>,
    /// How many were asked by themselves.
    asked: u32,
    doc: DocId,
}

impl Articles {
    fn holds(&mut self, doc: DocId) -> bool {
        self.asked = self.asked.saturating_add(1);
        if self.days.found.get().is_some() || self.asked > self.days.blocks.number() / READ_WHILE_ASKED {
            self.days.found().is_headline(doc)
        } else {
            self.days.holds(doc)
        }
    }

    fn walk_from(&mut self, doc: DocId) -> DocId {
        let found = self.days.found();
        self.doc = if found.is_headline(doc) { doc } else { or_terminated(found, found.end(doc)) };
        self.doc
    }
}

fn or_terminated(blocks: &Blocks, doc: DocId) -> DocId {
    if doc < blocks.max_doc() { doc } else { TERMINATED }
}

impl DocSet for Articles {
    fn advance(&mut self) -> DocId {
        match self.doc {
            TERMINATED => TERMINATED,
            doc => self.walk_from(doc + 1),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target >= self.days.blocks.max_doc() {
            self.doc = TERMINATED;
        }
        if self.doc < target { self.walk_from(target) } else { self.doc }
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target >= self.days.blocks.max_doc() {
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        if self.holds(target) {
            self.doc = target;
            return SeekDangerResult::Found;
        }
        let blocks = self.days.found.get().unwrap_or(&self.days.blocks);
        SeekDangerResult::SeekLowerBound(or_terminated(blocks, blocks.end(target)))
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.days.found.get().map_or(self.days.column.values.num_vals(), Blocks::number)
    }
}
