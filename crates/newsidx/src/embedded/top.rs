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
        top.shrink();
        cut |= top.cut;
        let scored =
            |(score, doc): &(Score, DocId)| Scored { address: Address { segment: number, doc: *doc }, score: *score };
        all.extend(top.kept.iter().map(scored));
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

/// Keeps twice as many as wanted and throws half away when full: cheaper than a heap.
///
/// Equal scores must all be looked at, because ties are decided by id and not by who came first: a frequent word has
/// thousands. So what ties with the worst that is kept is compared once, by its key, and mostly forgotten at once.
struct Top<'a> {
    size: usize,
    kept: Vec<(Score, DocId)>,
    /// What is below or equal to this is not offered any more.
    threshold: Score,
    /// The score and the key of the worst that is kept, once there are enough.
    worst: Option<(Score, (u64, u32))>,
    cut: bool,
    order: Order<'a>,
}

impl<'a> Top<'a> {
    fn new(size: usize, order: Order<'a>) -> Self {
        Self { size, kept: Vec::new(), threshold: Score::MIN, worst: None, cut: false, order }
    }

    fn offer(&mut self, doc: DocId, score: Score) {
        if let Some((worst, key)) = self.worst
            && score <= worst
            && (score < worst || self.order.key(doc) > key)
        {
            self.cut = true;
            return;
        }
        self.kept.push((score, doc));
        if self.kept.len() >= self.size.saturating_mul(2).max(16) {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        if self.kept.len() <= self.size {
            return;
        }
        self.cut = true;
        let Some(last) = self.size.checked_sub(1) else {
            self.kept.clear();
            return;
        };
        let (_, worst, _) = self.kept.select_nth_unstable_by(last, |a, b| b.0.total_cmp(&a.0));
        let worst = worst.0;
        let mut tied: Vec<((u64, u32), DocId)> = Vec::new();
        let order = &self.order;
        self.kept.retain(|(score, doc)| {
            if score.total_cmp(&worst).is_eq() {
                tied.push((order.key(*doc), *doc));
            }
            *score > worst
        });
        let room = self.size - self.kept.len();
        tied.sort_unstable();
        tied.truncate(room);
        self.worst = tied.last().map(|(key, _)| (worst, *key));
        self.kept.extend(tied.iter().map(|(_, doc)| (worst, *doc)));
        // Equal scores must still arrive.
        self.threshold = worst.next_down();
    }
}
