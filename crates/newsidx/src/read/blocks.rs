//! Text into paragraphs. In: repaired text. Out: its blocks, trimmed, never empty. Must not know what a title is.

/// Splits text at blank lines; text without one is split at every line, as feeds that know no blank lines write it.
///
/// A blank line may hold white space. Line ends inside a paragraph stay, so that it is the source's own text.
pub(super) fn blocks(text: &str) -> Vec<&str> {
    let text = text.trim();
    let found: Vec<&str> = at_blank_lines(text).collect();
    if found.len() > 1 { found } else { text.lines().map(str::trim).filter(|line| !line.is_empty()).collect() }
}

fn at_blank_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let block = rest.trim_start();
        let end = blank_line(block).unwrap_or(block.len());
        let (block, after) = block.split_at_checked(end)?;
        rest = after;
        Some(block.trim_end()).filter(|block| !block.is_empty())
    })
}

/// Gives the start of the first blank line.
fn blank_line(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            return Some(start);
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(input: &str, expected: &[&str]) {
        assert_eq!(blocks(input), expected, "splitting {input:?}");
    }

    #[test]
    fn blank_lines_separate_paragraphs() {
        check("", &[]);
        check(" \n\t\n ", &[]);
        check("one", &["one"]);
        check("one\n\ntwo", &["one", "two"]);
        check("\n\n  one \n \t \n\n\u{a0}\ntwo\n", &["one", "two"]);
        check("one\nmore of one\n\ntwo", &["one\nmore of one", "two"]);
        check("one\n  two\nthree\n", &["one", "two", "three"]);
    }

    proptest! {
        #[test]
        fn no_line_is_lost(text in "[a-c \n\t\u{a0}]{0,60}") {
            let kept: Vec<&str> = blocks(&text).into_iter().flat_map(str::lines).map(str::trim).collect();
            let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            prop_assert_eq!(kept, lines);
        }
    }
}
