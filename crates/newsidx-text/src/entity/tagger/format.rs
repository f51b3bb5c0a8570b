//! What the files of the model have in common. In: bytes. Out: their body, or why they are refused.

use std::fmt;

/// Why bytes are refused as a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Broken {
    /// The bytes are no such file at all.
    Foreign,
    /// The file was written for another version of the program.
    Version {
        /// The version that the file states.
        found: u8,
        /// The version that is read.
        read: u8,
    },
    /// The file has been cut or changed: its parts do not have the stated sizes.
    Cut,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("this is no file of the entity model, hint: train one with `newsidx-train`"),
            Self::Version { found, read } => {
                write!(f, "the entity model is of version {found}, version {read} is read, hint: train it again")
            }
            Self::Cut => f.write_str("the entity model is cut short or damaged, hint: copy it again"),
        }
    }
}

impl std::error::Error for Broken {}

/// Checks magic and version; gives what follows the first eight bytes.
pub(super) fn start_of(bytes: &[u8], magic: [u8; 4], version: u8) -> Result<&[u8], Broken> {
    let (head, body) = bytes.split_at_checked(8).ok_or(Broken::Foreign)?;
    match head {
        [a, b, c, d, found, ..] if [*a, *b, *c, *d] == magic => {
            if *found == version {
                Ok(body)
            } else {
                Err(Broken::Version { found: *found, read: version })
            }
        }
        _ => Err(Broken::Foreign),
    }
}

/// Reads four bytes at an offset.
#[inline]
pub(super) fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}
