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
        let mut end = 0;
        for doc in docs {
            if *doc < end {
                runs.paragraphs.last_mut().into_iter().for_each(|paragraphs| *paragraphs += 1);
            } else {
                let headline = blocks.headline(*doc);
                end = blocks.end(*doc);
                runs.push(headline, blocks.rank(headline), 1);
            }
        }
        runs
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
