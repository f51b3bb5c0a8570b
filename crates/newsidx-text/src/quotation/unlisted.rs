//! Clauses of speech whose verb no list holds: `“We won!” beamed Smith`, `Kasich resisted: “...”`. In: a paragraph and one
//! of its quotations. Out: the clause beside the quotation that can only report it. Must not know the list of verbs.

use super::CueClass;
use super::clause::Report;
use super::phrase::{self, Phrase};
use super::scene::Scene;
use super::subject::{self, Subject, apposed_after};
use super::unsaid::{self, Stance};
use super::verb;
use crate::entity::EntityKind;
use crate::lexeme::Class;
use crate::passage::Token;

/// Fewer words in the middle of a sentence may be a title or a nickname.
const FRAGMENT: usize = 4;
/// So many tokens before a quotation may belong to the clause.
const REACH: usize = 40;

/// Reads the clause beside a quotation.
pub(super) fn report(scene: &Scene<'_>, quote: usize) -> Option<Report> {
    follows(scene, quote).or_else(|| participle(scene, quote)).or_else(|| leads(scene, quote))
}

/// Reads `“...,” NAME VERB` and `“...,” VERB NAME`.
fn follows(scene: &Scene<'_>, quote: usize) -> Option<Report> {
    let range = *scene.ranges.get(quote)?;
    let inner = scene.quotes.get(quote)?.inner.of(scene.passage.text);
    let end = range.1;
    if !inner.ends_with([',', '?', '!', '—', '–', '-', '…']) || end >= scene.passage.tokens.len() {
        return None;
    }
    let (cue, phrase, by) = if is_verb(scene, end) && scene.passage.get(end).is_some_and(|token| !token.is_capital()) {
        let phrase = phrase::after(scene.passage, end + 1).filter(|_| scene.passage.gap(end + 1) == " ")?;
        (end, apposed_after(scene, phrase).1, "subject-after")
    } else {
        let phrase = phrase::subject(scene.passage, end)?;
        (phrase.end, phrase, "subject-before")
    };
    let verb = is_verb(scene, cue) && (by == "subject-after" || scene.passage.gap(cue) == " ");
    let clause = (end, phrase.end.max(cue + 1));
    (verb && can_speak(scene, phrase))
        .then(|| made(scene, cue, clause, Subject::Named(vec![phrase], by), (Some(range), None)))
}

/// Reads `NAME VERB ...: “...”` and `NAME VERB, “...”`, and `NAME: “...”`.
fn leads(scene: &Scene<'_>, quote: usize) -> Option<Report> {
    let range = *scene.ranges.get(quote)?;
    let passage = scene.passage;
    let gap = passage.gap(range.0);
    let start = scene.sentence_start(range.0).max(range.0.saturating_sub(REACH));
    let fragment = range.1 - range.0 >= FRAGMENT;
    if !fragment && !gap.contains([':', ',']) || start >= range.0 || scene.quote_at(range.0 - 1).is_some() {
        return None;
    }
    if gap.contains(':')
        && let Some(report) = helped(scene, start, range)
    {
        return Some(report);
    }
    let phrase = subject(scene, start, range.0)?;
    let cue = phrase.end;
    let alone = cue == range.0 && gap.contains(':');
    let verb = is_verb(scene, cue) || gap.contains(':') && passage.is(cue, Class::AUXILIARY);
    let cue = if alone { cue - 1 } else { cue };
    let by_colon = |report: Report| if alone { Report { verb: COLON.into(), ..report } } else { report };
    (alone || verb && !unsaid::negated(scene, phrase.first, range.0)).then(|| {
        let subject = Subject::Named(vec![phrase], "subject-before");
        by_colon(made(scene, cue, (phrase.first, range.0), subject, (None, Some(range))))
    })
}

/// Reads `Her co-author, Peter Okoye, would: “...”`.
fn helped(scene: &Scene<'_>, start: usize, range: (usize, usize)) -> Option<Report> {
    let cue = range.0.checked_sub(1).filter(|cue| scene.passage.is(*cue, Class::AUXILIARY))?;
    let (first, subject) = subject::subject(scene, cue, start)?;
    Some(Report { verb: COLON.into(), ..made(scene, cue, (first, range.0), subject, (None, Some(range))) })
}

/// Reads `..., mouthing “...”`: the subject of the sentence speaks.
fn participle(scene: &Scene<'_>, quote: usize) -> Option<Report> {
    let range = *scene.ranges.get(quote)?;
    let cue = range.0.checked_sub(1).filter(|cue| scene.quote_at(*cue).is_none())?;
    let token = scene.passage.get(cue)?;
    let gerund = token.text.ends_with("ing") && !token.is_capital() && scene.passage.gap(cue) == ", ";
    let report = made(scene, cue, (cue, range.0), Subject::Shared, (None, Some(range)));
    (gerund && !token.is(Class::PREPOSITION)).then_some(report)
}

/// Reads a headline: `Obama: Congress must act` and `Congress must act: Obama`.
pub(super) fn headline(scene: &Scene<'_>) -> Option<Report> {
    /// A shorter rest is a title or a place.
    const CLAUSE: usize = 3;
    let passage = scene.passage;
    let end = passage.tokens.len();
    let mut colons = (1..end).filter(|index| passage.gap(*index) == ": ");
    let colon = colons.next().filter(|_| colons.next().is_none())?;
    let (words, first, contents) = if is_whole(scene, 0, colon) && end - colon >= CLAUSE {
        ((0, colon), 0, (None, Some((colon, end))))
    } else if is_whole(scene, colon, end) && colon >= CLAUSE {
        ((colon, end), colon, (Some((0, colon)), None))
    } else {
        return None;
    };
    let phrase = Phrase { first, head: words.1, end: words.1 };
    let report = made(scene, words.1 - 1, words, Subject::Named(vec![phrase], "headline"), contents);
    Some(Report { verb: COLON.into(), ..report })
}

/// Tells whether the tokens are one name of somebody who can speak.
fn is_whole(scene: &Scene<'_>, first: usize, end: usize) -> bool {
    let mention = scene.passage.mention_at(first).filter(|mention| mention.words == (first as u32, end as u32));
    mention.is_some_and(|mention| matches!(mention.key.kind, EntityKind::Person | EntityKind::Organisation))
}

/// Finds the subject nearest to the quotation: somebody who can speak, and a verb after.
fn subject(scene: &Scene<'_>, start: usize, end: usize) -> Option<Phrase> {
    let passage = scene.passage;
    (start..end).rev().find_map(|first| {
        let pronoun = passage.is(first, Class::PRONOUN);
        let named =
            passage.mention_at(first).filter(|mention| mention.words.0 as usize == first && speaks(mention.key.kind));
        let last = named.map_or(first + 1, |mention| mention.words.1 as usize);
        let found = (pronoun || named.is_some()) && (is_verb(scene, last) || last == end);
        found.then_some(Phrase { first, head: last, end: last })
    })
}

/// Tells whether the token can be a verb: a small word that is nothing else.
fn is_verb(scene: &Scene<'_>, index: usize) -> bool {
    let Some(token) = scene.passage.get(index) else { return false };
    let other = Class::DETERMINER
        .with(Class::POSSESSIVE)
        .with(Class::PREPOSITION)
        .with(Class::CONJUNCTION)
        .with(Class::SUBORDINATOR)
        .with(Class::SUBJECT)
        .with(Class::WH)
        .with(Class::ADVERB)
        .with(Class::AUXILIARY);
    let plain = scene.quote_at(index).is_none() && !token.is_capital() && !token.is_number() && !token.is(other);
    plain && token.text.ends_with(['d', 's', 't', 'e', 'w', 'k'])
}

fn can_speak(scene: &Scene<'_>, phrase: Phrase) -> bool {
    let passage = scene.passage;
    let last = phrase.head.saturating_sub(1);
    passage.mention_at(last).is_none_or(|mention| speaks(mention.key.kind))
        && (passage.is(phrase.first, Class::SUBJECT.with(Class::DETERMINER).with(Class::POSSESSIVE))
            || passage.get(last).is_some_and(Token::is_capital))
}

fn speaks(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Country | EntityKind::Group)
}

type Contents = (Option<(usize, usize)>, Option<(usize, usize)>);

/// The cue of words that a colon alone gives to somebody: `Lavrik: “We will sign”`.
pub(super) const COLON: &str = ":";

fn made(scene: &Scene<'_>, cue: usize, clause: (usize, usize), subject: Subject, contents: Contents) -> Report {
    // `hit back`: the verb alone says something else.
    let back = scene.passage.gap(cue + 1) == " " && scene.passage.get(cue + 1).is_some_and(|next| next.text == "back");
    let end = if back { cue + 2 } else { cue + 1 };
    let listed = scene.passage.get(cue).and_then(verb::read).filter(|_| !back);
    let verb = match listed {
        Some((verb, _)) => verb.past.into(),
        None => scene.passage.span(cue, end).of(scene.passage.text).to_lowercase().into(),
    };
    let (before, after) = contents;
    Report { cue: (cue, end), verb, class: CueClass::Said, clause, subject, before, after, stance: Stance::Said }
}
