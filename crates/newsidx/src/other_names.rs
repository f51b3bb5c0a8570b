//! Plain words that are names. In: a query, and what an index knows of names. Out: the query that asks for their other
//! names too, and what was added. A word stays a word unless this is asked for.

use std::collections::BTreeSet;

use newsidx_text::EntityKind;
use newsidx_text::entity::{listed, other_names};

use crate::entity_table::EntityTable;
use crate::plan::{LabelTest, label_whole};
use crate::query::{EntityField, Field, Form, Matcher, Query, Term};

/// Widens each plain word and phrase that is the whole name of an entity; gives a note on each.
pub(crate) fn widened(query: &Query, table: &EntityTable) -> (Query, Vec<String>) {
    let mut notes = Vec::new();
    let query = widen(query, table, &mut notes);
    let mut seen = BTreeSet::new();
    notes.retain(|note| seen.insert(note.clone()));
    (query.normalised(), notes)
}

fn widen(query: &Query, table: &EntityTable, notes: &mut Vec<String>) -> Query {
    let mut each = |parts: &[Query]| parts.iter().map(|part| widen(part, table, notes)).collect();
    match query {
        Query::And(parts) => Query::And(each(parts)),
        Query::Or(parts) => Query::Or(each(parts)),
        Query::Article(part) => Query::Article(Box::new(widen(part, table, notes))),
        Query::Boost(part, factor) => Query::Boost(Box::new(widen(part, table, notes)), *factor),
        Query::Term(term) => self::term(term, table, notes).unwrap_or_else(|| query.clone()),
        // What is excluded stays what was typed: to widen it would leave out more than was asked.
        Query::Not(_) | Query::All | Query::Days(_) | Query::Event(_) | Query::Counted(_) => query.clone(),
    }
}

fn term(term: &Term, table: &EntityTable, notes: &mut Vec<String>) -> Option<Query> {
    let text = match (&term.field, &term.matcher) {
        (Field::Anywhere | Field::Text | Field::Title, Matcher::Word(text)) => text,
        (Field::Anywhere | Field::Text | Field::Title, Matcher::Phrase { text, slop: 0, form: Form::Inflected }) => {
            text
        }
        _ => return None,
    };
    let names = names(text, table);
    if names.is_empty() {
        return None;
    }
    let shown: Vec<&str> = names.iter().map(String::as_str).collect();
    notes.push(format!("also searched: {} (other names of {text})", shown.join(", ")));
    let other = |name: &String| {
        let matcher = Matcher::Phrase { text: name.clone(), slop: 0, form: Form::Exact };
        Query::field(term.field.clone(), matcher)
    };
    Some(Query::Or([Query::Term(term.clone())].into_iter().chain(names.iter().map(other)).collect()))
}

/// Gives the other names of the entities of which a text is a whole name.
fn names(text: &str, table: &EntityTable) -> BTreeSet<String> {
    let asked = label_whole(text);
    let mut names = BTreeSet::new();
    for field in EntityField::ALL {
        names.extend(table.names_of(field, &LabelTest::Whole(asked.clone())));
    }
    for kind in EntityKind::ALL {
        if let Some(found) = listed(kind, text) {
            let listed = other_names(kind, found.name).into_iter().chain([found.name.to_owned()]);
            let listed = listed.map(|name| label_whole(&name));
            names.extend(listed.filter(|name| table.lists_may_join(EntityField::of(kind), &asked, name)));
        }
    }
    names.remove(&asked);
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expected: &str) {
        let table = EntityTable::of_keys(["person/Vladimir Putin", "person/Путин"]);
        assert_eq!(widened(&query.parse().unwrap(), &table).0.to_string(), expected, "{query}");
    }

    #[test]
    fn whole_names_are_widened() {
        check("Путин truce", "(Путин OR =\"vladimir putin\") AND truce");
        check("vladimir", "vladimir");
        check("-Burma", "NOT Burma");
        check("place:Burma", "place:Burma");
    }

    #[test]
    fn a_name_is_asked_once() {
        let table = EntityTable::of_keys(["organisation/EU", "organisation/European Union"]);
        let widened = |query: &str| widened(&query.parse().unwrap(), &table);
        assert_eq!(widened("\"European Union\"").0.to_string(), "\"European Union\" OR =\"eu\"");
        let (_, notes) = widened("\"European Union\" OR Burma OR \"European Union\"");
        assert_eq!(
            notes.iter().filter(|note| note.ends_with("(other names of European Union)")).count(),
            1,
            "{notes:?}"
        );
    }
}
