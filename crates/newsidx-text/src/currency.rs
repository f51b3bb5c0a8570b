//! Money as it is written. In: a passage and where a figure stands. Out: the code of the currency beside it. Knows nothing
//! of the figure. The signs, marks and names are a data file.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lexeme::Class;
use crate::number::near;
use crate::passage::{Passage, small};

/// A sign (`$`), a mark of letters (`Rs`) or a name in small letters (`swiss franc`), a tab, and the code of ISO 4217.
pub(crate) const DATA: &str = include_str!("../data/facts/currencies.txt");

/// No name has more words.
const LONGEST: usize = 3;

/// No mark of letters has more bytes.
const LONGEST_MARK: usize = 4;

static CODES: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| DATA.lines().filter_map(|line| line.split_once('\t')).collect());

/// The signs that are no letters.
static SIGNS: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| CODES.iter().map(|(sign, code)| (*sign, *code)).filter(|(sign, _)| is_sign(sign)).collect());

fn is_sign(mark: &str) -> bool {
    mark.chars().count() == 1 && !mark.starts_with(char::is_alphabetic)
}

/// A mark of money before a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The code; none where the letters before a sign are of a currency that the list does not hold.
    pub(crate) code: Option<&'static str>,
    /// The byte where it starts.
    pub(crate) start: u32,
    /// Its first token, or that of the figure.
    pub(crate) first: usize,
}

/// Reads the mark of a currency before a figure: `$5`, `NT$5`, `Rs 5`, `CHF 5`.
pub(crate) fn before(passage: &Passage<'_>, at: usize) -> Option<Mark> {
    let start = passage.get(at)?.start;
    let gap = passage.gap(at);
    let bare = gap.trim_end_matches([' ', '\u{a0}']);
    let sign = if bare.is_empty() { None } else { SIGNS.iter().find(|(sign, _)| bare.ends_with(sign)) };
    let Some((sign, code)) = sign else { return letters(passage, at) };
    let mark = Mark { code: Some(*code), start: start - (gap.len() - bare.len() + sign.len()) as u32, first: at };
    let Some(letters) = at.checked_sub(1).filter(|_| bare == *sign).and_then(|before| passage.get(before)) else {
        return Some(mark);
    };
    let code = CODES.get(format!("{}{sign}", letters.text).as_str()).copied();
    let other = letters.text.len() < 5 && letters.text.bytes().all(|byte| byte.is_ascii_uppercase());
    Some(if code.is_some() || other { Mark { code, start: letters.start, first: at - 1 } } else { mark })
}

/// Reads a mark of letters, apart from the figure: `Rs. 500`.
fn letters(passage: &Passage<'_>, at: usize) -> Option<Mark> {
    let before = at.checked_sub(1).filter(|_| near(passage, at) || matches!(passage.gap(at), ". " | "."))?;
    let token = passage.get(before)?;
    let code = mark(token.text).filter(|_| token.text.len() > 1 || is_large(passage, at))?;
    Some(Mark { code: Some(code), start: token.start, first: before })
}

/// Reads a mark of letters in one word with its figure, and how many bytes it has: `RM5`, `R500 million`.
pub(crate) fn glued(passage: &Passage<'_>, at: usize) -> Option<(&'static str, usize)> {
    let text = passage.get(at)?.text;
    let digit = text.find(|c: char| c.is_ascii_digit()).filter(|digit| (1..=4).contains(digit))?;
    let letters = text.get(..digit)?;
    let code = mark(letters).filter(|_| letters.len() > 1 || is_large(passage, at))?;
    Some((code, digit))
}

fn mark(letters: &str) -> Option<&'static str> {
    // Most words are neither: `zł` alone begins with a small letter.
    let short = letters.len() <= LONGEST_MARK && letters.starts_with(|c: char| c.is_ascii_uppercase() || c == 'z');
    if !short || !letters.chars().all(char::is_alphabetic) {
        return None;
    }
    CODES.get(letters).copied()
}

/// Tells whether a figure is told in millions or has commas: one letter before a smaller one is more often no money.
fn is_large(passage: &Passage<'_>, at: usize) -> bool {
    let scaled = near(passage, at + 1) && passage.is(at + 1, Class::SCALE);
    let text = passage.get(at).map_or("", |token| token.text);
    scaled || text.contains(',') || text.ends_with("bn") || text.ends_with("tn")
}

/// Reads the name or the mark of a currency after a figure: its code, one past its last token, and so many bytes of a sign.
pub(crate) fn after(passage: &Passage<'_>, end: usize) -> Option<(&'static str, usize, u32)> {
    if let Some((code, bytes)) = sign_after(passage.gap(end)) {
        return Some((code, end, bytes));
    }
    let token = passage.get(end).filter(|_| near(passage, end))?;
    let marked = || mark(token.text).filter(|_| token.text.len() > 1).map(|code| (code, end + 1, 0));
    named(passage, end).map(|(code, end)| (code, end, 0)).or_else(marked)
}

/// Reads the sign after a figure, where the next one does not own it: `5 €`.
fn sign_after(gap: &str) -> Option<(&'static str, u32)> {
    let rest = gap.trim_start_matches([' ', '\u{a0}']);
    if rest.is_empty() {
        return None;
    }
    let (sign, code) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    let free = rest.len() > sign.len() && gap.len() < rest.len() + 2;
    free.then_some((code, (gap.len() - rest.len() + sign.len()) as u32))
}

/// Reads the name of a currency: `Swiss francs`.
fn named(passage: &Passage<'_>, at: usize) -> Option<(&'static str, usize)> {
    let first = passage.get(at).filter(|first| first.is_capital() || first.text.starts_with("pound"))?;
    passage.get(at + 1).filter(|_| near(passage, at + 1))?;
    let mut name = small(first.text).into_owned();
    let mut found = None;
    for end in at + 1..at + 1 + LONGEST {
        let Some(token) = passage.get(end).filter(|_| near(passage, end)) else { break };
        name = name + " " + &small(token.text);
        let code = CODES.get(name.as_str()).or_else(|| CODES.get(name.strip_suffix('s')?));
        found = code.map(|code| (*code, end + 1)).or(found);
    }
    found
}

/// Tells whether a gap ends with the sign of a currency.
pub(crate) fn ends_with_sign(gap: &str) -> bool {
    let gap = gap.trim_end();
    !gap.is_empty() && SIGNS.iter().any(|(sign, _)| gap.ends_with(sign))
}

/// Tells whether a gap begins with a space and ends with the sign of a currency.
pub(crate) fn is_apart_sign(gap: &str) -> bool {
    gap.len() > 1 && gap.starts_with([' ', '\u{a0}']) && SIGNS.iter().any(|(sign, _)| gap.ends_with(sign))
}

/// Gives each name and mark with its code.
pub(crate) fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    CODES.iter().map(|(name, code)| (*name, *code))
}

/// Writes the code of a currency for its sign: `USD 5` for `US$5`.
pub(crate) fn without_signs(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.contains('$') {
        return Cow::Borrowed(text);
    }
    // `US$` ends as `S$` does.
    let mut signs: Vec<(&str, &str)> =
        names().filter(|(name, _)| name.contains(|c: char| !c.is_alphanumeric() && c != ' ')).collect();
    signs.sort_by_key(|(sign, _)| Reverse(sign.len()));
    let replace = |text: String, (sign, code): (&str, &str)| text.replace(sign, &format!(" {code} "));
    Cow::Owned(signs.into_iter().fold(text.to_owned(), replace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::assert_sorted_and_unique;

    #[test]
    fn names_are_sorted_and_have_codes() {
        assert_sorted_and_unique("currencies", DATA);
        assert!(DATA.lines().all(|line| line.split_once('\t').is_some_and(|(_, code)| code.len() == 3)));
        for (name, _) in names() {
            assert!(name.split(' ').count() <= LONGEST + 1, "{name}");
            let letters = name.chars().all(char::is_alphabetic);
            assert!(!letters || mark(name).is_some(), "{name}");
        }
    }
}
