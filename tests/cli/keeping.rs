//! The commands about newsidx itself: help, completions, manual pages, statistics, doctor.

use std::fs;

use crate::place::Place;
use crate::snapshot::check;

const COMMANDS: [&str; 13] = [
    "search",
    "index",
    "facets",
    "show",
    "explain",
    "annotate",
    "entity",
    "stats",
    "rebuild",
    "cache",
    "doctor",
    "completions",
    "man",
];

#[test]
fn help_begins_with_examples() {
    let place = Place::empty();
    for command in COMMANDS {
        let ran = place.run(&[command, "--help"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out().starts_with("Examples:\n  "), "{}", ran.out());
    }
    check("help", &[place.run(&["--help"]), place.run(&["search", "--help"])]);
}

/// The examples of the help are run, so that none of them goes stale.
#[cfg(unix)]
#[test]
fn examples_run() {
    let place = Place::with_seeds();
    place.run(&["index", "seeds"]);
    for command in ["search", "index", "facets", "show", "annotate", "entity", "stats", "rebuild", "doctor"] {
        let help = place.run(&[command, "--help"]).out();
        let examples = help.lines().skip(1).take_while(|line| !line.is_empty());
        examples.map(str::trim).for_each(|example| example_runs(&place, example));
    }
}

/// Those of the README run in their order, the index that some of them ask being made by one before.
#[cfg(unix)]
#[test]
fn examples_of_the_readme_run() {
    let place = Place::with_seeds();
    let readme = fs::read_to_string(crate::place::seeds().join("../README.md")).unwrap();
    let blocks = readme.split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix("sh\n"));
    let examples: Vec<&str> =
        blocks.flat_map(str::lines).map(str::trim).filter(|line| line.starts_with("newsidx ")).collect();
    assert!(examples.len() > 10, "{examples:?}");
    examples.into_iter().for_each(|example| example_runs(&place, example));
}

#[cfg(unix)]
fn example_runs(place: &Place, example: &str) {
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_newsidx")).parent().unwrap().to_owned();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = std::process::Command::new("sh");
    let like = place.command(&["--version"]);
    let environment = like.get_envs().filter_map(|(name, value)| Some((name, value?)));
    shell.args(["-c", example]).current_dir(place.path("")).envs(environment).env("PATH", &path);
    let output = shell.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{example}\n{output:?}");
}

#[test]
fn completions_and_pages_are_made() {
    let place = Place::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = place.run(&["completions", shell]);
        assert!(ran.code == 0 && ran.out().contains("newsidx") && ran.out().contains("annotate"), "{shell}");
    }
    let page = place.run(&["man"]).out();
    assert!(page.contains(".TH newsidx 1"), "{page}");
    assert_eq!(place.run(&["man", "--dir", "pages"]).code, 0);
    for command in COMMANDS {
        assert!(place.path(&format!("pages/newsidx-{command}.1")).is_file(), "{command}");
    }
}

#[test]
fn statistics_as_json() {
    let place = Place::with_seed_index();
    let json = place.run(&["stats", "--json"]).json();
    assert_eq!(json["schema"], "newsidx.statistics/1");
    assert_eq!((&json["articles"], &json["paragraphs"]), (&1.into(), &29.into()));
    assert_eq!(json["days"], serde_json::json!(["2025-03-17", "2025-03-17"]));
}

#[test]
fn the_doctor_says_what_is_found() {
    let place = Place::with_seed_index();
    let none = Place::empty();
    let sound = place.run(&["doctor"]);
    fs::write(place.path(".newsidx/newsidx-index.json"), "damaged").unwrap();
    check("doctor", &[sound, place.run(&["doctor"]), none.run(&["doctor"])]);
}
