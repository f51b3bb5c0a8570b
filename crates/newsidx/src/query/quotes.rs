//! Quotations. In: text and the place of an opening mark. Out: where the quotation ends. Must not know tokens.

use super::characters::{characters, closes, is_gershayim, is_quote};

/// Where a quotation lies.
pub(super) struct Quoted {
    /// The first byte inside, and the one after the last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The byte after the closing mark.
    pub(super) after: usize,
    pub(super) closed: bool,
}

/// Finds the end of the quotation that the mark at byte `mark` opens, at the end of the text when nothing closes it.
pub(super) fn quoted(text: &str, mark: usize) -> Quoted {
    let open = text.get(mark..).and_then(|rest| rest.chars().next()).unwrap_or('"');
    let start = mark + open.len_utf8();
    let inside = text.get(start..).unwrap_or_default();
    let mut before = None;
    for character in characters(inside) {
        let (value, end) = (character.value, start + character.at);
        if !character.escaped && closes(open, value) {
            let after = text.get(end + value.len_utf8()..).and_then(|rest| rest.chars().next());
            if !is_gershayim(before, value, after) {
                return Quoted { start, end, after: end + value.len_utf8(), closed: true };
            }
        }
        before = Some(value);
    }
    Quoted { start, end: text.len(), after: text.len(), closed: false }
}

/// Gives the value of a quotation that starts the text, and what follows it.
pub(super) fn quotation(text: &str) -> Option<(&str, &str)> {
    if !text.starts_with(is_quote) {
        return None;
    }
    let found = quoted(text, 0);
    Some((text.get(found.start..found.end)?, text.get(found.after..)?))
}
