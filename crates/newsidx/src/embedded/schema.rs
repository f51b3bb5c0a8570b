//! The fields of the embedded index. In: nothing. Out: the schema and handles to its fields.
//!
//! A block is one article: document 0 is the headline with the article's own data, the others are its paragraphs.
//! Text fields hold token streams that were analysed before (`newsidx_text::analysis`), never text to analyse.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use super::stream::TOKEN_STREAM;
use crate::query::EntityField;

/// Separates the name of a label from a word of its value.
pub(super) const WORD_OF: char = '\u{1f}';
/// Stands after [`WORD_OF`] before a value that is kept whole.
pub(super) const WHOLE: char = '=';
/// Stands after [`WORD_OF`] before the name that an entity has, whatever the text writes.
pub(super) const NAMED: char = '\u{5}';
/// Stands after [`WORD_OF`] before the name that an entity has, [`WORD_OF`], and what the text writes.
pub(super) const WRITTEN: char = '\u{6}';
/// Marks a term that serves the index itself, such as the one of an item.
pub(super) const INTERNAL: char = '\u{1e}';

/// Handles to the fields.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// Tokens of body paragraphs.
    pub text: Field,
    /// Tokens of headlines.
    pub title: Field,
    /// Names of entities in body paragraphs.
    pub names: Field,
    /// Labels of the article, and names of entities in its headline; on the headline's document.
    pub labels: Field,
    /// Surface forms and roles of each entity key in a body paragraph; on the headline's document the names of the whole
    /// article by the keys of their spellings.
    pub forms: Field,
    /// The text of a paragraph or headline, stored.
    pub body: Field,
    /// The article's data without its text as JSON, stored on the headline's document; a text, because the engine reads
    /// bytes one by one.
    pub head: Field,
    /// The annotation record, stored.
    pub record: Field,
    /// Columns: the paragraph number, and the number of words.
    pub no: Field,
    pub length: Field,
    /// Columns of the headline's document; `length` there is that of the whole body.
    pub item: Field,
    pub fingerprint: Field,
    pub day: Field,
    pub instant: Field,
    pub section: Field,
    pub source: Field,
    pub author: Field,
    pub topic: Field,
    pub lang: Field,
    /// Columns of entity keys on body paragraphs, in the order of [`EntityField::ALL`].
    pub entities: Vec<Field>,
    /// Columns of body paragraphs: roles beside people, and countries that are named or hold what is named. Segments of
    /// format 2 lack them.
    pub role: Option<Field>,
    pub country: Option<Field>,
    /// Columns of body paragraphs: entities that speak, verbs that report speech, and days that are named. Segments of
    /// format 3 lack them.
    pub speaker: Option<Field>,
    pub cue: Option<Field>,
    pub event: Option<Field>,
}

/// Builds the schema and its handles; the order is part of the format.
pub(super) fn build() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = stream_options(IndexRecordOption::WithFreqsAndPositions, true);
    let labels = stream_options(IndexRecordOption::WithFreqsAndPositions, false);
    let terms = stream_options(IndexRecordOption::Basic, false);
    let fields = Fields {
        text: schema.add_text_field("text", words.clone()),
        title: schema.add_text_field("title", words),
        names: schema.add_text_field("names", labels.clone()),
        labels: schema.add_text_field("labels", labels),
        forms: schema.add_text_field("forms", terms),
        body: schema.add_text_field("body", STORED),
        head: schema.add_text_field("head", STORED),
        record: schema.add_bytes_field("record", STORED),
        no: schema.add_u64_field("no", FAST),
        length: schema.add_u64_field("length", FAST),
        item: column(&mut schema, "item"),
        fingerprint: schema.add_u64_field("fingerprint", FAST),
        day: schema.add_i64_field("day", FAST | INDEXED),
        instant: schema.add_i64_field("instant", FAST),
        section: column(&mut schema, "section"),
        source: column(&mut schema, "source"),
        author: column(&mut schema, "author"),
        topic: column(&mut schema, "topic"),
        lang: column(&mut schema, "lang"),
        entities: EntityField::ALL.iter().map(|field| column(&mut schema, field.name())).collect(),
        role: Some(column(&mut schema, "role")),
        country: Some(column(&mut schema, "country")),
        speaker: Some(column(&mut schema, "speaker")),
        cue: Some(column(&mut schema, "cue")),
        event: Some(column(&mut schema, "event")),
    };
    (schema.build(), fields)
}

/// Gives the handles of an index that was made before, in this format or an older one; a field it lacks is an error.
pub(super) fn fields_of(schema: &Schema) -> tantivy::Result<Fields> {
    let field = |name: &str| schema.get_field(name);
    Ok(Fields {
        text: field("text")?,
        title: field("title")?,
        names: field("names")?,
        labels: field("labels")?,
        forms: field("forms")?,
        body: field("body")?,
        head: field("head")?,
        record: field("record")?,
        no: field("no")?,
        length: field("length")?,
        item: field("item")?,
        fingerprint: field("fingerprint")?,
        day: field("day")?,
        instant: field("instant")?,
        section: field("section")?,
        source: field("source")?,
        author: field("author")?,
        topic: field("topic")?,
        lang: field("lang")?,
        entities: EntityField::ALL.iter().map(|entity| field(entity.name())).collect::<tantivy::Result<_>>()?,
        role: field("role").ok(),
        country: field("country").ok(),
        speaker: field("speaker").ok(),
        cue: field("cue").ok(),
        event: field("event").ok(),
    })
}

fn stream_options(record: IndexRecordOption, lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(TOKEN_STREAM).set_index_option(record);
    TextOptions::default().set_indexing_options(indexing.set_fieldnorms(lengths))
}

fn column(schema: &mut SchemaBuilder, name: &str) -> Field {
    schema.add_text_field(name, TextOptions::default().set_fast("raw"))
}
