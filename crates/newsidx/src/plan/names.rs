//! Conditions on entities. In: a field, a test, and what the index knows of names. Out: a clause that every name answers.
//!
//! A filter asks for an entity, so it finds each of its names; what comes out is plain data that engines answer as it is.

use std::collections::BTreeSet;
use std::sync::Arc;

use newsidx_text::EntityKind;
use newsidx_text::analysis::Analyser;
use newsidx_text::entity::listed;

use super::label::label_whole;
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

    /// Gives a number that differs where the user says other things of entities.
    pub(crate) fn said(&self) -> u64 {
        self.table.said()
    }

    /// Gives the whole names, folded, that a filter finds beside those that satisfy its test themselves.
    pub(super) fn others(&self, field: EntityField, test: &LabelTest) -> BTreeSet<String> {
        let mut names = match test {
            LabelTest::Any | LabelTest::Range { .. } => BTreeSet::new(),
            _ => self.table.names_of(field, test),
        };
        if let Some((asked, name)) = in_lists(field, test)
            && self.table.lists_may_join(field, &asked, &name)
        {
            names.extend(self.table.names_of(field, &LabelTest::Whole(name.clone())));
            names.insert(name);
        }
        names.retain(|name| !test.accepts(name));
        names
    }

    /// Tells whether what is spelled in another way may be the same entity, for all that was said of both names.
    pub(super) fn may_be_one(&self, fields: &[EntityField], asked: &LabelTest, other: &LabelTest) -> bool {
        let (LabelTest::Words(asked), LabelTest::Words(other)) = (asked, other) else { return true };
        let (asked, other) = (asked.join(" "), other.join(" "));
        fields.iter().all(|field| self.table.lists_may_join(*field, &asked, &other))
    }

    /// Gives the folded whole names of what is banned in a field.
    pub(super) fn banned(&self, field: EntityField) -> Option<&BTreeSet<String>> {
        self.table.banned_names(field)
    }

    /// Makes the condition that a value of a label satisfies a test, or that an entity has one of some other names.
    ///
    /// What is banned satisfies nothing, whatever the text writes.
    pub(super) fn label(&self, label: &Label, field: EntityField, test: &LabelTest) -> (Clause, Vec<Clause>) {
        let clause = |test| Clause::Label { field: label.clone(), test };
        let others = self.others(field, test).into_iter().map(|name| clause(LabelTest::Named(name))).collect();
        let own = match (self.table.banned_names(field), test) {
            (None, test) => clause(test.clone()),
            (Some(banned), LabelTest::Whole(whole)) if banned.contains(whole) => Clause::Nothing,
            (Some(banned), test) => {
                let names = banned.iter().cloned().collect();
                clause(LabelTest::Except { test: Box::new(test.clone()), names })
            }
        };
        (own, others)
    }
}

/// Gives the name that is asked for whole, and the one under which the lists keep it.
fn in_lists(field: EntityField, test: &LabelTest) -> Option<(String, String)> {
    let asked = match test {
        LabelTest::Words(words) => words.join(" "),
        LabelTest::Whole(whole) => whole.clone(),
        _ => return None,
    };
    let mut kinds = EntityKind::ALL.into_iter().filter(|kind| EntityField::of(*kind) == field);
    let found = kinds.find_map(|kind| listed(kind, &asked))?;
    Some((asked, label_whole(found.name)))
}

/// Makes the condition that a paragraph names an entity of a field.
pub(super) fn entity(field: EntityField, test: &LabelTest, names: &Names, analyser: &Analyser) -> Clause {
    let (own, mut others) = names.label(&Label::Entity(field), field, test);
    let added = names.table.added_names(field, test).filter_map(|name| in_text(name, analyser));
    others.extend(added);
    any(std::iter::once(own).chain(others).collect())
}

/// Gives what the name of a speaker must be, in any of these ways: every name of the entity counts.
pub(super) fn speakers(test: &LabelTest, names: &Names) -> Vec<LabelTest> {
    let others = EntityField::ALL.iter().flat_map(|field| names.others(*field, test)).collect::<BTreeSet<_>>();
    std::iter::once(test.clone()).chain(others.into_iter().map(LabelTest::Named)).collect()
}

/// Gives the entities that are banned, by field and folded whole name.
pub(super) fn banned_speakers(names: &Names) -> BTreeSet<(EntityField, String)> {
    let of = |field| names.banned(field).into_iter().flatten().map(move |name| (field, name.clone()));
    EntityField::ALL.into_iter().flat_map(of).collect()
}

/// Makes the condition that one of some clauses holds; alternatives among them stand beside the others.
pub(super) fn any(clauses: Vec<Clause>) -> Clause {
    let mut flat: Vec<Clause> = Vec::with_capacity(clauses.len());
    for clause in clauses {
        let parts = if let Clause::Or(parts) = clause { parts } else { vec![clause] };
        for part in parts {
            if !flat.contains(&part) {
                flat.push(part);
            }
        }
    }
    if flat.len() == 1 { flat.remove(0) } else { Clause::Or(flat) }
}

/// Makes the condition that a name stands in the text as it is written; as any condition on entities, it does not score.
fn in_text(name: &str, analyser: &Analyser) -> Option<Clause> {
    let words: Vec<String> = analyser.query_words(name).iter().map(|word| word.exact.clone()).collect();
    let shape = match words.as_slice() {
        [] => return None,
        [word] => Shape::AnyOf(vec![word.clone()]),
        _ => Shape::Phrase { variants: vec![words], slop: 0 },
    };
    Some(Clause::Unscored(Box::new(Clause::Text { scope: Scope::Own, shape })))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::gazetteer::Gazetteer;
    use crate::plan::{Plan, Vocabulary, plan};

    fn planned(query: &str, lines: &str, keys: &[&str]) -> Plan {
        let gazetteer = Gazetteer::parse(lines, Path::new("entities.txt")).unwrap();
        let table = EntityTable::of_keys(keys.iter().copied()).edited(&gazetteer, keys.iter().copied());
        let names = Names::of(Arc::new(table));
        plan(&query.parse().unwrap(), &Vocabulary { names, ..Vocabulary::default() })
    }

    #[test]
    fn what_is_added_does_not_score() {
        let found = planned("org:Friday", "add org \"Friday\"", &[]).clause;
        assert!(found.asks_of_text());
        found.visit_scoring(&mut |shape, _| panic!("{shape:?} scores"));
    }

    #[test]
    fn the_table_overrules_the_lists() {
        let keys = ["organisation/EU", "organisation/European Union"];
        let asks = |lines| format!("{:?}", planned("org:EU", lines, &keys)).contains("Named(\"european union\")");
        assert!(asks(""));
        assert!(!asks("split \"European Union\" \"EU\""));
        assert!(!asks("ban \"European Union\""));
    }

    #[test]
    fn what_is_banned_is_left_out() {
        let keys = ["person/May", "person/Theresa May", "product/Air Force One"];
        let lines = "ban \"May\"\nban \"Air Force One\"";
        for (query, expected) in [
            ("person:May", true),
            ("person:*", true),
            ("person:ma*", true),
            ("product:\"air force\"", true),
            ("org:May", false),
        ] {
            assert_eq!(format!("{:?}", planned(query, lines, &keys)).contains("Except"), expected, "{query}");
        }
        assert_eq!(planned("person:=May", lines, &keys).clause, Clause::Nothing);
        let speaker = |lines| format!("{:?}", planned("speaker:May", lines, &["person/May", "group/May"]));
        assert!(speaker("ban person \"May\"").contains("banned: {(Person, \"may\")}"));
        assert!(speaker("").contains("banned: {}"));
    }
}
