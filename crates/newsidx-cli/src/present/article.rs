//! One article for people: whole, or with what was understood of it. In: an annotated page. Out: text.
//! Must not know where the article came from.

use newsidx::text::quantity::Bound;
use newsidx::{AnnotatedPage, AnnotatedParagraphView, DateView, MentionView, QuantityView, QuoteView};

use super::page::hanging;
use super::paint::{Paint, printable};
use super::wrap::{cells, lines, painted, width_of};

/// What stands under each paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Under {
    /// Nothing.
    Nothing,
    /// The entities it mentions; what is said, dated and counted.
    Understood,
}

/// Writes an article, or the paragraph of this number alone.
pub(crate) fn article(page: &AnnotatedPage, only: Option<u32>, under: Under, width: usize, paint: Paint) -> String {
    let mut text = String::new();
    for line in lines(&cells(&page.article.title, &[]), width) {
        text.push_str(&painted(&line, paint, |rest| paint.bold(rest)));
        text.push('\n');
    }
    for line in lines(&cells(&about(page), &[]), width) {
        text.push_str(&painted(&line, paint, |rest| paint.dim(rest)));
        text.push('\n');
    }
    let digits = page.paragraphs.len().saturating_sub(1).to_string().len();
    let shown = page.paragraphs.iter().filter(|paragraph| only.is_none_or(|only| only == paragraph.no));
    for part in shown {
        paragraph(&mut text, part, digits, under, width, paint);
    }
    text
}

fn paragraph(
    text: &mut String,
    part: &AnnotatedParagraphView,
    digits: usize,
    under: Under,
    width: usize,
    paint: Paint,
) {
    let gutter = format!("  ¶ {:>digits$}  ", part.no);
    // The headline stands above already; what it mentions does not.
    if part.no > 0 {
        text.push('\n');
        let room = width.saturating_sub(width_of(&gutter)).max(10);
        hanging(text, &gutter, &lines(&cells(&part.text, &[]), room), paint, str::to_owned);
    }
    if under == Under::Understood {
        list(text, &understood(part), width_of(&gutter), width, paint);
    }
}

/// One thing that was understood: what it is, what it stands for, how it is written, and why.
struct Understood {
    kind: String,
    name: String,
    written: String,
    how: String,
}

fn understood(part: &AnnotatedParagraphView) -> Vec<Understood> {
    let mentions = part.mentions.iter().map(mention);
    let quotes = part.facts.quotes.iter().map(|quote| said(quote, &part.text));
    let (dates, quantities) = (part.facts.dates.iter().map(dated), part.facts.quantities.iter().map(counted));
    mentions.chain(quotes).chain(dates).chain(quantities).collect()
}

fn mention(mention: &MentionView) -> Understood {
    let role = mention.role.as_ref().map_or_else(String::new, |role| format!(", {}", printable(role)));
    Understood {
        kind: mention.kind.to_owned(),
        name: printable(&mention.name),
        written: printable(&mention.text),
        how: format!("({}{role})", mention.rule),
    }
}

fn said(quote: &QuoteView, text: &str) -> Understood {
    let cue = quote.cue.as_ref().map_or_else(String::new, |cue| format!(", {}", printable(cue)));
    let speakers = quote.speakers.iter().map(|speaker| printable(&speaker.name)).collect::<Vec<_>>().join(", ");
    Understood {
        kind: format!("quote/{}", quote.kind.name()),
        name: if speakers.is_empty() { "-".to_owned() } else { speakers },
        written: shortened(text.get(quote.start as usize..quote.end as usize).unwrap_or_default()),
        how: format!("({}{cue})", quote.rule),
    }
}

/// Gives the day that a date covers, or its first and last; nothing where they are not known.
pub(crate) fn days_of(date: &DateView) -> Option<String> {
    let (from, to) = (date.from.as_ref()?, date.to.as_ref()?);
    Some(if from == to { from.clone() } else { format!("{from} to {to}") })
}

fn dated(date: &DateView) -> Understood {
    Understood {
        kind: format!("date/{}", date.grain.name()),
        name: days_of(date).unwrap_or_else(|| "unresolved".to_owned()),
        written: printable(&date.text),
        how: format!("({})", date.rule),
    }
}

fn counted(quantity: &QuantityView) -> Understood {
    let most = quantity.value_max.map_or_else(String::new, |most| format!(" and {most}"));
    let bound =
        if quantity.bound == Bound::Exact { String::new() } else { quantity.bound.name().replace('_', " ") + " " };
    let known = [&quantity.unit, &quantity.thing].into_iter().flatten().map(|part| format!(" {}", printable(part)));
    let verb = quantity.verb.as_ref().map_or_else(String::new, |verb| format!(", {}", printable(verb)));
    Understood {
        kind: "quantity".to_owned(),
        name: format!("{bound}{}{most}{}", quantity.value, known.collect::<String>()),
        written: printable(&quantity.text),
        how: format!("({}{verb})", quantity.rule),
    }
}

/// How many words of a quotation are shown at its start, and how many at its end.
const SHOWN: (usize, usize) = (5, 2);

/// Leaves out the middle of many words.
pub(crate) fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (first, last) = SHOWN;
    match words.len().checked_sub(last) {
        Some(rest) if rest > 2 * first => {
            let (start, end) = (words.iter().take(first), words.iter().skip(rest));
            let shown: Vec<&str> = start.copied().chain(["..."]).chain(end.copied()).collect();
            printable(&shown.join(" "))
        }
        _ => printable(&words.join(" ")),
    }
}

fn list(text: &mut String, found: &[Understood], indent: usize, width: usize, paint: Paint) {
    let kinds = found.iter().map(|one| one.kind.len()).max().unwrap_or(0);
    let names = found.iter().map(|one| width_of(&one.name)).max().unwrap_or(0).min(40);
    for Understood { kind, name, written, how } in found {
        let gutter = format!("{}{kind:<kinds$}  ", " ".repeat(indent));
        let gap = " ".repeat(names.saturating_sub(width_of(name)));
        let room = width.saturating_sub(width_of(&gutter)).max(10);
        // Names stand in a column where the window has room for it.
        let fits = |gap: &str| width_of(&format!("{name}{gap}  \"{written}\"  {how}")) <= room;
        if let Some(gap) = [gap.as_str(), ""].into_iter().find(|gap| fits(gap)) {
            let line = format!("{gutter}{name}{gap}  \"{written}\"  {}\n", paint.dim(how));
            text.push_str(&line);
        } else {
            let whole = format!("{name}  \"{written}\"  {how}");
            hanging(text, &gutter, &lines(&cells(&whole, &[]), room), Paint::default(), str::to_owned);
        }
    }
}

fn about(page: &AnnotatedPage) -> String {
    let article = &page.article;
    let known = [&article.section, &article.date, &article.source, &article.lang, &article.url];
    let mut parts: Vec<&str> = known.into_iter().filter_map(|part| part.as_deref()).collect();
    parts.push(&article.id.0);
    parts.dedup();
    parts.join(" · ")
}
