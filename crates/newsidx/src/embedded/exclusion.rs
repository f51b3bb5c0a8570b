//! What a query excludes, asked in a way that every scorer allows. In: a query. Out: the same documents.
//!
//! tantivy asks an exclusion for documents that lie before the one it stands on, through `seek_danger`, which scorers of
//! phrases do not allow: with debug assertions they panic. Behind this query only `advance` and `seek` reach them.

use std::sync::Arc;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader};

/// The documents of a query, to be excluded.
#[derive(Clone, Debug)]
pub(super) struct Excluded {
    query: Arc<dyn Query>,
}

impl Excluded {
    pub(super) fn new(query: Box<dyn Query>) -> Self {
        Self { query: Arc::from(query) }
    }
}

impl Query for Excluded {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ExcludedWeight { weight: self.query.weight(scoring)? }))
    }
}

struct ExcludedWeight {
    weight: Box<dyn Weight>,
}

impl Weight for ExcludedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ExcludedDocs { docs: self.weight.scorer(reader, boost)? }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(reader, doc)
    }
}

struct ExcludedDocs {
    docs: Box<dyn Scorer>,
}

impl DocSet for ExcludedDocs {
    fn advance(&mut self) -> DocId {
        self.docs.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.docs.seek(target)
    }

    fn doc(&self) -> DocId {
        self.docs.doc()
    }

    fn size_hint(&self) -> u32 {
        self.docs.size_hint()
    }
}

impl Scorer for ExcludedDocs {
    fn score(&mut self) -> Score {
        self.docs.score()
    }
}
