//! Snapshots. In: what commands did. Out: nothing, or a panic that shows the difference.
//!
//! What differs between runs is made alike first: the folder, times, hashes, sizes on disk, scores.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::place::Ran;

/// Compares what commands did with `snapshots/NAME.txt`.
pub(crate) fn check(name: &str, runs: &[Ran]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cli/snapshots").join(format!("{name}.txt"));
    let found: String = runs.iter().map(|ran| normal(&written(ran), &ran.root)).collect();
    if std::env::var_os("NEWSIDX_BLESS").is_some() {
        fs::write(&path, &found).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if found != expected {
        let at = found.lines().zip(expected.lines()).take_while(|(found, expected)| found == expected).count();
        let line = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").to_owned();
        panic!(
            "`{name}` differs at line {}\nexpected: {}\nfound:    {}\n\n{found}\nNEWSIDX_BLESS=1 writes it anew",
            at + 1,
            line(&expected),
            line(&found)
        );
    }
}

/// Writes the command, both outputs and the exit code.
fn written(ran: &Ran) -> String {
    let mut text = format!("$ {}\n", ran.typed);
    for (name, bytes) in [("stdout", &ran.stdout), ("stderr", &ran.stderr)] {
        if !bytes.is_empty() {
            let shown = readable(&String::from_utf8_lossy(bytes));
            writeln!(text, "--- {name}\n{shown}").unwrap();
        }
    }
    format!("{text}--- exit {}\n\n", ran.code)
}

/// Shows codes and NUL, and spreads JSON over lines.
fn readable(output: &str) -> String {
    let lines = output.strip_suffix('\n').map_or_else(|| format!("{output}(no line end)"), str::to_owned);
    let line = |line: &str| match serde_json::from_str::<serde_json::Value>(line) {
        Ok(value) if value.is_object() => serde_json::to_string_pretty(&value).unwrap(),
        _ => line.replace('\u{1b}', "␛").replace('\0', "␀"),
    };
    lines.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn normal(text: &str, root: &Path) -> String {
    let text = text.replace(&root.display().to_string(), "DIR");
    text.lines().map(|line| sizes(&times(&hashes(&scores(line)))).trim_end().to_owned() + "\n").collect()
}

/// Replaces runs of 16 or 32 hexadecimal digits.
fn hashes(line: &str) -> String {
    let is_hash = |run: &str| matches!(run.len(), 16 | 32) && run.bytes().all(|byte| byte.is_ascii_hexdigit());
    pieces(line).map(|piece| if is_hash(piece) { "HASH" } else { piece }).collect()
}

/// Splits a line into runs of letters and digits, and what stands between.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let same = |c: char| c.is_alphanumeric() == first.is_alphanumeric();
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

fn scores(line: &str) -> String {
    match line.split_once("\"score\": ") {
        Some((before, number)) => {
            let after = number.trim_start_matches(|c: char| c.is_ascii_digit() || ".e-".contains(c));
            format!("{before}\"score\": N{after}")
        }
        None => line.to_owned(),
    }
}

fn times(line: &str) -> String {
    before_unit(line, " ms")
}

fn sizes(line: &str) -> String {
    // How much was read again depends on how long ago the files were written.
    if line.trim_start().starts_with("\"bytes\": ") {
        return line.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',').to_owned() + "N";
    }
    before_unit(&before_unit(line, " kB"), " MB")
}

/// Replaces the number before a unit.
fn before_unit(line: &str, unit: &str) -> String {
    let Some((number, after)) = line.split_once(unit) else { return line.to_owned() };
    let before = number.trim_end_matches(|c: char| c.is_ascii_digit() || ",.".contains(c));
    if before == number {
        line.to_owned()
    } else {
        format!("{}N{unit}{after}", before.trim_end_matches(' ').to_owned() + " ")
    }
}
