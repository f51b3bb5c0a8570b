//! Expressions of time as they are written. In: a passage. Out: drafts in order that do not overlap. One pass: a token
//! starts an expression only where the word lists or a digit say that it may. Knows nothing of the publication date.

use crate::lexeme::Class;
use crate::passage::Passage;

use super::sense::Draft;
use super::{calendar_words, range, relative_words, widen};

/// What may start an expression, besides digits.
const STARTS: Class = Class::MONTH
    .with(Class::WEEKDAY)
    .with(Class::WEEKDAY_SHORT)
    .with(Class::NUMBER)
    .with(Class::COUNT)
    .with(Class::DAY_PART)
    .with(Class::DECADE)
    .with(Class::FISCAL)
    .with(Class::HOLIDAY)
    .with(Class::ORDINAL)
    .with(Class::OVERNIGHT)
    .with(Class::RELATIVE_DAY)
    .with(Class::SEASON)
    .with(Class::SHIFT)
    .with(Class::TIME_UNIT)
    .with(Class::VAGUE)
    .with(Class::VAGUE_BEFORE)
    .with(Class::YEAR_END);

/// Finds the expressions of a passage.
pub(super) fn drafts(passage: &Passage<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while let Some(token) = passage.get(at) {
        let draft = if token.is_number() || token.is(STARTS) { read(passage, at) } else { None };
        let Some(draft) = draft else {
            at += 1;
            continue;
        };
        let draft = widen::widen(passage, draft, floor);
        at = draft.end.max(at + 1);
        floor = at;
        drafts.push(draft);
    }
    range::join(passage, drafts)
}

/// Reads the expression that starts at a token.
fn read(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    calendar_words::read(passage, at).or_else(|| relative_words::read(passage, at))
}

/// Tells whether a space or a hyphen alone stands before a token.
pub(super) fn near(passage: &Passage<'_>, at: usize) -> bool {
    crate::number::near(passage, at)
}

/// Tells whether a token of some classes stands beside the one before it.
pub(super) fn beside(passage: &Passage<'_>, at: usize, class: Class) -> bool {
    near(passage, at) && passage.is(at, class)
}

/// Tells whether the token stands beside the one before it and reads so.
pub(super) fn word(passage: &Passage<'_>, at: usize, word: &str) -> bool {
    near(passage, at) && passage.get(at).is_some_and(|token| token.reads(word))
}

/// Tells whether a token of some classes stands right before this one.
pub(super) fn behind(passage: &Passage<'_>, at: usize, class: Class) -> bool {
    near(passage, at) && at.checked_sub(1).is_some_and(|before| passage.is(before, class))
}
