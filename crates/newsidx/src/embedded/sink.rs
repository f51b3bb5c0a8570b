//! Writing the embedded index. In: entries. Out: blocks, committed together with the state file that masks old ones.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tantivy::directory::error::LockError;
use tantivy::indexer::{IndexWriterOptions, UserOperation};
use tantivy::{Index, IndexWriter, TantivyDocument, TantivyError};

use super::SEGMENTS;
use super::directory::Folder;
use super::document::BlockBuilder;
use super::fault::{at_fault, failed};
use crate::engine::{ArticleId, Entry, Sink};
use crate::entity_table::EntityTable;
use crate::error::{Error, Result};
use crate::state::{Retirement, State, VersionId};

/// How long tantivy's lock may outlive the writer lock.
const LEFT_OVER: Duration = Duration::from_secs(5);

/// A sink into an index on disk; one process at a time, which the writer lock sees to.
pub(crate) struct EmbeddedSink {
    directory: PathBuf,
    folder: Folder,
    writer: Option<IndexWriter>,
    builder: BlockBuilder,
    state: State,
    /// Entity keys of the paragraphs that were put since the sink was opened; columns hold none of headlines.
    keys: BTreeSet<String>,
}

impl EmbeddedSink {
    /// Opens a sink; `memory` is the budget in bytes before a segment is flushed, at least 15 MB.
    pub(super) fn open(directory: &Path, folder: &Folder, index: &Index, state: State, memory: usize) -> Result<Self> {
        // One thread for the inverted index leaves the other core to annotation, and bulk runs end in one segment.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(memory.max(15_000_000))
            .build();
        let writer = writer(index, &options).map_err(|error| failed("the index cannot be written", error))?;
        let fields = super::schema::fields_of(&index.schema());
        let fields = fields.map_err(|error| failed("the index lacks a field", error))?;
        let (directory, folder, builder) = (directory.to_owned(), folder.clone(), BlockBuilder::new(fields));
        Ok(Self { directory, folder, writer: Some(writer), builder, state, keys: BTreeSet::new() })
    }

    /// Gives the state that the next commit will write.
    pub(crate) fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }

    /// Sets which keys are one entity from those stored before and those put since, for the next commit to write.
    pub(crate) fn join_entities(&mut self, stored: &BTreeSet<String>) {
        self.state.entities = EntityTable::of_keys(stored.union(&self.keys).map(String::as_str));
    }

    /// Notes that the next commit changes answers.
    fn change(&mut self) {
        self.state.answers = self.state.generation + 1;
    }

    /// Waits until merges that run in the background are done.
    pub(crate) fn finish(mut self) -> Result<()> {
        match self.writer.take() {
            Some(writer) => {
                let outcome = writer.wait_merging_threads();
                outcome.map_err(|error| self.blamed(failed("segments cannot be merged", error)))
            }
            None => Ok(()),
        }
    }

    /// Says who is at fault; a worker that stopped names no cause, but the folder remembers what was refused.
    fn blamed(&self, error: Error) -> Error {
        match self.folder.take_refusal() {
            Some((file, refusal)) => Error::disk("write", &self.directory.join(SEGMENTS).join(file), refusal),
            None => at_fault(&self.directory, error),
        }
    }

    fn writer(&mut self) -> Result<&mut IndexWriter> {
        self.writer.as_mut().ok_or_else(|| Error::engine("the sink has failed before").hint("open the index again"))
    }
}

/// Opens a writer. The caller holds the writer lock, so tantivy's own lock is at most held by a process that is just being
/// made by another thread of its last holder, and for no longer than that takes.
fn writer(index: &Index, options: &IndexWriterOptions) -> tantivy::Result<IndexWriter> {
    let start = Instant::now();
    loop {
        match index.writer_with_options(options.clone()) {
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) if start.elapsed() < LEFT_OVER => {
                std::thread::sleep(Duration::from_millis(5));
            }
            opened => return opened,
        }
    }
}

impl Sink for EmbeddedSink {
    fn put(&mut self, entry: &Entry) -> Result<()> {
        let (block, words) = self.builder.block(entry)?;
        let mentions = entry.annotated.paragraphs.iter().skip(1).flat_map(|paragraph| &paragraph.mentions);
        self.keys.extend(mentions.map(|mention| mention.key.to_string()));
        // One batch goes to one worker and so to one segment: the block stays together.
        let batch = block.into_iter().map(UserOperation::<TantivyDocument>::Add);
        let outcome = self.writer()?.run(batch);
        outcome.map_err(|error| self.blamed(failed("an article cannot be added", error)))?;
        self.change();
        self.state.text.versions += 1;
        self.state.text.words += words;
        Ok(())
    }

    fn retire(&mut self, id: &ArticleId, version: u32, why: Retirement) -> Result<()> {
        self.change();
        self.state.retired.insert(VersionId { id: id.clone(), version }, why);
        Ok(())
    }

    fn restore(&mut self, id: &ArticleId, version: u32) -> Result<()> {
        self.change();
        self.state.retired.remove(&VersionId { id: id.clone(), version });
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        self.state.generation += 1;
        self.state.save(&self.directory)?;
        let generation = self.state.generation.to_string();
        let outcome = self.writer().and_then(|writer| {
            let mut prepared = writer.prepare_commit().map_err(|error| failed("the commit failed", error))?;
            prepared.set_payload(&generation);
            prepared.commit().map_err(|error| failed("the commit failed", error))
        });
        if let Err(error) = outcome {
            // A writer that failed once must not be used again: its later answers cannot be trusted.
            self.writer = None;
            return Err(at_fault(&self.directory, error)
                .hint(format!("the last commit in `{}` stands", self.directory.join(SEGMENTS).display())));
        }
        State::remove_others(&self.directory, self.state.generation)
    }
}
