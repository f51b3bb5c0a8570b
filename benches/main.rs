//! The benches of newsidx. Measured: reading, segmenting, annotating, indexing, each class of queries, facets and cold
//! start, and beside each the same work done by raw tantivy, in turns, in one run; the header of each module says on
//! what, and what is not measured. In: a corpus, invented or real ([`corpus`]). Out: one table.
//!
//! `cargo bench` runs everything, `cargo bench -- facets` the rows whose name holds `facets`. Without `--bench`, which
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
use pair::Table;
use queries::Drawn;

/// What may go wrong in a bench is told and ends it.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Megabytes of invented text, and as much as shows that everything runs.
const MEGABYTES: (f64, f64) = (25.0, 0.3);

/// Which rows are wanted.
pub(crate) struct Filter {
    words: Vec<String>,
}

impl Filter {
    /// Tells whether a row, or a group whose name ends in `/`, is wanted.
    pub(crate) fn takes(&self, name: &str) -> bool {
        let fits = |word: &String| name.contains(word.as_str()) || (name.ends_with('/') && word.starts_with(name));
        self.words.is_empty() || self.words.iter().any(fits)
    }

    /// Tells whether any row of some groups is wanted.
    fn takes_any(&self, groups: &[&str]) -> bool {
        let group = |word: &String| groups.iter().any(|group| group.contains(word.as_str()) || word.starts_with(group));
        self.words.is_empty() || self.words.iter().any(|word| group(word) || !GROUPS.iter().any(|g| word.starts_with(g)))
    }
}

const GROUPS: [&str; 9] =
    ["reading", "segmenting", "annotating", "indexing", "fields", "record", "search", "facets", "cold"];

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [cold::AS_LIBRARY, index, word] => return cold::as_library(Path::new(index), word),
        [cold::AS_RAW, segments, word] => return cold::as_raw(Path::new(segments), word),
        _ => {}
    }
    let megabytes = if arguments.iter().any(|argument| argument == "--bench") { MEGABYTES.0 } else { MEGABYTES.1 };
    let words = arguments.into_iter().filter(|argument| !argument.starts_with('-')).collect();
    let filter = Filter { words };
    let corpus = Corpus::load(megabytes)?;
    let mut description = format!("{}\n\n{}", machine::describe(), corpus.description);
    eprintln!("{description}");
    let mut table = Table::default();
    reading::run(&corpus, &filter, &mut table)?;
    segmenting::run(&corpus, &filter, &mut table)?;
    indexing::run(&corpus, &filter, &mut table)?;
    record::run(&corpus, &filter, &mut table)?;
    if filter.takes_any(&["fields", "search", "facets", "cold"]) {
        let known = Known::of(&corpus);
        let drawn = Drawn::from(&corpus, &known)?;
        fields::run(&corpus, &drawn, &filter, &mut table)?;
        let archive = Archive::of(&corpus, &known)?;
        search::run(&archive, &drawn, &filter, &mut table)?;
        facets::run(&archive, &drawn, &filter, &mut table)?;
        cold::run(&archive, &drawn, &filter, &mut table)?;
    }
    description.push_str(&format!("; load at the end {}", machine::load()));
    table.finish(&description)
}
