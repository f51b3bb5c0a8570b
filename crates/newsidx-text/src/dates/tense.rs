//! The tense around an expression of time. In: a passage and the tokens of the expression. Out: whether its sentence
//! tells of what was or of what is to come. Knows no grammar but the nearest verb.

use crate::lexeme::Class;
use crate::passage::{Passage, Token};

/// What the sentence tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// No verb says so.
    Unknown,
}

/// So many tokens are looked at on each side, so that a sentence of any length costs no more.
const REACH: usize = 40;

/// Gives the tense that the nearest verb tells: before the expression, else after it.
pub(super) fn tense(passage: &Passage<'_>, first: usize, end: usize) -> Tense {
    let sentence = passage.get(first).map(|token| token.sentence);
    let inside = |at: &usize| passage.get(*at).map(|token| token.sentence) == sentence;
    let after = || (end..end.saturating_add(REACH)).take_while(inside).find_map(|at| at_token(passage, at));
    // `Friday's vote` was, unless what follows says that it `will`.
    if end.checked_sub(1).and_then(|last| passage.get(last)).is_some_and(Token::is_possessive) {
        let will = (end..end.saturating_add(4)).take_while(inside).any(|at| passage.is(at, Class::FUTURE));
        return if will { Tense::Future } else { Tense::Past };
    }
    let before = (first.saturating_sub(REACH)..first).rev().take_while(inside).find_map(|at| at_token(passage, at));
    before.or_else(after).unwrap_or(Tense::Unknown)
}

/// Gives the tense of one token, where it is a verb.
fn at_token(passage: &Passage<'_>, at: usize) -> Option<Tense> {
    let token = passage.get(at)?;
    if token.reads("to") {
        return infinitive(passage, at);
    }
    if token.is_capital() && token.is(Class::MONTH) {
        return None;
    }
    if token.is(Class::FUTURE.with(Class::PRESENT).with(Class::APPOINTED)) {
        return Some(Tense::Future);
    }
    // `be made` is told by what stands before it.
    let passive =
        at.checked_sub(1).and_then(|be| passage.get(be)).is_some_and(|be| matches!(be.text, "be" | "been" | "being"));
    if !passive && (token.is(Class::PAST) || is_regular_past(passage, at)) {
        return Some(Tense::Past);
    }
    None
}

/// Reads `to` as the mark of a verb still to come, where a word of planning stands before it: `expected to meet`.
fn infinitive(passage: &Passage<'_>, to: usize) -> Option<Tense> {
    let planned = (to.saturating_sub(1)..to).any(|at| passage.is(at, Class::PLAN));
    let verb = passage.get(to + 1).filter(|next| !next.is_capital() && !next.is_number());
    let verb =
        verb.filter(|next| !next.is(Class::SHIFT.with(Class::BEFORE_DATE).with(Class::COUNT)) && !next.reads("the"));
    (planned && verb.is_some()).then_some(Tense::Future)
}

/// Tells whether a word ends as regular verbs do in the past, and stands where a verb may: not after an article.
fn is_regular_past(passage: &Passage<'_>, at: usize) -> bool {
    let Some(token) = passage.get(at) else { return false };
    let formed = token.text.len() > 4 && token.text.ends_with("ed") && !token.is_capital();
    let plans = token.is(Class::PLAN) && passage.get(at + 1).is_some_and(|to| to.reads("to"));
    formed && !plans && !at.checked_sub(1).is_some_and(|before| makes_adjective(passage, before))
}

/// Tells whether the word after this one is an adjective at most.
fn makes_adjective(passage: &Passage<'_>, at: usize) -> bool {
    const WORDS: [&str; 9] = ["a", "an", "the", "its", "his", "her", "their", "of", "new"];
    passage.get(at).is_some_and(|token| WORDS.contains(&token.text))
}
