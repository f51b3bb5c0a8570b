//! The folder of the segments, as the engine sees it. In: a folder. Out: its files, also where only reading is allowed.
//!
//! tantivy takes a lock, and so makes a file, even to read: it keeps a writer in another process from removing what is
//! being opened. Where the folder cannot be written, nothing is locked; should a writer with more rights remove a file
//! meanwhile, the snapshot that was being read is of an old commit, and is read again (`Snapshot::load`).

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

/// A folder on disk; clones share what it remembers.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    files: MmapDirectory,
    refused: Refused,
}

/// The first write that the disk refused: the engine's workers report only that they stopped.
type Refused = Arc<Mutex<Option<(PathBuf, io::Error)>>>;

impl Folder {
    pub(super) fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { files: MmapDirectory::open(path)?, refused: Refused::default() })
    }

    /// Gives the first write that was refused since the last question, with its file.
    pub(super) fn take_refusal(&self) -> Option<(PathBuf, io::Error)> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Remembers an outcome when it is a refusal, and passes it on.
fn noted<T>(refused: &Refused, path: &Path, outcome: io::Result<T>) -> io::Result<T> {
    outcome.inspect_err(|error| {
        // The system's code is all that can be copied of an error, and all that tells a full disk.
        let copy = error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error);
        let mut first = refused.lock().unwrap_or_else(PoisonError::into_inner);
        first.get_or_insert_with(|| (path.to_owned(), copy));
    })
}

/// A file being written that remembers what is refused.
struct Watched {
    file: WritePtr,
    path: PathBuf,
    refused: Refused,
}

impl Write for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        noted(&self.refused, &self.path, self.file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        noted(&self.refused, &self.path, self.file.flush())
    }
}

impl TerminatingWrite for Watched {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        noted(&self.refused, &self.path, self.file.terminate_ref(token))
    }
}

/// Tells whether an error says that this process may only read here.
fn forbids_writing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

impl Directory for Folder {
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.files.acquire_lock(lock) {
            Err(LockError::IoError(error)) if lock.filepath == META_LOCK.filepath && forbids_writing(&error) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            outcome => outcome,
        }
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let watched =
            Watched { file: self.files.open_write(path)?, path: path.to_owned(), refused: Arc::clone(&self.refused) };
        Ok(BufWriter::new(Box::new(watched)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        noted(&self.refused, path, self.files.atomic_write(path, data))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(watch_callback)
    }
}
