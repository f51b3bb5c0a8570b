//! Indexes kept for paths that are searched without an index step. In: paths and defaults. Out: a folder for them.
//! Must not know how an index is filled or asked.
//!
//! Each lies in a folder named by a hash of the paths and the defaults, beside `paths.json`, which says what it is for,
//! and `told.json`, which says what was told of files that could not be read whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use newsidx::read::ArticleDefaults;
use serde::{Deserialize, Serialize};

use crate::failure::{Failure, Result};
use crate::faults::Memory;
use crate::location;

/// What an index in the cache is for.
const LABEL: &str = "paths.json";

/// What was told of files that could not be read whole.
const TOLD: &str = "told.json";

/// The folder of the index itself.
const INDEX: &str = "index";

/// What a folder of the cache holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Label {
    /// The paths, absolute.
    pub(crate) paths: Vec<String>,
    /// What articles were given that do not say it themselves.
    pub(crate) defaults: Vec<String>,
}

/// A folder of the cache.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Where it lies.
    pub(crate) directory: PathBuf,
    /// What it is for; nothing where that cannot be read.
    pub(crate) label: Option<Label>,
    /// Bytes on disk.
    pub(crate) bytes: u64,
}

/// Gives the folder of the index for these paths; nothing where they cannot be kept, as one that is not there cannot.
pub(crate) fn place(paths: &[PathBuf], defaults: &ArticleDefaults) -> Result<Option<(PathBuf, Label)>> {
    let resolved: io::Result<Vec<PathBuf>> = paths.iter().map(fs::canonicalize).collect();
    let Ok(mut resolved) = resolved else { return Ok(None) };
    resolved.sort();
    resolved.dedup();
    // The length keeps two lists of paths from being written alike.
    let mut named = Vec::new();
    for path in &resolved {
        // The bytes and not the text: two names that are no UTF-8 may look alike.
        let bytes = path.as_os_str().as_encoded_bytes();
        named.extend_from_slice(format!("{}:", bytes.len()).as_bytes());
        named.extend_from_slice(bytes);
    }
    named.extend_from_slice(format!("{defaults:?}").as_bytes());
    let name = format!("{:032x}", xxhash_rust::xxh3::xxh3_128(&named));
    let paths = resolved.iter().map(|path| path.display().to_string()).collect();
    let label = Label { paths, defaults: in_words(defaults) };
    Ok(Some((location::cache_directory()?.join(name), label)))
}

fn in_words(defaults: &ArticleDefaults) -> Vec<String> {
    let ArticleDefaults { published, source, lang, section } = defaults;
    let date = published.map(|published| published.to_string());
    let known =
        [("date", date.as_ref()), ("source", source.as_ref()), ("lang", lang.as_ref()), ("section", section.as_ref())];
    known.iter().filter_map(|(name, value)| Some(format!("{name} {}", (*value)?))).collect()
}

/// Gives the folder of the index in a folder of the cache.
pub(crate) fn index_in(directory: &Path) -> PathBuf {
    directory.join(INDEX)
}

/// Writes down what a folder of the cache is for.
pub(crate) fn sign(directory: &Path, label: &Label) -> Result<()> {
    write(&directory.join(LABEL), label)
}

/// Gives what an earlier run told of files; what cannot be read was not told.
pub(crate) fn told_before(directory: &Path) -> Memory {
    let text = fs::read(directory.join(TOLD)).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

/// Keeps what was told of files, so that a later run can say it in a line.
pub(crate) fn remember(directory: &Path, told: Option<&Memory>) -> Result<()> {
    match told {
        Some(told) if *told != told_before(directory) => write(&directory.join(TOLD), told),
        _ => Ok(()),
    }
}

fn write(path: &Path, value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_vec(value).map_err(|error| Failure::new("cannot write JSON").because(error))?;
    fs::write(path, text).map_err(|error| Failure::disk("write", path, &error))
}

/// Lists the folders of the cache, sorted by the paths they are for.
pub(crate) fn entries() -> Result<Vec<Entry>> {
    let cache = location::cache_directory()?;
    let listed = match fs::read_dir(&cache) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed.map_err(|error| Failure::disk("list", &cache, &error))?,
    };
    let mut entries = Vec::new();
    for entry in listed {
        let directory = entry.map_err(|error| Failure::disk("list", &cache, &error))?.path();
        if is_ours(&directory) {
            let label = fs::read(directory.join(LABEL)).ok().and_then(|text| serde_json::from_slice(&text).ok());
            entries.push(Entry { bytes: bytes_below(&directory), label, directory });
        }
    }
    let order = |entry: &Entry| {
        let told = entry.label.as_ref().map(|label| (label.paths.clone(), label.defaults.clone()));
        (told, entry.directory.clone())
    };
    entries.sort_by_cached_key(order);
    Ok(entries)
}

/// Tells whether a folder is one that this module makes; nothing else is ever removed.
fn is_ours(directory: &Path) -> bool {
    let name = directory.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    // Only what an index of ours lies in, or nothing at all, may ever be removed.
    let empty = fs::read_dir(directory).is_ok_and(|mut entries| entries.next().is_none());
    name.len() == 32 && name.bytes().all(hex) && (directory.join("index").is_dir() || empty)
}

/// Removes a folder of the cache.
pub(crate) fn remove(directory: &Path) -> Result<()> {
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::disk("remove", directory, &error)),
        _ => Ok(()),
    }
}

/// Adds up the files below a folder; what vanishes meanwhile counts nothing.
fn bytes_below(directory: &Path) -> u64 {
    let Ok(listed) = fs::read_dir(directory) else { return 0 };
    let size = |entry: fs::DirEntry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => bytes_below(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    };
    listed.flatten().map(size).sum()
}
