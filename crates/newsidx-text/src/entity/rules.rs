//! The rules by name. In: nothing. Out: one line on each, for people who ask why.

use crate::mention::Rule;

/// Every rule that a mention may carry, with what it means; sorted by name.
pub const RULES: &[(&str, &str)] = &[
    ("acronym", "capitals that stand for an organisation the article names in full, or names in brackets"),
    ("city-elsewhere", "a city that shares a listed city's name, in the region or country after its comma"),
    ("city-lexicon", "a listed city"),
    ("country-lexicon", "a listed name of a state"),
    ("demonym-lexicon", "a listed word for a people, a faith or a party"),
    ("event-head", "capitalised words around a word for an event, such as `Cup` or `Hurricane`"),
    ("event-lexicon", "a listed event"),
    ("facility-head", "capitalised words that end in a word for a building or plant"),
    ("facility-variant", "a facility's place and kind in other words, such as `Zaporizhzhia nuclear facility`"),
    ("firm", "a name that looks like a person's, of a firm that a list or the article tells"),
    ("full-name", "a first name and a surname, by the lists of names"),
    ("given-name", "a first name alone, of the one person of the article who bears it"),
    ("model-event", "an event, by the trained tagger"),
    ("model-facility", "a building or plant, by the trained tagger"),
    ("model-group", "a people, a faith or a party, by the trained tagger"),
    ("model-organisation", "an organisation, by the trained tagger"),
    ("model-person", "a person, by the trained tagger"),
    ("model-place", "a place, by the trained tagger"),
    ("model-product", "a named thing that is made, by the trained tagger"),
    ("model-work", "a work, a law or another name, by the trained tagger"),
    ("name-shape", "capitalised words that stand where names of people stand"),
    ("organisation-cue", "capitalised words around a word for an organisation, such as `Ministry`"),
    ("organisation-lexicon", "a listed organisation"),
    ("organisation-part", "the first word of an organisation that the article names in full"),
    ("organisation-shape", "capitals, or capitalised words, that no list holds and that name no person or place"),
    ("place-context", "an unlisted name after `in`, `near` or the like"),
    ("place-head", "capitalised words around a word for a place, such as `River`"),
    ("place-lexicon", "a listed sea, mountain or quarter"),
    ("platform-x", "`X` after `on`"),
    ("product-lexicon", "a listed weapon, vehicle or device"),
    (
        "region-cue",
        "a place that words such as `region of` or `Governor` make a region, here or elsewhere in the article",
    ),
    ("region-lexicon", "a listed region"),
    (
        "settlement-cue",
        "an unlisted place after `in` or `town of`, or before `mayor`, here or elsewhere in the article",
    ),
    ("speech-subject", "a surname that is the subject of a verb of speech"),
    ("surname", "a surname, of the one person of the article who bears it"),
    ("surname-ambiguous", "a surname that several people of the article bear"),
    ("surname-lexicon", "a listed surname of nobody whom the article names in full"),
    ("title-person", "a name after a title or role"),
    ("work-head", "capitalised words that end in a word for a law or document"),
    ("work-lexicon", "a listed work or law"),
];

/// Gives a rule of the table.
pub(super) fn rule(name: &'static str) -> Rule {
    Rule::listed(RULES, name)
}

/// Gives the meaning of a rule, where it is one of [`RULES`].
pub fn meaning(rule: &Rule) -> Option<&'static str> {
    rule.meaning_in(RULES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_unique_and_told() {
        assert!(RULES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(RULES.iter().all(|(_, meaning)| !meaning.is_empty()));
    }
}
