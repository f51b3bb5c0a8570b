//! `newsidx quotes`, `timeline` and `quantities`. In: what is asked for. Out: lists and tables, or JSON.
//! Must not know how anything is found.

use std::ffi::OsStr;
use std::fs;

use newsidx::query::{Field, Form, Matcher};
use newsidx::{PageTotals, Query, QuotationOptions, Repair, Sort};

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
    let (opened, query) = begin(session, &args.from, parts)?;
    let options = QuotationOptions { limit: session.limit(args.limit), sort: sort(args.sort), ..Default::default() };
    let options = match args.kinds() {
        none if none.is_empty() => options,
        kinds => QuotationOptions { kinds, ..options },
    };
    let page = opened.index.quotations(&query, &options)?;
    let found = page.totals.articles > 0;
    if args.json {
        session.out.json(&page)?;
    } else {
        let width = session.terminal.width;
        session.show(|paint| quotes::quotes(&page, width, *paint))?;
        told(session, page.totals, page.articles.len())?;
    }
    Ok(Outcome::of(found, opened.intake))
}

/// Runs `newsidx timeline`.
pub(super) fn timeline(session: &mut Session, args: &TimelineArgs) -> Result<Outcome> {
    let (opened, query) = begin(session, &args.from, Vec::new())?;
    let page = opened.index.timeline(&query, args.of.into(), args.by.into())?;
    if let Some(path) = &args.svg {
        fs::write(path, svg::timeline(&page)).map_err(|error| Failure::disk("write", path, &error))?;
    }
    if args.json {
        session.out.json(&page)?;
    } else {
        let width = session.terminal.width;
        session.show(|paint| timeline::timeline(&page, width, *paint))?;
        session.out.flush()?;
        Talk::line(&amount(page.rows.len() as u64, "row"));
    }
    let unresolved = page.rows.iter().filter(|row| row.from.is_none()).map(|row| row.paragraphs).sum::<u64>();
    if unresolved > 0 {
        let paragraphs = amount(unresolved, "expression");
        session.talk.warning(&format!("{paragraphs} of time without a day: give articles a date, as with --date"));
    }
    Ok(Outcome::of(!page.rows.is_empty(), opened.intake))
}

/// Runs `newsidx quantities`.
pub(super) fn quantities(session: &mut Session, args: &QuantitiesArgs) -> Result<Outcome> {
    let counted = counted(&args.thing)?;
    let (opened, query) = begin(session, &args.from, vec![counted])?;
    let page = opened.index.quantities(&query, session.limit(args.limit), sort(args.sort))?;
    let found = page.totals.articles > 0;
    if args.json {
        session.out.json(&page)?;
    } else {
        let width = session.terminal.width;
        session.show(|paint| quantities::quantities(&page, width, *paint))?;
        told(session, page.totals, page.articles.len())?;
    }
    Ok(Outcome::of(found, opened.intake))
}

/// Opens the index and joins what is asked with the query that narrows it.
fn begin(session: &Session, from: &FromArgs, mut parts: Vec<Query>) -> Result<(Opened, Query)> {
    if let Some(within) = &from.within {
        let asked = asking::read(within, Manner { words: Words::All, repair: Repair::Lenient })?;
        asked.notes.iter().for_each(|note| session.talk.note(note));
        parts.push(asked.query);
    }
    let query = Query::And(parts).normalised();
    let mut opened = opened::open(session, &from.paths, &from.reading)?;
    opened.index.set_spellings(from.spelling.spellings());
    opened.index.also_searched(&query)?.iter().for_each(|note| session.talk.remark(note));
    opened.index.left_out(&query)?.iter().for_each(|note| session.talk.note(note));
    Ok((opened, query))
}

fn words_in(field: Field, words: &str) -> Query {
    let several = words.trim().contains(char::is_whitespace);
    let matcher = match several {
        true => Matcher::Phrase { text: words.to_owned(), slop: 0, form: Form::Inflected },
        false => Matcher::Word(words.trim().to_owned()),
    };
    Query::field(field, matcher)
}

/// Reads a thing with a comparison as a query does after `qty:`.
fn counted(thing: &str) -> Result<Query> {
    let signs = thing.find(['<', '>', '=', '~']).unwrap_or(thing.len());
    let (words, comparison) = thing.split_at_checked(signs).unwrap_or((thing, ""));
    let words = words.trim().replace(['"', '\\'], " ");
    let quoted = if words.is_empty() || words == "*" { words } else { format!("\"{words}\"") };
    let comparison: String = comparison.split_whitespace().collect();
    let manner = Manner { words: Words::All, repair: Repair::Strict };
    Ok(asking::read(OsStr::new(&format!("qty:{quoted}{comparison}")), manner)?.query)
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
