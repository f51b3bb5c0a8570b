//! What the lists know of a name by itself. In: a name, in any of its forms. Out: the name that stands for it, its id,
//! and the country that holds it. Must not know any article.

use crate::fold::fold;

use super::class::{Class, cue_classes};
use super::key::{EntityKey, EntityKind};
use super::lexicon::Lexicon;
use super::lists;

/// A name as the lists give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name under which its mentions are kept: `United States` for `US`.
    pub name: &'static str,
    /// Its id in a public register, where the list has one.
    pub id: Option<&'static str>,
}

/// Finds a name of this kind: `EU` among organisations, `Burma` among countries.
///
/// # Examples
/// ```
/// use newsidx_text::entity::{EntityKind, listed};
///
/// assert_eq!(listed(EntityKind::Organisation, "EU").map(|found| found.name), Some("European Union"));
/// assert_eq!(listed(EntityKind::Country, "Burma").and_then(|found| found.id), Some("MM"));
/// assert_eq!(listed(EntityKind::Country, "Atlantis"), None);
/// ```
pub fn listed(kind: EntityKind, name: &str) -> Option<Listed> {
    let tables: &[Lexicon] = match kind {
        EntityKind::Country => &[lists::COUNTRIES, lists::COUNTRIES_FOREIGN],
        EntityKind::Region => &[lists::REGIONS],
        EntityKind::City => &[lists::CITIES],
        EntityKind::Organisation => &[lists::ORGANISATIONS],
        _ => return None,
    };
    let key = key_of(name);
    let columns = tables.iter().find_map(|table| table.columns(&key))?;
    let id = Some(columns.get(1)).filter(|id| !id.is_empty() && *id != "?");
    Some(Listed { name: columns.get(0), id }).filter(|found| !found.name.is_empty())
}

/// Gives the other names under which the lists know what they call `name`; acronyms in capitals.
pub fn other_names(kind: EntityKind, name: &str) -> Vec<String> {
    let table = match kind {
        EntityKind::Country => lists::COUNTRIES,
        EntityKind::Organisation => lists::ORGANISATIONS,
        EntityKind::City => lists::CITIES,
        _ => return Vec::new(),
    };
    let own = key_of(name);
    let short = |key: &str| key.len() <= 4 && !key.contains(' ');
    let written = |key: &str| if short(key) { key.to_uppercase() } else { key.to_owned() };
    table.keys_where(0, name).filter(|key| *key != own).map(written).collect()
}

/// Gives the country that holds a region or a city, where the lists know it.
///
/// # Examples
/// ```
/// use newsidx_text::entity::{EntityKey, EntityKind, country_of};
///
/// let odesa = EntityKey::new(EntityKind::City, "Odesa");
/// assert_eq!(country_of(&odesa).map(|country| country.to_string()).as_deref(), Some("place/country/Ukraine#UA"));
/// ```
pub fn country_of(key: &EntityKey) -> Option<EntityKey> {
    if let Some((_, around)) = key.name.rsplit_once(", ").filter(|_| key.kind == EntityKind::City) {
        // `Paris, Texas` lies where Texas does.
        return country_around(around);
    }
    let table = match key.kind {
        EntityKind::City => lists::CITY_COUNTRIES,
        EntityKind::Region => lists::REGION_COUNTRIES,
        _ => return None,
    };
    let state = key.id.as_deref().and_then(|id| id.split_once('-')).map(|(country, _)| country);
    let place = key_of(&key.name);
    // A city may be known under another of its names than the one that is shown.
    let code = state.or_else(|| table.columns(&place).map(|columns| columns.get(0)))?;
    let name = lists::COUNTRIES.value_where(1, code)?;
    Some(EntityKey::new(EntityKind::Country, name).with_id(code))
}

fn country_around(place: &str) -> Option<EntityKey> {
    let listed_as = |kind| listed(kind, place).map(|found| (kind, found));
    let (kind, found) = listed_as(EntityKind::Region).or_else(|| listed_as(EntityKind::Country))?;
    let key = EntityKey { kind, name: found.name.to_owned(), id: found.id.map(str::to_owned) };
    if kind == EntityKind::Country { Some(key) } else { country_of(&key) }
}

/// Tells whether a word may be a part of a person's name: it is listed as one, or no ordinary word nor a weekday.
///
/// # Examples
/// ```
/// use newsidx_text::entity::may_be_name;
///
/// assert!(may_be_name("Mark") && may_be_name("Zelenskyy") && !may_be_name("Friday") && !may_be_name("officials"));
/// ```
pub fn may_be_name(word: &str) -> bool {
    let key = key_of(word);
    let plain = lists::WORDS.has(&key) || cue_classes(&key).any(Class::CALENDAR.with(Class::STOP));
    !plain || lists::GIVEN_NAMES.has(&key) || lists::SURNAMES.has(&key)
}

/// Tells whether a name of two words has its family name first, as in Hungary: the last word alone is a first name.
///
/// # Examples
/// ```
/// use newsidx_text::entity::family_name_first;
///
/// assert!(family_name_first("Orbán", "Viktor") && !family_name_first("Viktor", "Orbán"));
/// assert!(!family_name_first("James", "Thomas"));
/// ```
pub fn family_name_first(first: &str, last: &str) -> bool {
    let (first, last) = (key_of(first), key_of(last));
    let given = |word: &str| lists::GIVEN_NAMES.has(word);
    given(&last) && !lists::SURNAMES.has(&last) && !given(&first)
}

/// Writes a name as the lists write their keys.
pub(super) fn key_of(name: &str) -> String {
    let plain = fold(name).replace('.', "").replace('-', " ").replace(['’', 'ʻ'], "'");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
