//! The tokens of one word. In: the word as written. Out: its exact token and its stems.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::fold::{fold, lower, strip_possessive, strip_thousands_commas};
use crate::lexicon;
use crate::stem::Stemmer;
use crate::word::is_dotted_acronym;

const ACRONYM_DATA: &str = include_str!("../../data/ambiguous-acronyms.txt");

/// Common words that are something else in capitals.
static AMBIGUOUS_ACRONYMS: LazyLock<HashSet<&str>> = LazyLock::new(|| lexicon::set(ACRONYM_DATA));

/// The bytes beyond which a token is cut, in the index and in queries alike: whatever is longer is no word.
pub(super) const LONGEST_TOKEN: usize = 255;

/// Whether capitals tell acronyms from words in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Capitals {
    /// It has lower-case letters, so a word in capitals stands out.
    Tell,
    /// It has none: a headline in capitals.
    TellNothing,
}

impl Capitals {
    pub(super) fn of(text: &str) -> Self {
        if text.chars().any(char::is_lowercase) { Self::Tell } else { Self::TellNothing }
    }
}

/// A word as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// The exact token.
    pub(super) exact: String,
    /// The word in lower case with its accents, where it has any; stemmers read them.
    pub(super) accented: Option<String>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    /// Written in capitals, where that makes it another word.
    Capitals,
    /// Written with dots, which leaves no doubt even among capitals.
    Dotted,
}

impl Form {
    /// Finds the form of a word by how it is written.
    pub(super) fn of(word: &str) -> Self {
        let word = strip_possessive(word);
        if is_dotted_acronym(word) {
            let letters = word.replace('.', "").to_uppercase();
            return if is_ambiguous(&letters) { Self::acronym(letters, Kind::Dotted) } else { Self::word(&letters) };
        }
        if is_ambiguous(word) { Self::acronym(word.to_owned(), Kind::Capitals) } else { Self::word(word) }
    }

    /// Takes a word for a word, even in capitals.
    pub(super) fn word(word: &str) -> Self {
        let folded = fold(word);
        let exact = plain(&strip_thousands_commas(&folded)).into_owned();
        let accented = if word.is_ascii() { None } else { Some(plain(&lower(word)).into_owned()) };
        Self { accented: accented.filter(|accented| *accented != exact), exact, kind: Kind::Word }
    }

    fn acronym(letters: String, kind: Kind) -> Self {
        Self { exact: letters, accented: None, kind }
    }

    /// Gives the stem tokens, none where the word has no stem: the stem of the exact token is the first.
    pub(super) fn stem_tokens(&self, stemmer: Stemmer) -> Vec<String> {
        stem_tokens(&self.exact, self.accented.as_deref(), stemmer)
    }
}

/// Gives the stem tokens of an exact token and of the same word with its accents.
pub(super) fn stem_tokens(exact: &str, accented: Option<&str>, stemmer: Stemmer) -> Vec<String> {
    // Only acronyms keep capitals, and they have no stem.
    if exact.starts_with(|char: char| char.is_ascii_uppercase()) || !stemmer.applies_to(exact) {
        return Vec::new();
    }
    let forms = std::iter::once(exact).chain(accented);
    let mut stems: Vec<String> = forms.map(|form| stemmer.stem(form)).filter(|stem| !stem.is_empty()).collect();
    stems.dedup();
    stems.into_iter().map(|stem| format!("/{}/{stem}", stemmer.language())).collect()
}

/// Appends the tokens of a word, separated by tabs, the exact one first; gives the length of that one.
pub(super) fn write_tokens(word: &str, stemmer: Option<Stemmer>, capitals: Capitals, out: &mut String) -> usize {
    let form = Form::of(word);
    out.push_str(&form.exact);
    let as_word = (capitals == Capitals::TellNothing && form.kind == Kind::Capitals).then(|| Form::word(&form.exact));
    if let Some(as_word) = &as_word {
        out.push('\t');
        out.push_str(&as_word.exact);
    }
    for stem in stemmer.into_iter().flat_map(|stemmer| as_word.as_ref().unwrap_or(&form).stem_tokens(stemmer)) {
        out.push('\t');
        out.push_str(&stem);
    }
    form.exact.len()
}

/// Tells whether a word in capitals means something else than in lower case.
fn is_ambiguous(word: &str) -> bool {
    (2..=5).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && AMBIGUOUS_ACRONYMS.contains(word.to_ascii_lowercase().as_str())
}

/// Drops what would break the form of a token, and cuts what is too long for one.
fn plain(word: &str) -> Cow<'_, str> {
    let breaks = |char: char| char.is_whitespace() || char.is_control() || matches!(char, '/' | '-');
    if word.len() <= LONGEST_TOKEN && !word.contains(breaks) {
        return Cow::Borrowed(word);
    }
    let mut plain = String::new();
    for char in word.chars().filter(|char| !breaks(*char)) {
        if plain.len() + char.len_utf8() > LONGEST_TOKEN {
            break;
        }
        plain.push(char);
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_sorted_and_unique() {
        lexicon::assert_sorted_and_unique("ambiguous acronyms", ACRONYM_DATA);
        for word in ACRONYM_DATA.lines() {
            assert!(is_ambiguous(&word.to_ascii_uppercase()), "`{word}` is not lower case of two to five letters");
        }
    }

    #[test]
    fn a_long_word_is_cut_at_a_character() {
        assert_eq!(Form::of(&"ж".repeat(500)).exact, "ж".repeat(127));
    }

    #[test]
    fn what_breaks_a_token_is_dropped() {
        for (word, expected) in [("℀x", "acx"), ("\t\u{200D}ℹ", "i"), ("/\u{200D}ℹ", "i")] {
            assert_eq!(Form::of(word).exact, expected, "`{word}`");
        }
    }
}
