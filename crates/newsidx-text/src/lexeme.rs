//! What the word lists of facts say of one word. In: the data files of quotations, dates and quantities. Out: for a word
//! in small letters its classes, each with a number where one belongs to it. Must not know the words around it.
//!
//! A line is a word, a tab, and classes with a space between them; `march TAB month:3` gives the class a number.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::entity::hash;
use crate::quotation::verb;

/// The files; a word may stand in several.
const FILES: [(&str, &str); 3] = [
    ("quotation", include_str!("../data/facts/quotation.txt")),
    ("dates", include_str!("../data/facts/dates.txt")),
    ("quantity", include_str!("../data/facts/quantity.txt")),
];

/// The names of the classes; the place of a name is its bit.
const NAMES: [&str; 22] = [
    "pronoun",
    "month",
    "weekday",
    "number",
    // Of quotations.
    "subject",
    "determiner",
    "possessive",
    "object",
    "preposition",
    "conjunction",
    "subordinator",
    "be",
    "auxiliary",
    "not",
    "adverb",
    "wh",
    "day",
    "daypart",
    "period",
    "last",
    "noun",
    "cue",
];

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(u64);

impl Class {
    /// A personal pronoun that may stand for a speaker: `she`.
    pub(crate) const PRONOUN: Self = Self(1);
    /// A month; its number is 1 to 12.
    pub(crate) const MONTH: Self = Self(1 << 1);
    /// A day of the week; its number is 1 for Monday to 7.
    pub(crate) const WEEKDAY: Self = Self(1 << 2);
    /// A cardinal number in letters; its number is its value.
    pub(crate) const NUMBER: Self = Self(1 << 3);

    // Of quotations.

    /// A pronoun that is the subject of a clause: `they`, `who`.
    pub(crate) const SUBJECT: Self = Self(1 << 4);
    /// A word that begins a noun phrase: `the`, `several`.
    pub(crate) const DETERMINER: Self = Self(1 << 5);
    /// A possessive pronoun: `her`.
    pub(crate) const POSSESSIVE: Self = Self(1 << 6);
    /// A pronoun that is an object: `him`.
    pub(crate) const OBJECT: Self = Self(1 << 7);
    /// A preposition.
    pub(crate) const PREPOSITION: Self = Self(1 << 8);
    /// `and`, `or`, `but`.
    pub(crate) const CONJUNCTION: Self = Self(1 << 9);
    /// A word that begins a clause of its own: `because`.
    pub(crate) const SUBORDINATOR: Self = Self(1 << 10);
    /// A form of `be`.
    pub(crate) const BE: Self = Self(1 << 11);
    /// A verb that helps another: `has`, `would`.
    pub(crate) const AUXILIARY: Self = Self(1 << 12);
    /// A negation.
    pub(crate) const NOT: Self = Self(1 << 13);
    /// An adverb without the ending `-ly`.
    pub(crate) const ADVERB: Self = Self(1 << 14);
    /// A word that asks: `whether`.
    pub(crate) const WH: Self = Self(1 << 15);
    /// A day: `monday`, `yesterday`.
    pub(crate) const DAY: Self = Self(1 << 16);
    /// A part of a day: `evening`.
    pub(crate) const DAYPART: Self = Self(1 << 17);
    /// A stretch of time that follows `last` or `this`.
    pub(crate) const PERIOD: Self = Self(1 << 18);
    /// `last` and `this` before a stretch of time.
    pub(crate) const LAST: Self = Self(1 << 19);
    /// A form of a verb of speech that is a noun as well: `claims`.
    pub(crate) const NOUN: Self = Self(1 << 20);
    /// A form of a verb of speech; its number says which, see `quotation::verb`.
    pub(crate) const CUE: Self = Self(1 << 21);

    /// Gives the classes in either set.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Tells whether the sets share a class.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Gives the class of a name in a file.
    fn named(name: &str) -> Option<Self> {
        NAMES.iter().position(|known| *known == name).map(|bit| Self(1 << bit))
    }
}

/// What the lists say of one word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexeme {
    /// The word, in small letters.
    pub(crate) word: &'static str,
    classes: Class,
    values: Vec<(Class, i32)>,
}

impl Lexeme {
    /// Tells whether it has one of the classes.
    pub(crate) fn is(&self, class: Class) -> bool {
        self.classes.any(class)
    }

    /// Gives its number in a class.
    pub(crate) fn value(&self, class: Class) -> Option<i32> {
        self.values.iter().find(|(of, _)| *of == class).map(|(_, value)| *value)
    }

    fn add(&mut self, class: &str) {
        let (name, value) = class.split_once(':').map_or((class, None), |(name, value)| (name, value.parse().ok()));
        let Some(class) = Class::named(name) else { return };
        self.classes = self.classes.with(class);
        self.values.extend(value.map(|value| (class, value)));
    }

    fn put(&mut self, class: Class, value: i32) {
        self.classes = self.classes.with(class);
        self.values.push((class, value));
    }
}

static LEXEMES: LazyLock<hash::Map<Lexeme>> = LazyLock::new(|| {
    let mut lexemes: hash::Map<Lexeme> = HashMap::default();
    for (word, classes) in FILES.iter().flat_map(|(_, data)| data.lines()).filter_map(|line| line.split_once('\t')) {
        let lexeme = lexemes.entry(hash::of(word.as_bytes())).or_default();
        lexeme.word = word;
        classes.split(' ').for_each(|class| lexeme.add(class));
    }
    for (form, value) in verb::forms() {
        let lexeme = lexemes.entry(hash::of(form.as_bytes())).or_default();
        lexeme.word = form;
        lexeme.put(Class::CUE, value);
    }
    lexemes
});

/// Gives what the lists say of a word in small letters.
pub(crate) fn lexeme(word: &str) -> Option<&'static Lexeme> {
    LEXEMES.get(&hash::of(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::assert_sorted_and_unique;

    #[test]
    fn files_are_sorted_and_their_classes_known() {
        for (name, data) in FILES {
            assert_sorted_and_unique(name, data);
            for line in data.lines() {
                let (word, classes) = line.split_once('\t').unwrap_or_else(|| panic!("{name}: no tab in `{line}`"));
                for class in classes.split(' ') {
                    let (class, value) = class.split_once(':').unwrap_or((class, "0"));
                    assert!(Class::named(class).is_some(), "{name}: `{word}` has the unknown class `{class}`");
                    assert!(value.parse::<i32>().is_ok(), "{name}: `{word}` has the number `{value}`");
                }
            }
        }
    }

    #[test]
    fn no_two_words_share_a_hash() {
        for (_, data) in FILES {
            for (word, _) in data.lines().filter_map(|line| line.split_once('\t')) {
                assert_eq!(lexeme(word).map(|lexeme| lexeme.word), Some(word));
            }
        }
    }

    #[test]
    fn words_have_classes_and_numbers() {
        assert_eq!(lexeme("march").and_then(|march| march.value(Class::MONTH)), Some(3));
        assert!(lexeme("she").is_some_and(|she| she.is(Class::PRONOUN)));
        assert!(lexeme("zyzzyva").is_none());
    }
}
