//! Where articles have their ids. In: the paths of a run and the roots of earlier ones. Out: the root of a file, and its
//! path below it. Paths are text here, in the form of [`written_path`].

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::read::{path_of, written_path};

/// The folders under which articles have their ids.
pub(crate) struct Roots {
    known: BTreeSet<String>,
    /// The folder that holds everything given to this run.
    common: PathBuf,
}

impl Roots {
    pub(crate) fn new(paths: &[PathBuf], known: BTreeSet<String>) -> Self {
        let folder = |path: &PathBuf| {
            let path = absolute(path);
            let is_folder = path_of(&path).is_dir();
            let path = PathBuf::from(path);
            if is_folder { path } else { path.parent().map(Path::to_owned).unwrap_or_default() }
        };
        let folders = paths.iter().filter(|path| path.as_os_str() != "-").map(folder);
        Self { known, common: folders.reduce(|a, b| shared(&a, &b)).unwrap_or_default() }
    }

    /// Gives the root of a new file and its path below it: the nearest known root, else the folder of this run.
    pub(crate) fn place(&self, absolute: &str) -> (String, String) {
        let path = Path::new(absolute);
        let known =
            self.known.iter().filter(|root| !root.is_empty() && path.starts_with(root)).max_by_key(|root| root.len());
        let root = known.map_or_else(|| self.common.clone(), PathBuf::from);
        let below = path.strip_prefix(&root).unwrap_or(path);
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        (root.to_string_lossy().into_owned(), parts.join("/"))
    }
}

fn shared(a: &Path, b: &Path) -> PathBuf {
    a.components().zip(b.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
}

/// Gives a path as it is known whatever folder one is in.
pub(crate) fn absolute(path: &Path) -> String {
    let resolved = std::fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    written_path(&resolved.unwrap_or_else(|_| path.to_owned()))
}
