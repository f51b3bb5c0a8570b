//! Quotations for people. In: a page of quotations. Out: for each article who said what, in which words, and where.
//! Must not know how they were found.

use newsidx::{FoundQuote, QuotationsPage, SpeakerView};

use super::page::{Named, hanging, heading, push_line};
use super::paint::{Paint, printable};
use super::wrap::{cells, lines, width_of};

/// Writes a page.
pub(crate) fn quotes(page: &QuotationsPage, width: usize, paint: Paint) -> String {
    let mut text = String::new();
    for article in &page.articles {
        if !text.is_empty() {
            text.push('\n');
        }
        let named = Named {
            id: &article.id.0,
            title: &article.title,
            section: article.section.as_deref(),
            date: article.date.as_deref(),
            source: article.source.as_deref(),
            url: article.url.as_deref(),
            path: &article.path,
        };
        heading(&mut text, &named, &[], width, paint);
        let digits = article.found.iter().map(|found| found.no.to_string().len()).max().unwrap_or(1);
        let mut last: Option<&FoundQuote> = None;
        for found in &article.found {
            one(&mut text, found, last, digits, width, paint);
            last = Some(found);
        }
    }
    text
}

fn one(text: &mut String, found: &FoundQuote, last: Option<&FoundQuote>, digits: usize, width: usize, paint: Paint) {
    let gutter = format!("  \u{b6} {:>digits$}  ", found.no);
    let runs_on = last.is_some_and(|last| last.quote.id == found.quote.id);
    let room = width.saturating_sub(width_of(&gutter)).max(10);
    if !runs_on {
        let told = paint.bold(&who(found)) + &paint.dim(&how(found));
        push_line(text, &format!("{}{told}", paint.dim(&gutter)));
    }
    let own_words = matches!(found.quote.kind, "direct" | "partial" | "scare");
    let (open, close) = if own_words { ("\u{201c}", "\u{201d}") } else { ("", "") };
    let words = format!("{open}{}{close}", found.text.trim());
    let before = match last {
        Some(last) if runs_on && last.no != found.no => gutter,
        _ => " ".repeat(width_of(&gutter)),
    };
    hanging(text, &before, &lines(&cells(&words, &[]), room), paint, str::to_owned);
}

/// Names the speakers, each with a role, and by what they are known here where that is no name.
fn who(found: &FoundQuote) -> String {
    if found.quote.speakers.is_empty() {
        return if found.quote.kind == "scare" { "nobody".to_owned() } else { "speaker unknown".to_owned() };
    }
    found.quote.speakers.iter().map(speaker).collect::<Vec<_>>().join(", ")
}

fn speaker(speaker: &SpeakerView) -> String {
    let role = speaker.role.as_ref().map_or_else(String::new, |role| format!(" ({})", printable(role)));
    let name = printable(&speaker.name);
    match &speaker.via {
        Some(via) if speaker.key.is_none() => format!("{} (unresolved)", printable(via)),
        Some(via) => format!("{name}{role} via: {}", printable(via)),
        None => format!("{name}{role}"),
    }
}

/// Names the kind and the cue.
fn how(found: &FoundQuote) -> String {
    let cue = found.quote.cue.as_ref().map_or_else(String::new, |cue| format!(", \"{}\"", printable(cue)));
    let class = found.quote.class.zip(found.quote.cue.as_ref()).filter(|(class, cue)| *class != cue.as_str());
    let class = class.map_or_else(String::new, |(class, _)| format!(" ({class})"));
    format!("  {}{cue}{class}", found.quote.kind)
}
