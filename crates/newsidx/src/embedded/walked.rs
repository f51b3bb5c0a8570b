//! Documents of the terms that fit a test. In: a field, how its terms begin, and a test. Out: documents without scores.
//!
//! A set of terms that is handed to the engine is made into an automaton and then looked up again; of the thousands of
//! figures that lie above another one that costs far more than to take the postings of each while walking past it.

use std::fmt;
use std::sync::Arc;

use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED};

/// Tells of what follows the prefix of a term whether the term is wanted.
type Test = dyn Fn(&str) -> bool + Send + Sync;

/// Documents that hold a term which begins so and satisfies a test.
#[derive(Clone)]
pub(super) struct Walked {
    field: Field,
    prefix: String,
    keep: Arc<Test>,
}

impl Walked {
    pub(super) fn new(field: Field, prefix: String, keep: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        Self { field, prefix, keep: Arc::new(keep) }
    }

    fn found(&self, reader: &SegmentReader) -> tantivy::Result<BitSet> {
        let mut docs = BitSet::with_max_value(reader.max_doc());
        let inverted = reader.inverted_index(self.field)?;
        let mut terms = inverted.terms().range().ge(&self.prefix).into_stream()?;
        while terms.advance() {
            let Some(rest) = terms.key().strip_prefix(self.prefix.as_bytes()) else { break };
            if std::str::from_utf8(rest).is_ok_and(|rest| (self.keep)(rest)) {
                let mut postings = inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
                while postings.doc() != TERMINATED {
                    docs.insert(postings.doc());
                    postings.advance();
                }
            }
        }
        Ok(docs)
    }
}

impl fmt::Debug for Walked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Walked").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl Query for Walked {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Walked {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(self.found(reader)?), boost)))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("a term of the paragraph satisfies the condition", 0.0))
    }
}
