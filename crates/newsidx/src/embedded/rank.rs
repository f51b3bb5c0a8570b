//! Ranked answers. In: a plan and how to search. Out: articles with their best paragraphs.
//!
//! First the engine's own score finds candidate paragraphs with block-max pruning. Then each candidate article is
//! scored half by its whole text and half by its best paragraph, and lifted when its headline or its lead answers.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};

use tantivy::query::{EnableScoring, Weight};
use tantivy::{DocId, DocSet, Score};

use super::count::{self, all_articles, has_no_body};
use super::fault::failed;
use super::matching::{Matching, Side};
use super::snapshot::{Address, Segment, Snapshot};
use super::statistics::WordStatistics;
use super::ties::by_id_where_equal;
use super::top::{Scored, best};
use super::whole::WholeArticle;
use crate::engine::{ArticleHit, Hits, ParagraphHit, Ranking, SearchOptions, Sort, TotalsMode};
use crate::error::Result;
use crate::plan::Plan;

/// How many paragraphs, and how many headlines, are offered for the second pass of each tier.
///
/// The articles of one tier are ranked among themselves and stand before those of the next, so that a page never
/// depends on how many pages were asked for before it; a first page needs the first tier alone.
const TIERS: [usize; 3] = [64, 512, usize::MAX / 4];

/// The paragraphs that count as the lead.
const LEAD: u32 = 2;

/// An article among the candidates, with what of it matches.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) headline: Address,
    /// One past its last document.
    pub(super) end: DocId,
    score: Score,
    paragraphs: Vec<(DocId, Score)>,
    /// The score of the headline, when it answers the plan itself.
    title: Option<Score>,
}

/// Finds the best articles.
pub(super) fn search(snapshot: &Snapshot, plan: &Plan, options: &SearchOptions) -> Result<Hits> {
    let run = Run::new(snapshot, plan, options)?;
    let (page, more) = match options.sort {
        Sort::Relevance if run.scores => run.by_relevance()?,
        Sort::Relevance | Sort::Newest => run.by_time(Sort::Newest)?,
        Sort::Oldest => run.by_time(Sort::Oldest)?,
    };
    let totals = match options.totals {
        TotalsMode::Exact => Some(count::totals(snapshot, plan, &run.matching)?),
        TotalsMode::Skipped => None,
    };
    let articles = page.iter().map(|candidate| run.hit(candidate)).collect::<Result<_>>()?;
    Ok(Hits { articles, totals, more })
}

struct Run<'a> {
    snapshot: &'a Snapshot,
    plan: &'a Plan,
    options: &'a SearchOptions,
    matching: Matching<'a>,
    paragraphs: Box<dyn Weight>,
    headlines: Box<dyn Weight>,
    /// Whether some part of the plan scores; without, the latest come first.
    scores: bool,
    asks_of_text: bool,
}

impl<'a> Run<'a> {
    fn new(snapshot: &'a Snapshot, plan: &'a Plan, options: &'a SearchOptions) -> Result<Self> {
        let matching = Matching::new(snapshot);
        let statistics = WordStatistics::new(snapshot, plan)?;
        let weigh = |side| {
            let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, &snapshot.searcher);
            matching.query(&plan.clause, side)?.weight(scoring).map_err(|error| failed("the plan cannot be run", error))
        };
        let mut scores = false;
        plan.clause.visit_scoring(&mut |_, _| scores = true);
        let (paragraphs, headlines) = (weigh(Side::Paragraphs)?, weigh(Side::Headlines)?);
        Ok(Self {
            snapshot,
            plan,
            options,
            matching,
            paragraphs,
            headlines,
            scores,
            asks_of_text: plan.clause.asks_of_text(),
        })
    }

    fn wanted(&self) -> usize {
        self.options.offset.saturating_add(self.options.limit)
    }

    fn by_relevance(&self) -> Result<(Vec<Candidate>, bool)> {
        let mut ranked: Vec<Candidate> = Vec::new();
        for size in TIERS {
            let (seeds, cut) = self.best(size)?;
            self.append_tier(&mut ranked, &seeds)?;
            if !cut || ranked.len() > self.wanted() {
                break;
            }
        }
        Ok(self.page(ranked))
    }

    /// Gives the best paragraphs and the best headlines that answer the plan, and whether there are more.
    fn best(&self, size: usize) -> Result<(Vec<Scored>, bool)> {
        let answers = |segment: &Segment, headline| self.asks_of_text || has_no_body(segment, headline);
        let (mut seeds, cut) = best(self.snapshot, self.paragraphs.as_ref(), size, |_, _| true)?;
        let (headlines, cut_too) = best(self.snapshot, self.headlines.as_ref(), size, answers)?;
        seeds.extend(headlines);
        Ok((seeds, cut | cut_too))
    }

    /// Ranks the articles that are not ranked yet and appends them.
    fn append_tier(&self, ranked: &mut Vec<Candidate>, seeds: &[Scored]) -> Result<()> {
        let known: HashSet<Address> = ranked.iter().map(|candidate| candidate.headline).collect();
        let mut headlines: Vec<Address> = seeds.iter().map(|seed| self.snapshot.headline_of(seed.address)).collect();
        headlines.retain(|headline| !known.contains(headline));
        headlines.sort_unstable();
        headlines.dedup();
        let mut tier = self.with_matches(&headlines)?;
        self.score(&mut tier)?;
        self.sort(&mut tier)?;
        // They rank below the tiers before, whatever their scores say.
        let ceiling = ranked.last().map_or(Score::MAX, |last| last.score);
        tier.iter_mut().for_each(|candidate| candidate.score = candidate.score.min(ceiling));
        ranked.extend(tier);
        Ok(())
    }

    fn page(&self, mut ranked: Vec<Candidate>) -> (Vec<Candidate>, bool) {
        let more = ranked.len() > self.wanted();
        ranked.truncate(self.wanted());
        (ranked.split_off(self.options.offset.min(ranked.len())), more)
    }

    /// Reads what matches in each of some sorted articles.
    fn with_matches(&self, headlines: &[Address]) -> Result<Vec<Candidate>> {
        let mut candidates = Vec::with_capacity(headlines.len());
        for (number, segment, reader) in self.snapshot.parts() {
            let here: Vec<DocId> =
                headlines.iter().filter(|address| address.segment == number).map(|address| address.doc).collect();
            if here.is_empty() {
                continue;
            }
            let scorer = |weight: &dyn Weight| {
                weight.scorer(reader, 1.0).map_err(|error| failed("the plan cannot be run", error))
            };
            let mut paragraphs = scorer(self.paragraphs.as_ref())?;
            let mut titles = scorer(self.headlines.as_ref())?;
            for headline in here {
                let end = segment.blocks.end(headline);
                let mut candidate = Candidate {
                    headline: Address { segment: number, doc: headline },
                    end,
                    score: 0.0,
                    paragraphs: Vec::new(),
                    title: None,
                };
                let mut doc = at_or_after(paragraphs.as_mut(), headline + 1);
                while doc < end {
                    candidate.paragraphs.push((doc, paragraphs.score()));
                    doc = paragraphs.advance();
                }
                let answers = self.asks_of_text || has_no_body(segment, headline);
                if answers && at_or_after(titles.as_mut(), headline) == headline {
                    candidate.title = Some(titles.score());
                }
                candidates.push(candidate);
            }
        }
        Ok(candidates)
    }

    fn score(&self, candidates: &mut [Candidate]) -> Result<()> {
        let whole = WholeArticle::new(self.snapshot, self.plan, self.options.ranking)?.scores(candidates)?;
        for (candidate, whole) in candidates.iter_mut().zip(whole) {
            let segment = self.snapshot.segments.get(candidate.headline.segment as usize);
            let in_lead =
                candidate.paragraphs.iter().any(|(doc, _)| segment.is_some_and(|s| s.blocks.no(*doc) <= LEAD));
            let own = 0.5 * whole + 0.5 * candidate.best_paragraph().max(candidate.title.unwrap_or(0.0));
            candidate.score = own * lift(self.options.ranking, candidate.title.is_some(), in_lead);
        }
        Ok(())
    }

    /// Highest score first, ties by article id.
    fn sort(&self, candidates: &mut [Candidate]) -> Result<()> {
        candidates.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
        by_id_where_equal(
            self.snapshot,
            candidates,
            |candidate| candidate.headline,
            |a, b| a.score.total_cmp(&b.score).is_eq(),
        )
    }

    fn by_time(&self, sort: Sort) -> Result<(Vec<Candidate>, bool)> {
        let mut articles: Vec<(Option<i64>, Address)> = Vec::new();
        let found = count::found(self.snapshot, self.plan, &self.matching)?;
        for ((number, segment, reader), found) in self.snapshot.parts().zip(&found) {
            let instants = segment.columns.instant(reader)?;
            for doc in all_articles(segment, found) {
                let instant = instants.as_ref().and_then(|instants| instants.first(doc));
                articles.push((instant, Address { segment: number, doc }));
            }
        }
        let by_time = |a: Option<i64>, b: Option<i64>| match (a, b) {
            (Some(a), Some(b)) if sort == Sort::Newest => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        let more = articles.len() > self.wanted();
        if more {
            let (_, last, _) = articles.select_nth_unstable_by(self.wanted(), |a, b| by_time(a.0, b.0));
            let last = last.0;
            articles.retain(|article| by_time(article.0, last) != Ordering::Greater);
        }
        articles.sort_unstable_by(|a, b| by_time(a.0, b.0));
        by_id_where_equal(self.snapshot, &mut articles, |article| article.1, |a, b| a.0 == b.0)?;
        let page: Vec<Address> =
            articles.into_iter().map(|(_, address)| address).take(self.wanted()).skip(self.options.offset).collect();
        let mut sorted = page.clone();
        sorted.sort_unstable();
        let mut found: BTreeMap<Address, Candidate> =
            self.with_matches(&sorted)?.into_iter().map(|candidate| (candidate.headline, candidate)).collect();
        Ok((page.iter().filter_map(|address| found.remove(address)).collect(), more))
    }

    fn hit(&self, candidate: &Candidate) -> Result<ArticleHit> {
        let mut shown = candidate.paragraphs.clone();
        shown.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        shown.truncate(self.options.per_article);
        if candidate.paragraphs.is_empty() {
            shown.push((candidate.headline.doc, candidate.title.unwrap_or(0.0)));
        }
        shown.sort_by_key(|(doc, _)| *doc);
        let mut paragraphs = Vec::new();
        for doc in self.with_context(candidate, &shown) {
            let paragraph = self.snapshot.paragraph(Address { doc, ..candidate.headline })?;
            let hit = shown.iter().find(|(hit, _)| *hit == doc);
            paragraphs.push(ParagraphHit {
                paragraph,
                score: hit.map_or(0.0, |(_, score)| *score),
                matched: hit.is_some(),
            });
        }
        Ok(ArticleHit {
            head: self.snapshot.head(candidate.headline)?,
            score: candidate.score,
            matched: candidate.paragraphs.len() as u64,
            paragraphs,
        })
    }

    fn with_context(&self, candidate: &Candidate, shown: &[(DocId, Score)]) -> Vec<DocId> {
        let context = u32::try_from(self.options.context).unwrap_or(u32::MAX);
        let mut docs = Vec::new();
        for (doc, _) in shown {
            let first = if *doc == candidate.headline.doc { *doc } else { candidate.headline.doc + 1 };
            docs.extend(
                doc.saturating_sub(context).max(first)
                    ..doc.saturating_add(context).saturating_add(1).min(candidate.end),
            );
        }
        docs.sort_unstable();
        docs.dedup();
        docs
    }
}

impl Candidate {
    fn best_paragraph(&self) -> Score {
        self.paragraphs.iter().map(|(_, score)| *score).fold(0.0, Score::max)
    }
}

fn at_or_after(scorer: &mut dyn tantivy::query::Scorer, target: DocId) -> DocId {
    match scorer.doc().cmp(&target) {
        Ordering::Less => scorer.seek(target),
        Ordering::Equal | Ordering::Greater => scorer.doc(),
    }
}

fn lift(ranking: Ranking, title: bool, lead: bool) -> Score {
    let share = |thousandths: u32, holds: bool| if holds { thousandths as f32 / 1000.0 } else { 0.0 };
    1.0 + share(ranking.title_lift, title) + share(ranking.lead_lift, lead)
}
