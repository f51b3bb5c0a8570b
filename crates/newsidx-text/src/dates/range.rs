//! Two dates that are the ends of one stretch. In: drafts in order. Out: the same, each pair that `from` and `to`,
//! `between` and `and`, or a dash join made one.

use crate::passage::Passage;

use super::Grain;
use super::read::word;
use super::sense::{Draft, Sense, Which};

/// Joins years, months and days.
pub(super) fn join(passage: &Passage<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        match joined.last().and_then(|last| pair(passage, *last, draft)) {
            Some(range) => {
                joined.pop();
                joined.push(range);
            }
            None => joined.push(draft),
        }
    }
    joined
}

fn pair(passage: &Passage<'_>, first: Draft, second: Draft) -> Option<Draft> {
    let linked = second.first == first.end + 1 && links(passage, first);
    let dashed = second.first == first.end && matches!(passage.gap(second.first), "-" | "–" | " – " | " - ");
    if !(linked || dashed) || first.until.is_some() || second.until.is_some() {
        return None;
    }
    if let (Sense::Fixed(from, ..), Sense::Fixed(to, ..)) = (first.sense, second.sense) {
        let sense = Sense::Fixed((from.0, to.1), Grain::Span, "range");
        return (from.0 < to.0).then(|| Draft::new(first.first, second.end, sense));
    }
    let ends = is_end(first.sense) && is_end(second.sense);
    ends.then(|| Draft { until: Some(second.sense), ..Draft::new(first.first, second.end, first.sense) })
}

/// Tells whether it is a year, a month or a day of a month.
fn is_end(sense: Sense) -> bool {
    matches!(sense, Sense::Fixed(..) | Sense::Month(_, Which::Tense) | Sense::MonthDay { which: Which::Tense, .. })
}

/// Tells whether `from ... to` or `between ... and` stands around the end of the first.
fn links(passage: &Passage<'_>, first: Draft) -> bool {
    let before = first.first.checked_sub(1).and_then(|before| passage.get(before));
    let reads = |word: &str| before.is_some_and(|before| before.reads(word));
    let to = ["to", "until", "through"].iter().any(|to| word(passage, first.end, to));
    let from = reads("from");
    let between = reads("between") && word(passage, first.end, "and");
    between || to && (from || word(passage, first.end, "through"))
}
