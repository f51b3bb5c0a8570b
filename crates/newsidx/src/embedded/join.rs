//! Conditions on the article, answered inside its block. In: queries on headlines and paragraphs. Out: paragraphs.
//!
//! A block lies together, and each document knows its own number in it, so a paragraph finds its headline by
//! subtraction: `headline = doc - no`. No table of blocks is kept.

use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

/// Paragraphs of the articles whose headline document satisfies a query.
#[derive(Clone, Debug)]
pub(super) struct OfArticles {
    headlines: Arc<dyn Query>,
}

impl OfArticles {
    pub(super) fn new(headlines: Box<dyn Query>) -> Self {
        Self { headlines: Arc::from(headlines) }
    }
}

impl Query for OfArticles {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(OfArticlesWeight { headlines: self.headlines.weight(unscored(scoring))? }))
    }
}

/// Conditions on articles never score.
fn unscored(scoring: EnableScoring<'_>) -> EnableScoring<'_> {
    match scoring {
        EnableScoring::Enabled { searcher, .. } => EnableScoring::disabled_from_searcher(searcher),
        disabled @ EnableScoring::Disabled { .. } => disabled,
    }
}

struct OfArticlesWeight {
    headlines: Box<dyn Weight>,
}

impl Weight for OfArticlesWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut paragraphs =
            Paragraphs { headlines: self.headlines.scorer(reader, 1.0)?, blocks: Blocks::of(reader)?, doc: 0, end: 0 };
        paragraphs.enter_block();
        Ok(Box::new(ConstScorer::new(paragraphs, 0.0)))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("the article satisfies the condition", 0.0))
    }
}

/// Where documents stand in their blocks.
#[derive(Clone)]
pub(super) struct Blocks {
    no: Arc<dyn ColumnValues<u64>>,
    count: Arc<dyn ColumnValues<u64>>,
    max_doc: DocId,
}

impl Blocks {
    pub(super) fn of(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self {
            no: columns.column_first_or_default("no")?,
            count: columns.column_first_or_default("count")?,
            max_doc: reader.max_doc(),
        })
    }

    /// Gives the number of a document in its block.
    pub(super) fn no(&self, doc: DocId) -> u32 {
        self.no.get_val(doc) as u32
    }

    /// Gives the headline of a document's block.
    pub(super) fn headline(&self, doc: DocId) -> DocId {
        doc.saturating_sub(self.no(doc))
    }

    /// Gives the first document after the block that a headline begins.
    pub(super) fn end(&self, headline: DocId) -> DocId {
        headline + 1 + self.count.get_val(headline) as u32
    }
}

/// Walks the body paragraphs of the blocks whose headlines a scorer gives.
struct Paragraphs {
    headlines: Box<dyn Scorer>,
    blocks: Blocks,
    doc: DocId,
    end: DocId,
}

impl Paragraphs {
    /// Stands on the first paragraph of the block that `headlines` stands on, passing over articles without a body.
    fn enter_block(&mut self) -> DocId {
        loop {
            let headline = self.headlines.doc();
            if headline == TERMINATED {
                self.doc = TERMINATED;
                return TERMINATED;
            }
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
        // Intersections also seek one past the last document, where columns hold nothing.
        if target >= self.blocks.max_doc {
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

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.headlines.size_hint().saturating_mul(8)
    }
}

/// Headlines of the articles in which a query on headlines or one on paragraphs finds something.
#[derive(Clone, Debug)]
pub(super) struct AnywhereInArticle {
    headlines: Arc<dyn Query>,
    paragraphs: Arc<dyn Query>,
}

impl AnywhereInArticle {
    pub(super) fn new(headlines: Box<dyn Query>, paragraphs: Box<dyn Query>) -> Self {
        Self { headlines: Arc::from(headlines), paragraphs: Arc::from(paragraphs) }
    }
}

impl Query for AnywhereInArticle {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AnywhereWeight {
            headlines: self.headlines.weight(unscored(scoring))?,
            paragraphs: self.paragraphs.weight(unscored(scoring))?,
        }))
    }
}

struct AnywhereWeight {
    headlines: Box<dyn Weight>,
    paragraphs: Box<dyn Weight>,
}

impl Weight for AnywhereWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let blocks = Blocks::of(reader)?;
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
