//! The table as the user wants it. In: the stored table, the keys whose names the gazetteer speaks of, the gazetteer.
//! Out: a table. Must not know where any of them lies.
//!
//! Statements are applied in kinds, splits before merges, so that their order in the file changes nothing but which name
//! comes first.

use std::collections::{BTreeMap, BTreeSet};

use newsidx_text::EntityKey;

use super::{EntityTable, grouping};
use crate::gazetteer::{Gazetteer, Statement};
use crate::plan::label_whole;
use crate::query::EntityField;

/// The keys of each folded whole name.
type KeysByName = BTreeMap<String, BTreeSet<EntityKey>>;

impl EntityTable {
    /// Applies a gazetteer; `keys` are at least those keys of the index whose names it speaks of.
    #[must_use]
    pub fn edited<'a>(&self, gazetteer: &Gazetteer, keys: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_name = KeysByName::new();
        for key in keys.into_iter().filter_map(|key| key.parse::<EntityKey>().ok()) {
            by_name.entry(label_whole(&key.name)).or_default().insert(key);
        }
        let mut table = self.clone();
        for statement in gazetteer.statements() {
            if let Statement::Split(names) = statement {
                table.split(names, &by_name);
            }
        }
        for statement in gazetteer.statements() {
            match statement {
                Statement::Merge(names) => table.merge(names, &by_name),
                Statement::Alias(name, other) => table.merge(&[name.clone(), other.clone()], &by_name),
                Statement::Add(kind, name) => {
                    table.added.insert((*kind, label_whole(name)));
                }
                Statement::Ban(name) => table.ban(name, &by_name),
                Statement::Split(_) => {}
            }
        }
        table
    }

    /// Takes the keys of the later names out of the group of the first.
    fn split(&mut self, names: &[String], by_name: &KeysByName) {
        for name in names.iter().skip(1) {
            let keys = by_name.get(&label_whole(name)).into_iter().flatten();
            let mut alone: BTreeMap<String, BTreeSet<EntityKey>> = BTreeMap::new();
            for key in keys {
                let written = key.to_string();
                let giver = self.giver(&written).unwrap_or(&written).to_owned();
                self.take_out(&giver, &written);
                alone.entry(key.kind.label().to_owned()).or_default().insert(key.clone());
            }
            alone.into_values().for_each(|keys| self.put(&keys));
        }
    }

    fn take_out(&mut self, giver: &str, key: &str) {
        let Some(keys) = self.groups.remove(giver) else { return };
        let left: BTreeSet<EntityKey> =
            keys.iter().filter(|other| *other != key).filter_map(|key| key.parse().ok()).collect();
        self.put(&left);
    }

    /// Makes a group of keys, named as the table names groups.
    fn put(&mut self, keys: &BTreeSet<EntityKey>) {
        if keys.len() < 2 {
            return;
        }
        if let Some(giver) = keys.iter().min_by_key(|key| grouping::rank(key)) {
            self.groups.insert(giver.to_string(), keys.iter().map(ToString::to_string).collect());
        }
    }

    /// Makes one entity of all that bear the names, field by field, under the first name.
    fn merge(&mut self, names: &[String], by_name: &KeysByName) {
        let wholes: Vec<String> = names.iter().map(|name| label_whole(name)).collect();
        for field in EntityField::ALL {
            let of_field = |key: &&EntityKey| EntityField::of(key.kind) == field;
            let of_name = |whole: &String| by_name.get(whole).into_iter().flatten().filter(of_field);
            let mut found: Vec<&EntityKey> = wholes.iter().flat_map(of_name).collect();
            // Names that earlier statements gave to an entity lead to it as well.
            let known: Vec<EntityKey> = self.given_to(field, &wholes);
            found.extend(&known);
            let Some(any) = found.first() else { continue };
            let first = wholes.first().into_iter().flat_map(of_name).min_by_key(|key| grouping::rank(key));
            let kind = any.kind;
            let virtual_key = names.first().map(|name| EntityKey::new(kind, name.as_str()).to_string());
            let Some(giver) = first.map(ToString::to_string).or(virtual_key) else { continue };
            let mut keys = BTreeSet::new();
            let mut said: BTreeSet<String> = names.iter().cloned().collect();
            for key in found {
                let written = key.to_string();
                let before = self.giver(&written).unwrap_or(&written).to_owned();
                keys.extend(self.groups.remove(&before).unwrap_or_default());
                said.extend(self.given.remove(&before).unwrap_or_default());
                self.names_only.remove(&before);
                if by_name.get(&label_whole(&key.name)).is_some_and(|keys| keys.contains(key)) {
                    keys.insert(written);
                }
            }
            self.groups.insert(giver.clone(), keys.into_iter().collect());
            self.given.insert(giver, said);
        }
    }

    /// Gives the keys that name the entities of a field to which one of these names was given.
    fn given_to(&self, field: EntityField, wholes: &[String]) -> Vec<EntityKey> {
        let bears = |names: &BTreeSet<String>| names.iter().any(|name| wholes.contains(&label_whole(name)));
        let givers = self.given.iter().filter(|(_, names)| bears(names)).filter_map(|(giver, _)| giver.parse().ok());
        givers.filter(|key: &EntityKey| EntityField::of(key.kind) == field).collect()
    }

    fn ban(&mut self, name: &str, by_name: &KeysByName) {
        let whole = label_whole(name);
        for key in by_name.get(&whole).into_iter().flatten() {
            let written = key.to_string();
            let giver = self.giver(&written).unwrap_or(&written).to_owned();
            self.take_out(&giver, &written);
            self.banned.insert(written);
        }
        self.refused.insert(whole);
    }
}
