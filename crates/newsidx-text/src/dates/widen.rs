//! Words before a date that belong to it. In: a draft. Out: the same draft with its first token moved back: `early`, `the
//! end of`, `the`, `nearly`. Never past the date before it.

use crate::lexeme::Class;
use crate::passage::Passage;

use super::read::{near, word};
use super::sense::{Draft, Sense};

/// Moves the first token of a draft back, not before the token `floor`.
pub(super) fn widen(passage: &Passage<'_>, draft: Draft, floor: usize) -> Draft {
    let mut first = draft.first;
    let whole =
        matches!(draft.sense, Sense::Fixed(..) | Sense::Weekday(..) | Sense::Month(..) | Sense::MonthDay { .. });
    let mut articled = !whole
        && !is_adjective(passage, draft)
        && !matches!(draft.sense, Sense::Relative(_) | Sense::Ago(..) | Sense::Holiday(..));
    first = step(passage, first, floor, Class::FISCAL);
    articled |= is_decade(draft);
    let the = step_word(passage, first, floor, "the");
    if let Some(edge) = edge_of(passage, if articled { the } else { first }, floor) {
        first = edge;
        articled = true;
    } else {
        let edge = step(passage, first, floor, Class::EDGE);
        articled |= edge < first && is_decade(draft);
        first = edge;
    }
    if matches!(draft.sense, Sense::Vague(_)) {
        first =
            ["right", "more", "most", "near"].iter().fold(first, |first, word| step_word(passage, first, floor, word));
    }
    if matches!(draft.sense, Sense::That(_)) {
        first = step_word(passage, first, floor, "that");
    }
    if matches!(draft.sense, Sense::Ago(..)) {
        first = step(passage, first, floor, Class::ABOUT);
    }
    if articled {
        first = step_word(passage, first, floor, "the");
    }
    Draft { first, ..draft }
}

/// Tells whether it stands before a noun as an adjective: `third-quarter`, `recent`.
fn is_adjective(passage: &Passage<'_>, draft: Draft) -> bool {
    let hyphen = draft.end == draft.first + 2 && passage.gap(draft.first + 1) == "-";
    let vague = matches!(draft.sense, Sense::Vague(_)) && draft.end == draft.first + 1;
    hyphen
        || vague && !passage.get(draft.first).is_some_and(|token| matches!(token.text, "past" | "present" | "future"))
}

fn is_decade(draft: Draft) -> bool {
    matches!(draft.sense, Sense::Fixed(_, super::Grain::Span, _))
}

/// Moves back over a token of a class that stands beside.
fn step(passage: &Passage<'_>, first: usize, floor: usize, class: Class) -> usize {
    let before = first.checked_sub(1).filter(|before| *before >= floor && near(passage, first));
    before.filter(|before| passage.is(*before, class)).unwrap_or(first)
}

fn step_word(passage: &Passage<'_>, first: usize, floor: usize, read: &str) -> usize {
    let before = first.checked_sub(1).filter(|before| *before >= floor);
    before
        .filter(|before| near(passage, first) && passage.get(*before).is_some_and(|token| token.reads(read)))
        .unwrap_or(first)
}

/// Reads `end of`, `beginning of` and `early in` before a date.
fn edge_of(passage: &Passage<'_>, first: usize, floor: usize) -> Option<usize> {
    let edge = first.checked_sub(2).filter(|edge| *edge >= floor)?;
    let beside = near(passage, first) && near(passage, first - 1);
    let of = word(passage, first - 1, "of") && passage.is(edge, Class::EDGE_OF);
    let within = word(passage, first - 1, "in") && passage.is(edge, Class::EDGE);
    (beside && (of || within)).then_some(edge)
}
