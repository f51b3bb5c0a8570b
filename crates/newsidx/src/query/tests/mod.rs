//! Tables and properties of the query language.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod documentation;
mod forms;
mod hostile;
mod properties;
mod refusals;
mod repairs;

use super::{NoteKind, ParseOptions, Parsed, Query, QueryError, Repair};

const STRICT: ParseOptions = ParseOptions { match_mode: super::MatchMode::All, repair: Repair::Strict };

fn lenient(text: &str) -> Result<Parsed, QueryError> {
    Query::parse(text, &ParseOptions::default())
}

fn strict(text: &str) -> Result<Parsed, QueryError> {
    Query::parse(text, &STRICT)
}

fn kinds(parsed: &Parsed) -> Vec<NoteKind> {
    parsed.notes.iter().map(|note| note.kind).collect()
}
