//! The arguments, as typed. In: the command line. Out: plain values. Must not know what they do.

pub(crate) mod ask;
pub(crate) mod entity;
pub(crate) mod facts;
pub(crate) mod index;
pub(crate) mod keep;
pub(crate) mod leading_minus;
mod number;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::terminal::{Paging, When};
use ask::{AnnotateArgs, ExplainArgs, FacetsArgs, SearchArgs, ShowArgs};
use entity::EntityArgs;
use facts::{QuantitiesArgs, QuotesArgs, TimelineArgs};
use index::{IndexArgs, RebuildArgs};
use keep::{CacheArgs, CompletionsArgs, ManArgs, StatsArgs};

const EXAMPLES: &str = "\
Examples:
  newsidx search Zaporizhzhia seeds              search files, without an index step
  newsidx index seeds                            make or update an index, in .newsidx
  newsidx search 'ceasefire person:Macron'       ask it
  newsidx facets person --within ceasefire       count the people in what is found";

/// Search news archives by paragraph, with people, places and organisations as facets
///
/// Exit codes: 0 something was found, or done; 1 nothing was found; 2 an error, also when only a part of the input could
/// not be read.
#[derive(Debug, Parser)]
#[command(name = "newsidx", version, arg_required_else_help = true, before_long_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) shared: Shared,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Shared {
    /// The index; else `NEWSIDX_INDEX`, else the nearest .newsidx upward, else the user's own
    #[arg(short, long, global = true, value_name = "DIR")]
    pub(crate) index: Option<PathBuf>,
    /// When to use colour; auto means on a terminal, unless `NO_COLOR` is set
    #[arg(long, global = true, value_name = "WHEN")]
    pub(crate) color: Option<When>,
    /// When to use a pager; auto means on a terminal, where the answer is longer than the screen
    #[arg(long, global = true, value_name = "WHEN")]
    pub(crate) pager: Option<Paging>,
    /// Columns of text
    #[arg(long, global = true, value_name = "COLUMNS", hide = true, value_parser = number::whole(0, u16::MAX))]
    pub(crate) width: Option<u16>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Search(Box<SearchArgs>),
    Index(IndexArgs),
    Facets(FacetsArgs),
    Quotes(QuotesArgs),
    Timeline(TimelineArgs),
    Quantities(QuantitiesArgs),
    Show(ShowArgs),
    Explain(ExplainArgs),
    Annotate(AnnotateArgs),
    Entity(EntityArgs),
    Stats(StatsArgs),
    Rebuild(RebuildArgs),
    Cache(CacheArgs),
    /// Say what newsidx finds on this machine: index, configuration, terminal
    #[command(before_long_help = "Examples:\n  newsidx doctor\n  newsidx doctor -i .newsidx")]
    Doctor,
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// What articles get where they say nothing themselves.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "For articles that do not say it")]
pub(crate) struct DefaultsArgs {
    /// The day or time of publication, such as 2025-03-17
    #[arg(long)]
    pub(crate) date: Option<String>,
    /// The outlet or agency
    #[arg(long)]
    pub(crate) source: Option<String>,
    /// The language, such as en
    #[arg(long)]
    pub(crate) lang: Option<String>,
    /// The section or rubric
    #[arg(long)]
    pub(crate) section: Option<String>,
}

impl DefaultsArgs {
    /// Tells whether any is given.
    pub(crate) fn any(&self) -> bool {
        [&self.date, &self.source, &self.lang, &self.section].into_iter().any(Option::is_some)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_are_sound() {
        super::Cli::command().debug_assert();
    }
}
