//! The arguments of the commands that list facts: `quotes`, `timeline`, `quantities`. In: the command line. Out: plain
//! values. Must not know what they do.

use std::ffi::OsString;
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use newsidx::text::QuotationKind;
use newsidx::{Step, TimelineOf, TimelineOptions};

use super::ask::{ReadingArgs, SortBy, SpellingArgs};
use super::number::from_one;

const QUOTES: &str = "\
Examples:
  newsidx quotes seeds/ceasefire-talks.txt
  newsidx quotes --speaker Macron seeds
  newsidx quotes --speaker Trump --direct seeds/ceasefire-talks.txt
  newsidx quotes --cue said --within drones seeds --json";

const TIMELINE: &str = "\
Examples:
  newsidx timeline seeds/ceasefire-talks.txt --date 2025-03-17
  newsidx timeline seeds --by month --within ceasefire
  newsidx timeline seeds --of publication --by week --svg weeks.svg";

const QUANTITIES: &str = "\
Examples:
  newsidx quantities drones seeds/ceasefire-talks.txt
  newsidx quantities 'injured>=1' seeds
  newsidx quantities USD seeds --json";

/// Which articles facts are taken from.
#[derive(Args, Debug)]
pub(crate) struct FromArgs {
    /// Files and folders, without an index step; - is standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Only from paragraphs that this query finds
    #[arg(long, value_name = "QUERY")]
    pub(crate) within: Option<OsString>,
    #[command(flatten)]
    pub(crate) spelling: SpellingArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// List who said what
///
/// Direct and indirect quotations, unless kinds are named. Speakers behind a pronoun or a description are inferred and
/// marked so.
#[derive(Args, Debug)]
#[command(before_long_help = QUOTES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct QuotesArgs {
    #[command(flatten)]
    pub(crate) from: FromArgs,
    /// Only what this person, country or organisation says; of several, each of them
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Vec<String>,
    /// Only quotations with these words
    #[arg(long, value_name = "WORDS")]
    pub(crate) said: Option<String>,
    /// Only what is reported so: a verb in any form, or a class such as denied
    #[arg(long, value_name = "CUE")]
    pub(crate) cue: Option<String>,
    /// Quotations in the speaker's own words
    #[arg(long)]
    pub(crate) direct: bool,
    /// Quotations in the reporter's words
    #[arg(long)]
    pub(crate) indirect: bool,
    /// Fragments in quotation marks inside a reported clause
    #[arg(long)]
    pub(crate) partial: bool,
    /// Words in quotation marks that nobody is said to speak
    #[arg(long)]
    pub(crate) scare: bool,
    /// How many articles to give [default: 10]
    #[arg(short = 'n', long, value_name = "N", value_parser = from_one())]
    pub(crate) limit: Option<NonZeroU32>,
    /// The order of the articles
    #[arg(long, value_enum, default_value_t = SortBy::Newest)]
    pub(crate) sort: SortBy,
    /// One JSON object, newsidx.quotations/1
    #[arg(long)]
    pub(crate) json: bool,
}

impl QuotesArgs {
    /// Gives the kinds that are wanted; nothing where none is named.
    pub(crate) fn kinds(&self) -> Vec<QuotationKind> {
        let flags = [
            (self.direct, QuotationKind::Direct),
            (self.indirect, QuotationKind::Indirect),
            (self.partial, QuotationKind::Partial),
            (self.scare, QuotationKind::Scare),
        ];
        flags.into_iter().filter(|(wanted, _)| *wanted).map(|(_, kind)| kind).collect()
    }
}

/// Count along time
///
/// By the days that the text names, or by those of publication. What is coarser than a row has one of its own and is
/// spread over nothing.
#[derive(Args, Debug)]
#[command(before_long_help = TIMELINE)]
pub(crate) struct TimelineArgs {
    #[command(flatten)]
    pub(crate) from: FromArgs,
    /// How fine the rows are
    #[arg(long, value_enum, default_value_t = By::Day)]
    pub(crate) by: By,
    /// What is counted
    #[arg(long, value_enum, default_value_t = Of::Events)]
    pub(crate) of: Of,
    /// Draw it into a file
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
    /// One JSON object, newsidx.timeline/1
    #[arg(long)]
    pub(crate) json: bool,
}

impl TimelineArgs {
    /// Gives what is placed in time, and how finely.
    pub(crate) fn options(&self) -> TimelineOptions {
        TimelineOptions { of: self.of.into(), by: self.by.into() }
    }
}

/// How fine rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// One row a day
    Day,
    /// One row a week, from Monday to Sunday
    Week,
    /// One row a month
    Month,
    /// One row a year
    Year,
}

impl From<By> for Step {
    fn from(by: By) -> Self {
        match by {
            By::Day => Self::Day,
            By::Week => Self::Week,
            By::Month => Self::Month,
            By::Year => Self::Year,
        }
    }
}

/// What is placed in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Of {
    /// The days that the text names
    Events,
    /// The days of publication
    Publication,
}

impl From<Of> for TimelineOf {
    fn from(of: Of) -> Self {
        match of {
            Of::Events => Self::Events,
            Of::Publication => Self::Publication,
        }
    }
}

/// Lay figures side by side
///
/// THING is what is counted, its unit or what befell it, with a comparison or without: drones, injured, USD, 'drones>=100'.
#[derive(Args, Debug)]
#[command(before_long_help = QUANTITIES)]
pub(crate) struct QuantitiesArgs {
    /// What is counted, as after qty: in a query
    pub(crate) thing: String,
    #[command(flatten)]
    pub(crate) from: FromArgs,
    /// How many articles to give [default: 10]
    #[arg(short = 'n', long, value_name = "N", value_parser = from_one())]
    pub(crate) limit: Option<NonZeroU32>,
    /// The order of the articles
    #[arg(long, value_enum, default_value_t = SortBy::Newest)]
    pub(crate) sort: SortBy,
    /// One JSON object, newsidx.quantities/1
    #[arg(long)]
    pub(crate) json: bool,
}
