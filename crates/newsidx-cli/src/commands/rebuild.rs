//! `newsidx rebuild`. In: an index. Out: the same articles in today's format. Must not know any format.

use std::time::Duration;

use newsidx::Index;

use super::Outcome;
use crate::args::index::RebuildArgs;
use crate::failure::Result;
use crate::location::shown;
use crate::present::amount::amount;
use crate::session::Session;

pub(super) fn run(session: &mut Session, args: &RebuildArgs) -> Result<Outcome> {
    let location = session.index_to_ask()?;
    let talk = session.talk;
    let mut waiting = |holder: &str| talk.note(&format!("waiting for {holder}, which is writing to this index"));
    let versions = Index::rebuild(&location.directory, Duration::from_secs(args.wait), &mut waiting)?;
    let text = format!("{} rebuilt\nindex: {}\n", amount(versions, "version"), shown(&location.directory));
    session.out.text(&text)?;
    Ok(Outcome::Found)
}
