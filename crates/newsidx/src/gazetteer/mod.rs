//! What the user says of entities. In: statements. Out: a list of them that contradicts itself nowhere.
//!
//! Kept as a plain text file beside the index (`file`), read line by line (`parse`), and applied over the entity table
//! when a question is answered: nothing is read or indexed again.

mod contradictions;
mod file;
mod parse;

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use newsidx_text::EntityKind;

use crate::error::{Error, ErrorKind, Result};

pub(crate) use file::FILE;

use contradictions::{At, Contradiction, Place, Source, check};

/// One thing that the user says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// These names are one entity, which the first of them names; of this kind only, where one is given.
    Merge(Option<EntityKind>, Vec<String>),
    /// The later names are other entities than the first.
    Split(Vec<String>),
    /// The second name is another name of the first.
    Alias(String, String),
    /// The name is no entity and is shown nowhere; as this kind only, where one is given.
    Ban(Option<EntityKind>, String),
    /// The name is an entity of this kind wherever it stands in the text; [`Statement::kind_named`] gives the kinds.
    Add(EntityKind, String),
}

/// The kinds that an entity can be added as, by the words that a person types.
pub(crate) const ADDABLE: [(&str, EntityKind); 8] = [
    ("person", EntityKind::Person),
    ("place", EntityKind::Place),
    ("org", EntityKind::Organisation),
    ("facility", EntityKind::Facility),
    ("group", EntityKind::Group),
    ("occasion", EntityKind::Event),
    ("product", EntityKind::Product),
    ("work", EntityKind::Work),
];

impl Statement {
    /// Gives the names it speaks of.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Merge(_, names) | Self::Split(names) => names.iter().map(String::as_str).collect(),
            Self::Alias(name, other) => vec![name, other],
            Self::Ban(_, name) | Self::Add(_, name) => vec![name],
        }
    }

    /// Gives the kind that it is confined to.
    pub fn kind(&self) -> Option<EntityKind> {
        match self {
            Self::Merge(kind, _) | Self::Ban(kind, _) => *kind,
            Self::Add(kind, _) => Some(*kind),
            Self::Split(_) | Self::Alias(..) => None,
        }
    }

    /// Reads a statement as it prints: `merge "Keir Starmer" "Starmer"`.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or says nothing.
    pub fn parse(text: &str) -> Result<Self> {
        let refused = |what: String| Error::new(ErrorKind::Refused { statement: text.to_owned(), what }).hint(EXAMPLE);
        let read = parse::line(text).map_err(|(_, what)| refused(what))?;
        read.map(|(_, statement)| statement).ok_or_else(|| refused("it says nothing".to_owned()))
    }

    /// Gives the kind of a word such as `person` or `org`.
    pub fn kind_named(word: &str) -> Option<EntityKind> {
        ADDABLE.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind)
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = match self {
            Self::Merge(..) => "merge",
            Self::Split(_) => "split",
            Self::Alias(..) => "alias",
            Self::Ban(..) => "ban",
            Self::Add(..) => "add",
        };
        f.write_str(verb)?;
        if let Some(kind) = self.kind() {
            let word = ADDABLE.iter().find(|(_, addable)| *addable == kind).map_or(kind.label(), |(word, _)| word);
            write!(f, " {word}")?;
        }
        self.names().iter().try_for_each(|name| write!(f, " \"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")))
    }
}

const EXAMPLE: &str = "nothing was changed; a statement reads: merge \"Keir Starmer\" \"Starmer\"";

/// A line of the file: comments and empty lines are kept as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    text: String,
    statement: Option<(Place, Statement)>,
}

/// What the user says of the entities of one index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gazetteer {
    lines: Vec<Line>,
}

impl Gazetteer {
    /// Reads a gazetteer; `path` is what an error names.
    ///
    /// # Errors
    ///
    /// When a line cannot be read or contradicts another; the error names line and column.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        let mut gazetteer = Self::default();
        for (number, text) in (1..).zip(text.lines()) {
            let read = parse::line(text).map_err(|(column, what)| wrong(path, (number, column), &what))?;
            let statement = read.map(|(column, statement)| ((number, column), statement));
            gazetteer.lines.push(Line { text: text.to_owned(), statement });
        }
        check(gazetteer.placed(Source::Own)).map_err(|((_, place), what)| wrong(path, place, &what))?;
        Ok(gazetteer)
    }

    /// Reads the gazetteer of an index; one that is not there says nothing.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, and as [`Gazetteer::parse`].
    pub fn load(index: &Path) -> Result<Self> {
        file::load(index)
    }

    /// Adds a statement at the end; one that stands there already is not added again.
    ///
    /// # Errors
    ///
    /// When it says nothing, or contradicts another; then nothing is added.
    pub fn push(&mut self, statement: &Statement) -> Result<bool> {
        let refused =
            |what: String| Error::new(ErrorKind::Refused { statement: statement.to_string(), what }).hint(EXAMPLE);
        let text: String =
            statement.to_string().chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
        let read = parse::line(&text).map_err(|(_, what)| refused(what))?;
        let line = Line { text, statement: read.map(|(column, statement)| ((1, column), statement)) };
        self.take(vec![line]).map(|added| added > 0).map_err(|(_, what)| refused(what))
    }

    /// Adds the statements of another gazetteer at the end, those that stand there already left out, and gives how many.
    ///
    /// `path` is what an error names: where the other one was read from.
    ///
    /// # Errors
    ///
    /// When a statement contradicts one that stands there; the error names its line in the other, and nothing is added.
    pub fn extend(&mut self, other: &Self, path: &Path) -> Result<u64> {
        let lines = other.lines.iter().filter(|line| line.statement.is_some()).cloned().collect();
        self.take(lines).map_err(|((_, place), what)| wrong(path, place, &what))
    }

    /// Takes a statement out, wherever it stands, and gives whether it stood there.
    pub fn remove(&mut self, statement: &Statement) -> bool {
        let said = statement.to_string();
        let before = self.lines.len();
        self.lines.retain(|line| line.statement.as_ref().is_none_or(|(_, own)| own.to_string() != said));
        self.number();
        self.lines.len() < before
    }

    /// Takes the last statement out and gives it.
    pub fn undo(&mut self) -> Option<Statement> {
        let last = self.lines.iter().rposition(|line| line.statement.is_some())?;
        let line = self.lines.remove(last);
        self.number();
        line.statement.map(|(_, statement)| statement)
    }

    /// Numbers the lines anew.
    fn number(&mut self) {
        for (number, line) in (1..).zip(&mut self.lines) {
            if let Some(((own, _), _)) = &mut line.statement {
                *own = number;
            }
        }
    }

    /// Takes lines in at the end, their statements checked together where they stood; comments stay behind.
    fn take(&mut self, lines: Vec<Line>) -> std::result::Result<u64, Contradiction> {
        let mut known: BTreeSet<String> = self.statements().map(ToString::to_string).collect();
        let is_new = |line: &Line| line.statement.as_ref().is_some_and(|(_, said)| known.insert(said.to_string()));
        let new = Self { lines: lines.into_iter().filter(is_new).collect() };
        check(self.placed(Source::Own).chain(new.placed(Source::Added)))?;
        let added = new.lines.len() as u64;
        for line in new.lines {
            let number = self.lines.len() + 1;
            let statement = line.statement.map(|((_, column), statement)| ((number, column), statement));
            self.lines.push(Line { statement, ..line });
        }
        Ok(added)
    }

    /// Gives the statements, in their order.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.lines.iter().filter_map(|line| line.statement.as_ref()).map(|(_, statement)| statement)
    }

    fn placed(&self, source: Source) -> impl Iterator<Item = (At, &Statement)> {
        let statements = self.lines.iter().filter_map(|line| line.statement.as_ref());
        statements.map(move |(place, statement)| ((source, *place), statement))
    }

    /// Gives a number that differs where other things are said; their order changes nothing.
    pub(crate) fn fingerprint(&self) -> u64 {
        let said: BTreeSet<String> = self.statements().map(ToString::to_string).collect();
        let text: String = said.into_iter().map(|said| said + "\n").collect();
        if text.is_empty() { 0 } else { xxhash_rust::xxh3::xxh3_64(text.as_bytes()) }
    }
}

impl fmt::Display for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{}", line.text))
    }
}

fn wrong(path: &Path, (line, column): Place, what: &str) -> Error {
    let (path, what) = (path.to_owned(), what.to_owned());
    Error::new(ErrorKind::Gazetteer { path, line, column, what })
        .hint("mend or remove the line; nothing was changed. A line reads: merge \"Keir Starmer\" \"Starmer\"")
}

#[cfg(test)]
mod tests;
