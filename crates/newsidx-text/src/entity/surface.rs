//! Names as they are shown. In: tokens. Out: one spelling: white space collapsed, capitals of a headline undone.

use super::token::{Shape, Tokens};

/// Gives the name under the tokens `first..end`.
pub(super) fn surface(tokens: &Tokens<'_>, first: usize, end: usize) -> String {
    let text = tokens.slice(first, end);
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shouted = tokens.titled
        && (first..end)
            .all(|index| tokens.get(index).is_some_and(|token| token.shape != Shape::Capital || !token.is_capital()));
    if shouted && end > first + 1 { unshouted(name) } else { name }
}

/// Undoes the capitals of a name of several words that is written in them: `JEAN-PAUL O’BRIEN`.
pub(super) fn unshouted(name: String) -> String {
    let shouted = name.contains(' ') && name.chars().all(|char| !char.is_lowercase());
    if shouted { name.split(' ').map(unshouted_word).collect::<Vec<_>>().join(" ") } else { name }
}

/// Leaves initials (`JK`, `A.B.`) as they are.
fn unshouted_word(word: &str) -> String {
    let letters = word.chars().filter(|char| char.is_alphabetic()).count();
    let spoken = word.chars().any(|char| "AEIOUYÁÉÍÓÚÄÖÜÅØ".contains(char));
    if letters <= 1 || word.contains('.') || letters == 2 && !spoken {
        return word.to_owned();
    }
    let mut plain = String::with_capacity(word.len());
    let mut place = 0;
    for char in word.chars() {
        let elided = place == 1 && matches!(char, '’' | '\'');
        if place == 0 {
            plain.push(char);
        } else {
            plain.extend(char.to_lowercase());
        }
        place = if char == '-' || elided { 0 } else { place + 1 };
    }
    plain
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
    fn capitals_are_undone() {
        for (name, expected) in [
            ("CHRIS WALLACE", "Chris Wallace"),
            ("JEAN-PAUL O’BRIEN", "Jean-Paul O’Brien"),
            ("JK ROWLING", "JK Rowling"),
            ("J. R. EWING", "J. R. Ewing"),
            ("BO XI", "Bo Xi"),
            ("ÉMILE ZOLA", "Émile Zola"),
            ("Chris WALLACE", "Chris WALLACE"),
            ("XI", "XI"),
        ] {
            assert_eq!(unshouted(name.to_owned()), expected);
        }
    }

    #[test]
    fn words_are_capitalised() {
        for (phrase, expected) in
            [("nuclear power plant", "Nuclear Power Plant"), ("émile zola", "Émile Zola"), ("", "")]
        {
            assert_eq!(capitalised(phrase), expected);
        }
    }
}
