//! Tables of names and what they become, traps among them.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::gazetteer::{Gazetteer, Statement};

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
    check(&["Юлия Тимошенко", "Ю. Тимошенко", "Тимошенко"], &["Юлия Тимошенко: Тимошенко, Ю. Тимошенко"]);
    check(&["JD Vance", "J.D. Vance", "J. D. Vance"], &["J. D. Vance: J.D. Vance, JD Vance"]);
    check(&["Bashar al-Assad", "Assad", "al-Assad"], &["Bashar al-Assad: Assad, al-Assad"]);
    check(&["Kim Jong-un", "Kim Jong Un", "KIM JONG-UN", "Kim Jong-il"], &["Kim Jong-un: KIM JONG-UN, Kim Jong Un"]);
    check(
        &["Donald Trump", "Donald-Trump", "Donald J. Trump", "Donald M. Trump", "Trump"],
        &["Donald Trump: Donald J. Trump, Donald M. Trump, Donald-Trump, Trump"],
    );
    check(&["Will Smith", "William Smith", "William C. Smith"], &["Will Smith: William C. Smith, William Smith"]);
    check(&["Jean Pierre Doe", "Jean-Pierre Doe", "Doe"], &["Jean-Pierre Doe: Doe, Jean Pierre Doe"]);
    check(
        &["Sergey Lavrov", "Sergei Lavrov", "Lavrov", "Сергей Лавров"],
        &["Sergei Lavrov: Lavrov, Sergey Lavrov, Сергей Лавров"],
    );
    check(
        &["Dmitry Peskov", "Dmitriy Peskov", "Dmitri S. Peskov"],
        &["Dmitriy Peskov: Dmitri S. Peskov, Dmitry Peskov"],
    );
    check(
        &["Recep Tayyip Erdoğan", "Recep Erdogan", "Tayyip Erdogan", "Erdogan"],
        &["Recep Tayyip Erdoğan: Erdogan, Recep Erdogan, Tayyip Erdogan"],
    );
    check(&["Wałęsa", "Walesa", "WALESA", "Lech"], &["Walesa: WALESA, Wałęsa"]);
}

/// Words of headlines and codes are no second bearer; a surname that the news leaves alone is its one listed bearer's.
#[test]
fn a_surname_alone_is_whom_it_means() {
    check(&["Ronald Reagan", "Nancy Reagan", "Reagan Friday", "Reagan"], &["Ronald Reagan: Reagan"]);
    check(&["Nancy Reagan", "Reagan"], &["Reagan?"]);
    check(&["Rex Tillerson", "War Tillerson", "iQB5 Tillerson", "Tillerson"], &["Rex Tillerson: Tillerson"]);
    check(&["Gordon Brown", "James Brown", "Brown"], &["Brown?"]);
    check(&["Bill Clinton", "Hillary Clinton", "Clinton"], &["Clinton?"]);
}

#[test]
fn two_people_stay_apart() {
    check(
        &["George W. Bush", "George H. W. Bush", "George Walker Bush", "George Bush", "Bush", "Jeb Bush", "G. Bush"],
        &["George W. Bush: George Walker Bush", "Bush?", "G. Bush?", "George Bush?"],
    );
    check(&["Donald Trump", "Donald Trump Jr.", "Trump"], &["Donald Trump: Trump"]);
    check(&["Ana Duarte", "Ana Duarte Jr.", "Duarte"], &["Duarte?"]);
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
    assert_eq!(told(&["organisation/Doe", "organisation/Doe Inc", "organisation/Doe Group"]), ["Doe: Doe Inc"]);
    assert_eq!(told(&["place/region/Odesa", "place/region/Odesa Oblast", "place/city/Odesa"]), ["Odesa Oblast: Odesa"]);
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

/// Applies statements in their order, those that contradict nothing said before.
fn said(statements: &[Statement]) -> Gazetteer {
    let mut gazetteer = Gazetteer::default();
    for statement in statements {
        let _contradicts = gazetteer.push(statement).is_err();
    }
    gazetteer
}

fn statement() -> impl Strategy<Value = Statement> {
    let names: Vec<&str> = NAMES.iter().map(|key| name_of(key)).chain(["Nobody", "A. Nobody"]).collect();
    let some = subsequence(names, 1..4).prop_shuffle();
    (some, 0..8_u8).prop_filter_map("needs two names", |(names, verb)| {
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        Some(match (verb, names.as_slice()) {
            (0, [name, ..]) => Statement::Ban(None, name.clone()),
            (6, [name, ..]) => Statement::Ban(Some(EntityKind::Person), name.clone()),
            (7, [_, _, ..]) => Statement::Merge(Some(EntityKind::Person), names),
            (1, [name, ..]) => Statement::Add(EntityKind::Work, name.clone()),
            (2, [name, other]) => Statement::Alias(name.clone(), other.clone()),
            (3, [_, _, ..]) => Statement::Split(names),
            (_, [_, _, ..]) => Statement::Merge(None, names),
            _ => return None,
        })
    })
}

proptest! {
    #[test]
    fn the_order_of_statements_changes_nothing(
        statements in proptest::collection::vec(statement(), 1..8),
        seed in any::<prop::sample::Index>(),
    ) {
        let gazetteer = said(&statements);
        let table = EntityTable::of_keys(NAMES.iter().copied());
        let edited = table.edited(&gazetteer, NAMES.iter().copied());
        let mut others: Vec<Statement> = gazetteer.statements().cloned().collect();
        let by = seed.index(others.len().max(1));
        others.rotate_left(by);
        prop_assert_eq!(&table.edited(&said(&others), NAMES.iter().copied()), &edited);
        others.reverse();
        prop_assert_eq!(&table.edited(&said(&others), NAMES.iter().copied()), &edited);
        // Each key is in one group at most, and what is banned in none.
        let mut seen = BTreeSet::new();
        for key in edited.groups.values().flatten() {
            prop_assert!(seen.insert(key) && !edited.banned.contains(key));
        }
    }
}

fn edited(lines: &str, keys: &[&str]) -> EntityTable {
    let gazetteer = Gazetteer::parse(lines, std::path::Path::new("entities.txt")).unwrap();
    EntityTable::of_keys(keys.iter().copied()).edited(&gazetteer, keys.iter().copied())
}

#[test]
fn a_ban_after_a_merge_leaves_the_merge() {
    let keys = ["person/Keir Starmer", "person/Starmer", "person/Sir Keir", "person/Sir Starmer"];
    let table = edited("merge \"Sir Keir\" \"Starmer\"\nban \"Keir Starmer\"\n", &keys);
    assert_eq!(table.giver("person/Starmer"), Some("person/Sir Keir"));
    assert_eq!(table.names_under("person/Sir Keir"), ["Sir Keir", "Starmer"]);
    assert_eq!(table.giver("person/Keir Starmer"), None);
}

#[test]
fn statements_of_one_kind_leave_the_others() {
    let keys = ["person/Jordan", "person/Michael Jordan", "person/Amal Jordan", "place/country/Jordan#JO"];
    let table = edited("merge person \"Michael Jordan\" \"Jordan\"\n", &keys);
    assert_eq!(table.giver("person/Jordan"), Some("person/Michael Jordan"));
    assert_eq!(table.giver("place/country/Jordan#JO"), Some("place/country/Jordan#JO"));
    let table = edited("ban place \"Jordan\"\n", &keys);
    assert_eq!((table.giver("person/Jordan"), table.giver("place/country/Jordan#JO")), (Some("person/Jordan"), None));
}

#[test]
fn what_is_said_overrules_the_lists() {
    let keys = ["organisation/EU", "organisation/European Union"];
    let may = |table: &EntityTable| table.lists_may_join(EntityField::Org, "eu", "european union");
    assert!(may(&edited("", &keys)));
    for lines in ["split \"European Union\" \"EU\"", "ban \"European Union\"", "ban \"EU\""] {
        assert!(!may(&edited(lines, &keys)), "{lines}");
    }
}
