//! Asking an index. In: a query and how to answer. Out: a [`Page`].

use std::hash::{Hash as _, Hasher as _};
use std::sync::{Mutex, PoisonError};

use newsidx_text::Language;
use newsidx_text::analysis::Analyser;

use crate::advice;
use crate::engine::{ArticleHit, Engine, Hits, ParagraphHit, Ranking, SearchOptions, Sort, TotalsMode};
use crate::error::{Error, ErrorKind, Result};
use crate::facet::{Facet, FacetRequest};
use crate::fact_views::FactsView;
use crate::page::{ArticleView, FacetCount, Page, PageTotals, ParagraphView};
use crate::plan::{self, Highlighter, Plan, Spellings, Vocabulary};
use crate::query::Query;

/// An analyser between searches: it knows the words that it has stemmed. Searches at one time make their own.
pub(crate) type SpareAnalyser = Mutex<Option<Analyser>>;

/// A search in the making: set what matters and [`run`](Search::run) it.
#[must_use]
pub struct Search<'a> {
    engine: Box<dyn Engine>,
    answers: u64,
    analyser: &'a SpareAnalyser,
    query: &'a Query,
    typed: Option<String>,
    options: SearchOptions,
    facets: Vec<FacetRequest>,
    notes: Vec<String>,
    cursor: Option<String>,
    spellings: Spellings,
}

impl<'a> Search<'a> {
    pub(crate) fn new(engine: Box<dyn Engine>, answers: u64, analyser: &'a SpareAnalyser, query: &'a Query) -> Self {
        Self {
            spellings: Spellings::default(),
            engine,
            answers,
            analyser,
            query,
            typed: None,
            options: SearchOptions::default(),
            facets: Vec::new(),
            notes: Vec::new(),
            cursor: None,
        }
    }

    /// Gives at most this many articles; default 10.
    pub fn limit(mut self, articles: usize) -> Self {
        self.options.limit = articles;
        self
    }

    /// Gives at most this many paragraphs of each article; default 3.
    pub fn per_article(mut self, paragraphs: usize) -> Self {
        self.options.per_article = paragraphs;
        self
    }

    /// Gives this many paragraphs before and after each hit; default 0.
    pub fn context(mut self, paragraphs: usize) -> Self {
        self.options.context = paragraphs;
        self
    }

    /// Sorts the articles; default by relevance. A query that scores nothing is answered newest first.
    pub fn sort(mut self, sort: Sort) -> Self {
        self.options.sort = sort;
        self
    }

    /// Counts everything that matches. Without it the search is faster and totals are those of the page.
    pub fn totals(mut self) -> Self {
        self.options.totals = TotalsMode::Exact;
        self
    }

    /// Sets the constants of the score.
    pub fn ranking(mut self, ranking: Ranking) -> Self {
        self.options.ranking = ranking;
        self
    }

    /// Counts a facet over everything that matches.
    pub fn facet(mut self, request: FacetRequest) -> Self {
        self.facets.push(request);
        self
    }

    /// Names the query as it was typed, for the answer to repeat.
    pub fn typed(mut self, typed: impl Into<String>) -> Self {
        self.typed = Some(typed.into());
        self
    }

    /// Says which spellings of a name are found; default that of the index, which is [`Spellings::All`].
    pub fn spellings(mut self, spellings: Spellings) -> Self {
        self.spellings = spellings;
        self
    }

    /// Adds a note to the answer, such as a repair that the parser made.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Begins where an earlier page of the same search ended.
    pub fn cursor(mut self, cursor: impl Into<String>) -> Self {
        self.cursor = Some(cursor.into());
        self
    }

    /// Runs the search.
    ///
    /// # Errors
    ///
    /// When the cursor belongs to another search, to an older state of the index or to another gazetteer, and when the index cannot be read.
    pub fn run(mut self) -> Result<Page> {
        let vocabulary = self.engine.vocabulary()?;
        let fingerprint = self.fingerprint(&vocabulary);
        if let Some(cursor) = &self.cursor {
            self.options.offset = self.read_cursor(cursor, fingerprint)?;
        }
        let variants = advice::variants(self.engine.as_ref(), self.query, self.spellings)?;
        let plan = plan::plan_with_variants(self.query, &vocabulary, &variants);
        let hits = self.engine.search(&plan, &self.options)?;
        let tables = if self.facets.is_empty() { Vec::new() } else { self.engine.facets(&plan, &self.facets)? };
        self.notes.extend(variants.note());
        self.notes.extend(plan::told_of_places(self.query, &vocabulary.names));
        self.notes.extend(advice::undated(self.engine.as_ref(), self.query, &variants)?);
        if hits.articles.is_empty() && self.options.offset == 0 {
            self.notes.extend(advice::why_nothing(self.engine.as_ref(), self.query, &variants)?);
        }
        let cursor = (hits.more && self.options.limit > 0).then(|| self.write_cursor(fingerprint));
        let facets = tables
            .into_iter()
            .map(|table| (table.facet.name(), table.rows.into_iter().map(FacetCount::from).collect::<Vec<_>>()));
        let understood = self.query.to_string();
        Ok(Page {
            schema: "newsidx.search/1",
            query: self.typed.take().unwrap_or_else(|| understood.clone()),
            understood,
            totals: totals(&hits),
            articles: self.view_articles(&plan, &hits),
            facets: facets.collect(),
            notes: self.notes,
            cursor,
        })
    }

    /// A cursor names the state of the index, what the user says of entities and the search that it continues, so that
    /// pages always fit together.
    fn write_cursor(&self, fingerprint: u64) -> String {
        format!("1.{}.{:016x}.{}", self.answers, fingerprint, self.options.offset + self.options.limit)
    }

    fn read_cursor(&self, cursor: &str, own: u64) -> Result<usize> {
        let wrong = |what: &str| Error::new(ErrorKind::Cursor(what.to_owned())).hint("begin again without a cursor");
        let parts: Vec<&str> = cursor.split('.').collect();
        let [version, generation, fingerprint, offset] = parts.as_slice() else {
            return Err(wrong(&format!("`{cursor}` is no cursor")));
        };
        if *version != "1" {
            return Err(wrong(&format!("`{cursor}` is a cursor of another version")));
        }
        if *fingerprint != format!("{own:016x}") {
            return Err(wrong("the cursor belongs to another query or order, or to another gazetteer"));
        }
        if *generation != self.answers.to_string() {
            return Err(wrong("the index has changed since the cursor was given"));
        }
        offset.parse().map_err(|_| wrong(&format!("`{cursor}` is no cursor")))
    }

    fn view_articles(&self, plan: &Plan, hits: &Hits) -> Vec<ArticleView> {
        let highlighter = Highlighter::new(plan);
        let mut analyser = self.analyser.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
        let articles = hits.articles.iter().map(|hit| view_article(hit, &highlighter, &mut analyser)).collect();
        *self.analyser.lock().unwrap_or_else(PoisonError::into_inner) = Some(analyser);
        articles
    }

    fn fingerprint(&self, vocabulary: &Vocabulary) -> u64 {
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        self.query.to_string().hash(&mut hasher);
        format!("{:?}{:?}{:?}", self.options.sort, self.options.ranking, self.spellings).hash(&mut hasher);
        vocabulary.names.said().hash(&mut hasher);
        hasher.finish()
    }
}

fn totals(hits: &Hits) -> PageTotals {
    hits.totals.map_or_else(
        || PageTotals {
            paragraphs: hits.articles.iter().map(|article| article.matched).sum(),
            articles: hits.articles.len() as u64,
            exact: false,
        },
        PageTotals::exact,
    )
}

fn view_article(hit: &ArticleHit, highlighter: &Highlighter<'_>, analyser: &mut Analyser) -> ArticleView {
    let article = &hit.head.article;
    let language = hit.head.language;
    ArticleView {
        id: hit.head.id.clone(),
        title: article.title.clone(),
        section: article.section.clone(),
        date: article.published.map(|published| published.to_string()),
        source: article.source.clone(),
        url: article.url.clone(),
        path: hit.head.origin.file(),
        score: hit.score,
        matched: hit.matched,
        paragraphs: hit.paragraphs.iter().map(|part| view_paragraph(part, highlighter, analyser, language)).collect(),
    }
}

fn view_paragraph(
    hit: &ParagraphHit,
    highlighter: &Highlighter<'_>,
    analyser: &mut Analyser,
    language: Option<Language>,
) -> ParagraphView {
    let paragraph = &hit.paragraph;
    let highlights = if hit.matched {
        let words = analyser.term_spans(&paragraph.text, language);
        let view = plan::AnalysedParagraph::of(paragraph, &words);
        highlighter.spans(&view)
    } else {
        Vec::new()
    };
    ParagraphView {
        no: paragraph.no.0,
        text: paragraph.text.clone(),
        score: hit.score,
        highlights: highlights.into_iter().map(|span| (span.start, span.end)).collect(),
        matched: hit.matched,
        facts: FactsView::of(paragraph),
    }
}

/// The facets that a person sees under an answer.
pub const TOP_FACETS: [Facet; 4] = [
    Facet::Entity(crate::query::EntityField::Person),
    Facet::Entity(crate::query::EntityField::Place),
    Facet::Entity(crate::query::EntityField::Org),
    Facet::Source,
];
