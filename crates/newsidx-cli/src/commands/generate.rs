//! `newsidx completions` and `newsidx man`. In: the arguments of the program. Out: files for shells and for `man`.
//! Must not know any other command.

use std::fs;

use clap::{Command, CommandFactory as _};

use super::Outcome;
use crate::args::Cli;
use crate::args::keep::{CompletionsArgs, ManArgs};
use crate::failure::{Failure, Result};
use crate::output::Output;

pub(super) fn completions(args: &CompletionsArgs) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "newsidx", &mut script);
    print(&script)
}

pub(super) fn man(args: &ManArgs) -> Result<Outcome> {
    let Some(directory) = &args.dir else { return print(&page(Cli::command())?) };
    fs::create_dir_all(directory).map_err(|error| Failure::disk("make", directory, &error))?;
    clap_mangen::generate_to(Cli::command(), directory)
        .map_err(|error| Failure::disk("write to", directory, &error))?;
    Ok(Outcome::Found)
}

fn page(program: Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(program).render(&mut page);
    rendered.map_err(|error| Failure::new("the manual page cannot be written").because(error))?;
    Ok(page)
}

fn print(bytes: &[u8]) -> Result<Outcome> {
    let mut out = Output::new();
    out.bytes(bytes)?;
    out.flush()?;
    Ok(Outcome::Found)
}
