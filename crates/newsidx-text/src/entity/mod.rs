//! Entities and their keys. In: the words of an article. Out: mentions, each with a key.
//!
//! The flow: `token` cuts, `known`, `headed`, `person` and `title` read words where they stand, `draft`
//! chooses among them, `resolve` lets the article decide.

mod class;
mod context;
mod draft;
mod evidence;
mod facility;
mod grammar;
mod headed;
mod key;
mod known;
mod lexicon;
mod listed;
mod lists;
mod names;
mod people;
mod person;
mod resolve;
mod rules;
mod surface;
mod title;
mod token;
mod twin;

#[cfg(test)]
mod tests;

pub use key::{EntityKey, EntityKind};
pub use listed::{Listed, country_of, listed, other_names};
pub use rules::RULES;

use crate::mention::Mention;
use crate::word::Word;

use class::Vocabulary;
use draft::Draft;
use token::Tokens;

/// Finds the entities of an article: the seam on which rules, lexicons or a trained model stand.
pub trait Recogniser: Send + Sync {
    /// Gives the mentions of each text, in the order of `texts`; entry 0 is the headline.
    ///
    /// `words[i]` are the words of `texts[i]` and `sentences[i]` the byte ends of its sentences.
    /// The mentions of a text are sorted by span and do not overlap; every span lies on character boundaries.
    fn recognise(&self, texts: &[&str], words: &[Vec<Word>], sentences: &[Vec<u32>]) -> Vec<Vec<Mention>>;
}

/// The first layer: lexicons and rules.
///
/// Every mention carries the name of a rule of [`RULES`]. In English the words around a name count too; in other
/// languages only listed names are found.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleRecogniser;

impl Recogniser for RuleRecogniser {
    fn recognise(&self, texts: &[&str], words: &[Vec<Word>], sentences: &[Vec<u32>]) -> Vec<Vec<Mention>> {
        let paragraphs: Vec<Tokens<'_>> = Vocabulary::lend(|vocabulary| {
            let paragraphs = texts.iter().zip(words).zip(sentences);
            paragraphs.map(|((text, words), sentences)| Tokens::new(text, words, sentences, vocabulary)).collect()
        });
        let grammar = grammar::grammar(&paragraphs);
        let drafts: Vec<Draft> =
            paragraphs.iter().enumerate().flat_map(|(number, tokens)| draft::drafts(tokens, number, grammar)).collect();
        let article = resolve::Article::new(&paragraphs, &drafts);
        let mut mentions = vec![Vec::new(); texts.len()];
        for draft in &drafts {
            if let Some((list, mention)) = mentions.get_mut(draft.paragraph).zip(article.mention(draft)) {
                list.push(mention);
            }
        }
        mentions
    }
}
