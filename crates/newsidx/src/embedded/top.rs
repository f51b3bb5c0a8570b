//! The best documents of a weight, with block-max pruning. In: a weight. Out: the highest scores, ties in full order.

use tantivy::columnar::StrColumn;
use tantivy::query::Weight;
use tantivy::{DocId, Score};

use super::failed;
use super::snapshot::{Address, Segment, Snapshot};
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
    let mut all = Vec::new();
    let mut cut = false;
    for (number, segment, reader) in snapshot.parts() {
        let items = segment.columns.item(reader)?;
        let order = Order { items, blocks: segment.blocks.clone() };
        let mut top = Top { size, buffer: Vec::new(), threshold: Score::MIN, cut: false, order: &order };
        let outcome = weight.for_each_pruning(Score::MIN, reader, &mut |doc, score| {
            if segment.retired.as_ref().is_none_or(|retired| !retired.contains(doc)) && counts(segment, doc) {
                top.offer(doc, score);
            }
            top.threshold
        });
        outcome.map_err(|error| failed("the plan cannot be run", error))?;
        top.shrink();
        cut |= top.cut;
        all.extend(
            top.buffer
                .iter()
                .map(|(score, doc)| Scored { address: Address { segment: number, doc: *doc }, score: *score }),
        );
    }
    cut |= all.len() > size;
    cut_to(snapshot, &mut all, size)?;
    Ok((all, cut))
}

/// Keeps the best of all segments; the ids of those that tie at the cut alone are read.
fn cut_to(snapshot: &Snapshot, all: &mut Vec<Scored>, size: usize) -> Result<()> {
    if all.len() <= size {
        return Ok(());
    }
    all.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
    let Some(worst) = size.checked_sub(1).and_then(|last| all.get(last)).map(|last| last.score) else {
        all.clear();
        return Ok(());
    };
    let (first, last) =
        (all.partition_point(|scored| scored.score > worst), all.partition_point(|scored| scored.score >= worst));
    let mut tied = Vec::with_capacity(last - first);
    for scored in all.drain(first..).take(last - first) {
        let Address { segment, doc } = scored.address;
        let no = snapshot.segments.get(segment as usize).map_or(0, |segment| segment.blocks.no(doc));
        tied.push((snapshot.id(Address { segment, doc: doc - no })?, no, scored));
    }
    tied.sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    all.extend(tied.into_iter().map(|(_, _, scored)| scored).take(size - first));
    Ok(())
}

/// The order of documents of equal score in one segment.
struct Order {
    items: Option<StrColumn>,
    blocks: super::join::Blocks,
}

impl Order {
    /// Ordinals of ids sort as the ids do.
    fn key(&self, doc: DocId) -> (u64, u32) {
        let headline = self.blocks.headline(doc);
        let ordinal = self.items.as_ref().and_then(|items| items.ords().first(headline)).unwrap_or_default();
        (ordinal, doc - headline)
    }
}

/// Keeps twice as many as wanted and throws half away when full: cheaper than a heap.
struct Top<'a> {
    size: usize,
    buffer: Vec<(Score, DocId)>,
    threshold: Score,
    cut: bool,
    order: &'a Order,
}

impl Top<'_> {
    fn offer(&mut self, doc: DocId, score: Score) {
        self.buffer.push((score, doc));
        if self.buffer.len() >= self.size.saturating_mul(2).max(16) {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        if self.buffer.len() <= self.size {
            return;
        }
        let order = self.order;
        self.buffer.select_nth_unstable_by(self.size.saturating_sub(1), |a, b| {
            b.0.total_cmp(&a.0).then_with(|| order.key(a.1).cmp(&order.key(b.1)))
        });
        self.buffer.truncate(self.size);
        self.cut = true;
        let worst = self.buffer.iter().map(|(score, _)| *score).fold(Score::MAX, Score::min);
        // Equal scores must still arrive: ties are decided by id, not by who came first.
        self.threshold = worst.next_down();
    }
}
