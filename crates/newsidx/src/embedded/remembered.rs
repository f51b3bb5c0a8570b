//! Queries that are costly to run, run once a search. In: a query. Out: the same documents as often as wanted.
//!
//! A pattern walks the term list and joins the postings of all it finds, and a range walks a column, each time that a
//! scorer is made. A search makes several: for the best, for the articles around them, for the totals.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::SegmentId;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{BitSet, DocId, Score, SegmentReader};

type Known = Arc<Mutex<HashMap<SegmentId, BitSet>>>;

/// A query without scores whose documents are kept.
#[derive(Clone)]
pub(super) struct Remembered {
    query: Arc<dyn Query>,
    known: Known,
}

impl Remembered {
    pub(super) fn new(query: Box<dyn Query>) -> Self {
        Self { query: Arc::from(query), known: Known::default() }
    }
}

impl fmt::Debug for Remembered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.query.fmt(f)
    }
}

impl Query for Remembered {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(RememberedWeight { weight: self.query.weight(scoring)?, known: Arc::clone(&self.known) }))
    }
}

struct RememberedWeight {
    weight: Box<dyn Weight>,
    known: Known,
}

impl Weight for RememberedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let docs = if let Some(docs) = known.get(&reader.segment_id()) {
            docs.clone()
        } else {
            let mut docs = BitSet::with_max_value(reader.max_doc());
            self.weight.for_each_no_score(reader, &mut |found| {
                for doc in found {
                    docs.insert(*doc);
                }
            })?;
            known.insert(reader.segment_id(), docs.clone());
            docs
        };
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(docs), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(reader, doc)
    }
}
