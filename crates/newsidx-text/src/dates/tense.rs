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
    if is_until(passage, first) && is_ahead(passage, first) {
        return Tense::Future;
    }
    let before = (first.saturating_sub(REACH)..first).rev().take_while(inside).find_map(|at| at_token(passage, at));
    before.or_else(after).unwrap_or(Tense::Unknown)
}

/// Tells whether the verb that a date belongs to tells of what will be: `will be held in April`, `plan to open it in May`. A
/// preposition between them would tell of something else: `will benefit from its purchase in May`.
pub(super) fn is_to_come(passage: &Passage<'_>, first: usize) -> bool {
    /// So many words may stand between.
    const BETWEEN: usize = 6;
    const WILL: [&str; 5] = ["will", "shall", "won't", "may", "might"];
    let led =
        first.checked_sub(1).filter(|led| passage.get(*led).is_some_and(|led| led.reads_any(&["in", "by", "from"])));
    let Some(led) = led else { return false };
    let mut clause = (led.saturating_sub(BETWEEN)..led).rev().take_while(|at| passage.gap(*at + 1) == " ");
    let stops = Class::PREPOSITION.with(Class::CONJUNCTION).with(Class::SUBORDINATOR).with(Class::WH);
    let told = clause.find_map(|at| {
        let token = passage.get(at)?;
        let small = !token.is_capital();
        if small && token.reads_any(&WILL) || token.reads("to") && infinitive(passage, at).is_some() {
            return Some(true);
        }
        token.is(stops).then_some(false)
    });
    told.unwrap_or(false)
}

fn is_until(passage: &Passage<'_>, first: usize) -> bool {
    let before = first.checked_sub(1).and_then(|before| passage.get(before));
    before.is_some_and(|before| before.reads_any(&["until", "till"]))
}

/// Tells whether what lasts until a date is still to come: `to postpone journeys until Monday`, `are closed until Monday`.
fn is_ahead(passage: &Passage<'_>, first: usize) -> bool {
    /// So many words may stand between.
    const BETWEEN: usize = 10;
    let sentence = passage.get(first).map(|token| token.sentence);
    let clause = (first.saturating_sub(BETWEEN)..first).rev();
    let mut clause = clause.take_while(|at| passage.get(*at).map(|token| token.sentence) == sentence);
    let ahead = clause.find_map(|at| {
        let token = passage.get(at)?;
        if token.reads("to") && is_infinitive(passage, at) || token.is(Class::PRESENT.with(Class::FUTURE)) {
            return Some(true);
        }
        let led = at.checked_sub(1).is_some_and(|be| passage.is(be, Class::PRESENT));
        (token.is(Class::PAST) && !led).then_some(false)
    });
    ahead.unwrap_or(false)
}

/// Tells whether a verb may follow `to`.
fn is_infinitive(passage: &Passage<'_>, to: usize) -> bool {
    let none = Class::SHIFT.with(Class::BEFORE_DATE).with(Class::COUNT);
    passage
        .get(to + 1)
        .is_some_and(|next| !next.is_capital() && !next.is_number() && !next.is(none) && !next.reads("the"))
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
    if is_awaited(passage, at) || is_scheduled(passage, at) {
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
    (planned && is_infinitive(passage, to)).then_some(Tense::Future)
}

/// Tells whether a participle tells of what was still to come: `rain was forecast`, `a vote was set for`.
fn is_awaited(passage: &Passage<'_>, at: usize) -> bool {
    let Some(token) = passage.get(at).filter(|token| token.is(Class::AWAITED)) else { return false };
    let be = at.checked_sub(1).and_then(|be| passage.get(be)).is_some_and(|be| be.is(Class::BE) && !be.reads("been"));
    let set = !token.reads("set") || passage.get(at + 1).is_some_and(|next| next.reads("for"));
    be && set
}

/// Tells whether a verb in the present tells of what a calendar holds: `Rovers host Thornbury`, `the trial continues`.
fn is_scheduled(passage: &Passage<'_>, at: usize) -> bool {
    let Some(token) = passage.get(at).filter(|token| token.is(Class::SCHEDULE) && !token.is_capital()) else {
        return false;
    };
    let Some(before) = at.checked_sub(1).and_then(|before| passage.get(before)) else { return false };
    let noun =
        !before.is_number() && !before.is_possessive() && !before.is(NO_NOUN) && before.sentence == token.sentence;
    let plural = before.text.ends_with('s') || before.is(Class::PLURAL);
    let comma = passage.gap(at) == ", ";
    let subject = if !token.text.ends_with('s') {
        plural && !comma || before.reads_any(&["they", "we"]) || before.is_capital() && is_object(passage, at + 1)
    } else if comma {
        true
    } else {
        let led = at.checked_sub(2).is_some_and(|led| passage.is(led, Class::DETERMINER.with(Class::POSSESSIVE)));
        !plural && (before.is_capital() || led) || before.reads_any(&["it", "he", "she", "which", "who"])
    };
    noun && subject && (comma || passage.gap(at) == " ")
}

/// What is no noun that a verb may follow.
const NO_NOUN: Class = Class::DETERMINER
    .with(Class::POSSESSIVE)
    .with(Class::PREPOSITION)
    .with(Class::BEFORE_DATE)
    .with(Class::PAST)
    .with(Class::PRESENT)
    .with(Class::FUTURE)
    .with(Class::COUNT)
    .with(Class::NUMBER)
    .with(Class::ORDINAL)
    .with(Class::SHIFT);

/// Tells whether what a verb is done to or where it leads begins at a token: `travel to`, `play Wales`.
fn is_object(passage: &Passage<'_>, at: usize) -> bool {
    passage
        .get(at)
        .is_some_and(|token| token.is_capital() && !token.is(Class::WEEKDAY) || token.reads_any(&["to", "against"]))
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
