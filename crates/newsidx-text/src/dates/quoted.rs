//! What a quotation counts its days from. In: a passage and its drafts. Out: which draft tells the day on which the words
//! around another one were spoken: `“We won today,” she said on Sunday`. Knows nothing of speakers.

use std::ops::Range;

use crate::lexeme::Class;
use crate::passage::Passage;

use super::Grain;
use super::sense::{Draft, Sense};

/// No quotation is looked at further on either side, so that one of any length costs no more.
const REACH: usize = 120;

/// The tokens of a passage that stand inside quotation marks.
#[derive(Debug, Default)]
pub(super) struct Quoted(Vec<bool>);

impl Quoted {
    /// Reads the marks of a passage.
    pub(super) fn new(passage: &Passage<'_>) -> Self {
        if !passage.text.contains(['“', '"']) {
            return Self::default();
        }
        let mut inside = false;
        let tokens = (0..passage.tokens.len()).map(|at| {
            inside = passage.gap(at).chars().fold(inside, |inside, mark| match mark {
                '“' => true,
                '”' => false,
                '"' => !inside,
                _ => inside,
            });
            inside
        });
        Self(tokens.collect())
    }

    /// Tells whether a token stands inside.
    pub(super) fn holds(&self, at: usize) -> bool {
        self.0.get(at).copied().unwrap_or(false)
    }

    /// Gives the tokens of the quotation around one of them.
    fn around(&self, at: usize) -> Range<usize> {
        let back = (at.saturating_sub(REACH)..at).rev().take_while(|at| self.holds(*at)).count();
        let on = (at..at + REACH).take_while(|at| self.holds(*at)).count();
        at - back..at + on
    }

    /// Finds the draft that tells when the quotation around another draft was spoken.
    pub(super) fn spoken(&self, passage: &Passage<'_>, drafts: &[Draft], place: usize) -> Option<Draft> {
        let draft = drafts.get(place).filter(|draft| self.holds(draft.first))?;
        let quotation = self.around(draft.first);
        let sentence = |at: usize| passage.get(at).map(|token| token.sentence);
        let ends = [sentence(quotation.start), sentence(quotation.end - 1)];
        let near = place.saturating_sub(REACH / 4)..(place + REACH / 4).min(drafts.len());
        let mut days = drafts.get(near)?.iter().filter(|other| !self.holds(other.first) && is_day(other.sense));
        days.find(|other| ends.contains(&sentence(other.first)) && is_spoken(passage, other.first)).copied()
    }
}

/// Tells whether quotation marks around an expression may change what it counts from.
pub(super) fn counts(sense: Sense) -> bool {
    matches!(sense, Sense::Relative(_) | Sense::Overnight | Sense::Before(..) | Sense::That(_))
}

fn is_day(sense: Sense) -> bool {
    matches!(sense, Sense::Weekday(..) | Sense::MonthDay { .. } | Sense::Relative(_) | Sense::Fixed(_, Grain::Day, _))
}

/// Tells whether a verb or a noun of speech stands before a date: `told reporters late on Sunday`, `in an address on Sunday`.
pub(super) fn is_spoken(passage: &Passage<'_>, first: usize) -> bool {
    /// So many words may stand between.
    const BETWEEN: usize = 6;
    let sentence = passage.get(first).map(|token| token.sentence);
    let mut before = (first.saturating_sub(BETWEEN)..first).rev();
    before.any(|at| {
        let speech = passage.is(at, Class::SPEECH)
            || passage.is(at, Class::CUE) && passage.get(at).is_some_and(|verb| verb.text.ends_with("ed"));
        speech && passage.get(at).map(|token| token.sentence) == sentence
    })
}
