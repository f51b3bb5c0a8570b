//! `~` and `^` after a term. In: raw text. Out: edits, slop and factor within their bounds. Must not know fields.

use newsidx_text::Span;

use super::ast::{Matcher, Query};
use super::builders::is_factor;
use super::characters::characters;
use super::error::QueryError;
use super::notes::{NoteKind, Notes, shown};
use super::parser::Part;

/// The numbers after `~` and `^` as typed; empty where there is none.
#[derive(Clone, Copy, Default)]
pub(super) struct Modifiers<'a> {
    tilde: Option<&'a str>,
    caret: Option<&'a str>,
    /// What follows a closing mark but is no modifier, such as the first of two factors.
    rest: &'a str,
}

impl<'a> Modifiers<'a> {
    /// Splits a word from its modifiers, in either order and each at most once; `~50` and `^2` alone are words.
    pub(super) fn split(raw: &'a str) -> (&'a str, Self) {
        Self::peeled(raw, 1)
    }

    /// Reads the modifiers that follow a phrase, a range or a group.
    pub(super) fn of(raw: &'a str) -> Self {
        let (rest, found) = Self::peeled(raw, 0);
        Self { rest, ..found }
    }

    /// Takes modifiers off the end while at least `kept` bytes remain.
    fn peeled(raw: &'a str, kept: usize) -> (&'a str, Self) {
        let (mut body, mut found) = (raw, Self::default());
        while let Some((rest, sign, number)) = last_modifier(body) {
            let place = if sign == '~' { &mut found.tilde } else { &mut found.caret };
            if place.is_some() || rest.len() < kept {
                break;
            }
            *place = Some(number);
            body = rest;
        }
        (body, found)
    }

    /// Makes the matcher of a word with the edits it asks for.
    pub(super) fn fuzzy(&self, word: String, span: Span, notes: &mut Notes) -> Result<Matcher, QueryError> {
        let (distance, fault) = match self.tilde {
            None => return Ok(Matcher::Word(word)),
            Some("" | "1") => (1, ""),
            Some("2") => (2, ""),
            Some("0") => (0, "read as the word itself"),
            Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => (2, "read as `~2`"),
            Some(_) => (1, "read as `~1`"),
        };
        if !fault.is_empty() {
            let number = self.tilde.unwrap_or_default();
            let what = || format!("`~` takes 1 or 2 edits, not {}", shown(number));
            notes.add(NoteKind::Modifier, span, what, fault)?;
        }
        Ok(if distance == 0 { Matcher::Word(word) } else { Matcher::Fuzzy { word, distance } })
    }

    /// Gives how many moves the words of a phrase may make.
    pub(super) fn slop(&self, span: Span, notes: &mut Notes) -> Result<u32, QueryError> {
        let Some(number) = self.tilde else { return Ok(0) };
        if let Ok(slop) = number.parse() {
            return Ok(slop);
        }
        let fault = || format!("`~` after a phrase takes a number of words, not {}", shown(number));
        notes.add(NoteKind::Modifier, span, fault, "ignored").map(|()| 0)
    }

    /// Notes a `~` where there is nothing to edit.
    pub(super) fn refuse_edits(&self, span: Span, notes: &mut Notes) -> Result<(), QueryError> {
        match self.tilde {
            Some(_) => notes.add(NoteKind::Modifier, span, || "`~` cannot stand here".into(), "ignored"),
            None => Ok(()),
        }
    }

    /// Multiplies the score of a part.
    pub(super) fn boosted(&self, part: Option<Query>, span: Span, notes: &mut Notes) -> Part {
        if !self.rest.is_empty() {
            let fault = || format!("{} is one modifier too many", shown(self.rest));
            notes.add(NoteKind::Modifier, span, fault, "ignored")?;
        }
        let Some(number) = self.caret else { return Ok(part) };
        match number.parse() {
            Ok(factor) if is_factor(factor) => return Ok(part.map(|query| query.boost(factor))),
            _ => {}
        }
        let fault = || format!("`^` takes a positive number, not {}", shown(number));
        notes.add(NoteKind::Modifier, span, fault, "ignored").map(|()| part)
    }
}

/// Finds the modifier that ends the text: a sign and what can be a number.
fn last_modifier(raw: &str) -> Option<(&str, char, &str)> {
    let sign = characters(raw).filter(|character| character.is('~') || character.is('^')).last()?;
    let (body, rest) = raw.split_at_checked(sign.at)?;
    let number = rest.get(1..)?;
    let numeric = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    numeric.then_some((body, sign.value, number))
}
