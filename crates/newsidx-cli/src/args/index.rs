//! The arguments of the commands that write: `index`, `rebuild`. In: the command line. Out: plain values.
//! Must not know what they do.

use std::path::PathBuf;

use clap::Args;

use super::DefaultsArgs;
use super::number::whole;

const INDEX: &str = "\
Examples:
  newsidx index seeds
  newsidx index seeds/ceasefire-talks.txt --date 2025-03-17 --source demo
  newsidx index seeds --prune --dry-run
  cat seeds/sample/wire.jsonl | newsidx index -";

/// Make or update an index of files and folders
///
/// Articles that did not change are passed over. Everything becomes visible at once, at the end.
#[derive(Args, Debug)]
#[command(before_long_help = INDEX)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct IndexArgs {
    /// Files and folders; - is standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Withdraw articles whose file, or whose line in it, is gone
    #[arg(long)]
    pub(crate) prune: bool,
    /// Say what would be done, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Exit with 2 also for warnings and for two articles with one id
    #[arg(long)]
    pub(crate) strict: bool,
    /// How long to wait for another writer
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = whole(0, u64::MAX))]
    pub(crate) wait: u64,
    /// Memory to fill before writing to disk
    #[arg(long, value_name = "MB", default_value_t = 200, value_parser = whole::<u32>(15, 100_000))]
    pub(crate) memory: u32,
    /// The report as one JSON object, newsidx.index/1
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) defaults: DefaultsArgs,
}

/// Make the index anew from its stored text, after an update of newsidx
#[derive(Args, Debug)]
#[command(before_long_help = "Examples:\n  newsidx rebuild\n  newsidx rebuild -i .newsidx --wait 5")]
pub(crate) struct RebuildArgs {
    /// How long to wait for another writer
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = whole(0, u64::MAX))]
    pub(crate) wait: u64,
}
