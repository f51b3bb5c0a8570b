//! Names of outlets and of rubrics. In: a part of a headline. Out: whether it names an outlet or a rubric. Must not
//! know where in the headline it stood.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::wordlist::set;

static OUTLETS: LazyLock<HashSet<&str>> = LazyLock::new(|| set(include_str!("data/outlets.txt")));
static OUTLET_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| set(include_str!("data/outlet-words.txt")));
static OUTLET_OR_SECTION_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| set(include_str!("data/outlet-or-section-words.txt")));
static RUBRICS: LazyLock<HashSet<&str>> = LazyLock::new(|| set(include_str!("data/rubrics.txt")));

/// Words that stand in lower case inside a name.
const CONNECTORS: [&str; 17] =
    ["and", "at", "d", "da", "de", "della", "der", "des", "di", "du", "for", "in", "la", "le", "of", "on", "the"];

/// Endings of addresses of news sites that are longer than a country's two letters.
const SITE_ENDINGS: [&str; 11] = ["com", "eus", "fm", "info", "live", "media", "net", "news", "online", "org", "press"];

/// Which words mark a name as the name of an outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    /// Those that only outlets bear: `Courier`, `Gazette`.
    OfOutlets,
    /// Also those that sections bear as well: `News`, `Press`.
    OfOutletsAndSections,
}

/// Gives a name as lists hold it: lower case, single spaces, without an article before it.
pub(super) fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    if words.len() > 1 && words.first() == Some(&"the") {
        words.remove(0);
    }
    words.join(" ")
}

/// Tells the name of a rubric (`Opinion`, `Analysis`), which heads a headline before ` | `.
pub(super) fn is_rubric(name: &str) -> bool {
    RUBRICS.contains(folded(name).as_str())
}

/// Tells an outlet that is known by name (`Reuters`, `The Guardian`).
pub(super) fn is_known_outlet(name: &str) -> bool {
    OUTLETS.contains(folded(name).as_str())
}

/// Tells what looks like the name of an outlet: a known one, the address of a site, or two to five capitalised words
/// one of which marks it (`Northgate Evening Post`).
///
/// Capitals alone say nothing: of 30,132 English headlines measured, 222 end in a dash and up to five capitalised
/// words, and all of these name who is quoted or what it is about, none an outlet.
pub(super) fn is_outlet(name: &str, marks: Marks) -> bool {
    is_known_outlet(name) || is_site(name) || is_named_like_outlet(name, marks)
}

/// Tells `Dnevno.hr` and `TREND.sk` from `No.6` and `U.S.`.
fn is_site(name: &str) -> bool {
    let Some((label, ending)) = name.rsplit_once('.') else { return false };
    let letters =
        |text: &str| text.chars().all(|character| character.is_ascii_alphanumeric() || "-.".contains(character));
    let country = ending.len() == 2 && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
    let known = SITE_ENDINGS.contains(&ending.to_ascii_lowercase().as_str());
    label.len() > 1 && letters(label) && (country || known)
}

fn is_named_like_outlet(name: &str, marks: Marks) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(|character| !character.is_lowercase());
    let named = words.iter().all(|word| capital(word) || CONNECTORS.contains(word));
    let begins = words.first().is_some_and(|first| capital(first) && *first != "A");
    (2..=5).contains(&words.len()) && begins && named && words.iter().any(|word| is_mark(word, marks))
}

fn is_mark(word: &str, marks: Marks) -> bool {
    let word = word.to_lowercase();
    let weak = || marks == Marks::OfOutletsAndSections && OUTLET_OR_SECTION_WORDS.contains(word.as_str());
    OUTLET_WORDS.contains(word.as_str()) || weak()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: bool) {
        assert_eq!(is_outlet(name, Marks::OfOutletsAndSections), expected, "`{name}`");
    }

    #[test]
    fn outlets_are_told_from_people_and_words() {
        check("Reuters", true);
        check("The Guardian", true);
        check("the new york times", true);
        check("Northgate Evening Post", true);
        check("Gazette of the North", true);
        check("Al Jazeera English", true);
        check("BBC News", true);
        check("Net.hr", true);
        check("noviny.info", true);
        check("Volodymyr Zelenskyy", false);
        check("President Volodymyr Zelenskyy", false);
        check("Post", false);
        check("USDA", false);
        check("No.6", false);
        check("U.S.", false);
        check("d.o.o.", false);
        check("report in daily news", false);
        check("A New Daily", false);
        check("One Two Three Four Five News", false);
        check("", false);
    }

    #[test]
    fn words_of_sections_do_not_always_mark() {
        let check = |name: &str, expected: bool| assert_eq!(is_outlet(name, Marks::OfOutlets), expected, "`{name}`");
        check("World News", false);
        check("BBC News", true);
        check("Northgate Courier", true);
    }
}
