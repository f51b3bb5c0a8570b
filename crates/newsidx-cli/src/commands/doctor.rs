//! `newsidx doctor`. In: this machine. Out: what newsidx finds on it, and what is wrong. Must not mend anything.

use std::path::Path;

use newsidx::Index;

use super::Outcome;
use crate::cache;
use crate::config::ConfigFile;
use crate::failure::{Failure, Result};
use crate::location::{self, Location, shown};
use crate::present::amount::{amount, bytes};
use crate::session::Session;

/// What was found: lines of a name and a value, and whether all is well.
struct Findings {
    lines: Vec<String>,
    sound: bool,
}

impl Findings {
    fn add(&mut self, name: &str, value: &str) {
        self.lines.push(format!("{name:<14}{value}\n"));
    }

    fn wrong(&mut self, name: &str, value: &str) {
        self.sound = false;
        self.add(name, value);
    }
}

pub(super) fn run(session: &mut Session) -> Result<Outcome> {
    let mut findings = Findings { lines: Vec::new(), sound: true };
    findings.add("newsidx", env!("CARGO_PKG_VERSION"));
    match session.index_to_ask() {
        Ok(location) => index(&mut findings, &location),
        Err(failure) => findings.add("index", &in_words(&failure)),
    }
    configuration(&mut findings, session);
    kept(&mut findings);
    terminal(&mut findings, session);
    session.out.text(&findings.lines.concat())?;
    Ok(if findings.sound { Outcome::Found } else { Outcome::Trouble })
}

fn index(findings: &mut Findings, location: &Location) {
    findings.add("index", &format!("{} ({})", shown(&location.directory), location.why));
    match Index::open(&location.directory) {
        Ok(index) => opened(findings, &index),
        Err(error) => findings.wrong("", &in_words(&error.into())),
    }
    if location.directory.is_dir() {
        findings.add("", if is_writable(&location.directory) { "can be written" } else { "cannot be written" });
    }
}

fn opened(findings: &mut Findings, index: &Index) {
    match index.statistics() {
        Ok(held) => {
            let (articles, paragraphs) = (amount(held.articles, "article"), amount(held.paragraphs, "paragraph"));
            findings.add("", &format!("{articles}, {paragraphs}, {}", bytes(held.bytes)));
        }
        Err(error) => findings.wrong("", &in_words(&error.into())),
    }
    match index.gazetteer() {
        Ok(gazetteer) => match gazetteer.statements().count() as u64 {
            0 => {}
            said => findings.add("", &format!("entities.txt: {}", amount(said, "statement"))),
        },
        Err(error) => findings.wrong("", &in_words(&error.into())),
    }
    match index.verify() {
        Ok(faults) if faults.is_empty() => findings.add("", "read whole: sound"),
        Ok(faults) => faults.iter().for_each(|fault| findings.wrong("", fault)),
        Err(error) => findings.wrong("", &in_words(&error.into())),
    }
}

/// Tries it: permissions alone do not tell what a file system allows.
fn is_writable(directory: &Path) -> bool {
    tempfile::Builder::new().prefix(".newsidx-doctor-").tempfile_in(directory).is_ok()
}

fn configuration(findings: &mut Findings, session: &Session) {
    let path = |file: &Option<ConfigFile>| file.as_ref().map_or_else(|| "none".to_owned(), |file| shown(&file.path));
    findings.add("configuration", &format!("project: {}", path(&session.configs.project)));
    findings.add("", &format!("user: {}", path(&session.configs.user)));
}

fn kept(findings: &mut Findings) {
    match (location::cache_directory(), cache::entries()) {
        (Ok(cache), Ok(entries)) => {
            let size = bytes(entries.iter().map(|entry| entry.bytes).sum());
            findings.add("cache", &format!("{} ({} kept, {size})", cache.display(), entries.len()));
        }
        (Err(failure), _) | (_, Err(failure)) => findings.wrong("cache", &in_words(&failure)),
    }
}

fn terminal(findings: &mut Findings, session: &Session) {
    let terminal = &session.terminal;
    let yes = |value: bool| if value { "yes" } else { "no" };
    let (out, err) = (yes(terminal.stdout), yes(terminal.stderr));
    findings.add("terminal", &format!("on stdout: {out}, on stderr: {err}, {} columns", terminal.width));
    findings.add("", &format!("colour: {}, links: {}", yes(terminal.colour), yes(terminal.links)));
}

fn in_words(failure: &Failure) -> String {
    match failure {
        Failure::Closed => "closed".to_owned(),
        Failure::Told(told) => {
            let hint = told.hint.as_ref().map_or_else(String::new, |hint| format!("; {hint}"));
            format!("{}{hint}", told.message)
        }
    }
}
