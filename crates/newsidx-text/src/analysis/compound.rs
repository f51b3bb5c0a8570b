//! Words joined by hyphens. In: the words of a paragraph. Out: which belong together, and their whole as one token.

use super::token::LONGEST_TOKEN;
use crate::word::Word;

/// Gives the words from the first of `words` on that are joined to it, the first included.
pub(super) fn parts<'a>(text: &str, words: &'a [Word]) -> &'a [Word] {
    let joined =
        words.windows(2).take_while(|pair| matches!(pair, [before, after] if are_joined(text, *before, *after)));
    let count = joined.count() + 1;
    words.get(..count).unwrap_or(words)
}

/// Tells whether exactly one hyphen, and nothing else, stands between two words.
fn are_joined(text: &str, before: Word, after: Word) -> bool {
    let between = text.get(before.span.end as usize..after.span.start as usize);
    // An en dash joins names (`Russia–Ukraine`) and years; an em dash parts sentences.
    matches!(between, Some("-" | "\u{2010}" | "\u{2011}" | "\u{2013}"))
}

/// Appends a tab and the whole of two or more `parts`, in lower case, joined by hyphens.
///
/// `tokens_of` appends the tokens of a part and gives the length of the first, the exact one.
pub(super) fn write_whole<'a>(
    parts: impl ExactSizeIterator<Item = &'a str>,
    mut tokens_of: impl FnMut(&str, &mut String) -> usize,
    out: &mut String,
) {
    if parts.len() < 2 {
        return;
    }
    let before = out.len();
    for (no, part) in parts.enumerate() {
        out.push(if no == 0 { '\t' } else { '-' });
        let start = out.len();
        let exact_len = tokens_of(part, out);
        out.truncate(start + exact_len);
    }
    // Its parts stand for a whole that is too long to be a token.
    if out.len() - before > LONGEST_TOKEN {
        out.truncate(before);
    }
    if let Some(whole) = out.get_mut(before..) {
        whole.make_ascii_lowercase();
    }
}
