//! Document frequencies of words, not of terms. In: a plan. Out: statistics in which one word has one frequency.
//!
//! A word is one term in each language of the index. Scored term by term, an article in a rare language would beat all
//! others, because its term of the same word is rare.

use std::collections::HashMap;

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::fault::failed;
use super::snapshot::Snapshot;
use crate::error::Result;
use crate::plan::{Plan, Shape};

/// Statistics of one state of the index for one plan.
pub(super) struct WordStatistics<'a> {
    searcher: &'a Searcher,
    /// The frequency of the word that a term is one form of, where the word has several.
    of_words: HashMap<Term, u64>,
}

impl<'a> WordStatistics<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, plan: &Plan) -> Result<Self> {
        let mut words: Vec<Vec<&String>> = Vec::new();
        plan.clause.visit_scoring(&mut |shape, _| match shape {
            Shape::AnyOf(tokens) => words.push(tokens.iter().collect()),
            Shape::Phrase { variants, .. } => {
                let steps = variants.first().map_or(0, Vec::len);
                words.extend((0..steps).map(|step| variants.iter().filter_map(|variant| variant.get(step)).collect()));
            }
            Shape::Prefix(_) | Shape::Wildcard(_) | Shape::Fuzzy { .. } | Shape::Range { .. } => {}
        });
        let mut statistics = Self { searcher: &snapshot.searcher, of_words: HashMap::new() };
        for word in words.into_iter().filter(|word| word.len() > 1) {
            statistics.join(snapshot.fields.text, &word)?;
            statistics.join(snapshot.fields.title, &word)?;
        }
        Ok(statistics)
    }

    fn join(&mut self, field: Field, tokens: &[&String]) -> Result<()> {
        let mut terms: Vec<Term> = tokens.iter().map(|token| Term::from_field_text(field, token)).collect();
        terms.sort_unstable();
        terms.dedup();
        let mut holding = 0;
        for term in &terms {
            holding += self.searcher.doc_freq(term).map_err(|error| failed("terms cannot be read", error))?;
        }
        // One paragraph is in one language, so the sum counts none twice; a bound keeps the formula sound all the same.
        let holding = holding.min(self.searcher.num_docs());
        self.of_words.extend(terms.into_iter().map(|term| (term, holding)));
        Ok(())
    }
}

impl Bm25StatisticsProvider for WordStatistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        match self.of_words.get(term) {
            Some(holding) => Ok(*holding),
            None => self.searcher.doc_freq(term),
        }
    }
}
