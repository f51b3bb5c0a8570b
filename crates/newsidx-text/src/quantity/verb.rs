//! What befell the things that are counted. In: a passage and the tokens of a quantity. Out: the verb, in small letters.

use crate::currency;
use crate::lexeme::Class;
use crate::number::near;
use crate::passage::{Passage, Token};

/// So many tokens before a quantity may stand between it and its verb: `launched a barrage of 174 drones`.
const BEFORE: usize = 6;
/// So many may stand after it: `residents have reportedly been evacuated`.
const AFTER: usize = 4;

/// The verb that stands after a noun.
#[derive(Clone, Copy, Debug)]
pub(super) struct After<'a> {
    pub(super) token: Token<'a>,
    /// Whether an auxiliary leads it or an object follows, so that it is no participle: `were deployed`, `reached the valley`.
    pub(super) led: bool,
}

/// What stands in the sentence: a noun, or a figure with a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// One thing: `one man was`.
    One,
    /// Many things: `12 men were`.
    Many,
    /// A part of many: what describes them befell them all, `63 of 70 drones launched by them`.
    Part,
    /// The many that a part is of.
    Whole,
    /// A measure: `a profit of $5 million`.
    Measure,
}

/// What is told of: the tokens of a quantity, or of what it counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) role: Role,
}

/// Finds the verb after the quantity, else before it, else beyond what is told besides: `people, a child among them, were
/// injured`.
///
/// A verb before a stretch of time befalls nothing, but for those of harm: `jailed 12 years`, and not `stayed 5 nights`.
pub(super) fn verb(passage: &Passage<'_>, counted: Counted) -> Option<String> {
    const TIMES: [&str; 10] =
        ["century", "day", "decade", "hour", "minute", "month", "night", "second", "week", "year"];
    let Counted { first, end, role } = counted;
    let unit = end.checked_sub(1).and_then(|last| passage.get(last)?.name(Class::UNIT));
    let time = unit.is_some_and(|unit| TIMES.contains(&unit));
    // What befell the noun that `from 14 towns` belongs to did not befall the towns.
    let aside = role == Role::Whole || is_aside(passage, first, role);
    let befalls = |after: &After<'_>| match role {
        Role::Part => after.led,
        _ => !aside || !after.led && is_participle(&after.token) && !is_agent(passage, first),
    };
    if let Some(after) = after(passage, end).filter(befalls) {
        return Some(after.token.text.to_lowercase());
    }
    if role == Role::Whole {
        return None;
    }
    let before = before(passage, first, role).filter(|(_, token)| !time || token.is(Class::ROLE));
    let harmed = before.filter(|(at, token)| at + 3 > first && token.is(Class::ROLE.with(Class::HARM)));
    let beyond = || beyond(passage, counted).filter(|_| !aside && role != Role::Measure);
    let token = harmed.map(|(_, token)| token).or_else(beyond).or(before.map(|(_, token)| token));
    token.map(|token| token.text.to_lowercase())
}

fn is_participle(token: &Token<'_>) -> bool {
    token.is(Class::ROLE) || token.text.ends_with("ed") || token.text.ends_with("ing")
}

/// Tells whether a preposition before the quantity makes it part of what is told of something else: `from 14 towns`.
fn is_aside(passage: &Passage<'_>, first: usize, role: Role) -> bool {
    const LEADS: [&str; 16] = [
        "from",
        "in",
        "at",
        "by",
        "on",
        "across",
        "for",
        "to",
        "into",
        "including",
        "among",
        "against",
        "near",
        "within",
        "inside",
        "outside",
    ];
    let Some(before) = first.checked_sub(1).filter(|_| near(passage, first)) else { return false };
    let of = passage.get(before).is_some_and(|token| token.reads("of")) && !is_collective(passage, before);
    of && role != Role::Measure || passage.get(before).is_some_and(|token| token.reads_any(&LEADS))
}

/// Tells whether a participle and `by` before the quantity describe another noun, whose verb follows: `a robot used by 14
/// clinics failed`, and not `it was hit by 14 drones launched at night`.
fn is_agent(passage: &Passage<'_>, first: usize) -> bool {
    let by = first.checked_sub(1).filter(|by| passage.get(*by).is_some_and(|by| by.reads("by")));
    let Some(verb) = by.and_then(|by| by.checked_sub(1)).filter(|verb| near(passage, verb + 1)) else { return false };
    let participle = passage.get(verb).is_some_and(|token| {
        is_participle(token) || token.is(Class::PAST) || ["run", "en", "wn"].iter().any(|end| token.text.ends_with(end))
    });
    let passive = |at: usize| passage.get(at).is_some_and(|token| AUXILIARIES.contains(&token.text));
    participle && !(verb.saturating_sub(3)..verb).any(passive)
}

/// Tells whether the noun before `of` stands for those after it: `a barrage of 174 drones`.
fn is_collective(passage: &Passage<'_>, of: usize) -> bool {
    near(passage, of) && of.checked_sub(1).is_some_and(|before| passage.is(before, Class::COLLECTIVE))
}

/// Finds the verb after the noun: `were injured`, `lost`, `killed`.
pub(super) fn after<'a>(passage: &Passage<'a>, end: usize) -> Option<After<'a>> {
    let mut led = false;
    for at in end..end + AFTER {
        let token = *passage.get(at).filter(|_| near(passage, at))?;
        if is_role(&token) {
            let led = led || has_object(passage, at + 1);
            return Some(After { token: state(passage, at + 1).unwrap_or(token), led });
        }
        let auxiliary = AUXILIARIES.contains(&token.text);
        if !(auxiliary || is_adverb(&token)) {
            return None;
        }
        led |= auxiliary;
    }
    None
}

/// Tells whether an object begins with the token; `the night before` is none.
fn has_object(passage: &Passage<'_>, at: usize) -> bool {
    let begins = near(passage, at) && passage.is(at, Class::DETERMINER.with(Class::POSSESSIVE));
    begins && !passage.is(at + 1, Class::PERIOD.with(Class::DAY_PART).with(Class::DAY))
}

const AUXILIARIES: [&str; 10] = ["was", "were", "been", "be", "have", "has", "had", "are", "is", "being"];

/// Finds the verb beyond what stands between commas after the noun, or beyond a preposition and its noun.
fn beyond<'a>(passage: &Passage<'a>, counted: Counted) -> Option<Token<'a>> {
    /// So many words may stand between.
    const BETWEEN: usize = 14;
    let sentence = passage.get(counted.end)?.sentence;
    let between = counted.end + 1..counted.end + BETWEEN;
    let mut between = between.take_while(|at| passage.get(*at).is_some_and(|token| token.sentence == sentence));
    let auxiliary = if passage.gap(counted.end) == ", " {
        between.find(|at| passage.gap(*at) == ", " && befalls(passage, *at, counted.role))?
    } else {
        let preposition = near(passage, counted.end) && passage.is(counted.end, Class::PREPOSITION);
        let mut phrase = between.take_while(|at| near(passage, *at) && preposition);
        phrase.find(|at| ends_phrase(passage, *at)).filter(|at| agrees(passage, *at, counted.role))?
    };
    if passage.is(auxiliary, Class::ROLE) {
        return passage.get(auxiliary).copied();
    }
    after(passage, auxiliary + 1).map(|after| after.token)
}

fn befalls(passage: &Passage<'_>, at: usize, role: Role) -> bool {
    agrees(passage, at, role) || passage.is(at, Class::ROLE)
}

/// Tells whether an auxiliary of the right number stands at a token.
fn agrees(passage: &Passage<'_>, at: usize, role: Role) -> bool {
    let words: &[&str] = if role == Role::One { &["was", "has", "had", "is"] } else { &["were", "have", "had", "are"] };
    passage.get(at).is_some_and(|token| words.contains(&token.text))
}

/// Tells whether a verb or a word that begins another clause stands at a token.
fn ends_phrase(passage: &Passage<'_>, at: usize) -> bool {
    let ends = Class::CONJUNCTION.with(Class::SUBORDINATOR).with(Class::WH).with(Class::PAST).with(Class::PRESENT);
    passage.get(at).is_some_and(|token| {
        token.is(ends.with(Class::FUTURE)) || AUXILIARIES.contains(&token.text) || opens_clause(token)
    })
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
fn before<'a>(passage: &Passage<'a>, first: usize, role: Role) -> Option<(usize, Token<'a>)> {
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
            return Some((at, token));
        }
        let of = token.reads("of") && (role == Role::Measure || is_collective(passage, at) || is_verb(passage, at));
        if token.is(Class::BEFORE_DATE) && !of || token.is(Class::FUTURE.with(Class::PRESENT)) {
            return None;
        }
    }
    None
}

/// Tells whether a verb stands right before `of`: `convicted of 12 counts`.
fn is_verb(passage: &Passage<'_>, of: usize) -> bool {
    near(passage, of) && of.checked_sub(1).and_then(|verb| passage.get(verb)).is_some_and(is_role)
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
        !next.is_capital()
            && !next.is_number()
            && !next.reads("date")
            && !next.is(Class::NOT_COUNTED.with(Class::ABOUT).with(Class::NUMBER))
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
    verb && !time && !token.is(Class::NO_ROLE)
}

/// Tells whether the quantity is told of as what might have been: `would have killed 40`, `if 40 people come`.
pub(super) fn is_supposed(passage: &Passage<'_>, first: usize, end: usize) -> bool {
    let after = (end..end + 3).take_while(|at| near(passage, *at)).any(|at| would_have(passage, at));
    let mut clause = (first.saturating_sub(BEFORE)..first).rev().take_while(|at| near(passage, at + 1));
    after || clause.find_map(|at| supposes(passage, at)).unwrap_or(false)
}

/// Tells whether `have` and a participle stand at a token, and `would` or the like before them.
fn would_have(passage: &Passage<'_>, have: usize) -> bool {
    if !passage.get(have).is_some_and(|token| token.reads("have")) {
        return false;
    }
    let participle = (have + 1..have + 3).any(|at| {
        passage.get(at).is_some_and(|verb| verb.is(Class::PAST.with(Class::ROLE)) || verb.text.ends_with("ed"))
    });
    participle && (have.saturating_sub(3)..have).any(|at| reads_would(passage, at))
}

fn reads_would(passage: &Passage<'_>, at: usize) -> bool {
    passage.get(at).is_some_and(|token| matches!(token.text, "would" | "could" | "should"))
}

fn supposes(passage: &Passage<'_>, at: usize) -> Option<bool> {
    let token = passage.get(at)?;
    if token.reads("if") || would_have(passage, at) {
        return Some(true);
    }
    opens_clause(token).then_some(false)
}
