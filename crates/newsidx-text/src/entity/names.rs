//! The organisations and facilities that one article names in full. In: their names. Out: whose acronym, first word or
//! loose description another name is. Must not know people.

use std::collections::BTreeMap;

use super::key::EntityKey;

/// A full name and what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Full {
    words: Vec<String>,
    key: EntityKey,
}

/// The organisations and facilities of one article.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    full: Vec<Full>,
    bracketed: BTreeMap<String, EntityKey>,
}

impl Names {
    /// Adds a full name, given as the folded words that are capitalised in it.
    pub(super) fn add(&mut self, words: Vec<String>, key: EntityKey) {
        if !self.full.iter().any(|full| full.words == words) {
            self.full.push(Full { words, key });
        }
    }

    /// Adds the acronym that stood in brackets after a name.
    pub(super) fn add_acronym(&mut self, acronym: String, key: EntityKey) {
        self.bracketed.entry(acronym).or_insert(key);
    }

    /// Gives the entity of exactly these words.
    pub(super) fn exact(&self, words: &[String]) -> Option<&EntityKey> {
        self.full.iter().find(|full| full.words == words).map(|full| &full.key)
    }

    /// Gives the entity that the capitals stand for.
    pub(super) fn acronym(&self, letters: &str) -> Option<&EntityKey> {
        self.bracketed.get(letters).or_else(|| self.only(|full| spells(&full.words, letters)))
    }

    /// Gives the one entity whose name starts with these words and goes on.
    pub(super) fn part(&self, words: &[String]) -> Option<&EntityKey> {
        self.only(|full| full.words.len() > words.len() && full.words.starts_with(words))
    }

    /// Gives the one entity whose name ends in, or is about, this head word: `the Commission`.
    pub(super) fn headed(&self, word: &str) -> Option<&EntityKey> {
        self.only(|full| full.words.len() > 1 && full.words.iter().any(|own| own == word))
    }

    /// Gives the one entity that `place` and the lower-case words after it describe.
    pub(super) fn described(&self, place: &[String], kind: &str) -> Option<&EntityKey> {
        const GENERAL: [&str; 4] = ["complex", "facility", "plant", "site"];
        self.only(|full| {
            let rest = full.words.strip_prefix(place).unwrap_or_default();
            let told = |word: &str| rest.iter().any(|own| own == word) || GENERAL.contains(&word);
            !rest.is_empty() && kind.split(' ').all(told)
        })
    }

    fn only(&self, holds: impl Fn(&Full) -> bool) -> Option<&EntityKey> {
        let mut found = self.full.iter().filter(|full| holds(full)).map(|full| &full.key);
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }
}

/// Tells whether the first letters of the words are the acronym.
fn spells(words: &[String], letters: &str) -> bool {
    letters.chars().count() > 1 && words.iter().filter_map(|word| word.chars().next()).eq(letters.chars())
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
}
