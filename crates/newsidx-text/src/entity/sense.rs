//! What kind of place a name is where it stands. In: the places of an article and the words around them. Out: a region,
//! a settlement, or nothing told. Must not know what a list calls the name: `region of Kursk` is no city.

use std::collections::HashMap;

use super::draft::{Draft, Reading};
use super::key::EntityKind;
use super::lists;
use super::tagger::Coarse;
use super::token::{Gap, Tokens};

/// What the words around a name make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Region,
    Settlement,
    Untold,
}

/// A governor and his name before `of` have this many tokens or fewer.
const LONGEST_NAME: usize = 6;

/// Reads the words around the name `first..end`.
pub(super) fn sense(tokens: &Tokens<'_>, first: usize, end: usize) -> Sense {
    let ruler = ruler_after(tokens, end).or_else(|| ruler_before(tokens, first));
    if names_region_after(tokens, end) || names_region_before(tokens, first, end) {
        return Sense::Region;
    }
    match ruler {
        Some("governor") if !governs_a_city(tokens, first, end) => Sense::Region,
        Some(_) => Sense::Settlement,
        None if names_settlement(tokens, first, end) => Sense::Settlement,
        None => Sense::Untold,
    }
}

/// `Kursk region`, `Odesa regional council`; `Tehran state television` is no state, nor `state-run`.
fn names_region_after(tokens: &Tokens<'_>, end: usize) -> bool {
    if tokens.gap(end) != Gap::Space || tokens.possessive(end - 1) {
        return false;
    }
    match tokens.key(end) {
        "state" => {
            let media =
                matches!(tokens.key(end + 1), "television" | "tv" | "media" | "radio" | "news" | "owned" | "run");
            !media && tokens.gap(end + 1) != Gap::Hyphen
        }
        "regional" | "provincial" => true,
        word => is_region_noun(word),
    }
}

/// `the region of Odesa`; `the state of Moscow’s roads` is no state.
fn names_region_before(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    noun_before(tokens, first).is_some_and(|noun| {
        is_region_noun(noun) || noun == "state" && !tokens.possessive(end - 1) && tokens.gap(end) != Gap::Hyphen
    })
}

fn is_region_noun(word: &str) -> bool {
    matches!(word, "governorate" | "oblast" | "prefecture" | "province" | "region")
}

/// `the town of Uyuni`, `Uyuni city`.
fn names_settlement(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    let is_noun = |word: &str| matches!(word, "city" | "town" | "village" | "suburb" | "port");
    let after = tokens.gap(end) == Gap::Space && !tokens.possessive(end - 1) && is_noun(tokens.key(end));
    after || noun_before(tokens, first).is_some_and(is_noun)
}

/// Gives the noun of `noun of Name`.
fn noun_before<'t>(tokens: &'t Tokens<'_>, first: usize) -> Option<&'t str> {
    let of = first.checked_sub(1).filter(|of| tokens.key(*of) == "of" && tokens.gap(first) == Gap::Space)?;
    of.checked_sub(1).filter(|_| tokens.gap(of) == Gap::Space).map(|noun| tokens.key(noun))
}

/// `Astrakhan Governor`, `Odesa’s mayor`.
fn ruler_after(tokens: &Tokens<'_>, end: usize) -> Option<&'static str> {
    if tokens.gap(end) == Gap::Space { ruler(tokens.key(end)) } else { None }
}

/// `the governor of Potosí`, `Governor Teresita Malabanan of Cagayan`.
fn ruler_before(tokens: &Tokens<'_>, first: usize) -> Option<&'static str> {
    if let Some(found) = noun_before(tokens, first).and_then(ruler) {
        return Some(found);
    }
    let of = first.checked_sub(1).filter(|of| tokens.key(*of) == "of" && tokens.gap(first) == Gap::Space)?;
    let name = (of.saturating_sub(LONGEST_NAME)..of).rev();
    let run = name.take_while(|index| tokens.gap(index + 1) == Gap::Space && tokens.capital(*index));
    run.take(LONGEST_NAME).find_map(|index| ruler(tokens.key(index)))
}

fn ruler(word: &str) -> Option<&'static str> {
    match word {
        "gov" | "governor" | "governors" | "governorship" | "gubernatorial" => Some("governor"),
        "mayor" | "mayors" | "mayoral" => Some("mayor"),
        _ => None,
    }
}

/// The governor of Tokyo governs a city.
fn governs_a_city(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    lists::GOVERNED_CITIES.has(&phrase(tokens, first, end))
}

/// What the article says of the names of its places where it says it.
#[derive(Clone, Debug, Default)]
pub(super) struct Senses {
    told: HashMap<String, Told>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Told {
    region: bool,
    settlement: bool,
    /// It stands after `in` and the like: most such names that no list holds are towns.
    inside: bool,
}

impl Senses {
    /// Reads all places of an article.
    pub(super) fn new(paragraphs: &[Tokens<'_>], drafts: &[Draft]) -> Self {
        let mut senses = Self::default();
        for draft in drafts.iter().filter(|draft| may_be_place(&draft.reading)) {
            let Some(tokens) = paragraphs.get(draft.paragraph) else { continue };
            let found = sense(tokens, draft.first, draft.end);
            let inside = stands_inside(tokens, draft);
            if found != Sense::Untold || inside {
                let told = senses.told.entry(phrase(tokens, draft.first, draft.end)).or_default();
                told.region |= found == Sense::Region;
                told.settlement |= found == Sense::Settlement;
                told.inside |= inside;
            }
        }
        senses
    }

    /// Decides what a name is here: by the words around it, else as the article uses it elsewhere.
    ///
    /// A listed city that the article is also in stays a city where nothing else is said.
    pub(super) fn decide(&self, tokens: &Tokens<'_>, draft: &Draft) -> Sense {
        let here = sense(tokens, draft.first, draft.end);
        if here != Sense::Untold {
            return here;
        }
        let listed = matches!(draft.reading, Reading::Known(_));
        match self.told.get(&phrase(tokens, draft.first, draft.end)) {
            Some(Told { region: true, settlement: false, inside }) if !(listed && *inside) => Sense::Region,
            Some(Told { region: false, settlement, inside }) if *settlement || *inside && !listed => Sense::Settlement,
            _ => Sense::Untold,
        }
    }
}

fn stands_inside(tokens: &Tokens<'_>, draft: &Draft) -> bool {
    let before = tokens.before(draft.first).is_some_and(|token| token.key == "in");
    before && tokens.gap(draft.first) == Gap::Space && draft.end == draft.first + 1
}

fn may_be_place(reading: &Reading) -> bool {
    match reading {
        Reading::Known(known) => matches!(known.kind, EntityKind::City | EntityKind::Place),
        Reading::Tagged(coarse) => *coarse == Coarse::Place,
        Reading::Open => true,
        Reading::Headed(..) | Reading::FullName => false,
    }
}

fn phrase(tokens: &Tokens<'_>, first: usize, end: usize) -> String {
    (first..end).map(|index| tokens.key(index)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::class::Vocabulary;
    use super::*;
    use crate::{sentence, word};

    /// The name in the text is `Kursk`, or `Tokyo`.
    fn check(text: &str, expected: Sense) {
        let words: Vec<word::Word> = word::words(text).collect();
        let tokens = Tokens::new(text, &words, &sentence::ends(text), &mut Vocabulary::default());
        let name = (0..tokens.len()).find(|index| matches!(tokens.key(*index), "kursk" | "tokyo")).unwrap_or_default();
        assert_eq!(sense(&tokens, name, name + 1), expected, "{text}");
    }

    #[test]
    fn words_around_tell_the_kind() {
        let rows = [
            ("the border region of Kursk.", Sense::Region),
            ("fighting in Kursk province.", Sense::Region),
            ("a Kursk regional court said", Sense::Region),
            ("Kursk Governor Igor Babushkin said", Sense::Region),
            ("the governor of Kursk, Wilma Condori,", Sense::Region),
            ("Governor Teresita Malabanan of Kursk said", Sense::Region),
            ("Kursk’s acting chief", Sense::Untold),
            ("Kursk’s governor", Sense::Region),
            ("in Kursk state, rains", Sense::Region),
            ("Kursk state television reported", Sense::Untold),
            ("Kursk state-run media", Sense::Untold),
            ("the state of Kursk’s roads", Sense::Untold),
            ("the city of Kursk", Sense::Settlement),
            ("Kursk Mayor Ann Doe", Sense::Settlement),
            ("they reached Kursk", Sense::Untold),
            ("Tokyo Governor Yuriko Koike", Sense::Settlement),
            ("Kursk", Sense::Untold),
        ];
        for (text, expected) in rows {
            check(text, expected);
        }
    }
}
