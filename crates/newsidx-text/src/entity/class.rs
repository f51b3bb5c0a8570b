//! What the lists say of one word. In: a folded word. Out: a set of classes.
//! Must not know the words around it.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

use super::hash::{self, Map, Words};
use super::lexicon::{Columns, Lexicon};
use super::lists;

/// A set of classes of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    pub(super) const NONE: Self = Self(0);
    pub(super) const GIVEN: Self = Self(1);
    pub(super) const SURNAME: Self = Self(1 << 1);
    pub(super) const ORDINARY: Self = Self(1 << 2);
    pub(super) const STOP: Self = Self(1 << 3);
    pub(super) const CALENDAR: Self = Self(1 << 4);
    pub(super) const ORGANISATION: Self = Self(1 << 5);
    pub(super) const FACILITY: Self = Self(1 << 6);
    pub(super) const EVENT: Self = Self(1 << 7);
    pub(super) const EVENT_BEFORE: Self = Self(1 << 8);
    pub(super) const PLACE: Self = Self(1 << 9);
    pub(super) const PLACE_BEFORE: Self = Self(1 << 10);
    pub(super) const REGION: Self = Self(1 << 11);
    pub(super) const WORK: Self = Self(1 << 12);
    pub(super) const PARTICLE: Self = Self(1 << 14);
    pub(super) const NAME_SUFFIX: Self = Self(1 << 15);
    /// Stands between a name and its head: `National`, `Wildlife`.
    pub(super) const MODIFIER: Self = Self(1 << 17);
    /// Starts a title.
    pub(super) const TITLE: Self = Self(1 << 18);
    /// A word that is a role by itself.
    pub(super) const ROLE: Self = Self(1 << 13);
    /// A word of a role.
    pub(super) const ROLE_WORD: Self = Self(1 << 16);
    /// A title by itself.
    pub(super) const WHOLE_TITLE: Self = Self(1 << 28);
    /// A title that is no role.
    pub(super) const HONORIFIC: Self = Self(1 << 29);
    /// A form of a verb whose subject speaks.
    pub(super) const SPEECH: Self = Self(1 << 30);
    /// Starts what after a place's name tells a facility.
    pub(super) const FACILITY_WORD: Self = Self(1 << 31);
    /// Starts or is an entry of a list of known names.
    pub(super) const KNOWN: Self = Self(0x1ff << 19);
    /// Any word that ends a name and tells its kind.
    pub(super) const HEAD: Self =
        Self(Self::ORGANISATION.0 | Self::FACILITY.0 | Self::EVENT.0 | Self::PLACE.0 | Self::WORK.0);

    /// Starts or is an entry of the list of this number in [`KNOWN_LISTS`].
    pub(super) const fn known(number: usize) -> Self {
        Self(1 << (19 + number as u32))
    }

    /// Gives the classes in either set.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Gives the set as bits.
    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    /// Tells whether the sets share a class.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The lists of known names.
pub(super) const KNOWN_LISTS: [Lexicon; 9] = [
    lists::ORGANISATIONS,
    lists::COUNTRIES,
    lists::REGIONS,
    lists::CITIES,
    lists::PLACES,
    lists::DEMONYMS,
    lists::PRODUCTS,
    lists::EVENTS,
    lists::WORKS,
];

thread_local! {
    static LENT: RefCell<Vocabulary> = RefCell::default();
}

/// Tells vocabularies apart, so that numbers of one are never taken for those of another.
static VOCABULARIES: AtomicU64 = AtomicU64::new(1);

/// So many words and phrases are kept from article to article: about 4 MB a thread.
const LIMIT: usize = 100_000;

/// What a list says of a phrase: the number of the list and its columns, and whether longer entries begin so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    pub(super) entry: Option<(usize, Columns)>,
    pub(super) goes_on: bool,
}

/// What is kept of a word as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) class: Class,
    /// Its number among the words of the vocabulary, counted from 0.
    pub(super) number: u32,
}

/// The classes of the words met so far, and what the lists say of phrases, each looked up once.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Tells it from others.
    pub(super) id: u64,
    words: Words<Met>,
    phrases: Map<Phrase>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let id = VOCABULARIES.fetch_add(1, Ordering::Relaxed);
        Self { id, words: Words::default(), phrases: Map::default() }
    }
}

impl Vocabulary {
    /// Lends the vocabulary that this thread has gathered.
    ///
    /// Looking words up is the dearest step, and the next article holds mostly the same words. What is gathered never
    /// changes an answer: the classes of a word depend on the word alone.
    pub(super) fn lend<T>(use_it: impl FnOnce(&mut Self) -> T) -> T {
        let mut vocabulary = LENT.take();
        if vocabulary.words.len() > LIMIT || vocabulary.phrases.len() > LIMIT {
            vocabulary = Self::default();
        }
        let made = use_it(&mut vocabulary);
        LENT.set(vocabulary);
        made
    }

    /// Gives class and number of a word as written, asking the lists by `find` once.
    #[inline]
    pub(super) fn met(&mut self, text: &str, find: impl FnOnce() -> Class) -> Met {
        let number = self.words.len() as u32;
        self.words.get_or_insert_with(hash::of(text.as_bytes()), || Met { class: find(), number })
    }

    /// Gives what the lists say of a folded phrase, asking them by `find` once.
    pub(super) fn phrase(&mut self, phrase: &str, find: impl FnOnce() -> Phrase) -> Phrase {
        *self.phrases.entry(hash::of(phrase.as_bytes())).or_insert_with(find)
    }
}

/// Asks every list what a folded word is; dear, so that whoever asks keeps the answer.
pub(super) fn look_up(key: &str) -> Class {
    let mut class = cue_classes(key).with(around_names(key));
    let simple =
        [(lists::GIVEN_NAMES, Class::GIVEN), (lists::SURNAMES, Class::SURNAME), (lists::WORDS, Class::ORDINARY)];
    for (list, add) in simple {
        if list.has(key) {
            class = class.with(add);
        }
    }
    if key.starts_with("mc") && key.len() > 4 || key.starts_with("o'") && key.len() > 3 {
        class = class.with(Class::SURNAME);
    }
    if lists::TITLES.has_start(key) {
        class = class.with(Class::TITLE);
    }
    for (number, list) in KNOWN_LISTS.iter().enumerate() {
        if list.has_start(key) {
            class = class.with(Class::known(number));
        }
    }
    class
}

/// Gives what a word is beside a name: a role, a title, a verb of speech.
pub(super) fn around_names(key: &str) -> Class {
    let role = lists::ROLES.columns(key);
    let title = lists::TITLES.columns(key);
    let told = [
        (role.is_some_and(|columns| columns.get(0).is_empty()), Class::ROLE),
        (role.is_some(), Class::ROLE_WORD),
        (title.is_some(), Class::WHOLE_TITLE),
        (title.is_some_and(|columns| columns.get(0) == "honorific"), Class::HONORIFIC),
        (lists::SPEECH_VERBS.has(key), Class::SPEECH),
        (lists::FACILITY_WORDS.has_start(key), Class::FACILITY_WORD),
    ];
    told.into_iter().filter(|(holds, _)| *holds).map(|(_, class)| class).fold(Class::NONE, Class::with)
}

/// Gives what the list of cues says of a word.
pub(super) fn cue_classes(key: &str) -> Class {
    let Some(columns) = lists::CUES.columns(key) else { return Class::NONE };
    columns.get(0).split(',').map(cue_class).fold(Class::NONE, Class::with)
}

fn cue_class(name: &str) -> Class {
    match name {
        "organisation" => Class::ORGANISATION,
        "facility" => Class::FACILITY,
        "event" => Class::EVENT,
        "event-before" => Class::EVENT_BEFORE,
        "place" => Class::PLACE,
        "place-before" => Class::PLACE_BEFORE,
        "region" => Class::REGION,
        "work" => Class::WORK,
        "calendar" => Class::CALENDAR,
        "stop" => Class::STOP,
        "particle" => Class::PARTICLE,
        "name-suffix" => Class::NAME_SUFFIX,
        "modifier" => Class::MODIFIER,
        _ => Class::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_classes() {
        let rows = [
            ("university", Class::ORGANISATION),
            ("john", Class::GIVEN),
            ("smith", Class::SURNAME),
            ("o'neill", Class::SURNAME),
            ("police", Class::ORDINARY),
            ("monday", Class::CALENDAR),
            ("secretary", Class::TITLE),
            ("french", Class::KNOWN),
            ("al", Class::KNOWN),
        ];
        for (word, class) in rows {
            assert!(look_up(word).any(class), "{word}");
        }
    }

    #[test]
    fn words_are_numbered_as_they_are_met() {
        let mut vocabulary = Vocabulary::default();
        let numbers = ["Ann", "met", "Ann", "again"].map(|word| vocabulary.met(word, || Class::GIVEN).number);
        assert_eq!(numbers, [0, 1, 0, 2]);
        assert_ne!(vocabulary.id, Vocabulary::default().id);
    }
}
