//! Days of publication. In: a date as a person types it. Out: the days it covers, or why it cannot be read.
//! Must not know a clock: what was yesterday depends on who asks when.

use newsidx_text::{CivilDay, Period};

use super::ast::{Bound, Days, End, EventDays, Query, Relation};
use super::error::QueryError;
use super::fields::DateField;
use super::notes::shown;

const FORMS: &str = "write `2024`, `2024-06`, `2024-06-17`, `17.06.2024`, `\"17 June 2024\"` or, with `date:`, `2024-06-01..2024-06-17`";
const CLOCKED: [&str; 9] =
    ["today", "yesterday", "tomorrow", "now", "lastweek", "lastmonth", "lastyear", "thisweek", "week"];

/// Reads the value of a date field that lies at byte `position` of the query.
pub(super) fn condition(field: DateField, value: &str, position: usize) -> Result<Query, QueryError> {
    if let (Some(relation), "*") = (relation(field), value) {
        return Ok(Query::Event(EventDays { from: None, to: None, relation }));
    }
    let ranged = !matches!(field, DateField::After | DateField::Before);
    if let (true, Some((from, to))) = (ranged, value.split_once("..")) {
        let from = optional(from, position)?.map(|period| period.first);
        let to = optional(to, position)?.map(|period| period.last);
        return Ok(named(field, days(from, to, position)?));
    }
    let period = period_at(value, position)?;
    match field {
        DateField::Date | DateField::Event | DateField::EventOverlap => {
            Ok(named(field, days(Some(period.first), Some(period.last), position)?))
        }
        DateField::After => days(Some(after(period, position)?), None, position),
        DateField::Before => days(None, Some(before(period, position)?), position),
    }
}

/// Reads the ends of a range, of which a missing one is open.
pub(super) fn between(from: Option<&End>, to: Option<&End>, position: usize) -> Result<Query, QueryError> {
    let from = from.map(|end| {
        let period = period_at(&end.value, position)?;
        if end.bound == Bound::Included { Ok(period.first) } else { after(period, position) }
    });
    let to = to.map(|end| {
        let period = period_at(&end.value, position)?;
        if end.bound == Bound::Included { Ok(period.last) } else { before(period, position) }
    });
    days(from.transpose()?, to.transpose()?, position)
}

/// Reads the ends of a range of days that are named in the text.
pub(super) fn event_between(
    field: DateField,
    from: Option<&End>,
    to: Option<&End>,
    position: usize,
) -> Result<Query, QueryError> {
    Ok(named(field, between(from, to, position)?))
}

fn relation(field: DateField) -> Option<Relation> {
    match field {
        DateField::Event => Some(Relation::Within),
        DateField::EventOverlap => Some(Relation::Overlaps),
        DateField::Date | DateField::After | DateField::Before => None,
    }
}

/// Turns days of publication into days that are named, where the field asks for those.
fn named(field: DateField, query: Query) -> Query {
    match (relation(field), query) {
        (Some(relation), Query::Days(Days { from, to })) => Query::Event(EventDays { from, to, relation }),
        (_, query) => query,
    }
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
    Period::parse(value).ok_or_else(|| unreadable(value, position))
}
