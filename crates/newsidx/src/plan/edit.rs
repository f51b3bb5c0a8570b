//! Words that are nearly another word. In: two words, or a pattern and a word. Out: a distance, or whether it fits.

/// Counts insertions, deletions, replacements and swaps of neighbours between two words.
///
/// Optimal string alignment: no part of a word is edited twice, as in the automata that indexes use.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &to) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(from != to);
            let mut best = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && from == b[j - 1] && a[i - 1] == to {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// Tells whether two words are at most so many edits apart; lengths that differ by more are not compared.
pub fn are_near(a: &str, b: &str, most: usize) -> bool {
    // A character takes one to four bytes.
    let may_be = a.len() <= (b.len() + most) * 4 && b.len() <= (a.len() + most) * 4;
    may_be && a.chars().count().abs_diff(b.chars().count()) <= most && distance(a, b) <= most
}

/// One piece of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// `*`: any run of characters.
    Run,
    /// `?`: exactly one character.
    One,
    /// This character.
    Plain(char),
}

/// Reads a pattern; a backslash makes the next character plain.
pub fn pieces(pattern: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut characters = pattern.chars();
    while let Some(c) = characters.next() {
        pieces.push(match c {
            '*' => Piece::Run,
            '?' => Piece::One,
            '\\' => Piece::Plain(characters.next().unwrap_or(c)),
            plain => Piece::Plain(plain),
        });
    }
    pieces
}

/// Tells whether a word has the shape of a pattern, in time at most the product of their lengths.
pub fn fits(pattern: &str, word: &str) -> bool {
    let (pieces, word) = (pieces(pattern), word.chars().collect::<Vec<char>>());
    let (mut p, mut w) = (0, 0);
    // Where the last run began, and how much of the word it has swallowed.
    let mut run: Option<(usize, usize)> = None;
    while let Some(&c) = word.get(w) {
        match (pieces.get(p), run) {
            (Some(Piece::Run), _) => {
                run = Some((p, w));
                p += 1;
            }
            (Some(&piece), _) if piece == Piece::One || piece == Piece::Plain(c) => {
                p += 1;
                w += 1;
            }
            (_, Some((run_p, run_w))) => {
                run = Some((run_p, run_w + 1));
                p = run_p + 1;
                w = run_w + 1;
            }
            (_, None) => return false,
        }
    }
    pieces.iter().skip(p).all(|piece| *piece == Piece::Run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_of_words() {
        let check = |a: &str, b: &str, expected: usize| {
            assert_eq!(distance(a, b), expected, "{a} {b}");
            assert_eq!(distance(b, a), expected, "{b} {a}");
        };
        check("", "", 0);
        check("", "ab", 2);
        check("zaporizhia", "zaporizhzhia", 2);
        check("form", "from", 1);
        check("kyiv", "kiev", 2);
        check("ca", "abc", 3);
        check("запоріжжя", "запоріжя", 1);
    }

    #[test]
    fn shapes_of_words() {
        let check = |pattern: &str, word: &str, expected: bool| assert_eq!(fits(pattern, word), expected, "{pattern}");
        check("zapor*", "zaporizhzhia", true);
        check("*ing", "bombing", true);
        check("*ing", "bombings", false);
        check("wom?n", "women", true);
        check("wom?n", "womn", false);
        check("*a*b*", "xaxbx", true);
        check("*a*b*", "xbxax", false);
        check("*", "", true);
        check("?", "", false);
        check(r"a\*b", "a*b", true);
        check(r"a\*b", "axb", false);
    }
}
