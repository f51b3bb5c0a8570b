//! Articles annotated in `TimeML`. In: a file. Out: its paragraphs, the day it was made, and its expressions of time with
//! their bytes. Reads the one form that such files have; knows nothing of how they are scored.

use newsidx_text::CivilDay;

/// An annotated article.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// The day of its creation.
    pub(crate) made: Option<CivilDay>,
    /// Its paragraphs.
    pub(crate) paragraphs: Vec<Paragraph>,
}

/// A paragraph with the expressions in it.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    pub(crate) times: Vec<Timex>,
}

/// One TIMEX3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Timex {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub(crate) kind: String,
    pub(crate) value: String,
}

/// Reads a file: what stands in `TEXT`, or all of it where there is none.
pub(crate) fn read(file: &str) -> Document {
    let body = between(file, "<TEXT>", "</TEXT>").unwrap_or(file);
    let made =
        file.split("<TIMEX3").skip(1).find(|tag| attribute(head(tag), "functionInDocument") == Some("CREATION_TIME"));
    let made = made
        .and_then(|tag| attribute(head(tag), "value"))
        .and_then(|value| value.get(..10))
        .and_then(|day| day.parse().ok());
    Document { made, paragraphs: paragraphs(body) }
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let start = text.find(open)? + open.len();
    let rest = text.get(start..)?;
    rest.get(..rest.find(close)?)
}

fn head(tag: &str) -> &str {
    tag.split('>').next().unwrap_or_default()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.find(&format!("{name}=\""))?;
    tag.get(at + name.len() + 2..)?.split('"').next()
}

/// Splits the text at empty lines; an expression that runs over one is left out.
fn paragraphs(body: &str) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut paragraph = Paragraph::default();
    let mut open: Option<Timex> = None;
    let mut rest = body;
    while !rest.is_empty() {
        if rest.starts_with("\n\n") {
            open = None;
            paragraphs.push(std::mem::take(&mut paragraph));
            rest = rest.trim_start_matches('\n');
        } else if let Some(tag) = rest.strip_prefix('<') {
            let tag = head(tag);
            if let Some(attributes) = tag.strip_prefix("TIMEX3") {
                open = timex(attributes, paragraph.text.len());
            } else if tag == "/TIMEX3" {
                let end = paragraph.text.len();
                paragraph.times.extend(open.take().map(|timex| Timex { end, ..timex }));
            }
            rest = rest.get(tag.len() + 2..).unwrap_or_default();
        } else {
            rest = copy(rest, &mut paragraph.text);
        }
    }
    paragraphs.push(paragraph);
    paragraphs.retain(|paragraph| !paragraph.text.trim().is_empty());
    paragraphs.iter_mut().for_each(trim);
    paragraphs
}

fn timex(attributes: &str, start: usize) -> Option<Timex> {
    let creation = attribute(attributes, "functionInDocument") == Some("CREATION_TIME");
    let (kind, value) = (attribute(attributes, "type")?.to_owned(), attribute(attributes, "value")?.to_owned());
    (!creation && !attributes.ends_with('/')).then_some(Timex { start, end: start, kind, value })
}

/// Copies one character, or what an entity stands for; a line break inside a paragraph becomes a space.
fn copy<'a>(rest: &'a str, text: &mut String) -> &'a str {
    const ENTITIES: [(&str, char); 5] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&apos;", '\'')];
    if let Some((name, plain)) = ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) {
        text.push(*plain);
        return rest.get(name.len()..).unwrap_or_default();
    }
    let mut chars = rest.chars();
    match chars.next() {
        Some('\n' | '\t') => text.push(' '),
        Some(char) => text.push(char),
        None => {}
    }
    chars.as_str()
}

/// Takes white space, a final stop and a possessive ending off the expressions: they are no part of a date here.
fn trim(paragraph: &mut Paragraph) {
    for timex in &mut paragraph.times {
        let whole = paragraph.text.get(timex.start..timex.end).unwrap_or_default();
        let end = whole.trim_end_matches([' ', '.', ',']);
        let end = end.strip_suffix("'s").unwrap_or(end);
        timex.end = timex.start + end.len();
        timex.start += end.len() - end.trim_start().len();
    }
    paragraph.times.retain(|timex| timex.start < timex.end);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_expressions_are_read() {
        let file = "<TimeML><DCT><TIMEX3 tid=\"t0\" type=\"TIME\" value=\"1990-08-15T13:37\" \
            functionInDocument=\"CREATION_TIME\">08-15-90</TIMEX3></DCT>\n<TEXT>\nA &amp; B <EVENT eid=\"e1\">met</EVENT> \
            <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"1990-08-14\">Tuesday's</TIMEX3>.\n\nMore\nof it.\n</TEXT></TimeML>";
        let document = read(file);
        assert_eq!(document.made.map(|day| day.to_string()).as_deref(), Some("1990-08-15"));
        let texts: Vec<&str> = document.paragraphs.iter().map(|paragraph| paragraph.text.trim()).collect();
        assert_eq!(texts, ["A & B met Tuesday's.", "More of it."]);
        let first = &document.paragraphs[0];
        assert_eq!(
            first.times.iter().map(|timex| &first.text[timex.start..timex.end]).collect::<Vec<_>>(),
            ["Tuesday"]
        );
    }
}
