//! The pager. In: text longer than the screen. Out: whether a pager showed it. Must not know what the text says.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// The pager where `PAGER` names none: leaves when the text fits, keeps colours, keeps the text on the screen.
const DEFAULT: &str = "less -RFX";

/// Shows text in a pager and waits for the person to leave it; gives false where no pager can be started.
pub(crate) fn show(text: &str) -> bool {
    let chosen = std::env::var("PAGER").ok().filter(|pager| !pager.trim().is_empty());
    let chosen = chosen.unwrap_or_else(|| DEFAULT.to_owned());
    let mut words = chosen.split_whitespace();
    let Some(program) = words.next() else { return false };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        // A bare `less` would show colours as codes.
        command.env("LESS", "RFX");
    }
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut stdin) = child.stdin.take() {
        // A pager that is left before the end reads no more, and that is no fault.
        stdin.write_all(text.as_bytes()).unwrap_or_default();
    }
    child.wait().is_ok()
}
