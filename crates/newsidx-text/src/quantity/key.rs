//! By which words a quantity is found. In: words of a thing, a unit or a verb. Out: folded stems.

use crate::fold::{fold, strip_possessive};
use crate::language::Language;
use crate::stem::Stemmer;
use crate::word;

use super::Quantity;

/// Gives the English stems of the words of a text, in order; `%` and `per cent` are `percent`.
///
/// Quantities are found in English, so the words of a question are reduced as those of a text are: `drone` finds
/// `200 drones`.
///
/// # Examples
/// ```
/// use newsidx_text::quantity::keys;
///
/// assert_eq!(keys("Shahed drones"), keys("shahed drone"));
/// assert_eq!(keys("%"), keys("percent"));
/// ```
pub fn keys(text: &str) -> Vec<String> {
    let stemmer = Stemmer::for_language(Language::ENGLISH);
    let stem = |word: &str| stemmer.as_ref().map_or_else(|| word.to_owned(), |stemmer| stemmer.stem(word));
    let spelled = text.replace('%', " percent ").replace("per cent", "percent");
    let words = word::words(&spelled).map(|word| fold(strip_possessive(word.span.of(&spelled))).into_owned());
    words.map(|word| stem(&word)).collect()
}

impl Quantity {
    /// Gives the words by which it is found: those of what is counted, of its unit and of what befell it, as [`keys`]
    /// gives them, each once and sorted.
    pub fn keys(&self) -> Vec<String> {
        let texts = [&self.thing, &self.unit, &self.verb];
        let mut found: Vec<String> = texts.into_iter().flatten().flat_map(|text| keys(text)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
