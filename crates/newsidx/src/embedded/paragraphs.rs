//! The paragraphs of articles. In: the headlines of articles, as a scorer gives them. Out: their body paragraphs.
//!
//! An intersection asks of one document after the other whether it is there. The headlines are asked the same way, once
//! an article, and need not find the next one that suits.

use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, SeekDangerResult, TERMINATED};

use super::blocks::Blocks;

/// How many paragraphs an article has, about.
const PARAGRAPHS: u32 = 8;

/// Walks the body paragraphs of the blocks whose headlines a scorer gives.
pub(super) struct Paragraphs {
    headlines: Box<dyn Scorer>,
    blocks: Blocks,
    doc: DocId,
    /// The block that `headlines` stands on: its headline, and one past its last document.
    headline: DocId,
    end: DocId,
    /// Where `headlines` was asked for one article and does not stand on any: the next that it may give.
    bound: Option<DocId>,
}

impl Paragraphs {
    /// Stands nowhere yet: it is walked from its first block, or takes what is said of one.
    pub(super) fn new(headlines: Box<dyn Scorer>, blocks: Blocks) -> Self {
        Self { headlines, blocks, doc: 0, headline: 0, end: 0, bound: None }
    }

    /// Takes what `headlines` says of the block that `target` is in.
    pub(super) fn take(&mut self, headline: DocId, target: DocId, found: SeekDangerResult) -> SeekDangerResult {
        if target >= self.blocks.max_doc() {
            return self.refuse_until(TERMINATED);
        }
        let end = self.blocks.end(target);
        match found {
            SeekDangerResult::Found if headline < target => {
                (self.doc, self.headline, self.end, self.bound) = (target, headline, end, None);
                SeekDangerResult::Found
            }
            // A headline is no paragraph of its article.
            SeekDangerResult::Found => {
                (self.headline, self.end, self.bound) = (headline, end, Some(end));
                SeekDangerResult::SeekLowerBound(target + 1)
            }
            SeekDangerResult::SeekLowerBound(next) => self.refuse_until(next.max(end)),
        }
    }

    /// Says that no article before a document is given any more.
    fn refuse_until(&mut self, next: DocId) -> SeekDangerResult {
        let next = if next < self.blocks.max_doc() { next } else { TERMINATED };
        self.bound = Some(next);
        SeekDangerResult::SeekLowerBound(if next == TERMINATED { TERMINATED } else { next + 1 })
    }

    /// Stands on the first paragraph of the block that `headlines` stands on, passing over articles without a body.
    pub(super) fn enter_block(&mut self) -> DocId {
        loop {
            let headline = self.headlines.doc();
            if headline == TERMINATED {
                self.doc = TERMINATED;
                return TERMINATED;
            }
            self.headline = headline;
            self.end = self.blocks.end(headline);
            self.doc = headline + 1;
            if self.doc < self.end {
                return self.doc;
            }
            self.headlines.advance();
        }
    }
}

impl DocSet for Paragraphs {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.doc += 1;
        if self.doc < self.end {
            return self.doc;
        }
        self.headlines.advance();
        self.enter_block()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        if target < self.end {
            self.doc = target;
            return target;
        }
        // Intersections also seek one past the last document, which is in no block.
        if target >= self.blocks.max_doc() {
            self.doc = TERMINATED;
            return TERMINATED;
        }
        let headline = self.blocks.headline(target);
        if self.headlines.doc() < headline {
            self.headlines.seek(headline);
        }
        self.enter_block();
        if self.doc < target && target < self.end {
            self.doc = target;
        }
        self.doc
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if self.bound.is_none() && target <= self.doc {
            return if target == self.doc {
                SeekDangerResult::Found
            } else {
                SeekDangerResult::SeekLowerBound(self.doc)
            };
        }
        if self.headline < target && target < self.end {
            (self.doc, self.bound) = (target, None);
            return SeekDangerResult::Found;
        }
        if target >= self.blocks.max_doc() {
            return self.refuse_until(TERMINATED);
        }
        let headline = self.blocks.headline(target);
        match self.bound {
            Some(bound) if headline < bound => self.refuse_until(bound.max(self.blocks.end(target))),
            _ => {
                let found = self.headlines.seek_danger(headline);
                self.take(headline, target, found)
            }
        }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.headlines.size_hint().saturating_mul(PARAGRAPHS)
    }

    fn cost(&self) -> u64 {
        self.headlines.cost().saturating_mul(u64::from(PARAGRAPHS))
    }
}

#[cfg(test)]
mod tests {
    use tantivy::Score;

    use super::*;

    /// Headlines that say as little as they may, and refuse what no scorer has to allow.
    struct Headlines {
        docs: Vec<DocId>,
        doc: DocId,
        is_lost: bool,
    }

    impl DocSet for Headlines {
        fn advance(&mut self) -> DocId {
            assert!(!self.is_lost);
            self.seek(self.doc + 1)
        }

        fn seek(&mut self, target: DocId) -> DocId {
            assert!(!self.is_lost);
            self.doc = self.docs.iter().copied().find(|doc| *doc >= target).unwrap_or(TERMINATED);
            self.doc
        }

        fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
            assert!(self.doc < target, "{target} is not behind {}", self.doc);
            (self.doc, self.is_lost) = (target, !self.docs.contains(&target));
            if self.is_lost { SeekDangerResult::SeekLowerBound(target + 1) } else { SeekDangerResult::Found }
        }

        fn doc(&self) -> DocId {
            assert!(!self.is_lost);
            self.doc
        }

        fn size_hint(&self) -> u32 {
            self.docs.len() as u32
        }
    }

    impl Scorer for Headlines {
        fn score(&mut self) -> Score {
            0.0
        }
    }

    /// Asks for some documents, one after the other, and walks on from the last one found.
    fn check(headlines: &[DocId], targets: &[DocId]) {
        const STARTS: [DocId; 6] = [0, 3, 4, 6, 63, 70];
        let blocks = Blocks::at(&STARTS, 72);
        let is_there = |doc: DocId| headlines.contains(&blocks.headline(doc)) && !STARTS.contains(&doc);
        let next = |doc: DocId| (doc..72).find(|doc| is_there(*doc)).unwrap_or(TERMINATED);
        let scorer =
            Headlines { docs: headlines.to_vec(), doc: *headlines.first().unwrap_or(&TERMINATED), is_lost: false };
        let mut paragraphs = Paragraphs::new(Box::new(scorer), blocks.clone());
        paragraphs.enter_block();
        assert_eq!(paragraphs.doc(), next(0), "{headlines:?}");
        let mut found = true;
        for target in targets.iter().copied().filter(|target| *target > next(0)) {
            let answer = paragraphs.seek_danger(target);
            found = answer == SeekDangerResult::Found;
            assert_eq!(found, is_there(target), "{headlines:?} {targets:?} at {target}");
            if let SeekDangerResult::SeekLowerBound(bound) = answer {
                assert!(bound == TERMINATED || (target < bound && bound <= next(target + 1)), "{bound} from {target}");
                assert!(bound != TERMINATED || next(target + 1) == TERMINATED, "{headlines:?} ends at {target}");
            }
        }
        if found {
            let here = paragraphs.doc();
            assert_eq!((paragraphs.advance(), paragraphs.doc()), (next(here + 1), next(here + 1)), "{headlines:?}");
        }
    }

    #[test]
    fn whether_a_paragraph_is_there_is_told_without_a_walk() {
        for headlines in [&[0, 3, 4, 6, 63, 70][..], &[3, 6], &[0, 63], &[4, 70], &[70], &[]] {
            check(headlines, &(0..72).collect::<Vec<_>>());
            for first in 0..72 {
                check(headlines, &[first]);
                (first + 1..72).for_each(|second| check(headlines, &[first, second]));
            }
        }
    }
}
