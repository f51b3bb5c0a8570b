//! The best documents of a weight, with block-max pruning. In: a weight. Out: the highest scores, ties in full order.

use std::cmp::Ordering;

use tantivy::query::Weight;
use tantivy::{DocId, Score};

use super::blocks::Blocks;
use super::fault::failed;
use super::snapshot::{Address, Segment, Snapshot};
use super::ties::Ids;
use crate::error::Result;

/// A document and its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub(super) address: Address,
    pub(super) score: Score,
}

/// Gives the best `size` documents that `counts` admits, and whether something was cut off.
///
/// Ties are cut by article id and paragraph number, so that the layout of segments never decides.
pub(super) fn best(
    snapshot: &Snapshot,
    weight: &dyn Weight,
    size: usize,
    counts: impl Fn(&Segment, DocId) -> bool,
) -> Result<(Vec<Scored>, bool)> {
    let mut ids = Ids::new(snapshot)?;
    let mut all = Vec::new();
    let mut cut = false;
    for (number, segment, reader) in snapshot.parts() {
        let mut top = Top::new(size, Order { ids: &ids, blocks: &segment.blocks, segment: number });
        let outcome = weight.for_each_pruning(Score::MIN, reader, &mut |doc, score| {
            if segment.retired.as_ref().is_none_or(|retired| !retired.contains(doc)) && counts(segment, doc) {
                top.offer(doc, score);
            }
            top.threshold
        });
        outcome.map_err(|error| failed("the plan cannot be run", error))?;
        all.extend(top.kept().map(|(score, doc)| Scored { address: Address { segment: number, doc }, score }));
        cut |= top.cut;
    }
    cut |= all.len() > size;
    cut_to(snapshot, &mut ids, &mut all, size)?;
    Ok((all, cut))
}

/// Keeps the best of all segments; the ids of those that tie at the cut alone are compared.
fn cut_to(snapshot: &Snapshot, ids: &mut Ids, all: &mut Vec<Scored>, size: usize) -> Result<()> {
    if all.len() <= size {
        return Ok(());
    }
    all.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
    let worst = size.checked_sub(1).and_then(|last| all.get(last)).map_or(Score::MAX, |last| last.score);
    let (first, last) =
        (all.partition_point(|scored| scored.score > worst), all.partition_point(|scored| scored.score >= worst));
    all.truncate(last);
    let mut failure = Ok(());
    if let Some(tied) = all.get_mut(first..) {
        tied.sort_unstable_by(|a, b| {
            let (a_headline, b_headline) = (snapshot.headline_of(a.address), snapshot.headline_of(b.address));
            let by_id = ids.compare(a_headline, b_headline).unwrap_or_else(|error| {
                failure = Err(error);
                Ordering::Equal
            });
            by_id.then_with(|| (a.address.doc - a_headline.doc).cmp(&(b.address.doc - b_headline.doc)))
        });
    }
    all.truncate(size);
    failure
}

/// The order of documents of equal score in one segment.
struct Order<'a> {
    ids: &'a Ids,
    blocks: &'a Blocks,
    segment: u32,
}

impl Order<'_> {
    fn key(&self, doc: DocId) -> (u64, u32) {
        let headline = self.blocks.headline(doc);
        (self.ids.ordinal(Address { segment: self.segment, doc: headline }), doc - headline)
    }
}

/// The place of a document among those of equal score.
type Key = (u64, u32);

/// Keeps twice as many as wanted and throws half away when full: cheaper than a heap.
///
/// Equal scores must all be looked at, because ties are decided by id and not by who came first: a frequent word has
/// thousands. So what ties with the worst that is kept is compared once, by its key, and mostly forgotten at once.
struct Top<'a> {
    size: usize,
    kept: Vec<(Score, DocId)>,
    /// What is below or equal to this is not offered any more.
    threshold: Score,
    /// The worst score that is kept and the worst key there, once there are enough; `kept` holds what is better.
    worst: Option<(Score, Key)>,
    /// What is kept of the worst score.
    tied: Vec<(Key, DocId)>,
    cut: bool,
    order: Order<'a>,
}

impl<'a> Top<'a> {
    fn new(size: usize, order: Order<'a>) -> Self {
        let (kept, tied) = (Vec::new(), Vec::new());
        Self { size, kept, threshold: Score::MIN, worst: None, tied, cut: false, order }
    }

    fn offer(&mut self, doc: DocId, score: Score) {
        match self.worst {
            Some((worst, key)) if score <= worst => {
                let own = self.order.key(doc);
                if score < worst || own > key {
                    self.cut = true;
                    return;
                }
                self.tied.push((own, doc));
            }
            _ => self.kept.push((score, doc)),
        }
        if self.kept.len() + self.tied.len() >= self.size.saturating_mul(2).max(16) {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        if self.kept.len() + self.tied.len() <= self.size {
            return;
        }
        self.cut = true;
        if self.kept.len() >= self.size {
            self.raise();
        }
        self.tied.sort_unstable();
        self.tied.truncate(self.size - self.kept.len());
        self.worst = self.worst.zip(self.tied.last()).map(|((worst, _), (key, _))| (worst, *key));
    }

    /// Finds the score of the last that has a place among the better ones, and parts what ties there from them.
    fn raise(&mut self) {
        self.tied.clear();
        let Some(last) = self.size.checked_sub(1) else {
            self.kept.clear();
            return;
        };
        let (_, worst, _) = self.kept.select_nth_unstable_by(last, |a, b| b.0.total_cmp(&a.0));
        let worst = worst.0;
        let (order, tied) = (&self.order, &mut self.tied);
        self.kept.retain(|(score, doc)| {
            if score.total_cmp(&worst).is_eq() {
                tied.push((order.key(*doc), *doc));
            }
            *score > worst
        });
        self.worst = Some((worst, Key::default()));
        // Equal scores must still arrive.
        self.threshold = worst.next_down();
    }

    /// Gives what is kept, in no order.
    fn kept(&mut self) -> impl Iterator<Item = (Score, DocId)> + '_ {
        self.shrink();
        let tied = self.worst.into_iter().flat_map(|(worst, _)| self.tied.iter().map(move |(_, doc)| (worst, *doc)));
        self.kept.iter().copied().chain(tied)
    }
}
