//! The articles of what was found. In: paragraphs that were found. Out: each article once, with how many of it.

use tantivy::DocId;

use super::blocks::Blocks;
use super::count::{Found, bodies};
use super::snapshot::Segment;

/// The articles of which paragraphs were found in one segment, in order; the lists are as long as each other.
#[derive(Default)]
pub(super) struct Runs {
    /// Their headlines.
    pub(super) headlines: Vec<DocId>,
    /// How many headlines lie before each.
    pub(super) ranks: Vec<u32>,
    /// How many of their paragraphs were found.
    pub(super) paragraphs: Vec<u32>,
}

impl Runs {
    pub(super) fn of(segment: &Segment, found: &Found) -> Self {
        if found.every {
            return Self::of_bodies(segment);
        }
        Self::of_paragraphs(&segment.blocks, found.paragraphs(segment))
    }

    fn with_room(articles: usize) -> Self {
        let list = || Vec::with_capacity(articles);
        Self { headlines: list(), ranks: list(), paragraphs: list() }
    }

    fn push(&mut self, headline: DocId, rank: u32, paragraphs: u32) {
        self.headlines.push(headline);
        self.ranks.push(rank);
        self.paragraphs.push(paragraphs);
    }

    fn of_bodies(segment: &Segment) -> Self {
        let mut runs = Self::with_room(segment.blocks.number() as usize);
        bodies(segment).for_each(|body| runs.push(body.headline, body.rank, body.paragraphs));
        runs
    }

    fn of_paragraphs(blocks: &Blocks, docs: &[DocId]) -> Self {
        let mut runs = Self::with_room(docs.len());
        let mut walk = Walk::new(blocks);
        let mut end = 0;
        for doc in docs {
            if *doc < end {
                runs.paragraphs.last_mut().into_iter().for_each(|paragraphs| *paragraphs += 1);
            } else {
                let (headline, rank);
                (headline, rank, end) = walk.block_of(*doc);
                runs.push(headline, rank, 1);
            }
        }
        runs
    }
}

/// Finds the blocks of documents that are asked for in order.
struct Walk<'a> {
    blocks: &'a Blocks,
    /// The place of a word of the bitmap, and the word.
    at: u32,
    word: u64,
    /// The last headline in the words before, and how many there are.
    last: DocId,
    before: u32,
}

impl<'a> Walk<'a> {
    fn new(blocks: &'a Blocks) -> Self {
        Self { blocks, at: 0, word: blocks.word(0), last: 0, before: 0 }
    }

    /// Gives the headline of a document's block, its rank among the headlines, and the end of the block.
    fn block_of(&mut self, doc: DocId) -> (DocId, u32, DocId) {
        self.enter(doc / u64::BITS);
        let until = u64::MAX >> (u64::BITS - 1 - doc % u64::BITS);
        let (before, behind) = (self.word & until, self.word & !until);
        let headline = before.checked_ilog2().map_or(self.last, |bit| self.at * u64::BITS + bit);
        let rank = (self.before + before.count_ones()).saturating_sub(1);
        let end = if behind == 0 { self.blocks.end(doc) } else { self.at * u64::BITS + behind.trailing_zeros() };
        (headline, rank, end)
    }

    fn enter(&mut self, at: u32) {
        while self.at < at {
            if let Some(bit) = self.word.checked_ilog2() {
                self.last = self.at * u64::BITS + bit;
                self.before += self.word.count_ones();
            }
            self.at += 1;
            self.word = self.blocks.word(self.at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_article_is_given_once_with_its_rank() {
        let check = |docs: &[DocId], headlines: &[DocId], ranks: &[u32], paragraphs: &[u32]| {
            let runs = Runs::of_paragraphs(&Blocks::at(&[0, 3, 4, 63, 64, 130, 300], 310), docs);
            assert_eq!((&*runs.headlines, &*runs.ranks, &*runs.paragraphs), (headlines, ranks, paragraphs), "{docs:?}");
        };
        check(&[], &[], &[], &[]);
        check(&[1, 2, 5], &[0, 4], &[0, 2], &[2, 1]);
        check(&[62, 65, 129], &[4, 64], &[2, 4], &[1, 2]);
        check(&[131, 299, 301], &[130, 300], &[5, 6], &[2, 1]);
    }
}
