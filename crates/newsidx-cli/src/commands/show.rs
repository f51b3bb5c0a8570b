//! `newsidx show`. In: the name of an article. Out: the article with its paragraphs numbered.
//! Must not know how articles are stored.

use std::path::Path;

use newsidx::read::{path_of, written_path};
use newsidx::{Annotated, AnnotatedPage, ArticleId, ErrorKind, Index, StoredArticle};

use super::Outcome;
use crate::args::ask::ShowArgs;
use crate::failure::{Failure, Result};
use crate::opened;
use crate::present::article::{Under, article};
use crate::session::Session;

pub(super) fn run(session: &mut Session, args: &ShowArgs) -> Result<Outcome> {
    let opened = opened::open(session, &args.paths, &args.reading)?;
    let name = written_path(Path::new(&args.id));
    let (stored, only) = find(&opened.index, &name)?;
    let mut page = page(stored);
    if let Some(no) = only
        && page.paragraphs.iter().all(|paragraph| paragraph.no != no)
    {
        let last = page.paragraphs.len().saturating_sub(1);
        return Err(Failure::new(format!("no paragraph {no} in `{}`", page.article.id))
            .hint(format!("its paragraphs are 1 to {last}; 0 is the headline")));
    }
    if args.json {
        page.paragraphs.retain(|paragraph| only.is_none_or(|only| only == paragraph.no));
        session.out.json(&page)?;
    } else {
        let width = session.terminal.width;
        session.show(|paint| article(&page, only, Under::Nothing, width, *paint))?;
    }
    Ok(Outcome::of(true, opened.intake))
}

/// Finds an article by its whole name; only where there is none, what follows the last `#` is a paragraph.
pub(super) fn find(index: &Index, name: &str) -> Result<(StoredArticle, Option<u32>)> {
    if let Some(stored) = named(index, name)? {
        return Ok((stored, None));
    }
    let numbered = name.rsplit_once('#').and_then(|(name, no)| Some((name, no.parse::<u32>().ok()?)));
    if let Some((shorter, no)) = numbered
        && let Some(stored) = named(index, shorter)?
    {
        return Ok((stored, Some(no)));
    }
    Err(index.article(&ArticleId(name.to_owned())).err().map_or_else(|| Failure::new("no such article"), Failure::from))
}

/// Finds an article by its id, else by its file: ids of files are their paths below the folder that was read.
fn named(index: &Index, name: &str) -> Result<Option<StoredArticle>> {
    if let Some(stored) = fetch(index, name)? {
        return Ok(Some(stored));
    }
    let (file, record) = name.rsplit_once('#').unwrap_or((name, ""));
    let Ok(file) = std::fs::canonicalize(path_of(file)) else { return Ok(None) };
    let whole = written_path(&file);
    let record = if record.is_empty() { String::new() } else { format!("#{record}") };
    for (at, _) in whole.match_indices('/') {
        let below = whole.get(at + 1..).unwrap_or_default();
        let found = fetch(index, &format!("{below}{record}"))?;
        if let Some(stored) = found.filter(|stored| stored.head.origin.file() == whole) {
            return Ok(Some(stored));
        }
    }
    Ok(None)
}

fn fetch(index: &Index, id: &str) -> Result<Option<StoredArticle>> {
    match index.article(&ArticleId(id.to_owned())) {
        Ok(stored) => Ok(Some(stored)),
        Err(error) if matches!(error.kind(), ErrorKind::NoArticle(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn page(stored: StoredArticle) -> AnnotatedPage {
    let StoredArticle { head, paragraphs } = stored;
    AnnotatedPage::new(head.id, &Annotated { article: head.article, language: head.language, paragraphs })
}
