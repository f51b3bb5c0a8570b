//! One quantity. In: a passage and the token where a figure may start. Out: the quantity and where to go on, if it counts
//! or measures something.

use crate::currency::{self, Mark};
use crate::lexeme::Class;
use crate::number::{self, Figure, near};
use crate::passage::{Passage, Token};
use crate::span::Span;

use super::goes_on;
use super::measure::{self, Kind, Measure};
use super::part::{self, Share};
use super::thing::{self, Number};
use super::toll::{self, Toll};
use super::verb::Role;
use super::{Amount, Bound, Quantity, bound, rules, traps, verb};

/// A figure with its bound.
#[derive(Clone, Copy, Debug)]
struct Count {
    /// The first token, the bound's included.
    first: usize,
    /// The first byte, a sign of currency included.
    start: u32,
    /// Where the figure stands.
    at: usize,
    end: usize,
    value: f64,
    most: Option<f64>,
    bound: Bound,
    /// The code of a currency whose sign stood before it.
    money: Option<&'static str>,
}

/// What was found besides the figure.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    unit: Option<&'static str>,
    thing: Thing,
    verb: Verb,
    /// The tokens of the thing, where they stand past the end: `beds` of `31 of its 48 beds`.
    of: Option<(usize, usize)>,
    /// Where the quantity ends.
    end: usize,
    /// So many bytes beyond its last token.
    sign: u32,
}

/// What is counted.
#[derive(Clone, Copy, Debug, Default)]
enum Thing {
    #[default]
    Unsaid,
    /// The tokens from the first up to the second.
    Named(usize, usize),
    /// What the quantity before it counts.
    Same,
    /// What the quantity before it counts, where there is one: `87 of them`.
    Them,
    /// What the quantity before it measures: `to 12 tonnes from 9`.
    SameMeasure,
}

impl Thing {
    fn of(tokens: Option<(usize, usize)>) -> Self {
        tokens.map_or(Self::Unsaid, |(first, end)| Self::Named(first, end))
    }
}

/// What befell it.
#[derive(Clone, Copy, Debug, Default)]
enum Verb {
    /// The verb near it is looked for.
    #[default]
    Near,
    /// The rule found it.
    At(usize),
    /// That of the quantity before it.
    Same,
    Unsaid,
}

/// Reads the quantity whose figure starts at a token, before the token `limit`; `last` is the one before it. Gives no
/// quantity, but where to go on, for one that only might have been.
pub(super) fn read(
    passage: &Passage<'_>,
    at: usize,
    limit: usize,
    last: Option<&Quantity>,
) -> Option<(Option<Quantity>, usize)> {
    let glued = currency::glued(passage, at);
    let figure = match glued {
        Some((_, byte)) => number::figure_from(passage, at, byte),
        None => number::figure(passage, at),
    };
    let figure = figure.filter(|figure| figure.end <= limit)?;
    if traps::is_trap(passage, at, figure) {
        return None;
    }
    let mark = currency::before(passage, at).filter(|_| glued.is_none());
    let money = glued.map(|(code, _)| code).or_else(|| mark?.code);
    let count = Count { money, ..count(passage, at, figure, mark, limit) };
    let (count, (rule, counted)) = match part::share(passage, at, figure, limit) {
        Some(share) => shared(count, share),
        None => (count, counted(passage, count, last)?),
    };
    let counted = if counted.unit.is_some() { before_date(counted, count.end, limit) } else { counted };
    if counted.end > limit {
        return None;
    }
    let end = counted.end.max(count.end);
    let below = counted.unit.and_then(|unit| below_zero(passage, count, unit));
    // Whether `minus 5 to 10 degrees` begins or ends below zero nobody can tell.
    if below.is_some() && count.most.is_some() {
        return Some((None, end));
    }
    let count = below.unwrap_or(count);
    if counted.unit.is_none() && verb::is_supposed(passage, count.first, counted.end) {
        return Some((None, end));
    }
    Some((Some(quantity(passage, count, counted, rule, last)?), end))
}

/// Reads the sign that puts a figure below zero: `fell -5%`, `minus 15 degrees`.
fn below_zero(passage: &Passage<'_>, count: Count, unit: &str) -> Option<Count> {
    let below = Count { value: -count.value, ..count };
    let start = passage.get(count.at)?.start;
    let gap = passage.gap(count.at);
    let temperature = matches!(unit, "°C" | "°F" | "degree");
    // A dash before other units may stand after a dateline.
    let dash = if temperature || unit == "%" { ['-', '–', '\u{2212}'] } else { ['\u{2212}'; 3] };
    let before = gap.strip_suffix(dash).filter(|before| before.is_empty() || before.ends_with([' ', '(']));
    if let Some(before) = before.filter(|before| !before.is_empty() || count.at == 0) {
        return Some(Count { start: start - (gap.len() - before.len()) as u32, ..below });
    }
    let minus = count.at.checked_sub(1).filter(|_| near(passage, count.at))?;
    let told = temperature && passage.get(minus)?.reads("minus");
    let (bound, first) = bound::before(passage, minus);
    let start = passage.get(first)?.start;
    told.then_some(Count {
        first,
        start,
        bound: if count.bound == Bound::Exact { bound } else { count.bound },
        ..below
    })
}

fn quantity(
    passage: &Passage<'_>,
    count: Count,
    counted: Counted,
    rule: &'static str,
    last: Option<&Quantity>,
) -> Option<Quantity> {
    let thing = match counted.thing {
        Thing::Named(first, end) => Some(text(passage, first, end)),
        Thing::Same => Some(last?.thing.clone()?),
        Thing::Them => last.and_then(|last| last.thing.clone()),
        Thing::SameMeasure => last?.thing.clone(),
        Thing::Unsaid => None,
    };
    let same = if matches!(counted.thing, Thing::SameMeasure) { last?.unit.clone() } else { None };
    Some(Quantity {
        span: Span { start: count.start, end: counted_end(passage, counted) },
        words: (count.first as u32, counted.end as u32),
        value: Amount::new(count.value)?,
        value_max: count.most.and_then(Amount::new),
        bound: count.bound,
        unit: counted.unit.map(str::to_owned).or(same),
        thing,
        verb: told(passage, count, counted, last),
        rule: rules::rule(rule),
    })
}

/// Gives the verb, in small letters.
fn told(passage: &Passage<'_>, count: Count, counted: Counted, last: Option<&Quantity>) -> Option<String> {
    match counted.verb {
        Verb::At(at) => passage.get(at).filter(|token| !token.is(Class::BE)).map(|token| token.text.to_lowercase()),
        Verb::Same => last?.verb.clone(),
        Verb::Unsaid => None,
        Verb::Near => {
            let end = counted.of.map_or(counted.end, |(_, end)| end);
            verb::verb(passage, verb::Counted { first: count.first, end, role: role(passage, count, counted) })
        }
    }
}

fn role(passage: &Passage<'_>, count: Count, counted: Counted) -> Role {
    let one = count.most.is_none() && (count.value - 1.0).abs() < f64::EPSILON;
    match counted.unit {
        _ if part::is_whole(passage, count.first) => Role::Whole,
        _ if counted.of.is_some() => Role::Part,
        Some(unit) if unit != "%" => Role::Measure,
        _ if one => Role::One,
        _ => Role::Many,
    }
}

/// Makes `one in five` about twenty in a hundred: nobody means a third to the last digit.
fn shared(count: Count, share: Share) -> (Count, (&'static str, Counted)) {
    let bound = if count.bound == Bound::Exact { Bound::About } else { count.bound };
    let end = share.thing.map_or(share.end, |(_, end)| end);
    let counted = Counted { unit: Some("%"), thing: Thing::of(share.thing), end, ..Counted::default() };
    (Count { end: share.end, value: share.percent, most: None, bound, ..count }, ("share", counted))
}

/// Cuts what is measured off at a date, as in `a £9m deal yesterday`; the unit is told all the same.
fn before_date(counted: Counted, floor: usize, limit: usize) -> Counted {
    let Thing::Named(first, _) = counted.thing else { return counted };
    if counted.end <= limit || first < floor || limit < floor {
        return counted;
    }
    let thing = if first < limit { Thing::Named(first, limit) } else { Thing::Unsaid };
    Counted { thing, end: limit, ..counted }
}

/// Reads the bound, the sign of a currency and the second figure.
fn count(passage: &Passage<'_>, at: usize, figure: Figure, mark: Option<Mark>, limit: usize) -> Count {
    let (start, from) = mark.map_or((None, at), |mark| (Some(mark.start), mark.first));
    let (bound, first) = bound::before(passage, from);
    let second = second(passage, first, figure).filter(|second| second.end <= limit);
    let (most, end) = second.map_or((None, figure.end), |second| (Some(second.value), second.end));
    let after = bound::after(passage, end).filter(|(_, end)| *end <= limit);
    let bound = if most.is_some() { Bound::Between } else { after.map_or(bound, |(bound, _)| bound) };
    let bound = if figure.form == number::Form::Many && bound == Bound::Exact { Bound::AtLeast } else { bound };
    let end = after.map_or(end, |(_, end)| end);
    let value = scaled(passage, figure, second);
    let (value, most) = most.map_or((value, most), |most| (value.min(most), Some(most.max(value))));
    let start = start.filter(|_| first == from);
    let start = start.or_else(|| passage.get(first).map(|token| token.start)).unwrap_or(0);
    Count { first, start, at, end, value, most, bound, money: None }
}

/// Reads the second figure of `between 5 and 10`, `5 to 10` and `5-10`.
fn second(passage: &Passage<'_>, first: usize, figure: Figure) -> Option<Figure> {
    let word = |at: usize, word: &str| near(passage, at) && passage.get(at).is_some_and(|token| token.reads(word));
    let before =
        |read: &str| first.checked_sub(1).and_then(|before| passage.get(before)).is_some_and(|token| token.reads(read));
    let dash = matches!(passage.gap(figure.end).trim_end_matches('$'), "-" | "–" | " – ");
    // What a sentence opens with is a range: `From 100 to 20 tanks were lost`. Elsewhere it moved: `fell from 100 to 20`.
    let opens =
        first < 2 || passage.get(first - 1).zip(passage.get(first - 2)).is_some_and(|(a, b)| a.sentence != b.sentence);
    let to = word(figure.end, "to") && (!before("from") || opens);
    let or = word(figure.end, "or");
    let and = word(figure.end, "and") && before("between");
    if !(dash || to || or || and) {
        return None;
    }
    let second = number::figure(passage, figure.end + usize::from(!dash))?;
    let swapped = second.value < figure.value && (and || to && before("from"));
    (second.value > figure.value || swapped).then_some(second)
}

/// Gives the first figure the scale of the second where it has none: `5 to 10 million`.
fn scaled(passage: &Passage<'_>, figure: Figure, second: Option<Figure>) -> f64 {
    let Some(second) = second.filter(|second| figure.value > 0.0 && figure.end > 0 && second.end > 0) else {
        return figure.value;
    };
    let last = passage.get(second.end - 1).and_then(|token| token.value(Class::SCALE));
    let own = passage.get(figure.end - 1).is_some_and(|token| token.is(Class::SCALE));
    let scaled = last.filter(|_| !own && figure.value < 1000.0).map(|power| figure.value * 10_f64.powi(power));
    scaled.filter(|scaled| *scaled < second.value).unwrap_or(figure.value)
}

/// Finds what the figure counts or measures.
fn counted(passage: &Passage<'_>, count: Count, last: Option<&Quantity>) -> Option<(&'static str, Counted)> {
    let end = count.end;
    let named = |thing: (usize, usize)| Counted { thing: Thing::of(Some(thing)), end: thing.1, ..Counted::default() };
    if let Some(unit) = count.money {
        return Some(("money", money(passage, unit, end, 0)));
    }
    if let Some(found) = measure::after(passage, end) {
        return Some(measured(passage, &found));
    }
    if let Some(thing) = noun(passage, count) {
        return Some(("number-noun", named(thing)));
    }
    if thing::is_of_them(passage, end) {
        return Some(("of-them", Counted { thing: Thing::Them, end: end + 2, ..Counted::default() }));
    }
    if let Some(thing) = thing::of(passage, end, Number::Plural) {
        return Some(("of-things", named(thing)));
    }
    if let Some(thing) = part::of_counted(passage, end) {
        return Some(("of-counted", Counted { of: Some(thing), end, ..named(thing) }));
    }
    if part::of_people(passage, end) {
        return Some(("of-counted", Counted { end, ..Counted::default() }));
    }
    if part::is_whole(passage, count.first) && part::is_who(passage, end) {
        return Some(("number-verb", Counted { verb: Verb::At(end + 1), end, ..Counted::default() }));
    }
    if is_age(passage, count) {
        return Some(("age", Counted { unit: Some("year"), end, ..Counted::default() }));
    }
    if let Some(Toll { thing, verb }) = toll::toll(passage, count.first) {
        let verb = verb.map_or(Verb::Unsaid, Verb::At);
        return Some(("toll", Counted { verb, end, ..named(thing) }));
    }
    alone(passage, count, last)
}

/// Reads a figure with no noun: what it counts is what the one before it does, or is left unsaid.
fn alone(passage: &Passage<'_>, count: Count, last: Option<&Quantity>) -> Option<(&'static str, Counted)> {
    let end = count.end;
    let after = verb::after(passage, end);
    // `one` alone is more often somebody than a figure.
    let one = (count.value - 1.0).abs() < f64::EPSILON;
    let clause = after.is_some_and(|after| after.led) && goes_on::begins(passage, count.first);
    let role = clause || after.is_some_and(|after| after.token.is(Class::ROLE));
    let killing = count.first.checked_sub(1).is_some_and(|before| goes_on::is_befalling(passage, before));
    let plain = Counted { end, ..Counted::default() };
    if last.is_some_and(|last| goes_on::moves_on(passage, last, count.first, end)) {
        return Some(("same-thing", Counted { thing: Thing::SameMeasure, verb: Verb::Same, ..plain }));
    }
    let follows = last.is_some_and(|last| goes_on::follows(passage, last, count.first));
    if follows && (role || killing) {
        return Some(("same-thing", Counted { thing: Thing::Same, ..plain }));
    }
    if follows && count.value.fract() == 0.0 && goes_on::is_place(passage, end) {
        return Some(("same-thing", Counted { thing: Thing::Same, verb: Verb::Same, ..plain }));
    }
    (role && !(one && clause) || killing).then_some(("number-verb", plain))
}

fn noun(passage: &Passage<'_>, count: Count) -> Option<(usize, usize)> {
    let one = count.most.is_none() && (count.value - 1.0).abs() < f64::EPSILON;
    thing::noun(passage, count.end, if one { Number::Singular } else { Number::Plural })
}

/// Tells whether it is an age: `John Smith, 45, said`.
fn is_age(passage: &Passage<'_>, count: Count) -> bool {
    let named = count.at.checked_sub(1).and_then(|before| passage.get(before)).is_some_and(Token::is_capital);
    let commas = passage.gap(count.at) == ", " && passage.gap(count.end).starts_with(',');
    named && commas && count.value < 120.0 && count.value >= 1.0 && count.value.fract() == 0.0
}

fn measured(passage: &Passage<'_>, found: &Measure) -> (&'static str, Counted) {
    let Measure { unit, kind, mut end, sign } = *found;
    let (rule, thing) = match kind {
        Kind::Money => return ("money", money(passage, unit, end, sign)),
        Kind::Share => {
            ("percent", thing::of(passage, end, Number::Plural).or_else(|| thing::of(passage, end, Number::Singular)))
        }
        _ if is_old(passage, end) => {
            end += 1;
            ("age", None)
        }
        Kind::Joined => {
            // `three-year-long` says no more than `three-year`.
            let long = passage.get(end).is_some_and(|token| token.text == "long") && passage.gap(end) == "-";
            end += usize::from(long);
            ("compound", thing::noun(passage, end, Number::Singular))
        }
        Kind::Apart => {
            ("measure", thing::of(passage, end, Number::Plural).or_else(|| thing::of(passage, end, Number::Singular)))
        }
    };
    let of = if kind == Kind::Share && thing.is_none() { part::of_counted(passage, end) } else { None };
    let counted = Counted {
        unit: Some(unit),
        thing: Thing::of(thing.or(of)),
        of,
        end: thing.map_or(end, |(_, end)| end),
        sign: if thing.is_some() { 0 } else { sign },
        verb: Verb::Near,
    };
    (rule, counted)
}

fn is_old(passage: &Passage<'_>, at: usize) -> bool {
    near(passage, at) && passage.get(at).is_some_and(|token| token.text == "old")
}

/// Reads what money is for: `$5 million in aid`, `a $125 million contract`.
fn money(passage: &Passage<'_>, unit: &'static str, end: usize, sign: u32) -> Counted {
    let inside = near(passage, end) && passage.get(end).is_some_and(|token| matches!(token.text, "in"));
    let dollars = passage.get(end).filter(|_| near(passage, end)).and_then(|token| token.name(Class::CURRENCY));
    let end = end + usize::from(dollars.is_some());
    let thing = if inside {
        thing::noun(passage, end + 1, Number::Singular)
            .filter(|(first, _)| !passage.get(*first).is_some_and(Token::is_capital))
    } else {
        thing::of(passage, end, Number::Singular).or_else(|| thing::noun(passage, end, Number::Singular))
    };
    let end = thing.map_or(end, |(_, end)| end);
    Counted { unit: Some(unit), thing: Thing::of(thing), end, sign, ..Counted::default() }
}

/// Gives the words of a thing as written, without a possessive ending.
fn text(passage: &Passage<'_>, first: usize, end: usize) -> String {
    let start = passage.get(first).map_or(0, |token| token.start);
    Span { start, end: end_byte(passage, end).max(start) }.of(passage.text).to_owned()
}

/// Gives where the quantity ends: past its sign, which follows the whole of the last token, else without a possessive
/// ending.
fn counted_end(passage: &Passage<'_>, counted: Counted) -> u32 {
    let last = counted.end.checked_sub(1).and_then(|last| passage.get(last)).filter(|_| counted.sign > 0);
    last.map_or_else(|| end_byte(passage, counted.end), |last| last.end + counted.sign)
}

/// Gives the end of the token before `end`, without a possessive ending.
fn end_byte(passage: &Passage<'_>, end: usize) -> u32 {
    let last = end.checked_sub(1).and_then(|last| passage.get(last));
    last.map_or(0, Token::bare_end)
}
