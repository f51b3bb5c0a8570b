//! Rules of the source tree that no lint holds.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on fails, and one that cannot run says so"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// A file of the tree: its path from the root, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn is_under(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }

    fn is_test(&self) -> bool {
        self.path.split('/').any(|part| part == "tests" || part == "tests.rs")
    }

    /// The text before the tests that stand in the file itself.
    fn code(&self) -> &str {
        self.text.split("#[cfg(test)]").next().unwrap()
    }
}

/// Gives all files with an extension, without what cargo and git keep.
fn files(extension: &str) -> Vec<Source> {
    let root = root();
    let (mut found, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let is_kept = !name.starts_with('.') && name != "target";
            if path.is_dir() && is_kept {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                found.push(Source { path, text });
            }
        }
    }
    assert!(!found.is_empty(), "no `.{extension}` below {}", root.display());
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Fails with every place that breaks a rule.
fn check(rule: &str, faults: impl IntoIterator<Item = String>) {
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

/// Gives the lines that hold one of some words, as `path:line: text`.
fn lines_with<'a>(sources: impl Iterator<Item = &'a Source>, words: &[&str], code_alone: bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let text = if code_alone { source.code() } else { &source.text };
        for (no, line) in text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{}: {}", source.path, no + 1, line.trim()));
            }
        }
    }
    found
}

#[test]
fn only_the_embedded_engine_knows_tantivy() {
    let sources = files("rs");
    let rest = sources
        .iter()
        .filter(|source| !source.is_under(&["crates/newsidx/src/embedded/", "benches/", "tests/tidy.rs"]));
    // A comment may say what tantivy does where the reason for our own way is told; code may not.
    let named = lines_with(rest, &["tantivy"], false);
    let code = named.into_iter().filter(|line| !line.splitn(3, ": ").last().is_some_and(|text| text.starts_with("//")));
    check("tantivy is named in its room alone", code);
}

#[test]
fn only_the_segmenters_know_unicode_segmentation() {
    let sources = files("rs");
    let allowed =
        ["crates/newsidx-text/src/word.rs", "crates/newsidx-text/src/sentence.rs", "benches/", "tests/tidy.rs"];
    let rest = sources.iter().filter(|source| !source.is_under(&allowed));
    check("unicode_segmentation is named in the segmenters alone", lines_with(rest, &["unicode_segmentation"], false));
}

#[test]
fn libraries_do_not_speak() {
    let sources = files("rs");
    let libraries = sources
        .iter()
        .filter(|source| source.is_under(&["crates/newsidx/src/", "crates/newsidx-text/src/"]) && !source.is_test());
    let words =
        ["println!", "print!(", "eprintln!", "eprint!", "std::env::", "env::var", "process::exit", "std::process::"];
    let spoken = lines_with(libraries, &words, true);
    // Whoever waits for the lock is told which process holds it.
    let spoken = spoken.into_iter().filter(|line| !line.contains("std::process::id()") && !line.contains(": //"));
    check("libraries neither print, nor exit, nor read the environment", spoken);
}

#[test]
fn files_say_what_they_are_and_are_short() {
    let mut faults = Vec::new();
    for source in files("rs") {
        let (lines, most) = (source.text.lines().count(), if source.is_test() { 700 } else { 500 });
        let head = source.text.lines().find(|line| !line.starts_with("#!["));
        if !head.is_some_and(|line| line.starts_with("//! ")) {
            faults.push(format!("{}: no `//!` header", source.path));
        }
        if lines > most {
            faults.push(format!("{}: {lines} lines, {most} at most", source.path));
        }
    }
    check("a file is one idea with a header", faults);
}

#[test]
fn nothing_is_left_undone() {
    let sources = files("rs");
    let rest = sources.iter().filter(|source| source.path != "tests/tidy.rs");
    check(
        "nothing is left undone",
        lines_with(rest, &["TODO", "FIXME", "XXX", "dbg!", "unimplemented!", "todo!("], false),
    );
}

#[test]
fn names_say_something() {
    let nothing = ["utils", "util", "helpers", "helper", "common", "misc", "v2", "stuff"];
    let sources = files("rs");
    let named = sources.iter().filter(|source| {
        let mut parts = source.path.trim_end_matches(".rs").split('/');
        parts.any(|part| nothing.contains(&part))
    });
    check("no module has a name that says nothing", named.map(|source| source.path.clone()));
}

#[test]
fn data_is_sorted_and_explained() {
    let mut faults = Vec::new();
    let mut folders = BTreeSet::new();
    for source in files("txt").into_iter().filter(|source| source.path.starts_with("crates/")) {
        let Some((folder, _)) = source.path.split_once("/data/") else { continue };
        folders.insert(format!("{folder}/data"));
        let lines: Vec<&str> = source.text.lines().collect();
        let unsorted = lines.windows(2).find(|pair| pair[0] >= pair[1]);
        faults.extend(unsorted.map(|pair| format!("{}: `{}` stands after `{}`", source.path, pair[1], pair[0])));
        if lines.is_empty() || !source.text.ends_with('\n') {
            faults.push(format!("{}: empty, or its last line does not end", source.path));
        }
    }
    assert!(folders.len() >= 2, "{folders:?}");
    let readmes = folders.iter().map(|folder| format!("{folder}/README.md"));
    faults.extend(readmes.filter(|readme| !root().join(readme).is_file()).map(|readme| format!("{readme}: not there")));
    check("data is sorted, each line once, beside a README", faults);
}

/// Every code span of the page that names a crate, a module or a file of ours names one that is there.
#[test]
fn the_architecture_is_true() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut faults = Vec::new();
    let mut looked_at = 0;
    let mut crate_name = String::new();
    for line in page.lines() {
        let first_cell = line.strip_prefix("| ").and_then(|row| row.split(" | ").next());
        for span in line.split('`').skip(1).step_by(2) {
            let is_path =
                ["crates/", "tests/", "benches/", "fuzz/", "docs/"].iter().any(|folder| span.starts_with(folder));
            if is_path {
                looked_at += 1;
                let there = root().join(span).exists() || root().join(format!("{span}.rs")).exists();
                faults.extend((!there).then(|| format!("`{span}` is not there")));
            }
        }
        for span in first_cell.iter().flat_map(|cell| cell.split('`').skip(1).step_by(2)) {
            let module = match span.split_once("::") {
                Some((name, module)) => {
                    crate_name = name.to_owned();
                    module
                }
                None if root().join("crates").join(span).is_dir() => continue,
                None => span,
            };
            looked_at += 1;
            let place = root().join("crates").join(&crate_name).join("src").join(module);
            let there = place.is_dir() || place.with_extension("rs").is_file();
            faults.extend((!there).then(|| format!("`{crate_name}` has no `{module}`")));
        }
    }
    assert!(looked_at > 20, "the page has another form");
    for entry in fs::read_dir(root().join("crates")).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        faults.extend((!page.contains(&format!("`{name}"))).then(|| format!("`{name}` is not told of")));
    }
    check("ARCHITECTURE.md is true", faults);
}

#[test]
fn the_changelog_has_this_version() {
    let changes = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    let heading = format!("## {}", env!("CARGO_PKG_VERSION"));
    assert!(changes.lines().any(|line| line == heading || line.starts_with(&format!("{heading} "))), "no `{heading}`");
}

/// Gives a version as numbers that compare.
fn version(text: &str) -> Vec<u64> {
    let mut numbers: Vec<u64> = text.split('.').map(|number| number.parse().unwrap_or(0)).collect();
    numbers.resize(3, 0);
    numbers
}

#[test]
fn dependencies_build_with_the_oldest_rust() {
    let ours = env!("CARGO_PKG_RUST_VERSION");
    let cargo = |arguments: &[&str]| Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().unwrap();
    let host = cargo(&["-vV"]);
    let host = String::from_utf8(host.stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = cargo(&["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host]);
    if !output.status.success() {
        eprintln!("skipped: cargo metadata is not available: {}", String::from_utf8_lossy(&output.stderr).trim());
        return;
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let resolved: BTreeSet<&str> =
        metadata["resolve"]["nodes"].as_array().unwrap().iter().filter_map(|node| node["id"].as_str()).collect();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 20, "that is not all");
    let needed = packages.iter().filter(|package| package["id"].as_str().is_some_and(|id| resolved.contains(id)));
    let newer = needed.filter_map(|package| {
        let wanted = package["rust_version"].as_str()?;
        (version(wanted) > version(ours)).then(|| format!("{} wants Rust {wanted}", package["name"]))
    });
    check(&format!("every dependency builds with Rust {ours}"), newer);
}
