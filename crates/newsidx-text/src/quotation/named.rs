//! Who was named or described so far, in the order of the text. In: mentions and the subjects of verbs of speech. Out:
//! those that a pronoun may stand for, the last first. Must not know pronouns.

use super::gender::{self, Gender};
use super::phrase::{self, Phrase};
use super::scene;
use super::subject;
use crate::entity::EntityKey;
use crate::lexeme::Class;
use crate::passage::Passage;
use crate::span::Span;

/// So many of the last names are asked whom a pronoun stands for.
pub(super) const MEMORY: usize = 24;
/// A name further back than this many paragraphs is no answer.
pub(super) const FAR: usize = 4;

/// Somebody whom the article names, or describes without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who<'a> {
    Entity(&'a EntityKey),
    /// One person: `an employee`.
    Person(Option<Gender>),
    /// A thing or a body: `the prefecture`.
    Thing,
    /// One person, a thing or a body, nothing tells which: `a roofer`.
    Unclear,
    /// Several people: `officials`.
    Several,
}

/// How the words for somebody stand in their sentence; the last counts most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Before what is theirs: `Okafor’s coach`.
    Possessor,
    Other,
    /// The subject of the sentence.
    Subject,
    /// The subject of a verb of speech.
    Speaks,
}

/// A place where somebody was named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    pub(super) who: Who<'a>,
    /// Paragraph and sentence of the name, or of the pronoun that stood for it.
    pub(super) at: (usize, u32),
    /// Where the name stands.
    pub(super) paragraph: usize,
    pub(super) span: Span,
    pub(super) standing: Standing,
    /// The clause of speech, for those who speak jointly.
    pub(super) clause: u32,
}

impl Named<'_> {
    /// Tells whether both are the same: the same entity, or the same words.
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self.who, other.who) {
            (Who::Entity(one), Who::Entity(two)) => one == two,
            _ => (self.paragraph, self.span) == (other.paragraph, other.span),
        }
    }
}

/// Reads what a phrase without a name describes.
pub(super) fn described(passage: &Passage<'_>, phrase: Phrase) -> Who<'static> {
    let Some(head) = phrase.head.checked_sub(1).and_then(|head| passage.get(head)) else { return Who::Thing };
    let word = head.text.to_lowercase();
    let several = passage.is(phrase.first, Class::NUMBER)
        || word.ends_with('s') && !word.ends_with("ss")
        || matches!(word.as_str(), "people" | "women" | "men" | "both" | "others" | "many" | "some");
    if head.is(Class::PERSON) && !several {
        return Who::Person(head.lexeme.and_then(gender::of_noun));
    }
    if several {
        return Who::Several;
    }
    let one = matches!(word.as_str(), "one" | "another") || is_agent(&word);
    let demonym = passage.mention_at(phrase.head - 1).is_some();
    if one || demonym {
        return Who::Person(None);
    }
    let any = passage.get(phrase.first).is_some_and(|token| matches!(token.text, "a" | "an" | "A" | "An"));
    if any || word.ends_with("er") || word.ends_with("or") { Who::Unclear } else { Who::Thing }
}

/// Tells whether a noun is for somebody who does something, by its ending.
fn is_agent(word: &str) -> bool {
    word.len() > 5
        && (word.ends_with("ist") || word.ends_with("man") || word.ends_with("woman") || word.ends_with("ian"))
}

/// Gives how a name stands in its sentence.
pub(super) fn standing(passage: &Passage<'_>, first: usize, end: usize) -> Standing {
    if phrase::is_possessive(passage, end.saturating_sub(1)) && phrase::is_nominal(passage, end) {
        return Standing::Possessor;
    }
    if opens(passage, first) { Standing::Subject } else { Standing::Other }
}

/// Tells whether a name belongs to the subject of its sentence, by itself or in apposition.
pub(super) fn opens(passage: &Passage<'_>, first: usize) -> bool {
    /// An apposition begins so near its name: `the former champion Tine De Smet`.
    const NEAR: usize = 5;
    let start = scene::sentence_start(passage, first);
    let Some(subject) = subject::main_subject(passage, start, passage.tokens.len()) else { return false };
    let apposed = subject.end <= first && first < subject.end + NEAR && passage.gap(subject.end) == ", ";
    let whole = || (subject.end + 1..=first).all(|index| passage.gap(index) == " ");
    subject.first <= first && first < subject.end && !passage.is(first.saturating_sub(1), Class::PREPOSITION)
        || apposed && whole()
}

/// Gives the gender of the pronoun that opens the sentence of a token, and whether it is its subject or a possessor.
pub(super) fn opening_pronoun(passage: &Passage<'_>, index: usize) -> Option<(Gender, Standing)> {
    let token = passage.get(scene::sentence_start(passage, index))?;
    let standing = if token.is(Class::SUBJECT) { Standing::Subject } else { Standing::Possessor };
    Some((gender::of_pronoun(token.lexeme?.word)?, standing))
}

/// Gives what the possessor that ends before a token possesses.
pub(super) fn possessed(passage: &Passage<'_>, end: usize) -> Option<Who<'static>> {
    let phrase = phrase::after(passage, end)?;
    Some(described(passage, Phrase { first: end, head: phrase.head, end: phrase.head }))
}
