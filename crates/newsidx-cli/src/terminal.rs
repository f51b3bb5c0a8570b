//! What the terminal can do. In: the environment and what was chosen. Out: plain values.
//! Must not know what is printed.

use std::io::{self, IsTerminal as _};

use serde::Deserialize;
use terminal_size::{Height, Width, terminal_size_of};

/// The width of text that goes to a file or a pipe.
const WIDTH: usize = 100;

/// Lines longer than this are hard to read, whatever the terminal allows.
const WIDEST: usize = 160;

/// When colour is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// When a pager is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Paging {
    /// On a terminal, where the answer is longer than the screen.
    Auto,
    /// Never.
    Never,
}

/// What standard output and standard error can do.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an ability of its own")]
pub(crate) struct Terminal {
    /// Whether standard output is a terminal.
    pub(crate) stdout: bool,
    /// Whether standard error is a terminal.
    pub(crate) stderr: bool,
    /// Columns of text.
    pub(crate) width: usize,
    /// Lines of the screen; nothing where there is none.
    pub(crate) height: Option<usize>,
    /// Whether standard output takes colour.
    pub(crate) colour: bool,
    /// Whether standard error takes colour.
    pub(crate) colour_of_talk: bool,
    /// Whether standard output takes links.
    pub(crate) links: bool,
}

impl Terminal {
    /// Finds out what the terminal of this process can do.
    pub(crate) fn find(when: Option<When>, configured: Option<When>, width: Option<u16>) -> Self {
        let (stdout, stderr) = (io::stdout().is_terminal(), io::stderr().is_terminal());
        let size = terminal_size_of(io::stdout());
        let columns = size.filter(|_| stdout).map(|(Width(columns), _)| usize::from(columns));
        let wanted = width.map(usize::from).or_else(|| number("COLUMNS")).or(columns).unwrap_or(WIDTH);
        Self {
            stdout,
            stderr,
            width: wanted.clamp(20, WIDEST),
            height: size.filter(|_| stdout).map(|(_, Height(lines))| usize::from(lines)),
            colour: takes_colour(when, configured, stdout),
            colour_of_talk: takes_colour(when, configured, stderr),
            links: stdout && knows_links(),
        }
    }
}

/// Decides on colour: the flag, then the environment, then the configuration, then whether it is a terminal.
fn takes_colour(flag: Option<When>, configured: Option<When>, terminal: bool) -> bool {
    let environment = || match (is_set("NO_COLOR"), is_set("CLICOLOR_FORCE")) {
        (true, _) => Some(When::Never),
        (false, true) => Some(When::Always),
        (false, false) => None,
    };
    match flag.or_else(environment).or(configured).unwrap_or(When::Auto) {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && !is("TERM", "dumb"),
    }
}

/// Tells whether the terminal is one of those that are known to follow OSC 8 links; others may print the codes.
fn knows_links() -> bool {
    let programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"];
    let terms = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "wezterm", "contour"];
    programs.iter().any(|program| is("TERM_PROGRAM", program))
        || terms.iter().any(|term| is("TERM", term))
        || number("VTE_VERSION").is_some_and(|version| version >= 5000)
        || ["WT_SESSION", "KONSOLE_VERSION", "DOMTERM"].iter().any(|name| is_set(name))
}

fn is(name: &str, value: &str) -> bool {
    std::env::var_os(name).is_some_and(|found| found == value)
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|found| !found.is_empty() && found != "0")
}

fn number(name: &str) -> Option<usize> {
    std::env::var(name).ok().and_then(|text| text.trim().parse().ok())
}
