//! Stored articles and paragraphs. In: where a document lies. Out: what was stored there.

use newsidx_text::{AnnotatedParagraph, ParagraphNo};
use tantivy::DocAddress;
use tantivy::schema::Field;
use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize, ValueDeserializer, ValueVisitor,
};

use super::fault::failed;
use super::schema::Fields;
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
        docs.map(|doc| Ok(self.document(Address { doc, ..headline })?.take_text(self.fields.body))).collect()
    }

    pub(super) fn head(&self, headline: Address) -> Result<Head> {
        let json = self.document(headline)?.take_bytes(self.fields.head);
        serde_json::from_slice(&json).map_err(|error| Error::engine("an article's data cannot be read").because(error))
    }

    pub(super) fn paragraph(&self, address: Address) -> Result<AnnotatedParagraph> {
        let no = self.segments.get(address.segment as usize).map_or(0, |segment| segment.blocks.no(address.doc));
        paragraph_in(self.document(address)?, &self.fields, ParagraphNo(no))
    }

    fn document(&self, address: Address) -> Result<StoredDocument> {
        let address = DocAddress::new(address.segment, address.doc);
        self.searcher.doc(address).map_err(|error| failed("stored text cannot be read", error))
    }
}

/// Reads the paragraph that is stored in a document.
pub(super) fn paragraph_in(
    mut document: StoredDocument,
    fields: &Fields,
    no: ParagraphNo,
) -> Result<AnnotatedParagraph> {
    let (text, record) = (document.take_text(fields.body), document.take_bytes(fields.record));
    record::decode(&record, no, text)
}

/// What is stored of one document, read without the copies that a general document makes.
pub(super) struct StoredDocument {
    values: Vec<(Field, StoredValue)>,
}

enum StoredValue {
    Text(String),
    Bytes(Vec<u8>),
}

impl StoredDocument {
    /// Takes a text out; empty where nothing is stored.
    fn take_text(&mut self, field: Field) -> String {
        match self.take(field) {
            Some(StoredValue::Text(text)) => text,
            _ => String::new(),
        }
    }

    /// Takes the bytes of a value out; empty where nothing is stored.
    fn take_bytes(&mut self, field: Field) -> Vec<u8> {
        match self.take(field) {
            Some(StoredValue::Text(text)) => text.into_bytes(),
            Some(StoredValue::Bytes(bytes)) => bytes,
            None => Vec::new(),
        }
    }

    fn take(&mut self, field: Field) -> Option<StoredValue> {
        let at = self.values.iter().position(|(known, _)| *known == field)?;
        Some(self.values.swap_remove(at).1)
    }
}

impl DocumentDeserialize for StoredDocument {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut fields: D) -> std::result::Result<Self, DeserializeError> {
        let mut values = Vec::with_capacity(3);
        while let Some(value) = fields.next_field::<StoredValue>()? {
            values.push(value);
        }
        Ok(Self { values })
    }
}

impl ValueDeserialize for StoredValue {
    fn deserialize<'de, D: ValueDeserializer<'de>>(value: D) -> std::result::Result<Self, DeserializeError> {
        value.deserialize_any(TextOrBytes)
    }
}

struct TextOrBytes;

impl ValueVisitor for TextOrBytes {
    type Value = StoredValue;

    fn visit_string(&self, text: String) -> std::result::Result<StoredValue, DeserializeError> {
        Ok(StoredValue::Text(text))
    }

    fn visit_bytes(&self, bytes: Vec<u8>) -> std::result::Result<StoredValue, DeserializeError> {
        Ok(StoredValue::Bytes(bytes))
    }
}
