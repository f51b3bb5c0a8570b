//! Who is at fault when the engine fails. In: the engine's errors and panics. Out: ours, saying what to mend.

use std::io::ErrorKind as Io;
use std::panic::AssertUnwindSafe;
use std::path::Path;

use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::{Index, TantivyError};

use super::directory::Folder;
use super::{HINT, SEGMENTS, whole_index};
use crate::error::{Error, ErrorKind, Result};

/// Says what could not be done, with the engine's word as its cause.
pub(super) fn failed(what: &str, error: TantivyError) -> Error {
    Error::engine(what).because(error).hint(HINT)
}

/// Runs what asks the engine of a store, and says of its failures whether the disk or the index is at fault.
///
/// tantivy panics on some damaged files, where a caller must hear of the damage instead.
pub(super) fn guarded<T>(store: &Path, ask: impl FnOnce() -> Result<T>) -> Result<T> {
    match std::panic::catch_unwind(AssertUnwindSafe(ask)) {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(at_fault(store, error)),
        Err(panic) => {
            let word = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
            let what = format!("reading it broke off: {}", word.unwrap_or("no reason was given"));
            Err(if is_whole(store) { Error::engine(what).hint(HINT) } else { damaged(store, what).hint(HINT) })
        }
    }
}

/// Tells whether every file of the last commit is as it was written.
fn is_whole(store: &Path) -> bool {
    let segments = store.join(SEGMENTS);
    let check = || {
        let index = Index::open(Folder::open(&segments)?)?;
        Ok::<_, TantivyError>(whole_index::damaged_files(&index, &segments))
    };
    matches!(std::panic::catch_unwind(AssertUnwindSafe(check)), Ok(Ok(Ok(faults))) if faults.is_empty())
}

fn damaged(store: &Path, what: String) -> Error {
    Error::new(ErrorKind::Damaged { path: store.to_owned(), what })
}

/// Gives an error of the engine the kind that its cause has; other errors are as they were.
pub(super) fn at_fault(store: &Path, error: Error) -> Error {
    let cause = std::error::Error::source(&error).and_then(|cause| cause.downcast_ref::<TantivyError>());
    let kind = match (error.kind(), cause) {
        (ErrorKind::Engine(what), Some(cause)) => kind_of(store, what, cause),
        _ => None,
    };
    match kind {
        Some(kind) => error.of_kind(kind),
        None => error,
    }
}

fn kind_of(store: &Path, what: &str, cause: &TantivyError) -> Option<ErrorKind> {
    let disk = |doing, file: &Path| ErrorKind::Disk { path: store.join(SEGMENTS).join(file), doing };
    let damaged = || ErrorKind::Damaged { path: store.to_owned(), what: format!("{what}: {cause}") };
    match cause {
        TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_))
        | TantivyError::DeserializeError(_) => Some(damaged()),
        TantivyError::OpenReadError(OpenReadError::IoError { filepath, .. }) => Some(disk("read", filepath)),
        TantivyError::OpenWriteError(OpenWriteError::IoError { filepath, .. }) => Some(disk("write", filepath)),
        TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { directory_path, .. }) => {
            Some(ErrorKind::Disk { path: directory_path.clone(), doing: "open" })
        }
        TantivyError::LockFailure(LockError::IoError(_), _) => Some(disk("write in", Path::new(""))),
        // What ends too early or reads as nonsense was written otherwise; the rest is the disk's.
        TantivyError::IoError(error) => match error.kind() {
            Io::UnexpectedEof | Io::InvalidData | Io::InvalidInput => Some(damaged()),
            Io::Other => None,
            _ => Some(disk("use", Path::new(""))),
        },
        _ => None,
    }
}
