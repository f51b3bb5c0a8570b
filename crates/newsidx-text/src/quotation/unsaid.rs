//! Clauses that tell what was not said. In: a clause of speech and its verb group. Out: whether the reporter vouches that
//! it was said at all. Must not know what the words are.
//!
//! To give somebody words that the article says were never spoken is worse than to miss words that were.

use super::clause::Report;
use super::group::Group;
use super::phrase::Phrase;
use super::scene::Scene;
use super::subject::Subject;
use crate::lexeme::Class;

/// Whether the article tells that the words were said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    Said,
    /// Denied, refused or only supposed.
    Unsaid,
}

/// Reads whether a clause is denied or only supposed.
pub(super) fn stance(scene: &Scene<'_>, report: &Report, group: Group) -> Stance {
    let cue = report.cue.0;
    let unsaid = negated(scene, group.first, cue)
        || would_have(scene, group.first, cue)
        || is_not_the_one(scene, &report.subject)
        || to_come(scene, group.first, report)
        || neither(scene, group.first)
        || neither(scene, report.clause.0)
        || without(scene, cue)
        || refuses(scene, cue)
        || supposed(scene, report.clause.0)
        || named(&report.subject).iter().any(|phrase| is_nobody(scene, *phrase));
    if unsaid { Stance::Unsaid } else { Stance::Said }
}

/// Marks what shares its denial with the clause before: `never said X or claimed that Y`.
pub(super) fn carry(scene: &Scene<'_>, reports: &mut [Report]) {
    let mut before = None;
    for report in reports {
        let (first, sentence) = (report.clause.0, scene.sentence_start(report.cue.0));
        let link = first.checked_sub(1).is_some_and(|link| matches!(word(scene, link), "or" | "nor"));
        if link && report.subject == Subject::Shared && before == Some((Stance::Unsaid, sentence)) {
            report.stance = Stance::Unsaid;
        }
        before = Some((report.stance, sentence));
    }
}

/// Tells whether a range of tokens holds a denial or a refusal.
pub(super) fn negated(scene: &Scene<'_>, first: usize, end: usize) -> bool {
    (first..end).any(|index| {
        let only = matches!(word(scene, index + 1), "only" | "just" | "merely" | "simply");
        scene.passage.is(index, Class::NOT) && !only
            || matches!(
                word(scene, index),
                "neither" | "refused" | "refuses" | "declined" | "declines" | "failed" | "fails"
            )
    })
}

/// Tells whether the verb tells of what did not happen: `would have said`.
fn would_have(scene: &Scene<'_>, first: usize, cue: usize) -> bool {
    let supposed = |index: usize| matches!(word(scene, index), "could" | "might" | "should" | "would");
    (first..cue).any(|index| supposed(index) && (index + 1..cue).any(|helper| word(scene, helper) == "have"))
}

/// Tells whether the noun before `who` is denied: `was not the one who said`.
fn is_not_the_one(scene: &Scene<'_>, subject: &Subject) -> bool {
    let Subject::Named(phrases, "antecedent") = subject else { return false };
    let first = phrases.first().map_or(0, |phrase| phrase.first);
    let denied = |the: usize| word(scene, the) == "the" && the > 0 && scene.passage.is(the - 1, Class::NOT);
    denied(first) || first.checked_sub(1).is_some_and(denied)
}

/// Tells whether the verb tells of what may still be said: `the court must confirm the results`. Words in marks are there.
fn to_come(scene: &Scene<'_>, first: usize, report: &Report) -> bool {
    let marks = [report.before, report.after].into_iter().flatten();
    let quoted = marks.map(|(from, end)| scene.quoted_tokens(from, end)).any(|quoted| quoted > 0);
    !quoted
        && (first..report.cue.0)
            .any(|index| is_modal(scene, index) && !matches!(word(scene, index), "can" | "could" | "would"))
}

/// Tells whether a verb makes another something that may or will be.
pub(super) fn is_modal(scene: &Scene<'_>, index: usize) -> bool {
    const MODALS: [&str; 9] = ["can", "could", "may", "might", "must", "shall", "should", "will", "would"];
    MODALS.contains(&word(scene, index))
}

/// Tells whether `neither` or `nor` stands before a token: `neither confirmed nor denied`.
fn neither(scene: &Scene<'_>, first: usize) -> bool {
    let before = first.checked_sub(1).map_or("", |before| word(scene, before));
    matches!(before, "neither" | "Neither" | "nor")
}

/// Tells whether a gerund is what somebody did not do: `without saying`.
fn without(scene: &Scene<'_>, cue: usize) -> bool {
    const APART: [&str; 7] = ["avoided", "not", "of", "stopped", "than", "without", "yet"];
    let gerund = word(scene, cue).ends_with("ing");
    let before = cue.checked_sub(1).map_or("", |before| word(scene, before));
    gerund && APART.contains(&before)
}

/// Tells whether the verb refuses to speak: `declined to say`, `refused to comment`.
fn refuses(scene: &Scene<'_>, cue: usize) -> bool {
    let speech = scene.passage.is(cue + 2, Class::CUE) || matches!(word(scene, cue + 2), "comment" | "speak" | "talk");
    negated(scene, cue, cue + 1) && word(scene, cue + 1) == "to" && speech
}

/// Tells whether a clause that begins with the token is what somebody is asked before the main clause.
pub(super) fn is_asked(scene: &Scene<'_>, first: usize) -> bool {
    let start = scene.sentence_start(first);
    start + 2 == first && word(scene, start).ends_with("ed") && matches!(word(scene, start + 1), "if" | "whether")
}

/// Tells whether a clause that begins with the token is a condition or a question: `if he says`, `should they say`.
fn supposed(scene: &Scene<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1).filter(|_| scene.passage.gap(first) == " ") else { return false };
    let asks = before == scene.sentence_start(before) && scene.passage.is(before, Class::AUXILIARY);
    let lower = word(scene, before).to_ascii_lowercase();
    asks || matches!(lower.as_str(), "if" | "unless" | "whether")
}

/// Tells whether the subject is nobody: `no one`, `neither side`, `neither Lind nor Cole`.
fn is_nobody(scene: &Scene<'_>, phrase: Phrase) -> bool {
    let before = phrase.first.checked_sub(1).map_or("", |before| word(scene, before));
    let first = word(scene, phrase.first).to_ascii_lowercase();
    matches!(before.to_ascii_lowercase().as_str(), "neither" | "no" | "nor")
        || matches!(
            first.as_str(),
            "barely" | "few" | "hardly" | "neither" | "no" | "nobody" | "none" | "nor" | "scarcely"
        )
}

fn named(subject: &Subject) -> &[Phrase] {
    match subject {
        Subject::Named(phrases, _) => phrases,
        Subject::Shared => &[],
    }
}

fn word<'a>(scene: &Scene<'a>, index: usize) -> &'a str {
    scene.passage.get(index).map_or("", |token| token.text)
}
