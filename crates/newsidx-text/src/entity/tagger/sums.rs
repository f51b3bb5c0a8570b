//! Scores of single words, summed once. In: a word and a slot. Out: the sum of the weights of its own features there.
//!
//! News repeats itself: four million words are eighty thousand different ones, so most sums are made once a thread.

use super::features::{self, SUMS};
use super::lexeme::Lexeme;
use super::model::{Scores, Weights};

/// So many sums are kept: about 5 MB a thread.
const LIMIT: usize = 200_000;

/// Sums by word and slot.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// Where the sums of each word lie in the pool, one more than their place; 0 where they have not been made.
    places: Vec<[u32; SUMS]>,
    pool: Vec<Scores>,
}

impl Sums {
    /// Tells whether so much is kept that all should be forgotten.
    pub(super) fn is_full(&self) -> bool {
        self.pool.len() > LIMIT
    }

    /// Adds the scores that the word at this place of the list of words has in a slot.
    #[inline]
    pub(super) fn add(&mut self, place: u32, lexeme: &Lexeme, slot: usize, weights: &Weights<'_>, sum: &mut Scores) {
        let place = place as usize;
        if let Some(kept) = self.places.get(place).and_then(|slots| slots.get(slot)).and_then(|at| at.checked_sub(1))
            && let Some(scores) = self.pool.get(kept as usize)
        {
            sum.add(scores);
            return;
        }
        let mut scores = Scores::ZERO;
        features::summed(lexeme, slot, |feature| weights.add(feature, &mut scores));
        self.keep(place, slot, scores);
        sum.add(&scores);
    }

    fn keep(&mut self, place: usize, slot: usize, scores: Scores) {
        if self.places.len() <= place {
            self.places.resize(place + 1, [0; SUMS]);
        }
        self.pool.push(scores);
        if let Some(at) = self.places.get_mut(place).and_then(|slots| slots.get_mut(slot)) {
            *at = self.pool.len() as u32;
        }
    }
}
