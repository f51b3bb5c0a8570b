//! A figure that is part of another: `31 of its 48 beds`, `one in five children`. In: a passage and a figure. Out: what
//! the part counts, or the share it is of the whole.

use crate::currency;
use crate::lexeme::Class;
use crate::number::{self, Figure, near};
use crate::passage::{Passage, Token};

use super::measure;
use super::thing::{self, Number};

/// Between a part and its whole stand no more determiners than that: `all of these its 48 beds`.
const DETERMINERS: usize = 2;

/// A share that is told by two figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Share {
    pub(super) percent: f64,
    /// One past the last token of the second figure.
    pub(super) end: usize,
    pub(super) thing: Option<(usize, usize)>,
}

/// Reads `one in five children` and `nine out of ten voters`; `three out of 12 men` counts men.
pub(super) fn share(passage: &Passage<'_>, at: usize, figure: Figure, limit: usize) -> Option<Share> {
    let within = reads(passage, figure.end, "in");
    let out = reads(passage, figure.end, "out") && reads(passage, figure.end + 1, "of");
    if !(within || out) || follows_harm(passage, at) {
        return None;
    }
    let next = figure.end + 1 + usize::from(out);
    let whole = number::figure(passage, next).filter(|whole| near(passage, next) && whole.end <= limit)?;
    let thing = thing::noun(passage, whole.end, Number::Plural).filter(|thing| thing.1 <= limit);
    let one = within && (figure.value - 1.0).abs() < f64::EPSILON;
    let told = figure.value < whole.value && figure.value >= 1.0 && figure.value.fract() == 0.0;
    let known = one || thing.is_some() && is_base(whole.value);
    let free = measure::after(passage, whole.end).is_none() && !currency::ends_with_sign(passage.gap(next));
    let percent = 100.0 * figure.value / whole.value;
    (told && known && free).then_some(Share { percent, end: whole.end, thing })
}

/// Tells whether people tell shares of such a number: ten or fewer, a hundred, a thousand.
fn is_base(whole: f64) -> bool {
    whole <= 10.0 || [100.0, 1000.0, 10_000.0, 100_000.0].contains(&whole)
}

/// Tells whether a verb of harm stands before it: `killed two in three attacks` tells of two.
fn follows_harm(passage: &Passage<'_>, at: usize) -> bool {
    near(passage, at)
        && at.checked_sub(1).is_some_and(|before| passage.is(before, Class::ROLE) || harms(passage, before))
}

fn harms(passage: &Passage<'_>, at: usize) -> bool {
    passage.get(at).is_some_and(|token| matches!(token.text, "killing" | "injuring" | "wounding"))
}

/// Finds what a part of another figure counts: `beds` of `of its 48 beds`, where the part ends at a token.
pub(super) fn of_counted(passage: &Passage<'_>, end: usize) -> Option<(usize, usize)> {
    let out = usize::from(reads(passage, end, "out"));
    let of = passage.gap(end) == "% " || near(passage, end);
    if !of || !passage.get(end + out).is_some_and(|token| token.reads("of")) {
        return None;
    }
    let (whole, figure) = whole(passage, end + out + 1)?;
    let measured = measure::after(passage, figure.end).is_some() || currency::before(passage, whole).is_some();
    thing::noun(passage, figure.end, Number::Plural).filter(|_| !measured)
}

/// Reads the figure of a whole, past its determiners.
fn whole(passage: &Passage<'_>, first: usize) -> Option<(usize, Figure)> {
    let whole = (first..=first + DETERMINERS).find(|at| !is_determiner(passage, *at))?;
    number::figure(passage, whole).filter(|_| near(passage, whole)).map(|figure| (whole, figure))
}

/// Tells whether a part is of people who are told by their number alone: `9,000 of the 30,000 who`.
pub(super) fn of_people(passage: &Passage<'_>, end: usize) -> bool {
    let people = || whole(passage, end + 1).is_some_and(|(_, figure)| is_who(passage, figure.end));
    reads(passage, end, "of") && people()
}

/// Tells whether `who` follows.
pub(super) fn is_who(passage: &Passage<'_>, end: usize) -> bool {
    reads(passage, end, "who")
}

/// Tells whether a figure is the whole that a part before it is of: what is told befell the part.
pub(super) fn is_whole(passage: &Passage<'_>, first: usize) -> bool {
    let mut at = first;
    while at > first.saturating_sub(DETERMINERS) && at > 0 && near(passage, at) && is_determiner(passage, at - 1) {
        at -= 1;
    }
    let Some(of) = at.checked_sub(1).filter(|of| near(passage, at) && reads_at(passage, *of, "of")) else {
        return false;
    };
    let out = of.checked_sub(1).filter(|out| reads_at(passage, *out, "out")).unwrap_or(of);
    let part = out.checked_sub(1).and_then(|part| passage.get(part));
    let counts = |part: &Token<'_>| part.is_number() || part.is(Class::NUMBER.with(Class::PART).with(Class::MANY));
    passage.gap(of).starts_with('%') || part.is_some_and(counts)
}

fn is_determiner(passage: &Passage<'_>, at: usize) -> bool {
    passage.is(at, Class::DETERMINER.with(Class::POSSESSIVE)) && !passage.is(at, Class::NUMBER)
}

fn reads(passage: &Passage<'_>, at: usize, word: &str) -> bool {
    near(passage, at) && reads_at(passage, at, word)
}

fn reads_at(passage: &Passage<'_>, at: usize, word: &str) -> bool {
    passage.get(at).is_some_and(|token| token.reads(word))
}
