//! How well dates are resolved on test cases for assistants. In: the English cases of Recognizers-Text, and news articles.
//! Out: how many of the cases that a news text would contain are resolved as given.
//!
//! Which those are is decided by counting, not by hand: the words of the case, with figures, months and weekdays each
//! replaced by a sign, must stand in the news articles at least [`COMMON`] times. Cases of a time of day are left out.
//! A stretch is given there with the day after its last one, or with its last one where that is written; both are right.
//! Where both a past and a coming day are given, either is right: which one is meant is not told.

use std::collections::HashMap;
use std::fmt;

use newsidx_text::{Annotator, Article, CivilDay, Grain, Published, word};
use serde::Serialize;
use serde_json::Value;

use crate::facts::Line;
use crate::listed;

/// An expression that stands less often in the news is none of the news.
const COMMON: usize = 3;

/// The files with dates and stretches of days.
pub(crate) const FILES: [&str; 4] = ["DateParser.json", "DatePeriodParser.json", "DateTimeModel.json", "HolidayParser.json"];

/// A case: a sentence, its day, the expression, and the days that are right.
#[derive(Debug)]
pub(crate) struct Case {
    file: &'static str,
    input: String,
    today: CivilDay,
    words: String,
    right: Vec<(CivilDay, CivilDay)>,
}

/// What the cases showed.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    /// Cases in the files.
    pub(crate) cases: usize,
    /// Those that a news text would contain.
    pub(crate) news: usize,
    /// Of these, those resolved as given.
    pub(crate) right: usize,
    /// Of these, those where ours is the week, month or year that holds the day given.
    pub(crate) coarser: usize,
    pub(crate) share: f64,
    #[serde(skip)]
    pub(crate) errors: Vec<String>,
}

/// Reads the cases of a file that have one expression of days.
pub(crate) fn cases(file: &'static str, json: &str) -> Result<Vec<Case>, serde_json::Error> {
    let read: Vec<Value> = serde_json::from_str(json.trim_start_matches('\u{feff}'))?;
    Ok(read.iter().filter_map(|case| self::case(file, case)).collect())
}

fn case(file: &'static str, case: &Value) -> Option<Case> {
    let [result] = case.get("Results")?.as_array()?.as_slice() else { return None };
    let kind = result.get("Type").or_else(|| result.get("TypeName"))?.as_str()?;
    if !matches!(kind, "date" | "daterange" | "datetimeV2.date" | "datetimeV2.daterange") {
        return None;
    }
    let today = case.get("Context")?.get("ReferenceDateTime")?.as_str()?.get(..10)?.parse().ok()?;
    let right = resolutions(result);
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let (input, words) = (text(case, "Input")?, text(result, "Text")?);
    (!right.is_empty()).then_some(Case { file, input, today, words, right })
}

/// Gives the days of each resolution.
fn resolutions(result: &Value) -> Vec<(CivilDay, CivilDay)> {
    let values = result.pointer("/Resolution/values").and_then(Value::as_array).cloned().unwrap_or_default();
    let parsed = ["FutureResolution", "PastResolution"].iter().filter_map(|key| result.get("Value")?.get(key).cloned());
    values.iter().cloned().chain(parsed).filter_map(|value| days(&value)).flatten().collect()
}

fn days(value: &Value) -> Option<Vec<(CivilDay, CivilDay)>> {
    let day = |key: &str| value.get(key).and_then(Value::as_str).and_then(|day| day.parse::<CivilDay>().ok());
    if let Some(day) = day("date").or_else(|| day("value")) {
        return Some(vec![(day, day)]);
    }
    let (first, end) = (day("startDate").or_else(|| day("start"))?, day("endDate").or_else(|| day("end"))?);
    Some(vec![(first, end), (first, CivilDay(end.0 - 1))])
}

/// Scores the cases whose expression the news contains.
pub(crate) fn score(cases: &[Case], news: &[Line], annotator: &Annotator) -> Report {
    let counts = counts(cases, news);
    let mut report = Report { cases: cases.len(), ..Report::default() };
    for case in cases {
        if counts.get(&shape(&case.words)).copied().unwrap_or(0) < COMMON {
            continue;
        }
        report.news += 1;
        report.case(case, annotator);
    }
    report.share = 100.0 * report.right as f64 / f64::max(report.news as f64, 1.0);
    report
}

impl Report {
    fn case(&mut self, case: &Case, annotator: &Annotator) {
        let published = Some(Published::of_day(case.today));
        let article = Article { paragraphs: vec![case.input.clone()], published, ..Article::default() };
        let annotated = annotator.annotate(article);
        let Some(paragraph) = annotated.paragraphs.get(1) else { return };
        let start = case.input.to_lowercase().find(&case.words.to_lowercase()).unwrap_or(0) as u32;
        let end = start + case.words.len() as u32;
        let inside = paragraph.dates.iter().filter(|date| date.span.start < end && start < date.span.end);
        let inside: Vec<_> = inside.filter(|date| date.grain != Grain::Vague).collect();
        if let [date] = inside.as_slice()
            && let Some((first, last)) = date.days
        {
            if case.right.contains(&(first, last)) {
                self.right += 1;
                return;
            }
            self.coarser += usize::from(case.right.iter().any(|right| first <= right.0 && right.1 <= last));
        }
        let ours: Vec<String> = inside.iter().map(|date| listed::date(&paragraph.text, date)).collect();
        let (today, right) = (case.today, case.right.first().map(|(first, last)| format!("{first}..{last}")).unwrap_or_default());
        self.errors.push(format!("{}\t{}\t{today}\t{right}\t{}\t{}", case.words, case.file, ours.join("; "), case.input));
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cases, news, right, coarser, share, .. } = self;
        writeln!(f, "cases {cases}, of these in the news {news}, resolved as given {right}: {share:.2} %")?;
        writeln!(f, "of the others, {coarser} are the week, month or year that holds the day given")
    }
}

/// Counts the shapes of the cases in the news.
fn counts(cases: &[Case], news: &[Line]) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = cases.iter().map(|case| (shape(&case.words), 0)).collect();
    let longest = counts.keys().map(|shape| shape.split(' ').count()).max().unwrap_or(0);
    for paragraph in news.iter().flat_map(|line| &line.paragraphs) {
        let words = shapes(paragraph);
        for start in 0..words.len() {
            for end in start + 1..=usize::min(start + longest, words.len()) {
                let shape = words.get(start..end).unwrap_or_default().join(" ");
                if let Some(count) = counts.get_mut(&shape) {
                    *count += 1;
                }
            }
        }
    }
    counts
}

fn shape(text: &str) -> String {
    shapes(text).join(" ")
}

/// Gives the words of a text with figures, months and weekdays replaced, and the marks between them.
fn shapes(text: &str) -> Vec<String> {
    let mut shapes = Vec::new();
    let mut at = 0;
    for found in word::words(text) {
        let range = found.span.range();
        let gap = text.get(at..range.start).unwrap_or_default().trim();
        if !gap.is_empty() && !shapes.is_empty() {
            shapes.push(gap.to_owned());
        }
        shapes.push(sign(&found.span.of(text).to_lowercase()));
        at = range.end;
    }
    shapes
}

/// Replaces a figure by its number of digits, a month and a weekday by a sign.
fn sign(word: &str) -> String {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const NUMBERS: [&str; 11] =
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    match word {
        _ if digits > 0 => format!("{}{}", if digits < 3 { "##" } else { "####" }, word.get(digits..).unwrap_or_default()),
        _ if MONTHS.contains(&word) => "MONTH".to_owned(),
        _ if DAYS.contains(&word) => "DAY".to_owned(),
        _ if NUMBERS.contains(&word) => "NUMBER".to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_months_and_weekdays_are_replaced() {
        assert_eq!(shape("Monday, 17th of March 2025"), "DAY , ##th of MONTH ####");
        assert_eq!(shape("two weeks ago"), shape("five weeks ago"));
    }

    #[test]
    fn cases_are_read() {
        let json = r#"[{"Input": "out this week", "Context": {"ReferenceDateTime": "2016-11-07T00:00:00"}, "Results": [
            {"Text": "this week", "Type": "daterange", "Value": {"FutureResolution":
            {"startDate": "2016-11-07", "endDate": "2016-11-14"}}}]}]"#;
        let cases = cases("DateParser.json", json).expect("good JSON");
        let news = [Line { paragraphs: vec!["this week, this week and this week".to_owned()], ..Line::default() }];
        let report = score(&cases, &news, &Annotator::default());
        assert_eq!((report.news, report.right), (1, 1));
    }
}
