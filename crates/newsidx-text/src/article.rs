//! The article as it was read. In: what a reader found. Out: nothing; these are plain values.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::day::Published;

/// A news article: a headline, body paragraphs, and what its source says about it.
///
/// Every field but `title` and `paragraphs` may be absent; nothing is invented to fill it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The identifier its source gave it.
    #[serde(default)]
    pub id: Option<String>,
    /// The headline, without the tail that names a section or an outlet.
    pub title: String,
    /// The body, one entry a paragraph, never empty strings.
    pub paragraphs: Vec<String>,
    /// The canonical address.
    #[serde(default)]
    pub url: Option<String>,
    /// The section or rubric, as printed.
    #[serde(default)]
    pub section: Option<String>,
    /// The outlet or agency.
    #[serde(default)]
    pub source: Option<String>,
    /// The byline, one entry an author.
    #[serde(default)]
    pub authors: Vec<String>,
    /// Topics that the source assigned.
    #[serde(default)]
    pub topics: Vec<String>,
    /// The language as an ISO 639-1 code, where the source states it.
    #[serde(default)]
    pub lang: Option<String>,
    /// When it was published.
    #[serde(default)]
    pub published: Option<Published>,
    /// When it was last changed.
    #[serde(default)]
    pub updated: Option<Published>,
    /// The source's own version label.
    #[serde(default)]
    pub version: Option<String>,
    /// Everything else its source said, as text: one or more values a key.
    #[serde(default)]
    pub meta: BTreeMap<String, Vec<String>>,
}

/// The number of a paragraph in its article: 0 is the headline, the body counts from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ParagraphNo(pub u32);

impl ParagraphNo {
    /// The headline.
    pub const HEADLINE: Self = Self(0);
}

impl std::fmt::Display for ParagraphNo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
