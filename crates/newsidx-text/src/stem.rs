//! Stems and function words. In: a folded word and a language. Out: its stem, or that it has none.
//! Knows nothing of positions or tokens, and keeps no cache: whoever stems whole texts remembers whole tokens.

use frostem::Algorithm;
use unicode_normalization::char::is_combining_mark;

use crate::fold::fold;
use crate::language::Language;
use crate::lexicon;

/// Cuts the inflection off words of one language.
#[derive(Clone, Copy)]
pub struct Stemmer {
    language: Language,
    stemmer: frostem::Stemmer,
}

impl Stemmer {
    /// Gives the stemmer of a language, or nothing when there is none.
    pub fn for_language(language: Language) -> Option<Self> {
        let stemmer = frostem::Stemmer::new(algorithm(language)?);
        Some(Self { language, stemmer })
    }

    /// Gives the language whose words are stemmed.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Gives the stem of a word in lower case, folded itself; a function word or a number is not to be stemmed.
    ///
    /// Accents may stay in `word`: several stemmers read them, and the stem of `łodzią` is better than that of `lodzia`.
    pub fn stem(&self, word: &str) -> String {
        fold(&self.stemmer.stem(word)).into_owned()
    }

    /// Tells whether a folded word has a stem: it is made of letters and is no function word of the language.
    pub fn applies_to(&self, folded: &str) -> bool {
        is_alphabetic(folded) && !is_function_word(self.language, folded)
    }
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Stemmer").field(&self.language).finish()
    }
}

/// Tells whether words of a language are stemmed.
pub fn has_stemmer(language: Language) -> bool {
    algorithm(language).is_some()
}

/// Tells whether a folded word is one of the closed class that holds a language together: `the`, `of`, `with`.
pub fn is_function_word(language: Language, folded: &str) -> bool {
    lexicon::is_function_word(language.code(), folded)
}

fn is_alphabetic(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
        && word.chars().all(|char| char.is_alphabetic() || char == '\'' || is_combining_mark(char))
}

fn algorithm(language: Language) -> Option<Algorithm> {
    Some(match language.code() {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "eo" => Algorithm::Esperanto,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fa" => Algorithm::Persian,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "st" => Algorithm::Sesotho,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "uk" => Algorithm::Ukrainian,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stemmer(code: &str) -> Option<Stemmer> {
        Language::parse(code).and_then(Stemmer::for_language)
    }

    /// Stems two forms of one word and expects the same stem.
    fn check(code: &str, one: &str, other: &str) {
        let stems = stemmer(code).map(|stemmer| (stemmer.stem(one), stemmer.stem(other)));
        let same = stems.as_ref().is_some_and(|(one, other)| one == other && !one.is_empty());
        assert!(same, "{code}: `{one}` and `{other}` have {stems:?}");
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        check("en", "drone", "drones");
        check("en", "attacked", "attacks");
        check("de", "häuser", "hauser");
        check("fr", "attaquée", "attaques");
        check("fr", "l'attaque", "attaque");
        check("es", "ataques", "ataque");
        check("it", "attacchi", "attacco");
        check("pt", "ataques", "ataque");
        check("nl", "aanvallen", "aanval");
        check("ru", "атаками", "атака");
        check("uk", "атаками", "атака");
        check("pl", "drony", "dronów");
        check("cs", "útoky", "útoků");
    }

    #[test]
    fn unrelated_words_do_not() {
        let stems = stemmer("en").map(|stemmer| ["news", "new", "universe", "wing"].map(|word| stemmer.stem(word)));
        assert_eq!(stems, Some(["news", "new", "univers", "wing"].map(str::to_owned)));
    }

    #[test]
    fn function_words_and_numbers_have_no_stem() {
        let applies = |code: &str, word: &str| stemmer(code).is_some_and(|stemmer| stemmer.applies_to(word));
        for (code, word) in
            [("en", "the"), ("en", "isn't"), ("en", "us"), ("en", "30"), ("en", "b2b"), ("fr", "ete"), ("ru", "еще")]
        {
            assert!(!applies(code, word), "{code}: `{word}`");
        }
        for (code, word) in [("en", "drones"), ("en", "o'neill"), ("de", "the"), ("uk", "п'ять"), ("hi", "हिन्दी")]
        {
            assert!(applies(code, word), "{code}: `{word}`");
        }
    }

    #[test]
    fn languages_without_a_stemmer_say_so() {
        for (code, expected) in [("en", true), ("uk", true), ("pl", true), ("bg", false), ("zh", false)] {
            assert_eq!(Language::parse(code).map(has_stemmer), Some(expected), "{code}");
        }
    }

    #[test]
    fn languages_with_function_words_have_a_stemmer() {
        for (code, _) in lexicon::FUNCTION_WORD_DATA {
            assert!(stemmer(code).is_some(), "{code} has function words and no stemmer");
        }
    }

    proptest! {
        #[test]
        fn stemming_never_panics(word in "[a-zà-ÿа-яёіїє']{0,12}|\\PC{0,6}", code in "en|de|fr|es|it|pt|nl|ru|uk|pl|cs|tr|ar|hi|sr|ta") {
            prop_assert!(stemmer(&code).is_some_and(|stemmer| !stemmer.stem(&word).contains(['\t', '\n'])));
        }
    }
}
