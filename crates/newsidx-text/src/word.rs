//! Words of a paragraph. In: text. Out: words with their bytes; each takes one position.
//! Knows nothing of folding, stems or languages.
//!
//! The rules are those of UAX #29, with one difference, made by [`words`]: a dotted acronym (`U.S.`, `a.m.`) keeps
//! its last dot. `unicode-segmentation` leaves its fast path for a whole string at the first curly quote, so runs of
//! well-known characters are scanned here, and the crate decides one segment at a time where any other is near.

use unicode_segmentation::UnicodeSegmentation;

use crate::span::Span;

/// One word of a paragraph; its index among the paragraph's words is its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text, a possessive ending and the dots of an acronym included.
    pub span: Span,
}

/// Gives the words of `text` in order.
///
/// A word never holds a hyphen: `US-proposed` is two words. Letters alternating with dots, at least two of them,
/// are one word with its final dot and a possessive ending (`U.S.`, `U.N.’s`).
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut segments = Segments { text, at: 0 };
    std::iter::from_fn(move || {
        let (start, end) = segments.next()?;
        let end = acronym_end(text, start, end);
        segments.at = end;
        Some(Word { span: Span::new(start, end) })
    })
}

/// Tells whether `word` is letters alternating with dots, at least two letters: `U.S`, `U.S.`, `a.m.`.
pub fn is_dotted_acronym(word: &str) -> bool {
    let mut chars = word.chars();
    let mut dots = 0;
    loop {
        if !chars.next().is_some_and(char::is_alphabetic) {
            return false;
        }
        match chars.next() {
            None => return dots > 0,
            Some('.') if chars.as_str().is_empty() => return dots > 0,
            Some('.') => dots += 1,
            Some(_) => return false,
        }
    }
}

/// Moves the end of a word past the final dot of an acronym and the possessive ending after it.
fn acronym_end(text: &str, start: usize, end: usize) -> usize {
    let word = text.get(start..end).unwrap_or_default();
    let Some(after) = text.get(end..).and_then(|rest| rest.strip_prefix('.')) else { return end };
    if !is_dotted_acronym(word) {
        return end;
    }
    let possessive = ["'s", "’s"].into_iter().find(|ending| after.starts_with(ending)).unwrap_or_default();
    let follower = after.get(possessive.len()..).and_then(|rest| rest.chars().next());
    let continues = follower.is_some_and(char::is_alphanumeric);
    end + 1 + if continues { 0 } else { possessive.len() }
}

/// What a character does at a word boundary, for those that this module decides on its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// Joins letters and digits, but is no word alone.
    Underscore,
    /// Joins two letters.
    MidLetter,
    /// Joins two digits.
    MidNumber,
    /// Joins two letters or two digits.
    MidBoth,
    /// Joins other spaces, and what is joined to these takes all of them along.
    Space,
    /// Always stands apart from what is before and after it.
    Apart,
    /// Left to `unicode-segmentation`, together with its neighbours.
    Unknown,
}

/// The segments of UAX #29 that hold a letter or a digit, as byte ranges; `at` is always a boundary.
struct Segments<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Segments<'_> {
    type Item = (usize, usize);

    #[inline]
    fn next(&mut self) -> Option<(usize, usize)> {
        while self.at < self.text.len() {
            let start = self.at;
            // The commonest break of all: one space before a letter or digit.
            if let Some([b' ', next, ..]) = self.text.as_bytes().get(start..)
                && next.is_ascii_alphanumeric()
            {
                self.at += 1;
                continue;
            }
            let (class, len) = class_at(self.text, start);
            let known = match class {
                Class::Letter | Class::Digit | Class::Underscore => run_end(self.text, start + len, class),
                Class::Space => spaces_end(self.text, start),
                Class::Unknown => None,
                _ if class_at(self.text, start + len).0 == Class::Unknown => None,
                _ => Some((start + len, Holds::Nothing)),
            };
            let (end, holds) = known.unwrap_or_else(|| unknown_end(self.text, start));
            self.at = end;
            if holds == Holds::Word {
                return Some((start, end));
            }
        }
        None
    }
}

/// Whether a segment is a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Word,
    Nothing,
}

/// Finds the end of the run of letters and digits whose first character, of class `first`, ends at `end`.
///
/// Gives nothing where a character that this module does not know takes part in the decision.
#[inline]
fn run_end(text: &str, mut end: usize, first: Class) -> Option<(usize, Holds)> {
    let mut before = first;
    let mut holds = if first == Class::Underscore { Holds::Nothing } else { Holds::Word };
    loop {
        let ascii = text.as_bytes().get(end..).unwrap_or_default();
        let run = ascii.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(ascii.len());
        if let Some(last) = ascii.get(..run).and_then(|run| run.last()) {
            holds = Holds::Word;
            before = ascii_class(*last);
            end += run;
        }
        let (class, len) = class_at(text, end);
        match (before, class) {
            (_, Class::Letter | Class::Digit) => {
                holds = Holds::Word;
                before = class;
                end += len;
            }
            (_, Class::Underscore) => {
                before = class;
                end += len;
            }
            (_, Class::Unknown) => return None,
            (Class::Letter, Class::MidLetter | Class::MidBoth) | (Class::Digit, Class::MidNumber | Class::MidBoth) => {
                let (after, after_len) = class_at(text, end + len);
                match after {
                    Class::Unknown => return None,
                    _ if after == before => end += len + after_len,
                    _ => return Some((end, holds)),
                }
            }
            _ => return Some((end, holds)),
        }
    }
}

/// Finds the end of the run of spaces at `start`, or nothing where the character after it is not known.
#[inline]
fn spaces_end(text: &str, start: usize) -> Option<(usize, Holds)> {
    let mut end = start;
    loop {
        match class_at(text, end) {
            (Class::Space, len) => end += len,
            (Class::Unknown, _) => return None,
            _ => return Some((end, Holds::Nothing)),
        }
    }
}

/// Finds the end of the segment at `start` by all the rules.
#[cold]
fn unknown_end(text: &str, start: usize) -> (usize, Holds) {
    let segment = text.get(start..).and_then(|rest| rest.split_word_bounds().next()).unwrap_or_default();
    let holds = if segment.unicode_words().next().is_some() { Holds::Word } else { Holds::Nothing };
    // A segment is never empty here; were it, stepping to the end beats running in place.
    (if segment.is_empty() { text.len() } else { start + segment.len() }, holds)
}

/// Gives the class and the length of the character at `at`; past the end everything stands apart.
#[inline]
fn class_at(text: &str, at: usize) -> (Class, usize) {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => (ascii_class(*byte), 1),
        Some(_) => text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or((Class::Apart, 0), |char| (class(char), char.len_utf8())),
        None => (Class::Apart, 0),
    }
}

#[inline]
fn ascii_class(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
        b'0'..=b'9' => Class::Digit,
        b'_' => Class::Underscore,
        b'.' | b'\'' => Class::MidBoth,
        b':' => Class::MidLetter,
        b',' | b';' => Class::MidNumber,
        b' ' => Class::Space,
        _ => Class::Apart,
    }
}

/// Knows the letters and the punctuation that most non-ASCII characters of news are.
fn class(char: char) -> Class {
    match char {
        '\u{D7}' | '\u{F7}' => Class::Apart,
        '\u{C0}'..='\u{24F}' | 'Α'..='Ρ' | 'Σ'..='ώ' | '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => {
            Class::Letter
        }
        '‘' | '’' => Class::MidBoth,
        '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '–' | '—' | '…' | '\u{A0}' | '€' | '£' => {
            Class::Apart
        }
        _ => Class::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        words(text).map(|word| word.span.of(text)).collect()
    }

    /// Splits `input` and compares its words, joined by `|`.
    fn check(input: &str, expected: &str) {
        assert_eq!(texts(input).join("|"), expected, "words of `{input}`");
    }

    #[test]
    fn words_are_found() {
        check("", "");
        check("“Hello,” he said — twice…", "Hello|he|said|twice");
        check("Russia’s Putin can't, o’clock", "Russia’s|Putin|can't|o’clock");
        check("the Kims’ home ‘quoted’", "the|Kims|home|quoted");
        check("US-proposed 30-day", "US|proposed|30|day");
        check("1,000.5 and 3,", "1,000.5|and|3");
        check("foo_bar __ x", "foo_bar|x");
        check("Зеленський п’ять об'єкт", "Зеленський|п’ять|об'єкт");
        check("東京タワー", "東|京|タワー");
        check("cafe\u{301} 🇺🇦 50°C", "cafe\u{301}|50|C");
    }

    #[test]
    fn dotted_acronyms_keep_their_last_dot() {
        check("The U.S. and the U.S.S.R. met", "The|U.S.|and|the|U.S.S.R.|met");
        check("a U.S.-led force at 5 a.m.", "a|U.S.|led|force|at|5|a.m.");
        check("the U.S.'s and the U.N.’s", "the|U.S.'s|and|the|U.N.’s");
        check("the U.S's, U.S", "the|U.S's|U.S");
        check("Plan B. then", "Plan|B|then");
        check("и т.д. и т.п.", "и|т.д.|и|т.п.");
        check("Ph.D. example.com. J.K.Rowling.", "Ph.D|example.com|J.K.Rowling");
    }

    #[test]
    fn acronyms_are_told_from_other_words() {
        for word in ["U.S", "U.S.", "a.m.", "т.е."] {
            assert!(is_dotted_acronym(word), "`{word}`");
        }
        for word in ["", "U", "U.", "US", "U.S..", "example.com", "1.2", "U.5", ".U.S"] {
            assert!(!is_dotted_acronym(word), "`{word}`");
        }
    }

    /// The characters that meet at word boundaries in news, and some that seldom do.
    const PIECES: &[&str] = &[
        "a",
        "Z",
        "é",
        "ł",
        "×",
        "1",
        "23",
        "_",
        ".",
        ",",
        ";",
        ":",
        "'",
        "\"",
        " ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "-",
        "/",
        "’",
        "‘",
        "“",
        "”",
        "–",
        "—",
        "…",
        "\u{A0}",
        "€",
        "в",
        "ї",
        "Ω",
        "ά",
        "\u{387}",
        "·",
        "א",
        "ب",
        "東",
        "カ",
        "あ",
        "한",
        "😀",
        "👩\u{200D}🚒",
        "🇺",
        "🇦",
        "\u{301}",
        "\u{200D}",
        "\u{AD}",
        "\u{202F}",
        "ℹ",
        "Ⓜ",
        "\u{2003}",
        "\u{200B}",
        "½",
        "\u{2024}",
        "＿",
        "１",
    ];

    fn mixed_text() -> impl Strategy<Value = String> {
        proptest::collection::vec(proptest::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
    }

    fn by_the_crate(text: &str) -> Vec<(usize, usize)> {
        text.unicode_word_indices().map(|(start, word)| (start, start + word.len())).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn segments_are_those_of_the_crate_in_mixed_text(text in mixed_text()) {
            prop_assert_eq!(Segments { text: &text, at: 0 }.collect::<Vec<_>>(), by_the_crate(&text));
        }

        #[test]
        fn segments_are_those_of_the_crate_in_any_text(text in any::<String>()) {
            prop_assert_eq!(Segments { text: &text, at: 0 }.collect::<Vec<_>>(), by_the_crate(&text));
        }

        #[test]
        fn words_differ_from_the_crate_only_by_acronyms(text in "([A-Ca-c1]|[.,’' -]){0,24}") {
            let ours: Vec<_> = words(&text).filter(|word| !word.span.of(&text).contains('.')).collect();
            let theirs: Vec<_> = by_the_crate(&text).into_iter().map(|(start, end)| Span::new(start, end)).collect();
            for word in ours {
                prop_assert!(theirs.contains(&word.span), "{:?}", word.span.of(&text));
            }
        }

        #[test]
        fn words_are_in_order_and_on_char_boundaries(text in mixed_text()) {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.span.start >= last && text.get(word.span.range()).is_some_and(|word| !word.is_empty()));
                last = word.span.end;
            }
        }
    }

    /// Every character that is known here must be what the crate takes it for.
    #[test]
    fn known_characters_behave_as_in_the_crate() {
        for char in (0..0x3000).filter_map(char::from_u32).filter(|char| class(*char) != Class::Unknown) {
            for text in
                [format!("a{char}b"), format!("1{char}2"), format!("a{char}2"), format!("_{char}_"), format!("{char}")]
            {
                let ours: Vec<_> = Segments { text: &text, at: 0 }.collect();
                assert_eq!(ours, by_the_crate(&text), "`{text}`");
            }
        }
    }
}
