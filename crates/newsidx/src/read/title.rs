//! Headlines and what is printed around them. In: a headline as published. Out: the headline alone, with the section
//! and the outlet that stood in it. Must not know of any form of input.

use super::outlet::{Marks, folded, is_known_outlet, is_outlet, is_rubric};

const BAR: &str = " | ";
const DASHES: [&str; 3] = [" - ", " – ", " — "];
/// A headline of fewer words before a dash is likelier to be half of one.
const FEWEST_WORDS_BEFORE_OUTLET: usize = 3;
/// A section has few words; a longer tail is a part of the headline.
const MOST_WORDS_OF_SECTION: usize = 6;

/// A headline, and the labels that stood before or behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// The headline alone; empty only if what was split was blank.
    pub title: String,
    /// The section or rubric: the tail after ` | `, else the rubric before it.
    pub section: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// A rubric that had to give way to a section.
    pub rubric: Option<String>,
}

/// Splits what is known about an article off its headline.
///
/// Splits off a tail ` | Section`, a tail ` - Outlet` or ` | Outlet`, a head `Opinion | ` if it is a known rubric,
/// and a head `Outlet | `. A tail after a dash counts only if it is `source` or looks like an outlet, since most
/// dashes in headlines stand before the person who is quoted. White space runs become one space.
pub fn split_title(raw: &str, source: Option<&str>) -> Headline {
    let title = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut headline = Headline { title, ..Headline::default() };
    let source = source.map(folded);
    take_head(&mut headline, source.as_deref());
    while take_tail(&mut headline, source.as_deref()) {}
    if headline.section.is_none() {
        headline.section = headline.rubric.take();
    }
    headline
}

fn take_head(headline: &mut Headline, source: Option<&str>) {
    let Some((head, rest)) = headline.title.split_once(BAR) else { return };
    let (head, rest) = (head.to_owned(), rest.to_owned());
    if is_rubric(&head) {
        headline.rubric = Some(head);
    } else if is_same(&head, source) || is_outlet(&head, Marks::OfOutlets) {
        headline.source = Some(head);
    } else {
        return;
    }
    headline.title = rest;
}

/// Takes the last label off, and tells whether there was one.
fn take_tail(headline: &mut Headline, source: Option<&str>) -> bool {
    let Some((before, tail, by_bar)) = last_part(&headline.title) else { return false };
    let (kept, label) = (before.to_owned(), Some(tail.to_owned()));
    if headline.source.is_none() && is_tail_outlet(before, tail, by_bar, source) {
        headline.source = label;
    } else if headline.section.is_none() && by_bar && is_section(before, tail) {
        headline.section = label;
    } else {
        return false;
    }
    headline.title = kept;
    true
}

/// Gives the text before the last separator, the text after it, and whether it is a bar.
fn last_part(title: &str) -> Option<(&str, &str, bool)> {
    let separators = DASHES.into_iter().chain([BAR]);
    let (at, separator) = separators.filter_map(|separator| Some((title.rfind(separator)?, separator))).max()?;
    let (before, tail) = (title.get(..at)?.trim(), title.get(at + separator.len()..)?.trim());
    (!before.is_empty() && !tail.is_empty()).then_some((before, tail, separator == BAR))
}

fn is_tail_outlet(before: &str, tail: &str, by_bar: bool, source: Option<&str>) -> bool {
    if is_same(tail, source) {
        return true;
    }
    if by_bar {
        // Behind a bar stands a section as often.
        return is_outlet(tail, Marks::OfOutlets);
    }
    // In a headline all in capitals, capitals tell nothing about the tail.
    let shouted = !before.chars().any(char::is_lowercase);
    words(before) >= FEWEST_WORDS_BEFORE_OUTLET
        && if shouted { is_known_outlet(tail) } else { is_outlet(tail, Marks::OfOutletsAndSections) }
}

fn is_section(before: &str, tail: &str) -> bool {
    let count = words(tail);
    let named = tail.chars().any(char::is_alphabetic) && !tail.ends_with(['.', '?', '!', '…']);
    named && count <= MOST_WORDS_OF_SECTION && count <= words(before).max(4)
}

fn is_same(name: &str, source: Option<&str>) -> bool {
    source.is_some_and(|source| folded(name) == source)
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Compares `title`, section, source and rubric; `-` stands for one that is absent.
    fn check(raw: &str, source: &str, expected: [&str; 4]) {
        let found = split_title(raw, Some(source).filter(|source| !source.is_empty()));
        let shown = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
        let parts = [found.title.clone(), shown(&found.section), shown(&found.source), shown(&found.rubric)];
        assert_eq!(parts, expected, "splitting `{raw}`");
    }

    #[test]
    fn labels_are_split_off() {
        check(
            "Truce Remains Uncertain | Russia-Ukraine War Update",
            "",
            ["Truce Remains Uncertain", "Russia-Ukraine War Update", "-", "-"],
        );
        check("Vote | Local Government News", "", ["Vote", "Local Government News", "-", "-"]);
        check("Opinion | Why the harbour plan fails", "", ["Why the harbour plan fails", "Opinion", "-", "-"]);
        check("ANALYSIS | Why it fails | Politics", "", ["Why it fails", "Politics", "-", "ANALYSIS"]);
        check("Why the plan fails - The New York Times", "", ["Why the plan fails", "-", "The New York Times", "-"]);
        check("Why the plan fails — Northgate Courier", "", ["Why the plan fails", "-", "Northgate Courier", "-"]);
        check("Komisija poručila Facebooku – Net.hr", "", ["Komisija poručila Facebooku", "-", "Net.hr", "-"]);
        check("Donald Trump | ČSFD", "ČSFD", ["Donald Trump", "-", "ČSFD", "-"]);
        check("Budeme platiť my | Ekonomika | Noviny.sk", "", ["Budeme platiť my", "Ekonomika", "Noviny.sk", "-"]);
        check(
            "Budget passes at night | Politics - Reuters",
            "",
            ["Budget passes at night", "Politics", "Reuters", "-"],
        );
        check("ENERGIE-PORTAL.SK | Trump bojuje ďalej", "", ["Trump bojuje ďalej", "-", "ENERGIE-PORTAL.SK", "-"]);
        check("Rates rise - Meridian Wire Desk", "meridian wire desk", ["Rates rise", "-", "Meridian Wire Desk", "-"]);
        check("  Two   words\n", "", ["Two words", "-", "-", "-"]);
    }

    #[test]
    fn headlines_with_bars_and_dashes_stay() {
        check("We will win - Volodymyr Zelenskyy", "", ["We will win - Volodymyr Zelenskyy", "-", "-", "-"]);
        check("OMAHA CATTLE UP 0.50 DLR - USDA", "", ["OMAHA CATTLE UP 0.50 DLR - USDA", "-", "-", "-"]);
        check("OPEC MUST MEET SOON - DAILY NEWS", "", ["OPEC MUST MEET SOON - DAILY NEWS", "-", "-", "-"]);
        check("Росія — це держава-терорист", "", ["Росія — це держава-терорист", "-", "-", "-"]);
        check("Hull - Daily Mail", "", ["Hull - Daily Mail", "-", "-", "-"]);
        check("US-proposed 30-day truce", "", ["US-proposed 30-day truce", "-", "-", "-"]);
        check(
            "Short | Who will pay for the new harbour?",
            "",
            ["Short | Who will pay for the new harbour?", "-", "-", "-"],
        );
        check("Campaign begins | 11:15", "", ["Campaign begins | 11:15", "-", "-", "-"]);
        check("a|b", "", ["a|b", "-", "-", "-"]);
        check(" | ", "", ["|", "-", "-", "-"]);
        check("", "", ["", "-", "-", "-"]);
    }

    proptest! {
        #[test]
        fn a_headline_is_never_split_to_nothing(
            raw in "(Opinion|Reuters|BBC News|x|\\|| |-|–|é){0,12}",
            source in "x?",
        ) {
            let found = split_title(&raw, Some(&source));
            let raw = raw.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(found.title.is_empty(), raw.is_empty());
            for part in [found.section, found.source, found.rubric].into_iter().flatten() {
                prop_assert!(raw.contains(&part) && !part.is_empty());
            }
        }
    }
}
