//! Characters that no index holds. In: the query as given. Out: the query without them, and where its bytes came from.
//! Must not know tokens.

use std::borrow::Cow;

use newsidx_text::Span;

use super::characters::is_unreadable;
use super::error::QueryError;
use super::notes::{Note, NoteKind, Notes};

/// A query without unreadable characters.
pub(super) struct Clean<'a> {
    pub(super) text: Cow<'a, str>,
    /// For each character taken out, where it was missing in the clean text and how many bytes are missing up to there.
    removed: Vec<(usize, usize)>,
}

impl<'a> Clean<'a> {
    /// Takes NUL and replacement characters out.
    pub(super) fn of(text: &'a str) -> Self {
        if !text.contains(is_unreadable) {
            return Self { text: Cow::Borrowed(text), removed: Vec::new() };
        }
        let (mut clean, mut removed, mut missing) = (String::with_capacity(text.len()), Vec::new(), 0);
        for value in text.chars() {
            if is_unreadable(value) {
                missing += value.len_utf8();
                removed.push((clean.len(), missing));
            } else {
                clean.push(value);
            }
        }
        Self { text: Cow::Owned(clean), removed }
    }

    /// Notes that characters were taken out.
    pub(super) fn report(&self, notes: &mut Notes) -> Result<(), QueryError> {
        let Some((start, _)) = self.removed.first().copied() else { return Ok(()) };
        let message = || match self.removed.len() {
            1 => "a character is NUL or was not UTF-8".to_owned(),
            count => format!("{count} characters are NUL or were not UTF-8"),
        };
        notes.add(NoteKind::UnreadableCharacter, Span::new(start, start), message, "dropped")
    }

    /// Gives the byte of the query as given for a byte of the clean text.
    pub(super) fn moved(&self, at: usize) -> usize {
        let before = self.removed.partition_point(|(place, _)| *place < at);
        let missing = before.checked_sub(1).and_then(|last| self.removed.get(last)).map_or(0, |(_, missing)| *missing);
        at + missing
    }

    /// Moves a note to where the query as given has it.
    pub(super) fn moved_note(&self, note: Note) -> Note {
        let (start, end) = (note.span.start as usize, note.span.end as usize);
        Note { span: Span::new(self.moved(start), self.moved(end)), ..note }
    }
}
