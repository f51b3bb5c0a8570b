//! A paragraph with its quotation marks. In: a passage. Out: which tokens stand in quotation marks, where sentences
//! begin and end in tokens. Must not know verbs or speakers.

use super::marks::{self, Quoted};
use crate::passage::Passage;

/// A passage and what its quotation marks hold.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) passage: &'a Passage<'a>,
    pub(super) quotes: Vec<Quoted>,
    /// The tokens of each quotation: first, one past the last.
    pub(super) ranges: Vec<(usize, usize)>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(passage: &'a Passage<'a>) -> Self {
        let quotes = marks::quoted(passage.text);
        let range = |quoted: &Quoted| (passage.token_from(quoted.inner.start), passage.token_from(quoted.inner.end));
        Self { passage, ranges: quotes.iter().map(range).collect(), quotes }
    }

    /// Gives the number of the quotation that holds a token.
    pub(super) fn quote_at(&self, index: usize) -> Option<usize> {
        let place = self.ranges.partition_point(|(_, end)| *end <= index);
        self.ranges.get(place).filter(|(first, _)| *first <= index).map(|_| place)
    }

    /// Gives the number of the quotation that begins with a token.
    pub(super) fn quote_from(&self, index: usize) -> Option<usize> {
        self.quote_at(index).filter(|quote| self.ranges.get(*quote).is_some_and(|(first, _)| *first == index))
    }

    /// Gives the first token of the sentence that holds a token.
    pub(super) fn sentence_start(&self, index: usize) -> usize {
        let Some(token) = self.passage.get(index) else { return index };
        self.passage.tokens.partition_point(|other| other.sentence < token.sentence)
    }

    /// Gives one past the last token of the sentence that holds a token.
    pub(super) fn sentence_end(&self, index: usize) -> usize {
        let Some(token) = self.passage.get(index) else { return index };
        self.passage.tokens.partition_point(|other| other.sentence <= token.sentence)
    }

    /// Gives how many of the tokens stand in quotation marks.
    pub(super) fn quoted_tokens(&self, first: usize, end: usize) -> usize {
        let place = self.ranges.partition_point(|(_, to)| *to <= first);
        let within = self.ranges.iter().skip(place).take_while(|(from, _)| *from < end);
        within.map(|(from, to)| (*to).min(end).saturating_sub((*from).max(first))).sum()
    }
}
