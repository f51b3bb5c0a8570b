//! Which names of people are one person. In: the set of names that keys hold. Out: groups of names, and the names that
//! several people may bear.
//!
//! Names meet by surname. Each step looks at the whole set, so nothing depends on an order. Where two people fit, a name
//! stays by itself and is said to be a name only.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::known;
use super::person::{PersonName, agree, is_initial, middles_agree};
use super::word::name_key;

/// Short forms of given names: form TAB full names, separated by commas.
const NICKNAMES: &str = include_str!("../../data/nicknames.txt");

/// The full names of each short form, all as keys of words.
static FULL_NAMES: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let line = |line: &str| {
        let (short, full) = line.split_once('\t')?;
        Some((name_key(short), full.split(',').map(name_key).collect()))
    };
    NICKNAMES.lines().filter_map(line).collect()
});

/// The people of an index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct People {
    /// Names of one person each, at least one.
    pub(super) persons: Vec<BTreeSet<PersonName>>,
    /// Names that several of them may bear.
    pub(super) names_only: BTreeSet<PersonName>,
}

impl People {
    /// Decides which names are one person.
    pub(super) fn of(names: BTreeSet<PersonName>) -> Self {
        let mut first_names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut surnames: BTreeMap<String, BTreeSet<PersonName>> = BTreeMap::new();
        for name in names {
            let first = name.first().filter(|first| !is_initial(first) && name.is_plausible());
            if let Some(first) = first {
                first_names.entry(first.to_owned()).or_default().insert(name.surname.clone());
            }
            surnames.entry(name.surname.clone()).or_default().insert(name);
        }
        let mut people = Self::default();
        for (surname, bearers) in surnames {
            people.add_family(bearers, first_names.get(&surname).map_or(0, BTreeSet::len));
        }
        people
    }

    /// Decides the names of one surname; names of `as_first` other surnames begin with the same word.
    fn add_family(&mut self, names: BTreeSet<PersonName>, as_first: usize) {
        let (lone, names): (Vec<_>, Vec<_>) = names.into_iter().partition(PersonName::is_lone);
        let (initials, full): (Vec<_>, Vec<_>) = names.into_iter().partition(PersonName::has_initial);
        let mut persons = self.full_names(full);
        let mut left: BTreeSet<PersonName> = BTreeSet::new();
        // All initials look at the full names alone, so that none of them opens the way for another.
        let fitting: Vec<Vec<usize>> = initials.iter().map(|name| fitting(name, &persons)).collect();
        for (name, fits) in initials.into_iter().zip(fitting) {
            match fits.as_slice() {
                [only] => persons.get_mut(*only).into_iter().for_each(|person| {
                    person.insert(name.clone());
                }),
                [] => {
                    left.insert(name);
                }
                _ => {
                    self.names_only.insert(name.clone());
                    self.persons.push(BTreeSet::from([name]));
                }
            }
        }
        persons.extend(left.into_iter().map(|name| BTreeSet::from([name])));
        join_listed(&mut persons);
        for name in lone {
            self.add_lone(name, &mut persons, as_first);
        }
        self.persons.extend(persons);
    }

    /// Decides a surname alone: the one whom it means by itself, else the only person who bears it.
    ///
    /// What no first name begins, such as a word of a headline, is no other person.
    fn add_lone(&mut self, name: PersonName, persons: &mut [BTreeSet<PersonName>], as_first: usize) {
        let meant = known::meant_by(&name.surname);
        let is_meant = |person: &BTreeSet<PersonName>| match meant {
            Some(_) => person.iter().any(known::is_listed_form),
            None => as_first == 0 && person.iter().any(PersonName::is_plausible),
        };
        let mut fitting = persons.iter_mut().filter(|person| is_meant(person));
        if let (Some(only), None) = (fitting.next(), fitting.next()) {
            only.insert(name);
            return;
        }
        if persons.len() + as_first > usize::from(meant.is_none()) {
            self.names_only.insert(name.clone());
        }
        self.persons.push(BTreeSet::from([name]));
    }

    /// Decides names with a whole given name, of one surname.
    fn full_names(&mut self, names: Vec<PersonName>) -> Vec<BTreeSet<PersonName>> {
        let present: BTreeSet<String> = names.iter().filter_map(|name| name.first().map(str::to_owned)).collect();
        let mut namesakes: BTreeMap<(String, String), BTreeSet<PersonName>> = BTreeMap::new();
        for name in names {
            let first = formal(name.first().unwrap_or_default(), &present);
            namesakes.entry((first, name.suffix.clone())).or_default().insert(name);
        }
        namesakes.into_values().flat_map(|names| self.namesakes(names)).collect()
    }

    /// Decides names of one given name and surname: one person, unless two middle names tell two apart.
    ///
    /// Few share a listed surname, so that a middle name written wrongly makes no second one of it.
    fn namesakes(&mut self, names: BTreeSet<PersonName>) -> Vec<BTreeSet<PersonName>> {
        if names.iter().any(known::is_listed_form) {
            return vec![names];
        }
        let with_middle: Vec<&PersonName> = names.iter().filter(|name| !name.middle().is_empty()).collect();
        let same = |one: &PersonName, other: &PersonName| middles_agree(one.middle(), other.middle());
        if with_middle.iter().all(|one| with_middle.iter().all(|other| same(one, other))) {
            return vec![names];
        }
        let mut persons: BTreeMap<Vec<String>, BTreeSet<PersonName>> = BTreeMap::new();
        for name in &names {
            let written = |other: &&&PersonName| other.middle().iter().any(|middle| !is_initial(middle));
            let full: BTreeSet<&[String]> = with_middle
                .iter()
                .filter(written)
                .filter(|other| same(name, other))
                .map(|name| name.middle())
                .collect();
            // The letter of one written name alone is that name.
            let middle = match full.iter().collect::<Vec<_>>().as_slice() {
                [only] => only.to_vec(),
                _ => name.middle().to_vec(),
            };
            if middle.is_empty() {
                self.names_only.insert(name.clone());
            }
            persons.entry(middle).or_default().insert(name.clone());
        }
        // What has no middle name is no further person to fit.
        self.persons.extend(persons.remove(&Vec::new()));
        persons.into_values().collect()
    }
}

/// Makes one person of those that forms of one listed name stand for: `Tayyip Erdogan` is `Recep Erdogan`.
fn join_listed(persons: &mut Vec<BTreeSet<PersonName>>) {
    let is_listed = |person: &mut BTreeSet<PersonName>| person.iter().any(known::is_listed_form);
    let joined: BTreeSet<PersonName> = persons.extract_if(.., is_listed).flatten().collect();
    persons.extend(Some(joined).filter(|joined| !joined.is_empty()));
}

/// Gives the persons whom a name with an initial fits.
fn fitting(name: &PersonName, persons: &[BTreeSet<PersonName>]) -> Vec<usize> {
    let fits = |known: &PersonName| {
        let middles = name.middle();
        let firsts = name.first().zip(known.first()).is_some_and(|(one, other)| agree(one, other));
        let open = middles.is_empty() || known.middle().is_empty();
        firsts && name.suffix == known.suffix && (open || middles_agree(middles, known.middle()))
    };
    let contradicts = |known: &PersonName| {
        let (ours, theirs) = (name.middle(), known.middle());
        !ours.is_empty() && !theirs.is_empty() && !middles_agree(ours, theirs)
    };
    let may_be = |person: &BTreeSet<PersonName>| person.iter().any(fits) && !person.iter().any(contradicts);
    (0..persons.len()).filter(|index| persons.get(*index).is_some_and(may_be)).collect()
}

/// Gives the formal name of a short one, where exactly one of its formal names is present.
fn formal(first: &str, present: &BTreeSet<String>) -> String {
    let named = FULL_NAMES.get(first).map(Vec::as_slice).unwrap_or_default();
    let here: Vec<&String> = named.iter().filter(|full| present.contains(*full)).collect();
    match here.as_slice() {
        [only] => (*only).clone(),
        _ => first.to_owned(),
    }
}

/// Tells whether a given name is a short form.
pub(super) fn is_short_form(first: &str) -> bool {
    FULL_NAMES.contains_key(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_sorted_and_unique() {
        let forms: Vec<&str> = NICKNAMES.lines().collect();
        assert!(forms.is_sorted_by(|one, next| one < next));
        assert!(forms.iter().all(|line| line.split_once('\t').is_some_and(|(_, full)| !full.is_empty())));
    }
}
