//! Years, decades and dates in digits alone. In: a passage and a token. Out: a draft, where the words around leave no
//! doubt that a number is a year.

use crate::currency;
use crate::lexeme::Class;
use crate::passage::{Passage, Token};

use super::Grain;
use super::calendar;
use super::parts::{month_at, number_of, year_at};
use super::read::{behind, near, word};
use super::relative_words::{ordinal_at, part_of_year};
use super::sense::{Draft, Sense, Unit, Which};

/// Reads `1988`, `1989-90` or `the 1980s`.
pub(super) fn read(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    decade(passage, at)
        .or_else(|| month_last(passage, at))
        .or_else(|| span(passage, at))
        .or_else(|| part(passage, at))
        .or_else(|| year(passage, at))
}

/// Reads `1980s`, and `'80s` in this or the last century.
fn decade(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let token = passage.get(at)?;
    let the = at.checked_sub(1).filter(|_| near(passage, at)).and_then(|the| passage.get(the));
    let led = the.is_some_and(|the| the.reads("the") || the.is(Class::EDGE));
    // `the 1970's` is written too.
    let apart = led && matches!(passage.gap(at + 1), "'" | "’") && passage.get(at + 1).is_some_and(|s| s.text == "s");
    let digits = token.text.strip_suffix('s').or_else(|| apart.then_some(token.text))?;
    let number: i64 = digits.parse().ok()?;
    let short = passage.gap(at).ends_with(['\'', '’', '‘']) || led;
    let year = match digits.len() {
        4 if calendar::is_known(number) => number,
        2 if number >= 20 && short => 1900 + number,
        _ => return None,
    };
    decade_of(year).filter(|_| year % 10 == 0).map(|sense| Draft::new(at, at + 1 + usize::from(apart), sense))
}

fn decade_of(year: i64) -> Option<Sense> {
    // `the 1900s` are a century, `the 2000s` ten years.
    let count = if year % 100 == 0 && year < 2000 { 100 } else { 10 };
    Some(Sense::Fixed(calendar::years(year, count)?, Grain::Span, "decade"))
}

/// Reads `1989-90` and `2014–2022`.
fn span(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let first = year_of(passage, at)?;
    let dash = matches!(passage.gap(at + 1), "-" | "–" | "/");
    if word(passage, at + 1, "to")
        && let Some(last) = year_of(passage, at + 2).filter(|last| near(passage, at + 2) && *last > first)
    {
        let days = calendar::years(first, last - first + 1)?;
        return Some(Draft::new(at, at + 3, Sense::Fixed(days, Grain::Span, "range")));
    }
    let second = passage.get(at + 1).filter(|token| dash && matches!(token.text.len(), 2 | 4))?;
    let number = number_of(second, &[])?;
    let last = if second.text.len() == 2 { first - first % 100 + number } else { number };
    let days = calendar::years(first, last.checked_sub(first)? + 1)?;
    let plausible = (1..=200).contains(&(last - first)) && !passage.gap(at + 2).starts_with('-');
    plausible.then(|| Draft::new(at, at + 2, Sense::Fixed(days, Grain::Span, "range")))
}

/// Reads `2016 June`, where no day follows.
fn month_last(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let year = year_of(passage, at)?;
    let (month, end) = month_at(passage, at + 1).filter(|(_, end)| *end == at + 2)?;
    let day = near(passage, end) && passage.get(end).is_some_and(Token::is_number);
    let days = calendar::months(year, month, 1).filter(|_| !day)?;
    Some(Draft::new(at, end, Sense::Fixed(days, Grain::Month, "month-year")))
}

/// Reads `1988 second quarter`, `1988 period`.
fn part(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let year = year_of(passage, at).filter(|_| near(passage, at + 1))?;
    let fiscal = usize::from(passage.is(at + 1, Class::FISCAL));
    if let Some(number) = ordinal_at(passage, at + 1 + fiscal) {
        let unit = unit_at(passage, at + 2 + fiscal)?;
        return Some(Draft::new(at, at + 3 + fiscal, part_of_year(unit, number, Which::Year(year))?));
    }
    let period = unit_at(passage, at + 1).filter(|unit| matches!(unit, Unit::Period | Unit::Quarter));
    period.map(|_| Draft::new(at, at + 2, Sense::PartOf(year)))
}

fn year(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let year = year_of(passage, at).filter(|year| is_year(passage, at, *year))?;
    if super::read::beside(passage, at + 1, Class::ERA) {
        return Some(Draft::new(at, at + 2, Sense::Never(Grain::Year, "year")));
    }
    Some(Draft::new(at, at + 1, Sense::Fixed(calendar::years(year, 1)?, Grain::Year, "year")))
}

fn year_of(passage: &Passage<'_>, at: usize) -> Option<i64> {
    let token = passage.get(at).filter(|token| token.text.len() == 4)?;
    let year = number_of(token, &[])?;
    let bare = !passage.gap(at).ends_with(['#', '.', '/', ':', '+'])
        && !currency::ends_with_sign(passage.gap(at))
        && !passage.gap(at + 1).starts_with(['%', ':', '/']);
    (calendar::is_known(year) && bare).then_some(year)
}

/// Tells whether a number of four digits is a year: by what stands before it, or because nothing follows it that it
/// could count.
fn is_year(passage: &Passage<'_>, at: usize, year: i64) -> bool {
    let modern = (1800..=2099).contains(&year);
    let led = behind(passage, at, Class::BEFORE_DATE.with(Class::FISCAL).with(Class::EDGE).with(Class::SEASON));
    let next = passage.get(at + 1).filter(|_| near(passage, at + 1));
    let counts = next.is_some_and(|next| counted(next));
    let vague = at.checked_sub(1).is_some_and(|before| passage.is(before, Class::ABOUT)) && near(passage, at);
    if vague && !word(passage, at - 1, "circa") && counts {
        return false;
    }
    match next {
        None => modern || led,
        // Few texts tell of years far off: what follows must leave no doubt.
        Some(next) if led && !modern => {
            !counts && next.is(Class::BEFORE_DATE.with(Class::NOT_COUNTED).with(Class::PAST).with(Class::ERA))
        }
        Some(_) if led => !counts || (modern && !next.is_some_and(|next| next.is(Class::UNIT))),
        Some(_) => modern && !counts,
    }
}

/// Tells whether a word may be what a number counts: a plural in small letters, a unit, a scale.
pub(super) fn counted(next: &Token<'_>) -> bool {
    let plural = next.text.ends_with('s') && !next.text.ends_with("ss") && !next.is_capital() && next.text.len() > 3;
    let plural = plural && !next.is(Class::PRESENT.with(Class::PAST));
    plural || next.is(Class::UNIT.with(Class::SCALE).with(Class::TIMES)) || next.is(Class::PLURAL)
}

/// Reads `2025-03-17` and `2025/03/17`, and days in slashes where only one order makes a date.
pub(super) fn iso(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let mark = passage.gap(at + 1);
    if !matches!(mark, "-" | "/" | ".") || passage.gap(at + 2) != mark {
        return None;
    }
    let part = |offset: usize| number_of(passage.get(at + offset)?, &[]);
    let (first, second, third) = (part(0)?, part(1)?, part(2)?);
    let long = |offset: usize| passage.get(at + offset).is_some_and(|token| token.text.len() == 4);
    let day = match (long(0), long(2)) {
        (true, _) => calendar::date(first, second, third),
        (_, true) if second > 12 => calendar::date(third, first, second),
        (_, true) if first > 12 || mark == "." => calendar::date(third, second, first),
        _ => None,
    };
    Some(Draft::new(at, at + 3, Sense::Fixed(calendar::one(day?), Grain::Day, "day")))
}

/// Reads `nineteen ninety-seven` and `the nineties`.
pub(super) fn in_words(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    if let Some(decade) = passage.get(at)?.value(Class::DECADE) {
        let before = at.checked_sub(1).and_then(|before| passage.get(before)).filter(|_| near(passage, at));
        let led = before.is_some_and(|before| before.is(Class::EDGE) || before.reads("the"));
        let sense = decade_of(1900 + i64::from(decade)).filter(|_| led)?;
        return Some(Draft::new(at, at + 1, sense));
    }
    let (year, end) = words(passage, at)?;
    Some(Draft::new(at, end, Sense::Fixed(calendar::years(year, 1)?, Grain::Year, "year")))
}

/// Reads a year of two numbers in words: `nineteen ninety-seven`, `twenty twenty`.
pub(super) fn words(passage: &Passage<'_>, at: usize) -> Option<(i64, usize)> {
    let number = |at: usize| passage.get(at).and_then(|token| token.value(Class::NUMBER)).map(i64::from);
    let century = number(at).filter(|century| (15..=20).contains(century))?;
    let tens = number(at + 1).filter(|tens| near(passage, at + 1) && *tens >= 10)?;
    let ones = number(at + 2).filter(|ones| tens >= 20 && near(passage, at + 2) && (1..=9).contains(ones));
    Some((century * 100 + tens + ones.unwrap_or(0), at + 2 + usize::from(ones.is_some())))
}

/// Gives the year that follows a quarter, a season or the like: `of 1984`, `1984`.
pub(super) fn of_year(passage: &Passage<'_>, at: usize) -> Option<(i64, usize)> {
    let at = at + usize::from(["of", "in"].iter().any(|of| word(passage, at, of)));
    year_at(passage, at).filter(|_| near(passage, at))
}

/// Gives the unit at a token.
pub(super) fn unit_at(passage: &Passage<'_>, at: usize) -> Option<Unit> {
    let token = passage.get(at).filter(|_| near(passage, at))?;
    Unit::numbered(token.value(Class::TIME_UNIT)?)
}
