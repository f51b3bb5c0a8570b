//! Taking files in: what is added, replaced, left alone and withdrawn while files come, change, move and go.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::cell::Cell;
use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use newsidx::read::{ArticleDefaults, Intake, ReadOptions};
use newsidx::{ArticleId, Error, ErrorKind, Index, IngestOptions, IngestReport, Progress, Query, Vanished, Writing};
use tempfile::TempDir;

/// A folder of articles and an index of it.
struct Archive {
    folder: TempDir,
    index: Index,
    /// Seconds that have passed since the first file was written, an hour ago.
    clock: Cell<u64>,
}

/// What a run said.
struct Ran {
    report: IngestReport,
    told: Vec<Progress>,
}

impl Archive {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("news")).unwrap();
        let index = Index::builder().memory(15_000_000).create(folder.path().join("index")).unwrap();
        Self { folder, index, clock: Cell::new(0) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file with a time of change that is past and its own.
    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        self.touch(name);
    }

    fn touch(&self, name: &str) {
        self.clock.set(self.clock.get() + 1);
        let time = SystemTime::now() - Duration::from_secs(3600) + Duration::from_secs(self.clock.get());
        File::options().write(true).open(self.path(name)).unwrap().set_modified(time).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        fs::create_dir_all(self.path(to).parent().unwrap()).unwrap();
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    fn run(&self, paths: &[&str], options: &IngestOptions) -> Result<Ran, Error> {
        let paths: Vec<PathBuf> = paths.iter().map(|name| self.path(name)).collect();
        let mut told = Vec::new();
        let mut observer = |progress| {
            told.push(progress);
            ControlFlow::Continue(())
        };
        let mut intake = Intake::new(options.read.clone());
        let report = self.index.ingest(&mut intake, &paths, options, &mut observer, &mut |_| ())?;
        Ok(Ran { report, told })
    }

    /// Runs over the folder `news` and compares the counts, of which those that are 0 are not written.
    fn check(&self, vanished: Vanished, expected: &str) -> Ran {
        let ran = self.run(&["news"], &IngestOptions { vanished, ..IngestOptions::default() }).unwrap();
        assert_eq!(counts(&ran.report), expected, "{:?}", ran.told);
        ran
    }

    fn keep(&self, expected: &str) -> Ran {
        self.check(Vanished::Keep, expected)
    }

    fn prune(&self, expected: &str) -> Ran {
        self.check(Vanished::Withdraw, expected)
    }

    /// Compares the ids of the articles that are answered from.
    fn holds(&self, expected: &str) {
        let page = self.index.search(&Query::All).limit(1000).run().unwrap();
        let mut ids: Vec<String> = page.articles.into_iter().map(|article| article.id.0).collect();
        ids.sort();
        assert_eq!(ids.join(" "), expected);
        assert_eq!(self.index.verify().unwrap(), Vec::<String>::new());
    }
}

fn counts(report: &IngestReport) -> String {
    let counts = [
        ("added", report.added),
        ("updated", report.updated),
        ("unchanged", report.unchanged),
        ("withdrawn", report.withdrawn),
        ("skipped", report.skipped.values().sum()),
        ("failed", report.failed),
        ("conflicts", report.conflicts),
    ];
    let counts = counts.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{count} {name}"));
    counts.collect::<Vec<_>>().join(", ")
}

fn files_read(ran: &Ran) -> usize {
    ran.told.iter().filter(|progress| matches!(progress, Progress::File(_))).count()
}

fn text(title: &str) -> String {
    format!("{title} is what it says here\n\nThe body of {title} stands in a paragraph of its own.\n")
}

/// A line of JSON; without an id where `id` is empty.
fn line(id: &str, title: &str) -> String {
    let id = if id.is_empty() { String::new() } else { format!("\"id\":\"{id}\",") };
    format!("{{{id}\"title\":\"{title}\",\"paragraphs\":[\"The body of {title}.\"]}}\n")
}

#[test]
fn everything_that_is_met_is_counted() {
    let archive = Archive::new();
    archive.write("news/a.txt", &text("Alpha"));
    archive.write("news/b.jsonl", &(line("X", "Beta") + "not json\n" + &line("", "Gamma")));
    archive.write("news/c.pdf", "%PDF");
    archive.write("news/README.md", "about");
    archive.write("news/d.txt", "   \n");
    let first = archive.keep("3 added, 2 skipped, 2 failed");
    assert_eq!(first.told.iter().filter(|progress| matches!(progress, Progress::Failure(_))).count(), 2);
    archive.holds("X a.txt b.jsonl#3");
    let second = archive.keep("3 unchanged, 2 skipped, 2 failed");
    assert_eq!(second.told.iter().filter(|progress| matches!(progress, Progress::Failure(_))).count(), 2);
    assert_eq!(files_read(&second), 2, "what could not be read is read again, and nothing else");
}

#[test]
fn unchanged_files_are_not_read_again() {
    let archive = Archive::new();
    archive.write("news/a.txt", &text("Alpha"));
    archive.write("news/b.jsonl", &(line("", "Beta") + &line("", "Gamma")));
    assert_eq!(files_read(&archive.keep("3 added")), 2);
    let second = archive.keep("3 unchanged");
    assert_eq!((files_read(&second), second.report.bytes), (0, 0));
    archive.touch("news/b.jsonl");
    assert_eq!(files_read(&archive.keep("3 unchanged")), 1);
    assert_eq!(files_read(&archive.keep("3 unchanged")), 0, "the new time was kept");
    archive.write("news/b.jsonl", &(line("", "Beta") + &line("", "Delta")));
    assert_eq!(files_read(&archive.keep("1 updated, 2 unchanged")), 1);
    let defaults = ArticleDefaults { source: Some("Demo".to_owned()), ..ArticleDefaults::default() };
    let options =
        IngestOptions { read: ReadOptions { defaults, ..ReadOptions::default() }, ..IngestOptions::default() };
    let ran = archive.run(&["news"], &options).unwrap();
    assert_eq!(
        (files_read(&ran), counts(&ran.report)),
        (2, "3 updated".to_owned()),
        "other defaults are other articles"
    );
    assert_eq!(archive.index.statistics().unwrap().superseded, 4);
}

/// A file that was written this moment may be written again within one tick of the clock.
#[test]
fn a_file_of_this_moment_is_read_again() {
    let archive = Archive::new();
    fs::write(archive.path("news/a.txt"), text("Alpha")).unwrap();
    archive.keep("1 added");
    let modified = fs::metadata(archive.path("news/a.txt")).unwrap().modified().unwrap();
    fs::write(archive.path("news/a.txt"), text("Aleph")).unwrap();
    File::options().write(true).open(archive.path("news/a.txt")).unwrap().set_modified(modified).unwrap();
    archive.keep("1 updated");
}

#[test]
fn a_file_that_is_gone() {
    let archive = Archive::new();
    archive.write("news/a.txt", &text("Alpha"));
    archive.write("news/b.jsonl", &(line("", "Beta") + &line("X", "Gamma")));
    archive.keep("3 added");
    archive.remove("news/b.jsonl");
    archive.keep("1 unchanged");
    archive.holds("X a.txt b.jsonl#1");
    archive.prune("1 unchanged, 2 withdrawn");
    archive.holds("a.txt");
    archive.prune("1 unchanged");
    archive.write("news/b.jsonl", &line("", "Beta"));
    archive.prune("1 updated, 1 unchanged");
    archive.holds("a.txt b.jsonl#1");
}

#[test]
fn a_record_that_is_gone() {
    let archive = Archive::new();
    archive.write("news/b.jsonl", &(line("X", "Beta") + &line("Y", "Gamma") + &line("Z", "Delta")));
    archive.write("news/c.jsonl", &line("W", "Omega"));
    archive.keep("4 added");
    archive.write("news/b.jsonl", &(line("X", "Beta") + &line("Z", "Delta")));
    archive.keep("3 unchanged");
    archive.holds("W X Y Z");
    archive.touch("news/b.jsonl");
    archive.prune("3 unchanged, 1 withdrawn");
    archive.holds("W X Z");
}

#[test]
fn a_record_that_cannot_be_read_has_not_vanished_alone() {
    let archive = Archive::new();
    archive.write("news/b.jsonl", &(line("X", "Beta") + &line("Y", "Gamma")));
    archive.keep("2 added");
    archive.write("news/b.jsonl", &(line("X", "Beta") + "{\"id\":\"Y\",\n"));
    archive.prune("1 unchanged, 1 failed");
    archive.holds("X Y");
}

#[test]
fn a_file_that_moved() {
    let archive = Archive::new();
    archive.write("news/a.txt", &text("Alpha"));
    archive.write("news/b.jsonl", &line("X", "Beta"));
    archive.keep("2 added");
    archive.rename("news/a.txt", "news/later/a.txt");
    archive.rename("news/b.jsonl", "news/later/b.jsonl");
    archive.prune("1 added, 1 unchanged, 1 withdrawn");
    archive.holds("X later/a.txt");
    archive.prune("2 unchanged");
    archive.remove("news/later/b.jsonl");
    archive.prune("1 unchanged, 1 withdrawn");
    archive.holds("later/a.txt");
}

#[test]
fn an_article_that_moved_to_another_file() {
    let archive = Archive::new();
    archive.write("news/a.jsonl", &(line("X", "Alpha") + &line("Y", "Beta")));
    archive.write("news/b.jsonl", &line("Z", "Gamma"));
    archive.keep("3 added");
    archive.write("news/a.jsonl", &line("Y", "Beta"));
    archive.write("news/b.jsonl", &(line("Z", "Gamma") + &line("X", "Alpha")));
    archive.prune("3 unchanged");
    archive.holds("X Y Z");
    archive.touch("news/a.jsonl");
    archive.prune("3 unchanged");
    archive.holds("X Y Z");
    archive.write("news/b.jsonl", &line("Z", "Gamma"));
    archive.prune("2 unchanged, 1 withdrawn");
    archive.holds("Y Z");
}

#[test]
fn an_article_that_stands_in_two_files() {
    let archive = Archive::new();
    archive.write("news/a.jsonl", &(line("X", "Alpha") + &line("Y", "Beta")));
    archive.write("news/b.jsonl", &(line("Z", "Gamma") + &line("X", "Alpha")));
    archive.prune("3 added, 1 unchanged");
    archive.prune("4 unchanged");
    archive.write("news/a.jsonl", &line("Y", "Beta"));
    archive.prune("3 unchanged");
    archive.holds("X Y Z");
    archive.write("news/a.jsonl", &(line("X", "Alpha") + &line("Y", "Beta")));
    archive.remove("news/b.jsonl");
    archive.prune("2 unchanged, 1 withdrawn");
    archive.holds("X Y");
    archive.remove("news/a.jsonl");
    archive.prune("2 withdrawn");
    archive.holds("");
}

#[test]
fn only_what_lies_under_the_paths_can_vanish() {
    let archive = Archive::new();
    archive.write("news/east/a.txt", &text("Alpha"));
    archive.write("news/west/b.txt", &text("Beta"));
    archive.keep("2 added");
    archive.remove("news/east/a.txt");
    archive.remove("news/west/b.txt");
    let options = IngestOptions { vanished: Vanished::Withdraw, ..IngestOptions::default() };
    assert_eq!(counts(&archive.run(&["news/west"], &options).unwrap().report), "1 withdrawn");
    archive.holds("east/a.txt");
    archive.prune("1 withdrawn");
    archive.holds("");
}

/// A folder that cannot be reached is a failure, not an empty one.
#[test]
fn a_folder_that_is_gone_whole() {
    let archive = Archive::new();
    archive.write("news/east/a.txt", &text("Alpha"));
    archive.keep("1 added");
    let options = IngestOptions { vanished: Vanished::Withdraw, ..IngestOptions::default() };
    let ran = archive.run(&["news/typo"], &options).unwrap();
    assert_eq!(counts(&ran.report), "1 failed");
    archive.holds("east/a.txt");
}

#[test]
fn two_articles_with_one_id() {
    let archive = Archive::new();
    archive.write("news/a.jsonl", &line("X", "Alpha"));
    archive.write("news/b.jsonl", &line("X", "Beta"));
    let first = archive.keep("1 added, 1 updated, 1 conflicts");
    let conflict = first.told.iter().find_map(|progress| match progress {
        Progress::Conflict { id, first, second } => Some((id.0.as_str(), first.path.as_str(), second.path.as_str())),
        _ => None,
    });
    assert_eq!(conflict, Some(("X", "a.jsonl", "b.jsonl")));
    let title = || archive.index.article(&ArticleId("X".to_owned())).unwrap().head.article.title;
    assert_eq!(title(), "Beta");
    archive.keep("2 unchanged, 1 conflicts");
    archive.touch("news/a.jsonl");
    archive.keep("2 unchanged, 1 conflicts");
    assert_eq!(title(), "Beta");
    let holdings = archive.index.statistics().unwrap();
    assert_eq!((holdings.articles, holdings.superseded), (1, 1));
    archive.holds("X");
}

#[test]
fn an_article_twice_in_one_run_is_no_conflict() {
    let archive = Archive::new();
    archive.write("news/a.jsonl", &(line("X", "Alpha") + &line("X", "Alpha")));
    archive.keep("1 added, 1 unchanged");
    archive.keep("2 unchanged");
    archive.holds("X");
}

#[test]
fn one_path_under_two_roots() {
    let archive = Archive::new();
    archive.write("east/a.txt", &text("Alpha"));
    archive.write("west/a.txt", &text("Beta"));
    let options = IngestOptions::default();
    assert_eq!(counts(&archive.run(&["east"], &options).unwrap().report), "1 added");
    for _ in 0..2 {
        let ran = archive.run(&["west"], &options).unwrap();
        assert_eq!(counts(&ran.report), "1 failed");
        let foreign = ran.told.iter().find_map(|progress| match progress {
            Progress::Foreign { id, owner, left_out } => Some((id.0.as_str(), owner.file(), left_out.file())),
            _ => None,
        });
        let file = |name| fs::canonicalize(archive.path(name)).unwrap().to_string_lossy().into_owned();
        assert_eq!(foreign, Some(("a.txt", file("east/a.txt"), file("west/a.txt"))));
    }
    let stored = archive.index.article(&ArticleId("a.txt".to_owned())).unwrap();
    assert!(stored.head.article.title.contains("Alpha"));
}

#[test]
fn two_roots_in_one_run_have_ids_from_what_holds_both() {
    let archive = Archive::new();
    archive.write("east/a.txt", &text("Alpha"));
    archive.write("west/a.txt", &text("Beta"));
    let ran = archive.run(&["east", "west"], &IngestOptions::default()).unwrap();
    assert_eq!(counts(&ran.report), "2 added");
    archive.holds("east/a.txt west/a.txt");
    let ran = archive.run(&["west"], &IngestOptions::default()).unwrap();
    assert_eq!(counts(&ran.report), "1 unchanged", "a part of it keeps its ids");
}

#[test]
fn a_dry_run_writes_nothing() {
    let archive = Archive::new();
    let dry = IngestOptions { writing: Writing::DryRun, vanished: Vanished::Withdraw, ..IngestOptions::default() };
    let listing = || {
        let mut files: Vec<(PathBuf, u64)> = Vec::new();
        let mut folders = vec![archive.path("index")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let data = entry.metadata().unwrap();
                if data.is_dir() { folders.push(entry.path()) } else { files.push((entry.path(), data.len())) }
            }
        }
        // Locks are no content.
        files.retain(|(path, _)| path.extension().is_none_or(|extension| extension != "lock"));
        files.sort();
        files
    };
    archive.write("news/a.txt", &text("Alpha"));
    archive.write("news/b.txt", &text("Beta"));
    let empty = listing();
    assert_eq!(counts(&archive.run(&["news"], &dry).unwrap().report), "2 added");
    assert_eq!(listing(), empty);
    archive.holds("");
    archive.keep("2 added");
    archive.write("news/a.txt", &text("Aleph"));
    archive.remove("news/b.txt");
    archive.write("news/c.txt", &text("Gamma"));
    let full = listing();
    for _ in 0..2 {
        assert_eq!(counts(&archive.run(&["news"], &dry).unwrap().report), "1 added, 1 updated, 1 withdrawn");
        assert_eq!(listing(), full);
    }
    archive.holds("a.txt b.txt");
    archive.prune("1 added, 1 updated, 1 withdrawn");
    archive.holds("a.txt c.txt");
}

#[test]
fn who_watches_may_end_a_run() {
    let archive = Archive::new();
    archive.write("news/a.txt", &text("Alpha"));
    archive.keep("1 added");
    archive.write("news/b.jsonl", &(line("X", "Beta") + "broken\n" + &line("Y", "Gamma")));
    archive.write("news/c.txt", &text("Delta"));
    let ends: [fn(&Progress) -> bool; 3] = [
        |progress| matches!(progress, Progress::File(path) if path.ends_with("c.txt")),
        |progress| matches!(progress, Progress::Failure(_)),
        |progress| matches!(progress, Progress::Articles(_)),
    ];
    for end in ends {
        let mut observer = |progress| if end(&progress) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let mut intake = Intake::new(ReadOptions::default());
        let paths = [archive.path("news")];
        let ended = archive.index.ingest(&mut intake, &paths, &IngestOptions::default(), &mut observer, &mut |_| ());
        let error = ended.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Stopped), "{error:?}");
        archive.index.reload().unwrap();
        archive.holds("a.txt");
    }
    archive.keep("3 added, 1 unchanged, 1 failed");
}

#[test]
fn an_index_is_no_article() {
    let archive = Archive::new();
    archive.write("news/a.txt", &text("Alpha"));
    for place in ["news/.newsidx", "news/index"] {
        let own = Index::builder().memory(15_000_000).create(archive.path(place)).unwrap();
        drop(own);
        archive.write(&format!("{place}/stray.txt"), &text("Stray"));
    }
    archive.keep("1 added");
    archive.holds("a.txt");
    let ran = archive.run(&["news/index"], &IngestOptions::default()).unwrap();
    assert_eq!(counts(&ran.report), "1 failed");
    archive.holds("a.txt");
}

#[test]
fn standard_input_has_ids_of_its_content() {
    let archive = Archive::new();
    let lines = line("X", "Alpha") + &line("", "Beta");
    for expected in ["2 added", "2 unchanged"] {
        let mut intake = Intake::new(ReadOptions::default()).with_standard_input(std::io::Cursor::new(lines.clone()));
        let options = IngestOptions::default();
        let mut observer = |_| ControlFlow::Continue(());
        let report = archive.index.ingest(&mut intake, &[PathBuf::from("-")], &options, &mut observer, &mut |_| ());
        assert_eq!(counts(&report.unwrap()), expected);
    }
    let ids: Vec<String> =
        archive.index.search(&Query::All).run().unwrap().articles.into_iter().map(|a| a.id.0).collect();
    assert_eq!(ids.len(), 2);
    assert!(ids.iter().any(|id| id.starts_with("content:")) && ids.contains(&"X".to_owned()), "{ids:?}");
}

/// Articles are understood side by side, but never so many bytes of them that memory would run out.
#[test]
fn a_large_article_ends_its_batch() {
    let archive = Archive::new();
    let long = "word ".repeat((32 << 20) / 5 + 1);
    archive.write("news/a.jsonl", &format!("{{\"title\":\"A\",\"text\":\"{long}\"}}\n{{\"title\":\"B\"}}\n"));
    // A dry run reads and batches but understands nothing, which would take long.
    let ran = archive.run(&["news"], &IngestOptions { writing: Writing::DryRun, ..IngestOptions::default() }).unwrap();
    let batches: Vec<&Progress> = ran.told.iter().filter(|told| matches!(told, Progress::Articles(_))).collect();
    assert_eq!(batches, [&Progress::Articles(1), &Progress::Articles(2)]);
}
