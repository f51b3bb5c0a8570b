//! The query that a person typed. In: an argument or a file. Out: a query, and what was repaired in it.
//! Must not know what is asked with it.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use newsidx::query::MAX_LENGTH;
use newsidx::{MatchMode, ParseOptions, Query, Repair};

use crate::args::ask::Words;
use crate::failure::{Failure, Result};

/// A query as it was typed and as it was read.
pub(crate) struct Asked {
    /// The text.
    pub(crate) typed: String,
    /// What was understood.
    pub(crate) query: Query,
    /// What was repaired, or read otherwise than typed.
    pub(crate) notes: Vec<String>,
}

/// How a query is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    /// What words side by side mean.
    pub(crate) words: Words,
    /// What becomes of a query that has to be repaired.
    pub(crate) repair: Repair,
}

/// Reads a query; bytes that are not UTF-8 are dropped with a note.
pub(crate) fn read(typed: &OsStr, manner: Manner) -> Result<Asked> {
    parse(typed.to_string_lossy().trim().to_owned(), manner)
}

/// Reads the query in a file, or in standard input.
pub(crate) fn read_file(path: &Path, manner: Manner) -> Result<Asked> {
    let bytes = if path.as_os_str() == "-" { limited(io::stdin().lock()) } else { File::open(path).and_then(limited) };
    let bytes = bytes.map_err(|error| Failure::disk("read", path, &error))?;
    parse(String::from_utf8_lossy(&bytes).trim().to_owned(), manner)
}

/// Reads as much as a query may be long, and one byte more, so that the rest is refused and not lost.
fn limited(stream: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(MAX_LENGTH as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn parse(typed: String, manner: Manner) -> Result<Asked> {
    let match_mode = match manner.words {
        Words::All => MatchMode::All,
        Words::Any => MatchMode::Any,
    };
    let parsed = Query::parse(&typed, &ParseOptions { match_mode, repair: manner.repair })?;
    let notes = parsed.notes.into_iter().map(|note| note.message).collect();
    Ok(Asked { typed, query: parsed.query, notes })
}
