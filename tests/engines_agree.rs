//! The embedded engine against the brute-force one: the same answers to random plans over random lives of an index.
//!
//! Articles arrive, change, leave and come back, with commits anywhere between, so that blocks lie in one segment or in
//! many and old versions lie among them. `PROPTEST_CASES` sets how many lives are tried.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod corpus;
mod reference;

use std::collections::BTreeSet;

use newsidx::engine::{Engine, Hits, SearchOptions, TotalsMode};
use newsidx::plan::{Clause, Label, LabelTest, Plan, Scope, Shape, Variants, label_whole, plan_with_variants};
use newsidx::query::{EntityField, Field, Matcher};
use newsidx::text::entity::region_of;
use newsidx::text::spelling::{group, key};
use newsidx::text::{EntityKey, EntityKind};
use newsidx::{ArticleId, CountBy, Detail, Facet, FacetRequest, FacetRow, Index, Query, Sort, Statement};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestCaseError;

use corpus::{cases, life, live, new_index, query};
use reference::Reference;

/// How a facet is asked for.
fn request() -> impl Strategy<Value = FacetRequest> {
    let holding = proptest::option::weighted(0.3, proptest::sample::select(&["a", "WÖR", "20", "kov", "."][..]));
    let facet = proptest::sample::select(&Facet::ALL[..]);
    let by = proptest::sample::select(&[CountBy::Paragraphs, CountBy::Articles][..]);
    let detail = proptest::sample::select(&[Detail::Counts, Detail::Full][..]);
    let size = proptest::sample::select(&[1, 2, 10, usize::MAX][..]);
    (facet, by, detail, size, holding).prop_map(|(facet, by, detail, size, holding)| {
        let request = FacetRequest::new(facet).by(by).detail(detail).size(size);
        holding.into_iter().fold(request, FacetRequest::holding)
    })
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn both_engines_give_the_same_answers(
        steps in life(),
        queries in vec(query(), 24),
        requests in vec(request(), 6),
        limit in 1..5_usize,
        offset in 0..3_usize,
        context in 0..3_usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        let reference = live(&index, &steps);
        same_holdings(&index, &reference)?;
        let options = SearchOptions { limit, offset, per_article: 100, context, ..SearchOptions::default() };
        for query in &queries {
            let variants = Variants::find(query, &mut |key| reference.spellings(key)).unwrap();
            let plan = plan_with_variants(query, &reference.vocabulary().unwrap(), &variants);
            prop_assert_eq!(index.also_searched(query).unwrap(), variants.note());
            prop_assert_eq!(&index.plan(query).unwrap(), &plan);
            check(&index, &reference, query, &plan, &options, &requests)?;
        }
    }
}

/// The names of [`corpus::annotator`], and some that no text holds.
const NAMES: &[&str] = &[
    "Ana Duarte",
    "Duarte",
    "Kovač",
    "Chad",
    "Kyiv",
    "Kiev",
    "Ukraine",
    "Odesa",
    "Odesa Oblast",
    "Texas",
    "Georgia",
    "NATO",
    "Red Bridge",
    "Ukrainians",
    "Euro 2024",
    "The Times",
    "Nobody",
    "drone",
];

fn statement() -> impl Strategy<Value = Statement> {
    let name = || proptest::sample::select(NAMES).prop_map(str::to_owned);
    let names = || proptest::sample::subsequence(NAMES, 2..4).prop_shuffle();
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<String>>();
    prop_oneof![
        3 => names().prop_map(move |names| Statement::Merge(None, owned(names))),
        2 => names().prop_map(move |names| Statement::Split(owned(names))),
        1 => (name(), name()).prop_map(|(name, other)| Statement::Alias(name, other)),
        3 => name().prop_map(|name| Statement::Ban(None, name)),
        2 => name().prop_map(|name| Statement::Ban(Some(EntityKind::Person), name)),
        1 => name().prop_map(|name| Statement::Add(EntityKind::Product, name)),
    ]
}

/// Statements that leave no name with two entities.
fn joining() -> impl Strategy<Value = Statement> {
    let is_split = |statement: &Statement| matches!(statement, Statement::Split(_) | Statement::Add(..));
    statement().prop_filter("joins or bans", move |statement| !is_split(statement))
}

/// Conditions on the names that statements speak of, in each form that a filter can have.
fn filters() -> Vec<Query> {
    let mut filters = Vec::new();
    for field in ["person", "place", "org", "entity", "product", "speaker"] {
        filters.push(format!("{field}:*"));
        for form in [
            "a*",
            "d*",
            "chad",
            "kyiv",
            "ukraine/*",
            "odesa/*",
            "texas/*",
            "georgia/*",
            "=chad",
            "=duarte",
            "duarte",
            "\"ana duarte\"",
            "kovac~",
            "nato",
        ] {
            filters.push(format!("{field}:{form}"));
        }
    }
    filters.iter().filter_map(|filter| filter.parse().ok()).collect()
}

/// Says statements to both, those alone that contradict nothing said before.
fn say(index: &Index, reference: &mut Reference, statements: &[Statement]) {
    for statement in statements {
        if reference.gazetteer.push(statement).is_ok() {
            index.edit_gazetteer(|gazetteer| gazetteer.push(statement).map(|_| ())).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn both_engines_do_as_the_user_says(
        steps in life(),
        statements in vec(statement(), 1..6),
        requests in vec(request(), 4),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        let mut reference = live(&index, &steps);
        say(&index, &mut reference, &statements);
        same_holdings(&index, &reference)?;
        let options = SearchOptions { limit: 3, per_article: 100, ..SearchOptions::default() };
        for query in &filters() {
            let variants = Variants::find(query, &mut |key| reference.spellings(key)).unwrap();
            let plan = plan_with_variants(query, &reference.vocabulary().unwrap(), &variants);
            prop_assert_eq!(&index.plan(query).unwrap(), &plan);
            check(&index, &reference, query, &plan, &options, &requests)?;
        }
    }

    /// A filter by what an entity is called finds what its facet row counts, whatever was merged and banned.
    #[test]
    fn a_merged_row_counts_what_its_filter_finds(steps in life(), statements in vec(joining(), 1..5)) {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        say(&index, &mut live(&index, &steps), &statements);
        for field in [EntityField::Person, EntityField::Place, EntityField::Org] {
            let rows = index.facets(&Query::All, FacetRequest::new(Facet::Entity(field)).size(usize::MAX)).unwrap().rows;
            for row in &rows {
                let asked = Query::field(Field::Entity(field), Matcher::Exact(row.name.clone()));
                // Asked for by the entity alone: the same name in a text may be another one's.
                let named = LabelTest::Named(label_whole(&row.name));
                let mut parts = vec![Clause::Label { field: Label::Entity(field), test: named }];
                if let Clause::Or(all) = index.plan(&asked).unwrap().clause {
                    parts.extend(all.into_iter().skip(1));
                }
                let found = index.engine().count(&Plan { clause: Clause::Or(parts) }).unwrap();
                // A country and a city of one name are two rows, and the name finds both.
                let same = |other: &&FacetRow| label_whole(&other.name) == label_whole(&row.name);
                let counts: Vec<u64> = rows.iter().filter(same).map(|other| other.paragraphs).collect();
                let (most, all) = (counts.iter().copied().max().unwrap_or(0), counts.iter().sum());
                prop_assert!((most..=all).contains(&found.paragraphs), "{:?} after {:?}", row, statements);
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(32))]

    /// A region's row counts what lies in the region, and who asks for it by name finds no less.
    #[test]
    fn a_region_counts_what_lies_in_it(steps in life()) {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        live(&index, &steps);
        let places = Facet::Entity(EntityField::Place);
        let count = |query: &Query| index.count(query).unwrap().paragraphs;
        let rows = |facet| index.facets(&Query::All, FacetRequest::new(facet).size(usize::MAX)).unwrap().rows;
        for row in rows(Facet::Region) {
            let key = row.key.parse::<EntityKey>().unwrap();
            if region_of(&key).as_ref() == Some(&key) {
                let test = LabelTest::Whole(label_whole(&row.key));
                let plan = Plan { clause: Clause::Label { field: Label::Region, test } };
                prop_assert_eq!(index.engine().count(&plan).unwrap().paragraphs, row.paragraphs, "{:?}", row);
            }
            let held = Matcher::Prefix(format!("{}/", row.name));
            let field = Field::Entity(EntityField::Place);
            prop_assert!(count(&Query::field(field, held)) >= row.paragraphs, "{:?}", row);
        }
        // No paragraph that names a place is left out.
        prop_assert_eq!(rows(places).is_empty(), rows(Facet::Region).is_empty());
    }
}

/// Compares what both hold: statistics, languages, stored articles.
fn same_holdings(index: &Index, reference: &Reference) -> Result<(), TestCaseError> {
    let engine = index.engine();
    let mut statistics = engine.statistics().unwrap();
    (statistics.segments, statistics.bytes) = (0, 0);
    prop_assert_eq!(statistics, reference.statistics().unwrap());
    prop_assert_eq!(engine.vocabulary().unwrap(), reference.vocabulary().unwrap());
    for word in ["Kyiv", "Київ", "Zelensky", "أحمد", "Duarte", "Kovač", "drone", "", "\u{1f}", "z"] {
        let key = key(word);
        prop_assert_eq!(engine.spellings(&key).unwrap(), reference.spellings(&key).unwrap(), "{}", word);
        prop_assert!(group(&key).is_none_or(|group| group.keys().any(|of| of == key)));
    }
    for id in reference.ids() {
        prop_assert_eq!(engine.fetch(&id).unwrap(), reference.fetch(&id).unwrap());
    }
    prop_assert_eq!(index.verify().unwrap(), Vec::<String>::new());
    Ok(())
}

fn check(
    index: &Index,
    reference: &Reference,
    query: &Query,
    plan: &Plan,
    options: &SearchOptions,
    requests: &[FacetRequest],
) -> Result<(), TestCaseError> {
    let engine = index.engine();
    prop_assert_eq!(engine.count(plan).unwrap(), reference.count(plan).unwrap(), "count of {} as {:?}", query, plan);
    for (ours, theirs) in engine.facets(plan, requests).unwrap().iter().zip(reference.facets(plan, requests).unwrap()) {
        prop_assert_eq!(ours, &theirs, "facets of {}", query);
    }
    for sort in [Sort::Newest, Sort::Oldest] {
        let options = SearchOptions { sort, totals: TotalsMode::Exact, ..options.clone() };
        let (ours, theirs) = (engine.search(plan, &options).unwrap(), reference.search(plan, &options).unwrap());
        prop_assert_eq!(unscored(ours), theirs, "{:?} of {}", sort, query);
    }
    by_relevance(engine, reference, query, plan)
}

/// The first engine scores what it shows even where the order is another one.
fn unscored(mut hits: Hits) -> Hits {
    for article in &mut hits.articles {
        article.score = 0.0;
        for paragraph in &mut article.paragraphs {
            paragraph.score = 0.0;
        }
    }
    hits
}

/// The reference knows no scores: the articles are the same as a set, and so are the paragraphs of each.
fn by_relevance(engine: &dyn Engine, reference: &Reference, query: &Query, plan: &Plan) -> Result<(), TestCaseError> {
    let all = SearchOptions { limit: 1000, per_article: 100, ..SearchOptions::default() };
    let mut ours = engine.search(plan, &all).unwrap();
    let falling = ours.articles.is_sorted_by(|a, b| a.score >= b.score);
    prop_assert!(falling, "scores of {} do not fall", query);
    ours.articles.sort_by(|a, b| a.head.id.cmp(&b.head.id));
    prop_assert_eq!(unscored(ours.clone()), reference.search(plan, &all).unwrap(), "relevance of {}", query);
    let few = SearchOptions { per_article: 1, ..all };
    for article in engine.search(plan, &few).unwrap().articles {
        let whole = ours.articles.iter().find(|whole| whole.head.id == article.head.id).unwrap();
        let best = whole.paragraphs.iter().map(|paragraph| paragraph.score).fold(f32::MIN, f32::max);
        prop_assert_eq!(article.matched, whole.matched);
        prop_assert_eq!(article.paragraphs.len(), 1);
        prop_assert!(article.paragraphs[0].score >= best, "not the best paragraph of {}", query);
    }
    Ok(())
}

/// Plans that no query makes, but that a program can: each must be answered as it reads.
#[test]
fn plans_of_other_makers_are_answered() {
    let text = |shape| Clause::Text { scope: Scope::Own, shape };
    let phrase = |variants: &[&[&str]], slop| {
        let variants = variants.iter().map(|words| words.iter().map(|word| (*word).to_owned()).collect()).collect();
        text(Shape::Phrase { variants, slop })
    };
    let label = |test| Clause::Label { field: Label::Section, test };
    let plans = [
        text(Shape::AnyOf(Vec::new())),
        phrase(&[], 0),
        phrase(&[&[]], 0),
        phrase(&[&["drone"]], 3),
        phrase(&[&["b", "b", "b"], &["a", "b"]], 4),
        phrase(&[&["b", "a", "b"]], 2),
        text(Shape::Prefix(String::new())),
        text(Shape::Wildcard(String::new())),
        text(Shape::Fuzzy { word: String::new(), distance: 1 }),
        text(Shape::Range { from: None, to: None }),
        label(LabelTest::Words(Vec::new())),
        label(LabelTest::Whole(String::new())),
        label(LabelTest::Prefix(String::new())),
        label(LabelTest::Range { from: None, to: None }),
        Clause::Days { from: None, to: None },
        Clause::And(Vec::new()),
        Clause::Or(Vec::new()),
        Clause::Not(Box::new(Clause::Not(Box::new(Clause::Nothing)))),
        Clause::Boost(Box::new(Clause::All), 2.0),
        Clause::Article(Box::new(Clause::Not(Box::new(phrase(&[&["b", "b"]], 0))))),
    ];
    let annotator = corpus::annotator();
    let folder = tempfile::tempdir().unwrap();
    let index = new_index(folder.path());
    let mut reference = Reference::default();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let articles = corpus::archive(8..9).new_tree(&mut runner).unwrap().current();
    corpus::fill(&index, &articles, 3);
    for article in articles {
        reference.add(article, &annotator);
    }
    let options = SearchOptions { per_article: 100, ..SearchOptions::default() };
    for clause in plans {
        for clause in [clause.clone(), Clause::Article(Box::new(clause.clone())), Clause::Not(Box::new(clause))] {
            check(&index, &reference, &Query::All, &Plan { clause }, &options, &[]).unwrap();
        }
    }
}

/// The words of a phrase may all move as far as the slop allows, and two equal words need two places.
#[test]
fn slop_is_the_spread_of_the_displacements() {
    let check = |text: &str, phrase: &str, slop: u32, expected: bool| {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        let paragraphs = vec![text.to_owned()];
        corpus::fill(&index, &[newsidx::Article { paragraphs, ..Default::default() }], 1);
        let phrase =
            newsidx::query::Matcher::Phrase { text: phrase.to_owned(), slop, form: newsidx::query::Form::Exact };
        let query = Query::field(newsidx::query::Field::Text, phrase);
        let found: BTreeSet<ArticleId> =
            index.search(&query).run().unwrap().articles.into_iter().map(|article| article.id).collect();
        assert_eq!(found.len(), usize::from(expected), "`{query}` in `{text}`");
    };
    check("x y", "y x", 1, false);
    check("x y", "y x", 2, true);
    check("x y z", "x z", 0, false);
    check("x y z", "x z", 1, true);
    check("y x x", "x y x", 1, false);
    check("y x x", "x y x", 2, true);
    check("x", "x x", 9, false);
    check("x y x", "x x", 1, true);
}
