//! The days that an expression means. In: what it says, the tense around it, the day of publication and the date named
//! last. Out: days, grain and the rule that found them; no days where there is nothing to count from.

use crate::day::CivilDay;

use super::Grain;
use super::calendar::{self, Days};
use super::choose;
use super::sense::{Sense, Unit, Which};
use super::tense::Tense;

/// The rule of a quarter that another one is compared with.
pub(super) const AGO_QUARTER: &str = "ago-quarter";

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Present {
    /// The day of publication.
    pub(super) today: Option<CivilDay>,
    /// The stretch named last in the article.
    pub(super) latest: Option<(Days, Grain)>,
    /// Whether that is the day of a speech.
    pub(super) spoken: bool,
}

/// What an expression means.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    pub(super) days: Option<Days>,
    pub(super) grain: Grain,
    pub(super) rule: &'static str,
}

/// Resolves what an expression says.
pub(super) fn resolve(sense: Sense, tense: Tense, present: Present) -> Meaning {
    let today = present.today;
    let meaning = |grain, rule, days| Meaning { days, grain, rule };
    match sense {
        Sense::Fixed(days, grain, rule) => meaning(grain, rule, Some(days)),
        Sense::Never(grain, rule) => meaning(grain, rule, None),
        Sense::Weekday(day, which) => {
            let rule = weekday_rule(which, tense);
            meaning(
                Grain::Day,
                rule,
                today.and_then(|today| choose::weekday(today, day, which, tense)).map(calendar::one),
            )
        }
        Sense::Following(day) => following(day, tense, present),
        Sense::MonthDay { month, day, last, which } => {
            let grain = if day == last { Grain::Day } else { Grain::Span };
            meaning(
                grain,
                "month-day",
                today.and_then(|today| choose::month_days(today, month, (day, last), which, tense)),
            )
        }
        Sense::WeekOf(month, day) => {
            let days = today.and_then(|today| choose::month_days(today, month, (day, day), Which::Tense, tense));
            meaning(Grain::Week, "week-of", days.and_then(|days| calendar::week(days.0, 0)))
        }
        Sense::DayOfMonth(day) => {
            let days = today.and_then(|today| choose::day_of_month(today, day, tense)).map(calendar::one);
            meaning(Grain::Day, "day-of-month", days)
        }
        Sense::WeekdayDay(weekday, day) => {
            let days = today.and_then(|today| choose::weekday_day(today, (weekday, day), tense)).map(calendar::one);
            meaning(Grain::Day, "day-of-month", days)
        }
        Sense::In(unit, count) => ago(unit, -count, present),
        Sense::Month(month, which) => {
            meaning(Grain::Month, "month", today.and_then(|today| choose::months(today, (month, 1), which, tense)))
        }
        Sense::Quarter(number, which) => {
            meaning(Grain::Quarter, "quarter", part(present, (number * 3 - 2, 3), which, tense))
        }
        Sense::Half(number, which) => {
            meaning(Grain::Span, "half-year", part(present, (number * 6 - 5, 6), which, tense))
        }
        Sense::Season(first, which) => meaning(Grain::Span, "season", part(present, (first, 3), which, tense)),
        Sense::Holiday(place, which) => {
            let days = today.and_then(|today| choose::holiday(today, place, which, tense));
            meaning(Grain::Day, "holiday", days.map(calendar::one))
        }
        Sense::Relative(by) => {
            let day = today.and_then(|today| calendar::plus(today, by));
            meaning(Grain::Day, "relative-day", day.map(calendar::one))
        }
        Sense::Overnight => {
            let days = today.and_then(|today| Some((calendar::plus(today, -1)?, today)));
            meaning(Grain::Time, "overnight", days)
        }
        Sense::Vague(value) => meaning(Grain::Vague, vague_rule(value), None),
        Sense::Shifted(unit, by) => from_day(unit, by, today, "shifted"),
        Sense::Ago(unit, count) => ago(unit, count, present),
        Sense::Current(unit) => current(unit, tense, present),
        Sense::Coming(unit) => coming(unit, today),
        Sense::Before(unit, count) => before(unit, count, tense, present),
        Sense::That(unit) => from_named(unit, 0, present, "that-named"),
        Sense::NthWeek { number, month, which } => {
            let whole = month.map_or((1, 12), |month| (month, 1));
            meaning(Grain::Week, "week-of", part(present, whole, which, tense).and_then(|days| nth_week(days, number)))
        }
        Sense::PartOf(year) => part_of(year, present),
        Sense::Past(unit, count) => match told_from(count, tense, present) {
            Some(days) => Meaning { days: forward(unit, count, days.0), grain: Grain::Span, rule: "from-named" },
            None => stretch(unit, count, today),
        },
    }
}

/// Resolves the two ends of a stretch; the second one follows the first, in the same year where it can.
pub(super) fn between(first: Sense, until: Sense, tense: Tense, present: Present) -> Meaning {
    // `March to May 2021` tells the year of both at its end.
    let told = match until {
        Sense::Fixed(to, ..) => calendar::parts(to.0).map(|(year, ..)| year),
        _ => None,
    };
    let of = |year: i64| resolve(in_year(first, year), tense, present).days.filter(|from| told_after(until, *from));
    let from = match told {
        Some(year) => of(year).or_else(|| of(year - 1)),
        None => resolve(first, tense, present).days,
    };
    let until = |from: Option<Days>| until_end(from?, until, tense, present);
    // What will be from August to October may have begun.
    let begun = (tense == Tense::Future && told.is_none())
        .then(|| until(resolve(first, Tense::Past, present).days))
        .flatten()
        .filter(|days| present.today.is_some_and(|today| today <= days.1));
    Meaning { days: begun.or_else(|| until(from)), grain: Grain::Span, rule: "range" }
}

/// Gives the days from a stretch to the next end of a name.
fn until_end(from: Days, until: Sense, tense: Tense, present: Present) -> Option<Days> {
    let year = calendar::parts(from.0)?.0;
    let of = |year: i64| resolve(in_year(until, year), tense, present).days;
    let to = of(year).filter(|to| to.1 >= from.0).or_else(|| of(year + 1))?;
    (to.1 >= from.0).then_some((from.0, to.1))
}

fn told_after(until: Sense, from: Days) -> bool {
    matches!(until, Sense::Fixed(to, ..) if from.0 <= to.1)
}

/// Names the year of a month or a day that has none.
fn in_year(sense: Sense, year: i64) -> Sense {
    let which = Which::Year(year);
    match sense {
        Sense::Month(month, _) => Sense::Month(month, which),
        Sense::MonthDay { month, day, last, .. } => Sense::MonthDay { month, day, last, which },
        other => other,
    }
}

fn weekday_rule(which: Which, tense: Tense) -> &'static str {
    match (which, tense) {
        (Which::Any, _) => "weekday-any",
        (Which::Last, _) => "weekday-last",
        (Which::Next, _) => "weekday-next",
        (Which::WeekOn, _) => "weekday-future",
        (Which::This, _) => "weekday-this",
        (_, Tense::Past) => "weekday-past",
        (_, Tense::Future) => "weekday-future",
        (_, Tense::Unknown) => "weekday-assumed",
    }
}

fn vague_rule(value: i64) -> &'static str {
    match value {
        0 => "vague-present",
        1.. => "vague-future",
        _ => "vague-past",
    }
}

/// Resolves a part of a year: its first month and how many it has.
fn part(present: Present, months: (i64, i64), which: Which, tense: Tense) -> Option<Days> {
    match (which, present.today) {
        (Which::Year(year), _) => calendar::months(year, months.0, months.1),
        (_, Some(today)) => choose::months(today, months, which, tense),
        _ => None,
    }
}

/// Gives the stretch of a unit that holds a day, moved by so many units.
fn from_day(unit: Unit, by: i64, day: Option<CivilDay>, rule: &'static str) -> Meaning {
    let grain = unit.grain();
    Meaning { days: day.and_then(|day| around(unit, by, day)), grain, rule }
}

/// Gives the stretch of a unit that holds what was named last, moved by so many units; none where that is longer: no day
/// is told by `that day` after `in March 1984`.
fn from_named(unit: Unit, by: i64, present: Present, rule: &'static str) -> Meaning {
    let holds = |days: &Days| around(unit, 0, days.0).is_some_and(|unit| days.1 <= unit.1);
    let named = present.latest.map(|(days, _)| days).filter(holds);
    from_day(unit, by, named.map(|days| days.0), rule)
}

fn around(unit: Unit, by: i64, day: CivilDay) -> Option<Days> {
    let (year, month, _) = calendar::parts(day)?;
    match unit {
        Unit::Day => calendar::plus(day, by).map(calendar::one),
        Unit::Week => calendar::week(day, by),
        Unit::Weekend => calendar::weekend(day, by),
        Unit::Fortnight => Some((calendar::week(day, by.checked_mul(2)?)?.0, calendar::week(day, by * 2 + 1)?.1)),
        Unit::Month => calendar::months(year, month.checked_add(by)?, 1),
        Unit::Quarter | Unit::Period => calendar::months(year, month - (month - 1) % 3 + by.checked_mul(3)?, 3),
        Unit::Half => calendar::months(year, month - (month - 1) % 6 + by.checked_mul(6)?, 6),
        Unit::Year => calendar::years(year.checked_add(by)?, 1),
        Unit::Decade => calendar::years(year - year.rem_euclid(10) + by.checked_mul(10)?, 10),
        Unit::Century => calendar::years(year - year.rem_euclid(100) + by.checked_mul(100)?, 100),
    }
}

/// Resolves `two years ago`; a decade ago is a year, ten years back.
fn ago(unit: Unit, count: i64, present: Present) -> Meaning {
    if unit == Unit::Year
        && count == 1
        && let Some((days, Grain::Quarter)) = present.latest
    {
        return Meaning { days: year_before(days, 1), grain: Grain::Quarter, rule: AGO_QUARTER };
    }
    let (unit, count) = match unit {
        Unit::Decade => (Unit::Year, count.saturating_mul(10)),
        Unit::Century => (Unit::Year, count.saturating_mul(100)),
        Unit::Fortnight => (Unit::Week, count.saturating_mul(2)),
        other => (other, count),
    };
    from_day(unit, -count, present.today, "ago")
}

/// Moves a stretch of whole months by years.
fn year_before((first, last): Days, years: i64) -> Option<Days> {
    let (year, month, _) = calendar::parts(first)?;
    let (until, end, _) = calendar::parts(last)?;
    calendar::months(year.checked_sub(years)?, month, (until - year) * 12 + end - month + 1)
}

/// Resolves `the weekend` and `the quarter`.
fn current(unit: Unit, tense: Tense, present: Present) -> Meaning {
    let rule = "current";
    if matches!(unit, Unit::Quarter | Unit::Period)
        && let Some((days, named)) = present.latest
        && named == Grain::Quarter
    {
        return Meaning { days: Some(days), grain: Grain::Quarter, rule: "that-named" };
    }
    let inside = present.today.is_some_and(|today| calendar::weekday(today) >= 6);
    let by = match unit {
        Unit::Weekend => -i64::from(tense != Tense::Future && !inside),
        Unit::Quarter | Unit::Period => -i64::from(tense != Tense::Future),
        _ => 0,
    };
    let unit = if unit == Unit::Period { Unit::Quarter } else { unit };
    from_day(unit, by, present.today, rule)
}

/// Resolves `the coming week`: the first one that does not begin before the day of publication.
fn coming(unit: Unit, today: Option<CivilDay>) -> Meaning {
    let days = today.and_then(|today| {
        let this = around(unit, 0, today)?;
        if this.0 >= today { Some(this) } else { around(unit, 1, today) }
    });
    Meaning { days, grain: unit.grain(), rule: "coming" }
}

/// Resolves `a year earlier` and `the next day` from what was named last, else from the day of publication.
fn before(unit: Unit, count: i64, tense: Tense, present: Present) -> Meaning {
    let rule = "from-named";
    match present.latest {
        Some((days, named)) if unit == Unit::Year && matches!(named, Grain::Quarter | Grain::Month) => {
            Meaning { days: year_before(days, count), grain: named, rule }
        }
        Some(_) => from_named(unit, -count, present, rule),
        // What was the next day is not the one after the publication.
        None if count < 0 && tense == Tense::Past => Meaning { days: None, grain: unit.grain(), rule },
        None => from_day(unit, -count, present.today, rule),
    }
}

/// Gives the date that `the next 30 years` go on from in a tale of the past: one named before that lies a year back.
fn told_from(count: i64, tense: Tense, present: Present) -> Option<Days> {
    const YEAR: i64 = 366;
    let today = present.today.filter(|_| count < 0 && tense == Tense::Past)?;
    present.latest.map(|(days, _)| days).filter(|days| days.1.0 < today.0 - YEAR)
}

/// Resolves `the 1988 quarter`: the one named last, of that year; the whole year where none was named.
fn part_of(year: i64, present: Present) -> Meaning {
    let named = present.latest.filter(|(_, grain)| *grain == Grain::Quarter);
    let quarter = named.and_then(|(days, _)| year_before(days, calendar::parts(days.0)?.0 - year));
    match quarter {
        Some(days) => Meaning { days: Some(days), grain: Grain::Quarter, rule: "that-named" },
        None => Meaning { days: calendar::years(year, 1), grain: Grain::Year, rule: "year" },
    }
}

/// Gives a week of a stretch by its number: those are its weeks whose Thursday lies in it; the last one is 0.
fn nth_week((first, last): Days, number: i64) -> Option<Days> {
    let thursday = if number == 0 {
        calendar::plus(last, -(calendar::weekday(last) - 4).rem_euclid(7))
    } else {
        calendar::plus(first, (4 - calendar::weekday(first)).rem_euclid(7) + 7 * (number - 1))
    };
    calendar::week(thursday.filter(|day| *day <= last)?, 0)
}

/// Resolves `the following Tuesday` from the day named last; where none was, it is not known in a tale of the past.
fn following(day: i64, tense: Tense, present: Present) -> Meaning {
    let days = match present.latest {
        Some((days, _)) => after(day, days),
        None if tense == Tense::Past => None,
        None => present.today.and_then(|today| choose::weekday(today, day, Which::Next, tense)),
    };
    Meaning { days: days.map(calendar::one), grain: Grain::Day, rule: "from-named" }
}

/// Gives the first such day of the week after a single day.
fn after(day: i64, (first, last): Days) -> Option<CivilDay> {
    let ahead = (day - calendar::weekday(first) - 1).rem_euclid(7) + 1;
    calendar::plus(first, ahead).filter(|_| first == last)
}

/// Resolves `the past three years`, which end today, and `the next three years`, which begin with it.
fn stretch(unit: Unit, count: i64, today: Option<CivilDay>) -> Meaning {
    let days = today.and_then(|today| {
        if unit == Unit::Quarter {
            return quarters(count, today);
        }
        let far = far(unit, count, today)?;
        if far > today { Some((calendar::plus(today, 1)?, far)) } else { Some((far, today)) }
    });
    Meaning { days, grain: Grain::Span, rule: "stretch" }
}

/// Gives the day so many units back, or ahead where negative.
fn far(unit: Unit, count: i64, today: CivilDay) -> Option<CivilDay> {
    match unit {
        Unit::Day => calendar::plus(today, -count),
        Unit::Week | Unit::Weekend | Unit::Fortnight => calendar::plus(today, count.checked_mul(-7)?),
        Unit::Month => calendar::months_later(today, -count),
        Unit::Period | Unit::Quarter => calendar::months_later(today, count.checked_mul(-3)?),
        Unit::Half => calendar::months_later(today, count.checked_mul(-6)?),
        Unit::Year => calendar::months_later(today, count.checked_mul(-12)?),
        Unit::Decade => calendar::months_later(today, count.checked_mul(-120)?),
        Unit::Century => calendar::months_later(today, count.checked_mul(-1200)?),
    }
}

/// Gives so many units from a day on; `count` is negative.
fn forward(unit: Unit, count: i64, from: CivilDay) -> Option<Days> {
    Some((from, far(unit, count, from)?))
}

/// Gives whole quarters: those before the present one, or those after it.
fn quarters(count: i64, today: CivilDay) -> Option<Days> {
    let (year, month, _) = calendar::parts(today)?;
    let present = month - (month - 1) % 3;
    let months = count.checked_mul(3)?;
    if count > 0 {
        calendar::months(year, present - months, months)
    } else {
        calendar::months(year, present + 3, -months)
    }
}
