//! Small news by chance. In: nothing. Out: strategies for articles, for what happens to an index, and for queries.
//!
//! The words are few, so that queries meet articles, and chosen for what makes tokens special: inflections, compounds,
//! acronyms, accents, other scripts, and words that look like another one's stem.
#![allow(dead_code, reason = "each test uses a part of it")]

mod names;
pub(crate) mod queries;

use std::collections::BTreeMap;
use std::path::Path;

use newsidx::{Annotator, Article, CivilDay, Index, Published, Writer};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) use names::Names;
pub(crate) use queries::query;

use crate::reference::Reference;

/// What a text is made of; the entities among it are those of [`Names`].
const WORDS: &[&str] = &[
    "drone",
    "drones",
    "attack",
    "attacked",
    "attacking",
    "act",
    "acting",
    "enact",
    "try",
    "entry",
    "us",
    "US",
    "U.S.",
    "U.S.’s",
    "aid",
    "AID",
    "the",
    "of",
    "en",
    "talks",
    "truce",
    "30-day",
    "US-proposed",
    "three-year-long",
    "year",
    "1,000",
    "1000",
    "3.5",
    "can't",
    "Russia’s",
    "Häuser",
    "Haus",
    "Angriffe",
    "angriff",
    "дрон",
    "дронами",
    "війна",
    "війни",
    "café",
    "cafe",
    "naïve",
    "東京",
    "a",
    "b",
    "b",
    "b",
    "Duarte",
    "Ana Duarte",
    "Mayor Ana Duarte",
    "ANA DUARTE",
    "Ana\nDuarte",
    "Kovač",
    "Kovac",
    "Chad",
    "CHAD",
    "Kyiv",
    "KYIV",
    "Odesa",
    "Izmail",
    "Odesa region",
    "Georgia",
    "Atlanta",
    "Arlington",
    "Texas",
    "NATO",
    "Red Bridge",
    "Ukrainians",
    "Euro 2024",
    "Shahed-136",
    "The Times",
    "Kiev",
    "Київ",
    "Zelenskyy",
    "Zelensky’s",
    "зеленський",
    "Зеленський",
    "أحمد",
    "احمد",
    "said",
    "denied",
    "He",
    "according to",
    "that",
    "Monday",
    "on Friday",
    "last week",
    "17 March 2025",
    "in 2024",
    "200 drones",
    "nearly 200 drones",
    "three injured",
    "between 5 and 9 people",
    "30%",
];

/// What stands between words.
const GAPS: &[&str] = &[" ", " ", " ", " ", " ", " ", ", ", ". ", " — ", "-", "’s ", "\n", " “", "” "];

/// Values of labels: duplicates but for case and accents, signs that separate something somewhere, and none at all.
const LABELS: &[&str] = &[
    "World",
    "world",
    "Wörld News",
    "U.S. & Politics",
    " spaced   out ",
    "a/b|c",
    "a:b \"c\"",
    "World News",
    "x\ty",
    "2024",
    "-",
    "",
    "=World",
    "Світ",
];

/// Keys of metadata.
const KEYS: &[&str] = &["desk", "k.e y", "Ключ", "desk.x"];

/// Ids and addresses, few enough that articles replace each other.
const IDS: &[&str] = &["a", "b", "B", "b/c#1", "id with space", "Ünï", "https://example.org/a?b=c", "x\ty"];

/// Codes of languages as feeds state them, those that no one knows among them.
const CODES: &[&str] = &["en", "en", "en", "de", "uk", "bg", "klingon"];

/// Gives the annotator that knows the names of these texts.
pub(crate) fn annotator() -> Annotator {
    Annotator::with_recogniser(Box::new(Names))
}

/// A text of up to nine words.
pub(crate) fn text() -> impl Strategy<Value = String> {
    vec((select(WORDS), select(GAPS)), 1..10).prop_map(|pieces| {
        let text: String = pieces.iter().flat_map(|(word, gap)| [*word, *gap]).collect();
        text.trim().to_owned()
    })
}

fn label() -> impl Strategy<Value = String> {
    select(LABELS).prop_map(str::to_owned)
}

fn code() -> impl Strategy<Value = Option<String>> {
    weighted(0.8, select(CODES).prop_map(str::to_owned))
}

/// Days far apart and days alike, with and without a time.
pub(crate) fn published() -> impl Strategy<Value = Option<Published>> {
    let day = select(&[19_000, 19_000, 19_001, 19_400, -1, -150_000, 200_000][..]);
    let time = weighted(0.5, (0..3_i64, select(&[0_i16, 330, -300][..])));
    let at = (day, time).prop_map(|(day, time)| match time {
        None => Published::of_day(CivilDay(day)),
        Some((hour, offset_minutes)) => Published {
            day: CivilDay(day),
            instant: Some(day * 86_400 + hour * 3_600),
            offset_minutes: Some(offset_minutes),
        },
    });
    weighted(0.8, at)
}

/// An article of up to five paragraphs; most have an id of a few, so that they replace each other.
pub(crate) fn article() -> impl Strategy<Value = Article> {
    let id = || select(IDS).prop_map(str::to_owned);
    let meta = vec((select(KEYS), vec(label(), 1..3)), 0..2);
    let texts = (prop_oneof![9 => text(), 1 => Just(String::new())], vec(text(), 0..6));
    let places = (weighted(0.7, id()), weighted(0.3, id()), code(), published());
    let labels = (weighted(0.5, label()), weighted(0.5, label()), vec(label(), 0..3), vec(label(), 0..3), meta);
    (texts, places, labels).prop_map(|(texts, places, labels)| {
        let (title, paragraphs) = texts;
        let (id, url, lang, published) = places;
        let (section, source, authors, topics, meta) = labels;
        let meta: BTreeMap<String, Vec<String>> =
            meta.into_iter().map(|(key, values)| (key.to_owned(), values)).collect();
        Article {
            id,
            url,
            lang,
            published,
            title,
            paragraphs,
            section,
            source,
            authors,
            topics,
            meta,
            ..Article::default()
        }
    })
}

/// Articles of different ids, none of which replaces another.
pub(crate) fn archive(size: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Article>> {
    vec(article(), size).prop_map(|articles| {
        let numbered = articles.into_iter().enumerate();
        numbered.map(|(no, article)| Article { id: Some(format!("item {no}")), ..article }).collect()
    })
}

/// Something that happens to an index.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "there are a dozen of them")]
pub(crate) enum Step {
    /// An article arrives.
    Add(Article),
    /// The id of one of the articles so far is taken out.
    Withdraw(prop::sample::Index),
    /// One of the articles so far arrives once more.
    Again(prop::sample::Index),
    /// What happened becomes visible.
    Commit,
    /// The writer ends and another one begins.
    NextWriter,
}

/// A life of an index, two to twelve articles long.
pub(crate) fn life() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => article().prop_map(Step::Add),
        1 => any::<prop::sample::Index>().prop_map(Step::Withdraw),
        1 => any::<prop::sample::Index>().prop_map(Step::Again),
        2 => Just(Step::Commit),
        1 => Just(Step::NextWriter),
    ];
    let first = vec(article().prop_map(Step::Add), 2);
    (first, vec(step, 0..14)).prop_map(|(first, rest)| first.into_iter().chain(rest).collect())
}

/// Gives the tests' way to open an index: little memory, no waiting.
pub(crate) fn new_index(directory: &Path) -> Index {
    Index::builder().memory(15_000_000).create(directory).unwrap()
}

/// Lives through steps on both engines.
pub(crate) fn live(index: &Index, steps: &[Step]) -> Reference {
    let annotator = annotator();
    let mut reference = Reference::default();
    let mut arrived: Vec<&Article> = Vec::new();
    let begin = || index.writer().unwrap().with_annotator(self::annotator());
    let mut writer: Writer<'_> = begin();
    for step in steps {
        match step {
            Step::Add(article) => {
                writer.add(article.clone()).unwrap();
                reference.add(article.clone(), &annotator);
                arrived.push(article);
            }
            Step::Again(which) => {
                let article = which.get(&arrived);
                writer.add((*article).clone()).unwrap();
                reference.add((*article).clone(), &annotator);
            }
            Step::Withdraw(which) => {
                let ids: Vec<_> = reference.ids().into_iter().collect();
                writer.withdraw(which.get(&ids)).unwrap();
                reference.withdraw(which.get(&ids));
            }
            Step::Commit => writer.commit().unwrap(),
            Step::NextWriter => {
                writer.commit().unwrap();
                writer.finish().unwrap();
                writer = begin();
            }
        }
    }
    writer.commit().unwrap();
    writer.finish().unwrap();
    reference
}

/// Puts articles into an index, with a commit after each `every` of them.
pub(crate) fn fill(index: &Index, articles: &[Article], every: usize) {
    let mut writer = index.writer().unwrap().with_annotator(annotator());
    for part in articles.chunks(every) {
        for article in part {
            writer.add(article.clone()).unwrap();
        }
        writer.commit().unwrap();
    }
    writer.finish().unwrap();
}

/// Gives this many cases, or as many as `PROPTEST_CASES` says.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(usual), failure_persistence: None, ..ProptestConfig::default() }
}
