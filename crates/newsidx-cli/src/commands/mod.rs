//! The commands. In: their arguments. Out: what they print, and how they end. Each decides nothing about search.

mod annotate;
mod asking;
mod cache;
mod doctor;
mod entity;
mod explain;
mod facets;
mod facts;
mod generate;
mod index;
mod rebuild;
mod search;
mod show;
mod stats;

use std::process::ExitCode;

use crate::args::{Cli, Command};
use crate::failure::Result;
use crate::opened::Soundness;
use crate::session::Session;

/// How a command ends, as grep's commands do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Something was found, or done.
    Found,
    /// Nothing was found.
    Nothing,
    /// Something went wrong, also when something was found.
    Trouble,
}

impl Outcome {
    /// Tells whether something was found in input that could be read.
    fn of(found: bool, intake: Soundness) -> Self {
        match (intake, found) {
            (Soundness::Failed, _) => Self::Trouble,
            (Soundness::Sound, true) => Self::Found,
            (Soundness::Sound, false) => Self::Nothing,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Found => 0,
            Outcome::Nothing => 1,
            Outcome::Trouble => 2,
        })
    }
}

/// Runs a command.
pub(crate) fn run(cli: Cli) -> Result<Outcome> {
    match cli.command {
        // These two print what the program is, whatever a configuration file says.
        Command::Completions(args) => generate::completions(&args),
        Command::Man(args) => generate::man(&args),
        command => {
            let mut session = Session::begin(cli.shared)?;
            let outcome = within(&mut session, command)?;
            session.out.flush()?;
            Ok(outcome)
        }
    }
}

fn within(session: &mut Session, command: Command) -> Result<Outcome> {
    match command {
        Command::Search(args) => search::run(session, *args),
        Command::Index(args) => index::run(session, &args),
        Command::Facets(args) => facets::run(session, &args),
        Command::Quotes(args) => facts::quotes(session, &args),
        Command::Timeline(args) => facts::timeline(session, &args),
        Command::Quantities(args) => facts::quantities(session, &args),
        Command::Show(args) => show::run(session, &args),
        Command::Explain(args) => explain::run(session, &args),
        Command::Annotate(args) => annotate::run(session, &args),
        Command::Entity(args) => entity::run(session, &args),
        Command::Stats(args) => stats::run(session, &args),
        Command::Rebuild(args) => rebuild::run(session, &args),
        Command::Cache(args) => cache::run(session, &args),
        Command::Doctor => doctor::run(session),
        Command::Completions(args) => generate::completions(&args),
        Command::Man(args) => generate::man(&args),
    }
}
