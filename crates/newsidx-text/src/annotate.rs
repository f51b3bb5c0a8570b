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
        let found = self.recogniser.recognise(&texts, &words, &sentences);
        // A recogniser that answers short loses no paragraph.
        let mentions = found.into_iter().chain(std::iter::repeat_with(Vec::new));
        let read = texts.iter().zip(sentences).zip(mentions);
        let paragraph = |(no, ((text, sentence_ends), mentions)): (usize, ((&&str, _), _))| AnnotatedParagraph {
            no: ParagraphNo(no as u32),
            text: (*text).to_owned(),
            sentence_ends,
            mentions,
            ..AnnotatedParagraph::default()
        };
        let mut paragraphs: Vec<AnnotatedParagraph> = read.enumerate().map(paragraph).collect();
        if language.is_none_or(|language| language == Language::ENGLISH) {
            add_facts(&mut paragraphs, &words, article.published);
        }
        Annotated { article, language, paragraphs }
    }
}

/// Adds what is said, dated and counted, which the word lists know in English alone.
fn add_facts(paragraphs: &mut [AnnotatedParagraph], words: &[Vec<Word>], published: Option<Published>) {
    let read = |(paragraph, words)| {
        let AnnotatedParagraph { text, sentence_ends, mentions, .. }: &AnnotatedParagraph = paragraph;
        Passage::new(text, words, sentence_ends, mentions)
    };
    let passages: Vec<Passage<'_>> = paragraphs.iter().zip(words.iter().map(Vec::as_slice)).map(read).collect();
    let dates = dates::find(&passages, published);
    let quantities = quantity::find(&passages, &dates);
    let quotes = quotation::find(&passages);
    for (paragraph, ((quotes, dates), quantities)) in
        paragraphs.iter_mut().zip(quotes.into_iter().zip(dates).zip(quantities))
    {
        (paragraph.quotes, paragraph.dates, paragraph.quantities) = (quotes, dates, quantities);
    }
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
