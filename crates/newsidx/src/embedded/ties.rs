//! The order of what is otherwise equal. In: articles in order. Out: the same, ties in the order of their ids.
//!
//! Ids lie in one dictionary a segment, where their ordinals sort as they do: two articles of one segment are compared by
//! number, and the text of an id is read only where segments meet.

use std::cmp::Ordering;
use std::collections::HashMap;

use tantivy::columnar::StrColumn;

use super::fault::failed;
use super::snapshot::{Address, Snapshot};
use crate::error::Result;

/// Sorts each run of equal neighbours by the ids of their articles.
pub(super) fn by_id_where_equal<T>(
    snapshot: &Snapshot,
    sorted: &mut [T],
    headline: impl Fn(&T) -> Address,
    equal: impl Fn(&T, &T) -> bool,
) -> Result<()> {
    let mut ids = Ids::new(snapshot)?;
    let mut failure = Ok(());
    for run in sorted.chunk_by_mut(equal).filter(|run| run.len() > 1) {
        run.sort_unstable_by(|a, b| {
            ids.compare(headline(a), headline(b)).unwrap_or_else(|error| {
                failure = Err(error);
                Ordering::Equal
            })
        });
    }
    failure
}

/// The ids of articles, by where their headlines lie.
pub(super) struct Ids {
    columns: Vec<Option<StrColumn>>,
    read: HashMap<Address, String>,
}

impl Ids {
    pub(super) fn new(snapshot: &Snapshot) -> Result<Self> {
        let columns = snapshot.parts().map(|(_, segment, reader)| segment.columns.item(reader));
        Ok(Self { columns: columns.collect::<Result<_>>()?, read: HashMap::new() })
    }

    /// Compares the ids of two articles.
    pub(super) fn compare(&mut self, a: Address, b: Address) -> Result<Ordering> {
        if a.segment == b.segment {
            return Ok(self.ordinal(a).cmp(&self.ordinal(b)));
        }
        self.read(a)?;
        self.read(b)?;
        Ok(self.read.get(&a).cmp(&self.read.get(&b)))
    }

    /// Gives the place of an article's id among those of its segment.
    pub(super) fn ordinal(&self, headline: Address) -> u64 {
        let column = self.columns.get(headline.segment as usize).and_then(Option::as_ref);
        column.and_then(|column| column.ords().first(headline.doc)).unwrap_or_default()
    }

    fn read(&mut self, headline: Address) -> Result<()> {
        let column = self.columns.get(headline.segment as usize).and_then(Option::as_ref);
        if let Some(column) = column.filter(|_| !self.read.contains_key(&headline)) {
            let mut id = String::new();
            let outcome = column.ord_to_str(self.ordinal(headline), &mut id);
            outcome.map_err(|error| failed("a column cannot be read", error.into()))?;
            self.read.insert(headline, id);
        }
        Ok(())
    }
}
