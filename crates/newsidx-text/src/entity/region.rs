//! The region that holds a place. In: the key of a place, or what somebody calls a region. Out: keys of regions, each
//! the same for all that lies in it. Must not know any article.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::key::{EntityKey, EntityKind};
use super::lexicon::Columns;
use super::listed::{key_of, listed};
use super::lists;

/// Last words of a name that only say that it is a region's.
const FORMS: [&str; 8] = ["governorate", "krai", "kray", "oblast", "prefecture", "province", "region", "state"];

/// What stands in the list beside a city that is a region by itself.
const CITY: &str = "city";

/// Gives the region that a place counts for: the one that holds a city, and a region itself, however it is written.
///
/// A city that is a region by itself, such as Kyiv, counts for itself. Nothing where the lists know no region.
///
/// # Examples
/// ```
/// use newsidx_text::entity::{EntityKey, EntityKind, region_of};
///
/// let of = |kind, name| region_of(&EntityKey::new(kind, name)).map(|region| region.to_string());
/// assert_eq!(of(EntityKind::City, "Odesa").as_deref(), Some("place/region/Odesa Oblast"));
/// assert_eq!(of(EntityKind::Region, "Odesa region").as_deref(), Some("place/region/Odesa Oblast"));
/// assert_eq!(of(EntityKind::City, "Dallas").as_deref(), Some("place/region/Texas#US-TX"));
/// assert_eq!(of(EntityKind::City, "Kyiv").as_deref(), Some("place/city/Kyiv"));
/// ```
pub fn region_of(key: &EntityKey) -> Option<EntityKey> {
    let row = match key.kind {
        EntityKind::Region => Row::called(&key.name),
        EntityKind::City => match key.name.rsplit_once(", ") {
            // `Paris, Texas` lies in Texas.
            Some((_, around)) => Row::called(around),
            None => Row::around(&key.name),
        },
        _ => None,
    };
    row.map(Row::key)
}

/// Gives the regions that somebody may mean by a name, in the order of the list.
///
/// Those that are called so; where none is, those whose names hold it, as `Darfur` is in `North Darfur`, but not those
/// whose names hold the name of another place, as `New Mexico` does.
///
/// # Examples
/// ```
/// use newsidx_text::entity::regions_named;
///
/// let named = |name| regions_named(name).into_iter().map(|region| region.name).collect::<Vec<_>>();
/// assert_eq!(named("virginia"), ["Virginia"]);
/// assert_eq!(named("punjab"), ["Punjab, India", "Punjab, Pakistan"]);
/// assert_eq!(named("darfur").len(), 4);
/// assert!(named("mexico").is_empty());
/// ```
pub fn regions_named(name: &str) -> Vec<EntityKey> {
    let known = listed(EntityKind::Region, name);
    let asked = key_of(known.map_or(name, |found| found.name));
    let whole = |row: &Row| key_of(row.name) == asked || short(row.name).is_some_and(|name| key_of(name) == asked);
    let is_country = listed(EntityKind::Country, name).is_some();
    let called = |row: &Row| !is_country && plain(&key_of(row.name)) == plain(&asked);
    let country = lists::REGION_COUNTRIES.columns(&asked).map(|columns| columns.get(0));
    let is_other = country.is_none() && EntityKind::ALL.iter().any(|kind| listed(*kind, name).is_some());
    let wanted: Vec<&str> = words(&asked).collect();
    let holds = |row: &Row| !is_other && row.lies_in(country) && holds_words(plain(&key_of(row.name)), &wanted);
    let found = |test: &dyn Fn(&Row) -> bool| Row::all().filter(test).map(Row::key).collect::<Vec<_>>();
    let tests: [&dyn Fn(&Row) -> bool; 3] = [&whole, &called, &holds];
    tests.into_iter().map(found).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Gives the names of all countries and regions that hold other places, each once, sorted.
pub fn holding_places() -> Vec<&'static str> {
    let mut names: Vec<&'static str> = lists::COUNTRIES.rows().map(|(_, columns)| columns.get(0)).collect();
    names.extend(Row::all().map(|row| row.name));
    names.sort_unstable();
    names.dedup();
    names
}

/// A region of the list.
#[derive(Clone, Copy)]
struct Row {
    /// The country and the code of the region in it, as GeoNames has them: `ua.17`.
    code: &'static str,
    name: &'static str,
    is_city: bool,
}

impl Row {
    fn of(code: &'static str, columns: Columns) -> Self {
        Self { code, name: columns.get(0), is_city: columns.get(2) == CITY }
    }

    fn all() -> impl Iterator<Item = Self> {
        lists::REGION_NAMES.rows().map(|(code, columns)| Self::of(code, columns))
    }

    /// Finds the region of a listed city.
    fn around(city: &str) -> Option<Self> {
        let columns = lists::CITY_COUNTRIES.columns(&key_of(city))?;
        let code = format!("{}.{}", columns.get(0), columns.get(1)).to_lowercase();
        let (code, columns) = lists::REGION_NAMES.row(&code)?;
        Some(Self::of(code, columns))
    }

    /// Finds a region by its name; a city is none that a text would call a region.
    fn called(name: &str) -> Option<Self> {
        static BY_NAME: OnceLock<BTreeMap<String, Row>> = OnceLock::new();
        let by_name = BY_NAME.get_or_init(|| {
            let regions = Self::all().filter(|row| !row.is_city);
            regions.map(|row| (plain(&key_of(row.name)).to_owned(), row)).collect()
        });
        let known = listed(EntityKind::Region, name);
        by_name.get(plain(&key_of(known.map_or(name, |found| found.name)))).copied()
    }

    fn lies_in(&self, country: Option<&str>) -> bool {
        let own = self.code.split_once('.').map(|(country, _)| country);
        country.is_none_or(|country| own.is_some_and(|own| own.eq_ignore_ascii_case(country)))
    }

    /// The states of the USA have ids, as in the list of regions.
    fn key(self) -> EntityKey {
        if self.is_city {
            return EntityKey::new(EntityKind::City, self.name);
        }
        let key = EntityKey::new(EntityKind::Region, self.name);
        match self.code.split_once('.') {
            Some(("us", state)) => key.with_id(format!("US-{}", state.to_uppercase())),
            _ => key,
        }
    }
}

/// Gives the name without the country that tells it from another region: `Punjab, India`.
fn short(name: &str) -> Option<&str> {
    name.split_once(", ").map(|(short, _)| short)
}

/// Gives a folded name without what only says that it is a region's.
fn plain(key: &str) -> &str {
    match key.rsplit_once(' ') {
        Some((rest, form)) if FORMS.contains(&form) => rest,
        _ => key,
    }
}

fn holds_words(name: &str, wanted: &[&str]) -> bool {
    let name: Vec<&str> = words(name).collect();
    !wanted.is_empty() && name.windows(wanted.len()).any(|window| window == wanted)
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split([' ', ',']).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::entity::country_of;

    #[track_caller]
    fn check(key: &str, expected: &str) {
        let region = key.parse().ok().and_then(|key| region_of(&key));
        assert_eq!(region.map(|region| region.to_string()).unwrap_or_default(), expected, "{key}");
    }

    #[test]
    fn cities_lie_in_regions() {
        check("place/city/Odesa", "place/region/Odesa Oblast");
        check("place/city/ODESA", "place/region/Odesa Oblast");
        check("place/city/Bucha", "place/region/Kyiv Oblast");
        check("place/city/Kyiv", "place/city/Kyiv");
        check("place/city/St. Petersburg", "place/city/St. Petersburg");
        check("place/city/Washington DC", "place/city/Washington DC");
        check("place/city/Munich", "place/region/Bavaria");
        check("place/city/Seattle", "place/region/Washington#US-WA");
        check("place/city/New York", "place/region/New York#US-NY");
        check("place/city/Gaza City", "place/region/Gaza Strip");
        check("place/city/Toronto", "place/region/Ontario");
        check("place/city/Maiduguri", "place/region/Borno");
        check("place/city/Lahore", "place/region/Punjab, Pakistan");
    }

    #[test]
    fn the_words_after_a_comma_tell_the_region() {
        check("place/city/Paris, Texas", "place/region/Texas#US-TX");
        check("place/city/Portland, Maine", "place/region/Maine#US-ME");
        check("place/city/Paris, Ruritania", "");
    }

    #[test]
    fn regions_are_one_however_they_are_written() {
        check("place/region/Odesa Oblast", "place/region/Odesa Oblast");
        check("place/region/Odesa", "place/region/Odesa Oblast");
        check("place/region/Kursk region", "place/region/Kursk Oblast");
        check("place/region/Primorsky", "place/region/Primorsky Krai");
        check("place/region/Washington", "place/region/Washington#US-WA");
        check("place/region/Georgia", "place/region/Georgia#US-GA");
        check("place/region/Georgia#US-GA", "place/region/Georgia#US-GA");
        check("place/region/Gaza", "place/region/Gaza Strip");
        check("place/region/Borno State", "place/region/Borno");
        check("place/region/Orissa", "place/region/Odisha");
    }

    #[test]
    fn what_no_list_knows_has_no_region() {
        for key in [
            // Which of the two Arlingtons is meant, neither is so much larger that it goes without saying.
            "place/city/Arlington",
            "place/city/Nowhereville",
            "place/city/Nairobi",
            "place/region/Middle East",
            "place/region/Punjab",
            "place/region/Kyiv city",
            "place/country/Georgia#GE",
            "place/other/Odesa",
            "person/Texas",
        ] {
            check(key, "");
        }
    }

    #[track_caller]
    fn named(name: &str, expected: &[&str]) {
        assert_eq!(regions_named(name).iter().map(|key| key.name.as_str()).collect::<Vec<_>>(), expected, "{name}");
    }

    #[test]
    fn a_name_means_regions() {
        named("texas", &["Texas"]);
        named("Odesa", &["Odesa Oblast"]);
        named("odesa region", &["Odesa Oblast"]);
        named("kyiv", &["Kyiv"]);
        named("kyiv oblast", &["Kyiv Oblast"]);
        named("virginia", &["Virginia"]);
        named("georgia", &["Georgia"]);
        named("bavaria", &["Bavaria"]);
        named("orissa", &["Odisha"]);
        named("gaza", &["Gaza Strip"]);
        named("kivu", &["North Kivu", "South Kivu"]);
        named("kordofan", &["South Kordofan", "North Kordofan", "West Kordofan"]);
        named("borno", &["Borno"]);
        named("lagos", &["Lagos State"]);
        named("punjab", &["Punjab, India", "Punjab, Pakistan"]);
        named(&"a, b ".repeat(100_000), &[]);
        for other in ["mexico", "niger", "york", "jersey", "west", "ukraine", "bavarai", "", ",", "oblast"] {
            named(other, &[]);
        }
    }

    /// A code and a name were joined by hand: each region is told by a city that is known to lie there.
    #[test]
    fn each_region_has_the_city_that_it_names() {
        for (code, columns) in lists::REGION_NAMES.rows() {
            let (country, region) = code.split_once('.').unwrap();
            let witness = columns.get(1);
            let of_city = |city: &str| {
                let columns = lists::CITY_COUNTRIES.columns(city);
                columns.map(|columns| (columns.get(0).to_lowercase(), columns.get(1).to_lowercase()))
            };
            let expected = Some((country.to_owned(), region.to_owned()));
            match witness {
                "" => {
                    let mut cities = lists::CITY_COUNTRIES.rows().map(|(city, _)| city);
                    assert!(!cities.any(|city| of_city(city) == expected), "{code} has a city that it may name");
                }
                city => assert_eq!(of_city(city), expected, "{city} in {code}"),
            }
        }
    }

    #[test]
    fn every_code_of_a_city_has_a_name() {
        for (city, columns) in lists::CITY_COUNTRIES.rows().filter(|(_, columns)| !columns.get(1).is_empty()) {
            let code = format!("{}.{}", columns.get(0), columns.get(1)).to_lowercase();
            assert!(lists::REGION_NAMES.has(&code), "{city}: {code}");
        }
    }

    #[test]
    fn regions_are_called_as_the_other_lists_call_them() {
        let mut names = BTreeSet::new();
        for row in Row::all() {
            assert!(
                names.insert(plain(&key_of(row.name)).to_owned()) || row.is_city || is_near_city(row),
                "{}",
                row.name
            );
            let kind = if row.is_city { EntityKind::City } else { EntityKind::Region };
            let own = listed(kind, row.name).map(|found| found.name);
            assert!(own == Some(row.name) || !row.is_city && own.is_none(), "{} is {own:?}", row.name);
            assert_eq!(region_of(&row.key()), Some(row.key()), "{}", row.name);
            let country = country_of(&row.key()).and_then(|country| country.id);
            assert!(row.lies_in(country.as_deref()), "{} lies in {country:?}", row.name);
        }
    }

    /// A city and the region around it share a name: Moscow.
    fn is_near_city(row: Row) -> bool {
        Row::all().any(|other| other.is_city && plain(&key_of(row.name)) == key_of(other.name))
    }
}
