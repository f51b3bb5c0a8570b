//! How fast articles are annotated. In: articles. Out: megabytes of text a second of processor time, on one thread.
//! Not measured: reading files, the index. The clock of the processor is that of Linux; elsewhere the wall's is taken.

use std::time::{Duration, Instant};

use newsidx_text::{Annotator, Article};
use serde::Serialize;

use crate::facts::Line;

/// What a run measured.
#[derive(Debug, Serialize)]
pub(crate) struct Speed {
    pub(crate) megabytes: f64,
    pub(crate) seconds: f64,
    pub(crate) megabytes_per_second: f64,
    pub(crate) mentions: usize,
}

/// Annotates every article; of several rounds the fastest counts.
pub(crate) fn measure(annotator: &Annotator, lines: &[Line], rounds: usize) -> Speed {
    let text = |line: &Line| line.title.len() + line.paragraphs.iter().map(String::len).sum::<usize>();
    let megabytes = lines.iter().map(text).sum::<usize>() as f64 / 1e6;
    let (mut seconds, mut mentions) = (f64::MAX, 0);
    for _ in 0..rounds.max(1) {
        let articles: Vec<Article> = lines.iter().map(article).collect();
        let clock = Clock::start();
        mentions = articles
            .into_iter()
            .flat_map(|article| annotator.annotate(article).paragraphs)
            .map(|paragraph| paragraph.mentions.len())
            .sum();
        seconds = seconds.min(clock.elapsed().as_secs_f64());
    }
    Speed { megabytes, seconds, megabytes_per_second: megabytes / seconds, mentions }
}

fn article(line: &Line) -> Article {
    Article {
        title: line.title.clone(),
        paragraphs: line.paragraphs.clone(),
        lang: line.lang.clone(),
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
