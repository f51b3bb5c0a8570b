//! Ranked answers. In: a plan and how to search. Out: articles with their best paragraphs.
//!
//! First the engine's own score finds candidate paragraphs with block-max pruning. Then each candidate article is
//! scored half by its whole text and half by its best paragraph, and lifted when its headline or its lead answers.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use tantivy::query::{EnableScoring, Weight};
use tantivy::{DocId, DocSet, Score};

use super::count::{self, all_articles, has_no_body};
use super::failed;
use super::matching::{Matching, Side};
use super::snapshot::{Address, Segment, Snapshot};
use super::statistics::WordStatistics;
use super::top::{Scored, best};
use super::whole::WholeArticle;
use crate::engine::{ArticleHit, Hits, ParagraphHit, Ranking, SearchOptions, Sort, TotalsMode};
use crate::error::Result;
use crate::plan::Plan;

/// How many paragraphs, and how many headlines, are offered for the second pass.
///
/// Fixed, so that a page never depends on how many pages were asked for before it.
const CANDIDATES: usize = 200;

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
        TotalsMode::Exact => Some(count::totals(snapshot, plan)?),
        TotalsMode::Skipped => None,
    };
    let articles = page.iter().map(|candidate| run.hit(candidate)).collect::<Result<_>>()?;
    Ok(Hits { articles, totals, more })
}

struct Run<'a> {
    snapshot: &'a Snapshot,
    plan: &'a Plan,
    options: &'a SearchOptions,
    paragraphs: Box<dyn Weight>,
    headlines: Box<dyn Weight>,
    /// Whether some part of the plan scores; without, the latest come first.
    scores: bool,
    asks_of_text: bool,
}

impl<'a> Run<'a> {
    fn new(snapshot: &'a Snapshot, plan: &'a Plan, options: &'a SearchOptions) -> Result<Self> {
        let matching = Matching { fields: &snapshot.fields, searcher: &snapshot.searcher };
        let statistics = WordStatistics::new(snapshot, plan)?;
        let weigh = |side| {
            let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, &snapshot.searcher);
            matching.query(&plan.clause, side)?.weight(scoring).map_err(|error| failed("the plan cannot be run", error))
        };
        let mut scores = false;
        plan.clause.visit_scoring(&mut |_, _| scores = true);
        Ok(Self {
            snapshot,
            plan,
            options,
            paragraphs: weigh(Side::Paragraphs)?,
            headlines: weigh(Side::Headlines)?,
            scores,
            asks_of_text: plan.clause.asks_of_text(),
        })
    }

    fn wanted(&self) -> usize {
        self.options.offset.saturating_add(self.options.limit)
    }

    fn by_relevance(&self) -> Result<(Vec<Candidate>, bool)> {
        let (seeds, cut) = self.best(CANDIDATES)?;
        let mut ranked = self.candidates(&seeds)?;
        self.score(&mut ranked)?;
        self.sort(&mut ranked)?;
        if cut && ranked.len() <= self.wanted() {
            self.append_the_rest(&mut ranked)?;
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

    /// Behind the candidates follow all other articles in the order of their best paragraph.
    fn append_the_rest(&self, ranked: &mut Vec<Candidate>) -> Result<()> {
        let (mut seeds, _) = self.best(usize::MAX / 4)?;
        let known: std::collections::BTreeSet<Address> = ranked.iter().map(|candidate| candidate.headline).collect();
        seeds.retain(|seed| !known.contains(&self.headline_of(seed.address)));
        let mut rest = self.candidates(&seeds)?;
        for candidate in &mut rest {
            candidate.score = candidate.best_paragraph().max(candidate.title.unwrap_or(0.0));
        }
        self.sort(&mut rest)?;
        // They rank below every candidate, whatever the two kinds of score say.
        let floor = ranked.last().map_or(Score::MAX, |last| last.score);
        rest.iter_mut().for_each(|candidate| candidate.score = candidate.score.min(floor));
        ranked.extend(rest);
        Ok(())
    }

    fn page(&self, mut ranked: Vec<Candidate>) -> (Vec<Candidate>, bool) {
        let more = ranked.len() > self.wanted();
        ranked.truncate(self.wanted());
        (ranked.split_off(self.options.offset.min(ranked.len())), more)
    }

    fn headline_of(&self, address: Address) -> Address {
        let segment = self.snapshot.segments.get(address.segment as usize);
        Address { doc: segment.map_or(address.doc, |segment| segment.blocks.headline(address.doc)), ..address }
    }

    /// Gives the articles of some documents, each once, with everything in them that matches.
    fn candidates(&self, seeds: &[Scored]) -> Result<Vec<Candidate>> {
        let mut headlines: Vec<Address> = seeds.iter().map(|seed| self.headline_of(seed.address)).collect();
        headlines.sort_unstable();
        headlines.dedup();
        self.with_matches(&headlines)
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

    /// Highest score first; ties by article id, read only where two tie.
    fn sort(&self, candidates: &mut [Candidate]) -> Result<()> {
        let mut ids: BTreeMap<Address, String> = BTreeMap::new();
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        for pair in candidates.windows(2) {
            if let [a, b] = pair
                && a.score.total_cmp(&b.score) == Ordering::Equal
            {
                for address in [a.headline, b.headline] {
                    ids.entry(address).or_insert(self.snapshot.id(address)?);
                }
            }
        }
        candidates.sort_by(|a, b| {
            let by_id = || ids.get(&a.headline).cmp(&ids.get(&b.headline));
            b.score.total_cmp(&a.score).then_with(by_id)
        });
        Ok(())
    }

    fn by_time(&self, sort: Sort) -> Result<(Vec<Candidate>, bool)> {
        let mut articles: Vec<(Option<i64>, Address)> = Vec::new();
        let found = count::found(self.snapshot, self.plan)?;
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
        articles.sort_by(|a, b| by_time(a.0, b.0));
        self.break_ties(&mut articles)?;
        let more = articles.len() > self.wanted();
        let page: Vec<Address> =
            articles.into_iter().map(|(_, address)| address).take(self.wanted()).skip(self.options.offset).collect();
        let mut sorted = page.clone();
        sorted.sort_unstable();
        let mut found: BTreeMap<Address, Candidate> =
            self.with_matches(&sorted)?.into_iter().map(|candidate| (candidate.headline, candidate)).collect();
        Ok((page.iter().filter_map(|address| found.remove(address)).collect(), more))
    }

    /// Sorts articles of one instant by id, as far down as a page can see.
    fn break_ties(&self, articles: &mut [(Option<i64>, Address)]) -> Result<()> {
        let mut start = 0;
        while start < articles.len() && start <= self.wanted() {
            let instant = articles.get(start).and_then(|article| article.0);
            let same = articles.iter().skip(start).take_while(|article| article.0 == instant).count();
            if let Some(run) = articles.get_mut(start..start + same)
                && same > 1
            {
                let mut named: Vec<(String, Address)> = run
                    .iter()
                    .map(|(_, address)| Ok((self.snapshot.id(*address)?, *address)))
                    .collect::<Result<_>>()?;
                named.sort();
                for (slot, (_, address)) in run.iter_mut().zip(named) {
                    slot.1 = address;
                }
            }
            start += same.max(1);
        }
        Ok(())
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
