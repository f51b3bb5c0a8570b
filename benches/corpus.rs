//! The news that is measured on. In: a seed, or the file that `NEWSIDX_BENCH_ARCHIVE` names. Out: JSON Lines and articles.
//!
//! Invented news: 60,000 words whose frequencies fall as in English, two fifths of the text function words, 260 places
//! and 300,000 people of whom a few are named all the time; 7 paragraphs of 60 words an article, curly quotation marks
//! in 15 % of them, dates over 20 years, 40 outlets. `NEWSIDX_BENCH_MB` says how many megabytes of text, else 25.
//! An archive is taken whole, or so many megabytes of it.

use std::fmt::Write as _;

use newsidx::read::{Decision, Event, Intake, ReadOptions};
use newsidx::{Article, CivilDay};
use serde_json::json;

use crate::Outcome;
use crate::language::{Language, capitalised};
use crate::random::{Random, Weighted};

/// What is measured on.
pub(crate) struct Corpus {
    /// Where it comes from and how much it is.
    pub(crate) description: String,
    /// One article a line.
    pub(crate) lines: Vec<u8>,
    /// The articles as newsidx reads them.
    pub(crate) articles: Vec<Article>,
    /// Bytes of headlines and paragraphs.
    pub(crate) text_bytes: u64,
}

impl Corpus {
    /// Takes the archive that the environment names, else invents `megabytes` of text.
    pub(crate) fn load(megabytes: f64) -> Outcome<Self> {
        let wanted = match std::env::var("NEWSIDX_BENCH_MB") {
            Ok(text) => Some(text.parse::<f64>()?),
            Err(_) => None,
        };
        let (origin, lines) = match std::env::var("NEWSIDX_BENCH_ARCHIVE") {
            Ok(path) => (path.clone(), std::fs::read(path)?),
            Err(_) => ("invented news".to_owned(), invent(wanted.unwrap_or(megabytes))),
        };
        let articles = read(&lines, wanted.map_or(u64::MAX, |wanted| (wanted * 1e6) as u64));
        let text_bytes = articles.iter().map(bytes_of).sum();
        let paragraphs: usize = articles.iter().map(|article| article.paragraphs.len()).sum();
        let description = format!(
            "{origin}: {:.1} MB of text, {} articles, {paragraphs} paragraphs",
            text_bytes as f64 / 1e6,
            articles.len()
        );
        Ok(Self { description, lines, articles, text_bytes })
    }

    /// Gives the paragraphs of the body.
    pub(crate) fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.articles.iter().flat_map(|article| article.paragraphs.iter().map(String::as_str))
    }
}

fn bytes_of(article: &Article) -> u64 {
    article.paragraphs.iter().chain([&article.title]).map(|text| text.len() as u64).sum()
}

fn read(lines: &[u8], most: u64) -> Vec<Article> {
    let (mut articles, mut bytes) = (Vec::new(), 0);
    let _stopped = Intake::new(ReadOptions::default()).read("bench.jsonl", lines, &mut |event| {
        if let Event::Article(read) = event {
            bytes += bytes_of(&read.article);
            articles.push(read.article);
        }
        if bytes < most { Decision::Read } else { Decision::Stop }
    });
    articles
}

const SECTIONS: [&str; 12] = [
    "World",
    "Politics",
    "Business",
    "Economy",
    "Technology",
    "Science",
    "Health",
    "Sport",
    "Culture",
    "Opinion",
    "Travel",
    "Climate",
];
/// The words that an article keeps coming back to.
const TOPIC_WORDS: usize = 60;
const TOPICS: usize = 500;
const OUTLETS: usize = 40;

struct Reporter {
    language: Language,
    topics: Vec<Vec<usize>>,
    outlets: Vec<String>,
    outlet_weights: Weighted,
    random: Random,
}

fn invent(megabytes: f64) -> Vec<u8> {
    let mut random = Random::new(2025);
    let language = Language::invent(&mut random);
    let topics = (0..TOPICS).map(|_| (0..TOPIC_WORDS).map(|_| language.draw_word(&mut random)).collect()).collect();
    let outlets = (0..OUTLETS)
        .map(|number| format!("The {} {}", capitalised(language.word(number * 37)), ["Post", "Times"][number % 2]));
    let outlets = outlets.collect();
    let outlet_weights = Weighted::by_rank(OUTLETS, 1.0);
    let mut reporter = Reporter { language, topics, outlets, outlet_weights, random };
    let (mut lines, mut bytes, mut number) = (String::new(), 0, 0);
    while (bytes as f64) < megabytes * 1e6 {
        number += 1;
        let (line, text) = reporter.article(number);
        bytes += text;
        lines.push_str(&line);
        lines.push('\n');
    }
    lines.into_bytes()
}

impl Reporter {
    fn article(&mut self, number: usize) -> (String, usize) {
        let topic = self.random.below(TOPICS);
        let title = capitalised(&self.words(topic, 8));
        let paragraphs: Vec<String> = (0..4 + self.random.below(7)).map(|_| self.paragraph(topic)).collect();
        let bytes = title.len() + paragraphs.iter().map(String::len).sum::<usize>();
        let day = CivilDay(12_000 + self.random.below(365 * 20) as i64);
        let outlet = self.outlet_weights.draw(&mut self.random);
        let line = json!({
            "id": format!("invented-{number}"),
            "url": format!("https://news.example/{day}/{number}"),
            "title": title,
            "section": *self.random.pick(&SECTIONS),
            "source": self.outlets[outlet],
            "authors": [self.language.person(&mut self.random)],
            "topics": [self.language.word(topic * 11)],
            "lang": "en",
            "published": format!("{day}T{:02}:{:02}:00Z", self.random.below(24), self.random.below(60)),
            "paragraphs": paragraphs,
        });
        (line.to_string(), bytes)
    }

    fn paragraph(&mut self, topic: usize) -> String {
        let curly = self.random.per_mille(150);
        let sentences = 2 + self.random.below(3);
        let mut text = String::new();
        for sentence in 0..sentences {
            let length = 12 + self.random.below(17);
            let words = capitalised(&self.words(topic, length));
            let separator = if sentence == 0 { "" } else { " " };
            let _never_fails = match (curly && sentence == 0, curly) {
                (true, _) => write!(text, "{separator}“{words},” said {}.", self.language.person(&mut self.random)),
                (false, true) => write!(text, "{separator}{}.", words.replace('\'', "’")),
                (false, false) => write!(text, "{separator}{words}."),
            };
        }
        text
    }

    /// Writes words with names among them, as in the middle of a sentence.
    fn words(&mut self, topic: usize, number: usize) -> String {
        let mut text = String::new();
        let mut partner = None;
        for at in 0..number {
            if at > 0 {
                text.push_str(if self.random.per_mille(60) { ", " } else { " " });
            }
            let kind = self.random.below(1000);
            match kind {
                0..50 => text.push_str(&self.language.person(&mut self.random)),
                50..75 => text.push_str(self.language.place(&mut self.random)),
                75..90 => {
                    let _never_fails = write!(text, "{}", 1 + self.random.below(2_000));
                }
                _ if kind < 90 + Language::function_word_rate() => {
                    text.push_str(self.language.function_word(&mut self.random));
                }
                _ => partner = Some(self.content_word(topic, partner, &mut text)),
            }
            if self.random.per_mille(8) {
                text.push_str("'s");
            }
        }
        text
    }

    /// Writes a content word: often one of the topic, now and then the one that mostly follows the last.
    fn content_word(&mut self, topic: usize, last: Option<usize>, text: &mut String) -> usize {
        let number = match (last, self.random.below(1000)) {
            (Some(last), 0..150) => last.wrapping_mul(7) % 997,
            (_, 0..400) => *self.random.pick(&self.topics[topic]),
            _ => self.language.draw_word(&mut self.random),
        };
        text.push_str(self.language.word(number));
        number
    }
}
