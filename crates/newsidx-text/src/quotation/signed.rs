//! Words that carry their speaker's name without a verb: signed after a dash, or a turn of a transcript. In: paragraphs.
//! Out: the phrase that names who speaks, and where the words begin. Must not know whom the phrase stands for.

use std::collections::HashMap;

use super::phrase::{self, Phrase};
use super::scene::{Scene, is_capitals};
use crate::entity::EntityKind;
use crate::mention::Mention;
use crate::passage::{Passage, Token};

/// A signature has so many words at most: a name, and what its bearer is.
const SIGNATURE: usize = 14;
/// The label of a turn has so many words at most: `DONALD TRUMP, REPUBLICAN PRESIDENTIAL NOMINEE:`.
const LABEL: usize = 10;
/// An article is a transcript from so many turns on; one label alone is a dateline or a heading.
const TURNS: usize = 2;

/// Reads the name that ends a paragraph after words in marks: `“We won.” — John Smith, mayor`.
pub(super) fn signature(scene: &Scene<'_>, quote_end: usize) -> Option<Phrase> {
    is_dashed(scene, quote_end).then(|| signer(scene.passage, quote_end))?
}

fn is_dashed(scene: &Scene<'_>, quote_end: usize) -> bool {
    let gap = scene.passage.gap(quote_end).trim_end();
    let signs = quote_end < scene.passage.tokens.len() && gap.ends_with(DASHES);
    signs && gap.trim_end_matches(DASHES).trim_end().ends_with(CLOSING)
}

/// Tells whether a dash signs the words in marks with what names nobody: `“Buy now!” — an advertisement`.
pub(super) fn is_signed(scene: &Scene<'_>, quote_end: usize) -> bool {
    is_dashed(scene, quote_end) && scene.passage.tokens.len() - quote_end <= SIGNATURE
}

/// Reads a paragraph that is nothing but a signature: `— John Smith`.
pub(super) fn signature_alone(passage: &Passage<'_>) -> Option<Phrase> {
    let gap = passage.gap(0).trim();
    let dashed = !gap.is_empty() && gap.trim_matches(DASHES).is_empty();
    dashed.then(|| signer(passage, 0))?
}

const DASHES: [char; 5] = ['—', '–', '―', '-', '~'];
const CLOSING: [char; 6] = ['”', '"', '’', '\'', '»', '“'];

fn signer(passage: &Passage<'_>, first: usize) -> Option<Phrase> {
    let end = passage.tokens.len();
    let capital = passage.get(first).is_some_and(Token::is_capital);
    let short = capital && end - first <= SIGNATURE;
    let named = passage.mention_at(first).map(|mention| {
        let head = mention.words.1 as usize;
        Phrase { first, head, end: head }
    });
    let phrase = named.filter(|_| short).or_else(|| phrase::after(passage, first).filter(|_| short))?;
    let stops = phrase.end >= end || passage.gap(phrase.end).trim_start().starts_with([',', '(', '/', '|', '\n']);
    let goes_on = (phrase.end..=end).any(|index| passage.gap(index).contains(DASHES));
    (stops && !goes_on).then_some(phrase)
}

/// A turn of a transcript: who is named before the colon, and the first token of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) label: Phrase,
    pub(super) words: usize,
}

/// The people of a transcript: an article with several turns that begin with the name of a person in capitals.
#[derive(Debug)]
pub(super) struct Transcript<'a> {
    /// The first person of the article with a last name, in small letters.
    surnames: HashMap<String, &'a Mention>,
}

impl<'a> Transcript<'a> {
    /// Reads the people of an article, where it is a transcript.
    pub(super) fn of(passages: &'a [Passage<'a>]) -> Option<Self> {
        let labelled: Vec<(&Passage<'a>, Turn)> =
            passages.iter().filter_map(|passage| Some((passage, turn(passage)?))).collect();
        if labelled.len() < TURNS {
            return None;
        }
        let mut surnames = HashMap::new();
        for mention in passages.iter().flat_map(|passage| passage.mentions).filter(|mention| is_person(mention)) {
            let name = &mention.key.name;
            surnames.entry(name.rsplit(' ').next().unwrap_or(name).to_lowercase()).or_insert(mention);
        }
        let transcript = Self { surnames };
        let named = labelled.iter().filter(|(passage, turn)| transcript.bearer(passage, *turn).is_some());
        (named.take(TURNS).count() == TURNS).then_some(transcript)
    }

    /// Finds the person whom a label names: there, or by the same last name elsewhere in the article.
    pub(super) fn bearer(&self, passage: &Passage<'a>, turn: Turn) -> Option<&'a Mention> {
        let last = turn.label.head.checked_sub(1)?;
        let here = passage.mention_at(last).filter(|mention| is_person(mention));
        here.or_else(|| self.surnames.get(&passage.get(last)?.text.to_lowercase()).copied())
    }
}

fn is_person(mention: &Mention) -> bool {
    mention.key.kind == EntityKind::Person
}

/// Reads `SEN. JANE DOE (R-TX): We won.`, in marks or not.
pub(super) fn turn(passage: &Passage<'_>) -> Option<Turn> {
    if !passage.get(0).is_some_and(|token| is_capitals(token.text)) {
        return None;
    }
    let opens = passage.gap(0).trim_matches(|char: char| char.is_whitespace() || CLOSING.contains(&char)).is_empty();
    if !opens {
        return None;
    }
    let words = (1..=LABEL).find(|index| passage.gap(*index).trim_start_matches(')').starts_with(':'))?;
    let name = (1..words).find(|index| passage.gap(*index).contains([',', '('])).unwrap_or(words);
    let capitals = passage.tokens.iter().take(words).all(|token| is_capitals(token.text));
    let long = passage.tokens.iter().take(name).any(|token| token.text.len() > 2);
    let said = passage.get(words).is_some();
    (capitals && long && said).then_some(Turn { label: Phrase { first: 0, head: name, end: name }, words })
}
