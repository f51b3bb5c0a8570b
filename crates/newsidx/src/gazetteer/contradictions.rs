//! What contradicts what. In: statements with where they stand. Out: the first one that does not go with the others.
//! Must not know files: a place is a line and a column.

use std::collections::{BTreeMap, BTreeSet};

use super::{FILE, Statement};
use crate::joins::Joins;
use crate::plan::label_whole;
use crate::query::EntityField;

/// Where a statement stands in its file: line and column, from 1.
pub(super) type Place = (usize, usize);

/// Which file that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// The gazetteer as it was.
    Own,
    /// What is to be added to it.
    Added,
}

/// Where a statement stands among all that are held against each other.
pub(super) type At = (Source, Place);

/// What contradicts what was said before it.
pub(super) type Contradiction = (At, String);

/// Says which statement first contradicts those before it.
pub(super) fn check<'a>(
    statements: impl Iterator<Item = (At, &'a Statement)>,
) -> std::result::Result<(), Contradiction> {
    let mut seen = Seen::default();
    let mut wrong = Ok(());
    for (at, statement) in statements {
        wrong = seen.take(at, statement).map_err(|what| (at, what));
        if wrong.is_err() {
            break;
        }
    }
    // What was taken in stands before what was refused.
    seen.parted_and_one().map_or(wrong, Err)
}

/// Where names were first used, each in all fields or in one; folded.
#[derive(Default)]
struct Uses(BTreeMap<String, BTreeMap<Option<EntityField>, At>>);

impl Uses {
    fn add(&mut self, name: String, field: Option<EntityField>, at: At) {
        self.0.entry(name).or_default().entry(field).or_insert(at);
    }

    /// Gives where a name was first used in a field; `None` stands for all of them.
    fn of(&self, name: &str, field: Option<EntityField>) -> Option<At> {
        let uses = self.0.get(name)?.iter();
        uses.filter(|(own, _)| own.is_none() || field.is_none() || **own == field).map(|(_, at)| *at).min()
    }
}

/// What the statements before have said; all names folded.
#[derive(Default)]
struct Seen {
    joined: Joins<String, At>,
    parted: BTreeMap<(String, String), At>,
    banned: Uses,
    named: Uses,
    aliases: BTreeMap<String, (String, At)>,
}

impl Seen {
    /// Takes a statement in, or says which one it contradicts.
    fn take(&mut self, at: At, statement: &Statement) -> std::result::Result<(), String> {
        let names: Vec<String> = statement.names().into_iter().map(label_whole).collect();
        let distinct: BTreeSet<&String> = names.iter().collect();
        if distinct.len() < names.len() {
            return Err("a name stands twice in one statement".to_owned());
        }
        let field = statement.kind().map(EntityField::of);
        if let Statement::Ban(..) = statement {
            return names.into_iter().try_for_each(|name| {
                if let Some(before) = self.named.of(&name, field) {
                    return Err(contradiction("a name that is banned here is used", before, at));
                }
                self.banned.add(name, field, at);
                Ok(())
            });
        }
        for name in &names {
            if let Some(before) = self.banned.of(name, field) {
                return Err(contradiction("a name that is used here is banned", before, at));
            }
            self.named.add(name.clone(), field, at);
        }
        let Some((first, others)) = names.split_first() else { return Ok(()) };
        if let Statement::Alias(..) = statement {
            for other in others {
                match self.aliases.get(other) {
                    Some((owner, before)) if owner != first => {
                        return Err(contradiction("the same other name is given to another entity", *before, at));
                    }
                    _ => self.aliases.insert(other.clone(), (first.clone(), at)),
                };
            }
        }
        for other in others {
            if matches!(statement, Statement::Split(_)) {
                let pair = (first.min(other).clone(), first.max(other).clone());
                self.parted.entry(pair).or_insert(at);
            } else {
                let (first, other) = (self.joined.number(first.clone()), self.joined.number(other.clone()));
                self.joined.join(first, other, at);
            }
        }
        Ok(())
    }

    /// Says where first two names are both split and, perhaps through other names, made one.
    fn parted_and_one(&self) -> Option<Contradiction> {
        let both = self.parted.iter().filter_map(|((one, other), parted)| {
            let joined = self.joined.since(one, other)?;
            Some(if *parted > joined {
                (*parted, contradiction("names that are split here are one", joined, *parted))
            } else {
                (joined, contradiction("names that are one here are split", *parted, joined))
            })
        });
        both.min_by_key(|(at, _)| *at)
    }
}

/// Says what contradicts what, and in which line of which file the other one stands.
fn contradiction(what: &str, (source, (line, _)): At, here: At) -> String {
    if source == here.0 { format!("{what} in line {line}") } else { format!("{what} in line {line} of `{FILE}`") }
}
