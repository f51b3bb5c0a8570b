//! `newsidx entity`, and what follows from it: one name an entity, the user's own gazetteer.

use std::fs;

use crate::place::Place;
use crate::snapshot::check;

/// Scenario 4: a merge holds at once, after another run of indexing, and after a rebuild.
#[test]
fn a_merge_survives_indexing() {
    let place = Place::empty();
    place.write("one.txt", "Talks\n\nBritish Prime Minister Ann Okafor spoke in London.");
    place.write("two.txt", "Tax\n\nOkafor said taxes fall. Mr. Okafor was cheered in Leeds.");
    place.write("three.txt", "Court\n\nPhil Okafor was heard in court on Monday.");
    assert_eq!(place.run(&["index", "."]).code, 0);
    let people = || place.run(&["facets", "person"]).out();
    let before = people();
    assert!(before.contains("Okafor (name, several people)"), "{before}");
    let merged = place.run(&["entity", "merge", "Ann Okafor", "Okafor"]);
    assert_eq!(merged.code, 0, "{merged:?}");
    let expected = "   2  Ann Okafor  ";
    assert!(people().contains(expected), "{}", people());
    place.write("four.txt", "Vote\n\nMr. Okafor said he will vote on Friday.");
    assert_eq!(place.run(&["index", "."]).code, 0);
    assert!(people().contains("   3  Ann Okafor  "), "{}", people());
    assert_eq!(place.run(&["rebuild"]).code, 0);
    assert!(people().contains("   3  Ann Okafor  "), "{}", people());
    assert_eq!(place.run(&["search", "-c", "person:Ann"]).out(), "3\n");
    check(
        "entities",
        &[
            place.run(&["entity", "list"]),
            place.run(&["entity", "merge", "Ann Okafor", "Okafor"]),
            place.run(&["entity", "show", "okafor"]),
            place.run(&["entity", "show", "Okafor", "--json"]),
            place.run(&["entity", "show", "Walrus"]),
            place.run(&["entity", "split", "Okafor", "Ann Okafor"]),
            place.run(&["entity", "alias", "Ann Okafor", "Dame Ann"]),
            place.run(&["search", "-c", "person:\"Dame Ann\""]),
            place.run(&["entity", "ban", "Phil Okafor"]),
            place.run(&["facets", "person"]),
            place.run(&["entity", "add", "org", "Friday"]),
            place.run(&["search", "-c", "org:Friday"]),
            place.run(&["entity", "add", "walrus", "X"]),
            place.run(&["entity", "export"]),
            place.run(&["entity", "merge", "Ann Okafor", "London"]),
            place.run(&["entity", "merge", "--kind", "place", "Londonium", "London"]),
            place.run(&["entity", "undo"]),
            place.run(&["entity", "remove", "ban \"Phil Okafor\""]),
            place.run(&["entity", "remove", "ban \"Phil Okafor\""]),
            place.run(&["entity", "ban", "--kind", "person", "Phil Okafor"]),
            place.run_with(&["entity", "import", "-"], b"# shared\nban \"Leeds\"\nban \"Phil Okafor\"\n"),
            place.run_with(&["entity", "import", "-"], b"ban \"Leeds\"\nbann \"X\"\n"),
            place.run(&["search", "-c", "place:Leeds"]),
        ],
    );
}

/// An alias, a list or another spelling leads to an entity; what a shared file holds steers no terminal.
#[test]
fn entities_are_shown_by_any_name() {
    let place = Place::with_seed_index();
    for name in ["Kiev", "Київ", "kyiv"] {
        let shown = place.run(&["entity", "show", name]);
        assert!(shown.code == 0 && shown.out().starts_with("Kyiv  place/city\n"), "{name}: {shown:?}");
    }
    for name in ["Vladimir Pudding", "Walrus"] {
        assert_eq!(place.run(&["entity", "show", name]).code, 1, "{name}");
    }
    let shown = place.run(&["entity", "show", "Volodymyr Zelensky"]);
    assert!(shown.out().starts_with("Volodymyr Zelenskyy  person\n"), "{shown:?}");
    fs::write(place.path(".newsidx/entities.txt"), "# \u{1b}[31mred\nban \"Walrus\u{7}\"\n").unwrap();
    let exported = place.run(&["entity", "export"]).out();
    assert!(!exported.contains(['\u{1b}', '\u{7}']) && exported.lines().count() == 2, "{exported:?}");
}

#[test]
fn a_gazetteer_that_cannot_be_read_changes_nothing() {
    let place = Place::with_seed_index();
    let file = place.path(".newsidx/entities.txt");
    let text = "merge \"Donald Trump\" \"Trump\"\nsplit \"Donald Trump\" \"Trump\"\n";
    fs::write(&file, text).unwrap();
    check(
        "entities-unreadable",
        &[
            place.run(&["search", "ceasefire"]),
            place.run(&["facets", "person"]),
            place.run(&["entity", "ban", "Trump"]),
            place.run(&["index", "seed.txt", "--date", "2025-03-17", "--source", "demo"]),
        ],
    );
    let doctor = place.run(&["doctor"]);
    assert_eq!(doctor.code, 2);
    assert!(doctor.out().contains("line 2, column 1"), "{}", doctor.out());
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn filters_find_every_name() {
    let place = Place::empty();
    place.write("a.txt", "One\n\nThe army of Myanmar and the European Union met.\n\nDrones struck Odesa on Monday.");
    place.write("b.txt", "Two\n\nThe EU condemned Burma.\n\nForeign Minister Ana Duarte flew to Kyiv in Ukraine.");
    assert_eq!(place.run(&["index", "."]).code, 0);
    let count = |query: &str| place.run(&["search", "-c", query]).out().trim().to_owned();
    for (query, expected) in [
        ("place:Burma", "2"),
        ("Burma", "1"),
        ("org:EU", "2"),
        ("entity:EU", "2"),
        ("entity:Duarte", "1"),
        ("place:Ukraine", "1"),
        ("place:Ukraine/*", "2"),
        ("place:Ukraine/* -place:Kyiv", "1"),
        ("role:\"foreign minister\"", "1"),
        ("role:minister place:Kyiv", "1"),
    ] {
        assert_eq!(count(query), expected, "{query}");
    }
    let named = place.run(&["search", "-c", "--names", "Burma"]);
    assert_eq!(named.out(), "2\n");
    assert!(named.err().contains("also searched: myanmar, "), "{named:?}");
    let countries = place.run(&["facets", "place", "--by-country"]).out();
    assert!(countries.contains("   2  Ukraine") && countries.contains("   2  Myanmar"), "{countries}");
    assert!(place.run(&["facets", "role"]).out().contains("foreign minister"));
}

/// A city counts for its region, two of them in one paragraph once; what no list places stands by its country or itself.
#[test]
fn places_roll_up_by_region() {
    let place = Place::empty();
    place.write(
        "a.txt",
        "One\n\nDrones struck Odesa and Izmail on Monday.\n\nA mayor in the Odesa region spoke in Ukraine.\n\n\
         Trains left Kyiv for Brovary.",
    );
    place.write(
        "b.txt",
        "Fires near Dallas\n\nA judge in Dallas and a jury in Paris, Texas, ruled.\n\nTalks in Munich ended.\n\n\
         Crowds in Tbilisi and in Atlanta cheered.\n\nPolice in Nairobi and in Arlington searched the Black Sea coast.",
    );
    assert_eq!(place.run(&["index", "."]).code, 0);
    let count = |query: &str| place.run(&["search", "-c", query]).out().trim().to_owned();
    for (query, expected) in [
        ("place:\"Odesa Oblast\"/*", "2"),
        ("place:\"Odesa region\"/*", "2"),
        ("place:Odesa/*", "2"),
        ("place:Odessa/*", "2"),
        ("place:Odesa/* -place:Odesa", "0"),
        ("place:Kyiv/*", "1"),
        ("place:\"Kyiv Oblast\"/*", "1"),
        ("place:Texas/*", "1"),
        ("place:Bavaria/*", "1"),
        ("place:Georgia/*", "1"),
        ("place:Virginia/*", "0"),
        ("place:\"United States\"/*", "3"),
        ("article:{place:Texas/*}", "4"),
        ("title:fires article:{place:Texas/*}", "4"),
    ] {
        assert_eq!(count(query), expected, "{query}");
    }
    check(
        "regions",
        &[
            place.run(&["facets", "place", "--by-region"]),
            place.run(&["facets", "place", "--by-region", "--by", "articles", "--size", "2"]),
            place.run(&["facets", "region", "--within", "place:Texas/*", "--json"]),
            place.run(&["facets", "person", "--by-region"]),
            place.run(&["facets", "place", "--by-region", "--by-country"]),
            place.run(&["search", "place:\"Odesa Oblast\"/*"]),
            place.run(&["search", "-c", "place:Georgia/*"]),
            place.run(&["search", "place:Bavarai/*"]),
            place.run(&["search", "-c", "place:Siberia/*"]),
            place.run(&["search", "region:Texas"]),
        ],
    );
    assert_eq!(place.run(&["entity", "ban", "Odesa"]).code, 0);
    assert_eq!(place.run(&["entity", "merge", "Lone Star State", "Texas"]).code, 0);
    for (query, expected) in [("place:\"Odesa Oblast\"/*", "1"), ("place:\"Lone Star State\"/*", "1")] {
        assert_eq!(count(query), expected, "{query}");
    }
    let regions = place.run(&["facets", "place", "--by-region"]).out();
    assert!(regions.contains("   1  Lone Star State\n") && !regions.contains("Texas"), "{regions}");
    assert_eq!(place.run(&["entity", "ban", "Odesa Oblast"]).code, 0);
    let regions = place.run(&["facets", "place", "--by-region"]).out();
    assert!(!regions.contains("Odesa") && count("place:\"Odesa Oblast\"/*") == "0", "{regions}");
}

#[test]
fn a_ban_takes_one_name_out() {
    let place = Place::empty();
    place.write(
        "a.txt",
        "One\n\nForeign Minister Ana Duarte flew to Kyiv in Ukraine.\n\nDrones struck Odesa on Monday.",
    );
    place.write(
        "b.txt",
        "Two\n\nMinister Ana Duarte and Mr. Luis Duarte met in Warsaw in Poland.\n\nMr. Luis Duarte spoke.",
    );
    assert_eq!(place.run(&["index", "."]).code, 0);
    let count = |query: &str| place.run(&["search", "-c", query]).out().trim().to_owned();
    assert_eq!((count("person:Duarte"), count("person:*")), ("3".to_owned(), "3".to_owned()));
    assert_eq!(count("place:Ukraine/*"), "2");
    assert_eq!(place.run(&["entity", "ban", "Ana Duarte"]).code, 0);
    assert_eq!(place.run(&["entity", "ban", "Ukraine"]).code, 0);
    for (query, expected) in [
        ("person:Duarte", "2"),
        ("person:*", "2"),
        ("person:dua*", "2"),
        ("person:\"ana duarte\"", "0"),
        ("person:=\"Ana Duarte\"", "0"),
        ("place:Ukraine/*", "0"),
        ("place:Ukraine", "0"),
        ("place:Kyiv", "1"),
        ("place:Poland/*", "1"),
    ] {
        assert_eq!(count(query), expected, "{query}");
    }
    let countries = place.run(&["facets", "place", "--by-country"]).out();
    assert!(countries.contains("Poland") && !countries.contains("Ukraine"), "{countries}");
    assert!(!place.run(&["facets", "person"]).out().contains("Ana Duarte"));
}

#[test]
fn a_cursor_ends_with_its_gazetteer() {
    let place = Place::empty();
    for name in ["a", "b", "c"] {
        place.write(&format!("{name}.txt"), "Talks\n\nThe talks of Ana Duarte went on.");
    }
    assert_eq!(place.run(&["index", "."]).code, 0);
    let first = place.run(&["search", "talks", "-n", "1", "--json"]).out();
    let page: serde_json::Value = serde_json::from_str(&first).unwrap();
    let cursor = page["cursor"].as_str().unwrap();
    let next = || place.run(&["search", "talks", "-n", "1", "--cursor", cursor]);
    assert_eq!(next().code, 0);
    assert_eq!(place.run(&["entity", "ban", "Ana Duarte"]).code, 0);
    let refused = next();
    assert_eq!(refused.code, 2);
    assert!(refused.err().contains("or to another gazetteer"), "{refused:?}");
}
