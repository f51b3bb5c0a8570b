//! Configuration files. In: `.newsidx.toml` of the project and `config.toml` of the user. Out: what they set.
//! Must not know what the settings do.

use std::fs;
use std::io;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::{Failure, Result};
use crate::location::{self, nearest_above};
use crate::terminal::{Paging, When};

/// The file of a project, looked for upward from the current folder.
const PROJECT_FILE: &str = ".newsidx.toml";

/// The file of the user, in the folder for configuration.
const USER_FILE: &str = "config.toml";

/// What a file may set.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// How many articles a search gives.
    pub(crate) limit: Option<NonZeroU32>,
    /// How many paragraphs a search gives of each article.
    pub(crate) per_article: Option<NonZeroU32>,
    /// When colour is used.
    pub(crate) color: Option<When>,
    /// When a pager is used.
    pub(crate) pager: Option<Paging>,
    /// Where the index lies, relative to the folder of the file.
    pub(crate) index: Option<PathBuf>,
    /// The outlet of articles that name none.
    pub(crate) source: Option<String>,
    /// The language of articles that name none.
    pub(crate) lang: Option<String>,
}

/// A configuration file that was read.
#[derive(Clone, Debug)]
pub(crate) struct ConfigFile {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// What it sets.
    pub(crate) config: Config,
}

impl ConfigFile {
    /// Gives the index it names.
    pub(crate) fn index(&self) -> Option<PathBuf> {
        let index = self.config.index.as_ref()?;
        Some(self.path.parent().map_or_else(|| index.clone(), |folder| folder.join(index)))
    }
}

/// The files in force.
#[derive(Clone, Debug, Default)]
pub(crate) struct Configs {
    /// The project's.
    pub(crate) project: Option<ConfigFile>,
    /// The user's.
    pub(crate) user: Option<ConfigFile>,
}

impl Configs {
    /// Reads the files that are there.
    pub(crate) fn load() -> Result<Self> {
        let project = nearest_above(|folder| Some(folder.join(PROJECT_FILE)).filter(|file| file.is_file()));
        let user = location::config_directory().map(|folder| folder.join(USER_FILE));
        Ok(Self { project: read(project)?, user: read(user)? })
    }

    /// Gives what the project sets, else what the user sets.
    pub(crate) fn get<T>(&self, setting: impl Fn(&Config) -> Option<T>) -> Option<T> {
        let of = |file: &Option<ConfigFile>| file.as_ref().and_then(|file| setting(&file.config));
        of(&self.project).or_else(|| of(&self.user))
    }
}

fn read(path: Option<PathBuf>) -> Result<Option<ConfigFile>> {
    let Some(path) = path else { return Ok(None) };
    match fs::read_to_string(&path) {
        Ok(text) => parse(&path, &text).map(|config| Some(ConfigFile { path, config })),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::disk("read", &path, &error)),
    }
}

/// The settings and what each takes.
const SETTINGS: [(&str, &str); 7] = [
    ("limit", "a whole number, 1 or more"),
    ("per_article", "a whole number, 1 or more"),
    ("color", "`\"auto\"`, `\"always\"` or `\"never\"`"),
    ("pager", "`\"auto\"` or `\"never\"`"),
    ("index", "a folder in quotation marks"),
    ("source", "a name in quotation marks"),
    ("lang", "a code in quotation marks, such as `\"en\"`"),
];

fn parse(path: &Path, text: &str) -> Result<Config> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let start = error.span().map_or(0, |span| span.start);
        let before = text.get(..start).unwrap_or_default();
        let line = text.lines().nth(before.matches('\n').count()).unwrap_or_default();
        fault(line).at(path, before.matches('\n').count() + 1)
    })
}

/// What is wrong with a line, in our own words.
struct Fault {
    message: String,
    hint: String,
}

impl Fault {
    fn at(self, path: &Path, line: usize) -> Failure {
        Failure::new(format!("{}:{line}: {}", path.display(), self.message)).hint(self.hint)
    }
}

fn fault(line: &str) -> Fault {
    let name = line.split('=').next().unwrap_or_default().trim();
    let known = SETTINGS.iter().find(|(known, _)| *known == name);
    match known {
        Some((_, takes)) => Fault { message: format!("`{name}` cannot be read"), hint: format!("it takes {takes}") },
        None if name.is_empty() || !line.contains('=') => {
            Fault { message: "not a setting".to_owned(), hint: "write one a line, as in `limit = 20`".to_owned() }
        }
        None => {
            let names: Vec<&str> = SETTINGS.iter().map(|(known, _)| *known).collect();
            Fault {
                message: format!("unknown setting `{name}`"),
                hint: format!("the settings are {}", names.join(", ")),
            }
        }
    }
}
