//! Everything that a plan finds. In: a plan. Out: live documents, segment by segment, and their totals.

use std::cell::OnceCell;
use std::sync::PoisonError;

use tantivy::DocId;
use tantivy::query::{EnableScoring, Weight};

use super::fault::failed;
use super::matching::{Matching, Side};
use super::snapshot::{Segment, Snapshot};
use crate::engine::Totals;
use crate::error::Result;
use crate::plan::{Clause, Plan};

/// What a plan finds in one segment; both lists are sorted.
#[derive(Default)]
pub(super) struct Found {
    /// Body paragraphs; all current ones are listed when they are first asked for.
    paragraphs: OnceCell<Vec<DocId>>,
    /// Whether those are all current paragraphs of the segment.
    pub(super) every: bool,
    /// Headlines that answer the plan themselves.
    pub(super) headlines: Vec<DocId>,
}

impl Found {
    /// Gives the body paragraphs that were found, sorted.
    pub(super) fn paragraphs(&self, segment: &Segment) -> &[DocId] {
        self.paragraphs.get_or_init(|| all_paragraphs(segment))
    }

    /// Gives how many body paragraphs were found.
    fn number_of_paragraphs(&self, segment: &Segment) -> usize {
        match self.paragraphs.get() {
            Some(known) => known.len(),
            None => bodies(segment).map(|body| body.paragraphs as usize).sum(),
        }
    }
}

/// Gives what a plan finds, one entry a segment.
pub(super) fn found(snapshot: &Snapshot, plan: &Plan, matching: &Matching<'_>) -> Result<Vec<Found>> {
    let unscored = || EnableScoring::disabled_from_searcher(&snapshot.searcher);
    let weigh = |side| {
        matching.query(&plan.clause, side)?.weight(unscored()).map_err(|error| failed("the plan cannot be run", error))
    };
    let (paragraphs, headlines) = (weigh(Side::Paragraphs)?, weigh(Side::Headlines)?);
    let asks_of_text = plan.clause.asks_of_text();
    let mut all = Vec::with_capacity(snapshot.segments.len());
    for (_, segment, reader) in snapshot.parts() {
        let mut found = Found { every: plan.clause == Clause::All, ..Found::default() };
        if !found.every {
            found.paragraphs = live_docs(paragraphs.as_ref(), segment, reader)?.into();
        }
        // A question that asks nothing of text seldom needs the headlines that answer it.
        if asks_of_text || has_empty_bodies(segment) {
            found.headlines = live_docs(headlines.as_ref(), segment, reader)?;
        }
        if !asks_of_text {
            found.headlines.retain(|headline| has_no_body(segment, *headline));
        }
        all.push(found);
    }
    Ok(all)
}

/// A question that asks nothing of text is answered by paragraphs; a headline stands in only where there are none.
pub(super) fn has_no_body(segment: &Segment, headline: DocId) -> bool {
    segment.blocks.end(headline) == headline + 1
}

fn has_empty_bodies(segment: &Segment) -> bool {
    *segment.empty_bodies.get_or_init(|| segment.blocks.headlines().any(|headline| has_no_body(segment, headline)))
}

/// Blocks say where every paragraph lies, so nothing has to be matched.
fn all_paragraphs(segment: &Segment) -> Vec<DocId> {
    let mut docs = Vec::with_capacity(segment.blocks.max_doc() as usize);
    for Body { headline, paragraphs, .. } in bodies(segment) {
        docs.extend(headline + 1..=headline + paragraphs);
    }
    docs
}

/// An article that has a body.
pub(super) struct Body {
    pub(super) headline: DocId,
    /// How many headlines of the segment lie before.
    pub(super) rank: u32,
    pub(super) paragraphs: u32,
}

/// Gives the current articles of a segment that have a body.
pub(super) fn bodies(segment: &Segment) -> impl Iterator<Item = Body> + '_ {
    let body = |(rank, (headline, end))| Body { headline, rank, paragraphs: end - headline - 1 };
    let retired = segment.retired.as_ref();
    let is_current = move |body: &Body| retired.is_none_or(|retired| !retired.contains(body.headline));
    (0..).zip(segment.blocks.spans()).map(body).filter(move |body| body.paragraphs > 0 && is_current(body))
}

fn live_docs(weight: &dyn Weight, segment: &Segment, reader: &tantivy::SegmentReader) -> Result<Vec<DocId>> {
    let mut docs = Vec::new();
    let outcome = match &segment.retired {
        None => weight.for_each_no_score(reader, &mut |found| docs.extend_from_slice(found)),
        Some(retired) => weight.for_each_no_score(reader, &mut |found| {
            docs.extend(found.iter().filter(|doc| !retired.contains(**doc)));
        }),
    };
    outcome.map_err(|error| failed("the plan cannot be run", error))?;
    Ok(docs)
}

/// Gives the headlines of the articles of a sorted list of documents, sorted, each once.
pub(super) fn articles_of(segment: &Segment, docs: &[DocId]) -> Vec<DocId> {
    let mut headlines = Vec::new();
    let mut end = 0;
    for doc in docs {
        if *doc >= end {
            headlines.push(segment.blocks.headline(*doc));
            end = segment.blocks.end(*doc);
        }
    }
    headlines
}

/// Counts what a plan finds, and leaves what was found for the facets of the same plan.
pub(super) fn totals(snapshot: &Snapshot, plan: &Plan, matching: &Matching<'_>) -> Result<Totals> {
    let found = found(snapshot, plan, matching)?;
    let totals = sum(snapshot, &found);
    *snapshot.counted.lock().unwrap_or_else(PoisonError::into_inner) = Some((plan.clone(), found));
    Ok(totals)
}

/// Gives what a plan finds: what the totals of the same plan have left, once, else anew.
pub(super) fn found_again(snapshot: &Snapshot, plan: &Plan) -> Result<Vec<Found>> {
    let left = snapshot.counted.lock().unwrap_or_else(PoisonError::into_inner).take();
    match left {
        Some((counted, found)) if counted == *plan => Ok(found),
        _ => found(snapshot, plan, &Matching::new(snapshot)),
    }
}

/// Counts what was found.
pub(super) fn sum(snapshot: &Snapshot, found: &[Found]) -> Totals {
    let mut totals = Totals::default();
    for (found, segment) in found.iter().zip(&snapshot.segments) {
        totals.paragraphs += found.number_of_paragraphs(segment) as u64;
        totals.articles += all_articles(segment, found).len() as u64;
    }
    totals
}

/// Gives the headlines of all articles found, sorted, each once.
pub(super) fn all_articles(segment: &Segment, found: &Found) -> Vec<DocId> {
    let mut articles = if found.every {
        bodies(segment).map(|body| body.headline).collect()
    } else {
        articles_of(segment, found.paragraphs(segment))
    };
    if !found.headlines.is_empty() {
        articles.extend(&found.headlines);
        articles.sort_unstable();
        articles.dedup();
    }
    articles
}
