//! What an article costs grows with its length, whatever it holds. Quadratic work over four times the text takes sixteen
//! times as long, and twice the linear cost is allowed. The machine is shared: time that others take is left out where the
//! system tells it, and more runs are made while there is a doubt.

use std::time::{Duration, Instant};

use crate::annotate::Annotator;
use crate::article::Article;
use crate::mention::Mention;
use crate::passage::Passage;
use crate::quotation::{find, marks};
use crate::span::Span;
use crate::{sentence, word};

/// The time of the larger text may be so many times that of the smaller, which is a quarter of it.
const MOST: u32 = 8;
/// So many runs are made at most.
const RUNS: usize = 40;
/// The system may tell time in steps so long.
const NOISE: Duration = Duration::from_millis(4);

/// A paragraph with its mentions.
type Told = (String, Vec<Mention>);

/// Gives the time that this thread has had a processor, else that of the clock.
fn clock(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let had = told.as_deref().and_then(|told| told.split(' ').next()?.parse().ok());
    had.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let before = clock(start);
    let done = work();
    (clock(start).saturating_sub(before), done)
}

fn assert_linear(name: &str, cost: impl Fn(usize) -> Duration) {
    let (mut small, mut large) = (Duration::ZERO, Duration::ZERO);
    for _ in 0..RUNS {
        (small, large) = (small + cost(1), large + cost(4));
        if large <= small * MOST + NOISE {
            return;
        }
    }
    panic!("{name}: {small:?} for the text, {large:?} for four times the text");
}

fn cost(paragraphs: &[Told]) -> Duration {
    let read = |text: &String| (word::words(text).collect::<Vec<_>>(), sentence::ends(text));
    let read: Vec<_> = paragraphs.iter().map(|(text, _)| read(text)).collect();
    let passages: Vec<Passage<'_>> = paragraphs
        .iter()
        .zip(&read)
        .map(|((text, mentions), (words, ends))| Passage::new(text, words, ends, mentions))
        .collect();
    let (time, found) = timed(|| find(&passages));
    assert_eq!(found.len(), paragraphs.len());
    time
}

/// Reads the entities of a few paragraphs.
fn told(lines: &str) -> Vec<Told> {
    let paragraphs = lines.lines().map(str::to_owned).collect();
    let annotated = Annotator::default().annotate(Article { paragraphs, ..Article::default() });
    annotated.paragraphs.into_iter().skip(1).map(|paragraph| (paragraph.text, paragraph.mentions)).collect()
}

/// Writes a paragraph many times after itself.
fn long((text, mentions): &Told, times: usize) -> Told {
    let words = word::words(text).count() as u32;
    let moved = |time: usize| {
        let (bytes, words) = ((time * text.len()) as u32, time as u32 * words);
        mentions.iter().map(move |mention| Mention {
            span: Span { start: mention.span.start + bytes, end: mention.span.end + bytes },
            words: (mention.words.0 + words, mention.words.1 + words),
            ..mention.clone()
        })
    };
    (text.repeat(times), (0..times).flat_map(moved).collect())
}

#[test]
fn many_paragraphs_cost_no_more_than_their_length() {
    let articles = [
        "“We won it all,” John Smith said.\nMary Jones met Paul Lind. “It went well,” she said.\n“And again we won it.”",
        "“We had no water for days.\nJohn Smith left.\n“Nobody came to us.",
        "Mary Jones, Paul Lind and John Smith said it rained. “We are done,” they wrote.\nThe mayor left, he said.",
    ];
    for article in articles {
        let told = told(article);
        let many = |size: usize| told.iter().cloned().cycle().take(size * 300).collect::<Vec<_>>();
        assert_linear(article, |size| cost(&many(size)));
    }
}

#[test]
fn one_long_paragraph_costs_no_more_than_its_length() {
    let texts = [
        "“a” ",
        "said ",
        "he said, ",
        "John Smith, who said that ",
        "saying “a ",
        "and John Smith ",
        "Mary Jones and ",
        "he said. ",
        "Mary Jones met Paul Lind. “It went well,” she said. ",
        "LIMA, ",
        "(20 miles, he said, ",
        "who last week said ",
        "of Ghana, ",
    ];
    for text in texts {
        let told = told(text);
        let told = told.first().map(|told| (text.to_owned(), told.1.clone())).unwrap_or_default();
        assert_linear(text, |size| cost(&[long(&told, size * 1000)]));
    }
}

#[test]
fn many_marks_cost_no_more_than_their_length() {
    for mark in ["“", "\"", "'", "‘a ", "'a ", "`", "« ", "a\" ", "’ ", "\"a "] {
        assert_linear(mark, |size| {
            let text = mark.repeat(size * 10_000);
            let (time, found) = timed(|| marks::quoted(&text));
            assert!(found.len() <= size * 10_000);
            time
        });
    }
}
