//! Other spellings of a name: found, told, and switched off.

use crate::place::Place;
use crate::snapshot::check;

/// Scenario 2: whichever way a name is typed, its paragraphs are found, and what was also searched is told.
#[test]
fn every_spelling_finds_the_name() {
    let place = Place::with_seed_index();
    let short = |query: &'static str| ["search", query, "--no-facets", "--width", "100"];
    check(
        "spellings",
        &[
            place.run(&short("Zaporozhye")),
            place.run(&short("Запоріжжя")),
            place.run(&short("Zaporizhia")),
            place.run(&short("Kiev")),
            place.run(&short("Zelensky")),
            place.run(&["search", "\"Zaporozhye nuclear\" Kiev", "-c"]),
            place.run(&["search", "Kiev", "--explain-query"]),
            place.run(&["search", "Kiev", "--json", "--no-facets"]),
            place.run(&["facets", "section", "--within", "Kiev"]),
        ],
    );
}

#[test]
fn a_name_can_be_searched_as_typed() {
    let place = Place::with_seed_index();
    check(
        "spellings-as-typed",
        &[
            place.run(&["search", "--no-variants", "Zaporozhye"]),
            place.run(&["search", "--no-variants", "Zaporozhye", "--json"]),
            place.run(&["search", "=Zaporozhye", "-c"]),
            place.run(&["search", "--no-variants", "Zaporozhye", "--explain-query"]),
            place.run(&["facets", "section", "--within", "Kiev", "--no-variants"]),
        ],
    );
}

#[test]
fn the_paragraphs_of_the_scenario_are_found() {
    let place = Place::with_seed_index();
    let found = |query: &str| -> Vec<u64> {
        let page = place.run(&["search", query, "--json", "--per-article", "30"]).json();
        let paragraphs = page["articles"][0]["paragraphs"].as_array().unwrap();
        paragraphs.iter().map(|paragraph| paragraph["no"].as_u64().unwrap()).collect()
    };
    for query in ["Zaporozhye", "Запоріжжя", "Zaporizhia", "Запорожье", "zaporozhye", "Saporischschja"]
    {
        assert_eq!(found(query), [1, 8, 9], "{query}");
    }
    for query in ["Kiev", "Kyiv", "Київ", "Киев"] {
        assert_eq!(found(query), [1, 19], "{query}");
    }
    for query in ["Zelensky", "Zelenskiy", "Зеленський", "Selenskyj"] {
        assert_eq!(found(query), [13, 16, 17], "{query}");
    }
}

/// A cursor of a search in all spellings does not go on as one in a single spelling.
#[test]
fn a_cursor_keeps_to_its_spellings() {
    let place = Place::with_seeds();
    let first = place.run(&["search", "drones", "seeds", "--limit", "2", "--json"]);
    let cursor = first.json()["cursor"].as_str().unwrap().to_owned();
    let ran = place.run(&["search", "drones", "seeds", "--limit", "2", "--no-variants", "--cursor", &cursor]);
    assert_eq!(ran.code, 2, "{ran:?}");
}
