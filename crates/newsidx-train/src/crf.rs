//! Learns weights. In: segments of feature numbers with gold labels. Out: a weight for each feature and label.
//!
//! A linear-chain conditional random field trained by FTRL-proximal (`McMahan` and others 2013), which keeps most weights
//! at zero; features are left out at random, and each corpus has a copy of every weight beside the shared one (Daume
//! 2007), so that corpora of different habits do not fight.

use newsidx_text::entity::tagger::{COUNT, training::may_follow};

use crate::random::Random;

/// Labels, with room to make rows of whole registers.
pub(crate) const WIDTH: usize = 32;
pub(crate) type Row = [f32; WIDTH];

/// Gradients smaller than this change nothing.
const SLIGHT: f32 = 2e-3;

/// A row of units that are labelled together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Segment {
    /// Features of each unit, in the first reading.
    pub(crate) first: Vec<Vec<u32>>,
    /// What the second reading adds.
    pub(crate) votes: Vec<Vec<u32>>,
    pub(crate) labels: Vec<u8>,
    pub(crate) corpus: usize,
    pub(crate) article: usize,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    pub(crate) epochs: usize,
    pub(crate) rate: f32,
    pub(crate) l1: f32,
    pub(crate) l2: f32,
    /// The share of features left out.
    pub(crate) dropout: f32,
    /// The share of segments that are read with votes.
    pub(crate) voted: f32,
    /// What missing a unit of a name costs beyond any other error, in natural logarithms of odds.
    pub(crate) miss: f32,
    /// How many corpora have weights of their own; 0 for none.
    pub(crate) corpora: usize,
    pub(crate) seed: u64,
}

/// What was learnt.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    pub(crate) features: Vec<Row>,
    pub(crate) transitions: [Row; WIDTH],
}

/// One number that is learnt.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    sum: f32,
    squares: f32,
}

struct Learner {
    options: Options,
    features: usize,
    cells: Vec<[Cell; WIDTH]>,
    weights: Vec<Row>,
    transition_cells: [[Cell; WIDTH]; WIDTH],
    transitions: [Row; WIDTH],
}

/// Learns from the segments that `take` admits; the weights are those for corpus 0.
pub(crate) fn learn(
    segments: &[Segment],
    features: usize,
    options: Options,
    take: impl Fn(&Segment) -> bool,
) -> Weights {
    let copies = 1 + options.corpora;
    let mut learner = Learner {
        options,
        features,
        cells: vec![[Cell::default(); WIDTH]; features * copies],
        weights: vec![[0.0; WIDTH]; features * copies],
        transition_cells: [[Cell::default(); WIDTH]; WIDTH],
        transitions: [[0.0; WIDTH]; WIDTH],
    };
    let mut random = Random::new(options.seed);
    let mut order: Vec<&Segment> = segments.iter().filter(|segment| take(segment)).collect();
    let mut chain = Chain::default();
    for _ in 0..options.epochs {
        random.shuffle(&mut order);
        for segment in &order {
            learner.step(segment, &mut random, &mut chain);
        }
    }
    learner.finish()
}

impl Learner {
    fn step(&mut self, segment: &Segment, random: &mut Random, chain: &mut Chain) {
        let with_votes = random.unit() < self.options.voted;
        let mut kept: Vec<Vec<u32>> = Vec::with_capacity(segment.first.len());
        for (first, votes) in segment.first.iter().zip(&segment.votes) {
            let votes: &[u32] = if with_votes { votes } else { &[] };
            let all = first.iter().chain(votes);
            kept.push(all.copied().filter(|_| random.unit() >= self.options.dropout).collect());
        }
        let copies = [Some(0), (self.options.corpora > 0).then(|| 1 + segment.corpus)];
        let offsets: Vec<usize> = copies.into_iter().flatten().map(|copy| copy * self.features).collect();
        chain.scores.clear();
        for unit in &kept {
            let mut row = [0.0; WIDTH];
            for feature in unit {
                for offset in &offsets {
                    let weights = &self.weights[offset + *feature as usize];
                    row.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
                }
            }
            if segment.labels[chain.scores.len()] != 0 {
                row[0] += self.options.miss;
            }
            chain.scores.push(row);
        }
        chain.run(&self.transitions);
        for (at, unit) in kept.iter().enumerate() {
            let gradient = chain.gradient(at, segment.labels[at]);
            let active: Vec<usize> = (0..COUNT).filter(|label| gradient[*label].abs() > SLIGHT).collect();
            for feature in unit {
                for (copy, offset) in offsets.iter().enumerate() {
                    let place = offset + *feature as usize;
                    let l1 = self.options.l1 * if copy == 0 { 1.0 } else { 1.5 };
                    for label in &active {
                        let cell = &mut self.cells[place][*label];
                        update(cell, &mut self.weights[place][*label], gradient[*label], l1, &self.options);
                    }
                }
            }
        }
        self.step_transitions(segment, chain);
    }

    fn step_transitions(&mut self, segment: &Segment, chain: &Chain) {
        let gold = |at: usize| at.checked_sub(1).and_then(|at| segment.labels.get(at)).copied().unwrap_or(0);
        for at in 0..=segment.labels.len() {
            let mut pairs = chain.pairs(at);
            let next = if at < segment.labels.len() { segment.labels[at] } else { 0 };
            pairs[usize::from(gold(at))][usize::from(next)] -= 1.0;
            for (from, row) in pairs.iter().enumerate().take(COUNT) {
                for (to, gradient) in row.iter().enumerate().take(COUNT) {
                    if gradient.abs() > SLIGHT && may_follow(from, to) {
                        let cell = &mut self.transition_cells[from][to];
                        update(cell, &mut self.transitions[from][to], *gradient, 0.0, &self.options);
                    }
                }
            }
        }
    }

    fn finish(mut self) -> Weights {
        let keep = 1.0 - self.options.dropout;
        let (shared, own) = self.weights.split_at_mut(self.features);
        for (at, row) in shared.iter_mut().enumerate() {
            for (label, weight) in row.iter_mut().enumerate() {
                *weight = (*weight + own.get(at).map_or(0.0, |own| own[label])) * keep;
            }
        }
        self.weights.truncate(self.features);
        Weights { features: self.weights, transitions: self.transitions }
    }
}

/// The step of FTRL-proximal for one number.
fn update(cell: &mut Cell, weight: &mut f32, gradient: f32, l1: f32, options: &Options) {
    let squares = cell.squares + gradient * gradient;
    let root = squares.sqrt();
    cell.sum += gradient - (root - cell.squares.sqrt()) / options.rate * *weight;
    cell.squares = squares;
    *weight = if cell.sum.abs() <= l1 {
        0.0
    } else {
        (cell.sum.signum() * l1 - cell.sum) / ((1.0 + root) / options.rate + options.l2)
    };
}

/// Sums over all paths of a segment, scaled unit by unit.
#[derive(Clone, Debug, Default)]
struct Chain {
    /// Scores, and after a run their exponentials.
    scores: Vec<Row>,
    ahead: Vec<Row>,
    back: Vec<Row>,
    /// Exponentials of the transitions.
    steps: Vec<Row>,
}

impl Chain {
    fn run(&mut self, transitions: &[Row; WIDTH]) {
        self.steps.clear();
        self.steps.extend(exponentials(transitions));
        let steps = &self.steps;
        for row in &mut self.scores {
            let top = row[..COUNT].iter().copied().fold(f32::MIN, f32::max);
            for (label, score) in row.iter_mut().enumerate() {
                *score = if label < COUNT { (*score - top).exp() } else { 0.0 };
            }
        }
        self.ahead.clear();
        let mut last = start();
        for row in &self.scores {
            let mut next = [0.0; WIDTH];
            for (from, share) in last.iter().enumerate().take(COUNT).filter(|(_, share)| **share > 0.0) {
                next.iter_mut().zip(&steps[from]).for_each(|(sum, step)| *sum += share * step);
            }
            next.iter_mut().zip(row).for_each(|(sum, score)| *sum *= score);
            scale(&mut next);
            self.ahead.push(next);
            last = next;
        }
        self.back.clear();
        self.back.resize(self.scores.len(), [0.0; WIDTH]);
        let mut weighted = start();
        for at in (0..self.scores.len()).rev() {
            let mut row = [0.0; WIDTH];
            for (from, cell) in row.iter_mut().enumerate().take(COUNT) {
                *cell = steps[from].iter().zip(&weighted).map(|(step, share)| step * share).sum();
            }
            scale(&mut row);
            self.back[at] = row;
            weighted = std::array::from_fn(|label| row[label] * self.scores[at][label]);
        }
    }

    /// Gives the share of each label at a unit, less one for the right label.
    fn gradient(&self, at: usize, gold: u8) -> Row {
        let mut row: Row = std::array::from_fn(|label| self.ahead[at][label] * self.back[at][label]);
        scale(&mut row);
        row[usize::from(gold)] -= 1.0;
        row
    }

    /// Gives the share of each pair of labels before and at a unit; one past the last unit, outside stands.
    fn pairs(&self, at: usize) -> [Row; WIDTH] {
        let before = at.checked_sub(1).map_or_else(start, |at| self.ahead[at]);
        let after = match self.scores.get(at) {
            Some(scores) => std::array::from_fn(|label| scores[label] * self.back[at][label]),
            None => start(),
        };
        let mut pairs = [[0.0; WIDTH]; WIDTH];
        let mut sum = 0.0;
        for from in 0..COUNT {
            for to in 0..COUNT {
                let share = before[from] * self.steps[from][to] * after[to];
                pairs[from][to] = share;
                sum += share;
            }
        }
        let sum = f32::max(sum, f32::MIN_POSITIVE);
        pairs.iter_mut().flatten().for_each(|share| *share /= sum);
        pairs
    }
}

fn exponentials(transitions: &[Row; WIDTH]) -> [Row; WIDTH] {
    std::array::from_fn(|from| {
        std::array::from_fn(|to| {
            let may = from < COUNT && to < COUNT && may_follow(from, to);
            if may { transitions[from][to].exp() } else { 0.0 }
        })
    })
}

fn start() -> Row {
    let mut row = [0.0; WIDTH];
    row[0] = 1.0;
    row
}

fn scale(row: &mut Row) {
    let sum = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    row.iter_mut().for_each(|share| *share /= sum);
}

impl Weights {
    /// Gives the best labels of a segment.
    pub(crate) fn best(&self, segment: &Segment, with_votes: bool) -> Vec<u8> {
        let mut last = [f32::MIN; WIDTH];
        last[0] = 0.0;
        let mut backs = Vec::with_capacity(segment.first.len());
        for (first, votes) in segment.first.iter().zip(&segment.votes) {
            let mut scores = [0.0; WIDTH];
            let votes: &[u32] = if with_votes { votes } else { &[] };
            for feature in first.iter().chain(votes) {
                scores.iter_mut().zip(&self.features[*feature as usize]).for_each(|(sum, weight)| *sum += weight);
            }
            let mut next = [f32::MIN; WIDTH];
            let mut back = [0; WIDTH];
            for (from, before) in last.iter().enumerate().take(COUNT).filter(|(_, before)| **before > f32::MIN) {
                for to in (0..COUNT).filter(|to| may_follow(from, *to)) {
                    let total = before + self.transitions[from][to] + scores[to];
                    if total > next[to] {
                        (next[to], back[to]) = (total, from as u8);
                    }
                }
            }
            last = next;
            backs.push(back);
        }
        let leave =
            |label: usize| if may_follow(label, 0) { last[label] + self.transitions[label][0] } else { f32::MIN };
        let mut best = (0..COUNT).max_by(|a, b| leave(*a).total_cmp(&leave(*b))).unwrap_or(0) as u8;
        let mut labels = vec![0; backs.len()];
        for (label, back) in labels.iter_mut().zip(&backs).rev() {
            *label = best;
            best = back[usize::from(best)];
        }
        labels
    }

    /// Adds other weights of the same features.
    pub(crate) fn plus(mut self, other: &Self) -> Self {
        let rows = self.features.iter_mut().chain(&mut self.transitions);
        for (row, other) in rows.zip(other.features.iter().chain(&other.transitions)) {
            row.iter_mut().zip(other).for_each(|(to, from)| *to += from);
        }
        self
    }

    pub(crate) fn scale(&mut self, times: f32) {
        self.features.iter_mut().chain(&mut self.transitions).flatten().for_each(|weight| *weight *= times);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_tell_what_was_shown() {
        // Feature 0 begins a name of two, feature 1 ends it, feature 2 is none.
        let segment = |features: &[u32], labels: &[u8]| Segment {
            first: features.iter().map(|feature| vec![*feature]).collect(),
            votes: vec![Vec::new(); features.len()],
            labels: labels.to_vec(),
            ..Segment::default()
        };
        let segments = [segment(&[0, 1, 2], &[1, 3, 0]), segment(&[2, 0, 1], &[0, 1, 3])];
        let segments: Vec<Segment> = segments.into_iter().cycle().take(60).collect();
        let options = Options {
            epochs: 5,
            rate: 0.2,
            l1: 0.1,
            l2: 0.1,
            dropout: 0.0,
            voted: 0.0,
            miss: 0.0,
            corpora: 0,
            seed: 1,
        };
        let weights = learn(&segments, 3, options, |_| true);
        assert_eq!(weights.best(&segment(&[2, 0, 1, 2], &[]), false), [0, 1, 3, 0]);
    }
}
