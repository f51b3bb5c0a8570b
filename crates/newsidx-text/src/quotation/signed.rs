//! Words that carry their speaker's name without a verb: signed after a dash, or a turn of a transcript. In: paragraphs.
//! Out: the phrase that names who speaks, and where the words begin. Must not know whom the phrase stands for.

use std::collections::{HashMap, HashSet};

use super::phrase::{self, Phrase};
use super::scene::{Scene, is_capitals};
use crate::entity::{EntityKey, EntityKind};
use crate::mention::Mention;
use crate::passage::{Passage, Token};

/// A signature has so many words at most: a name, and what its bearer is.
const SIGNATURE: usize = 14;
/// The label of a turn has so many words at most: `DONALD TRUMP, REPUBLICAN PRESIDENTIAL NOMINEE:`.
const LABEL: usize = 10;
/// An article is a transcript from so many turns on; one label alone is a dateline or a heading.
const TURNS: usize = 2;
/// Where names are not written in capitals, it needs more.
const NAMED_TURNS: usize = 3;

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

/// How the labels of a transcript are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Labels {
    /// `JONES: I will.`
    Capitals,
    /// As names are written anywhere: `Jones: I will.`
    Names,
}

/// The people of a transcript: an article with several turns that begin with the name of a person, mostly in capitals.
#[derive(Debug)]
pub(super) struct Transcript<'a> {
    /// The first person of the article with a last name, in small letters.
    surnames: HashMap<String, &'a Mention>,
    labels: Labels,
}

impl<'a> Transcript<'a> {
    /// Reads the people of an article, where it is a transcript.
    pub(super) fn of(passages: &'a [Passage<'a>]) -> Option<Self> {
        let written = |labels| passages.iter().filter(|passage| turn(passage, labels).is_some()).take(TURNS).count();
        if written(Labels::Capitals) < TURNS && written(Labels::Names) < TURNS {
            return None;
        }
        let mut surnames = HashMap::new();
        for mention in passages.iter().flat_map(|passage| passage.mentions).filter(|mention| is_person(mention)) {
            let name = &mention.key.name;
            surnames.entry(name.rsplit(' ').next().unwrap_or(name).to_lowercase()).or_insert(mention);
        }
        let mut transcript = Self { surnames, labels: Labels::Capitals };
        if transcript.bearers(passages).len() >= TURNS {
            return Some(transcript);
        }
        transcript.labels = Labels::Names;
        let bearers = transcript.bearers(passages);
        let talks = passages.iter().filter(|passage| transcript.turn(passage).is_some_and(|turn| talks(passage, turn)));
        (returns(&bearers) && bearers.len() >= NAMED_TURNS && talks.take(TURNS).count() == TURNS).then_some(transcript)
    }

    /// Gives whom the labels name, one after another.
    fn bearers(&self, passages: &'a [Passage<'a>]) -> Vec<&'a EntityKey> {
        passages.iter().filter_map(|passage| Some(&self.bearer(passage, self.turn(passage)?)?.key)).collect()
    }

    /// Reads a turn with a label as this article writes them.
    pub(super) fn turn(&self, passage: &Passage<'_>) -> Option<Turn> {
        turn(passage, self.labels)
    }

    /// Finds the person whom a label names: there, or by the same last name elsewhere in the article.
    pub(super) fn bearer(&self, passage: &Passage<'a>, turn: Turn) -> Option<&'a Mention> {
        let last = turn.label.head.checked_sub(1)?;
        let here = passage.mention_at(last).filter(|mention| is_person(mention));
        here.or_else(|| self.surnames.get(&passage.get(last)?.text.to_lowercase()).copied())
    }
}

/// Tells whether several talk and one comes back; a list names each once.
fn returns(bearers: &[&EntityKey]) -> bool {
    let distinct = bearers.iter().collect::<HashSet<_>>().len();
    distinct > 1 && distinct < bearers.len()
}

/// Tells whether the words of a turn ask, or speak of those who talk; the count of a vote does neither.
fn talks(passage: &Passage<'_>, turn: Turn) -> bool {
    const OWN: [&str; 5] = ["I", "We", "You", "we", "you"];
    let own = |token: &Token<'_>| token.text.split(['’', '\'']).next().is_some_and(|word| OWN.contains(&word));
    passage.text.trim_end().ends_with('?') || passage.tokens.iter().skip(turn.words).any(own)
}

fn is_person(mention: &Mention) -> bool {
    mention.key.kind == EntityKind::Person
}

/// Reads `SEN. JANE DOE (R-TX): We won.`, in marks or not.
fn turn(passage: &Passage<'_>, labels: Labels) -> Option<Turn> {
    // Few paragraphs have a colon near their beginning, and bytes tell that faster than tokens.
    let beginning = passage.get(LABEL).map_or(passage.text.len(), |token| token.start as usize);
    if !passage.text.as_bytes().get(..beginning)?.contains(&b':') {
        return None;
    }
    let fits = |index: usize| passage.get(index).is_some_and(|token| is_label(token, labels));
    let opens = passage.gap(0).trim_matches(|char: char| char.is_whitespace() || CLOSING.contains(&char)).is_empty();
    if !opens || !fits(0) {
        return None;
    }
    let words = (1..=LABEL).find(|index| passage.gap(*index).trim_start_matches(')').starts_with(':'))?;
    let name = (1..words).find(|index| passage.gap(*index).contains([',', '('])).unwrap_or(words);
    let long = passage.tokens.iter().take(name).any(|token| token.text.len() > 2);
    let whole = labels == Labels::Capitals || is_name(passage, name, words);
    let words = after_bracket(passage, words);
    let said = passage.get(words).is_some();
    (whole && (0..name).all(fits) && (name..words).all(|index| labels == Labels::Names || fits(index)) && long && said)
        .then_some(Turn { label: Phrase { first: 0, head: name, end: name }, words })
}

fn is_label(token: &Token<'_>, labels: Labels) -> bool {
    match labels {
        Labels::Capitals => is_capitals(token.text),
        Labels::Names => token.is_capital(),
    }
}

/// Tells whether a label is one name, whole or the last alone, with a title before it or a bracket after it.
fn is_name(passage: &Passage<'_>, end: usize, words: usize) -> bool {
    let last = end.saturating_sub(1);
    let ends = |mention: &&Mention| mention.words.1 as usize == end;
    let opens = |mention: &Mention| mention.words.0 == 0 || phrase::role_start(passage, last) == Some(0);
    let whole = passage.mention_at(last).filter(ends).is_some_and(opens);
    (end == words || passage.gap(end).contains('(')) && (end == 1 || whole)
}

/// Steps over a note on the scene: `JONES: (LAUGHING) No.`
fn after_bracket(passage: &Passage<'_>, words: usize) -> usize {
    /// Such a note has so many words at most.
    const NOTE: usize = 6;
    if !passage.gap(words).trim_end().ends_with('(') {
        return words;
    }
    let end = (words + 1..=words + NOTE).find(|index| passage.gap(*index).starts_with(')'));
    end.filter(|end| passage.get(*end).is_some()).unwrap_or(words)
}
