//! Figures that a toll reached. In: a passage and where a figure starts. Out: the toll and the verb that tells of it:
//! `The death toll rose to 27 from 19`, `put the number of arrests at 73`.

use crate::lexeme::Class;
use crate::number::near;
use crate::passage::Passage;

use super::thing::{self, Number};

/// So many words may stand between a toll and its figure.
const REACH: usize = 16;

/// A toll and its verb.
#[derive(Clone, Copy, Debug)]
pub(super) struct Toll {
    /// The tokens of what is counted.
    pub(super) thing: (usize, usize),
    pub(super) verb: Option<usize>,
}

/// Finds the toll whose figure, with its bound, starts at a token.
pub(super) fn toll(passage: &Passage<'_>, first: usize) -> Option<Toll> {
    let before = first.checked_sub(1).filter(|_| near(passage, first))?;
    let led = passage.get(before).is_some_and(|token| matches!(token.text, "to" | "at" | "from" | "past" | "above"));
    let compared = led && before.checked_sub(1).is_some_and(|before| reads(passage, before, "compared"));
    if compared {
        return None;
    }
    let end = if led { before } else { first };
    let verb = verb(passage, end, led);
    let thing = near_toll(passage, verb.unwrap_or(end), led)
        .or_else(|| told(passage, end).find_map(|at| tally(passage, at)))?;
    let at = reads(passage, before, "at");
    // A verb that moves no figure tells of tolls alone: `The death toll was 12`.
    let sure = passage.get(thing.1 - 1).is_some_and(|token| token.reads("toll") || !token.is(Class::TALLY));
    let moves = verb.is_some_and(|verb| passage.is(verb, Class::MOVES)) || sure && (verb.is_some() || at);
    moves.then_some(Toll { thing, verb })
}

/// Gives the tokens before a figure, the last one first: those of its sentence that nothing but a comma parts.
fn told<'a>(passage: &'a Passage<'_>, end: usize) -> impl Iterator<Item = usize> + 'a {
    let sentence = passage.get(end).map(|token| token.sentence);
    let beside = move |at: &usize| {
        let joined = near(passage, at + 1) || passage.gap(at + 1) == ", ";
        joined && passage.get(*at).map(|token| token.sentence) == sentence
    };
    (end.saturating_sub(REACH)..end).rev().take_while(beside)
}

/// Finds the verb: right before a figure that nothing leads, else the nearest one of rising, falling or setting.
fn verb(passage: &Passage<'_>, end: usize, led: bool) -> Option<usize> {
    if led {
        let mut told = told(passage, end);
        return told.find(|at| passage.is(*at, Class::MOVES) && !passage.is(*at, Class::NOT_COUNTED));
    }
    let before = end.checked_sub(1)?;
    let token = passage.get(before)?;
    (token.is(Class::MOVES.with(Class::PAST)) || matches!(token.text, "is" | "was")).then_some(before)
}

/// Finds the toll before its verb, or before the figure where the verb stands before both.
fn near_toll(passage: &Passage<'_>, end: usize, led: bool) -> Option<(usize, usize)> {
    /// So many words may stand between the toll and its verb.
    const BETWEEN: usize = 8;
    let reach = if led { REACH } else { BETWEEN };
    told(passage, end).take(reach).find_map(|at| tally(passage, at))
}

/// Reads a word that stands for a toll at a token: `death toll`, `number of arrests`, `cases`.
fn tally(passage: &Passage<'_>, at: usize) -> Option<(usize, usize)> {
    let token = passage.get(at).filter(|token| token.is(Class::TALLY))?;
    if token.reads("toll") {
        let death = at.checked_sub(1).filter(|death| near(passage, at) && reads(passage, *death, "death"));
        return Some((death.unwrap_or(at), at + 1));
    }
    if !token.reads("number") {
        return Some((at, at + 1));
    }
    let of = near(passage, at + 1) && reads(passage, at + 1, "of");
    let role = passage.is(at + 2, Class::ROLE).then_some((at + 2, at + 3));
    role.or_else(|| thing::noun(passage, at + 2, Number::Plural)).filter(|_| of && near(passage, at + 2))
}

fn reads(passage: &Passage<'_>, at: usize, word: &str) -> bool {
    passage.get(at).is_some_and(|token| token.reads(word))
}
