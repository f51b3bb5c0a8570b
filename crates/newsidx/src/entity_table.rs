//! Which keys are one entity. In: the set of keys of an index. Out: the groups of more than one.
//!
//! A pure function of the set: neither the order of indexing nor how often a key occurs changes it. Columns keep keys;
//! the table is applied when a question is answered, so changing it reads nothing again.

use std::collections::BTreeMap;

use newsidx_text::{EntityKey, EntityKind};
use serde::{Deserialize, Serialize};

use crate::plan::label_whole;
use crate::query::EntityField;

/// Keys that stand for one entity, by the key that names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct EntityTable {
    /// Groups of two keys or more; the name giver is among its keys.
    groups: BTreeMap<String, Vec<String>>,
}

impl EntityTable {
    /// Finds the groups: keys of one kind whose names differ in case, accents or spacing alone.
    ///
    /// The name giver is the key with an external id, else one that is not all capitals, else the first by code points.
    pub(crate) fn of_keys<'a>(keys: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_name: BTreeMap<(EntityKind, String), Vec<EntityKey>> = BTreeMap::new();
        for key in keys.into_iter().filter_map(|key| key.parse::<EntityKey>().ok()) {
            by_name.entry((key.kind, label_whole(&key.name))).or_default().push(key);
        }
        let groups = by_name.into_values().filter(|keys| keys.len() > 1).filter_map(|mut keys| {
            keys.sort_by_key(|key| (key.id.is_none(), is_all_capitals(&key.name), key.name.clone()));
            keys.dedup();
            let mut keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
            let giver = keys.first()?.clone();
            keys.sort();
            (keys.len() > 1).then_some((giver, keys))
        });
        Self { groups: groups.collect() }
    }

    /// Gives the groups of one field: the name giver and all keys, itself among them.
    pub(crate) fn groups_of(&self, field: EntityField) -> impl Iterator<Item = (&str, &[String])> {
        let kinds = EntityKind::ALL.into_iter().filter(move |kind| EntityField::of(*kind) == field);
        let labels: Vec<String> = kinds.map(|kind| format!("{}/", kind.label())).collect();
        let groups = self.groups.iter().map(|(giver, keys)| (giver.as_str(), keys.as_slice()));
        groups.filter(move |(giver, _)| labels.iter().any(|label| giver.starts_with(label)))
    }

    /// Gives each key of one field that another one stands for, with that other.
    pub(crate) fn givers(&self, field: EntityField) -> impl Iterator<Item = (&str, &str)> {
        self.groups_of(field).flat_map(|(giver, keys)| keys.iter().map(move |key| (key.as_str(), giver)))
    }

    /// Gives all keys of the entity that a key names.
    pub(crate) fn keys_of(&self, giver: &str) -> Vec<String> {
        self.groups.get(giver).cloned().unwrap_or_else(|| vec![giver.to_owned()])
    }
}

/// Headlines and old wires shout; the name is the one in mixed case where there is one.
fn is_all_capitals(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_do_not_depend_on_order() {
        let mut keys = [
            "person/Wałęsa",
            "person/Walesa",
            "person/WALESA",
            "person/Lech",
            "place/country/Chad#TD",
            "place/country/Chad",
        ];
        let forward = EntityTable::of_keys(keys);
        keys.reverse();
        assert_eq!(forward, EntityTable::of_keys(keys));
        let givers = |field| forward.groups_of(field).map(|(giver, _)| giver).collect::<Vec<_>>();
        assert_eq!(givers(EntityField::Person), ["person/Walesa"]);
        assert_eq!(givers(EntityField::Place), ["place/country/Chad#TD"]);
        assert_eq!(forward.keys_of("person/Lech"), ["person/Lech"]);
    }
}
