//! An invented language of news. In: chance. Out: words, inflected and skewed as in English, and names.
//!
//! Invented, so that the benches carry no text of anyone; shaped as English, so that its stemmer has work to do.

use std::collections::HashSet;

use crate::random::{Random, Weighted};

/// Function words, and how many there are among a thousand words of news.
const FUNCTION_WORDS: [(&str, f64); 60] = [
    ("the", 62.0),
    ("of", 28.0),
    ("to", 27.0),
    ("and", 26.0),
    ("in", 22.0),
    ("a", 21.0),
    ("that", 10.0),
    ("for", 10.0),
    ("said", 9.0),
    ("is", 9.0),
    ("on", 9.0),
    ("was", 8.0),
    ("with", 7.0),
    ("by", 6.0),
    ("as", 6.0),
    ("it", 6.0),
    ("he", 6.0),
    ("at", 6.0),
    ("from", 5.0),
    ("be", 5.0),
    ("has", 5.0),
    ("his", 4.0),
    ("have", 4.0),
    ("are", 4.0),
    ("an", 4.0),
    ("will", 4.0),
    ("not", 4.0),
    ("but", 4.0),
    ("they", 3.0),
    ("its", 3.0),
    ("which", 3.0),
    ("were", 3.0),
    ("would", 3.0),
    ("been", 3.0),
    ("who", 3.0),
    ("had", 3.0),
    ("this", 3.0),
    ("their", 3.0),
    ("more", 3.0),
    ("or", 3.0),
    ("after", 2.5),
    ("about", 2.5),
    ("also", 2.0),
    ("up", 2.0),
    ("than", 2.0),
    ("one", 2.0),
    ("we", 2.0),
    ("over", 2.0),
    ("when", 2.0),
    ("she", 2.0),
    ("there", 2.0),
    ("into", 2.0),
    ("out", 2.0),
    ("could", 1.5),
    ("other", 1.5),
    ("some", 1.5),
    ("no", 1.5),
    ("against", 1.5),
    ("between", 1.5),
    ("us", 1.0),
];

const ONSETS: [&str; 34] = [
    "b", "br", "c", "ch", "cl", "cr", "d", "dr", "f", "fl", "fr", "g", "gr", "h", "j", "l", "m", "n", "p", "pl", "pr",
    "qu", "r", "s", "sc", "sh", "sp", "st", "str", "t", "th", "tr", "v", "w",
];
const NUCLEI: [&str; 11] = ["a", "e", "i", "o", "u", "ea", "ai", "ou", "e", "a", "i"];
const CODAS: [&str; 16] = ["", "", "n", "r", "l", "t", "s", "nd", "ck", "rt", "st", "m", "d", "nt", "ss", "rk"];

const CYRILLIC_ONSETS: [&str; 16] = ["б", "в", "г", "д", "з", "к", "л", "м", "н", "п", "пр", "р", "с", "ст", "т", "х"];
const CYRILLIC_NUCLEI: [&str; 8] = ["а", "е", "и", "о", "у", "я", "і", "є"];
const CYRILLIC_ENDINGS: [&str; 10] = ["", "а", "и", "ого", "ний", "ами", "ти", "ть", "ія", "ів"];

/// How many words have other forms; with those there are some 60,000.
const LEMMAS: usize = 22_000;
/// How many first and last names there are: 300,000 people in all.
const NAMES: (usize, usize) = (600, 500);
/// How many places there are.
pub(crate) const PLACES: usize = 260;

/// Words and names to write news with.
pub(crate) struct Language {
    function_words: Weighted,
    words: Vec<String>,
    word_weights: Weighted,
    pub(crate) places: Vec<String>,
    place_weights: Weighted,
    first_names: Vec<String>,
    last_names: Vec<String>,
    famous: Weighted,
}

impl Language {
    pub(crate) fn invent(random: &mut Random) -> Self {
        let mut taken: HashSet<String> = FUNCTION_WORDS.iter().map(|(word, _)| (*word).to_owned()).collect();
        let (words, weights) = inflected(random, &mut taken);
        let mut names = |random: &mut Random, number| {
            (0..number).map(|_| capitalised(&new_word(random, &mut taken))).collect::<Vec<_>>()
        };
        Self {
            function_words: Weighted::new(FUNCTION_WORDS.iter().map(|(_, weight)| *weight)),
            words,
            word_weights: Weighted::new(weights),
            places: names(random, PLACES),
            place_weights: Weighted::by_rank(PLACES, 1.0),
            first_names: names(random, NAMES.0),
            last_names: names(random, NAMES.1),
            famous: Weighted::by_rank(5_000, 0.9),
        }
    }

    /// The rate at which function words stand among all words, in thousandths.
    pub(crate) fn function_word_rate() -> usize {
        FUNCTION_WORDS.iter().map(|(_, weight)| *weight).sum::<f64>() as usize
    }

    pub(crate) fn function_word(&self, random: &mut Random) -> &str {
        FUNCTION_WORDS[self.function_words.draw(random)].0
    }

    /// Draws the number of a content word, the frequent ones more often.
    pub(crate) fn draw_word(&self, random: &mut Random) -> usize {
        self.word_weights.draw(random)
    }

    pub(crate) fn word(&self, number: usize) -> &str {
        &self.words[number % self.words.len()]
    }

    pub(crate) fn place(&self, random: &mut Random) -> &str {
        &self.places[self.place_weights.draw(random)]
    }

    /// Draws a person: three in ten are among the 5,000 that news is full of, the others are named once or twice.
    pub(crate) fn person(&self, random: &mut Random) -> String {
        let all = self.first_names.len() * self.last_names.len();
        let number = if random.per_mille(300) { self.famous.draw(random) * 59 % all } else { random.below(all) };
        let (first, last) = (number % self.first_names.len(), number / self.first_names.len());
        format!("{} {}", self.first_names[first], self.last_names[last])
    }
}

/// Invents words with their inflected forms, and gives each form a weight.
fn inflected(random: &mut Random, taken: &mut HashSet<String>) -> (Vec<String>, Vec<f64>) {
    let (mut words, mut weights) = (Vec::new(), Vec::new());
    for rank in 0..LEMMAS {
        let lemma = new_word(random, taken);
        let weight = (rank as f64 + 8.0).powf(-1.05);
        let endings: &[(&str, f64)] = match rank % 3 {
            0 => &[("", 0.6), ("s", 0.4)],
            1 => &[("", 0.3), ("s", 0.2), ("ed", 0.3), ("ing", 0.2)],
            _ => &[("", 0.8), ("ly", 0.2)],
        };
        for (ending, share) in endings {
            words.push(format!("{lemma}{ending}"));
            weights.push(weight * share);
        }
    }
    (words, weights)
}

fn new_word(random: &mut Random, taken: &mut HashSet<String>) -> String {
    loop {
        let syllables = 1 + random.below(3);
        let word: String = (0..syllables).flat_map(|_| [*random.pick(&ONSETS), *random.pick(&NUCLEI)]).collect();
        let word = format!("{word}{}", random.pick(&CODAS));
        if word.len() > 2 && taken.insert(word.clone()) {
            return word;
        }
    }
}

/// Invents a paragraph of 60 words in Cyrillic letters.
pub(crate) fn cyrillic_paragraph(random: &mut Random) -> String {
    let mut word = || -> String {
        let syllables = 1 + random.below(3);
        let stem: String =
            (0..syllables).flat_map(|_| [*random.pick(&CYRILLIC_ONSETS), *random.pick(&CYRILLIC_NUCLEI)]).collect();
        format!("{stem}{}", random.pick(&CYRILLIC_ENDINGS))
    };
    let sentences: Vec<String> = (0..4)
        .map(|_| format!("{}, «{}».", capitalised(&word()), (0..14).map(|_| word()).collect::<Vec<_>>().join(" ")))
        .collect();
    sentences.join(" ")
}

pub(crate) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
