//! Names of the index by the key of their spellings. In: a key. Out: the words with that key in current articles.

use std::collections::BTreeSet;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, TERMINATED};

use super::document::spelling_prefix;
use super::fault::failed;
use super::snapshot::{Segment, Snapshot};
use crate::engine::MOST_SPELLINGS;
use crate::error::Result;

/// Gives the first words with a key, as written, sorted.
///
/// Of each segment the first suffice: what is among the first of all is among the first of its segment.
pub(super) fn of_key(snapshot: &Snapshot, key: &str) -> Result<Vec<String>> {
    let prefix = spelling_prefix(key);
    let mut found = BTreeSet::new();
    for (_, segment, reader) in snapshot.parts() {
        let inverted = reader.inverted_index(snapshot.fields.forms);
        let inverted = inverted.map_err(|error| failed("names cannot be read", error))?;
        let terms = inverted.terms().range().ge(&prefix).into_stream();
        let mut terms = terms.map_err(|error| failed("names cannot be read", error.into()))?;
        let mut taken = 0;
        while taken < MOST_SPELLINGS && terms.advance() {
            let Some(word) = terms.key().strip_prefix(prefix.as_bytes()) else { break };
            if is_current(&inverted, terms.value(), segment)? {
                taken += 1;
                found.extend(std::str::from_utf8(word).ok().map(str::to_owned));
            }
        }
    }
    Ok(found.into_iter().take(MOST_SPELLINGS).collect())
}

/// Tells whether some article that answers see holds the word.
fn is_current(inverted: &InvertedIndexReader, term: &tantivy::postings::TermInfo, segment: &Segment) -> Result<bool> {
    let Some(retired) = &segment.retired else { return Ok(true) };
    let postings = inverted.read_postings_from_terminfo(term, IndexRecordOption::Basic);
    let mut postings = postings.map_err(|error| failed("names cannot be read", error.into()))?;
    while postings.doc() != TERMINATED {
        if !retired.contains(postings.doc()) {
            return Ok(true);
        }
        postings.advance();
    }
    Ok(false)
}
