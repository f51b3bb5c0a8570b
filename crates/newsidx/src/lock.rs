//! One writer at a time. In: an index folder. Out: a guard, or who holds it and since when.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use newsidx_text::{CivilDay, Published};

use crate::error::{Error, ErrorKind, Result};

const LOCK_FILE: &str = "writer.lock";

/// How often a waiting writer looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Holds the right to write; the operating system takes it back when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock, waiting at most `patience`; `waiting` is told once who holds it.
    pub(crate) fn take(index: &Path, patience: Duration, waiting: &mut dyn FnMut(&str)) -> Result<Self> {
        let path = index.join(LOCK_FILE);
        let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = options.map_err(|error| Error::disk("write", &path, error))?;
        let start = Instant::now();
        let mut told = false;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(Error::disk("lock", &path, error)),
                Err(TryLockError::WouldBlock) => {
                    let holder = holder(&path);
                    if start.elapsed() >= patience {
                        let hint = "wait for it to end, or give a longer `--wait`; searching needs no lock";
                        return Err(Error::new(ErrorKind::Busy { path: index.to_owned(), holder }).hint(hint));
                    }
                    if !told {
                        waiting(&holder);
                        told = true;
                    }
                    std::thread::sleep(LOOK_AGAIN);
                }
            }
        }
        sign(&mut file).map_err(|error| Error::disk("write", &path, error))?;
        Ok(Self { _file: file })
    }
}

/// Writes who holds the lock, for others to read.
fn sign(file: &mut File) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "process {} since {}", std::process::id(), now())?;
    file.flush()
}

fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64);
    let published =
        Published { day: CivilDay(seconds.div_euclid(86_400)), instant: Some(seconds), offset_minutes: Some(0) };
    published.to_string()
}

fn holder(path: &Path) -> String {
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(200).read_to_string(&mut text));
    match read {
        Ok(_) if !text.trim().is_empty() => text.trim().to_owned(),
        // Who holds it is said for people; that someone does is known anyway.
        _ => "another process".to_owned(),
    }
}
