//! What is counted. In: a passage and the token after a figure. Out: the tokens of the noun, adjectives included. Knows no
//! grammar: a plural ends the phrase, and a verb, a preposition or a mark does.

use crate::lexeme::Class;
use crate::number::near;
use crate::passage::{Passage, Token};

/// No phrase has more words.
const LONGEST: usize = 6;

/// Which number the noun must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Plural,
    Singular,
}

/// Finds the noun that starts at a token: its first token, and one past its last.
pub(super) fn noun(passage: &Passage<'_>, at: usize, number: Number) -> Option<(usize, usize)> {
    let first = at + usize::from(is_more(passage, at));
    let end = match number {
        Number::Plural => plural_end(passage, first)?,
        Number::Singular => singular_end(passage, first),
    };
    (end > first).then_some((first, end))
}

fn is_more(passage: &Passage<'_>, at: usize) -> bool {
    const MORE: [&str; 4] = ["more", "other", "further", "additional"];
    near(passage, at) && passage.get(at).is_some_and(|token| MORE.contains(&token.text))
}

/// Finds the first plural, and the one right after it where the first is a word like `police`.
fn plural_end(passage: &Passage<'_>, first: usize) -> Option<usize> {
    let run = first..first + LONGEST;
    let end = run.take_while(|at| continues(passage, first, *at)).find(|at| is_plural_at(passage, *at))? + 1;
    let again =
        passage.get(end).is_some_and(|token| near(passage, end) && is_plural(token) && !token.is(Class::NOT_COUNTED));
    let led = passage
        .get(end - 1)
        .is_some_and(|token| matches!(token.text, "police" | "aircraft" | "people" | "women" | "sports" | "arms"));
    Some(if again && led { end + 1 } else { end })
}

/// Finds the end of a run of words that no verb, preposition or mark ends.
fn singular_end(passage: &Passage<'_>, first: usize) -> usize {
    let mut end = first;
    while end < first + 3 && continues(passage, first, end) && !passage.get(end).is_some_and(ends_like_verb) {
        end += 1;
    }
    end
}

/// Tells whether a token may belong to the phrase that starts at `first`.
fn continues(passage: &Passage<'_>, first: usize, at: usize) -> bool {
    let Some(token) = passage.get(at).filter(|_| near(passage, at)) else { return false };
    if token.reads("and") && at > first {
        return joins_adjectives(passage, at);
    }
    let stops = Class::NOT_COUNTED.with(Class::BEFORE_DATE).with(Class::FUTURE).with(Class::NUMBER);
    let verb = token.is(Class::PAST) && !token.text.ends_with("ed")
        || token.is(Class::ROLE) && at == first && !describes(passage, at);
    !token.is(stops) && !token.is_number() && !verb
}

/// Tells whether a participle describes the plural right after it: `28 injured people`.
fn describes(passage: &Passage<'_>, at: usize) -> bool {
    near(passage, at + 1) && is_plural_at(passage, at + 1) && !passage.is(at + 1, Class::NOT_COUNTED)
}

/// Tells whether `and` stands between two adjectives: a plural follows, and none stands before.
fn joins_adjectives(passage: &Passage<'_>, and: usize) -> bool {
    let word = |at: usize| passage.get(at).filter(|token| near(passage, at) && !token.is(Class::NOT_COUNTED));
    let next = word(and + 1).is_some_and(|token| !is_plural(token) && !token.is_number());
    let lowercase = passage.get(and - 1).is_some_and(|token| !token.is_capital());
    next && lowercase && (and + 2..and + 4).any(|at| word(at).is_some_and(is_plural))
}

fn is_plural_at(passage: &Passage<'_>, at: usize) -> bool {
    passage.get(at).is_some_and(is_plural)
}

/// Tells whether a word looks like a plural.
fn is_plural(token: &Token<'_>) -> bool {
    if token.is(Class::PLURAL) {
        return true;
    }
    let text = token.text;
    let ending = text.ends_with('s') && !["ss", "us", "is", "ous"].iter().any(|ending| text.ends_with(ending));
    !token.is_possessive() && ending && text.len() > 3 && !token.is(Class::UNIT.with(Class::PRESENT))
}

/// Tells whether a word ends as verbs do.
fn ends_like_verb(token: &Token<'_>) -> bool {
    !token.is_capital() && token.text.len() > 4 && (token.text.ends_with("ed") || token.text.ends_with("ing"))
        || token.is(Class::PAST.with(Class::PRESENT).with(Class::ROLE))
}

/// Reads `of the noun` after a figure: the tokens of the noun.
pub(super) fn of(passage: &Passage<'_>, at: usize, number: Number) -> Option<(usize, usize)> {
    const DETERMINERS: [&str; 9] = ["the", "its", "their", "his", "her", "these", "those", "all", "our"];
    let after_sign = passage.gap(at) == "% ";
    if !((near(passage, at) || after_sign) && passage.get(at).is_some_and(|token| token.reads("of"))) {
        return None;
    }
    let mut first = at + 1;
    while first < at + 3
        && passage.get(first).is_some_and(|token| near(passage, first) && DETERMINERS.contains(&token.text))
    {
        first += 1;
    }
    noun(passage, first, number)
}

/// Tells whether `of them` or `of those` stands there.
pub(super) fn is_of_them(passage: &Passage<'_>, at: usize) -> bool {
    let of = near(passage, at) && passage.get(at).is_some_and(|token| token.reads("of"));
    let them =
        passage.get(at + 1).is_some_and(|token| matches!(token.text, "them" | "which" | "whom" | "those" | "these"));
    let noun = near(passage, at + 2) && passage.get(at + 2).is_some_and(is_plural);
    of && near(passage, at + 1) && them && !noun
}
