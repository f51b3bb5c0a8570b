//! `newsidx quotes`, `timeline` and `quantities`. In: what is asked for. Out: lists and tables, or JSON.
//! Must not know how anything is found.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::num::NonZeroU32;
use std::path::Path;

use newsidx::text::QuotationKind;
use newsidx::{FindingOptions, PageTotals, Query, REPORTED, Repair, TimelineOf, TimelinePage};

use super::Outcome;
use super::asking::{self, Manner};
use crate::args::ask::{SortBy, Words};
use crate::args::facts::{FromArgs, QuantitiesArgs, QuotesArgs, TimelineArgs};
use crate::failure::{Failure, Result};
use crate::opened::{self, Opened, Soundness};
use crate::present::amount::amount;
use crate::present::{quantities, quotes, svg, timeline};
use crate::session::Session;
use crate::talk::Talk;

/// Runs `newsidx quotes`.
pub(super) fn quotes(session: &mut Session, args: &QuotesArgs) -> Result<Outcome> {
    let typed =
        [("--speaker", args.speaker.as_slice()), ("--said", args.said.as_slice()), ("--cue", args.cue.as_slice())];
    typed.into_iter().try_for_each(|(option, texts)| texts.iter().try_for_each(|text| has_words(option, text)))?;
    let said = args.said.iter().map(Query::said);
    let parts = args.speaker.iter().map(Query::speaker).chain(said).chain(args.cue.iter().map(Query::cue));
    let asked = Asked::new(session, Query::And(parts.collect()).normalised(), &args.from)?;
    let opened = open(session, &args.from, &asked)?;
    let options = asked.options(session, args.limit, args.sort);
    let kinds = Some(args.kinds()).filter(|kinds| !kinds.is_empty()).unwrap_or_else(|| REPORTED.to_vec());
    let page = opened.index.quotations(&asked.query, &kinds, &options)?;
    if args.json {
        session.out.json(&page)?;
    } else {
        let width = session.terminal.width;
        session.show(|paint| quotes::quotes(&page, width, *paint))?;
    }
    if args.kinds().is_empty() {
        let one = FindingOptions { limit: 1, ..options };
        let fragments = opened.index.quotations(&asked.query, &[QuotationKind::Partial], &one)?.totals.paragraphs;
        if fragments > 0 {
            session.talk.remark(&format!("{} with fragments: --partial", amount(fragments, "paragraph")));
        }
    }
    let headlines = page.articles.iter().flat_map(|article| &article.found).any(|quote| quote.no == 0);
    let found = Found { totals: page.totals, shown: page.articles.len(), headlines };
    end(session, &opened, &asked, &found, args.json)
}

/// A condition that holds nothing would be dropped in silence.
fn has_words(option: &str, text: &str) -> Result<()> {
    if text.chars().any(char::is_alphanumeric) {
        return Ok(());
    }
    Err(Failure::new(format!("nothing to search in `{option}`")).hint("leave it out, or write a name or a word"))
}

/// Runs `newsidx timeline`.
pub(super) fn timeline(session: &mut Session, args: &TimelineArgs) -> Result<Outcome> {
    let asked = Asked::new(session, Query::All, &args.from)?;
    let opened = open(session, &args.from, &asked)?;
    let page = opened.index.timeline(&asked.whole(), args.options())?;
    // A misspelt path must not replace a good picture by an empty one.
    let unread = page.rows.is_empty() && opened.intake == Soundness::Failed;
    if let Some(path) = args.svg.as_ref().filter(|_| !unread) {
        draw(path, &svg::timeline(&page))?;
    }
    if args.json {
        session.out.json(&page)?;
    } else {
        let width = session.terminal.width;
        session.show(|paint| timeline::timeline(&page, width, *paint))?;
        session.out.flush()?;
        Talk::line(&amount(page.rows.len() as u64, "row"));
    }
    tell_unresolved(session, &page);
    if page.rows.is_empty() {
        opened.index.why_nothing(&asked.whole())?.iter().for_each(|note| session.talk.note(note));
    }
    Ok(Outcome::of(!page.rows.is_empty(), opened.intake))
}

/// Tells what has no place in time, and what would give it one.
fn tell_unresolved(session: &Session, page: &TimelinePage) {
    let undated = amount(page.undated, "article");
    if page.of == TimelineOf::Publication {
        if page.undated > 0 {
            session.talk.note(&format!("{undated} without a date left out"));
        }
        return;
    }
    let unresolved: BTreeSet<_> =
        page.rows.iter().filter(|row| row.from.is_none()).flat_map(|row| &row.places).collect();
    if !unresolved.is_empty() {
        let days = format!("{} with days that could not be resolved", amount(unresolved.len() as u64, "paragraph"));
        let hint =
            if page.undated > 0 { format!("; {undated} without a date: --date gives one") } else { String::new() };
        session.talk.warning(&format!("{days}{hint}"));
    }
}

/// Writes a picture beside the file and then in its place, so that a failure leaves what was there; what lies there and is
/// no picture is not overwritten.
fn draw(path: &Path, picture: &str) -> Result<()> {
    let is_picture = |file: fs::File| {
        let mut start = Vec::new();
        file.take(4).read_to_end(&mut start).is_ok() && (start.is_empty() || start == *b"<svg")
    };
    // What cannot be looked at is either not there or told when it is written.
    let there = fs::metadata(path).ok();
    let other = there.is_some_and(|there| !there.is_file() || fs::File::open(path).is_ok_and(|file| !is_picture(file)));
    if other {
        return Err(Failure::new(format!("`{}` is there and is no SVG", path.display()))
            .hint("name another file, or remove this one"));
    }
    let draft = path.with_extension("svg.part");
    let written = fs::write(&draft, picture).and_then(|()| fs::rename(&draft, path));
    written.map_err(|error| {
        let _gone_or_never_made = fs::remove_file(&draft);
        Failure::disk("write", path, &error)
    })
}

/// Runs `newsidx quantities`.
pub(super) fn quantities(session: &mut Session, args: &QuantitiesArgs) -> Result<Outcome> {
    let asked = Asked::new(session, Query::parse_quantity(&args.thing)?, &args.from)?;
    let opened = open(session, &args.from, &asked)?;
    let page = opened.index.quantities(&asked.query, &asked.options(session, args.limit, args.sort))?;
    if args.json {
        session.out.json(&page)?;
    } else {
        let width = session.terminal.width;
        session.show(|paint| quantities::quantities(&page, width, *paint))?;
    }
    let headlines = page.articles.iter().flat_map(|article| &article.found).any(|quantity| quantity.no == 0);
    let found = Found { totals: page.totals, shown: page.articles.len(), headlines };
    end(session, &opened, &asked, &found, args.json)
}

/// Which facts are asked for, and where.
struct Asked {
    query: Query,
    within: Option<Query>,
}

impl Asked {
    /// Reads the query that narrows beside the one that chooses facts.
    fn new(session: &Session, query: Query, from: &FromArgs) -> Result<Self> {
        let Some(within) = &from.within else { return Ok(Self { query, within: None }) };
        let asked = asking::read(within, Manner { words: Words::All, repair: Repair::Lenient })?;
        asked.notes.iter().for_each(|note| session.talk.note(note));
        Ok(Self { query, within: Some(asked.query) })
    }

    /// Gives both conditions as one.
    fn whole(&self) -> Query {
        Query::And(std::iter::once(&self.query).chain(&self.within).cloned().collect()).normalised()
    }

    fn options(&self, session: &Session, limit: Option<NonZeroU32>, by: SortBy) -> FindingOptions {
        FindingOptions { within: self.within.clone(), limit: session.limit(limit), sort: by.into() }
    }
}

/// What an answer holds.
struct Found {
    totals: PageTotals,
    /// How many articles are shown.
    shown: usize,
    /// Whether some of it stands in a headline, which the totals do not count.
    headlines: bool,
}

/// Opens the index and tells what the query finds beside what was typed, and what it leaves out.
fn open(session: &Session, from: &FromArgs, asked: &Asked) -> Result<Opened> {
    let mut opened = opened::open(session, &from.paths, &from.reading)?;
    opened.index.set_spellings(from.spelling.spellings());
    let whole = asked.whole();
    opened.index.also_searched(&whole)?.iter().for_each(|note| session.talk.remark(note));
    opened.index.told_of_places(&whole)?.iter().for_each(|note| session.talk.note(note));
    opened.index.left_out(&whole)?.iter().for_each(|note| session.talk.note(note));
    Ok(opened)
}

/// Says how much was found, or what may have been meant.
fn end(session: &mut Session, opened: &Opened, asked: &Asked, found: &Found, json: bool) -> Result<Outcome> {
    let any = found.totals.articles > 0;
    if !any {
        opened.index.why_nothing(&asked.whole())?.iter().for_each(|note| session.talk.note(note));
    }
    if !json {
        told(session, found)?;
    }
    Ok(Outcome::of(any, opened.intake))
}

fn told(session: &mut Session, found: &Found) -> Result<()> {
    session.out.flush()?;
    let Found { totals, shown, headlines } = *found;
    let paragraphs = match (totals.paragraphs, headlines) {
        (0, true) => "headlines".to_owned(),
        (paragraphs, true) => format!("{} and headlines", amount(paragraphs, "paragraph")),
        (paragraphs, false) => amount(paragraphs, "paragraph"),
    };
    let cut = totals.articles.saturating_sub(shown as u64);
    let more = if cut > 0 { format!(", {shown} shown; --limit for more") } else { String::new() };
    Talk::line(&format!("{paragraphs} in {}{more}", amount(totals.articles, "article")));
    Ok(())
}
