//! The error of a query. In: a fault and the byte where it was found. Out: a message, a hint, and a caret under the place.
//! Must not know the grammar.

use std::fmt;

/// How many characters of a long line [`QueryError::caret`] shows.
const WINDOW: usize = 70;

/// A query that cannot be answered as written; the fault lies with the query, not with the index.
///
/// `Display` gives the message and the hint in one line; [`QueryError::caret`] shows the place.
///
/// # Examples
/// ```
/// use newsidx::query::{ParseOptions, Query};
///
/// let error = Query::parse("spaeker:Macron ceasefire", &ParseOptions::default()).unwrap_err();
/// assert_eq!(error.message(), "unknown field `spaeker:`, did you mean `speaker:`?");
/// assert_eq!(error.caret(), "spaeker:Macron ceasefire\n^");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    message: String,
    hint: Option<String>,
    position: usize,
    query: String,
}

impl QueryError {
    /// Makes an error found at a byte of the query; [`QueryError::within`] adds the query itself.
    pub(super) fn new(message: impl Into<String>, position: usize) -> Self {
        Self { message: message.into(), hint: None, position, query: String::new() }
    }

    pub(super) fn hint_at(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Completes the error with the text it was found in, and moves the place to where that text has it.
    pub(super) fn within(mut self, query: &str, moved: impl Fn(usize) -> usize) -> Self {
        self.position = moved(self.position).min(query.len());
        Self { query: query.to_owned(), ..self }
    }

    /// Gives what is wrong, in lower case and without a full stop.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Gives what the person can do about it.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// Gives the byte of the query where the fault was found, at most the length of the query.
    pub fn position(&self) -> usize {
        self.position
    }

    /// Gives the character of its line where the fault was found, counted from 1.
    pub fn column(&self) -> usize {
        self.before().chars().count() + 1
    }

    /// Gives the query; of one that was refused for its length only the beginning.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Draws two lines: the line of the query with the fault, and a caret under the place.
    ///
    /// Of a long line 70 characters around the place are shown. Control characters are shown as spaces, so that a
    /// query cannot steer a terminal.
    pub fn caret(&self) -> String {
        let before = self.before();
        let after = self.query.get(self.position..).unwrap_or_default().split('\n').next().unwrap_or_default();
        let place = before.chars().count();
        let line: Vec<char> = before.chars().chain(after.chars()).map(visible).collect();
        let start = place.saturating_sub(WINDOW / 2).min(line.len().saturating_sub(WINDOW));
        let shown = line.iter().enumerate().skip(start).take(WINDOW).map(|(at, &c)| {
            let cut = (at == start && start > 0) || (at + 1 == start + WINDOW && at + 1 < line.len());
            if cut { '…' } else { c }
        });
        let shown: String = shown.collect();
        format!("{}\n{}^", shown.trim_end(), " ".repeat(place - start))
    }

    /// The part of the line that lies before the place.
    fn before(&self) -> &str {
        self.query.get(..self.position).unwrap_or_default().rsplit('\n').next().unwrap_or_default()
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; hint: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for QueryError {}

fn visible(value: char) -> char {
    // Marks of direction turn a line around as far as it goes, whatever stands beside them.
    let turns = matches!(value, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if value.is_control() || turns { ' ' } else { value }
}
