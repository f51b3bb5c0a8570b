//! The weights. In: the bytes of a file, and numbers of features. Out: sums of scores for each label.
//! The file is used where it lies; nothing is parsed. Must not know what a feature means.
//!
//! Layout, numbers little-endian: `nxtg`, version, number of labels, two bytes of zero; a number that tells this model
//! from others (8 bytes); bits of the bucket number (4); transitions, from every label to every label (2 each); the
//! start of every bucket and the end of the last (4 each); a filter, two bytes for each bucket; the buckets. A bucket is a row of features: two bytes of its
//! number, how many weights, and for each weight its label and its value (1 byte each). The filter has the bit
//! `feature >> 24`, modulo its size, of every feature: it is small enough to stay in the cache and tells most features
//! that have no weights.

use super::super::hash;
use super::format::{Broken, number, start_of};
use super::label::{COUNT, Coarse, closes, may_follow};

const MAGIC: [u8; 4] = *b"nxtg";
/// It stands for the features and labels too: a change of either is a new version. Version 1: the first. Version 2: the
/// ends of joined runs are features, and what the run tells of its neighbours is told once.
const VERSION: u8 = 2;
const HEADER: usize = 20;
/// Bytes of the filter for each bucket.
const FILTER: usize = 2;

/// Labels, with room to make sums of whole registers.
pub(super) const WIDTH: usize = 32;

/// What a model's whole numbers must be divided by to give natural units.
pub const SCALE: f32 = 24.0;

/// The transition between labels that may not follow each other.
const NEVER: i16 = i16::MIN / 2;

/// A score for each label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scores(pub(super) [i16; WIDTH]);

impl Scores {
    pub(super) const ZERO: Self = Self([0; WIDTH]);

    /// Adds other scores.
    #[inline]
    pub(super) fn add(&mut self, other: &Self) {
        self.add_each(&other.0, |term| term);
    }

    /// Adds scores of one byte each.
    #[inline]
    pub(super) fn add_narrow(&mut self, other: &[i8; WIDTH]) {
        self.add_each(other, i16::from);
    }

    /// Adds whole registers: a plain loop over all labels is made into one addition after another here.
    #[inline]
    fn add_each<T: Copy>(&mut self, other: &[T; WIDTH], wide: impl Fn(T) -> i16) {
        let (sums, terms) = (self.0.as_chunks_mut::<8>().0, other.as_chunks::<8>().0);
        for (sum, [a, b, c, d, e, f, g, h]) in sums.iter_mut().zip(terms) {
            let terms = [*a, *b, *c, *d, *e, *f, *g, *h].map(&wide);
            let mut added = *sum;
            added.iter_mut().zip(terms).for_each(|(sum, term)| *sum = sum.wrapping_add(term));
            *sum = added;
        }
    }

    /// Gives the scores as one byte each, where they fit.
    pub(super) fn narrow(&self) -> Option<[i8; WIDTH]> {
        let fits = self.0.iter().all(|score| i8::try_from(*score).is_ok());
        fits.then(|| self.0.map(|score| score as i8))
    }
}

/// Weights of features and transitions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights<'a> {
    bits: u32,
    starts: &'a [u8],
    filter: &'a [u8],
    buckets: &'a [u8],
    identity: u64,
}

impl<'a> Weights<'a> {
    /// Reads the header; gives the weights and the transitions.
    pub(super) fn new(bytes: &'a [u8]) -> Result<(Self, Transitions), Broken> {
        let body = start_of(bytes, MAGIC, VERSION)?;
        if bytes.get(5).is_none_or(|labels| usize::from(*labels) != COUNT) {
            return Err(Broken::Cut);
        }
        let identity = body.first_chunk().map(|eight| u64::from_le_bytes(*eight)).ok_or(Broken::Cut)?;
        let bits = number(body, 8).filter(|bits| *bits < 24).ok_or(Broken::Cut)?;
        let transitions = bytes.get(HEADER..HEADER + 2 * COUNT * COUNT).ok_or(Broken::Cut)?;
        let start = HEADER + transitions.len();
        let starts = bytes.get(start..start + 4 * ((1 << bits) + 1)).ok_or(Broken::Cut)?;
        let start = start + starts.len();
        let filter = bytes.get(start..start + (FILTER << bits)).ok_or(Broken::Cut)?;
        let buckets = bytes.get(start + filter.len()..).unwrap_or_default();
        if number(starts, starts.len() - 4).ok_or(Broken::Cut)? as usize != buckets.len() {
            return Err(Broken::Cut);
        }
        Ok((Self { bits, starts, filter, buckets, identity }, Transitions::new(transitions)))
    }

    /// Tells this model from others.
    pub(super) fn identity(&self) -> u64 {
        self.identity
    }

    /// Adds the weights of one feature.
    #[inline]
    pub(super) fn add(&self, feature: u64, scores: &mut Scores) {
        if let Some(bucket) = self.bucket(feature) {
            scan(bucket, feature, scores);
        }
    }

    /// Tells of most features without weights that they have none.
    #[inline]
    fn may_hold(&self, feature: u64) -> bool {
        let (byte, bit) = place_in_filter(feature, self.filter.len());
        self.filter.get(byte).is_some_and(|byte| byte & bit != 0)
    }

    /// Gives the bucket where a feature would lie.
    #[inline]
    fn bucket(&self, feature: u64) -> Option<&'a [u8]> {
        let (start, end) = self.span(feature)?;
        self.buckets.get(start as usize..end as usize)
    }

    /// Gives the first byte of that bucket and one past its last.
    #[inline]
    fn span(&self, feature: u64) -> Option<(u32, u32)> {
        let bucket = (feature >> (63 - self.bits) >> 1) as usize;
        let ends: &[u8; 8] = self.starts.get(bucket * 4..bucket * 4 + 8)?.first_chunk()?;
        // Two numbers of four bytes, read as one of eight.
        let ends = u64::from_le_bytes(*ends);
        Some(((ends & 0xffff_ffff) as u32, (ends >> 32) as u32))
    }
}

/// So many features are looked up together, a power of two.
const BATCH: usize = 64;

/// Features of one unit that are looked up together, so that the memory answers many questions at once.
#[derive(Debug)]
pub(super) struct Batch {
    features: [u64; BATCH],
    /// Where the buckets of the features begin and end; kept here so that no memory is cleared for each unit.
    spans: [(u32, u32); BATCH],
    count: usize,
}

impl Default for Batch {
    fn default() -> Self {
        Self { features: [0; BATCH], spans: [(0, 0); BATCH], count: 0 }
    }
}

impl Batch {
    /// Adds a feature where the filter does not tell that it has no weights.
    #[inline]
    pub(super) fn push(&mut self, feature: u64, weights: &Weights<'_>, scores: &mut Scores) {
        if self.count == BATCH {
            self.weigh(weights, scores);
        }
        // A wrong guess of the processor is dearer than a write that the next one overwrites.
        if let Some(place) = self.features.get_mut(self.count) {
            *place = feature;
        }
        self.count += usize::from(weights.may_hold(feature));
    }

    /// Adds the weights of all features and forgets them.
    pub(super) fn weigh(&mut self, weights: &Weights<'_>, scores: &mut Scores) {
        let features = self.features.get(..self.count).unwrap_or_default();
        let mut first_bytes = 0;
        for (span, feature) in self.spans.iter_mut().zip(features) {
            *span = weights.span(*feature).unwrap_or_default();
            first_bytes ^= weights.buckets.get(span.0 as usize).copied().unwrap_or_default();
        }
        // The first bytes are asked for so that all buckets are on their way before the first one is read.
        std::hint::black_box(first_bytes);
        for ((start, end), feature) in self.spans.iter().zip(features) {
            scan(weights.buckets.get(*start as usize..*end as usize).unwrap_or_default(), *feature, scores);
        }
        self.count = 0;
    }
}

/// Gives byte and bit of a feature in a filter of so many bytes, a power of two.
#[inline]
fn place_in_filter(feature: u64, bytes: usize) -> (usize, u8) {
    let place = (feature >> 24) as usize;
    ((place >> 3) & (bytes - 1), 1 << (place & 7))
}

/// Adds the weights of a feature where its bucket holds it.
#[inline]
fn scan(bucket: &[u8], feature: u64, scores: &mut Scores) {
    let mut rest = bucket;
    let wanted = fingerprint(feature);
    while let [a, b, count, tail @ ..] = rest {
        let Some((weights, others)) = tail.split_at_checked(2 * usize::from(*count)) else { return };
        if [*a, *b] == wanted {
            add_weights(weights, scores);
            return;
        }
        rest = others;
    }
}

#[inline]
fn add_weights(weights: &[u8], scores: &mut Scores) {
    for pair in weights.chunks_exact(2) {
        if let [label, weight] = pair
            && let Some(sum) = scores.0.get_mut(usize::from(*label) % WIDTH)
        {
            *sum = sum.wrapping_add(i16::from(*weight as i8));
        }
    }
}

/// How many labels may start after a closed one: no name, and the first or only unit of a name of each type.
pub(super) const STARTS: usize = 1 + 2 * Coarse::ALL.len();

/// The same, with room to make whole registers.
pub(super) const LANES: usize = 16;

/// Gives the label that is the start of this number.
pub(super) const fn start_label(start: usize) -> usize {
    match start {
        0 => 0,
        _ => 1 + (start - 1) / 2 * 4 + (start - 1) % 2 * 3,
    }
}

/// Scores of one label after another.
#[derive(Clone, Debug)]
pub(super) struct Transitions {
    all: [[i16; WIDTH]; WIDTH],
    /// Each closed label, the best score of what may start after it, and all such scores.
    starts: [(usize, i32, [i32; LANES]); STARTS],
}

impl Transitions {
    fn new(bytes: &[u8]) -> Self {
        let mut table = [[NEVER; WIDTH]; WIDTH];
        for (row, bytes) in table.iter_mut().zip(bytes.chunks_exact(2 * COUNT)) {
            for (cell, pair) in row.iter_mut().zip(bytes.chunks_exact(2)) {
                *cell = pair.first_chunk().map_or(NEVER, |two| i16::from_le_bytes(*two));
            }
        }
        let closed = |number: usize| (0..COUNT).filter(|label| closes(*label)).nth(number).unwrap_or(0);
        let starts = std::array::from_fn(|number| {
            let from = closed(number);
            let score = |to: usize| table.get(from).and_then(|row| row.get(to)).copied().unwrap_or(NEVER);
            let lane = |start: usize| if start < STARTS { score(start_label(start)) } else { NEVER };
            let lanes: [i32; LANES] = std::array::from_fn(|start| i32::from(lane(start)));
            (from, lanes.iter().copied().max().unwrap_or_default(), lanes)
        });
        Self { all: table, starts }
    }

    /// Gives each closed label with the best score of the labels that may start after it, and with all.
    #[inline]
    pub(super) fn starts(&self) -> impl Iterator<Item = (usize, i32, &[i32; LANES])> {
        self.starts.iter().map(|(from, top, scores)| (*from, *top, scores))
    }

    /// Gives the scores of every label after `label`.
    #[inline]
    pub(super) fn after(&self, label: usize) -> &[i16; WIDTH] {
        const OUTSIDE: [i16; WIDTH] = [NEVER; WIDTH];
        self.all.get(label).unwrap_or(&OUTSIDE)
    }
}

fn fingerprint(feature: u64) -> [u8; 2] {
    let [a, b, ..] = feature.to_le_bytes();
    [a, b]
}

/// Writes a model of whole-numbered weights: for each feature its number and its labels with their weights.
///
/// `transitions[a][b]` is the score of label `b` after label `a`; pairs that cannot be are overwritten. The result
/// depends on the set of features alone, not on their order.
pub fn encode(features: &mut Vec<(u64, Vec<(u8, i8)>)>, transitions: &[[i16; COUNT]; COUNT]) -> Vec<u8> {
    features.sort_unstable();
    features.dedup_by_key(|(feature, _)| *feature);
    let bits = (features.len() as u32 / 2).checked_ilog2().unwrap_or(0);
    let mut body = Vec::new();
    body.extend(bits.to_le_bytes());
    for (label, row) in transitions.iter().enumerate() {
        for (next, score) in row.iter().enumerate() {
            body.extend(if may_follow(label, next) { *score } else { NEVER }.to_le_bytes());
        }
    }
    let mut filter = vec![0; FILTER << bits];
    for (feature, _) in features.iter() {
        let (byte, bit) = place_in_filter(*feature, filter.len());
        if let Some(byte) = filter.get_mut(byte) {
            *byte |= bit;
        }
    }
    let mut buckets = Vec::new();
    let mut features = features.iter().peekable();
    for bucket in 0..1_u64 << bits {
        body.extend((buckets.len() as u32).to_le_bytes());
        while let Some((feature, weights)) = features.next_if(|(feature, _)| feature >> (63 - bits) >> 1 == bucket) {
            buckets.extend(fingerprint(*feature));
            buckets.push(weights.len() as u8);
            buckets.extend(weights.iter().flat_map(|(label, weight)| [*label, *weight as u8]));
        }
    }
    body.extend((buckets.len() as u32).to_le_bytes());
    body.extend(filter);
    body.extend(buckets);
    let mut bytes = Vec::from(MAGIC);
    bytes.extend([VERSION, COUNT as u8, 0, 0]);
    bytes.extend(hash::of(&body).to_le_bytes());
    bytes.extend(body);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let weights = |number: u64| vec![((number % 29) as u8, -3), (1, 7)];
        let mut features = (0..500).map(|number| (hash::mix(number, 9), weights(number))).collect();
        encode(&mut features, &[[5; COUNT]; COUNT])
    }

    #[test]
    fn weights_come_back() -> Result<(), Broken> {
        let bytes = sample();
        let (weights, transitions) = Weights::new(&bytes)?;
        for number in 0..500_u64 {
            let (mut scores, mut batch) = (Scores::ZERO, Batch::default());
            batch.push(hash::mix(number, 9), &weights, &mut scores);
            batch.push(hash::mix(number, 10), &weights, &mut scores);
            batch.weigh(&weights, &mut scores);
            let mut expected = Scores::ZERO;
            expected.0[number as usize % 29] -= 3;
            expected.0[1] += 7;
            assert_eq!(scores, expected);
        }
        assert_eq!((transitions.after(0)[0], transitions.after(0)[2], transitions.after(99)[0]), (5, NEVER, NEVER));
        Ok(())
    }

    #[test]
    fn narrow_scores_add_as_wide_ones() {
        let mut scores = Scores(std::array::from_fn(|label| label as i16 * 8 - 128));
        let narrow = scores.narrow().expect("they fit into a byte");
        let mut sums = [scores, scores];
        sums[0].add(&scores);
        sums[1].add_narrow(&narrow);
        assert_eq!(sums[0], sums[1]);
        scores.0[3] = 128;
        assert_eq!(scores.narrow(), None);
    }

    #[test]
    fn starts_are_the_labels_that_may_follow_none() {
        let starts: Vec<usize> = (0..STARTS).map(start_label).collect();
        let follow: Vec<usize> = (0..COUNT).filter(|label| may_follow(0, *label)).collect();
        assert_eq!(starts, follow);
    }

    #[test]
    fn other_bytes_are_refused_with_a_reason() {
        let mut bytes = sample();
        bytes[4] += 1;
        let refused = Weights::new(&bytes).err();
        assert_eq!(refused, Some(Broken::Version { found: VERSION + 1, read: VERSION }));
        assert!(refused.is_some_and(|why| why.to_string().contains("is of version")));
        assert_eq!(Weights::new(b"something else").err(), Some(Broken::Foreign));
        let bytes = sample();
        for end in 8..bytes.len() {
            assert_eq!(Weights::new(&bytes[..end]).err(), Some(Broken::Cut), "{end}");
        }
    }
}
