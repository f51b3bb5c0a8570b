//! Taking articles in, with a word on everything that goes wrong. In: paths and an index. Out: what happened.
//! Must not know which command asks for it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use newsidx::engine::Origin;
use newsidx::read::{ArticleDefaults, Intake, language_code};
use newsidx::{Index, IngestOptions, IngestReport, Progress, Published};

use crate::args::DefaultsArgs;
use crate::config::Configs;
use crate::failure::{Failure, Result};
use crate::location::shown;
use crate::progress::Meter;
use crate::session::Session;
use crate::talk::Talk;

/// What happened to everything that was read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken {
    /// The counts.
    pub(crate) report: IngestReport,
    /// What could not be read, as it was told.
    pub(crate) failures: Vec<String>,
    /// What its source may want to mend, as it was told.
    pub(crate) warnings: Vec<String>,
}

/// Takes in everything behind the paths and tells on standard error what went wrong.
pub(crate) fn take_in(session: &Session, index: &Index, paths: &[PathBuf], options: &IngestOptions) -> Result<Taken> {
    let meter = Meter::new(session.terminal.stderr, paths);
    let mut watch = Watch { talk: session.talk, meter, taken: Taken::default() };
    let mut intake = Intake::new(options.read.clone());
    let mut hear = |progress| {
        watch.hear(progress);
        ControlFlow::Continue(())
    };
    let mut waiting =
        |holder: &str| session.talk.note(&format!("waiting for {holder}, which is writing to this index"));
    let report = index.ingest(&mut intake, paths, options, &mut hear, &mut waiting);
    watch.meter.clear();
    Ok(Taken { report: report?, ..watch.taken })
}

struct Watch {
    talk: Talk,
    meter: Meter,
    taken: Taken,
}

impl Watch {
    fn hear(&mut self, progress: Progress) {
        match progress {
            Progress::File(_) => {}
            Progress::Articles(articles) => self.meter.articles(articles),
            Progress::Bytes(bytes) => self.meter.bytes(bytes),
            Progress::Failure(failure) => self.failure(failure.to_string()),
            Progress::Warning(warning) => self.warning(warning.to_string()),
            Progress::Conflict { id, first, second } => {
                let places = format!("{} and {}", place(&first), place(&second));
                self.warning(format!("two articles have the id `{id}`: {places}; the second is kept as a newer version"));
            }
            Progress::Foreign { id, owner, left_out } => self.failure(format!(
                "{}: left out, its path `{id}` already names the article of {}\n  hint: give it an id, or index it into \
                 an index of its own",
                place(&left_out),
                place(&owner)
            )),
        }
    }

    fn failure(&mut self, message: String) {
        self.meter.clear();
        self.talk.error(&message);
        self.taken.failures.push(message);
    }

    fn warning(&mut self, message: String) {
        self.meter.clear();
        self.talk.warning(&message);
        self.taken.warnings.push(message);
    }
}

/// Writes where an article was read as `path:line`.
fn place(origin: &Origin) -> String {
    let file = origin.file();
    let file = if file.is_empty() { origin.path.clone() } else { shown(Path::new(&file)) };
    let file = if file.is_empty() { "-".to_owned() } else { file };
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
        Failure::new(format!("`{date}` is no date that can be read"))
            .hint("write year, month and day as in `2025-03-17` or `17 March 2025`; a time only as in `2025-03-17T10:00:00Z`")
    })
}

fn language(tag: &str) -> Result<String> {
    language_code(tag).ok_or_else(|| {
        Failure::new(format!("`{tag}` is no language that can be read")).hint("write a code as in `en`, `uk` or `es`")
    })
}
