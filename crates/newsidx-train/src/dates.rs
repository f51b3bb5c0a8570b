//! How well dates are found and resolved. In: articles in `TimeML`. Out: strict span F1 of TIMEX3 of type DATE, and how
//! many of those found have the right days.
//!
//! What is a matter of form is mapped, in both directions the same way:
//! - Ours with grain `time` are of type TIME and those of rule `stretch` of type DURATION, so neither counts as found.
//! - A value with unknown parts at its end (`1998-XX-XX`) is the whole it leaves open (`1998`); one that names no
//!   stretch at all (`1989-WXX`, `P1W`) is not compared, and counted as such.
//! - A season has three months, the winter those from December on.

use std::collections::BTreeMap;
use std::fmt;

use newsidx_text::{Annotator, Article, CivilDay, DateMention, Grain, Period, Published};
use serde::Serialize;

use crate::timeml::{Document, Timex};

/// What the articles showed; shares in percent.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    pub(crate) span_f1: f64,
    pub(crate) value_accuracy: f64,
    pub(crate) span_precision: f64,
    pub(crate) span_recall: f64,
    pub(crate) gold: usize,
    pub(crate) found: usize,
    pub(crate) right: usize,
    pub(crate) compared: usize,
    pub(crate) value_right: usize,
    /// Values of spans found that name no stretch.
    pub(crate) open: usize,
    #[serde(skip)]
    pub(crate) errors: Vec<String>,
}

/// A TIMEX3 value in our terms.
#[derive(Debug, PartialEq, Eq)]
enum Value {
    Days(CivilDay, CivilDay),
    Vague(&'static str),
    Open,
}

/// Scores articles.
pub(crate) fn score(documents: &[(String, Document)], annotator: &Annotator) -> Report {
    let mut report = Report::default();
    for (name, document) in documents {
        let paragraphs = document.paragraphs.iter().map(|paragraph| paragraph.text.clone()).collect();
        let article = Article { paragraphs, published: document.made.map(Published::of_day), ..Article::default() };
        let annotated = annotator.annotate(article);
        for (gold, found) in document.paragraphs.iter().zip(annotated.paragraphs.iter().skip(1)) {
            paragraph(&mut report, name, &gold.text, (&gold.times, &found.dates));
        }
    }
    report.finish();
    report
}

fn paragraph(report: &mut Report, name: &str, text: &str, (gold, found): (&[Timex], &[DateMention])) {
    let mut gold: BTreeMap<(usize, usize), &Timex> =
        gold.iter().filter(|timex| timex.kind == "DATE").map(|timex| ((timex.start, timex.end), timex)).collect();
    report.gold += gold.len();
    for date in found.iter().filter(|date| date.grain != Grain::Time && date.rule.0 != "stretch") {
        report.found += 1;
        let range = date.span.range();
        match gold.remove(&(range.start, range.end)) {
            Some(timex) => report.value(name, text, date, timex),
            None => report.error("not in gold", name, text, (range.start, range.end), &describe(date)),
        }
    }
    for ((start, end), timex) in gold {
        report.error("missed", name, text, (start, end), &timex.value);
    }
}

impl Report {
    fn value(&mut self, name: &str, text: &str, date: &DateMention, timex: &Timex) {
        self.right += 1;
        let right = match read(&timex.value) {
            Value::Open => {
                self.open += 1;
                return;
            }
            Value::Days(first, last) => date.days == Some((first, last)),
            Value::Vague(rule) => date.rule.0 == rule,
        };
        self.compared += 1;
        self.value_right += usize::from(right);
        if !right {
            let told = format!("{} for {}", describe(date), timex.value);
            self.error("value", name, text, (timex.start, timex.end), &told);
        }
    }

    fn error(&mut self, kind: &str, name: &str, text: &str, (start, end): (usize, usize), told: &str) {
        let before = text.get(..start).unwrap_or_default();
        let from = before.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
        let after: String = text.get(end..).unwrap_or_default().chars().take(40).collect();
        let inside = text.get(start..end).unwrap_or_default();
        let before = before.get(from..).unwrap_or_default();
        self.errors.push(format!("{kind}\t{inside}\t{told}\t{name}\t{before}[{inside}]{after}"));
    }

    fn finish(&mut self) {
        let percent = |part: usize, of: usize| 100.0 * part as f64 / f64::max(of as f64, 1.0);
        self.span_precision = percent(self.right, self.found);
        self.span_recall = percent(self.right, self.gold);
        self.span_f1 = percent(2 * self.right, self.found + self.gold);
        self.value_accuracy = percent(self.value_right, self.compared);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "DATE spans      gold {:6}  found {:6}  right {:6}", self.gold, self.found, self.right)?;
        let (precision, recall, f1) = (self.span_precision, self.span_recall, self.span_f1);
        writeln!(f, "                precision {precision:.2}  recall {recall:.2}  F1 {f1:.2}")?;
        let (right, compared, open) = (self.value_right, self.compared, self.open);
        writeln!(f, "values          {right} of {compared} right: {:.2}; {open} not compared", self.value_accuracy)
    }
}

fn describe(date: &DateMention) -> String {
    let days = date.days.map_or_else(|| "-".to_owned(), |(first, last)| format!("{first}..{last}"));
    format!("{days} {} {}", date.grain.name(), date.rule)
}

/// Reads a TIMEX3 value.
fn read(value: &str) -> Value {
    match value {
        "PRESENT_REF" => return Value::Vague("vague-present"),
        "PAST_REF" => return Value::Vague("vague-past"),
        "FUTURE_REF" => return Value::Vague("vague-future"),
        _ => {}
    }
    let value = value.split('T').next().unwrap_or(value);
    let value = value.trim_end_matches("-XX");
    days(value).map_or(Value::Open, |(first, last)| Value::Days(first, last))
}

fn days(value: &str) -> Option<(CivilDay, CivilDay)> {
    let decade = value.trim_end_matches('X');
    let digits = decade.bytes().all(|byte| byte.is_ascii_digit());
    match (decade.len(), digits) {
        (2, true) => return whole(&format!("{decade}00"), &format!("{decade}99")),
        (3, true) => return whole(&format!("{decade}0"), &format!("{decade}9")),
        _ => {}
    }
    let (year, part) = value.split_once('-').unwrap_or((value, ""));
    if let Some(week) =
        part.strip_prefix('W').filter(|week| week.bytes().next().is_some_and(|byte| byte.is_ascii_digit()))
    {
        return weeks(year.parse().ok()?, week);
    }
    let months = match part {
        "Q1" => ("01", "03"),
        "Q2" => ("04", "06"),
        "Q3" => ("07", "09"),
        "Q4" => ("10", "12"),
        "H1" => ("01", "06"),
        "H2" => ("07", "12"),
        "SP" => ("03", "05"),
        "SU" => ("06", "08"),
        "FA" => ("09", "11"),
        "WI" => {
            let next: i64 = year.parse::<i64>().ok()? + 1;
            return whole(&format!("{year}-12"), &format!("{next}-02"));
        }
        _ => return Period::parse(value).map(|period| (period.first, period.last)),
    };
    whole(&format!("{year}-{}", months.0), &format!("{year}-{}", months.1))
}

fn whole(first: &str, last: &str) -> Option<(CivilDay, CivilDay)> {
    Some((Period::parse(first)?.first, Period::parse(last)?.last))
}

/// Gives the days of a week of ISO 8601, or of its weekend.
fn weeks(year: i16, week: &str) -> Option<(CivilDay, CivilDay)> {
    let (number, weekend) = week.strip_suffix("-WE").map_or((week, 0), |number| (number, 5));
    // The 4th of January is always in week 1.
    let first = Period::week_of(CivilDay::from_date(year, 1, 4)?)?.first;
    let monday = first.0 + 7 * (number.parse::<i64>().ok()? - 1);
    Some((CivilDay(monday + weekend), CivilDay(monday + 6)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: &str) {
        let told = match read(value) {
            Value::Days(first, last) => format!("{first} {last}"),
            Value::Vague(rule) => rule.to_owned(),
            Value::Open => "open".to_owned(),
        };
        assert_eq!(told, expected, "{value}");
    }

    #[test]
    fn values_become_days() {
        check("1989-10-26", "1989-10-26 1989-10-26");
        check("1998-02-06TMO", "1998-02-06 1998-02-06");
        check("1989-Q3", "1989-07-01 1989-09-30");
        check("1998-W08", "1998-02-16 1998-02-22");
        check("1990-W32-WE", "1990-08-11 1990-08-12");
        check("1998-FA", "1998-09-01 1998-11-30");
        check("198", "1980-01-01 1989-12-31");
        check("199X", "1990-01-01 1999-12-31");
        check("19XX", "1900-01-01 1999-12-31");
        check("1998-XX-XX", "1998-01-01 1998-12-31");
        check("1989-WXX", "open");
        check("P1W", "open");
        check("PAST_REF", "vague-past");
    }
}
