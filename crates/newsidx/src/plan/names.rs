//! Conditions on entities. In: a field, a test, and what the index knows of names. Out: a clause that every name answers.
//!
//! A filter asks for an entity, so it finds each of its names; what comes out is plain data that engines answer as it is.

use std::collections::BTreeSet;
use std::sync::Arc;

use newsidx_text::EntityKind;
use newsidx_text::analysis::Analyser;
use newsidx_text::entity::listed;

use super::label::{label_whole, label_words};
use super::{Clause, Label, LabelTest, Scope, Shape};
use crate::entity_table::EntityTable;
use crate::query::EntityField;

/// What an index knows of names: which of them are one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    table: Arc<EntityTable>,
}

impl Names {
    /// Takes what a table says.
    pub fn of(table: Arc<EntityTable>) -> Self {
        Self { table }
    }

    /// Gives the whole names, folded, that a filter finds beside those that satisfy its test themselves.
    fn others(&self, field: EntityField, test: &LabelTest) -> BTreeSet<String> {
        let mut names = match test {
            LabelTest::Any | LabelTest::Range { .. } => BTreeSet::new(),
            _ => self.table.names_of(field, test),
        };
        if let Some(name) = in_lists(field, test) {
            names.extend(self.table.names_of(field, &LabelTest::Whole(name.clone())));
            names.insert(name);
        }
        names.retain(|name| !test.accepts(name));
        names
    }
}

/// Gives the name under which the lists keep a name that is asked for whole.
fn in_lists(field: EntityField, test: &LabelTest) -> Option<String> {
    let asked = match test {
        LabelTest::Words(words) => words.join(" "),
        LabelTest::Whole(whole) => whole.clone(),
        _ => return None,
    };
    let mut kinds = EntityKind::ALL.into_iter().filter(|kind| EntityField::of(*kind) == field);
    let found = kinds.find_map(|kind| listed(kind, &asked))?;
    Some(label_whole(found.name))
}

/// Makes the condition that a paragraph names an entity of a field.
pub(super) fn entity(field: EntityField, test: LabelTest, names: &Names, analyser: &Analyser) -> Clause {
    let asked = whole_of(&test);
    if asked.as_ref().is_some_and(|whole| names.table.refuses(whole)) {
        return Clause::Nothing;
    }
    let others = names.others(field, &test);
    let added = names.table.added_names(field, &test).filter_map(|name| in_text(name, analyser));
    let mut parts: Vec<Clause> = added.collect();
    let label = |test| Clause::Label { field: Label::Entity(field), test };
    parts.splice(0..0, others.into_iter().map(|name| label(LabelTest::Whole(name))));
    any(label(test), parts)
}

/// Makes the condition that a paragraph names a place, or something that lies in it.
pub(super) fn within(place: &str, names: &Names, analyser: &Analyser) -> Clause {
    let words = label_words(place);
    let test = if words.is_empty() { LabelTest::Whole(label_whole(place)) } else { LabelTest::Words(words) };
    let mut parts = vec![Clause::Label { field: Label::Within, test: test.clone() }];
    let others = names.others(EntityField::Place, &test).into_iter().map(LabelTest::Whole);
    parts.extend(others.map(|test| Clause::Label { field: Label::Within, test }));
    match entity(EntityField::Place, test, names, analyser) {
        Clause::Or(own) => Clause::Or(own.into_iter().chain(parts).collect()),
        own => any(own, parts),
    }
}

fn any(first: Clause, mut others: Vec<Clause>) -> Clause {
    if others.is_empty() {
        return first;
    }
    others.insert(0, first);
    Clause::Or(others)
}

fn whole_of(test: &LabelTest) -> Option<String> {
    match test {
        LabelTest::Words(words) => Some(words.join(" ")),
        LabelTest::Whole(whole) => Some(whole.clone()),
        _ => None,
    }
}

/// Makes the condition that a name stands in the text as it is written.
fn in_text(name: &str, analyser: &Analyser) -> Option<Clause> {
    let words: Vec<String> = analyser.query_words(name).iter().map(|word| word.exact.clone()).collect();
    let shape = match words.as_slice() {
        [] => return None,
        [word] => Shape::AnyOf(vec![word.clone()]),
        _ => Shape::Phrase { variants: vec![words], slop: 0 },
    };
    Some(Clause::Text { scope: Scope::Own, shape })
}
