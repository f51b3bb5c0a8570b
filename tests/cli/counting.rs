//! `newsidx facets`: tables and JSON.

use crate::place::Place;
use crate::snapshot::check;

#[test]
fn facets_are_counted() {
    let place = Place::with_seeds();
    check(
        "facets",
        &[
            place.run(&["facets", "source", "seeds", "--size", "3"]),
            place.run(&["facets", "source", "seeds", "--all", "--by", "articles"]),
            place.run(&["facets", "section", "seeds", "--within", "drones"]),
            place.run(&["facets", "source", "seeds", "--holding", "CourriER"]),
            place.run(&["facets", "year", "seeds"]),
            place.run(&["facets", "lang", "seeds"]),
            place.run(&["facets", "section", "seeds", "--within", "walrus"]),
            place.run(&["facets", "source", "seeds", "--within", "source:\"Meridian Wire\" drones"]),
            place.run(&["facets", "source", "seeds", "--within", "source:\"Meridian Wire\" drones", "--instead"]),
        ],
    );
}

#[test]
fn facets_as_json() {
    let place = Place::with_seed_index();
    check(
        "facets-json",
        &[
            place.run(&["facets", "section", "--within", "Zaporizhzhia", "--json"]),
            place.run(&["facets", "topic", "--json"]),
        ],
    );
}

/// Scenario 4: surnames are resolved, and nothing that is no person is counted as one.
#[test]
fn people_of_the_seed() {
    let place = Place::with_seed_index();
    let json = place.run(&["facets", "person", "--json"]).json();
    let rows = json["rows"].as_array().unwrap();
    let named: Vec<(&str, u64)> =
        rows.iter().map(|row| (row["name"].as_str().unwrap(), row["paragraphs"].as_u64().unwrap())).collect();
    assert_eq!(named.len(), 14, "{named:?}");
    assert_eq!(named[..2], [("Donald Trump", 9), ("Vladimir Putin", 6)]);
    let of = |name: &str| named.iter().find(|(found, _)| *found == name).map(|(_, count)| *count);
    for (name, count) in
        [("Emmanuel Macron", 3), ("Volodymyr Zelenskyy", 3), ("Steve Witkoff", 2), ("Igor Babushkin", 2)]
    {
        assert_eq!(of(name), Some(count), "{name}");
    }
    assert_eq!(named.iter().filter(|(_, count)| *count == 1).count(), 8, "{named:?}");
    let trump = &rows[0];
    let numbers: Vec<u64> = trump["in"].as_array().unwrap().iter().map(|place| place["no"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 2, 4, 6, 7, 8, 12, 14, 15]);
    assert!(trump["aliases"].to_string().contains("\"Trump\""), "{trump}");
    assert!(trump["roles"].to_string().contains("President"), "{trump}");
    let facilities = place.run(&["facets", "facility"]).out();
    assert!(facilities.contains("Zaporizhzhia Nuclear Power Plant"), "{facilities}");
    check("people", &[place.run(&["facets", "person"]), place.run(&["facets", "facility"])]);
}
