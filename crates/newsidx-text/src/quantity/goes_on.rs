//! Figures that go on from what stands before them. In: a passage, a figure and the quantity before it. Out: whether it counts
//! or measures the same, or begins a clause of its own.

use crate::lexeme::Class;
use crate::number::near;
use crate::passage::{Passage, Token};

use super::Quantity;

/// Tells whether a figure is the other end of what was measured: `to 12 tonnes from 9`, `from 9 tonnes to barely 6`.
pub(super) fn moves_on(passage: &Passage<'_>, last: &Quantity, first: usize, end: usize) -> bool {
    let lead = first.checked_sub(1).filter(|lead| *lead == last.words.1 as usize && near(passage, first));
    let moved = |at: usize| {
        (near(passage, at) || passage.gap(at) == "% ")
            && passage.get(at).is_some_and(|word| word.reads_any(&["to", "from"]))
    };
    // A figure before another noun measures that one.
    let alone = !near(passage, end) || passage.is(end, Class::BEFORE_DATE.with(Class::CONJUNCTION));
    lead.is_some_and(moved) && alone && last.unit.is_some() && last.value_max.is_none()
}

/// Tells whether a figure goes on counting what another one counts: `12 people were killed and nine hurt`.
pub(super) fn follows(passage: &Passage<'_>, last: &Quantity, first: usize) -> bool {
    /// So many tokens may stand between them, unless `another` joins them.
    const BETWEEN: usize = 9;
    let sentence = |at: usize| passage.get(at).map(|token| token.sentence);
    let end = last.words.1 as usize;
    let counts = last.thing.is_some()
        && last.unit.is_none()
        && end <= first
        && sentence(end.saturating_sub(1)) == sentence(first);
    let reads =
        |at: usize, word: &str| at.checked_sub(1).and_then(|at| passage.get(at)).is_some_and(|token| token.reads(word));
    let start = first - usize::from(first > 0 && is_befalling(passage, first - 1));
    let joined = reads(start, "and") || passage.gap(start) == ", ";
    counts && (["another", "whom"].iter().any(|word| reads(first, word)) || joined && first - end <= BETWEEN)
}

/// Tells whether `in` and the name of a place follow: `nine in Japan`.
pub(super) fn is_place(passage: &Passage<'_>, end: usize) -> bool {
    let place = near(passage, end + 1)
        && passage.get(end + 1).is_some_and(|place| place.is_capital() && !place.is(Class::MONTH));
    place && near(passage, end) && passage.get(end).is_some_and(|token| token.reads("in"))
}

/// Tells whether a clause begins before a figure, so that the figure is its subject: `; 333 had been caught`.
pub(super) fn begins(passage: &Passage<'_>, first: usize) -> bool {
    let before = first.checked_sub(1).and_then(|before| passage.get(before));
    let joins = Class::CONJUNCTION.with(Class::SUBORDINATOR).with(Class::WH);
    // `Locals 72 and 75` are names.
    let list = first.checked_sub(2).and_then(|listed| passage.get(listed)).is_some_and(Token::is_number);
    let joined = before.is_some_and(|before| before.is(joins) || before.reads_any(&["that", "another"]));
    !near(passage, first) || joined && !list
}

/// Tells whether a participle of harm stands right before the figure: `killing 12`.
pub(super) fn is_befalling(passage: &Passage<'_>, at: usize) -> bool {
    passage.is(at, Class::HARM) && near(passage, at + 1)
}
