//! The tokens of one paragraph. In: its text, words and sentence ends. Out: tokens that know their shape, the gap
//! before them and their classes. Must not know names or rules.
//!
//! A token is a word, or one side of a hyphen in it, without its possessive ending.

use std::borrow::Cow;

use crate::fold;
use crate::word::Word;

use super::class::{self, Class, Met, Vocabulary};
use super::known::{self, Known};
use super::title::{self, Title};

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// One space, or the point and space of an abbreviation.
    Space,
    /// A hyphen without spaces.
    Hyphen,
    /// A comma and a space.
    Comma,
    /// An ampersand.
    Ampersand,
    /// A space and an opening bracket.
    Bracket,
    /// Anything else: a sentence end, a quotation mark, the start of the text.
    Break,
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Lower,
    /// It holds a capital letter.
    Capital,
    /// It holds two letters or more, all capitals.
    AllCaps,
    /// It is one capital letter.
    Initial,
    Number,
}

/// A token.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// As written.
    pub(super) text: &'a str,
    /// Folded, without points, with straight apostrophes.
    pub(super) key: Cow<'a, str>,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The position of its word.
    pub(super) word: u32,
    pub(super) gap: Gap,
    pub(super) shape: Shape,
    /// It begins a sentence or a quotation, so that its capital proves nothing.
    pub(super) opens: bool,
    pub(super) possessive: bool,
    pub(super) class: Class,
    /// Its number in the vocabulary.
    pub(super) number: u32,
}

/// The tokens of one paragraph.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    /// The vocabulary that numbered them.
    pub(super) vocabulary: u64,
    list: Vec<Token<'a>>,
    /// Most of its longer words are capitalised, as in a headline, so that capitals prove nothing.
    pub(super) titled: bool,
    /// The longest listed names, and for each token the number of the one that starts there; 0 for none.
    known: Vec<Known>,
    known_at: Vec<u32>,
    /// Where a title starts, and the title; in order.
    titles: Vec<(usize, Title)>,
}

impl<'a> Tokens<'a> {
    /// Splits a paragraph.
    pub(super) fn new(text: &'a str, words: &[Word], sentences: &[u32], vocabulary: &mut Vocabulary) -> Self {
        let mut list: Vec<Token<'a>> = Vec::with_capacity(words.len() + words.len() / 8);
        for (number, word) in words.iter().enumerate() {
            let mut start = word.span.start as usize;
            let whole = word.span.of(text);
            if whole.bytes().all(|byte| byte.is_ascii() && byte != b'-' && byte != b':') {
                push(&mut list, text, start, whole, number as u32);
                continue;
            }
            // `Trump:Thank` is a label and a word.
            for part in whole.split(['-', '‐', '‑', ':']) {
                if !part.is_empty() {
                    push(&mut list, text, start, part, number as u32);
                }
                start += part.len()
                    + text.get(start + part.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            }
        }
        mark_openings(&mut list, sentences);
        for token in &mut list {
            let found = || match token.shape {
                Shape::Number => Class::NONE,
                // Whose name a small word might be does not count.
                Shape::Lower => class::around_names(&token.key),
                _ => class::look_up(&token.key),
            };
            Met { class: token.class, number: token.number } = vocabulary.met(token.text, found);
        }
        let titled = is_titled(text, &list);
        let mut tokens = Self {
            text,
            vocabulary: vocabulary.id,
            list,
            titled,
            known: Vec::new(),
            known_at: Vec::new(),
            titles: Vec::new(),
        };
        tokens.titles = (0..tokens.len()).filter_map(|first| Some((first, title::find(&tokens, first)?))).collect();
        let (mut known, mut known_at) = (Vec::new(), Vec::with_capacity(tokens.len()));
        for first in 0..tokens.len() {
            let found = known::find(&tokens, first, vocabulary);
            known_at.push(if found.is_some() { known.len() as u32 + 1 } else { 0 });
            known.extend(found);
        }
        (tokens.known, tokens.known_at) = (known, known_at);
        tokens
    }

    /// Gives the longest listed name that starts at `index`.
    pub(super) fn known(&self, index: usize) -> Option<&Known> {
        self.known.get((*self.known_at.get(index)? as usize).checked_sub(1)?)
    }

    /// Gives the longest title that starts at `index`.
    pub(super) fn title(&self, index: usize) -> Option<Title> {
        let place = self.titles.binary_search_by_key(&index, |(first, _)| *first).ok()?;
        self.titles.get(place).map(|(_, title)| *title)
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Token<'a>> {
        self.list.iter()
    }

    pub(super) fn get(&self, index: usize) -> Option<&Token<'a>> {
        self.list.get(index)
    }

    /// Gives the token before `index`.
    pub(super) fn before(&self, index: usize) -> Option<&Token<'a>> {
        self.list.get(index.checked_sub(1)?)
    }

    /// Gives the folded form, empty past the end.
    pub(super) fn key(&self, index: usize) -> &str {
        self.get(index).map_or("", |token| &token.key)
    }

    /// Gives the gap before a token, a break past the end.
    pub(super) fn gap(&self, index: usize) -> Gap {
        self.get(index).map_or(Gap::Break, |token| token.gap)
    }

    /// Tells whether the token is capitalised.
    pub(super) fn capital(&self, index: usize) -> bool {
        self.get(index).is_some_and(Token::is_capital)
    }

    /// Tells whether the token has one of the classes.
    pub(super) fn is(&self, index: usize, class: Class) -> bool {
        self.get(index).is_some_and(|token| token.class.any(class))
    }

    pub(super) fn possessive(&self, index: usize) -> bool {
        self.get(index).is_some_and(|token| token.possessive)
    }

    /// Gives the text from the token `first` up to the token `end`.
    pub(super) fn slice(&self, first: usize, end: usize) -> &'a str {
        let start = self.get(first).map_or(0, |token| token.start);
        let end = self.before(end).map_or(start, |token| token.end);
        self.text.get(start..end).unwrap_or_default()
    }
}

impl Token<'_> {
    /// Tells whether it starts with, or holds, a capital letter.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::AllCaps | Shape::Initial)
    }
}

fn push<'a>(list: &mut Vec<Token<'a>>, text: &'a str, start: usize, part: &'a str, word: u32) {
    // Most words are small letters after a space: for these nothing else needs to be asked.
    let plain = part.bytes().all(|byte| byte.is_ascii_lowercase());
    let ending = |part: &'a str| ["'s", "’s", "'S", "’S"].into_iter().find_map(|ending| part.strip_suffix(ending));
    let (mut body, mut possessive) = match if plain { None } else { ending(part) } {
        Some(body) if !body.is_empty() => (body, true),
        _ => (part, false),
    };
    let after = text.get(start + body.len()..).unwrap_or_default();
    if !plain && after.starts_with('.') && body.contains('.') {
        // The last point of `U.S.` is part of it.
        body = text.get(start..=start + body.len()).unwrap_or(body);
    }
    if !possessive && body.ends_with('s') {
        let mut rest = after.chars();
        possessive = matches!(rest.next(), Some('\'' | '’')) && !rest.next().is_some_and(char::is_alphanumeric);
    }
    let shape = if plain { Shape::Lower } else { shape_of(body) };
    let key = if plain { Cow::Borrowed(body) } else { key_of(body) };
    let mut gap = list.last().map_or(Gap::Break, |previous| gap_between(previous, text, start));
    if gap == Gap::Space && ends_on_x(list) && text.get(..start).is_some_and(|before| before.ends_with(". ")) {
        gap = Gap::Break;
    }
    list.push(Token {
        text: body,
        key,
        start,
        end: start + body.len(),
        word,
        gap,
        shape,
        opens: gap == Gap::Break,
        possessive,
        class: Class::NONE,
        number: 0,
    });
}

/// `He wrote on X. Moon answered.`: the platform is no initial.
fn ends_on_x(list: &[Token<'_>]) -> bool {
    matches!(list, [.., on, x] if x.text == "X" && on.key == "on")
}

/// Folds a token as the keys of the lists are folded.
fn key_of(body: &str) -> Cow<'_, str> {
    let folded = fold::fold(body);
    if folded.contains(['.', '’']) {
        return Cow::Owned(folded.replace('.', "").replace('’', "'"));
    }
    folded
}

fn shape_of(body: &str) -> Shape {
    let (mut letters, mut capitals, mut others) = (0, 0, 0);
    for character in body.chars() {
        if character.is_uppercase() {
            capitals += 1;
        }
        if character.is_alphabetic() {
            letters += 1;
        } else if character.is_numeric() {
            others += 1;
        }
    }
    match (letters, capitals) {
        (0, _) => Shape::Number,
        (_, 0) => Shape::Lower,
        (1, 1) if others == 0 => Shape::Initial,
        (letters, capitals) if letters == capitals => Shape::AllCaps,
        // `13th` is lower, `iPhone` is not; one capital inside a word is a name.
        _ => Shape::Capital,
    }
}

fn gap_between(previous: &Token<'_>, text: &str, start: usize) -> Gap {
    let mut between = text.get(previous.end..start).unwrap_or_default();
    if between == " " {
        return Gap::Space;
    }
    if previous.possessive {
        between = between.trim_start_matches(['\'', '’', 's', 'S']);
    }
    match between {
        " " | "\u{a0}" | "  " | "\n" => Gap::Space,
        "-" | "‐" | "‑" | "–" => Gap::Hyphen,
        ", " => Gap::Comma,
        "&" | " & " => Gap::Ampersand,
        " (" => Gap::Bracket,
        ". " | "." if is_abbreviation(previous) => Gap::Space,
        _ => Gap::Break,
    }
}

/// Tells whether a point after the token ends an abbreviation more likely than a sentence.
fn is_abbreviation(token: &Token<'_>) -> bool {
    const ABBREVIATIONS: [&str; 30] = [
        "adm", "brig", "bros", "capt", "co", "col", "corp", "dr", "fr", "ft", "gen", "gov", "hon", "inc", "jr", "lt",
        "ltd", "maj", "mr", "mrs", "ms", "mt", "no", "prof", "rep", "rev", "sen", "sgt", "sr", "st",
    ];
    token.shape == Shape::Initial
        || token.shape == Shape::Capital && ABBREVIATIONS.binary_search(&token.key.as_ref()).is_ok()
}

/// A token that starts a sentence opens it, unless an abbreviation misled whoever cut the sentences.
fn mark_openings(list: &mut [Token<'_>], sentences: &[u32]) {
    let mut ends = sentences.iter().peekable();
    for (index, token) in list.iter_mut().enumerate() {
        let mut first = index == 0;
        while ends.peek().is_some_and(|end| **end as usize <= token.start) {
            ends.next();
            first = true;
        }
        token.opens |= first && token.gap != Gap::Space;
    }
}

/// Tells whether four in five of the words of four letters and more are capitalised; all, where a point ends the text.
fn is_titled(text: &str, list: &[Token<'_>]) -> bool {
    let (mut long, mut capital) = (0, 0);
    for token in list.iter().filter(|token| token.key.len() > 3 && token.shape != Shape::Number) {
        long += 1;
        capital += usize::from(token.is_capital());
    }
    long > 2 && if text.trim_end().ends_with('.') { capital == long } else { capital * 5 >= long * 4 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sentence, word};

    fn check(text: &str, expected: &str) {
        let words: Vec<Word> = word::words(text).collect();
        let tokens = Tokens::new(text, &words, &sentence::ends(text), &mut Vocabulary::default());
        let shown: Vec<String> = tokens
            .iter()
            .map(|token| {
                let open = if token.opens { "^" } else { "" };
                let possessive = if token.possessive { "+" } else { "" };
                format!("{open}{}{possessive}", token.text)
            })
            .collect();
        assert_eq!(shown.join("|"), expected, "{text}");
    }

    #[test]
    fn tokens_know_openings_and_possessives() {
        check("Russia’s US-proposed plan. He left", "^Russia+|US|proposed|plan|^He|left");
        check("Mr. Smith met John F. Kennedy", "^Mr|Smith|met|John|F|Kennedy");
        check("the U.S. Senate, “Yes” said", "^the|U.S.|Senate|^Yes|^said");
        check("the Joneses' house", "^the|Joneses+|house");
        check("the FED'S Doe, TRUMP:Thank you", "^the|FED+|Doe|TRUMP|^Thank|you");
    }
}
