//! Full-text search for news archives: the paragraph is the hit, and the people, places and organisations in it are facets.
//!
//! Three types carry everything: an [`Article`] is what was read, an [`Index`] holds articles, and a [`Query`] asks it.
//!
//! ```
//! use newsidx::{Article, Facet, FacetRequest, Index, ParseOptions, Query};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! let index = Index::create(folder.path().join("archive"))?;
//! let mut writer = index.writer()?;
//! writer.add(Article {
//!     title: "Mayor opens bridge".to_owned(),
//!     paragraphs: vec!["Mayor Ana Duarte opened the bridge in Porto. Duarte called it overdue.".to_owned()],
//!     ..Article::default()
//! })?;
//! writer.commit()?;
//!
//! let query = Query::parse("bridge person:Duarte", &ParseOptions::default())?.query;
//! let page = index.search(&query).totals().facet(FacetRequest::new(Facet::named("person").unwrap())).run()?;
//! assert_eq!(page.totals.paragraphs, 1);
//! assert_eq!(page.facets["person"][0].name, "Ana Duarte");
//! # Ok(())
//! # }
//! ```
//!
//! Nothing here prints, logs, exits or reads the environment, and nothing panics on what it reads.

pub mod engine;
pub mod plan;
pub mod query;
pub mod read;

mod advice;
mod embedded;
mod entity_table;
mod error;
mod explain;
mod facet;
mod fact_views;
mod findings;
mod gazetteer;
mod index;
mod ingest;
mod joins;
mod lock;
mod manifest;
mod other_names;
mod page;
mod record;
mod roots;
mod saying;
mod search;
mod state;
mod timeline;
mod writer;

pub use newsidx_text as text;
pub use newsidx_text::{Annotated, Annotator, Article, CivilDay, Published};

pub use engine::{ArticleId, Engine, Sort, Statistics, StoredArticle, Totals};
pub use entity_table::EntityTable;
pub use error::{Error, ErrorKind, Result};
pub use explain::{Explained, ExplainedMention, ExplainedPage, ModelReading, Reason};
pub use facet::{CountBy, Detail, Facet, FacetPlace, FacetRequest, FacetRow, FacetTable, event_value};
pub use fact_views::{DateView, FactsView, QuantityView, QuoteView, SpeakerView};
pub use findings::{FindingOptions, FindingsOf, FoundQuantity, FoundQuote, QuantitiesPage, QuotationsPage, REPORTED};
pub use gazetteer::{Gazetteer, Statement};
pub use index::{Index, IndexBuilder};
pub use ingest::{IngestOptions, IngestReport, Observer, Progress, Vanished, Writing};
pub use page::{
    AnnotatedArticle, AnnotatedPage, AnnotatedParagraphView, ArticleView, EntityView, FacetCount, FacetsPage, HitView,
    MentionView, Page, PageTotals, ParagraphView,
};
pub use plan::Spellings;
pub use query::{EntityField, MatchMode, Note, NoteKind, ParseOptions, Parsed, Query, QueryError, Repair};
pub use saying::Said;
pub use search::{Search, TOP_FACETS};
pub use state::Retirement;
pub use timeline::{Step, TimelineOf, TimelineOptions, TimelinePage, TimelineRow};
pub use writer::{Fate, Writer};

/// The README's program is compiled and run with the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
