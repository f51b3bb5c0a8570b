//! The arguments of `newsidx entity`. In: the command line. Out: plain values. Must not know what they do.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

const ENTITY: &str = "\
Examples:
  newsidx entity merge 'Keir Starmer' Starmer
  newsidx entity show Starmer
  newsidx entity list
  newsidx entity remove 'merge \"Keir Starmer\" \"Starmer\"'";

/// Say which names are one entity; kept in entities.txt beside the index
#[derive(Args, Debug)]
#[command(before_long_help = ENTITY)]
pub(crate) struct EntityArgs {
    #[command(subcommand)]
    pub(crate) action: EntityAction,
}

/// What to do with entities.
#[derive(Debug, Subcommand)]
pub(crate) enum EntityAction {
    /// List what was said
    List,
    /// Show the entities of a name: what they are, and all their names
    Show {
        /// The name, case and accents aside, or another spelling of it
        name: String,
        /// One JSON object, newsidx.entities/1
        #[arg(long)]
        json: bool,
    },
    /// Add an entity that is not recognised: filters find it wherever the name stands in the text
    Add {
        /// What it is
        kind: Kind,
        /// The name
        name: String,
    },
    /// Give an entity another name
    Alias {
        /// A name of the entity
        name: String,
        /// The other name
        other: String,
    },
    /// Make one entity of all that bear these names; the first names it
    Merge {
        /// Only entities of this kind
        #[arg(long)]
        kind: Option<Kind>,
        /// The names
        #[arg(required = true, num_args = 2.., value_name = "NAME")]
        names: Vec<String>,
    },
    /// Keep the later names apart from the first
    Split {
        /// The names
        #[arg(required = true, num_args = 2.., value_name = "NAME")]
        names: Vec<String>,
    },
    /// Show a name nowhere: it is no entity
    Ban {
        /// Only as this kind
        #[arg(long)]
        kind: Option<Kind>,
        /// The name
        name: String,
    },
    /// Take a statement back, as `list` shows it
    Remove {
        /// The statement
        statement: String,
    },
    /// Take the last statement back
    Undo,
    /// Print the file
    Export,
    /// Add what a file says; - is standard input
    Import {
        /// The file
        file: PathBuf,
    },
}

/// What an entity is added as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// A human being
    Person,
    /// A place
    Place,
    /// An organisation
    Org,
    /// A building, plant, base, bridge or road
    Facility,
    /// A nationality, a religious or a political group
    Group,
    /// A named event
    Occasion,
    /// A named thing that is made
    Product,
    /// A book, film, song or law
    Work,
}
