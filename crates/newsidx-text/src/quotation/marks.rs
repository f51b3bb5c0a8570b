//! Quotation marks. In: the text of a paragraph. Out: what stands between them, the outermost pairs alone.
//! Must not know words, verbs or speakers. One pass, whatever the marks.

use crate::span::Span;

/// What stands between two marks, or after one that is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The bytes between the marks, without white space at the ends; never empty.
    pub(super) inner: Span,
    /// The bytes with the marks.
    pub(super) outer: Span,
    /// Whether a mark closes it; else it reaches to the end of the paragraph.
    pub(super) closed: bool,
}

/// A way of writing quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `“ ”`
    Curly,
    /// `„ “` and `„ ”`
    Low,
    /// `" "`, and two apostrophes for each
    Straight,
    /// ` `` '' `
    Ticks,
    /// `« »`
    Angle,
    /// `» «`
    Inward,
    /// `‘ ’` and `' '`
    Single,
}

/// Gives the outermost quotations of a paragraph in order.
pub(super) fn quoted(text: &str) -> Vec<Quoted> {
    Reader { text, open: None, found: Vec::new(), closer: 0 }.read()
}

/// Finds the first byte with which a mark can begin. Most text has none, so many bytes are asked at once.
fn first_mark(bytes: &[u8]) -> Option<usize> {
    const AT_ONCE: usize = 32;
    let holds = |chunk: &[u8]| chunk.iter().fold(false, |found, byte| found | may_begin_mark(*byte));
    let (number, chunk) = bytes.chunks(AT_ONCE).enumerate().find(|(_, chunk)| holds(chunk))?;
    Some(number * AT_ONCE + chunk.iter().position(|byte| may_begin_mark(*byte))?)
}

/// Tells whether a quotation mark can begin with a byte; no byte inside a character is one of these.
fn may_begin_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'`' | b'\'' | 0xE2 | 0xC2)
}

/// A mark that was opened: its style, its first byte and the byte after it.
type Opened = (Style, usize, usize);

struct Reader<'a> {
    text: &'a str,
    open: Option<Opened>,
    found: Vec<Quoted>,
    /// The last answer of [`Reader::closer_from`], so that the text is searched once.
    closer: usize,
}

impl Reader<'_> {
    fn read(mut self) -> Vec<Quoted> {
        let mut at = 0;
        while let Some((start, mark)) = self.next_mark(at) {
            at = start + self.mark(start, mark);
        }
        if let Some((style, start, inner)) = self.open
            && style != Style::Single
        {
            self.push(start, inner, self.text.len(), self.text.len(), false);
        }
        self.found
    }

    fn next_mark(&self, from: usize) -> Option<(usize, char)> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        loop {
            at += first_mark(bytes.get(at..)?)?;
            let mark = self.text.get(at..)?.chars().next()?;
            if matches!(mark, '"' | '`' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»') {
                return Some((at, mark));
            }
            at += mark.len_utf8();
        }
    }

    /// Reads one mark and gives its length.
    fn mark(&mut self, start: usize, mark: char) -> usize {
        let double =
            matches!(mark, '\'' | '`') && self.text.get(start + 1..).is_some_and(|rest| rest.starts_with(mark));
        let len = mark.len_utf8() * if double { 2 } else { 1 };
        match mark {
            '“' | '„' | '«' | '”' | '»' => self.directed(start, len, mark),
            '`' if double => self.open_at(Style::Ticks, start, len),
            '"' => self.straight(start, len),
            '\'' if double => self.straight(start, len),
            '‘' | '’' | '\'' => self.single(start, len, mark),
            _ => {}
        }
        len
    }

    fn directed(&mut self, start: usize, len: usize, mark: char) {
        use Style::{Angle, Curly, Inward, Low, Straight};
        match (self.open.map(|(style, ..)| style), mark) {
            (Some(Low), '“' | '”') | (Some(Curly | Straight), '”') | (Some(Angle), '»') | (Some(Inward), '«') =>
            {
                self.close(start, len);
            }
            // A typist’s slip: it stands where only a closing mark can.
            (Some(Curly), '“') if self.closes(start, len) => self.close(start, len),
            (None | Some(Style::Single), '“') => self.open_at(Curly, start, len),
            (None, '„') => self.open_at(Low, start, len),
            (None, '«') => self.open_at(Angle, start, len),
            (None, '»') if self.opens(start, len) => self.open_at(Inward, start, len),
            (None, '”') if self.opens(start, len) => self.open_at(Curly, start, len),
            _ => {}
        }
    }

    fn straight(&mut self, start: usize, len: usize) {
        match self.open {
            None | Some((Style::Single, ..)) if !self.after_letter(start) => self.open_at(Style::Straight, start, len),
            // A second mark that can only open: the first was never closed, or measured inches.
            Some((Style::Straight, ..)) if self.opens(start, len) => {
                self.open = None;
                self.open_at(Style::Straight, start, len);
            }
            Some((Style::Straight | Style::Ticks | Style::Low, ..)) => self.close(start, len),
            Some((Style::Curly, ..)) if !self.opens(start, len) => self.close(start, len),
            _ => {}
        }
    }

    fn single(&mut self, start: usize, len: usize, mark: char) {
        if matches!(self.open, Some((Style::Single, ..))) {
            if mark != '‘' && self.closes(start, len) {
                self.close(start, len);
            }
        } else if self.open.is_none() && mark != '’' && self.opens(start, len) {
            let closer = self.closer_from(start + len);
            if closer.is_some() {
                self.open_at(Style::Single, start, len);
            }
        }
    }

    fn open_at(&mut self, style: Style, start: usize, len: usize) {
        if self.open.is_none_or(|(open, ..)| open == Style::Single) {
            self.open = Some((style, start, start + len));
        }
    }

    fn close(&mut self, start: usize, len: usize) {
        if let Some((_, outer, inner)) = self.open.take() {
            self.push(outer, inner, start, start + len, true);
        }
    }

    fn push(&mut self, outer: usize, start: usize, end: usize, outer_end: usize, closed: bool) {
        let Some(inner) = self.text.get(start..end) else { return };
        let left = inner.trim_start();
        let right = left.trim_end();
        if right.chars().any(char::is_alphanumeric) {
            let from = end - left.len();
            let inner = Span::new(from, from + right.len());
            self.found.push(Quoted { inner, outer: Span::new(outer, outer_end), closed });
        }
    }

    /// Gives the next single mark that can close, from a byte on.
    fn closer_from(&mut self, from: usize) -> Option<usize> {
        let mut at = self.closer.max(from);
        loop {
            let rest = self.text.get(at..)?;
            let Some(found) = rest.find(['’', '\'']) else {
                self.closer = self.text.len();
                return None;
            };
            let len = rest.get(found..)?.chars().next()?.len_utf8();
            self.closer = at + found;
            if self.closes(at + found, len) {
                return Some(at + found);
            }
            at += found + len;
        }
    }

    fn before(&self, start: usize) -> Option<char> {
        self.text.get(..start)?.chars().next_back()
    }

    fn after(&self, end: usize) -> Option<char> {
        self.text.get(end..)?.chars().next()
    }

    /// Tells whether a mark can only open: a word follows, and none stands before.
    fn opens(&self, start: usize, len: usize) -> bool {
        let before = self.before(start).is_none_or(|char| char.is_whitespace() || "([—–-“\"".contains(char));
        before && self.after(start + len).is_some_and(|char| char.is_alphanumeric() || "$[#@…".contains(char))
    }

    /// Tells whether a mark can close: no space stands before, and no word follows.
    fn closes(&self, start: usize, len: usize) -> bool {
        self.before(start).is_some_and(|char| !char.is_whitespace())
            && self.after(start + len).is_none_or(|char| !char.is_alphanumeric())
    }

    fn after_letter(&self, start: usize) -> bool {
        self.before(start).is_some_and(char::is_alphanumeric)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quoted(text).iter().map(|quoted| quoted.inner.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn pairs_of_every_kind_are_found() {
        check("“We won,” he said. “Again.”", &["We won,", "Again."]);
        check("\"We won,\" he said. \"Again.\"", &["We won,", "Again."]);
        check("Er sagte: „Wir kommen“ und ging.", &["Wir kommen"]);
        check("Il a dit « oui » et »ja« auch", &["oui", "ja"]);
        check("He said ``yes'' and ''no'' to it", &["yes", "no"]);
        check("‘Robust plans’ don’t fail", &["Robust plans"]);
        check("'Robust plans' don't fail", &["Robust plans"]);
        check("The '90s weren't bad", &[]);
        check("“He said ‘no’ to us,” she said", &["He said ‘no’ to us,"]);
        check("‘He said “no” to us,’ she said", &["no"]);
    }

    #[test]
    fn unbalanced_marks_end_somewhere() {
        check("“We aim to win.", &["We aim to win."]);
        check("We aim” to win", &[]);
        check("He is 5'10\" tall and said \"yes\"", &["yes"]);
        check("He said \"one. She said \"two.\"", &["two."]);
        check("“mixed\" and \"mixed”", &["mixed", "mixed"]);
        check("“”", &[]);
        check("“ … ”", &[]);
        check("“a “b” c", &["a “b"]);
        check("“We won,“ he said", &["We won,"]);
    }

    #[test]
    fn many_marks_are_read_in_one_pass() {
        for mark in ["“", "\"", "'", "‘a ", "'a ", "`", "« ", "a\" ", "’ ", "\"a "] {
            let text = mark.repeat(100_000);
            assert!(quoted(&text).len() <= 100_000);
        }
    }
}
