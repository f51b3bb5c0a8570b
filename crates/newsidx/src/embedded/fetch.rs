//! Stored articles and paragraphs. In: where a document lies. Out: what was stored there.

use newsidx_text::{AnnotatedParagraph, ParagraphNo};
use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};

use super::failed;
use super::snapshot::{Address, Snapshot};
use crate::engine::{ArticleId, Head, StoredArticle};
use crate::error::{Error, Result};
use crate::record;

/// Gives an article whole: the version that answers see.
pub(super) fn article(snapshot: &Snapshot, id: &ArticleId) -> Result<Option<StoredArticle>> {
    snapshot.current(id)?.map(|address| snapshot.stored(address)).transpose()
}

impl Snapshot {
    /// Gives the article whose headline lies at an address.
    pub(crate) fn stored(&self, headline: Address) -> Result<StoredArticle> {
        let head = self.head(headline)?;
        let end = self.segments.get(headline.segment as usize).map_or(0, |segment| segment.blocks.end(headline.doc));
        let docs = headline.doc..end;
        let paragraphs = docs.map(|doc| self.paragraph(Address { doc, ..headline })).collect::<Result<_>>()?;
        Ok(StoredArticle { head, paragraphs })
    }

    /// Gives the body of the article whose headline lies at an address.
    pub(super) fn texts(&self, headline: Address) -> Result<Vec<String>> {
        let end = self.segments.get(headline.segment as usize).map_or(0, |segment| segment.blocks.end(headline.doc));
        let docs = headline.doc + 1..end;
        docs.map(|doc| Ok(self.text(&self.document(Address { doc, ..headline })?).to_owned())).collect()
    }

    fn text<'a>(&self, document: &'a TantivyDocument) -> &'a str {
        document.get_first(self.fields.body).and_then(|value| value.as_str()).unwrap_or_default()
    }

    pub(super) fn head(&self, headline: Address) -> Result<Head> {
        let document = self.document(headline)?;
        let bytes = document.get_first(self.fields.head).and_then(|value| value.as_bytes()).unwrap_or_default();
        serde_json::from_slice(bytes).map_err(|error| Error::engine("an article's data cannot be read").because(error))
    }

    pub(super) fn paragraph(&self, address: Address) -> Result<AnnotatedParagraph> {
        let document = self.document(address)?;
        let text = self.text(&document);
        let bytes = document.get_first(self.fields.record).and_then(|value| value.as_bytes()).unwrap_or_default();
        let no = self.segments.get(address.segment as usize).map_or(0, |segment| segment.blocks.no(address.doc));
        record::decode(bytes, ParagraphNo(no), text.to_owned())
    }

    fn document(&self, address: Address) -> Result<TantivyDocument> {
        let address = DocAddress::new(address.segment, address.doc);
        self.searcher.doc(address).map_err(|error| failed("stored text cannot be read", error))
    }
}
