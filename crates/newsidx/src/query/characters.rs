//! Characters that mean something in a query. In: characters and raw text. Out: their class, and text read or written
//! with backslashes. Must not know tokens, fields or notes.

use std::fmt;

/// One character as typed, with or without the backslash that takes its meaning away.
#[derive(Clone, Copy)]
pub(super) struct Character {
    /// The byte where it starts, at the backslash if there is one.
    pub(super) at: usize,
    pub(super) value: char,
    pub(super) escaped: bool,
}

impl Character {
    /// Tells whether this is `wanted` with its meaning.
    pub(super) fn is(self, wanted: char) -> bool {
        !self.escaped && self.value == wanted
    }

    /// Tells whether this stands for other characters of a word.
    pub(super) fn is_wild(self) -> bool {
        !self.escaped && is_wild(self.value)
    }
}

/// Reads backslashes; one at the very end stands for itself.
pub(super) fn characters(raw: &str) -> impl Iterator<Item = Character> + '_ {
    let mut rest = raw.char_indices();
    std::iter::from_fn(move || {
        let (at, first) = rest.next()?;
        if first != '\\' {
            return Some(Character { at, value: first, escaped: false });
        }
        let value = rest.next().map_or('\\', |(_, next)| next);
        Some(Character { at, value, escaped: true })
    })
}

/// Gives the text without the backslashes that protect characters.
pub(super) fn unescape(raw: &str) -> String {
    characters(raw).map(|character| character.value).collect()
}

/// White space, and the two invisible characters that pasted text brings along.
pub(super) fn is_space(value: char) -> bool {
    value.is_whitespace() || matches!(value, '\u{200B}' | '\u{FEFF}')
}

/// NUL, and the replacement character that stands where bytes were not UTF-8: no index holds them.
pub(super) fn is_unreadable(value: char) -> bool {
    matches!(value, '\0' | '\u{FFFD}')
}

/// Double quotation marks, straight, curly or angled.
pub(super) fn is_quote(value: char) -> bool {
    matches!(value, '"' | '“' | '”' | '„' | '‟' | '＂') || is_guillemet(value)
}

/// Tells whether `value` ends what `open` began.
///
/// Straight and curly marks end each other, since programs turn one into the other at one end only.
pub(super) fn closes(open: char, value: char) -> bool {
    is_quote(value) && is_guillemet(open) == is_guillemet(value) && value != '„'
}

/// Tells whether a straight mark between these two is the Hebrew sign of an acronym.
pub(super) fn is_gershayim(before: Option<char>, value: char, after: Option<char>) -> bool {
    let hebrew = |c: Option<char>| c.is_some_and(|c| ('\u{05D0}'..='\u{05EA}').contains(&c));
    value == '"' && hebrew(before) && hebrew(after)
}

pub(super) fn is_wild(value: char) -> bool {
    matches!(value, '*' | '?')
}

/// Tells whether the text holds anything that an analyser makes a word of.
pub(super) fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Gives what stands before the `?` that ends a word as it ends a question, where nothing else in the word is wild.
pub(super) fn before_question_mark(raw: &str) -> Option<&str> {
    let first = characters(raw).find(|character| character.is_wild())?;
    let (word, tail) = raw.split_at_checked(first.at)?;
    let ends = first.is('?') && tail.chars().all(|c| matches!(c, '?' | '!' | '.' | ',' | ';' | '…'));
    (ends && has_word(word)).then_some(word)
}

/// Recognises `w/5`, `NEAR/5`, `pre/s` and their like, which other search tools understand as a distance.
pub(super) fn is_distance(word: &str) -> bool {
    if word == "NEAR" {
        return true;
    }
    let Some((name, reach)) = word.split_once('/') else { return false };
    let named = ["w", "near", "pre", "adj", "onear"].iter().any(|known| name.eq_ignore_ascii_case(known));
    let number = !reach.is_empty() && reach.bytes().all(|byte| byte.is_ascii_digit());
    named && (number || matches!(reach, "s" | "p" | "S" | "P"))
}

/// Writes a word so that reading it gives the same word, without any meaning of its characters.
pub(super) fn escape_word(word: &str, out: &mut impl fmt::Write) -> fmt::Result {
    let operator = matches!(word, "AND" | "OR" | "NOT" | "NEAR");
    let distance = is_distance(word);
    for (at, value) in word.char_indices() {
        if (operator && at == 0) || (distance && value == '/') {
            out.write_char('\\')?;
        }
        escape_character(value, at == 0, out)?;
    }
    Ok(())
}

/// Writes one character of a word without its meaning; signs have one at the start of the word only.
pub(super) fn escape_character(value: char, first: bool, out: &mut impl fmt::Write) -> fmt::Result {
    let sign = first && matches!(value, '-' | '+' | '=' | '!' | '<' | '>' | '/');
    let mark = matches!(value, '\\' | '(' | ')' | '[' | ']' | '{' | '}' | '~' | '^' | ':');
    if sign || mark || is_quote(value) || is_wild(value) || is_space(value) {
        out.write_char('\\')?;
    }
    out.write_char(value)
}

/// Writes a phrase with its marks.
pub(super) fn escape_phrase(text: &str, out: &mut impl fmt::Write) -> fmt::Result {
    out.write_char('"')?;
    for value in text.chars() {
        if value == '\\' || closes('"', value) {
            out.write_char('\\')?;
        }
        out.write_char(value)?;
    }
    out.write_char('"')
}

fn is_guillemet(value: char) -> bool {
    matches!(value, '«' | '»')
}
