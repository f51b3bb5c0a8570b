//! The two seams: what any index must take in, and what any index must answer.
//!
//! In: annotated articles; plans. Out: hits, facets, statistics. No engine's own type crosses here, and no text has to
//! be analysed behind it: articles arrive annotated and plans arrive as tokens.

use newsidx_text::{Annotated, Article, CivilDay};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::facet::{FacetRequest, FacetTable};
use crate::plan::{Plan, Vocabulary};
use crate::state::Retirement;

/// The identity of an article in an index: the given id, else its canonical URL, else its path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

impl std::fmt::Display for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where an article was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The folder or file that was indexed, absolute; empty for standard input and for programs.
    pub root: String,
    /// The file, relative to the root.
    pub path: String,
    /// The number of the record in a file of many, from 1.
    pub record: Option<u64>,
    /// The line it begins on, from 1.
    pub line: u64,
    /// Its bytes in the file.
    pub bytes: (u64, u64),
}

impl Origin {
    /// Gives the file, absolute where the root is, in the form of [`written_path`](crate::read::written_path); empty for standard input and for programs.
    pub fn file(&self) -> String {
        match (self.root.as_str(), self.path.as_str()) {
            ("", _) => String::new(),
            (root, "") => root.to_owned(),
            (root, path) => format!("{}/{path}", root.trim_end_matches('/')),
        }
    }
}

/// One version of one article, ready to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which article.
    pub id: ArticleId,
    /// Which of its versions, counted from 0 in the order they arrived.
    pub version: u32,
    /// The fingerprint of its content.
    pub fingerprint: u128,
    /// Where it was read.
    pub origin: Origin,
    /// What was understood of it.
    pub annotated: Annotated,
}

/// Takes articles in. Nothing is visible before `commit`, and then everything.
pub trait Sink {
    /// Adds one version of an article; it is among the current ones from the next commit on.
    fn put(&mut self, entry: &Entry) -> Result<()>;
    /// Takes a version out of the answers from the next commit on; its text is kept.
    fn retire(&mut self, id: &ArticleId, version: u32, why: Retirement) -> Result<()>;
    /// Brings a version that was retired back into the answers from the next commit on.
    fn restore(&mut self, id: &ArticleId, version: u32) -> Result<()>;
    /// Makes everything since the last commit visible, or nothing of it.
    fn commit(&mut self) -> Result<()>;
}

/// How many spellings of one key an engine gives.
pub const MOST_SPELLINGS: usize = 64;

/// Answers plans.
pub trait Engine: Send + Sync {
    /// Says which languages its articles are in.
    fn vocabulary(&self) -> Result<Vocabulary>;
    /// Gives the names of its current articles that have this key of spellings ([`newsidx_text::spelling::key`]).
    ///
    /// They are as written, sorted by bytes, each once, and the first [`MOST_SPELLINGS`] where there are more.
    fn spellings(&self, key: &str) -> Result<Vec<String>>;
    /// Finds the best articles and their best paragraphs.
    fn search(&self, plan: &Plan, options: &SearchOptions) -> Result<Hits>;
    /// Counts the values of labels over everything that a plan finds.
    fn facets(&self, plan: &Plan, requests: &[FacetRequest]) -> Result<Vec<FacetTable>>;
    /// Counts what a plan finds.
    fn count(&self, plan: &Plan) -> Result<Totals>;
    /// Gives an article whole, as stored.
    fn fetch(&self, id: &ArticleId) -> Result<Option<StoredArticle>>;
    /// Describes what it holds.
    fn statistics(&self) -> Result<Statistics>;
}

/// How to search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchOptions {
    /// How many articles to give; default 10.
    pub limit: usize,
    /// How many articles to pass over; default 0.
    pub offset: usize,
    /// How many paragraphs to give of each article; default 3.
    pub per_article: usize,
    /// How many paragraphs to give before and after each hit; default 0.
    pub context: usize,
    /// The order of the articles.
    pub sort: Sort,
    /// Whether to count everything that matches. Without, the engine may skip what cannot be among the best.
    pub totals: TotalsMode,
    /// How relevance is scored.
    pub ranking: Ranking,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self {
            limit: 10,
            offset: 0,
            per_article: 3,
            context: 0,
            sort: Sort::Relevance,
            totals: TotalsMode::Skipped,
            ranking: Ranking::default(),
        }
    }
}

/// The order of articles in an answer; ties break by article id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The latest published first, those without a date last.
    Newest,
    /// The earliest published first, those without a date last.
    Oldest,
}

/// Whether totals are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TotalsMode {
    /// Not wanted: the fastest.
    #[default]
    Skipped,
    /// Wanted, exactly.
    Exact,
}

/// The constants of the article's score, in thousandths where they are factors.
///
/// An article scores half by its whole text and half by its best paragraph: measured on 2,000 known-item queries and
/// a news collection, the best paragraph alone loses 0.03 MRR and sums over paragraphs lose 0.12.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// BM25's saturation of the whole article; 1200 is Robertson's 1.2.
    pub k1: u32,
    /// BM25's share of length normalisation of the whole article; 750 is 0.75.
    pub b: u32,
    /// What a headline that matches adds, as a share of the article's own score; default 500.
    pub title_lift: u32,
    /// What a hit in the first two paragraphs adds, as a share of the article's own score; default 100.
    pub lead_lift: u32,
}

impl Default for Ranking {
    fn default() -> Self {
        Self { k1: 1200, b: 750, title_lift: 500, lead_lift: 100 }
    }
}

/// How much matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Body paragraphs.
    pub paragraphs: u64,
    /// Articles, those with a match in the headline alone included.
    pub articles: u64,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// The articles, best first.
    pub articles: Vec<ArticleHit>,
    /// How much matches in all, when that was asked.
    pub totals: Option<Totals>,
    /// Whether more articles follow.
    pub more: bool,
}

/// One article that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleHit {
    /// What is known of the article beside its text.
    pub head: Head,
    /// Its score; 0 where the order is not by relevance.
    pub score: f32,
    /// How many of its body paragraphs match.
    pub matched: u64,
    /// The best of them in the order of the article, with context where it was asked for.
    pub paragraphs: Vec<ParagraphHit>,
}

/// One paragraph of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct ParagraphHit {
    /// What was understood of it, with its text.
    pub paragraph: newsidx_text::AnnotatedParagraph,
    /// Its score: 0 for context.
    pub score: f32,
    /// Whether it matched, or only stands beside one that did.
    pub matched: bool,
}

/// What is stored of an article beside its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Which article.
    pub id: ArticleId,
    /// Which of its versions.
    pub version: u32,
    /// Where it was read.
    pub origin: Origin,
    /// The article without its paragraphs.
    pub article: Article,
    /// The language it was analysed in.
    pub language: Option<newsidx_text::Language>,
    /// The fingerprint of its content, as 32 hexadecimal digits.
    pub fingerprint: String,
}

/// An article as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredArticle {
    /// What is known of it beside its text.
    pub head: Head,
    /// Its headline and paragraphs, in order.
    pub paragraphs: Vec<newsidx_text::AnnotatedParagraph>,
}

/// What an index holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// Current articles.
    pub articles: u64,
    /// Their body paragraphs.
    pub paragraphs: u64,
    /// Versions that newer ones replaced.
    pub superseded: u64,
    /// Articles that were withdrawn.
    pub withdrawn: u64,
    /// The earliest and the latest day of publication.
    pub days: Option<(CivilDay, CivilDay)>,
    /// Articles a language; the key is an ISO 639-1 code or `unknown`.
    pub languages: std::collections::BTreeMap<String, u64>,
    /// Pieces of the index on disk.
    pub segments: u64,
    /// Bytes on disk.
    pub bytes: u64,
}
