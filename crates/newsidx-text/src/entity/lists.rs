//! The lists that the rules stand on. In: the files of `data/entities`. Out: one constant a file.
//! Must not know any rule; what each file holds, and whose it is, says `data/entities/README.md`.

use std::sync::OnceLock;

use super::lexicon::Lexicon;

macro_rules! list {
    ($file:literal) => {{
        static STARTS: OnceLock<Vec<u32>> = OnceLock::new();
        Lexicon::new(include_str!(concat!("../../data/entities/", $file, ".txt")), &STARTS)
    }};
}

/// States: name, ISO 3166 code; where another is called so too, its name and code.
pub(super) const COUNTRIES: Lexicon = list!("countries");
/// States in other languages; a key that ends in `*` is a stem.
pub(super) const COUNTRIES_FOREIGN: Lexicon = list!("countries-foreign");
/// Nationalities, religions, parties: the country or group they stand for, ISO 3166 code.
pub(super) const DEMONYMS: Lexicon = list!("demonyms");
/// Parts of states and regions of several: name, ISO 3166-2 code.
pub(super) const REGIONS: Lexicon = list!("regions");
/// Seas, mountains, quarters: name.
pub(super) const PLACES: Lexicon = list!("places");
/// Cities: name, `?` where the word is a name or an ordinary word too.
pub(super) const CITIES: Lexicon = list!("cities");
/// Cities that a governor governs, as elsewhere a region.
pub(super) const GOVERNED_CITIES: Lexicon = list!("governed-cities");
/// Cities: ISO 3166 code of their country, code of their region in it where [`REGION_NAMES`] has that.
pub(super) const CITY_COUNTRIES: Lexicon = list!("city-countries");
/// Parts of states: ISO 3166 code of the state.
pub(super) const REGION_COUNTRIES: Lexicon = list!("region-countries");
/// Regions of a country and their codes in it: name, a city that lies there, `city` where the region is that city.
pub(super) const REGION_NAMES: Lexicon = list!("region-names");
/// Organisations: name.
pub(super) const ORGANISATIONS: Lexicon = list!("organisations");
/// Weapons, aircraft, devices: name.
pub(super) const PRODUCTS: Lexicon = list!("products");
/// Named events: name.
pub(super) const EVENTS: Lexicon = list!("events");
/// Works and laws: name.
pub(super) const WORKS: Lexicon = list!("works");
/// First names.
pub(super) const GIVEN_NAMES: Lexicon = list!("given-names");
/// Surnames.
pub(super) const SURNAMES: Lexicon = list!("surnames");
/// Words that news writes in lower case.
pub(crate) const WORDS: Lexicon = list!("words");
/// Words that tell what a name is: their classes, separated by commas.
pub(super) const CUES: Lexicon = list!("cues");
/// Titles before a name: `honorific` where the title is no role.
pub(super) const TITLES: Lexicon = list!("titles");
/// Words of a role: `modifier` where the word alone is none.
pub(super) const ROLES: Lexicon = list!("roles");
/// Further words before a role: `union` leader. Apart from the roles, since the tagger has learnt from those.
pub(super) const ROLE_MODIFIERS: Lexicon = list!("role-modifiers");
/// Forms of verbs whose subject speaks.
pub(super) const SPEECH_VERBS: Lexicon = list!("speech-verbs");
/// Lower-case words that after a place's name tell a facility.
pub(super) const FACILITY_WORDS: Lexicon = list!("facility-words");
/// Small words and marks that may stand inside a name.
pub(super) const LINKS: Lexicon = list!("links");
/// Small words that may begin a name.
pub(super) const FRONTS: Lexicon = list!("fronts");
/// Small words that may end a name, besides those that tell its kind.
pub(super) const TAILS: Lexicon = list!("tails");

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [(&str, Lexicon); 26] = [
        ("countries", COUNTRIES),
        ("countries-foreign", COUNTRIES_FOREIGN),
        ("demonyms", DEMONYMS),
        ("regions", REGIONS),
        ("places", PLACES),
        ("cities", CITIES),
        ("governed-cities", GOVERNED_CITIES),
        ("city-countries", CITY_COUNTRIES),
        ("region-countries", REGION_COUNTRIES),
        ("region-names", REGION_NAMES),
        ("organisations", ORGANISATIONS),
        ("products", PRODUCTS),
        ("events", EVENTS),
        ("works", WORKS),
        ("given-names", GIVEN_NAMES),
        ("surnames", SURNAMES),
        ("words", WORDS),
        ("cues", CUES),
        ("titles", TITLES),
        ("roles", ROLES),
        ("role-modifiers", ROLE_MODIFIERS),
        ("speech-verbs", SPEECH_VERBS),
        ("facility-words", FACILITY_WORDS),
        ("links", LINKS),
        ("fronts", FRONTS),
        ("tails", TAILS),
    ];

    #[test]
    fn every_list_is_sorted_and_unique() {
        for (name, list) in ALL {
            assert_eq!(list.disorder(), None, "{name}");
        }
    }

    #[test]
    fn every_key_is_folded() {
        for (name, list) in ALL {
            for key in list.keys() {
                assert_eq!(crate::fold::fold(key), key, "{name}");
            }
        }
    }
}
