//! `newsidx index`: what is taken in, what is not, and what is told of it.

use std::fs;

use crate::place::Place;
use crate::snapshot::check;

#[test]
fn indexing_twice_changes_nothing() {
    let place = Place::with_seeds();
    let first = place.run(&["index", "seeds"]);
    let before = place.run(&["search", "ceasefire", "--json"]);
    let second = place.run(&["index", "seeds"]);
    let after = place.run(&["search", "ceasefire", "--json"]);
    assert_eq!(before.out(), after.out());
    check("index-twice", &[first, second, place.run(&["stats"]), place.run(&["index", "seeds", "--json"])]);
}

#[test]
fn dry_runs_write_nothing() {
    let place = Place::with_seeds();
    let dry = place.run(&["index", "seeds", "--dry-run"]);
    assert!(!place.path(".newsidx").exists());
    place.run(&["index", "seeds"]);
    place.write("seeds/new.txt", "New\n\nA new paragraph on a walrus.\n");
    fs::remove_file(place.path("seeds/sample/articles/penang-haze.txt")).unwrap();
    check(
        "dry-run",
        &[
            dry,
            place.run(&["index", "seeds", "--dry-run", "--prune"]),
            place.run(&["search", "walrus", "-c"]),
            place.run(&["index", "seeds", "--prune"]),
            place.run(&["search", "walrus", "-c"]),
            place.run(&["search", "Penang haze", "-c"]),
            place.run(&["index", "seeds", "--prune"]),
        ],
    );
}

#[test]
fn an_update_is_one_version_more() {
    let place = Place::with_seeds();
    place.run(&["index", "seeds/ceasefire-talks.txt"]);
    let text = fs::read_to_string(place.path("seeds/ceasefire-talks.txt")).unwrap();
    place.write("seeds/ceasefire-talks.txt", text.replace("Kaja Kallas", "Walrus Kallas"));
    check(
        "update",
        &[
            place.run(&["index", "seeds/ceasefire-talks.txt"]),
            place.run(&["search", "walrus", "-c"]),
            place.run(&["search", "Kaja", "-c"]),
            place.run(&["stats"]),
            place.run(&["rebuild"]),
            place.run(&["search", "walrus", "-c"]),
        ],
    );
}

#[test]
fn two_articles_with_one_id_are_named() {
    let place = Place::empty();
    place.write("a.jsonl", "{\"id\":\"x\",\"title\":\"First\",\"text\":\"The first article.\"}\n");
    place.write(
        "b.jsonl",
        "{\"id\":\"y\",\"title\":\"Other\"}\n{\"id\":\"x\",\"title\":\"Second\",\"text\":\"The second article.\"}\n",
    );
    check(
        "conflict",
        &[
            place.run(&["index", "a.jsonl", "b.jsonl"]),
            place.run(&["search", "article", "--no-facets"]),
            place.run(&["index", "a.jsonl", "b.jsonl", "--strict"]),
        ],
    );
}

#[test]
fn nothing_read_is_lost_in_silence() {
    let place = Place::empty();
    place.write("news/good.txt", "Good\n\nA paragraph on a walrus.\n");
    place.write("news/bad.txt", b"Bad\n\nThis is \xff not UTF-8.\n");
    place.write("news/empty.txt", "");
    place.write(
        "news/mixed.jsonl",
        "{\"title\":\"One\",\"text\":\"Walrus.\",\"date\":\"someday\"}\n{\"title\": 3}\nnot json\n",
    );
    place.write("news/picture.png", "PNG");
    place.write("news/README.md", "About the news.");
    check(
        "failed-and-skipped",
        &[
            place.run(&["index", "news"]),
            place.run(&["search", "walrus", "-c"]),
            place.run(&["search", "walrus", "news", "-c"]),
            place.run(&["search", "walrus", "news", "-q"]),
            place.run(&["search", "dugong", "news", "-q"]),
            place.run(&["index", "news", "--json"]),
            place.run(&["index", "news/picture.png"]),
        ],
    );
}

#[test]
fn warnings_count_when_strict() {
    let place = Place::empty();
    place.write("a.jsonl", "{\"title\":\"One\",\"text\":\"Walrus.\",\"date\":\"someday\"}\n");
    assert_eq!(place.run(&["index", "a.jsonl"]).code, 0);
    let strict = place.run(&["index", "a.jsonl", "--strict"]);
    assert_eq!(strict.code, 2, "{strict:?}");
    assert!(strict.err().contains("warning: a.jsonl:1: unreadable date in `date`: `someday`"), "{strict:?}");
}

#[test]
fn defaults_apply_where_the_article_is_silent() {
    let place = Place::with_seeds();
    let wrong = place.run(&["index", "seeds", "--date", "someday"]);
    assert!(!place.path(".newsidx").exists());
    let lang = place.run(&["index", "seeds", "--lang", "English"]);
    let args = ["index", "seeds", "--date", "2025-03-17", "--source", "demo", "--section", "Demo", "--lang", "en"];
    check("defaults", &[wrong, lang, place.run(&args), place.run(&["search", "Kallas OR glacier", "--no-facets"])]);
}

#[test]
fn a_second_writer_waits_with_a_clear_word() {
    let place = Place::with_seed_index();
    let lock = fs::OpenOptions::new().read(true).write(true).open(place.path(".newsidx/writer.lock")).unwrap();
    lock.lock().unwrap();
    let ran = place.run(&["index", "seed.txt", "--wait", "0"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err().contains("is being written by process ") && ran.err().contains(" since "), "{ran:?}");
    let found = place.run(&["search", "Zaporizhzhia", "-c"]);
    assert_eq!((found.out().as_str(), found.code), ("3\n", 0));
    let waiting = place.command(&["index", "seed.txt", "--wait", "60"]).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(700));
    lock.unlock().unwrap();
    let output = waiting.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("note: waiting for process "));
}

#[test]
fn standard_input_is_read() {
    let place = Place::empty();
    let article = b"Walruses return\n\nThe walrus came back in March.\n";
    check(
        "standard-input",
        &[
            place.run_with(&["index", "-"], article),
            place.run_with(&["index", "-"], article),
            place.run_with(&["search", "walrus", "-"], article),
            place.run_with(&["annotate", "-"], article),
            place.run_with(&["index", "-"], b"{\"title\":\"A\",\"text\":\"Dugong.\"}\n"),
        ],
    );
}

#[cfg(unix)]
#[test]
fn an_index_is_private() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = Place::with_seed_index();
    let mode = fs::metadata(place.path(".newsidx")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

/// A file of a million bad lines is told in a few, the first time and the next.
#[test]
fn faults_are_told_few_and_once() {
    let place = Place::empty();
    let lines = "{\"title\": 3}\n".repeat(25);
    place.write("news/bad.jsonl", format!("{lines}not json\n{{\"title\":\"One\",\"text\":\"Walrus.\"}}\n"));
    place.write("news/day.jsonl", "{\"title\":\"Two\",\"text\":\"Walrus.\",\"date\":\"someday\"}\n");
    let first = place.run(&["search", "walrus", "news", "-c"]);
    let again = place.run(&["search", "walrus", "news", "-c"]);
    let quiet = place.run(&["search", "dugong", "news", "-q"]);
    place.write("news/bad.jsonl", "not json\n{\"title\":\"One\",\"text\":\"Walrus.\"}\n");
    let changed = place.run(&["search", "walrus", "news", "-c"]);
    check("faults", &[first, again, quiet, changed, place.run(&["annotate", "news/bad.jsonl"])]);
    let report = place.run(&["index", "news", "--json"]).json();
    assert_eq!((&report["failed"], &report["warned"]), (&1.into(), &1.into()));
}

/// Who waits for the lock through a rebuild goes on with the index as it is then.
#[test]
fn a_writer_that_waited_for_a_rebuild_goes_on() {
    let place = Place::with_seed_index();
    place.write("new.txt", "New\n\nA paragraph on a walrus.\n");
    let lock = fs::OpenOptions::new().read(true).write(true).open(place.path(".newsidx/writer.lock")).unwrap();
    lock.lock().unwrap();
    let rebuilding = place.command(&["rebuild"]).spawn().unwrap();
    let waiting = [place.command(&["index", "new.txt"]).spawn().unwrap(), rebuilding];
    std::thread::sleep(std::time::Duration::from_millis(700));
    lock.unlock().unwrap();
    for child in waiting {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(place.run(&["search", "walrus", "-c"]).out(), "1\n");
}
