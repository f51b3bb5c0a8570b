//! The benches of newsidx. Measured: reading, segmenting, annotating, indexing, each class of queries, facets and cold
//! start, and beside each the same work done by raw tantivy, in turns, in one run; the header of each module says on
//! what, and what is not measured. In: a corpus, invented or real ([`corpus`]). Out: one table.
//!
//! `cargo bench` runs everything, `cargo bench --bench speed -- facets/` one group, `... -- search/phrase` some of its rows. Without `--bench`, which
//! cargo passes, everything is run once on a little text, so that `cargo test --benches` finds a broken bench.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a bench talks to a person")]

mod archive;
mod cold;
mod corpus;
mod facets;
mod fields;
mod indexing;
mod language;
mod machine;
mod names;
mod pair;
mod queries;
mod random;
mod raw;
mod reading;
mod record;
mod search;
mod segmenting;
mod tokens;
mod translate;

use std::path::Path;

use archive::Archive;
use corpus::Corpus;
use names::Known;
use pair::{Bench, Pace};
use queries::Drawn;

/// What may go wrong in a bench is told and ends it.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Megabytes of invented text, and as much as shows that everything runs.
const MEGABYTES: (f64, f64) = (25.0, 0.3);

/// The groups for which an index is built first.
const SEARCHED: [&str; 4] = ["fields/", "search/", "facets/", "cold/"];

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [cold::AS_LIBRARY, index, word] => return cold::as_library(Path::new(index), word),
        [cold::AS_RAW, segments, word] => return cold::as_raw(Path::new(segments), word),
        _ => {}
    }
    let pace = if arguments.iter().any(|argument| argument == "--bench") { Pace::Full } else { Pace::Once };
    let wanted = arguments.into_iter().filter(|argument| !argument.starts_with('-')).collect();
    let mut bench = Bench { wanted, pace, rows: Vec::new() };
    let corpus = Corpus::load(if pace == Pace::Full { MEGABYTES.0 } else { MEGABYTES.1 })?;
    let description = format!("{}\n\n{}", machine::describe(), corpus.description);
    eprintln!("{description}");
    reading::run(&corpus, &mut bench)?;
    segmenting::run(&corpus, &mut bench)?;
    indexing::run(&corpus, &mut bench)?;
    record::run(&corpus, &mut bench)?;
    if SEARCHED.iter().any(|group| bench.takes(group)) {
        let known = Known::of(&corpus);
        let drawn = Drawn::from(&corpus, &known)?;
        fields::run(&corpus, &drawn, &mut bench)?;
        let archive = Archive::of(&corpus, &known)?;
        search::run(&archive, &drawn, &mut bench)?;
        facets::run(&archive, &drawn, &mut bench)?;
        cold::run(&archive, &drawn, &mut bench)?;
    }
    bench.finish(&format!("{description}; load at the end {}", machine::load()))
}
