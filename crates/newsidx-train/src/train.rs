//! Trains the tagger. In: corpora, the table of facts. Out: the bytes of `weights.bin`.
//!
//! Each article's votes for training come from models that have not seen it, as they will in use. Several models that
//! differ in what chance left out are averaged: for sums of weights, that is the average of their scores.

use std::collections::HashMap;

use newsidx_text::entity::tagger::training::{Gold, Reader, Reading};
use newsidx_text::entity::tagger::{Broken, COUNT, SCALE, encode_weights};

use crate::corpus::{Article, with_headlines};
use crate::crf::{Options, Segment, Weights, learn};

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recipe {
    pub(crate) learning: Options,
    /// Models to average that learn from all corpora.
    pub(crate) models: usize,
    /// Models to average with them that learn from the first corpus alone.
    pub(crate) alone: usize,
    /// Parts of the corpora for the votes; 1 leaves votes out.
    pub(crate) folds: usize,
    /// The share of sentences that are added in capitals, and of those added in title case.
    pub(crate) headlines: f32,
    /// A feature is kept when it occurs so often.
    pub(crate) occurs: u32,
    /// Weights smaller than this are left out.
    pub(crate) least: f32,
}

/// Trains; `say` is told how far it is.
pub(crate) fn train(
    articles: Vec<Article>,
    facts: &[u8],
    recipe: Recipe,
    mut say: impl FnMut(&str),
) -> Result<Vec<u8>, Broken> {
    let articles = with_headlines(articles, recipe.headlines, recipe.learning.seed);
    let mut reader = Reader::new(facts)?;
    let mut readings: Vec<Reading> = articles.iter().map(|article| read(&mut reader, article)).collect();
    let mut numbers = count(&reader, &readings, recipe.occurs);
    let mut segments = segments(&reader, &readings, &articles, &numbers);
    let (lost, all) = (readings.iter().map(|reading| reading.lost).sum::<usize>(), names(&articles));
    say(&format!("{} features, {} segments, {lost} of {all} names lost", numbers.len(), segments.len()));
    if recipe.folds > 1 {
        jackknife(&reader, &mut readings, &mut segments, &mut numbers, recipe);
        say("votes are in");
    }
    let seed = |model: usize| recipe.learning.seed * 1000 + model as u64;
    let count = recipe.models + recipe.alone;
    let models = two_by_two(count, |model| {
        let alone = model >= recipe.models;
        let corpora = if alone { 0 } else { recipe.learning.corpora };
        let options = Options { seed: seed(model), corpora, ..recipe.learning };
        learn(&segments, numbers.len(), options, |segment| !alone || segment.corpus == 0)
    });
    let Some(mut weights) = models.into_iter().reduce(|sum, model| sum.plus(&model)) else { return Ok(Vec::new()) };
    weights.scale(1.0 / count as f32);
    Ok(pack(&weights, &numbers, recipe.least))
}

/// Makes so many models, two at a time; each is the same whatever the other thread does.
fn two_by_two(count: usize, make: impl Fn(usize) -> Weights + Sync) -> Vec<Weights> {
    let make = &make;
    let pairs = (0..count).step_by(2).map(|first| {
        std::thread::scope(|scope| {
            let second = (first + 1 < count).then(|| scope.spawn(move || make(first + 1)));
            let first = make(first);
            let second = second.and_then(|thread| thread.join().ok());
            std::iter::once(first).chain(second).collect::<Vec<_>>()
        })
    });
    pairs.flatten().collect()
}

fn names(articles: &[Article]) -> usize {
    articles.iter().flat_map(|article| &article.sentences).map(|(_, gold)| gold.len()).sum()
}

fn read(reader: &mut Reader<'_>, article: &Article) -> Reading {
    let texts: Vec<(&str, &[Gold])> =
        article.sentences.iter().map(|(text, gold)| (text.as_str(), gold.as_slice())).collect();
    reader.read(&texts)
}

/// Numbers the features that occur often enough, in an order that the corpora alone decide.
fn count(reader: &Reader<'_>, readings: &[Reading], occurs: u32) -> HashMap<u64, u32> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for reading in readings {
        for segment in &reading.segments {
            reader.features(reading, segment, |_, feature| *counts.entry(feature).or_default() += 1);
        }
    }
    let mut kept: Vec<u64> =
        counts.into_iter().filter(|(_, count)| *count >= occurs).map(|(feature, _)| feature).collect();
    kept.sort_unstable();
    kept.into_iter().zip(0..).collect()
}

fn segments(
    reader: &Reader<'_>,
    readings: &[Reading],
    articles: &[Article],
    numbers: &HashMap<u64, u32>,
) -> Vec<Segment> {
    let mut all = Vec::new();
    for (number, (reading, article)) in readings.iter().zip(articles).enumerate() {
        for segment in &reading.segments {
            let units = segment.labels.len();
            let mut made = Segment {
                first: vec![Vec::new(); units],
                votes: vec![Vec::new(); units],
                labels: segment.labels.clone(),
                corpus: article.corpus,
                article: number,
            };
            reader.features(reading, segment, |at, feature| made.first[at].extend(numbers.get(&feature)));
            all.push(made);
        }
    }
    all
}

/// Gives each article the votes of a model that was trained without it.
fn jackknife(
    reader: &Reader<'_>,
    readings: &mut [Reading],
    segments: &mut [Segment],
    numbers: &mut HashMap<u64, u32>,
    recipe: Recipe,
) {
    let folds = recipe.folds;
    let options = Options { epochs: recipe.learning.epochs.div_ceil(2), voted: 0.0, ..recipe.learning };
    let shown: &[Segment] = segments;
    let learnt =
        two_by_two(folds, |fold| learn(shown, numbers.len(), options, |segment| segment.article % folds != fold));
    let mut at = 0;
    for (number, reading) in readings.iter_mut().enumerate() {
        let own = &segments[at..at + reading.segments.len()];
        let labels: Vec<Vec<u8>> = own.iter().map(|segment| learnt[number % folds].best(segment, false)).collect();
        reader.set_votes(reading, &labels);
        for (made, segment) in segments[at..].iter_mut().zip(&reading.segments) {
            reader.votes(reading, segment, |unit, feature| {
                let next = numbers.len() as u32;
                made.votes[unit].push(*numbers.entry(feature).or_insert(next));
            });
        }
        at += reading.segments.len();
    }
}

/// Rounds weights to whole numbers of one byte and writes the model.
fn pack(weights: &Weights, numbers: &HashMap<u64, u32>, least: f32) -> Vec<u8> {
    let whole = |weight: f32| (weight * SCALE).round();
    let mut features: Vec<(u64, Vec<(u8, i8)>)> = Vec::new();
    for (feature, number) in numbers {
        let row = weights.features[*number as usize].iter().enumerate().take(COUNT);
        let kept: Vec<(u8, i8)> = row
            .filter(|(_, weight)| weight.abs() >= least && whole(**weight) != 0.0)
            .map(|(label, weight)| (label as u8, whole(*weight).clamp(-127.0, 127.0) as i8))
            .collect();
        if !kept.is_empty() {
            features.push((*feature, kept));
        }
    }
    let transitions = std::array::from_fn(|from| {
        std::array::from_fn(|to| whole(weights.transitions[from][to]).clamp(-8000.0, 8000.0) as i16)
    });
    encode_weights(&mut features, &transitions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsidx_text::entity::tagger::{Coarse, encode_facts};

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        let sentence = |text: &str, name: &str| {
            let start = text.find(name).unwrap_or_default();
            (text.to_owned(), vec![(start, start + name.len(), Coarse::Person)])
        };
        let articles: Vec<Article> = (0..6)
            .map(|number| Article {
                sentences: vec![
                    sentence("Then Ann Jones spoke in court.", "Ann Jones"),
                    sentence("He thanked Bob Smith for it.", "Bob Smith"),
                ],
                corpus: number % 2,
            })
            .collect();
        let learning = Options {
            epochs: 4,
            rate: 0.2,
            l1: 0.1,
            l2: 0.1,
            dropout: 0.3,
            voted: 0.5,
            miss: 0.3,
            corpora: 2,
            seed: 7,
        };
        let recipe = Recipe { learning, models: 1, alone: 1, folds: 2, headlines: 0.2, occurs: 1, least: 0.02 };
        let facts = encode_facts([]);
        let train = |recipe| train(articles.clone(), &facts, recipe, |_| ()).expect("facts that are one's own");
        let bytes = train(recipe);
        assert_eq!(bytes, train(recipe));
        assert!(bytes.len() > 2000);
        assert_ne!(bytes, train(Recipe { learning: Options { seed: 8, ..learning }, ..recipe }));
    }
}
