//! Who was named or described so far, in the order of the text. In: mentions and the subjects of verbs of speech. Out:
//! those that a pronoun may stand for, the last first. Must not know pronouns.

use super::gender::{self, Gender};
use super::marks::{self, Quoted};
use super::phrase::{self, Phrase, is_demonym};
use super::scene;
use super::subject;
use crate::entity::EntityKey;
use crate::lexeme::Class;
use crate::passage::Passage;
use crate::span::Span;

/// So many of the last names are asked whom a pronoun stands for.
const MEMORY: usize = 24;
/// A name further back than this many paragraphs is no answer.
const FAR: usize = 4;

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

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Told<'a> {
    named: Vec<Named<'a>>,
    /// How far each passage was read.
    read: (usize, usize),
    /// What stands in quotation marks in the passage that is read, and which that is; each is searched once.
    marked: Vec<Quoted>,
    marks_of: Option<usize>,
}

impl<'a> Told<'a> {
    /// Gives those named last in a paragraph or before it, the last first.
    pub(super) fn last(&self, place: usize) -> impl Iterator<Item = &Named<'a>> {
        self.named.iter().rev().take(MEMORY).filter(move |named| place.saturating_sub(named.at.0) <= FAR)
    }

    /// Notes the subject of a clause of speech.
    pub(super) fn speaks(&mut self, who: Who<'a>, at: (usize, u32), span: Span, clause: u32) {
        self.named.push(Named { who, at, paragraph: at.0, span, standing: Standing::Speaks, clause });
    }

    /// Notes for whom the subject of a clause of speech stands.
    pub(super) fn speaks_again(&mut self, named: &Named<'a>, at: (usize, u32), clause: u32) {
        self.named.push(Named { at, clause, standing: Standing::Speaks, ..*named });
    }

    /// Takes in the names that stand before a token.
    pub(super) fn read_to(&mut self, passages: &'a [Passage<'a>], place: usize, index: usize) {
        if self.read.0 + FAR < place {
            self.read = (place - FAR, 0);
        }
        while let Some(passage) = passages.get(self.read.0).filter(|_| self.read.0 <= place) {
            let here = self.read.0 == place;
            self.read_passage(passage, if here { index } else { usize::MAX });
            if here {
                break;
            }
            self.read = (self.read.0 + 1, 0);
        }
    }

    fn read_passage(&mut self, passage: &'a Passage<'a>, end: usize) {
        let paragraph = self.read.0;
        if self.marks_of.replace(paragraph) != Some(paragraph) {
            self.marked = marks::quoted(passage.text);
        }
        let mut subject: Option<(u32, Option<Phrase>)> = None;
        while let Some(mention) = passage.mentions.get(self.read.1).filter(|mention| (mention.words.0 as usize) < end) {
            self.read.1 += 1;
            let (first, end) = (mention.words.0 as usize, mention.words.1 as usize);
            if self.is_marked(mention.span) || is_demonym(mention) {
                continue;
            }
            let sentence = passage.get(first).map_or(0, |token| token.sentence);
            if subject.is_none_or(|(of, _)| of != sentence) {
                subject = Some((sentence, subject_of(passage, first)));
            }
            let standing = standing(passage, subject.and_then(|(_, phrase)| phrase), first, end);
            let (who, at) = (Who::Entity(&mention.key), (paragraph, sentence));
            self.named.push(Named { who, at, paragraph, span: mention.span, standing, clause: 0 });
        }
    }

    /// Tells whether a span of the passage that is read stands in quotation marks.
    pub(super) fn is_marked(&self, span: Span) -> bool {
        let place = self.marked.partition_point(|quoted| quoted.inner.end <= span.start);
        self.marked.get(place).is_some_and(|quoted| quoted.inner.start <= span.start)
    }
}

/// Reads what a phrase without a name describes.
pub(super) fn described(passage: &Passage<'_>, phrase: Phrase) -> Who<'static> {
    let Some(head) = phrase.head.checked_sub(1).and_then(|head| passage.get(head)) else { return Who::Thing };
    let word = head.text.to_lowercase();
    let several = passage.is(phrase.first, Class::NUMBER)
        || word.ends_with('s') && !word.ends_with("ss")
        || matches!(word.as_str(), "people" | "police" | "women" | "men" | "both" | "others" | "many" | "some");
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

/// Gives how a name stands in a sentence with this subject.
fn standing(passage: &Passage<'_>, subject: Option<Phrase>, first: usize, end: usize) -> Standing {
    if phrase::is_possessive(passage, end.saturating_sub(1)) && phrase::is_nominal(passage, end) {
        return Standing::Possessor;
    }
    if opens(passage, subject, first) { Standing::Subject } else { Standing::Other }
}

/// Gives the subject of the sentence that holds a token.
pub(super) fn subject_of(passage: &Passage<'_>, index: usize) -> Option<Phrase> {
    subject::main_subject(passage, scene::sentence_start(passage, index), passage.tokens.len())
}

/// Tells whether a name belongs to the subject of its sentence, by itself or in apposition.
pub(super) fn opens(passage: &Passage<'_>, subject: Option<Phrase>, first: usize) -> bool {
    /// An apposition begins so near its name: `the former champion Tine De Smet`.
    const NEAR: usize = 5;
    let Some(subject) = subject else { return false };
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
