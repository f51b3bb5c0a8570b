//! The best labels of a segment. In: scores of each unit, transitions. Out: labels, or scores of one span's readings.
//! The algorithm is Viterbi's (1967), over the label pairs that can be.

use super::label::{COUNT, Coarse, closes, label, places};
use super::model::{LANES, STARTS, Scores, Transitions, WIDTH, start_label};

/// A path's score; far from overflow, since a segment is shorter than a sentence.
type Row = [i32; WIDTH];

const NEVER: i32 = i32::MIN / 4;

/// Memory that is used again from segment to segment.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    back: Vec<[u8; WIDTH]>,
}

impl Lattice {
    /// Gives the best labels of units with these scores; what stands around them is no name.
    pub(super) fn best(&mut self, scores: &[Scores], transitions: &Transitions, labels: &mut Vec<u8>) {
        labels.clear();
        if let [unit] = scores {
            labels.push(single(unit, transitions) as u8);
            return;
        }
        labels.resize(scores.len(), 0);
        self.back.clear();
        let mut last = first_row();
        for unit in scores {
            let (row, back) = step(&last, unit, transitions);
            self.back.push(back);
            last = row;
        }
        let closing = |label: usize| last.get(label).map_or(NEVER, |score| score + leave(transitions, label));
        let mut best =
            (0..COUNT).filter(|label| closes(*label)).max_by_key(|label| (closing(*label), COUNT - label)).unwrap_or(0);
        for (label, back) in labels.iter_mut().zip(&self.back).rev() {
            *label = best as u8;
            best = back.get(best).map_or(0, |before| usize::from(*before));
        }
    }
}

fn first_row() -> Row {
    let mut row = [NEVER; WIDTH];
    if let Some(outside) = row.first_mut() {
        *outside = 0;
    }
    row
}

fn leave(transitions: &Transitions, label: usize) -> i32 {
    transitions.after(label).first().map_or(NEVER, |score| i32::from(*score))
}

/// Goes one unit on: the best score of each label and the label before it.
///
/// Only pairs that can be are tried: a name is opened, or none is, after one that is closed; it goes on in its type.
fn step(last: &Row, unit: &Scores, transitions: &Transitions) -> (Row, [u8; WIDTH]) {
    let (starts, before) = closed_to_start(last, transitions);
    let mut row = [NEVER; WIDTH];
    let mut back = [0; WIDTH];
    for (start, (score, from)) in starts.iter().zip(&before).enumerate().take(STARTS) {
        let to = start_label(start);
        if let (Some(cell), Some(back)) = (row.get_mut(to), back.get_mut(to)) {
            (*cell, *back) = (*score, *from as u8);
        }
    }
    for begin in (1..COUNT).step_by(4) {
        for to in [begin + 1, begin + 2] {
            let through = |from: usize| {
                let score = last.get(from).copied().unwrap_or(NEVER);
                let transition = transitions.after(from).get(to).copied().unwrap_or_default();
                if score > NEVER / 2 { score + i32::from(transition) } else { NEVER }
            };
            let (first, second) = (through(begin), through(begin + 1));
            let (score, from) = if second > first { (second, begin + 1) } else { (first, begin) };
            if let (Some(cell), Some(back)) = (row.get_mut(to), back.get_mut(to)) {
                (*cell, *back) = (score, from as u8);
            }
        }
    }
    for (cell, emission) in row.iter_mut().zip(&unit.0) {
        *cell += i32::from(*emission);
    }
    (row, back)
}

/// Gives the best score of each label that may start after a closed one, and that closed one.
fn closed_to_start(last: &Row, transitions: &Transitions) -> ([i32; LANES], [i32; LANES]) {
    let mut best = [NEVER; LANES];
    let mut before = [0; LANES];
    let mut worst = NEVER;
    for (from, top, row) in transitions.starts() {
        let Some(score) = last.get(from).copied().filter(|score| *score > NEVER / 2) else { continue };
        // Most labels are so far behind that they win nowhere.
        if score + top <= worst {
            continue;
        }
        // Whole registers: the choice is made without a branch.
        for ((best, before), transition) in best.iter_mut().zip(&mut before).zip(row) {
            let total = score + transition;
            let better = total > *best;
            *best = if better { total } else { *best };
            *before = if better { from as i32 } else { *before };
        }
        worst = best.iter().take(STARTS).copied().min().unwrap_or(NEVER);
    }
    (best, before)
}

/// Gives the best label of a segment of one unit: a whole name or none.
fn single(unit: &Scores, transitions: &Transitions) -> usize {
    let begin = transitions.after(0);
    let score = |label: usize| {
        let (start, own) = (begin.get(label).copied().unwrap_or(0), unit.0.get(label).copied().unwrap_or(0));
        i32::from(start) + i32::from(own) + leave(transitions, label)
    };
    let whole = std::iter::once(0).chain((4..COUNT).step_by(4));
    whole.max_by_key(|label| (score(*label), COUNT - label)).unwrap_or(0)
}

/// Gives for no name at all, and for each type, the score of the best path that reads `first..end` as that.
pub(super) fn readings(
    scores: &[Scores],
    transitions: &Transitions,
    first: usize,
    end: usize,
) -> Vec<(Option<Coarse>, i32)> {
    let choices = std::iter::once(None).chain(Coarse::ALL.into_iter().map(Some));
    choices
        .map(|choice| {
            let forced: Vec<u8> = match choice {
                None => vec![0; end - first],
                Some(coarse) => places(end - first).map(|place| label(coarse, place)).collect(),
            };
            let mut last = first_row();
            for (at, unit) in scores.iter().enumerate() {
                last = step(&last, unit, transitions).0;
                let only = at.checked_sub(first).and_then(|place| forced.get(place));
                if let Some(only) = only {
                    let keep = usize::from(*only);
                    last.iter_mut().enumerate().filter(|(label, _)| *label != keep).for_each(|(_, cell)| *cell = NEVER);
                }
            }
            let total = (0..COUNT)
                .filter(|label| closes(*label))
                .map(|label| last.get(label).map_or(NEVER, |score| score + leave(transitions, label)));
            (choice, total.max().unwrap_or(NEVER))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::label::{Place, may_follow};
    use super::super::model::{Weights, encode};
    use super::*;
    use proptest::prelude::*;

    fn transitions(seed: u64) -> Transitions {
        let mut table = [[0_i16; COUNT]; COUNT];
        for (from, row) in table.iter_mut().enumerate() {
            for (to, cell) in row.iter_mut().enumerate() {
                *cell = (super::super::super::hash::mix(seed, (from * 64 + to) as u64) % 41) as i16 - 20;
            }
        }
        Weights::new(&encode(&mut Vec::new(), &table)).map(|(_, transitions)| transitions).expect("just written")
    }

    /// The score of a path, or nothing where it cannot be.
    fn score(labels: &[u8], scores: &[Scores], transitions: &Transitions) -> Option<i32> {
        let mut total = 0;
        let mut last = 0;
        for (label, unit) in labels.iter().map(|label| usize::from(*label)).zip(scores) {
            if !may_follow(last, label) {
                return None;
            }
            total += i32::from(transitions.after(last)[label]) + i32::from(unit.0[label]);
            last = label;
        }
        closes(last).then(|| total + i32::from(transitions.after(last)[0]))
    }

    proptest! {
        #[test]
        fn no_path_is_better(seed: u64, emissions in prop::collection::vec(prop::collection::vec(-50_i16..50, COUNT), 1..3)) {
            let transitions = transitions(seed);
            let scores: Vec<Scores> = emissions.iter().map(|row| {
                let mut unit = Scores::ZERO;
                unit.0[..COUNT].copy_from_slice(row);
                unit
            }).collect();
            let mut labels = Vec::new();
            Lattice::default().best(&scores, &transitions, &mut labels);
            let found = score(&labels, &scores, &transitions).expect("a path that can be");
            let mut best = i32::MIN;
            let mut path = vec![0_u8; scores.len()];
            for code in 0..COUNT.pow(scores.len() as u32) {
                let mut rest = code;
                for label in &mut path {
                    *label = (rest % COUNT) as u8;
                    rest /= COUNT;
                }
                best = best.max(score(&path, &scores, &transitions).unwrap_or(i32::MIN));
            }
            prop_assert_eq!(found, best);
            let whole = readings(&scores, &transitions, 0, 1);
            prop_assert!(whole.iter().all(|(_, score)| *score <= best));
        }
    }

    #[test]
    fn places_of_one_unit_are_single() {
        assert_eq!(places(1).collect::<Vec<_>>(), [Place::Single]);
    }
}
