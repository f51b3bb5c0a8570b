//! Standard error: what is told beside the answer. In: notes, warnings, errors. Out: lines, `error: ...` first.
//! Must not know what is written to standard output.

use std::io::{self, Write as _};

use crate::failure::Told;
use crate::present::paint::{Paint, printable};

/// Tells a person what the answer itself does not say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Talk {
    paint: Paint,
    loudness: Loudness,
}

/// What is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Loudness {
    /// Everything.
    #[default]
    All,
    /// Only what went wrong.
    Errors,
}

impl Talk {
    pub(crate) fn new(paint: Paint) -> Self {
        Self { paint, loudness: Loudness::All }
    }

    /// Talks without colour, before the terminal is known.
    pub(crate) fn plain() -> Self {
        Self::new(Paint::default())
    }

    /// Keeps quiet about everything but errors.
    pub(crate) fn errors_only(self) -> Self {
        Self { loudness: Loudness::Errors, ..self }
    }

    /// Tells what a person should know.
    pub(crate) fn note(self, message: &str) {
        self.say("note", message);
    }

    /// Tells what the answer was made from, in a line without a label.
    pub(crate) fn remark(self, message: &str) {
        if self.loudness == Loudness::All {
            Self::line(&printable(message));
        }
    }

    /// Tells what a person may want to mend.
    pub(crate) fn warning(self, message: &str) {
        self.say("warning", message);
    }

    /// Tells what went wrong while the rest goes on.
    pub(crate) fn error(self, message: &str) {
        self.say("error", message);
    }

    /// Tells why the command ends.
    pub(crate) fn failure(self, told: &Told) {
        self.error(&told.message);
        if let Some(caret) = &told.caret {
            for line in caret.lines() {
                Self::line(&format!("  {line}"));
            }
        }
        for cause in &told.causes {
            Self::line(&format!("  because: {}", printable(cause)));
        }
        if let Some(hint) = &told.hint {
            Self::line(&format!("  hint: {}", printable(hint)));
        }
    }

    /// Writes a line as it is.
    pub(crate) fn line(line: &str) {
        Self::raw(&format!("{line}\n"));
    }

    /// Writes to standard error at once.
    pub(crate) fn raw(text: &str) {
        // Where standard error is gone there is no one left to tell, and the answer goes on without it.
        io::stderr().lock().write_all(text.as_bytes()).unwrap_or_default();
    }

    fn say(self, kind: &str, message: &str) {
        if self.loudness == Loudness::Errors && kind != "error" {
            return;
        }
        let mut lines = message.lines();
        let first = printable(lines.next().unwrap_or_default());
        Self::line(&format!("{} {first}", self.paint.label(kind)));
        for line in lines {
            Self::line(&printable(line));
        }
    }
}
