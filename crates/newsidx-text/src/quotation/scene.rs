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
    /// The first token after a dateline.
    body: usize,
}

impl<'a> Scene<'a> {
    pub(super) fn new(passage: &'a Passage<'a>) -> Self {
        let quotes = marks::quoted(passage.text);
        let range = |quoted: &Quoted| (passage.token_from(quoted.inner.start), passage.token_from(quoted.inner.end));
        Self { passage, ranges: quotes.iter().map(range).collect(), quotes, body: dateline(passage) }
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
        start_after(self.passage, index, self.body)
    }

    /// Tells whether the text begins with a token, after a dateline or a clock.
    pub(super) fn begins(&self, index: usize) -> bool {
        index == self.body
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

/// Gives the first token of the sentence that holds a token; a dateline is no part of it.
pub(super) fn sentence_start(passage: &Passage<'_>, index: usize) -> usize {
    start_after(passage, index, dateline(passage))
}

fn start_after(passage: &Passage<'_>, index: usize, body: usize) -> usize {
    let Some(token) = passage.get(index) else { return index };
    let start = passage.tokens.partition_point(|other| other.sentence < token.sentence);
    if start < body && body <= index { body } else { start }
}

/// Gives the first token after `KYIV, May 5 (Agency) - `, or 0.
fn dateline(passage: &Passage<'_>) -> usize {
    /// A dateline has so many words at most.
    const LONGEST: usize = 12;
    let city = passage.get(0).is_some_and(|token| token.text.len() > 2 && is_capitals(token.text));
    if !city {
        return clock(passage);
    }
    let ends = |index: &usize| {
        let gap = passage.gap(*index).trim_start_matches([' ', ')', '.']);
        matches!(gap, "- " | "-- " | "— " | "–" | "– " | "—") || *index < 3 && gap == ": "
    };
    (1..=LONGEST).find(ends).filter(|end| *end < passage.tokens.len()).unwrap_or(0)
}

/// Gives the first token after the clock that opens an entry of a running report: `14:30 Three roads are shut`.
fn clock(passage: &Passage<'_>) -> usize {
    let digits =
        |index: usize| passage.get(index).is_some_and(|token| token.text.starts_with(|c: char| c.is_ascii_digit()));
    let end = if digits(1) && passage.gap(1) == ":" { 2 } else { 1 };
    let clock =
        digits(0) && passage.text.get(..passage.span(0, end).end as usize).is_some_and(|text| text.contains(':'));
    let capital = passage.get(end).is_some_and(crate::passage::Token::is_capital);
    if clock && capital && passage.gap(end).trim().trim_start_matches(['“', '"', '‘']).is_empty() { end } else { 0 }
}

/// Tells whether a word is written in capitals alone.
pub(super) fn is_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}
