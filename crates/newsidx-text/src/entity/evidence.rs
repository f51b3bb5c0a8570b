//! What the whole article says of a word. In: drafts and their contexts. Out: for each single word, how it is used.
//! Must not decide anything.

use std::collections::HashMap;

use super::context::Context;

/// How a word is used over the article, where its capital proves something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Use {
    /// After a title.
    pub(super) titled: u32,
    /// As subject of speech, or described as a person.
    pub(super) personal: u32,
    /// After `in` and the like.
    pub(super) located: u32,
    /// After `the`.
    pub(super) article: u32,
    /// Where nothing but a name is capitalised.
    pub(super) proven: u32,
}

/// The uses of the words of one article.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    uses: HashMap<String, Use>,
}

impl Evidence {
    /// Counts one use of a word.
    pub(super) fn count(&mut self, word: &str, context: Context, titled: bool) {
        let seen = self.uses.entry(word.to_owned()).or_default();
        seen.titled += u32::from(titled);
        seen.personal += u32::from(context.speaks || context.described);
        seen.located += u32::from(context.located);
        seen.article += u32::from(context.article);
        seen.proven += u32::from(!context.opens);
    }

    /// Gives the uses of a word.
    pub(super) fn of(&self, word: &str) -> Use {
        self.uses.get(word).copied().unwrap_or_default()
    }
}
