//! From a plan to a query of raw tantivy, written as its user would. In: a plan. Out: a query on paragraphs.

use newsidx::plan::{Clause, Label, LabelTest, Shape};
use tantivy::query::{
    BooleanQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, RangeQuery, RegexQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::Outcome;

/// The index that a query is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// The segments of newsidx.
    Segments,
    /// Paragraphs that carry the data of their article.
    Flat,
}

/// Which documents are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Paragraphs,
    Headlines,
}

/// Translates the parts of plans that the benches ask for, and refuses others.
pub(crate) fn translate(clause: &Clause, searcher: &Searcher, target: Target, side: Side) -> Outcome<Box<dyn Query>> {
    let field = |name: &str| searcher.schema().get_field(name);
    Ok(match clause {
        Clause::Text { shape, .. } => {
            let text = if side == Side::Paragraphs { "text" } else { "title" };
            words(field(text)?, shape)?
        }
        Clause::And(parts) => combine(parts, Occur::Must, searcher, target, side)?,
        Clause::Or(parts) => combine(parts, Occur::Should, searcher, target, side)?,
        Clause::Days { from: Some(from), to: Some(to) } if target == Target::Flat => {
            let bound = |day: i64| {
                Ok::<_, tantivy::TantivyError>(std::ops::Bound::Included(Term::from_field_i64(field("day")?, day)))
            };
            filter(Box::new(RangeQuery::new(bound(from.0)?, bound(to.0)?)))
        }
        Clause::Label { field: Label::Source, test: LabelTest::Whole(outlet) } if target == Target::Flat => {
            filter(Box::new(TermQuery::new(Term::from_field_text(field("source")?, outlet), IndexRecordOption::Basic)))
        }
        Clause::Label { field: label, test: LabelTest::Words(parts) } if target == Target::Segments => {
            let names = field(if side == Side::Paragraphs { "names" } else { "labels" })?;
            let mut terms =
                parts.iter().map(|word| Term::from_field_text(names, &format!("{}\u{1f}{word}", label.name())));
            match (parts.len(), terms.next()) {
                (1, Some(term)) => filter(Box::new(TermQuery::new(term, IndexRecordOption::Basic))),
                (_, Some(first)) => filter(Box::new(PhraseQuery::new(std::iter::once(first).chain(terms).collect()))),
                (_, None) => Box::new(EmptyQuery),
            }
        }
        other => return Err(format!("raw tantivy is not asked for {other:?}").into()),
    })
}

fn combine(parts: &[Clause], occur: Occur, searcher: &Searcher, target: Target, side: Side) -> Outcome<Box<dyn Query>> {
    let mut clauses = Vec::with_capacity(parts.len());
    for part in parts {
        clauses.push((occur, translate(part, searcher, target, side)?));
    }
    Ok(Box::new(BooleanQuery::new(clauses)))
}

/// Finds without scoring.
fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn words(field: Field, shape: &Shape) -> Outcome<Box<dyn Query>> {
    let term = |token: &String| Term::from_field_text(field, token);
    Ok(match shape {
        Shape::AnyOf(tokens) => any(tokens
            .iter()
            .map(|token| Box::new(TermQuery::new(term(token), IndexRecordOption::WithFreqs)) as Box<dyn Query>)),
        Shape::Phrase { variants, .. } => any(variants
            .iter()
            .map(|variant| Box::new(PhraseQuery::new(variant.iter().map(term).collect())) as Box<dyn Query>)),
        Shape::Prefix(prefix) => Box::new(RegexQuery::from_pattern(&format!("{prefix}.*"), field)?),
        Shape::Fuzzy { word, distance } => Box::new(FuzzyTermQuery::new(term(word), *distance, true)),
        other => return Err(format!("raw tantivy is not asked for {other:?}").into()),
    })
}

fn any(queries: impl Iterator<Item = Box<dyn Query>>) -> Box<dyn Query> {
    let mut queries: Vec<Box<dyn Query>> = queries.collect();
    if queries.len() == 1 { queries.remove(0) } else { Box::new(BooleanQuery::union(queries)) }
}
