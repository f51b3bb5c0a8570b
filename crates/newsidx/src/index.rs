//! An index: made, opened, asked and rebuilt. In: a folder. Out: answers, and writers that keep to one at a time.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use newsidx_text::{Annotator, CivilDay, QuotationKind};

use crate::advice;
use crate::embedded::{Embedded, SEGMENTS, SEGMENTS_FORMAT};
use crate::engine::{ArticleId, Engine, Sink, Statistics, StoredArticle, Totals};
use crate::error::{Error, ErrorKind, Result};
use crate::explain::{ExplainedPage, explain};
use crate::facet::{Detail, Facet, FacetRequest, FacetTable};
use crate::findings::{self, Asked, FindingOptions, QuantitiesPage, QuotationsPage};
use crate::gazetteer::{FILE as GAZETTEER, Gazetteer};
use crate::lock::WriterLock;
use crate::manifest::{MANIFEST, Manifest};
use crate::other_names;
use crate::page::{EntityView, FacetsPage};
use crate::plan::{self, Clause, Plan, Spellings, Variants};
use crate::query::Query;
use crate::search::{Search, SpareAnalyser};
use crate::state::{State, StoredText};
use crate::timeline::{self, TimelineOf, TimelineOptions, TimelinePage};
use crate::writer::Writer;

/// How to open an index and how to write to it; see each method for its default.
#[derive(Clone, Debug)]
pub struct IndexBuilder {
    memory: usize,
    patience: Duration,
    spellings: Spellings,
}

impl Default for IndexBuilder {
    fn default() -> Self {
        // 100 MB hold about 40 MB of text in one segment; a budget that flushes often makes writing twice as slow.
        Self { memory: 200_000_000, patience: Duration::from_secs(60), spellings: Spellings::All }
    }
}

impl IndexBuilder {
    /// Sets how many bytes a writer may fill before it flushes; default 200 MB, at least 15 MB.
    pub fn memory(mut self, bytes: usize) -> Self {
        self.memory = bytes;
        self
    }

    /// Sets how long a writer waits for another one; default 60 seconds.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Says which spellings of a name its answers find; default [`Spellings::All`].
    pub fn spellings(mut self, spellings: Spellings) -> Self {
        self.spellings = spellings;
        self
    }

    /// Makes an empty index in a folder, which is made too, private to the user.
    ///
    /// # Errors
    ///
    /// When an index lies there already, and when the folder cannot be written.
    pub fn create(self, directory: impl AsRef<Path>) -> Result<Index> {
        let directory = directory.as_ref();
        make_private(directory)?;
        if !Manifest::is_in(directory) {
            refuse_foreign(directory)?;
        }
        // Two who make an index at one place at one time: the second must find what the first has made.
        let _lock = WriterLock::take(directory, self.patience, &mut |_| ())?;
        if Manifest::is_in(directory) {
            return Err(Error::new(ErrorKind::IndexExists(directory.to_owned())));
        }
        let manifest = free_store(directory, 1);
        let store = manifest.store_in(directory);
        make_private(&store)?;
        let engine = Embedded::create(&store)?;
        manifest.write(directory)?;
        Ok(Index { directory: directory.to_owned(), engine, store, settings: self, analyser: SpareAnalyser::default() })
    }

    /// Opens the index in a folder.
    ///
    /// # Errors
    ///
    /// When there is none, when its format is another one, and when it is damaged.
    pub fn open(self, directory: impl AsRef<Path>) -> Result<Index> {
        let directory = directory.as_ref();
        let manifest = Manifest::read(directory)?;
        manifest.check_segments(directory, SEGMENTS_FORMAT)?;
        let store = manifest.store_in(directory);
        match Embedded::open(&store) {
            Ok(engine) => Ok(Index {
                directory: directory.to_owned(),
                engine,
                store,
                settings: self,
                analyser: SpareAnalyser::default(),
            }),
            // A rebuild has put another store in force since the manifest was read.
            Err(_) if Manifest::read(directory)?.store != manifest.store => self.open(directory),
            Err(error) => Err(error),
        }
    }

    /// Opens the index in a folder, or makes one where there is none.
    pub fn open_or_create(self, directory: impl AsRef<Path>) -> Result<Index> {
        let directory = directory.as_ref();
        if Manifest::is_in(directory) {
            return self.open(directory);
        }
        match self.clone().create(directory) {
            Err(error) if matches!(error.kind(), ErrorKind::IndexExists(_)) => self.open(directory),
            made => made,
        }
    }
}

/// An index of articles: open one, ask it, write to it.
///
/// An open index answers from the commit it was opened at, or reloaded at; writers never block readers.
pub struct Index {
    directory: PathBuf,
    engine: Embedded,
    /// The store that was in force when it was opened.
    store: PathBuf,
    settings: IndexBuilder,
    analyser: SpareAnalyser,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("directory", &self.directory).finish_non_exhaustive()
    }
}

impl Index {
    /// Starts from the defaults.
    pub fn builder() -> IndexBuilder {
        IndexBuilder::default()
    }

    /// Makes an empty index with the defaults; see [`IndexBuilder::create`].
    pub fn create(directory: impl AsRef<Path>) -> Result<Self> {
        Self::builder().create(directory)
    }

    /// Opens an index with the defaults; see [`IndexBuilder::open`].
    pub fn open(directory: impl AsRef<Path>) -> Result<Self> {
        Self::builder().open(directory)
    }

    /// Tells whether a folder is an index.
    pub fn is_at(directory: impl AsRef<Path>) -> bool {
        Manifest::is_in(directory.as_ref())
    }

    /// Gives the folder it lies in.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Begins a search.
    pub fn search<'a>(&'a self, query: &'a Query) -> Search<'a> {
        let pinned = self.engine.pinned();
        let answers = pinned.answers();
        Search::new(Box::new(pinned), answers, &self.analyser, query).spellings(self.settings.spellings)
    }

    /// Counts a facet over everything that a query finds.
    pub fn facets(&self, query: &Query, request: FacetRequest) -> Result<FacetsPage> {
        let facet = request.facet;
        let pinned = self.engine.pinned();
        let tables = pinned.facets(&self.plan_on(&pinned, query)?, &[request])?;
        let table = tables.into_iter().next().unwrap_or(FacetTable { facet, rows: Vec::new(), values: 0 });
        Ok(FacetsPage::new(facet, table.rows, table.values))
    }

    /// Gives the quotations, of these kinds, that a query asks for, and all of what it finds where it asks for none.
    ///
    /// [`REPORTED`](crate::REPORTED) are the kinds that people mean by quotations.
    pub fn quotations(
        &self,
        query: &Query,
        kinds: &[QuotationKind],
        options: &FindingOptions,
    ) -> Result<QuotationsPage> {
        let pinned = self.engine.pinned();
        let mut page = findings::quotations(&pinned, self.asked(&pinned, query, options)?, kinds, options)?;
        page.name_speakers(pinned.entities()?);
        Ok(page)
    }

    /// Gives the quantities that a query asks for, and all of what it finds where it asks for none.
    pub fn quantities(&self, query: &Query, options: &FindingOptions) -> Result<QuantitiesPage> {
        let pinned = self.engine.pinned();
        findings::quantities(&pinned, self.asked(&pinned, query, options)?, options)
    }

    fn asked(&self, engine: &dyn Engine, query: &Query, options: &FindingOptions) -> Result<Asked> {
        let wanted = self.plan_on(engine, query)?.clause;
        let within = options.within.as_ref().map(|within| self.plan_on(engine, within)).transpose()?;
        let parts = std::iter::once(query).chain(&options.within).cloned().collect();
        let understood = Query::And(parts).normalised().to_string();
        Ok(Asked { wanted, within: within.map_or(Clause::All, |plan| plan.clause), understood })
    }

    /// Counts what a query finds along time.
    pub fn timeline(&self, query: &Query, options: TimelineOptions) -> Result<TimelinePage> {
        let TimelineOptions { of, by } = options;
        let facet = if of == TimelineOf::Events { Facet::Event } else { Facet::Day };
        let request = FacetRequest::new(facet).size(usize::MAX).detail(Detail::Full);
        let pinned = self.engine.pinned();
        let tables = pinned.facets(&self.plan_on(&pinned, query)?, &[request])?;
        let last = pinned.statistics()?.days.map(|days| days.1);
        let rows = timeline::rows(tables.into_iter().flat_map(|table| table.rows).collect(), by, last);
        let undated = pinned.count(&self.plan_on(&pinned, &query.clone().and(undated()))?)?.articles;
        Ok(TimelinePage { schema: "newsidx.timeline/1", understood: query.to_string(), of, by, rows, undated })
    }

    /// Counts what a query finds.
    pub fn count(&self, query: &Query) -> Result<Totals> {
        let pinned = self.engine.pinned();
        pinned.count(&self.plan_on(&pinned, query)?)
    }

    /// Says how many articles a query leaves out because they have no date; gives nothing where there are none.
    ///
    /// A [`Page`](crate::Page) says so in its notes; counts and facets have none.
    pub fn left_out(&self, query: &Query) -> Result<Option<String>> {
        let pinned = self.engine.pinned();
        advice::undated(&pinned, query, &self.variants(&pinned, query)?)
    }

    /// Says which other spellings of its names a query finds; gives nothing where there are none.
    ///
    /// A [`Page`](crate::Page) says so in its notes; counts and facets have none.
    pub fn also_searched(&self, query: &Query) -> Result<Option<String>> {
        Ok(self.variants(&self.engine, query)?.note())
    }

    /// Says of each place that a query asks for with what lies in it whether it is several, or known to no list.
    ///
    /// A [`Page`](crate::Page) says so in its notes; counts and facets have none.
    pub fn told_of_places(&self, query: &Query) -> Result<Vec<String>> {
        Ok(plan::told_of_places(query, &self.engine.vocabulary()?.names))
    }

    /// Says what may have been meant where a query finds nothing; a [`Page`](crate::Page) says so in its notes.
    pub fn why_nothing(&self, query: &Query) -> Result<Vec<String>> {
        let pinned = self.engine.pinned();
        advice::why_nothing(&pinned, query, &self.variants(&pinned, query)?)
    }

    /// Changes which spellings of a name its answers find.
    pub fn set_spellings(&mut self, spellings: Spellings) {
        self.settings.spellings = spellings;
    }

    fn variants(&self, engine: &dyn Engine, query: &Query) -> Result<Variants> {
        advice::variants(engine, query, self.settings.spellings)
    }

    /// Plans on one commit, the one that will be asked: another may have other names.
    fn plan_on(&self, engine: &dyn Engine, query: &Query) -> Result<Plan> {
        Ok(plan::plan_with_variants(query, &engine.vocabulary()?, &self.variants(engine, query)?))
    }

    /// Gives the plan by which a query is answered here.
    pub fn plan(&self, query: &Query) -> Result<Plan> {
        self.plan_on(&self.engine.pinned(), query)
    }

    /// Gives an article as stored.
    ///
    /// # Errors
    ///
    /// When there is no such article among the current ones.
    pub fn article(&self, id: &ArticleId) -> Result<StoredArticle> {
        let hint = "ids are printed by `newsidx search --json`";
        self.engine.fetch(id)?.ok_or_else(|| Error::new(ErrorKind::NoArticle(id.0.clone())).hint(hint))
    }

    /// Tells why the mentions of a paragraph are what they are: their rules, and how the model weighed them.
    ///
    /// The mentions are those that are stored; the model is the one of this program.
    ///
    /// # Errors
    ///
    /// When there is no such article among the current ones, or it has no paragraph of that number; 0 is the headline.
    pub fn explain(&self, id: &ArticleId, no: u32) -> Result<ExplainedPage> {
        let stored = self.article(id)?;
        let last = stored.paragraphs.len().saturating_sub(1);
        explain(&stored, no, &Annotator::default()).ok_or_else(|| {
            let what = format!("no paragraph {no} in `{id}`");
            Error::new(ErrorKind::Unanswerable(what)).hint(format!("its paragraphs are 1 to {last}; 0 is the headline"))
        })
    }

    /// Describes what the index holds.
    pub fn statistics(&self) -> Result<Statistics> {
        self.engine.statistics()
    }

    /// Gives the engine, for what no method here asks.
    pub fn engine(&self) -> &dyn Engine {
        &self.engine
    }

    /// Gives what the user says of entities.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or contradicts itself; the error names line and column.
    pub fn gazetteer(&self) -> Result<Gazetteer> {
        Gazetteer::load(&self.directory)
    }

    /// Changes what the user says of entities; it holds from the next question on, and nothing is read again.
    ///
    /// Gives whether anything changed. Where a rebuild has put another store in force meanwhile, the change is saved and this
    /// index answers as before, until it is opened again ([`Index::reopen`]).
    ///
    /// # Errors
    ///
    /// When the file cannot be read or contradicts itself, when `edit` fails, and when another writer holds the index too
    /// long; then nothing is changed. When the index cannot be reloaded, the change is saved, and the hint says so.
    pub fn edit_gazetteer(&self, edit: impl FnOnce(&mut Gazetteer) -> Result<()>) -> Result<bool> {
        let _lock = WriterLock::take(&self.directory, self.settings.patience, &mut |_| ())?;
        let before = Gazetteer::load(&self.directory)?;
        let mut after = before.clone();
        edit(&mut after)?;
        if after == before {
            return Ok(false);
        }
        after.save(&self.directory)?;
        if self.is_rebuilt()? {
            return Ok(true);
        }
        self.engine.reload().map_err(|error| error.hint("the change is saved; open the index again to ask by it"))?;
        Ok(true)
    }

    /// Widens the plain words of a query that are names of entities to their other names, and gives a note on each.
    pub fn with_other_names(&self, query: &Query) -> Result<(Query, Vec<String>)> {
        Ok(other_names::widened(query, self.engine.snapshot().entities()?))
    }

    /// Gives the entities that bear a name, case and accents aside.
    pub fn entities_named(&self, name: &str) -> Result<Vec<EntityView>> {
        let snapshot = self.engine.snapshot();
        let (table, keys) = (snapshot.entities()?, snapshot.entity_keys()?);
        Ok(EntityView::of_name(table, &keys, name))
    }

    /// Gives the keys of all entities.
    pub(crate) fn keys_of_entities(&self) -> Result<BTreeSet<String>> {
        self.engine.snapshot().entity_keys()
    }

    /// Moves to the last commit.
    pub fn reload(&self) -> Result<()> {
        self.engine.reload()
    }

    /// Opens it again with its settings, which a writer asks for after a rebuild ([`ErrorKind::Rebuilt`]).
    pub fn reopen(&mut self) -> Result<()> {
        *self = self.settings.clone().open(&self.directory)?;
        Ok(())
    }

    /// Reads everything and says what does not hold; an empty list is a sound index.
    pub fn verify(&self) -> Result<Vec<String>> {
        self.engine.verify()
    }

    /// Takes the right to write; `waiting` is told once if another process holds it.
    ///
    /// # Errors
    ///
    /// When another writer holds it longer than the patience of this index.
    pub fn writer_telling(&self, waiting: &mut dyn FnMut(&str)) -> Result<Writer<'_>> {
        let lock = WriterLock::take(&self.directory, self.settings.patience, waiting)?;
        if self.is_rebuilt()? {
            return Err(Error::new(ErrorKind::Rebuilt(self.directory.clone())).hint("open it again"));
        }
        self.engine.reload()?;
        // What a rebuild left that was killed is in nobody's way but that of the disk.
        remove_other_stores(&self.directory, &self.store)?;
        let sink = self.engine.sink(self.settings.memory)?;
        Ok(Writer::new(&self.engine, sink, lock))
    }

    /// Tells whether a rebuild has put another store in force; only who holds the lock can rely on it.
    fn is_rebuilt(&self) -> Result<bool> {
        Ok(Manifest::read(&self.directory)?.store_in(&self.directory) != self.store)
    }

    /// Takes the right to write; see [`Index::writer_telling`].
    pub fn writer(&self) -> Result<Writer<'_>> {
        self.writer_telling(&mut |_| ())
    }

    /// Makes the index anew from its stored text, in today's format, with today's understanding of it.
    ///
    /// The old index stays in force until the new one is whole. Gives the number of articles, versions included.
    pub fn rebuild(directory: impl AsRef<Path>, patience: Duration, waiting: &mut dyn FnMut(&str)) -> Result<u64> {
        let directory = directory.as_ref();
        Manifest::read(directory)?;
        let _lock = WriterLock::take(directory, patience, waiting)?;
        // Only what the manifest says while we hold the lock is in force.
        let manifest = Manifest::read(directory)?;
        manifest.check_rebuildable(directory, SEGMENTS_FORMAT)?;
        let old_store = manifest.store_in(directory);
        let old = Embedded::open(&old_store).map_err(|error| {
            error.hint("the stored text cannot be reached: index the sources again in a new folder, or restore a copy")
        })?;
        let number = manifest.store.trim_start_matches("store-").parse::<u32>().unwrap_or(0) + 1;
        let manifest = free_store(directory, number);
        let new_store = manifest.store_in(directory);
        make_private(&new_store)?;
        let articles = Self::copy(&old, &Embedded::create(&new_store)?)?;
        manifest.write(directory)?;
        remove_other_stores(directory, &new_store)?;
        Ok(articles)
    }

    fn copy(old: &Embedded, new: &Embedded) -> Result<u64> {
        let annotator = Annotator::default();
        let mut sink = new.sink(IndexBuilder::default().memory)?;
        *sink.state_mut() = State { text: StoredText::default(), ..old.full_state()? };
        let mut articles = 0;
        old.snapshot().for_each_entry(&annotator, &mut |entry| {
            articles += 1;
            sink.put(&entry)
        })?;
        sink.join_entities(&BTreeSet::new());
        sink.commit()?;
        sink.finish()?;
        Ok(articles)
    }
}

/// Makes a query for articles without a date.
fn undated() -> Query {
    Query::published(CivilDay::from_date(-9999, 1, 1), None).not()
}

/// Removes the store before, and those of rebuilds that ended early; the caller holds the writer lock.
fn remove_other_stores(directory: &Path, current: &Path) -> Result<()> {
    for entry in std::fs::read_dir(directory).map_err(|error| Error::disk("list", directory, error))? {
        let path = entry.map_err(|error| Error::disk("list", directory, error))?.path();
        let named = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("store-"));
        // Of the same name, but with something else in it, it is somebody's own.
        if named && path != current && path.join(SEGMENTS).is_dir() {
            std::fs::remove_dir_all(&path).map_err(|error| Error::disk("remove", &path, error))?;
        }
    }
    Ok(())
}

/// Refuses a folder that holds anything but an index in the making: articles beside an index would never be read again.
fn refuse_foreign(directory: &Path) -> Result<()> {
    let ours =
        |name: &str| name == "writer.lock" || name.starts_with("store-") || name == MANIFEST || name == GAZETTEER;
    for entry in std::fs::read_dir(directory).map_err(|error| Error::disk("list", directory, error))? {
        let name = entry.map_err(|error| Error::disk("list", directory, error))?.file_name();
        if !name.to_str().is_some_and(ours) {
            let what = format!("`{}` holds other files, such as `{}`", directory.display(), name.to_string_lossy());
            return Err(Error::new(ErrorKind::Unanswerable(what)).hint("give an index a folder of its own"));
        }
    }
    Ok(())
}

/// Names the first store at or after a number whose folder is free: what lies there may not be ours.
fn free_store(directory: &Path, first: u32) -> Manifest {
    let mut number = first;
    loop {
        let manifest = Manifest::of_store(number, SEGMENTS_FORMAT);
        if !manifest.store_in(directory).exists() {
            return manifest;
        }
        number += 1;
    }
}

/// Makes a folder that no one but the user can read: what a newsroom searches is nobody else's business.
fn make_private(directory: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory).map_err(|error| Error::disk("make", directory, error))
}
