//! Why a paragraph's mentions are what they are. In: a stored article and a paragraph. Out: each mention with its reason.

use newsidx_text::entity::{Explanation, meaning};
use newsidx_text::{AnnotatedParagraph, Annotator, ParagraphNo};
use serde::Serialize;

use crate::engine::{ArticleId, StoredArticle};
use crate::page::MentionView;

/// The reasons for the mentions of one paragraph.
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
}

/// One mention with its reason.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedMention {
    /// The mention.
    #[serde(flatten)]
    pub mention: MentionView,
    /// What its rule means; nothing for a rule of another program.
    pub why: Option<&'static str>,
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
    })
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
        why: meaning(&mention.rule),
        model: reading.map(ModelReading::from),
    });
    explained.collect()
}
