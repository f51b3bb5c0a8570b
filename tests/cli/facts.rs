//! `newsidx quotes`, `timeline`, `quantities`, and the fields that ask for what is said, dated and counted.

use crate::place::{Place, Ran};
use crate::snapshot::check;

/// Gives the numbers of the paragraphs that a query finds in the dated seed.
fn found(place: &Place, query: &str) -> Vec<u64> {
    let ran = place.run(&["search", query, "--jsonl", "--per-article", "30"]);
    let lines = ran.out().lines().map(str::to_owned).collect::<Vec<_>>();
    let number = |line: &String| serde_json::from_str::<serde_json::Value>(line).unwrap()["no"].as_u64().unwrap();
    lines.iter().map(number).collect()
}

/// Gives number, kind and speakers of what `quotes --json` prints.
fn quotes(ran: &Ran) -> Vec<(u64, String, String)> {
    let page = ran.json();
    let found = page["articles"].as_array().unwrap().iter().flat_map(|article| article["found"].as_array().unwrap());
    let told = found.map(|quote| {
        let speakers = quote["speakers"].as_array().unwrap().iter().map(|who| {
            let via = who["via"].as_str().map_or_else(String::new, |via| format!(" via {via}"));
            format!("{}{via}", who["name"].as_str().unwrap())
        });
        let speakers = speakers.collect::<Vec<_>>().join(", ");
        (quote["no"].as_u64().unwrap(), quote["kind"].as_str().unwrap().to_owned(), speakers)
    });
    told.collect()
}

fn shown(quotes: &[(u64, String, String)]) -> Vec<String> {
    quotes.iter().map(|(no, kind, speakers)| format!("{no} {kind} {speakers}")).collect()
}

/// Scenario 3: who said what.
#[test]
fn speakers_of_the_seed() {
    let place = Place::with_seed_index();
    assert_eq!(found(&place, "speaker:Macron ceasefire"), [12]);
    check(
        "quotes",
        &[
            place.run(&["search", "speaker:Macron ceasefire", "--no-facets"]),
            place.run(&["quotes", "--speaker", "Jabbari"]),
            place.run(&["quotes", "--speaker", "Trump", "--direct"]),
            place.run(&["quotes", "--speaker", "Peskov"]),
            place.run(&["quotes", "--partial"]),
            place.run(&["quotes", "--scare"]),
            place.run(&["quotes", "--speaker", "Nobody"]),
            place.run(&["facets", "speaker"]),
            place.run(&["facets", "cue"]),
            place.run(&["explain", "seed.txt#11"]),
        ],
    );
    let jabbari = shown(&quotes(&place.run(&["quotes", "--speaker", "Jabbari", "--json"])));
    assert_eq!(
        jabbari,
        ["9 indirect Dorsa Jabbari", "10 direct Dorsa Jabbari via she", "11 direct Dorsa Jabbari via she"]
    );
    let partial = place.run(&["quotes", "--partial", "--json"]).out();
    assert!(partial.contains("robust plans") && partial.contains("cautious optimism"), "{partial}");
    let scare = place.run(&["quotes", "--scare", "--json"]).out();
    assert!(scare.contains("fuel and energy"), "{scare}");
}

/// One quotation must satisfy what is asked of speech side by side.
#[test]
fn speech_is_of_one_quotation() {
    let place = Place::with_seed_index();
    assert_eq!(found(&place, "speaker:Jabbari said:rearm"), [11]);
    assert_eq!(found(&place, "speaker:Peskov said:rearm"), [] as [u64; 0]);
    assert_eq!(found(&place, "said:\"certain assets\""), [7]);
    assert_eq!(found(&place, "speaker:Macron cue:emphasized"), [13]);
    assert_eq!(found(&place, "speaker:Macron -cue:emphasized"), [12]);
}

/// Scenario 5: when it happened.
#[test]
fn days_of_the_seed() {
    let place = Place::with_seed_index();
    assert_eq!(found(&place, "event:2025-03-14"), [14, 16]);
    assert_eq!(found(&place, "event~:2025-03-15"), [3, 6, 21]);
    assert_eq!(found(&place, "event:2022"), [10, 17]);
    check(
        "timeline",
        &[
            place.run(&["timeline"]),
            place.run(&["timeline", "--by", "month"]),
            place.run(&["timeline", "--of", "publication"]),
            place.run(&["timeline", "--within", "drones", "--svg", "drones.svg"]),
            place.run(&["facets", "event", "--size", "4"]),
        ],
    );
    let svg = std::fs::read_to_string(place.path("drones.svg")).unwrap();
    assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>") && svg.contains("2025-03-17"), "{svg}");
    let undated = Place::with_seeds();
    assert_eq!(undated.run(&["index", "seeds/ceasefire-talks.txt"]).code, 0);
    check("timeline-undated", &[undated.run(&["timeline"])]);
    assert_eq!(found(&undated, "event:2025-03-14"), [] as [u64; 0]);
}

/// Scenario 7: how many.
#[test]
fn figures_of_the_seed() {
    let place = Place::with_seed_index();
    assert_eq!(found(&place, "qty:drones>=100"), [24, 28]);
    assert_eq!(found(&place, "qty:drones=90"), [28]);
    assert_eq!(found(&place, "qty:drones~200"), [24]);
    assert_eq!(found(&place, "qty:injured>=1"), [26, 29]);
    assert_eq!(found(&place, "30-day"), [6, 12, 16]);
    check(
        "quantities",
        &[
            place.run(&["quantities", "drones"]),
            place.run(&["quantities", "injured>=1", "--json"]),
            place.run(&["quantities", "drones>=many"]),
            place.run(&["quantities", "walrus"]),
        ],
    );
}

/// What the user says of entities holds for those who speak too.
#[test]
fn speakers_have_the_names_of_their_entities() {
    let place = Place::with_seed_index();
    let speakers = || shown(&quotes(&place.run(&["quotes", "--within", "Macron", "--direct", "--indirect", "--json"])));
    assert!(speakers().iter().any(|row| row.ends_with("Emmanuel Macron")), "{:?}", speakers());
    assert_eq!(place.run(&["entity", "merge", "E. Macron", "Emmanuel Macron"]).code, 0);
    assert!(speakers().iter().any(|row| row.ends_with("E. Macron")), "{:?}", speakers());
    assert_eq!(place.run(&["entity", "undo"]).code, 0);
    assert_eq!(place.run(&["entity", "ban", "Emmanuel Macron"]).code, 0);
    let banned = place.run(&["quotes", "--within", "Macron", "--json"]).out();
    assert!(!banned.contains("person/Emmanuel Macron"), "{banned}");
}

#[test]
fn a_condition_without_a_word_is_refused() {
    let place = Place::with_seed_index();
    for option in ["--speaker", "--said", "--cue"] {
        let ran = place.run(&["quotes", option, "..."]);
        assert_eq!(ran.code, 2, "{ran:?}");
    }
    assert_eq!(place.run(&["quantities", ""]).code, 2);
}

/// A picture that is there stays where a path is misspelt, and where it cannot be written.
#[test]
fn a_good_picture_is_kept() {
    let place = Place::with_seed_index();
    let drawn = place.run(&["timeline", "seed.txt", "--date", "2025-03-17", "--svg", "keep.svg"]);
    assert_eq!(drawn.code, 0, "{drawn:?}");
    let picture = std::fs::read_to_string(place.path("keep.svg")).unwrap();
    assert_eq!(place.run(&["timeline", "sead.txt", "--svg", "keep.svg"]).code, 2);
    assert_eq!(std::fs::read_to_string(place.path("keep.svg")).unwrap(), picture);
    place.write("notes.svg", "my notes");
    assert_eq!(place.run(&["timeline", "seed.txt", "--svg", "notes.svg"]).code, 2);
    place.write("empty.svg", "");
    assert_eq!(place.run(&["timeline", "seed.txt", "--svg", "empty.svg"]).code, 0);
    assert!(std::fs::read_to_string(place.path("empty.svg")).unwrap().starts_with("<svg"));
}
