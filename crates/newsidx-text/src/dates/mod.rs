//! Dates in running text. In: the passages of an article, and when it was published. Out: what days each expression means.

mod calendar;
mod calendar_words;
mod choose;
mod holiday;
mod parts;
mod quoted;
mod range;
mod read;
mod relative_words;
mod resolve;
mod rules;
mod sense;
mod shifted;
mod tense;
#[cfg(test)]
mod tests;
mod widen;
mod years;

use serde::{Deserialize, Serialize};

use crate::day::{CivilDay, Published};
use crate::mention::Rule;
use crate::passage::{Passage, Token};
use crate::span::Span;

pub use rules::{RULES, meaning};

use quoted::Quoted;
use resolve::{Meaning, Present};
use sense::{Draft, Sense, Timed, Unit, Which};
use tense::Tense;

/// How fine an expression of time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
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
    let mut present = Present { today: published.map(|published| published.day), latest: None, spoken: false };
    passages.iter().map(|passage| dates(passage, &mut present)).collect()
}

fn dates(passage: &Passage<'_>, present: &mut Present) -> Vec<DateMention> {
    let drafts = read::drafts(passage);
    let drafts: Vec<Draft> = drafts.into_iter().map(|draft| ahead(passage, draft)).collect();
    let quoted =
        if drafts.iter().any(|draft| quoted::counts(draft.sense)) { Quoted::new(passage) } else { Quoted::default() };
    (0..drafts.len()).filter_map(|place| date(passage, &drafts, place, &quoted, present)).collect()
}

/// Marks a month of what will be as the one to come.
fn ahead(passage: &Passage<'_>, draft: Draft) -> Draft {
    match draft.sense {
        Sense::Month(month, Which::Tense) if draft.until.is_none() && tense::is_to_come(passage, draft.first) => {
            Draft { sense: Sense::Month(month, Which::Ahead), ..draft }
        }
        _ => draft,
    }
}

/// Resolves one expression, and keeps it for those after it that count from it.
fn date(
    passage: &Passage<'_>,
    drafts: &[Draft],
    place: usize,
    quoted: &Quoted,
    present: &mut Present,
) -> Option<DateMention> {
    let draft = *drafts.get(place)?;
    let tense = if needs_tense(draft.sense) { tense::tense(passage, draft.first, draft.end) } else { Tense::Unknown };
    // In the past `in two weeks` tells how long something took.
    if matches!(draft.sense, Sense::In(..)) && tense != Tense::Future {
        return None;
    }
    let found = meant(passage, drafts, place, quoted, (tense, *present));
    let days = match draft.timed {
        Timed::Night => found.days.and_then(|(first, last)| Some((first, calendar::plus(last, 1)?))),
        Timed::No | Timed::Part => found.days,
    };
    let days = days.filter(|days| calendar::are_known(*days) || matches!(draft.sense, Sense::Fixed(_, Grain::Span, _)));
    // What is compared with is not what the text goes on to tell of.
    let aside = matches!(draft.sense, Sense::Before(Unit::Year, _)) || found.rule == resolve::AGO_QUARTER;
    if found.grain != Grain::Vague
        && !aside
        && let Some(days) = found.days
    {
        present.latest = Some((days, found.grain));
        present.spoken = is_said(draft.sense) && quoted::is_spoken(passage, draft.first);
    }
    let since = matches!(draft.sense, Sense::Fixed(..)) && is_since(passage, draft.first);
    Some(DateMention {
        span: span(passage, draft.first, draft.end),
        words: (draft.first as u32, draft.end as u32),
        days,
        grain: if draft.timed == Timed::No { found.grain } else { Grain::Time },
        rule: rules::rule(if since { "since" } else { found.rule }),
    })
}

/// Resolves one expression against the present, or inside a quotation against the day on which it was spoken.
fn meant(
    passage: &Passage<'_>,
    drafts: &[Draft],
    place: usize,
    quoted: &Quoted,
    (tense, present): (Tense, Present),
) -> Meaning {
    let draft = drafts.get(place).copied().unwrap_or_else(|| Draft::new(0, 0, Sense::Vague(0)));
    if matches!(draft.sense, Sense::Holiday(..)) && is_apposed(passage, drafts, place) {
        let named = present.latest.filter(|(_, grain)| *grain == Grain::Day);
        return Meaning { days: named.map(|(days, _)| days), grain: Grain::Day, rule: "that-named" };
    }
    if let Some(until) = draft.until {
        return resolve::between(draft.sense, until, tense, present);
    }
    let said = matches!(draft.sense, Sense::Relative(_) | Sense::Overnight);
    let spoken = if said { quoted.spoken(passage, drafts, place) } else { None };
    if let Some(day) = spoken.and_then(|spoken| {
        let tense = tense::tense(passage, spoken.first, spoken.end);
        resolve::resolve(spoken.sense, tense, present).days
    }) {
        let spoken = Present { today: Some(day.0), ..present };
        return Meaning { rule: "speech-day", ..resolve::resolve(draft.sense, tense, spoken) };
    }
    // The day of speech is not the one that the words go on from: `“We came the next night,” he said on Sunday`.
    let apart =
        quoted.holds(draft.first) && present.spoken && matches!(draft.sense, Sense::Before(..) | Sense::That(_));
    let tale = matches!(draft.sense, Sense::Past(..)) && !follows_date(passage, drafts, place);
    let present = if tale { Present { latest: None, ..present } } else { present };
    let present = if apart { Present { today: None, latest: None, ..present } } else { present };
    resolve::resolve(draft.sense, tense, present)
}

/// Tells whether an expression names again the day right before it: `January 6, Christmas Eve by the old calendar`.
fn is_apposed(passage: &Passage<'_>, drafts: &[Draft], place: usize) -> bool {
    let pair = place.checked_sub(1).and_then(|before| drafts.get(before)).zip(drafts.get(place));
    pair.is_some_and(|(day, draft)| {
        let told = matches!(day.sense, Sense::MonthDay { .. } | Sense::Fixed(_, Grain::Day, _));
        told && day.end == draft.first && matches!(passage.gap(draft.first), ", " | " (")
    })
}

/// Tells whether another date stands before one in its sentence.
fn follows_date(passage: &Passage<'_>, drafts: &[Draft], place: usize) -> bool {
    let sentence = |place: usize| passage.get(drafts.get(place)?.first).map(|token| token.sentence);
    place.checked_sub(1).is_some_and(|before| sentence(before) == sentence(place))
}

/// Tells whether a day is one on which people may be said to have spoken.
fn is_said(sense: Sense) -> bool {
    matches!(sense, Sense::Weekday(..) | Sense::Relative(_))
}

fn needs_tense(sense: Sense) -> bool {
    !matches!(
        sense,
        Sense::Fixed(..)
            | Sense::Never(..)
            | Sense::Vague(_)
            | Sense::Relative(_)
            | Sense::Shifted(..)
            | Sense::Ago(..)
    )
}

fn is_since(passage: &Passage<'_>, first: usize) -> bool {
    first.checked_sub(1).and_then(|before| passage.get(before)).is_some_and(|before| before.reads("since"))
}

/// Gives the bytes of some tokens without the possessive ending of the last, and with the point of a short form alone.
fn span(passage: &Passage<'_>, first: usize, end: usize) -> Span {
    let whole = passage.span(first, end);
    let last = end.checked_sub(1).and_then(|last| passage.get(last));
    Span { end: last.map_or(whole.end, Token::bare_end), ..whole }
}
