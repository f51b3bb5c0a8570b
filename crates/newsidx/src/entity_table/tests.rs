//! Tables of names and what they become, traps among them.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;

/// Gives each group as `giver: others`, and `name?` for names that several may bear.
fn told(keys: &[&str]) -> Vec<String> {
    let table = EntityTable::of_keys(keys.iter().copied());
    let groups = table.groups.iter().map(|(giver, keys)| {
        let others: Vec<&str> = keys.iter().filter(|key| *key != giver).map(|key| name_of(key)).collect();
        format!("{}: {}", name_of(giver), others.join(", "))
    });
    let only = table.names_only.iter().map(|key| format!("{}?", name_of(key)));
    groups.chain(only).collect()
}

fn check(people: &[&str], expected: &[&str]) {
    let keys: Vec<String> = people.iter().map(|name| format!("person/{name}")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    assert_eq!(told(&keys), expected, "{people:?}");
}

#[test]
fn one_person_has_one_name() {
    check(
        &["Vladimir Putin", "V. Putin", "Vladimir Vladimirovich Putin", "Путин", "PUTIN", "Putin"],
        &["Vladimir Putin: PUTIN, Putin, V. Putin, Vladimir Vladimirovich Putin, Путин"],
    );
    check(
        &["Joe Biden", "Joseph Biden", "Joseph R. Biden", "Biden"],
        &["Joe Biden: Biden, Joseph Biden, Joseph R. Biden"],
    );
    check(&["JD Vance", "J.D. Vance", "J. D. Vance"], &["J. D. Vance: J.D. Vance, JD Vance"]);
    check(&["Bashar al-Assad", "Assad", "al-Assad"], &["Bashar al-Assad: Assad, al-Assad"]);
    check(&["Wałęsa", "Walesa", "WALESA", "Lech"], &["Walesa: WALESA, Wałęsa"]);
}

#[test]
fn two_people_stay_apart() {
    check(
        &["George W. Bush", "George H. W. Bush", "George Walker Bush", "George Bush", "Bush", "Jeb Bush", "G. Bush"],
        &["George W. Bush: George Walker Bush", "Bush?", "G. Bush?", "George Bush?"],
    );
    check(&["Donald Trump", "Donald Trump Jr.", "Trump"], &["Trump?"]);
    check(&["Kim Jong Un", "Kim Yo Jong", "Kim Kardashian", "Kim", "Young Kim"], &["Kim?"]);
    check(&["Michael Jordan", "Jordan Peele", "Jordan"], &["Jordan?"]);
    check(&["John Smith", "Jane Smith", "J. Smith", "Smith"], &["J. Smith?", "Smith?"]);
    check(&["Bill Gray", "Robert Gray", "Alex Gray", "Alexander Gray"], &["Alex Gray: Alexander Gray"]);
    check(&["Alex Gray", "Alexander Gray", "Alexandra Gray"], &[]);
    check(&["Putin"], &[]);
}

#[test]
fn kinds_and_ids_tell_apart() {
    assert_eq!(told(&["person/Jordan", "place/country/Jordan#JO", "person/Amal Jordan"]), ["Amal Jordan: Jordan"]);
    assert_eq!(told(&["place/country/Chad#TD", "place/country/Chad", "place/country/CHAD"]), ["Chad: CHAD, Chad"]);
    assert_eq!(told(&["place/country/Burma", "place/country/Myanmar#MM"]), ["Myanmar: Burma"]);
    assert_eq!(told(&["place/city/Paris#1", "place/city/Paris#2", "place/city/Paris"]), [""; 0]);
    assert_eq!(told(&["organisation/EU", "organisation/European Union", "organisation/UN"]), ["European Union: EU"]);
}

const NAMES: &[&str] = &[
    "person/Ana Duarte",
    "person/A. Duarte",
    "person/Duarte",
    "person/Ana Maria Duarte",
    "person/Ana M. Duarte",
    "person/Ana Lucia Duarte",
    "person/Bill Duarte",
    "person/William Duarte",
    "person/William Duarte Jr.",
    "person/DUARTE",
    "person/Duarte Silva",
    "person/Silva",
    "person/Дуарте",
    "place/country/Chad",
    "place/country/Chad#TD",
    "organisation/EU",
    "organisation/European Union",
    "group/Duarte",
];

proptest! {
    #[test]
    fn the_order_of_keys_changes_nothing(keys in subsequence(NAMES, 0..NAMES.len()).prop_shuffle(), twice in select(NAMES)) {
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        let table = EntityTable::of_keys(keys.iter().copied());
        prop_assert_eq!(&table, &EntityTable::of_keys(sorted.iter().copied()));
        if keys.contains(&twice) {
            prop_assert_eq!(&table, &EntityTable::of_keys(keys.iter().copied().chain([twice])));
        }
        // Each key is in one group at most, and each group is among its own keys.
        let mut seen = BTreeSet::new();
        for (giver, members) in &table.groups {
            prop_assert!(members.contains(giver));
            prop_assert!(members.iter().all(|key| seen.insert(key.clone())));
        }
    }
}

#[test]
fn filters_find_the_other_names() {
    let table = EntityTable::of_keys(["person/Vladimir Putin", "person/Путин", "person/Ana Putina"]);
    let names = table.names_of(EntityField::Person, &LabelTest::Words(vec!["vladimir".to_owned()]));
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["vladimir putin", "путин"]);
}
