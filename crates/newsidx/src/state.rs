//! The state of an index beside its segments: which versions are retired, which files were read, which keys are one.
//!
//! In and out: one JSON file a generation. The commit of the segments names its generation, so text and state switch
//! together; a file that no commit names is garbage of a run that did not finish.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::engine::ArticleId;
use crate::entity_table::EntityTable;
use crate::error::{Error, ErrorKind, Result};

/// One version of one article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct VersionId {
    pub(crate) id: ArticleId,
    pub(crate) version: u32,
}

/// Why a version is not among the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Retirement {
    /// A newer version replaced it.
    Superseded,
    /// Its source took it back, or its file vanished.
    Withdrawn,
}

/// What was known of a file when it was last read; an unchanged file need not be read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SourceFile {
    /// The root under which its articles have their ids.
    pub(crate) root: String,
    /// The file, relative to the root.
    pub(crate) path: String,
    /// Bytes.
    pub(crate) size: u64,
    /// Nanoseconds since 1970 of the last change.
    pub(crate) modified: i64,
    /// The options that decide what is read from it.
    pub(crate) options: String,
    /// How many articles it gave.
    pub(crate) articles: u64,
    /// Whether everything in it could be read; a file with failures is read again, so that they are told again.
    pub(crate) sound: bool,
}

/// The state of one generation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    /// Counts commits.
    pub(crate) generation: u64,
    /// The last generation in which an answer may have changed; others only noted when files were read.
    pub(crate) answers: u64,
    /// Versions that are stored and not answered from.
    pub(crate) retired: BTreeMap<VersionId, Retirement>,
    /// Files by their absolute path.
    pub(crate) sources: BTreeMap<String, SourceFile>,
    /// Keys that are one entity.
    pub(crate) entities: EntityTable,
    /// The files that hold an article, where that is not just the one that its version was read from.
    pub(crate) holders: BTreeMap<ArticleId, BTreeSet<String>>,
    /// How much text is stored, for the mean length of an article.
    pub(crate) text: StoredText,
}

/// How much text is stored, retired versions included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredText {
    /// Versions of articles.
    pub(crate) versions: u64,
    /// Words of their bodies.
    pub(crate) words: u64,
}

/// The form on disk; a map cannot have a structured key in JSON.
#[derive(Serialize, Deserialize)]
struct StateFile {
    generation: u64,
    #[serde(default)]
    answers: u64,
    retired: Vec<(VersionId, Retirement)>,
    /// Named anew: older states hold another form of it under `entities`, which a rebuild makes again.
    #[serde(default)]
    entity_table: EntityTable,
    #[serde(default)]
    holders: BTreeMap<ArticleId, BTreeSet<String>>,
    text: StoredText,
}

impl State {
    /// Reads what searching needs: everything but the files.
    pub(crate) fn load(directory: &Path, generation: u64) -> Result<Self> {
        if generation == 0 {
            return Ok(Self::default());
        }
        let path = state_path(directory, generation);
        let file: StateFile = read(directory, &path)?;
        if file.generation != generation {
            let what = format!("`{}` is of generation {}", path.display(), file.generation);
            return Err(Error::new(ErrorKind::Damaged { path: directory.to_owned(), what }));
        }
        Ok(Self {
            generation: file.generation,
            answers: file.answers,
            retired: file.retired.into_iter().collect(),
            sources: BTreeMap::new(),
            entities: file.entity_table,
            holders: file.holders,
            text: file.text,
        })
    }

    /// Reads what indexing needs: the files too.
    pub(crate) fn load_with_sources(directory: &Path, generation: u64) -> Result<Self> {
        let mut state = Self::load(directory, generation)?;
        if generation > 0 {
            state.sources = read(directory, &sources_path(directory, generation))?;
        }
        Ok(state)
    }

    /// Writes the files of this generation and makes them durable; no commit names them yet.
    pub(crate) fn save(&self, directory: &Path) -> Result<()> {
        let retired = self.retired.iter().map(|(version, why)| (version.clone(), *why)).collect();
        let (entity_table, holders) = (self.entities.clone(), self.holders.clone());
        let (generation, answers) = (self.generation, self.answers);
        let file = StateFile { generation, answers, retired, entity_table, holders, text: self.text };
        write(&state_path(directory, self.generation), &file)?;
        write(&sources_path(directory, self.generation), &self.sources)
    }

    /// Removes the files of all other generations.
    pub(crate) fn remove_others(directory: &Path, generation: u64) -> Result<()> {
        let keep = [state_path(directory, generation), sources_path(directory, generation)];
        for entry in fs::read_dir(directory).map_err(|error| Error::disk("list", directory, error))? {
            let path = entry.map_err(|error| Error::disk("list", directory, error))?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if (name.starts_with("state-") || name.starts_with("sources-")) && !keep.contains(&path) {
                fs::remove_file(&path).map_err(|error| Error::disk("remove", &path, error))?;
            }
        }
        Ok(())
    }
}

fn state_path(directory: &Path, generation: u64) -> PathBuf {
    directory.join(format!("state-{generation}.json"))
}

fn sources_path(directory: &Path, generation: u64) -> PathBuf {
    directory.join(format!("sources-{generation}.json"))
}

fn read<T: for<'de> Deserialize<'de>>(directory: &Path, path: &Path) -> Result<T> {
    let damaged = |what: &str| {
        let what = format!("`{}` {what}", path.display());
        Error::new(ErrorKind::Damaged { path: directory.to_owned(), what })
            .hint("`newsidx rebuild` cannot help without it; index the sources again into a new folder")
    };
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => damaged("is gone").because(error),
        _ => Error::disk("read", path, error),
    })?;
    serde_json::from_slice(&bytes).map_err(|error| damaged("cannot be read").because(error))
}

/// Writes a file beside its name, makes it durable, and moves it into place.
pub(crate) fn write<T: Serialize>(path: &Path, value: &T) -> Result<()> {
    let bytes = serde_json::to_vec(value)
        .map_err(|error| Error::engine(format!("`{}` cannot be written", path.display())).because(error))?;
    let draft = path.with_extension("draft");
    let mut file = fs::File::create(&draft).map_err(|error| Error::disk("write", &draft, error))?;
    file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(|error| Error::disk("write", &draft, error))?;
    fs::rename(&draft, path).map_err(|error| Error::disk("write", path, error))?;
    path.parent().map_or(Ok(()), sync_directory)
}

/// Makes names durable: after a power loss a file that was only renamed may have its old name.
#[cfg(unix)]
pub(crate) fn sync_directory(directory: &Path) -> Result<()> {
    let synced = fs::File::open(directory).and_then(|folder| folder.sync_all());
    synced.map_err(|error| Error::disk("write", directory, error))
}

/// Elsewhere a folder cannot be opened as a file; names are as durable as the system makes them.
#[cfg(not(unix))]
pub(crate) fn sync_directory(_directory: &Path) -> Result<()> {
    Ok(())
}
