//! Crashes and damage: whatever happens to a process or to a file, an index answers from a whole commit or says what is
//! wrong. It never panics.
//!
//! A writer that has to die, or to run without privileges, is this very program, started again for one test alone.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on fails, and one that cannot run says so"
)]

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use newsidx::{Article, ArticleId, Error, ErrorKind, Facet, FacetRequest, Index, Query};

/// Names the folder in which a started program works; without it the parts of children do nothing.
const FOLDER: &str = "NEWSIDX_TEST_FOLDER";

/// How many articles each commit adds.
const A_COMMIT: u64 = 7;

fn article(text: &str, no: u64) -> Article {
    let mut meta = std::collections::BTreeMap::new();
    meta.insert("desk".to_owned(), vec![format!("desk {}", no % 3)]);
    Article {
        id: Some(format!("{no:06}")),
        title: format!("Headline {no}"),
        paragraphs: vec![format!("A {text} paragraph of article {no}."), "The drones attacked Kyiv.".repeat(3)],
        section: Some("World".to_owned()),
        lang: Some("en".to_owned()),
        meta,
        ..Article::default()
    }
}

fn open(folder: &Path) -> Result<Index, Error> {
    Index::builder().memory(15_000_000).patience(Duration::from_secs(20)).open_or_create(folder)
}

/// Adds one commit, and takes an article of the commit before out and in again.
fn add_a_commit(index: &Index) -> Result<(), Error> {
    let mut writer = index.writer()?;
    let first = index.statistics()?.articles;
    for no in first..first + A_COMMIT {
        writer.add(article("whole", no))?;
    }
    if first > 0 {
        writer.add(article("changed", first - 1))?;
    }
    writer.commit()?;
    writer.finish()
}

fn small_index(folder: &Path, commits: u64) -> Index {
    let index = open(folder).unwrap();
    for _ in 0..commits {
        add_a_commit(&index).unwrap();
    }
    index
}

/// Checks that an index is that of a whole commit, down to every file; gives how many articles it holds.
fn check_whole(index: &Index) -> u64 {
    let articles = index.statistics().unwrap().articles;
    assert_eq!(articles % A_COMMIT, 0, "half a commit");
    assert_eq!(index.count(&Query::All).unwrap().articles, articles);
    let changed = index.count(&Query::word("changed")).unwrap().articles;
    let whole = index.count(&Query::word("whole")).unwrap().articles;
    assert_eq!((changed, whole + changed), ((articles / A_COMMIT).saturating_sub(1), articles));
    articles
}

/// Starts this program again for one of its tests, in a folder.
fn again(test: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]).env(FOLDER, folder);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

fn given_folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[test]
fn child_that_indexes_without_end() {
    let Some(folder) = given_folder() else { return };
    let index = open(&folder).unwrap();
    loop {
        add_a_commit(&index).unwrap();
    }
}

#[test]
fn a_killed_writer_leaves_a_whole_commit() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("index");
    let mut dice = Dice(7);
    let mut before = 0;
    for round in 0..8 {
        let child = Killed(again("child_that_indexes_without_end", &folder).spawn().unwrap());
        let start = Instant::now();
        let until = Duration::from_millis(150 + dice.below(500));
        // Who reads while another process writes sees whole commits too.
        while start.elapsed() < until || !Index::is_at(&folder) {
            assert!(start.elapsed() < Duration::from_secs(60), "the child writes nothing");
            if Index::is_at(&folder) {
                check_whole(&Index::open(&folder).unwrap());
            }
        }
        drop(child);
        let index = open(&folder).unwrap();
        let articles = check_whole(&index);
        assert!(articles >= before, "round {round} lost a commit");
        assert_eq!(index.verify().unwrap(), Vec::<String>::new(), "round {round}");
        add_a_commit(&index).unwrap();
        before = check_whole(&index);
        assert_eq!(before, articles + A_COMMIT);
    }
}

/// Asks everything of an index; a panic in here is the failure that is looked for.
fn ask_everything(folder: &Path) -> Result<Vec<String>, Error> {
    let index = Index::open(folder)?;
    let faults = index.verify()?;
    for query in [
        "drones",
        "\"drones attacked\"",
        "dro*",
        "dorne~2",
        "section:world",
        "meta.desk:1",
        "article:{whole} -changed",
        "*",
    ] {
        let query: Query = query.parse().unwrap();
        index.search(&query).totals().facet(FacetRequest::new(Facet::Section)).run()?;
    }
    index.article(&ArticleId("000003".to_owned()))?;
    index.statistics()?;
    Ok(faults)
}

/// Gives the files of the store, the largest kinds of damage first.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let store = folder.join("store-1");
    let list = |folder: &Path| {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect()
    };
    let mut files: Vec<PathBuf> = list(&store);
    files.extend::<Vec<PathBuf>>(list(&store.join("segments")));
    files.sort();
    files
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default()
}

#[test]
fn a_flipped_byte_is_found() {
    let folder = tempfile::tempdir().unwrap();
    drop(small_index(folder.path(), 2));
    let mut dice = Dice(11);
    let segments: Vec<PathBuf> =
        files_of(folder.path()).into_iter().filter(|path| extension(path) != "json" && !is_hidden(path)).collect();
    assert!(segments.len() > 8, "{segments:?}");
    for path in segments {
        let sound = fs::read(&path).unwrap();
        // The last bytes say how the file was written, its sum among them; all before are its content.
        let footer = u32::from_le_bytes(sound[sound.len() - 8..sound.len() - 4].try_into().unwrap()) as usize + 8;
        let content = (sound.len() - footer) as u64;
        for at in [0, dice.below(content.max(1)), content.saturating_sub(1)] {
            if content == 0 {
                continue;
            }
            let mut damaged = sound.clone();
            damaged[at as usize] ^= 1 << dice.below(8);
            fs::write(&path, &damaged).unwrap();
            let found = catch_unwind(AssertUnwindSafe(|| Index::open(folder.path()).and_then(|index| index.verify())));
            match found {
                Ok(Ok(faults)) => assert!(
                    faults.iter().any(|fault| fault.contains(&*path.file_name().unwrap().to_string_lossy())),
                    "byte {at} of {} is not missed: {faults:?}",
                    path.display()
                ),
                Ok(Err(error)) => check_told(&error),
                Err(panic) => panic!("byte {at} of {} makes it panic: {panic:?}", path.display()),
            }
        }
        fs::write(&path, &sound).unwrap();
    }
    assert_eq!(ask_everything(folder.path()).unwrap(), Vec::<String>::new());
}

/// An error for people: what is wrong, and where it is not plain, what to do.
fn check_told(error: &Error) {
    let shown = error.to_string();
    assert!(!shown.is_empty() && !shown.contains('\n'), "{shown}");
    let mends_itself = matches!(error.kind(), ErrorKind::Disk { .. });
    assert!(error.advice().is_some() || mends_itself, "no hint: {shown} ({error:?})");
}

#[test]
fn a_file_that_is_cut_or_gone_is_told() {
    let folder = tempfile::tempdir().unwrap();
    drop(small_index(folder.path(), 2));
    let files = files_of(folder.path())
        .into_iter()
        .filter(|path| !is_hidden(path) && path.file_name().unwrap() != ".managed.json");
    for path in files {
        let sound = fs::read(&path).unwrap();
        for kept in [None, Some(0), Some(sound.len() / 2)] {
            match kept {
                None => fs::remove_file(&path).unwrap(),
                Some(kept) => fs::write(&path, &sound[..kept]).unwrap(),
            }
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let asked = catch_unwind(AssertUnwindSafe(|| ask_everything(folder.path())));
            match asked {
                Ok(Ok(faults)) => assert!(!faults.is_empty(), "{name} cut to {kept:?} is missed"),
                Ok(Err(error)) => check_told(&error),
                Err(panic) => panic!("{name} cut to {kept:?} makes it panic: {panic:?}"),
            }
            fs::write(&path, &sound).unwrap();
        }
    }
    assert_eq!(ask_everything(folder.path()).unwrap(), Vec::<String>::new());
}

#[test]
fn a_state_that_cannot_be_read_is_named_with_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    drop(small_index(folder.path(), 2));
    let state = |kind: &str| {
        let mut files = files_of(folder.path()).into_iter();
        files.find(|path| path.file_name().unwrap().to_string_lossy().starts_with(kind)).unwrap()
    };
    for kind in ["state-", "sources-"] {
        let path = state(kind);
        let sound = fs::read(&path).unwrap();
        for damage in [Some("{"), Some("[]"), Some(""), None] {
            match damage {
                Some(text) => fs::write(&path, text).unwrap(),
                None => fs::remove_file(&path).unwrap(),
            }
            let error = Index::open(folder.path()).and_then(|index| index.writer().map(drop)).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Damaged { .. }), "{kind} {damage:?}: {error:?}");
            assert!(error.advice().is_some() && error.to_string().contains(kind), "{error}");
            fs::write(&path, &sound).unwrap();
        }
    }
    assert!(Index::open(folder.path()).unwrap().writer().is_ok());
}

#[test]
fn other_formats_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    drop(small_index(folder.path(), 1));
    let manifest = folder.path().join("newsidx-index.json");
    let sound = fs::read_to_string(&manifest).unwrap();
    let refused = |text: &str| {
        fs::write(&manifest, text).unwrap();
        let errors = [
            Index::open(folder.path()).unwrap_err(),
            open(folder.path()).unwrap_err(),
            Index::rebuild(folder.path(), Duration::ZERO, &mut |_| ()).unwrap_err(),
        ];
        fs::write(&manifest, &sound).unwrap();
        errors
    };
    let newer = [
        sound.replacen("\"format\":1", "\"format\":2", 1),
        sound.replacen("\"segments\":4", "\"segments\":5", 1),
        r#"{"format":2,"shards":["a","b"]}"#.to_owned(),
    ];
    for text in newer {
        assert_ne!(text, sound, "the manifest has another form");
        for error in refused(&text) {
            let is_newer = matches!(error.kind(), ErrorKind::Format { found, .. } if found == "2" || found == "5");
            assert!(is_newer && error.advice().is_some(), "{text}: {error:?}");
        }
    }
    for text in ["", "{}", "[]", "{\"format\":1}", &sound.replacen("store-1", "../store-1", 1)] {
        for error in refused(text) {
            assert!(matches!(error.kind(), ErrorKind::Damaged { .. }), "{text}: {error:?}");
        }
    }
    assert_eq!(check_whole(&Index::open(folder.path()).unwrap()), A_COMMIT);
}

#[test]
fn a_second_writer_waits_and_is_told_who_writes() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::builder().memory(15_000_000).patience(Duration::from_millis(200)).create(folder.path()).unwrap();
    let first = index.writer().unwrap();
    let mut told = Vec::new();
    let start = Instant::now();
    let error = index.writer_telling(&mut |holder| told.push(holder.to_owned())).map(drop).unwrap_err();
    assert!(start.elapsed() >= Duration::from_millis(200));
    let ErrorKind::Busy { holder, path } = error.kind() else { panic!("{error:?}") };
    assert_eq!(path, folder.path());
    assert!(holder.starts_with(&format!("process {} since 20", std::process::id())), "{holder}");
    assert_eq!(told, std::slice::from_ref(holder));
    assert!(error.advice().is_some());
    assert_eq!(index.count(&Query::All).unwrap().articles, 0, "searching needs no lock");
    drop(first);
    let waited = std::thread::scope(|scope| {
        let first = index.writer().unwrap();
        let patient = Index::builder().memory(15_000_000).open(folder.path()).unwrap();
        let second = scope.spawn(move || patient.writer().map(drop).is_ok());
        std::thread::sleep(Duration::from_millis(120));
        drop(first);
        second.join().unwrap()
    });
    assert!(waited, "the lock is free once its holder is gone");
}

/// An index that was rebuilt since it was opened still answers, but is written to only once it is opened again.
#[test]
fn a_writer_asks_to_reopen_after_a_rebuild() {
    let folder = tempfile::tempdir().unwrap();
    drop(small_index(folder.path(), 1));
    let mut index = open(folder.path()).unwrap();
    Index::rebuild(folder.path(), Duration::from_secs(5), &mut |_| ()).unwrap();
    let error = index.writer().map(drop).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Rebuilt(_)) && error.advice().is_some(), "{error:?}");
    index.reopen().unwrap();
    assert!(index.writer().is_ok());
}

#[test]
fn a_file_is_no_index() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("article.txt");
    fs::write(&file, "text").unwrap();
    for path in [file.clone(), file.join("below")] {
        for error in [Index::open(&path).unwrap_err(), Index::create(&path).unwrap_err(), open(&path).unwrap_err()] {
            assert!(matches!(error.kind(), ErrorKind::Disk { .. } | ErrorKind::NoIndex(_)), "{error:?}");
        }
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "text");
    let error = Index::open(folder.path()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NoIndex(_)) && error.advice().is_some());
    // Articles beside an index would never be read again, so it wants a folder of its own.
    let error = Index::create(folder.path()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Unanswerable(_)) && error.advice().is_some(), "{error:?}");
    let own = folder.path().join("index");
    drop(small_index(&own, 1));
    assert!(matches!(Index::create(&own).unwrap_err().kind(), ErrorKind::IndexExists(_)));
    // Nothing that lies where a store would is taken for one.
    let foreign = tempfile::tempdir().unwrap();
    fs::create_dir(foreign.path().join("store-1")).unwrap();
    fs::write(foreign.path().join("store-1/precious"), "text").unwrap();
    drop(small_index(foreign.path(), 1));
    assert_eq!(fs::read_to_string(foreign.path().join("store-1/precious")).unwrap(), "text");
}

/// What a run that was killed before its first commit leaves behind is no obstacle.
#[test]
fn a_half_made_index_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("store-1/segments")).unwrap();
    fs::write(folder.path().join("store-1/segments/meta.json"), "{").unwrap();
    assert!(!Index::is_at(folder.path()));
    assert_eq!(check_whole(&small_index(folder.path(), 1)), A_COMMIT);
}

/// A rebuild that was killed leaves a store that nothing names.
#[test]
fn a_half_made_rebuild_is_no_obstacle() {
    let folder = tempfile::tempdir().unwrap();
    drop(small_index(folder.path(), 2));
    fs::create_dir_all(folder.path().join("store-2/segments")).unwrap();
    fs::write(folder.path().join("store-2/segments/meta.json"), "{").unwrap();
    assert_eq!(check_whole(&open(folder.path()).unwrap()), 2 * A_COMMIT);
    Index::rebuild(folder.path(), Duration::ZERO, &mut |_| ()).unwrap();
    let index = open(folder.path()).unwrap();
    assert_eq!(check_whole(&index), 2 * A_COMMIT);
    assert_eq!(index.verify().unwrap(), Vec::<String>::new());
}

#[test]
fn an_index_is_private() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("deep/index");
    drop(small_index(&place, 1));
    for path in [place.clone(), place.join("store-1")] {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700, "{}", path.display());
    }
}

/// A number of a user who owns nothing.
const NOBODY: u32 = 65_534;

/// Runs a test of this program as a user without privileges; tells that it cannot where the system does not let it.
fn as_nobody(test: &str, folder: &Path) {
    let mut command = again(test, folder);
    let own = tempfile::tempdir().unwrap();
    if fs::metadata(own.path()).unwrap().uid() == 0 {
        command.uid(NOBODY).gid(NOBODY);
    }
    match command.status() {
        Ok(status) => assert!(status.success(), "{test} as nobody: {status}"),
        Err(error) => eprintln!("skipped: {test} cannot run without privileges: {error}"),
    }
}

fn give_to_nobody(path: &Path) {
    if fs::metadata(path).unwrap().uid() == 0 {
        std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            give_to_nobody(&entry.unwrap().path());
        }
    }
}

fn set_mode(path: &Path, directories: u32, files: u32) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            set_mode(&entry.unwrap().path(), directories, files);
        }
    }
    let mode = if path.is_dir() { directories } else { files };
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn child_without_rights() {
    let Some(folder) = given_folder() else { return };
    let error = open(&folder.join("locked/new")).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Disk { .. }), "{error:?}");
    // The engine takes a lock to open an index, and so makes a file: reading must do without.
    let index = Index::open(folder.join("locked/index")).unwrap();
    assert_eq!(check_whole(&index), A_COMMIT);
    let error = index.writer().err().unwrap();
    assert!(matches!(error.kind(), ErrorKind::Disk { .. }), "{error:?}");
    check_told(&error);
    let error = Index::open(folder.join("hidden/index")).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Disk { .. }), "{error:?}");
}

#[test]
fn folders_without_rights_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["locked/index", "hidden/index"] {
        drop(small_index(&folder.path().join(name), 1));
    }
    give_to_nobody(folder.path());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    set_mode(&folder.path().join("locked"), 0o555, 0o444);
    set_mode(&folder.path().join("hidden/index"), 0o000, 0o000);
    as_nobody("child_without_rights", folder.path());
    for name in ["locked", "hidden"] {
        set_mode(&folder.path().join(name), 0o755, 0o644);
    }
}

#[test]
fn child_with_little_room() {
    let Some(folder) = given_folder() else { return };
    let index = open(&folder).unwrap();
    let mut writer = index.writer().unwrap();
    let mut fill = || {
        for no in 0..4_000 {
            writer.add(article(&format!("whole {}", "unlike any other ".repeat(20)), 1_000_000 + no))?;
        }
        writer.commit()
    };
    let error = fill().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Disk { .. }), "{error:?}");
    drop(writer);
    assert_eq!(check_whole(&Index::open(&folder).unwrap()), 2 * A_COMMIT);
}

/// The disk is full for a process that may write no file above a limit: the system refuses as it does on a full disk.
#[test]
fn a_full_disk_leaves_the_last_commit() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("index");
    drop(small_index(&place, 2));
    let program = again("child_with_little_room", &place);
    let mut limited = Command::new("sh");
    limited
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 200; exec \"$0\" \"$@\"")
        .arg(program.get_program())
        .args(program.get_args());
    limited.env(FOLDER, &place).stdin(Stdio::null()).stdout(Stdio::null());
    match limited.status() {
        Ok(status) => assert!(status.success(), "{status}"),
        Err(error) => eprintln!("skipped: no shell to limit a process with: {error}"),
    }
    let index = open(&place).unwrap();
    assert_eq!(check_whole(&index), 2 * A_COMMIT);
    assert_eq!(index.verify().unwrap(), Vec::<String>::new());
    add_a_commit(&index).unwrap();
    assert_eq!(check_whole(&index), 3 * A_COMMIT);
}
