//! Sentences of a paragraph. In: text. Out: the byte at which each sentence ends.
//! Knows no language: the lists of abbreviations and openers hold those of all languages together.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::lexicon;
use crate::word::is_dotted_acronym;

const ABBREVIATION_DATA: &str = include_str!("../data/abbreviations.txt");
const OPENER_DATA: &str = include_str!("../data/sentence-openers.txt");
const ORDINAL_DATA: &str = include_str!("../data/ordinal-followers.txt");

static ABBREVIATIONS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| lexicon::map(ABBREVIATION_DATA));
static OPENERS: LazyLock<HashSet<&str>> = LazyLock::new(|| lexicon::set(OPENER_DATA));
static ORDINAL_FOLLOWERS: LazyLock<HashSet<&str>> = LazyLock::new(|| lexicon::set(ORDINAL_DATA));

/// Gives the byte end of each sentence; the last is the length of the text, and an empty text has none.
///
/// Closing quotes and brackets, and the white space after them, belong to the sentence they close, so the sentences
/// concatenate to the text. A line break is white space: it ends nothing.
pub fn ends(text: &str) -> Vec<u32> {
    let mut ends = Vec::new();
    let (mut start, mut from) = (0, 0);
    while let Some(stop) = Stop::find(text, from) {
        from = stop.end;
        if let Some(end) = stop.sentence_end(text, start) {
            ends.push(end as u32);
            (start, from) = (end, end);
        }
    }
    if start < text.len() {
        ends.push(text.len() as u32);
    }
    ends
}

/// A run of full stops, question marks and the like.
struct Stop {
    start: usize,
    end: usize,
}

impl Stop {
    fn find(text: &str, from: usize) -> Option<Self> {
        let rest = text.get(from..)?;
        let start = from + rest.find(is_stop)?;
        let run = text.get(start..)?;
        Some(Self { start, end: start + run.find(|char| !is_stop(char)).unwrap_or(run.len()) })
    }

    /// Gives the end of the sentence that starts at `start`, if it ends at this stop and is not the last.
    fn sentence_end(&self, text: &str, start: usize) -> Option<usize> {
        let after = text.get(self.end..)?;
        let closed = after.trim_start_matches(is_closer);
        let next = closed.trim_start();
        let stop = text.get(self.start..self.end)?;
        if next.is_empty() || (next.len() == closed.len() && !stop.ends_with(is_wide_stop)) {
            return None;
        }
        let opening = next.trim_start_matches(is_opening);
        let goes_on = opening.starts_with(char::is_lowercase)
            || (stop == "." && stands_for_a_word(text.get(start..self.start)?, opening));
        (!goes_on).then_some(text.len() - next.len())
    }
}

/// Tells whether the full stop between `before` and `next` belongs to a shortened word and ends no sentence.
fn stands_for_a_word(before: &str, next: &str) -> bool {
    let chunk = before.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches(is_opening);
    let part = chunk.rsplit(['-', '–', '—', '/', '(', '\'', '’']).next().unwrap_or_default();
    let starts_number = next.starts_with(|char: char| char.is_ascii_digit());
    match abbreviation(chunk).or_else(|| abbreviation(part)) {
        Some("never") => true,
        Some("number") => starts_number,
        Some(_) => starts_number || !opens_sentence(next),
        None => is_ordinal(before, chunk, next),
    }
}

/// Gives the class of an abbreviation: `never` ends a sentence, ends it before an `opener`, is one before a `number`.
fn abbreviation(word: &str) -> Option<&'static str> {
    let listed = |word: &str| ABBREVIATIONS.get(word).copied();
    listed(word).or_else(|| listed(&capitalised(word)?)).or_else(|| {
        let is_initial = is_single(word) && word.starts_with(char::is_uppercase);
        (is_initial || is_dotted_acronym(word)).then_some("opener")
    })
}

/// Gives `Gen` for the `GEN` of a headline in capitals.
fn capitalised(word: &str) -> Option<String> {
    let mut chars = word.chars();
    let first = chars.next().filter(|char| char.is_uppercase())?;
    let is_capitals = chars.clone().next().is_some() && chars.clone().all(char::is_uppercase);
    is_capitals.then(|| std::iter::once(first).chain(chars.flat_map(char::to_lowercase)).collect())
}

/// Tells whether the next word seldom stands capitalised but at the start of a sentence.
fn opens_sentence(next: &str) -> bool {
    let len = next.find(|char: char| !char.is_alphabetic()).unwrap_or(next.len());
    let (word, after) = next.split_at_checked(len).unwrap_or_default();
    let is_initial = is_single(word) && after.starts_with('.');
    OPENERS.contains(word) && !is_initial
}

/// Tells whether the stop follows the number of a list entry (`1. The`) or a German ordinal (`17. März`).
fn is_ordinal(before: &str, chunk: &str, next: &str) -> bool {
    let is_number = (1..=2).contains(&chunk.len()) && chunk.bytes().all(|byte| byte.is_ascii_digit());
    let follower = next.split(|char: char| !char.is_alphabetic()).next().unwrap_or_default();
    is_number && (before.trim_start() == chunk || ORDINAL_FOLLOWERS.contains(follower))
}

fn is_single(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some() && chars.next().is_none()
}

fn is_stop(char: char) -> bool {
    matches!(char, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।') || is_wide_stop(char)
}

/// Tells whether a stop of a script without spaces between sentences.
fn is_wide_stop(char: char) -> bool {
    matches!(char, '。' | '！' | '？' | '｡')
}

fn is_closer(char: char) -> bool {
    matches!(char, '"' | '\'' | '”' | '’' | '“' | '»' | '«' | '›' | ')' | ']' | '」' | '』' | '）')
}

fn is_opening(char: char) -> bool {
    matches!(char, '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '»' | '‹' | '(' | '[' | '¿' | '¡' | '「' | '『' | '（')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Splits `input`, in which `|` marks the expected ends, and compares.
    fn check(input: &str) {
        let text = input.replace('|', "");
        let mut marked = String::new();
        let mut start = 0;
        for end in ends(&text) {
            marked.push_str(&text[start..end as usize]);
            marked.push_str(if end as usize == text.len() { "" } else { "|" });
            start = end as usize;
        }
        assert_eq!(marked, input);
    }

    #[test]
    fn sentences_end_at_stops() {
        check("He came. |She went! |Did they? |Yes");
        check("One\nline only.  |Two.\n");
        check("Wait… |Then what?! |Nothing...");
        check("It fell to 3.5 percent. |Shares rose 2.");
        check("See example.com for more. |Thanks.");
        check("今日は。|明日は？|はい");
        check("  Leading space. |Then more. ");
        check("He left in 2022. |Then came 2023.");
    }

    #[test]
    fn quotes_and_brackets_close_with_their_sentence() {
        check("“We won.” |He smiled.");
        check("“Stop!” he said. |“Why?” |She left.");
        check("(He did not say why.) |The end.");
        check("„Wir gehen.“ |Das sagte er.");
        check("He said no. |“We will,” she said.");
    }

    #[test]
    fn titles_end_no_sentence() {
        check("Gen. Mark Milley met Lt.-Gen. Smith and Mrs. The Hon. Member.");
        check("Mr. Trump and Sen. J. K. Rowling spoke.");
        check("GEN. SMITH SPEAKS");
        check("г. Киев, ул. Крещатик и проф. Иванов");
    }

    #[test]
    fn abbreviations_end_a_sentence_before_an_opener() {
        check("He lives in the U.S. |The family does too.");
        check("He lives in the U.S. Virgin Islands.");
        check("It opens at 9 a.m. |But it closes early.");
        check("It opens at 9 a.m. Monday.");
        check("Down from 5 mln. |Argentina sold maize etc. |Nobody else did.");
        check("Apple Inc. |He bought Apple Inc. shares on Jan. 5 and Sept. 11.");
        check("This is plan B. |The rest is A. Smith and J. I. Doe.");
        check("Bought by J. De Niro of St. Louis, Mo. |In all, 5.");
        check("в 2022 г. Москва и в 2023 г. |Он уехал.");
    }

    #[test]
    fn numbers_follow_number_signs() {
        check("He is No. 5 there.");
        check("He said: No. |Five times.");
        check("1. The first point. |2. The second.");
        check("Am 17. März kam er. |Am 18. |Er ging.");
    }

    #[test]
    fn an_empty_text_has_no_sentence() {
        assert!(ends("").is_empty());
        assert_eq!(ends(" "), [1]);
        assert_eq!(ends("..."), [3]);
    }

    #[test]
    fn data_is_sorted_and_unique() {
        for (name, data) in
            [("abbreviations", ABBREVIATION_DATA), ("openers", OPENER_DATA), ("ordinal followers", ORDINAL_DATA)]
        {
            lexicon::assert_sorted_and_unique(name, data);
        }
        for (word, class) in ABBREVIATIONS.iter() {
            assert!(["never", "opener", "number"].contains(class), "`{word}` has class `{class}`");
        }
        assert_eq!(ABBREVIATIONS.len(), ABBREVIATION_DATA.lines().count(), "an abbreviation with two classes");
    }

    proptest! {
        #[test]
        fn sentences_concatenate_to_the_text(text in "([A-Za-zé .!?…“”\n。]|\\PC| Mr\\. |U\\.S\\. ){0,40}") {
            let ends = ends(&text);
            prop_assert_eq!(ends.last().copied().unwrap_or(0) as usize, text.len());
            let mut start = 0;
            for end in ends {
                prop_assert!(end > start, "an empty sentence");
                prop_assert!(text.get(start as usize..end as usize).is_some(), "cuts a character");
                start = end;
            }
        }
    }
}
