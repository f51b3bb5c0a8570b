//! BM25 over whole articles. In: a plan and candidate articles. Out: one score an article.
//!
//! Term frequencies and lengths come from the block: postings are summed over its paragraphs and the headline's
//! document holds the length of the body. k1 and b are ours, which the engine's own score does not allow.

use tantivy::columnar::ColumnValues;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Score, SegmentReader, Term};

use super::fault::failed;
use super::rank::Candidate;
use super::snapshot::Snapshot;
use crate::engine::Ranking;
use crate::error::Result;
use crate::plan::{Plan, Shape};

/// One word of the query: the terms that are it, and its weight.
struct Word {
    terms: Vec<Term>,
    weight: f32,
}

/// Scores whole articles against the words of a plan.
pub(super) struct WholeArticle<'a> {
    snapshot: &'a Snapshot,
    words: Vec<Word>,
    ranking: Ranking,
}

impl<'a> WholeArticle<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, plan: &Plan, ranking: Ranking) -> Result<Self> {
        let mut texts: Vec<(Vec<&String>, f32)> = Vec::new();
        plan.clause.visit_scoring(&mut |shape, boost| match shape {
            Shape::AnyOf(tokens) => texts.push((tokens.iter().collect(), boost)),
            Shape::Phrase { variants, .. } => {
                let steps = variants.first().map_or(0, Vec::len);
                texts.extend(
                    (0..steps).map(|step| (variants.iter().filter_map(|variant| variant.get(step)).collect(), boost)),
                );
            }
            // Which words a pattern means is known only to the dictionary: its paragraphs score, its article does not.
            Shape::Prefix(_) | Shape::Wildcard(_) | Shape::Fuzzy { .. } | Shape::Range { .. } => {}
        });
        let mut words = Vec::with_capacity(texts.len());
        for (mut tokens, boost) in texts {
            tokens.sort_unstable();
            tokens.dedup();
            let terms: Vec<Term> =
                tokens.into_iter().map(|token| Term::from_field_text(snapshot.fields.text, token)).collect();
            let weight = boost * idf(snapshot, &terms)?;
            words.push(Word { terms, weight });
        }
        Ok(Self { snapshot, words, ranking })
    }

    /// Gives a score for each candidate; candidates are sorted by address.
    pub(super) fn scores(&self, candidates: &[Candidate]) -> Result<Vec<Score>> {
        let mut scores = vec![0.0; candidates.len()];
        if self.words.is_empty() {
            return Ok(scores);
        }
        let average = self.snapshot.average_length();
        for (number, segment, reader) in self.snapshot.parts() {
            let first = candidates.partition_point(|candidate| candidate.headline.segment < number);
            let last = candidates.partition_point(|candidate| candidate.headline.segment <= number);
            let (Some(here), Some(scores)) = (candidates.get(first..last), scores.get_mut(first..last)) else {
                continue;
            };
            if !here.is_empty() {
                let lengths = segment.columns.length(reader)?;
                self.score_segment(reader, lengths.as_ref(), here, scores, average)?;
            }
        }
        Ok(scores)
    }

    fn score_segment(
        &self,
        reader: &SegmentReader,
        lengths: &dyn ColumnValues<u64>,
        here: &[Candidate],
        scores: &mut [Score],
        average: f32,
    ) -> Result<()> {
        let (k1, b) = (self.ranking.k1 as f32 / 1000.0, self.ranking.b as f32 / 1000.0);
        for word in &self.words {
            let frequencies = self.frequencies(reader, word, here)?;
            for ((candidate, frequency), score) in here.iter().zip(frequencies).zip(scores.iter_mut()) {
                let length = lengths.get_val(candidate.headline.doc) as f32;
                let tf = frequency as f32;
                *score += word.weight * tf * (k1 + 1.0) / (tf + k1 * (1.0 - b + b * length / average));
            }
        }
        Ok(())
    }

    /// Sums a word's occurrences over the paragraphs of each article.
    fn frequencies(&self, reader: &SegmentReader, word: &Word, here: &[Candidate]) -> Result<Vec<u32>> {
        let mut frequencies = vec![0; here.len()];
        let inverted =
            reader.inverted_index(self.snapshot.fields.text).map_err(|error| failed("terms cannot be read", error))?;
        for term in &word.terms {
            let postings = inverted.read_postings(term, IndexRecordOption::WithFreqs);
            let Some(mut postings) = postings.map_err(|error| failed("terms cannot be read", error.into()))? else {
                continue;
            };
            for (candidate, frequency) in here.iter().zip(&mut frequencies) {
                let first = candidate.headline.doc + 1;
                let mut doc = if postings.doc() < first { postings.seek(first) } else { postings.doc() };
                while doc < candidate.end {
                    *frequency += postings.term_freq();
                    doc = postings.advance();
                }
            }
        }
        Ok(frequencies)
    }
}

/// The inverse frequency of a word among paragraphs; the rarest of its terms never lowers it.
fn idf(snapshot: &Snapshot, terms: &[Term]) -> Result<f32> {
    let mut holding = 0;
    for term in terms {
        holding += snapshot.searcher.doc_freq(term).map_err(|error| failed("terms cannot be read", error))?;
    }
    let (holding, all) = (holding as f32, snapshot.searcher.num_docs() as f32);
    Ok((1.0 + (all - holding).max(0.0) / (holding + 0.5)).ln())
}
