//! The gazetteer as a file. In: the folder of an index. Out: what lies there, and what is to lie there, whole or not.

use std::fs;
use std::io::{ErrorKind as Io, Write as _};
use std::path::Path;

use super::{Gazetteer, wrong};
use crate::error::{Error, Result};

/// The name of the file in the folder of an index.
pub(crate) const FILE: &str = "entities.txt";

/// Bytes of the longest file that is read: far more than anyone writes by hand, and a bound on what a question costs.
const LONGEST: u64 = 16 << 20;

pub(super) fn load(index: &Path) -> Result<Gazetteer> {
    let path = index.join(FILE);
    match read(&path) {
        Ok(bytes) => match std::str::from_utf8(&bytes) {
            Ok(text) => Gazetteer::parse(text.strip_prefix('\u{feff}').unwrap_or(text), &path),
            Err(error) => {
                let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = before.split(|byte| *byte == b'\n').count();
                let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
                Err(wrong(&path, (line, column), "a byte is not UTF-8"))
            }
        },
        Err(error) if error.kind() == Io::NotFound => Ok(Gazetteer::default()),
        Err(error) => Err(Error::disk("read", &path, error)),
    }
}

/// Reads a plain file; a pipe or a device in its place could be read for ever.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let data = fs::metadata(path)?;
    if !data.is_file() {
        return Err(std::io::Error::other("it is no plain file"));
    }
    if data.len() > LONGEST {
        return Err(std::io::Error::other("it is longer than 16 MiB"));
    }
    fs::read(path)
}

impl Gazetteer {
    /// Writes it beside an index and makes it durable; the caller holds the writer lock.
    pub(crate) fn save(&self, index: &Path) -> Result<()> {
        // Where the file is a link to a shared one, that one changes and the link stays.
        let own = index.join(FILE);
        let path = fs::canonicalize(&own).unwrap_or(own);
        let draft = path.with_extension("draft");
        let mut file = fs::File::create(&draft).map_err(|error| Error::disk("write", &draft, error))?;
        let written = file.write_all(self.to_string().as_bytes()).and_then(|()| file.sync_all());
        written.map_err(|error| Error::disk("write", &draft, error))?;
        fs::rename(&draft, &path).map_err(|error| Error::disk("write", &path, error))?;
        crate::state::sync_directory(index)
    }
}
