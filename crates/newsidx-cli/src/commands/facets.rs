//! `newsidx facets`. In: a facet and a query. Out: a table of counts, or JSON. Must not know how anything is counted.

use std::path::PathBuf;

use newsidx::{CountBy, Detail, EntityField, Facet, FacetRequest, Query, Repair};

use super::Outcome;
use super::asking::{self, Manner};
use crate::args::ask::{By, FacetsArgs, Words};
use crate::failure::{Failure, Result};
use crate::opened;
use crate::present::amount::amount;
use crate::present::facets;
use crate::session::Session;
use crate::talk::Talk;

pub(super) fn run(session: &mut Session, args: &FacetsArgs) -> Result<Outcome> {
    let query = query(session, args)?;
    let facet = facet(args)?;
    refuse_words(args)?;
    let mut opened = opened::open(session, &args.paths, &args.reading)?;
    opened.index.set_spellings(args.spelling.spellings());
    let by = match args.by {
        By::Paragraphs => CountBy::Paragraphs,
        By::Articles => CountBy::Articles,
    };
    let page = opened.index.facets(&query, request(args, facet, by))?;
    opened.index.also_searched(&query)?.iter().for_each(|note| session.talk.remark(note));
    opened.index.told_of_places(&query)?.iter().for_each(|note| session.talk.note(note));
    opened.index.left_out(&query)?.iter().for_each(|note| session.talk.note(note));
    if args.json {
        session.out.json(&page)?;
    } else {
        let width = session.terminal.width;
        session.show(|paint| facets::facets(&page, by, width, *paint))?;
        session.out.flush()?;
        let shown = page.rows.len() as u64;
        let cut = if shown < page.values { format!(", {shown} shown; --all for every one") } else { String::new() };
        Talk::line(&format!("{}{cut}", amount(page.values, "value")));
    }
    Ok(Outcome::of(!page.rows.is_empty(), opened.intake))
}

/// Tells who counts in what a word finds how to say so: here it is a path, and nothing is there.
fn refuse_words(args: &FacetsArgs) -> Result<()> {
    let missing = |path: &&PathBuf| path.as_os_str() != "-" && matches!(path.try_exists(), Ok(false));
    if args.paths.is_empty() || args.within.is_some() || !args.paths.iter().all(|path| missing(&path)) {
        return Ok(());
    }
    let words: Vec<String> = args.paths.iter().map(|path| path.display().to_string()).collect();
    let words = words.join(" ");
    let quoted = if words.contains(|c: char| !c.is_alphanumeric()) { format!("'{words}'") } else { words.clone() };
    Err(Failure::new(format!("no such file or directory: `{words}`"))
        .hint(format!("to count in what a query finds, write `--within {quoted}`")))
}

fn query(session: &Session, args: &FacetsArgs) -> Result<Query> {
    let Some(within) = &args.within else { return Ok(Query::All) };
    let asked = asking::read(within, Manner { words: Words::All, repair: Repair::Lenient })?;
    asked.notes.iter().for_each(|note| session.talk.note(note));
    Ok(if args.instead { args.field.lifted_from(&asked.query) } else { asked.query })
}

/// Gives what is counted: places by themselves, or by what holds them.
fn facet(args: &FacetsArgs) -> Result<Facet> {
    let by = match (args.by_country, args.by_region) {
        (true, _) => Facet::Country,
        (_, true) => Facet::Region,
        _ => return Ok(args.field),
    };
    match args.field {
        Facet::Entity(EntityField::Place) => Ok(by),
        field if field == by => Ok(by),
        field => Err(Failure::new(format!("`{}` cannot be counted by {}", field.name(), by.name()))
            .hint(format!("`newsidx facets place --by-{}`", by.name()))),
    }
}

fn request(args: &FacetsArgs, facet: Facet, by: CountBy) -> FacetRequest {
    let size = if args.all { usize::MAX } else { args.size.get() as usize };
    // Of what stands behind a row people see the roles of a person alone.
    let detail = if args.json || matches!(facet, Facet::Entity(_)) { Detail::Full } else { Detail::Counts };
    let request = FacetRequest::new(facet).size(size).by(by).detail(detail);
    args.holding.iter().fold(request, |request, text| request.holding(text))
}
