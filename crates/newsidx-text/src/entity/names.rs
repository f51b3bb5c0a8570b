//! The organisations and facilities that one article names in full. In: their names. Out: whose acronym, first word or
//! loose description another name is. Must not know people.

use std::collections::BTreeMap;

use super::hash::{self, Map, mix};
use super::key::EntityKey;

/// A full name and what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Full {
    words: Vec<String>,
    key: EntityKey,
}

/// So many names that begin alike are compared with a description at most.
const COMPARED: usize = 64;

/// Who bears a part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    One(usize),
    Several,
}

/// The organisations and facilities of one article.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    full: Vec<Full>,
    bracketed: BTreeMap<String, EntityKey>,
    /// By the number of a whole name.
    whole: Map<usize>,
    /// By the number of its first letters.
    letters: Map<Owner>,
    /// By the number of what a name begins with and goes on after.
    starts: Map<Owner>,
    /// The same, all of them: one more than are compared tells that there are too many.
    begun: Map<Vec<usize>>,
    /// By the number of one of several words.
    words: Map<Owner>,
}

impl Names {
    /// Adds a full name, given as the folded words that are capitalised in it.
    pub(super) fn add(&mut self, words: Vec<String>, key: EntityKey) {
        let name = self.full.len();
        if *self.whole.entry(number(&words)).or_insert(name) != name {
            return;
        }
        let Self { full, letters, starts, begun, words: by_word, .. } = self;
        let own = |map: &mut Map<Owner>, number: u64| {
            let same = |other: usize| full.get(other).is_some_and(|full| full.key == key);
            let owner = map.entry(number).or_insert(Owner::One(name));
            if matches!(*owner, Owner::One(other) if other != name && !same(other)) {
                *owner = Owner::Several;
            }
        };
        own(letters, hash::of(first_letters(&words).as_bytes()));
        let mut start = 0;
        for word in words.iter().take(words.len().saturating_sub(1)) {
            start = joined(start, word);
            own(starts, start);
            let begun = begun.entry(start).or_default();
            if begun.len() <= COMPARED {
                begun.push(name);
            }
        }
        for word in words.iter().filter(|_| words.len() > 1) {
            own(by_word, hash::of(word.as_bytes()));
        }
        self.full.push(Full { words, key });
    }

    /// Adds the acronym that stood in brackets after a name.
    pub(super) fn add_acronym(&mut self, acronym: String, key: EntityKey) {
        self.bracketed.entry(acronym).or_insert(key);
    }

    /// Gives the entity of exactly these words.
    pub(super) fn exact(&self, words: &[String]) -> Option<&EntityKey> {
        self.whole.get(&number(words)).and_then(|name| self.full.get(*name)).map(|full| &full.key)
    }

    /// Gives the entity that the capitals stand for.
    pub(super) fn acronym(&self, letters: &str) -> Option<&EntityKey> {
        let spelt = || self.only(self.letters.get(&hash::of(letters.as_bytes())));
        self.bracketed.get(letters).or_else(|| spelt().filter(|_| letters.chars().count() > 1))
    }

    /// Gives the entity that a short name in brackets after its name stands for.
    pub(super) fn bracketed(&self, short: &str) -> Option<&EntityKey> {
        self.bracketed.get(short)
    }

    /// Gives the one entity whose name starts with these words and goes on.
    pub(super) fn part(&self, words: &[String]) -> Option<&EntityKey> {
        self.only(self.starts.get(&number(words)))
    }

    /// Gives the one entity whose name ends in, or is about, this head word: `the Commission`.
    pub(super) fn headed(&self, word: &str) -> Option<&EntityKey> {
        self.only(self.words.get(&hash::of(word.as_bytes())))
    }

    /// Gives the one entity that `place` and the lower-case words after it describe.
    pub(super) fn described(&self, place: &[String], kind: &str) -> Option<&EntityKey> {
        const GENERAL: [&str; 4] = ["complex", "facility", "plant", "site"];
        let told = |full: &&Full| {
            let rest = full.words.strip_prefix(place).unwrap_or_default();
            let told = |word: &str| rest.iter().any(|own| own == word) || GENERAL.contains(&word);
            !rest.is_empty() && kind.split(' ').all(told)
        };
        let begun = self.begun.get(&number(place)).filter(|begun| begun.len() <= COMPARED)?;
        let mut found = begun.iter().filter_map(|name| self.full.get(*name)).filter(told).map(|full| &full.key);
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }

    fn only(&self, owner: Option<&Owner>) -> Option<&EntityKey> {
        match owner {
            Some(Owner::One(name)) => self.full.get(*name).map(|full| &full.key),
            _ => None,
        }
    }
}

/// Gives the number of words in their order.
fn number(words: &[String]) -> u64 {
    words.iter().fold(0, |number, word| joined(number, word))
}

fn joined(number: u64, word: &str) -> u64 {
    mix(number, hash::of(word.as_bytes()))
}

fn first_letters(words: &[String]) -> String {
    words.iter().filter_map(|word| word.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::key::EntityKind;
    use super::*;

    fn words(name: &str) -> Vec<String> {
        name.to_lowercase().split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn other_forms_find_the_full_name() {
        let mut names = Names::default();
        for name in ["Kenya Power Company", "Rosneft Oil", "Ostrava Nuclear Power Plant"] {
            names.add(words(name), EntityKey::new(EntityKind::Organisation, name));
        }
        names.add_acronym("kplc".to_owned(), EntityKey::new(EntityKind::Organisation, "Kenya Power Company"));
        let name = |key: Option<&EntityKey>| key.map_or("", |key| &key.name).to_owned();
        assert_eq!(name(names.acronym("kplc")), "Kenya Power Company");
        assert_eq!(name(names.acronym("kpc")), "Kenya Power Company");
        assert_eq!(name(names.acronym("kp")), "");
        assert_eq!(name(names.part(&words("Rosneft"))), "Rosneft Oil");
        assert_eq!(name(names.headed("company")), "Kenya Power Company");
        assert_eq!(name(names.headed("power")), "");
        assert_eq!(name(names.described(&words("Ostrava"), "nuclear facility")), "Ostrava Nuclear Power Plant");
        assert_eq!(name(names.described(&words("Ostrava"), "airport")), "");
    }

    #[test]
    fn what_several_share_is_nobodys() {
        let mut names = Names::default();
        for name in ["Kenya Power Company", "Kenya Pipeline Company", "Kenya Power Company"] {
            names.add(words(name), EntityKey::new(EntityKind::Organisation, name));
        }
        assert_eq!(names.full.len(), 2);
        assert_eq!((names.part(&words("Kenya")), names.headed("company"), names.acronym("kpc")), (None, None, None));
        assert!(names.part(&words("Kenya Power")).is_some() && names.exact(&words("Kenya Power")).is_none());
    }

    #[test]
    fn thousands_that_begin_alike_are_compared_with_few() {
        let mut names = Names::default();
        for number in 0..20_000 {
            let name = format!("Kenya Plant {number}");
            names.add(words(&name), EntityKey::new(EntityKind::Facility, name));
        }
        assert!(names.begun.values().all(|begun| begun.len() <= COMPARED + 1));
        assert_eq!(names.described(&words("Kenya"), "plant"), None);
    }
}
