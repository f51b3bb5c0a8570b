//! Plain text. In: a file of one article. Out: the first block as headline, the others as paragraphs. Must not know of
//! labels in the headline, nor of metadata: plain text has none.

use std::io::{BufRead, Read};
use std::ops::ControlFlow;

use newsidx_text::Article;

use super::blocks::blocks;
use super::options::ReadOptions;
use super::origin::Origin;
use super::reader::{Input, Reader, Record, RecordedArticle, Sink, begins_object, has_extension};
use super::repair::{UTF8_MARK, has_wide_mark, line_and_byte, repair};
use super::report::{FailureKind, WarningKind};

/// A headline that was broken over lines is joined again up to this length; beyond it, the first line is the headline.
const LONGEST_BROKEN_HEADLINE: usize = 200;

/// Reads plain text: `.txt`, `.text`, and standard input that is not JSON.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextReader;

impl Reader for TextReader {
    fn reads(&self, name: &str, head: &[u8]) -> bool {
        match name {
            "-" => !begins_object(head),
            _ => has_extension(name, &["txt", "text"]),
        }
    }

    fn read(&self, input: Input<'_>, options: &ReadOptions, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let bytes = match whole(input.bytes, options.max_article_bytes) {
            Ok(bytes) => bytes,
            Err(kind) => return sink(input.failure(kind)),
        };
        match article(&input, &bytes) {
            Err(failure) => sink(failure),
            Ok((article, warning)) => {
                warning.map_or(ControlFlow::Continue(()), &mut *sink)?;
                let origin =
                    Origin { path: input.name.to_owned(), record: None, line: 1, bytes: 0..bytes.len() as u64 };
                sink(Record::Article(Box::new(RecordedArticle { article, origin })))
            }
        }
    }
}

fn whole(input: &mut dyn BufRead, limit: u64) -> Result<Vec<u8>, FailureKind> {
    let mut bytes = Vec::new();
    let read = input.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| FailureKind::io(&error))?;
    if read as u64 > limit { Err(FailureKind::TooLarge(limit)) } else { Ok(bytes) }
}

/// Makes the article, with the warning that goes before it, or the failure that stands for it.
fn article(input: &Input<'_>, bytes: &[u8]) -> Result<(Article, Option<Record>), Record> {
    let text = decoded(input, bytes)?;
    let repaired = repair(text);
    let warning = repaired.first.map(|at| {
        let at = bytes.len() - text.len() + at;
        input.warning_at(line_and_byte(bytes, at).0, at as u64, WarningKind::ControlCharacters(repaired.dropped))
    });
    let article = article_of_text(&repaired.text).ok_or_else(|| input.failure(FailureKind::NoText))?;
    Ok((article, warning))
}

fn decoded<'b>(input: &Input<'_>, bytes: &'b [u8]) -> Result<&'b str, Record> {
    if has_wide_mark(bytes) {
        return Err(input.failure(FailureKind::NotUtf8));
    }
    let body = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    std::str::from_utf8(body).map_err(|error| {
        let at = bytes.len() - body.len() + error.valid_up_to();
        let (line, byte) = line_and_byte(bytes, at);
        input.failure_at(line, at as u64, FailureKind::InvalidUtf8(byte))
    })
}

fn article_of_text(text: &str) -> Option<Article> {
    let blocks = blocks(text);
    let (first, body) = blocks.split_first()?;
    let (title, rest) = headline(first);
    let paragraphs = rest.into_iter().chain(body.iter().copied()).map(str::to_owned).collect();
    Some(Article { title, paragraphs, ..Article::default() })
}

/// Gives the headline of the first block, and what of the block is not headline.
fn headline(block: &str) -> (String, Option<&str>) {
    match block.split_once('\n') {
        Some((first, rest)) if block.len() > LONGEST_BROKEN_HEADLINE => (first.trim().to_owned(), Some(rest.trim())),
        _ => (block.lines().map(str::trim).collect::<Vec<_>>().join(" "), None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn records(bytes: &[u8], limit: u64) -> Vec<Record> {
        let (mut found, mut bytes) = (Vec::new(), bytes);
        let input = Input { name: "a.txt", shown: "news/a.txt", bytes: &mut bytes };
        let options = ReadOptions { max_article_bytes: limit, ..ReadOptions::default() };
        let flow = TextReader.read(input, &options, &mut |record| {
            found.push(record);
            ControlFlow::Continue(())
        });
        assert_eq!(flow, ControlFlow::Continue(()));
        found
    }

    /// Prints what was read: warnings and failures as a person sees them, articles as `title / paragraph / ...`.
    fn check(bytes: &[u8], expected: &[&str]) {
        let printed = records(bytes, 1000).into_iter().map(|record| match record {
            Record::Article(found) => [vec![found.article.title], found.article.paragraphs].concat().join(" / "),
            Record::Failure(failure) => failure.to_string().lines().next().unwrap_or_default().to_owned(),
            Record::Warning(warning) => warning.to_string(),
        });
        assert_eq!(printed.collect::<Vec<_>>(), expected, "reading {:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn text_is_read_repaired_or_refused() {
        check(b"Title\n\nOne.\n\nTwo.\n", &["Title / One. / Two."]);
        check(b"Title\r\n\r\nOne,\r\nstill one.\r\n \r\nTwo.", &["Title / One,\nstill one. / Two."]);
        check(b"Title\r\rOne.\r\rTwo.", &["Title / One. / Two."]);
        check(b"Title\nOne.\nTwo.", &["Title / One. / Two."]);
        check(b"Title only", &["Title only"]);
        check(b"A title\nover two lines\n\nOne.", &["A title over two lines / One."]);
        check("\u{feff}Title\n\nOne.".as_bytes(), &["Title / One."]);
        check(b"Title\n\nO\0n\x02e.", &["news/a.txt:3: 2 control characters left out", "Title / One."]);
        check(b"", &["news/a.txt: no text"]);
        check(b" \n\t\n", &["news/a.txt: no text"]);
        check(b"\xEF\xBB\xBF", &["news/a.txt: no text"]);
        check(b"\0", &["news/a.txt: no text"]);
        check(b"Title\n\ncaf\xE9", &["news/a.txt:3: invalid UTF-8 at byte 4 of the line"]);
        check(b"\xEF\xBB\xBFab\xFF", &["news/a.txt:1: invalid UTF-8 at byte 6 of the line"]);
        check(b"\xFF\xFET\0", &["news/a.txt: UTF-16 or UTF-32, not UTF-8"]);
        check(&[b'a'; 1001], &["news/a.txt: article larger than 1000 bytes"]);
        check(&[b'a'; 1000], &[&"a".repeat(1000)]);
    }

    #[test]
    fn a_long_first_block_gives_its_first_line_as_headline() {
        let body = "word ".repeat(50);
        check(format!("Title\n{body}\n\nEnd.").as_bytes(), &[&format!("Title / {} / End.", body.trim())]);
    }

    #[test]
    fn readers_are_told_by_name_and_head() {
        let check =
            |name: &str, head: &str, expected: bool| assert_eq!(TextReader.reads(name, head.as_bytes()), expected);
        check("a.txt", "", true);
        check("a/B.TEXT", "", true);
        check("a.md", "", false);
        check(".txt", "", false);
        check("txt", "", false);
        check("-", "", true);
        check("-", " Title", true);
        check("-", "\n {\"title\"", false);
    }

    fn letters(text: &str) -> String {
        text.chars().filter(|character| !character.is_whitespace()).collect()
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(!records(&bytes, 100).is_empty());
        }

        #[test]
        fn no_character_is_lost(text in "[a-d“é \r\n\t]{0,80}") {
            let kept = records(text.as_bytes(), 1000).into_iter().map(|record| match record {
                Record::Article(found) => letters(&(found.article.title + &found.article.paragraphs.concat())),
                _ => String::new(),
            });
            prop_assert_eq!(kept.collect::<String>(), letters(&text));
        }
    }
}
