//! The embedded engine: an index in one folder, on tantivy. In: plans and entries. Out: hits, counts, stored articles.
//!
//! This is the only room that knows tantivy, and none of its types leaves it.

mod blocks;
mod columns;
mod count;
mod days;
mod directory;
mod document;
mod exclusion;
mod facets;
mod facts;
mod fault;
mod fetch;
mod forms;
mod join;
mod matching;
mod merged;
mod paragraphs;
mod rank;
mod remembered;
mod runs;
mod schema;
mod sink;
mod sloppy;
mod snapshot;
mod spellings;
mod statistics;
mod stream;
mod terms;
mod ties;
mod top;
mod verified;
mod walked;
mod whole;
mod whole_index;

use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, IndexSettings};

use crate::engine::{ArticleId, Engine, Hits, SearchOptions, Statistics, StoredArticle, Totals};
use crate::entity_table::EntityTable;
use crate::error::{Error, Result};
use crate::facet::{FacetRequest, FacetTable};
use crate::plan::{Plan, Vocabulary};
use crate::state::State;

use directory::Folder;
use fault::{failed, guarded};
use matching::Matching;
pub(crate) use sink::EmbeddedSink;
pub(crate) use snapshot::{KnownVersion, Snapshot};

/// The folder of the segments inside an index.
pub(crate) const SEGMENTS: &str = "segments";

/// The version of everything in the segments folder: fields, token streams, stored forms.
///
/// 2: blocks are told by their headlines alone, the column of their lengths is gone; an article's data is a text.
/// 3: the headline's document carries the names of the article by the keys of their spellings; roles, and the
/// countries that hold regions and cities, are labels and columns of paragraphs; the state holds the table of people joined
/// across articles; which entity a name in a text stands for is written beside the values of names.
/// 4: who speaks, what is dated and what is counted are terms, and the first two columns too; the record holds them.
pub(crate) const SEGMENTS_FORMAT: u32 = 4;

/// Bytes of stored text that are packed, and unpacked again, together.
///
/// Unpacking is most of what a page costs. On 30,132 articles, against 16 KiB, half of it makes a page of a rare word
/// 0.85 times as dear and the index 1.04 times as large; a quarter 0.77 and 1.09.
const STORED_BLOCK: usize = 8_192;

/// What can be done about an index that cannot be read.
const HINT: &str = "`newsidx doctor` checks an index; `newsidx rebuild` makes it anew from its stored text";

/// An index on disk.
pub(crate) struct Embedded {
    directory: PathBuf,
    folder: Folder,
    index: Index,
    snapshot: RwLock<Arc<Snapshot>>,
}

impl Embedded {
    /// Makes an empty index in a folder that exists.
    pub(crate) fn create(directory: &Path) -> Result<Self> {
        let segments = directory.join(SEGMENTS);
        std::fs::create_dir_all(&segments).map_err(|error| Error::disk("make", &segments, error))?;
        let (schema, _) = schema::build();
        let settings = IndexSettings { docstore_blocksize: STORED_BLOCK, ..IndexSettings::default() };
        guarded(directory, || {
            let folder = open_folder(&segments)?;
            let index = Index::create(folder.clone(), schema, settings);
            Self::with(directory, folder, index.map_err(|error| failed("the index cannot be made", error))?)
        })
    }

    /// Opens the index at the last commit.
    pub(crate) fn open(directory: &Path) -> Result<Self> {
        let segments = directory.join(SEGMENTS);
        guarded(directory, || {
            let folder = open_folder(&segments)?;
            let index = Index::open(folder.clone());
            Self::with(directory, folder, index.map_err(|error| failed("the index cannot be opened", error))?)
        })
    }

    fn with(directory: &Path, folder: Folder, index: Index) -> Result<Self> {
        index.tokenizers().register(stream::TOKEN_STREAM, TextAnalyzer::from(stream::StreamTokenizer::default()));
        let snapshot = Snapshot::load(directory, &index)?;
        Ok(Self { directory: directory.to_owned(), folder, index, snapshot: RwLock::new(Arc::new(snapshot)) })
    }

    /// Gives the state of the index that answers see.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        match self.snapshot.read() {
            Ok(snapshot) => Arc::clone(&snapshot),
            // A thread that panicked while it swapped the snapshot left a whole one behind: the swap is one store.
            Err(poisoned) => Arc::clone(&poisoned.into_inner()),
        }
    }

    /// Holds on to the state that answers see now.
    pub(crate) fn pinned(&self) -> Pinned {
        Pinned { directory: self.directory.clone(), snapshot: self.snapshot() }
    }

    /// Moves to the last commit.
    pub(crate) fn reload(&self) -> Result<()> {
        let fresh = Arc::new(guarded(&self.directory, || Snapshot::load(&self.directory, &self.index))?);
        match self.snapshot.write() {
            Ok(mut snapshot) => *snapshot = fresh,
            Err(poisoned) => *poisoned.into_inner() = fresh,
        }
        Ok(())
    }

    /// Opens a sink on the last commit; the caller holds the writer lock.
    pub(crate) fn sink(&self, memory: usize) -> Result<EmbeddedSink> {
        guarded(&self.directory, || {
            EmbeddedSink::open(&self.directory, &self.folder, &self.index, self.full_state()?, memory)
        })
    }

    /// Reads everything and says what does not hold.
    pub(crate) fn verify(&self) -> Result<Vec<String>> {
        let mut faults = whole_index::damaged_files(&self.index, &self.directory.join(SEGMENTS))?;
        if let Err(error) = self.full_state() {
            faults.push(format!("the state cannot be read: {error}"));
        }
        if faults.is_empty() {
            faults = guarded(&self.directory, || self.snapshot().faults())?;
        }
        Ok(faults)
    }

    /// Gives the state with everything that writing needs.
    pub(crate) fn full_state(&self) -> Result<State> {
        State::load_with_sources(&self.directory, self.snapshot().generation())
    }
}

fn open_folder(segments: &Path) -> Result<Folder> {
    Folder::open(segments).map_err(|error| failed("the folder of the segments cannot be opened", error.into()))
}

/// One commit of an index: everything asked of it agrees, whatever is committed meanwhile.
pub(crate) struct Pinned {
    directory: PathBuf,
    snapshot: Arc<Snapshot>,
}

impl Pinned {
    /// Gives the last generation in which an answer may have changed.
    pub(crate) fn answers(&self) -> u64 {
        self.snapshot.state.answers
    }

    /// Gives which keys are one entity.
    pub(crate) fn entities(&self) -> Result<&EntityTable> {
        Ok(guarded(&self.directory, || self.snapshot.entities())?.as_ref())
    }
}

impl Engine for Pinned {
    fn vocabulary(&self) -> Result<Vocabulary> {
        guarded(&self.directory, || self.snapshot.vocabulary())
    }

    fn spellings(&self, key: &str) -> Result<Vec<String>> {
        guarded(&self.directory, || spellings::of_key(&self.snapshot, key))
    }

    fn search(&self, plan: &Plan, options: &SearchOptions) -> Result<Hits> {
        guarded(&self.directory, || rank::search(&self.snapshot, plan, options))
    }

    fn facets(&self, plan: &Plan, requests: &[FacetRequest]) -> Result<Vec<FacetTable>> {
        guarded(&self.directory, || facets::count(&self.snapshot, plan, requests))
    }

    fn count(&self, plan: &Plan) -> Result<Totals> {
        guarded(&self.directory, || count::totals(&self.snapshot, plan, &Matching::new(&self.snapshot)))
    }

    fn fetch(&self, id: &ArticleId) -> Result<Option<StoredArticle>> {
        guarded(&self.directory, || fetch::article(&self.snapshot, id))
    }

    fn statistics(&self) -> Result<Statistics> {
        guarded(&self.directory, || self.snapshot.statistics(&self.directory))
    }
}

/// Each answer is of the last commit that was loaded; two answers may be of two commits.
impl Engine for Embedded {
    fn vocabulary(&self) -> Result<Vocabulary> {
        self.pinned().vocabulary()
    }

    fn spellings(&self, key: &str) -> Result<Vec<String>> {
        self.pinned().spellings(key)
    }

    fn search(&self, plan: &Plan, options: &SearchOptions) -> Result<Hits> {
        self.pinned().search(plan, options)
    }

    fn facets(&self, plan: &Plan, requests: &[FacetRequest]) -> Result<Vec<FacetTable>> {
        self.pinned().facets(plan, requests)
    }

    fn count(&self, plan: &Plan) -> Result<Totals> {
        self.pinned().count(plan)
    }

    fn fetch(&self, id: &ArticleId) -> Result<Option<StoredArticle>> {
        self.pinned().fetch(id)
    }

    fn statistics(&self) -> Result<Statistics> {
        self.pinned().statistics()
    }
}
