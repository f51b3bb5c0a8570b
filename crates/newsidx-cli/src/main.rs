//! The command `newsidx`. In: the arguments of the process. Out: text, JSON and an exit code: 0 found, 1 nothing found,
//! 2 an error. Must not know how anything is searched: it turns arguments into options of the library, and pages into text.

mod args;
mod cache;
mod commands;
mod config;
mod failure;
mod faults;
mod location;
mod opened;
mod output;
mod pager;
mod present;
mod progress;
mod session;
mod taking;
mod talk;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};

use args::{Cli, leading_minus};
use commands::Outcome;
use failure::Failure;
use present::paint::printable;
use talk::Talk;

fn main() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    match Cli::try_parse_from(leading_minus::shield(typed, &Cli::command())) {
        Ok(cli) => answer(cli),
        Err(error) => usage(&error),
    }
}

fn answer(cli: Cli) -> ExitCode {
    match commands::run(cli) {
        Ok(outcome) => outcome.into(),
        // The reader of a pipe has what it wanted, as in `newsidx search ... | head`.
        Err(Failure::Closed) => Outcome::Found.into(),
        Err(Failure::Told(told)) => {
            Talk::plain().failure(&told);
            Outcome::Trouble.into()
        }
    }
}

/// Prints help to stdout and errors to stderr; a reader that is gone needs neither.
fn usage(error: &clap::Error) -> ExitCode {
    let code = u8::try_from(error.exit_code()).unwrap_or(2);
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ExitCode::from(if error.print().is_ok() { code } else { 2 })
        }
        // These repeat what was typed, which may be anything.
        _ => {
            error.render().to_string().lines().for_each(|line| Talk::line(&printable(line)));
            ExitCode::from(code)
        }
    }
}
