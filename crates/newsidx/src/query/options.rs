//! How a query is read. In: nothing. Out: plain options. Must not know the parser.

/// What words side by side mean, and what becomes of faults.
///
/// # Examples
/// ```
/// use newsidx::query::{MatchMode, ParseOptions, Query};
///
/// let any = ParseOptions { match_mode: MatchMode::Any, ..ParseOptions::default() };
/// let parsed = Query::parse("ceasefire truce", &any)?;
/// assert_eq!(parsed.query.to_string(), "ceasefire OR truce");
/// # Ok::<(), newsidx::query::QueryError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParseOptions {
    /// What parts without an operator between them mean.
    pub match_mode: MatchMode,
    /// What becomes of a query that has to be repaired.
    pub repair: Repair,
}

/// What parts without an operator between them mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MatchMode {
    /// Each part must match.
    #[default]
    All,
    /// One part must match; parts with `-`, `NOT` or `+` and days of publication stay conditions.
    Any,
}

/// What becomes of a query that has to be repaired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Repair {
    /// It is repaired, with a [`Note`](super::Note) for each repair.
    #[default]
    Lenient,
    /// The first repair is an error.
    Strict,
}
