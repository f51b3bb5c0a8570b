//! Scores of what several words show together, kept for when they show it again. In: a number for everything that a
//! group of features depends on. Out: the sum of their weights. Must not know what the features mean.
//!
//! Shapes, hints, uses and votes take few values, and the features over them have the most weights.
//! What is kept never changes an answer: the whole number is compared.

use super::model::Scores;

/// So many sums are kept, a power of two: about 600 KB a thread.
const PLACES: usize = 8192;

/// Sums by the number of what they depend on.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// The number whose sum lies at each place; 0 for none.
    keys: Vec<u64>,
    sums: Vec<Scores>,
}

impl Memo {
    /// Makes room; a default memo has none and keeps nothing.
    pub(super) fn new() -> Self {
        Self { keys: vec![0; PLACES], sums: vec![Scores::ZERO; PLACES] }
    }

    /// Adds the scores that `make` sums, which depend on `key` alone.
    #[inline]
    pub(super) fn add(&mut self, key: u64, sum: &mut Scores, make: impl FnOnce() -> Scores) {
        let place = key as usize % PLACES;
        let (Some(kept), Some(scores)) = (self.keys.get_mut(place), self.sums.get_mut(place)) else {
            sum.add(&make());
            return;
        };
        if *kept != key {
            *kept = key;
            *scores = make();
        }
        sum.add(scores);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_made_once_and_never_mixed_up() {
        let one = |label: usize| {
            let mut scores = Scores::ZERO;
            scores.0[label] = 1;
            scores
        };
        let (mut memo, mut sum, mut made) = (Memo::new(), Scores::ZERO, 0);
        let places = PLACES as u64;
        for key in [7, 7, 7 + places, 7, 9] {
            memo.add(key, &mut sum, || {
                made += 1;
                one((key / places) as usize)
            });
        }
        assert_eq!((sum.0[0], sum.0[1], made), (4, 1, 4));
        Memo::default().add(7, &mut sum, || one(2));
        assert_eq!(sum.0[2], 1);
    }
}
