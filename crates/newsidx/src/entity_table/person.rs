//! The parts of a person's name. In: a name as keys hold it. Out: given names, surname and suffix, as keys of words.
//! Must not know any other name.

use newsidx_text::entity::{family_name_first, may_be_name};
use newsidx_text::fold::fold;

use super::word::name_key;

/// What stands between given names and surname and is left out of comparisons.
const PARTICLES: [&str; 22] = [
    "af", "al", "bin", "bint", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la",
    "le", "van", "von", "zu", "y",
];

/// What tells a son from his father.
const SUFFIXES: [&str; 7] = ["ii", "iii", "iv", "jnr", "jr", "snr", "sr"];

/// A person's name, taken apart; equal parts are one name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PersonName {
    /// The last word.
    pub(super) surname: String,
    /// `jr`, `iii`, or nothing.
    pub(super) suffix: String,
    /// Given and middle names, in order; initials are one letter.
    pub(super) given: Vec<String>,
}

/// Words of a headline or of a code: none of them is a part of a name.
fn is_no_name(word: &str) -> bool {
    word.chars().any(|letter| letter.is_ascii_digit()) || word.len() > 1 && !may_be_name(word)
}

impl PersonName {
    /// Takes a name apart; a name without a word has none.
    pub(super) fn of(name: &str) -> Option<Self> {
        let mut words: Vec<(String, bool)> = Vec::new();
        let mixed = name.chars().any(char::is_lowercase);
        for written in name.split([' ', ',', '\u{a0}', '.']).flat_map(apart).filter(|word| !word.is_empty()) {
            let word = letter_or_word(written);
            // `JD Vance`: two capitals beside a name in mixed case are two initials.
            if mixed && written.chars().count() == 2 && written.chars().all(char::is_uppercase) {
                words.extend(word.chars().map(|letter| (letter.to_string(), false)));
            } else {
                // `Y. Tymoshenko`: a capital beside a name in mixed case is an initial, `y` is Spanish for and.
                let is_letter = mixed && is_initial(written) && written.chars().all(char::is_uppercase);
                words.push((word, !is_letter && PARTICLES.contains(&&*fold(written))));
            }
        }
        if let [family, given] = words.as_mut_slice()
            && family_name_first(&family.0, &given.0)
        {
            std::mem::swap(family, given);
        }
        let suffix = words.pop_if(|(word, _)| SUFFIXES.contains(&word.as_str())).map(|(word, _)| word);
        let suffix = suffix.unwrap_or_default();
        let surname = words.pop().map(|(word, _)| word).filter(|word| !word.is_empty())?;
        let is_name = |(word, is_particle): &(String, bool)| !word.is_empty() && !is_particle;
        let given = words.into_iter().filter(is_name).map(|(word, _)| word).collect();
        Some(Self { surname, suffix, given })
    }

    /// Gives the first given name.
    pub(super) fn first(&self) -> Option<&str> {
        self.given.first().map(String::as_str)
    }

    /// Gives the names between the first and the surname.
    pub(super) fn middle(&self) -> &[String] {
        self.given.get(1..).unwrap_or_default()
    }

    /// Tells whether it is a surname alone, or one word that may be one.
    pub(super) fn is_lone(&self) -> bool {
        self.given.is_empty() && self.suffix.is_empty()
    }

    /// Tells whether its words can be those of a name: `Reagan Friday` and `qB5tiEI Tillerson` are not.
    pub(super) fn is_plausible(&self) -> bool {
        !self.given.iter().chain([&self.surname]).any(|word| is_no_name(word))
    }

    /// Tells whether the first given name is only its letter.
    pub(super) fn has_initial(&self) -> bool {
        self.first().is_some_and(is_initial)
    }
}

/// Tells whether a word is one letter.
pub(super) fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// Tells whether two given names may be one: equal, or one the letter of the other.
pub(super) fn agree(one: &str, other: &str) -> bool {
    let letter = |short: &str, long: &str| is_initial(short) && long.starts_with(short);
    one == other || letter(one, other) || letter(other, one)
}

/// Tells whether two lists of middle names may be one person's.
pub(super) fn middles_agree(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| agree(one, other))
}

/// Takes an initial and a word apart that a hyphen joins wrongly: `George W-Bush`.
fn apart(word: &str) -> [&str; 2] {
    word.split_once('-')
        .filter(|(first, _)| first.chars().count() == 1)
        .map_or([word, ""], |(first, rest)| [first, rest])
}

/// Gives the key of a word; a word of one letter stays one, though Latin letters write it with two.
fn letter_or_word(written: &str) -> String {
    let word = name_key(without_article(written));
    let is_letter = fold(written).chars().count() == 1;
    if is_letter { word.chars().take(1).collect() } else { word }
}

/// Takes the Arabic article off a surname: `al-Assad` is `Assad`.
fn without_article(word: &str) -> &str {
    let (article, rest) = word.split_once('-').unwrap_or(("", word));
    if matches!(&*fold(article), "al" | "el" | "ar" | "as") { rest } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: (&[&str], &str, &str)) {
        let name_parts = PersonName::of(name).unwrap();
        let given: Vec<&str> = name_parts.given.iter().map(String::as_str).collect();
        assert_eq!((given.as_slice(), name_parts.surname.as_str(), name_parts.suffix.as_str()), expected, "{name}");
    }

    #[test]
    fn names_are_taken_apart() {
        check("Vladimir Vladimirovich Putin", (&["vladimir", "vladimirovich"], "putin", ""));
        check("V.V. Putin", (&["v", "v"], "putin", ""));
        check("JD Vance", (&["j", "d"], "vance", ""));
        check("George W-Bush", (&["george", "w"], "bush", ""));
        check("Orbán Viktor", (&["viktor"], "orban", ""));
        check("Donald Trump Jr.", (&["donald"], "trump", "jr"));
        check("Ursula von der Leyen", (&["ursula"], "leyen", ""));
        check("von der Leyen", (&[], "leyen", ""));
        check("Bashar al-Assad", (&["bashar"], "assad", ""));
        check("Путин", (&[], "putin", ""));
        check("Ю. Тимошенко", (&["y"], "timoshenko", ""));
        check("Y. Tymoshenko", (&["y"], "tymoshenko", ""));
        check("José Ortega y Gasset", (&["jose", "ortega"], "gasset", ""));
        check("Ж. Я. Дуарте", (&["z", "y"], "duarte", ""));
        assert_eq!(PersonName::of(" . "), None);
    }
}
