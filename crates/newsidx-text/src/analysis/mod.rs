//! What the index stores for a paragraph and what a query asks. In: text and language. Out: tokens at positions.
//! Knows nothing of any index: a token is a string, a position a number.
//!
//! A token is **exact**, the folded word without its possessive ending (`drones`), or a **stem**, `/` + language
//! code + `/` + stem (`/en/drone`). No exact token starts with `/`, and none holds white space.
//! - Each word takes one position and stands there as its exact token. Where the language has a stemmer, a word of
//!   letters that is no function word stands there as its stem too; a word with accents may have a second stem, that
//!   of its form without them, so that it is found however it is typed.
//! - Words joined by one hyphen take successive positions, and the whole (`us-proposed`) stands at the first too. So a
//!   token with `n` hyphens covers `n + 1` positions.
//! - A dotted acronym is the same as one in capitals: `U.S.` is `US`. Where its lower case is a common word it keeps
//!   its capitals, has no stem and never equals `us`; any other folds like a word (`NATO` is `nato`).
//! - In a paragraph without lower-case letters, capitals tell nothing: such a word stands there both as the acronym
//!   and as the word.

mod compound;
mod memo;
mod query;
mod token;

use std::collections::BTreeMap;

use memo::Memo;
pub use query::QueryWord;
use token::{Capitals, write_tokens};

use crate::fold::strip_possessive;
use crate::language::Language;
use crate::span::Span;
use crate::stem::Stemmer;
use crate::word::{self, Word};

/// Turns text into tokens; one a thread, because it remembers the words that it has seen.
///
/// # Examples
///
/// ```
/// use newsidx_text::Language;
/// use newsidx_text::analysis::{Analyser, decode};
///
/// let mut stream = String::new();
/// Analyser::new().index_stream("The drones", Some(Language::ENGLISH), &mut stream);
/// assert!(decode(&stream).eq([(0, "the"), (1, "drones"), (1, "/en/drone")]));
/// ```
#[derive(Debug, Default)]
pub struct Analyser {
    memos: BTreeMap<(Option<Language>, Capitals), Memo>,
    /// The words of the paragraph at hand, kept to save its allocation.
    words: Vec<Word>,
}

impl Analyser {
    /// Makes an analyser that has seen nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends the tokens of a paragraph to `out`, for [`decode`] to read back, and gives the number of positions.
    ///
    /// Tokens at one position are separated by tabs, positions by line breaks; the exact token comes first.
    /// The same text in the same language always gives the same stream, whatever was analysed before.
    pub fn index_stream(&mut self, text: &str, language: Option<Language>, out: &mut String) -> u32 {
        let stemmer = language.and_then(Stemmer::for_language);
        let capitals = Capitals::of(text);
        let memo = self.memos.entry((stemmer.map(|stemmer| stemmer.language()), capitals)).or_default();
        self.words.clear();
        self.words.extend(word::words(text));
        let mut tokens_of = |word: &str, out: &mut String| {
            let (tokens, exact_len) = memo.tokens(word, |out| write_tokens(word, stemmer, capitals, out));
            out.push_str(tokens);
            exact_len
        };
        let mut rest = self.words.as_slice();
        let mut parts_left = 0_usize;
        while let Some((word, after)) = rest.split_first() {
            if rest.len() < self.words.len() {
                out.push('\n');
            }
            tokens_of(word.span.of(text), out);
            if parts_left == 0 {
                let parts = compound::parts(text, rest);
                compound::write_whole(parts.iter().map(|part| part.span.of(text)), &mut tokens_of, out);
                parts_left = parts.len();
            }
            parts_left = parts_left.saturating_sub(1);
            rest = after;
        }
        self.words.len() as u32
    }

    /// Gives, for each position of a paragraph, the word without its possessive ending and its tokens.
    ///
    /// The tokens are those of [`Self::index_stream`]; the whole of a compound stands at its first part, under whose
    /// span it is listed.
    pub fn term_spans(&mut self, text: &str, language: Option<Language>) -> Vec<(Span, Vec<String>)> {
        let mut stream = String::new();
        self.index_stream(text, language, &mut stream);
        let tokens =
            |position: &str| position.split('\t').filter(|token| !token.is_empty()).map(str::to_owned).collect();
        self.words
            .iter()
            .zip(stream.split('\n'))
            .map(|(word, at)| (without_possessive(text, word.span), tokens(at)))
            .collect()
    }
}

/// Reads a stream of [`Analyser::index_stream`]: each token with its position, in order.
pub fn decode(stream: &str) -> impl Iterator<Item = (u32, &str)> {
    (0..).zip(stream.split('\n')).flat_map(|(position, tokens)| {
        tokens.split('\t').filter(|token| !token.is_empty()).map(move |token| (position, token))
    })
}

fn without_possessive(text: &str, span: Span) -> Span {
    Span { start: span.start, end: span.start + strip_possessive(span.of(text)).len() as u32 }
}

#[cfg(test)]
mod tests;
