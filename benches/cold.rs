//! Cold start. Measured: a whole process that opens an index, searches one word, and prints the answer: the command
//! `newsidx search` where its binary lies beside the benches (`cargo build --release` first, or `NEWSIDX_BENCH_BIN`), and
//! this program as a user of the library. Held against: this program opening the same segments with tantivy, with the
//! best ten paragraphs fetched. Wall time, the files in the page cache. Not measured: a cold disk.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use newsidx::query::Query;
use newsidx::{Index, ParseOptions};
use tantivy::collector::TopDocs;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::schema::document::Value as _;
use tantivy::{TantivyDocument, Term};

use crate::Outcome;
use crate::archive::{self, Archive};
use crate::pair::{Bench, Clock, Contender, Effort, Unit, Wanted};
use crate::queries::Drawn;

/// Says that this process is one of those that are measured.
pub(crate) const AS_LIBRARY: &str = "--cold-library";
pub(crate) const AS_RAW: &str = "--cold-raw";

const PROCESSES: Effort = Effort { clock: Clock::Wall, warm_up: 2, least: 31, most: 31, seconds: 0.0 };

pub(crate) fn run(archive: &Archive, drawn: &Drawn, bench: &mut Bench) -> Outcome<()> {
    let Some(word) = drawn.frequent.first().filter(|_| bench.takes("cold/")) else { return Ok(()) };
    let this = std::env::current_exe()?;
    let (index, segments) = (archive.index_folder(), archive::segments_of(&archive.index_folder())?);
    let binary = binary(&this).filter(|binary| works(binary, &index, word));
    let mut contenders: Vec<Contender<'_>> = vec![
        Box::new(|_| process(Command::new(&this).arg(AS_LIBRARY).arg(&index).arg(word))),
        Box::new(|_| process(Command::new(&this).arg(AS_RAW).arg(&segments).arg(word))),
    ];
    let index = &index;
    contenders.extend(binary.as_deref().map(|binary| -> Contender<'_> {
        Box::new(move |_| process(Command::new(binary).arg("search").arg(word).arg("-i").arg(index)))
    }));
    let measured = bench.measure(PROCESSES, 1, &mut contenders)?;
    let [library, raw, rest @ ..] = &measured[..] else { return Ok(()) };
    bench.pair("cold/library: open and search", (library, raw), Unit::Millis, Wanted::Millis(15.0));
    match rest.first() {
        Some(command) => bench.pair("cold/command: newsidx search", (command, raw), Unit::Millis, Wanted::Millis(15.0)),
        None => eprintln!("cold/command: no `newsidx` that answers lies beside the benches, so it is not measured"),
    }
    Ok(())
}

/// Finds the command: where the environment says, else in the folder of release builds.
fn binary(this: &Path) -> Option<PathBuf> {
    let named = std::env::var_os("NEWSIDX_BENCH_BIN").map(PathBuf::from);
    named.or_else(|| Some(this.parent()?.parent()?.join("newsidx"))).filter(|path| path.is_file())
}

fn works(binary: &Path, index: &Path, word: &str) -> bool {
    process(Command::new(binary).arg("search").arg(word).arg("-i").arg(index)).is_ok()
}

fn process(command: &mut Command) -> Outcome<u64> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output()?;
    if !output.status.success() || output.stdout.is_empty() {
        return Err(format!("{command:?} gave no answer").into());
    }
    Ok(output.stdout.len() as u64)
}

/// What a user of the library writes.
pub(crate) fn as_library(index: &Path, word: &str) -> Outcome<()> {
    let index = Index::open(index)?;
    let page = index.search(&Query::parse(word, &ParseOptions::default())?.query).run()?;
    for paragraph in page.articles.iter().flat_map(|article| &article.paragraphs) {
        println!("{}", paragraph.text);
    }
    Ok(())
}

/// What a user of tantivy writes.
pub(crate) fn as_raw(segments: &Path, word: &str) -> Outcome<()> {
    let searcher = archive::open(segments)?;
    let (text, body) = (searcher.schema().get_field("text")?, searcher.schema().get_field("body")?);
    let query = TermQuery::new(Term::from_field_text(text, word), IndexRecordOption::WithFreqs);
    for (_, address) in searcher.search(&query, &TopDocs::with_limit(10).order_by_score())? {
        let document: TantivyDocument = searcher.doc(address)?;
        println!("{}", document.get_first(body).and_then(|value| value.as_str()).unwrap_or_default());
    }
    Ok(())
}
