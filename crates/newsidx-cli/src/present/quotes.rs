//! Quotations for people. In: a page of quotations. Out: for each article who said what, in which words, and where.
//! Must not know how they were found.

use newsidx::text::QuotationKind;
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
        heading(&mut text, &Named::of_findings(article), &[], width, paint);
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
        told(text, &gutter, (&who(found), &how(found)), room, paint);
    }
    let own_words = found.quote.kind != QuotationKind::Indirect;
    let (open, close) = if own_words { ("\u{201c}", "\u{201d}") } else { ("", "") };
    let words = format!("{open}{}{close}", found.text.trim());
    let before = match last {
        Some(last) if runs_on && last.no != found.no => gutter,
        _ => " ".repeat(width_of(&gutter)),
    };
    hanging(text, &before, &lines(&cells(&words, &[]), room), paint, str::to_owned);
}

/// Writes who speaks and how that is told, on one line where both fit.
fn told(text: &mut String, gutter: &str, (who, how): (&str, &str), room: usize, paint: Paint) {
    if width_of(who) + width_of(how) <= room {
        return push_line(text, &format!("{}{}{}", paint.dim(gutter), paint.bold(who), paint.dim(how)));
    }
    hanging(text, gutter, &lines(&cells(who, &[]), room), paint, |rest| paint.bold(rest));
    let indent = " ".repeat(width_of(gutter));
    hanging(text, &indent, &lines(&cells(how.trim(), &[]), room), paint, |rest| paint.dim(rest));
}

/// Names the speakers, each with a role, and by what they are known here where that is no name.
fn who(found: &FoundQuote) -> String {
    if found.quote.speakers.is_empty() {
        return if found.quote.kind == QuotationKind::Scare {
            "nobody".to_owned()
        } else {
            "speaker unknown".to_owned()
        };
    }
    found.quote.speakers.iter().map(speaker).collect::<Vec<_>>().join(", ")
}

/// Names a speaker with role, and what stands for the name beside the cue.
pub(crate) fn speaker(speaker: &SpeakerView) -> String {
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
    let class = found.quote.class.zip(found.quote.cue.as_ref()).filter(|(class, cue)| class.name() != cue.as_str());
    let class = class.map_or_else(String::new, |(class, _)| format!(" ({})", class.name()));
    format!("  {}{cue}{class}", found.quote.kind.name())
}
