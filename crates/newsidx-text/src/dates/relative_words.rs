//! Expressions that need a day to count from. In: a passage and where to start. Out: a draft. What day that is, and what
//! the tense of the sentence makes of it, is left to the resolver.

use crate::lexeme::Class;
use crate::number;
use crate::passage::Passage;

use super::Grain;
use super::calendar_words;
use super::parts::{month_at, shift_year, with_part, year_at};
use super::read::{behind, beside, near, word};
use super::sense::{Draft, Sense, Timed, Unit, Which};
use super::shifted;
use super::years::{of_year, unit_at};

/// Reads an expression that is relative to another day.
pub(super) fn read(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let token = passage.get(at)?;
    let with = |class: Class, reader: fn(&Passage<'_>, usize) -> Option<Draft>| {
        if token.is(class) { reader(passage, at) } else { None }
    };
    counted(passage, at)
        .or_else(|| with(Class::SHIFT, shifted::read))
        .or_else(|| with(Class::RELATIVE_DAY, relative_day))
        .or_else(|| with(Class::OVERNIGHT, |passage, at| Some(overnight(passage, at))))
        .or_else(|| with(Class::DAY_PART, calendar_words::clock_date))
        .or_else(|| ordinal(passage, at))
        .or_else(|| with(Class::SEASON, season))
        .or_else(|| with(Class::TIME_UNIT, unit))
        .or_else(|| with(Class::FISCAL, fiscal))
        .or_else(|| with(Class::YEAR_END, |_, at| Some(Draft::new(at, at + 1, Sense::Shifted(Unit::Year, 0)))))
        .or_else(|| with(Class::VAGUE.with(Class::VAGUE_BEFORE), vague))
}

fn relative_day(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let token = passage.get(at)?;
    let draft = Draft::new(at, at + 1, Sense::Relative(i64::from(token.value(Class::RELATIVE_DAY)?)));
    if token.reads("tonight") {
        return Some(with_part(passage, draft, at));
    }
    Some(calendar_words::timed(passage, draft))
}

/// Reads `overnight`, and the day whose night it is: `overnight on Friday`.
fn overnight(passage: &Passage<'_>, at: usize) -> Draft {
    let day = at + 1 + usize::from(word(passage, at + 1, "on"));
    let night = calendar_words::read(passage, day).filter(|day| matches!(day.sense, Sense::Weekday(..)));
    match night.filter(|_| near(passage, day)) {
        Some(night) => Draft { first: at, timed: Timed::Night, ..night },
        None => Draft::new(at, at + 1, Sense::Overnight),
    }
}

/// Reads `two years ago`, `a year earlier`, `three days later`, `several weeks ago`.
fn counted(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let (count, next) = count(passage, at)?;
    let unit = unit_at(passage, next)?;
    let mut end = next + 1;
    if is_in(passage, at) && word(passage, end, "time") && count.is_some() {
        return Some(Draft::new(at, end + 1, Sense::Ago(unit, -count?)));
    }
    if word(passage, end, "or") && ["so", "two", "more"].iter().any(|word| self::word(passage, end + 1, word)) {
        end += 2;
    }
    let ago = passage.is(end, Class::AGO) && near(passage, end);
    let compared = ["earlier", "later"].iter().any(|than| word(passage, end, than)) && word(passage, end + 1, "than");
    let (sense, end) = match count {
        Some(_) if compared => (Sense::Never(unit.grain(), "from-named"), end + 1),
        None if ago => (Sense::Vague(-1), end + 1),
        None if word(passage, end, "earlier") => (Sense::Vague(-1), end + 1),
        Some(count) if ago => (Sense::Ago(unit, count), end + 1),
        Some(count) if word(passage, end, "earlier") => (Sense::Before(unit, count), end + 1),
        Some(count) if word(passage, end, "later") => (Sense::Before(unit, -count), end + 1),
        Some(count) if is_in(passage, at) => (Sense::In(unit, count), end),
        Some(count) if word(passage, end, "from") && word(passage, end + 1, "now") => {
            (Sense::Ago(unit, -count), end + 2)
        }
        _ => return None,
    };
    Some(Draft::new(at, end, sense))
}

/// Tells whether `in` or `within` stands before it, and nothing after it makes it a measure: `in two weeks`.
fn is_in(passage: &Passage<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| near(passage, at)).and_then(|before| passage.get(before));
    before.is_some_and(|before| matches!(before.text, "in" | "In"))
}

/// Reads a count: none where it is not told how many, as in `several`.
fn count(passage: &Passage<'_>, at: usize) -> Option<(Option<i64>, usize)> {
    /// A higher count of years leads out of every calendar.
    const MOST: f64 = 1e6;
    if let Some(figure) = number::figure(passage, at) {
        let whole = figure.value.fract() == 0.0 && figure.value < MOST;
        return Some((whole.then_some(figure.value as i64), figure.end));
    }
    let token = passage.get(at).filter(|token| token.is(Class::COUNT))?;
    if !matches!(token.text, "a" | "an" | "A" | "An") {
        return Some((None, at + 1));
    }
    if !passage.is(at + 1, Class::COUNT) || !near(passage, at + 1) {
        return Some((Some(1), at + 1));
    }
    Some((None, at + 2 + usize::from(word(passage, at + 2, "of"))))
}

/// Reads `third quarter`, `first half of 1989`.
fn ordinal(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let number = ordinal_at(passage, at)?;
    let unit = unit_at(passage, at + 1)?;
    if unit == Unit::Week {
        return nth_week(passage, at, number, at + 2);
    }
    let (which, end) = which_year(passage, at + 2).unwrap_or((Which::Tense, at + 2));
    let sense = part_of_year(unit, number, which)?;
    // A match has halves too.
    let match_half = matches!(sense, Sense::Half(..)) && which == Which::Tense && !is_of_the_year(passage, end);
    Some(Draft::new(at, end, if match_half { Sense::Never(Grain::Span, "half-year") } else { sense }))
}

fn is_of_the_year(passage: &Passage<'_>, at: usize) -> bool {
    ["of", "the"].iter().zip(at..).all(|(read, at)| word(passage, at, read))
        && ["year", "fiscal", "financial"].iter().any(|year| word(passage, at + 2, year))
}

/// Reads `of July 2025`, `of July` and `of 2025` after a week, which has a number in it.
pub(super) fn nth_week(passage: &Passage<'_>, first: usize, number: i64, at: usize) -> Option<Draft> {
    let (month, next) =
        month_at(passage, at).filter(|_| word(passage, at, "of")).map_or((None, at), |(month, end)| (Some(month), end));
    let year =
        if month.is_some() { year_at(passage, next).filter(|_| near(passage, next)) } else { of_year(passage, at) };
    let (which, end) = year.map_or((Which::Tense, next), |(year, end)| (Which::Year(year), end));
    (end > at).then(|| Draft::new(first, end, Sense::NthWeek { number, month, which }))
}

/// Gives the number of an ordinal in letters or digits.
pub(super) fn ordinal_at(passage: &Passage<'_>, at: usize) -> Option<i64> {
    let token = passage.get(at)?;
    let digits = matches!(token.text, "1st" | "2nd" | "3rd" | "4th").then(|| token.text.as_bytes().first()).flatten();
    digits.map(|digit| i64::from(digit - b'0')).or_else(|| token.value(Class::ORDINAL).map(i64::from))
}

/// Gives the sense of a quarter or half of a year.
pub(super) fn part_of_year(unit: Unit, number: i64, which: Which) -> Option<Sense> {
    match unit {
        Unit::Quarter if number <= 4 => Some(Sense::Quarter(number, which)),
        Unit::Half if number <= 2 => Some(Sense::Half(number, which)),
        _ => None,
    }
}

fn which_year(passage: &Passage<'_>, at: usize) -> Option<(Which, usize)> {
    let year = of_year(passage, at).map(|(year, end)| (Which::Year(year), end));
    year.or_else(|| shift_year(passage, at))
}

/// Reads `winter of 1994`, `the summer`, `by spring`.
fn season(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let token = passage.get(at)?;
    let first = i64::from(token.value(Class::SEASON)?);
    if let Some((which, end)) = which_year(passage, at + 1) {
        return Some(Draft::new(at, end, Sense::Season(first, which)));
    }
    let noun = ["of", "in", "to", "from", "-"].iter().any(|of| word(passage, at + 1, of));
    let led = behind(passage, at, Class::BEFORE_DATE) || at.checked_sub(1).is_some_and(|the| the_season(passage, the));
    let named = token.is_capital() || passage.mention_at(at).is_some();
    // `fall` and `spring` are verbs after `to`.
    let verb = behind(passage, at, Class::BEFORE_DATE)
        && at.checked_sub(1).is_some_and(|to| passage.get(to).is_some_and(|to| to.reads("to")))
        && token.reads_any(&["fall", "spring"]);
    (led && !noun && !named && !verb).then(|| Draft::new(at, at + 1, Sense::Season(first, Which::Tense)))
}

/// Tells whether `the` stands after a preposition or at the start.
fn the_season(passage: &Passage<'_>, the: usize) -> bool {
    let led = the == 0 || behind(passage, the, Class::BEFORE_DATE) || passage.is(the, Class::EDGE);
    led && passage.get(the).is_some_and(|token| token.reads("the") || token.is(Class::EDGE))
}

/// Reads what starts with a unit: `weekend`, `year-ago quarter`, `day before yesterday`, `week of March 6`.
fn unit(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let token = passage.get(at)?;
    let unit = Unit::numbered(token.value(Class::TIME_UNIT)?)?;
    before_that(passage, at, unit)
        .or_else(|| year_ago(passage, at, unit))
        .or_else(|| around_day(passage, at, unit))
        .or_else(|| week_of(passage, at, unit))
        .or_else(|| unit_end(passage, at, unit))
        .or_else(|| led_unit(passage, at, unit))
}

/// Reads `that day`.
fn before_that(passage: &Passage<'_>, at: usize, unit: Unit) -> Option<Draft> {
    let that = at.checked_sub(1).filter(|_| near(passage, at))?;
    let reads = passage.get(that).is_some_and(|token| matches!(token.text, "that" | "That"));
    let singular = passage.get(at).is_some_and(|token| !token.text.ends_with('s'));
    (reads && singular).then(|| Draft::new(that, at + 1, Sense::That(unit)))
}

/// Reads `year-ago quarter`, `year-earlier period` and `year-earlier`.
fn year_ago(passage: &Passage<'_>, at: usize, unit: Unit) -> Option<Draft> {
    let hyphen = passage.gap(at + 1) == "-";
    let ago = passage.is(at + 1, Class::AGO) || word(passage, at + 1, "earlier");
    if !(hyphen && ago) {
        return None;
    }
    let mut end = at + 2;
    if ordinal_at(passage, end).is_some() && near(passage, end) {
        end += 1;
    }
    let period = unit_at(passage, end).filter(|unit| matches!(unit, Unit::Quarter | Unit::Period | Unit::Half));
    Some(Draft::new(at, end + usize::from(period.is_some()), Sense::Before(unit, 1)))
}

/// Reads `day before yesterday` and `day after tomorrow`.
fn around_day(passage: &Passage<'_>, at: usize, unit: Unit) -> Option<Draft> {
    let before = word(passage, at + 1, "before");
    let shift = if before { -1 } else { i64::from(word(passage, at + 1, "after")) };
    if unit != Unit::Day || shift == 0 || !near(passage, at + 2) {
        return None;
    }
    let day = passage.get(at + 2)?.value(Class::RELATIVE_DAY).map(i64::from)?;
    (day == shift).then(|| Draft::new(at, at + 3, Sense::Relative(day + shift)))
}

/// Reads `week of March 6` as the week that holds it.
fn week_of(passage: &Passage<'_>, at: usize, unit: Unit) -> Option<Draft> {
    let of = ["of", "beginning", "starting", "ending"].iter().any(|of| word(passage, at + 1, of));
    if unit != Unit::Week || !of || !near(passage, at + 2) {
        return None;
    }
    let date = calendar_words::read(passage, at + 2)?;
    let Sense::MonthDay { month, day, .. } = date.sense else { return None };
    Some(Draft { first: at, sense: Sense::WeekOf(month, day), ..date })
}

/// Reads `year-end`, `year's end` and `month end`.
fn unit_end(passage: &Passage<'_>, at: usize, unit: Unit) -> Option<Draft> {
    let end = word(passage, at + 1, "end") && unit == Unit::Year;
    end.then(|| Draft::new(at, at + 2, Sense::Shifted(unit, 0)))
}

/// Reads a unit after `the`.
fn led_unit(passage: &Passage<'_>, at: usize, unit: Unit) -> Option<Draft> {
    let the = at.checked_sub(1).filter(|_| near(passage, at))?;
    let led = passage.get(the).is_some_and(|token| matches!(token.text, "the" | "The"));
    let edge = the.checked_sub(2).is_some_and(|edge| {
        near(passage, the)
            && near(passage, the - 1)
            && passage.is(edge, Class::EDGE.with(Class::EDGE_OF))
            && passage.is(the - 1, Class::BEFORE_DATE)
    });
    let known = match unit {
        Unit::Day | Unit::Week | Unit::Month => edge,
        Unit::Weekend | Unit::Quarter => true,
        Unit::Year => behind(passage, the, Class::BEFORE_DATE) && !passage.gap(at + 1).starts_with(['-', ' ']),
        _ => false,
    };
    let whole = passage.gap(at + 1) != "-" && !word(passage, at + 1, "of");
    (led && known && whole).then(|| Draft::new(at, at + 1, Sense::Current(unit)))
}

/// Reads `fiscal 1989`, `fiscal second quarter` and `fiscal year`.
fn fiscal(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let found =
        calendar_words::read(passage, at + 1).or_else(|| ordinal(passage, at + 1)).filter(|_| near(passage, at + 1));
    found.map(|draft| Draft { first: at, ..draft })
}

/// Reads `now`, `recently`, `current` and `recent years`.
fn vague(passage: &Passage<'_>, at: usize) -> Option<Draft> {
    let token = passage.get(at)?;
    if passage.gap(at + 1) == "-" || passage.gap(at).ends_with('-') {
        return None;
    }
    if let Some(value) = token.value(Class::VAGUE) {
        let compared = word(passage, at + 1, "as") || word(passage, at + 1, "after");
        return (!compared).then(|| Draft::new(at, at + 1, Sense::Vague(i64::from(value))));
    }
    let value = i64::from(token.value(Class::VAGUE_BEFORE)?);
    if token.is_capital() && at > 0 {
        return None;
    }
    let unit =
        beside(passage, at + 1, Class::TIME_UNIT) && passage.get(at + 1).is_some_and(|unit| unit.text.ends_with('s'));
    let noun = matches!(token.text, "past" | "present" | "future");
    let led = at.checked_sub(1).and_then(|the| passage.get(the)).is_some_and(|the| matches!(the.text, "the" | "The"));
    let alone = !near(passage, at + 1) || passage.is(at + 1, Class::BEFORE_DATE);
    let kept = unit || if noun { led && alone } else { true };
    kept.then(|| Draft::new(at, at + 1 + usize::from(unit), Sense::Vague(value)))
}
