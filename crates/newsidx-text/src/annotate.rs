//! The whole pass over an article. In: an [`Article`]. Out: an [`Annotated`] with everything understood.

use serde::{Deserialize, Serialize};

use crate::article::{Article, ParagraphNo};
use crate::dates::{self, DateMention};
use crate::day::Published;
use crate::entity::{Explanation, Recogniser, RuleRecogniser};
#[cfg(feature = "model")]
use crate::entity::{TaggerRecogniser, tagger::Model};
use crate::language::{self, Language};
use crate::mention::Mention;
use crate::passage::Passage;
use crate::quantity::{self, Quantity};
use crate::quotation::{self, QuotationPart};
use crate::sentence;
use crate::word::{self, Word};

/// An article with what was understood of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// The article as read.
    pub article: Article,
    /// The language its words were analysed in: stated by the article, else found.
    pub language: Option<Language>,
    /// The headline and then the body, in order: entry `n` is paragraph number `n`.
    pub paragraphs: Vec<AnnotatedParagraph>,
}

/// What was understood of one paragraph; all offsets are bytes of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnotatedParagraph {
    /// Its number: 0 is the headline.
    pub no: ParagraphNo,
    /// The text, exactly as read.
    #[serde(skip)]
    pub text: String,
    /// Where each sentence ends; the last one ends with the text.
    pub sentence_ends: Vec<u32>,
    /// The entities named, in order of their spans; spans never overlap.
    pub mentions: Vec<Mention>,
    /// The parts of quotations, in order of their spans.
    pub quotes: Vec<QuotationPart>,
    /// The dates named, in order of their spans; spans never overlap.
    pub dates: Vec<DateMention>,
    /// What is counted or measured, in order of the spans; spans never overlap.
    pub quantities: Vec<Quantity>,
}

/// Understands articles: splits, recognises and resolves. Cheap to share between threads.
pub struct Annotator {
    recogniser: Box<dyn Recogniser>,
}

impl Default for Annotator {
    fn default() -> Self {
        Self::with_recogniser(recogniser())
    }
}

/// The tagger over the rules.
#[cfg(feature = "model")]
fn recogniser() -> Box<dyn Recogniser> {
    match Model::embedded() {
        Ok(model) => Box::new(TaggerRecogniser::new(model)),
        // The model is a part of the program and a test holds that it is read, so this answers only a broken build.
        Err(_) => Box::new(RuleRecogniser),
    }
}

/// The rules alone.
#[cfg(not(feature = "model"))]
fn recogniser() -> Box<dyn Recogniser> {
    Box::new(RuleRecogniser)
}

impl Annotator {
    /// Makes an annotator around another way of finding entities.
    pub fn with_recogniser(recogniser: Box<dyn Recogniser>) -> Self {
        Self { recogniser }
    }

    /// Tells how some spans of a paragraph were weighed, each given as words: first, and one past the last.
    ///
    /// The article is read anew, so that nothing is paid for reasons that nobody asks for. One answer a span; none where
    /// rules alone decide.
    pub fn readings(
        &self,
        article: &Article,
        paragraph: ParagraphNo,
        spans: &[(u32, u32)],
    ) -> Vec<Option<Explanation>> {
        let texts = texts(article);
        let (words, sentences) = split(&texts);
        self.recogniser.readings(&texts, &words, &sentences, paragraph.0 as usize, spans)
    }

    /// Annotates one article; never fails, whatever the text holds.
    pub fn annotate(&self, article: Article) -> Annotated {
        let language = language::of_article(&article);
        let texts = texts(&article);
        let (words, sentences) = split(&texts);
        let mentions = self.recogniser.recognise(&texts, &words, &sentences);
        let mut paragraphs = facts(&texts, &words, &sentences, &mentions, article.published);
        for ((paragraph, sentence_ends), mentions) in paragraphs.iter_mut().zip(sentences).zip(mentions) {
            (paragraph.sentence_ends, paragraph.mentions) = (sentence_ends, mentions);
        }
        Annotated { article, language, paragraphs }
    }
}

/// Finds what is said, dated and counted; sentence ends and mentions are left to whoever made them.
fn facts(
    texts: &[&str],
    words: &[Vec<Word>],
    sentences: &[Vec<u32>],
    mentions: &[Vec<Mention>],
    published: Option<Published>,
) -> Vec<AnnotatedParagraph> {
    let read = texts.iter().zip(words).zip(sentences.iter().zip(mentions));
    let passages: Vec<Passage<'_>> =
        read.map(|((text, words), (ends, mentions))| Passage::new(text, words, ends, mentions)).collect();
    let dates = dates::find(&passages, published);
    let quantities = quantity::find(&passages, &dates);
    let found = quotation::find(&passages).into_iter().zip(dates).zip(quantities);
    let paragraph = |(no, ((quotes, dates), quantities)): (usize, ((_, _), _))| AnnotatedParagraph {
        no: ParagraphNo(no as u32),
        text: texts.get(no).copied().unwrap_or_default().to_owned(),
        quotes,
        dates,
        quantities,
        ..AnnotatedParagraph::default()
    };
    found.enumerate().map(paragraph).collect()
}

/// The headline and then the body.
fn texts(article: &Article) -> Vec<&str> {
    std::iter::once(article.title.as_str()).chain(article.paragraphs.iter().map(String::as_str)).collect()
}

/// Gives the words of each text and where its sentences end.
fn split(texts: &[&str]) -> (Vec<Vec<Word>>, Vec<Vec<u32>>) {
    let words = texts.iter().map(|text| word::words(text).collect()).collect();
    (words, texts.iter().map(|text| sentence::ends(text)).collect())
}
