//! Phrases with slop. In: terms and the widest spread. Out: the paragraphs that hold them near enough.
//!
//! tantivy's own slop carries a budget from word to word and depends on their order; this one is Lucene's definition,
//! the same that highlighting uses.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::plan::sloppy_matches;

/// A phrase whose words may be moved.
#[derive(Clone, Debug)]
pub(super) struct SloppyPhrase {
    terms: Vec<Term>,
    slop: u32,
}

impl SloppyPhrase {
    pub(super) fn new(terms: Vec<Term>, slop: u32) -> Self {
        Self { terms, slop }
    }
}

impl Query for SloppyPhrase {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let similarity = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                Some(Bm25Weight::for_terms(statistics_provider, &self.terms)?)
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(SloppyWeight { phrase: self.clone(), similarity }))
    }
}

struct SloppyWeight {
    phrase: SloppyPhrase,
    similarity: Option<Bm25Weight>,
}

impl Weight for SloppyWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(field) = self.phrase.terms.first().map(Term::field) else { return Ok(Box::new(EmptyScorer)) };
        let inverted = reader.inverted_index(field)?;
        let mut words = Vec::with_capacity(self.phrase.terms.len());
        for term in &self.phrase.terms {
            match inverted.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(postings) => words.push(postings),
                None => return Ok(Box::new(EmptyScorer)),
            }
        }
        let mut scorer = SloppyScorer {
            positions: vec![Vec::new(); words.len()],
            words,
            slop: self.phrase.slop,
            similarity: self.similarity.as_ref().map(|weight| weight.boost_by(boost)),
            lengths: reader.get_fieldnorms_reader(field)?,
            doc: 0,
            occurrences: 0,
        };
        scorer.find_from(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("the words stand near each other", 1.0))
    }
}

struct SloppyScorer {
    words: Vec<SegmentPostings>,
    positions: Vec<Vec<u32>>,
    slop: u32,
    similarity: Option<Bm25Weight>,
    lengths: FieldNormReader,
    doc: DocId,
    occurrences: u32,
}

impl SloppyScorer {
    /// Stands on the first matching document at or after `target`.
    fn find_from(&mut self, mut target: DocId) -> DocId {
        loop {
            target = self.align(target);
            self.doc = target;
            if target == TERMINATED || self.matches() {
                return target;
            }
            target += 1;
        }
    }

    /// Moves all words to the first common document at or after `target`.
    fn align(&mut self, mut target: DocId) -> DocId {
        loop {
            let mut aligned = true;
            for word in &mut self.words {
                let doc = if word.doc() < target { word.seek(target) } else { word.doc() };
                if doc != target {
                    target = doc;
                    aligned = false;
                }
                if target == TERMINATED {
                    return TERMINATED;
                }
            }
            if aligned {
                return target;
            }
        }
    }

    fn matches(&mut self) -> bool {
        for (word, positions) in self.words.iter_mut().zip(&mut self.positions) {
            word.positions(positions);
        }
        let mut occurrences = 0;
        sloppy_matches(&self.positions, self.slop, &mut |_| occurrences += 1);
        self.occurrences = occurrences;
        occurrences > 0
    }
}

impl DocSet for SloppyScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.find_from(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target { self.doc } else { self.find_from(target) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.words.iter().map(DocSet::size_hint).min().unwrap_or(0)
    }
}

impl Scorer for SloppyScorer {
    fn score(&mut self) -> Score {
        let length = self.lengths.fieldnorm_id(self.doc);
        self.similarity.as_ref().map_or(0.0, |similarity| similarity.score(length, self.occurrences))
    }
}
