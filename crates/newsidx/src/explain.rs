//! Why a paragraph's mentions and facts are what they are. In: a stored article and a paragraph. Out: each with its reason.

use newsidx_text::entity::{Explanation, meaning};
use newsidx_text::{AnnotatedParagraph, Annotator, ParagraphNo, QuotationPart, Rule, dates, quantity, quotation};
use serde::Serialize;

use crate::engine::{ArticleId, StoredArticle};
use crate::fact_views::{DateView, FactsView, QuantityView, QuoteView};
use crate::page::MentionView;

/// The reasons for what was understood of one paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedPage {
    /// `newsidx.explained/1`.
    pub schema: &'static str,
    /// The article.
    pub article: ArticleId,
    /// The number of the paragraph; 0 is the headline.
    pub no: u32,
    /// Its text; all offsets are bytes of it.
    pub text: String,
    /// The entities it names, each with its reason.
    pub mentions: Vec<ExplainedMention>,
    /// The parts of quotations in it, each with its reason.
    pub quotes: Vec<Explained<QuoteView>>,
    /// The dates it names.
    pub dates: Vec<Explained<DateView>>,
    /// What it counts or measures.
    pub quantities: Vec<Explained<QuantityView>>,
}

/// A fact with its reasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explained<F> {
    /// The fact.
    #[serde(flatten)]
    pub fact: F,
    /// What its rule means, and then those of its speakers; a rule of another program is left out.
    pub why: Vec<Reason>,
}

/// What a rule means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The rule.
    pub rule: String,
    /// What it means.
    pub meaning: &'static str,
}

/// One mention with its reason.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedMention {
    /// The mention.
    #[serde(flatten)]
    pub mention: MentionView,
    /// What its rule means; a rule of another program is left out.
    pub why: Vec<Reason>,
    /// How the trained model weighed the words; nothing where rules alone decide.
    pub model: Option<ModelReading>,
}

/// How the trained model weighed some words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModelReading {
    /// The type it found likeliest; nothing where it saw no name.
    pub best: Option<&'static str>,
    /// The next likeliest.
    pub runner_up: Option<&'static str>,
    /// How many times likelier the best is than the next, by the model's own measure.
    pub odds: f64,
}

impl From<Explanation> for ModelReading {
    fn from(reading: Explanation) -> Self {
        let name = |coarse: newsidx_text::entity::tagger::Coarse| coarse.name();
        // Beyond a million to one a model knows nothing of its own certainty.
        let odds = f64::from(reading.margin).exp().min(1e6);
        Self { best: reading.best.map(name), runner_up: reading.runner_up.map(name), odds }
    }
}

/// Explains a paragraph; nothing where the article has none of that number.
pub(crate) fn explain(stored: &StoredArticle, no: u32, annotator: &Annotator) -> Option<ExplainedPage> {
    let paragraph = stored.paragraphs.iter().find(|paragraph| paragraph.no.0 == no)?;
    Some(ExplainedPage {
        schema: "newsidx.explained/1",
        article: stored.head.id.clone(),
        no,
        text: paragraph.text.clone(),
        mentions: mentions(stored, paragraph, annotator),
        quotes: paragraph.quotes.iter().map(quote).collect(),
        dates: explained(&paragraph.dates, FactsView::of(paragraph).dates, |date| reason(&date.rule, dates::meaning)),
        quantities: explained(&paragraph.quantities, FactsView::of(paragraph).quantities, |quantity| {
            reason(&quantity.rule, quantity::meaning)
        }),
    })
}

fn quote(part: &QuotationPart) -> Explained<QuoteView> {
    let rules = std::iter::once(&part.rule).chain(part.speakers.iter().map(|speaker| &speaker.rule));
    let why = rules.filter_map(|rule| reason(rule, quotation::meaning)).collect();
    Explained { fact: QuoteView::of(part), why }
}

fn explained<F, V>(facts: &[F], views: Vec<V>, why: impl Fn(&F) -> Option<Reason>) -> Vec<Explained<V>> {
    let pairs = facts.iter().zip(views);
    pairs.map(|(found, fact)| Explained { fact, why: why(found).into_iter().collect() }).collect()
}

fn reason(rule: &Rule, meaning: fn(&Rule) -> Option<&'static str>) -> Option<Reason> {
    Some(Reason { rule: rule.to_string(), meaning: meaning(rule)? })
}

fn mentions(stored: &StoredArticle, paragraph: &AnnotatedParagraph, annotator: &Annotator) -> Vec<ExplainedMention> {
    let mut article = stored.head.article.clone();
    article.paragraphs = stored.paragraphs.iter().skip(1).map(|paragraph| paragraph.text.clone()).collect();
    let spans: Vec<(u32, u32)> = paragraph.mentions.iter().map(|mention| mention.words).collect();
    let readings = annotator.readings(&article, ParagraphNo(paragraph.no.0), &spans);
    // A recogniser that answers short takes no mention away.
    let readings = readings.into_iter().chain(std::iter::repeat(None));
    let explained = paragraph.mentions.iter().zip(readings).map(|(mention, reading)| ExplainedMention {
        mention: MentionView::of(mention, &paragraph.text),
        why: reason(&mention.rule, meaning).into_iter().collect(),
        model: reading.map(ModelReading::from),
    });
    explained.collect()
}
