//! Spellings of names. In: a word. Out: the key under which its other spellings lie, and the keys of the same name.
//!
//! Three steps: [`key`] joins by rules what transliterations leave open, [`group`] joins by a table what no rule can
//! (`Kyiv` and `Kiev`), and [`Names`] finds the words of a text that may be names, for an index to keep by their keys.

mod arabic;
mod key;
mod names;
mod table;
#[cfg(test)]
mod tests;

pub use key::key;
pub use names::Names;
pub use table::{Group, Kind, group};

use crate::entity::lists::WORDS;
use crate::fold::{fold, strip_possessive};
use crate::lexicon;

/// Letters of the shortest and the longest word that is taken for a name.
const LETTERS: std::ops::RangeInclusive<usize> = 4..=40;
/// Letters of the shortest key: `Київ`, one of the shortest names of weight, has these.
const SHORTEST_KEY: usize = 3;

/// Gives the key of a word that may be a name, however it is written; nothing for others.
///
/// Common words, words with digits and words of fewer than four letters are none. Case does not matter, so that a name
/// may be typed in lower case; [`Names`] asks for a capital besides.
pub fn name_key(word: &str) -> Option<String> {
    let word = strip_possessive(word);
    let mut letters = 0;
    for letter in word.chars() {
        if letter.is_numeric() {
            return None;
        }
        letters += usize::from(letter.is_alphabetic());
    }
    if !LETTERS.contains(&letters) || is_common(&fold(word)) {
        return None;
    }
    Some(key(word)).filter(|key| key.chars().count() >= SHORTEST_KEY)
}

/// Tells whether a folded word is an ordinary one.
fn is_common(folded: &str) -> bool {
    WORDS.has(folded) || lexicon::FUNCTION_WORD_DATA.iter().any(|(code, _)| lexicon::is_function_word(code, folded))
}
