//! A folder to run the command in. In: arguments. Out: what the command did there. Nothing outside the folder is read
//! or written: home, cache, data and configuration lie in it too.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Variables that change what the command prints, and must not come from the machine that tests run on.
const FOREIGN: [&str; 8] =
    ["NEWSIDX_INDEX", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "PAGER", "TERM_PROGRAM", "VTE_VERSION", "WT_SESSION"];

/// A folder of its own, with the seeds in it.
pub(crate) struct Place {
    guard: TempDir,
    work: PathBuf,
    environment: Vec<(String, String)>,
}

/// What a command did.
#[derive(Clone, Debug)]
pub(crate) struct Ran {
    /// The command as a person would type it.
    pub(crate) typed: String,
    /// The exit code.
    pub(crate) code: i32,
    /// What went to standard output.
    pub(crate) stdout: Vec<u8>,
    /// What went to standard error.
    pub(crate) stderr: Vec<u8>,
    /// The folder it ran in, which snapshots do not name.
    pub(crate) root: PathBuf,
}

impl Ran {
    /// Gives standard output as text.
    pub(crate) fn out(&self) -> String {
        String::from_utf8(self.stdout.clone()).unwrap()
    }

    /// Gives standard error as text.
    pub(crate) fn err(&self) -> String {
        String::from_utf8(self.stderr.clone()).unwrap()
    }

    /// Gives standard output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.stdout).unwrap()
    }
}

impl Place {
    /// Makes an empty folder.
    pub(crate) fn empty() -> Self {
        let guard = tempfile::tempdir().unwrap();
        // The command prints resolved paths.
        let root = fs::canonicalize(guard.path()).unwrap();
        let work = root.join("work");
        fs::create_dir(&work).unwrap();
        let folders = ["HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"];
        let environment = folders.map(|name| {
            let folder = root.join(name.trim_start_matches("XDG_").trim_end_matches("_HOME").to_lowercase());
            fs::create_dir_all(&folder).unwrap();
            (name.to_owned(), folder.display().to_string())
        });
        Self { guard, work, environment: environment.to_vec() }
    }

    /// Makes a folder with a copy of the seeds.
    pub(crate) fn with_seeds() -> Self {
        let place = Self::empty();
        copy(&seeds(), &place.work.join("seeds"));
        place
    }

    /// Makes a folder with the index of scenario 1: the seed article, its date and its source.
    pub(crate) fn with_seed_index() -> Self {
        let place = Self::empty();
        fs::copy(seeds().join("ceasefire-talks.txt"), place.work.join("seed.txt")).unwrap();
        let ran = place.run(&["index", "seed.txt", "--date", "2025-03-17", "--source", "demo"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        place
    }

    /// Sets a variable of the environment for the commands that follow.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, contents: impl AsRef<[u8]>) {
        let path = self.work.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    /// Gives a path below the folder that commands run in.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.work.join(path)
    }

    /// Gives the folder that commands run in.
    pub(crate) fn work(&self) -> &Path {
        &self.work
    }

    /// Gives the folder that holds everything.
    pub(crate) fn root(&self) -> PathBuf {
        fs::canonicalize(self.guard.path()).unwrap()
    }

    /// Runs the command.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, args: &[A]) -> Ran {
        self.run_with(args, b"")
    }

    /// Runs the command with this on standard input.
    pub(crate) fn run_with<A: AsRef<OsStr>>(&self, args: &[A], stdin: &[u8]) -> Ran {
        let mut child = self.command(args).spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let input = stdin.to_vec();
        // A command that reads nothing closes its end; that is no fault of the test.
        let writer = std::thread::spawn(move || pipe.write_all(&input).is_ok());
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let (typed, code) = (typed(args), output.status.code().unwrap_or(-1));
        Ran { typed, code, stdout: output.stdout, stderr: output.stderr, root: self.root() }
    }

    /// Gives the command, ready to be started.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, args: &[A]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsidx"));
        command.args(args).current_dir(&self.work).env("TERM", "xterm-256color");
        for name in FOREIGN {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// Gives the folder of the seeds.
pub(crate) fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn typed<A: AsRef<OsStr>>(args: &[A]) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=:,~".contains(c);
    let quote = |arg: &A| {
        let arg = OsString::from(arg.as_ref()).to_string_lossy().into_owned();
        if !arg.is_empty() && arg.chars().all(plain) { arg } else { format!("'{arg}'") }
    };
    std::iter::once("newsidx".to_owned()).chain(args.iter().map(quote)).collect::<Vec<_>>().join(" ")
}
