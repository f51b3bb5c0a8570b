//! `newsidx search`. In: a query, paths, the form of the answer. Out: the answer in that form.
//! Must not know how anything is found.

use std::path::PathBuf;

use newsidx::plan::{self, Vocabulary};
use newsidx::{Facet, FacetRequest, Page, Repair, Search, TOP_FACETS};

use super::Outcome;
use super::asking::{self, Asked, Manner};
use crate::args::ask::{AskingArgs, FormArgs, ReadingArgs, SearchArgs, SpellingArgs};
use crate::failure::{Failure, Result};
use crate::opened::{self, Opened};
use crate::present::amount::{amount, elapsed};
use crate::present::paint::printable;
use crate::present::{page, plan as outline};
use crate::session::Session;
use crate::talk::Talk;

/// What is asked of which files.
struct Request {
    asked: Asked,
    paths: Vec<PathBuf>,
    reading: ReadingArgs,
    asking: AskingArgs,
    spelling: SpellingArgs,
    form: FormArgs,
}

pub(super) fn run(session: &mut Session, args: SearchArgs) -> Result<Outcome> {
    let explain = args.explain_query;
    let request = request(args)?;
    if explain { self::explain(session, request) } else { request.answer(session) }
}

/// Tells the query from the paths: with `--query-file` there are only paths.
fn request(args: SearchArgs) -> Result<Request> {
    let SearchArgs { query, mut paths, query_file, reading, asking, spelling, form, .. } = args;
    let repair = if asking.strict { Repair::Strict } else { Repair::Lenient };
    let manner = Manner { words: asking.words, repair };
    let asked = match query_file {
        Some(file) => {
            paths.splice(0..0, query.map(PathBuf::from));
            if file.as_os_str() == "-" && paths.contains(&file) {
                return Err(Failure::new("`-` cannot be both the query and what is searched"));
            }
            asking::read_file(&file, manner)?
        }
        None => asking::read(&query.unwrap_or_default(), manner)?,
    };
    Ok(Request { asked, paths, reading, asking, spelling, form })
}

impl Request {
    fn answer(mut self, session: &mut Session) -> Result<Outcome> {
        if self.form.quiet {
            session.talk = session.talk.errors_only();
        }
        let opened = self.open(session)?;
        self.widen(&opened)?;
        let form = &self.form;
        if form.quiet {
            return self.quiet(&opened);
        }
        self.asked.notes.iter().for_each(|note| session.talk.note(note));
        if form.count {
            return self.count(session, &opened);
        }
        if form.articles_only {
            return self.articles_only(session, &opened);
        }
        self.page(session, &opened)
    }

    fn open(&self, session: &Session) -> Result<Opened> {
        let mut opened = opened::open(session, &self.paths, &self.reading)?;
        opened.index.set_spellings(self.spelling.spellings());
        Ok(opened)
    }

    /// Adds the other names of the entities that plain words name, where that is wanted.
    fn widen(&mut self, opened: &Opened) -> Result<()> {
        if self.asking.names {
            let (query, notes) = opened.index.with_other_names(&self.asked.query)?;
            self.asked.query = query;
            self.asked.notes.extend(notes);
        }
        Ok(())
    }

    /// Something found ends well here, also where other input could not be read: nobody asked for more.
    fn quiet(&self, opened: &Opened) -> Result<Outcome> {
        let page = opened.index.search(&self.asked.query).limit(1).per_article(1).run()?;
        let found = !page.articles.is_empty();
        Ok(if found { Outcome::Found } else { Outcome::of(false, opened.intake) })
    }

    fn count(&self, session: &mut Session, opened: &Opened) -> Result<Outcome> {
        let totals = opened.index.count(&self.asked.query)?;
        opened.index.also_searched(&self.asked.query)?.iter().for_each(|note| session.talk.remark(note));
        opened.index.left_out(&self.asked.query)?.iter().for_each(|note| session.talk.note(note));
        session.out.text(&format!("{}\n", totals.paragraphs))?;
        Ok(Outcome::of(totals.articles > 0, opened.intake))
    }

    fn articles_only(&self, session: &mut Session, opened: &Opened) -> Result<Outcome> {
        let all = usize::try_from(opened.index.statistics()?.articles).unwrap_or(usize::MAX).max(1);
        let limit = if self.asking.limit.is_some() { session.limit(self.asking.limit) } else { all };
        let page = self.search(session, opened).limit(limit).per_article(1).run()?;
        for article in &page.articles {
            // Programs get each byte of a name; a terminal must not be steered by it.
            let mut line = if session.terminal.stdout && !self.form.null {
                printable(&page::place(&page::Named::of(article))).into_bytes()
            } else {
                page::place_bytes(&page::Named::of(article))
            };
            line.push(if self.form.null { 0 } else { b'\n' });
            session.out.bytes(&line)?;
        }
        self.tell_new_notes(session, opened, &page)?;
        Ok(Outcome::of(!page.articles.is_empty(), opened.intake))
    }

    fn page(&self, session: &mut Session, opened: &Opened) -> Result<Outcome> {
        let facets = self.facets();
        let begun = self.search(session, opened).totals();
        let begun = self.asked.notes.iter().fold(begun, |search, note| search.note(note.clone()));
        let page = facets.iter().fold(begun, |search, facet| search.facet(FacetRequest::new(*facet))).run()?;
        if self.form.json {
            session.out.json(&page)?;
        } else if self.form.jsonl {
            page.hits().try_for_each(|hit| session.out.json(&hit))?;
        } else {
            let width = session.terminal.width;
            session.show(|paint| page::page(&page, &facets, width, *paint))?;
        }
        session.out.flush()?;
        self.tell_new_notes(session, opened, &page)?;
        if !self.form.json && !self.form.jsonl {
            tell_totals(session, &page);
        }
        Ok(Outcome::of(!page.articles.is_empty(), opened.intake))
    }

    fn search<'a>(&'a self, session: &Session, opened: &'a Opened) -> Search<'a> {
        let asking = &self.asking;
        let search = opened.index.search(&self.asked.query).typed(self.asked.typed.clone()).sort(asking.sort.into());
        let search = search.limit(session.limit(asking.limit)).per_article(session.per_article(asking.per_article));
        let search = search.context(usize::from(asking.context));
        asking.cursor.iter().fold(search, |search, cursor| search.cursor(cursor.clone()))
    }

    fn facets(&self) -> Vec<Facet> {
        match &self.asking {
            asking if asking.no_facets => Vec::new(),
            asking if asking.facets.is_empty() => TOP_FACETS.to_vec(),
            asking => asking.facets.clone(),
        }
    }

    /// Tells what the answer adds to the notes on the query, which were told before the search began.
    fn tell_new_notes(&self, session: &Session, opened: &Opened, page: &Page) -> Result<()> {
        let also_searched = opened.index.also_searched(&self.asked.query)?;
        for note in page.notes.iter().filter(|note| !self.asked.notes.contains(note)) {
            if also_searched.as_ref() == Some(note) {
                session.talk.remark(note);
            } else {
                session.talk.note(note);
            }
        }
        Ok(())
    }
}

fn tell_totals(session: &Session, page: &Page) {
    let (paragraphs, articles) = (page.totals.paragraphs, page.totals.articles);
    let found = format!("{} in {}", amount(paragraphs, "paragraph"), amount(articles, "article"));
    Talk::line(&format!("{found}, {}", elapsed(session.elapsed())));
    if let Some(cursor) = &page.cursor {
        Talk::line(&format!("next page: --cursor {cursor}"));
    }
}

/// Prints how the query is understood; where there is no index, as one without any language would.
fn explain(session: &mut Session, mut request: Request) -> Result<Outcome> {
    let known = !request.paths.is_empty() || session.index_to_ask().is_ok();
    let opened = if known { Some(request.open(session)?) } else { None };
    opened.iter().try_for_each(|opened| request.widen(opened))?;
    let asked = &request.asked;
    asked.notes.iter().for_each(|note| session.talk.note(note));
    let plan = if let Some(opened) = opened {
        opened.index.plan(&asked.query)?
    } else {
        session.talk.note("no index is at hand, so no language is known and words are not stemmed");
        plan::plan(&asked.query, &Vocabulary { languages: Vec::new(), unknown_language: true, ..Vocabulary::default() })
    };
    let (typed, understood) = (printable(&asked.typed), printable(&asked.query.to_string()));
    session.out.text(&format!("typed       {typed}\nunderstood  {understood}\nplan\n{}", outline::plan(&plan)))?;
    Ok(Outcome::Found)
}
