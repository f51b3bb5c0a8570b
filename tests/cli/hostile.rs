//! What goes wrong: queries that cannot be read, outputs that end, texts that steer terminals.

use std::io::Read as _;

use crate::place::Place;
use crate::snapshot::check;

#[test]
fn queries_that_are_refused() {
    let place = Place::with_seed_index();
    check(
        "refused",
        &[
            place.run(&["search", "spaeker:Macron ceasefire"]),
            place.run(&["search", "speaker:Macron"]),
            place.run(&["search", "ceasefire date:17/06/2024"]),
            place.run(&["search", "spaeker:Macron", "--json"]),
            place.run(&["facets", "person", "--within", "persno:Macron"]),
        ],
    );
}

#[test]
fn strict_points_at_each_repair() {
    let place = Place::with_seed_index();
    let queries =
        ["Trump AND", "(ceasefire", "“nuclear plant", "speaker:", "a:b:c", "Macron w/5 ceasefire", "!Trump", ""];
    let runs = queries.map(|query| place.run(&["search", query, "--strict"]));
    assert!(runs.iter().all(|ran| ran.code == 2), "{runs:?}");
    check("strict", &runs);
}

#[test]
fn repairs_are_told() {
    let place = Place::with_seed_index();
    let queries = ["Trump AND", "(ceasefire", "-Trump", "speaker:", "a:b:c", "https://x.org/?q=1", "OR", ""];
    check("repairs", &queries.map(|query| place.run(&["search", query, "-c"])));
}

/// Scenario 8: signs that look alike are alike.
#[test]
fn quotation_marks_and_apostrophes_are_alike() {
    let place = Place::with_seed_index();
    let numbers = |query: &str| -> Vec<u64> {
        let json = place.run(&["search", query, "--json", "--per-article", "30"]).json();
        let articles = json["articles"].as_array().unwrap();
        let paragraphs = articles.iter().flat_map(|article| article["paragraphs"].as_array().unwrap());
        paragraphs.map(|paragraph| paragraph["no"].as_u64().unwrap()).collect()
    };
    assert_eq!(numbers("“nuclear plant”"), [8, 10]);
    assert_eq!(numbers("\"nuclear plant\""), [8, 10]);
    assert_eq!(numbers("Russia’s"), numbers("Russia's"));
    assert_eq!(numbers("US"), [14, 15, 16, 27]);
    assert_eq!(numbers("U.S."), [14, 15, 16, 27]);
}

/// Scenario 8: what no command line carries comes from a file.
#[test]
fn a_megabyte_of_parentheses_is_answered_at_once() {
    let place = Place::with_seed_index();
    place.write("deep.txt", "(".repeat(1 << 20));
    place.write("long.txt", "(".repeat((1 << 20) + 1));
    for (file, code) in [("deep.txt", [0, 1, 2]), ("long.txt", [2, 2, 2])] {
        let begun = std::time::Instant::now();
        let ran = place.run(&["search", "--query-file", file]);
        assert!(code.contains(&ran.code), "{ran:?}");
        assert!(ran.err().lines().count() <= 6 && !ran.err().contains("panicked"), "{ran:?}");
        // The bound of 100 ms is for the library; a debug build on a busy machine starts more slowly.
        assert!(begun.elapsed().as_millis() < 5_000, "{:?}", begun.elapsed());
    }
}

#[test]
fn texts_do_not_steer_the_terminal() {
    let place = Place::empty();
    let line = r#"{"id":"a\u001b[31m","title":"Bad \u001b]8;;http://x\u0007 title","section":"\u009b2J","paragraphs":["before \u202eafter\u001b[2J"],"source":"wire\nname"}"#;
    place.write("bad.jsonl", line);
    let ran = place.run(&["search", "before", "bad.jsonl"]);
    let printed = ran.out() + &ran.err();
    assert!(printed.chars().all(|c| !c.is_control() || c == '\n'), "{printed:?}");
    assert!(!printed.contains('\u{202e}'), "{printed:?}");
    assert_eq!(ran.out().lines().next(), Some("Bad ]8;;http://x title"));
}

#[test]
fn json_steers_no_terminal_and_says_the_same() {
    let place = Place::empty();
    place.write("bad.txt", "Title\n\nbefore \u{202e}after\u{2066} \u{2028}end\n");
    let line = r#"{"id":"\u009b2J","title":"x","text":"before","meta":{"k":"\u0085"}}"#;
    place.write("bad.jsonl", line);
    for args in [["search", "before", "--json"], ["search", "before", "--jsonl"]] {
        let ran = place.run(&[&args[..], &["bad.txt", "bad.jsonl"]].concat());
        assert!(ran.out().chars().all(|c| !c.is_control() || c == '\n'), "{ran:?}");
        assert!(!ran.out().contains(['\u{202e}', '\u{2066}', '\u{2028}']), "{ran:?}");
    }
    let page = place.run(&["search", "before", "bad.txt", "--json"]).json();
    let text = page["articles"][0]["paragraphs"][0]["text"].as_str().unwrap();
    assert_eq!(text, "before \u{202e}after\u{2066} \u{2028}end");
}

#[test]
fn arguments_do_not_steer_the_terminal() {
    let place = Place::empty();
    let typed =
        [["search", "x", "--\u{1b}[31mno"], ["facets", "per\u{9b}son", "."], ["search", "x", "--limit=\u{1b}]8;;"]];
    for args in typed {
        let ran = place.run(&args);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err().chars().all(|c| !c.is_control() || c == '\n'), "{ran:?}");
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let place = Place::with_seeds();
    let mut child = place.command(&["search", "*", "seeds", "--limit", "50", "--per-article", "30"]).spawn().unwrap();
    drop(child.stdin.take());
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!told.contains("error") && !told.contains("panicked"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let place = Place::with_seed_index();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = place.command(&["search", "ceasefire"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("error: cannot write to standard output"));
}

#[cfg(unix)]
#[test]
fn arguments_that_are_not_utf8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let place = Place::with_seed_index();
    let query = OsStr::from_bytes(b"ceasefire \xff");
    let ran = place.run(&[OsStr::new("search"), query, OsStr::new("-c")]);
    assert_eq!((ran.out().as_str(), ran.code), ("11\n", 0), "{ran:?}");
    assert!(ran.err().starts_with("note: "), "{ran:?}");
    let path = OsStr::from_bytes(b"no\xffwhere");
    let ran = place.run(&[OsStr::new("search"), OsStr::new("ceasefire"), path]);
    assert_eq!(ran.code, 2, "{ran:?}");
}

#[test]
fn usage_errors_end_with_two() {
    let place = Place::empty();
    place.write("here.txt", "Here\n\nTrump was here.\n");
    let none: [&str; 0] = [];
    check(
        "usage",
        &[
            place.run(&none),
            place.run(&["serach", "Trump"]),
            place.run(&["search"]),
            place.run(&["search", "Trump", "--jsno"]),
            place.run(&["search", "Trump", "-0"]),
            place.run(&["search", "Trump", "--json", "-c"]),
            place.run(&["search", "Trump", "--limit", "0"]),
            place.run(&["facets", "persn"]),
            place.run(&["facets", "people"]),
            place.run(&["facets", "person", "strike"]),
            place.run(&["search", "Trump", "-C", "many"]),
            place.run(&["search", "Trump", "-i", "here.txt"]),
            place.run(&["index", "here.txt", "-i", "here.txt"]),
            place.run(&["search", "Trump"]),
            place.run(&["search", "Trump", "--date", "2025-03-17"]),
            place.run(&["search", "Trump", "nowhere"]),
            place.run(&["index", "nowhere", "-i", "missing-index", "--dry-run"]),
        ],
    );
}
