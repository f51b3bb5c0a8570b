//! `newsidx cache`. In: what to do. Out: a list, or less on disk. Must not know how the cache is used.

use super::Outcome;
use crate::args::keep::{CacheAction, CacheArgs};
use crate::cache::{self, Entry, Label};
use crate::failure::Result;
use crate::location;
use crate::present::amount::{amount, bytes};
use crate::present::paint::printable;
use crate::session::Session;
use crate::talk::Talk;

pub(super) fn run(session: &mut Session, args: &CacheArgs) -> Result<Outcome> {
    match args.action {
        CacheAction::Path => {
            let cache = location::cache_directory()?;
            session.out.text(&format!("{}\n", cache.display()))?;
        }
        CacheAction::List => {
            let entries = cache::entries()?;
            entries.iter().try_for_each(|entry| session.out.text(&line(entry)))?;
            session.out.flush()?;
            Talk::line(&sum(&entries));
        }
        CacheAction::Clear => {
            let entries = cache::entries()?;
            entries.iter().try_for_each(|entry| cache::remove(&entry.directory))?;
            session.out.text(&format!("removed {}\n", sum(&entries)))?;
        }
    }
    Ok(Outcome::Found)
}

fn line(entry: &Entry) -> String {
    let name = entry.directory.file_name().unwrap_or_default().to_string_lossy();
    let label = entry.label.as_ref().map_or_else(|| "unknown paths".to_owned(), in_words);
    format!("{name}  {:>9}  {}\n", bytes(entry.bytes), printable(&label))
}

fn in_words(label: &Label) -> String {
    let paths = label.paths.join(", ");
    if label.defaults.is_empty() { paths } else { format!("{paths} ({})", label.defaults.join(", ")) }
}

fn sum(entries: &[Entry]) -> String {
    let noun = if entries.len() == 1 { "index" } else { "indexes" };
    let number = amount(entries.len() as u64, "");
    format!("{} {noun}, {}", number.trim_end_matches([' ', 's']), bytes(entries.iter().map(|entry| entry.bytes).sum()))
}
