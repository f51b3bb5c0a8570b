//! Colours and links. In: text that a terminal may show. Out: the same with codes around it, where they are wanted.
//! Must not know what the text says.

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const MATCH: &str = "\x1b[1;31m";
const RED: &str = "\x1b[1;31m";
const YELLOW: &str = "\x1b[33m";
const CYAN: &str = "\x1b[36m";
const RESET: &str = "\x1b[0m";

/// What a terminal takes beside plain text; nothing unless told.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Paint {
    /// Whether it takes colours.
    pub(crate) colour: bool,
    /// Whether it takes links.
    pub(crate) links: bool,
}

impl Paint {
    /// Makes text stand out.
    pub(crate) fn bold(self, text: &str) -> String {
        self.with(BOLD, text)
    }

    /// Puts text into the background.
    pub(crate) fn dim(self, text: &str) -> String {
        self.with(DIM, text)
    }

    /// Marks what matched.
    pub(crate) fn matched(self, text: &str) -> String {
        self.with(MATCH, text)
    }

    /// Names the kind of a message: `error:`, `warning:`, `note:`.
    pub(crate) fn label(self, kind: &str) -> String {
        let code = match kind {
            "error" => RED,
            "warning" => YELLOW,
            _ => CYAN,
        };
        self.with(code, &format!("{kind}:"))
    }

    /// Makes text lead to an address.
    pub(crate) fn link(self, text: &str, address: &str) -> String {
        if !self.links || address.is_empty() {
            return text.to_owned();
        }
        format!("\x1b]8;;{}\x1b\\{text}\x1b]8;;\x1b\\", escaped(address))
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("{code}{text}{RESET}") } else { text.to_owned() }
    }
}

/// Gives text without anything that steers a terminal: line ends and tabs become spaces, controls a mark.
pub(crate) fn printable(text: &str) -> String {
    text.chars().filter_map(shown).collect()
}

/// Gives what a terminal may show for a character; nothing for those that only turn the direction of writing, with
/// which a text could disguise what stands beside it.
pub(crate) fn shown(c: char) -> Option<char> {
    match c {
        '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        c if c.is_control() => Some('\u{fffd}'),
        c => Some(c),
    }
}

/// Writes an address with all but the characters of addresses as `%XX`, so that it ends where it should.
fn escaped(address: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`');
    address
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(printable("a\x1b[31mb\u{9b}c\0d\ne\tf"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}d e f");
        assert_eq!(printable("\u{202e}abc\u{2066}"), "abc");
    }

    #[test]
    fn codes_only_where_wanted() {
        let plain = Paint::default();
        assert_eq!((plain.bold("a"), plain.link("a", "b")), ("a".to_owned(), "a".to_owned()));
        let full = Paint { colour: true, links: true };
        assert_eq!(full.matched("a"), "\x1b[1;31ma\x1b[0m");
        assert_eq!(full.link("a", "file:///b c\x1b"), "\x1b]8;;file:///b%20c%1B\x1b\\a\x1b]8;;\x1b\\");
    }
}
