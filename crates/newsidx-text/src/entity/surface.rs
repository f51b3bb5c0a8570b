//! Names as they are shown. In: tokens. Out: one spelling: white space collapsed, capitals of a headline undone.

use super::token::{Shape, Tokens};

/// Gives the name under the tokens `first..end`.
pub(super) fn surface(tokens: &Tokens<'_>, first: usize, end: usize) -> String {
    let text = tokens.slice(first, end);
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shouted = tokens.titled
        && (first..end)
            .all(|index| tokens.get(index).is_some_and(|token| token.shape != Shape::Capital || !token.is_capital()));
    if shouted && end > first + 1 { capitalised(&name.to_lowercase()) } else { name }
}

/// Capitalises each word.
pub(super) fn capitalised(phrase: &str) -> String {
    let word = |word: &str| {
        let mut characters = word.chars();
        let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        first + characters.as_str()
    };
    phrase.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_capitalised() {
        for (phrase, expected) in
            [("nuclear power plant", "Nuclear Power Plant"), ("émile zola", "Émile Zola"), ("", "")]
        {
            assert_eq!(capitalised(phrase), expected);
        }
    }
}
