//! From a plan to the queries of the embedded index. In: a clause. Out: one query on paragraphs, one on headlines.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Bound;
use std::sync::Arc;

use newsidx_text::CivilDay;
use tantivy::Term;
use tantivy::collector::Count;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query,
    RangeQuery, RegexQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::blocks::BlockTable;
use super::days::Published;
use super::document::safe;
use super::exclusion::Excluded;
use super::fault::failed;
use super::join::{AnywhereInArticle, OfArticles};
use super::remembered::Remembered;
use super::schema::{Fields, INTERNAL, NAMED, WHOLE, WORD_OF};
use super::sloppy::SloppyPhrase;
use super::snapshot::Snapshot;
use super::terms::{entity_terms, label_terms, terms_near};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::edit::{Piece, pieces};
use crate::plan::{Clause, Label, LabelTest, Scope, Shape};

type BoxedQuery = Box<dyn Query>;

/// Which documents a query is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Body paragraphs.
    Paragraphs,
    /// Headlines.
    Headlines,
}

/// Translates clauses for one state of the index, and remembers what is costly to find for all its queries.
pub(super) struct Matching<'a> {
    snapshot: &'a Snapshot,
    pub(super) fields: &'a Fields,
    pub(super) searcher: &'a tantivy::Searcher,
    pub(super) blocks: &'a Arc<BlockTable>,
    remembered: RefCell<HashMap<String, Remembered>>,
}

impl<'a> Matching<'a> {
    pub(super) fn new(snapshot: &'a Snapshot) -> Self {
        let Snapshot { fields, searcher, blocks, .. } = snapshot;
        Self { snapshot, fields, searcher, blocks, remembered: RefCell::default() }
    }

    /// Gives the query of a test that was asked for before, else makes it.
    pub(super) fn once(
        &self,
        test: &dyn std::fmt::Debug,
        make: impl FnOnce() -> Result<BoxedQuery>,
    ) -> Result<BoxedQuery> {
        let key = format!("{test:?}");
        if let Some(known) = self.remembered.borrow().get(&key) {
            return Ok(Box::new(known.clone()));
        }
        let query = Remembered::new(make()?);
        self.remembered.borrow_mut().insert(key, query.clone());
        Ok(Box::new(query))
    }

    /// Gives the query that finds what satisfies a clause on one side.
    pub(super) fn query(&self, clause: &Clause, side: Side) -> Result<BoxedQuery> {
        Ok(match clause {
            Clause::All => self.all(side),
            Clause::Nothing => Box::new(EmptyQuery),
            Clause::Text { scope, shape } => self.text(*scope, shape, side)?,
            Clause::Label { field, test } => self.label(field, test, side)?,
            Clause::Days { from, to } => self.of_articles(self.days(*from, *to)?, side),
            Clause::Speech(speech) => self.speech(side, speech, clause)?,
            Clause::Event { from, to, relation } => self.event(side, *from, *to, *relation)?,
            Clause::Counted(amounts) => self.counted(side, amounts, clause)?,
            Clause::And(parts) => self.and(parts, side)?,
            Clause::Or(parts) => union(parts.iter().map(|part| self.query(part, side)).collect::<Result<_>>()?),
            Clause::Not(part) => self.and(&[Clause::Not(part.clone())], side)?,
            Clause::Article(part) => {
                let anywhere = || {
                    let (headlines, paragraphs) =
                        (self.query(part, Side::Headlines)?, self.query(part, Side::Paragraphs)?);
                    let anywhere = AnywhereInArticle::new(headlines, paragraphs, Arc::clone(self.blocks));
                    Ok(Box::new(anywhere) as BoxedQuery)
                };
                self.of_articles(self.once(clause, anywhere)?, side)
            }
            Clause::Boost(part, factor) => Box::new(BoostQuery::new(self.query(part, side)?, *factor)),
            Clause::Unscored(part) => Box::new(ConstScoreQuery::new(self.query(part, side)?, 0.0)),
        })
    }

    pub(super) fn all(&self, side: Side) -> BoxedQuery {
        match side {
            Side::Headlines => Box::new(ConstScoreQuery::new(self.headline_marker(), 0.0)),
            Side::Paragraphs => Box::new(ConstScoreQuery::new(
                Box::new(BooleanQuery::new(vec![
                    (Occur::Must, Box::new(AllQuery)),
                    (Occur::MustNot, self.headline_marker()),
                ])),
                0.0,
            )),
        }
    }

    fn headline_marker(&self) -> BoxedQuery {
        let term = Term::from_field_text(self.fields.labels, &INTERNAL.to_string());
        Box::new(TermQuery::new(term, IndexRecordOption::Basic))
    }

    /// A condition on headlines holds for every paragraph of their articles.
    fn of_articles(&self, headlines: BoxedQuery, side: Side) -> BoxedQuery {
        match side {
            Side::Headlines => headlines,
            Side::Paragraphs => Box::new(OfArticles::new(headlines, Arc::clone(self.blocks))),
        }
    }

    /// Negative parts exclude; where there is nothing else, they exclude from everything.
    fn and(&self, parts: &[Clause], side: Side) -> Result<BoxedQuery> {
        let mut clauses: Vec<(Occur, BoxedQuery)> = Vec::with_capacity(parts.len() + 1);
        for part in parts {
            clauses.push(match part {
                Clause::Not(inner) => (Occur::MustNot, Box::new(Excluded::new(self.query(inner, side)?))),
                other => (Occur::Must, self.query(other, side)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, self.all(side)));
        }
        Ok(match clauses.len() {
            1 => clauses.remove(0).1,
            _ => Box::new(BooleanQuery::new(clauses)),
        })
    }

    fn text(&self, scope: Scope, shape: &Shape, side: Side) -> Result<BoxedQuery> {
        Ok(match (scope, side) {
            (Scope::Own | Scope::Body, Side::Paragraphs) => self.shape(self.fields.text, shape)?,
            (Scope::Body, Side::Headlines) => Box::new(EmptyQuery),
            (Scope::Own, Side::Headlines) => self.shape(self.fields.title, shape)?,
            (Scope::Headline, side) => self.of_articles(self.shape(self.fields.title, shape)?, side),
        })
    }

    pub(super) fn shape(&self, field: Field, shape: &Shape) -> Result<BoxedQuery> {
        Ok(match shape {
            Shape::AnyOf(tokens) => union(tokens.iter().map(|token| with_frequencies(field, token)).collect()),
            Shape::Phrase { variants, slop } => {
                union(variants.iter().map(|variant| phrase(field, variant, *slop)).collect())
            }
            Shape::Prefix(prefix) => self.once(&(field, shape), || beginning_with(field, prefix))?,
            Shape::Wildcard(pattern) => self.once(&(field, shape), || words_like(field, pieces(pattern)))?,
            Shape::Fuzzy { word, distance } => self.once(&(field, shape), || self.fuzzy(field, word, *distance))?,
            Shape::Range { from, to } => {
                self.once(&(field, shape), || Ok(text_range(field, from.as_ref(), to.as_ref())))?
            }
        })
    }

    fn fuzzy(&self, field: Field, word: &str, distance: u8) -> Result<BoxedQuery> {
        let query = FuzzyTermQuery::new(Term::from_field_text(field, word), distance, true);
        // Two edits may add both slashes of a stem (`/en/try` for `entry`), and stems are no words.
        let stem = word.split_at_checked(2).map(|(language, stem)| format!("/{language}/{stem}")).unwrap_or_default();
        let stem = Term::from_field_text(field, &stem);
        let is_there = self.searcher.doc_freq(&stem).map_err(|error| failed("a term list cannot be read", error))? > 0;
        if distance < 2 || !is_there {
            return Ok(Box::new(query));
        }
        let mut words = terms_near(self.searcher, field, &query)?;
        words.retain(|near| *near != stem);
        Ok(Box::new(TermSetQuery::new(words)))
    }

    /// The field in which names, and facts, of one side lie.
    pub(super) fn field_of_names(&self, side: Side) -> Field {
        if side == Side::Paragraphs { self.fields.names } else { self.fields.labels }
    }

    /// The field in which the words of one side lie.
    pub(super) fn field_of_text(&self, side: Side) -> Field {
        if side == Side::Paragraphs { self.fields.text } else { self.fields.title }
    }

    fn label(&self, label: &Label, test: &LabelTest, side: Side) -> Result<BoxedQuery> {
        if *label == Label::Region {
            return self.regions(self.snapshot, test, side);
        }
        let of_paragraph = label.is_of_paragraph() && side == Side::Paragraphs;
        let field = if of_paragraph { self.fields.names } else { self.fields.labels };
        let query = self.values(field, label, test)?;
        Ok(if of_paragraph { query } else { self.of_articles(query, side) })
    }

    /// Finds the documents of which a value satisfies a test.
    pub(super) fn values(&self, field: Field, label: &Label, test: &LabelTest) -> Result<BoxedQuery> {
        let name = safe(&label.name());
        let words = |word: &str| format!("{name}{WORD_OF}{}", safe(word));
        let marked = |mark: char, whole: &str| format!("{name}{WORD_OF}{mark}{}", safe(whole));
        let named = if tells_entities(label) { NAMED } else { WHOLE };
        Ok(match test {
            LabelTest::Any => basic(field, &words("")),
            LabelTest::Whole(whole) => basic(field, &marked(WHOLE, whole)),
            LabelTest::Named(whole) => basic(field, &marked(named, whole)),
            LabelTest::Words(parts) => match parts.as_slice() {
                [] => Box::new(EmptyQuery),
                [word] => basic(field, &words(word)),
                parts => Box::new(PhraseQuery::new(
                    parts.iter().map(|word| Term::from_field_text(field, &words(word))).collect(),
                )),
            },
            LabelTest::Prefix(_) | LabelTest::Wildcard(_) | LabelTest::Fuzzy { .. } | LabelTest::Range { .. } => {
                self.once(&(field, label, test), || {
                    let terms = label_terms(self.searcher, field, &name, test)?;
                    Ok(union(terms.iter().map(|term| basic(field, term)).collect()))
                })?
            }
            LabelTest::Except { test: inner, names } => {
                let left_out = names.iter().map(|whole| Term::from_field_text(field, &marked(named, whole))).collect();
                let values = self.values(field, label, inner)?;
                self.once(&(field, label, test), || self.except(field, label, test, values, left_out))?
            }
        })
    }

    /// Takes the documents out that name only entities that are left out.
    ///
    /// Where one of those stands beside another entity, the dictionary tells which of them satisfies the test.
    fn except(
        &self,
        field: Field,
        label: &Label,
        test: &LabelTest,
        values: BoxedQuery,
        left_out: Vec<Term>,
    ) -> Result<BoxedQuery> {
        let left_out = TermSetQuery::new(left_out);
        let both = BooleanQuery::intersection(vec![values.box_clone(), Box::new(left_out.clone())]);
        let some = self.searcher.search(&both, &Count).map_err(|error| failed("the plan cannot be run", error))? > 0;
        if !some {
            return Ok(values);
        }
        let others = BooleanQuery::new(vec![(Occur::Must, values), (Occur::MustNot, Box::new(left_out))]);
        let kept = if tells_entities(label) {
            entity_terms(self.searcher, field, &safe(&label.name()), test)?
        } else {
            Vec::new()
        };
        let kept = TermSetQuery::new(kept.iter().map(|term| Term::from_field_text(field, term)));
        Ok(union(vec![Box::new(others), Box::new(kept)]))
    }

    fn days(&self, from: Option<CivilDay>, to: Option<CivilDay>) -> Result<BoxedQuery> {
        match (from, to) {
            (None, None) => Ok(self.all(Side::Headlines)),
            (Some(from), Some(to)) if from > to => Ok(Box::new(EmptyQuery)),
            _ => {
                let day = |day: Option<CivilDay>, open: i64| day.map_or(open, |day| day.0);
                Ok(Box::new(Published::new(self.snapshot, day(from, i64::MIN)..=day(to, i64::MAX))?))
            }
        }
    }
}

/// Tells whether the values of a label are names of entities, so that it is written which entity each belongs to.
fn tells_entities(label: &Label) -> bool {
    matches!(label, Label::Entity(_) | Label::Within)
}

pub(super) fn union(mut queries: Vec<BoxedQuery>) -> BoxedQuery {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

fn with_frequencies(field: Field, token: &str) -> BoxedQuery {
    Box::new(TermQuery::new(Term::from_field_text(field, token), IndexRecordOption::WithFreqs))
}

pub(super) fn basic(field: Field, token: &str) -> BoxedQuery {
    Box::new(TermQuery::new(Term::from_field_text(field, token), IndexRecordOption::Basic))
}

fn phrase(field: Field, tokens: &[String], slop: u32) -> BoxedQuery {
    let terms: Vec<Term> = tokens.iter().map(|token| Term::from_field_text(field, token)).collect();
    match (terms.len(), slop) {
        (0, _) => Box::new(EmptyQuery),
        (1, _) => with_frequencies(field, tokens.first().map_or("", String::as_str)),
        (_, 0) => Box::new(PhraseQuery::new(terms)),
        _ => Box::new(SloppyPhrase::new(terms, slop)),
    }
}

/// Words that begin alike stand together in the term list, which costs far less to walk than an automaton to build.
fn beginning_with(field: Field, prefix: &str) -> Result<BoxedQuery> {
    if prefix.contains('/') {
        return Ok(Box::new(EmptyQuery));
    }
    let mut next: Vec<char> = prefix.chars().collect();
    let end = loop {
        match next.pop() {
            // Nothing to begin with, or nothing behind it: every word has to be looked at.
            None => return words_like(field, prefix.chars().map(Piece::Plain).chain([Piece::Run])),
            Some(last) => {
                if let Some(after) = (last..=char::MAX).nth(1) {
                    break next.iter().chain([&after]).collect::<String>();
                }
            }
        }
    };
    Ok(between(field, &Bound::Included(prefix.to_owned()), &Bound::Excluded(end)).unwrap_or(Box::new(EmptyQuery)))
}

/// Stems begin with `/`, which no word holds, so a pattern that cannot match `/` finds words alone.
fn words_like(field: Field, pieces: impl IntoIterator<Item = Piece>) -> Result<BoxedQuery> {
    let mut pattern = String::new();
    for piece in pieces {
        match piece {
            Piece::Run => pattern.push_str("[^/]*"),
            Piece::One => pattern.push_str("[^/]"),
            Piece::Plain('/') => return Ok(Box::new(EmptyQuery)),
            Piece::Plain(plain) => pattern.push_str(&escape(plain)),
        }
    }
    let query = RegexQuery::from_pattern(&pattern, field).map_err(|error| {
        let what = "a pattern has too many `*` and letters to be matched".to_owned();
        Error::new(ErrorKind::Unanswerable(what)).because(error).hint("use a shorter pattern, or several")
    })?;
    Ok(Box::new(query))
}

fn escape(c: char) -> String {
    if r"\.+*?()|[]{}^$#&-~".contains(c) { format!("\\{c}") } else { c.to_string() }
}

/// Stems lie between `/` and the character after it; words lie before and behind them.
const STEMS: std::ops::Range<&str> = "/".."0";

fn text_range(field: Field, from: Option<&(String, bool)>, to: Option<&(String, bool)>) -> BoxedQuery {
    let bound = |end: Option<&(String, bool)>| match end {
        None => Bound::Unbounded,
        Some((text, true)) => Bound::Included(text.clone()),
        Some((text, false)) => Bound::Excluded(text.clone()),
    };
    let (from, to) = (bound(from), bound(to));
    let before_stems = between(field, &from, &lesser(&to, STEMS.start));
    let behind_stems = between(field, &greater(&from, STEMS.end), &to);
    union([before_stems, behind_stems].into_iter().flatten().collect())
}

/// Gives the upper bound or, where that lies higher, everything below `limit`.
fn lesser(to: &Bound<String>, limit: &str) -> Bound<String> {
    match to {
        Bound::Included(end) | Bound::Excluded(end) if end.as_str() < limit => to.clone(),
        _ => Bound::Excluded(limit.to_owned()),
    }
}

/// Gives the lower bound or, where that lies lower, everything from `limit` on.
fn greater(from: &Bound<String>, limit: &str) -> Bound<String> {
    match from {
        Bound::Included(end) | Bound::Excluded(end) if end.as_str() > limit => from.clone(),
        Bound::Excluded(end) if end == limit => from.clone(),
        _ => Bound::Included(limit.to_owned()),
    }
}

fn between(field: Field, from: &Bound<String>, to: &Bound<String>) -> Option<BoxedQuery> {
    let is_empty = match (from, to) {
        (Bound::Included(from), Bound::Included(to)) => from > to,
        (Bound::Included(from) | Bound::Excluded(from), Bound::Included(to) | Bound::Excluded(to)) => from >= to,
        _ => false,
    };
    let term = |bound: &Bound<String>| bound.as_ref().map(|text| Term::from_field_text(field, text));
    (!is_empty).then(|| Box::new(RangeQuery::new(term(from), term(to))) as BoxedQuery)
}
