//! What was read otherwise than typed. In: repairs and remarks as the parser makes them. Out: notes in the order of the
//! text, or the first repair as an error where nothing may be repaired. Must not know the grammar.

use newsidx_text::Span;
use serde::Serialize;

use super::characters::is_space;
use super::error::QueryError;
use super::options::Repair;

/// How many notes of one kind are kept; the last one counts the rest, so that a hostile query has a short answer.
const KEPT: usize = 3;
const SHOWN: usize = 40;

/// Something a person should know about how the query was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What happened.
    pub kind: NoteKind,
    /// The bytes of the query it happened to, on character boundaries.
    pub span: Span,
    /// What was found and how it was read, in lower case and without a full stop.
    pub message: String,
}

/// What a note tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NoteKind {
    /// NUL, or a character that stands for bytes that are not UTF-8, was dropped.
    UnreadableCharacter,
    /// A quotation mark was closed at the end of the query.
    UnclosedQuote,
    /// A parenthesis was closed at the end of the query or of its group.
    UnclosedParenthesis,
    /// A closing parenthesis that nothing opened was dropped.
    UnopenedParenthesis,
    /// An `AND`, `OR`, `NOT`, `-` or `+` that has nothing to work on was dropped.
    DanglingOperator,
    /// A group without content was dropped.
    EmptyGroup,
    /// A `~` or `^` without a usable number, or where it cannot stand, was dropped or brought into its bounds.
    Modifier,
    /// Something that looks like syntax was read as plain text.
    PlainText,
    /// A field name with nothing after it was read as a word.
    FieldWithoutValue,
    /// A distance such as `w/5`, which is not understood yet, was read as plain words.
    Proximity,
    /// Something without a letter or a digit was dropped.
    NothingToSearch,
    /// The query holds nothing to search for, so it finds nothing.
    Empty,
    /// A `?` that ends a question was dropped.
    QuestionMark,
    /// A `*` or `?` that may not have been meant as it was read; a remark, not a repair.
    Wildcard,
}

impl NoteKind {
    /// Tells whether the text was changed or guessed at, which [`Repair::Strict`] refuses.
    pub fn is_repair(self) -> bool {
        self != Self::Wildcard
    }

    /// How to write it so that nothing is guessed.
    fn advice(self) -> &'static str {
        match self {
            Self::UnreadableCharacter => "remove it",
            Self::UnclosedQuote => "close it, or put `\\` before it to take it as plain text",
            Self::UnclosedParenthesis | Self::UnopenedParenthesis => {
                "write both parentheses, or put `\\` before a plain one"
            }
            Self::DanglingOperator => "write what it works on, or put `\\` before it to search for the word",
            Self::EmptyGroup | Self::NothingToSearch => "leave it out",
            Self::Modifier => "write `word~1`, `word~2`, `\"some words\"~3` or `word^2.5`",
            Self::PlainText | Self::Proximity => "put it in quotation marks to search for it as text",
            Self::FieldWithoutValue => "write the value after the colon without a space, or leave out the colon",
            Self::QuestionMark => "leave it out, or write `(word?)` where it stands for one character",
            Self::Empty => "write `*` to find everything",
            Self::Wildcard => "put `\\` before it to take it as plain text",
        }
    }
}

/// Collects notes, or stops at the first repair.
pub(super) struct Notes {
    repair: Repair,
    kept: Vec<Note>,
    /// Kinds with more notes than are kept: how many more, and where the last one is.
    more: Vec<(NoteKind, usize, Span)>,
}

impl Notes {
    pub(super) fn new(repair: Repair) -> Self {
        Self { repair, kept: Vec::new(), more: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Notes what was found at `span` and how it was read.
    ///
    /// The message is made only where it is kept: a megabyte of faults costs no megabyte of messages.
    pub(super) fn add(
        &mut self,
        kind: NoteKind,
        span: Span,
        fault: impl FnOnce() -> String,
        reading: &str,
    ) -> Result<(), QueryError> {
        if kind.is_repair() && self.repair == Repair::Strict {
            return Err(QueryError::new(fault(), span.start as usize).hint_at(kind.advice()));
        }
        if self.kept.iter().filter(|note| note.kind == kind).count() < KEPT {
            self.kept.push(Note { kind, span, message: format!("{}: {reading}", fault()) });
            return Ok(());
        }
        match self.more.iter_mut().find(|(known, ..)| *known == kind) {
            Some((_, count, last)) => (*count, *last) = (*count + 1, span),
            None => self.more.push((kind, 1, span)),
        }
        Ok(())
    }

    /// Gives the notes in the order of the text, the counts of the rest at the end.
    pub(super) fn finish(mut self) -> Vec<Note> {
        self.kept.sort_by_key(|note| note.span);
        self.more.sort_by_key(|(_, _, span)| *span);
        let more = self.more.into_iter().map(|(kind, count, span)| {
            let places = if count == 1 { "place" } else { "places" };
            Note { kind, span, message: format!("{count} more {places} like this") }
        });
        self.kept.into_iter().chain(more).collect()
    }
}

/// Gives text of a query as a message shows it: in backticks, on one line, cut when long.
pub(super) fn shown(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    format!("`{}`", short.trim_matches(is_space))
}
