//! How fast articles are annotated. In: articles. Out: megabytes of text a second of processor time, on one thread.
//! Not measured: reading files, the index. The clock of the processor is that of Linux; elsewhere the wall's is taken.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use newsidx_text::word::{self, Word};
use newsidx_text::{Annotator, Article, CivilDay, Mention, Published, Recogniser, sentence};
use serde::Serialize;

use crate::facts::Line;

/// What a run measured.
#[derive(Debug, Serialize)]
pub(crate) struct Speed {
    pub(crate) megabytes: f64,
    pub(crate) seconds: f64,
    pub(crate) megabytes_per_second: f64,
    pub(crate) mentions: usize,
    /// What of it splitting into words and sentences takes.
    pub(crate) splitting_seconds: f64,
    /// What finding entities takes.
    pub(crate) entities_seconds: f64,
    /// What finding quotations, dates and quantities takes.
    pub(crate) facts_seconds: f64,
    /// Facts against entities.
    pub(crate) facts_to_entities: f64,
}

/// Gives out what was found before, article by article, so that all but finding entities can be measured.
struct Found {
    mentions: Vec<Vec<Vec<Mention>>>,
    next: AtomicUsize,
}

impl Recogniser for Found {
    fn recognise(&self, texts: &[&str], _words: &[Vec<Word>], _sentences: &[Vec<u32>]) -> Vec<Vec<Mention>> {
        let number = self.next.fetch_add(1, Ordering::Relaxed) % self.mentions.len().max(1);
        self.mentions.get(number).cloned().unwrap_or_else(|| vec![Vec::new(); texts.len()])
    }
}

/// Annotates every article; of several rounds the fastest counts.
pub(crate) fn measure(annotator: &Annotator, lines: &[Line], rounds: usize) -> Speed {
    let text = |line: &Line| line.title.len() + line.paragraphs.iter().map(String::len).sum::<usize>();
    let megabytes = lines.iter().map(text).sum::<usize>() as f64 / 1e6;
    let of = |article| annotator.annotate(article).paragraphs.into_iter().map(|paragraph| paragraph.mentions).collect();
    let mentions: Vec<Vec<Vec<Mention>>> = lines.iter().map(article).map(of).collect();
    let count = mentions.iter().flatten().map(Vec::len).sum();
    let known = Annotator::with_recogniser(Box::new(Found { mentions, next: AtomicUsize::new(0) }));
    // Nothing is said, dated or counted in a language that the word lists do not know: what is left is splitting the text
    // and handing out what was found before.
    let foreign = |line: &Line| Line {
        title: line.title.clone(),
        lang: Some("fi".to_owned()),
        paragraphs: line.paragraphs.clone(),
    };
    let foreign: Vec<Line> = lines.iter().map(foreign).collect();
    // In turns, so that all meet the same load.
    let (mut whole, mut known_alone, mut bare, mut splitting) = (f64::MAX, f64::MAX, f64::MAX, f64::MAX);
    for _ in 0..rounds.max(1) {
        whole = whole.min(seconds(lines, |article| drop(annotator.annotate(article))));
        known_alone = known_alone.min(seconds(lines, |article| drop(known.annotate(article))));
        bare = bare.min(seconds(&foreign, |article| drop(known.annotate(article))));
        splitting = splitting.min(seconds(lines, |article| split(&article)));
    }
    let (entities, facts) = ((whole - known_alone).max(0.0), (known_alone - bare).max(0.0));
    Speed {
        megabytes,
        seconds: whole,
        megabytes_per_second: megabytes / whole,
        mentions: count,
        splitting_seconds: splitting,
        entities_seconds: entities,
        facts_seconds: facts,
        facts_to_entities: facts / entities.max(f64::MIN_POSITIVE),
    }
}

fn seconds(lines: &[Line], work: impl Fn(Article)) -> f64 {
    let articles: Vec<Article> = lines.iter().map(article).collect();
    let clock = Clock::start();
    articles.into_iter().for_each(work);
    clock.elapsed().as_secs_f64()
}

fn split(article: &Article) {
    let texts = std::iter::once(&article.title).chain(&article.paragraphs);
    for text in texts {
        std::hint::black_box((word::words(text).collect::<Vec<Word>>(), sentence::ends(text)));
    }
}

fn article(line: &Line) -> Article {
    Article {
        title: line.title.clone(),
        paragraphs: line.paragraphs.clone(),
        lang: line.lang.clone(),
        // Days are counted from a date of publication, and that costs time.
        published: Some(Published::of_day(CivilDay(17_000))),
        ..Article::default()
    }
}

/// Time of this thread on the processor, where the system tells it.
struct Clock {
    wall: Instant,
    processor: Option<Duration>,
}

impl Clock {
    fn start() -> Self {
        Self { wall: Instant::now(), processor: processor() }
    }

    fn elapsed(&self) -> Duration {
        let spent = self.processor.zip(processor()).map(|(start, end)| end.saturating_sub(start));
        spent.unwrap_or_else(|| self.wall.elapsed())
    }
}

fn processor() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
