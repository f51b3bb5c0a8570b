//! Words already analysed. In: a word as written. Out: its tokens, ready to be appended.
//! Knows nothing of the rules: it stores what it is given.

use std::collections::HashMap;

/// The bytes of tokens and the number of words above which everything is forgotten: some 30 MB in all.
const MOST_BYTES: usize = 8 << 20;
const MOST_WORDS: usize = 1 << 18;

/// The tokens of the words of one language. News repeats itself: 50 words are written for each distinct one.
#[derive(Debug, Default)]
pub(super) struct Memo {
    places: HashMap<Box<str>, Place>,
    tokens: String,
}

/// Where the tokens of a word stand, and the length of the first of them.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: u32,
    end: u32,
    exact_len: u32,
}

impl Memo {
    /// Gives the tokens of `word` and the length of the first; calls `write` for those only when they are not known.
    pub(super) fn tokens(&mut self, word: &str, write: impl FnOnce(&mut String) -> usize) -> (&str, usize) {
        let place = match self.places.get(word) {
            Some(place) => *place,
            None => self.remember(word, write),
        };
        let tokens = self.tokens.get(place.start as usize..place.end as usize).unwrap_or_default();
        (tokens, place.exact_len as usize)
    }

    #[cold]
    fn remember(&mut self, word: &str, write: impl FnOnce(&mut String) -> usize) -> Place {
        // Forgetting all at once keeps what is common: it is seen again soon.
        if self.tokens.len() > MOST_BYTES || self.places.len() > MOST_WORDS {
            self.places.clear();
            self.tokens.clear();
        }
        let start = self.tokens.len();
        let exact_len = write(&mut self.tokens);
        let place = Place { start: start as u32, end: self.tokens.len() as u32, exact_len: exact_len as u32 };
        self.places.insert(word.into(), place);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_written_once() {
        let mut memo = Memo::default();
        let mut written = 0;
        for _ in 0..3 {
            let known = memo.tokens("Drones", |out| {
                written += 1;
                out.push_str("drones\t/en/drone");
                6
            });
            assert_eq!(known, ("drones\t/en/drone", 6));
        }
        assert_eq!(written, 1);
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut memo = Memo::default();
        let long = "a".repeat(MOST_BYTES / 4);
        for word in ["a", "b", "c", "d", "e", "f", "g"] {
            let write = |out: &mut String| {
                out.push_str(&long);
                1
            };
            assert_eq!(memo.tokens(word, write), (long.as_str(), 1));
        }
        assert!(memo.tokens.len() <= MOST_BYTES + long.len() && memo.places.len() < 7);
    }
}
