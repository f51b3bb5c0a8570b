//! From values to text for people. In: pages, articles, tables. Out: lines that fit the terminal.
//! Must not know indexes, files or arguments.

pub(crate) mod amount;
pub(crate) mod article;
pub(crate) mod facets;
pub(crate) mod page;
pub(crate) mod paint;
pub(crate) mod plan;
pub(crate) mod quantities;
pub(crate) mod quotes;
pub(crate) mod reasons;
pub(crate) mod svg;
pub(crate) mod timeline;
pub(crate) mod wrap;
