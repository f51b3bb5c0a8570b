//! What a query asks for. In: typed words. Out: the tokens that stand for them in an index.

use super::token::{self, Form};
use super::{Analyser, compound};
use crate::language::Language;
use crate::span::Span;
use crate::stem::Stemmer;
use crate::word::{self, Word};

/// A word of a query, analysed as far as it can be without knowing the language of what it is looked for in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryWord {
    /// Its bytes in the query.
    pub span: Span,
    /// The exact token: `US` for `U.S.`, `us` for `us`.
    pub exact: String,
    /// The word in lower case with its accents, where it has any.
    pub accented: Option<String>,
    /// The whole of the compound that this word is the first part of, an exact token: `us-proposed`.
    pub compound: Option<String>,
}

impl Analyser {
    /// Analyses the words of a query; entry `n` stands `n` positions after the first.
    pub fn query_words(&self, text: &str) -> Vec<QueryWord> {
        let words: Vec<Word> = word::words(text).collect();
        let mut rest = words.as_slice();
        let mut parts_left = 0_usize;
        let mut found = Vec::with_capacity(words.len());
        while let Some((word, after)) = rest.split_first() {
            let mut compound = None;
            if parts_left == 0 {
                let parts = compound::parts(text, rest);
                compound = whole(text, parts);
                parts_left = parts.len();
            }
            let Form { exact, accented, .. } = Form::of(word.span.of(text));
            found.push(QueryWord { span: word.span, exact, accented, compound });
            parts_left = parts_left.saturating_sub(1);
            rest = after;
        }
        found
    }

    /// Gives the tokens which together match every inflected form of `word` in articles of `languages`.
    ///
    /// For a language in which the word has no stem that is the exact token; with `unknown_too` that token is added,
    /// because articles of no known language have no other. The tokens are sorted, each once.
    pub fn stem_terms(&self, word: &QueryWord, languages: &[Language], unknown_too: bool) -> Vec<String> {
        let mut terms: Vec<String> = languages.iter().flat_map(|language| terms_in(word, *language)).collect();
        if unknown_too {
            terms.push(word.exact.clone());
        }
        terms.sort_unstable();
        terms.dedup();
        terms
    }
}

fn terms_in(word: &QueryWord, language: Language) -> Vec<String> {
    let stems = Stemmer::for_language(language)
        .map(|stemmer| token::stem_tokens(&word.exact, word.accented.as_deref(), stemmer))
        .unwrap_or_default();
    if stems.is_empty() { vec![word.exact.clone()] } else { stems }
}

fn whole(text: &str, parts: &[Word]) -> Option<String> {
    let mut whole = String::new();
    let exact = |word: &str, out: &mut String| {
        let exact = Form::of(word).exact;
        out.push_str(&exact);
        exact.len()
    };
    compound::write_whole(parts.iter().map(|part| part.span.of(text)), exact, &mut whole);
    whole.strip_prefix('\t').map(str::to_owned)
}
