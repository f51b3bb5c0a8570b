//! Two dates that are the ends of one stretch. In: drafts in order. Out: the same, each pair that `from` and `to`,
//! `between` and `and`, or a dash join made one.

use crate::passage::Passage;

use super::Grain;
use super::read::word;
use super::sense::{Draft, Sense};

/// Joins the years and days of the calendar; what is relative keeps its own rule and stays apart.
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
    if !linked && !dashed {
        return None;
    }
    let (Sense::Fixed(from, ..), Sense::Fixed(to, ..)) = (first.sense, second.sense) else { return None };
    let sense = Sense::Fixed((from.0, to.1), Grain::Span, "range");
    (from.0 < to.0).then(|| Draft::new(first.first, second.end, sense))
}

/// Tells whether `from ... to` or `between ... and` stands around the end of the first.
fn links(passage: &Passage<'_>, first: Draft) -> bool {
    let before = |read: &str| {
        first.first.checked_sub(1).is_some_and(|before| {
            word(passage, before, read)
                || before == 0 && passage.get(0).is_some_and(|token| token.text.eq_ignore_ascii_case(read))
        })
    };
    let after = |read: &str| word(passage, first.end, read);
    before("from") && (after("to") || after("until") || after("through")) || before("between") && after("and")
}
