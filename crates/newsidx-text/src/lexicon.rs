//! Word lists that ship with the crate. In: the text of a data file. Out: sets and maps of its lines.
//! Knows nothing of what the words are for.

use std::collections::{HashMap, HashSet};

/// Reads a file of one entry a line.
pub(crate) fn set(data: &'static str) -> HashSet<&'static str> {
    data.lines().collect()
}

/// Reads a file of `entry TAB value` lines; a line without a tab has an empty value.
pub(crate) fn map(data: &'static str) -> HashMap<&'static str, &'static str> {
    data.lines().map(|line| line.split_once('\t').unwrap_or((line, ""))).collect()
}

/// Fails unless the lines of a data file are sorted by their bytes, each once, none empty.
#[cfg(test)]
pub(crate) fn assert_sorted_and_unique(name: &str, data: &str) {
    let lines: Vec<&str> = data.lines().collect();
    assert!(!lines.is_empty(), "{name} is empty");
    for (before, after) in lines.iter().zip(lines.iter().skip(1)) {
        assert!(before < after, "{name}: `{after}` does not belong after `{before}`");
    }
    for line in lines {
        assert!(!line.trim().is_empty() && line.trim() == line, "{name}: white space around `{line}`");
    }
}
