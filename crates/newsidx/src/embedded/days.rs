//! Articles by their day of publication. In: a range of days. Out: their headlines.
//!
//! Beside a word, which few articles hold, each of them is asked for its day: to walk through the days of all articles
//! costs more than all else of the search. Alone, or beside a word that most articles hold, the days are walked.

use std::collections::HashMap;
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::query::{ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED};

use super::blocks::Blocks;
use super::snapshot::Snapshot;
use crate::error::Result;

/// How many articles are passed over in a walk while one is asked by itself.
const WALKED_WHILE_ASKED: u64 = 16;

/// Headlines of the articles that were published on a day of a range.
#[derive(Clone)]
pub(super) struct Published {
    days: RangeInclusive<i64>,
    segments: Arc<HashMap<SegmentId, (Column<i64>, Blocks)>>,
}

impl Published {
    pub(super) fn new(snapshot: &Snapshot, days: RangeInclusive<i64>) -> Result<Self> {
        let mut segments = HashMap::new();
        for (_, segment, reader) in snapshot.parts() {
            if let Some(column) = segment.columns.day(reader)? {
                segments.insert(reader.segment_id(), (column, segment.blocks.clone()));
            }
        }
        Ok(Self { days, segments: Arc::new(segments) })
    }

    /// Gives the articles of a segment, not standing on any; nothing where no article has a day.
    fn articles(&self, reader: &SegmentReader) -> Option<Articles> {
        let (column, blocks) = self.segments.get(&reader.segment_id()).cloned()?;
        Some(Articles { days: self.days.clone(), column, blocks, doc: 0 })
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
    days: RangeInclusive<i64>,
    column: Column<i64>,
    blocks: Blocks,
    doc: DocId,
}

impl Articles {
    /// A paragraph has no day, so that only headlines are in the range.
    fn holds(&self, doc: DocId) -> bool {
        self.column.first(doc).is_some_and(|day| self.days.contains(&day))
    }

    fn headline_after(&self, doc: DocId) -> DocId {
        let next = self.blocks.end(doc);
        if next < self.blocks.max_doc() { next } else { TERMINATED }
    }

    fn walk_from(&mut self, doc: DocId) -> DocId {
        self.doc = if doc < self.blocks.max_doc() { doc } else { TERMINATED };
        while self.doc != TERMINATED && !self.holds(self.doc) {
            self.doc = self.headline_after(self.doc);
        }
        self.doc
    }
}

impl DocSet for Articles {
    fn advance(&mut self) -> DocId {
        match self.doc {
            TERMINATED => TERMINATED,
            doc => self.walk_from(self.headline_after(doc)),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target { self.walk_from(target) } else { self.doc }
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target >= self.blocks.max_doc() {
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        if self.holds(target) {
            self.doc = target;
            return SeekDangerResult::Found;
        }
        SeekDangerResult::SeekLowerBound(self.headline_after(target))
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.column.values.num_vals()
    }

    fn cost(&self) -> u64 {
        u64::from(self.size_hint()) / WALKED_WHILE_ASKED
    }
}
