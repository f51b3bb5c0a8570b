//! Lists of words that ship as text files. In: the text of a list. Out: a set to look up. Must not know what they mean.

use std::collections::HashSet;

/// Gives the entries of a list: one a line, in lower case, `#` before a comment.
pub(super) fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Makes a list a set.
pub(super) fn set(list: &str) -> HashSet<&str> {
    entries(list).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, list: &str) {
        let found: Vec<&str> = entries(list).collect();
        let mut sorted = found.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(found, sorted, "`{name}` is sorted by bytes and holds nothing twice");
        assert!(found.iter().all(|entry| *entry == entry.to_lowercase()), "`{name}` is in lower case");
    }

    #[test]
    fn lists_are_sorted_unique_and_in_lower_case() {
        check("language-codes.txt", include_str!("data/language-codes.txt"));
        check("outlet-or-section-words.txt", include_str!("data/outlet-or-section-words.txt"));
        check("outlet-words.txt", include_str!("data/outlet-words.txt"));
        check("outlets.txt", include_str!("data/outlets.txt"));
        check("rubrics.txt", include_str!("data/rubrics.txt"));
    }
}
