//! People whom the news names by surname alone. In: a list of full names. Out: who a surname means by itself.
//!
//! Only a surname that few others bear is listed, and once: readers know whom `Reagan` means, but not which `Brown`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::person::PersonName;

const NAMES: &str = include_str!("../../data/by-surname.txt");

static BY_SURNAME: LazyLock<BTreeMap<String, PersonName>> = LazyLock::new(|| {
    let names = NAMES.lines().filter_map(PersonName::of);
    names.map(|name| (name.surname.clone(), name)).collect()
});

/// Gives the one whom a surname means by itself.
pub(super) fn meant_by(surname: &str) -> Option<&'static PersonName> {
    BY_SURNAME.get(surname)
}

/// Tells whether a name is as the list writes it.
pub(super) fn is_listed(name: &PersonName) -> bool {
    meant_by(&name.surname) == Some(name)
}

/// Tells whether a name is a form of a listed one: some of his given names in their order, and his ending.
pub(super) fn is_listed_form(name: &PersonName) -> bool {
    let Some(listed) = meant_by(&name.surname) else { return false };
    let mut rest = listed.given.iter();
    let called = |given: &String| rest.any(|own| own == given);
    name.suffix == listed.suffix && !name.given.is_empty() && name.given.iter().all(called)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_each_surname_stands_once() {
        let names: Vec<&str> = NAMES.lines().collect();
        assert!(names.is_sorted_by(|one, next| one < next));
        assert_eq!(BY_SURNAME.len(), names.len());
        assert!(names.iter().all(|name| PersonName::of(name).is_some_and(|name| !name.is_lone())));
    }
}
