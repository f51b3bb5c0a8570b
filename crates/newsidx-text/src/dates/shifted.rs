//! What starts with `last`, `this` or `next`. In: a passage and the place of that word. Out: a draft.

use crate::lexeme::Class;
use crate::number;
use crate::passage::Passage;

use super::Grain;
use super::calendar;
use super::calendar_words;
use super::holiday;
use super::parts::{NIGHT, with_part};
use super::read::{near, word};
use super::relative_words::{nth_week, ordinal_at, part_of_year};
use super::sense::{Draft, Sense, Unit, Which};
use super::years::{of_year, unit_at};

/// Reads `last week`, `this coming Sunday`, `next year's first quarter`, `the past three years`.
pub(super) fn read(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let (shift, next) = shift(passage, at)?;
    if !near(passage, next) {
        return None;
    }
    let year = passage.get(next).is_some_and(|token| token.reads("fiscal") || token.text == "calendar");
    let next = next + usize::from(year && near(passage, next + 1));
    let token = passage.get(next)?;
    let draft = if token.is(Class::WEEKDAY.with(Class::MONTH)) && token.is_capital() {
        calendar(passage, shift, next)
    } else if token.is(Class::DAY_PART) {
        part(passage, shift, next)
    } else if token.is(Class::SEASON) {
        Some(Draft::new(at, next + 1, Sense::Season(i64::from(token.value(Class::SEASON)?), shift.which)))
    } else if token.is(Class::TIME_UNIT) {
        unit(passage, shift, next)
    } else {
        several(passage, shift, next).or_else(|| holiday(passage, shift, next))
    };
    draft.map(|draft| Draft { first: at, ..draft })
}

/// How a word moves what follows it.
#[derive(Clone, Copy)]
struct Shift<'a> {
    by: i64,
    which: Which,
    word: &'a str,
}

/// Reads the word, or the second of two: `this past`.
fn shift<'a>(passage: &Passage<'a>, at: usize) -> Option<(Shift<'a>, usize)> {
    let token = passage.get(at)?;
    let second =
        passage.get(at + 1).filter(|second| token.reads("this") && near(passage, at + 1) && second.is(Class::SHIFT));
    let (token, next) = second.map_or((token, at + 1), |second| (second, at + 2));
    let by = i64::from(token.value(Class::SHIFT)?);
    let which = match by {
        0 => Which::This,
        1.. => Which::Next,
        _ => Which::Last,
    };
    let word = token.lexeme.map_or("", |lexeme| lexeme.word);
    Some((Shift { by, which, word }, next))
}

impl Shift<'_> {
    /// Tells whether it counts from what was named before, not from the present.
    fn counts_from_named(self) -> bool {
        matches!(self.word, "previous" | "preceding" | "prior" | "following")
    }
}

/// Reads a weekday, a month or a date after the word.
fn calendar(passage: &Passage<'_>, shift: Shift<'_>, at: usize) -> Option<Draft> {
    let Some(draft) = calendar_words::read(passage, at) else {
        let month = i64::from(passage.get(at)?.value(Class::MONTH)?);
        return Some(Draft::new(at, at + 1, Sense::Month(month, shift.which)));
    };
    let sense = match draft.sense {
        Sense::Weekday(day, _) if shift.word == "following" => Sense::Following(day),
        Sense::Weekday(day, _) => Sense::Weekday(day, shift.which),
        Sense::Month(month, Which::Tense) => Sense::Month(month, shift.which),
        Sense::MonthDay { month, day, last, which: Which::Tense } => {
            Sense::MonthDay { month, day, last, which: shift.which }
        }
        other => other,
    };
    Some(Draft { sense, ..draft })
}

/// Reads `last night`, `this morning`, `the next evening`.
fn part(passage: &Passage<'_>, shift: Shift<'_>, at: usize) -> Option<Draft> {
    let night = passage.get(at)?.value(Class::DAY_PART) == Some(NIGHT);
    let sense = match shift.by {
        -1 if night => return Some(Draft::new(at, at + 1, Sense::Overnight)),
        0 => Sense::Relative(0),
        -1 => Sense::Relative(-1),
        _ => Sense::Before(Unit::Day, -1),
    };
    Some(with_part(passage, Draft::new(at, at + 1, sense), at))
}

/// Reads a unit after the word, and the quarter after its possessive.
fn unit(passage: &Passage<'_>, shift: Shift<'_>, at: usize) -> Option<Draft> {
    let unit = unit_at(passage, at)?;
    if unit == Unit::Week
        && shift.word == "last"
        && let Some(draft) = nth_week(passage, at, 0, at + 1)
    {
        return Some(draft);
    }
    if let Some(draft) = quarter_of(passage, shift, at, unit) {
        return Some(draft);
    }
    if unit == Unit::Half {
        let (year, end) = of_year(passage, at + 1)?;
        return Some(Draft::new(at, end, Sense::Half(2, Which::Year(year))));
    }
    let plural = passage.get(at)?.text.ends_with('s');
    let sense = match (unit, shift.word) {
        _ if plural => Sense::Vague(shift.by),
        (_, "same") => Sense::That(unit),
        (_, "coming" | "upcoming") => Sense::Coming(unit),
        (_, "latest") => Sense::Current(unit),
        (Unit::Day, "next") => Sense::Before(unit, -1),
        _ if shift.counts_from_named() => Sense::Before(unit, -shift.by),
        _ => Sense::Shifted(unit, shift.by),
    };
    Some(Draft::new(at, at + 1, sense))
}

/// Reads `last year's third quarter`.
fn quarter_of(passage: &Passage<'_>, shift: Shift<'_>, at: usize, unit: Unit) -> Option<Draft> {
    let number = ordinal_at(passage, at + 1).filter(|_| unit == Unit::Year && near(passage, at + 1))?;
    let sense = part_of_year(unit_at(passage, at + 2)?, number, Which::YearShift(shift.by))?;
    Some(Draft::new(at, at + 3, sense))
}

/// Tells whether `last` is a verb: `to last three weeks`, `could also last two days`, `will begin then and last a week`.
fn is_verb(passage: &Passage<'_>, last: usize) -> bool {
    const BEFORE: [&str; 7] = ["to", "not", "did", "didn't", "only", "and", "or"];
    let before = |at: usize| at.checked_sub(1).filter(|_| near(passage, at));
    let adverb = before(last).filter(|adverb| passage.is(*adverb, Class::ADVERB)).unwrap_or(last);
    let verb = |at: usize| {
        let token = before(at).and_then(|before| passage.get(before));
        token.is_some_and(|token| token.is(Class::FUTURE) || token.reads_any(&BEFORE))
    };
    verb(last) || verb(adverb)
}

/// Reads `past three years` and `last few months`.
fn several(passage: &Passage<'_>, shift: Shift<'_>, at: usize) -> Option<Draft> {
    if shift.word == "last" && is_verb(passage, at - 1) {
        return None;
    }
    let figure = number::figure(passage, at);
    let next = figure.map_or(at + 1, |figure| figure.end);
    if figure.is_none() && !passage.is(at, Class::COUNT) {
        return None;
    }
    let unit = unit_at(passage, next)?;
    if let Some((year, end)) = of_year(passage, next + 1)
        .filter(|_| unit == Unit::Month && shift.word == "last" && word(passage, next + 1, "of"))
    {
        let count = figure.map(|figure| figure.value as i64).filter(|count| (1..=12).contains(count))?;
        let days = calendar::months(year, 13 - count, count)?;
        return Some(Draft::new(at, end, Sense::Fixed(days, Grain::Span, "range")));
    }
    let count = figure.map(|figure| figure.value).filter(|value| value.fract() == 0.0 && *value < 1e6);
    let sense = match count {
        Some(count) if shift.by != 0 => Sense::Past(unit, count as i64 * -shift.by),
        _ => Sense::Vague(shift.by),
    };
    Some(Draft::new(at, next + 1, sense))
}

fn holiday(passage: &Passage<'_>, shift: Shift<'_>, at: usize) -> Option<Draft> {
    let (place, end) = holiday::read(passage, at)?;
    Some(Draft::new(at, end, Sense::Holiday(place, shift.which)))
}
