//! Civil days and publication times. In: dates as people and feeds write them. Out: numbers that sort.
//! Knows nothing of dates inside running text, of relative days or of time zone names.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::{rfc2822, temporal};
use jiff::tz::Offset;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use crate::period::Period;

const EPOCH: Date = Date::constant(1970, 1, 1);
const SECONDS_A_DAY: i64 = 86_400;

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01; years -9999 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CivilDay(pub i64);

impl CivilDay {
    /// Gives the day of a calendar date, or nothing when there is no such date.
    pub fn from_date(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::of)
    }

    /// Gives year, month and day, or nothing outside the years -9999 to 9999.
    pub fn date(self) -> Option<(i16, i8, i8)> {
        self.to_jiff().map(|date| (date.year(), date.month(), date.day()))
    }

    /// Gives the year, or nothing outside the years -9999 to 9999.
    pub fn year(self) -> Option<i16> {
        self.to_jiff().map(Date::year)
    }

    fn of(date: Date) -> Self {
        Self(date.duration_since(EPOCH).as_hours() / 24)
    }

    fn to_jiff(self) -> Option<Date> {
        let days = jiff::Span::new().try_days(self.0).ok()?;
        EPOCH.checked_add(days).ok()
    }
}

impl fmt::Display for CivilDay {
    /// Writes `2025-03-17`; a day that no calendar date names is written as its number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_jiff() {
            Some(date) => date.fmt(f),
            None => write!(f, "day {}", self.0),
        }
    }
}

/// The error of reading a [`CivilDay`] from anything but `2025-03-17`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableDay {
    /// What was written.
    pub text: String,
}

impl fmt::Display for UnreadableDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a day\nhint: write year, month and day as in `2025-03-17`", self.text)
    }
}

impl std::error::Error for UnreadableDay {}

impl FromStr for CivilDay {
    type Err = UnreadableDay;

    /// Reads what [`CivilDay`] prints, and nothing else: no time, no missing zeros, no white space.
    fn from_str(text: &str) -> Result<Self, UnreadableDay> {
        let unreadable = || UnreadableDay { text: text.to_owned() };
        let day = text.parse::<Date>().map(Self::of).map_err(|_| unreadable())?;
        if day.to_string() == text { Ok(day) } else { Err(unreadable()) }
    }
}

/// When an article was published: the day on its own clock, and the instant where the source gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Published {
    /// The civil day at the source's own offset.
    pub day: CivilDay,
    /// Seconds since 1970-01-01T00:00:00Z, when a time of day was given.
    pub instant: Option<i64>,
    /// Minutes east of UTC, when an offset was given.
    pub offset_minutes: Option<i16>,
}

impl Published {
    /// Makes the publication time of an article of which only the day is known.
    pub fn of_day(day: CivilDay) -> Self {
        Self { day, instant: None, offset_minutes: None }
    }

    /// Reads a date of a feed or of a person: ISO 8601 in full or basic form, with or without a time, RFC 2822, or a day
    /// in the forms of [`Period::parse`], such as `17 March 2025`.
    ///
    /// A time without an offset names no instant, so only its day is kept. Fractions of a second are dropped.
    /// Gives nothing for anything else, a date that does not exist included.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::parse_iso(&with_iso_offset(text))
            .or_else(|| Self::parse_mail(text))
            .or_else(|| Period::parse(text).and_then(Period::day).map(Self::of_day))
    }

    fn parse_iso(text: &str) -> Option<Self> {
        let pieces = temporal::Pieces::parse(text).ok()?;
        match (pieces.time(), pieces.to_numeric_offset()) {
            (Some(time), Some(offset)) => Self::at(pieces.date(), time, offset),
            _ => Some(Self::of_day(CivilDay::of(pieces.date()))),
        }
    }

    fn parse_mail(text: &str) -> Option<Self> {
        // Feeds get the name of the weekday wrong often enough, and it adds nothing to the date.
        let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
        let zoned: Zoned = parser.parse_zoned(text).ok()?;
        Self::at(zoned.date(), zoned.time(), zoned.offset())
    }

    fn at(date: Date, time: Time, offset: Offset) -> Option<Self> {
        let instant = offset.to_timestamp(DateTime::from_parts(date, time)).ok()?;
        // Floor, not truncation, so that fractions before 1970 are dropped in the same direction.
        let instant = instant.as_nanosecond().div_euclid(1_000_000_000) as i64;
        let offset_minutes = (offset.seconds() / 60) as i16;
        let day = CivilDay(local_seconds(instant, offset_minutes).div_euclid(SECONDS_A_DAY));
        Some(Self { day, instant: Some(instant), offset_minutes: Some(offset_minutes) })
    }
}

impl fmt::Display for Published {
    /// Writes what [`Published::parse`] reads back: the day, or the time with its offset.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(instant) = self.instant else { return self.day.fmt(f) };
        let minutes = self.offset_minutes.unwrap_or(0);
        let Ok(local) = Timestamp::from_second(local_seconds(instant, minutes)) else { return self.day.fmt(f) };
        Offset::UTC.to_datetime(local).fmt(f)?;
        if minutes == 0 {
            return f.write_str("Z");
        }
        let sign = if minutes < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
    }
}

fn local_seconds(instant: i64, offset_minutes: i16) -> i64 {
    instant.saturating_add(i64::from(offset_minutes) * 60)
}

/// Joins an offset that stands after a space (`10:00:00 +0000`, `10:00 UTC`) to its time, as ISO wants it.
fn with_iso_offset(text: &str) -> String {
    match text.rsplit_once(' ') {
        Some((time, "UTC" | "GMT" | "Z")) => format!("{time}Z"),
        Some((time, offset)) if offset.starts_with(['+', '-']) => format!("{time}{offset}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads a publication time and prints it back; `-` stands for one that is not read.
    fn check(input: &str, expected: &str) {
        let printed = Published::parse(input).map_or_else(|| "-".to_owned(), |published| published.to_string());
        assert_eq!(printed, expected, "reading `{input}`");
    }

    #[test]
    fn publication_times_are_read() {
        check("2025-03-17", "2025-03-17");
        check("20250317", "2025-03-17");
        check("  2025-03-17\n", "2025-03-17");
        check("1600-02-29", "1600-02-29");
        check("2025-03-17T10:00:00Z", "2025-03-17T10:00:00Z");
        check("2025-03-17T10:00:00.999Z", "2025-03-17T10:00:00Z");
        check("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59Z");
        check("2025-03-17T10:00Z", "2025-03-17T10:00:00Z");
        check("2025-03-17 10:00:00Z", "2025-03-17T10:00:00Z");
        check("2025-03-17T01:30:00+02:00", "2025-03-17T01:30:00+02:00");
        check("2025-03-17T23:30:00-0330", "2025-03-17T23:30:00-03:30");
        check("2025-03-17T10:00:00+00:00", "2025-03-17T10:00:00Z");
        check("2025-03-17 10:00:00 +0530", "2025-03-17T10:00:00+05:30");
        check("2025-03-17 10:00 UTC", "2025-03-17T10:00:00Z");
        check("1605-11-05T12:00:00Z", "1605-11-05T12:00:00Z");
        check("20250317T100000Z", "2025-03-17T10:00:00Z");
        check("20250317T100000+0200", "2025-03-17T10:00:00+02:00");
        check("2025-03-17T10:00:00", "2025-03-17");
        check("2025-03-17 10:00", "2025-03-17");
        check("Mon, 17 Mar 2025 10:00:00 GMT", "2025-03-17T10:00:00Z");
        check("Mon, 17 Mar 2025 23:30:00 -0500", "2025-03-17T23:30:00-05:00");
        check("Tue, 17 Mar 2025 10:00:00 GMT", "2025-03-17T10:00:00Z");
        check("21 March 2025", "2025-03-21");
        check("March 21, 2025", "2025-03-21");
        check("21.03.2025", "2025-03-21");
        check("17 Mar 2025 10:00 EST", "2025-03-17T10:00:00-05:00");
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        check("", "-");
        check("yesterday", "-");
        check("2025-02-30", "-");
        check("2025-13-01", "-");
        check("17/03/2025", "-");
        check("2025", "-");
        check("March 2025", "-");
        check("2025-03-17T25:00:00Z", "-");
    }

    #[test]
    fn the_instant_does_not_depend_on_how_the_offset_is_written() {
        let instants = ["2025-03-17T01:30:00+02:00", "2025-03-16T23:30:00Z", "Sun, 16 Mar 2025 18:30:00 -0500"]
            .map(|text| Published::parse(text).and_then(|published| published.instant));
        assert_eq!(instants, [Some(1_742_167_800); 3]);
    }

    #[test]
    fn the_day_is_that_of_the_source() {
        let day = |text| Published::parse(text).map(|published| published.day);
        assert_eq!(day("2025-03-17T01:30:00+02:00"), CivilDay::from_date(2025, 3, 17));
        assert_eq!(day("2025-03-16T23:30:00Z"), CivilDay::from_date(2025, 3, 16));
    }

    #[test]
    fn days_are_read_strictly() {
        for text in ["2025-03-17", "1600-01-01", "0001-01-01", "-000044-03-15"] {
            assert_eq!(text.parse::<CivilDay>().map(|day| day.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "2025-3-17", "20250317", "2025-03-17 ", "2025-03-17T00:00:00", "2025-02-29"] {
            assert_eq!(text.parse::<CivilDay>(), Err(UnreadableDay { text: text.to_owned() }));
        }
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(CivilDay::from_date(1970, 1, 1), Some(CivilDay(0)));
        assert_eq!(CivilDay::from_date(1969, 12, 31), Some(CivilDay(-1)));
        assert_eq!(CivilDay::from_date(2025, 3, 17), Some(CivilDay(20_164)));
        assert_eq!(CivilDay::from_date(1900, 2, 29), None);
        assert_eq!(CivilDay(20_164).year(), Some(2025));
        assert_eq!(CivilDay(i64::MAX).date(), None);
        assert_eq!(CivilDay(10_000_000).to_string(), "day 10000000");
    }

    proptest! {
        #[test]
        fn a_printed_day_reads_back(number in -4_371_587_i64..=2_932_896) {
            let day = CivilDay(number);
            prop_assert_eq!(day.to_string().parse(), Ok(day));
            let parts = day.date();
            prop_assert_eq!(parts.and_then(|(year, month, day)| CivilDay::from_date(year, month, day)), Some(day));
        }

        #[test]
        fn a_printed_time_reads_back(instant in -60_000_000_000_i64..=250_000_000_000, offset in -1_439_i16..=1_439) {
            let day = CivilDay(local_seconds(instant, offset).div_euclid(SECONDS_A_DAY));
            let published = Published { day, instant: Some(instant), offset_minutes: Some(offset) };
            prop_assert_eq!(Published::parse(&published.to_string()), Some(published));
        }

        #[test]
        fn parsing_never_panics(text in "[0-9TZ: +,./A-z-]{0,40}|\\PC*") {
            let _ = Published::parse(&text);
        }
    }
}
