//! Repairs of decoded text, and the refusal of what cannot be decoded. In: bytes. Out: text with `\n` for line ends and
//! no control characters but `\n` and `\t`, or the position of the first bad byte. Must not know any form of input.

use std::borrow::Cow;

/// The mark that some editors put before UTF-8.
pub(super) const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Tells whether bytes begin with the mark of UTF-16 or UTF-32, which would decode to nonsense.
pub(super) fn has_wide_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || bytes.starts_with(b"\x00\x00\xFE\xFF")
}

/// Text after repair.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Repaired<'a> {
    pub(super) text: Cow<'a, str>,
    /// How many control characters were left out.
    pub(super) dropped: u64,
    /// The byte of the original at which the first of them stood.
    pub(super) first: Option<usize>,
}

/// Makes every line end `\n`, gives a page break or vertical tab the same, and leaves other control characters out.
///
/// A page break becomes a line end because dropping it would join two words.
pub(super) fn repair(text: &str) -> Repaired<'_> {
    if !text.bytes().any(needs_repair) {
        return Repaired { text: Cow::Borrowed(text), dropped: 0, first: None };
    }
    let (mut out, mut dropped, mut first) = (String::with_capacity(text.len()), 0, None);
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '\r' if characters.peek().is_some_and(|next| next.1 == '\n') => {}
            '\r' | '\x0B' | '\x0C' => out.push('\n'),
            _ if u8::try_from(character).is_ok_and(needs_repair) => {
                dropped += 1;
                first = first.or(Some(at));
            }
            _ => out.push(character),
        }
    }
    Repaired { text: Cow::Owned(out), dropped, first }
}

/// Tells the bytes of ASCII control characters, `\n` and `\t` apart; no other character has such a byte in UTF-8.
fn needs_repair(byte: u8) -> bool {
    byte.is_ascii_control() && byte != b'\n' && byte != b'\t'
}

/// Gives the line of a byte and its place in the line, both counted from 1; CRLF, LF and CR each end a line.
pub(super) fn line_and_byte(bytes: &[u8], at: usize) -> (u64, u64) {
    let before = bytes.get(..at).unwrap_or(bytes);
    let (mut line, mut start) = (1, 0);
    for (index, byte) in before.iter().enumerate() {
        let ends = match byte {
            b'\n' => true,
            b'\r' => bytes.get(index + 1) != Some(&b'\n'),
            _ => false,
        };
        if ends {
            (line, start) = (line + 1, index + 1);
        }
    }
    (line, (before.len() - start + 1) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expected: &str, dropped: u64, first: Option<usize>) {
        assert_eq!(repair(input), Repaired { text: expected.into(), dropped, first }, "repairing {input:?}");
    }

    #[test]
    fn line_ends_and_control_characters_are_repaired() {
        check("a\tb\nc", "a\tb\nc", 0, None);
        check("a\r\nb\rc\r\r\nd", "a\nb\nc\n\nd", 0, None);
        check("a\0b\x01", "ab", 2, Some(1));
        check("é\x7Fé\x1B[0m", "éé[0m", 2, Some(2));
        check("a\x0Cb\x0Bc", "a\nb\nc", 0, None);
        check("\u{85}\u{2028}", "\u{85}\u{2028}", 0, None);
    }

    #[test]
    fn positions_are_lines_and_bytes() {
        let check = |bytes: &[u8], at: usize, expected: (u64, u64)| assert_eq!(line_and_byte(bytes, at), expected);
        check(b"", 0, (1, 1));
        check(b"ab\ncd", 4, (2, 2));
        check(b"ab\r\ncd", 4, (2, 1));
        check(b"a\rb\rc", 4, (3, 1));
        check(b"ab", 99, (1, 3));
    }
}
