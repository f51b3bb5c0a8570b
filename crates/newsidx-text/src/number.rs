//! Numbers in running text. In: the tokens of a passage. Out: the value of a figure, how exactly it is said, and where
//! it ends. Knows nothing of what is counted, and of dates.

use crate::lexeme::{Class, lexeme};
use crate::passage::{Passage, Token, joins, small};

/// No number has more words; a text of nothing but numbers is read in one pass all the same.
const LONGEST: usize = 16;

/// A number as it stands in a passage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figure {
    /// Its value.
    pub(crate) value: f64,
    /// One past its last token.
    pub(crate) end: usize,
    /// How it is written.
    pub(crate) form: Form,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// In digits, with or without `million` after them.
    Digits,
    /// In words: `two dozen`.
    Words,
    /// In a plural that tells only its size: `hundreds`.
    Many,
}

/// Reads the figure that starts at a token, as long as it goes.
pub(crate) fn figure(passage: &Passage<'_>, at: usize) -> Option<Figure> {
    let token = passage.get(at)?;
    if token.is_number() {
        return digits(passage, at, token.text);
    }
    if token.is(Class::MANY) {
        return many(passage, at);
    }
    // `million` alone follows a word that tells no figure: `several million`.
    if token.is(Class::NUMBER) {
        return words(passage, at);
    }
    if token.reads("several") || token.reads("few") {
        return several(passage, at);
    }
    if token.reads("half") {
        return half(passage, at);
    }
    article(passage, at)
}

/// Gives the value of a token of digits alone, commas and a decimal point included.
pub(crate) fn plain(text: &str) -> Option<f64> {
    if text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<u32>().ok().map(f64::from);
    }
    let known = text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.');
    if !known || !grouped(text) {
        return None;
    }
    if text.contains('.') {
        return text.replace(',', "").parse().ok();
    }
    let digits = text.bytes().filter(u8::is_ascii_digit);
    Some(digits.fold(0.0, |value, digit| value * 10.0 + f64::from(digit - b'0')))
}

/// Tells whether commas stand before groups of three digits, or as in India before pairs and the last three.
fn grouped(text: &str) -> bool {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let mut lengths = whole.split(',').rev().map(str::len);
    let (last, first) = (lengths.next(), whole.split(',').next().map_or(0, str::len));
    let middle = lengths.clone().count().saturating_sub(1);
    let of = |length: usize| lengths.clone().take(middle).all(|of| of == length);
    let groups = last == Some(3) && (of(3) && first <= 3 || of(2) && first <= 2) && first > 0;
    (groups || !whole.contains(',')) && !rest.contains([',', '.'])
}

fn digits(passage: &Passage<'_>, at: usize, text: &str) -> Option<Figure> {
    let (value, mut end) = match plain(text) {
        Some(value) => fraction(passage, at, value),
        None => (suffixed(text)?, at + 1),
    };
    let scale = scales(passage, &mut end);
    Some(Figure { value: value * scale, end, form: Form::Digits })
}

/// Reads the figure in the word of a token from a byte on, after a mark of money: `R500 million`.
pub(crate) fn figure_from(passage: &Passage<'_>, at: usize, byte: usize) -> Option<Figure> {
    digits(passage, at, passage.get(at)?.text.get(byte..)?)
}

/// Reads a figure that stands alone, as people type it: `1,000`, `1.5bn`, `12 crore`.
pub(crate) fn typed(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Some(positive) = text.strip_prefix('-') {
        return typed(positive).filter(|_| positive.starts_with(|c: char| c.is_ascii_digit())).map(|value| -value);
    }
    text.starts_with(|c: char| c.is_ascii_digit()).then(|| plain(text).or_else(|| suffixed(text))).flatten()
}

/// Reads `5bn`, `30m` and the like.
fn suffixed(text: &str) -> Option<f64> {
    let at = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (figure, suffix) = text.split_at_checked(at)?;
    let suffix = lexeme(&small(suffix))?;
    let power = suffix.value(Class::SUFFIX).or_else(|| suffix.value(Class::SCALE))?;
    Some(plain(figure.trim_end())? * 10_f64.powi(power))
}

/// Adds a fraction to a whole number: `6 3/8`, `3/4`, `2½`.
fn fraction(passage: &Passage<'_>, at: usize, whole: f64) -> (f64, usize) {
    let part = |index: usize| passage.get(index).and_then(|token| plain(token.text));
    let over = |index: usize| (passage.gap(index) == "/").then(|| part(index)).flatten().filter(|below| *below > 0.0);
    if let Some(below) = over(at + 1) {
        return (whole / below, at + 2);
    }
    match (passage.gap(at + 1), part(at + 1), over(at + 2)) {
        (" ", Some(above), Some(below)) if above < below => (whole + above / below, at + 3),
        _ => (whole, at + 1),
    }
}

/// Multiplies the scale words from `end` on, and moves `end` past them.
fn scales(passage: &Passage<'_>, end: &mut usize) -> f64 {
    let mut scale = 1.0;
    while let Some(times) = times(passage, *end) {
        scale *= times;
        *end += 1;
        // Beyond `million million` nobody counts.
        if scale > 1e15 {
            break;
        }
    }
    scale
}

/// Gives what a token multiplies the figure before it by.
fn times(passage: &Passage<'_>, at: usize) -> Option<f64> {
    let token = passage.get(at).filter(|_| near(passage, at))?;
    let scale = token.value(Class::SCALE).map(|power| 10_f64.powi(power));
    scale.or_else(|| token.value(Class::TIMES).map(f64::from))
}

/// Reads a number in words: `two hundred and five thousand`, `twenty-five`, `one and a half`.
fn words(passage: &Passage<'_>, at: usize) -> Option<Figure> {
    let (mut total, mut group, mut end) = (0.0_f64, 0.0_f64, at);
    let mut last = f64::INFINITY;
    while let Some(token) = passage.get(end).filter(|_| end == at || end < at + LONGEST && near(passage, end)) {
        if let Some(value) = token.value(Class::NUMBER).map(f64::from) {
            // `five six` is two numbers, `twenty-six` one.
            if value >= last || (last < 20.0 && last > 0.0) {
                break;
            }
            group += value;
            last = value;
        } else if let Some(times) = own_times(token) {
            if total > 1e15 {
                break;
            }
            group = f64::max(group, 1.0) * times;
            last = f64::min(times, 1000.0);
            if times >= 1000.0 {
                total += group;
                group = 0.0;
            }
        } else if !(token.reads("and") && follows_hundred(passage, end)) {
            break;
        }
        end += 1;
    }
    let value = total + group;
    let (value, end) = and_a_half(passage, value, end);
    (end > at).then_some(Figure { value, end, form: Form::Words })
}

fn own_times(token: &Token<'_>) -> Option<f64> {
    let scale = token.value(Class::SCALE).map(|power| 10_f64.powi(power));
    scale.or_else(|| token.value(Class::TIMES).map(f64::from))
}

/// Tells whether `and` stands between a hundred or more and a smaller number.
fn follows_hundred(passage: &Passage<'_>, and: usize) -> bool {
    let before = and.checked_sub(1).is_some_and(|before| passage.is(before, Class::SCALE));
    before && near(passage, and + 1) && passage.is(and + 1, Class::NUMBER)
}

/// Adds `and a half`.
fn and_a_half(passage: &Passage<'_>, value: f64, end: usize) -> (f64, usize) {
    let reads = |offset: usize, word: &str| passage.get(end + offset).is_some_and(|token| token.reads(word));
    let half = reads(0, "and") && reads(1, "a") && reads(2, "half") && (end..end + 3).all(|at| near(passage, at));
    if !half {
        return (value, end);
    }
    let mut end = end + 3;
    let scale = scales(passage, &mut end);
    ((value + 0.5) * scale, end)
}

/// Reads `half a million`, `half a dozen`, `half million`.
fn half(passage: &Passage<'_>, at: usize) -> Option<Figure> {
    let skip = usize::from(passage.get(at + 1).is_some_and(|token| token.reads("a")));
    let mut end = at + 1 + skip;
    let scale = scales(passage, &mut end);
    (scale > 1.0).then_some(Figure { value: scale / 2.0, end, form: Form::Words })
}

/// Reads `a hundred` and `a dozen`.
fn article(passage: &Passage<'_>, at: usize) -> Option<Figure> {
    let token = passage.get(at)?;
    if !token.reads("a") || !passage.is(at + 1, Class::SCALE.with(Class::TIMES)) || !near(passage, at + 1) {
        return None;
    }
    words(passage, at + 1)
}

/// Reads `several hundred` and `few thousand`: at least two of them.
fn several(passage: &Passage<'_>, at: usize) -> Option<Figure> {
    let mut end = at + 1;
    let scale = scales(passage, &mut end);
    (scale > 1.0).then_some(Figure { value: 2.0 * scale, end, form: Form::Many })
}

/// Reads `hundreds`, `tens of thousands`, `two dozens`.
fn many(passage: &Passage<'_>, at: usize) -> Option<Figure> {
    let value = |index: usize| passage.get(index).and_then(|token| token.value(Class::MANY)).map(f64::from);
    let (mut least, mut end) = (value(at)?, at + 1);
    while least < 1e12 && passage.get(end).is_some_and(|token| token.reads("of")) {
        let Some(more) = value(end + 1) else { break };
        // `tens of thousands` is at least twenty thousand: the twos of `tens` and of `thousands` are one.
        least *= more / 2.0;
        end += 2;
    }
    Some(Figure { value: least, end, form: Form::Many })
}

/// Tells whether a space or a hyphen alone stands before a token.
pub(crate) fn near(passage: &Passage<'_>, at: usize) -> bool {
    passage.get(at).map_or_else(|| joins(passage.gap(at)), |token| token.near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::{self, Word};

    fn check(text: &str, expected: &str) {
        let words: Vec<Word> = word::words(text).collect();
        let ends = [text.len() as u32];
        let passage = Passage::new(text, &words, &ends, &[]);
        let found = figure(&passage, 0).map_or_else(
            || "-".to_owned(),
            |figure| format!("{} {}", figure.value, passage.span(0, figure.end).of(text)),
        );
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_in_digits() {
        check("174 drones", "174 174");
        check("1,000 men", "1000 1,000");
        check("1.5 million people", "1500000 1.5 million");
        check("5bn pounds", "5000000000 5bn");
        check("6 3/8 points", "6.375 6 3/8");
        check("3/4 of them", "0.75 3/4");
        check("1,00 men", "-");
        check("1,00,000 men", "100000 1,00,000");
        check("12,34,56,789 men", "123456789 12,34,56,789");
        check("12,34,567,890 men", "-");
        check("1234,567 men", "-");
        check("500 crore rupees", "5000000000 500 crore");
        check("3 lakh crore rupees", "3000000000000 3 lakh crore");
        check("90th day", "-");
        check("2 hundred thousand", "200000 2 hundred thousand");
    }

    #[test]
    fn numbers_in_words() {
        check("two dozen men", "24 two dozen");
        check("half a million people", "500000 half a million");
        check("half a dozen men", "6 half a dozen");
        check("a hundred men", "100 a hundred");
        check("twenty-five men", "25 twenty-five");
        check("two hundred and five thousand men", "205000 two hundred and five thousand");
        check("three million two hundred men", "3000200 three million two hundred");
        check("one and a half years", "1.5 one and a half");
        check("four and a half billion dollars", "4500000000 four and a half billion");
        check("several hundred men", "200 several hundred");
        check("million men", "-");
        check("five six", "5 five");
        check("three-year-long", "3 three");
        check("hundreds of men", "200 hundreds");
        check("tens of thousands of men", "20000 tens of thousands");
        check("hundreds of thousands", "200000 hundreds of thousands");
        check("dozens", "24 dozens");
        check("half the men", "-");
        check("a man", "-");
    }
}
