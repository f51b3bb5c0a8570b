//! The arguments of the commands about newsidx itself: `stats`, `cache`, `completions`, `man`. In: the command line.
//! Out: plain values. Must not know what they do.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use clap_complete::Shell;

/// Say what an index holds
#[derive(Args, Debug)]
#[command(before_long_help = "Examples:\n  newsidx stats\n  newsidx stats -i .newsidx --json")]
pub(crate) struct StatsArgs {
    /// One JSON object, newsidx.statistics/1
    #[arg(long)]
    pub(crate) json: bool,
}

/// List or clear the indexes kept for `newsidx search QUERY PATH`
#[derive(Args, Debug)]
#[command(before_long_help = "Examples:\n  newsidx cache list\n  newsidx cache clear")]
pub(crate) struct CacheArgs {
    #[command(subcommand)]
    pub(crate) action: CacheAction,
}

/// What to do with the cache.
#[derive(Clone, Copy, Debug, Subcommand)]
pub(crate) enum CacheAction {
    /// List each index with its size and its paths
    List,
    /// Remove them all
    Clear,
    /// Print the folder they lie in
    Path,
}

/// Print completions for a shell
#[derive(Args, Debug)]
#[command(
    before_long_help = "Examples:\n  newsidx completions bash > ~/.local/share/bash-completion/completions/newsidx"
)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: Shell,
}

/// Print the manual page
#[derive(Args, Debug)]
#[command(before_long_help = "Examples:\n  newsidx man | man -l -\n  newsidx man --dir ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// Write one page a command into this folder instead
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
}
