//! Which keys are one entity. In: the set of keys of an index, and what the user says of them. Out: groups of keys.
//!
//! A pure function of the set: neither the order of indexing nor how often a key occurs changes it. Columns keep keys;
//! the table is applied when a question is answered, so changing it reads nothing again.

mod edited;
mod grouping;
mod known;
mod lookup;
mod people;
mod person;
mod word;

use std::collections::{BTreeMap, BTreeSet};

use newsidx_text::{EntityKey, EntityKind};
use serde::{Deserialize, Serialize};

use crate::plan::{LabelTest, label_whole};
use crate::query::EntityField;

use lookup::Derived;

/// Keys that stand for one entity, by the key that names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityTable {
    /// Groups of two keys or more, or with a name giver that is no key; otherwise the name giver is among its keys.
    groups: BTreeMap<String, Vec<String>>,
    /// Keys of one name that several entities may bear; they name their group or stand alone.
    names_only: BTreeSet<String>,
    /// Keys that the user wants shown nowhere.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    banned: BTreeSet<String>,
    /// Names that the user gave an entity, by the key that names it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    given: BTreeMap<String, BTreeSet<String>>,
    /// Whole names, folded, that a text is searched for besides, with the kind that the user says they are.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    added: BTreeSet<(EntityKind, String)>,
    /// Whole names, folded, that the user says are two entities, the lesser first.
    #[serde(skip)]
    parted: BTreeSet<(String, String)>,
    /// What the user says, as one number; the order of it changes nothing.
    #[serde(skip)]
    said: u64,
    #[serde(skip)]
    derived: Derived,
}

impl EntityTable {
    /// Finds the groups of a set of keys; what is no key is passed over.
    pub fn of_keys<'a>(keys: impl IntoIterator<Item = &'a str>) -> Self {
        let keys: BTreeSet<EntityKey> = keys.into_iter().filter_map(|key| key.parse().ok()).collect();
        grouping::table(&keys)
    }

    /// Gives the key that names the entity of a key; nothing for a key that is banned.
    pub fn giver<'a>(&'a self, key: &'a str) -> Option<&'a str> {
        if self.banned.contains(key) {
            return None;
        }
        Some(self.derived.of(self).giver(key).unwrap_or(key))
    }

    /// Gives a number that differs where the user says other things of entities.
    pub(crate) fn said(&self) -> u64 {
        self.said
    }

    fn field_of(key: &str) -> Option<EntityField> {
        key.parse::<EntityKey>().ok().map(|key| EntityField::of(key.kind))
    }

    /// Tells whether several entities may bear the name of a key, so that it is one name and not surely one entity.
    pub fn is_name_only(&self, giver: &str) -> bool {
        self.names_only.contains(giver)
    }

    /// Gives the groups of one field: the name giver and all keys, itself among them where it is one.
    pub(crate) fn groups_of(&self, field: EntityField) -> impl Iterator<Item = (&str, &[String])> {
        let kinds = EntityKind::ALL.into_iter().filter(move |kind| EntityField::of(*kind) == field);
        let labels: Vec<String> = kinds.map(|kind| format!("{}/", kind.label())).collect();
        let groups = self.groups.iter().map(|(giver, keys)| (giver.as_str(), keys.as_slice()));
        groups.filter(move |(giver, _)| labels.iter().any(|label| giver.starts_with(label)))
    }

    /// Gives all keys of the entity that a key names.
    pub(crate) fn keys_of(&self, giver: &str) -> Vec<String> {
        self.groups.get(giver).cloned().unwrap_or_else(|| vec![giver.to_owned()])
    }

    /// Gives the keys that name the entities of a folded whole name, and whether each is banned.
    pub(crate) fn bearers(&self, keys: &BTreeSet<String>, whole: &str) -> BTreeSet<(String, bool)> {
        let is_named = |key: &&String| label_whole(name_of(key)) == whole;
        let own = keys.iter().filter(is_named).map(|key| match self.giver(key) {
            Some(giver) => (giver.to_owned(), false),
            None => (key.clone(), true),
        });
        let bears = |names: &BTreeSet<String>| names.iter().any(|name| label_whole(name) == whole);
        let given = self.given.iter().filter(|(_, names)| bears(names)).map(|(giver, _)| (giver.clone(), false));
        own.chain(given).collect()
    }

    /// Gives all names of the entity that a key names, sorted.
    pub(crate) fn names_under(&self, giver: &str) -> Vec<String> {
        let mut names: BTreeSet<String> = self.keys_of(giver).iter().map(|key| name_of(key).to_owned()).collect();
        names.extend(self.given.get(giver).into_iter().flatten().cloned());
        names.into_iter().collect()
    }

    /// Gives the keys that are shown nowhere.
    pub(crate) fn banned(&self) -> &BTreeSet<String> {
        &self.banned
    }

    /// Tells whether the user has a say in it, so that a name giver may be a key that the index lacks.
    pub(crate) fn is_edited(&self) -> bool {
        !(self.given.is_empty() && self.banned.is_empty())
    }

    /// Gives the folded whole names of the entities of a field of which some name satisfies the test, sorted.
    pub(crate) fn names_of(&self, field: EntityField, test: &LabelTest) -> BTreeSet<String> {
        self.derived.of(self).names(field, test)
    }

    /// Tells whether the user gave an entity of the field this folded whole name.
    fn is_given(&self, field: EntityField, whole: &str) -> bool {
        let of_field = self.given.iter().filter(|(giver, _)| Self::field_of(giver) == Some(field));
        of_field.flat_map(|(_, names)| names).any(|name| label_whole(name) == whole)
    }

    fn names_called(&self, field: EntityField, whole: &str) -> BTreeSet<String> {
        self.names_of(field, &LabelTest::Whole(whole.to_owned()))
    }

    /// Gives the names of a field that the user added and that satisfy the test, folded.
    pub(crate) fn added_names(&self, field: EntityField, test: &LabelTest) -> impl Iterator<Item = &str> {
        let of_field = self.added.iter().filter(move |(kind, _)| EntityField::of(*kind) == field);
        of_field.map(|(_, name)| name.as_str()).filter(|name| test.accepts(name))
    }

    /// Gives the folded whole names of the keys of a field that are banned.
    pub(crate) fn banned_names(&self, field: EntityField) -> Option<&BTreeSet<String>> {
        self.derived.of(self).banned.get(&field)
    }

    /// Tells whether it is left to the lists, and to what is spelled alike, that two folded whole names are one.
    ///
    /// It is not where the user parts or bans them, where the user gives one of them to an entity that lacks the other, and
    /// where each is already one with other names than the other.
    pub(crate) fn lists_may_join(&self, field: EntityField, one: &str, other: &str) -> bool {
        let pair = (one.min(other).to_owned(), one.max(other).to_owned());
        let is_banned = |banned: &BTreeSet<String>| banned.contains(one) || banned.contains(other);
        let (of_one, of_other) = (self.names_called(field, one), self.names_called(field, other));
        let is_apart = !of_one.is_empty() && !of_other.is_empty() && of_one.is_disjoint(&of_other)
            || self.is_given(field, one) && !of_one.contains(other)
            || self.is_given(field, other) && !of_other.contains(one);
        !is_apart && !self.parted.contains(&pair) && !self.banned_names(field).is_some_and(is_banned)
    }
}

/// Gives the name of a key, and the key where it is none.
pub(crate) fn name_of(key: &str) -> &str {
    let rest = EntityKind::ALL.iter().find_map(|kind| key.strip_prefix(kind.label())?.strip_prefix('/'));
    let rest = rest.unwrap_or(key);
    rest.split_once('#').map_or(rest, |(name, _)| name)
}

#[cfg(test)]
mod tests;
