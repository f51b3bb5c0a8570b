//! By which words a quantity is found. In: words of a thing, a unit or a verb. Out: folded stems.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::currency;
use crate::fold::{fold, strip_possessive};
use crate::language::Language;
use crate::stem::Stemmer;
use crate::word;

use super::Quantity;

/// The list that names units and currencies by their words.
const LIST: &str = include_str!("../../data/facts/quantity.txt");

/// The keys of the words that stand for a unit or a currency: `euro` and `eur` for `EUR`.
static WORDS: LazyLock<BTreeMap<&'static str, Vec<String>>> = LazyLock::new(|| {
    let mut words: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (word, classes) in LIST.lines().filter_map(|line| line.split_once('\t')) {
        let unit = classes.split(' ').find_map(|class| class.strip_prefix("unit=").or(class.strip_prefix("currency=")));
        unit.into_iter().for_each(|unit| words.entry(unit).or_default().extend(keys(word)));
    }
    let names = currency::names().filter(|(name, _)| name.contains(char::is_alphabetic) && !name.contains('$'));
    names.for_each(|(name, code)| words.entry(code).or_default().extend(keys(name)));
    words
});

/// Gives the English stems of the words of a text, in order; `%` and `per cent` are `percent`, and the sign
/// of a currency is its code.
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
/// assert_eq!(keys("A$"), keys("AUD"));
/// ```
pub fn keys(text: &str) -> Vec<String> {
    let stemmer = Stemmer::for_language(Language::ENGLISH);
    let stem = |word: &str| stemmer.as_ref().map_or_else(|| word.to_owned(), |stemmer| stemmer.stem(word));
    let spelled = currency::without_signs(text).replace('%', " percent ").replace("per cent", "percent");
    let words = word::words(&spelled).map(|word| fold(strip_possessive(word.span.of(&spelled))).into_owned());
    words.map(|word| stem(&word)).collect()
}

impl Quantity {
    /// Gives the words by which it is found: those of what is counted, of its unit and of what befell it, as [`keys`]
    /// gives them, each once and sorted. A unit is found by each word that stands for it: `m` by `metres`, `USD` by
    /// `dollars`.
    pub fn keys(&self) -> Vec<String> {
        let texts = [&self.thing, &self.unit, &self.verb];
        let mut found: Vec<String> = texts.into_iter().flatten().flat_map(|text| keys(text)).collect();
        found.extend(self.unit.iter().flat_map(|unit| unit_keys(unit)));
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Gives the keys of the words for a unit: of `km²` those of `square` and of `km`.
fn unit_keys(unit: &str) -> Vec<String> {
    let (base, power) = match unit.strip_suffix('²') {
        Some(base) => (base, "square"),
        None => unit.strip_suffix('³').map_or((unit, ""), |base| (base, "cubic")),
    };
    let named = base.split(' ').filter_map(|part| WORDS.get(part)).flatten().cloned();
    let words = [power].into_iter().chain(degrees(unit)).filter(|word| !word.is_empty());
    words.flat_map(keys).chain(named).collect()
}

/// Gives the words of a degree, whose sign is no word.
fn degrees(unit: &str) -> [&'static str; 2] {
    match unit {
        "°C" => ["degree", "Celsius"],
        "°F" => ["degree", "Fahrenheit"],
        _ => [""; 2],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::Rule;
    use crate::quantity::{Amount, Bound};
    use crate::span::Span;

    fn measured(unit: &str) -> Quantity {
        Quantity {
            span: Span { start: 0, end: 0 },
            words: (0, 0),
            value: Amount::default(),
            value_max: None,
            bound: Bound::Exact,
            unit: Some(unit.to_owned()),
            thing: None,
            verb: None,
            rule: Rule::named("measure"),
        }
    }

    /// Asserts that each text, apart by commas, finds a quantity of the unit.
    fn check(unit: &str, asked: &str) {
        let found = measured(unit).keys();
        for text in asked.split(", ") {
            let wanted = keys(text);
            assert!(!wanted.is_empty() && wanted.iter().all(|key| found.contains(key)), "{text}: {found:?}");
        }
    }

    #[test]
    fn units_are_found_by_their_words() {
        check("m", "m, metres, meter");
        check("km", "km, kilometres, kilometer");
        check("km²", "square kilometres, km");
        check("square mile", "square miles");
        check("cubic foot", "cubic feet");
        check("°C", "degrees Celsius, degrees");
        check("day", "days");
        check("%", "%, per cent, percent, percentage");
    }

    #[test]
    fn money_is_found_by_signs_codes_and_words() {
        check("USD", "$, US$, dollars, USD");
        check("AUD", "A$, dollars, AUD");
        check("SGD", "S$");
        check("GBP", "£, pounds, sterling");
        check("EUR", "€, euros, euro");
        check("UAH", "₴, hryvnias");
    }

    #[test]
    fn other_units_are_not_found() {
        assert!(!measured("m").keys().iter().any(|key| key == "mile" || key == "km"));
        assert_eq!(keys("$5"), ["usd", "5"]);
    }
}
