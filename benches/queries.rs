//! What is asked. In: a corpus. Out: words and queries of each class, drawn from it, the same every time.

use std::collections::{BTreeMap, HashSet};

use newsidx::query::{EntityField, Field, Matcher, Query};
use newsidx::text::Language;
use newsidx::text::stem::Stemmer;
use newsidx::text::word::words;
use newsidx::text::{EntityKind, fold::fold};
use newsidx::{Article, CivilDay};

use crate::Outcome;
use crate::corpus::Corpus;
use crate::names::Known;
use crate::random::Random;

/// How many queries a class has at most.
const QUERIES: usize = 30;

/// A class of queries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Rare,
    Frequent,
    Or,
    And,
    Phrase,
    Prefix,
    Fuzzy,
    WithEntity,
    WithSource,
    WithDays,
}

impl Class {
    pub(crate) const ALL: [Self; 10] = [
        Self::Rare,
        Self::Frequent,
        Self::Or,
        Self::And,
        Self::Phrase,
        Self::Prefix,
        Self::Fuzzy,
        Self::WithEntity,
        Self::WithSource,
        Self::WithDays,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rare => "rare word",
            Self::Frequent => "frequent word",
            Self::Or => "OR of 2-3",
            Self::And => "AND of 2-3",
            Self::Phrase => "phrase",
            Self::Prefix => "prefix",
            Self::Fuzzy => "fuzzy",
            Self::WithEntity => "word + place",
            Self::WithSource => "word + source",
            Self::WithDays => "word + days",
        }
    }

    /// Whether the condition beside the word belongs to the article.
    pub(crate) fn asks_of_article(self) -> bool {
        matches!(self, Self::WithSource | Self::WithDays)
    }
}

/// Words drawn from a corpus.
#[derive(Default)]
pub(crate) struct Drawn {
    /// In 2 to 20 paragraphs.
    pub(crate) rare: Vec<String>,
    /// In one paragraph of 50 or more.
    pub(crate) frequent: Vec<String>,
    /// Two or three content words that stand one after the other.
    pub(crate) sequences: Vec<Vec<String>>,
    /// In 30 paragraphs or more.
    common: Vec<String>,
    /// A word and a place that stand in one paragraph.
    with_place: Vec<(String, String)>,
    /// A word and the outlet of an article that holds it.
    with_source: Vec<(String, String)>,
    /// A word and the year of an article that holds it.
    with_year: Vec<(String, i16)>,
}

impl Drawn {
    pub(crate) fn from(corpus: &Corpus, known: &Known) -> Outcome<Self> {
        let english = Stemmer::for_language(Language::ENGLISH).ok_or("there is no English stemmer")?;
        let frequencies = frequencies(corpus, english);
        let paragraphs = frequencies.paragraphs;
        let mut random = Random::new(11);
        let mut among = |low: usize, high: usize| {
            let fits = |(word, number): (&String, &usize)| {
                (word.len() >= 5 && (low..=high).contains(number)).then(|| word.clone())
            };
            let mut words: Vec<String> = frequencies.words.iter().filter_map(fits).collect();
            (0..QUERIES.min(words.len())).map(|_| words.swap_remove(random.below(words.len()))).collect::<Vec<_>>()
        };
        let mut drawn = Self {
            rare: among(2, 20),
            frequent: among((paragraphs / 50).max(2), paragraphs),
            common: among(30, paragraphs),
            ..Self::default()
        };
        drawn.draw_in_place(corpus, known, english, &frequencies.words);
        Ok(drawn)
    }

    fn draw_in_place(
        &mut self,
        corpus: &Corpus,
        known: &Known,
        english: Stemmer,
        frequencies: &BTreeMap<String, usize>,
    ) {
        let mut random = Random::new(13);
        for _ in 0..QUERIES * 200 {
            let article = random.pick(&corpus.articles);
            if article.paragraphs.is_empty() {
                continue;
            }
            let number = random.below(article.paragraphs.len());
            let folded: Vec<String> = folded_words(&article.paragraphs[number]).collect();
            let content = |word: &String| word.len() >= 4 && english.applies_to(word);
            let length = 2 + random.below(2);
            let sequences: Vec<&[String]> =
                folded.windows(length).filter(|window| window.iter().all(content)).collect();
            if !sequences.is_empty() && self.sequences.len() < QUERIES {
                self.sequences.push(random.pick(&sequences).to_vec());
            }
            let common: Vec<&String> = folded
                .iter()
                .filter(|word| content(word) && frequencies.get(*word).is_some_and(|number| *number >= 50))
                .collect();
            if !common.is_empty() {
                let word = (*random.pick(&common)).clone();
                self.draw_filters(&word, article, number, known);
            }
        }
    }

    fn draw_filters(&mut self, word: &str, article: &Article, number: usize, known: &Known) {
        let room = |length: usize| length < QUERIES;
        if room(self.with_place.len())
            && let Some(paragraph) = known.annotate(article).paragraphs.get(number + 1)
            && let Some(place) = paragraph.mentions.iter().find(|mention| mention.key.kind == EntityKind::City)
        {
            self.with_place.push((word.to_owned(), place.key.name.clone()));
        }
        if let Some(source) = article.source.as_ref().filter(|_| room(self.with_source.len())) {
            self.with_source.push((word.to_owned(), source.clone()));
        }
        if let Some(year) =
            article.published.and_then(|published| published.day.year()).filter(|_| room(self.with_year.len()))
        {
            self.with_year.push((word.to_owned(), year));
        }
    }

    /// Gives the queries of a class.
    pub(crate) fn queries(&self, class: Class) -> Vec<Query> {
        let words = |words: &[String], make: fn(&str) -> Query| words.iter().map(|word| make(word)).collect();
        let joined = |join: fn(Query, Query) -> Query| {
            let of = |words: &Vec<String>| words.iter().map(Query::word).reduce(join).unwrap_or_else(Query::nothing);
            self.sequences.iter().map(of).collect()
        };
        match class {
            Class::Rare => words(&self.rare, |word| Query::word(word)),
            Class::Frequent => words(&self.frequent, |word| Query::word(word)),
            Class::Or => joined(Query::or),
            Class::And => joined(Query::and),
            Class::Phrase => self.sequences.iter().map(|words| Query::phrase(words.join(" "))).collect(),
            Class::Prefix => words(&self.common, |word| Query::prefix(word.chars().take(5).collect::<String>())),
            Class::Fuzzy => words(&self.common, |word| {
                Query::field(Field::Anywhere, Matcher::Fuzzy { word: word.to_owned(), distance: 1 })
            }),
            Class::WithEntity => {
                let place =
                    |name: &str| Query::field(Field::Entity(EntityField::Place), Matcher::Word(name.to_owned()));
                self.with_place.iter().map(|(word, name)| Query::word(word).and(place(name))).collect()
            }
            Class::WithSource => {
                let source = |name: &str| Query::field(Field::Source, Matcher::Exact(name.to_owned()));
                self.with_source.iter().map(|(word, name)| Query::word(word).and(source(name))).collect()
            }
            Class::WithDays => {
                let days =
                    |year: i16| Query::published(CivilDay::from_date(year, 1, 1), CivilDay::from_date(year, 12, 31));
                self.with_year.iter().map(|(word, year)| Query::word(word).and(days(*year))).collect()
            }
        }
    }
}

/// How many paragraphs hold each content word.
struct Frequencies {
    words: BTreeMap<String, usize>,
    paragraphs: usize,
}

fn frequencies(corpus: &Corpus, english: Stemmer) -> Frequencies {
    let mut frequencies = Frequencies { words: BTreeMap::new(), paragraphs: 0 };
    for text in corpus.paragraphs() {
        frequencies.paragraphs += 1;
        let distinct: HashSet<String> = folded_words(text).collect();
        for word in distinct {
            *frequencies.words.entry(word).or_default() += 1;
        }
    }
    frequencies.words.retain(|word, _| english.applies_to(word));
    frequencies
}

fn folded_words(text: &str) -> impl Iterator<Item = String> + '_ {
    words(text).map(|word| fold(newsidx::text::fold::strip_possessive(word.span.of(text))).into_owned())
}
