//! What people and programs ask. In: the text of a query, or its parts. Out: a typed [`Query`] that prints back, with
//! notes on what had to be repaired. Must not know indexes, analysers or engines.
//!
//! The reference for people is `docs/query-language.md`.

mod ast;
mod brackets;
mod builders;
mod characters;
mod clean;
mod dates;
mod display;
mod error;
mod fields;
mod lexer;
mod modifiers;
mod normalise;
mod notes;
mod options;
mod parser;
mod quantities;
mod quotes;
mod ranges;
mod sequence;
mod terms;
#[cfg(test)]
mod tests;

use std::str::FromStr;

use newsidx_text::Span;

pub use ast::{Bound, Counted, Days, End, EntityField, EventDays, Field, Form, Limit, Matcher, Query, Relation, Term};
pub use error::QueryError;
pub use notes::{Note, NoteKind};
pub use options::{MatchMode, ParseOptions, Repair};

pub(crate) use fields::meant;

use clean::Clean;
use notes::Notes;
use parser::Parser;

/// The longest query that is read, in bytes.
pub const MAX_LENGTH: usize = 1 << 20;
/// How deep groups may stand in one another.
pub const MAX_DEPTH: usize = 64;
/// How many words, phrases, ranges and dates a query may hold.
pub const MAX_TERMS: usize = 1024;
/// How many words, signs and parentheses are looked at, those that are dropped among them.
const MAX_PIECES: usize = 16 * MAX_TERMS;

/// A query as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The query, in the form of [`Query::normalised`].
    pub query: Query,
    /// What was repaired or may not have been meant, in the order of the text.
    pub notes: Vec<Note>,
}

impl Query {
    /// Reads a query as a person types it.
    ///
    /// Nothing that a person types panics. A condition is never dropped: a faulty operator, quotation mark or
    /// parenthesis is repaired with a note, but a field or a date that cannot be asked is an error. Text without
    /// anything to search for gives [`Query::nothing`] and a note.
    ///
    /// Bytes that are not UTF-8 can be passed through [`String::from_utf8_lossy`]: the characters it puts in their
    /// place are dropped with a note.
    ///
    /// # Errors
    /// An unknown or reserved field, an unreadable date or range, a field with a value that holds nothing to search, a
    /// query longer than [`MAX_LENGTH`], deeper than [`MAX_DEPTH`] or with more terms than [`MAX_TERMS`]; with
    /// [`Repair::Strict`] also the first thing that would be repaired.
    ///
    /// # Examples
    /// ```
    /// use newsidx::query::{NoteKind, ParseOptions, Query};
    ///
    /// let parsed = Query::parse("person:Macron “30-day ceasefire", &ParseOptions::default())?;
    /// assert_eq!(parsed.query, Query::person("Macron").and(Query::phrase("30-day ceasefire")));
    /// assert_eq!(parsed.notes[0].kind, NoteKind::UnclosedQuote);
    /// # Ok::<(), newsidx::query::QueryError>(())
    /// ```
    pub fn parse(text: &str, options: &ParseOptions) -> Result<Parsed, QueryError> {
        if text.len() > MAX_LENGTH {
            let start: String = text.chars().take(70).collect();
            let error = QueryError::new(format!("the query is longer than {MAX_LENGTH} bytes"), 0);
            return Err(error.within(&start, |at| at));
        }
        let clean = Clean::of(text);
        let parsed = parse_clean(&clean, *options).map_err(|error| error.within(text, |at| clean.moved(at)))?;
        Ok(Parsed { notes: parsed.notes.into_iter().map(|note| clean.moved_note(note)).collect(), ..parsed })
    }
}

impl Query {
    /// Reads what may stand after `qty:`, words with spaces between them among it: `air defence systems>=5`.
    ///
    /// # Errors
    /// A comparison without a figure, and a thing without a letter or digit.
    ///
    /// # Examples
    /// ```
    /// use newsidx::Query;
    ///
    /// assert_eq!(Query::parse_quantity("drones >= 100")?, "qty:drones>=100".parse()?);
    /// # Ok::<(), newsidx::query::QueryError>(())
    /// ```
    pub fn parse_quantity(text: &str) -> Result<Self, QueryError> {
        let text = text.trim();
        let (thing, comparison) =
            text.split_at_checked(text.find(quantities::SIGNS).unwrap_or(text.len())).unwrap_or((text, ""));
        let comparison: String = comparison.split_whitespace().collect();
        let part = quantities::condition(&format!("{}{comparison}", thing.trim()), 0);
        part.map(|query| query.normalised()).map_err(|error| error.within(text, |at| at))
    }
}

impl FromStr for Query {
    type Err = QueryError;

    /// Reads a query with the default options, and forgets the notes.
    fn from_str(text: &str) -> Result<Self, QueryError> {
        Self::parse(text, &ParseOptions::default()).map(|parsed| parsed.query)
    }
}

fn parse_clean(clean: &Clean<'_>, options: ParseOptions) -> Result<Parsed, QueryError> {
    let mut notes = Notes::new(options.repair);
    clean.report(&mut notes)?;
    let mut tokens = lexer::tokens(&clean.text, &mut notes)?;
    brackets::pair(&mut tokens, &mut notes)?;
    let part = Parser::new(&clean.text, &tokens, options.match_mode, &mut notes).alternatives()?;
    if part.is_none() && notes.is_empty() {
        let end = Span::new(0, clean.text.len());
        notes.add(NoteKind::Empty, end, || "the query is empty".to_owned(), "it finds nothing")?;
    }
    let query = part.map_or_else(Query::nothing, |query| query.normalised());
    Ok(Parsed { query, notes: notes.finish() })
}
