//! The scores of one unit. In: what stands around it, and what the article says. Out: a score for each label.
//!
//! Most of the time is spent on waiting for memory: weights and sums are megabytes that are read here and there. So the
//! sums a unit needs are asked for before its weights are looked up, and added when they have come.

use super::around::{Around, slot};
use super::document::Document;
use super::features::{self, Group};
use super::memo::Memo;
use super::model::{Batch, Scores, Weights};
use super::sums::Sums;

/// What scores are made of.
#[derive(Debug)]
pub(super) struct Scorer<'m> {
    weights: &'m Weights<'m>,
    document: &'m Document,
    sums: &'m mut Sums,
    memo: &'m mut Memo,
    batch: Batch,
}

impl<'m> Scorer<'m> {
    /// Takes weights, what the article says, and the sums made so far with these weights.
    pub(super) fn new(
        weights: &'m Weights<'m>,
        document: &'m Document,
        sums: &'m mut Sums,
        memo: &'m mut Memo,
    ) -> Self {
        Self { weights, document, sums, memo, batch: Batch::default() }
    }

    /// Gives the scores of the first reading.
    pub(super) fn unit(&mut self, around: &Around<'_>) -> Scores {
        let Self { weights, document, sums, memo, batch } = self;
        let mut sum = Scores::ZERO;
        features::open(around, |feature| batch.push(feature, weights, &mut sum));
        let slots = around.by_slot().map(|(slot, seen)| {
            let kept = slot.zip(seen).map(|(slot, (unit, _))| sums.find(unit.lexeme, slot));
            (slot, seen, kept.unwrap_or_default())
        });
        std::hint::black_box(slots.iter().fold(0, |seen, (.., kept)| seen ^ sums.touch(*kept)));
        batch.weigh(weights, &mut sum);
        for (slot, seen, kept) in slots {
            match (slot, seen) {
                (Some(slot), Some((unit, word))) => sums.add(kept, unit, word, slot, weights, &mut sum),
                (Some(slot), None) if slot < slot::JOINED => weights.add(features::edge(slot), &mut sum),
                _ => {}
            }
        }
        for group in Group::FIRST {
            memo.add(group.key(around, document), &mut sum, || weigh(group, around, document, weights));
        }
        sum
    }

    /// Adds what the votes of the article say, for the second reading.
    pub(super) fn add_votes(&mut self, around: &Around<'_>, sum: &mut Scores) {
        let key = Group::Votes.key(around, self.document);
        self.memo.add(key, sum, || weigh(Group::Votes, around, self.document, self.weights));
    }
}

/// Sums the weights of a group of features.
fn weigh(group: Group, around: &Around<'_>, document: &Document, weights: &Weights<'_>) -> Scores {
    let (mut batch, mut made) = (Batch::default(), Scores::ZERO);
    group.features(around, document, |feature| batch.push(feature, weights, &mut made));
    batch.weigh(weights, &mut made);
    made
}
