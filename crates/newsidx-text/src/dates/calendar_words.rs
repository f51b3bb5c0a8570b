//! Dates that name a weekday, a month, a day or a year. In: a passage and where to start. Out: a draft. Knows nothing of
//! the publication date: what needs it is left to the resolver.

use crate::currency;
use crate::lexeme::Class;
use crate::passage::Passage;

use super::calendar::{self, Days};
use super::parts::{
    after_comma, after_point, century_at, clock, day_at, month_at, number_of, shift_year, stated_year, year_at,
};
use super::read::{behind, beside, near, word};
use super::sense::{Draft, Sense, Which};
use super::{Grain, holiday, years};

/// Reads a date of the calendar.
pub(super) fn read(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let token = passage.get(at)?;
    let draft = if token.is_number() {
        numbers(passage, at)
    } else if token.is(Class::WEEKDAY.with(Class::WEEKDAY_SHORT)) {
        weekday(passage, at)
    } else if token.is(Class::HOLIDAY) {
        holiday(passage, at).or_else(|| month(passage, at))
    } else if token.is(Class::MONTH) {
        month(passage, at)
    } else if token.is(Class::ORDINAL.with(Class::NUMBER).with(Class::DECADE)) {
        day_first(passage, at).or_else(|| century_at(passage, at)).or_else(|| years::in_words(passage, at))
    } else {
        None
    };
    draft.map(|draft| timed(passage, draft))
}

/// Takes a part of the day that follows a day along: `Thursday evening`.
pub(super) fn timed(passage: &Passage<'_>, draft: Draft) -> Draft {
    let day = match draft.sense {
        Sense::Weekday(..) | Sense::Relative(_) => true,
        Sense::MonthDay { day, last, .. } => day == last,
        _ => false,
    };
    if day && beside(passage, draft.end, Class::DAY_PART) {
        return super::parts::with_part(passage, draft, draft.end);
    }
    draft
}

/// Reads what starts with digits.
fn numbers(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    years::iso(passage, at)
        .or_else(|| day_first(passage, at))
        .or_else(|| no_day_first(passage, at))
        .or_else(|| day_of_month(passage, at))
        .or_else(|| clock_date(passage, at))
        .or_else(|| century_at(passage, at))
        .or_else(|| years::read(passage, at))
}

/// Reads `10 p.m. Wednesday`, `5 p.m. EST, Nov. 6` and `noon Thursday`.
pub(super) fn clock_date(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let mut next = clock(passage, at)?;
    next += usize::from(passage.is(next, Class::ZONE));
    let next = next + usize::from(word(passage, next, "on"));
    let date = read(passage, next)
        .or_else(|| super::relative_words::read(passage, next))
        .filter(|_| after_comma(passage, next))?;
    let day = matches!(date.sense, Sense::Weekday(..) | Sense::Relative(_) | Sense::MonthDay { .. } | Sense::Never(..));
    let fixed = matches!(date.sense, Sense::Fixed(_, Grain::Day, _));
    (day || fixed).then_some(Draft { first: at, timed: super::sense::Timed::Part, ..date })
}

/// Reads a weekday, and the date after it: `Saturday, April 25`.
fn weekday(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let token = passage.get(at).filter(|token| token.is_capital())?;
    let number = token.value(Class::WEEKDAY).or_else(|| token.value(Class::WEEKDAY_SHORT)).map(i64::from)?;
    let date = dated(passage, at + 1);
    if let Some(date) = date {
        return Some(Draft { first: at, ..date });
    }
    // `Sat` and `Sun` are more than weekdays.
    if token.is(Class::WEEKDAY_SHORT) || passage.mention_at(at).is_some() {
        return None;
    }
    if let Some((day, end)) = day_at(passage, at + 1).filter(|(_, end)| near(passage, at + 1) && !near(passage, *end)) {
        return Some(Draft::new(at, end, Sense::WeekdayDay(number, day)));
    }
    let any = is_any(passage, at);
    let week = week_on(passage, at).or_else(|| shift_week(passage, at + 1)).filter(|_| !any);
    let (which, end) = week.unwrap_or((if any { Which::Any } else { Which::Tense }, at + 1));
    Some(Draft::new(at, end, Sense::Weekday(number, which)))
}

/// Tells whether none in particular is meant: `every Monday`.
fn is_any(passage: &Passage<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| near(passage, at)).and_then(|before| passage.get(before));
    before.is_some_and(|before| before.reads_any(&["a", "every", "each", "any"]))
}

/// Tells whether a church that counts by another calendar keeps the holiday: `Orthodox Christmas`.
fn is_other_calendar(passage: &Passage<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| near(passage, at)).and_then(|before| passage.get(before));
    before.is_some_and(|before| before.reads_any(&["orthodox", "coptic", "julian"]))
}

/// Reads `week` after `on Friday`, where it describes nothing that follows.
fn week_on(passage: &Passage<'_>, at: usize) -> Option<(Which, usize)> {
    let led = behind(passage, at, Class::BEFORE_DATE) && passage.gap(at + 1) == " ";
    let alone = !near(passage, at + 2) || passage.is(at + 2, Class::BEFORE_DATE);
    (led && alone && passage.get(at + 1)?.text == "week").then_some((Which::WeekOn, at + 2))
}

/// Reads `last week` after a weekday.
fn shift_week(passage: &Passage<'_>, at: usize) -> Option<(Which, usize)> {
    let week = beside(passage, at, Class::SHIFT) && word(passage, at + 1, "week");
    let shift = passage.get(at).filter(|_| week)?.value(Class::SHIFT)?;
    let which = match shift {
        0 => Which::This,
        1.. => Which::Next,
        _ => Which::Last,
    };
    Some((which, at + 2))
}

/// Reads the date of a weekday, after a comma or a point.
fn dated(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    if !after_comma(passage, at) {
        return None;
    }
    let at = at + usize::from(passage.get(at).is_some_and(|token| token.reads("the")));
    let found = if passage.is(at, Class::MONTH) { month(passage, at) } else { day_first(passage, at) };
    found
        .filter(|date| matches!(date.sense, Sense::MonthDay { .. } | Sense::Fixed(_, Grain::Day, _) | Sense::Never(..)))
}

/// Reads `March 17`, `March 3-5, 2025`, `March 2022`, `March last year` or `March`.
fn month(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let token = passage.get(at).filter(|token| token.is_capital())?;
    let month = i64::from(token.value(Class::MONTH)?);
    let next = at + 1;
    if after_point(passage, next)
        && let Some(day) = day_at(passage, next)
    {
        return Some(month_day(passage, at, month, day));
    }
    if let Some(never) = no_day_last(passage, at) {
        return Some(never);
    }
    if let Some((year, end)) = year_after_month(passage, next) {
        let days = calendar::months(year, month, 1)?;
        return Some(Draft::new(at, end, Sense::Fixed(days, Grain::Month, "month-year")));
    }
    let (which, end) = shift_year(passage, next).unwrap_or((Which::Tense, next));
    let sure = end > next || stands_alone(passage, at);
    sure.then(|| Draft::new(at, end, Sense::Month(month, which)))
}

fn year_after_month(passage: &Passage<'_>, at: usize) -> Option<(i64, usize)> {
    let of = usize::from(word(passage, at, "of"));
    let stands = if of == 1 { near(passage, at + 1) } else { after_comma(passage, at) };
    year_at(passage, at + of).filter(|_| stands)
}

/// Tells whether a month without a day is one: short forms, `may`, `march` and names are more than that.
fn stands_alone(passage: &Passage<'_>, at: usize) -> bool {
    const DOUBTFUL: [&str; 5] = ["May", "March", "April", "August", "June"];
    let Some(token) = passage.get(at) else { return false };
    let named = passage.mention_at(at).is_some();
    let short = token.text.len() < 5 && !matches!(token.text, "May" | "June" | "July");
    let doubtful = DOUBTFUL.contains(&token.text) || token.text.bytes().all(|byte| byte.is_ascii_uppercase());
    let led = behind(passage, at, Class::BEFORE_DATE.with(Class::EDGE).with(Class::SHIFT));
    !named && !short && (led || !doubtful)
}

/// Reads the rest of a date that names month and day first.
fn month_day(passage: &Passage<'_>, first: usize, month: i64, (day, end): (i64, usize)) -> Draft {
    let last = last_day(passage, end, day).or_else(|| last_of_two(passage, first, end)).filter(|(last, _)| *last > day);
    let (last, end) = last.unwrap_or((day, end));
    with_year(passage, first, month, (day, last), end)
}

/// Reads the second day of `3-5` or `3 to 5`.
fn last_day(passage: &Passage<'_>, at: usize, day: i64) -> Option<(i64, usize)> {
    let dash = matches!(passage.gap(at), "-" | "–" | " - " | " – ");
    let at =
        if dash { at } else { at + usize::from(["to", "through", "until"].iter().any(|to| word(passage, at, to))) };
    if !dash && passage.get(at.checked_sub(1)?)?.is_number() {
        return None;
    }
    let (last, end) = day_at(passage, at).filter(|_| dash || near(passage, at))?;
    // A dateline ends with a dash: `LIMA, July 2 - 14 people`.
    let counts = near(passage, end)
        && passage.gap(at).starts_with(' ')
        && passage.get(end).is_some_and(|next| !next.is_capital());
    (last > day && !(dash && counts) && !passage.is(end, Class::MONTH)).then_some((last, end))
}

/// Reads the second day of `between March 3 and 5`, where it counts nothing.
fn last_of_two(passage: &Passage<'_>, first: usize, and: usize) -> Option<(i64, usize)> {
    let between = first.checked_sub(1).and_then(|before| passage.get(before));
    between.filter(|token| near(passage, first) && token.reads("between") && word(passage, and, "and"))?;
    let (last, end) = day_at(passage, and + 1).filter(|_| near(passage, and + 1))?;
    let counts = near(passage, end) && passage.get(end).is_some_and(years::counted);
    (!counts && !passage.is(end, Class::MONTH)).then_some((last, end))
}

/// Adds the year that follows a day and a month, or leaves it open. With a year that has no such day, or that no text
/// tells of, the date stays unresolved.
fn with_year(passage: &Passage<'_>, first: usize, month: i64, (day, last): (i64, i64), end: usize) -> Draft {
    if let Some((year, end)) = stated_year(passage, end).filter(|_| after_comma(passage, end)) {
        let days = days(year, month, day, last).filter(|_| calendar::is_known(year));
        let (grain, rule) = if day == last { (Grain::Day, "day") } else { (Grain::Span, "range") };
        let sense = days.map_or(Sense::Never(grain, rule), |days| Sense::Fixed(days, grain, rule));
        return Draft::new(first, end, sense);
    }
    let (which, end) = shift_year(passage, end).unwrap_or((Which::Tense, end));
    Draft::new(first, end, Sense::MonthDay { month, day, last, which })
}

fn days(year: i64, month: i64, day: i64, last: i64) -> Option<Days> {
    Some((calendar::date(year, month, day)?, calendar::date(year, month, last)?))
}

/// Reads `17 March 2025`, `3rd of March`, `3-5 March`.
fn day_first(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let (day, end) = day_at(passage, at).filter(|_| !currency::ends_with_sign(passage.gap(at)))?;
    let second = day_range(passage, end).filter(|(last, _)| *last > day);
    let (last, end) = second.unwrap_or((day, end));
    let (month, end) = month_at(passage, end)?;
    Some(with_year(passage, at, month, (day, last), end))
}

/// Reads `on the 18th`, with nothing after it that it could number.
fn day_of_month(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let token = passage.get(at).filter(|token| token.text.ends_with(['h', 'd', 't']))?;
    let the = at
        .checked_sub(1)
        .filter(|the| word(passage, *the + 1, token.text) && behind(passage, *the, Class::BEFORE_DATE))?;
    let led = passage.get(the).is_some_and(|the| the.reads("the") || the.text == "the");
    let on = the
        .checked_sub(1)
        .and_then(|on| passage.get(on))
        .is_some_and(|on| matches!(on.text, "on" | "On" | "since" | "until" | "by"));
    let (day, end) = day_at(passage, at)?;
    let free = !near(passage, end) || passage.is(end, Class::BEFORE_DATE.with(Class::PAST).with(Class::FUTURE));
    let floor = free && !word(passage, end, "of");
    (led && on && floor).then(|| Draft::new(at, end, Sense::DayOfMonth(day)))
}

/// Reads `99 March 2025`, a day that no month has, so that nothing else is made of its parts.
fn no_day_first(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let (month, end) = month_at(passage, no_day(passage, at)?)?;
    let (_, end) = year_at(passage, end).filter(|_| after_comma(passage, end) && month > 0)?;
    Some(Draft::new(at, end, Sense::Never(Grain::Day, "day")))
}

/// Reads `March 32, 2025`.
fn no_day_last(passage: &Passage<'_>, month: usize) -> Option<Draft> {
    let end = no_day(passage, month + 1).filter(|_| after_point(passage, month + 1))?;
    let (_, end) = year_at(passage, end).filter(|_| after_comma(passage, end))?;
    Some(Draft::new(month, end, Sense::Never(Grain::Day, "day")))
}

/// Reads one or two digits that number no day of any month.
fn no_day(passage: &Passage<'_>, at: usize) -> Option<usize> {
    let number = passage.get(at).and_then(|token| number_of(token, &[]).filter(|_| token.text.len() < 3))?;
    (number == 0 || number > 31).then_some(at + 1)
}

fn day_range(passage: &Passage<'_>, at: usize) -> Option<(i64, usize)> {
    let dash = matches!(passage.gap(at), "-" | "–");
    let to = !dash && ["to", "and", "until"].iter().any(|to| word(passage, at, to));
    let at = at + usize::from(to);
    day_at(passage, at).filter(|_| dash || to)
}

/// Tells whether a noun follows that a holiday describes: `Christmas tree`.
fn describes(passage: &Passage<'_>, end: usize) -> bool {
    let Some(next) = passage.get(end).filter(|_| passage.gap(end) == " ") else { return false };
    let verb = Class::PAST.with(Class::PRESENT).with(Class::FUTURE).with(Class::BE).with(Class::AUXILIARY);
    let time = Class::BEFORE_DATE.with(Class::DAY_PART).with(Class::SHIFT).with(Class::VAGUE).with(Class::OVERNIGHT);
    let other =
        Class::NOT_COUNTED.with(Class::ADVERB).with(Class::PREPOSITION).with(Class::SUBORDINATOR).with(Class::PRONOUN);
    let ending = ["ly", "ed"].iter().any(|ending| next.text.ends_with(ending));
    !next.is_capital() && !next.is_number() && !ending && !next.is(verb.with(time).with(other))
}

/// Reads `Christmas Day`, and the year after it.
fn holiday(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let (place, end) = holiday::read(passage, at)?;
    // `Easter Monday` describes nothing, `Easter` may.
    let day = end
        .checked_sub(1)
        .and_then(|last| passage.get(last))
        .is_some_and(|last| last.is(Class::WEEKDAY) || last.reads_any(&["day", "eve"]));
    if !day && describes(passage, end) {
        return None;
    }
    if let Some((year, end)) = year_at(passage, end).filter(|_| after_comma(passage, end)) {
        let day = holiday::day(place, year)?;
        return Some(Draft::new(at, end, Sense::Fixed(calendar::one(day), Grain::Day, "holiday")));
    }
    let none = is_any(passage, at) || is_other_calendar(passage, at);
    Some(Draft::new(at, end, Sense::Holiday(place, if none { Which::Any } else { Which::Tense })))
}
