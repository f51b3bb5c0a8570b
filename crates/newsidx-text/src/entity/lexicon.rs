//! Sorted word lists that are searched where they lie. In: a text file built into the program, and a key.
//! Out: the columns that stand beside the key. Must not know what any list means.
//!
//! Nothing is parsed when the program starts: a search that needs no names pays nothing for them. The first question to
//! a list finds where its lines start, a thousandth of a second for all lists together.

use std::sync::OnceLock;

/// A list of lines `key`, or `key TAB column TAB column`, sorted by the bytes of the key, each key once.
#[derive(Clone, Copy)]
pub(crate) struct Lexicon {
    lines: &'static [u8],
    starts: &'static OnceLock<Vec<u32>>,
}

impl Lexicon {
    /// Takes a list, and room for the starts of its lines; [`Lexicon::disorder`] tells in a test whether it is one.
    pub(crate) const fn new(text: &'static str, starts: &'static OnceLock<Vec<u32>>) -> Self {
        Self { lines: text.as_bytes(), starts }
    }

    /// Tells whether the list holds `key`.
    pub(crate) fn has(self, key: &str) -> bool {
        self.columns(key).is_some()
    }

    /// Gives what stands after `key` on its line, empty where the list has one column.
    pub(crate) fn columns(self, key: &str) -> Option<Columns> {
        let line = self.line(self.lower_bound(key.as_bytes()));
        let rest = line.strip_prefix(key.as_bytes())?;
        match rest.split_first() {
            None => (!line.is_empty()).then_some(Columns { rest: "" }),
            Some((b'\t', columns)) => Some(Columns { rest: std::str::from_utf8(columns).unwrap_or_default() }),
            Some(_) => None,
        }
    }

    /// Gives a key as it lies in the list, and what stands after it.
    pub(super) fn row(self, key: &str) -> Option<(&'static str, Columns)> {
        let columns = self.columns(key)?;
        let line = std::str::from_utf8(self.line(self.lower_bound(key.as_bytes()))).ok()?;
        Some((line.get(..key.len())?, columns))
    }

    /// Gives all keys with what stands after them, in the order of the file.
    pub(super) fn rows(self) -> impl Iterator<Item = (&'static str, Columns)> {
        let lines = std::str::from_utf8(self.lines).unwrap_or_default().lines();
        lines.map(|line| line.split_once('\t').unwrap_or((line, ""))).map(|(key, rest)| (key, Columns { rest }))
    }

    /// Gives the first column of the first line whose column `number`, counted from 0, is `value`; looks at every line.
    pub(super) fn value_where(self, number: usize, value: &str) -> Option<&'static str> {
        let lines = std::str::from_utf8(self.lines).unwrap_or_default().lines();
        let columns = lines.filter_map(|line| line.split_once('\t')).map(|(_, rest)| Columns { rest });
        columns.filter(|columns| columns.get(number) == value).map(|columns| columns.get(0)).next()
    }

    /// Gives the keys of the lines whose column `number`, counted from 0, is `value`; looks at every line.
    pub(super) fn keys_where(self, number: usize, value: &str) -> impl Iterator<Item = &'static str> {
        let lines = std::str::from_utf8(self.lines).unwrap_or_default().lines();
        let pairs = lines.filter_map(|line| line.split_once('\t'));
        pairs.filter(move |(_, rest)| Columns { rest }.get(number) == value).map(|(key, _)| key)
    }

    /// Tells whether `word` is a key, or the first word of one.
    pub(super) fn has_start(self, word: &str) -> bool {
        // A space, a comma and an apostrophe sort before every letter: such a key is the first not less than the word.
        let line = self.line(self.lower_bound(word.as_bytes()));
        let rest = line.strip_prefix(word.as_bytes()).filter(|_| !line.is_empty());
        rest.is_some_and(|rest| matches!(rest.first(), None | Some(b'\t' | b' ' | b',' | b'\'')))
    }

    /// Tells whether some key starts with `prefix`.
    pub(super) fn has_prefix(self, prefix: &str) -> bool {
        !prefix.is_empty() && self.line(self.lower_bound(prefix.as_bytes())).starts_with(prefix.as_bytes())
    }

    /// Gives the columns of the key `stem*` for the longest stem of at least four letters that starts `word`.
    pub(super) fn stem_columns(self, word: &str) -> Option<Columns> {
        let ends = word.char_indices().map(|(start, character)| start + character.len_utf8());
        let mut ends: Vec<usize> = ends.skip(3).collect();
        ends.reverse();
        ends.into_iter().find_map(|end| self.columns(&format!("{}*", word.get(..end)?)))
    }

    /// Gives the start of the first line whose key is not less than `key`.
    fn lower_bound(self, key: &[u8]) -> usize {
        let starts = self.starts.get_or_init(|| starts(self.lines));
        let line = |start: u32| self.lines.get(start as usize..).unwrap_or_default();
        let found = starts.partition_point(|start| is_less(line(*start), key));
        starts.get(found).map_or(self.lines.len(), |start| *start as usize)
    }

    /// Gives the line that starts at `start`, without its end.
    fn line(self, start: usize) -> &'static [u8] {
        let rest = self.lines.get(start..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// Gives the keys in the order of the file.
    #[cfg(test)]
    pub(crate) fn keys(self) -> impl Iterator<Item = &'static str> {
        let text = std::str::from_utf8(self.lines).unwrap_or_default();
        text.lines().map(|line| line.split('\t').next().unwrap_or_default())
    }

    /// Gives the first key that is out of order or stands twice.
    #[cfg(test)]
    pub(crate) fn disorder(self) -> Option<String> {
        let next = self.keys().skip(1);
        self.keys().zip(next).find(|(one, next)| one >= next).map(|(_, next)| next.to_owned())
    }
}

/// Gives where each line starts.
fn starts(lines: &[u8]) -> Vec<u32> {
    let ends = lines.iter().zip(1..).filter(|(byte, _)| **byte == b'\n').map(|(_, end)| end);
    let end = lines.len() as u32;
    std::iter::once(0).chain(ends).filter(|start| *start < end).collect()
}

/// What stands beside a key, column by column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    rest: &'static str,
}

impl Columns {
    /// Gives column `number`, counted from 0; empty where there is none.
    pub(crate) fn get(self, number: usize) -> &'static str {
        self.rest.split('\t').nth(number).unwrap_or_default()
    }
}

/// Tells whether the key that starts `line`, and ends at a tab or a line end, is less than `key`.
fn is_less(line: &[u8], key: &[u8]) -> bool {
    for (at, wanted) in key.iter().enumerate() {
        match line.get(at) {
            None | Some(b'\t' | b'\n') => return true,
            Some(byte) if byte != wanted => return byte < wanted,
            Some(_) => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: Lexicon = list("a\nab\tAb\tX\nb c\nb*\nukra*\tU\nz\n");

    /// For questions, one list only: its room is shared.
    const fn list(text: &'static str) -> Lexicon {
        static STARTS: OnceLock<Vec<u32>> = OnceLock::new();
        Lexicon::new(text, &STARTS)
    }

    #[test]
    fn finds_every_key_and_nothing_else() {
        let rows = [("a", true), ("ab", true), ("abc", false), ("b c", true), ("b", false), ("z", true), ("", false)];
        for (key, expected) in rows {
            assert_eq!(LIST.has(key), expected, "{key}");
        }
    }

    #[test]
    fn gives_columns_prefixes_and_stems() {
        assert_eq!(
            LIST.columns("ab").map(|columns| (columns.get(0), columns.get(1), columns.get(2))),
            Some(("Ab", "X", ""))
        );
        assert!(LIST.has_prefix("b ") && !LIST.has_prefix("c"));
        assert_eq!(LIST.stem_columns("ukraine").map(|columns| columns.get(0)), Some("U"));
        assert_eq!(LIST.stem_columns("ukr"), None);
    }

    #[test]
    fn tells_disorder() {
        assert_eq!(LIST.disorder(), None);
        assert_eq!(list("b\na\n").disorder(), Some("a".to_owned()));
        assert_eq!(list("a\na\n").disorder(), Some("a".to_owned()));
        assert_eq!(list("a\nb\n").disorder(), None);
    }
}
