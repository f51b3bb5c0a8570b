//! Answers as people's programs read them. In: hits and facets. Out: plain values with one stable JSON form.
//!
//! The schema names are part of the interface: a field is added without a new name, never changed or removed.

use std::collections::BTreeSet;

use newsidx_text::{Annotated, AnnotatedParagraph, EntityKey};
use serde::Serialize;

use crate::engine::{ArticleId, Totals};
use crate::entity_table::{EntityTable, name_of};
use crate::facet::{Facet, FacetRow};
use crate::fact_views::FactsView;
use crate::plan::label_whole;

/// An answer to a search; its JSON is complete also when nothing was found.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// `newsidx.search/1`.
    pub schema: &'static str,
    /// The query as it was typed, or as it prints.
    pub query: String,
    /// The query as it was understood.
    pub understood: String,
    /// How much matches.
    pub totals: PageTotals,
    /// The articles, in the order asked for.
    pub articles: Vec<ArticleView>,
    /// The facets that were asked for, by name.
    pub facets: std::collections::BTreeMap<&'static str, Vec<FacetCount>>,
    /// What a person should know: repairs, words read as plain text, why nothing was found.
    pub notes: Vec<String>,
    /// Where the next page begins, when there is one.
    pub cursor: Option<String>,
}

/// One paragraph that was found, with its article: an answer as one line each.
#[derive(Clone, Debug, Serialize)]
pub struct HitView<'a> {
    /// `newsidx.hit/1`.
    pub schema: &'static str,
    /// The article's id.
    pub id: &'a ArticleId,
    /// The headline.
    pub title: &'a str,
    /// The section.
    pub section: Option<&'a str>,
    /// When it was published, as ISO 8601.
    pub date: Option<&'a str>,
    /// The outlet.
    pub source: Option<&'a str>,
    /// The address.
    pub url: Option<&'a str>,
    /// The file it was read from, absolute; empty when it was not read from one.
    pub path: &'a str,
    /// The paragraph's number.
    pub no: u32,
    /// Its whole text.
    pub text: &'a str,
    /// Its score; 0 when the order is not by relevance.
    pub score: f32,
    /// What matched, as byte ranges of the text.
    pub highlights: &'a [(u32, u32)],
    /// What is said, dated and counted in it.
    #[serde(flatten)]
    pub facts: &'a FactsView,
}

impl Page {
    /// Gives the paragraphs that matched, article by article; context is left out.
    pub fn hits(&self) -> impl Iterator<Item = HitView<'_>> {
        let pairs = self.articles.iter().flat_map(|article| article.paragraphs.iter().map(move |part| (article, part)));
        pairs.filter(|(_, part)| part.matched).map(|(article, part)| HitView {
            schema: "newsidx.hit/1",
            id: &article.id,
            title: &article.title,
            section: article.section.as_deref(),
            date: article.date.as_deref(),
            source: article.source.as_deref(),
            url: article.url.as_deref(),
            path: &article.path,
            no: part.no,
            text: &part.text,
            score: part.score,
            highlights: &part.highlights,
            facts: &part.facts,
        })
    }
}

/// Totals of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PageTotals {
    /// Body paragraphs.
    pub paragraphs: u64,
    /// Articles.
    pub articles: u64,
    /// Whether these are all that match; otherwise they are those of this page.
    pub exact: bool,
}

impl PageTotals {
    pub(crate) fn exact(totals: Totals) -> Self {
        Self { paragraphs: totals.paragraphs, articles: totals.articles, exact: true }
    }
}

/// One article of an answer.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    /// Its id.
    pub id: ArticleId,
    /// The headline.
    pub title: String,
    /// The section.
    pub section: Option<String>,
    /// When it was published, as ISO 8601.
    pub date: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The file it was read from, absolute; empty when it was not read from one.
    pub path: String,
    /// Its score; 0 when the order is not by relevance.
    pub score: f32,
    /// How many of its paragraphs match.
    pub matched: u64,
    /// The paragraphs shown, in the order of the article; number 0 is the headline.
    pub paragraphs: Vec<ParagraphView>,
}

/// One paragraph of an answer.
#[derive(Clone, Debug, Serialize)]
pub struct ParagraphView {
    /// Its number in the article.
    pub no: u32,
    /// Its whole text.
    pub text: String,
    /// Its score; 0 for context.
    pub score: f32,
    /// What matched, as byte ranges of the text.
    pub highlights: Vec<(u32, u32)>,
    /// Whether it matched; context did not.
    pub matched: bool,
    /// What is said, dated and counted in it.
    #[serde(flatten)]
    pub facts: FactsView,
}

/// One value of a facet beside a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetCount {
    /// The stored value.
    pub key: String,
    /// The name to show.
    pub name: String,
    /// Body paragraphs.
    pub paragraphs: u64,
    /// Articles.
    pub articles: u64,
    /// Whether several people may bear the name, so that the row is one name and not surely one person.
    #[serde(skip_serializing_if = "crate::facet::is_false")]
    pub name_only: bool,
}

impl From<FacetRow> for FacetCount {
    fn from(row: FacetRow) -> Self {
        let FacetRow { key, name, paragraphs, articles, name_only, .. } = row;
        Self { key, name, paragraphs, articles, name_only }
    }
}

/// The counts of one facet, whole.
#[derive(Clone, Debug, Serialize)]
pub struct FacetsPage {
    /// `newsidx.facets/1`.
    pub schema: &'static str,
    /// The facet's name.
    pub field: &'static str,
    /// How many different values there are.
    pub values: u64,
    /// The rows, highest count first.
    pub rows: Vec<FacetRow>,
}

impl FacetsPage {
    pub(crate) fn new(facet: Facet, rows: Vec<FacetRow>, values: u64) -> Self {
        Self { schema: "newsidx.facets/1", field: facet.name(), values, rows }
    }
}

/// One entity, with all that is known of its names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntityView {
    /// The key that names it.
    pub key: String,
    /// The name to show.
    pub name: String,
    /// What it is, such as `person`.
    pub kind: &'static str,
    /// Its names in the index and those that the user gave it, sorted.
    pub names: Vec<String>,
    /// Whether several people may bear the name.
    #[serde(skip_serializing_if = "crate::facet::is_false")]
    pub name_only: bool,
    /// Whether the user has banned it.
    #[serde(skip_serializing_if = "crate::facet::is_false")]
    pub banned: bool,
}

impl EntityView {
    pub(crate) fn of_name(table: &EntityTable, keys: &BTreeSet<String>, name: &str) -> Vec<Self> {
        let givers: BTreeSet<(String, bool)> = table.bearers(keys, &label_whole(name));
        let view = |(key, banned): (String, bool)| {
            let kind = key.parse::<EntityKey>().map_or("", |key| key.kind.label());
            let (names, name_only) = (table.names_under(&key), table.is_name_only(&key));
            Self { name: name_of(&key).to_owned(), kind, names, name_only, banned, key }
        };
        givers.into_iter().map(view).collect()
    }
}

/// What was understood of one article.
#[derive(Clone, Debug, Serialize)]
pub struct AnnotatedPage {
    /// `newsidx.annotated/1`.
    pub schema: &'static str,
    /// The article without its text.
    pub article: AnnotatedArticle,
    /// The headline, which has number 0, and the body.
    pub paragraphs: Vec<AnnotatedParagraphView>,
}

/// The article of an annotation.
#[derive(Clone, Debug, Serialize)]
pub struct AnnotatedArticle {
    /// Its id.
    pub id: ArticleId,
    /// The headline.
    pub title: String,
    /// The section.
    pub section: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// When it was published, as ISO 8601.
    pub date: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The language, stated or found.
    pub lang: Option<String>,
    /// The byline.
    pub authors: Vec<String>,
    /// The topics.
    pub topics: Vec<String>,
    /// Everything else its source said.
    pub meta: std::collections::BTreeMap<String, Vec<String>>,
}

/// What was understood of one paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct AnnotatedParagraphView {
    /// Its number.
    pub no: u32,
    /// Its text; all offsets are bytes of it.
    pub text: String,
    /// Where its sentences end.
    pub sentences: Vec<u32>,
    /// The entities it names.
    pub mentions: Vec<MentionView>,
    /// What is said, dated and counted in it.
    #[serde(flatten)]
    pub facts: FactsView,
}

/// One mention.
#[derive(Clone, Debug, Serialize)]
pub struct MentionView {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The kind, such as `place/country`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The words as they stand.
    pub text: String,
    /// The entity's fullest name in the article.
    pub name: String,
    /// The entity's key.
    pub key: String,
    /// The title or role beside it.
    pub role: Option<String>,
    /// The rule that took it for this entity.
    pub rule: String,
}

impl AnnotatedPage {
    /// Makes the page of an annotated article.
    pub fn new(id: ArticleId, annotated: &Annotated) -> Self {
        let article = &annotated.article;
        Self {
            schema: "newsidx.annotated/1",
            article: AnnotatedArticle {
                id,
                title: article.title.clone(),
                section: article.section.clone(),
                source: article.source.clone(),
                date: article.published.map(|published| published.to_string()),
                url: article.url.clone(),
                lang: annotated.language.as_ref().map(|language| language.code().to_owned()),
                authors: article.authors.clone(),
                topics: article.topics.clone(),
                meta: article.meta.clone(),
            },
            paragraphs: annotated.paragraphs.iter().map(AnnotatedParagraphView::new).collect(),
        }
    }
}

impl MentionView {
    /// Makes the view of a mention in its paragraph's text.
    pub(crate) fn of(mention: &newsidx_text::Mention, text: &str) -> Self {
        Self {
            start: mention.span.start,
            end: mention.span.end,
            kind: mention.key.kind.label(),
            text: mention.span.of(text).to_owned(),
            name: mention.key.name.clone(),
            key: mention.key.to_string(),
            role: mention.role.clone(),
            rule: mention.rule.to_string(),
        }
    }
}

impl AnnotatedParagraphView {
    fn new(paragraph: &AnnotatedParagraph) -> Self {
        Self {
            no: paragraph.no.0,
            text: paragraph.text.clone(),
            sentences: paragraph.sentence_ends.clone(),
            mentions: paragraph.mentions.iter().map(|mention| MentionView::of(mention, &paragraph.text)).collect(),
            facts: FactsView::of(paragraph),
        }
    }
}
