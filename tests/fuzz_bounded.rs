//! The fuzz targets on inputs that look random and are the same in every run: what news and queries are made of, cut,
//! joined and damaged. `FUZZ_ROUNDS` sets how many inputs each target gets.
#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test that cannot go on fails; the targets are shared with `fuzz/`"
)]

mod fuzz_targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Pieces that mean something to one of the targets.
const PIECES: &[&str] = &[
    "person:",
    "title:(",
    "\"",
    "“",
    "”",
    "«",
    "-",
    "NOT ",
    " AND ",
    " OR ",
    "article:{",
    "}",
    "(",
    ")",
    "~2",
    "~",
    "^3",
    "^",
    "*",
    "?",
    "\\",
    "=",
    "[a TO ",
    "]",
    "after:2024-06",
    "date:2024..2025",
    "date:",
    "meta.desk:",
    ":",
    "lang:en",
    "..",
    ">=",
    "{\"title\":\"",
    "\",\"paragraphs\":[\"",
    "\"]}",
    "\"id\":",
    "null",
    "\\u0000",
    "\\ud800",
    "\u{feff}",
    "\r\n",
    "\n\n",
    "\n",
    "\0",
    "\t",
    " | Politics",
    " - Reuters",
    "Opinion | ",
    "U.S.",
    "US",
    "Mr. ",
    "Gen. ",
    "Ukraine",
    "Zelenskyy",
    "President ",
    "drones",
    "30-day",
    "’s",
    "'",
    "—",
    "…",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "ﬁ",
    "дрони",
    "東京",
    "😀",
    "👩\u{200D}🚒",
    "\u{200B}",
    "\u{FFFD}",
    "/en/",
    "1,000",
    ". ",
    "? ",
    "2025-03-17",
    "http://a.b/c?d=e",
    "&amp;",
    "<b>",
];

/// Numbers that look random.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        // xorshift64*, Vigna 2016.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit.max(1)
    }
}

/// Gives the articles and lines of the sample archive, none longer than is read quickly.
fn samples() -> Vec<Vec<u8>> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut samples = vec![std::fs::read(seeds.join("ceasefire-talks.txt")).unwrap()];
    let wire = std::fs::read(seeds.join("sample/wire.jsonl")).unwrap();
    samples.extend(wire.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec));
    for sample in &mut samples {
        sample.truncate(600);
    }
    samples
}

fn input(dice: &mut Dice, samples: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if dice.below(3) == 0 {
        let sample = &samples[dice.below(samples.len())];
        let start = if dice.below(2) == 0 { 0 } else { dice.below(sample.len()) };
        bytes.extend_from_slice(&sample[start..start + dice.below(sample.len() - start)]);
    }
    for _ in 0..dice.below(12) {
        let piece = PIECES[dice.below(PIECES.len())].as_bytes();
        let at = if dice.below(3) == 0 { dice.below(bytes.len() + 1) } else { bytes.len() };
        bytes.splice(at..at, piece.iter().copied());
    }
    for _ in 0..dice.below(3) {
        let at = dice.below(bytes.len());
        match (bytes.get_mut(at), dice.below(8)) {
            (Some(byte), 0) => *byte = dice.next() as u8,
            (Some(byte), 1) => *byte ^= 1 << dice.below(8),
            (Some(_), 2) => drop(bytes.remove(at)),
            (_, 3) => bytes.push(dice.next() as u8),
            _ => {}
        }
    }
    bytes
}

fn fuzz(target: fn(&[u8]), seed: u64) {
    let rounds = std::env::var("FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(4_000);
    let (samples, mut dice) = (samples(), Dice(seed));
    for round in 0..rounds {
        let bytes = input(&mut dice, &samples);
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| target(&bytes))) {
            let word = panic.downcast_ref::<String>().map_or("no word", String::as_str);
            panic!("round {round}: {word}\ninput: {:?}", String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn query_parse() {
    fuzz(fuzz_targets::query_parse, 1);
}

#[test]
fn read_text() {
    fuzz(fuzz_targets::read_text, 2);
}

#[test]
fn read_jsonl() {
    fuzz(fuzz_targets::read_jsonl, 3);
}

#[test]
fn analyse() {
    fuzz(fuzz_targets::analyse, 4);
}

#[test]
fn highlight() {
    fuzz(fuzz_targets::highlight, 5);
}
