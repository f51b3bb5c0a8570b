//! Writing articles. In: articles with their ids. Out: versions in the index, and a word on what became of each.

use std::collections::HashMap;

use newsidx_text::{Annotated, Annotator, Article};

use crate::embedded::{Embedded, EmbeddedSink, KnownVersion};
use crate::engine::{ArticleId, Entry, Origin, Sink};
use crate::error::Result;
use crate::lock::WriterLock;
use crate::read::fingerprint;
use crate::state::{Retirement, State, VersionId};

/// Writes to an index, alone. Nothing is visible before [`Writer::commit`]; a writer that is dropped changes nothing.
pub struct Writer<'a> {
    engine: &'a Embedded,
    sink: EmbeddedSink,
    annotator: Annotator,
    /// What this run has taken in, by id.
    seen: HashMap<ArticleId, Seen>,
    _lock: WriterLock,
}

/// The version of an article that this run, which ends with a commit, made or met.
#[derive(Clone, Debug)]
struct Seen {
    version: u32,
    fingerprint: u128,
    origin: Origin,
    /// The version that was current before this run.
    before: Option<u32>,
    /// The versions that this run has stored, by their fingerprints; the last commit does not know them.
    stored: Vec<(u128, u32)>,
}

/// What becomes of an article that arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Added,
    /// It replaces an older version.
    Updated,
    /// It is there already, letter for letter.
    Unchanged,
    /// Another article of this run has the same id; this one is kept as a newer version.
    Conflict {
        /// Where the other one was read.
        other: Origin,
    },
    /// Its id is only its path, and belongs to an article of another folder; it was not taken in.
    Foreign {
        /// Where the article that has the id was read.
        other: Origin,
    },
}

/// An article on its way in.
#[derive(Clone, Debug)]
pub(crate) struct Arrival {
    pub(crate) id: ArticleId,
    /// Whether the id is only the place where it was read.
    pub(crate) id_is_place: bool,
    pub(crate) fingerprint: u128,
    pub(crate) origin: Origin,
    pub(crate) article: Article,
}

/// What was decided of an arrival: its fate, and the version to store.
pub(crate) struct Decided {
    pub(crate) fate: Fate,
    pub(crate) version: Option<u32>,
    /// Where the same content was read before: in this run, or at a commit.
    pub(crate) home: Option<Home>,
}

/// Where content that arrives again was read before.
#[derive(Clone, Debug)]
pub(crate) enum Home {
    /// There, in this run.
    Now(Origin),
    /// There, when it was stored; it may have moved since.
    Before(Origin),
}

impl<'a> Writer<'a> {
    pub(crate) fn new(engine: &'a Embedded, sink: EmbeddedSink, lock: WriterLock) -> Self {
        Self { engine, sink, annotator: Annotator::default(), seen: HashMap::new(), _lock: lock }
    }

    /// Understands articles in another way.
    #[must_use]
    pub fn with_annotator(mut self, annotator: Annotator) -> Self {
        self.annotator = annotator;
        self
    }

    pub(crate) fn annotator(&self) -> &Annotator {
        &self.annotator
    }

    pub(crate) fn state_mut(&mut self) -> &mut State {
        self.sink.state_mut()
    }

    /// Takes in an article: new, as a newer version, or not at all when it is there already.
    ///
    /// Its id is the one it carries, else its address, else one made of its content.
    pub fn add(&mut self, article: Article) -> Result<Fate> {
        let fingerprint = fingerprint(&article);
        let given = article.id.clone().or_else(|| article.url.clone());
        let id = ArticleId(given.unwrap_or_else(|| content_id(fingerprint)));
        let arrival = Arrival { id, id_is_place: false, fingerprint, origin: Origin::default(), article };
        let decided = self.decide(&arrival)?;
        if let Some(version) = decided.version {
            let annotated = self.annotator.annotate(arrival.article.clone());
            self.store(&arrival, version, annotated)?;
        }
        Ok(decided.fate)
    }

    /// Takes an article out of the answers; its text is kept. Gives whether there was one.
    pub fn withdraw(&mut self, id: &ArticleId) -> Result<bool> {
        let current = self.known(id)?.into_iter().find(|known| known.retired.is_none()).map(|known| known.version);
        let seen = self.seen.get(id).map(|seen| seen.version);
        match seen.filter(|version| self.retirement(id, *version).is_none()).or(current) {
            Some(version) => self.sink.retire(id, version, Retirement::Withdrawn).map(|()| true),
            None => Ok(false),
        }
    }

    /// Decides what becomes of an arrival and retires what it replaces; the caller stores the version named.
    pub(crate) fn decide(&mut self, arrival: &Arrival) -> Result<Decided> {
        if let Some(seen) = self.seen.get(&arrival.id).cloned() {
            return self.decide_seen(arrival, seen);
        }
        let known = self.known(&arrival.id)?;
        let current = known.iter().find(|known| known.retired.is_none());
        if let Some(other) =
            current.filter(|current| arrival.id_is_place && current.head.origin.root != arrival.origin.root)
        {
            let other = other.head.origin.clone();
            return Ok(Decided { fate: Fate::Foreign { other }, version: None, home: None });
        }
        let hex = format!("{:032x}", arrival.fingerprint);
        let same =
            known.iter().find(|known| known.fingerprint == arrival.fingerprint as u64 && known.head.fingerprint == hex);
        let (fate, version, stored) = match same {
            Some(same) if same.retired.is_none() => (Fate::Unchanged, same.version, true),
            Some(same) => {
                self.sink.restore(&arrival.id, same.version)?;
                (Fate::Updated, same.version, true)
            }
            None => (if known.is_empty() { Fate::Added } else { Fate::Updated }, next_version(&known), false),
        };
        if let Some(current) = current.filter(|current| current.version != version) {
            self.sink.retire(&arrival.id, current.version, Retirement::Superseded)?;
        }
        let before = current.map(|current| current.version);
        let new = if stored { Vec::new() } else { vec![(arrival.fingerprint, version)] };
        self.remember(arrival, version, before, new);
        let home = same.map(|same| Home::Before(same.head.origin.clone()));
        Ok(Decided { fate, version: (!stored).then_some(version), home })
    }

    fn decide_seen(&mut self, arrival: &Arrival, seen: Seen) -> Result<Decided> {
        let withdrawn = self.retirement(&arrival.id, seen.version).is_some();
        if seen.fingerprint == arrival.fingerprint {
            self.sink.restore(&arrival.id, seen.version)?;
            let fate = if withdrawn { Fate::Updated } else { Fate::Unchanged };
            return Ok(Decided { fate, version: None, home: Some(Home::Now(seen.origin)) });
        }
        let known = self.known(&arrival.id)?;
        let hex = format!("{:032x}", arrival.fingerprint);
        // A second run over the same two articles must not store either of them again.
        let of_before = known.iter().find(|known| known.head.fingerprint == hex).map(|known| known.version);
        let of_this_run =
            || seen.stored.iter().find(|(stored, _)| *stored == arrival.fingerprint).map(|(_, version)| *version);
        let stored = of_before.or_else(of_this_run);
        let latest = seen.stored.iter().map(|(_, version)| version + 1).max().unwrap_or(0);
        let version = stored.unwrap_or_else(|| next_version(&known).max(latest));
        if !withdrawn {
            self.sink.retire(&arrival.id, seen.version, Retirement::Superseded)?;
        }
        self.sink.restore(&arrival.id, version)?;
        let mut all = seen.stored;
        all.extend(stored.is_none().then_some((arrival.fingerprint, version)));
        self.remember(arrival, version, seen.before, all);
        let fate = if withdrawn { Fate::Updated } else { Fate::Conflict { other: seen.origin } };
        Ok(Decided { fate, version: stored.is_none().then_some(version), home: None })
    }

    fn remember(&mut self, arrival: &Arrival, version: u32, before: Option<u32>, stored: Vec<(u128, u32)>) {
        let (fingerprint, origin) = (arrival.fingerprint, arrival.origin.clone());
        self.seen.insert(arrival.id.clone(), Seen { version, fingerprint, origin, before, stored });
    }

    /// Gives the versions of an article that the last commit holds, as this run has left them.
    fn known(&mut self, id: &ArticleId) -> Result<Vec<KnownVersion>> {
        let mut known = self.engine.snapshot().versions(id)?;
        for version in &mut known {
            version.retired = self.retirement(id, version.version);
        }
        Ok(known)
    }

    fn retirement(&mut self, id: &ArticleId, version: u32) -> Option<Retirement> {
        self.sink.state_mut().retired.get(&VersionId { id: id.clone(), version }).copied()
    }

    /// Tells whether an article ends this run at the version it began with.
    pub(crate) fn is_back_where_it_was(&self, id: &ArticleId) -> bool {
        self.seen.get(id).is_some_and(|seen| seen.before == Some(seen.version))
    }

    /// Tells whether this run has met an article.
    pub(crate) fn has_seen(&self, id: &ArticleId) -> bool {
        self.seen.contains_key(id)
    }

    /// Gives the current versions that were read from a file.
    pub(crate) fn current_in_file(&self, root: &str, path: &str) -> Result<Vec<KnownVersion>> {
        let mut known = self.engine.snapshot().versions_in_file(root, path)?;
        known.retain(|known| known.retired.is_none());
        Ok(known)
    }

    pub(crate) fn store(&mut self, arrival: &Arrival, version: u32, annotated: Annotated) -> Result<()> {
        let (id, fingerprint, origin) = (arrival.id.clone(), arrival.fingerprint, arrival.origin.clone());
        self.sink.put(&Entry { id, version, fingerprint, origin, annotated })
    }

    /// Makes everything since the last commit visible, or nothing of it, and moves the index to it.
    pub fn commit(&mut self) -> Result<()> {
        self.sink.join_entities(&self.engine.snapshot().entity_keys()?);
        self.sink.commit()?;
        self.seen.clear();
        self.engine.reload()
    }

    /// Waits until the index has put its pieces in order, and gives the right to write back.
    pub fn finish(self) -> Result<()> {
        self.sink.finish()?;
        self.engine.reload()
    }
}

fn next_version(known: &[KnownVersion]) -> u32 {
    known.iter().map(|known| known.version + 1).max().unwrap_or(0)
}

/// The id of an article that has neither an id nor an address nor a place.
pub(crate) fn content_id(fingerprint: u128) -> String {
    format!("content:{fingerprint:032x}")
}
