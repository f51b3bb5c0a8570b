//! What comes out of an intake: events as a person would list them.

use std::fs;

use proptest::prelude::*;

use super::*;
use crate::read::{ArticleDefaults, language_code};

/// Prints an event on one line.
fn line(event: &Event) -> String {
    match event {
        Event::File(file) => format!("file {} {}", file.name, file.size),
        Event::Article(read) => format!("{} {:?} {}", read.item_id, read.origin.bytes, read.article.title),
        Event::Failure(failure) => format!("failure {}: {}", failure.place.line.unwrap_or(0), failure.kind),
        Event::Warning(warning) => format!("warning {}: {}", warning.place.line.unwrap_or(0), warning.kind),
        Event::Skipped(skipped) => format!("skipped {}", skipped.reason),
    }
}

fn events(intake: &Intake, name: &str, bytes: &[u8]) -> Vec<Event> {
    let mut found = Vec::new();
    let flow = intake.read(name, bytes, &mut |event| {
        found.push(event);
        Decision::Read
    });
    assert_eq!(flow, ControlFlow::Continue(()));
    found
}

fn check(name: &str, input: &str, expected: &[&str]) {
    let found: Vec<String> =
        events(&Intake::new(ReadOptions::default()), name, input.as_bytes()).iter().map(line).collect();
    assert_eq!(found, expected, "reading `{input}`");
}

#[test]
fn streams_are_read_by_name_or_by_their_first_byte() {
    check("a.txt", "Title\n\nOne.", &["a.txt 0..11 Title"]);
    check("-", "Title\n\nOne.", &["- 0..11 Title"]);
    check("-", "\n\n {\"title\":\"T\"}", &["-#1 2..16 T"]);
    check("-", "\u{feff}{\"title\":\"T\"}", &["-#1 3..16 T"]);
    check("-", "", &["failure 0: no text"]);
    check("a.pdf", "%PDF", &["failure 0: form not read: `.pdf`"]);
    check("LICENSE", "MIT", &["failure 0: form not read: the name has no extension"]);
}

#[test]
fn one_bad_line_costs_one_article() {
    check(
        "a.jsonl",
        "{\"title\":\"A\"}\n{\"title\":\n\n{\"title\":\"C\",\"id\":7}\r\n",
        &["a.jsonl#1 0..13 A", "failure 2: column 9: unexpected end of JSON", "7 25..45 C"],
    );
    check("a.jsonl", "[1]\n{\"title\":\"B\"}", &["failure 1: expected an object, found an array", "a.jsonl#2 4..17 B"]);
    check("a.jsonl", "{\n\"title\":\"A\"\n}", &["failure 0: a JSON value over several lines"]);
    check("a.jsonl", "[{\n\"title\":\"A\"\n}]", &["failure 0: a JSON value over several lines"]);
    check("a.jsonl", "\n \n", &["failure 0: no text"]);
    check("a.jsonl", "{\"title\":\"A\"}x", &["failure 1: column 14: something after the end of the record"]);
    check("a.jsonl", "{\"title\":\"A\u{0}\tB\"}", &["warning 1: 2 control characters left out", "a.jsonl#1 0..16 A B"]);
    check("a.jsonl", "{\"title\":\"A\\u0000B\"}", &["warning 1: 1 control character left out", "a.jsonl#1 0..20 AB"]);
    check("a.jsonl", "{\"title\":\"\\ud800\"}", &["failure 1: column 17: an escape of half a character"]);
}

#[test]
fn bad_bytes_in_a_line_are_refused_with_their_place() {
    let found = events(&Intake::new(ReadOptions::default()), "a.jsonl", b"{\"title\":\"A\"}\n{\"title\":\"\xE9\"}");
    let Some(Event::Failure(failure)) = found.last() else { panic!("{found:?}") };
    assert_eq!(failure.place, Place::at("a.jsonl", 2, 24));
    assert_eq!(
        failure.to_string(),
        "a.jsonl:2: invalid UTF-8 at byte 11 of the line\n  \
         hint: convert it first, for example with `iconv -f WINDOWS-1252 -t UTF-8`"
    );
}

#[test]
fn a_line_beyond_the_limit_is_passed_over() {
    let intake = Intake::new(ReadOptions { max_article_bytes: 20, ..ReadOptions::default() });
    let long = format!("{{\"title\":\"{}\"}}\n{{\"title\":\"B\"}}", "a".repeat(100_000));
    let found: Vec<String> = events(&intake, "a.jsonl", long.as_bytes()).iter().map(line).collect();
    assert_eq!(found, ["failure 1: article larger than 20 bytes", "a.jsonl#2 100013..100026 B"]);
}

#[test]
fn files_are_announced_and_answered() -> io::Result<()> {
    let root = tempfile::tempdir()?;
    for (name, content) in [
        ("a.jsonl", "{\"title\":\"A1\"}\n{\"title\":\"A2\"}\n"),
        ("b.txt", "B"),
        ("c.PDF", "%"),
        ("d.txt", ""),
        ("e.txt", "E"),
    ] {
        fs::write(root.path().join(name), content)?;
    }
    let run = |answer: &dyn Fn(&str) -> Decision| {
        let mut found = Vec::new();
        let _stopped = Intake::new(ReadOptions::default()).run(&[root.path().to_owned()], &mut |event| {
            found.push(line(&event));
            answer(&line(&event))
        });
        found.join(", ")
    };
    let skipped = "skipped form not read: `.pdf`, file d.txt 0";
    assert_eq!(
        run(&|_| Decision::Read),
        format!(
            "file a.jsonl 30, a.jsonl#1 0..14 A1, a.jsonl#2 15..29 A2, file b.txt 1, b.txt 0..1 B, {skipped}, \
             failure 0: no text, file e.txt 1, e.txt 0..1 E"
        )
    );
    assert_eq!(
        run(&|line| if line.ends_with("A1") || line.starts_with("file b") { Decision::Skip } else { Decision::Read }),
        format!(
            "file a.jsonl 30, a.jsonl#1 0..14 A1, file b.txt 1, {skipped}, failure 0: no text, file e.txt 1, \
             e.txt 0..1 E"
        )
    );
    assert_eq!(
        run(&|line| if line.starts_with("file b") { Decision::Stop } else { Decision::Read }),
        "file a.jsonl 30, a.jsonl#1 0..14 A1, a.jsonl#2 15..29 A2, file b.txt 1"
    );
    Ok(())
}

#[test]
fn a_file_that_vanishes_or_turns_into_a_directory_is_a_failure() -> io::Result<()> {
    let root = tempfile::tempdir()?;
    let paths = ["a.txt", "b.txt", "c.txt"].map(|name| root.path().join(name));
    paths.iter().try_for_each(|path| fs::write(path, "x"))?;
    let mut found = Vec::new();
    let _finished = Intake::new(ReadOptions::default()).run(&[root.path().to_owned()], &mut |event| {
        if let Event::File(file) = &event {
            let change = match file.name.as_str() {
                "a.txt" => fs::remove_file(&file.path),
                "b.txt" => fs::remove_file(&file.path).and_then(|()| fs::create_dir(&file.path)),
                _ => fs::write(&file.path, "grown"),
            };
            assert!(change.is_ok(), "{change:?}");
        } else {
            found.push(line(&event));
        }
        Decision::Read
    });
    assert_eq!(
        found,
        ["failure 0: no such file or directory", "failure 0: cannot be read: is a directory", "c.txt 0..5 grown"]
    );
    Ok(())
}

#[test]
fn standard_input_is_read_once() {
    let mut intake = Intake::new(ReadOptions::default()).with_standard_input(&b"T\n\nOne."[..]);
    let mut found = Vec::new();
    let _finished = intake.run(&["-".into(), "-".into()], &mut |event| {
        found.push(line(&event));
        Decision::Read
    });
    assert_eq!(found, ["- 0..7 T"]);
}

#[test]
fn defaults_count_in_the_fingerprint() {
    let defaults = ArticleDefaults { lang: language_code("en"), ..ArticleDefaults::default() };
    let read = |defaults: ArticleDefaults| {
        let intake = Intake::new(ReadOptions { defaults, ..ReadOptions::default() });
        events(&intake, "a.txt", b"T").pop()
    };
    let (Some(Event::Article(bare)), Some(Event::Article(given))) = (read(ArticleDefaults::default()), read(defaults))
    else {
        panic!("two articles")
    };
    assert_eq!((bare.article.lang, given.article.lang), (None, Some("en".to_owned())));
    assert_ne!(bare.fingerprint, given.fingerprint);
}

proptest! {
    #[test]
    fn any_bytes_are_told_of_under_any_name(
        name in prop_oneof!["a.txt", "a.jsonl", "-"],
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        prop_assert!(!events(&Intake::new(ReadOptions::default()), &name, &bytes).is_empty());
    }

    #[test]
    fn every_line_that_is_not_blank_is_one_article_or_one_failure(
        lines in proptest::collection::vec("(\\{\"title\":\"a\"\\}|\\{\"title\": ?|[\\[\\]{}\",:a-c0-9 ]{0,12})", 1..8),
    ) {
        // A lone bracket on the first line is taken for a value over several lines, and said once.
        let input = format!("{{\"title\":\"first\"}}\n{}", lines.join("\n"));
        let found = events(&Intake::new(ReadOptions::default()), "a.jsonl", input.as_bytes());
        let told = found.iter().filter(|event| matches!(event, Event::Article(_) | Event::Failure(_))).count();
        prop_assert_eq!(told, input.lines().filter(|line| !line.trim().is_empty()).count());
    }
}
