//! `newsidx explain`. In: the name of a paragraph. Out: its mentions, each with the reason for it.
//! Must not know how anything is understood.

use std::path::Path;

use newsidx::read::written_path;

use super::Outcome;
use super::show::find;
use crate::args::ask::ExplainArgs;
use crate::failure::{Failure, Result};
use crate::opened;
use crate::present::reasons::reasons;
use crate::session::Session;

pub(super) fn run(session: &mut Session, args: &ExplainArgs) -> Result<Outcome> {
    let opened = opened::open(session, &args.paths, &args.reading)?;
    let name = written_path(Path::new(&args.id));
    let (stored, Some(no)) = find(&opened.index, &name)? else {
        return Err(Failure::new(format!("`{name}` names no paragraph"))
            .hint(format!("add its number, as in `{name}#1`; #0 is the headline")));
    };
    let page = opened.index.explain(&stored.head.id, no)?;
    if args.json {
        session.out.json(&page)?;
    } else {
        let width = session.terminal.width;
        session.show(|paint| reasons(&page, width, *paint))?;
    }
    let facts = page.quotes.len() + page.dates.len() + page.quantities.len();
    Ok(Outcome::of(!page.mentions.is_empty() || facts > 0, opened.intake))
}
