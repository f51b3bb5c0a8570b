//! Days of publication. In: a date as a person types it. Out: the days it covers, or why it cannot be read.
//! Must not know a clock: what was yesterday depends on who asks when.

use newsidx_text::CivilDay;

use super::ast::{Days, End, Query};
use super::error::QueryError;
use super::fields::DateField;
use super::notes::shown;

const FORMS: &str = "write `2024`, `2024-06`, `2024-06-17`, `17.06.2024`, `\"17 June 2024\"` or, with `date:`, `2024-06-01..2024-06-17`";
const CLOCKED: [&str; 9] =
    ["today", "yesterday", "tomorrow", "now", "lastweek", "lastmonth", "lastyear", "thisweek", "week"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The days from the first to the last of a year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    first: CivilDay,
    last: CivilDay,
}

/// Reads the value of a date field that lies at byte `position` of the query.
pub(super) fn condition(field: DateField, value: &str, position: usize) -> Result<Query, QueryError> {
    if let (DateField::Date, Some((from, to))) = (field, value.split_once("..")) {
        let from = optional(from, position)?.map(|period| period.first);
        let to = optional(to, position)?.map(|period| period.last);
        return days(from, to, position);
    }
    let period = period_at(value, position)?;
    match field {
        DateField::Date => days(Some(period.first), Some(period.last), position),
        DateField::After => days(Some(after(period, position)?), None, position),
        DateField::Before => days(None, Some(before(period, position)?), position),
    }
}

/// Reads the ends of a range, of which a missing one is open.
pub(super) fn between(from: Option<&End>, to: Option<&End>, position: usize) -> Result<Query, QueryError> {
    let from = from.map(|end| {
        let period = period_at(&end.value, position)?;
        if end.included { Ok(period.first) } else { after(period, position) }
    });
    let to = to.map(|end| {
        let period = period_at(&end.value, position)?;
        if end.included { Ok(period.last) } else { before(period, position) }
    });
    days(from.transpose()?, to.transpose()?, position)
}

/// Makes the error of a value that is no date.
pub(super) fn unreadable(value: &str, position: usize) -> QueryError {
    let clocked: String = value.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).take(20).collect();
    if CLOCKED.contains(&clocked.as_str()) {
        return QueryError::new(format!("{} is not a date by itself", shown(value)), position)
            .hint_at("a query has no clock, write the day, as in `date:2024-06-17`");
    }
    QueryError::new(format!("unreadable date {}", shown(value)), position).hint_at(FORMS)
}

fn days(from: Option<CivilDay>, to: Option<CivilDay>, position: usize) -> Result<Query, QueryError> {
    match (from, to) {
        (None, None) => Err(QueryError::new("a date needs a day on one side at least", position).hint_at(FORMS)),
        (Some(first), Some(last)) if first > last => {
            Err(QueryError::new("the dates end before they begin", position).hint_at("write the earlier date first"))
        }
        _ => Ok(Query::Days(Days { from, to })),
    }
}

fn after(period: Period, position: usize) -> Result<CivilDay, QueryError> {
    let next = CivilDay(period.last.0 + 1);
    let exists = CivilDay::from_date(9999, 12, 31).is_some_and(|end| next <= end);
    if exists { Ok(next) } else { Err(QueryError::new("the calendar ends there", position).hint_at(FORMS)) }
}

fn before(period: Period, position: usize) -> Result<CivilDay, QueryError> {
    let previous = CivilDay(period.first.0 - 1);
    let exists = CivilDay::from_date(-9999, 1, 1).is_some_and(|start| previous >= start);
    if exists { Ok(previous) } else { Err(QueryError::new("the calendar begins there", position).hint_at(FORMS)) }
}

fn optional(value: &str, position: usize) -> Result<Option<Period>, QueryError> {
    if value.trim().is_empty() { Ok(None) } else { period_at(value, position).map(Some) }
}

fn period_at(value: &str, position: usize) -> Result<Period, QueryError> {
    period(value).ok_or_else(|| unreadable(value, position))
}

/// Reads a year, a month or a day.
pub(super) fn period(value: &str) -> Option<Period> {
    let value = value.trim();
    if value.len() > 40 {
        return None;
    }
    if value.starts_with(['-', '+']) {
        return value.parse().ok().map(|day| Period { first: day, last: day });
    }
    iso(value, '-').or_else(|| iso(value, '/')).or_else(|| dotted(value)).or_else(|| named(value))
}

/// Reads `2024`, `2024-06` and `2024-06-17`, and eight digits.
fn iso(value: &str, separator: char) -> Option<Period> {
    if let (8, Some((year, rest))) = (value.len(), value.split_at_checked(4)) {
        let (month, day) = rest.split_at_checked(2)?;
        if value.bytes().all(|byte| byte.is_ascii_digit()) {
            return covered(year_of(year)?, Some(number(month)?), Some(number(day)?));
        }
    }
    let parts: Vec<&str> = value.split(separator).collect();
    match parts.as_slice() {
        [year] => covered(year_of(year)?, None, None),
        [year, month] => covered(year_of(year)?, Some(number(month)?), None),
        [year, month, day] => covered(year_of(year)?, Some(number(month)?), Some(number(day)?)),
        _ => None,
    }
}

/// Reads `17.06.2024`; the order of `17/06/2024` differs between countries, so it is not read.
fn dotted(value: &str) -> Option<Period> {
    let (day, rest) = value.split_once('.')?;
    let (month, year) = rest.split_once('.')?;
    covered(year_of(year.trim())?, Some(number(month.trim())?), Some(number(day.trim())?))
}

/// Reads `17 June 2024`, `June 17, 2024` and `June 2024`.
fn named(value: &str) -> Option<Period> {
    let parts: Vec<&str> = value.split([' ', ',', '-', '.', '\u{A0}']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [month, year] => covered(year_of(year)?, Some(month_of(month)?), None),
        [first, second, year] => {
            let (day, month) = if number(first).is_some() { (first, second) } else { (second, first) };
            covered(year_of(year)?, Some(month_of(month)?), Some(number(day)?))
        }
        _ => None,
    }
}

fn covered(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Period> {
    let first = CivilDay::from_date(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let last = match (month, day) {
        (_, Some(_)) => first,
        (None | Some(12), None) => CivilDay::from_date(year, 12, 31)?,
        (Some(month), None) => CivilDay(CivilDay::from_date(year, month + 1, 1)?.0 - 1),
    };
    Some(Period { first, last })
}

/// Years have four digits: `24` could be a day.
fn year_of(text: &str) -> Option<i16> {
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn number(text: &str) -> Option<i8> {
    let digits = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Takes the English name of a month, or at least its first three letters.
fn month_of(text: &str) -> Option<i8> {
    let name = text.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name))?;
    i8::try_from(at + 1).ok()
}
