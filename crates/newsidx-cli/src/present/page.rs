//! An answer for people. In: a page. Out: headlines, their paragraphs, top facets. Must not know how it was found.

use std::path::Path;

use newsidx::read::{path_bytes, path_of, written_path};
use newsidx::{ArticleView, Facet, FacetCount, FindingsOf, Page, ParagraphView};

use super::amount::{amount, count};
use super::paint::{Paint, printable};
use super::wrap::{Cell, cells, lines, painted, width_of, window};
use crate::location::{relative, shown};

/// How many lines of a paragraph are shown.
const WINDOW: usize = 4;

/// Writes an answer for a person.
pub(crate) fn page(page: &Page, facets: &[Facet], width: usize, paint: Paint) -> String {
    let mut text = String::new();
    for found in &page.articles {
        if !text.is_empty() {
            text.push('\n');
        }
        article(&mut text, found, width, paint);
    }
    let footer: Vec<String> = facets.iter().filter_map(|facet| footer_line(page, *facet, width, paint)).collect();
    if !footer.is_empty() && !page.articles.is_empty() {
        text.push('\n');
        for line in &footer {
            push_line(&mut text, line);
        }
    }
    text
}

fn article(text: &mut String, article: &ArticleView, width: usize, paint: Paint) {
    let headline = article.paragraphs.iter().find(|paragraph| paragraph.no == 0);
    let marks = headline.map_or(&[][..], |headline| headline.highlights.as_slice());
    heading(text, &Named::of(article), marks, width, paint);
    let body: Vec<&ParagraphView> = article.paragraphs.iter().filter(|paragraph| paragraph.no > 0).collect();
    let digits = body.iter().map(|paragraph| paragraph.no.to_string().len()).max().unwrap_or(0);
    for part in &body {
        paragraph(text, part, digits, width, paint);
    }
    let more = article.matched.saturating_sub(body.iter().filter(|part| part.matched).count() as u64);
    if more > 0 {
        push_line(text, &paint.dim(&format!("  +{}", amount(more, "more paragraph"))));
    }
}

/// What names an article above what was found in it.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) section: Option<&'a str>,
    pub(crate) date: Option<&'a str>,
    pub(crate) source: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
    pub(crate) path: &'a str,
}

impl<'a> Named<'a> {
    /// Names an article of an answer.
    pub(crate) fn of(article: &'a ArticleView) -> Self {
        Self {
            id: &article.id.0,
            title: &article.title,
            section: article.section.as_deref(),
            date: article.date.as_deref(),
            source: article.source.as_deref(),
            url: article.url.as_deref(),
            path: &article.path,
        }
    }

    /// Names an article of which facts were found.
    pub(crate) fn of_findings<F>(article: &'a FindingsOf<F>) -> Self {
        Self {
            id: &article.id.0,
            title: &article.title,
            section: article.section.as_deref(),
            date: article.date.as_deref(),
            source: article.source.as_deref(),
            url: article.url.as_deref(),
            path: &article.path,
        }
    }
}

/// Writes the headline, and a line on where the article is from.
pub(crate) fn heading(text: &mut String, article: &Named<'_>, marks: &[(u32, u32)], width: usize, paint: Paint) {
    for line in lines(&cells(article.title, marks), width) {
        push_line(text, &paint.link(&painted(&line, paint, |rest| paint.bold(rest)), &address(article)));
    }
    for line in lines(&cells(&source_line(article), &[]), width) {
        push_line(text, &painted(&line, paint, |rest| paint.dim(rest)));
    }
}

fn paragraph(text: &mut String, paragraph: &ParagraphView, digits: usize, width: usize, paint: Paint) {
    // As with grep, a minus after its number tells context from what was found, also without colours.
    let mark = if paragraph.matched { ' ' } else { '-' };
    let gutter = format!("  ¶ {:>digits$}{mark} ", paragraph.no);
    let room = width.saturating_sub(width_of(&gutter)).max(10);
    let shown = window(&cells(&paragraph.text, &paragraph.highlights), room, WINDOW);
    hanging(text, &gutter, &shown, paint, |rest| if paragraph.matched { rest.to_owned() } else { paint.dim(rest) });
}

/// Writes lines behind a gutter that stands before the first of them.
pub(crate) fn hanging(
    text: &mut String,
    gutter: &str,
    shown: &[Vec<Cell>],
    paint: Paint,
    rest: impl Fn(&str) -> String,
) {
    let indent = " ".repeat(width_of(gutter));
    for (at, line) in shown.iter().enumerate() {
        let before = if at == 0 { paint.dim(gutter) } else { indent.clone() };
        push_line(text, &format!("{before}{}", painted(line, paint, &rest)));
    }
}

/// Joins what is known of an article: section, day, source, and where it is.
fn source_line(article: &Named<'_>) -> String {
    let day = article.date.map(|date| date.split('T').next().unwrap_or(date));
    let known = [article.section, day, article.source].into_iter().flatten().map(str::to_owned);
    known.chain([place(article)]).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Gives the name by which an article can be asked for again: its file, where the file is all that names it, else its id.
pub(crate) fn place(article: &Named<'_>) -> String {
    let (file, record) = file_and_record(article);
    if article.path.is_empty() && file.starts_with("content:") {
        return "standard input".to_owned();
    }
    if is_named_by_file(article, file) {
        format!("{}{record}", shown(Path::new(article.path)))
    } else {
        article.id.to_owned()
    }
}

/// Gives the same for other programs: the file with each byte of its name.
pub(crate) fn place_bytes(article: &Named<'_>) -> Vec<u8> {
    let (file, record) = file_and_record(article);
    if !is_named_by_file(article, file) {
        return place(article).into_bytes();
    }
    [&path_bytes(&written_path(&relative(&path_of(article.path)))), record.as_bytes()].concat()
}

/// Splits the number of a record from an id that may be a path.
fn file_and_record<'a>(article: &Named<'a>) -> (&'a str, &'a str) {
    let id = article.id;
    let at = id.rfind('#').filter(|at| id.bytes().skip(at + 1).all(|byte| byte.is_ascii_digit()));
    id.split_at_checked(at.unwrap_or(id.len())).unwrap_or((id, ""))
}

fn is_named_by_file(article: &Named<'_>, file: &str) -> bool {
    !article.path.is_empty() && Path::new(article.path).ends_with(file)
}

fn address(article: &Named<'_>) -> String {
    match article.url {
        Some(url) => url.to_owned(),
        None if article.path.is_empty() => String::new(),
        None => format!("file://{}", article.path),
    }
}

fn footer_line(page: &Page, facet: Facet, width: usize, paint: Paint) -> Option<String> {
    let rows = page.facets.get(facet.name()).filter(|rows| !rows.is_empty())?;
    let title = plural(facet);
    let mut line = paint.dim(&format!("{title}:"));
    let mut used = width_of(title) + 1;
    for (at, row) in rows.iter().enumerate() {
        let (part, separator) = (footer_part(row), if at == 0 { " " } else { " · " });
        used += width_of(&part) + width_of(separator);
        if at > 0 && used > width {
            break;
        }
        line.push_str(separator);
        line.push_str(&part);
    }
    Some(line)
}

fn footer_part(row: &FacetCount) -> String {
    let several = if row.name_only { " (name, several people)" } else { "" };
    format!("{}{several} {}", printable(&row.name), count(row.paragraphs))
}

fn plural(facet: Facet) -> &'static str {
    match facet.name() {
        "person" => "People",
        "place" => "Places",
        "org" => "Organisations",
        "facility" => "Facilities",
        "group" => "Groups",
        "occasion" => "Occasions",
        "product" => "Products",
        "work" => "Works",
        "country" => "Countries",
        "region" => "Regions",
        "role" => "Roles",
        "speaker" => "Speakers",
        "cue" => "Cues",
        "event" => "Days named",
        "section" => "Sections",
        "source" => "Sources",
        "author" => "Authors",
        "topic" => "Topics",
        "lang" => "Languages",
        "year" => "Years",
        "day" => "Days",
        other => other,
    }
}

pub(crate) fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}
