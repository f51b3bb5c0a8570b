//! `newsidx index`. In: paths. Out: an index that holds them, and a report. Must not know how articles are read.

use std::path::Path;
use std::time::Duration;

use newsidx::{Index, IngestOptions, IngestReport, Vanished, Writing};
use serde::Serialize;

use super::Outcome;
use crate::args::index::IndexArgs;
use crate::failure::Result;
use crate::location::{Location, Why, shown};
use crate::opened::{forgotten, read_options};
use crate::session::Session;
use crate::taking::{Taken, defaults, take_in};

/// The report as JSON.
#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    index: String,
    dry_run: bool,
    #[serde(flatten)]
    counts: &'a IngestReport,
    failures: &'a [String],
    warnings: &'a [String],
}

pub(super) fn run(session: &mut Session, args: &IndexArgs) -> Result<Outcome> {
    let location = session.index_to_write()?;
    let options = options(session, args)?;
    let taken = take(session, args, &location, &options)?;
    if args.json {
        let (index, dry_run) = (location.directory.display().to_string(), args.dry_run);
        let Taken { report: counts, failures, warnings, .. } = &taken;
        session.out.json(&Report { schema: "newsidx.index/1", index, dry_run, counts, failures, warnings })?;
    } else {
        tell(session, args, &location, &taken.report)?;
    }
    let doubtful = args.strict && (taken.report.conflicts > 0 || !taken.warnings.is_empty());
    Ok(if taken.report.failed > 0 || doubtful { Outcome::Trouble } else { Outcome::Found })
}

fn options(session: &Session, args: &IndexArgs) -> Result<IngestOptions> {
    Ok(IngestOptions {
        read: read_options(defaults(&args.defaults, &session.configs)?),
        vanished: if args.prune { Vanished::Withdraw } else { Vanished::Keep },
        writing: if args.dry_run { Writing::DryRun } else { Writing::Commit },
    })
}

/// Takes the articles in; a dry run makes no folder, also where there is no index yet.
fn take(session: &Session, args: &IndexArgs, location: &Location, options: &IngestOptions) -> Result<Taken> {
    if args.dry_run && !Index::is_at(&location.directory) {
        let (mut index, _guard) = forgotten()?;
        return take_in(session, &mut index, &args.paths, options, None);
    }
    let builder = Index::builder().memory(args.memory as usize * 1_000_000).patience(Duration::from_secs(args.wait));
    let mut index = builder.open_or_create(&location.directory)?;
    take_in(session, &mut index, &args.paths, options, None)
}

fn tell(session: &mut Session, args: &IndexArgs, location: &Location, report: &IngestReport) -> Result<()> {
    let counts = if args.dry_run { would(report) } else { did(report) };
    session.out.text(&format!("{counts}\nindex: {}{}\n", shown(&location.directory), reason(location)))?;
    session.out.flush()?;
    if report.kept > 0 {
        let files = if report.kept == 1 { "1 file" } else { &format!("{} files", report.kept) };
        session.talk.note(&format!("nothing was withdrawn of {files} that could not be read whole"));
    }
    for (reason, count) in &report.skipped {
        session.talk.note(&format!("{count} skipped: {reason}"));
    }
    Ok(())
}

fn reason(location: &Location) -> String {
    match location.why {
        Why::Flag | Why::Nearest => String::new(),
        _ if shown(&location.directory) == shown(Path::new(crate::location::FOLDER)) => String::new(),
        _ => format!(" ({})", location.why),
    }
}

fn did(report: &IngestReport) -> String {
    let counts = format!("{} added, {} updated, {} unchanged", report.added, report.updated, report.unchanged);
    counts + &rest(report, "withdrawn")
}

fn would(report: &IngestReport) -> String {
    let counts = format!("would add {}, would update {}, {} unchanged", report.added, report.updated, report.unchanged);
    counts + &rest(report, "to withdraw")
}

/// Names the counts that are mostly zero only where they are not.
fn rest(report: &IngestReport, withdrawn: &str) -> String {
    let counts = [(report.withdrawn, withdrawn), (report.skipped.values().sum(), "skipped"), (report.failed, "failed")];
    let named = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
    named.collect::<Vec<_>>().concat()
}
