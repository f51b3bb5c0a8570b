//! Standard output. In: text and JSON. Out: bytes, or the word that nobody reads them any more.
//! Must not know what the text says.

use std::io::{self, BufWriter, Stdout, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use crate::failure::{Failure, Result};
use crate::present::paint::shown;

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

    /// Writes a value as one line of JSON; what steers a terminal stands in it as `\u009b`, which reads as the same data.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<()> {
        let mut line = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut line, Harmless);
        value.serialize(&mut serializer).map_err(|error| Failure::new("cannot write JSON").because(error))?;
        self.bytes(&line)?;
        self.text("\n")
    }

    /// Hands over what is still in the buffer; without it a full disk would go unnoticed.
    pub(crate) fn flush(&mut self) -> Result<()> {
        self.stdout.flush().map_err(|error| refused(&error))
    }
}

/// Compact JSON in which characters that steer a terminal are escaped.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut written = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| shown(*c) != Some(*c)) {
            writer.write_all(fragment.get(written..at).unwrap_or_default().as_bytes())?;
            write!(writer, "\\u{:04x}", u32::from(c))?;
            written = at + c.len_utf8();
        }
        writer.write_all(fragment.get(written..).unwrap_or_default().as_bytes())
    }
}

fn refused(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::new("cannot write to standard output").because(error),
    }
}
