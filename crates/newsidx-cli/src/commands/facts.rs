//! `newsidx quotes`, `timeline` and `quantities`. In: what is asked for. Out: lists and tables, or JSON.
//! Must not know how anything is found.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::num::NonZeroU32;
use std::path::Path;

use newsidx::query::{Field, Form, Matcher};
use newsidx::text::QuotationKind;
use newsidx::{FindingOptions, PageTotals, Query, REPORTED, Repair, Sort};

use super::Outcome;
use super::asking::{self, Manner};
use crate::args::ask::{SortBy, Words};
use crate::args::facts::{FromArgs, QuantitiesArgs, QuotesArgs, TimelineArgs};
use crate::failure::{Failure, Result};
use crate::opened::{self, Opened};
use crate::present::amount::amount;
use crate::present::{quantities, quotes, svg, timeline};
use crate::session::Session;
use crate::talk::Talk;

/// Runs `newsidx quotes`.
pub(super) fn quotes(session: &mut Session, args: &QuotesArgs) -> Result<Outcome> {
    let asked = [(Field::Said, &args.said), (Field::Cue, &args.cue)];
    let mut parts: Vec<Query> = args.speaker.iter().map(Query::speaker).collect();
    parts.extend(asked.into_iter().filter_map(|(field, words)| Some(words_in(field, words.as_ref()?))));
    let query = Query::And(parts).normalised();
    let opened = open(session, &args.from, &query)?;
    let options = options(session, &args.from, args.limit, args.sort)?;
    let kinds = Some(args.kinds()).filter(|kinds| !kinds.is_empty()).unwrap_or_else(|| REPORTED.to_vec());
    let page = opened.index.quotations(&query, &kinds, &options)?;
    if args.json {
        session.out.json(&page)?;
    } else {
        let width = session.terminal.width;
        session.show(|paint| quotes::quotes(&page, width, *paint))?;
    }
    if args.kinds().is_empty() {
        let one = FindingOptions { limit: 1, ..options };
        let fragments = opened.index.quotations(&query, &[QuotationKind::Partial], &one)?.totals.paragraphs;
        if fragments > 0 {
            session.talk.remark(&format!("{} with fragments: --partial", amount(fragments, "paragraph")));
        }
    }
    end(session, &opened, &query, page.totals, page.articles.len(), args.json)
}

/// Runs `newsidx timeline`.
pub(super) fn timeline(session: &mut Session, args: &TimelineArgs) -> Result<Outcome> {
    let query = within(session, &args.from)?.unwrap_or(Query::All);
    let opened = open(session, &args.from, &query)?;
    let page = opened.index.timeline(&query, args.of.into(), args.by.into())?;
    if let Some(path) = &args.svg {
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
    let unresolved: BTreeSet<_> =
        page.rows.iter().filter(|row| row.from.is_none()).flat_map(|row| &row.places).collect();
    if !unresolved.is_empty() {
        let paragraphs = amount(unresolved.len() as u64, "paragraph");
        session.talk.warning(&format!("{paragraphs} with days that need a date of publication, as --date gives one"));
    }
    if page.undated > 0 {
        session.talk.note(&format!("{} without a date left out", amount(page.undated, "article")));
    }
    Ok(Outcome::of(!page.rows.is_empty(), opened.intake))
}

/// Writes a picture; what lies there and is none is not overwritten.
fn draw(path: &Path, picture: &str) -> Result<()> {
    let is_picture = |file: fs::File| {
        let mut start = [0; 4];
        file.take(4).read_exact(&mut start).is_ok() && start == *b"<svg"
    };
    if fs::File::open(path).is_ok_and(|file| !is_picture(file)) {
        return Err(Failure::new(format!("`{}` is there and is no SVG", path.display()))
            .hint("name another file, or remove this one"));
    }
    fs::write(path, picture).map_err(|error| Failure::disk("write", path, &error))
}

/// Runs `newsidx quantities`.
pub(super) fn quantities(session: &mut Session, args: &QuantitiesArgs) -> Result<Outcome> {
    let query = Query::parse_quantity(&args.thing)?;
    let opened = open(session, &args.from, &query)?;
    let page = opened.index.quantities(&query, &options(session, &args.from, args.limit, args.sort)?)?;
    if args.json {
        session.out.json(&page)?;
    } else {
        let width = session.terminal.width;
        session.show(|paint| quantities::quantities(&page, width, *paint))?;
    }
    end(session, &opened, &query, page.totals, page.articles.len(), args.json)
}

/// Opens the index and tells what the query finds beside what was typed, and what it leaves out.
fn open(session: &Session, from: &FromArgs, query: &Query) -> Result<Opened> {
    let mut opened = opened::open(session, &from.paths, &from.reading)?;
    opened.index.set_spellings(from.spelling.spellings());
    opened.index.also_searched(query)?.iter().for_each(|note| session.talk.remark(note));
    opened.index.left_out(query)?.iter().for_each(|note| session.talk.note(note));
    Ok(opened)
}

/// Reads the query that narrows.
fn within(session: &Session, from: &FromArgs) -> Result<Option<Query>> {
    let Some(within) = &from.within else { return Ok(None) };
    let asked = asking::read(within, Manner { words: Words::All, repair: Repair::Lenient })?;
    asked.notes.iter().for_each(|note| session.talk.note(note));
    Ok(Some(asked.query))
}

fn options(session: &Session, from: &FromArgs, limit: Option<NonZeroU32>, by: SortBy) -> Result<FindingOptions> {
    Ok(FindingOptions { within: within(session, from)?, limit: session.limit(limit), sort: sort(by) })
}

/// Says how much was found, or what may have been meant.
fn end(
    session: &mut Session,
    opened: &Opened,
    query: &Query,
    totals: PageTotals,
    shown: usize,
    json: bool,
) -> Result<Outcome> {
    let found = totals.articles > 0;
    if !found {
        opened.index.why_nothing(query)?.iter().for_each(|note| session.talk.note(note));
    }
    if !json {
        told(session, totals, shown)?;
    }
    Ok(Outcome::of(found, opened.intake))
}

fn words_in(field: Field, words: &str) -> Query {
    let several = words.trim().contains(char::is_whitespace);
    let matcher = if several {
        Matcher::Phrase { text: words.to_owned(), slop: 0, form: Form::Inflected }
    } else {
        Matcher::Word(words.trim().to_owned())
    };
    Query::field(field, matcher)
}

fn sort(by: SortBy) -> Sort {
    match by {
        SortBy::Relevance => Sort::Relevance,
        SortBy::Newest => Sort::Newest,
        SortBy::Oldest => Sort::Oldest,
    }
}

fn told(session: &mut Session, totals: PageTotals, shown: usize) -> Result<()> {
    session.out.flush()?;
    let (paragraphs, articles) = (amount(totals.paragraphs, "paragraph"), amount(totals.articles, "article"));
    let cut = totals.articles.saturating_sub(shown as u64);
    let more = if cut > 0 { format!(", {shown} shown; --limit for more") } else { String::new() };
    Talk::line(&format!("{paragraphs} in {articles}{more}"));
    Ok(())
}
