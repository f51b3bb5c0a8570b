//! Titles and roles beside a name. In: tokens and where a name stands. Out: where its title begins, what its role is.
//! Must not know whether the name is a person's: a title beside it is a reason to think so.

use super::class::Class;
use super::lists;
use super::token::{Gap, Shape, Token, Tokens};

/// A role has this many tokens or fewer.
const LONGEST_ROLE: usize = 9;

/// A capitalised title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// One past its last token.
    pub(super) end: usize,
}

/// Gives the longest title that starts at `first`, as looked up when the paragraph was cut.
pub(super) fn title_at(tokens: &Tokens<'_>, first: usize) -> Option<Title> {
    tokens.title(first)
}

/// Finds the longest title that starts at `first`: `Prime Minister`, `Secretary of State`.
pub(super) fn find(tokens: &Tokens<'_>, first: usize) -> Option<Title> {
    if !tokens.capital(first) || !tokens.is(first, Class::TITLE) {
        return None;
    }
    let mut phrase = String::with_capacity(32);
    let mut best = None;
    for index in first..first + 4 {
        let joins = index == first || matches!(tokens.gap(index), Gap::Space | Gap::Hyphen);
        if !joins || index > first && tokens.possessive(index - 1) {
            break;
        }
        if index > first {
            phrase.push(' ');
        }
        phrase.push_str(tokens.key(index));
        if lists::TITLES.has(&phrase) {
            best = Some(Title { end: index + 1 });
        }
    }
    best.filter(|title| !tokens.possessive(title.end - 1))
}

/// A role or an honorific that stands before a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Before {
    /// A title, role or honorific stands there: the name is a person's.
    pub(super) titled: bool,
    /// The bytes of the role, honorifics not counted.
    pub(super) role: Option<(usize, usize)>,
}

/// Reads the role before the name that starts at `first`: `French President`, `national security adviser`.
pub(super) fn before(tokens: &Tokens<'_>, first: usize) -> Before {
    let (mut start, mut end, mut noun, mut titled) = (first, None, false, false);
    while first - start < LONGEST_ROLE {
        let (Some(token), gap) = (tokens.before(start), tokens.gap(start)) else { break };
        let apposed = start == first && gap == Gap::Comma && !token.is_capital() && is_role_noun(token);
        if !matches!(gap, Gap::Space | Gap::Hyphen) && !apposed || token.possessive {
            break;
        }
        if is_honorific(token) {
            titled |= end.is_none();
        } else if is_role_noun(token) {
            noun = true;
        } else if !(is_modifier(token) || links(tokens, start - 1) || noun && qualifies(token)) {
            break;
        }
        if end.is_none() && !is_honorific(token) {
            end = Some(start);
        }
        start -= 1;
    }
    let start = trim(tokens, start, first);
    let role = end
        .filter(|end| noun && start < *end)
        .and_then(|end| Some((tokens.get(start)?.start, with_point(tokens, end)?)));
    Before { titled: titled || noun, role }
}

/// Reads the role after the name that ends before `end`: `, the European Union’s foreign policy chief,`,
/// `, who became prime minister in 2018,`.
pub(super) fn after(tokens: &Tokens<'_>, end: usize) -> Option<(usize, usize)> {
    if tokens.gap(end) != Gap::Comma {
        return None;
    }
    let clause = clause_end(tokens, end);
    let start = clause.unwrap_or(end);
    let first = start + usize::from(matches!(tokens.key(start), "the" | "a" | "an" | "his" | "her" | "their" | "its"));
    let mut last = first;
    while matches!(tokens.gap(last + 1), Gap::Space | Gap::Hyphen) && last - first <= LONGEST_ROLE {
        last += 1;
    }
    if clause.is_some() {
        last = before_time(tokens, first, last);
    }
    let length = last + 1 - first;
    let noun = (first..=last).rev().find(|index| tokens.get(*index).is_some_and(is_role_noun))?;
    let closed = noun == last || is_preposition(tokens.key(noun + 1));
    let verbal = (first..=last).any(|index| !tokens.capital(index) && tokens.is(index, Class::SPEECH));
    if length > LONGEST_ROLE
        || !closed
        || verbal
        || matches!(tokens.key(first), "who" | "whose" | "which" | "and" | "but")
    {
        return None;
    }
    Some((tokens.get(first)?.start, tokens.get(last)?.end))
}

/// Gives where the role begins in `who is`, `who served as`, where such words start at `start`.
fn clause_end(tokens: &Tokens<'_>, start: usize) -> Option<usize> {
    let spaced = |index: usize| tokens.gap(index) == Gap::Space;
    if tokens.key(start) != "who" || !spaced(start + 1) {
        return None;
    }
    match tokens.key(start + 1) {
        "is" | "was" | "became" | "remains" => Some(start + 2),
        "serves" | "served" if tokens.key(start + 2) == "as" => Some(start + 3),
        _ => None,
    }
    .filter(|role| spaced(*role))
}

/// Gives the last token before `in 2018` and the like.
fn before_time(tokens: &Tokens<'_>, first: usize, last: usize) -> usize {
    let is_time = |index: &usize| {
        let number = tokens.get(index + 1).is_some_and(|token| token.shape == Shape::Number);
        matches!(tokens.key(*index), "in" | "from" | "since" | "until" | "on" | "for") && number
            || matches!(tokens.key(*index), "when" | "until" | "last" | "after" | "before")
    };
    (first + 1..=last).find(is_time).map_or(last, |time| time - 1)
}

/// Gives the byte at which the token before `index` ends, the point of an abbreviation included.
fn with_point(tokens: &Tokens<'_>, index: usize) -> Option<usize> {
    let end = tokens.before(index)?.end;
    Some(end + usize::from(tokens.text.get(end..)?.starts_with('.')))
}

/// Tells whether the token names a role by itself: `spokesperson`, `President`.
pub(super) fn is_role_noun(token: &Token<'_>) -> bool {
    if token.shape == Shape::Number {
        return false;
    }
    token.class.any(Class::ROLE) || token.is_capital() && token.class.any(Class::WHOLE_TITLE)
}

fn is_preposition(word: &str) -> bool {
    matches!(word, "of" | "for" | "at" | "in" | "to" | "with" | "from" | "and")
}

fn is_modifier(token: &Token<'_>) -> bool {
    token.class.any(Class::ROLE_WORD)
        || token.is_capital() && token.class.any(Class::WHOLE_TITLE)
        || token.shape == Shape::Lower && lists::ROLE_MODIFIERS.has(&token.key)
}

/// Tells whether the token is inside a title such as `Secretary of State`.
fn links(tokens: &Tokens<'_>, index: usize) -> bool {
    (index.saturating_sub(3)..=index).any(|first| title_at(tokens, first).is_some_and(|title| title.end > index))
}

/// Tells whether a capitalised word belongs to the role after it: `Kremlin spokesperson`, `Astrakhan Governor`.
fn qualifies(token: &Token<'_>) -> bool {
    let doubtful =
        token.class.any(Class::STOP.with(Class::CALENDAR)) || token.opens && token.class.any(Class::ORDINARY);
    token.is_capital() && !doubtful
}

fn is_honorific(token: &Token<'_>) -> bool {
    token.is_capital() && token.class.any(Class::HONORIFIC)
}

/// Drops words from the front that begin no role: `New` at the start of a sentence, `of`.
fn trim(tokens: &Tokens<'_>, start: usize, first: usize) -> usize {
    (start..first)
        .find(|index| tokens.get(*index).is_some_and(|token| token.is_capital() || is_modifier(token)))
        .unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::super::class::Vocabulary;
    use super::*;
    use crate::{sentence, word};

    /// The name in the text is `Doe`.
    fn check(text: &str, titled: bool, role: Option<&str>) {
        let words: Vec<word::Word> = word::words(text).collect();
        let tokens = Tokens::new(text, &words, &sentence::ends(text), &mut Vocabulary::default());
        let name = (0..tokens.len()).find(|index| tokens.key(*index) == "doe").unwrap_or_default();
        let found = before(&tokens, name);
        let span = found.role.or_else(|| after(&tokens, name + 1));
        assert_eq!((found.titled, span.map(|(start, end)| &text[start..end])), (titled, role), "{text}");
    }

    #[test]
    fn roles_stand_before_and_after_names() {
        let rows = [
            ("French President Doe left", true, Some("French President")),
            ("Kremlin spokesperson Doe left", true, Some("Kremlin spokesperson")),
            ("with Secretary of State Doe", true, Some("Secretary of State")),
            ("along with Ann’s national security adviser, Doe,", true, Some("national security adviser")),
            ("the attacks, reports Governor Doe, who", true, Some("Governor")),
            ("New Canadian Prime Minister Doe", true, Some("Canadian Prime Minister")),
            ("Dr. Doe left", true, None),
            ("the Gov. Doe left", true, Some("Gov.")),
            ("through US envoy Doe during", true, Some("US envoy")),
            (
                "Doe, the European Union’s foreign policy chief, stated",
                false,
                Some("European Union’s foreign policy chief"),
            ),
            ("Doe, the minister of finance, said", false, Some("minister of finance")),
            ("union leader Doe left", true, Some("union leader")),
            ("with central bank governor Doe", true, Some("central bank governor")),
            ("said Doe, whose husband, Tom Berg, left", false, None),
            ("said Doe, who became prime minister in 2018, left", false, Some("prime minister")),
            ("Doe, who is president of the Bank of Chile, left", false, Some("president of the Bank of Chile")),
            ("Doe, who served as a union leader, left", false, Some("union leader")),
            ("Doe, who is ill, left", false, None),
            ("in London, Doe left", false, None),
            ("Doe, who met the president, left", false, None),
        ];
        for (text, titled, role) in rows {
            check(text, titled, role);
        }
    }
}
