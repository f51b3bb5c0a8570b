//! Scores of single words, summed once. In: a word and a slot. Out: the sum of the weights of its own features there.
//!
//! News repeats itself: four million words are eighty thousand different ones, so most sums are made once a thread.

use super::around::SUMS;
use super::features;
use super::lexeme::Lexeme;
use super::model::{Scores, WIDTH, Weights};
use super::unit::Unit;

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

/// Where a sum is kept: one more than its place; 0 for nowhere.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kept(u32);

impl Sums {
    /// Tells whether so much is kept that all should be forgotten.
    pub(super) fn is_full(&self) -> bool {
        self.narrow.len() + self.wide.len() > LIMIT
    }

    /// Gives where the sum of a word in a slot is kept, which is nowhere the first time.
    #[inline]
    pub(super) fn find(&self, place: u32, slot: usize) -> Kept {
        Kept(self.places.get(place as usize).and_then(|slots| slots.get(slot)).copied().unwrap_or_default())
    }

    /// Reads a number of a sum. Whoever adds several sums asks for one of each first, so that the memory answers all at
    /// once.
    #[inline]
    pub(super) fn touch(&self, kept: Kept) -> i8 {
        self.narrow.get((kept.0 as usize).wrapping_sub(1)).map_or(0, |[first, ..]| *first)
    }

    /// Adds the scores of a word in a slot, which are kept where [`Sums::find`] told.
    #[inline]
    pub(super) fn add(
        &mut self,
        kept: Kept,
        unit: &Unit,
        word: &Lexeme,
        slot: usize,
        weights: &Weights<'_>,
        sum: &mut Scores,
    ) {
        if let Some(at) = kept.0.checked_sub(1) {
            if let Some(scores) = self.narrow.get(at as usize) {
                return sum.add_narrow(scores);
            }
            if let Some(scores) = self.wide.get((at ^ WIDE) as usize) {
                return sum.add(scores);
            }
        }
        let mut scores = Scores::ZERO;
        features::summed(word, slot, |feature| weights.add(feature, &mut scores));
        self.keep(unit.lexeme as usize, slot, &scores);
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
