//! Entities against gold. In: documents. Out: strict precision, recall and F1, in all and per type, and the speed.
//!
//! Strict: an entity counts when its first token, its last token and its type are all as the gold says.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::time::Instant;

use clap::ValueEnum;
use newsidx_text::entity::tagger::{Coarse, Model, training};
use newsidx_text::entity::{EntityKind, Recogniser};
use newsidx_text::word::Word;
use newsidx_text::{sentence, word};
use serde::Serialize;

use crate::columns::Sentence;

/// Which types count, and how those of the corpora and ours meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Map {
    /// Person, place and organisation; facilities are places, other types are left out on both sides.
    Plo,
    /// Person, Location, Facility, Organization, NORP, Product, Misc.
    Ww7,
}

impl Map {
    fn of_gold(self, tag: &str) -> Option<&'static str> {
        let place = if self == Self::Plo { "Location" } else { "Facility" };
        match tag.to_ascii_lowercase().as_str() {
            "person" | "per" => Some("Person"),
            "location" | "place" | "loc" | "geo" | "gpe" | "gpe_loc" => Some("Location"),
            "facility" | "fac" => Some(place),
            "organization" | "organisation" | "org" => Some("Organization"),
            _ if self == Self::Plo => None,
            "norp" => Some("NORP"),
            "product" | "prod" => Some("Product"),
            "misc" | "event" | "work" | "work_of_art" | "law" => Some("Misc"),
            _ => None,
        }
    }

    fn of_kind(self, kind: EntityKind) -> Option<&'static str> {
        self.of_gold(match kind {
            EntityKind::Person => "person",
            EntityKind::Country | EntityKind::Region | EntityKind::City | EntityKind::Place => "location",
            EntityKind::Facility => "facility",
            EntityKind::Organisation => "organization",
            EntityKind::Group => "norp",
            EntityKind::Product => "product",
            EntityKind::Event | EntityKind::Work => "misc",
        })
    }
}

/// Precision, recall and F1, in percent.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Figures {
    precision: f64,
    recall: f64,
    f1: f64,
}

/// What a run measured.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    #[serde(flatten)]
    all: Figures,
    per_type: BTreeMap<&'static str, Figures>,
    tokens_per_second: f64,
    /// Each sentence with what was missed and what was found wrongly in it.
    #[serde(skip)]
    pub(crate) errors: String,
}

/// What was counted of one type.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) right: usize,
    pub(crate) found: usize,
    pub(crate) gold: usize,
}

impl Tally {
    fn figures(self) -> Figures {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.gold));
        Figures { precision, recall, f1: 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE) }
    }
}

/// First token, one past the last token, type.
type Marked = BTreeSet<(usize, usize, &'static str)>;

/// Scores the recogniser; each document is one article whose headline is empty.
pub(crate) fn entities(documents: &[Vec<Sentence>], recogniser: &dyn Recogniser, map: Map) -> Report {
    score(documents, map, |document| recognise(document, recogniser, map))
}

/// Scores what the tagger finds before the rules decide.
pub(crate) fn tagger(documents: &[Vec<Sentence>], model: &Model, map: Map) -> Report {
    score(documents, map, |document| {
        let texts: Vec<&str> = document.iter().map(|sentence| sentence.text.as_str()).collect();
        let found = training::tag(model, &texts);
        let marked = |(sentence, found): (&Sentence, Vec<training::Gold>)| {
            let place = |(start, end, coarse): training::Gold| {
                let (first, end) = tokens_of(sentence, start, end)?;
                let tag = if coarse == Coarse::Other { "misc" } else { coarse.name() };
                Some((first, end, map.of_gold(if tag == "group" { "norp" } else { tag })?))
            };
            found.into_iter().filter_map(place).collect()
        };
        document.iter().zip(found).map(marked).collect()
    })
}

/// Gives the first token and one past the last of those that the bytes touch.
///
/// A name that is a part of a given token, such as `US` in `US-led`, takes it whole, and is wrong unless that is the name.
fn tokens_of(sentence: &Sentence, start: usize, end: usize) -> Option<(usize, usize)> {
    let first = sentence.tokens.iter().position(|token| token.1 > start)?;
    let last = sentence.tokens.iter().rposition(|token| token.0 < end)?;
    Some((first, last + 1))
}

fn score(documents: &[Vec<Sentence>], map: Map, find: impl Fn(&[Sentence]) -> Vec<Marked>) -> Report {
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let (mut seconds, mut tokens, mut errors) = (0.0, 0, String::new());
    for document in documents {
        let start = Instant::now();
        let found = find(document);
        seconds += start.elapsed().as_secs_f64();
        for (sentence, found) in document.iter().zip(found) {
            tokens += sentence.tokens.len();
            let gold = gold(sentence, map);
            tell(sentence, "missed", gold.difference(&found), &mut errors);
            tell(sentence, "wrong ", found.difference(&gold), &mut errors);
            count(&gold, &found, &mut tallies);
        }
    }
    let tokens_per_second = tokens as f64 / f64::max(seconds, f64::MIN_POSITIVE);
    Report { tokens_per_second, errors, ..Report::new(tallies) }
}

fn recognise(document: &[Sentence], recogniser: &dyn Recogniser, map: Map) -> Vec<Marked> {
    let texts: Vec<&str> = std::iter::once("").chain(document.iter().map(|sentence| sentence.text.as_str())).collect();
    let words: Vec<Vec<Word>> = texts.iter().map(|text| word::words(text).collect()).collect();
    let ends: Vec<Vec<u32>> = texts.iter().map(|text| sentence::ends(text)).collect();
    let mentions = recogniser.recognise(&texts, &words, &ends).into_iter().skip(1);
    let marked = |(sentence, mentions): (&Sentence, Vec<newsidx_text::Mention>)| {
        let place = |mention: &newsidx_text::Mention| {
            let span = mention.span.range();
            let (first, end) = tokens_of(sentence, span.start, span.end)?;
            Some((first, end, map.of_kind(mention.key.kind)?))
        };
        mentions.iter().filter_map(place).collect()
    };
    document.iter().zip(mentions).map(marked).collect()
}

fn gold(sentence: &Sentence, map: Map) -> Marked {
    let known = sentence.gold.iter();
    known.filter_map(|(first, end, tag)| Some((*first, *end, map.of_gold(tag)?))).collect()
}

/// Adds a line for each entity: what is wrong with it, its type, its text and the sentence.
fn tell<'m>(
    sentence: &Sentence,
    what: &str,
    entities: impl Iterator<Item = &'m (usize, usize, &'static str)>,
    errors: &mut String,
) {
    for (first, end, kind) in entities {
        let start = sentence.tokens.get(*first).map_or(0, |token| token.0);
        let end = end.checked_sub(1).and_then(|last| sentence.tokens.get(last)).map_or(0, |token| token.1);
        let name = sentence.text.get(start..end).unwrap_or_default();
        // A string takes all that is written.
        let _ = writeln!(errors, "{what} {kind:12} {name} | {}", sentence.text);
    }
}

fn count(gold: &Marked, found: &Marked, tallies: &mut BTreeMap<&'static str, Tally>) {
    for (.., kind) in gold {
        tallies.entry(kind).or_default().gold += 1;
    }
    for entity in found {
        let tally = tallies.entry(entity.2).or_default();
        tally.found += 1;
        tally.right += usize::from(gold.contains(entity));
    }
}

impl Report {
    /// Sums what was counted of each type.
    pub(crate) fn new(tallies: BTreeMap<&'static str, Tally>) -> Self {
        let all = tallies.values().fold(Tally::default(), |sum, tally| Tally {
            right: sum.right + tally.right,
            found: sum.found + tally.found,
            gold: sum.gold + tally.gold,
        });
        Self {
            all: all.figures(),
            per_type: tallies.into_iter().map(|(kind, tally)| (kind, tally.figures())).collect(),
            tokens_per_second: 0.0,
            errors: String::new(),
        }
    }

    /// Gives the figures in one line: F1, precision and recall in all, and F1 of each type.
    pub(crate) fn line(&self) -> String {
        let all = self.all;
        let types: Vec<String> =
            self.per_type.iter().map(|(kind, figures)| format!("{kind} {:.1}", figures.f1)).collect();
        format!("F1 {:.2} (P {:.2} R {:.2}) {}", all.f1, all.precision, all.recall, types.join(" "))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:14} {:>9} {:>9} {:>9}", "type", "precision", "recall", "F1")?;
        for (kind, figures) in &self.per_type {
            writeln!(f, "{kind:14} {:9.1} {:9.1} {:9.1}", figures.precision, figures.recall, figures.f1)?;
        }
        writeln!(f, "{:14} {:9.1} {:9.1} {:9.1}", "all", self.all.precision, self.all.recall, self.all.f1)?;
        writeln!(f, "{:.0} tokens a second", self.tokens_per_second)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_inside_a_given_token_takes_it_whole() {
        let text = "the US-led force of Kim's U.S. allies";
        let tokens = text.split(' ').scan(0, |start, token| {
            let span = (*start, *start + token.len());
            *start = span.1 + 1;
            Some(span)
        });
        let sentence = Sentence { text: text.to_owned(), tokens: tokens.collect(), gold: Vec::new() };
        for (name, expected) in
            [("US", Some((1, 2))), ("US-led", Some((1, 2))), ("Kim", Some((4, 5))), ("U.S", Some((5, 6)))]
        {
            let start = text.find(name).unwrap_or_default();
            assert_eq!(tokens_of(&sentence, start, start + name.len()), expected, "{name}");
        }
    }
}
