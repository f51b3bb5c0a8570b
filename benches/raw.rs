//! What a person who knows tantivy would write without newsidx. In: articles. Out: an index with the same fields.
//!
//! A headline and each paragraph are documents, as in newsidx. A word is found in any inflected form and as it stands,
//! so text is indexed twice, with positions: `exact` in lower case, `stem` stemmed. Stored: each text, and the article
//! without its paragraphs as JSON. Columns: paragraph number, item, day, instant, section, source, author, topic,
//! language; persons and places where there are mentions. One thread, one commit, the same memory as newsidx.
//! Not there, though newsidx has them: annotation records, names and labels word by word, metadata, whole lengths,
//! versions and fingerprints.

use std::path::Path;

use newsidx::{Annotated, Article};
use tantivy::indexer::IndexWriterOptions;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, IndexWriter, TantivyDocument};

use crate::Outcome;
use crate::tokens::{self, PLAIN, STEMMED};

/// The bytes a writer may fill, that of newsidx by default.
pub(crate) const MEMORY: usize = 200_000_000;

/// In which forms words are indexed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Forms {
    /// Stemmed, and as they stand.
    Both,
    /// Stemmed.
    StemAlone,
}

/// The fields of the index.
pub(crate) struct RawFields {
    pub(crate) stem: Field,
    exact: Option<Field>,
    stem_title: Field,
    exact_title: Option<Field>,
    head: Field,
    no: Field,
    item: Field,
    day: Field,
    instant: Field,
    section: Field,
    source: Field,
    author: Field,
    topic: Field,
    lang: Field,
    person: Field,
    place: Field,
}

pub(crate) fn schema(forms: Forms) -> (Schema, RawFields) {
    let mut schema = Schema::builder();
    let stored_stem = forms == Forms::StemAlone;
    let exact = |name, schema: &mut tantivy::schema::SchemaBuilder| {
        (forms == Forms::Both).then(|| schema.add_text_field(name, text_options(PLAIN, true)))
    };
    let fields = RawFields {
        exact: exact("exact", &mut schema),
        exact_title: exact("exact_title", &mut schema),
        stem: schema.add_text_field("stem", text_options(STEMMED, stored_stem)),
        stem_title: schema.add_text_field("stem_title", text_options(STEMMED, stored_stem)),
        head: schema.add_text_field("head", STORED),
        no: schema.add_u64_field("no", FAST),
        item: schema.add_text_field("item", STRING | FAST),
        day: schema.add_i64_field("day", FAST | INDEXED),
        instant: schema.add_i64_field("instant", FAST),
        section: schema.add_text_field("section", STRING | FAST),
        source: schema.add_text_field("source", STRING | FAST),
        author: schema.add_text_field("author", STRING | FAST),
        topic: schema.add_text_field("topic", STRING | FAST),
        lang: schema.add_text_field("lang", STRING | FAST),
        person: schema.add_text_field("person", STRING | FAST),
        place: schema.add_text_field("place", STRING | FAST),
    };
    (schema.build(), fields)
}

/// Gives the options of a text with positions and lengths.
pub(crate) fn text_options(tokenizer: &str, stored: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing);
    if stored { options.set_stored() } else { options }
}

/// Opens a writer as newsidx does: one thread, so that one segment comes of one commit.
pub(crate) fn writer(index: &Index) -> Outcome<IndexWriter> {
    let options = IndexWriterOptions::builder().num_worker_threads(1).memory_budget_per_thread(MEMORY).build();
    Ok(index.writer_with_options(options)?)
}

/// Commits and waits until merges are done.
pub(crate) fn finish(mut writer: IndexWriter) -> Outcome<()> {
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

/// Writes an index of articles in a folder that exists.
pub(crate) fn write(directory: &Path, articles: &[Annotated], forms: Forms) -> Outcome<()> {
    let (schema, fields) = schema(forms);
    let index = Index::create_in_dir(directory, schema)?;
    tokens::register(&index);
    let writer = writer(&index)?;
    for article in articles {
        writer.add_document(fields.headline(&article.article)?)?;
        for paragraph in article.paragraphs.iter().skip(1) {
            writer.add_document(fields.paragraph(paragraph))?;
        }
    }
    finish(writer)
}

impl RawFields {
    fn headline(&self, article: &Article) -> Outcome<TantivyDocument> {
        let mut document = TantivyDocument::default();
        add_forms(&mut document, self.stem_title, self.exact_title, &article.title);
        let head = without_paragraphs(article);
        document.add_text(self.head, serde_json::to_string(&head)?);
        document.add_u64(self.no, 0);
        document.add_text(self.item, article.id.as_deref().unwrap_or_default());
        if let Some(published) = article.published {
            document.add_i64(self.day, published.day.0);
            document.add_i64(self.instant, published.instant.unwrap_or_default());
        }
        for (field, values) in [
            (self.section, article.section.as_slice()),
            (self.source, article.source.as_slice()),
            (self.author, &article.authors),
            (self.topic, &article.topics),
            (self.lang, article.lang.as_slice()),
        ] {
            values.iter().for_each(|value| document.add_text(field, value));
        }
        Ok(document)
    }

    fn paragraph(&self, paragraph: &newsidx::text::AnnotatedParagraph) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        add_forms(&mut document, self.stem, self.exact, &paragraph.text);
        document.add_u64(self.no, u64::from(paragraph.no.0));
        add_names(&mut document, self.person, self.place, paragraph);
        document
    }
}

/// Adds each name of a paragraph once, under its key.
pub(crate) fn add_names(
    document: &mut TantivyDocument,
    person: Field,
    place: Field,
    paragraph: &newsidx::text::AnnotatedParagraph,
) {
    let mut keys: Vec<_> = paragraph.mentions.iter().map(|mention| &mention.key).collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        let field = if key.kind == newsidx::text::EntityKind::Person { person } else { place };
        document.add_text(field, key.to_string());
    }
}

fn add_forms(document: &mut TantivyDocument, stem: Field, exact: Option<Field>, text: &str) {
    document.add_text(stem, text);
    if let Some(exact) = exact {
        document.add_text(exact, text);
    }
}

/// Copies an article without the text of its body.
fn without_paragraphs(article: &Article) -> Article {
    Article {
        id: article.id.clone(),
        title: article.title.clone(),
        paragraphs: Vec::new(),
        url: article.url.clone(),
        section: article.section.clone(),
        source: article.source.clone(),
        authors: article.authors.clone(),
        topics: article.topics.clone(),
        lang: article.lang.clone(),
        published: article.published,
        updated: article.updated,
        version: article.version.clone(),
        meta: article.meta.clone(),
    }
}
