//! Words already analysed. In: a word as written. Out: its tokens, ready to be appended.
//! Knows nothing of the rules: it stores what it is given.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

/// The bytes of tokens and the number of words above which everything is forgotten: some 30 MB in all.
const MOST_BYTES: usize = 8 << 20;
const MOST_WORDS: usize = 1 << 18;

/// The tokens of the words of one language. News repeats itself: 50 words are written for each distinct one.
#[derive(Debug, Default)]
pub(super) struct Memo {
    places: HashMap<Box<str>, Place, WordHash>,
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

/// Hashes words of some six bytes, for which the default hash takes as long as all the rest of a look-up.
#[derive(Clone, Debug)]
struct WordHash {
    /// Differs from one memo to the next, so that no text can be written to make its words collide.
    seed: u64,
}

impl Default for WordHash {
    fn default() -> Self {
        Self { seed: RandomState::new().hash_one(0) }
    }
}

impl BuildHasher for WordHash {
    type Hasher = WordHasher;

    fn build_hasher(&self) -> WordHasher {
        WordHasher(self.seed)
    }
}

struct WordHasher(u64);

impl WordHasher {
    /// Folds both halves of a product, so that each bit of the input reaches each bit of the hash.
    #[inline]
    fn mix(&mut self, value: u64) {
        let product = u128::from(self.0 ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
        self.0 = product as u64 ^ (product >> 64) as u64;
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.mix(u64::from_le_bytes(*chunk));
        }
        let last = rest.iter().fold(rest.len() as u64, |last, byte| last << 8 | u64::from(*byte));
        self.mix(last);
    }

    #[inline]
    fn write_u8(&mut self, _end_of_str: u8) {}

    #[inline]
    fn finish(&self) -> u64 {
        self.0
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
    fn words_do_not_take_the_place_of_others() {
        let mut memo = Memo::default();
        let words: Vec<String> = (0..10_000).map(|number| format!("w{number}")).collect();
        for _ in 0..2 {
            for word in &words {
                let write = |out: &mut String| {
                    out.push_str(word);
                    word.len()
                };
                assert_eq!(memo.tokens(word, write), (word.as_str(), word.len()));
            }
        }
        assert_eq!(memo.places.len(), words.len());
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
