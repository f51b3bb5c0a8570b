//! Standard output. In: text and JSON. Out: bytes, or the word that nobody reads them any more.
//! Must not know what the text says.

use std::io::{self, BufWriter, Stdout, Write as _};

use serde::Serialize;

use crate::failure::{Failure, Result};

/// Writes to standard output through a buffer.
pub(crate) struct Output {
    stdout: BufWriter<Stdout>,
}

impl Output {
    pub(crate) fn new() -> Self {
        Self { stdout: BufWriter::new(io::stdout()) }
    }

    /// Writes text as it is.
    pub(crate) fn text(&mut self, text: &str) -> Result<()> {
        self.stdout.write_all(text.as_bytes()).map_err(|error| refused(&error))
    }

    /// Writes bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.stdout.write_all(bytes).map_err(|error| refused(&error))
    }

    /// Writes a value as one line of JSON.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<()> {
        let line = serde_json::to_vec(value).map_err(|error| Failure::new("cannot write JSON").because(error))?;
        self.bytes(&line)?;
        self.text("\n")
    }

    /// Hands over what is still in the buffer; without it a full disk would go unnoticed.
    pub(crate) fn flush(&mut self) -> Result<()> {
        self.stdout.flush().map_err(|error| refused(&error))
    }
}

fn refused(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::new("cannot write to standard output").because(error),
    }
}
