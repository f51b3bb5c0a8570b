//! What is said of input that is not, or not quite, an article. In: a place and what was found there. Out: typed
//! failures and warnings that print as `path:line: message`. Must not know how they are counted or shown.

use std::fmt;
use std::io;

/// A place in the input, as a person knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The path as the person gave it, joined with the path below it; `-` for standard input.
    pub path: String,
    /// The line, counted from 1.
    pub line: Option<u64>,
    /// The byte of the file, counted from 0.
    pub byte: Option<u64>,
}

impl Place {
    pub(super) fn file(path: &str) -> Self {
        Self { path: path.to_owned(), line: None, byte: None }
    }

    pub(super) fn at(path: &str, line: u64, byte: u64) -> Self {
        Self { path: path.to_owned(), line: Some(line), byte: Some(byte) }
    }
}

impl fmt::Display for Place {
    /// Writes `path:line`, or the path alone where the line is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

/// An article, a file or a path that could not be read; the others are read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFailure {
    /// Where.
    pub place: Place,
    /// What went wrong.
    pub kind: FailureKind,
}

impl fmt::Display for ReadFailure {
    /// Writes `path:line: message`, and a second line with a hint where there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.kind)?;
        self.kind.hint().map_or(Ok(()), |hint| write!(f, "\n  hint: {hint}"))
    }
}

impl std::error::Error for ReadFailure {}

/// Why something could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailureKind {
    /// Nothing has the path that was given.
    Missing,
    /// The system refused; the reason is its own.
    Unreadable(String),
    /// The path that was given is an index of newsidx, or lies in one.
    OwnIndex,
    /// A file that was given by name is of a form that is not read; holds its extension.
    FormNotRead(Option<String>),
    /// A path that was given is a pipe, a socket or a device.
    NotAFile,
    /// An article takes more bytes than the limit it carries.
    TooLarge(u64),
    /// The file begins with the mark of UTF-16 or UTF-32.
    NotUtf8,
    /// Bytes that are no UTF-8; holds the byte of the line, counted from 1.
    InvalidUtf8(u64),
    /// A line is no JSON.
    Json {
        /// The byte of the line, counted from 1.
        column: u64,
        /// What is wrong there.
        reason: String,
    },
    /// One JSON value stands on several lines.
    OverSeveralLines,
    /// A line holds a JSON value that is not an object; holds what it is.
    NotAnObject(&'static str),
    /// A key holds a value of a type that it cannot have.
    WrongType {
        /// The key, with the position in it where it holds several values.
        key: String,
        /// What it may hold.
        wanted: &'static str,
        /// What it holds.
        found: &'static str,
    },
    /// A record has no headline.
    NoTitle,
    /// There is nothing but white space.
    NoText,
}

impl FailureKind {
    pub(super) fn io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            // The kind names the cause without the number of the system's error, where it knows it.
            kind => match kind.to_string() {
                text if text.starts_with("uncategorized") || text.starts_with("other") => {
                    Self::Unreadable(error.to_string())
                }
                text => Self::Unreadable(text),
            },
        }
    }

    /// Says what the person can do, where there is something to do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Missing => Some("check the spelling, and the directory you are in"),
            Self::OwnIndex => Some("name the articles; an index is chosen with `--index`"),
            Self::FormNotRead(_) => Some(
                "text is read from `.txt` and `.text`, JSON Lines from `.jsonl` and `.ndjson`, and either from `-`",
            ),
            Self::NotAFile => Some("pass `-` and send the articles to standard input"),
            Self::NotUtf8 => Some("convert it first, for example with `iconv -f UTF-16 -t UTF-8`"),
            Self::InvalidUtf8(_) => Some("convert it first, for example with `iconv -f WINDOWS-1252 -t UTF-8`"),
            Self::OverSeveralLines => Some("write one article a line, for example with `jq -c .` or `jq -c '.[]'`"),
            Self::NotAnObject(_) => Some("write one article a line, as a JSON object"),
            Self::NoTitle => Some("give the headline as `title` or `headline`"),
            Self::Unreadable(_) | Self::TooLarge(_) | Self::Json { .. } | Self::WrongType { .. } | Self::NoText => None,
        }
    }
}

impl fmt::Display for FailureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("no such file or directory"),
            Self::Unreadable(reason) => write!(f, "cannot be read: {reason}"),
            Self::OwnIndex => f.write_str("is an index of newsidx, not articles"),
            Self::FormNotRead(Some(extension)) => write!(f, "form not read: `.{extension}`"),
            Self::FormNotRead(None) => f.write_str("form not read: the name has no extension"),
            Self::NotAFile => f.write_str("is neither a file nor a directory"),
            Self::TooLarge(limit) => write!(f, "article larger than {limit} bytes"),
            Self::NotUtf8 => f.write_str("UTF-16 or UTF-32, not UTF-8"),
            Self::InvalidUtf8(byte) => write!(f, "invalid UTF-8 at byte {byte} of the line"),
            Self::Json { column, reason } => write!(f, "column {column}: {reason}"),
            Self::OverSeveralLines => f.write_str("a JSON value over several lines"),
            Self::NotAnObject(found) => write!(f, "expected an object, found {found}"),
            Self::WrongType { key, wanted, found } => write!(f, "`{key}` must be {wanted}, found {found}"),
            Self::NoTitle => f.write_str("no `title`"),
            Self::NoText => f.write_str("no text"),
        }
    }
}

/// Something about an article that was read, that a person may want to mend at its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadWarning {
    /// Where.
    pub place: Place,
    /// What was found and done.
    pub kind: WarningKind,
}

impl fmt::Display for ReadWarning {
    /// Writes `path:line: message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.kind)
    }
}

/// What was found in an article that was read, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WarningKind {
    /// Control characters were left out; holds how many.
    ControlCharacters(u64),
    /// A date is none that can be read: the article has no date, and the text is kept as metadata.
    UnreadableDate {
        /// The key.
        key: String,
        /// What it holds.
        value: String,
    },
    /// A language is none that can be read: the text is kept as metadata.
    UnreadableLanguage {
        /// The key.
        key: String,
        /// What it holds.
        value: String,
    },
    /// A key stands more than once in one record: the last one counts.
    RepeatedKey(String),
    /// A rule of an ignore file cannot be read and is not applied; holds what is wrong with it.
    IgnoreRule(String),
}

impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ControlCharacters(1) => f.write_str("1 control character left out"),
            Self::ControlCharacters(count) => write!(f, "{count} control characters left out"),
            Self::UnreadableDate { key, value } => write!(f, "unreadable date in `{key}`: `{value}`"),
            Self::UnreadableLanguage { key, value } => write!(f, "unreadable language in `{key}`: `{value}`"),
            Self::RepeatedKey(key) => write!(f, "`{key}` stands more than once, the last one counts"),
            Self::IgnoreRule(reason) => write!(f, "ignore rule not applied: {reason}"),
        }
    }
}
