//! Why a command ends early. In: errors of the library and of the system. Out: what is told to a person.
//! Must not know how it is printed.

use std::error::Error as _;
use std::io;
use std::path::Path;

use newsidx::{ErrorKind, QueryError};

/// The result of everything a command does.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// Why a command ends early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Nobody reads the output any more; nothing is to be told.
    Closed,
    /// Something a person should hear of.
    Told(Box<Told>),
}

/// An error in words: what, where, why, and what to do about it.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// What is wrong, in lower case and without a full stop.
    pub(crate) message: String,
    /// The line of the query with a caret under the place.
    pub(crate) caret: Option<String>,
    /// What lies behind it, nearest first.
    pub(crate) causes: Vec<String>,
    /// What can be done about it.
    pub(crate) hint: Option<String>,
}

impl Failure {
    /// Makes a failure of a message.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Told(Box::new(Told { message: message.into(), ..Told::default() }))
    }

    /// Adds what can be done about it.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        if let Self::Told(told) = &mut self {
            told.hint = Some(hint.into());
        }
        self
    }

    /// Adds what lies behind it.
    pub(crate) fn because(mut self, cause: impl std::fmt::Display) -> Self {
        if let Self::Told(told) = &mut self {
            told.causes.push(cause.to_string());
        }
        self
    }

    /// Makes the failure of doing something to a file or folder.
    pub(crate) fn disk(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(format!("cannot {doing} `{}`", path.display())).because(error)
    }
}

impl From<newsidx::Error> for Failure {
    fn from(error: newsidx::Error) -> Self {
        let mut causes = Vec::new();
        let mut cause = error.source();
        while let Some(source) = cause {
            causes.push(source.to_string());
            cause = source.source();
        }
        let caret = match error.kind() {
            ErrorKind::Query(query) => Some(query.caret()),
            _ => None,
        };
        let hint = error.advice().map(str::to_owned);
        Self::Told(Box::new(Told { message: error.to_string(), caret, causes, hint }))
    }
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Self {
        newsidx::Error::from(error).into()
    }
}
