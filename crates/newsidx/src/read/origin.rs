//! Where an article was read. In: a file name and a position in it. Out: an address that leads back to the bytes, and
//! the item id of an article that brings none.

use std::ops::Range;

use newsidx_text::Article;
use serde::{Deserialize, Serialize};

/// The place an article was read from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The path relative to the indexed directory with `/` between parts, the name of a file given by name, or `-` for
    /// standard input.
    pub path: String,
    /// The number of the record, counted from 1, in a form that holds many; failed records count too.
    pub record: Option<u64>,
    /// The line the article starts on, counted from 1.
    pub line: u64,
    /// The bytes of the source that hold the article.
    pub bytes: Range<u64>,
}

impl Origin {
    /// Gives the id under which versions of an article are known: its own id, else its address, else its place.
    pub fn item_id(&self, article: &Article) -> String {
        article.id.clone().or_else(|| article.url.clone()).unwrap_or_else(|| self.to_string())
    }
}

impl std::fmt::Display for Origin {
    /// Writes the path, and `#` with the record number in a form that holds many.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path)?;
        self.record.map_or(Ok(()), |record| write!(f, "#{record}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(id: Option<&str>, url: Option<&str>, record: Option<u64>, expected: &str) {
        let article = Article { id: id.map(str::to_owned), url: url.map(str::to_owned), ..Article::default() };
        let origin = Origin { path: "a/b.jsonl".to_owned(), record, line: 1, bytes: 0..1 };
        assert_eq!(origin.item_id(&article), expected);
    }

    #[test]
    fn an_item_id_is_the_id_else_the_address_else_the_place() {
        check(Some("x"), Some("https://a.org/1"), Some(3), "x");
        check(None, Some("https://a.org/1"), Some(3), "https://a.org/1");
        check(None, None, Some(3), "a/b.jsonl#3");
        check(None, None, None, "a/b.jsonl");
    }
}
