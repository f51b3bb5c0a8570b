//! Quotations and quantities one by one. In: a query and which facts are wanted. Out: the facts of what is found.
//!
//! Paragraphs are found as by a search; of their facts those are given that the query asks for, and all where it asks for
//! none.

use newsidx_text::analysis::Analyser;
use newsidx_text::{Quantity, QuotationKind, QuotationPart};
use serde::Serialize;

use crate::engine::{ArticleHit, ArticleId, Engine, ParagraphHit, SearchOptions, Sort, TotalsMode};
use crate::error::Result;
use crate::fact_views::{QuantityView, QuoteView};
use crate::page::PageTotals;
use crate::plan::{Amounts, Clause, ParagraphView, Plan, Speech};

/// Which quotations are wanted, of how many articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotationOptions {
    /// The kinds; default direct and indirect.
    pub kinds: Vec<QuotationKind>,
    /// How many articles to give; default 10.
    pub limit: usize,
    /// The order of the articles; default newest first.
    pub sort: Sort,
}

impl Default for QuotationOptions {
    fn default() -> Self {
        Self { kinds: vec![QuotationKind::Direct, QuotationKind::Indirect], limit: 10, sort: Sort::Newest }
    }
}

/// Quotations of what a query finds.
#[derive(Clone, Debug, Serialize)]
pub struct QuotationsPage {
    /// `newsidx.quotations/1`.
    pub schema: &'static str,
    /// The query as it was understood.
    pub understood: String,
    /// How many paragraphs, and articles, hold such quotations.
    pub totals: PageTotals,
    /// The articles, in the order asked for.
    pub articles: Vec<FindingsOf<FoundQuote>>,
}

/// Quantities of what a query finds.
#[derive(Clone, Debug, Serialize)]
pub struct QuantitiesPage {
    /// `newsidx.quantities/1`.
    pub schema: &'static str,
    /// The query as it was understood.
    pub understood: String,
    /// How many paragraphs, and articles, hold such quantities.
    pub totals: PageTotals,
    /// The articles, in the order asked for.
    pub articles: Vec<FindingsOf<FoundQuantity>>,
}

/// An article with the facts that were found in it.
#[derive(Clone, Debug, Serialize)]
pub struct FindingsOf<F> {
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
    /// The facts, in the order of the text.
    pub found: Vec<F>,
}

/// A part of a quotation with its paragraph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundQuote {
    /// The number of the paragraph; 0 is the headline.
    pub no: u32,
    /// The words, quotation marks aside.
    pub text: String,
    /// The part.
    #[serde(flatten)]
    pub quote: QuoteView,
}

/// A quantity with its paragraph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundQuantity {
    /// The number of the paragraph; 0 is the headline.
    pub no: u32,
    /// The quantity.
    #[serde(flatten)]
    pub quantity: QuantityView,
}

/// Gives the quotations of what a plan finds.
pub(crate) fn quotations(
    engine: &dyn Engine,
    plan: Plan,
    understood: String,
    options: &QuotationOptions,
) -> Result<QuotationsPage> {
    let of_kinds = |speech: Speech| Speech { kinds: options.kinds.clone(), ..speech };
    let asked: Vec<Speech> = speech_in(&plan.clause).into_iter().map(of_kinds).collect();
    let any = Clause::Speech(of_kinds(Speech::default()));
    let plan = Plan { clause: Clause::And(vec![with_kinds(plan.clause, &options.kinds), any]) };
    let asked = if asked.is_empty() { vec![of_kinds(Speech::default())] } else { asked };
    let mut analyser = Analyser::new();
    let (totals, articles) = find(engine, &plan, options.limit, options.sort, &mut |article, hit| {
        let paragraph = &hit.paragraph;
        let words = analyser.term_spans(&paragraph.text, article.head.language);
        let view = ParagraphView::of(paragraph, &words);
        let wanted = |part: &&QuotationPart| asked.iter().any(|speech| speech.finds(part, &view));
        let quote = |part: &QuotationPart| FoundQuote {
            no: paragraph.no.0,
            text: part.span.of(&paragraph.text).to_owned(),
            quote: QuoteView::of(part),
        };
        paragraph.quotes.iter().filter(wanted).map(quote).collect()
    })?;
    Ok(QuotationsPage { schema: "newsidx.quotations/1", understood, totals, articles })
}

/// Gives the quantities of what a plan finds.
pub(crate) fn quantities(
    engine: &dyn Engine,
    plan: &Plan,
    understood: String,
    limit: usize,
    sort: Sort,
) -> Result<QuantitiesPage> {
    let asked = amounts_in(&plan.clause);
    let (totals, articles) = find(engine, plan, limit, sort, &mut |_, hit| {
        let paragraph = &hit.paragraph;
        let wanted = |quantity: &&Quantity| asked.is_empty() || asked.iter().any(|amounts| amounts.accepts(quantity));
        let quantity = |quantity: &Quantity| FoundQuantity {
            no: paragraph.no.0,
            quantity: QuantityView::of(quantity, &paragraph.text),
        };
        paragraph.quantities.iter().filter(wanted).map(quantity).collect()
    })?;
    Ok(QuantitiesPage { schema: "newsidx.quantities/1", understood, totals, articles })
}

/// Finds articles and gives what `facts` takes from each paragraph that matches.
fn find<F>(
    engine: &dyn Engine,
    plan: &Plan,
    limit: usize,
    sort: Sort,
    facts: &mut dyn FnMut(&ArticleHit, &ParagraphHit) -> Vec<F>,
) -> Result<(PageTotals, Vec<FindingsOf<F>>)> {
    let options =
        SearchOptions { limit, sort, per_article: usize::MAX, totals: TotalsMode::Exact, ..SearchOptions::default() };
    let hits = engine.search(plan, &options)?;
    let mut articles = Vec::with_capacity(hits.articles.len());
    for hit in &hits.articles {
        let matched = hit.paragraphs.iter().filter(|paragraph| paragraph.matched);
        let found = matched.flat_map(|paragraph| facts(hit, paragraph)).collect();
        articles.push(article(hit, found));
    }
    Ok((PageTotals::exact(hits.totals.unwrap_or_default()), articles))
}

fn article<F>(hit: &ArticleHit, found: Vec<F>) -> FindingsOf<F> {
    let article = &hit.head.article;
    FindingsOf {
        id: hit.head.id.clone(),
        title: article.title.clone(),
        section: article.section.clone(),
        date: article.published.map(|published| published.to_string()),
        source: article.source.clone(),
        url: article.url.clone(),
        path: hit.head.origin.file(),
        found,
    }
}

/// Gives what is asked of speech where it must hold.
fn speech_in(clause: &Clause) -> Vec<Speech> {
    match clause {
        Clause::Speech(speech) => vec![speech.clone()],
        Clause::And(parts) | Clause::Or(parts) => parts.iter().flat_map(speech_in).collect(),
        Clause::Boost(part, _) | Clause::Unscored(part) => speech_in(part),
        _ => Vec::new(),
    }
}

/// Gives what is asked of quantities where it must hold.
fn amounts_in(clause: &Clause) -> Vec<Amounts> {
    match clause {
        Clause::Counted(amounts) => vec![amounts.clone()],
        Clause::And(parts) | Clause::Or(parts) => parts.iter().flat_map(amounts_in).collect(),
        Clause::Boost(part, _) | Clause::Unscored(part) => amounts_in(part),
        _ => Vec::new(),
    }
}

/// Lets the kinds that are wanted count, where speech must hold.
fn with_kinds(clause: Clause, kinds: &[QuotationKind]) -> Clause {
    let each = |parts: Vec<Clause>| parts.into_iter().map(|part| with_kinds(part, kinds)).collect();
    match clause {
        Clause::Speech(speech) => Clause::Speech(Speech { kinds: kinds.to_vec(), ..speech }),
        Clause::And(parts) => Clause::And(each(parts)),
        Clause::Or(parts) => Clause::Or(each(parts)),
        Clause::Boost(part, factor) => Clause::Boost(Box::new(with_kinds(*part, kinds)), factor),
        Clause::Unscored(part) => Clause::Unscored(Box::new(with_kinds(*part, kinds))),
        other => other,
    }
}
