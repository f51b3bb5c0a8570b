//! What befell the things that are counted. In: a passage and the tokens of a quantity. Out: the verb, in small letters.

use crate::currency;
use crate::lexeme::Class;
use crate::number::near;
use crate::passage::{Passage, Token};

/// So many tokens before a quantity may stand between it and its verb: `launched a barrage of 174 drones`.
const BEFORE: usize = 6;
/// So many may stand after it: `residents have reportedly been evacuated`.
const AFTER: usize = 4;

/// Words that end like participles and befall nobody, and verbs that only tell of others; sorted.
const NO_ROLE: [&str; 60] = [
    "according",
    "added",
    "announced",
    "anything",
    "based",
    "been",
    "being",
    "building",
    "ceiling",
    "clothing",
    "concerning",
    "confirmed",
    "did",
    "during",
    "estimated",
    "evening",
    "everything",
    "feeling",
    "following",
    "funding",
    "got",
    "had",
    "has",
    "hasn't",
    "have",
    "having",
    "hearing",
    "housing",
    "hundred",
    "including",
    "indeed",
    "involving",
    "is",
    "made",
    "meeting",
    "might",
    "morning",
    "naked",
    "need",
    "nothing",
    "offspring",
    "rating",
    "regarding",
    "reported",
    "sacred",
    "said",
    "shilling",
    "something",
    "speed",
    "spending",
    "spring",
    "stated",
    "sterling",
    "string",
    "told",
    "trading",
    "united",
    "was",
    "wedding",
    "were",
];

/// Finds the verb after the quantity, else before it.
///
/// A verb before a stretch of time befalls nothing, but for those of harm: `jailed 12 years`, and not `stayed 5 nights`.
pub(super) fn verb(passage: &Passage<'_>, first: usize, end: usize) -> Option<String> {
    const TIMES: [&str; 10] =
        ["century", "day", "decade", "hour", "minute", "month", "night", "second", "week", "year"];
    let unit = end.checked_sub(1).and_then(|last| passage.get(last)?.name(Class::UNIT));
    let time = unit.is_some_and(|unit| TIMES.contains(&unit));
    let before = || before(passage, first).filter(|token| !time || token.is(Class::ROLE));
    after(passage, end).or_else(before).map(|token| token.text.to_lowercase())
}

/// Finds the verb after the noun: `were injured`, `lost`, `killed`.
pub(super) fn after<'a>(passage: &Passage<'a>, end: usize) -> Option<Token<'a>> {
    for at in end..end + AFTER {
        let token = *passage.get(at).filter(|_| near(passage, at))?;
        if is_role(&token) {
            return Some(state(passage, at + 1).unwrap_or(token));
        }
        let auxiliary = ["was", "were", "been", "be", "have", "has", "had", "are", "is", "being"].contains(&token.text);
        if !(auxiliary || is_adverb(&token)) {
            return None;
        }
    }
    None
}

/// Reads what people or things are found, left or feared to be: `found dead`, `left homeless`.
fn state<'a>(passage: &Passage<'a>, at: usize) -> Option<Token<'a>> {
    const STATES: [&str; 6] = ["dead", "homeless", "hurt", "injured", "missing", "trapped"];
    passage.get(at).filter(|token| near(passage, at) && STATES.contains(&token.text)).copied()
}

fn is_adverb(token: &Token<'_>) -> bool {
    let ending = token.text.ends_with("ly") && token.text.len() > 4;
    ending || token.is(Class::ADVERB) && !token.is(Class::NOT) && !matches!(token.text, "never" | "not")
}

/// Finds the verb before it in the same clause: `unleashed`, `launched a barrage of`, `killing`.
fn before<'a>(passage: &Passage<'a>, first: usize) -> Option<Token<'a>> {
    let mut at = first;
    // A sign of currency stands between a verb and its figure.
    let sign = currency::is_apart_sign(passage.gap(first));
    while at > first.saturating_sub(BEFORE) && (near(passage, at) || at == first && sign) {
        at -= 1;
        let token = *passage.get(at)?;
        if opens_clause(&token) {
            return None;
        }
        if at.checked_sub(1).is_some_and(|to| is_infinitive(passage, to))
            || is_role(&token) && !is_adjective(passage, at) && reaches(passage, &token, at + 1, first)
        {
            return Some(token);
        }
        let of = token.reads("of");
        if token.is(Class::BEFORE_DATE) && !of || token.is(Class::FUTURE.with(Class::PRESENT)) {
            return None;
        }
    }
    None
}

/// Tells whether a clause begins with a word: what stands before it tells of something else.
fn opens_clause(token: &Token<'_>) -> bool {
    matches!(token.text, "that" | "which" | "who" | "whose" | "because" | "if" | "while" | "when" | "where")
}

/// Tells whether a verb reaches the figure: a participle known by its ending alone does not where a noun follows it
/// that it may describe, as in `guided bombs and 12 drones`.
fn reaches(passage: &Passage<'_>, token: &Token<'_>, next: usize, first: usize) -> bool {
    let known = token.is(Class::ROLE.with(Class::PAST));
    let after = passage.get(next).filter(|_| next < first);
    known || after.is_none_or(|after| after.is(Class::NOT_COUNTED.with(Class::DETERMINER)) || is_adverb(after))
}

/// Tells whether `to` before a verb stands at a token.
fn is_infinitive(passage: &Passage<'_>, to: usize) -> bool {
    let next = passage.get(to + 1).filter(|_| near(passage, to + 1));
    let verb = next.is_some_and(|next| {
        !next.is_capital() && !next.is_number() && !next.is(Class::NOT_COUNTED.with(Class::ABOUT).with(Class::NUMBER))
    });
    verb && passage.get(to).is_some_and(|token| token.reads("to")) && !is_up_to(passage, to)
}

fn is_up_to(passage: &Passage<'_>, to: usize) -> bool {
    to.checked_sub(1).and_then(|up| passage.get(up)).is_some_and(|up| matches!(up.text, "up" | "close"))
}

/// Tells whether an article before a participle makes it an adjective: `a suggested 30-day ceasefire`.
fn is_adjective(passage: &Passage<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| passage.get(before));
    before.is_some_and(|before| matches!(before.text, "a" | "an" | "the" | "its" | "their" | "his" | "her"))
}

/// Tells whether a word is a verb that may befall what is counted.
fn is_role(token: &Token<'_>) -> bool {
    let participle = token.text.len() > 4 && (token.text.ends_with("ed") || token.text.ends_with("ing"));
    let verb = token.is(Class::ROLE.with(Class::PAST)) || participle && !token.is_capital();
    let time = token.is(Class::DAY_PART.with(Class::RELATIVE_DAY).with(Class::TIME_UNIT));
    verb && !time && NO_ROLE.binary_search(&token.text).is_err()
}

/// Finds the verb of a toll before a figure: `rose to 27`, `reached 31`, `stands at 12`, `is 5`.
pub(super) fn of_toll(passage: &Passage<'_>, first: usize) -> Option<usize> {
    let before = first.checked_sub(1).filter(|_| near(passage, first))?;
    let led = passage.get(before).is_some_and(|token| matches!(token.text, "to" | "at" | "past" | "above"));
    let verb = if led { before.checked_sub(1).filter(|_| near(passage, before))? } else { before };
    let token = passage.get(verb)?;
    let moved = matches!(token.text, "risen" | "climbed" | "jumped" | "passed" | "reached" | "reaches" | "rises");
    let stands = matches!(token.text, "is" | "was" | "stands" | "rising" | "climbing" | "hits");
    (moved || stands || token.is(Class::PAST)).then_some(verb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_befall_nobody_are_sorted_and_unique() {
        assert!(NO_ROLE.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
