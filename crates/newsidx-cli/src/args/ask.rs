//! The arguments of the commands that ask: `search`, `facets`, `show`, `annotate`. In: the command line. Out: plain
//! values. Must not know what they do.

use std::ffi::{OsStr, OsString};
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Args, Command, ValueEnum};
use newsidx::{Facet, Sort, Spellings};

use super::DefaultsArgs;
use super::number::{from_one, whole};

const SEARCH: &str = "\
Examples:
  newsidx search Zaporizhzhia seeds
  newsidx search '\"nuclear plant\"' seeds/ceasefire-talks.txt
  newsidx search 'drones source:\"Meridian Wire\" after:2025-05' seeds --sort newest
  newsidx search 'ceasefire (Paraguay OR Ukraine) -title:putin' seeds --json
  cat seeds/ceasefire-talks.txt | newsidx search 'refinery OR barrage' -";

const FACETS: &str = "\
Examples:
  newsidx facets person seeds
  newsidx facets source seeds --within drones --by articles
  newsidx facets section seeds --holding chaco --json";

const EXPLAIN: &str =
    "Examples:\n  newsidx explain ceasefire-talks.txt#8 seeds\n  newsidx explain wire-0101-take1#1 seeds --json";
const SHOW: &str = "\
Examples:
  newsidx show wire-0098 seeds
  newsidx show 'wire-0098#3' seeds
  newsidx show seeds/ceasefire-talks.txt seeds";

const ANNOTATE: &str = "\
Examples:
  newsidx annotate seeds/ceasefire-talks.txt
  newsidx annotate --json seeds/sample/wire.jsonl
  cat seeds/ceasefire-talks.txt | newsidx annotate -";

/// Find paragraphs
///
/// Without PATH it asks an index. With PATHs it needs none: it keeps one for them in the cache, and reads what changed.
#[derive(Args, Debug)]
#[command(before_long_help = SEARCH)]
pub(crate) struct SearchArgs {
    /// What to find, as docs/query-language.md tells; a PATH with --query-file
    #[arg(required_unless_present = "query_file")]
    pub(crate) query: Option<OsString>,
    /// Files and folders to search; - is standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read the query from a file, or from standard input with -
    #[arg(long, value_name = "FILE")]
    pub(crate) query_file: Option<PathBuf>,
    /// Print how the query is understood, and search nothing
    #[arg(long, conflicts_with = "form")]
    pub(crate) explain_query: bool,
    #[command(flatten)]
    pub(crate) asking: AskingArgs,
    #[command(flatten)]
    pub(crate) spelling: SpellingArgs,
    #[command(flatten)]
    pub(crate) form: FormArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Which spellings of a name are found.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = "What is wanted")]
pub(crate) struct SpellingArgs {
    /// Find names only as they are typed, not in their other spellings
    #[arg(long)]
    pub(crate) no_variants: bool,
}

impl SpellingArgs {
    /// Gives the option of the library.
    pub(crate) fn spellings(self) -> Spellings {
        if self.no_variants { Spellings::AsTyped } else { Spellings::All }
    }
}

/// Which part of the answer is wanted, and how the query is read.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "What is wanted")]
pub(crate) struct AskingArgs {
    /// How many articles to give [default: 10]
    #[arg(short = 'n', long, value_name = "N", value_parser = from_one())]
    pub(crate) limit: Option<NonZeroU32>,
    /// How many paragraphs to give of each article [default: 3]
    #[arg(long, value_name = "N", value_parser = from_one())]
    pub(crate) per_article: Option<NonZeroU32>,
    /// Begin where the page before ended
    #[arg(long)]
    pub(crate) cursor: Option<String>,
    /// The order of the articles
    #[arg(long, value_enum, default_value_t = SortBy::Relevance)]
    pub(crate) sort: SortBy,
    /// Paragraphs to show before and after each hit
    #[arg(short = 'C', long, value_name = "N", default_value_t = 0, value_parser = whole(0, u16::MAX))]
    pub(crate) context: u16,
    /// What words side by side mean
    #[arg(long = "match", value_enum, value_name = "WORDS", default_value_t = Words::All)]
    pub(crate) words: Words,
    /// Find plain words that are names by the other names of the entity too: EU, European Union
    #[arg(long)]
    pub(crate) names: bool,
    /// Refuse a query that would have to be repaired
    #[arg(long)]
    pub(crate) strict: bool,
    /// Top facets to show, instead of people, places, organisations and sources
    #[arg(long = "facet", value_name = "NAME", value_parser = facet())]
    pub(crate) facets: Vec<Facet>,
    /// Show no top facets
    #[arg(long, conflicts_with = "facets")]
    pub(crate) no_facets: bool,
}

/// In which form the answer is given.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Form of the answer")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct FormArgs {
    /// One JSON object, newsidx.search/1
    #[arg(long, group = "form")]
    pub(crate) json: bool,
    /// One JSON object a paragraph, newsidx.hit/1
    #[arg(long, group = "form")]
    pub(crate) jsonl: bool,
    /// Only the number of paragraphs
    #[arg(short, long, group = "form")]
    pub(crate) count: bool,
    /// Only the articles: the file of each, or its id; all of them, unless --limit is given
    #[arg(short = 'l', long, group = "form")]
    pub(crate) articles_only: bool,
    /// With -l: end each with NUL instead of a line end
    #[arg(short = '0', long, requires = "articles_only")]
    pub(crate) null: bool,
    /// Nothing but the exit code, and what could not be read, as with grep
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// How PATHs are read.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Reading PATHs")]
pub(crate) struct ReadingArgs {
    /// Keep no index for PATHs: read everything, answer, forget
    #[arg(long)]
    pub(crate) no_cache: bool,
    #[command(flatten)]
    pub(crate) defaults: DefaultsArgs,
}

/// The order of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SortBy {
    /// The best first
    Relevance,
    /// The latest published first
    Newest,
    /// The earliest published first
    Oldest,
}

impl From<SortBy> for Sort {
    fn from(by: SortBy) -> Self {
        match by {
            SortBy::Relevance => Self::Relevance,
            SortBy::Newest => Self::Newest,
            SortBy::Oldest => Self::Oldest,
        }
    }
}

/// What words side by side mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Words {
    /// Each must match
    All,
    /// One must match
    Any,
}

/// Count people, places, organisations, sections, sources and more
#[derive(Args, Debug)]
#[command(before_long_help = FACETS)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct FacetsArgs {
    /// What to count
    #[arg(value_parser = facet())]
    pub(crate) field: Facet,
    /// Files and folders to count in, without an index step; - is standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Count only in what this query finds
    #[arg(long, value_name = "QUERY")]
    pub(crate) within: Option<OsString>,
    /// Count as if the query did not ask for this facet: what another choice would find
    #[arg(long, requires = "within")]
    pub(crate) instead: bool,
    /// Count places by their countries, what lies in a country with it
    #[arg(long)]
    pub(crate) by_country: bool,
    /// How many rows to give
    #[arg(long, value_name = "N", default_value = "30", value_parser = from_one())]
    pub(crate) size: NonZeroU32,
    /// Give every row
    #[arg(long, conflicts_with = "size")]
    pub(crate) all: bool,
    /// What to count
    #[arg(long, value_enum, default_value_t = By::Paragraphs)]
    pub(crate) by: By,
    /// Only values in which this text occurs, case and accents aside
    #[arg(long, value_name = "TEXT")]
    pub(crate) holding: Option<String>,
    /// One JSON object, newsidx.facets/1
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) spelling: SpellingArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// What a count counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// Body paragraphs
    Paragraphs,
    /// Articles
    Articles,
}

/// Print an article with its paragraphs numbered
#[derive(Args, Debug)]
#[command(before_long_help = SHOW)]
pub(crate) struct ShowArgs {
    /// The id or the file of the article; with #NO only that paragraph
    #[arg(value_name = "ID")]
    pub(crate) id: OsString,
    /// Files and folders to look in, without an index step
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// One JSON object, newsidx.annotated/1
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Say why the names of a paragraph were taken for what they are
#[derive(Args, Debug)]
#[command(before_long_help = EXPLAIN)]
pub(crate) struct ExplainArgs {
    /// The id or the file of the article, #, and the number of the paragraph; 0 is the headline
    #[arg(value_name = "ID#NO")]
    pub(crate) id: OsString,
    /// Files and folders to look in, without an index step
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// One JSON object, newsidx.explained/1
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Print what is understood of articles; needs no index
#[derive(Args, Debug)]
#[command(before_long_help = ANNOTATE)]
pub(crate) struct AnnotateArgs {
    /// Files and folders; - is standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// One JSON object an article, newsidx.annotated/1
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) defaults: DefaultsArgs,
}

/// Reads the name of a facet; for another name that people use, and for a misspelt one, it suggests the facet.
fn facet() -> impl TypedValueParser<Value = Facet> {
    FacetParser
}

#[derive(Clone)]
struct FacetParser;

impl TypedValueParser for FacetParser {
    type Value = Facet;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<Facet, clap::Error> {
        let names = PossibleValuesParser::new(Facet::ALL.map(Facet::name));
        let typed = value.to_string_lossy();
        match names.parse_ref(command, argument, value) {
            Err(mut error) => {
                if let Some(meant) = Facet::meant_by(&typed) {
                    let name = ContextValue::String(meant.name().to_owned());
                    error.insert(ContextKind::SuggestedValue, name);
                }
                Err(error)
            }
            Ok(name) => Facet::named(&name).ok_or_else(|| clap::Error::new(ErrorKind::InvalidValue)),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Facet::ALL.into_iter().map(|facet| PossibleValue::new(facet.name()))))
    }
}
