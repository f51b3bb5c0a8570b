//! Conditions on the article, answered inside its block. In: queries on headlines and paragraphs. Out: paragraphs.
//!
//! A block lies together, so a paragraph's headline is the last one before it (`blocks`).

use std::sync::Arc;

use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError};

use super::blocks::{BlockTable, Blocks};
use super::paragraphs::Paragraphs;

/// Paragraphs of the articles whose headline document satisfies a query.
#[derive(Clone, Debug)]
pub(super) struct OfArticles {
    headlines: Arc<dyn Query>,
    blocks: Arc<BlockTable>,
}

impl OfArticles {
    pub(super) fn new(headlines: Box<dyn Query>, blocks: Arc<BlockTable>) -> Self {
        Self { headlines: Arc::from(headlines), blocks }
    }
}

impl Query for OfArticles {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let headlines = self.headlines.weight(unscored(scoring))?;
        Ok(Box::new(OfArticlesWeight { headlines, blocks: Arc::clone(&self.blocks) }))
    }
}

/// Conditions on articles never score.
pub(super) fn unscored(scoring: EnableScoring<'_>) -> EnableScoring<'_> {
    match scoring {
        EnableScoring::Enabled { searcher, .. } => EnableScoring::disabled_from_searcher(searcher),
        disabled @ EnableScoring::Disabled { .. } => disabled,
    }
}

struct OfArticlesWeight {
    headlines: Box<dyn Weight>,
    blocks: Arc<BlockTable>,
}

/// Gives the blocks of a segment; every segment of a snapshot is in its table.
pub(super) fn blocks_of(table: &BlockTable, reader: &SegmentReader) -> tantivy::Result<Blocks> {
    let unknown =
        || TantivyError::InternalError(format!("the segment {:?} is not of this commit", reader.segment_id()));
    table.get(&reader.segment_id()).cloned().ok_or_else(unknown)
}

impl Weight for OfArticlesWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut paragraphs = Paragraphs::new(self.headlines.scorer(reader, 1.0)?, blocks_of(&self.blocks, reader)?);
        paragraphs.enter_block();
        Ok(Box::new(ConstScorer::new(paragraphs, 0.0)))
    }

    fn scorer_danger(
        &self,
        reader: &SegmentReader,
        target: DocId,
        _boost: Score,
    ) -> tantivy::Result<(SeekDangerResult, Box<dyn Scorer>)> {
        let blocks = blocks_of(&self.blocks, reader)?;
        let headline = if target < blocks.max_doc() { blocks.headline(target) } else { target };
        let (found, headlines) = self.headlines.scorer_danger(reader, headline, 1.0)?;
        let mut paragraphs = Paragraphs::new(headlines, blocks);
        let found = paragraphs.take(headline, target, found);
        Ok((found, Box::new(ConstScorer::new(paragraphs, 0.0))))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("the article satisfies the condition", 0.0))
    }
}

/// Headlines of the articles in which a query on headlines or one on paragraphs finds something.
#[derive(Clone, Debug)]
pub(super) struct AnywhereInArticle {
    headlines: Arc<dyn Query>,
    paragraphs: Arc<dyn Query>,
    blocks: Arc<BlockTable>,
}

impl AnywhereInArticle {
    pub(super) fn new(headlines: Box<dyn Query>, paragraphs: Box<dyn Query>, blocks: Arc<BlockTable>) -> Self {
        Self { headlines: Arc::from(headlines), paragraphs: Arc::from(paragraphs), blocks }
    }
}

impl Query for AnywhereInArticle {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AnywhereWeight {
            headlines: self.headlines.weight(unscored(scoring))?,
            paragraphs: self.paragraphs.weight(unscored(scoring))?,
            blocks: Arc::clone(&self.blocks),
        }))
    }
}

struct AnywhereWeight {
    headlines: Box<dyn Weight>,
    paragraphs: Box<dyn Weight>,
    blocks: Arc<BlockTable>,
}

impl Weight for AnywhereWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let blocks = blocks_of(&self.blocks, reader)?;
        let mut docs = Vec::new();
        self.headlines.for_each_no_score(reader, &mut |found| docs.extend_from_slice(found))?;
        self.paragraphs.for_each_no_score(reader, &mut |found| {
            for doc in found {
                let headline = blocks.headline(*doc);
                if docs.last() != Some(&headline) {
                    docs.push(headline);
                }
            }
        })?;
        docs.sort_unstable();
        docs.dedup();
        Ok(Box::new(ConstScorer::new(SortedDocs { docs, cursor: 0 }, 0.0)))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("something in the article satisfies the condition", 0.0))
    }
}

/// A sorted list of documents.
pub(super) struct SortedDocs {
    pub(super) docs: Vec<DocId>,
    pub(super) cursor: usize,
}

impl DocSet for SortedDocs {
    fn advance(&mut self) -> DocId {
        self.cursor += 1;
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.docs.get(self.cursor..).unwrap_or_default();
        self.cursor += rest.partition_point(|doc| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.docs.get(self.cursor).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.docs.len() as u32
    }
}
