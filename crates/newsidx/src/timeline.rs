//! Counts along time. In: counts of days, and of stretches of days. Out: rows in the order of time.
//!
//! What lies inside one day, week, month or year counts there; anything coarser has a row of its own and is spread over
//! nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use newsidx_text::{CivilDay, Period};
use serde::Serialize;

use crate::facet::{FacetPlace, FacetRow, UNRESOLVED};

/// What is placed in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TimelineOf {
    /// The days that the text names.
    #[default]
    Events,
    /// The days of publication.
    Publication,
}

/// How fine the rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Step {
    /// One row a day.
    #[default]
    Day,
    /// One row a week, from Monday to Sunday.
    Week,
    /// One row a month.
    Month,
    /// One row a year.
    Year,
}

/// What is placed in time, and how finely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimelineOptions {
    /// What is placed in time; default what the text names.
    pub of: TimelineOf,
    /// How fine the rows are; default a day.
    pub by: Step,
}

/// Counts along time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelinePage {
    /// `newsidx.timeline/1`.
    pub schema: &'static str,
    /// The query as it was understood.
    pub understood: String,
    /// What is placed in time.
    pub of: TimelineOf,
    /// How fine the rows are.
    pub by: Step,
    /// The rows, those without days last.
    pub rows: Vec<TimelineRow>,
    /// Articles that the query finds and that have no date of publication: no row of publication counts them, and days such as
    /// `Friday` stay unresolved in them.
    pub undated: u64,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineRow {
    /// The first day; none where the text names no day that could be resolved.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
    /// What to show: `2025-03-14`, `week of 2025-03-10`, `Friday (unresolved)`.
    pub label: String,
    /// Whether it is a row of the step; a coarser stretch has its own.
    pub of_step: bool,
    /// Whether it lies after the last day on which an article of the index was published.
    pub future: bool,
    /// Body paragraphs.
    pub paragraphs: u64,
    /// Articles.
    pub articles: u64,
    /// The paragraphs, in order.
    pub places: Vec<FacetPlace>,
}

/// Where a row stands; those without days stand last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// The first and the last day; of those that begin together the longest stands first.
    Days(CivilDay, Reverse<CivilDay>),
    Words(String),
}

/// Puts rows of days, each with its paragraphs, into the order of time.
pub(crate) fn rows(counted: Vec<FacetRow>, by: Step, last: Option<CivilDay>) -> Vec<TimelineRow> {
    let mut places: BTreeMap<Place, BTreeSet<FacetPlace>> = BTreeMap::new();
    for row in counted {
        places.entry(place(&row.key, by)).or_default().extend(row.places);
    }
    places.into_iter().map(|(place, places)| timeline_row(&place, places, by, last)).collect()
}

/// Gives where a value of [`event_value`](crate::event_value) counts.
fn place(value: &str, by: Step) -> Place {
    let (first, last) = value.split_once('/').unwrap_or((value, value));
    match (first.parse(), last.parse()) {
        (Ok(first), Ok(last)) => {
            let (from, to) = stretch(first, by);
            if last <= to { Place::Days(from, Reverse(to)) } else { Place::Days(first, Reverse(last)) }
        }
        _ => Place::Words(value.trim_start_matches(UNRESOLVED).to_owned()),
    }
}

/// Gives the day, week, month or year that holds a day; beyond the years that dates can have, the day alone.
fn stretch(day: CivilDay, by: Step) -> (CivilDay, CivilDay) {
    let period = match by {
        Step::Day => None,
        Step::Week => Period::week_of(day),
        Step::Month => Period::month_of(day),
        Step::Year => Period::year_of(day),
    };
    period.map_or((day, day), |period| (period.first, period.last))
}

fn timeline_row(place: &Place, places: BTreeSet<FacetPlace>, by: Step, last: Option<CivilDay>) -> TimelineRow {
    let articles: BTreeSet<_> = places.iter().map(|place| &place.article).collect();
    let counts = (places.len() as u64, articles.len() as u64);
    let (days, label, of_step, future) = match place {
        Place::Days(from, Reverse(to)) => {
            let of_step = stretch(*from, by) == (*from, *to);
            (Some((from, to)), label(*from, *to), of_step, last.is_some_and(|last| *from > last))
        }
        Place::Words(words) => (None, format!("{words} (unresolved)"), false, false),
    };
    TimelineRow {
        from: days.map(|days| days.0.to_string()),
        to: days.map(|days| days.1.to_string()),
        label,
        of_step,
        future,
        paragraphs: counts.0,
        articles: counts.1,
        places: places.into_iter().collect(),
    }
}

/// Names a stretch: a day, a month and a year as ISO 8601 does, a week by its Monday, a decade by its first year, others
/// by both their years or days.
fn label(from: CivilDay, to: CivilDay) -> String {
    let is = |by| stretch(from, by) == (from, to);
    let start = |length: usize| from.to_string().chars().take(length).collect::<String>();
    if from == to {
        from.to_string()
    } else if is(Step::Week) {
        format!("week of {from}")
    } else if is(Step::Month) && from.date().is_some_and(|(year, ..)| year >= 0) {
        start(7)
    } else if let Some((first, last)) = whole_years(from, to) {
        match last - first {
            0 => start(4),
            9 if first % 10 == 0 => format!("{}s", start(4)),
            _ => format!("{} to {last:04}", start(4)),
        }
    } else {
        format!("{from} to {to}")
    }
}

/// Gives the first and the last year of a stretch that is made of whole years.
fn whole_years(from: CivilDay, to: CivilDay) -> Option<(i16, i16)> {
    match (from.date()?, to.date()?) {
        ((first, 1, 1), (last, 12, 31)) if first >= 0 => Some((first, last)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::ArticleId;

    fn check(values: &[(&str, &[u32])], by: Step, expected: &[&str]) {
        let place = |no: &u32| FacetPlace { article: ArticleId("a".to_owned()), no: *no };
        let row = |(key, numbers): &(&str, &[u32])| FacetRow {
            key: (*key).to_owned(),
            places: numbers.iter().map(place).collect(),
            ..FacetRow::default()
        };
        let rows = rows(values.iter().map(row).collect(), by, CivilDay::from_date(2025, 3, 17));
        let shown: Vec<String> = rows
            .iter()
            .map(|row| {
                let marks = [(row.of_step, ""), (!row.of_step, " coarser"), (row.future, " future")];
                let marks: String = marks.iter().filter(|(holds, _)| *holds).map(|(_, mark)| *mark).collect();
                format!("{}: {}{marks}", row.label, row.paragraphs)
            })
            .collect();
        assert_eq!(shown, expected, "{by:?}");
    }

    const VALUES: &[(&str, &[u32])] = &[
        ("2025-03-14", &[14, 16]),
        ("2025-03-18", &[1, 3, 5]),
        ("2025-03-10/2025-03-16", &[6]),
        ("2025-03-15/2025-03-16", &[3, 6]),
        ("2025-03-16/2025-03-17", &[24]),
        ("2022-03-01/2022-03-31", &[10]),
        ("2014-01-01/2014-12-31", &[17]),
        ("?Friday", &[2]),
    ];

    #[test]
    fn stretches_have_short_names() {
        for (from, to, expected) in [
            ("1980-01-01", "1989-12-31", "1980s"),
            ("1900-01-01", "1999-12-31", "1900 to 1999"),
            ("1983-01-01", "1983-12-31", "1983"),
            ("2025-02-01", "2025-02-28", "2025-02"),
            ("2025-03-17", "2025-03-23", "week of 2025-03-17"),
            ("2025-03-15", "2025-03-16", "2025-03-15 to 2025-03-16"),
        ] {
            assert_eq!(label(from.parse().unwrap(), to.parse().unwrap()), expected);
        }
    }

    #[test]
    fn coarser_stretches_have_rows_of_their_own() {
        check(
            VALUES,
            Step::Day,
            &[
                "2014: 1 coarser",
                "2022-03: 1 coarser",
                "week of 2025-03-10: 1 coarser",
                "2025-03-14: 2",
                "2025-03-15 to 2025-03-16: 2 coarser",
                "2025-03-16 to 2025-03-17: 1 coarser",
                "2025-03-18: 3 future",
                "Friday (unresolved): 1 coarser",
            ],
        );
        check(VALUES, Step::Month, &["2014: 1 coarser", "2022-03: 1", "2025-03: 7", "Friday (unresolved): 1 coarser"]);
        check(VALUES, Step::Year, &["2014: 1", "2022: 1", "2025: 7", "Friday (unresolved): 1 coarser"]);
        check(
            VALUES,
            Step::Week,
            &[
                "2014: 1 coarser",
                "2022-03: 1 coarser",
                "week of 2025-03-10: 4",
                "2025-03-16 to 2025-03-17: 1 coarser",
                "week of 2025-03-17: 3",
                "Friday (unresolved): 1 coarser",
            ],
        );
    }
}
