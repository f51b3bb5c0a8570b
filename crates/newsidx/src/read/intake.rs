//! The whole way from paths to articles. In: paths, or a stream with a name. Out: events, one at a time, answered by
//! the caller's decisions. Must not know any form, nor what becomes of an article.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;

use newsidx_text::Article;

use super::complete::complete;
use super::fingerprint::fingerprint;
use super::jsonl::JsonLinesReader;
use super::options::ReadOptions;
use super::origin::Origin;
use super::reader::{Input, Reader, Record, RecordedArticle, extension};
use super::report::{FailureKind, Place, ReadFailure, ReadWarning};
use super::text::TextReader;
use super::walk::{Found, SkipReason, Skipped, SourceFile, Way, walk};

/// Bytes read at a time; a line of a news archive is mostly shorter.
const BUFFER: usize = 1 << 16;

/// A file that is about to be read, as it stood when it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStamp {
    /// Where it lies.
    pub path: PathBuf,
    /// Its name in [`Origin::path`].
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970; 0 where the system does not tell.
    ///
    /// It tells a changed file, and is never taken for a date of publication.
    pub mtime_ns: i64,
}

/// An article, ready to be annotated and indexed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadArticle {
    /// The article, with defaults applied.
    pub article: Article,
    /// The id under which its versions are known.
    pub item_id: String,
    /// Where it was read.
    pub origin: Origin,
    /// What [`fingerprint`] gives for it.
    pub fingerprint: u128,
}

/// One thing met while reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A file is about to be read; [`Decision::Skip`] passes it over unopened.
    File(FileStamp),
    /// An article.
    Article(Box<ReadArticle>),
    /// A path, a file or an article that could not be read.
    Failure(ReadFailure),
    /// A word on an article that was read.
    Warning(ReadWarning),
    /// Something in a directory that is not read.
    Skipped(Skipped),
}

/// What to do after an [`Event`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Read,
    /// Leave the rest of the file, and go on with the next.
    Skip,
    /// Read nothing more.
    Stop,
}

/// Takes events and answers them.
type Watcher<'a> = dyn FnMut(Event) -> Decision + 'a;

/// Reads articles from paths and streams with a set of readers.
pub struct Intake {
    options: ReadOptions,
    readers: Vec<Box<dyn Reader>>,
    standard_input: Box<dyn Read + Send>,
}

impl Intake {
    /// Makes an intake with the readers for plain text and JSON Lines.
    pub fn new(options: ReadOptions) -> Self {
        let readers: Vec<Box<dyn Reader>> = vec![Box::new(JsonLinesReader), Box::new(TextReader)];
        Self { options, readers, standard_input: Box::new(io::stdin()) }
    }

    /// Adds a reader, which is asked before those that are there.
    #[must_use]
    pub fn with_reader(mut self, reader: impl Reader + 'static) -> Self {
        self.readers.insert(0, Box::new(reader));
        self
    }

    /// Reads `-` from a stream instead of the standard input of the process.
    #[must_use]
    pub fn with_standard_input(mut self, stream: impl Read + Send + 'static) -> Self {
        self.standard_input = Box::new(stream);
        self
    }

    /// Reads everything behind the paths, in the order in which [`walk`] finds it.
    ///
    /// What cannot be read is an event and ends nothing. Gives `Break` if the watcher said [`Decision::Stop`].
    ///
    /// [`walk`]: super::walk()
    pub fn run(&mut self, paths: &[PathBuf], watcher: &mut Watcher<'_>) -> ControlFlow<()> {
        walk(paths, &mut |found| match found {
            Found::File(file) => self.file(file, watcher),
            Found::StandardInput => self.standard_input(watcher),
            Found::Skipped(skipped) => flow(watcher(Event::Skipped(skipped))),
            Found::Failure(failure) => flow(watcher(Event::Failure(failure))),
            Found::Warning(warning) => flow(watcher(Event::Warning(warning))),
        })
    }

    /// Reads one stream as a file of this name would be read; `-` stands for standard input.
    ///
    /// Gives `Break` if the watcher said [`Decision::Stop`].
    pub fn read(&self, name: &str, stream: impl Read, watcher: &mut Watcher<'_>) -> ControlFlow<()> {
        let mut stream = BufReader::with_capacity(BUFFER, stream);
        match self.reader(name, &[]) {
            _ if name == "-" => self.sniffed(&mut stream, watcher),
            Some(reader) => self.records(reader, Input { name, shown: name, bytes: &mut stream }, watcher),
            None => fail(watcher, name, FailureKind::FormNotRead(lower_extension(name))),
        }
    }

    fn reader(&self, name: &str, head: &[u8]) -> Option<&dyn Reader> {
        self.readers.iter().find(|reader| reader.reads(name, head)).map(AsRef::as_ref)
    }

    fn file(&self, file: SourceFile, watcher: &mut Watcher<'_>) -> ControlFlow<()> {
        let shown = file.path.to_string_lossy().into_owned();
        let SourceFile { path, name, way, size, mtime_ns } = file;
        let Some(reader) = self.reader(&name, &[]) else { return unread(watcher, shown, &name, way) };
        match watcher(Event::File(FileStamp { path: path.clone(), name: name.clone(), size, mtime_ns })) {
            Decision::Skip => return ControlFlow::Continue(()),
            Decision::Stop => return ControlFlow::Break(()),
            Decision::Read => {}
        }
        match File::open(path) {
            Err(error) => fail(watcher, &shown, FailureKind::io(&error)),
            Ok(file) => {
                let mut bytes = BufReader::with_capacity(BUFFER, file);
                self.records(reader, Input { name: &name, shown: &shown, bytes: &mut bytes }, watcher)
            }
        }
    }

    fn standard_input(&mut self, watcher: &mut Watcher<'_>) -> ControlFlow<()> {
        let stream = std::mem::replace(&mut self.standard_input, Box::new(io::empty()));
        self.sniffed(&mut BufReader::with_capacity(BUFFER, stream), watcher)
    }

    fn sniffed(&self, stream: &mut dyn BufRead, watcher: &mut Watcher<'_>) -> ControlFlow<()> {
        let head = match head(stream) {
            Ok(head) => head,
            Err(error) => return fail(watcher, "-", FailureKind::io(&error)),
        };
        let Some(reader) = self.reader("-", &head) else { return fail(watcher, "-", FailureKind::FormNotRead(None)) };
        let mut bytes = Cursor::new(head).chain(stream);
        self.records(reader, Input { name: "-", shown: "-", bytes: &mut bytes }, watcher)
    }

    fn records(&self, reader: &dyn Reader, input: Input<'_>, watcher: &mut Watcher<'_>) -> ControlFlow<()> {
        let mut last = Decision::Read;
        let end = reader.read(input, &self.options, &mut |record| {
            last = watcher(self.event(record));
            if last == Decision::Read { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if end.is_break() { flow(last) } else { ControlFlow::Continue(()) }
    }

    fn event(&self, record: Record) -> Event {
        match record {
            Record::Failure(failure) => Event::Failure(failure),
            Record::Warning(warning) => Event::Warning(warning),
            Record::Article(found) => {
                let RecordedArticle { mut article, origin } = *found;
                complete(&mut article, &self.options.defaults);
                let (item_id, fingerprint) = (origin.item_id(&article), fingerprint(&article));
                Event::Article(Box::new(ReadArticle { article, item_id, origin, fingerprint }))
            }
        }
    }
}

fn flow(decision: Decision) -> ControlFlow<()> {
    if decision == Decision::Stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

fn fail(watcher: &mut Watcher<'_>, path: &str, kind: FailureKind) -> ControlFlow<()> {
    flow(watcher(Event::Failure(ReadFailure { place: Place::file(path), kind })))
}

/// A form that no reader takes fails if a person asked for the file, and is passed over if it lay in a directory.
fn unread(watcher: &mut Watcher<'_>, shown: String, name: &str, way: Way) -> ControlFlow<()> {
    let extension = lower_extension(name);
    if way == Way::ByName {
        return fail(watcher, &shown, FailureKind::FormNotRead(extension));
    }
    flow(watcher(Event::Skipped(Skipped { path: shown, reason: SkipReason::Form(extension) })))
}

fn lower_extension(name: &str) -> Option<String> {
    extension(name).map(str::to_ascii_lowercase)
}

/// Takes the first bytes of a stream, up to a chunk that holds one that is not blank.
fn head(stream: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    loop {
        let chunk = match stream.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            filled => filled?,
        };
        let (taken, blank) = (chunk.len(), chunk.trim_ascii().is_empty());
        head.extend_from_slice(chunk);
        stream.consume(taken);
        if taken == 0 || !blank || head.len() >= BUFFER {
            return Ok(head);
        }
    }
}

#[cfg(test)]
mod tests;
