//! Conditions that only a paragraph's record decides. In: a query for candidates and a condition. Out: those that satisfy it.
//!
//! Facts that belong together are verified together: terms tell that somebody speaks and that a word stands there, the
//! record that it is this word that he says.

use std::fmt;
use std::sync::Arc;

use newsidx_text::analysis::Analyser;
use newsidx_text::{AnnotatedParagraph, Language, ParagraphNo};
use tantivy::columnar::StrColumn;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::store::StoreReader;
use tantivy::{DocId, Score, SegmentReader, TantivyError};

use super::blocks::{BlockTable, Blocks};
use super::fetch::paragraph_in;
use super::join::{SortedDocs, blocks_of, unscored};
use super::schema::Fields;
use crate::plan::{AnalysedParagraph, Clause, evaluate};

/// Unpacked blocks that a walk keeps: candidates come in order, so that one would do but for its neighbour.
const BLOCKS_KEPT: usize = 2;

/// Documents of a query that satisfy a condition on the facts of one paragraph.
#[derive(Clone)]
pub(super) struct Verified {
    candidates: Arc<dyn Query>,
    clause: Arc<Clause>,
    fields: Fields,
    blocks: Arc<BlockTable>,
}

impl Verified {
    pub(super) fn new(candidates: Box<dyn Query>, clause: Clause, fields: Fields, blocks: Arc<BlockTable>) -> Self {
        Self { candidates: Arc::from(candidates), clause: Arc::new(clause), fields, blocks }
    }
}

impl fmt::Debug for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified").field("clause", &self.clause).finish_non_exhaustive()
    }
}

impl Query for Verified {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let candidates = self.candidates.weight(unscored(scoring))?;
        Ok(Box::new(VerifiedWeight { candidates, query: self.clone() }))
    }
}

struct VerifiedWeight {
    candidates: Box<dyn Weight>,
    query: Verified,
}

impl Weight for VerifiedWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut found = Vec::new();
        self.candidates.for_each_no_score(reader, &mut |docs| found.extend_from_slice(docs))?;
        let mut records = Records::of(reader, &self.query)?;
        let mut docs = Vec::with_capacity(found.len());
        for doc in found {
            if records.satisfy(doc, &self.query.clause)? {
                docs.push(doc);
            }
        }
        Ok(Box::new(ConstScorer::new(SortedDocs { docs, cursor: 0 }, 0.0)))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("one fact of the paragraph satisfies the condition", 0.0))
    }
}

/// The records of one segment, read in order.
struct Records<'a> {
    store: StoreReader,
    blocks: Blocks,
    languages: Option<StrColumn>,
    fields: &'a Fields,
    analyser: Analyser,
}

impl<'a> Records<'a> {
    fn of(reader: &SegmentReader, query: &'a Verified) -> tantivy::Result<Self> {
        Ok(Self {
            store: reader.get_store_reader(BLOCKS_KEPT)?,
            blocks: blocks_of(&query.blocks, reader)?,
            languages: reader.fast_fields().str("lang")?,
            fields: &query.fields,
            analyser: Analyser::new(),
        })
    }

    fn satisfy(&mut self, doc: DocId, clause: &Clause) -> tantivy::Result<bool> {
        let paragraph = self.paragraph(doc)?;
        let asks_words = matches!(clause, Clause::Speech(speech) if speech.test.asks_for_words());
        let language = if asks_words { self.language(doc)? } else { None };
        let words = if asks_words { self.analyser.term_spans(&paragraph.text, language) } else { Vec::new() };
        Ok(evaluate(clause, &AnalysedParagraph::of(&paragraph, &words), &|_| false).is_some())
    }

    fn paragraph(&self, doc: DocId) -> tantivy::Result<AnnotatedParagraph> {
        let number = ParagraphNo(self.blocks.no(doc));
        paragraph_in(self.store.get(doc)?, self.fields, number)
            .map_err(|error| TantivyError::InternalError(error.to_string()))
    }

    fn language(&self, doc: DocId) -> tantivy::Result<Option<Language>> {
        let Some(languages) = &self.languages else { return Ok(None) };
        let Some(ordinal) = languages.term_ords(self.blocks.headline(doc)).next() else { return Ok(None) };
        let mut code = String::new();
        languages.ord_to_str(ordinal, &mut code)?;
        Ok(Language::parse(&code))
    }
}
