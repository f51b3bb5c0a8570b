//! What questions ask of a table, found at once. In: a table. Out: who names a key, and the groups by name and by word.
//!
//! Derived and never stored: made at the first question, thrown away with any change.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use super::{EntityTable, name_of};
use crate::plan::{LabelTest, label_whole, label_words};
use crate::query::EntityField;

/// A lookup that is made when it is first asked for; it is no part of what a table says.
#[derive(Debug, Default)]
pub(super) struct Derived(OnceLock<Lookup>);

impl Derived {
    pub(super) fn of(&self, table: &EntityTable) -> &Lookup {
        self.0.get_or_init(|| Lookup::new(table))
    }
}

impl Clone for Derived {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Derived {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Derived {}

/// Keys and names of a table, by what they are looked up by.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    givers: HashMap<String, String>,
    fields: BTreeMap<EntityField, FieldNames>,
    /// Folded whole names of the keys that are banned.
    pub(super) banned: BTreeMap<EntityField, BTreeSet<String>>,
}

/// The names of the groups of one field, folded.
#[derive(Debug, Default)]
struct FieldNames {
    groups: Vec<BTreeMap<String, Vec<Vec<String>>>>,
    by_whole: BTreeMap<String, BTreeSet<usize>>,
    by_word: BTreeMap<String, BTreeSet<usize>>,
}

impl Lookup {
    fn new(table: &EntityTable) -> Self {
        let mut lookup = Self::default();
        for (giver, keys) in &table.groups {
            lookup.givers.extend(keys.iter().map(|key| (key.clone(), giver.clone())));
            let Some(field) = EntityTable::field_of(giver) else { continue };
            let given = table.given.get(giver).into_iter().flatten().map(String::as_str);
            let names = keys.iter().map(|key| name_of(key)).chain([name_of(giver)]).chain(given);
            lookup.fields.entry(field).or_default().add(names);
        }
        for key in &table.banned {
            let Some(field) = EntityTable::field_of(key) else { continue };
            lookup.banned.entry(field).or_default().insert(label_whole(name_of(key)));
        }
        lookup
    }

    pub(super) fn giver(&self, key: &str) -> Option<&str> {
        self.givers.get(key).map(String::as_str)
    }

    /// Gives the folded whole names of the groups of which some name satisfies a test.
    pub(super) fn names(&self, field: EntityField, test: &LabelTest) -> BTreeSet<String> {
        let Some(names) = self.fields.get(&field) else { return BTreeSet::new() };
        let found = names.satisfying(test);
        found.into_iter().filter_map(|group| names.groups.get(group)).flat_map(|group| group.keys().cloned()).collect()
    }
}

impl FieldNames {
    fn add<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        let number = self.groups.len();
        let mut group: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for name in names {
            let (whole, words) = (label_whole(name), label_words(name));
            self.by_whole.entry(whole.clone()).or_default().insert(number);
            for word in &words {
                self.by_word.entry(word.clone()).or_default().insert(number);
            }
            group.entry(whole).or_default().push(words);
        }
        self.groups.push(group);
    }

    fn satisfying(&self, test: &LabelTest) -> BTreeSet<usize> {
        let of = |found: Option<&BTreeSet<usize>>| found.cloned().unwrap_or_default();
        let any = |names: &BTreeMap<String, BTreeSet<usize>>| {
            names.iter().filter(|(name, _)| test.accepts(name)).flat_map(|(_, groups)| groups).copied().collect()
        };
        match test {
            LabelTest::Whole(whole) | LabelTest::Named(whole) => of(self.by_whole.get(whole)),
            LabelTest::Words(words) => {
                let mut found = words.first().map(|word| of(self.by_word.get(word))).unwrap_or_default();
                found.retain(|group| self.groups.get(*group).is_some_and(|names| holds(names, words)));
                found
            }
            LabelTest::Prefix(_) | LabelTest::Wildcard(_) | LabelTest::Fuzzy { .. } => any(&self.by_word),
            LabelTest::Any | LabelTest::Range { .. } | LabelTest::Except { .. } => any(&self.by_whole),
        }
    }
}

fn holds(names: &BTreeMap<String, Vec<Vec<String>>>, wanted: &[String]) -> bool {
    names.values().flatten().any(|words| words.windows(wanted.len().max(1)).any(|window| window == wanted))
}
