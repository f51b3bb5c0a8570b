//! Where an index lives. In: a flag, the environment, the configuration, the current folder. Out: a folder, and why it.
//! Must not know what lies in the folder beside that it is an index.

use std::fmt;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;
use newsidx::Index;

use crate::config::Configs;
use crate::failure::{Failure, Result};

/// The folder of an index that belongs to the folder it lies in.
pub(crate) const FOLDER: &str = ".newsidx";

/// The variable that names an index.
const VARIABLE: &str = "NEWSIDX_INDEX";

/// The folder of an index.
#[derive(Clone, Debug)]
pub(crate) struct Location {
    /// Where it lies.
    pub(crate) directory: PathBuf,
    /// Why it is this one.
    pub(crate) why: Why,
}

/// Why an index was chosen, the strongest reason first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// A flag names it.
    Flag,
    /// The environment names it.
    Environment,
    /// A configuration file names it.
    Configured(PathBuf),
    /// It lies in the current folder or one above.
    Nearest,
    /// It is the user's own.
    User,
    /// There is none, and this is where one is made.
    New,
}

impl Location {
    /// Refuses a file: who names one after `-i` means the articles in it.
    fn folder(self) -> Result<Self> {
        if !self.directory.is_file() {
            return Ok(self);
        }
        let file = shown(&self.directory);
        Err(Failure::new(format!("`{file}` is a file, and an index is a folder")).hint(format!(
            "`newsidx search QUERY {file}` searches a file, `newsidx index {file}` makes an index of it"
        )))
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("named by `--index`"),
            Self::Environment => write!(f, "named by `{VARIABLE}`"),
            Self::Configured(file) => write!(f, "named by `{}`", shown(file)),
            Self::Nearest => write!(f, "the nearest `{FOLDER}` upward"),
            Self::User => f.write_str("the user's own"),
            Self::New => f.write_str("none was found, so it is made here"),
        }
    }
}

/// Finds the index to ask: the flag, the environment, the project's file, the nearest one upward, the user's file, the
/// user's own.
pub(crate) fn to_ask(flag: Option<&Path>, configs: &Configs) -> Result<Location> {
    if let Some(location) = chosen(flag, configs) {
        return location.folder();
    }
    let own = data_directory()?;
    if Index::is_at(&own) { Ok(Location { directory: own, why: Why::User }) } else { Err(none_found(&own)) }
}

/// Finds the index to write to: as for asking, but a new one is made in the current folder.
pub(crate) fn to_write(flag: Option<&Path>, configs: &Configs) -> Result<Location> {
    chosen(flag, configs).unwrap_or_else(|| Location { directory: PathBuf::from(FOLDER), why: Why::New }).folder()
}

fn chosen(flag: Option<&Path>, configs: &Configs) -> Option<Location> {
    if let Some(directory) = flag {
        return Some(Location { directory: directory.to_owned(), why: Why::Flag });
    }
    if let Some(directory) = std::env::var_os(VARIABLE).filter(|directory| !directory.is_empty()) {
        return Some(Location { directory: directory.into(), why: Why::Environment });
    }
    let configured = |file: &Option<crate::config::ConfigFile>| {
        let file = file.as_ref()?;
        Some(Location { directory: file.index()?, why: Why::Configured(file.path.clone()) })
    };
    let near = || Some(Location { directory: nearest()?, why: Why::Nearest });
    configured(&configs.project).or_else(near).or_else(|| configured(&configs.user))
}

fn nearest() -> Option<PathBuf> {
    nearest_above(|folder| Some(folder.join(FOLDER)).filter(|folder| Index::is_at(folder)))
}

/// Asks the current folder, then each folder above it.
pub(crate) fn nearest_above(find: impl Fn(&Path) -> Option<PathBuf>) -> Option<PathBuf> {
    std::env::current_dir().ok()?.ancestors().find_map(find)
}

fn none_found(own: &Path) -> Failure {
    let here = std::env::current_dir().unwrap_or_default();
    Failure::new(format!(
        "no index: no `{FOLDER}` in `{}` or above it, and none at `{}`",
        here.display(),
        own.display()
    ))
    .hint("`newsidx index PATH` makes one; `newsidx search QUERY PATH` needs none")
}

/// A folder that the system keeps for programs.
#[derive(Clone, Copy)]
enum Kind {
    Data,
    Cache,
    Config,
}

/// Gives the folder of the user's own index.
pub(crate) fn data_directory() -> Result<PathBuf> {
    folder(Kind::Data)
}

/// Gives the folder in which indexes of searched paths are kept.
pub(crate) fn cache_directory() -> Result<PathBuf> {
    folder(Kind::Cache)
}

/// Gives the folder of the user's configuration, where the system has one.
pub(crate) fn config_directory() -> Option<PathBuf> {
    folder(Kind::Config).ok()
}

fn folder(kind: Kind) -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy()
        .map_err(|error| Failure::new("the home folder is not known").because(error).hint("set `HOME`"))?;
    let folder = match kind {
        Kind::Data => base.data_dir(),
        Kind::Cache => base.cache_dir(),
        Kind::Config => base.config_dir(),
    };
    Ok(folder.join("newsidx"))
}

/// Gives a path as a person knows it: relative to the current folder where it lies below.
pub(crate) fn shown(path: &Path) -> String {
    crate::present::paint::printable(&relative(path).display().to_string())
}

/// Gives a path relative to the current folder where it lies below.
pub(crate) fn relative(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let below = path.strip_prefix(&here).ok().filter(|below| !below.as_os_str().is_empty());
    below.unwrap_or(path).to_owned()
}
