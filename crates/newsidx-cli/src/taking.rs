//! Taking articles in, with a word on everything that goes wrong. In: paths and an index. Out: what happened.
//! Must not know which command asks for it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use newsidx::engine::Origin;
use newsidx::read::{ArticleDefaults, Intake, ReadFailure, ReadWarning, language_code};
use newsidx::{ErrorKind, Index, IngestOptions, IngestReport, Progress, Published};

use crate::args::DefaultsArgs;
use crate::config::Configs;
use crate::failure::{Failure, Result};
use crate::faults::{Fault, Faults, Kind, Memory};
use crate::location::shown;
use crate::progress::Meter;
use crate::session::Session;

/// What happened to everything that was read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken {
    /// The counts.
    pub(crate) report: IngestReport,
    /// What could not be read, as it was told.
    pub(crate) failures: Vec<String>,
    /// What its source may want to mend, as it was told.
    pub(crate) warnings: Vec<String>,
    /// What a later run should know of what was told, where it was asked to.
    pub(crate) told: Option<Memory>,
}

/// Takes in everything behind the paths and tells on standard error what went wrong.
///
/// With a memory of what was told before, files in which the same goes wrong again get a line.
pub(crate) fn take_in(
    session: &Session,
    index: &mut Index,
    paths: &[PathBuf],
    options: &IngestOptions,
    memory: Option<Memory>,
) -> Result<Taken> {
    let meter = Meter::new(session.terminal.stderr, paths);
    let mut watch = Watch { meter, faults: Faults::new(session.talk, memory) };
    let mut intake = Intake::new(options.read.clone());
    let mut hear = |progress| {
        watch.hear(progress);
        ControlFlow::Continue(())
    };
    let mut waiting =
        |holder: &str| session.talk.note(&format!("waiting for {holder}, which is writing to this index"));
    let mut report = index.ingest(&mut intake, paths, options, &mut hear, &mut waiting);
    // Nothing was read yet: who was waited for has put another store in force.
    while report.as_ref().is_err_and(|error| matches!(error.kind(), ErrorKind::Rebuilt(_))) {
        index.reopen()?;
        report = index.ingest(&mut intake, paths, options, &mut hear, &mut waiting);
    }
    watch.meter.clear();
    watch.faults.end_file();
    let told = watch.faults.memory().cloned();
    Ok(Taken { report: report?, failures: watch.faults.failures, warnings: watch.faults.warnings, told })
}

struct Watch {
    meter: Meter,
    faults: Faults,
}

impl Watch {
    fn hear(&mut self, progress: Progress) {
        match progress {
            Progress::File(_) => {
                self.meter.clear();
                self.faults.end_file();
            }
            Progress::Articles(articles) => self.meter.articles(articles),
            Progress::Bytes(bytes) => self.meter.bytes(bytes),
            Progress::Failure(failure) => self.fault(fault_of_failure(&failure)),
            Progress::Warning(warning) => self.fault(fault_of_warning(&warning)),
            Progress::Conflict { id, first, second } => {
                let places = format!("{} and {}", place(&first), place(&second));
                let message =
                    format!("two articles have the id `{id}`: {places}; the second is kept as a newer version");
                self.fault(Fault { file: file(&second), kind: Kind::Conflict, message });
            }
            Progress::Foreign { id, owner, left_out } => {
                let message = format!(
                    "{}: left out, its path `{id}` already names the article of {}\n  hint: give it an id, or index it \
                     into an index of its own",
                    place(&left_out),
                    place(&owner)
                );
                self.fault(Fault { file: file(&left_out), kind: Kind::Foreign, message });
            }
        }
    }

    fn fault(&mut self, fault: Fault) {
        self.meter.clear();
        self.faults.hear(fault);
    }
}

/// Makes what is told of a failure.
pub(crate) fn fault_of_failure(failure: &ReadFailure) -> Fault {
    let kind = Kind::failure(&failure.kind, failure.place.line);
    Fault { file: failure.place.path.clone(), kind, message: failure.to_string() }
}

/// Makes what is told of a warning.
pub(crate) fn fault_of_warning(warning: &ReadWarning) -> Fault {
    Fault { file: warning.place.path.clone(), kind: Kind::warning(&warning.kind), message: warning.to_string() }
}

fn file(origin: &Origin) -> String {
    let file = origin.file();
    let file = if file.is_empty() { origin.path.clone() } else { shown(Path::new(&file)) };
    if file.is_empty() { "-".to_owned() } else { file }
}

/// Writes where an article was read as `path:line`.
fn place(origin: &Origin) -> String {
    let file = file(origin);
    if origin.line > 1 || origin.record.is_some() { format!("{file}:{}", origin.line) } else { file }
}

/// Reads what articles get where they say nothing themselves.
///
/// A date or language that cannot be read is an error: the articles would be without it, and no one would know.
pub(crate) fn defaults(args: &DefaultsArgs, configs: &Configs) -> Result<ArticleDefaults> {
    let lang = args.lang.clone().or_else(|| configs.get(|config| config.lang.clone()));
    Ok(ArticleDefaults {
        published: args.date.as_deref().map(published).transpose()?,
        source: args.source.clone().or_else(|| configs.get(|config| config.source.clone())),
        lang: lang.as_deref().map(language).transpose()?,
        section: args.section.clone(),
    })
}

fn published(date: &str) -> Result<Published> {
    Published::parse(date).ok_or_else(|| {
        Failure::new(format!("`{date}` is no date that can be read")).hint(
            "write year, month and day as in `2025-03-17` or `17 March 2025`; a time only as in `2025-03-17T10:00:00Z`",
        )
    })
}

fn language(tag: &str) -> Result<String> {
    language_code(tag).ok_or_else(|| {
        Failure::new(format!("`{tag}` is no language that can be read")).hint("write a code as in `en`, `uk` or `es`")
    })
}
