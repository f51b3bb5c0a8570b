//! The parts of dates: days, months, years, clocks, and the shifts beside them. In: a passage and a token. Out: the
//! number it stands for and one past its last token.

use crate::lexeme::Class;
use crate::passage::{Passage, Token};

use super::calendar;
use super::read::{beside, near, word};
use super::sense::{Draft, Sense, Timed, Which};
use super::{Grain, years};

/// The numbers of parts of a day in the word lists that are more than a part of it.
pub(super) const NIGHT: i32 = 4;
const NOON: i32 = 5;
const MIDNIGHT: i32 = 6;

/// Tells whether a space, or a space after the point of a short form, stands before a token.
pub(super) fn after_point(passage: &Passage<'_>, at: usize) -> bool {
    near(passage, at) || passage.gap(at) == ". "
}

/// Tells whether a space, a comma or both stand before a token.
pub(super) fn after_comma(passage: &Passage<'_>, at: usize) -> bool {
    near(passage, at) || matches!(passage.gap(at), ", " | "., " | ". " | "," | " , ")
}

/// Reads the day of a month: `17`, `17th`, `third`, `thirty-first`.
pub(super) fn day_at(passage: &Passage<'_>, at: usize) -> Option<(i64, usize)> {
    let token = passage.get(at)?;
    if let Some(day) = token.value(Class::ORDINAL) {
        return Some((i64::from(day), at + 1));
    }
    if let Some(tens) = token.value(Class::NUMBER).filter(|tens| matches!(tens, 20 | 30)) {
        let ones = passage.get(at + 1).filter(|_| near(passage, at + 1))?.value(Class::ORDINAL)?;
        let day = i64::from(tens + ones);
        return (ones < 10 && day <= 31).then_some((day, at + 2));
    }
    let gap = passage.gap(at + 1);
    let followed = gap.starts_with(['%', '/']) || gap == ":";
    let day = number_of(token, &["st", "nd", "rd", "th"])?;
    ((1..=31).contains(&day) && !followed).then_some((day, at + 1))
}

/// Reads digits with or without an ending.
pub(super) fn number_of(token: &Token<'_>, endings: &[&str]) -> Option<i64> {
    let digits = endings.iter().find_map(|ending| token.text.strip_suffix(ending)).unwrap_or(token.text);
    let short = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if short { digits.parse().ok() } else { None }
}

/// Reads the month after a day, with or without `of`.
pub(super) fn month_at(passage: &Passage<'_>, at: usize) -> Option<(i64, usize)> {
    let at = at + usize::from(word(passage, at, "of"));
    let token = passage.get(at).filter(|token| near(passage, at) && token.is_capital())?;
    Some((i64::from(token.value(Class::MONTH)?), at + 1))
}

/// Reads a year where one belongs: four digits, or words.
pub(super) fn year_at(passage: &Passage<'_>, at: usize) -> Option<(i64, usize)> {
    let token = passage.get(at)?;
    if !token.is_number() {
        return years::words(passage, at);
    }
    let year = number_of(token, &[])?;
    (calendar::is_known(year) && token.text.len() == 4).then_some((year, at + 1))
}

/// Reads the four digits that follow a day of a month, whatever year they name, unless they count what comes after.
pub(super) fn stated_year(passage: &Passage<'_>, at: usize) -> Option<(i64, usize)> {
    if let Some(year) = year_at(passage, at) {
        return Some(year);
    }
    let token = passage.get(at).filter(|token| token.text.len() == 4 && token.is_number())?;
    let counts = near(passage, at + 1) && passage.get(at + 1).is_some_and(years::counted);
    Some((number_of(token, &[])?, at + 1)).filter(|_| !counts)
}

/// Reads `last year`, `this year` or `of this year` after a month or a day.
pub(super) fn shift_year(passage: &Passage<'_>, at: usize) -> Option<(Which, usize)> {
    let at = at + usize::from(word(passage, at, "of"));
    let token = passage.get(at).filter(|_| beside(passage, at, Class::SHIFT))?;
    let shift = i64::from(token.value(Class::SHIFT)?);
    word(passage, at + 1, "year").then_some((Which::YearShift(shift), at + 2))
}

/// Reads a time of day: `10 p.m.`, `7:15 p.m.`, `noon`; gives one past its last token.
pub(super) fn clock(passage: &Passage<'_>, at: usize) -> Option<usize> {
    if let Some(part) = passage.get(at)?.value(Class::DAY_PART) {
        return matches!(part, NOON | MIDNIGHT).then_some(at + 1);
    }
    let hour = number_of(passage.get(at)?, &[]).filter(|hour| *hour <= 24)?;
    let minutes = passage.gap(at + 1) == ":" && passage.get(at + 1).is_some_and(Token::is_number);
    let half = at + 1 + usize::from(minutes);
    let clock = hour <= 24 && beside(passage, half, Class::CLOCK);
    if clock { Some(half + 1) } else { minutes.then_some(half) }
}

/// Takes a part of the day at `at` along.
pub(super) fn with_part(passage: &Passage<'_>, draft: Draft, at: usize) -> Draft {
    let night = passage.get(at).and_then(|token| token.value(Class::DAY_PART)) == Some(NIGHT);
    let timed = if night { Timed::Night } else { Timed::Part };
    Draft { end: at + 1, timed, ..draft }
}

/// Reads `20th century` and `eleventh century`.
pub(super) fn century_at(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let token = passage.get(at)?;
    let number = token.value(Class::ORDINAL).map(i64::from);
    let number = number.or_else(|| number_of(token, &["st", "nd", "rd", "th"]).filter(|_| !ends_in_digit(token)))?;
    let named = word(passage, at + 1, "century") && (1..=99).contains(&number);
    let days = calendar::years((number - 1) * 100, 100).filter(|_| named)?;
    if beside(passage, at + 2, Class::ERA) {
        return Some(Draft::new(at, at + 3, Sense::Never(Grain::Span, "century")));
    }
    Some(Draft::new(at, at + 2, Sense::Fixed(days, Grain::Span, "century")))
}

fn ends_in_digit(token: &Token<'_>) -> bool {
    token.text.ends_with(|last: char| last.is_ascii_digit())
}
