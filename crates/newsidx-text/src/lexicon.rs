//! Word lists that ship with the crate. In: the text of a data file. Out: sets and maps of its lines.
//! Knows nothing of what the words are for; here are the readers, and the lists that several modules ask.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use crate::fold::fold;

/// One list a language, sorted by code.
pub(crate) const FUNCTION_WORD_DATA: [(&str, &str); 10] = [
    ("de", include_str!("../data/function-words/de.txt")),
    ("en", include_str!("../data/function-words/en.txt")),
    ("es", include_str!("../data/function-words/es.txt")),
    ("fr", include_str!("../data/function-words/fr.txt")),
    ("it", include_str!("../data/function-words/it.txt")),
    ("nl", include_str!("../data/function-words/nl.txt")),
    ("pl", include_str!("../data/function-words/pl.txt")),
    ("pt", include_str!("../data/function-words/pt.txt")),
    ("ru", include_str!("../data/function-words/ru.txt")),
    ("uk", include_str!("../data/function-words/uk.txt")),
];

static FUNCTION_WORDS: LazyLock<BTreeMap<&str, HashSet<Cow<str>>>> = LazyLock::new(|| {
    let folded = |data| set(data).into_iter().map(fold).collect();
    FUNCTION_WORD_DATA.into_iter().map(|(code, data)| (code, folded(data))).collect()
});

/// Reads a file of one entry a line.
pub(crate) fn set(data: &'static str) -> HashSet<&'static str> {
    data.lines().collect()
}

/// Reads a file of `entry TAB value` lines; a line without a tab has an empty value.
pub(crate) fn map(data: &'static str) -> HashMap<&'static str, &'static str> {
    data.lines().map(|line| line.split_once('\t').unwrap_or((line, ""))).collect()
}

/// Tells whether a folded word is in the list of function words of the language with this two-letter code.
pub(crate) fn is_function_word(code: &str, folded: &str) -> bool {
    FUNCTION_WORDS.get(code).is_some_and(|words| words.contains(folded))
}

/// Tells whether there is such a list for the language with this two-letter code.
pub(crate) fn has_function_words(code: &str) -> bool {
    FUNCTION_WORDS.contains_key(code)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_sorted_and_unique() {
        for (code, data) in FUNCTION_WORD_DATA {
            assert_sorted_and_unique(code, data);
        }
    }

    #[test]
    #[should_panic(expected = "`a` does not belong after `b`")]
    fn unsorted_data_is_noticed() {
        assert_sorted_and_unique("sample", "b\na\n");
    }

    #[test]
    fn values_stand_after_a_tab() {
        assert_eq!(map("eng\ten\nplain"), HashMap::from([("eng", "en"), ("plain", "")]));
    }
}
