//! From values to text for people. In: pages, articles, tables. Out: lines that fit the terminal.
//! Must not know indexes, files or arguments.

pub(crate) mod amount;
pub(crate) mod article;
pub(crate) mod facets;
pub(crate) mod page;
pub(crate) mod paint;
pub(crate) mod plan;
pub(crate) mod reasons;
pub(crate) mod wrap;
