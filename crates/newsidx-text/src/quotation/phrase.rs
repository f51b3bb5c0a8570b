//! Noun phrases beside a verb. In: a passage and a place. Out: how far the phrase reaches, whom it names.
//! Must not know why it is asked.

use super::verb::{self, Form};
use crate::entity::EntityKind;
use crate::lexeme::{Class, lexeme};
use crate::mention::{Mention, Rule};
use crate::passage::{Passage, Token};

/// A phrase has so many tokens at most, so that text without end costs no more.
const LONGEST: usize = 12;
/// So many phrases may hang on each other: `a spokesman for the head of the office`.
const DEEPEST: usize = 4;
/// So many people may speak jointly.
const MOST: usize = 6;

/// A noun phrase as tokens: its first, one past the last of what it is about, one past the last of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) head: usize,
    pub(super) end: usize,
}

/// Words that never stand inside a noun phrase but at its start.
const EDGE: Class = Class::DETERMINER
    .with(Class::POSSESSIVE)
    .with(Class::PREPOSITION)
    .with(Class::CONJUNCTION)
    .with(Class::SUBORDINATOR)
    .with(Class::AUXILIARY)
    .with(Class::SUBJECT)
    .with(Class::OBJECT)
    .with(Class::WH);

/// Tells whether a token can be a noun or stand before one.
pub(super) fn is_nominal(passage: &Passage<'_>, index: usize) -> bool {
    let Some(token) = passage.get(index) else { return false };
    let capital = token.is_capital() && (passage.mention_at(index).is_some() || !token.is(EDGE.with(Class::ADVERB)));
    capital
        || token.is_number()
        || !token.is(EDGE.with(Class::ADVERB)) && !is_adverb(token.text) && !is_finite(passage, index)
}

/// Tells whether a token can only be a verb of speech.
fn is_finite(passage: &Passage<'_>, index: usize) -> bool {
    let verb = passage.get(index).filter(|token| !token.is(Class::NOUN)).and_then(verb::read);
    verb.is_some_and(|(_, form)| form != Form::Past || passage.gap(index) != " " || !before_noun(passage, index))
}

/// Tells whether a past tense stands as an adjective: `the proposed law`.
fn before_noun(passage: &Passage<'_>, index: usize) -> bool {
    index > 0 && passage.is(index - 1, Class::DETERMINER.with(Class::POSSESSIVE))
}

/// Tells whether a word is an adverb by its ending.
pub(super) fn is_adverb(word: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "ally", "anomaly", "assembly", "bully", "early", "elderly", "family", "likely", "monopoly", "rally", "reply",
        "supply",
    ];
    let lower = word.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    lower && word.len() > 4 && word.ends_with("ly") && OTHERS.binary_search(&word).is_err()
}

/// Tells whether a gap joins two words of one phrase.
fn joins(passage: &Passage<'_>, index: usize) -> bool {
    match passage.gap(index) {
        " " | "-" | "/" | "’ " | "' " | "\u{a0}" | " (" | " & " | "&" => true,
        ". " => index.checked_sub(1).and_then(|before| passage.get(before)).is_some_and(|before| {
            let same = passage.get(index).is_some_and(|token| token.sentence == before.sentence);
            before.is_capital() && before.text.len() <= 4 && same
        }),
        _ => false,
    }
}

/// Reads the noun phrase that ends before the token `end`, no further back than `floor`.
pub(super) fn before(passage: &Passage<'_>, end: usize, floor: usize) -> Option<Phrase> {
    let mut phrase = chunk_before(passage, end, floor)?;
    for _ in 0..DEEPEST {
        let Some(outer) = outer(passage, phrase, floor) else { break };
        phrase = outer;
    }
    Some(phrase)
}

/// Gives the phrase that a preposition joins to this one: `a spokesman for` before `the ministry`.
fn outer(passage: &Passage<'_>, inner: Phrase, floor: usize) -> Option<Phrase> {
    const JOINING: [&str; 10] = ["at", "close", "for", "from", "in", "near", "of", "on", "to", "with"];
    let link = inner.first.checked_sub(1).filter(|link| *link > floor)?;
    let word = passage.get(link)?.lexeme?.word;
    if JOINING.binary_search(&word).is_err() || !joins(passage, inner.first) || !joins(passage, link) {
        return None;
    }
    let person = passage.mention_at(inner.head - 1).is_some_and(|mention| mention.key.kind == EntityKind::Person);
    let close = passage.get(link - 1).is_some_and(|token| matches!(token.text, "close" | "loyal"));
    if person && !close && !matches!(word, "of" | "for") {
        return None;
    }
    let chunk = chunk_before(passage, link, floor)?;
    let whole = inner.end - chunk.first <= 2 * LONGEST && !passage.is(link - 1, Class::SUBJECT);
    whole.then_some(Phrase { first: chunk.first, head: link, end: inner.end })
}

/// Reads the noun phrase that ends before the token `end`, without what it hangs on.
pub(super) fn nearest(passage: &Passage<'_>, end: usize, floor: usize) -> Option<Phrase> {
    chunk_before(passage, end, floor)
}

fn chunk_before(passage: &Passage<'_>, end: usize, floor: usize) -> Option<Phrase> {
    let last = end.checked_sub(1).filter(|last| *last >= floor)?;
    let alone = Phrase { first: last, head: end, end };
    let token = passage.get(last)?;
    if token.is(Class::SUBJECT) && !token.is(Class::PREPOSITION) {
        return Some(alone);
    }
    if !is_nominal(passage, last) {
        let article = matches!(token.lexeme.map(|lexeme| lexeme.word), Some("the" | "a" | "an" | "no" | "every"));
        return (token.is(Class::DETERMINER) && !article).then_some(alone);
    }
    let mut first = last;
    while first > floor && last - first < LONGEST && joins(passage, first) && is_nominal(passage, first - 1) {
        first -= 1;
    }
    let determines = Class::DETERMINER.with(Class::POSSESSIVE);
    // `a speech that her critics called empty`: a second one begins the clause.
    let relative = |at: usize| passage.is(at, determines) && passage.get(at - 1).is_some_and(|that| that.reads("that"));
    while first > floor && joins(passage, first) && passage.is(first - 1, determines) && !relative(first) {
        first -= 1;
    }
    first = role_start(passage, last).map_or(first, |role| role.max(floor).min(first));
    let day = passage.is(last, Class::DAY.with(Class::DAY_PART)) && first == last;
    (!day).then_some(Phrase { first, head: end, end })
}

/// Gives the first token of the role before the name that ends with a token: `Secretary of State Marco Rubio`.
pub(super) fn role_start(passage: &Passage<'_>, last: usize) -> Option<usize> {
    let mention = passage.mention_at(last)?;
    let role = mention.role.as_deref()?;
    let before = passage.text.get(..mention.span.start as usize)?.trim_end();
    let start = before.strip_suffix(role)?.len();
    Some(passage.token_from(start as u32))
}

/// Reads the noun phrase that begins with the token `first`.
pub(super) fn after(passage: &Passage<'_>, first: usize) -> Option<Phrase> {
    let head = chunk_after(passage, first)?;
    let mut end = head;
    for _ in 0..DEEPEST {
        let linked = passage
            .get(end)
            .and_then(|token| token.lexeme)
            .is_some_and(|lexeme| matches!(lexeme.word, "of" | "for" | "at" | "in" | "with" | "from"));
        if !linked || passage.gap(end) != " " {
            break;
        }
        let Some(next) = chunk_after(passage, end + 1).filter(|_| passage.gap(end + 1) == " ") else { break };
        end = next;
    }
    Some(Phrase { first, head, end })
}

/// Reads the subject that begins with the token `first`, up to its verb: a name ends where its mention ends, any other
/// phrase before a past tense.
pub(super) fn subject(passage: &Passage<'_>, first: usize) -> Option<Phrase> {
    let chunk = after(passage, first)?;
    let lower = |index: &usize| passage.get(*index).is_some_and(|token| !token.is_capital());
    let named = (first..chunk.head)
        .filter(|index| !is_possessive(passage, *index))
        .find_map(|index| passage.mention_at(index).filter(|mention| !is_demonym(mention)))
        .map(|mention| mention.words.1 as usize)
        .filter(|end| !is_possessive(passage, end - 1));
    let noun = |index: usize| passage.get(index).is_some_and(|token| NOUNS.binary_search(&token.text).is_ok());
    let past = (first + 1..chunk.end)
        .filter(lower)
        .find(|index| passage.get(*index).is_some_and(|token| token.text.ends_with("ed") || token.is(Class::PAST)));
    let named = named.filter(|end| *end < chunk.end && lower(end) && !noun(*end));
    let end = named.or(past).unwrap_or(chunk.end);
    Some(Phrase { first, head: chunk.head.min(end), end })
}

/// Tells whether a word is a personal pronoun, and not `IT` or `US`.
pub(super) fn is_pronoun(token: &Token<'_>) -> bool {
    let initials = token.text.len() > 1 && token.text.bytes().all(|byte| byte.is_ascii_uppercase());
    token.is(Class::SUBJECT.with(Class::OBJECT)) && !initials
}

/// Tells whether a phrase is a name or a noun for people; a pronoun is none.
pub(super) fn is_somebody(passage: &Passage<'_>, phrase: Phrase) -> bool {
    let Some(head) = phrase.head.checked_sub(1) else { return false };
    let Some(token) = passage.get(head) else { return false };
    let named = passage.mention_at(head).is_some_and(|mention| {
        matches!(
            mention.key.kind,
            EntityKind::Person | EntityKind::Organisation | EntityKind::Group | EntityKind::Country
        )
    });
    let plural = || token.text.strip_suffix('s').and_then(lexeme).is_some_and(|noun| noun.is(Class::PERSON));
    named && !is_possessive(passage, head) || token.is(Class::PERSON) || plural()
}

/// Tells whether a word has a possessive ending: `Okafor’s`.
pub(super) fn is_possessive(passage: &Passage<'_>, index: usize) -> bool {
    passage.get(index).is_some_and(|token| token.start + (token.text.len() as u32) < token.end)
}

/// Tells whether a mention only says where people are from: `Italian`, which is no country that speaks.
pub(super) fn is_demonym(mention: &Mention) -> bool {
    mention.rule == DEMONYM
}

const DEMONYM: Rule = Rule::named("demonym-lexicon");

/// Nouns that go on after a name: `the Trump campaign`.
const NOUNS: [&str; 14] = [
    "administration",
    "aides",
    "allies",
    "campaign",
    "critics",
    "government",
    "officials",
    "police",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "supporters",
    "team",
    "voters",
];

fn chunk_after(passage: &Passage<'_>, first: usize) -> Option<usize> {
    let token = passage.get(first)?;
    if is_pronoun(token) {
        return Some(first + 1);
    }
    let mut end = first;
    while end < first + 3
        && passage.is(end, Class::DETERMINER.with(Class::POSSESSIVE))
        && (end == first || joins(passage, end))
    {
        end += 1;
    }
    let determined = end > first;
    while end < first + LONGEST && (end == first || joins(passage, end)) && continues(passage, first, end) {
        end += 1;
    }
    (end > first || determined).then_some(end)
}

/// Tells whether a phrase goes on with the token: a name ends where its mention ends, unless a noun follows.
fn continues(passage: &Passage<'_>, first: usize, index: usize) -> bool {
    if !is_nominal(passage, index) || passage.is(index, Class::DAY) {
        return false;
    }
    let lower_before = index > first && passage.get(index - 1).is_some_and(|before| !before.is_capital());
    let starts_name = passage.mention_at(index).is_some_and(|mention| mention.words.0 as usize == index);
    // `told reporters Trump would`: a plural before a name is whole, `candidate Donald Trump` goes on.
    !(lower_before && starts_name && passage.get(index - 1).is_some_and(|before| before.text.ends_with('s')))
}

/// Gives the phrases that share the verb with `last`: `A, B and C said`, `both A and B said`.
pub(super) fn joint(passage: &Passage<'_>, last: Phrase, floor: usize) -> Vec<Phrase> {
    let mut all = vec![last];
    while all.len() < MOST {
        let Some(earliest) = all.last().copied() else { break };
        let Some(next) = joined(passage, earliest, floor, all.len() == 1) else { break };
        all.push(next);
    }
    // `marched on parliament, and activists said`: two after a comma are no list.
    // `The head of the bank and the chairman said` are two.
    let listed = !passage.is(last.first, Class::DETERMINER.with(Class::POSSESSIVE))
        && (all.len() > 2 || all.len() == 2 && passage.gap(last.first - 1) == " ");
    if let Some(whole) = all.last().filter(|_| listed).and_then(|first| outer_of(passage, *first, floor)) {
        // `The ministers of Ghana, Senegal and Mali said`: what hangs on a preposition is no speaker.
        return vec![Phrase { end: last.end, ..whole }];
    }
    let opens = all.last().is_some_and(|first| opens_subject(passage, first.first, floor));
    all.truncate(if opens { MOST } else { 1 });
    all.reverse();
    all
}

fn joined(passage: &Passage<'_>, phrase: Phrase, floor: usize, last: bool) -> Option<Phrase> {
    let link = phrase.first.checked_sub(1).filter(|link| *link > floor)?;
    let is_and = passage.get(link)?.lexeme.is_some_and(|lexeme| lexeme.word == "and");
    if last && is_and && passage.gap(phrase.first) == " " && matches!(passage.gap(link), " " | ", ") {
        let chunk = chunk_before(passage, link, floor)?;
        let whole = passage.is(phrase.first, Class::DETERMINER).then(|| outer(passage, chunk, floor)).flatten();
        return Some(whole.unwrap_or(chunk));
    }
    let listed = (!last && passage.gap(phrase.first) == ", ").then(|| chunk_before(passage, phrase.first, floor))??;
    let hangs = listed.first.checked_sub(1).filter(|link| *link >= floor && passage.is(*link, Class::PREPOSITION));
    (hangs.is_none_or(|link| is_of(passage, link))).then_some(listed)
}

/// Gives the phrase that holds a list: `the ministers of` before `Ghana, Senegal and Mali`.
fn outer_of(passage: &Passage<'_>, first: Phrase, floor: usize) -> Option<Phrase> {
    let link = first.first.checked_sub(1).filter(|link| is_of(passage, *link))?;
    chunk_before(passage, link, floor).map(|chunk| Phrase { head: link, ..chunk })
}

fn is_of(passage: &Passage<'_>, index: usize) -> bool {
    passage.get(index).is_some_and(|token| token.text == "of")
}

/// Tells whether the subject of a clause can begin with the token.
fn opens_subject(passage: &Passage<'_>, first: usize, floor: usize) -> bool {
    let before = first.checked_sub(1).filter(|before| *before >= floor);
    before.is_none_or(|before| {
        let token = passage.get(before).and_then(|token| token.lexeme);
        passage.gap(first).contains([',', '“', '”', '"', ':', ';'])
            || token
                .is_some_and(|lexeme| lexeme.word == "both" || lexeme.is(Class::SUBORDINATOR.with(Class::CONJUNCTION)))
    })
}
