//! The index that is searched. In: a corpus. Out: it in newsidx, and tantivy with the same postings.
//!
//! `segments` are the very files of newsidx, opened by tantivy: words, phrases and names of places are looked for in the
//! same postings. `flat` is what a tantivy user has instead of blocks: paragraphs alone, each with the outlet and the
//! day of its article, and the same token stream; conditions on the article are looked for there.

use std::path::PathBuf;

use newsidx::Index;
use newsidx::plan::label_whole;
use newsidx::text::analysis::Analyser;
use tantivy::schema::{FAST, Field, INDEXED, STORED, STRING, Schema};
use tantivy::{Searcher, TantivyDocument};
use tempfile::TempDir;

use crate::corpus::Corpus;
use crate::indexing::build;
use crate::names::Known;
use crate::raw::{add_names, finish, text_options, writer};
use crate::tokens::{STREAM, register};
use crate::{Outcome, tokens};

/// Everything that is searched.
pub(crate) struct Archive {
    pub(crate) index: Index,
    pub(crate) segments: Searcher,
    pub(crate) flat: Searcher,
    folder: TempDir,
}

impl Archive {
    pub(crate) fn of(corpus: &Corpus, known: &Known) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let index = build(folder.path(), corpus.articles.iter().cloned(), known.annotator())?;
        let segments = open(&segments_of(&folder.path().join("index"))?)?;
        let flat_folder = folder.path().join("flat");
        std::fs::create_dir(&flat_folder)?;
        write_flat(&flat_folder, corpus, known)?;
        let flat = open(&flat_folder)?;
        Ok(Self { index, segments, flat, folder })
    }

    pub(crate) fn index_folder(&self) -> PathBuf {
        self.folder.path().join("index")
    }
}

/// Opens an index as tantivy's own.
pub(crate) fn open(folder: &std::path::Path) -> Outcome<Searcher> {
    let index = tantivy::Index::open_in_dir(folder)?;
    tokens::register(&index);
    Ok(index.reader()?.searcher())
}

/// Finds the tantivy index inside one of newsidx.
pub(crate) fn segments_of(folder: &std::path::Path) -> Outcome<PathBuf> {
    for entry in std::fs::read_dir(folder)? {
        let segments = entry?.path().join("segments");
        if segments.is_dir() {
            return Ok(segments);
        }
    }
    Err("there are no segments in the index".into())
}

fn write_flat(folder: &std::path::Path, corpus: &Corpus, known: &Known) -> Outcome<()> {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", text_options(STREAM, false));
    let body = schema.add_text_field("body", STORED);
    let source = schema.add_text_field("source", STRING | FAST);
    let day = schema.add_i64_field("day", FAST | INDEXED);
    let names: [Field; 2] = ["person", "place"].map(|name| schema.add_text_field(name, STRING | FAST));
    let index = tantivy::Index::create_in_dir(folder, schema.build())?;
    register(&index);
    let writer = writer(&index)?;
    let (mut analyser, mut stream) = (Analyser::new(), String::new());
    for article in &corpus.articles {
        let annotated = known.annotate(article);
        for paragraph in annotated.paragraphs.iter().skip(1) {
            let mut document = TantivyDocument::default();
            stream.clear();
            analyser.index_stream(&paragraph.text, annotated.language, &mut stream);
            document.add_text(text, &stream);
            document.add_text(body, &paragraph.text);
            article.source.iter().for_each(|outlet| document.add_text(source, label_whole(outlet)));
            article.published.iter().for_each(|published| document.add_i64(day, published.day.0));
            add_names(&mut document, names[0], names[1], paragraph);
            writer.add_document(document)?;
        }
    }
    finish(writer)
}
