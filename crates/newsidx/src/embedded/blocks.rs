//! Where articles lie in a segment. In: the postings of the headline mark. Out: the block of each document.
//!
//! A block is a headline and its paragraphs, side by side, so one bit a document, set on headlines, says everything:
//! a paragraph's headline is the nearest set bit before it, and its block ends at the next one. Columns of numbers would
//! say the same, but each look at one costs more than matching a document does.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::schema::INTERNAL;

/// The blocks of each segment.
pub(super) type BlockTable = HashMap<SegmentId, Blocks>;

/// The blocks of one segment.
#[derive(Clone, Debug)]
pub(super) struct Blocks {
    /// One bit a document, set on headlines; the lowest bit of a word is its first document.
    headlines: Arc<[u64]>,
    /// How many headlines the words before each word hold.
    before: Arc<[u32]>,
    number: u32,
    max_doc: DocId,
}

/// Documents that one word of the bitmap holds.
const WIDTH: u32 = u64::BITS;

impl Blocks {
    /// Reads which documents of a segment are headlines.
    pub(super) fn of(reader: &SegmentReader, labels: Field) -> tantivy::Result<Self> {
        let max_doc = reader.max_doc();
        let mut headlines = vec![0; max_doc.div_ceil(WIDTH) as usize];
        let mark = Term::from_field_text(labels, &INTERNAL.to_string());
        if let Some(mut postings) = reader.inverted_index(labels)?.read_postings(&mark, IndexRecordOption::Basic)? {
            while postings.doc() != TERMINATED {
                set(&mut headlines, postings.doc());
                postings.advance();
            }
        }
        Ok(Self::new(headlines, max_doc))
    }

    fn new(headlines: Vec<u64>, max_doc: DocId) -> Self {
        let mut number = 0;
        let count = |word: &u64| {
            let before = number;
            number += word.count_ones();
            before
        };
        let before = headlines.iter().map(count).collect();
        Self { headlines: headlines.into(), before, number, max_doc }
    }

    /// Gives how many blocks there are.
    pub(super) fn number(&self) -> u32 {
        self.number
    }

    /// Gives the same segment with some of its headlines alone.
    pub(super) fn only(&self, headlines: impl Iterator<Item = DocId>) -> Self {
        let mut words = vec![0; self.headlines.len()];
        headlines.for_each(|headline| set(&mut words, headline));
        Self::new(words, self.max_doc)
    }

    /// Tells whether a document is a headline.
    pub(super) fn is_headline(&self, doc: DocId) -> bool {
        self.word(doc / WIDTH) & (1_u64 << (doc % WIDTH)) != 0
    }

    /// Gives the number of documents, of all blocks together.
    pub(super) fn max_doc(&self) -> DocId {
        self.max_doc
    }

    /// Gives the number of a document in its block.
    pub(super) fn no(&self, doc: DocId) -> u32 {
        doc - self.headline(doc)
    }

    /// Gives the headline of a document's block.
    pub(super) fn headline(&self, doc: DocId) -> DocId {
        let mut at = doc / WIDTH;
        let mut word = self.word(at) & (u64::MAX >> (WIDTH - 1 - doc % WIDTH));
        while word == 0 && at > 0 {
            at -= 1;
            word = self.word(at);
        }
        at * WIDTH + word.checked_ilog2().unwrap_or(0)
    }

    /// Gives how many headlines lie before a document.
    pub(super) fn rank(&self, doc: DocId) -> u32 {
        let at = doc / WIDTH;
        let before = self.before.get(at as usize).copied().unwrap_or(self.number);
        before + (self.word(at) & !(u64::MAX << (doc % WIDTH))).count_ones()
    }

    /// Gives the first document after the block that a document is in.
    pub(super) fn end(&self, doc: DocId) -> DocId {
        let first = doc + 1;
        let mut at = first / WIDTH;
        let mut word = self.word(at) & (u64::MAX << (first % WIDTH));
        while word == 0 && (at as usize) < self.headlines.len() {
            at += 1;
            word = self.word(at);
        }
        if word == 0 { self.max_doc } else { at * WIDTH + word.trailing_zeros() }
    }

    /// Gives the headlines, in order.
    pub(super) fn headlines(&self) -> impl Iterator<Item = DocId> + '_ {
        self.headlines.iter().zip(0_u32..).flat_map(|(word, at)| Bits(*word).map(move |bit| at * WIDTH + bit))
    }

    /// Gives the headline of each block and one past its last document, in order.
    pub(super) fn spans(&self) -> impl Iterator<Item = (DocId, DocId)> + '_ {
        let mut headlines = self.headlines();
        let mut next = headlines.next();
        std::iter::from_fn(move || {
            let headline = next?;
            next = headlines.next();
            Some((headline, next.unwrap_or(self.max_doc)))
        })
    }

    fn word(&self, at: u32) -> u64 {
        self.headlines.get(at as usize).copied().unwrap_or(0)
    }
}

fn set(words: &mut [u64], doc: DocId) {
    if let Some(word) = words.get_mut((doc / WIDTH) as usize) {
        *word |= 1_u64 << (doc % WIDTH);
    }
}

/// The set bits of a word, lowest first.
struct Bits(u64);

impl Iterator for Bits {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let lowest = (self.0 != 0).then(|| self.0.trailing_zeros())?;
        self.0 &= self.0 - 1;
        Some(lowest)
    }
}

#[cfg(test)]
impl Blocks {
    /// Makes the blocks whose headlines stand where they are said to.
    pub(super) fn at(starts: &[DocId], max_doc: DocId) -> Self {
        let mut words = vec![0; max_doc.div_ceil(WIDTH) as usize];
        starts.iter().for_each(|start| set(&mut words, *start));
        Self::new(words, max_doc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_finds_its_block() {
        let check = |starts: &[DocId], max_doc: DocId| {
            let blocks = Blocks::at(starts, max_doc);
            assert_eq!(blocks.number() as usize, starts.len());
            assert_eq!(blocks.headlines().collect::<Vec<_>>(), starts);
            let ends = starts.iter().skip(1).copied().chain([max_doc]);
            assert!(blocks.spans().eq(starts.iter().copied().zip(ends.clone())));
            assert!((0..max_doc + 99).all(|doc| blocks.is_headline(doc) == starts.contains(&doc)));
            for (rank, start) in (0..).zip(starts) {
                assert_eq!(blocks.rank(*start), rank);
            }
            for (start, end) in starts.iter().copied().zip(ends) {
                for doc in start..end {
                    assert_eq!((blocks.headline(doc), blocks.end(doc), blocks.no(doc)), (start, end, doc - start));
                }
            }
        };
        check(&[], 0);
        check(&[0], 1);
        check(&[0, 1, 2], 3);
        check(&[0], 1000);
        check(&[0, 63, 64, 65, 127, 128, 320], 321);
        check(&[0, 7, 300], 640);
    }
}
