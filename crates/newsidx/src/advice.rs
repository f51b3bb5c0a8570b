//! Why nothing was found. In: a query without an answer. Out: which word empties it, and what would find something.

use crate::engine::Engine;
use crate::error::Result;
use crate::plan;
use crate::query::Query;

/// Explains an empty answer; gives nothing when there is nothing useful to say.
pub(crate) fn why_nothing(engine: &dyn Engine, query: &Query) -> Result<Vec<String>> {
    let Query::And(parts) = query else { return Ok(Vec::new()) };
    let positive: Vec<&Query> = parts.iter().filter(|part| !matches!(part, Query::Not(_))).collect();
    if positive.len() < 2 {
        return Ok(Vec::new());
    }
    let vocabulary = engine.vocabulary()?;
    let count = |query: &Query| engine.count(&plan::plan(query, &vocabulary));
    let mut notes = Vec::new();
    let mut missing = Vec::new();
    for part in &positive {
        if count(part)?.articles == 0 {
            missing.push(format!("`{part}`"));
        }
    }
    if !missing.is_empty() {
        notes.push(format!("nothing matches {}", missing.join(" or ")));
    }
    let own = |parts: &[&Query], wrap: fn(Query) -> Query| parts.iter().map(|part| wrap((*part).clone())).collect();
    let any = count(&Query::Or(own(&positive, |part| part)))?;
    let together = count(&Query::And(own(&positive, |part| Query::Article(Box::new(part)))))?;
    if any.paragraphs > 0 {
        notes.push(format!(
            "{} with any of the words (--match any); {} with all of them somewhere",
            amount(any.paragraphs, "paragraph"),
            amount(together.articles, "article"),
        ));
    }
    Ok(notes)
}

fn amount(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
