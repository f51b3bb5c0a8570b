//! `newsidx stats`. In: an index. Out: what it holds, as text or JSON. Must not know how it is stored.

use newsidx::{Index, Statistics};
use serde_json::json;

use super::Outcome;
use crate::args::keep::StatsArgs;
use crate::failure::Result;
use crate::location::shown;
use crate::present::amount::{bytes, count};
use crate::session::Session;

pub(super) fn run(session: &mut Session, args: &StatsArgs) -> Result<Outcome> {
    let location = session.index_to_ask()?;
    let statistics = Index::open(&location.directory)?.statistics()?;
    if args.json {
        let days = statistics.days.map(|(first, last)| [first.to_string(), last.to_string()]);
        let Statistics { articles, paragraphs, superseded, withdrawn, languages, segments, bytes, .. } = &statistics;
        session.out.json(&json!({
            "schema": "newsidx.statistics/1", "index": location.directory.display().to_string(),
            "articles": articles, "paragraphs": paragraphs, "superseded": superseded, "withdrawn": withdrawn,
            "days": days, "languages": languages, "segments": segments, "bytes": bytes,
        }))?;
    } else {
        let rows = rows(&statistics).into_iter().map(|(name, value)| format!("{name:<12}{value}\n"));
        let text: String = rows.collect();
        session.out.text(&format!("{:<12}{}\n{text}", "index", shown(&location.directory)))?;
    }
    Ok(Outcome::Found)
}

/// Gives what is worth a line: what is zero in most indexes only where it is not.
fn rows(statistics: &Statistics) -> Vec<(&'static str, String)> {
    let languages = statistics.languages.iter().map(|(code, articles)| format!("{code} {}", count(*articles)));
    let mut rows = vec![("articles", count(statistics.articles)), ("paragraphs", count(statistics.paragraphs))];
    if statistics.superseded > 0 {
        rows.push(("superseded", count(statistics.superseded)));
    }
    if statistics.withdrawn > 0 {
        rows.push(("withdrawn", count(statistics.withdrawn)));
    }
    if let Some((first, last)) = statistics.days {
        rows.push(("published", format!("{first} to {last}")));
    }
    rows.push(("languages", languages.collect::<Vec<_>>().join(" · ")));
    rows.push(("segments", count(statistics.segments)));
    rows.push(("on disk", bytes(statistics.bytes)));
    rows
}
