//! Stretches of civil days. In: years, months and days, and how far to move. Out: the first and the last day, or nothing
//! outside the years that the calendar holds. Knows nothing of words. Weeks run from Monday to Sunday.

use crate::day::CivilDay;
use crate::period::Period;

pub(super) use crate::period::weekday;

/// The first and the last day of a stretch.
pub(super) type Days = (CivilDay, CivilDay);

/// Tells whether a year is one that texts tell of: a date of any other is more often misread than meant.
pub(super) fn is_known(year: i64) -> bool {
    (1000..=2999).contains(&year)
}

/// Tells whether a stretch lies in the years that texts tell of.
pub(super) fn are_known((first, last): Days) -> bool {
    [first, last].into_iter().all(|day| parts(day).is_some_and(|(year, ..)| is_known(year)))
}

/// Gives one day as a stretch.
pub(super) fn one(day: CivilDay) -> Days {
    (day, day)
}

/// Moves a day.
pub(super) fn plus(day: CivilDay, days: i64) -> Option<CivilDay> {
    let moved = CivilDay(day.0.checked_add(days)?);
    moved.date().map(|_| moved)
}

/// Gives a day of the calendar.
pub(super) fn date(year: i64, month: i64, day: i64) -> Option<CivilDay> {
    CivilDay::from_date(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// Gives year, month and day.
pub(super) fn parts(day: CivilDay) -> Option<(i64, i64, i64)> {
    day.date().map(|(year, month, day)| (i64::from(year), i64::from(month), i64::from(day)))
}

/// Gives the days from the first of a month on, so many months; a month may lie outside 1 to 12.
pub(super) fn months(year: i64, month: i64, count: i64) -> Option<Days> {
    let start = |month: i64| date(year.checked_add((month - 1).div_euclid(12))?, (month - 1).rem_euclid(12) + 1, 1);
    let last = start(month.checked_add(count)? - 1)?;
    Some((start(month)?, Period::month_of(last)?.last))
}

/// Gives a year, or so many of them.
pub(super) fn years(year: i64, count: i64) -> Option<Days> {
    months(year, 1, count.checked_mul(12)?)
}

/// Gives the week of a day, moved by so many weeks.
pub(super) fn week(day: CivilDay, shift: i64) -> Option<Days> {
    let week = Period::week_of(plus(day, shift.checked_mul(7)?)?)?;
    Some((week.first, week.last))
}

/// Gives Saturday and Sunday of the week of a day, moved by so many weeks.
pub(super) fn weekend(day: CivilDay, shift: i64) -> Option<Days> {
    let (monday, _) = week(day, shift)?;
    Some((plus(monday, 5)?, plus(monday, 6)?))
}

/// Gives the same day of the month so many months later, or the last one of a shorter month.
pub(super) fn months_later(day: CivilDay, count: i64) -> Option<CivilDay> {
    let (year, month, number) = parts(day)?;
    let (first, last) = months(year, month.checked_add(count)?, 1)?;
    Some(plus(first, number - 1)?.min(last))
}

/// Gives the `number`th weekday of a month, counted from its end where the number is 0.
pub(super) fn nth_weekday(year: i64, month: i64, number: i64, of: i64) -> Option<CivilDay> {
    let (first, last) = months(year, month, 1)?;
    match number {
        0 => plus(last, -(weekday(last) - of).rem_euclid(7)),
        _ => plus(first, (of - weekday(first)).rem_euclid(7) + 7 * (number - 1)),
    }
}

/// Gives Easter Sunday of the western churches.
pub(super) fn easter(year: i64) -> Option<CivilDay> {
    let (golden, century) = (year.rem_euclid(19), year.div_euclid(100));
    let solar = century - century / 4 - (8 * century + 13) / 25;
    let epact = (solar + 19 * golden + 15).rem_euclid(30);
    let moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
    let sunday = moon - (year + year / 4 + moon + 2 - century + century / 4).rem_euclid(7);
    let month = 3 + (sunday + 40) / 44;
    date(year, month, sunday + 28 - 31 * (month / 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(days: Option<Days>, expected: &str) {
        let printed = days.map_or_else(|| "-".to_owned(), |(first, last)| format!("{first} {last}"));
        assert_eq!(printed, expected);
    }

    #[test]
    fn stretches() {
        let Some(monday) = date(2025, 3, 17) else { panic!("no such day") };
        assert_eq!(weekday(monday), 1);
        check(week(monday, 0), "2025-03-17 2025-03-23");
        check(week(monday, -1), "2025-03-10 2025-03-16");
        check(weekend(monday, -1), "2025-03-15 2025-03-16");
        check(months(2025, 0, 1), "2024-12-01 2024-12-31");
        check(months(2024, 12, 3), "2024-12-01 2025-02-28");
        check(months(2024, 14, 1), "2025-02-01 2025-02-28");
        check(years(9999, 1), "9999-01-01 9999-12-31");
        check(years(10_000, 1), "-");
        check(years(i64::MAX, i64::MAX), "-");
        check(week(CivilDay(2_932_896), 1), "-");
        check(months_later(CivilDay(19_753), 1).map(one), "2024-02-29 2024-02-29");
        check(nth_weekday(2024, 11, 4, 4).map(one), "2024-11-28 2024-11-28");
        check(nth_weekday(2024, 5, 0, 1).map(one), "2024-05-27 2024-05-27");
        check(easter(2024).map(one), "2024-03-31 2024-03-31");
        check(easter(2025).map(one), "2025-04-20 2025-04-20");
        check(easter(1998).map(one), "1998-04-12 1998-04-12");
        check(easter(2000).map(one), "2000-04-23 2000-04-23");
    }
}
