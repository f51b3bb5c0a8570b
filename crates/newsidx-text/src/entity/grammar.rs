//! Which rules a text bears. In: the tokens of an article. Out: English, or another language.
//! Must not know names: only the commonest words are counted.

use super::lists;
use super::token::{Shape, Tokens};

/// The language as far as the rules care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grammar {
    /// English: capitals mark names, and words around them tell what they are.
    English,
    /// Another language: only listed names are safe.
    Other,
}

/// So many tokens tell the language; more cost time and change nothing.
const SAMPLE: usize = 600;

/// Tells English by its commonest words; a text that shows no language is read as English.
pub(super) fn grammar(paragraphs: &[Tokens<'_>]) -> Grammar {
    let (mut all, mut english, mut other) = (0, 0, 0);
    for token in paragraphs.iter().flat_map(Tokens::iter).take(SAMPLE) {
        all += 1;
        english += usize::from(is_english(&token.key));
        other += usize::from(is_other(&token.key));
    }
    if other > english || all > 60 && english * 100 < all * 6 && !is_terse(paragraphs) {
        Grammar::Other
    } else {
        Grammar::English
    }
}

/// Tells a table of results, which has few of the commonest words, from a text in another language: most of its small
/// words are English all the same.
fn is_terse(paragraphs: &[Tokens<'_>]) -> bool {
    let tokens = paragraphs.iter().flat_map(Tokens::iter).take(SAMPLE);
    let small: Vec<bool> = tokens
        .filter(|token| token.shape == Shape::Lower && token.key.len() > 2)
        .map(|token| lists::WORDS.has(&token.key))
        .collect();
    small.iter().filter(|known| **known).count() * 10 >= small.len() * 7
}

fn is_english(key: &str) -> bool {
    matches!(
        key,
        "the" | "of" | "and" | "to" | "in" | "is" | "was" | "for" | "that" | "on" | "with" | "said" | "at" | "by"
    )
}

/// Tells the commonest words of other languages, and every word of another script.
fn is_other(key: &str) -> bool {
    let latin = key.chars().next().is_none_or(|first| first < '\u{250}' || !first.is_alphabetic());
    let common = matches!(
        key,
        "der"
            | "das"
            | "und"
            | "den"
            | "mit"
            | "les"
            | "et"
            | "des"
            | "une"
            | "los"
            | "que"
            | "del"
            | "che"
            | "il"
            | "och"
            | "att"
            | "na"
            | "se"
            | "ze"
            | "bir"
            | "ve"
            | "dan"
            | "yang"
            | "het"
            | "een"
    );
    !latin || common
}

#[cfg(test)]
mod tests {
    use super::super::class::Vocabulary;
    use super::*;
    use crate::{sentence, word};

    #[test]
    fn the_commonest_words_tell_english() {
        let rows = [
            ("Anwar thanked bin Salman.", Grammar::English),
            ("The plan of the state of Rio.", Grammar::English),
            (
                "Standings: Ajax 12 8 3 1 31 9 27 Feyenoord 12 8 2 2 29 15 26 Heerenveen 12 6 3 3 23 14 21 Twente 12 6 3 3 \
                 18 12 21 Vitesse 12 5 4 3 17 13 19 Roda 12 5 3 4 15 14 18 played won drawn lost goals points",
                Grammar::English,
            ),
            ("Die Regierung hat mit Frankreich und der Nato gesprochen.", Grammar::Other),
            ("Президент приїхав до Києва.", Grammar::Other),
        ];
        for (text, expected) in rows {
            let words: Vec<word::Word> = word::words(text).collect();
            let tokens = Tokens::new(text, &words, &sentence::ends(text), &mut Vocabulary::default());
            assert_eq!(grammar(&[tokens]), expected, "{text}");
        }
    }
}
