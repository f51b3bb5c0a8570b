//! Measures what newsidx understands, and makes its table of spellings. In: public corpora and lists that a person has.
//! Out: precision, recall, F1 and speed; the lines of a table.
//!
//! `cargo run --release -p newsidx-train -- eval-entities FILE`

mod columns;
mod score;
mod spellings;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use score::Map;

#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Score entities on a file of CoNLL columns: token first, tag last, `-DOCSTART-` between documents
    EvalEntities {
        /// The file
        file: PathBuf,
        /// Which types count: person, place and organisation, or the seven of Worldwide Newswire
        #[arg(long, value_enum, default_value_t = Map::Plo)]
        map: Map,
        /// Print one JSON object, figures in percent
        #[arg(long)]
        json: bool,
    },
    /// Print the table of spellings, `crates/newsidx-text/data/spellings/spellings.txt`
    Spellings(spellings::SpellingsArgs),
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to tell when standard error is gone too.
            let _gone = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let (file, map, json) = match command {
        Command::EvalEntities { file, map, json } => (file, map, json),
        Command::Spellings(args) => return Ok(write!(out, "{}", spellings::table(&args)?)?),
    };
    let text = std::fs::read_to_string(&file).map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
    let report = score::entities(&columns::documents(&text), map);
    if json {
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
    } else {
        write!(out, "{report}")?;
    }
    Ok(())
}
