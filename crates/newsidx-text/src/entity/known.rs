//! Names that a list holds. In: tokens and a place among them. Out: the longest listed name that starts there.
//! Must not know the article: whether `Jordan` is a man here is decided later.

use super::class::{Class, KNOWN_LISTS, Phrase, Vocabulary};
use super::key::EntityKind;
use super::lexicon::{Columns, Lexicon};
use super::lists;
use super::token::{Gap, Shape, Tokens};

/// The longest name in any list has this many tokens or fewer.
const LONGEST: usize = 7;

/// A listed name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// One past its last token.
    pub(super) end: usize,
    pub(super) kind: EntityKind,
    /// The name under which the list files it.
    pub(super) name: &'static str,
    /// Its ISO 3166 code, where it has one.
    pub(super) id: Option<&'static str>,
    pub(super) rule: &'static str,
    /// The word is also a person's name or an ordinary word: it needs support.
    pub(super) weak: bool,
}

/// Kind and rule of each list of [`KNOWN_LISTS`].
const MEANINGS: [(EntityKind, &str); 9] = [
    (EntityKind::Organisation, "organisation-lexicon"),
    (EntityKind::Country, "country-lexicon"),
    (EntityKind::Region, "region-lexicon"),
    (EntityKind::City, "city-lexicon"),
    (EntityKind::Place, "place-lexicon"),
    (EntityKind::Group, "demonym-lexicon"),
    (EntityKind::Product, "product-lexicon"),
    (EntityKind::Event, "event-lexicon"),
    (EntityKind::Work, "work-lexicon"),
];

/// Gives the longest listed name that starts at `first`, as looked up when the paragraph was cut.
pub(super) fn known_at<'t>(tokens: &'t Tokens<'_>, first: usize) -> Option<&'t Known> {
    tokens.known(first)
}

/// Finds the longest listed name that starts at `first`.
pub(super) fn find(tokens: &Tokens<'_>, first: usize, vocabulary: &mut Vocabulary) -> Option<Known> {
    let class = tokens.get(first).filter(|token| token.is_capital())?.class;
    if !class.any(Class::KNOWN) {
        return None;
    }
    let mut best = None;
    let mut text = String::with_capacity(48);
    for index in first..first + LONGEST {
        if !append(tokens, first, index, &mut text) {
            break;
        }
        let mut phrase = vocabulary.phrase(&text, || read(class, &text));
        let plain = phrase.entry;
        if tokens.possessive(index) {
            text.push_str("'s");
            phrase = vocabulary.phrase(&text, || read(class, &text));
        }
        if let Some(known) = entry(tokens, first, index + 1, plain.or(phrase.entry)) {
            best = Some(known);
        }
        if !phrase.goes_on {
            break;
        }
    }
    best
}

/// Asks the lists what they say of a phrase whose first word is of this class.
fn read(class: Class, phrase: &str) -> Phrase {
    Phrase { entry: look_up(class, phrase), goes_on: continues(class, phrase) }
}

/// Finds a state named in another language than English.
pub(super) fn foreign_country_at(tokens: &Tokens<'_>, first: usize) -> Option<Known> {
    if !tokens.capital(first) {
        return None;
    }
    let mut phrase = String::with_capacity(48);
    let mut best = None;
    for index in first..first + LONGEST {
        if !append(tokens, first, index, &mut phrase) {
            break;
        }
        let columns = lists::COUNTRIES_FOREIGN.columns(&phrase);
        let stem = || (index == first).then(|| lists::COUNTRIES_FOREIGN.stem_columns(&phrase)).flatten();
        if let Some(columns) = columns.or_else(stem) {
            best = Some(known(EntityKind::Country, "country-lexicon", index + 1, columns));
        }
    }
    best
}

/// Adds the token `index` to the phrase, as the keys of the lists are written; refuses where no phrase goes on.
fn append(tokens: &Tokens<'_>, first: usize, index: usize, phrase: &mut String) -> bool {
    let Some(token) = tokens.get(index) else { return false };
    if index > first {
        let connects = token.is_capital() || token.shape == Shape::Number;
        if !connects && token.key.len() > 5 {
            return false;
        }
        match token.gap {
            Gap::Space | Gap::Hyphen => phrase.push(' '),
            Gap::Comma => phrase.push_str(", "),
            Gap::Ampersand => phrase.push_str(" & "),
            Gap::Bracket | Gap::Break => return false,
        }
    }
    phrase.push_str(&token.key);
    true
}

fn continues(class: Class, phrase: &str) -> bool {
    lists_of(class).any(|(_, list)| [" ", ", "].iter().any(|gap| list.has_prefix(&format!("{phrase}{gap}"))))
}

/// Gives the lists that hold a name starting with a word of this class.
fn lists_of(class: Class) -> impl Iterator<Item = (usize, &'static Lexicon)> {
    KNOWN_LISTS.iter().enumerate().filter(move |(number, _)| class.any(Class::known(*number)))
}

/// Takes what a list says of the tokens `first..end`, where they can be a name.
fn entry(tokens: &Tokens<'_>, first: usize, end: usize, found: Option<(usize, Columns)>) -> Option<Known> {
    if !tokens.capital(end - 1) && !tokens.get(end - 1).is_some_and(|token| token.shape == Shape::Number) {
        return None;
    }
    let (number, columns) = found?;
    let (kind, rule) = *MEANINGS.get(number)?;
    let known = known(kind, rule, end, columns);
    admissible(tokens, first, &known).then_some(known)
}

fn look_up(class: Class, phrase: &str) -> Option<(usize, Columns)> {
    lists_of(class).find_map(|(number, list)| Some((number, list.columns(phrase)?)))
}

fn known(kind: EntityKind, rule: &'static str, end: usize, columns: Columns) -> Known {
    let second = columns.get(1);
    let (weak, id) = (second == "?", (second.len() > 1).then_some(second));
    Known { end, kind, name: columns.get(0), id, rule, weak }
}

/// Refuses a single word that only looks like an entry: `us`, `Who`, `Apple` at the start of a sentence.
fn admissible(tokens: &Tokens<'_>, first: usize, known: &Known) -> bool {
    let Some(token) = tokens.get(first).filter(|_| known.end == first + 1) else { return true };
    if matches!(token.shape, Shape::AllCaps) && !tokens.titled || token.text.contains('.') {
        return true;
    }
    let short = match known.kind {
        EntityKind::Organisation | EntityKind::Country | EntityKind::Product => token.key.len() <= 3,
        EntityKind::City => token.key.len() <= 2,
        _ => false,
    };
    let ordinary = token.class.any(Class::ORDINARY.with(Class::STOP)) || token.class.any(Class::CALENDAR);
    let acronym = known.name.len() > token.key.len() && known.name.contains(' ') && token.key.len() <= 4;
    if token.shape == Shape::AllCaps {
        // A headline in capitals: `US` is likelier a state than a pronoun.
        return !ordinary || token.key == "us";
    }
    if short && token.text != known.name || acronym && ordinary {
        return false;
    }
    !(ordinary && (token.opens || tokens.titled))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sentence, word};

    fn check(text: &str, expected: &str) {
        let words: Vec<word::Word> = word::words(text).collect();
        let tokens = Tokens::new(text, &words, &sentence::ends(text), &mut Vocabulary::default());
        let mut found = Vec::new();
        let mut index = 0;
        while index < tokens.len() {
            let known = known_at(&tokens, index);
            index = known.map_or(index + 1, |known| known.end);
            found.extend(known.map(|known| format!("{}/{}", known.kind.label(), known.name)));
        }
        assert_eq!(found.join(" "), expected, "{text}");
    }

    #[test]
    fn listed_names_are_found_whole() {
        let rows = [
            ("the Washington, DC area", "place/city/Washington DC"),
            ("told us that the US and the U.S. agreed", "place/country/United States place/country/United States"),
            ("Russia-Ukraine war", "place/country/Russia place/country/Ukraine"),
            ("an S&P index, F-16 jets", "organisation/Standard & Poor's product/F-16"),
            ("in New York City and Guinea-Bissau", "place/city/New York place/country/Guinea-Bissau"),
            ("Moody's cut Kiev’s rating", "organisation/Moody's place/city/Kyiv"),
            ("Target practice. Who knows", ""),
            ("aboard Air Force One", "product/Air Force One"),
            ("the European Union’s chief", "organisation/European Union"),
        ];
        for (text, expected) in rows {
            check(text, expected);
        }
    }
}
