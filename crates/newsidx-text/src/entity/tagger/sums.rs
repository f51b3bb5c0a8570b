//! Scores of single words, summed once. In: a word and a slot. Out: the sum of the weights of its own features there.
//!
//! News repeats itself: four million words are eighty thousand different ones, so most sums are made once a thread.

use super::features::{self, SUMS};
use super::lexeme::Lexeme;
use super::model::{Scores, WIDTH, Weights};

/// So many sums are kept: with their places at most about 10 MB a thread, where few are wide.
const LIMIT: usize = 200_000;

/// Sums by word and slot.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// Where the sums of each word lie in a pool, one more than their place; 0 where they have not been made.
    places: Vec<[u32; SUMS]>,
    /// Most sums fit into a byte a label, and half the memory is read in half the time.
    narrow: Vec<[i8; WIDTH]>,
    /// The others; their places have the bit [`WIDE`].
    wide: Vec<Scores>,
}

const WIDE: u32 = 1 << 31;

impl Sums {
    /// Tells whether so much is kept that all should be forgotten.
    pub(super) fn is_full(&self) -> bool {
        self.narrow.len() + self.wide.len() > LIMIT
    }

    /// Adds the scores that the word at this place of the list of words has in a slot.
    #[inline]
    pub(super) fn add(&mut self, place: u32, lexeme: &Lexeme, slot: usize, weights: &Weights<'_>, sum: &mut Scores) {
        let place = place as usize;
        if let Some(kept) = self.places.get(place).and_then(|slots| slots.get(slot)).and_then(|at| at.checked_sub(1)) {
            if let Some(scores) = self.narrow.get(kept as usize) {
                return sum.add_narrow(scores);
            }
            if let Some(scores) = self.wide.get((kept ^ WIDE) as usize) {
                return sum.add(scores);
            }
        }
        let mut scores = Scores::ZERO;
        features::summed(lexeme, slot, |feature| weights.add(feature, &mut scores));
        self.keep(place, slot, &scores);
        sum.add(&scores);
    }

    #[cold]
    fn keep(&mut self, place: usize, slot: usize, scores: &Scores) {
        if self.places.len() <= place {
            self.places.resize(place + 1, [0; SUMS]);
        }
        let kept = if let Some(narrow) = scores.narrow() {
            self.narrow.push(narrow);
            self.narrow.len() as u32
        } else {
            self.wide.push(*scores);
            self.wide.len() as u32 - 1 + WIDE + 1
        };
        if let Some(at) = self.places.get_mut(place).and_then(|slots| slots.get_mut(slot)) {
            *at = kept;
        }
    }
}
