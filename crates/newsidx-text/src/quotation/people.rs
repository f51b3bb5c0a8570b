//! Whom a phrase stands for. In: the phrases beside verbs of speech, in the order of the text. Out: speakers, pronouns
//! and descriptions resolved where the article tells. Of quotation marks it knows
//! only that who is named inside them is not the one that speaks.

use std::collections::HashMap;

use super::Speaker;
use super::gender::{self, Gender};
use super::marks::{self, Quoted};
use super::phrase::Phrase;
use super::rules::rule;
use crate::article::ParagraphNo;
use crate::entity::{EntityKey, EntityKind};
use crate::lexeme::Class;
use crate::mention::Mention;
use crate::passage::Passage;
use crate::span::Span;

/// So many of the last names are asked whom a pronoun stands for.
const MEMORY: usize = 24;
/// A name further back than this many paragraphs is no answer.
const FAR: usize = 4;

/// A place where somebody was named.
#[derive(Clone, Copy, Debug)]
struct Named<'a> {
    key: &'a EntityKey,
    paragraph: usize,
    sentence: u32,
    span: Span,
    /// The subject of a verb of speech counts before all others of its sentence.
    speaks: bool,
}

/// What the article has said so far.
#[derive(Debug, Default)]
pub(super) struct People<'a> {
    roles: HashMap<&'a EntityKey, &'a str>,
    genders: HashMap<&'a EntityKey, Option<Gender>>,
    named: Vec<Named<'a>>,
    /// How far each passage was read.
    read: (usize, usize),
    /// What stands in quotation marks in the passage that is read, and which that is; each is searched once.
    marked: Vec<Quoted>,
    marks_of: Option<usize>,
}

impl<'a> People<'a> {
    /// Takes the roles that the article gives anywhere.
    pub(super) fn new(passages: &'a [Passage<'a>]) -> Self {
        let mut people = Self::default();
        for (passage, mention) in passages.iter().flat_map(|passage| passage.mentions.iter().map(move |m| (passage, m)))
        {
            if let Some(role) = &mention.role {
                people.roles.entry(&mention.key).or_insert(role);
            }
            if let Some(gender) = address(passage, mention) {
                people.genders.entry(&mention.key).or_insert(Some(gender));
            }
        }
        people
    }

    /// Gives the speaker that a phrase stands for.
    pub(super) fn speaker(
        &mut self,
        passages: &'a [Passage<'a>],
        place: usize,
        phrase: Phrase,
        by: &'static str,
    ) -> Option<Speaker> {
        self.read_to(passages, place, phrase.first);
        let passage = passages.get(place)?;
        let token = passage.get(phrase.first)?;
        if phrase.head == phrase.first + 1
            && token.is(Class::SUBJECT.with(Class::OBJECT))
            && passage.mention_at(phrase.first).is_none()
        {
            return Some(self.pronoun(passage, place, phrase));
        }
        if let Some(mention) = head_mention(passage, phrase) {
            let speaker = self.named_speaker(mention, place, by);
            self.note(mention, place, token.sentence);
            return Some(speaker);
        }
        Some(self.description(passage, place, phrase, by))
    }

    /// Gives the bearer of a label, named there or by the last name alone.
    pub(super) fn labelled(&self, passage: &Passage<'_>, place: usize, label: Phrase, bearer: &Mention) -> Speaker {
        let span = passage.span(label.first, label.end);
        let here = passage.mention_at(label.head.saturating_sub(1)).is_some_and(|mention| mention.key == bearer.key);
        Speaker {
            name: bearer.key.name.clone(),
            key: Some(bearer.key.clone()),
            role: self.role(&bearer.key),
            via: (!here).then(|| span.of(passage.text).to_owned()),
            paragraph: ParagraphNo(place as u32),
            span,
            rule: rule("transcript"),
            inferred: !here,
        }
    }

    fn role(&self, key: &EntityKey) -> Option<String> {
        self.roles.get(key).map(|role| (*role).to_owned())
    }

    fn named_speaker(&self, mention: &Mention, place: usize, by: &'static str) -> Speaker {
        Speaker {
            name: mention.key.name.clone(),
            key: Some(mention.key.clone()),
            role: mention.role.clone().or_else(|| self.role(&mention.key)),
            via: None,
            paragraph: ParagraphNo(place as u32),
            span: mention.span,
            rule: rule(by),
            inferred: false,
        }
    }

    fn note(&mut self, mention: &'a Mention, paragraph: usize, sentence: u32) {
        self.named.push(Named { key: &mention.key, paragraph, sentence, span: mention.span, speaks: true });
    }

    /// Takes in the names that stand before a token.
    fn read_to(&mut self, passages: &'a [Passage<'a>], place: usize, index: usize) {
        while self.read.0 <= place {
            let (paragraph, mut at) = self.read;
            let Some(passage) = passages.get(paragraph) else { break };
            let end = if paragraph == place { index } else { usize::MAX };
            if self.marks_of.replace(paragraph) != Some(paragraph) {
                self.marked = marks::quoted(passage.text);
            }
            while let Some(mention) = passage.mentions.get(at).filter(|mention| (mention.words.0 as usize) < end) {
                let sentence = passage.get(mention.words.0 as usize).map_or(0, |token| token.sentence);
                let span = mention.span;
                if !self.is_marked(span) {
                    self.named.push(Named { key: &mention.key, paragraph, sentence, span, speaks: false });
                }
                at += 1;
            }
            self.read.1 = at;
            if paragraph == place {
                break;
            }
            self.read = (paragraph + 1, 0);
        }
    }

    /// Tells whether a span of the passage that is read stands in quotation marks.
    fn is_marked(&self, span: Span) -> bool {
        let place = self.marked.partition_point(|quoted| quoted.inner.end <= span.start);
        self.marked.get(place).is_some_and(|quoted| quoted.inner.start <= span.start)
    }

    fn pronoun(&mut self, passage: &Passage<'_>, place: usize, phrase: Phrase) -> Speaker {
        let token = passage.get(phrase.first);
        let word = token.and_then(|token| token.lexeme).map(|lexeme| lexeme.word).unwrap_or_default();
        let sentence = token.map_or(0, |token| token.sentence);
        let written = passage.span(phrase.first, phrase.end);
        let unknown = |text: &str| Speaker {
            name: text.to_owned(),
            key: None,
            role: None,
            via: Some(text.to_owned()),
            paragraph: ParagraphNo(place as u32),
            span: written,
            rule: rule("pronoun"),
            inferred: false,
        };
        let text = token.map_or("", |token| token.text);
        let Some(found) = self.stands_for(word, place, sentence) else { return unknown(text) };
        let speaker = Speaker {
            name: found.key.name.clone(),
            role: self.role(found.key),
            key: Some(found.key.clone()),
            via: Some(text.to_owned()),
            paragraph: ParagraphNo(found.paragraph as u32),
            span: found.span,
            rule: rule("pronoun"),
            inferred: true,
        };
        self.named.push(Named { paragraph: found.paragraph, sentence, speaks: true, ..found });
        speaker
    }

    /// Finds whom a pronoun stands for among the last names.
    fn stands_for(&mut self, word: &str, place: usize, sentence: u32) -> Option<Named<'a>> {
        let start = self.named.len().saturating_sub(MEMORY);
        let recent: Vec<Named<'a>> = self.named.get(start..)?.to_vec();
        let near = recent.into_iter().filter(|named| place.saturating_sub(named.paragraph) <= FAR);
        let fits: Vec<Named<'a>> = near.filter(|named| self.fits(word, named.key)).collect();
        // The first of the same sentence; else whoever spoke last; else the first of the last sentence that names one.
        let at =
            |named: &&Named<'a>, place: usize, sentence: u32| (named.paragraph, named.sentence) == (place, sentence);
        if let Some(here) = fits.iter().find(|named| at(named, place, sentence)) {
            return Some(*here);
        }
        let last = fits.last()?;
        let same = || fits.iter().filter(|named| at(named, last.paragraph, last.sentence));
        same().rev().find(|named| named.speaks).or_else(|| same().next()).copied()
    }

    fn fits(&mut self, word: &str, key: &'a EntityKey) -> bool {
        let wanted = match word {
            "he" | "him" | "himself" => Gender::Male,
            "she" | "her" | "herself" => Gender::Female,
            "it" => return matches!(key.kind, EntityKind::Organisation | EntityKind::Country),
            "they" | "them" => return matches!(key.kind, EntityKind::Organisation | EntityKind::Group),
            _ => return false,
        };
        if key.kind != EntityKind::Person {
            return false;
        }
        let role = self.roles.get(key).copied();
        let gender = *self.genders.entry(key).or_insert_with(|| gender::of(&key.name, role));
        gender.is_none_or(|gender| gender == wanted)
    }

    /// Reads a phrase without a name: `the spokesman`, `local officials`.
    fn description(&self, passage: &Passage<'_>, place: usize, phrase: Phrase, by: &'static str) -> Speaker {
        let span = passage.span(phrase.first, phrase.end);
        let text = span.of(passage.text);
        if let Some(found) = self.described(passage, place, phrase) {
            return Speaker {
                name: found.key.name.clone(),
                role: self.role(found.key),
                key: Some(found.key.clone()),
                via: Some(text.to_owned()),
                paragraph: ParagraphNo(found.paragraph as u32),
                span: found.span,
                rule: rule("description"),
                inferred: true,
            };
        }
        Speaker {
            name: text.split_whitespace().collect::<Vec<_>>().join(" "),
            key: None,
            role: None,
            via: None,
            paragraph: ParagraphNo(place as u32),
            span,
            rule: rule(by),
            inferred: false,
        }
    }

    /// Finds the last person whose role is what `the` and one or two words name.
    fn described(&self, passage: &Passage<'_>, place: usize, phrase: Phrase) -> Option<&Named<'a>> {
        let the = passage.get(phrase.first)?.lexeme?.word == "the";
        if !the || phrase.end - phrase.first > 3 || phrase.end != phrase.head {
            return None;
        }
        let head = passage.get(phrase.end - 1)?.text.to_lowercase();
        let near = self.named.iter().rev().take(MEMORY).filter(|named| place - named.paragraph.min(place) <= FAR);
        let mut bearers = near
            .filter(|named| named.key.kind == EntityKind::Person)
            .filter(|named| self.roles.get(named.key).is_some_and(|role| names_role(role, &head)));
        bearers.next()
    }
}

/// Reads `Ms` or `Mr` before a name, or as its first word.
fn address(passage: &Passage<'_>, mention: &Mention) -> Option<Gender> {
    let first = mention.words.0 as usize;
    let address = |index: usize| gender::of_address(passage.get(index)?.text);
    first.checked_sub(1).and_then(address).or_else(|| address(first))
}

/// Tells whether a role ends in a word, or in another word for the same.
fn names_role(role: &str, head: &str) -> bool {
    const SPOKES: &str = "spokes";
    let last = role.rsplit(' ').next().unwrap_or(role).to_lowercase();
    last == head || last.starts_with(SPOKES) && head.starts_with(SPOKES)
}

/// Gives the name that a phrase is about: the one that ends it, else one that stands alone in it.
fn head_mention<'a>(passage: &Passage<'a>, phrase: Phrase) -> Option<&'a Mention> {
    let last = phrase.head.checked_sub(1)?;
    let mention = passage.mention_at(last)?;
    // `Trump’s` before nothing is no name of a speaker, but a title may close a name: `Donald Trump Jr.`.
    (mention.words.0 as usize + 1 > phrase.first).then_some(mention)
}
