//! Finding input. In: paths as a person gives them. Out: the files behind them in a fixed order, and a word on what is
//! no input. Must not know which forms are read, nor open any file.

use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use ignore::{DirEntry, WalkBuilder};

use super::path::written_path;
use super::report::{FailureKind, Place, ReadFailure, ReadWarning, WarningKind};

/// The file whose presence makes a directory an index of newsidx, which is never read as input.
pub const INDEX_MARKER: &str = "newsidx-index.json";

/// The file of ignore rules that only newsidx reads.
const OWN_IGNORE_FILE: &str = ".newsidxignore";

/// A file that may be input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where to open it.
    pub path: PathBuf,
    /// Its path relative to the directory that was given, with `/` between parts; its own name if it was given itself.
    pub name: String,
    /// How it came to be found.
    pub way: Way,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970; 0 where the system does not tell.
    pub mtime_ns: i64,
}

/// How a file came to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It was given itself, and so is wanted whatever it is called.
    ByName,
    /// It lies in a directory that was given.
    InDirectory,
}

/// Something that is no input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The path, as a person knows it.
    pub path: String,
    /// Why.
    pub reason: SkipReason,
}

/// Why something in a directory is not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SkipReason {
    /// No reader takes the form; holds the extension in lower case.
    Form(Option<String>),
    /// It tells of the articles beside it.
    Readme,
    /// A link; what it leads to is read where it stands.
    Link,
    /// A pipe, a socket or a device.
    NotAFile,
}

impl std::fmt::Display for SkipReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Form(Some(extension)) => write!(f, "form not read: `.{extension}`"),
            Self::Form(None) => f.write_str("form not read: no extension"),
            Self::Readme => f.write_str("a readme"),
            Self::Link => f.write_str("a link"),
            Self::NotAFile => f.write_str("not a file"),
        }
    }
}

/// One thing found behind the paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file that may be input.
    File(SourceFile),
    /// `-` was given.
    StandardInput,
    /// Something that is no input.
    Skipped(Skipped),
    /// A path that cannot be read.
    Failure(ReadFailure),
    /// An ignore file with a bad rule.
    Warning(ReadWarning),
}

/// Finds the files behind paths: the paths in the order given, directories whole and sorted by name at every level.
///
/// Directories are searched without hidden files, without what `.gitignore`, `.ignore` and `.newsidxignore` exclude,
/// without indexes of newsidx, and without following links. Rules in directories above the one given count only inside
/// a git repository. A file that two paths lead to is found once. `Break` from the sink ends the search.
pub fn walk(paths: &[PathBuf], sink: &mut dyn FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
    let only_path = paths.len() < 2;
    let mut walker = Walker { seen: HashSet::new(), only_path, standard_input: Some(Found::StandardInput), sink };
    paths.iter().try_for_each(|path| walker.path(path))
}

struct Walker<'a> {
    seen: HashSet<PathBuf>,
    /// With one path nothing is found twice, and no path need be resolved.
    only_path: bool,
    /// What `-` leads to, the first time.
    standard_input: Option<Found>,
    sink: &'a mut dyn FnMut(Found) -> ControlFlow<()>,
}

impl Walker<'_> {
    fn path(&mut self, path: &Path) -> ControlFlow<()> {
        if path.as_os_str() == "-" {
            return self.standard_input.take().map_or(ControlFlow::Continue(()), &mut *self.sink);
        }
        match fs::metadata(path) {
            Err(error) => self.fail(path, FailureKind::io(&error)),
            Ok(_) if in_index(path) => self.fail(path, FailureKind::OwnIndex),
            Ok(metadata) if metadata.is_dir() => self.directory(path),
            Ok(metadata) if metadata.is_file() => {
                let name = written_path(Path::new(path.file_name().unwrap_or(path.as_os_str())));
                self.file(path, name, &metadata, Way::ByName)
            }
            Ok(_) => self.fail(path, FailureKind::NotAFile),
        }
    }

    fn directory(&mut self, root: &Path) -> ControlFlow<()> {
        for entry in search(root).build() {
            match entry {
                Ok(entry) => self.entry(root, &entry)?,
                Err(error) => self.broken(root, &error)?,
            }
        }
        ControlFlow::Continue(())
    }

    fn entry(&mut self, root: &Path, entry: &DirEntry) -> ControlFlow<()> {
        if let Some(error) = entry.error() {
            self.broken(entry.path(), error)?;
        }
        let path = entry.path();
        match entry.file_type() {
            Some(form) if form.is_dir() || entry.depth() == 0 => ControlFlow::Continue(()),
            Some(form) if form.is_symlink() => self.skip(path, SkipReason::Link),
            Some(form) if !form.is_file() => self.skip(path, SkipReason::NotAFile),
            _ if is_readme(path) => self.skip(path, SkipReason::Readme),
            _ => match fs::metadata(path) {
                Ok(metadata) => self.file(path, relative_name(root, path), &metadata, Way::InDirectory),
                Err(error) => self.fail(path, FailureKind::io(&error)),
            },
        }
    }

    fn file(&mut self, path: &Path, name: String, metadata: &Metadata, way: Way) -> ControlFlow<()> {
        if !self.is_new(path) {
            return ControlFlow::Continue(());
        }
        let (path, size, mtime_ns) = (path.to_owned(), metadata.len(), mtime_ns(metadata));
        (self.sink)(Found::File(SourceFile { path, name, way, size, mtime_ns }))
    }

    fn is_new(&mut self, path: &Path) -> bool {
        self.only_path || self.seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
    }

    fn skip(&mut self, path: &Path, reason: SkipReason) -> ControlFlow<()> {
        (self.sink)(Found::Skipped(Skipped { path: path.to_string_lossy().into_owned(), reason }))
    }

    fn fail(&mut self, path: &Path, kind: FailureKind) -> ControlFlow<()> {
        (self.sink)(Found::Failure(ReadFailure { place: Place::file(&path.to_string_lossy()), kind }))
    }

    /// Tells of a directory that cannot be read, or of an ignore file with a rule that cannot.
    fn broken(&mut self, nearest: &Path, error: &ignore::Error) -> ControlFlow<()> {
        let path = path_of(error).unwrap_or(nearest);
        if let Some(error) = error.io_error() {
            return self.fail(path, FailureKind::io(error));
        }
        let (place, kind) = (Place::file(&path.to_string_lossy()), WarningKind::IgnoreRule(reason_of(error)));
        (self.sink)(Found::Warning(ReadWarning { place, kind }))
    }
}

fn search(root: &Path) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    // Outside a repository the rules of directories above would make an answer depend on where an archive lies.
    let repository = in_repository(root);
    builder.parents(repository).require_git(repository);
    // A library does not read a person's own configuration.
    builder.git_global(false).git_exclude(repository);
    builder.add_custom_ignore_filename(OWN_IGNORE_FILE).follow_links(false).sort_by_file_name(Ord::cmp);
    builder.filter_entry(|entry| !entry.path().join(INDEX_MARKER).exists());
    builder
}

fn in_repository(path: &Path) -> bool {
    has_above(path, ".git")
}

fn in_index(path: &Path) -> bool {
    has_above(path, INDEX_MARKER)
}

/// Tells whether a path or a directory above it holds a file of this name.
fn has_above(path: &Path, name: &str) -> bool {
    fs::canonicalize(path).is_ok_and(|path| path.ancestors().any(|directory| directory.join(name).exists()))
}

fn is_readme(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

/// Gives the path below a directory with `/` between its parts, the same on every system.
fn relative_name(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| written_path(Path::new(part.as_os_str()))).collect();
    parts.join("/")
}

fn mtime_ns(metadata: &Metadata) -> i64 {
    let nanoseconds = |elapsed: std::time::Duration| i64::try_from(elapsed.as_nanos()).unwrap_or(i64::MAX);
    metadata.modified().map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
        Ok(after) => nanoseconds(after),
        Err(before) => -nanoseconds(before.duration()),
    })
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        _ => None,
    }
}

/// Gives what is wrong, without the path that stands before it anyway.
fn reason_of(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => reason_of(err),
        ignore::Error::Partial(errors) => errors.iter().map(reason_of).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests;
