//! What makes a folder an index. In: a folder. Out: its format, checked, and the store that is in force.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::state;

/// The file that marks a folder as an index; readers of articles stay out of such folders.
pub(crate) const MANIFEST: &str = "newsidx-index.json";

/// The version of the folder's own layout. 1: a manifest that names the store in force.
const FORMAT: u32 = 1;

/// The contents of the manifest.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The layout of the folder.
    pub(crate) format: u32,
    /// The format of the segments, which `rebuild` can bring up.
    pub(crate) segments: u32,
    /// The folder of the store in force.
    pub(crate) store: String,
    /// The program that wrote it.
    pub(crate) written_by: String,
}

/// What manifests of all formats share.
#[derive(Deserialize)]
struct Form {
    format: u32,
}

impl Manifest {
    /// Names a store by its number.
    pub(crate) fn of_store(number: u32, segments: u32) -> Self {
        let written_by = format!("newsidx {}", env!("CARGO_PKG_VERSION"));
        Self { format: FORMAT, segments, store: format!("store-{number}"), written_by }
    }

    /// Tells whether a folder is an index.
    pub(crate) fn is_in(directory: &Path) -> bool {
        directory.join(MANIFEST).is_file()
    }

    /// Reads the manifest of an index and refuses formats that this program does not know.
    pub(crate) fn read(directory: &Path) -> Result<Self> {
        let path = directory.join(MANIFEST);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let hint = "`newsidx index PATH` makes one; `newsidx search QUERY PATH` needs none";
                return Err(Error::new(ErrorKind::NoIndex(directory.to_owned())).hint(hint));
            }
            Err(error) => return Err(Error::disk("read", &path, error)),
        };
        let damaged = |what: &str| {
            Error::new(ErrorKind::Damaged { path: directory.to_owned(), what: format!("`{MANIFEST}` {what}") })
        };
        // Of another format only this is known, that it says which one it is.
        let Form { format } =
            serde_json::from_slice(&bytes).map_err(|error| damaged("cannot be read").because(error))?;
        if format != FORMAT {
            return Err(Self::unreadable(directory, format, FORMAT));
        }
        let manifest: Self =
            serde_json::from_slice(&bytes).map_err(|error| damaged("cannot be read").because(error))?;
        if !manifest.store.starts_with("store-") || manifest.store.contains(['/', '\\']) {
            return Err(damaged("names no store"));
        }
        Ok(manifest)
    }

    /// Refuses segments of another format.
    pub(crate) fn check_segments(&self, directory: &Path, readable: u32) -> Result<()> {
        if self.segments == readable { Ok(()) } else { Err(Self::unreadable(directory, self.segments, readable)) }
    }

    /// Refuses segments that a newer program wrote: their stored text may be told otherwise.
    pub(crate) fn check_rebuildable(&self, directory: &Path, readable: u32) -> Result<()> {
        if self.segments <= readable { Ok(()) } else { Err(Self::unreadable(directory, self.segments, readable)) }
    }

    fn unreadable(directory: &Path, found: u32, readable: u32) -> Error {
        let kind =
            ErrorKind::Format { path: directory.to_owned(), found: found.to_string(), readable: readable.to_string() };
        Error::new(kind).hint("`newsidx rebuild` with the newer of the two programs brings an index up to its format")
    }

    /// Puts the manifest in force, in one step.
    pub(crate) fn write(&self, directory: &Path) -> Result<()> {
        state::write(&directory.join(MANIFEST), self)
    }

    /// Gives the folder of the store in force.
    pub(crate) fn store_in(&self, directory: &Path) -> PathBuf {
        directory.join(&self.store)
    }
}
