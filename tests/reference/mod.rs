//! The second engine: a scan over annotated articles. In: what the first engine takes in. Out: what it must answer.
//!
//! It knows no index. What a clause means is written here once more, straight from the words of `Plan`, so that a fault
//! in the first engine or in the evaluation behind highlights cannot hide in both.
#![allow(dead_code, reason = "each test uses a part of it")]

mod facets;
mod meaning;

use std::collections::{BTreeMap, BTreeSet};

use newsidx::engine::{
    ArticleHit, ArticleId, Engine, Head, Hits, MOST_SPELLINGS, Origin, ParagraphHit, SearchOptions, Sort, Statistics,
    StoredArticle, Totals, TotalsMode,
};
use newsidx::plan::{Names, Plan, Vocabulary};
use newsidx::read::fingerprint;
use newsidx::text::analysis::Analyser;
use newsidx::text::spelling::Names as NameWords;
use newsidx::{Annotated, Annotator, Article, FacetRequest, FacetTable, Gazetteer, Result, Retirement};

/// What the tokens of a paragraph are, by position.
pub(crate) type Tokens = Vec<Vec<String>>;

/// One version of one article.
pub(crate) struct Version {
    pub(crate) id: ArticleId,
    pub(crate) number: u32,
    pub(crate) annotated: Annotated,
    pub(crate) tokens: Vec<Tokens>,
    fingerprint: u128,
    retired: Option<Retirement>,
}

impl Version {
    /// Gives the instant by which it is sorted; a day counts from its midnight.
    fn instant(&self) -> Option<i64> {
        let published = self.annotated.article.published?;
        Some(published.instant.unwrap_or(published.day.0 * 86_400))
    }

    fn head(&self) -> Head {
        Head {
            id: self.id.clone(),
            version: self.number,
            origin: Origin::default(),
            article: Article { paragraphs: Vec::new(), ..self.annotated.article.clone() },
            language: self.annotated.language,
            fingerprint: format!("{:032x}", self.fingerprint),
        }
    }
}

/// An article that answers a plan.
pub(crate) struct Found<'a> {
    pub(crate) version: &'a Version,
    /// The numbers of the body paragraphs that match.
    pub(crate) body: Vec<usize>,
}

/// Articles in memory, every version of them.
#[derive(Default)]
pub(crate) struct Reference {
    versions: Vec<Version>,
    /// What the user says of entities.
    pub(crate) gazetteer: Gazetteer,
}

impl Reference {
    /// Takes an article in, as a writer does: anew, as a newer version, or as one that was there before.
    pub(crate) fn add(&mut self, article: Article, annotator: &Annotator) {
        let fingerprint = fingerprint(&article);
        let given = article.id.clone().or_else(|| article.url.clone());
        let id = ArticleId(given.unwrap_or_else(|| format!("content:{fingerprint:032x}")));
        let same = self.versions.iter().position(|version| version.id == id && version.fingerprint == fingerprint);
        let number = self.versions.iter().filter(|version| version.id == id).count() as u32;
        for version in self.versions.iter_mut().filter(|version| version.id == id && version.retired.is_none()) {
            version.retired = Some(Retirement::Superseded);
        }
        if let Some(same) = same {
            self.versions[same].retired = None;
            return;
        }
        let annotated = annotator.annotate(article);
        let mut analyser = Analyser::new();
        let tokens = annotated.paragraphs.iter().map(|paragraph| {
            let spans = analyser.term_spans(&paragraph.text, annotated.language);
            spans.into_iter().map(|(_, tokens)| tokens).collect()
        });
        let tokens = tokens.collect();
        self.versions.push(Version { id, number, annotated, tokens, fingerprint, retired: None });
    }

    /// Takes an article out of the answers.
    pub(crate) fn withdraw(&mut self, id: &ArticleId) {
        let current = self.versions.iter_mut().find(|version| version.id == *id && version.retired.is_none());
        if let Some(version) = current {
            version.retired = Some(Retirement::Withdrawn);
        }
    }

    /// Gives the ids of everything that was ever taken in.
    pub(crate) fn ids(&self) -> BTreeSet<ArticleId> {
        self.versions.iter().map(|version| version.id.clone()).collect()
    }

    pub(crate) fn current(&self) -> impl Iterator<Item = &Version> {
        self.versions.iter().filter(|version| version.retired.is_none())
    }

    /// Gives every article that answers a plan, by id.
    pub(crate) fn found(&self, plan: &Plan) -> Vec<Found<'_>> {
        let mut all: Vec<Found<'_>> = self.current().filter_map(|version| answers(version, plan)).collect();
        all.sort_by(|a, b| a.version.id.cmp(&b.version.id));
        all
    }
}

/// Hits are body paragraphs; the headline answers when something is asked of text, and where there is no body.
fn answers<'a>(version: &'a Version, plan: &Plan) -> Option<Found<'a>> {
    let paragraphs = version.annotated.paragraphs.len();
    let body: Vec<usize> = (1..paragraphs).filter(|no| meaning::holds(&plan.clause, version, *no)).collect();
    let may_stand_in = plan.clause.asks_of_text() || paragraphs == 1;
    let headline = may_stand_in && meaning::holds(&plan.clause, version, 0);
    (headline || !body.is_empty()).then_some(Found { version, body })
}

impl Engine for Reference {
    fn vocabulary(&self) -> Result<Vocabulary> {
        let languages: BTreeSet<_> = self.versions.iter().filter_map(|version| version.annotated.language).collect();
        let unknown_language = self.versions.iter().any(|version| version.annotated.language.is_none());
        let names = Names::of(std::sync::Arc::new(facets::joined(&self.versions, &self.gazetteer)));
        Ok(Vocabulary { languages: languages.into_iter().collect(), unknown_language, names })
    }

    fn spellings(&self, key: &str) -> Result<Vec<String>> {
        let mut found = BTreeSet::new();
        let paragraphs = self.current().flat_map(|version| &version.annotated.paragraphs);
        for paragraph in paragraphs {
            NameWords::new().each(&paragraph.text, &mut |of, word| {
                if of == key {
                    found.insert(word.to_owned());
                }
            });
        }
        Ok(found.into_iter().take(MOST_SPELLINGS).collect())
    }

    /// Knows no scores: without a date to sort by, articles come by id.
    fn search(&self, plan: &Plan, options: &SearchOptions) -> Result<Hits> {
        let mut found = self.found(plan);
        let totals = self.count(plan)?;
        match options.sort {
            Sort::Relevance => {}
            Sort::Newest => found.sort_by_key(|hit| hit.version.instant().map_or((1, 0), |instant| (0, -instant))),
            Sort::Oldest => found.sort_by_key(|hit| hit.version.instant().map_or((1, 0), |instant| (0, instant))),
        }
        let more = found.len() > options.offset + options.limit;
        let page = found.iter().skip(options.offset).take(options.limit);
        Ok(Hits {
            articles: page.map(|found| hit(found, options)).collect(),
            totals: (options.totals == TotalsMode::Exact).then_some(totals),
            more,
        })
    }

    fn facets(&self, plan: &Plan, requests: &[FacetRequest]) -> Result<Vec<FacetTable>> {
        let found = self.found(plan);
        let merged = facets::joined(&self.versions, &self.gazetteer);
        Ok(requests.iter().map(|request| facets::table(&found, request, &merged)).collect())
    }

    fn count(&self, plan: &Plan) -> Result<Totals> {
        let found = self.found(plan);
        let paragraphs = found.iter().map(|hit| hit.body.len() as u64).sum();
        Ok(Totals { paragraphs, articles: found.len() as u64 })
    }

    fn fetch(&self, id: &ArticleId) -> Result<Option<StoredArticle>> {
        let version = self.current().find(|version| version.id == *id);
        Ok(version
            .map(|version| StoredArticle { head: version.head(), paragraphs: version.annotated.paragraphs.clone() }))
    }

    /// Knows nothing of disks: no segments, no bytes.
    fn statistics(&self) -> Result<Statistics> {
        let retired = |why| self.versions.iter().filter(|version| version.retired == Some(why)).count() as u64;
        let days: BTreeSet<_> =
            self.current().filter_map(|version| version.annotated.article.published).map(|at| at.day).collect();
        let mut languages = BTreeMap::new();
        for version in self.current() {
            let code = version.annotated.language.map_or_else(|| "unknown".to_owned(), |language| language.to_string());
            *languages.entry(code).or_default() += 1;
        }
        Ok(Statistics {
            articles: self.current().count() as u64,
            paragraphs: self.current().map(|version| version.annotated.paragraphs.len() as u64 - 1).sum(),
            superseded: retired(Retirement::Superseded),
            withdrawn: retired(Retirement::Withdrawn),
            days: days.first().copied().zip(days.last().copied()),
            languages,
            segments: 0,
            bytes: 0,
        })
    }
}

/// Shows the first paragraphs that match, or the headline where none does, and what stands beside them.
fn hit(found: &Found<'_>, options: &SearchOptions) -> ArticleHit {
    let paragraphs = &found.version.annotated.paragraphs;
    let shown: Vec<usize> = match found.body.as_slice() {
        [] => vec![0],
        body => body.iter().copied().take(options.per_article).collect(),
    };
    let near = |no: usize| {
        let in_reach = |shown: &usize| shown.abs_diff(no) <= options.context;
        shown.iter().any(in_reach) && (no > 0 || shown == [0])
    };
    let visible = (0..paragraphs.len()).filter(|no| near(*no)).map(|no| ParagraphHit {
        paragraph: paragraphs[no].clone(),
        score: 0.0,
        matched: shown.contains(&no),
    });
    ArticleHit {
        head: found.version.head(),
        score: 0.0,
        matched: found.body.len() as u64,
        paragraphs: visible.collect(),
    }
}
