//! `newsidx search`: what is found, and the forms in which it is given.

use crate::place::Place;
use crate::snapshot::check;

#[test]
fn first_minute() {
    let place = Place::with_seed_index();
    check(
        "first-minute",
        &[
            place.run(&["search", "Zaporizhzhia"]),
            place.run(&["search", "Zaporizhzhia", "-c"]),
            place.run(&["search", "Zaporizhzhia", "-l"]),
            place.run(&["search", "Zaporizhzhia", "-l", "-0"]),
            place.run(&["search", "Zaporizhzhia", "-q"]),
        ],
    );
}

#[test]
fn first_minute_as_json() {
    let place = Place::with_seed_index();
    check(
        "first-minute-json",
        &[
            place.run(&["search", "Zaporizhzhia", "--json", "--no-facets"]),
            place.run(&["search", "Zaporizhzhia", "--jsonl"]),
        ],
    );
}

#[test]
fn piped_output_has_no_codes() {
    let ran = Place::with_seed_index().run(&["search", "Zaporizhzhia"]);
    assert!(!ran.out().contains('\u{1b}') && !ran.err().contains('\u{1b}'), "{ran:?}");
}

#[test]
fn an_empty_answer_is_complete() {
    let place = Place::with_seed_index();
    check(
        "nothing-found",
        &[
            place.run(&["search", "walrus"]),
            place.run(&["search", "walrus", "--json"]),
            place.run(&["search", "walrus", "--jsonl"]),
            place.run(&["search", "walrus", "-c"]),
            place.run(&["search", "walrus", "-l"]),
            place.run(&["search", "walrus", "-q"]),
            place.run(&["search", "Kallas Starmer"]),
            place.run(&["search", "ceasefire walrus"]),
        ],
    );
}

#[test]
fn pages_follow_one_another() {
    let place = Place::with_seeds();
    let first = place.run(&["search", "drones", "seeds", "--limit", "5", "--json"]);
    let cursor = first.json()["cursor"].as_str().unwrap().to_owned();
    let second = place.run(&["search", "drones", "seeds", "--limit", "5", "--json", "--cursor", &cursor]);
    let whole = place.run(&["search", "drones", "seeds", "--json"]);
    let ids = |json: &serde_json::Value| -> Vec<String> {
        json["articles"].as_array().unwrap().iter().map(|article| article["id"].to_string()).collect()
    };
    assert_eq!([ids(&first.json()), ids(&second.json())].concat(), ids(&whole.json()));
    let wrong = place.run(&["search", "drone", "seeds", "--cursor", &cursor]);
    assert_eq!(wrong.code, 2, "{wrong:?}");
    assert!(wrong.err().contains("the cursor belongs to another query"), "{wrong:?}");
}

#[test]
fn widths_and_windows() {
    let place = Place::with_seeds();
    let narrow = ["search", "refinery OR Shahed OR coffee", "seeds", "--no-facets"];
    check(
        "widths",
        &[
            place.run(&[&narrow[..], &["--width", "80"]].concat()),
            place.run(&[&narrow[..], &["--width", "120"]].concat()),
        ],
    );
    let place = place.set("COLUMNS", "60");
    check("width-from-columns", &[place.run(&[&narrow[..], &["--limit", "1"]].concat())]);
}

#[test]
fn context_and_what_is_left_out() {
    let place = Place::with_seed_index();
    check(
        "context",
        &[
            place.run(&["search", "Kallas", "-C", "1", "--no-facets", "--width", "80"]),
            place.run(&["search", "ceasefire", "--per-article", "1", "--facet", "section", "--width", "80"]),
            place.run(&["search", "title:truce", "--no-facets", "--per-article", "1", "--width", "80"]),
        ],
    );
}

#[test]
fn order_and_match_mode() {
    let place = Place::with_seeds();
    check(
        "order",
        &[
            place.run(&["search", "ceasefire", "seeds", "-l", "--sort", "newest"]),
            place.run(&["search", "ceasefire", "seeds", "-l", "--sort", "oldest"]),
            place.run(&["search", "coffee glacier", "seeds", "-l", "--match", "any"]),
            place.run(&["search", "ceasefire", "seeds", "-l", "--limit", "1"]),
        ],
    );
}

#[test]
fn queries_from_files() {
    let place = Place::with_seeds();
    place.write("query.txt", "\"nuclear plant\"\n");
    place.write("bytes.txt", b"ceasefire\0 \xff\n");
    check(
        "query-file",
        &[
            place.run(&["search", "--query-file", "query.txt", "seeds", "-c"]),
            place.run(&["search", "--query-file", "bytes.txt", "seeds", "-c"]),
            place.run_with(&["search", "--query-file", "-", "seeds", "-c"], b"refinery"),
            place.run_with(&["search", "--query-file", "-", "-", "-c"], b"refinery"),
            place.run(&["search", "--query-file", "nowhere.txt", "seeds"]),
        ],
    );
}

#[test]
fn a_query_is_explained() {
    let place = Place::with_seed_index();
    let none = Place::empty();
    check(
        "explain",
        &[
            place.run(&[
                "search",
                "ceasefire -person:(Trump OR Putin) date:2025-03 title:\"truce talk\"",
                "--explain-query",
            ]),
            place.run(&["search", "Zaporizh* OR drnoes~1 article:{Macron^2} AND", "--explain-query"]),
            none.run(&["search", "ceasefires", "--explain-query"]),
        ],
    );
}

#[test]
fn mentions_have_reasons() {
    let place = Place::with_seeds();
    check(
        "explain-mentions",
        &[
            place.run(&["explain", "ceasefire-talks.txt#8", "seeds", "--width", "80"]),
            place.run(&["explain", "ceasefire-talks.txt", "seeds"]),
            place.run(&["explain", "ceasefire-talks.txt#99", "seeds"]),
        ],
    );
    let json = place.run(&["explain", "ceasefire-talks.txt#8", "seeds", "--json"]).json();
    assert_eq!(json["schema"], "newsidx.explained/1");
    assert_eq!(json["mentions"][0]["model"]["best"], "person");
}

#[test]
fn articles_are_shown() {
    let place = Place::with_seeds();
    check(
        "show",
        &[
            place.run(&["show", "seeds/ceasefire-talks.txt#8", "seeds", "--width", "80"]),
            place.run(&["show", "ceasefire-talks.txt#8", "seeds", "--width", "80"]),
            place.run(&["show", "wire-0098", "seeds", "--width", "80"]),
            place.run(&["show", "wire-0098#99", "seeds"]),
            place.run(&["show", "wire-9999", "seeds"]),
        ],
    );
    let json = place.run(&["show", "wire-0098#3", "seeds", "--json"]).json();
    assert_eq!((&json["schema"], &json["paragraphs"][0]["no"]), (&"newsidx.annotated/1".into(), &3.into()));
}

/// Scenario: an archive in which half of the articles say no date.
#[test]
fn dates_say_what_they_leave_out() {
    let place = Place::empty();
    let lines = [
        r#"{"id":"a","title":"First","text":"The walrus is back.","date":"21 March 2025"}"#,
        r#"{"id":"b","title":"Second","text":"The walrus is gone.","date":"March 22, 2025"}"#,
        r#"{"id":"c","title":"Third","text":"A walrus of no day."}"#,
        r#"{"id":"d","title":"Fourth","text":"A dugong of no day."}"#,
    ];
    place.write("news.jsonl", lines.join("\n"));
    place.run(&["index", "news.jsonl"]);
    check(
        "undated",
        &[
            place.run(&["search", "walrus after:2025-03-21", "--no-facets"]),
            place.run(&["search", "walrus date:\"21 March 2025\"", "-c"]),
            place.run(&["search", "date:2025 OR walrus", "-c"]),
            place.run(&["search", "walrus -date:2025", "-c"]),
            place.run(&["search", "glacier after:2025", "-c"]),
            place.run(&["facets", "year", "--within", "date:2025"]),
        ],
    );
    let page = place.run(&["search", "after:2024", "--json"]).json();
    assert_eq!(page["notes"], serde_json::json!(["2 articles without a date left out"]));
}

#[test]
fn near_spellings_are_named_where_nothing_is_found() {
    let place = Place::with_seed_index();
    let notes = |query: &str| place.run(&["search", query, "--json"]).json()["notes"].clone();
    assert_eq!(
        notes("Zaporizhzkia"),
        serde_json::json!(["near `Zaporizhzkia` in this index: Zaporizhzhia (3 paragraphs)"])
    );
    assert_eq!(
        notes("person:Macorn")[0],
        "near `person:Macorn` in this index: Emmanuel Macron (3 paragraphs), Macron (3 paragraphs)"
    );
    assert_eq!(notes("walrus"), serde_json::json!([]));
    assert_eq!(notes("Kallas ceasefrie")[0], "nothing matches `ceasefrie`");
    assert_eq!(notes("Kallas ceasefrie")[1], "near `ceasefrie` in this index: ceasefire (11 paragraphs)");
}

#[cfg(unix)]
#[test]
fn names_of_files_are_given_byte_for_byte() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let place = Place::empty();
    let (one, other) = (OsStr::from_bytes(b"news/a\xff.txt"), OsStr::from_bytes(b"news/a\xfe\x1b.txt"));
    for name in [one, other] {
        std::fs::create_dir_all(place.path("news")).unwrap();
        std::fs::write(place.work().join(name), "Walrus\n\nThe walrus is back.\n").unwrap();
    }
    place.run(&["index", "news"]);
    let ran = place.run(&["search", "walrus", "-l"]);
    assert_eq!(ran.stdout, b"news/a\xfe\x1b.txt\nnews/a\xff.txt\n", "{ran:?}");
    let ran = place.run(&["search", "walrus", "news", "-l", "-0"]);
    assert_eq!(ran.stdout, b"news/a\xfe\x1b.txt\0news/a\xff.txt\0", "{ran:?}");
    assert!(place.run(&["index", "news", "--prune"]).out().starts_with("0 added, 0 updated, 2 unchanged\n"));
}
