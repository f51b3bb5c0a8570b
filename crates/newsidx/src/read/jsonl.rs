//! JSON Lines. In: a stream of one article a line. Out: an article, or a failure with line and byte, for each line that
//! is not blank. Must not know the keys of an article.

use std::ops::ControlFlow;

use super::fields::{self, Entries};
use super::lines::{Line, Lines};
use super::options::ReadOptions;
use super::origin::Origin;
use super::reader::{Input, Reader, Record, RecordedArticle, Sink, begins_object, has_extension};
use super::repair::has_wide_mark;
use super::report::{FailureKind, Place, ReadFailure, ReadWarning, WarningKind};

/// Reads JSON Lines: `.jsonl`, `.ndjson`, and standard input that begins with `{`.
///
/// One line is held at a time. A line that cannot be read is one failure, and the next line is read all the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonLinesReader;

impl Reader for JsonLinesReader {
    fn reads(&self, name: &str, head: &[u8]) -> bool {
        match name {
            "-" => begins_object(head),
            _ => has_extension(name, &["jsonl", "ndjson"]),
        }
    }

    fn read(&self, input: Input<'_>, options: &ReadOptions, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let Input { name, shown, bytes } = input;
        let mut lines = Lines::new(bytes, options.max_article_bytes);
        let (mut buffer, mut record) = (Vec::new(), 0);
        loop {
            let line = match lines.next(&mut buffer) {
                Ok(Some(line)) => line,
                Ok(None) if record == 0 => return sink(whole_failure(shown, FailureKind::NoText)),
                Ok(None) => return ControlFlow::Continue(()),
                Err(error) => return sink(whole_failure(shown, FailureKind::io(&error))),
            };
            if !line.too_long && buffer.trim_ascii().is_empty() {
                continue;
            }
            record += 1;
            if record == 1
                && let Some(kind) = wrong_form(&buffer)
            {
                return sink(whole_failure(shown, kind));
            }
            let at = Spot { name, shown, record, line: &line };
            at.read(&buffer, options.max_article_bytes, sink)?;
        }
    }
}

fn whole_failure(shown: &str, kind: FailureKind) -> Record {
    Record::Failure(ReadFailure { place: Place::file(shown), kind })
}

/// Tells a file of another form by its first line, to say so once and not for every line.
fn wrong_form(line: &[u8]) -> Option<FailureKind> {
    match line.trim_ascii() {
        _ if has_wide_mark(line) => Some(FailureKind::NotUtf8),
        b"{" | b"[" | b"[{" => Some(FailureKind::OverSeveralLines),
        _ => None,
    }
}

/// One record and where it stands.
struct Spot<'a> {
    name: &'a str,
    shown: &'a str,
    record: u64,
    line: &'a Line,
}

impl Spot<'_> {
    fn read(&self, bytes: &[u8], limit: u64, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let mut warnings = Vec::new();
        let found = match self.entries(bytes, limit, &mut warnings) {
            Ok(entries) => fields::article(entries, &mut warnings).map_err(|kind| self.failure(0, kind)),
            Err(failure) => Err(failure),
        };
        for kind in warnings {
            sink(Record::Warning(ReadWarning { place: self.place(0), kind }))?;
        }
        match found {
            Err(failure) => sink(failure),
            Ok(article) => sink(Record::Article(Box::new(RecordedArticle { article, origin: self.origin() }))),
        }
    }

    fn entries(&self, bytes: &[u8], limit: u64, warnings: &mut Vec<WarningKind>) -> Result<Entries, Record> {
        if self.line.too_long {
            return Err(self.failure(0, FailureKind::TooLarge(limit)));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let at = error.valid_up_to() as u64;
            self.failure(at, FailureKind::InvalidUtf8(at + 1))
        })?;
        let error = match serde_json::from_str(text) {
            Ok(entries) => return Ok(entries),
            Err(error) => error,
        };
        if let Some((entries, dropped)) = without_control_characters(text) {
            warnings.push(WarningKind::ControlCharacters(dropped));
            return Ok(entries);
        }
        let kind = json_failure(text, &error);
        let at = if let FailureKind::Json { column, .. } = &kind { column.saturating_sub(1) } else { 0 };
        Err(self.failure(at, kind))
    }

    fn failure(&self, byte_of_line: u64, kind: FailureKind) -> Record {
        Record::Failure(ReadFailure { place: self.place(byte_of_line), kind })
    }

    fn place(&self, byte_of_line: u64) -> Place {
        Place::at(self.shown, self.line.number, self.line.bytes.start + byte_of_line)
    }

    fn origin(&self) -> Origin {
        let Line { number, bytes, .. } = self.line;
        Origin { path: self.name.to_owned(), record: Some(self.record), line: *number, bytes: bytes.clone() }
    }
}

/// Reads a line whose only fault is control characters, which JSON forbids inside strings; a tab there becomes a space.
fn without_control_characters(text: &str) -> Option<(Entries, u64)> {
    let control = |character: &char| character.is_ascii_control();
    let dropped = text.chars().filter(control).count() as u64;
    if dropped == 0 {
        return None;
    }
    let kept = text.chars().filter(|character| *character == '\t' || !control(character));
    let clean: String = kept.map(|character| if character == '\t' { ' ' } else { character }).collect();
    Some((serde_json::from_str(&clean).ok()?, dropped))
}

fn json_failure(text: &str, error: &serde_json::Error) -> FailureKind {
    if error.is_data() {
        return FailureKind::NotAnObject(kind_of(text));
    }
    let reason = if error.is_eof() { "unexpected end of JSON" } else { reason_of(&error.to_string()) };
    FailureKind::Json { column: error.column() as u64, reason: reason.to_owned() }
}

/// What the parser of JSON says, and what a person is told.
const REASONS: [(&str, &str); 16] = [
    ("control character", "a control character in a string"),
    ("expected `,` or `]`", "a `,` or `]` is missing"),
    ("expected `,` or `}`", "a `,` or `}` is missing"),
    ("expected `:`", "a `:` is missing"),
    ("expected ident", "text without quotation marks"),
    ("expected value", "a value is missing"),
    ("invalid escape", "an escape that JSON does not have"),
    ("invalid number", "a number that JSON does not have"),
    ("invalid unicode code point", "an escape of no character"),
    ("key must be a string", "a key without quotation marks"),
    ("lone leading surrogate in hex escape", "an escape of half a character"),
    ("number out of range", "a number that is too large"),
    ("recursion limit exceeded", "values too deep in one another"),
    ("trailing characters", "something after the end of the record"),
    ("trailing comma", "a comma with nothing after it"),
    ("unexpected end of hex escape", "an escape of half a character"),
];

fn reason_of(said: &str) -> &'static str {
    REASONS.iter().find(|(start, _)| said.starts_with(start)).map_or("no JSON", |(_, reason)| reason)
}

fn kind_of(json: &str) -> &'static str {
    serde_json::from_str(json).map_or("something else", |value| super::values::type_name(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, reason: &str) {
        let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
        let FailureKind::Json { reason: found, .. } = json_failure(text, &error) else { panic!("{text}") };
        assert_eq!(found, reason, "{text}: {error}");
    }

    #[test]
    fn what_is_wrong_is_said_in_words() {
        check("not json", "text without quotation marks");
        check("{\"a\" 1}", "a `:` is missing");
        check("{\"a\":1 \"b\":2}", "a `,` or `}` is missing");
        check("[1 2]", "a `,` or `]` is missing");
        check("{\"a\":}", "a value is missing");
        check("{a:1}", "a key without quotation marks");
        check("{\"a\":1} x", "something after the end of the record");
        check("{\"a\":1,}", "a comma with nothing after it");
        check("\"\\x\"", "an escape that JSON does not have");
        check("\"\\ud800 \"", "an escape of half a character");
        check("01", "a number that JSON does not have");
        check("1e999", "a number that is too large");
        check("{\"a\": ", "unexpected end of JSON");
        check(&"[".repeat(200), "values too deep in one another");
    }
}
