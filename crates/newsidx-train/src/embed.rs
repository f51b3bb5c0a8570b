//! Words as points, so that words of like use lie close. In: sentences of word numbers. Out: one vector a word.
//! The method is the continuous bag of words with negative sampling (Mikolov and others 2013), on one thread so that
//! a seed decides the result.

use crate::random::Random;

/// Numbers of a vector.
pub(crate) const WIDTH: usize = 64;
pub(crate) type Vector = [f32; WIDTH];

const WINDOW: usize = 4;
const NEGATIVE: usize = 8;
const RATE: f32 = 0.05;
/// Words more frequent than this share of all are left out at random, the oftener the more frequent.
const FREQUENT: f64 = 2e-4;

/// Learns a vector for each of `counts.len()` words.
pub(crate) fn vectors(sentences: &[Vec<u32>], counts: &[u64], epochs: usize, seed: u64) -> Vec<Vector> {
    let mut random = Random::new(seed);
    let mut inner: Vec<Vector> =
        counts.iter().map(|_| std::array::from_fn(|_| (random.unit() - 0.5) / WIDTH as f32)).collect();
    let mut outer: Vec<Vector> = vec![[0.0; WIDTH]; counts.len()];
    let noise = noise(counts);
    let total: u64 = counts.iter().sum();
    let keep: Vec<f32> = counts.iter().map(|count| keep(*count, total)).collect();
    let (mut done, all) = (0_u64, total * epochs as u64);
    let mut row = Vec::new();
    for _ in 0..epochs {
        for sentence in sentences {
            done += sentence.len() as u64;
            let rate = RATE * (1.0 - done as f32 / all as f32).max(1e-3);
            row.clear();
            row.extend(sentence.iter().copied().filter(|word| random.unit() < keep[*word as usize]));
            for at in 0..row.len() {
                let reach = 1 + random.below(WINDOW);
                learn(&row, at, reach, rate, &mut inner, &mut outer, &noise, &mut random);
            }
        }
    }
    inner.iter_mut().for_each(normalise);
    inner
}

fn keep(count: u64, total: u64) -> f32 {
    let share = count as f64 / total as f64;
    ((FREQUENT / share).sqrt() + FREQUENT / share).min(1.0) as f32
}

/// A table from which a word is drawn as often as its count to the power of three quarters.
fn noise(counts: &[u64]) -> Vec<u32> {
    const SIZE: f64 = 2e6;
    let weight = |count: &u64| (*count as f64).powf(0.75);
    let sum: f64 = counts.iter().map(weight).sum();
    let mut table = Vec::new();
    for (word, count) in counts.iter().enumerate() {
        let times = (weight(count) / sum * SIZE).ceil() as usize;
        table.extend(std::iter::repeat_n(word as u32, times));
    }
    table
}

#[expect(clippy::too_many_arguments, reason = "the state of one loop, never stored")]
fn learn(
    row: &[u32],
    at: usize,
    reach: usize,
    rate: f32,
    inner: &mut [Vector],
    outer: &mut [Vector],
    noise: &[u32],
    random: &mut Random,
) {
    let around = at.saturating_sub(reach)..(at + reach + 1).min(row.len());
    let others = || around.clone().filter(|other| *other != at).map(|other| row[other] as usize);
    let count = others().count();
    if count == 0 {
        return;
    }
    let mut mean = [0.0; WIDTH];
    others().for_each(|word| add(&mut mean, &inner[word], 1.0 / count as f32));
    let mut error = [0.0; WIDTH];
    for draw in 0..=NEGATIVE {
        let wanted = draw == 0;
        let word = if wanted { row[at] } else { noise[random.below(noise.len())] };
        if !wanted && word == row[at] {
            continue;
        }
        let target = &mut outer[word as usize];
        let guess = 1.0 / (1.0 + (-dot(&mean, target)).exp());
        let step = (f32::from(u8::from(wanted)) - guess) * rate;
        add(&mut error, target, step);
        add(target, &mean, step);
    }
    others().for_each(|word| add(&mut inner[word], &error, 1.0));
}

fn add(to: &mut Vector, from: &Vector, times: f32) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from * times);
}

pub(crate) fn dot(a: &Vector, b: &Vector) -> f32 {
    // Eight sums side by side: the compiler may not reorder the additions of one.
    let mut sums = [0.0_f32; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        sums.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    sums.iter().sum()
}

pub(crate) fn normalise(vector: &mut Vector) {
    let length = dot(vector, vector).sqrt().max(1e-9);
    vector.iter_mut().for_each(|number| *number /= length);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_like_use_lie_close() {
        let mut random = Random::new(3);
        let sentences: Vec<Vec<u32>> = (0..4000)
            .map(|_| {
                let side = random.below(2) as u32;
                vec![4 + side, random.below(2) as u32 + 2 * side, 4 + side]
            })
            .collect();
        let mut counts = vec![0; 6];
        sentences.iter().flatten().for_each(|word| counts[*word as usize] += 1);
        let found = vectors(&sentences, &counts, 8, 1);
        assert!(dot(&found[0], &found[1]) > dot(&found[0], &found[2]));
        assert_eq!(found, vectors(&sentences, &counts, 8, 1));
    }
}
