//! The invariants of ARCHITECTURE.md that hold for every archive and every query, over archives and queries by chance.
//!
//! Whole pages are compared as JSON, scores included. `PROPTEST_CASES` sets how many archives are tried.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod corpus;
mod reference;

use std::collections::BTreeSet;
use std::time::Duration;

use newsidx::engine::{SearchOptions, Totals};
use newsidx::plan::{Plan, Shape};
use newsidx::text::analysis::Analyser;
use newsidx::{Article, ArticleId, CountBy, Detail, ErrorKind, Facet, FacetRequest, Fate, Index, Page, Query, Sort};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::Value;

use corpus::queries::word;
use corpus::{archive, cases, fill, new_index, query};

/// Everything that an index says to a query, but for the number of its commits in the cursor.
fn said(index: &Index, query: &Query, sort: Sort) -> Value {
    let facets = Facet::ALL.map(|facet| FacetRequest::new(facet).size(5));
    let search = index.search(query).limit(7).totals().sort(sort).context(1);
    let mut page = facets.into_iter().fold(search, newsidx::Search::facet).run().unwrap();
    page.cursor = page.cursor.map(|_| "more".to_owned());
    let full =
        |facet| index.facets(query, FacetRequest::new(facet).by(CountBy::Articles).detail(Detail::Full)).unwrap();
    let tables = ["person", "place", "topic", "year"].map(|name| full(Facet::named(name).unwrap()));
    serde_json::json!([page, tables])
}

fn same_answers(one: &Index, other: &Index, queries: &[Query]) -> Result<(), TestCaseError> {
    for query in queries {
        for sort in [Sort::Relevance, Sort::Newest] {
            prop_assert_eq!(said(one, query, sort), said(other, query, sort), "{:?} of {}", sort, query);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn answers_depend_on_neither_order_nor_segments(
        (articles, shuffled) in archive(2..12).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        queries in vec(query(), 8),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let [once, each, later] = ["once", "each", "later"].map(|name| new_index(&folder.path().join(name)));
        fill(&once, &articles, articles.len());
        fill(&each, &shuffled, 1);
        fill(&later, &shuffled, 5);
        same_answers(&once, &each, &queries)?;
        same_answers(&once, &later, &queries)?;
    }

    #[test]
    fn pages_follow_each_other(articles in archive(2..14), queries in vec(query(), 6), limit in 1..6_usize) {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        fill(&index, &articles, 4);
        for query in &queries {
            for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
                let whole = index.search(query).limit(1000).sort(sort).run().unwrap();
                let parts = turned(&index, query, sort, limit);
                prop_assert_eq!(json(&parts), json(&whole.articles), "{:?} of {} by {}", sort, query, limit);
                prop_assert!(whole.cursor.is_none());
            }
        }
    }

    #[test]
    fn a_condition_never_adds_hits(articles in archive(2..10), pairs in vec((query(), query()), 16)) {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        fill(&index, &articles, 3);
        for (query, condition) in pairs {
            let narrowed = query.clone().and(condition);
            let (all, some) = (index.plan(&query).unwrap(), index.plan(&narrowed).unwrap());
            let (all, some) = (hits(&index, &all), hits(&index, &some));
            prop_assert!(some.paragraphs.is_subset(&all.paragraphs), "{} adds paragraphs to {}", narrowed, query);
            // A question that asks nothing of text is answered by paragraphs alone, so that `-war` does not give articles
            // that are all about war under a headline without it; once something is asked, the headline may answer.
            if all.headlines_answer {
                prop_assert!(some.articles.is_subset(&all.articles), "{} adds articles to {}", narrowed, query);
            }
        }
    }

    #[test]
    fn highlights_are_words_of_the_text(articles in archive(2..8), queries in vec(query(), 12)) {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        fill(&index, &articles, 3);
        for query in &queries {
            let page = index.search(query).limit(1000).per_article(100).context(1).run().unwrap();
            for paragraph in page.articles.iter().flat_map(|article| &article.paragraphs) {
                let mut last = None;
                for (start, end) in &paragraph.highlights {
                    let marked = paragraph.text.get(*start as usize..*end as usize);
                    prop_assert!(marked.is_some_and(|text| text.trim() == text && !text.is_empty()), "{:?}", marked);
                    prop_assert!(last.is_none_or(|last| last < start), "overlapping highlights of {}", query);
                    last = Some(end);
                }
                prop_assert!(paragraph.matched || paragraph.highlights.is_empty());
            }
        }
    }

    #[test]
    fn what_is_excluded_is_never_highlighted(articles in archive(2..8), [one, two, barred] in [word(), word(), word()]) {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        fill(&index, &articles, 3);
        let elsewhere = Query::title(barred.clone()).not();
        let query = Query::word(&one).or(Query::word(&two).and(Query::word(&barred).not()).and(elsewhere));
        let mut analyser = Analyser::new();
        let wanted: BTreeSet<String> = tokens_of(&index, &[&one, &two]);
        for article in index.search(&query).limit(1000).per_article(100).run().unwrap().articles {
            let language = index.article(&article.id).unwrap().head.language;
            for paragraph in &article.paragraphs {
                let marked = |start, end| paragraph.highlights.iter().any(|(from, to)| *from < end && start < *to);
                for (span, tokens) in analyser.term_spans(&paragraph.text, language) {
                    let positive = tokens.iter().any(|token| wanted.contains(token));
                    prop_assert!(positive || !marked(span.start, span.end), "`{}` of {}", span.of(&paragraph.text), query);
                }
            }
        }
    }

    #[test]
    fn indexing_twice_changes_nothing(articles in archive(2..8), queries in vec(query(), 8)) {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        fill(&index, &articles, 3);
        let before: Vec<Value> = queries.iter().map(|query| said(&index, query, Sort::Relevance)).collect();
        let holdings = index.statistics().unwrap();
        let mut writer = index.writer().unwrap().with_annotator(corpus::annotator());
        for article in &articles {
            prop_assert_eq!(writer.add(article.clone()).unwrap(), Fate::Unchanged);
        }
        writer.commit().unwrap();
        writer.finish().unwrap();
        let after: Vec<Value> = queries.iter().map(|query| said(&index, query, Sort::Relevance)).collect();
        prop_assert_eq!(before, after);
        let now = index.statistics().unwrap();
        prop_assert_eq!((holdings.articles, holdings.superseded), (now.articles, now.superseded));
    }

    #[test]
    fn a_rebuild_changes_no_answer(articles in archive(2..10), changed in archive(1..4), queries in vec(query(), 8)) {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        let mut writer = index.writer().unwrap();
        for part in articles.chunks(3) {
            add_all(&mut writer, part);
            writer.commit().unwrap();
        }
        add_all(&mut writer, &changed);
        writer.withdraw(&ArticleId("item 1".to_owned())).unwrap();
        writer.commit().unwrap();
        writer.finish().unwrap();
        let versions = Index::rebuild(folder.path(), Duration::ZERO, &mut |_| ()).unwrap();
        let rebuilt = Index::open(folder.path()).unwrap();
        let holdings = rebuilt.statistics().unwrap();
        prop_assert_eq!(versions, holdings.articles + holdings.superseded + holdings.withdrawn);
        prop_assert_eq!(rebuilt.verify().unwrap(), Vec::<String>::new());
        same_answers(&index, &rebuilt, &queries)?;
    }

    #[test]
    fn a_plan_is_plain_data(query in query(), languages in vec(proptest::sample::select(&["en", "de", "uk"][..]), 0..3)) {
        let languages = languages.into_iter().filter_map(newsidx::text::Language::parse).collect();
        let vocabulary = newsidx::plan::Vocabulary { languages, unknown_language: true, ..Default::default() };
        let plan = newsidx::plan::plan(&query, &vocabulary);
        let json = serde_json::to_string(&plan).unwrap();
        prop_assert_eq!(serde_json::from_str::<Plan>(&json).unwrap(), plan);
        let json = serde_json::to_string(&query).unwrap();
        prop_assert_eq!(serde_json::from_str::<Query>(&json).unwrap(), query);
    }
}

fn add_all(writer: &mut newsidx::Writer<'_>, articles: &[Article]) {
    for article in articles {
        writer.add(article.clone()).unwrap();
    }
}

/// Turns page after page until there is no cursor.
fn turned(index: &Index, query: &Query, sort: Sort, limit: usize) -> Vec<newsidx::ArticleView> {
    let mut articles = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let search = index.search(query).limit(limit).sort(sort);
        let page: Page = cursor.into_iter().fold(search, newsidx::Search::cursor).run().unwrap();
        assert!(page.articles.len() <= limit && (page.cursor.is_none() || page.articles.len() == limit));
        articles.extend(page.articles);
        cursor = page.cursor;
        if cursor.is_none() {
            return articles;
        }
    }
}

fn json(articles: &[newsidx::ArticleView]) -> Value {
    serde_json::to_value(articles).unwrap()
}

struct Found {
    paragraphs: BTreeSet<(ArticleId, u32)>,
    articles: BTreeSet<ArticleId>,
    headlines_answer: bool,
}

fn hits(index: &Index, plan: &Plan) -> Found {
    let options = SearchOptions { limit: 1000, per_article: 100, ..SearchOptions::default() };
    let hits = index.engine().search(plan, &options).unwrap();
    let totals = index.engine().count(plan).unwrap();
    let body = hits.articles.iter().flat_map(|article| {
        let numbers = article.paragraphs.iter().map(|paragraph| paragraph.paragraph.no.0).filter(|no| *no > 0);
        numbers.map(|no| (article.head.id.clone(), no))
    });
    let paragraphs: BTreeSet<_> = body.collect();
    let articles: BTreeSet<_> = hits.articles.iter().map(|article| article.head.id.clone()).collect();
    assert_eq!(totals, Totals { paragraphs: paragraphs.len() as u64, articles: articles.len() as u64 });
    Found { paragraphs, articles, headlines_answer: plan.clause.asks_of_text() }
}

/// Gives every token by which words are looked for in an index.
fn tokens_of(index: &Index, words: &[&String]) -> BTreeSet<String> {
    let vocabulary = index.engine().vocabulary().unwrap();
    let analyser = Analyser::new();
    let typed = words.iter().flat_map(|word| Analyser::new().query_words(word));
    let mut tokens: BTreeSet<String> =
        typed.flat_map(|word| analyser.stem_terms(&word, &vocabulary.languages, true)).collect();
    for word in words {
        index.plan(&Query::word(*word)).unwrap().clause.visit_scoring(&mut |shape, _| match shape {
            Shape::AnyOf(spellings) => tokens.extend(spellings.iter().cloned()),
            Shape::Phrase { variants, .. } => tokens.extend(variants.iter().flatten().cloned()),
            _ => {}
        });
    }
    tokens
}

fn simple(id: &str, title: &str, paragraphs: &[&str]) -> Article {
    let paragraphs = paragraphs.iter().map(|text| (*text).to_owned()).collect();
    Article { id: Some(id.to_owned()), title: title.to_owned(), paragraphs, ..Article::default() }
}

fn count(index: &Index, word: &str) -> u64 {
    index.count(&Query::exact(word)).unwrap().paragraphs
}

/// More articles answer than are offered for the second pass, so that the cut between them shows.
#[test]
fn a_long_answer_depends_on_neither_order_nor_segments() {
    let words = ["truce", "talks", "drone", "river", "mayor"];
    let article = |no: usize| {
        let length = 1 + no * 7919 % 23;
        let body = |seed: usize| -> String {
            (0..length).map(|at| words[(seed + at * (1 + no % 3)) % words.len()].to_owned() + " ").collect()
        };
        simple(&format!("{no:03}"), words[no % 5], &[body(no).trim(), body(no * 31 + 2).trim()])
    };
    let articles: Vec<Article> = (0..500).map(article).collect();
    let backwards: Vec<Article> = articles.iter().rev().cloned().collect();
    let folder = tempfile::tempdir().unwrap();
    let [once, parts] = ["once", "parts"].map(|name| new_index(&folder.path().join(name)));
    fill(&once, &articles, 500);
    fill(&parts, &backwards, 83);
    assert!(parts.statistics().unwrap().segments > 1, "the layouts must differ");
    for query in ["truce", "river mayor", "truce OR talks", "\"drone river\"", "truc*", "text:talks"] {
        let query: Query = query.parse().unwrap();
        let whole = once.search(&query).limit(1000).run().unwrap();
        assert_eq!(whole.articles.len() as u64, once.count(&query).unwrap().articles, "{query}");
        for limit in [7, 190, 1000] {
            let pages = [&once, &parts].map(|index| turned(index, &query, Sort::Relevance, limit));
            assert_eq!(order(&pages[0]), order(&whole.articles), "pages of {limit} of {query}");
            assert_eq!(order(&pages[0]), order(&pages[1]), "{query} by {limit}");
        }
    }
}

fn order(articles: &[newsidx::ArticleView]) -> Vec<(String, f32)> {
    articles.iter().map(|article| (article.id.0.clone(), article.score)).collect()
}

#[test]
fn a_cursor_belongs_to_one_search_and_one_state() {
    let folder = tempfile::tempdir().unwrap();
    let index = new_index(folder.path());
    let articles: Vec<Article> = (0..5).map(|no| simple(&no.to_string(), "Truce", &["A truce holds."])).collect();
    fill(&index, &articles, 5);
    let query = Query::word("truce");
    let first = index.search(&query).limit(2).run().unwrap();
    let cursor = first.cursor.unwrap();
    let refused = |search: newsidx::Search<'_>| {
        let error = search.cursor(&cursor).run().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Cursor(_)), "{error}");
    };
    assert!(index.search(&query).limit(2).cursor(&cursor).run().is_ok());
    refused(index.search(&Query::word("holds")).limit(2));
    refused(index.search(&query).limit(2).sort(Sort::Newest));
    for odd in
        ["", "1", "1.2.3", "x.y.z.w", "1.1.0.-1", &format!("{cursor}0000000000000000000000"), &format!("{cursor}.1")]
    {
        let error = index.search(&query).cursor(odd).run().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Cursor(_)), "`{odd}`: {error}");
    }
    fill(&index, &[simple("new", "Truce", &["Another truce."])], 1);
    refused(index.search(&query).limit(2));
}

#[test]
fn an_update_then_the_old_content_again() {
    let folder = tempfile::tempdir().unwrap();
    let index = new_index(folder.path());
    let (old, new) = (simple("a", "First", &["alpha"]), simple("a", "Second", &["beta"]));
    let mut writer = index.writer().unwrap();
    let mut arrive = |article: &Article, fate: Fate, alpha: u64, beta: u64| {
        assert_eq!(writer.add(article.clone()).unwrap(), fate, "{}", article.title);
        writer.commit().unwrap();
        assert_eq!((count(&index, "alpha"), count(&index, "beta")), (alpha, beta), "{}", article.title);
    };
    arrive(&old, Fate::Added, 1, 0);
    arrive(&new, Fate::Updated, 0, 1);
    arrive(&old, Fate::Updated, 1, 0);
    arrive(&old, Fate::Unchanged, 1, 0);
    arrive(&new, Fate::Updated, 0, 1);
    let holdings = index.statistics().unwrap();
    assert_eq!((holdings.articles, holdings.superseded, holdings.withdrawn), (1, 1, 0));
}

#[test]
fn what_was_withdrawn_comes_back() {
    let article = simple("a", "First", &["alpha"]);
    let id = ArticleId("a".to_owned());
    for commits in [[false, false], [false, true], [true, false], [true, true]] {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        let mut writer = index.writer().unwrap();
        writer.add(article.clone()).unwrap();
        if commits[0] {
            writer.commit().unwrap();
        }
        assert!(writer.withdraw(&id).unwrap());
        assert!(!writer.withdraw(&id).unwrap(), "it is gone already");
        if commits[1] {
            writer.commit().unwrap();
            assert_eq!(count(&index, "alpha"), 0);
        }
        assert_ne!(writer.add(article.clone()).unwrap(), Fate::Unchanged, "{commits:?}");
        writer.commit().unwrap();
        assert_eq!(count(&index, "alpha"), 1, "{commits:?}");
        let holdings = index.statistics().unwrap();
        assert_eq!((holdings.articles, holdings.superseded, holdings.withdrawn), (1, 0, 0), "{commits:?}");
    }
}

#[test]
fn keys_that_differ_by_case_or_accent_count_once() {
    let person = Facet::named("person").unwrap();
    let articles = [
        simple("a", "Bare", &["Kovac said so.", "Kovač and Kovac and Kovač."]),
        simple("b", "Accent", &["Kovač said so."]),
        simple("c", "Capitals", &["ANA DUARTE and Ana Duarte.", "Duarte and KOVAČ."]),
    ];
    for every in [1, 3] {
        let folder = tempfile::tempdir().unwrap();
        let index = new_index(folder.path());
        fill(&index, &articles, every);
        let page = index.facets(&Query::All, FacetRequest::new(person).detail(Detail::Full)).unwrap();
        let rows: Vec<_> = page.rows.iter().map(|row| (row.name.as_str(), row.paragraphs, row.articles)).collect();
        assert_eq!(rows, [("Kovac", 3, 2), ("Ana Duarte", 2, 1)], "a commit after each {every}");
        assert_eq!(page.rows[0].aliases, ["Kovac", "Kovač"]);
        assert_eq!(page.values, 2);
    }
}

/// What nobody committed is as if it had not been.
#[test]
fn a_writer_that_is_dropped_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let index = new_index(folder.path());
    fill(&index, &[simple("a", "First", &["alpha"])], 1);
    let mut writer = index.writer().unwrap();
    writer.add(simple("a", "Second", &["beta"])).unwrap();
    writer.add(simple("b", "Third", &["alpha"])).unwrap();
    drop(writer);
    index.reload().unwrap();
    assert_eq!((count(&index, "alpha"), count(&index, "beta")), (1, 0));
    let mut writer = index.writer().unwrap();
    assert_eq!(writer.add(simple("b", "Third", &["alpha"])).unwrap(), Fate::Added);
    writer.commit().unwrap();
    assert_eq!(count(&index, "alpha"), 2);
}
