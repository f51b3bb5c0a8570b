//! The language of an article. In: what its source states, else its text. Out: an ISO 639-1 code, or nothing.
//! Knows nothing of what is done in a language: stems and function words are elsewhere.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::article::Article;
use crate::fold::fold;
use crate::lexicon;

const CODE_DATA: &str = include_str!("../data/languages.txt");

/// Three-letter codes of ISO 639-2 and 639-3, each with the two-letter code of the same language.
static CODES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| lexicon::map(CODE_DATA));

/// The bytes of an article that are looked at: more makes detection slower and hardly surer.
const SAMPLE_BYTES: usize = 4_096;
/// The letters below which no guess is worth having.
const FEWEST_LETTERS: usize = 40;
/// The words that are asked whether they are function words.
const WORDS_ASKED: usize = 200;
/// The function words below which a text is not taken for English on their word alone.
const FEWEST_FUNCTION_WORDS: usize = 4;

/// A language, as its two-letter code of ISO 639-1; serialised as that code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 2]);

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(*b"en");

    /// Reads a code of two or three letters in any case, with or without a region: `en`, `ENG`, `en-GB`, `zh_Hans`.
    ///
    /// Gives nothing for names of languages and for codes that ISO 639-1 does not hold.
    pub fn parse(text: &str) -> Option<Self> {
        let primary = text.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        let code = if primary.len() == 3 { CODES.get(primary.as_str()).copied()? } else { primary.as_str() };
        let known = CODES.values().any(|known| *known == code);
        Some(Self(code.as_bytes().try_into().ok()?)).filter(|_| known)
    }

    /// Gives the two-letter code, in lower case.
    pub fn code(&self) -> &str {
        // Only ASCII codes from the table are ever wrapped.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is not a language code")))
    }
}

/// Gives the language of an article: the one it states, else the one its text is surely written in.
///
/// Short texts, and those that could be of several languages, have none: a wrong stemmer does more harm than none.
pub fn of_article(article: &Article) -> Option<Language> {
    article.lang.as_deref().and_then(Language::parse).or_else(|| detect(&sample(article)))
}

fn detect(text: &str) -> Option<Language> {
    if text.chars().filter(|char| char.is_alphabetic()).take(FEWEST_LETTERS).count() < FEWEST_LETTERS {
        return None;
    }
    // English is told by its function words, which are four of its ten words and one of ten of any other language:
    // that is surer on short articles, and twenty times faster than comparing profiles of all languages.
    if function_words("en", text)
        .is_some_and(|share| share.count >= FEWEST_FUNCTION_WORDS && share.is_at_least_one_of(4))
    {
        return Some(Language::ENGLISH);
    }
    let found = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    let language = Language::parse(found.lang().code())?;
    // A table of figures and abbreviations is like no language, and so like any.
    let denied = function_words(language.code(), text).is_some_and(|share| !share.is_at_least_one_of(20));
    Some(language).filter(|_| !denied)
}

/// How many of some words are function words.
struct Share {
    count: usize,
    of: usize,
}

impl Share {
    fn is_at_least_one_of(&self, words: usize) -> bool {
        self.count * words >= self.of
    }
}

/// Counts the function words of a language among the first words, or gives nothing when it has no list of them.
fn function_words(code: &str, text: &str) -> Option<Share> {
    let words = || text.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty()).take(WORDS_ASKED);
    let count = || words().filter(|word| lexicon::is_function_word(code, &fold(word))).count();
    lexicon::has_function_words(code).then(|| Share { count: count(), of: words().count() })
}

/// Joins the headline and as many paragraphs as make a sample.
fn sample(article: &Article) -> String {
    let mut sample = String::with_capacity(SAMPLE_BYTES);
    for text in std::iter::once(&article.title).chain(&article.paragraphs) {
        let room = SAMPLE_BYTES.saturating_sub(sample.len());
        let taken = (0..=room.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        sample.push_str(text.get(..taken).unwrap_or_default());
        sample.push('\n');
        if taken < text.len() {
            break;
        }
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expected: Option<&str>) {
        let language = Language::parse(input);
        assert_eq!(language.as_ref().map(Language::code), expected, "parsing `{input}`");
    }

    #[test]
    fn codes_are_read() {
        check("en", Some("en"));
        check("EN", Some("en"));
        check("eng", Some("en"));
        check("en-GB", Some("en"));
        check(" pt_BR ", Some("pt"));
        check("ger", Some("de"));
        check("deu", Some("de"));
        check("zh-Hans-CN", Some("zh"));
        check("cmn", Some("zh"));
        check("", None);
        check("e", None);
        check("xx", None);
        check("xxx", None);
        check("English", None);
        check("é", None);
    }

    fn check_article(lang: Option<&str>, title: &str, body: &str, expected: Option<&str>) {
        let article = Article {
            title: title.to_owned(),
            paragraphs: vec![body.to_owned()],
            lang: lang.map(str::to_owned),
            ..Article::default()
        };
        assert_eq!(of_article(&article).map(|language| language.to_string()).as_deref(), expected, "`{title}`");
    }

    #[test]
    fn an_article_has_a_language() {
        let english = "The minister said on Tuesday that the government would not accept the terms of the agreement.";
        let ukrainian =
            "Президент України заявив у вівторок, що уряд не погодиться на умови цієї угоди з їхніми військами.";
        check_article(None, "Minister rejects deal", english, Some("en"));
        check_article(None, "Україна", ukrainian, Some("uk"));
        check_article(Some("fr"), "Minister rejects deal", english, Some("fr"));
        check_article(Some("unknown"), "Minister rejects deal", english, Some("en"));
        let danish =
            "Ministeren sagde i tirsdags, at regeringen ikke vil acceptere den aftale, som er lavet af de andre.";
        let portuguese =
            "O ministro disse que o governo não vai aceitar as condições do acordo no seu país, como a oposição.";
        check_article(None, "Minister", danish, None);
        check_article(None, "Ministro", portuguese, Some("pt"));
        check_article(
            None,
            "Shr 5 cts",
            "The bank said it is to pay the sum on May 5 and that is all for now.",
            Some("en"),
        );
        let figures = "Parent net profit 12.8 mln Swiss francs vs 7.5 mln. Orders 2.21 billion francs vs 2.61 billion. Sales 2 billion";
        check_article(None, "BBC AG 1986 YEAR", figures, None);
        check_article(None, "Paris", "", None);
        check_article(None, "1987", "12,345 67,890 12,345 67,890 12,345 67,890 12,345 67,890", None);
    }

    #[test]
    fn a_sample_never_cuts_a_character() {
        let article = Article { paragraphs: vec!["ж".repeat(5_000)], ..Article::default() };
        assert!((SAMPLE_BYTES - 2..=SAMPLE_BYTES + 1).contains(&sample(&article).len()));
    }

    #[test]
    fn every_language_that_is_found_has_a_code() {
        for language in whatlang::Lang::all() {
            assert!(Language::parse(language.code()).is_some(), "`{}`", language.code());
        }
    }

    struct Serialised(Language);

    impl fmt::Display for Serialised {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.serialize(f)
        }
    }

    #[test]
    fn a_language_is_serialised_as_its_code() {
        let read = |text| Language::deserialize(de::value::StrDeserializer::<de::value::Error>::new(text));
        assert_eq!(Serialised(Language::ENGLISH).to_string(), "en");
        assert_eq!(read("en-US"), Ok(Language::ENGLISH));
        assert!(read("klingon").is_err());
    }

    #[test]
    fn data_is_sorted_and_unique() {
        lexicon::assert_sorted_and_unique("languages", CODE_DATA);
        assert_eq!(CODES.len(), CODE_DATA.lines().count(), "a code of two languages");
    }
}
