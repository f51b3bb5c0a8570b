//! One article for people: whole, or with what was understood of it. In: an annotated page. Out: text.
//! Must not know where the article came from.

use newsidx::{AnnotatedPage, AnnotatedParagraphView, MentionView};

use super::page::hanging;
use super::paint::{Paint, printable};
use super::wrap::{cells, lines, painted, width_of};

/// What stands under each paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Under {
    /// Nothing.
    Nothing,
    /// The entities it mentions.
    Mentions,
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
    if under == Under::Mentions {
        mentions(text, &part.mentions, width_of(&gutter), width, paint);
    }
}

fn mentions(text: &mut String, found: &[MentionView], indent: usize, width: usize, paint: Paint) {
    let kinds = found.iter().map(|mention| mention.kind.len()).max().unwrap_or(0);
    let names = found.iter().map(|mention| width_of(&printable(&mention.name))).max().unwrap_or(0).min(40);
    for mention in found {
        let gutter = format!("{}{:<kinds$}  ", " ".repeat(indent), mention.kind);
        let name = printable(&mention.name);
        let gap = " ".repeat(names.saturating_sub(width_of(&name)));
        let role = mention.role.as_ref().map_or_else(String::new, |role| format!(", {}", printable(role)));
        let (written, how) = (printable(&mention.text), format!("({}{role})", mention.rule));
        let room = width.saturating_sub(width_of(&gutter)).max(10);
        // Names stand in a column where the window has room for it.
        let fits = |gap: &str| width_of(&format!("{name}{gap}  \"{written}\"  {how}")) <= room;
        if let Some(gap) = [gap.as_str(), ""].into_iter().find(|gap| fits(gap)) {
            let line = format!("{gutter}{name}{gap}  \"{written}\"  {}\n", paint.dim(&how));
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
