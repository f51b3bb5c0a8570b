//! What can go wrong, and who can mend it. In: causes. Out: one error type with a kind.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::query::QueryError;

/// The result of everything that can fail here.
pub type Result<T> = std::result::Result<T, Error>;

/// An error of the library: its kind says who is at fault.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    hint: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// Who is at fault, and with what.
#[non_exhaustive]
#[derive(Debug)]
pub enum ErrorKind {
    /// The query cannot be understood; the error names the place.
    Query(QueryError),
    /// What is asked cannot be done with this index as it is now.
    Unanswerable(String),
    /// There is no index at this place.
    NoIndex(PathBuf),
    /// An index stands where a new one should be made.
    IndexExists(PathBuf),
    /// The index was written in a format this program does not read.
    Format {
        /// Where the index lies.
        path: PathBuf,
        /// What was found.
        found: String,
        /// What is read.
        readable: String,
    },
    /// The index is damaged.
    Damaged {
        /// Where the index lies.
        path: PathBuf,
        /// What does not hold.
        what: String,
    },
    /// The index was rebuilt since it was opened; [`Index::reopen`](crate::Index::reopen) opens the new one.
    Rebuilt(PathBuf),
    /// Another process is writing, and the time to wait for it is over.
    Busy {
        /// Where the index lies.
        path: PathBuf,
        /// Who holds it and since when, in words.
        holder: String,
    },
    /// The disk or the file system refused.
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What was being done, such as `read` or `write`.
        doing: &'static str,
    },
    /// A cursor belongs to another query or an older state of the index.
    Cursor(String),
    /// The user's gazetteer cannot be read, or contradicts itself.
    Gazetteer {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// What the user wants to say of entities cannot be said, or contradicts what is said already.
    Refused {
        /// What was to be said.
        statement: String,
        /// Why not.
        what: String,
    },
    /// There is no article of this id.
    NoArticle(String),
    /// Work was stopped on request.
    Stopped,
    /// The engine failed in a way that no caller caused.
    Engine(String),
}

impl Error {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self { kind, hint: None, source: None }
    }

    /// Puts the blame elsewhere; hint and cause stay.
    pub(crate) fn of_kind(mut self, kind: ErrorKind) -> Self {
        self.kind = kind;
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    pub(crate) fn disk(doing: &'static str, path: &Path, source: std::io::Error) -> Self {
        Self::new(ErrorKind::Disk { path: path.to_owned(), doing }).because(source)
    }

    pub(crate) fn engine(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Engine(what.into()))
    }

    /// Says who is at fault.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Says what can be done about it, where something can.
    pub fn advice(&self) -> Option<&str> {
        match &self.kind {
            ErrorKind::Query(error) => error.hint(),
            _ => self.hint.as_deref(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Query(error) => f.write_str(error.message()),
            ErrorKind::Unanswerable(what) | ErrorKind::Cursor(what) => f.write_str(what),
            ErrorKind::NoIndex(path) => write!(f, "no index at `{}`", path.display()),
            ErrorKind::IndexExists(path) => write!(f, "an index already lies at `{}`", path.display()),
            ErrorKind::Format { path, found, readable } => {
                write!(f, "the index at `{}` has format {found}; this program reads {readable}", path.display())
            }
            ErrorKind::Damaged { path, what } => write!(f, "the index at `{}` is damaged: {what}", path.display()),
            ErrorKind::Rebuilt(path) => {
                write!(f, "the index at `{}` was rebuilt since it was opened", path.display())
            }
            ErrorKind::Busy { path, holder } => {
                write!(f, "the index at `{}` is being written by {holder}", path.display())
            }
            ErrorKind::Disk { path, doing } => write!(f, "cannot {doing} `{}`", path.display()),
            ErrorKind::Gazetteer { path, line, column, what } => {
                write!(f, "`{}`, line {line}, column {column}: {what}", path.display())
            }
            ErrorKind::Refused { statement, what } => write!(f, "`{statement}` is not taken in: {what}"),
            ErrorKind::NoArticle(id) => write!(f, "no article `{id}` in this index"),
            ErrorKind::Stopped => f.write_str("stopped; the last commit stands"),
            ErrorKind::Engine(what) => write!(f, "the engine failed: {what}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl From<QueryError> for Error {
    fn from(error: QueryError) -> Self {
        Self::new(ErrorKind::Query(error))
    }
}
