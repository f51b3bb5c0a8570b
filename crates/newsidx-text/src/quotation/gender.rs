//! Which pronoun a person takes. In: a name and a title or role. Out: a guess, or none. Must not know the article.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold;
use crate::lexeme::{Class, Lexeme, lexeme};

/// What the lists say of first names: `f` or `m`.
const DATA: &str = include_str!("../../data/facts/first-names.txt");

static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| crate::lexicon::map(DATA));

/// The pronoun that stands for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
}

/// Guesses from the title, else from the first name.
pub(super) fn of(name: &str, role: Option<&str>) -> Option<Gender> {
    role.and_then(of_role).or_else(|| of_name(name))
}

/// Reads the form of address before a name.
pub(super) fn of_address(word: &str) -> Option<Gender> {
    match word {
        "Ms" | "Mrs" | "Miss" => Some(Gender::Female),
        "Mr" => Some(Gender::Male),
        _ => None,
    }
}

fn of_role(role: &str) -> Option<Gender> {
    role.split([' ', '-']).find_map(|word| of_noun(lexeme(&fold::fold(word).replace('.', ""))?))
}

/// Reads a noun that tells: `mother`, `spokesman`.
pub(super) fn of_noun(noun: &Lexeme) -> Option<Gender> {
    match noun.name(Class::PERSON)? {
        "f" => Some(Gender::Female),
        _ => Some(Gender::Male),
    }
}

/// Reads a pronoun, as subject, object or possessive.
pub(super) fn of_pronoun(word: &str) -> Option<Gender> {
    match word {
        "he" | "him" | "himself" | "his" => Some(Gender::Male),
        "she" | "her" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

fn of_name(name: &str) -> Option<Gender> {
    let (first, _) = name.split_once(' ')?;
    let first = fold::fold(first);
    let first = first.split('-').next()?;
    match *NAMES.get(first)? {
        "f" => Some(Gender::Female),
        _ => Some(Gender::Male),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_are_sorted_and_told() {
        crate::lexicon::assert_sorted_and_unique("first-names", DATA);
        assert!(NAMES.values().all(|value| matches!(*value, "f" | "m")));
    }

    #[test]
    fn names_and_titles_tell() {
        let rows = [
            ("Dorsa Jabbari", None, Some(Gender::Female)),
            ("Dmitry Peskov", None, Some(Gender::Male)),
            ("Pat Smith", Some("Chairwoman"), Some(Gender::Female)),
            ("Smith", Some("Mr."), Some(Gender::Male)),
            ("Zyx Smith", None, None),
            ("Peskov", None, None),
        ];
        for (name, role, expected) in rows {
            assert_eq!(of(name, role), expected, "{name}");
        }
    }
}
