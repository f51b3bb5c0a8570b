//! What befell the things that are counted. In: a passage and the tokens of a quantity. Out: the verb, in small letters.

use crate::lexeme::Class;
use crate::number::near;
use crate::passage::{Passage, Token};

/// So many tokens before a quantity may stand between it and its verb: `launched a barrage of 174 drones`.
const BEFORE: usize = 6;
/// So many may stand after it: `residents have reportedly been evacuated`.
const AFTER: usize = 4;

/// Words that end like participles and befall nobody, and verbs that only tell of others.
const NO_ROLE: [&str; 33] = [
    "according",
    "added",
    "announced",
    "based",
    "been",
    "being",
    "concerning",
    "confirmed",
    "did",
    "during",
    "estimated",
    "following",
    "got",
    "had",
    "has",
    "hasn't",
    "have",
    "having",
    "hundred",
    "including",
    "involving",
    "is",
    "made",
    "might",
    "need",
    "regarding",
    "reported",
    "said",
    "stated",
    "told",
    "united",
    "was",
    "were",
];

/// Finds the verb after the quantity, else before it.
pub(super) fn verb(passage: &Passage<'_>, first: usize, end: usize) -> Option<String> {
    after(passage, end).or_else(|| before(passage, first)).map(|token| token.text.to_lowercase())
}

/// Finds the verb after the noun: `were injured`, `lost`, `killed`.
pub(super) fn after<'a>(passage: &Passage<'a>, end: usize) -> Option<Token<'a>> {
    for at in end..end + AFTER {
        let token = *passage.get(at).filter(|_| near(passage, at))?;
        if is_role(&token) {
            return Some(token);
        }
        let auxiliary = ["was", "were", "been", "be", "have", "has", "had", "are", "is", "being"].contains(&token.text);
        let adverb = token.text.ends_with("ly") && token.text.len() > 4;
        if !(auxiliary || adverb) {
            return None;
        }
    }
    None
}

/// Finds the verb before it in the same clause: `unleashed`, `launched a barrage of`, `killing`.
fn before<'a>(passage: &Passage<'a>, first: usize) -> Option<Token<'a>> {
    let mut at = first;
    // A sign of currency stands between a verb and its figure.
    let sign = passage.gap(first).starts_with(' ') && passage.gap(first).ends_with(['$', '£', '€', '¥']);
    while at > first.saturating_sub(BEFORE) && (near(passage, at) || at == first && sign) {
        at -= 1;
        let token = *passage.get(at)?;
        if at.checked_sub(1).is_some_and(|to| is_infinitive(passage, to))
            || is_role(&token) && !is_adjective(passage, at)
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
    verb && !NO_ROLE.contains(&token.text)
}
