//! What open text and lists of names say of single words. In: the bytes of a table, and the number of a folded word.
//! Out: its facts. The table is used where it lies; nothing is parsed. Must not know what the facts are used for.
//!
//! Layout, numbers little-endian: `nxwf`, version, three bytes of zero, bits of the bucket number (4 bytes), then the
//! start of every bucket and the end of the last (4 bytes each, counted in entries), then entries of [`ENTRY`] bytes:
//! three bytes of the word's number, small cluster, middle cluster (2), large cluster (2), marks (2).

use super::super::hash;
use super::format::{Broken, number, start_of};

const MAGIC: [u8; 4] = *b"nxwf";
/// Version 1: the first.
const VERSION: u8 = 1;
const HEADER: usize = 12;
const ENTRY: usize = 10;

/// The facts of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Which of about a hundred groups of words of like use it belongs to; 0 where unknown.
    pub small: u8,
    /// The same among some hundreds.
    pub middle: u16,
    /// The same among a thousand or more.
    pub large: u16,
    /// One bit for each of [`Facts::MARKS`], and how it is written in the lowest three.
    pub marks: u16,
}

impl Facts {
    /// The bits above the lowest three, from the lowest on, and the list each stands for.
    pub const MARKS: [&'static str; 4] = ["first name", "surname", "word of a city's name", "whole name of a city"];

    pub(super) const fn case(self) -> u16 {
        self.marks & 7
    }
}

/// A table of facts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a> {
    bits: u32,
    starts: &'a [u8],
    entries: &'a [u8],
}

impl<'a> Table<'a> {
    /// Reads the header.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Broken> {
        let body = start_of(bytes, MAGIC, VERSION)?;
        let bits = number(body, 0).filter(|bits| *bits < 24).ok_or(Broken::Cut)?;
        let starts = bytes.get(HEADER..HEADER + 4 * ((1 << bits) + 1)).ok_or(Broken::Cut)?;
        let entries = bytes.get(HEADER + starts.len()..).unwrap_or_default();
        let count = number(starts, starts.len() - 4).ok_or(Broken::Cut)? as usize;
        if entries.len() != count * ENTRY {
            return Err(Broken::Cut);
        }
        Ok(Self { bits, starts, entries })
    }

    /// Gives the facts of the folded word of this number.
    pub(super) fn facts(&self, word: u64) -> Facts {
        self.find(word).unwrap_or_default()
    }

    fn find(&self, word: u64) -> Option<Facts> {
        let bucket = (word >> (63 - self.bits) >> 1) as usize;
        let start = number(self.starts, bucket * 4)? as usize;
        let end = number(self.starts, bucket * 4 + 4)? as usize;
        let mut entries = self.entries.get(start * ENTRY..end * ENTRY)?.chunks_exact(ENTRY);
        let wanted = fingerprint(word);
        entries.find_map(|entry| match entry {
            [a, b, c, small, m0, m1, l0, l1, k0, k1] if [*a, *b, *c] == wanted => Some(Facts {
                small: *small,
                middle: u16::from_le_bytes([*m0, *m1]),
                large: u16::from_le_bytes([*l0, *l1]),
                marks: u16::from_le_bytes([*k0, *k1]),
            }),
            _ => None,
        })
    }
}

fn fingerprint(word: u64) -> [u8; 3] {
    let [a, b, c, ..] = word.to_le_bytes();
    [a, b, c]
}

/// Writes a table of folded words; words of one number keep the first one's facts.
pub fn encode<'w>(words: impl IntoIterator<Item = (&'w str, Facts)>) -> Vec<u8> {
    let mut entries: Vec<(u64, Facts)> =
        words.into_iter().map(|(word, facts)| (hash::of(word.as_bytes()), facts)).collect();
    entries.sort_by_key(|(word, _)| *word);
    entries.dedup_by_key(|(word, _)| *word);
    let bits = (entries.len() as u32 / 4).checked_ilog2().unwrap_or(0);
    let mut bytes = Vec::from(MAGIC);
    bytes.extend([VERSION, 0, 0, 0]);
    bytes.extend(bits.to_le_bytes());
    for bucket in 0..=1_u64 << bits {
        let start = entries.partition_point(|(word, _)| word >> (63 - bits) >> 1 < bucket);
        bytes.extend((start as u32).to_le_bytes());
    }
    for (word, facts) in entries {
        bytes.extend(fingerprint(word));
        bytes.push(facts.small);
        bytes.extend([facts.middle, facts.large, facts.marks].into_iter().flat_map(u16::to_le_bytes));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_back() -> Result<(), Broken> {
        let words: Vec<String> = (0..1000).map(|number| format!("word{number}")).collect();
        let facts = |number: usize| Facts {
            small: number as u8,
            middle: number as u16 + 1,
            large: number as u16 * 3,
            marks: number as u16 & 0x3f,
        };
        let bytes = encode(words.iter().enumerate().map(|(number, word)| (word.as_str(), facts(number))));
        let table = Table::new(&bytes)?;
        for (number, word) in words.iter().enumerate() {
            assert_eq!(table.facts(hash::of(word.as_bytes())), facts(number));
        }
        assert_eq!(table.facts(hash::of(b"unknown")), Facts::default());
        for end in 0..bytes.len() {
            assert!(Table::new(&bytes[..end]).is_err());
        }
        assert_eq!(Table::new(&encode([]))?.facts(1), Facts::default());
        Ok(())
    }
}
