//! Which of many days or months of a name is meant. In: the day of publication, a name, and what words and tense say.
//! Out: days.

use crate::day::CivilDay;

use super::calendar::{self, Days};
use super::holiday as holidays;
use super::sense::Which;
use super::tense::Tense;

/// Within so many days the nearest date is meant whatever the tense: `was due on 6 November`.
const NEAR: i64 = 120;

/// A quarter that ended so many days ago is still the one that is told of.
const RECENT: i64 = 100;
/// A month so many days away is no longer the one meant, where another one is nearer.
const FAR: i64 = 240;

/// Chooses a day of the week: in the past the last one, today included, ahead the next one, today included.
pub(super) fn weekday(today: CivilDay, day: i64, which: Which, tense: Tense) -> Option<CivilDay> {
    let ahead = (day - calendar::weekday(today)).rem_euclid(7);
    let back = (calendar::weekday(today) - day).rem_euclid(7);
    match which {
        Which::Any => None,
        Which::Last => calendar::plus(today, if back == 0 { -7 } else { -back }),
        Which::This if tense == Tense::Past => calendar::plus(today, -back),
        Which::This => calendar::plus(today, ahead),
        Which::Next => calendar::plus(calendar::week(today, 1)?.0, day - 1),
        Which::WeekOn => calendar::plus(today, ahead + 7),
        _ if tense == Tense::Future => calendar::plus(today, ahead),
        _ => calendar::plus(today, -back),
    }
}

/// Chooses the year of a day, or of two days, of a month.
pub(super) fn month_days(today: CivilDay, month: i64, days: (i64, i64), which: Which, tense: Tense) -> Option<Days> {
    let year = year_of(today)?;
    let last = move |year: i64| calendar::date(year, month, days.1);
    // The 29th of February is not in every year.
    let day = match which {
        Which::YearShift(by) => calendar::date(year + by, month, days.0),
        Which::Year(year) => calendar::date(year, month, days.0),
        _ => choose(today, which, tense, |year| calendar::date(year, month, days.0)),
    }?;
    Some((day, last(year_of(day)?)?))
}

/// Chooses the month in which a day falls on a day of the week: the nearest in the direction that the tense tells.
pub(super) fn weekday_day(today: CivilDay, (of, day): (i64, i64), tense: Tense) -> Option<CivilDay> {
    /// In so many months each day of a month falls on each day of the week, but for the last ones.
    const MONTHS: i64 = 18;
    let (year, month, _) = calendar::parts(today)?;
    let step = if tense == Tense::Future { 1 } else { -1 };
    let days = (0..=MONTHS).filter_map(|by| {
        let (first, last) = calendar::months(year, month + step * by, 1)?;
        calendar::plus(first, day - 1).filter(|day| *day <= last && calendar::weekday(*day) == of)
    });
    days.into_iter().find(|day| if step > 0 { *day >= today } else { *day <= today })
}

/// Chooses the month of a day: this one, or where the tense says otherwise the one before or after it.
pub(super) fn day_of_month(today: CivilDay, day: i64, tense: Tense) -> Option<CivilDay> {
    let (year, month, _) = calendar::parts(today)?;
    let of = |by: i64| {
        let (first, last) = calendar::months(year, month + by, 1)?;
        calendar::plus(first, day - 1).filter(|day| *day <= last)
    };
    let past = of(0).filter(|day| *day <= today).or_else(|| of(-1));
    let ahead = of(0).filter(|day| *day >= today).or_else(|| of(1));
    if tense == Tense::Future { ahead } else { past }
}

/// Chooses the year of a holiday.
pub(super) fn holiday(today: CivilDay, place: usize, which: Which, tense: Tense) -> Option<CivilDay> {
    choose(today, which, tense, |year| holidays::day(place, year))
}

/// Chooses the year of some months: the first of them and how many.
pub(super) fn months(today: CivilDay, (first, count): (i64, i64), which: Which, tense: Tense) -> Option<Days> {
    let year = year_of(today)?;
    let stretch = |year: i64| calendar::months(year, first, count);
    let around = (year - 1..=year + 1).filter_map(stretch);
    let mut around = around.collect::<Vec<Days>>().into_iter();
    match which {
        Which::YearShift(by) => stretch(year + by),
        Which::Year(year) => stretch(year),
        Which::This => around.clone().find(|days| days.0 <= today && today <= days.1).or_else(|| stretch(year)),
        Which::Last => around.rfind(|days| days.1 < today),
        Which::Next => around.find(|days| days.0 > today),
        Which::Ahead => around.find(|days| days.1 >= today),
        _ => {
            let past = around.clone().rfind(|days| days.0 <= today);
            let ahead = around.find(|days| days.1 >= today);
            by_tense(today, (past, ahead), tense, count)
        }
    }
}

/// Takes what the tense asks for; but companies tell of the quarter that has just ended in every tense, and what lies most
/// of a year away gives way to what is near.
fn by_tense(today: CivilDay, (past, ahead): (Option<Days>, Option<Days>), tense: Tense, count: i64) -> Option<Days> {
    let away = |days: Option<Days>| days.map_or(i64::MAX, |days| distance(days, today));
    let recent = count > 1 && away(past) <= RECENT;
    match tense {
        Tense::Future if !recent && (away(ahead) <= FAR || away(ahead) <= away(past)) => ahead,
        Tense::Past if away(past) <= FAR || away(past) <= away(ahead) => past,
        _ if recent || away(past) <= away(ahead) => past,
        _ => ahead,
    }
}

fn distance((first, last): Days, today: CivilDay) -> i64 {
    i64::max(first.0 - today.0, today.0 - last.0).max(0)
}

fn year_of(day: CivilDay) -> Option<i64> {
    calendar::parts(day).map(|(year, ..)| year)
}

/// Chooses among last year, this one and the next: the nearest day, or where that is far the one that the tense asks for.
fn choose(today: CivilDay, which: Which, tense: Tense, day: impl Fn(i64) -> Option<CivilDay>) -> Option<CivilDay> {
    let year = year_of(today)?;
    let days: Vec<CivilDay> = (year - 1..=year + 1).filter_map(day).collect();
    let nearest = days.iter().copied().min_by_key(|day| (day.0 - today.0).abs());
    let past = days.iter().copied().rfind(|day| *day <= today);
    let ahead = days.iter().copied().find(|day| *day >= today);
    match (which, tense) {
        (Which::Any, _) => None,
        (Which::Last, _) => days.iter().copied().rfind(|day| *day < today),
        (Which::Next, _) => days.iter().copied().find(|day| *day > today),
        _ if nearest.is_some_and(|day| (day.0 - today.0).abs() <= NEAR) => nearest,
        (_, Tense::Past) => past.or(nearest),
        (_, Tense::Future) => ahead.or(nearest),
        _ => nearest,
    }
}
