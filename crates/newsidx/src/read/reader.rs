//! The seam for forms of input. In: bytes with a name. Out: articles as found, one at a time, failures and warnings.
//! A reader must not know of files, of defaults, or of other readers.

use std::io::BufRead;
use std::ops::ControlFlow;

use newsidx_text::Article;

use super::options::ReadOptions;
use super::origin::Origin;
use super::repair::UTF8_MARK;
use super::report::{FailureKind, Place, ReadFailure, ReadWarning, WarningKind};

/// One input to a reader.
pub struct Input<'a> {
    /// The name that goes into [`Origin::path`].
    pub name: &'a str,
    /// The name that a person knows the input by, for failures and warnings.
    pub shown: &'a str,
    /// What it holds, from its first byte.
    pub bytes: &'a mut dyn BufRead,
}

impl Input<'_> {
    /// Makes the record of a failure that concerns the whole input.
    pub fn failure(&self, kind: FailureKind) -> Record {
        Record::Failure(ReadFailure { place: Place::file(self.shown), kind })
    }

    /// Makes the record of a failure at a line, counted from 1, and a byte of the input, counted from 0.
    pub fn failure_at(&self, line: u64, byte: u64, kind: FailureKind) -> Record {
        Record::Failure(ReadFailure { place: Place::at(self.shown, line, byte), kind })
    }

    /// Makes the record of a warning at a line, counted from 1, and a byte of the input, counted from 0.
    pub fn warning_at(&self, line: u64, byte: u64, kind: WarningKind) -> Record {
        Record::Warning(ReadWarning { place: Place::at(self.shown, line, byte), kind })
    }
}

/// An article as its reader found it: neither headline labels nor defaults are applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedArticle {
    /// The article.
    pub article: Article,
    /// Where it was found.
    pub origin: Origin,
}

/// One thing a reader found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// An article.
    Article(Box<RecordedArticle>),
    /// Something that should have been an article; the reader goes on with the next.
    Failure(ReadFailure),
    /// A word on the article that follows.
    Warning(ReadWarning),
}

/// Takes what a reader finds, in order; `Break` asks it to stop.
pub type Sink<'a> = dyn FnMut(Record) -> ControlFlow<()> + 'a;

/// Reads one form of input.
///
/// A reader streams: it holds one article at a time, and never panics whatever the bytes are.
pub trait Reader: Send + Sync {
    /// Says whether the reader takes an input of this name.
    ///
    /// Files are told by their name alone and `head` is empty, so that a file of another form is never opened. For
    /// standard input the name is `-` and `head` holds its first bytes, up to the first that is not blank or further.
    fn reads(&self, name: &str, head: &[u8]) -> bool;

    /// Hands every article of the input to the sink, or says why there is none.
    fn read(&self, input: Input<'_>, options: &ReadOptions, sink: &mut Sink<'_>) -> ControlFlow<()>;
}

/// Tells whether the first byte that is not blank begins a JSON object.
pub(super) fn begins_object(head: &[u8]) -> bool {
    head.strip_prefix(UTF8_MARK).unwrap_or(head).trim_ascii_start().starts_with(b"{")
}

/// Tells whether a name ends in one of some extensions, in any case.
pub(super) fn has_extension(name: &str, extensions: &[&str]) -> bool {
    extension(name).is_some_and(|found| extensions.iter().any(|wanted| found.eq_ignore_ascii_case(wanted)))
}

/// Gives the extension of the last part of a name; a name that is nothing but an extension has none.
pub(super) fn extension(name: &str) -> Option<&str> {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').filter(|(stem, found)| !stem.is_empty() && !found.is_empty()).map(|(_, found)| found)
}
