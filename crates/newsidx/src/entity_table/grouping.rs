//! The groups of a set of keys. In: keys. Out: the table. Must not know the user's gazetteer.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use newsidx_text::entity::listed;
use newsidx_text::{EntityKey, EntityKind};

use super::EntityTable;
use super::known;
use super::people::{People, is_short_form};
use super::person::PersonName;
use super::word::name_key;
use crate::plan::label_whole;

/// Finds the groups, people by their names, all others by id, by the name that the lists give them, or by name.
pub(super) fn table(keys: &BTreeSet<EntityKey>) -> EntityTable {
    let mut table = EntityTable::default();
    let (people, others): (BTreeSet<&EntityKey>, BTreeSet<&EntityKey>) =
        keys.iter().partition(|key| key.kind == EntityKind::Person);
    let ids = ids_by_name(&others);
    let mut groups: BTreeMap<(EntityKind, String), Vec<&EntityKey>> = BTreeMap::new();
    for key in others {
        groups.entry((key.kind, same(key, &ids))).or_default().push(key);
    }
    groups.into_values().for_each(|keys| add(&mut table, &keys));
    add_people(&mut table, &people);
    table
}

/// The ids that keys of one kind and name carry.
type Ids = BTreeMap<(EntityKind, String), BTreeSet<String>>;

fn ids_by_name(keys: &BTreeSet<&EntityKey>) -> Ids {
    let mut ids = Ids::new();
    for key in keys {
        if let Some(id) = &key.id {
            ids.entry((key.kind, label_whole(&key.name))).or_default().insert(id.clone());
        }
    }
    ids
}

/// Gives what keys of one entity share: an id, else a name. A name with two ids is neither of them.
fn same(key: &EntityKey, ids: &Ids) -> String {
    let plain = without_form(key.kind, &key.name);
    let list = listed(key.kind, &key.name).or_else(|| listed(key.kind, plain));
    let own = key.id.as_deref().or_else(|| list.and_then(|found| found.id));
    let whole = label_whole(list.map_or(plain, |found| without_form(key.kind, found.name)));
    let of_name = ids.get(&(key.kind, whole.clone())).filter(|ids| ids.len() == 1).and_then(BTreeSet::first);
    match own.or(of_name.map(String::as_str)) {
        Some(id) => format!("#{id}"),
        None => whole,
    }
}

/// Leaves out what a firm is by law, and that a region is one: `Exxon Corp`, `Odesa region`.
fn without_form(kind: EntityKind, name: &str) -> &str {
    let forms: &[&str] = match kind {
        EntityKind::Organisation => &["ag", "co", "corp", "inc", "llc", "ltd", "plc"],
        EntityKind::Region => &["governorate", "oblast", "prefecture", "province", "region"],
        _ => &[],
    };
    match name.trim_end_matches('.').rsplit_once(' ') {
        Some((rest, form)) if forms.contains(&label_whole(form).as_str()) && rest.chars().any(char::is_lowercase) => {
            rest
        }
        _ => name,
    }
}

fn add_people(table: &mut EntityTable, keys: &BTreeSet<&EntityKey>) {
    let mut by_name: BTreeMap<PersonName, Vec<&EntityKey>> = BTreeMap::new();
    let mut nameless: BTreeMap<String, Vec<&EntityKey>> = BTreeMap::new();
    let hyphens = Hyphens::of(keys);
    for key in keys {
        match hyphens.name(&key.name) {
            Some(name) => by_name.entry(name).or_default().push(key),
            None => nameless.entry(label_whole(&key.name)).or_default().push(key),
        }
    }
    let people = People::of(by_name.keys().cloned().collect());
    for person in &people.persons {
        let keys: Vec<&EntityKey> = person.iter().filter_map(|name| by_name.get(name)).flatten().copied().collect();
        if person.iter().any(|name| people.names_only.contains(name))
            && let Some(giver) = best(&keys)
        {
            table.names_only.insert(giver.to_string());
        }
        add(table, &keys);
    }
    nameless.into_values().for_each(|keys| add(table, &keys));
}

/// Names that stand with a hyphen and without, by their parts: `Kim Jong-un` is `Kim Jong Un`.
#[derive(Default)]
struct Hyphens(BTreeMap<Vec<String>, PersonName>);

impl Hyphens {
    fn of(keys: &BTreeSet<&EntityKey>) -> Self {
        let hyphenated = keys.iter().filter(|key| key.name.contains('-')).map(|key| parts(&key.name));
        let hyphenated: BTreeSet<Vec<String>> = hyphenated.collect();
        let mut hyphens = Self::default();
        for key in keys {
            let (parts, name) = (parts(&key.name), PersonName::of(&key.name));
            let Some(name) = name.filter(|_| hyphenated.contains(&parts)) else { continue };
            let own = hyphens.0.entry(parts).or_insert_with(|| name.clone());
            // The one with most words stands for all: a hyphen set wrongly, as in `Donald-Trump`, hides a surname.
            if (name.given.len(), &*own) > (own.given.len(), &name) {
                *own = name;
            }
        }
        hyphens
    }

    fn name(&self, name: &str) -> Option<PersonName> {
        self.0.get(&parts(name)).cloned().or_else(|| PersonName::of(name))
    }
}

fn parts(name: &str) -> Vec<String> {
    name.split([' ', '-', '\u{2010}', '\u{2011}']).map(name_key).filter(|part| !part.is_empty()).collect()
}

/// Gives the key that names the entity of some keys: of equally good ones that whose words most of them share.
fn best<'a>(keys: &[&'a EntityKey]) -> Option<&'a EntityKey> {
    let mut shared: BTreeMap<String, usize> = BTreeMap::new();
    for word in
        keys.iter().flat_map(|key| label_whole(&key.name).split(' ').map(str::to_owned).collect::<BTreeSet<_>>())
    {
        *shared.entry(word).or_default() += 1;
    }
    let common = |key: &EntityKey| {
        let whole = label_whole(&key.name);
        whole.split(' ').filter_map(|word| shared.get(word)).min().copied().unwrap_or_default()
    };
    keys.iter().min_by_key(|key| (grade(key), Reverse(common(key)), rank(key))).copied()
}

fn add(table: &mut EntityTable, keys: &[&EntityKey]) {
    let Some(giver) = best(keys).filter(|_| keys.len() > 1) else { return };
    let mut all: Vec<String> = keys.iter().map(ToString::to_string).collect();
    all.sort();
    table.groups.insert(giver.to_string(), all);
}

/// Orders keys by how well they name their entity, the best first.
///
/// The better grade first, at last the first by code points.
pub(super) fn rank(key: &EntityKey) -> impl Ord + use<> {
    (grade(key), key.name.clone(), key.to_string())
}

/// How well a key names its entity by itself.
///
/// An id first, then no shouting, then Latin letters, then the name as a list writes it; for people a given name and a
/// surname alone, short forms as the news writes them.
fn grade(key: &EntityKey) -> impl Ord + use<> {
    let person = (key.kind == EntityKind::Person).then(|| PersonName::of(&key.name)).flatten();
    let fullness = person.as_ref().map_or(Reverse(0), |name| match (name.has_initial(), name.given.len()) {
        (_, 0) => Reverse(0),
        (true, _) => Reverse(1),
        (false, 1) => Reverse(3),
        (false, _) => Reverse(2),
    });
    let is_listed = person.as_ref().is_some_and(known::is_listed) || is_listed_as_written(key);
    let foreign = key.name.chars().any(|letter| letter.is_alphabetic() && letter as u32 > 0x24f);
    let shouts = !is_listed_as_written(key) && !key.name.chars().any(char::is_lowercase);
    let formal = person.as_ref().and_then(PersonName::first).is_some_and(|first| !is_short_form(first));
    (key.id.is_none(), shouts, foreign, !is_listed, fullness, formal)
}

fn is_listed_as_written(key: &EntityKey) -> bool {
    listed(key.kind, &key.name).is_some_and(|found| found.name == key.name)
}
