//! The index that a command asks. In: paths, or none. Out: an open index: one that was made before, one from the cache
//! that is brought up to date, or one that is forgotten afterwards. Must not know what is asked.

use std::path::{Path, PathBuf};

use newsidx::read::{ArticleDefaults, ReadOptions};
use newsidx::{ErrorKind, Index, IngestOptions, Vanished};
use tempfile::TempDir;

use crate::args::ask::ReadingArgs;
use crate::cache;
use crate::failure::{Failure, Result};
use crate::location::shown;
use crate::session::Session;
use crate::taking::{Taken, defaults, take_in};

/// An open index.
pub(crate) struct Opened {
    /// The index.
    pub(crate) index: Index,
    /// Whether all that was asked for could be read.
    pub(crate) intake: Soundness,
    /// Removed when the command ends; stands after the index, which is closed first.
    _forgotten: Option<TempDir>,
}

/// Whether all of the input could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Soundness {
    /// All of it.
    Sound,
    /// Something failed, and was told.
    Failed,
}

/// Opens the index that answers for these paths; without paths the one that is found.
pub(crate) fn open(session: &Session, paths: &[PathBuf], reading: &ReadingArgs) -> Result<Opened> {
    if paths.is_empty() {
        return open_made(session, reading);
    }
    if session.names_index() {
        return Err(Failure::new("`--index` and PATH do not go together").hint("an index is asked without PATH"));
    }
    let options = IngestOptions {
        read: ReadOptions { defaults: defaults(&reading.defaults, &session.configs)?, ..ReadOptions::default() },
        vanished: Vanished::Withdraw,
        ..IngestOptions::default()
    };
    let kept = if reading.no_cache { None } else { open_kept(session, paths, &options)? };
    kept.map_or_else(|| open_forgotten(session, paths, &options), Ok)
}

fn open_made(session: &Session, reading: &ReadingArgs) -> Result<Opened> {
    if reading.defaults.any() || reading.no_cache {
        return Err(Failure::new("`--date`, `--source`, `--lang`, `--section` and `--no-cache` need a PATH")
            .hint("they say how files are read; an index has read its own already"));
    }
    let index = Index::open(session.index_to_ask()?.directory)?;
    Ok(Opened { index, intake: Soundness::Sound, _forgotten: None })
}

/// Opens the index that the cache keeps for the paths; gives nothing where none can be kept.
fn open_kept(session: &Session, paths: &[PathBuf], options: &IngestOptions) -> Result<Option<Opened>> {
    if paths.iter().any(|path| path.as_os_str() == "-") {
        return Ok(None);
    }
    let Some((directory, label)) = cache::place(paths, &options.read.defaults)? else { return Ok(None) };
    let folder = cache::index_in(&directory);
    let is_new = !Index::is_at(&folder);
    let mut index = match open_or_remake(&directory, &folder) {
        Ok(index) => index,
        Err(failure) => return without_cache(session, failure),
    };
    cache::sign(&directory, &label)?;
    if is_new {
        let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        session.talk.note(&format!("keeping an index of {} in {}", names.join(", "), shown(&directory)));
    }
    let taken = take_in(session, &mut index, paths, options, Some(cache::told_before(&directory)))?;
    cache::remember(&directory, taken.told.as_ref())?;
    Ok(Some(Opened { index, intake: soundness(&taken), _forgotten: None }))
}

/// Opens an index of the cache; one that is damaged or of another format is made anew, for nothing in it is lost.
fn open_or_remake(directory: &Path, folder: &Path) -> Result<Index> {
    match Index::builder().open_or_create(folder) {
        Err(error) if matches!(error.kind(), ErrorKind::Format { .. } | ErrorKind::Damaged { .. }) => {
            cache::remove(directory)?;
            Ok(Index::create(folder)?)
        }
        opened => Ok(opened?),
    }
}

/// A cache that cannot be written must not keep a person from an answer.
fn without_cache(session: &Session, failure: Failure) -> Result<Option<Opened>> {
    match failure {
        Failure::Told(told) => {
            let because = told.causes.first().map_or_else(String::new, |cause| format!(" ({cause})"));
            session.talk.note(&format!("keeping no index: {}{because}", told.message));
            Ok(None)
        }
        Failure::Closed => Err(Failure::Closed),
    }
}

fn open_forgotten(session: &Session, paths: &[PathBuf], options: &IngestOptions) -> Result<Opened> {
    let (mut index, forgotten) = forgotten()?;
    let taken = take_in(session, &mut index, paths, options, None)?;
    Ok(Opened { index, intake: soundness(&taken), _forgotten: Some(forgotten) })
}

/// Makes an index that is removed together with its guard.
pub(crate) fn forgotten() -> Result<(Index, TempDir)> {
    let folder = tempfile::Builder::new().prefix("newsidx-").tempdir();
    let folder = folder.map_err(|error| Failure::disk("make a folder in", &std::env::temp_dir(), &error))?;
    Ok((Index::create(folder.path().join("index"))?, folder))
}

/// Reads the defaults for a command that reads files without an index.
pub(crate) fn soundness(taken: &Taken) -> Soundness {
    if taken.report.failed > 0 { Soundness::Failed } else { Soundness::Sound }
}

/// Gives the options of reading with these defaults.
pub(crate) fn read_options(defaults: ArticleDefaults) -> ReadOptions {
    ReadOptions { defaults, ..ReadOptions::default() }
}
