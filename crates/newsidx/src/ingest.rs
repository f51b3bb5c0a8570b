//! From paths to an index. In: files and folders. Out: their articles in the index, and a report that counts everything.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use newsidx_text::Annotated;
use serde::Serialize;

use crate::engine::{ArticleId, Origin};
use crate::error::{Error, ErrorKind, Result};
use crate::index::Index;
use crate::read::{Decision, Event, FileStamp, Intake, ReadArticle, ReadFailure, ReadOptions, ReadWarning, path_of};
use crate::roots::{Roots, absolute};
use crate::state::{SourceFile, State};
use crate::writer::{Arrival, Fate, Home, Writer, content_id};

/// The version of reading: a file is read again when it changes, though the file has not.
const READING: u32 = 1;

/// How many articles are understood side by side before they are written in order.
const BATCH: usize = 512;

/// How many bytes of text they may hold together: a few articles may be larger than all the others.
const BATCH_BYTES: usize = 32 << 20;

/// A file changed this recently may change again within one tick of its clock, so its stamp is not trusted.
const RACY: i64 = 2_000_000_000;

/// How to take files in.
#[derive(Clone, Debug, Default)]
pub struct IngestOptions {
    /// How articles are read.
    pub read: ReadOptions,
    /// What becomes of articles whose file, or whose record in it, is gone.
    pub vanished: Vanished,
    /// Whether anything is written.
    pub writing: Writing,
}

/// What becomes of articles that are gone from their source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vanished {
    /// They stay.
    #[default]
    Keep,
    /// They are withdrawn.
    Withdraw,
}

/// Whether a run writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Writing {
    /// It does.
    #[default]
    Commit,
    /// It only says what it would do.
    DryRun,
}

/// What happened to everything that was met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct IngestReport {
    /// Articles that are new.
    pub added: u64,
    /// Articles that replace an older version.
    pub updated: u64,
    /// Articles that were there already.
    pub unchanged: u64,
    /// Articles that were withdrawn because their source is gone.
    pub withdrawn: u64,
    /// Files that could not be read whole, so that nothing was withdrawn that they may still hold.
    pub kept: u64,
    /// Files and folders that are no articles, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Articles and files that could not be read.
    pub failed: u64,
    /// What was read with a doubt that its source may want to mend.
    pub warned: u64,
    /// Articles that share an id with another one of this run.
    pub conflicts: u64,
    /// Bytes of the files that were read.
    pub bytes: u64,
}

/// Something that a person should hear of while a run goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A file is about to be read.
    File(PathBuf),
    /// Articles have been taken in; the sum so far.
    Articles(u64),
    /// Bytes of files are done, those of unchanged files included; the sum so far.
    Bytes(u64),
    /// Something could not be read.
    Failure(ReadFailure),
    /// Something was read that its source may want to mend.
    Warning(ReadWarning),
    /// Two different articles of this run have one id.
    Conflict {
        /// The id.
        id: ArticleId,
        /// Where the first was read.
        first: Origin,
        /// Where the second was read, which is kept as the newer version.
        second: Origin,
    },
    /// An article was not taken in because its path already names an article of another folder.
    Foreign {
        /// The id.
        id: ArticleId,
        /// Where the article that has it was read.
        owner: Origin,
        /// Where the one that was left out was read.
        left_out: Origin,
    },
}

/// Hears of a run and may end it.
pub type Observer<'a> = dyn FnMut(Progress) -> std::ops::ControlFlow<()> + 'a;

impl Index {
    /// Takes in everything behind the paths and commits once, at the end.
    ///
    /// # Errors
    ///
    /// When the observer ends the run ([`ErrorKind::Stopped`]; nothing is committed) and when the index cannot be
    /// written. What cannot be read is no error here: it is told to the observer and counted.
    pub fn ingest(
        &self,
        intake: &mut Intake,
        paths: &[PathBuf],
        options: &IngestOptions,
        observer: &mut Observer<'_>,
        waiting: &mut dyn FnMut(&str),
    ) -> Result<IngestReport> {
        let mut writer = self.writer_telling(waiting)?;
        let run = Run::new(&mut writer, paths, options, observer);
        let (report, changed) = run.all(intake, paths)?;
        if changed && options.writing == Writing::Commit {
            writer.commit()?;
            writer.finish()?;
        }
        Ok(report)
    }
}

struct Run<'a, 'w, 'o> {
    writer: &'a mut Writer<'w>,
    options: &'a IngestOptions,
    observer: &'a mut Observer<'o>,
    roots: Roots,
    /// Text that two runs must share for a file's stamp to hold.
    fingerprint: String,
    file: Option<OpenFile>,
    waiting: Vec<(Arrival, u32)>,
    waiting_bytes: usize,
    /// Files met in this run, by their absolute path; those read anew are true.
    met: BTreeMap<String, bool>,
    /// Bytes of the files before the one that is being read.
    passed: u64,
    /// Files in which something could not be read: what is missing from them may still be there.
    broken: BTreeSet<String>,
    /// Which of the articles that more than one file has held were met in which file.
    held: BTreeSet<(ArticleId, String)>,
    /// How often each article replaced another version.
    replaced: BTreeMap<ArticleId, u64>,
    /// The state at the beginning, and whether a version was stored since: a run that changes nothing commits nothing.
    before: State,
    stored: bool,
    report: IngestReport,
}

/// The file that is being read.
struct OpenFile {
    absolute: String,
    source: SourceFile,
}

impl<'a, 'w, 'o> Run<'a, 'w, 'o> {
    fn new(
        writer: &'a mut Writer<'w>,
        paths: &[PathBuf],
        options: &'a IngestOptions,
        observer: &'a mut Observer<'o>,
    ) -> Self {
        let before = writer.state_mut().clone();
        let roots = Roots::new(paths, writer.state_mut().sources.values().map(|source| source.root.clone()).collect());
        Self {
            roots,
            fingerprint: format!("{READING} {:?}", options.read.defaults),
            writer,
            options,
            observer,
            file: None,
            waiting: Vec::new(),
            waiting_bytes: 0,
            met: BTreeMap::new(),
            passed: 0,
            broken: BTreeSet::new(),
            held: BTreeSet::new(),
            replaced: BTreeMap::new(),
            before,
            stored: false,
            report: IngestReport::default(),
        }
    }

    fn all(mut self, intake: &mut Intake, paths: &[PathBuf]) -> Result<(IngestReport, bool)> {
        let mut outcome = Ok(());
        let _ended_early = intake.run(paths, &mut |event| match self.event(event) {
            Ok(decision) => decision,
            Err(error) => {
                outcome = Err(error);
                Decision::Stop
            }
        });
        outcome?;
        self.close_file();
        self.flush()?;
        self.settle();
        if self.options.vanished == Vanished::Withdraw {
            self.withdraw_vanished(paths)?;
        }
        let changed = self.stored || *self.writer.state_mut() != self.before;
        Ok((self.report, changed))
    }

    fn tell(&mut self, progress: Progress) -> Result<()> {
        match (self.observer)(progress) {
            std::ops::ControlFlow::Continue(()) => Ok(()),
            std::ops::ControlFlow::Break(()) => Err(Error::new(ErrorKind::Stopped)),
        }
    }

    fn event(&mut self, event: Event) -> Result<Decision> {
        match event {
            Event::File(stamp) => return self.open_file(&stamp),
            Event::Article(article) => self.article(*article)?,
            Event::Failure(failure) => {
                self.report.failed += 1;
                self.spoil();
                self.broken.extend(self.file.as_ref().map(|file| file.absolute.clone()));
                self.tell(Progress::Failure(failure))?;
            }
            Event::Warning(warning) => {
                self.report.warned += 1;
                self.spoil();
                self.tell(Progress::Warning(warning))?;
            }
            Event::Skipped(skipped) => *self.report.skipped.entry(skipped.reason.to_string()).or_default() += 1,
        }
        Ok(Decision::Read)
    }

    /// What was wrong with a file is told again at the next run, so its stamp must not be trusted then.
    fn spoil(&mut self) {
        if let Some(file) = &mut self.file {
            file.source.sound = false;
        }
    }

    fn open_file(&mut self, stamp: &FileStamp) -> Result<Decision> {
        self.close_file();
        let absolute = absolute(&stamp.path);
        let known = self.writer.state_mut().sources.get(&absolute).cloned();
        let (root, path) = match &known {
            Some(known) => (known.root.clone(), known.path.clone()),
            None => self.roots.place(&absolute),
        };
        let source = SourceFile {
            root,
            path,
            size: stamp.size,
            modified: stamp.mtime_ns,
            options: self.fingerprint.clone(),
            articles: 0,
            sound: now() - stamp.mtime_ns > RACY,
        };
        if let Some(known) = known.filter(|known| is_as_it_was(known, &source)) {
            self.report.unchanged += known.articles;
            self.met.insert(absolute, false);
            self.passed += stamp.size;
            return Ok(Decision::Skip);
        }
        self.met.insert(absolute.clone(), true);
        self.report.bytes += stamp.size;
        self.file = Some(OpenFile { absolute, source });
        self.tell(Progress::File(stamp.path.clone()))?;
        Ok(Decision::Read)
    }

    fn close_file(&mut self) {
        if let Some(file) = self.file.take() {
            self.passed += file.source.size;
            self.writer.state_mut().sources.insert(file.absolute, file.source);
        }
    }

    fn article(&mut self, read: ReadArticle) -> Result<()> {
        let (root, path) = match &mut self.file {
            Some(file) => {
                file.source.articles += 1;
                (file.source.root.clone(), file.source.path.clone())
            }
            None => (String::new(), read.origin.path.clone()),
        };
        let given = read.article.id.clone().or_else(|| read.article.url.clone());
        let id_is_place = given.is_none() && self.file.is_some();
        let place = || match (&self.file, read.origin.record) {
            (None, _) => content_id(read.fingerprint),
            (Some(_), None) => path.clone(),
            (Some(_), Some(record)) => format!("{path}#{record}"),
        };
        let id = ArticleId(given.unwrap_or_else(place));
        let bytes = (read.origin.bytes.start, read.origin.bytes.end);
        let origin = Origin { root, path, record: read.origin.record, line: read.origin.line, bytes };
        let arrival = Arrival { id, id_is_place, fingerprint: read.fingerprint, origin, article: read.article };
        let decided = self.writer.decide(&arrival)?;
        self.hold(&arrival.id, decided.home);
        self.count(&arrival, decided.fate)?;
        if let Some(version) = decided.version {
            self.stored = true;
            self.waiting_bytes += arrival.article.paragraphs.iter().map(String::len).sum::<usize>();
            self.waiting.push((arrival, version));
            if self.waiting.len() >= BATCH || self.waiting_bytes >= BATCH_BYTES {
                self.flush()?;
            }
        }
        Ok(())
    }

    /// Keeps in mind that the open file holds an article which was read from another one before.
    fn hold(&mut self, id: &ArticleId, home: Option<Home>) {
        let Some(here) = self.file.as_ref().map(|file| file.absolute.clone()) else { return };
        let (home, met_now) = match home {
            Some(Home::Now(origin)) => (origin.file(), true),
            Some(Home::Before(origin)) => (origin.file(), false),
            None => (here.clone(), false),
        };
        let holders = &mut self.writer.state_mut().holders;
        if home == here && !holders.contains_key(id) {
            return;
        }
        let files = holders.entry(id.clone()).or_insert_with(|| BTreeSet::from([home.clone()]));
        files.insert(here.clone());
        self.held.extend(met_now.then(|| (id.clone(), home)));
        self.held.insert((id.clone(), here));
    }

    fn count(&mut self, arrival: &Arrival, fate: Fate) -> Result<()> {
        if matches!(fate, Fate::Updated | Fate::Conflict { .. }) {
            *self.replaced.entry(arrival.id.clone()).or_default() += 1;
        }
        match fate {
            Fate::Added => self.report.added += 1,
            Fate::Updated => self.report.updated += 1,
            Fate::Unchanged => self.report.unchanged += 1,
            Fate::Conflict { other } => {
                self.report.updated += 1;
                self.report.conflicts += 1;
                self.spoil();
                // To meet again they must both be read again.
                if let Some(source) = self.writer.state_mut().sources.get_mut(&other.file()) {
                    source.sound = false;
                }
                let (id, second) = (arrival.id.clone(), arrival.origin.clone());
                self.tell(Progress::Conflict { id, first: other, second })?;
            }
            Fate::Foreign { other } => {
                self.report.failed += 1;
                self.spoil();
                let (id, left_out) = (arrival.id.clone(), arrival.origin.clone());
                self.tell(Progress::Foreign { id, owner: other, left_out })?;
            }
        }
        Ok(())
    }

    /// Two articles of one id replace each other in every run; where the run ends as it began, nothing was updated.
    fn settle(&mut self) {
        for (id, times) in std::mem::take(&mut self.replaced) {
            if self.writer.is_back_where_it_was(&id) {
                self.report.updated -= times;
                self.report.unchanged += times;
            }
        }
    }

    /// Understands the waiting articles on all cores and writes them in the order they came.
    fn flush(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        if waiting.is_empty() {
            return Ok(());
        }
        if self.options.writing == Writing::Commit {
            for ((arrival, version), annotated) in waiting.iter().zip(self.annotate(&waiting)) {
                self.writer.store(arrival, *version, annotated)?;
            }
        }
        self.tell(Progress::Articles(self.report.added + self.report.updated + self.report.unchanged))?;
        let read =
            if self.file.is_some() { waiting.last().map_or(0, |(arrival, _)| arrival.origin.bytes.1) } else { 0 };
        self.tell(Progress::Bytes(self.passed + read))
    }

    fn annotate(&self, waiting: &[(Arrival, u32)]) -> Vec<Annotated> {
        let annotator = self.writer.annotator();
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let share = waiting.len().div_ceil(threads).max(8);
        std::thread::scope(|scope| {
            let work = |part: &[(Arrival, u32)]| -> Vec<Annotated> {
                part.iter().map(|(arrival, _)| annotator.annotate(arrival.article.clone())).collect()
            };
            let handles: Vec<_> = waiting.chunks(share).map(|part| (part, scope.spawn(move || work(part)))).collect();
            // A thread that panicked is a bug in annotation; doing its share here lets the bug speak for itself.
            handles.into_iter().flat_map(|(part, handle)| handle.join().unwrap_or_else(|_| work(part))).collect()
        })
    }

    /// Withdraws what the given paths no longer hold: files that are gone, and records gone from a file read anew.
    fn withdraw_vanished(&mut self, paths: &[PathBuf]) -> Result<()> {
        let given: Vec<String> = paths.iter().map(|path| absolute(path)).collect();
        // A folder that cannot be reached, such as a disk that is not there, says nothing of what was in it.
        let given: Vec<String> =
            given.into_iter().filter(|path| matches!(path_of(path).try_exists(), Ok(true))).collect();
        let under = |file: &str| given.iter().any(|path| file == path || Path::new(file).starts_with(path));
        let State { sources, holders, .. } = self.writer.state_mut().clone();
        let mut shared: BTreeMap<&String, Vec<&ArticleId>> = BTreeMap::new();
        for (id, file) in holders.iter().flat_map(|(id, files)| files.iter().map(move |file| (id, file))) {
            shared.entry(file).or_default().push(id);
        }
        for (absolute, source) in sources.iter().filter(|(absolute, _)| under(absolute)) {
            let gone = match self.met.get(absolute) {
                Some(false) => continue,
                Some(true) => false,
                // A file that cannot be reached has failed; only one that is truly gone has vanished.
                None => matches!(path_of(absolute).try_exists(), Ok(false)) || self.report.failed == 0,
            };
            if !gone && !self.met.contains_key(absolute) {
                continue;
            }
            if gone || !self.broken.contains(absolute) {
                self.withdraw_unseen(absolute, source, shared.get(absolute).map_or(&[], Vec::as_slice))?;
            } else {
                self.report.kept += 1;
            }
            if gone {
                self.writer.state_mut().sources.remove(absolute);
            }
        }
        Ok(())
    }

    /// Withdraws what a file held and holds no more, unless another file does.
    fn withdraw_unseen(&mut self, absolute: &str, source: &SourceFile, shared: &[&ArticleId]) -> Result<()> {
        let current = self.writer.current_in_file(&source.root, &source.path)?;
        let mut ids: BTreeSet<ArticleId> = current.into_iter().map(|known| known.head.id).collect();
        ids.extend(shared.iter().copied().cloned());
        for id in ids {
            if !self.is_held(&id, absolute) && self.writer.withdraw(&id)? {
                self.report.withdrawn += 1;
            }
        }
        Ok(())
    }

    /// Tells whether some file still holds an article, once `absolute` was read or is gone.
    fn is_held(&mut self, id: &ArticleId, absolute: &str) -> bool {
        if self.held.contains(&(id.clone(), absolute.to_owned())) {
            return true;
        }
        let holders = &mut self.writer.state_mut().holders;
        let Some(files) = holders.get_mut(id) else { return self.writer.has_seen(id) };
        files.remove(absolute);
        let held = !files.is_empty();
        if !held {
            holders.remove(id);
        }
        held
    }
}

/// Tells whether nothing about a file has changed since everything in it could be read.
fn is_as_it_was(known: &SourceFile, found: &SourceFile) -> bool {
    known.sound && (known.size, known.modified, &known.options) == (found.size, found.modified, &found.options)
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as i64)
}
