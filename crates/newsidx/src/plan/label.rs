//! Labels as an index stores them. In: a value such as `Reuters` or `Donald Trump`. Out: folded words and wholes.

use newsidx_text::fold::{fold, strip_possessive};
use newsidx_text::word::words;

use super::{LabelTest, edit};

/// Gives the folded words of a value, in order.
pub fn label_words(value: &str) -> Vec<String> {
    words(value).map(|word| fold(strip_possessive(word.span.of(value))).into_owned()).collect()
}

/// Gives the value folded as a whole, white space collapsed.
pub fn label_whole(value: &str) -> String {
    value.split_whitespace().map(fold).collect::<Vec<_>>().join(" ")
}

impl LabelTest {
    /// Tells whether a value satisfies the test.
    pub fn accepts(&self, value: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Whole(whole) | Self::Named(whole) => label_whole(value) == *whole,
            Self::Except { test, names } => test.accepts(value) && !names.contains(&label_whole(value)),
            Self::Range { from, to } => within(&label_whole(value), from.as_ref(), to.as_ref()),
            Self::Words(wanted) => label_words(value).windows(wanted.len().max(1)).any(|window| window == wanted),
            Self::Prefix(prefix) => label_words(value).iter().any(|word| word.starts_with(prefix)),
            Self::Wildcard(pattern) => label_words(value).iter().any(|word| edit::fits(pattern, word)),
            Self::Fuzzy { word: wanted, distance } => {
                label_words(value).iter().any(|word| edit::are_near(wanted, word, usize::from(*distance)))
            }
        }
    }

    /// Tells whether a value satisfies the test that belongs to an entity of this name.
    pub fn accepts_of(&self, name: &str, value: &str) -> bool {
        match self {
            Self::Named(whole) => label_whole(name) == *whole,
            Self::Except { test, names } => test.accepts_of(name, value) && !names.contains(&label_whole(name)),
            _ => self.accepts(value),
        }
    }

    /// Tells whether an entity satisfies the test, by the name it has or by the one that the text writes.
    pub fn accepts_entity(&self, name: &str, written: &str) -> bool {
        match self {
            Self::Named(whole) => label_whole(name) == *whole,
            Self::Except { test, names } => test.accepts_entity(name, written) && !names.contains(&label_whole(name)),
            _ => self.accepts(name) || self.accepts(written),
        }
    }
}

/// Tells whether a text lies between two ends, compared by bytes.
pub(super) fn within(value: &str, from: Option<&(String, bool)>, to: Option<&(String, bool)>) -> bool {
    let above = from.is_none_or(|(end, included)| value > end.as_str() || (*included && value == end));
    let below = to.is_none_or(|(end, included)| value < end.as_str() || (*included && value == end));
    above && below
}
