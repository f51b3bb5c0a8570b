//! The tokenizer of the embedded index. In: a token stream that was analysed before. Out: its tokens.
//!
//! Handing tantivy ready tokens one by one costs 2.2 to 2.5 times the CPU (a heap string a token); a flat stream
//! that is only cut at separators costs almost nothing and keeps the analysis on our side of the seam.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which the tokenizer is registered.
pub(super) const TOKEN_STREAM: &str = "newsidx_stream_1";

/// Ends a position.
pub(super) const NEXT_POSITION: char = '\n';
/// Separates tokens of one position.
pub(super) const SAME_POSITION: char = '\t';

/// Cuts a stream into its tokens.
#[derive(Clone, Default)]
pub(super) struct StreamTokenizer {
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

/// The tokens of one stream.
pub(super) struct StreamTokens<'a> {
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
            if rest.starts_with(NEXT_POSITION) {
                self.position += 1;
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_cut_at_separators() {
        let check = |stream: &str, expected: &[(usize, &str)]| {
            let mut tokenizer = StreamTokenizer::default();
            let mut tokens = tokenizer.token_stream(stream);
            let mut found = Vec::new();
            while tokens.advance() {
                found.push((tokens.token().position, tokens.token().text.clone()));
            }
            let expected: Vec<(usize, String)> = expected.iter().map(|(at, text)| (*at, (*text).to_owned())).collect();
            assert_eq!(found, expected, "{stream:?}");
        };
        check("", &[]);
        check("a", &[(0, "a")]);
        check("a\tb\nc", &[(0, "a"), (0, "b"), (1, "c")]);
        check("a\n\n\nd\n", &[(0, "a"), (3, "d")]);
    }
}
