//! The table as the user wants it. In: the stored table, the keys whose names the gazetteer speaks of, the gazetteer.
//! Out: a table. Must not know where any of them lies.
//!
//! Statements are applied in kinds: splits, then bans, then what joins, all of it at once. So their order in the file
//! changes nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use newsidx_text::EntityKey;

use super::{EntityTable, grouping};
use crate::gazetteer::{Gazetteer, Statement};
use crate::joins::Joins;
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
        let table = Self { said: gazetteer.fingerprint(), ..self.clone() };
        let of_key = |(giver, keys): (&String, &Vec<String>)| {
            keys.iter().map(|key| (key.clone(), giver.clone())).collect::<Vec<_>>()
        };
        let givers = table.groups.iter().flat_map(of_key).collect();
        let mut edit = Edit { table, givers, by_name };
        let mut joined: Vec<(Option<EntityField>, Vec<&str>)> = Vec::new();
        for statement in gazetteer.statements() {
            match statement {
                Statement::Split(names) => edit.split(names),
                Statement::Merge(..) | Statement::Alias(..) => {
                    joined.push((statement.kind().map(EntityField::of), statement.names()));
                }
                Statement::Add(kind, name) => {
                    edit.table.added.insert((*kind, label_whole(name)));
                }
                Statement::Ban(..) => {}
            }
        }
        for statement in gazetteer.statements() {
            if let Statement::Ban(kind, name) = statement {
                edit.ban(name, kind.map(EntityField::of));
            }
        }
        for field in EntityField::ALL {
            let here = joined.iter().filter(|(own, _)| own.is_none_or(|own| own == field));
            edit.join(field, &here.map(|(_, names)| names.as_slice()).collect::<Vec<_>>());
        }
        edit.table
    }
}

/// A table in change, with who names each of its keys.
struct Edit {
    table: EntityTable,
    givers: HashMap<String, String>,
    by_name: KeysByName,
}

/// What names lead to: each other, and groups of keys.
#[derive(PartialEq, Eq, Hash)]
enum Node {
    Name(String),
    Group(String),
}

/// Names that are one entity, with what they lead to in one field.
#[derive(Default)]
struct Joined {
    /// As they are written, by what they are folded.
    names: BTreeMap<String, BTreeSet<String>>,
    /// Folded names that some statement puts first.
    first: BTreeSet<String>,
    /// Folded names that some statement puts behind another.
    behind: BTreeSet<String>,
    groups: BTreeSet<String>,
}

impl Joined {
    /// Gives the folded names that may name the entity: what is put first and never behind, where there is such a name.
    fn heads(&self) -> BTreeSet<&String> {
        let heads: BTreeSet<&String> = self.first.difference(&self.behind).collect();
        if heads.is_empty() { self.first.iter().collect() } else { heads }
    }
}

impl Edit {
    /// Takes the keys of the later names out of the group of the first.
    fn split(&mut self, names: &[String]) {
        let wholes: Vec<String> = names.iter().map(|name| label_whole(name)).collect();
        let Some((first, others)) = wholes.split_first() else { return };
        for other in others {
            self.table.parted.insert((first.min(other).clone(), first.max(other).clone()));
            let keys = self.by_name.get(other).cloned().unwrap_or_default();
            let mut alone: BTreeMap<&str, BTreeSet<EntityKey>> = BTreeMap::new();
            for key in keys {
                self.take_out(&key.to_string());
                alone.entry(key.kind.label()).or_default().insert(key);
            }
            alone.into_values().for_each(|keys| self.put(&keys));
        }
    }

    /// Takes a key out of its group.
    fn take_out(&mut self, key: &str) {
        let Some(giver) = self.givers.remove(key) else { return };
        let keys = self.table.groups.remove(&giver).unwrap_or_default();
        let left: Vec<String> = keys.into_iter().filter(|other| other != key).collect();
        left.iter().for_each(|key| {
            self.givers.remove(key);
        });
        self.put(&left.iter().filter_map(|key| key.parse().ok()).collect());
    }

    /// Makes a group of keys, named as the table names groups.
    fn put(&mut self, keys: &BTreeSet<EntityKey>) {
        if keys.len() < 2 {
            return;
        }
        if let Some(giver) = keys.iter().min_by_key(|key| grouping::rank(key)) {
            let (giver, keys) = (giver.to_string(), keys.iter().map(ToString::to_string).collect::<Vec<_>>());
            self.givers.extend(keys.iter().map(|key| (key.clone(), giver.clone())));
            self.table.groups.insert(giver, keys);
        }
    }

    /// Bans the keys of a name, in one field or in all.
    fn ban(&mut self, name: &str, field: Option<EntityField>) {
        let keys = self.by_name.get(&label_whole(name)).cloned().unwrap_or_default();
        for key in keys.iter().filter(|key| field.is_none_or(|field| field == EntityField::of(key.kind))) {
            let written = key.to_string();
            self.take_out(&written);
            self.table.banned.insert(written);
        }
    }

    /// Makes one entity of all that bear names that statements join, in one field.
    fn join(&mut self, field: EntityField, statements: &[&[&str]]) {
        let mut joins: Joins<Node, ()> = Joins::default();
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        for names in statements {
            let mut before = None;
            for name in *names {
                let whole = label_whole(name);
                let number = joins.number(Node::Name(whole.clone()));
                joins.join(before.unwrap_or(number), number, ());
                before = Some(number);
                if numbers.insert(whole.clone(), number).is_none() {
                    for group in self.groups_named(field, &whole) {
                        let group = joins.number(Node::Group(group));
                        joins.join(number, group, ());
                    }
                }
            }
        }
        let mut joined: BTreeMap<usize, Joined> = BTreeMap::new();
        for names in statements {
            for (place, name) in names.iter().enumerate() {
                let whole = label_whole(name);
                let Some(number) = numbers.get(&whole) else { continue };
                let entity = joined.entry(joins.root(*number)).or_default();
                entity.groups.extend(self.groups_named(field, &whole));
                entity.names.entry(whole.clone()).or_default().insert((*name).to_owned());
                if place == 0 { &mut entity.first } else { &mut entity.behind }.insert(whole);
            }
        }
        joined.into_values().for_each(|entity| self.unite(field, &entity));
    }

    fn keys_named(&self, field: EntityField, whole: &str) -> impl Iterator<Item = &EntityKey> {
        let keys = self.by_name.get(whole).into_iter().flatten();
        keys.filter(move |key| EntityField::of(key.kind) == field)
    }

    /// Gives the keys that name the entities of a field that bear a folded whole name.
    fn groups_named(&self, field: EntityField, whole: &str) -> BTreeSet<String> {
        let keys = self.keys_named(field, whole).map(ToString::to_string);
        keys.map(|key| self.givers.get(&key).cloned().unwrap_or(key)).collect()
    }

    fn unite(&mut self, field: EntityField, entity: &Joined) {
        let mut keys: BTreeSet<String> = BTreeSet::new();
        for group in &entity.groups {
            keys.extend(self.table.groups.remove(group).unwrap_or_else(|| vec![group.clone()]));
            self.table.names_only.remove(group);
        }
        let parsed: BTreeSet<EntityKey> = keys.iter().filter_map(|key| key.parse().ok()).collect();
        let Some(best) = parsed.iter().min_by_key(|key| grouping::rank(key)) else { return };
        let heads = entity.heads();
        let own = heads.iter().flat_map(|head| self.keys_named(field, head)).min_by_key(|key| grouping::rank(key));
        let written = heads.iter().find_map(|head| entity.names.get(*head)?.first());
        let by_name = written.map(|name| EntityKey::new(best.kind, name.as_str()));
        let Some(giver) = own.cloned().or(by_name).map(|key| key.to_string()) else { return };
        self.givers.extend(keys.iter().map(|key| (key.clone(), giver.clone())));
        self.table.groups.insert(giver.clone(), keys.into_iter().collect());
        self.table.given.insert(giver, entity.names.values().flatten().cloned().collect());
    }
}
