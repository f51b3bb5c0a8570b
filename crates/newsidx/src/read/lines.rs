//! Lines of a stream, one at a time and of bounded length. In: a buffered stream. Out: the bytes of each line and where
//! it stands. Must not know what a line holds.

use std::io::{self, BufRead};
use std::ops::Range;

use super::repair::UTF8_MARK;

/// Where a line stands, and whether it was held.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: u64,
    /// The bytes of the stream, without the line end.
    pub(super) bytes: Range<u64>,
    /// Whether the line is longer than the limit; its bytes were passed over, never held together.
    pub(super) too_long: bool,
}

/// How a part of a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    GoesOn,
    LineEnd,
    StreamEnd,
}

/// A stream as lines that end in LF or CRLF. A UTF-8 mark before the first line is passed over.
pub(super) struct Lines<'a> {
    stream: &'a mut dyn BufRead,
    limit: u64,
    number: u64,
    at: u64,
}

impl<'a> Lines<'a> {
    pub(super) fn new(stream: &'a mut dyn BufRead, limit: u64) -> Self {
        Self { stream, limit, number: 0, at: 0 }
    }

    /// Puts the next line into the buffer, or gives nothing at the end of the stream.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>) -> io::Result<Option<Line>> {
        buffer.clear();
        let (start, mut seen) = (self.at, 0);
        let end = loop {
            match self.part(buffer, &mut seen)? {
                Part::GoesOn => {}
                end => break end,
            }
        };
        if seen == 0 && end == Part::StreamEnd {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(self.line(start, seen, buffer)))
    }

    /// Takes what the stream has at hand, up to the end of the line; beyond the limit it is taken and not held.
    fn part(&mut self, buffer: &mut Vec<u8>, seen: &mut u64) -> io::Result<Part> {
        let chunk = match self.stream.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(Part::GoesOn),
            filled => filled?,
        };
        let end = chunk.iter().position(|&byte| byte == b'\n');
        let text = end.and_then(|end| chunk.get(..end)).unwrap_or(chunk);
        *seen += text.len() as u64;
        if *seen <= self.limit {
            buffer.extend_from_slice(text);
        }
        let part = match end {
            Some(_) => Part::LineEnd,
            None if chunk.is_empty() => Part::StreamEnd,
            None => Part::GoesOn,
        };
        let taken = text.len() + usize::from(end.is_some());
        self.stream.consume(taken);
        self.at += taken as u64;
        Ok(part)
    }

    fn line(&self, start: u64, seen: u64, buffer: &mut Vec<u8>) -> Line {
        let too_long = seen > self.limit;
        let mut bytes = start..start + seen;
        if too_long {
            buffer.clear();
            return Line { number: self.number, bytes, too_long };
        }
        if buffer.last() == Some(&b'\r') {
            buffer.pop();
            bytes.end -= 1;
        }
        if self.number == 1 && buffer.starts_with(UTF8_MARK) {
            buffer.drain(..UTF8_MARK.len());
            bytes.start += UTF8_MARK.len() as u64;
        }
        Line { number: self.number, bytes, too_long }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    /// Reads through a buffer of three bytes, so that lines cross its edges.
    fn check(input: &[u8], expected: &[(&str, Range<u64>, bool)]) {
        let mut stream = BufReader::with_capacity(3, input);
        let mut lines = Lines::new(&mut stream, 6);
        let (mut buffer, mut found) = (Vec::new(), Vec::new());
        while let Ok(Some(line)) = lines.next(&mut buffer) {
            assert_eq!(line.number, found.len() as u64 + 1);
            found.push((String::from_utf8_lossy(&buffer).into_owned(), line.bytes, line.too_long));
        }
        let expected: Vec<_> =
            expected.iter().map(|(text, at, long)| ((*text).to_owned(), at.clone(), *long)).collect();
        assert_eq!(found, expected, "lines of {:?}", String::from_utf8_lossy(input));
    }

    #[test]
    fn lines_are_told_with_their_bytes() {
        check(b"", &[]);
        check(b"a\nbc", &[("a", 0..1, false), ("bc", 2..4, false)]);
        check(b"a\r\n\nb\n", &[("a", 0..1, false), ("", 3..3, false), ("b", 4..5, false)]);
        check(b"123456\n1234567\nz", &[("123456", 0..6, false), ("", 7..14, true), ("z", 15..16, false)]);
        check(b"\xEF\xBB\xBFab\ncd", &[("ab", 3..5, false), ("cd", 6..8, false)]);
    }
}
