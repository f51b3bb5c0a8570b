//! CoNLL columns. In: a file of tokens and tags. Out: documents of sentences, as text with the spans of gold entities.

/// Sentences to a document where the file marks none: about what a news article holds.
const SENTENCES: usize = 20;

/// A sentence put together from its tokens.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// The text, spaced as print would be.
    pub(crate) text: String,
    /// The bytes of each token.
    pub(crate) tokens: Vec<(usize, usize)>,
    /// First token, one past the last token, and type of each gold entity.
    pub(crate) gold: Vec<(usize, usize, String)>,
}

/// Reads documents; a file that marks none is cut into pieces.
pub(crate) fn documents(file: &str) -> Vec<Vec<Sentence>> {
    let mut documents: Vec<Vec<Sentence>> = vec![Vec::new()];
    let mut rows: Vec<(&str, &str)> = Vec::new();
    let marked = file.lines().any(|line| line.starts_with("-DOCSTART-"));
    let dashes = Dashes::of(file);
    for line in file.lines().map(str::trim_end).chain(std::iter::once("")) {
        let mark = line.starts_with("-DOCSTART-");
        if !line.is_empty() && !mark {
            let mut columns = line.split(['\t', ' ']).filter(|column| !column.is_empty());
            let token = columns.next().unwrap_or_default();
            rows.push((token, columns.next_back().unwrap_or("O")));
            continue;
        }
        let full = !marked && documents.last().is_some_and(|document| document.len() >= SENTENCES);
        if let (false, Some(document)) = (rows.is_empty(), documents.last_mut()) {
            document.push(sentence(&rows, dashes));
            rows.clear();
        }
        if mark || full {
            documents.push(Vec::new());
        }
    }
    documents.retain(|document| !document.is_empty());
    documents
}

/// What a token `-` was in print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dashes {
    /// The hyphen of `US - led`, since the file takes words apart at their hyphens.
    Hyphens,
    /// A dash between spaces, since the file has tokens such as `US-led`.
    Dashes,
}

impl Dashes {
    /// Tells by which there is more of.
    fn of(file: &str) -> Self {
        let tokens = || file.lines().filter_map(|line| line.split(['\t', ' ']).next());
        let inside = |token: &&str| token.trim_matches('-').contains('-');
        let whole = tokens().filter(inside).count();
        if whole > tokens().filter(|token| *token == "-").count() { Self::Dashes } else { Self::Hyphens }
    }
}

fn sentence(rows: &[(&str, &str)], dashes: Dashes) -> Sentence {
    let mut sentence = Sentence { gold: gold(rows), ..Sentence::default() };
    let mut quoted = false;
    for (at, (token, _)) in rows.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| rows.get(before)).map_or("", |row| row.0);
        let after = rows.get(at + 1).map_or("", |row| row.0);
        let point = at.checked_sub(2).and_then(|before| rows.get(before)).map_or("", |row| row.0);
        let letters = before == "." && after == "." && is_letter(point) && is_letter(token);
        let dash = dashes == Dashes::Dashes && (*token == "-" || before == "-");
        if at > 0 && !letters && (dash || !joins(before, token, quoted)) {
            sentence.text.push(' ');
        }
        quoted ^= *token == "\"";
        let start = sentence.text.len();
        sentence.text.push_str(token);
        sentence.tokens.push((start, sentence.text.len()));
    }
    sentence
}

/// Tells a letter of `U . S .`, which print writes without spaces.
fn is_letter(token: &str) -> bool {
    let mut characters = token.chars();
    characters.next().is_some_and(char::is_uppercase) && characters.next().is_none()
}

/// Tells whether two tokens stand together in print.
fn joins(before: &str, token: &str, quoted: bool) -> bool {
    let closes = [",", ".", ")", "'s", "’s", "n't", "?", "!", ";", ":", "%", "'", "’", "”", "-"];
    closes.contains(&token)
        || token.starts_with('\'')
        || ["(", "$", "“", "‘", "-"].contains(&before)
        || matches!(before, "'" | "’") && ["s", "t", "d", "m", "re", "ve", "ll"].contains(&token)
        || (quoted && (before == "\"" || token == "\""))
}

/// Reads tags in BIO, IOB1 or BIOES.
fn gold(rows: &[(&str, &str)]) -> Vec<(usize, usize, String)> {
    let mut gold: Vec<(usize, usize, String)> = Vec::new();
    let mut open = false;
    for (at, (_, tag)) in rows.iter().enumerate() {
        let Some((mark, kind)) = tag.split_once('-') else {
            open = false;
            continue;
        };
        match gold.last_mut() {
            Some(last) if open && matches!(mark, "I" | "E") && last.2 == kind => last.1 = at + 1,
            _ => gold.push((at, at + 1, kind.to_owned())),
        }
        open = !matches!(mark, "E" | "S");
    }
    gold
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_three_schemes_give_the_same_spans() {
        let check = |tags: &[&str], expected: &[(usize, usize, &str)]| {
            let rows: Vec<(&str, &str)> = tags.iter().map(|tag| ("x", *tag)).collect();
            let expected: Vec<_> = expected.iter().map(|(a, b, kind)| (*a, *b, (*kind).to_owned())).collect();
            assert_eq!(gold(&rows), expected, "{tags:?}");
        };
        check(&["B-PER", "I-PER", "O", "B-LOC"], &[(0, 2, "PER"), (3, 4, "LOC")]);
        check(&["I-PER", "I-PER", "B-PER"], &[(0, 2, "PER"), (2, 3, "PER")]);
        check(&["B-PER", "E-PER", "S-LOC", "S-LOC"], &[(0, 2, "PER"), (2, 3, "LOC"), (3, 4, "LOC")]);
    }

    #[test]
    fn tokens_are_joined_as_print_does() {
        let rows = [("He", "O"), ("said", "O"), ("\"", "O"), ("no", "O"), ("\"", "O"), (".", "O")];
        assert_eq!(sentence(&rows, Dashes::Hyphens).text, "He said \"no\".");
        let rows = [("India", "O"), ("’", "O"), ("s", "O"), ("co", "O"), ("-", "O"), ("op", "O")];
        assert_eq!(sentence(&rows, Dashes::Hyphens).text, "India’s co-op");
        assert_eq!(sentence(&rows, Dashes::Dashes).text, "India’s co - op");
        let rows = ["the", "U", ".", "S", ".", "and", "Plan", "B", ".", "No"].map(|token| (token, "O"));
        assert_eq!(sentence(&rows, Dashes::Hyphens).text, "the U.S. and Plan B. No");
    }

    #[test]
    fn the_file_tells_what_a_dash_was() {
        assert_eq!(Dashes::of("US-led O\nforces O\n- O\nco-op O"), Dashes::Dashes);
        assert_eq!(Dashes::of("-DOCSTART- O\nUS O\n- O\nled O"), Dashes::Hyphens);
    }
}
