//! Entities and their keys. In: the words of an article. Out: mentions, each with a key.

mod key;

pub use key::{EntityKey, EntityKind};

use crate::mention::Mention;
use crate::word::Word;

/// Finds the entities of an article: the seam on which rules, lexicons or a trained model stand.
pub trait Recogniser: Send + Sync {
    /// Gives the mentions of each text, in the order of `texts`; entry 0 is the headline.
    ///
    /// `words[i]` are the words of `texts[i]` and `sentences[i]` the byte ends of its sentences.
    /// The mentions of a text are sorted by span and do not overlap; every span lies on character boundaries.
    fn recognise(&self, texts: &[&str], words: &[Vec<Word>], sentences: &[Vec<u32>]) -> Vec<Vec<Mention>>;
}

/// The first layer: lexicons and rules.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleRecogniser;

impl Recogniser for RuleRecogniser {
    fn recognise(&self, texts: &[&str], _words: &[Vec<Word>], _sentences: &[Vec<u32>]) -> Vec<Vec<Mention>> {
        vec![Vec::new(); texts.len()]
    }
}
