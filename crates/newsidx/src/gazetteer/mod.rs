//! What the user says of entities. In: statements. Out: a list of them that contradicts itself nowhere.
//!
//! Kept as a plain text file beside the index (`file`), read line by line (`parse`), and applied over the entity table
//! when a question is answered: nothing is read or indexed again.

mod file;
mod parse;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use newsidx_text::EntityKind;

use crate::error::{Error, ErrorKind, Result};
use crate::plan::label_whole;

pub(crate) use file::FILE;

/// One thing that the user says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// These names are one entity, which the first of them names.
    Merge(Vec<String>),
    /// The later names are other entities than the first.
    Split(Vec<String>),
    /// The second name is another name of the first.
    Alias(String, String),
    /// The name is no entity and is shown nowhere.
    Ban(String),
    /// The name is an entity of this kind wherever it stands in the text.
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
            Self::Merge(names) | Self::Split(names) => names.iter().map(String::as_str).collect(),
            Self::Alias(name, other) => vec![name, other],
            Self::Ban(name) | Self::Add(_, name) => vec![name],
        }
    }

    /// Gives the kind of a word such as `person` or `org`.
    pub fn kind_named(word: &str) -> Option<EntityKind> {
        ADDABLE.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind)
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = match self {
            Self::Merge(_) => "merge",
            Self::Split(_) => "split",
            Self::Alias(..) => "alias",
            Self::Ban(_) => "ban",
            Self::Add(..) => "add",
        };
        f.write_str(verb)?;
        if let Self::Add(kind, _) = self {
            let word = ADDABLE.iter().find(|(_, addable)| addable == kind).map_or("place", |(word, _)| word);
            write!(f, " {word}")?;
        }
        self.names().iter().try_for_each(|name| write!(f, " \"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")))
    }
}

/// Where a statement stands in its file: line and column, from 1.
type Place = (usize, usize);

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
        gazetteer.check(path)?;
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
        let mut text = statement.to_string();
        if statement.names().iter().any(|name| name.chars().any(char::is_control)) {
            text = text.replace(|character: char| character.is_control(), " ");
        }
        let addition = Self::parse(&text, Path::new(file::FILE))?;
        if self.statements().any(|known| addition.statements().any(|added| added == known)) {
            return Ok(false);
        }
        let number = self.lines.len() + 1;
        let mut longer = self.clone();
        longer.lines.extend(addition.lines.into_iter().map(|line| Line {
            statement: line.statement.map(|((_, column), statement)| ((number, column), statement)),
            ..line
        }));
        longer.check(Path::new(file::FILE))?;
        *self = longer;
        Ok(true)
    }

    /// Gives the statements, in their order.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.lines.iter().filter_map(|line| line.statement.as_ref()).map(|(_, statement)| statement)
    }

    fn check(&self, path: &Path) -> Result<()> {
        let mut seen = Seen::default();
        for (place, statement) in self.lines.iter().filter_map(|line| line.statement.as_ref()) {
            seen.take(*place, statement).map_err(|what| wrong(path, *place, &what))?;
        }
        Ok(())
    }
}

impl fmt::Display for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{}", line.text))
    }
}

/// What the statements before have said; all names folded.
#[derive(Default)]
struct Seen {
    joined: BTreeMap<(String, String), Place>,
    parted: BTreeMap<(String, String), Place>,
    banned: BTreeMap<String, Place>,
    named: BTreeMap<String, Place>,
    aliases: BTreeMap<String, (String, Place)>,
}

impl Seen {
    /// Takes a statement in, or says which one it contradicts.
    fn take(&mut self, place: Place, statement: &Statement) -> std::result::Result<(), String> {
        let names: Vec<String> = statement.names().into_iter().map(label_whole).collect();
        let distinct: BTreeSet<&String> = names.iter().collect();
        if distinct.len() < names.len() {
            return Err("a name stands twice in one statement".to_owned());
        }
        if let Statement::Ban(_) = statement {
            return names.into_iter().try_for_each(|name| {
                if let Some(at) = self.named.get(&name) {
                    return Err(contradiction("a name that is banned here is used", *at));
                }
                self.banned.insert(name, place);
                Ok(())
            });
        }
        for name in &names {
            if let Some(at) = self.banned.get(name) {
                return Err(contradiction("a name that is used here is banned", *at));
            }
            self.named.entry(name.clone()).or_insert(place);
        }
        let Some((first, others)) = names.split_first() else { return Ok(()) };
        if let Statement::Alias(..) = statement {
            for other in others {
                match self.aliases.get(other) {
                    Some((owner, at)) if owner != first => {
                        return Err(contradiction("the same other name is given to another entity", *at));
                    }
                    _ => self.aliases.insert(other.clone(), (first.clone(), place)),
                };
            }
        }
        let is_split = matches!(statement, Statement::Split(_));
        for other in others {
            let pair = (first.min(other).clone(), first.max(other).clone());
            if is_split { &mut self.parted } else { &mut self.joined }.entry(pair).or_insert(place);
        }
        self.parted_and_one(is_split)
    }

    /// Says where two names are split that statements make one, also through other names.
    fn parted_and_one(&self, is_split: bool) -> std::result::Result<(), String> {
        for ((one, other), parted) in &self.parted {
            let Some(joined) = self.joins(one, other) else { continue };
            return Err(if is_split {
                contradiction("names that are split here are one", joined)
            } else {
                contradiction("names that are one here are split", *parted)
            });
        }
        Ok(())
    }

    /// Gives the last statement on a way from one name to another, where there is one.
    fn joins(&self, one: &str, other: &str) -> Option<Place> {
        let mut reached: BTreeMap<&str, Place> = BTreeMap::from([(one, (0, 0))]);
        loop {
            let next = self.joined.iter().find_map(|((a, b), place)| {
                match (reached.contains_key(a.as_str()), reached.contains_key(b.as_str())) {
                    (true, false) => Some((b.as_str(), *place)),
                    (false, true) => Some((a.as_str(), *place)),
                    _ => None,
                }
            });
            let (name, place) = next?;
            if name == other {
                return Some(place);
            }
            reached.insert(name, place);
        }
    }
}

fn contradiction(what: &str, (line, _): Place) -> String {
    format!("{what} in line {line}")
}

fn wrong(path: &Path, (line, column): Place, what: &str) -> Error {
    let (path, what) = (path.to_owned(), what.to_owned());
    Error::new(ErrorKind::Gazetteer { path, line, column, what })
        .hint("mend or remove the line; nothing was changed. A line reads: merge \"Keir Starmer\" \"Starmer\"")
}

#[cfg(test)]
mod tests;
