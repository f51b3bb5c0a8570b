//! Quotations and quantities one by one. In: a query and which facts are wanted. Out: the facts of what is found.
//!
//! Paragraphs are found as by a search; of their facts those are given that the query asks for, and all where it asks for
//! none.

use std::collections::BTreeSet;

use newsidx_text::analysis::Analyser;
use newsidx_text::{AnnotatedParagraph, ParagraphNo, Quantity, QuotationKind, QuotationPart};
use serde::Serialize;

use crate::engine::{ArticleHit, ArticleId, Engine, SearchOptions, Sort, TotalsMode};
use crate::entity_table::{EntityTable, name_of};
use crate::error::{Error, Result};
use crate::fact_views::{QuantityView, QuoteView};
use crate::page::PageTotals;
use crate::plan::{Amounts, AnalysedParagraph, Clause, Plan, Speech, SpeechTest, evaluate};
use crate::query::Query;

/// Where facts are taken from, and how many articles are given.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingOptions {
    /// Only from paragraphs that this query finds; it decides nothing of which facts are given, unless the query asks
    /// for none.
    pub within: Option<Query>,
    /// How many articles to give; default 10.
    pub limit: usize,
    /// The order of the articles; default newest first.
    pub sort: Sort,
}

impl Default for FindingOptions {
    fn default() -> Self {
        Self { within: None, limit: 10, sort: Sort::Newest }
    }
}

/// The kinds that report speech in the words of somebody, or in full.
pub const REPORTED: [QuotationKind; 2] = [QuotationKind::Direct, QuotationKind::Indirect];

/// Quotations of what a query finds.
#[derive(Clone, Debug, Serialize)]
pub struct QuotationsPage {
    /// `newsidx.quotations/1`.
    pub schema: &'static str,
    /// The query as it was understood.
    pub understood: String,
    /// Which kinds were asked for.
    pub kinds: Vec<QuotationKind>,
    /// How many body paragraphs hold such quotations, and how many articles, those with one in the headline alone among
    /// them.
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
    /// How many body paragraphs hold such quantities, and how many articles, those with one in the headline alone among
    /// them.
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

impl QuotationsPage {
    /// Gives each speaker the key and name of its entity across the index; whom the user wants shown nowhere stays what the
    /// article calls him, and is no entity.
    pub(crate) fn name_speakers(&mut self, entities: &EntityTable) {
        let quotes = self.articles.iter_mut().flat_map(|article| &mut article.found);
        for speaker in quotes.flat_map(|found| &mut found.quote.speakers) {
            let Some(key) = speaker.key.take() else { continue };
            match entities.giver(&key) {
                Some(giver) if giver == key => speaker.key = Some(key),
                Some(giver) => (speaker.key, speaker.name) = (Some(giver.to_owned()), name_of(giver).to_owned()),
                None => {}
            }
        }
    }
}

/// What is asked: which facts, and from where.
pub(crate) struct Asked {
    /// Which facts.
    pub(crate) wanted: Clause,
    /// In which paragraphs.
    pub(crate) within: Clause,
    /// The query as it prints.
    pub(crate) understood: String,
}

/// Gives the quotations of what is asked.
pub(crate) fn quotations(
    engine: &dyn Engine,
    asked: Asked,
    kinds: &[QuotationKind],
    options: &FindingOptions,
) -> Result<QuotationsPage> {
    let any = Clause::Speech(Speech { test: SpeechTest::All(Vec::new()), kinds: kinds.to_vec() });
    let (wanted, within) = (with_kinds(asked.wanted, kinds), with_kinds(asked.within, kinds));
    let clauses = [wanted.clone(), within.clone(), any];
    let (totals, articles) = find(engine, &clauses, options, &|view| {
        let chosen = chosen(&[&wanted, &within], view, &|clause| match clause {
            Clause::Speech(speech) => {
                let found = speech.found(view);
                Some(places(view.quotes, |part| found.contains(&part.quotation)))
            }
            _ => None,
        });
        let of_kind = view.quotes.iter().enumerate().filter(|(_, part)| kinds.contains(&part.kind));
        let quote = |part: &QuotationPart| FoundQuote {
            no: view.no.0,
            text: part.span.of(view.text).to_owned(),
            quote: QuoteView::of(part),
        };
        let shown = of_kind.filter(|(at, _)| chosen.as_ref().is_none_or(|chosen| chosen.contains(at)));
        shown.map(|(_, part)| quote(part)).collect()
    })?;
    Ok(QuotationsPage {
        schema: "newsidx.quotations/1",
        understood: asked.understood,
        kinds: kinds.to_vec(),
        totals,
        articles,
    })
}

/// Gives the quantities of what is asked.
pub(crate) fn quantities(engine: &dyn Engine, asked: Asked, options: &FindingOptions) -> Result<QuantitiesPage> {
    let any = Clause::Counted(Amounts { keys: Vec::new(), from: None, to: None });
    let Asked { wanted, within, understood } = asked;
    let clauses = [wanted.clone(), within.clone(), any];
    let (totals, articles) = find(engine, &clauses, options, &|view| {
        let chosen = chosen(&[&wanted, &within], view, &|clause| match clause {
            Clause::Counted(amounts) => Some(places(view.quantities, |quantity| amounts.accepts(quantity))),
            _ => None,
        });
        let quantity =
            |quantity: &Quantity| FoundQuantity { no: view.no.0, quantity: QuantityView::of(quantity, view.text) };
        let all = view.quantities.iter().enumerate();
        let shown = all.filter(|(at, _)| chosen.as_ref().is_none_or(|chosen| chosen.contains(at)));
        shown.map(|(_, found)| quantity(found)).collect()
    })?;
    Ok(QuantitiesPage { schema: "newsidx.quantities/1", understood, totals, articles })
}

/// Places of facts in their paragraph.
type Places = BTreeSet<usize>;

fn places<F>(facts: &[F], is_wanted: impl Fn(&F) -> bool) -> Places {
    facts.iter().enumerate().filter(|(_, fact)| is_wanted(fact)).map(|(at, _)| at).collect()
}

/// Gives the facts of a paragraph that the first clause which asks for any asks for; nothing where none asks, so that all
/// are wanted.
fn chosen(
    clauses: &[&Clause],
    view: &AnalysedParagraph<'_>,
    asks: &dyn Fn(&Clause) -> Option<Places>,
) -> Option<Places> {
    clauses.iter().find_map(|clause| asked_in(clause, view, asks))
}

/// Gives the facts that a clause asks for, as far as the paragraph satisfies it by them; nothing where it asks for none, or
/// is satisfied without any.
fn asked_in(clause: &Clause, view: &AnalysedParagraph<'_>, asks: &dyn Fn(&Clause) -> Option<Places>) -> Option<Places> {
    match clause {
        Clause::And(parts) => {
            let asked: Vec<Places> = parts.iter().filter_map(|part| asked_in(part, view, asks)).collect();
            (!asked.is_empty()).then(|| asked.into_iter().flatten().collect())
        }
        Clause::Or(parts) => {
            // Conditions on the article are taken as met: the engine has checked them.
            let met = parts.iter().filter(|part| evaluate(part, view, &|_| true).is_some());
            let asked: Option<Vec<Places>> = met.map(|part| asked_in(part, view, asks)).collect();
            asked.filter(|asked| !asked.is_empty()).map(|asked| asked.into_iter().flatten().collect())
        }
        Clause::Boost(part, _) | Clause::Unscored(part) => asked_in(part, view, asks),
        clause => asks(clause),
    }
}

/// Finds articles and gives what `facts` takes from each paragraph that satisfies all clauses, the headline too.
fn find<F>(
    engine: &dyn Engine,
    clauses: &[Clause],
    options: &FindingOptions,
    facts: &dyn Fn(&AnalysedParagraph<'_>) -> Vec<F>,
) -> Result<(PageTotals, Vec<FindingsOf<F>>)> {
    let plan = Plan { clause: Clause::And(clauses.to_vec()) };
    let options = SearchOptions {
        limit: options.limit,
        sort: options.sort,
        per_article: usize::MAX,
        totals: TotalsMode::Exact,
        ..SearchOptions::default()
    };
    let hits = engine.search(&plan, &options)?;
    let mut analyser = Analyser::new();
    let mut articles = Vec::with_capacity(hits.articles.len());
    for hit in &hits.articles {
        let mut found = Vec::new();
        let mut look = |paragraph: &AnnotatedParagraph, is_found: bool| {
            let words = analyser.term_spans(&paragraph.text, hit.head.language);
            let view = AnalysedParagraph::of(paragraph, &words);
            if is_found || evaluate(&plan.clause, &view, &|_| true).is_some() {
                found.extend(facts(&view));
            }
        };
        let matched = hit.paragraphs.iter().filter(|paragraph| paragraph.matched);
        let mut matched = matched.map(|hit| &hit.paragraph).peekable();
        // Where the body answers, a search leaves the headline out.
        if matched.peek().is_some_and(|first| first.no != ParagraphNo::HEADLINE)
            && let Some(article) = engine.fetch(&hit.head.id)?
            && let Some(headline) = article.paragraphs.first()
        {
            look(headline, false);
        }
        matched.for_each(|paragraph| look(paragraph, true));
        articles.push(article(hit, found));
    }
    let totals = hits.totals.ok_or_else(|| Error::engine("exact totals were asked for and not given"))?;
    Ok((PageTotals::exact(totals), articles))
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
