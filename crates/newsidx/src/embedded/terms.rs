//! Terms of the embedded index that fit a test. In: the dictionary. Out: terms, sorted.

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::fault::failed;
use super::schema::{NAMED, WHOLE, WORD_OF, WRITTEN};
use crate::error::Result;
use crate::plan::LabelTest;

/// Finds the terms of a label whose word, or whose whole for a range, satisfies the test.
pub(super) fn label_terms(searcher: &Searcher, field: Field, name: &str, test: &LabelTest) -> Result<Vec<String>> {
    let whole = matches!(test, LabelTest::Range { .. });
    let prefix = format!("{name}{WORD_OF}");
    terms_from(searcher, field, &prefix, &mut |term| {
        let value = term.strip_prefix(&prefix).unwrap_or_default();
        match value.strip_prefix(WHOLE) {
            Some(value) => whole && test.accepts(value),
            None => !whole && !value.is_empty() && !value.starts_with([NAMED, WRITTEN]) && test.accepts(value),
        }
    })
}

/// Finds the terms that tell which entities of a label satisfy a test.
pub(super) fn entity_terms(searcher: &Searcher, field: Field, name: &str, test: &LabelTest) -> Result<Vec<String>> {
    let prefix = |mark| format!("{name}{WORD_OF}{mark}");
    let (named, written) = (prefix(NAMED), prefix(WRITTEN));
    let mut terms = terms_from(searcher, field, &named, &mut |term| {
        term.strip_prefix(&named).is_some_and(|whole| test.accepts(whole))
    })?;
    terms.extend(terms_from(searcher, field, &written, &mut |term| {
        let parts = term.strip_prefix(&written).and_then(|rest| rest.split_once(WORD_OF));
        parts.is_some_and(|(whole, written)| test.accepts_entity(whole, written))
    })?);
    Ok(terms)
}

/// Gives the terms that a fuzzy query stands for, of all segments.
pub(super) fn terms_near(searcher: &Searcher, field: Field, query: &FuzzyTermQuery) -> Result<Vec<Term>> {
    let mut near = Vec::new();
    for reader in searcher.segment_readers() {
        let inverted = reader.inverted_index(field).map_err(|error| failed("a term list cannot be read", error))?;
        let automaton = query.automaton().map_err(|error| failed("the plan cannot be run", error))?;
        let found = inverted.terms().search(automaton).into_stream();
        let mut found = found.map_err(|error| failed("a term list cannot be read", error.into()))?;
        while found.advance() {
            near.extend(std::str::from_utf8(found.key()).ok().map(|term| Term::from_field_text(field, term)));
        }
    }
    Ok(near)
}

/// Gives the terms that begin with a prefix and that `keep` wants, of all segments, sorted.
pub(super) fn terms_from(
    searcher: &Searcher,
    field: Field,
    prefix: &str,
    keep: &mut dyn FnMut(&str) -> bool,
) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for reader in searcher.segment_readers() {
        let inverted = reader.inverted_index(field).map_err(|error| failed("a term list cannot be read", error))?;
        let range = inverted.terms().range().ge(prefix);
        let mut terms = range.into_stream().map_err(|error| failed("a term list cannot be read", error.into()))?;
        while terms.advance() {
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            if !term.starts_with(prefix) {
                break;
            }
            if keep(term) {
                found.push(term.to_owned());
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
