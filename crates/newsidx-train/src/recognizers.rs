//! How well dates are resolved on test cases for assistants. In: the English cases of Recognizers-Text, and news articles.
//! Out: how many of the cases that a news text would contain are resolved as given.
//!
//! Which those are is decided by counting, not by hand: the words of the case, with figures, months and weekdays each
//! replaced by a sign, must stand in the news articles at least [`COMMON`] times; and they must name a time: a year, a
//! month, a weekday, a holiday, or a word or figure that leads there from the present (`last week`, not `the week`).
//! Figures with no word beside them (`4/22`) are left out, because their order differs from country to country, and so
//! are times of a day. Each sentence counts once.
//!
//! What is a matter of form is mapped: the cases are written without capitals, so months, weekdays and holidays get
//! theirs. A stretch is given with the day after its last one or with its last one, and a stretch between two years or
//! months with the first day of the last of them; all are right. Where both a past and a coming day are given, either is
//! right: which one is meant is not told. Two habits are counted apart: `two years ago` is one day there and that year
//! here, as in `TimeML`, and `early next year` is a half there and the year here, as in `TimeML`.

use std::collections::{HashMap, HashSet};
use std::fmt;

use newsidx_text::{Annotator, Article, CivilDay, Grain, Period, Published, word};
use serde::Serialize;
use serde_json::Value;

use crate::facts::Line;
use crate::listed;

/// An expression that stands less often in the news is none of the news.
const COMMON: usize = 3;

/// The files with dates and stretches of days.
pub(crate) const FILES: [&str; 4] =
    ["DateParser.json", "DatePeriodParser.json", "DateTimeModel.json", "HolidayParser.json"];

/// A case: a sentence, its day, the expression, and the days that are right.
#[derive(Debug)]
pub(crate) struct Case {
    file: &'static str,
    input: String,
    today: CivilDay,
    words: String,
    /// The first byte of the expression; the cases hold no character of several bytes before it.
    start: u32,
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
    /// Of these, those where ours is the week, month or year of the expression, and the one given a part of it.
    pub(crate) by_habit: usize,
    /// Those resolved as given, of those that do not differ by habit.
    pub(crate) share: f64,
    /// Those resolved as given, of all.
    pub(crate) share_of_all: f64,
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
    let start = u32::try_from(result.get("Start")?.as_u64()?).ok()?;
    let (input, words) = (text(case, "Input")?, text(result, "Text")?);
    (!right.is_empty()).then_some(Case { file, input, today, words, start, right })
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
    let mut right = vec![(first, end), (first, CivilDay(end.0 - 1))];
    let whole = |text: String| Period::parse(&text).map(|period| (first, period.last));
    if let Some((year, month, 1)) = end.date() {
        right.extend(whole(format!("{year:04}-{month:02}")));
        right.extend((month == 1).then(|| whole(format!("{year:04}"))).flatten());
    }
    Some(right)
}

/// Scores the cases whose expression the news contains.
pub(crate) fn score(cases: &[Case], news: &[Line], annotator: &Annotator) -> Report {
    let counts = counts(cases, news);
    let mut report = Report { cases: cases.len(), ..Report::default() };
    let mut seen = HashSet::new();
    for case in cases {
        if !names_a_time(&case.words)
            || !seen.insert((&case.input, case.today))
            || counts.get(&shape(&case.words)).copied().unwrap_or(0) < COMMON
        {
            continue;
        }
        report.news += 1;
        report.case(case, annotator);
    }
    let percent = |of: usize| 100.0 * report.right as f64 / f64::max(of as f64, 1.0);
    (report.share, report.share_of_all) = (percent(report.news - report.by_habit), percent(report.news));
    report
}

impl Report {
    fn case(&mut self, case: &Case, annotator: &Annotator) {
        let published = Some(Published::of_day(case.today));
        let article = Article { paragraphs: vec![capitals(&case.input)], published, ..Article::default() };
        let annotated = annotator.annotate(article);
        let Some(paragraph) = annotated.paragraphs.get(1) else { return };
        let start = case.start;
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
            if differs_by_habit(&case.words) && case.right.iter().any(|right| first <= right.0 && right.1 <= last) {
                self.by_habit += 1;
                return;
            }
        }
        let ours: Vec<String> = inside.iter().map(|date| listed::date(&paragraph.text, date)).collect();
        let (today, right) =
            (case.today, case.right.first().map(|(first, last)| format!("{first}..{last}")).unwrap_or_default());
        self.errors.push(format!(
            "{}\t{}\t{today}\t{right}\t{}\t{}",
            case.words,
            case.file,
            ours.join("; "),
            case.input
        ));
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cases, news, right, by_habit, share, share_of_all, .. } = self;
        writeln!(f, "cases {cases}, of these in the news {news}, resolved as given {right}: {share_of_all:.2} %")?;
        writeln!(f, "without {by_habit} that differ by habit alone: {share:.2} %")
    }
}

/// Tells whether an expression names a time, alone or by its distance from the present, with a word beside its figures.
fn names_a_time(words: &str) -> bool {
    const LEADS: [&str; 19] = [
        "ago",
        "christmas",
        "coming",
        "current",
        "decade",
        "easter",
        "in",
        "last",
        "next",
        "past",
        "previous",
        "quarter",
        "thanksgiving",
        "this",
        "today",
        "tomorrow",
        "tonight",
        "upcoming",
        "yesterday",
    ];
    let shapes = shapes(words);
    let year = |shape: &String| shape == "####";
    let letters = shapes.iter().any(|shape| shape.chars().any(char::is_alphabetic));
    let named = shapes.iter().any(|shape| matches!(shape.as_str(), "MONTH" | "DAY") || LEADS.contains(&shape.as_str()));
    shapes.iter().all(year) || letters && (named || shapes.iter().any(year))
}

/// Tells whether an expression is one of `two years ago` and `in two years`, or a part of a year, month or week.
fn differs_by_habit(words: &str) -> bool {
    const PARTS: [&str; 12] =
        ["ago", "beginning", "early", "earlier", "end", "hence", "in", "late", "later", "mid", "middle", "start"];
    shapes(words).iter().any(|shape| PARTS.contains(&shape.as_str()))
}

/// Gives months, weekdays and holidays their capitals.
fn capitals(text: &str) -> String {
    const HOLIDAYS: [&str; 4] = ["christmas", "easter", "halloween", "thanksgiving"];
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    for found in word::words(text) {
        let range = found.span.range();
        let word = found.span.of(text);
        let name = matches!(sign(&word.to_lowercase()).as_str(), "MONTH" | "DAY") || HOLIDAYS.contains(&word);
        written.push_str(text.get(at..range.start).unwrap_or_default());
        let mut chars = word.chars();
        written.extend(chars.next().filter(|_| name).map(|first| first.to_ascii_uppercase()));
        written.push_str(if name { chars.as_str() } else { word });
        at = range.end;
    }
    written + text.get(at..).unwrap_or_default()
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
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const NUMBERS: [&str; 11] =
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    match word {
        _ if digits > 0 => {
            let figure = if digits < 3 { "##".to_owned() } else { "#".repeat(digits) };
            figure + word.get(digits..).unwrap_or_default()
        }
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
            {"Text": "this week", "Type": "daterange", "Start": 4, "Value": {"FutureResolution":
            {"startDate": "2016-11-07", "endDate": "2016-11-14"}}}]}]"#;
        let cases = cases("DateParser.json", json).expect("good JSON");
        let paragraphs = vec!["this week, this week and this week".to_owned()];
        let news = [Line { title: String::new(), lang: None, paragraphs }];
        let report = score(&cases, &news, &Annotator::default());
        assert_eq!((report.news, report.right), (1, 1));
    }
}
