//! Tokenizers for the indexes of raw tantivy. In: text, or a stream that newsidx analysed. Out: tokens.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};
use tantivy::Index;
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer,
};

/// Words in lower case.
pub(crate) const PLAIN: &str = "plain";
/// Their English stems: what tantivy's own `en_stem` does, whose feature this workspace leaves out.
pub(crate) const STEMMED: &str = "stemmed";
/// Streams of [`newsidx::text::analysis::Analyser::index_stream`].
pub(crate) const STREAM: &str = "newsidx_stream_1";

pub(crate) fn register(index: &Index) {
    let tokenizers = index.tokenizers();
    tokenizers.register(PLAIN, plain());
    tokenizers.register(STEMMED, stemmed());
    tokenizers.register(STREAM, TextAnalyzer::from(StreamTokenizer::default()));
}

pub(crate) fn plain() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default()).filter(RemoveLongFilter::limit(255)).filter(LowerCaser).build()
}

pub(crate) fn stemmed() -> TextAnalyzer {
    let stem = Stem(Stemmer::new(Algorithm::English));
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(255))
        .filter(LowerCaser)
        .filter(stem)
        .build()
}

/// Stems each token anew, as tantivy's filter does.
#[derive(Clone)]
struct Stem(Stemmer);

impl TokenFilter for Stem {
    type Tokenizer<T: Tokenizer> = StemTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> StemTokenizer<T> {
        StemTokenizer { inner, stemmer: self.0 }
    }
}

#[derive(Clone)]
struct StemTokenizer<T> {
    inner: T,
    stemmer: Stemmer,
}

impl<T: Tokenizer> Tokenizer for StemTokenizer<T> {
    type TokenStream<'a> = StemTokens<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemTokens { inner: self.inner.token_stream(text), stemmer: self.stemmer, buffer: String::new() }
    }
}

struct StemTokens<T> {
    inner: T,
    stemmer: Stemmer,
    buffer: String,
}

impl<T: TokenStream> TokenStream for StemTokens<T> {
    fn advance(&mut self) -> bool {
        let more = self.inner.advance();
        if more {
            let token = self.inner.token_mut();
            match self.stemmer.stem(&token.text) {
                Cow::Owned(stem) => token.text = stem,
                Cow::Borrowed(stem) => {
                    self.buffer.clear();
                    self.buffer.push_str(stem);
                    std::mem::swap(&mut token.text, &mut self.buffer);
                }
            }
        }
        more
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}

/// Cuts a stream at its separators, as newsidx does: tabs between tokens of one position, line breaks between positions.
#[derive(Clone, Default)]
struct StreamTokenizer {
    token: Token,
}

impl Tokenizer for StreamTokenizer {
    type TokenStream<'a> = StreamTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> StreamTokens<'a> {
        self.token.reset();
        self.token.position = 0;
        StreamTokens { rest: text, position: 0, token: &mut self.token }
    }
}

struct StreamTokens<'a> {
    rest: &'a str,
    position: usize,
    token: &'a mut Token,
}

impl TokenStream for StreamTokens<'_> {
    fn advance(&mut self) -> bool {
        while !self.rest.is_empty() {
            let end = self.rest.bytes().position(|byte| byte == b'\n' || byte == b'\t').unwrap_or(self.rest.len());
            let (text, rest) = self.rest.split_at(end);
            let here = self.position;
            self.position += usize::from(rest.starts_with('\n'));
            self.rest = rest.get(1..).unwrap_or_default();
            if !text.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(text);
                self.token.position = here;
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
