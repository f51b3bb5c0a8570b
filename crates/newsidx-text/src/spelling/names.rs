//! The words of a text that may be names. In: texts. Out: each such word with its key. Must not know where it is kept.

use std::collections::HashMap;

use crate::fold::strip_possessive;
use crate::word::words;

use super::{arabic, name_key};

/// Words whose keys are remembered; news repeats its names.
const REMEMBERED: usize = 50_000;

/// Finds names; one a thread, because it remembers the words that it has seen.
#[derive(Debug, Default)]
pub struct Names {
    keys: HashMap<String, Option<String>>,
}

impl Names {
    /// Makes a finder that has seen nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives `found` the key and the word, without its possessive ending, for each word of a text that may be a name.
    ///
    /// Such a word begins with a capital, or is of the Arabic script, which has none, and is no common word.
    pub fn each(&mut self, text: &str, found: &mut dyn FnMut(&str, &str)) {
        for word in words(text) {
            let word = word.span.of(text);
            if !may_begin(word) {
                continue;
            }
            let word = strip_possessive(word);
            if let Some(key) = self.keys.get(word) {
                key.iter().for_each(|key| found(key, word));
                continue;
            }
            let key = name_key(word);
            key.iter().for_each(|key| found(key, word));
            if self.keys.len() >= REMEMBERED {
                self.keys.clear();
            }
            self.keys.insert(word.to_owned(), key);
        }
    }
}

fn may_begin(word: &str) -> bool {
    word.chars().next().is_some_and(|first| first.is_uppercase() || arabic::is_letter(first))
}
