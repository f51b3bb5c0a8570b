//! `newsidx entity`, and what follows from it: one name an entity, the user's own gazetteer.

use std::fs;

use crate::place::Place;
use crate::snapshot::check;

/// Scenario 4: a merge holds at once, after another run of indexing, and after a rebuild.
#[test]
fn a_merge_survives_indexing() {
    let place = Place::empty();
    place.write("one.txt", "Talks\n\nBritish Prime Minister Keir Starmer spoke in London.");
    place.write("two.txt", "Tax\n\nStarmer said taxes fall. Mr. Starmer was cheered in Leeds.");
    place.write("three.txt", "Court\n\nPhil Starmer was heard in court on Monday.");
    assert_eq!(place.run(&["index", "."]).code, 0);
    let people = || place.run(&["facets", "person"]).out();
    let before = people();
    assert!(before.contains("Starmer (name, several people)"), "{before}");
    let merged = place.run(&["entity", "merge", "Keir Starmer", "Starmer"]);
    assert_eq!(merged.code, 0, "{merged:?}");
    let expected = "   2  Keir Starmer  ";
    assert!(people().contains(expected), "{}", people());
    place.write("four.txt", "Vote\n\nMr. Starmer said he will vote on Friday.");
    assert_eq!(place.run(&["index", "."]).code, 0);
    assert!(people().contains("   3  Keir Starmer  "), "{}", people());
    assert_eq!(place.run(&["rebuild"]).code, 0);
    assert!(people().contains("   3  Keir Starmer  "), "{}", people());
    assert_eq!(place.run(&["search", "-c", "person:Keir"]).out(), "3\n");
    check(
        "entities",
        &[
            place.run(&["entity", "list"]),
            place.run(&["entity", "merge", "Keir Starmer", "Starmer"]),
            place.run(&["entity", "show", "starmer"]),
            place.run(&["entity", "show", "Starmer", "--json"]),
            place.run(&["entity", "show", "Walrus"]),
            place.run(&["entity", "split", "Starmer", "Keir Starmer"]),
            place.run(&["entity", "alias", "Keir Starmer", "Sir Keir"]),
            place.run(&["search", "-c", "person:\"Sir Keir\""]),
            place.run(&["entity", "ban", "Phil Starmer"]),
            place.run(&["facets", "person"]),
            place.run(&["entity", "add", "org", "Friday"]),
            place.run(&["search", "-c", "org:Friday"]),
            place.run(&["entity", "add", "walrus", "X"]),
            place.run(&["entity", "export"]),
            place.run_with(&["entity", "import", "-"], b"# shared\nban \"Leeds\"\nban \"Phil Starmer\"\n"),
            place.run_with(&["entity", "import", "-"], b"ban \"Leeds\"\nbann \"X\"\n"),
            place.run(&["search", "-c", "place:Leeds"]),
        ],
    );
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
