//! What a caller may choose about reading. In: nothing. Out: plain values with documented defaults.

use newsidx_text::Published;

/// What an article is given where it says nothing itself; nothing here overrides what an article states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleDefaults {
    /// When it was published, where it gives no date that can be read.
    pub published: Option<Published>,
    /// The outlet or agency.
    pub source: Option<String>,
    /// The language, as an ISO 639-1 code.
    pub lang: Option<String>,
    /// The section or rubric.
    pub section: Option<String>,
}

/// How articles are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// What an article is given where it says nothing itself.
    pub defaults: ArticleDefaults,
    /// The most bytes of one article as stored: a text file, or a line of JSON. 64 MiB unless told.
    ///
    /// A larger one is a failure, so that a file that is no news archive cannot fill the memory.
    pub max_article_bytes: u64,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { defaults: ArticleDefaults::default(), max_article_bytes: 64 << 20 }
    }
}
