//! What an answer does not show. In: a query and an engine. Out: which word empties it, which words are near that one,
//! what would find something, and how much has no date to be found by.

use std::collections::BTreeMap;

use newsidx_text::CivilDay;
use newsidx_text::analysis::Analyser;
use newsidx_text::fold::fold;

use crate::engine::{ArticleHit, Engine, SearchOptions};
use crate::error::Result;
use crate::plan::{self, AnalysedParagraph, Highlighter, Spellings, Variants, Vocabulary};
use crate::query::{Days, Field, Matcher, Query, Term};

/// How many articles are looked at for words that are nearly the one asked for.
const LOOKED_AT: usize = 20;

/// How many near words are counted, and how many of them are told.
const COUNTED: usize = 12;
const TOLD: usize = 3;

/// Looks up the other spellings of the names in a query.
pub(crate) fn variants(engine: &dyn Engine, query: &Query, spellings: Spellings) -> Result<Variants> {
    match spellings {
        Spellings::All => Variants::find(query, &mut |key| engine.spellings(key)),
        Spellings::AsTyped => Ok(Variants::default()),
    }
}

/// Explains an empty answer; gives nothing when there is nothing useful to say.
pub(crate) fn why_nothing(engine: &dyn Engine, query: &Query, variants: &Variants) -> Result<Vec<String>> {
    let parts = if let Query::And(parts) = query { parts.as_slice() } else { std::slice::from_ref(query) };
    let positive: Vec<&Query> = parts.iter().filter(|part| !matches!(part, Query::Not(_))).collect();
    let vocabulary = engine.vocabulary()?;
    if positive.len() < 2 {
        return positive.into_iter().filter_map(|part| near(engine, part, &vocabulary).transpose()).collect();
    }
    let count = |query: &Query| engine.count(&plan::plan_with_variants(query, &vocabulary, variants));
    let mut notes = Vec::new();
    let mut missing = Vec::new();
    for part in &positive {
        if count(part)?.articles == 0 {
            missing.push(*part);
        }
    }
    if !missing.is_empty() {
        let named: Vec<String> = missing.iter().map(|part| format!("`{part}`")).collect();
        notes.push(format!("nothing matches {}", named.join(" or ")));
    }
    for part in missing.iter().take(TOLD) {
        notes.extend(near(engine, part, &vocabulary)?);
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

/// Names words of the index that are nearly a word that is not in it.
fn near(engine: &dyn Engine, part: &Query, vocabulary: &Vocabulary) -> Result<Option<String>> {
    let Query::Term(Term { field, matcher: Matcher::Word(word) | Matcher::Exact(word) }) = part else {
        return Ok(None);
    };
    // Of short words too many are near each other to say anything.
    let widest = match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    for distance in 1..=widest {
        let candidates = spellings(engine, field, &Matcher::Fuzzy { word: word.clone(), distance }, vocabulary)?;
        let mut counted = Vec::new();
        for spelling in candidates.into_values().take(COUNTED) {
            let query = Query::field(field.clone(), Matcher::Word(spelling.clone()));
            let paragraphs = engine.count(&plan::plan(&query, vocabulary))?.paragraphs;
            counted.push((std::cmp::Reverse(paragraphs), spelling));
        }
        counted.sort();
        let named = counted.iter().filter(|(paragraphs, _)| paragraphs.0 > 0).take(TOLD);
        let named: Vec<String> =
            named.map(|(paragraphs, spelling)| format!("{spelling} ({})", amount(paragraphs.0, "paragraph"))).collect();
        if !named.is_empty() {
            return Ok(Some(format!("near `{part}` in this index: {}", named.join(", "))));
        }
    }
    Ok(None)
}

/// Gives what matches in the best articles, by its folded form.
fn spellings(
    engine: &dyn Engine,
    field: &Field,
    matcher: &Matcher,
    vocabulary: &Vocabulary,
) -> Result<BTreeMap<String, String>> {
    let plan = plan::plan(&Query::field(field.clone(), matcher.clone()), vocabulary);
    let hits = engine.search(&plan, &SearchOptions { limit: LOOKED_AT, ..SearchOptions::default() })?;
    let (highlighter, mut analyser) = (Highlighter::new(&plan), Analyser::new());
    let mut found = BTreeMap::new();
    for article in &hits.articles {
        for spelling in matched(article, &highlighter, &mut analyser) {
            found.entry(fold(&spelling).into_owned()).or_insert(spelling);
        }
    }
    Ok(found)
}

fn matched(article: &ArticleHit, highlighter: &Highlighter<'_>, analyser: &mut Analyser) -> Vec<String> {
    let mut found = Vec::new();
    for paragraph in article.paragraphs.iter().filter(|hit| hit.matched).map(|hit| &hit.paragraph) {
        let words = analyser.term_spans(&paragraph.text, article.head.language);
        let view = AnalysedParagraph::of(paragraph, &words);
        let spans = highlighter.spans(&view);
        found.extend(spans.into_iter().map(|span| span.of(&paragraph.text).to_owned()));
    }
    found
}

/// Says how many articles a query would find if they had a date; gives nothing where there is none.
pub(crate) fn undated(engine: &dyn Engine, query: &Query, variants: &Variants) -> Result<Option<String>> {
    let Some(on_any_day) = on_any_day(query) else { return Ok(None) };
    let names_days = names_days(query);
    let dated = Query::Days(Days { from: Some(CivilDay(i64::MIN)), to: None });
    let mut parts = if let Query::And(parts) = on_any_day { parts } else { vec![on_any_day] };
    parts.push(dated.not());
    if !needs_a_date(query) {
        parts.push(query.clone().not());
    }
    let plan = plan::plan_with_variants(&Query::And(parts), &engine.vocabulary()?, variants);
    let left_out = engine.count(&plan)?.articles;
    let left = if names_days { ", where `on Friday` is no day" } else { " left out" };
    Ok((left_out > 0).then(|| format!("{} without a date{left}", amount(left_out, "article"))))
}

/// Gives a query without its conditions on the day; nothing where it has none that leave anything out.
fn on_any_day(query: &Query) -> Option<Query> {
    let each = |parts: &[Query]| {
        let asked: Vec<Option<Query>> = parts.iter().map(on_any_day).collect();
        let any = asked.iter().any(Option::is_some);
        let whole = asked.into_iter().zip(parts).map(|(asked, part)| asked.unwrap_or_else(|| part.clone()));
        any.then(|| whole.collect())
    };
    match query {
        Query::Days(_) | Query::Event(_) => Some(Query::All),
        Query::And(parts) => each(parts).map(Query::And),
        Query::Or(parts) => each(parts).map(Query::Or),
        Query::Article(part) => on_any_day(part).map(Query::in_article),
        Query::Boost(part, _) => on_any_day(part),
        // Articles without a date are among those that are not of a day.
        Query::Not(_) | Query::All | Query::Term(_) | Query::Counted(_) => None,
    }
}

/// Tells whether some condition asks for days that the text names.
fn names_days(query: &Query) -> bool {
    match query {
        Query::Event(_) => true,
        Query::And(parts) | Query::Or(parts) => parts.iter().any(names_days),
        Query::Article(part) | Query::Boost(part, _) => names_days(part),
        Query::Not(_) | Query::All | Query::Term(_) | Query::Counted(_) | Query::Days(_) => false,
    }
}

/// Tells whether nothing without a date can satisfy a query.
fn needs_a_date(query: &Query) -> bool {
    match query {
        Query::Days(_) => true,
        Query::And(parts) => parts.iter().any(needs_a_date),
        Query::Or(parts) => !parts.is_empty() && parts.iter().all(needs_a_date),
        Query::Article(part) | Query::Boost(part, _) => needs_a_date(part),
        Query::Not(_) | Query::All | Query::Term(_) | Query::Event(_) | Query::Counted(_) => false,
    }
}

fn amount(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
