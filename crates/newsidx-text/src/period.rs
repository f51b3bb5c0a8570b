//! Years, months and days as people write them. In: text. Out: the days it covers. Knows nothing of times of day, of
//! relative days, or of dates inside running text.

use crate::day::CivilDay;

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

/// Longer text is no date.
const LONGEST: usize = 40;

/// The days from the first to the last of a year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: CivilDay,
    /// The last day, the first one where a day was written.
    pub last: CivilDay,
}

impl Period {
    /// Reads `2025`, `2025-03`, `2025-03-17`, `2025/03/17`, `20250317`, `17.03.2025`, `17 March 2025`, `March 17, 2025` or
    /// `March 2025`; months may be cut to three letters or more.
    ///
    /// The order of `17/03/2025` differs between countries, so it is not read.
    ///
    /// # Examples
    /// ```
    /// use newsidx_text::{CivilDay, Period};
    ///
    /// let march = Period::parse("March 2025");
    /// assert_eq!(march.map(|period| period.last), CivilDay::from_date(2025, 3, 31));
    /// assert_eq!(Period::parse("17 March 2025").and_then(Period::day), CivilDay::from_date(2025, 3, 17));
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        if text.starts_with(['-', '+']) {
            return text.parse().ok().map(|day| Self { first: day, last: day });
        }
        iso(text, '-').or_else(|| iso(text, '/')).or_else(|| dotted(text)).or_else(|| named(text))
    }

    /// Gives the week of a day, from Monday to Sunday, cut where the calendar ends; none for a day outside the calendar.
    ///
    /// # Examples
    /// ```
    /// use newsidx_text::{CivilDay, Period};
    ///
    /// let monday = CivilDay::from_date(2025, 3, 17).and_then(Period::week_of);
    /// assert_eq!(monday.map(|week| week.last), CivilDay::from_date(2025, 3, 23));
    /// ```
    pub fn week_of(day: CivilDay) -> Option<Self> {
        day.date()?;
        let monday = day.0 - (weekday(day) - 1);
        let held = |number: &i64| CivilDay(*number).date().is_some();
        let days = monday..monday + 7;
        Some(Self { first: CivilDay(days.clone().find(held)?), last: CivilDay(days.rev().find(held)?) })
    }

    /// Gives the month of a day; none for a day outside the calendar.
    pub fn month_of(day: CivilDay) -> Option<Self> {
        let (year, month, _) = day.date()?;
        let last = (28..=31).rev().find_map(|last| CivilDay::from_date(year, month, last))?;
        Some(Self { first: CivilDay::from_date(year, month, 1)?, last })
    }

    /// Gives the year of a day; none for a day outside the calendar.
    pub fn year_of(day: CivilDay) -> Option<Self> {
        let (year, ..) = day.date()?;
        Some(Self { first: CivilDay::from_date(year, 1, 1)?, last: CivilDay::from_date(year, 12, 31)? })
    }

    /// Gives the day, where it covers one alone.
    pub fn day(self) -> Option<CivilDay> {
        (self.first == self.last).then_some(self.first)
    }
}

/// Reads `2024`, `2024-06` and `2024-06-17`, and eight digits.
fn iso(value: &str, separator: char) -> Option<Period> {
    if let (8, Some((year, rest))) = (value.len(), value.split_at_checked(4)) {
        let (month, day) = rest.split_at_checked(2)?;
        if value.bytes().all(|byte| byte.is_ascii_digit()) {
            return covered(four_digits(year)?, Some(number(month)?), Some(number(day)?));
        }
    }
    let parts: Vec<&str> = value.split(separator).collect();
    match parts.as_slice() {
        [year] => covered(four_digits(year)?, None, None),
        [year, month] => covered(four_digits(year)?, Some(number(month)?), None),
        [year, month, day] => covered(four_digits(year)?, Some(number(month)?), Some(number(day)?)),
        _ => None,
    }
}

/// Reads `17.06.2024`; the order of `17/06/2024` differs between countries, so it is not read.
fn dotted(value: &str) -> Option<Period> {
    let (day, rest) = value.split_once('.')?;
    let (month, year) = rest.split_once('.')?;
    covered(four_digits(year.trim())?, Some(number(month.trim())?), Some(number(day.trim())?))
}

/// Reads `17 June 2024`, `June 17, 2024` and `June 2024`.
fn named(value: &str) -> Option<Period> {
    let parts: Vec<&str> = value.split([' ', ',', '-', '.', '\u{A0}']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [month, year] => covered(four_digits(year)?, Some(month_named(month)?), None),
        [first, second, year] => {
            let (day, month) = if number(first).is_some() { (first, second) } else { (second, first) };
            covered(four_digits(year)?, Some(month_named(month)?), Some(number(day)?))
        }
        _ => None,
    }
}

fn covered(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Period> {
    let first = CivilDay::from_date(year, month.unwrap_or(1), day.unwrap_or(1))?;
    match (month, day) {
        (_, Some(_)) => Some(Period { first, last: first }),
        (Some(_), None) => Period::month_of(first),
        (None, None) => Period::year_of(first),
    }
}

/// Gives the day of the week: 1 for Monday to 7.
pub(crate) fn weekday(day: CivilDay) -> i64 {
    // 1970-01-01 was a Thursday.
    (day.0 + 3).rem_euclid(7) + 1
}

/// Years have four digits: `24` could be a day.
fn four_digits(text: &str) -> Option<i16> {
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn number(text: &str) -> Option<i8> {
    let digits = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Takes the English name of a month, or at least its first three letters.
fn month_named(text: &str) -> Option<i8> {
    let name = text.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = Period::parse(text).map_or_else(
            || "-".to_owned(),
            |found| match found.day() {
                Some(day) => day.to_string(),
                None => format!("{} to {}", found.first, found.last),
            },
        );
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn stretches_around_a_day() {
        let of = |around: fn(CivilDay) -> Option<Period>, day: &str| {
            let found = Period::parse(day).and_then(Period::day).and_then(around);
            found.map(|found| format!("{} {}", found.first, found.last)).unwrap_or_default()
        };
        assert_eq!(of(Period::week_of, "2025-03-17"), "2025-03-17 2025-03-23");
        assert_eq!(of(Period::week_of, "2025-03-16"), "2025-03-10 2025-03-16");
        assert_eq!(of(Period::week_of, "9999-12-31"), "9999-12-27 9999-12-31");
        assert_eq!(of(Period::month_of, "2024-02-05"), "2024-02-01 2024-02-29");
        assert_eq!(of(Period::month_of, "9999-12-05"), "9999-12-01 9999-12-31");
        assert_eq!(of(Period::year_of, "9999-12-05"), "9999-01-01 9999-12-31");
        for around in [Period::week_of, Period::month_of, Period::year_of] {
            assert_eq!(around(CivilDay(i64::MAX)), None);
        }
    }

    #[test]
    fn what_people_write() {
        check("2025", "2025-01-01 to 2025-12-31");
        check("2024-02", "2024-02-01 to 2024-02-29");
        check("2025/03/17", "2025-03-17");
        check("17.3.2025", "2025-03-17");
        check("21 March 2025", "2025-03-21");
        check("March 21, 2025", "2025-03-21");
        check("Sept 2025", "2025-09-01 to 2025-09-30");
        check("17/03/2025", "-");
        check("17 March", "-");
        check("31 June 2025", "-");
        check("\u{e9}\u{e9}\u{e9}\u{e9}", "-");
    }
}
