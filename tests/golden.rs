//! Relevance, pinned: the rank of the wanted paragraph for each query over `seeds/`, recall at 5 and mean reciprocal rank.
//!
//! `golden/relevance.tsv` holds query, wanted `article#paragraph` and rank. A change of ranking shows as a diff of that
//! file: `NEWSIDX_BLESS=1 cargo test -p newsidx --test golden` writes it anew, and the diff is reviewed.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by panicking")]

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use newsidx::read::{Intake, ReadOptions};
use newsidx::{Index, IngestOptions, ParseOptions, Query};

/// What a reader of the archive would ask, and the paragraph that answers it best, chosen by reading.
const WANTED: &[(&str, &str)] = &[
    ("Zaporizhzhia nuclear plant", "ceasefire-talks.txt#9"),
    ("ceasefire conditions Macron", "ceasefire-talks.txt#12"),
    ("drones intercepted air defense", "ceasefire-talks.txt#28"),
    ("peacekeeping forces Britain France", "ceasefire-talks.txt#22"),
    ("residents lost power Odesa", "ceasefire-talks.txt#29"),
    ("martial law election", "ceasefire-talks.txt#19"),
    ("quiet night", "wire-0101-take1#2"),
    ("Namibia repo rate basis points", "sd-0612#1"),
    ("Presov runoff", "wire-0121#1"),
    ("Chaco drones", "wire-0098#2"),
    ("basis points correction", "sample/articles/correction-namibia-rate.txt#1"),
    ("Kitwe miners rescued", "sample/articles/kitwe-rescue.txt#1"),
    ("tanker Muscat", "sample/articles/muscat-tanker.txt#1"),
    ("haze Penang schools", "sample/articles/penang-haze.txt#1"),
    ("undersea cable Tonga", "sample/articles/tonga-cable.txt#1"),
    ("recount Vermont", "sample/articles/vermont-recount.txt#1"),
    ("alto el fuego", "es-0007#1"),
    ("бібліотека Запоріжжя", "uk-0005#5"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn index_of_seeds(folder: &Path) -> Index {
    let index = Index::create(folder).unwrap();
    let mut intake = Intake::new(ReadOptions::default());
    let report = index
        .ingest(
            &mut intake,
            &[root().join("seeds")],
            &IngestOptions::default(),
            &mut |_| ControlFlow::Continue(()),
            &mut |_| (),
        )
        .unwrap();
    assert_eq!((report.failed, report.conflicts), (0, 0));
    index
}

/// Gives the rank of a paragraph among all paragraphs in the order in which a person meets them, from 1.
fn rank(index: &Index, typed: &str, wanted: &str) -> Option<usize> {
    let parsed = Query::parse(typed, &ParseOptions { match_mode: newsidx::MatchMode::Any, ..ParseOptions::default() });
    let page = index.search(&parsed.unwrap().query).limit(50).run().unwrap();
    let mut met = page
        .articles
        .iter()
        .flat_map(|article| article.paragraphs.iter().map(move |paragraph| format!("{}#{}", article.id, paragraph.no)));
    met.position(|place| place == wanted).map(|rank| rank + 1)
}

#[test]
fn ranks_are_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let index = index_of_seeds(folder.path());
    let mut table = String::from("query\twanted\trank\n");
    let (mut found, mut reciprocal) = (0, 0.0);
    for (typed, wanted) in WANTED {
        let rank = rank(&index, typed, wanted);
        found += usize::from(rank.is_some_and(|rank| rank <= 5));
        reciprocal += rank.map_or(0.0, |rank| 1.0 / rank as f64);
        let shown = rank.map_or_else(|| "none".to_owned(), |rank| rank.to_string());
        writeln!(table, "{typed}\t{wanted}\t{shown}").unwrap();
    }
    let all = WANTED.len() as f64;
    writeln!(table, "recall@5\t\t{:.3}", found as f64 / all).unwrap();
    writeln!(table, "MRR\t\t{:.3}", reciprocal / all).unwrap();
    let golden = root().join("tests/golden/relevance.tsv");
    if std::env::var_os("NEWSIDX_BLESS").is_some() {
        std::fs::write(&golden, &table).unwrap();
    }
    assert_eq!(table, std::fs::read_to_string(&golden).unwrap(), "ranks changed; see the header of tests/golden.rs");
}
