//! Entities and their keys. In: the words of an article. Out: mentions, each with a key.
//!
//! The flow: `token` cuts, `known`, `headed`, `person` and `title` read words where they stand, `draft`
//! chooses among them, `resolve` lets the article decide.

mod class;
mod context;
mod draft;
mod elsewhere;
mod evidence;
mod facility;
mod families;
mod firm;
mod grammar;
pub(crate) mod hash;
mod headed;
mod key;
mod known;
pub(crate) mod lexicon;
mod listed;
pub(crate) mod lists;
mod merge;
mod names;
mod people;
mod person;
mod region;
mod resolve;
mod rules;
mod sense;
mod short;
mod surface;
mod tagged;
pub mod tagger;
mod title;
mod token;
mod twin;

#[cfg(test)]
mod tests;

pub use key::{EntityKey, EntityKind};
pub use listed::{Listed, country_of, family_name_first, listed, may_be_name, other_names};
pub use region::{holding_places, region_of, regions_named};
pub use rules::{RULES, meaning};

use crate::mention::Mention;
use crate::word::Word;

use class::Vocabulary;
use draft::Draft;
use grammar::Grammar;
use tagger::{Coarse, Model};
use token::Tokens;

/// Finds the entities of an article: the seam on which rules, lexicons or a trained model stand.
pub trait Recogniser: Send + Sync {
    /// Gives the mentions of each text, in the order of `texts`; entry 0 is the headline.
    ///
    /// `words[i]` are the words of `texts[i]` and `sentences[i]` the byte ends of its sentences.
    /// The mentions of a text are sorted by span and do not overlap; every span lies on character boundaries.
    fn recognise(&self, texts: &[&str], words: &[Vec<Word>], sentences: &[Vec<u32>]) -> Vec<Vec<Mention>>;

    /// Tells how it weighed some spans of the text `paragraph`, each given as words: first, and one past the last.
    ///
    /// One answer a span; none where it weighs nothing, as rules do.
    fn readings(
        &self,
        texts: &[&str],
        words: &[Vec<Word>],
        sentences: &[Vec<u32>],
        paragraph: usize,
        spans: &[(u32, u32)],
    ) -> Vec<Option<Explanation>> {
        let _ = (texts, words, sentences, paragraph);
        vec![None; spans.len()]
    }
}

/// The first layer: lexicons and rules.
///
/// Every mention carries the name of a rule of [`RULES`]. In English the words around a name count too; in other
/// languages only listed names are found.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleRecogniser;

impl Recogniser for RuleRecogniser {
    fn recognise(&self, texts: &[&str], words: &[Vec<Word>], sentences: &[Vec<u32>]) -> Vec<Vec<Mention>> {
        let paragraphs = cut(texts, words, sentences);
        let drafts = all_drafts(&paragraphs, grammar::grammar(&paragraphs));
        mentions(&paragraphs, &drafts)
    }
}

/// The second layer: the trained tagger over lexicons and rules.
///
/// In English the tagger decides which words are names and of what coarse type; lexicons and rules give subtypes and
/// keys, and find what the tagger has seen too little of. Texts in other languages are left to the rules.
#[derive(Clone, Debug)]
pub struct TaggerRecogniser {
    model: Model,
}

/// What the tagger thinks of a span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Explanation {
    /// The best reading; none where the span is no name.
    pub best: Option<Coarse>,
    /// The next best.
    pub runner_up: Option<Coarse>,
    /// By how much the best is better, as the natural logarithm of the odds.
    pub margin: f32,
}

impl TaggerRecogniser {
    /// Takes a model.
    pub fn new(model: Model) -> Self {
        Self { model }
    }
}

impl Recogniser for TaggerRecogniser {
    fn recognise(&self, texts: &[&str], words: &[Vec<Word>], sentences: &[Vec<u32>]) -> Vec<Vec<Mention>> {
        let paragraphs = cut(texts, words, sentences);
        let grammar = grammar::grammar(&paragraphs);
        let mut drafts = all_drafts(&paragraphs, grammar);
        if grammar == Grammar::English {
            let tagged = tagger::tag(&self.model, &paragraphs, sentences, &drafts);
            drafts = merge::merge(&paragraphs, drafts, &tagged);
        }
        mentions(&paragraphs, &drafts)
    }

    fn readings(
        &self,
        texts: &[&str],
        words: &[Vec<Word>],
        sentences: &[Vec<u32>],
        paragraph: usize,
        spans: &[(u32, u32)],
    ) -> Vec<Option<Explanation>> {
        let paragraphs = cut(texts, words, sentences);
        let grammar = grammar::grammar(&paragraphs);
        let Some(tokens) = paragraphs.get(paragraph).filter(|_| grammar == Grammar::English) else {
            return vec![None; spans.len()];
        };
        // Words come in order, so the first token of each is found by halving.
        let places: Vec<u32> = tokens.iter().map(|token| token.word).collect();
        let at = |word: u32| places.partition_point(|place| *place < word);
        let spans: Vec<_> = spans.iter().map(|(first, end)| at(*first)..at(*end)).collect();
        let drafts = all_drafts(&paragraphs, grammar);
        let readings = tagger::explain(&self.model, &paragraphs, sentences, &drafts, paragraph, &spans);
        readings.iter().map(|readings| best_two(readings)).collect()
    }
}

fn best_two(readings: &[(Option<Coarse>, f32)]) -> Option<Explanation> {
    match readings {
        [(best, score), (runner_up, next), ..] => {
            Some(Explanation { best: *best, runner_up: *runner_up, margin: score - next })
        }
        _ => None,
    }
}

fn cut<'a>(texts: &[&'a str], words: &[Vec<Word>], sentences: &[Vec<u32>]) -> Vec<Tokens<'a>> {
    Vocabulary::lend(|vocabulary| {
        let paragraphs = texts.iter().zip(words).zip(sentences);
        paragraphs.map(|((text, words), sentences)| Tokens::new(text, words, sentences, vocabulary)).collect()
    })
}

fn all_drafts(paragraphs: &[Tokens<'_>], grammar: Grammar) -> Vec<Draft> {
    paragraphs.iter().enumerate().flat_map(|(number, tokens)| draft::drafts(tokens, number, grammar)).collect()
}

fn mentions(paragraphs: &[Tokens<'_>], drafts: &[Draft]) -> Vec<Vec<Mention>> {
    let article = resolve::Article::new(paragraphs, drafts);
    let mut mentions = vec![Vec::new(); paragraphs.len()];
    for draft in drafts {
        if let Some((list, mention)) = mentions.get_mut(draft.paragraph).zip(article.mention(draft)) {
            list.push(mention);
        }
    }
    mentions
}
