//! Where the annotation record lives. Measured: an index that stores it beside the text, as newsidx does. Held against:
//! the same index with the record in a column of bytes. Processor time of the build, bytes, and the time to read 100
//! records at random, with their text (what a page needs) and without (what checking a clause needs).
//! Not measured: tantivy's segment plugins; records larger than those of today, which hold sentences and mentions.

use std::path::Path;

use newsidx::text::AnnotatedParagraph;
use tantivy::schema::document::Value as _;
use tantivy::schema::{FAST, STORED, Schema};
use tantivy::{DocAddress, DocId, Index, Searcher, SegmentReader, TantivyDocument};

use crate::Outcome;
use crate::corpus::Corpus;
use crate::indexing::bytes_under;
use crate::names::Known;
use crate::pair::{Bench, Contender, HEAVY, LIGHT, Unit, Wanted};
use crate::random::Random;
use crate::raw::{finish, writer};

const READ_AT_ONCE: usize = 100;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Stored,
    Column,
}

pub(crate) fn run(corpus: &Corpus, bench: &mut Bench) -> Outcome<()> {
    if !bench.takes("record/") {
        return Ok(());
    }
    let known = Known::of(corpus);
    let mut paragraphs: Vec<(String, Vec<u8>)> = Vec::new();
    for article in &corpus.articles {
        for paragraph in known.annotate(article).paragraphs {
            let record = encode(&paragraph)?;
            paragraphs.push((paragraph.text, record));
        }
    }
    let (stored, column) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let contenders: [Contender<'_>; 2] = [
        Box::new(|_| write(stored.path(), &paragraphs, Place::Stored)),
        Box::new(|_| write(column.path(), &paragraphs, Place::Column)),
    ];
    bench.duel("record/build, stored against column", (HEAVY, 1), contenders, Unit::Seconds, Wanted::Nothing)?;
    let megabytes = |folder: &Path| Ok::<_, Box<dyn std::error::Error>>(bytes_under(folder)? as f64 / 1e6);
    bench.sizes(
        "record/bytes on disk, stored against column",
        megabytes(stored.path())?,
        megabytes(column.path())?,
        "MB",
    );
    read(stored.path(), column.path(), bench)
}

/// Writes what newsidx writes for a paragraph.
fn encode(paragraph: &AnnotatedParagraph) -> Outcome<Vec<u8>> {
    Ok(postcard::to_extend(&(&paragraph.sentence_ends, &paragraph.mentions), vec![1])?)
}

fn write(folder: &Path, paragraphs: &[(String, Vec<u8>)], place: Place) -> Outcome<u64> {
    for entry in std::fs::read_dir(folder)? {
        std::fs::remove_file(entry?.path())?;
    }
    let mut schema = Schema::builder();
    let body = schema.add_text_field("body", STORED);
    let record = match place {
        Place::Stored => schema.add_bytes_field("record", STORED),
        Place::Column => schema.add_bytes_field("record", FAST),
    };
    let index = Index::create_in_dir(folder, schema.build())?;
    let writer = writer(&index)?;
    for (text, bytes) in paragraphs {
        let mut document = TantivyDocument::default();
        document.add_text(body, text);
        document.add_bytes(record, bytes);
        writer.add_document(document)?;
    }
    finish(writer)?;
    bytes_under(folder)
}

fn read(stored: &Path, column: &Path, bench: &mut Bench) -> Outcome<()> {
    let open = |folder: &Path| -> Outcome<Searcher> { Ok(Index::open_in_dir(folder)?.reader()?.searcher()) };
    let (stored, column) = (open(stored)?, open(column)?);
    let mut random = Random::new(3);
    let docs = stored.segment_readers().first().map_or(0, SegmentReader::max_doc) as usize;
    let batches: Vec<Vec<DocId>> =
        (0..20).map(|_| (0..READ_AT_ONCE).map(|_| random.below(docs.max(1)) as DocId).collect()).collect();
    for (name, with_text) in [("records with text", true), ("records alone", false)] {
        let contenders: [Contender<'_>; 2] = [
            Box::new(|item| read_stored(&stored, &batches[item], "record")),
            Box::new(|item| {
                let text = if with_text { read_stored(&column, &batches[item], "body")? } else { 0 };
                Ok(text + read_column(&column, &batches[item])?)
            }),
        ];
        let name = format!("record/{READ_AT_ONCE} {name}, stored against column");
        bench.duel(&name, (LIGHT, batches.len()), contenders, Unit::Micros, Wanted::Nothing)?;
    }
    Ok(())
}

fn read_stored(searcher: &Searcher, docs: &[DocId], field: &str) -> Outcome<u64> {
    let field = searcher.schema().get_field(field)?;
    let mut bytes = 0;
    for doc in docs {
        let document: TantivyDocument = searcher.doc(DocAddress::new(0, *doc))?;
        let value = document.get_first(field);
        bytes +=
            value.map_or(0, |value| value.as_bytes().map_or_else(|| value.as_str().map_or(0, str::len), <[u8]>::len));
    }
    Ok(bytes as u64)
}

fn read_column(searcher: &Searcher, docs: &[DocId]) -> Outcome<u64> {
    let mut bytes = 0;
    let column = searcher.segment_reader(0).fast_fields().bytes("record")?.ok_or("there is no column of records")?;
    let mut record = Vec::new();
    for doc in docs {
        for ordinal in column.term_ords(*doc) {
            record.clear();
            column.ord_to_bytes(ordinal, &mut record)?;
            bytes += record.len() as u64;
        }
    }
    Ok(bytes)
}
