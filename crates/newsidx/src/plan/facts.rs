//! Conditions on what is said, dated and counted. In: a condition and the facts of a paragraph. Out: the spans that
//! satisfy it.
//!
//! Conditions that belong together are held against one fact each: who speaks and what is said against one quotation,
//! what is counted and how much of it against one quantity.

use std::collections::{BTreeMap, BTreeSet};

use newsidx_text::{CivilDay, Cue, DateMention, EntityKey, Quantity, QuotationKind, QuotationPart, Span, Speaker};
use serde::{Deserialize, Serialize};

use super::evaluate::{AnalysedParagraph, text};
use super::label::label_whole;
use super::{LabelTest, Shape};
use crate::query::{Bound, EntityField, Limit, Relation};

/// The kinds of quotations that report speech.
pub const SPOKEN: [QuotationKind; 3] = [QuotationKind::Direct, QuotationKind::Indirect, QuotationKind::Partial];

/// A condition that one quotation satisfies, as far as it stands in the paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speech {
    /// What it must be.
    pub test: SpeechTest,
    /// The kinds of quotations that count.
    pub kinds: Vec<QuotationKind>,
}

/// What a quotation must be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeechTest {
    /// A speaker is such.
    Speaker(SpeakerTest),
    /// One part of it holds the words.
    Said(Shape),
    /// Its cue has such a verb, such words or such a class.
    Cue(LabelTest),
    /// Each holds; none asks for nothing.
    All(Vec<SpeechTest>),
    /// At least one holds.
    Any(Vec<SpeechTest>),
}

/// Who a speaker must be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpeakerTest {
    /// The name satisfies one of these.
    pub names: Vec<LabelTest>,
    /// Entities that do not count: the field in which they are found, and the whole name, folded.
    pub banned: BTreeSet<(EntityField, String)>,
}

impl SpeakerTest {
    /// Tells whether a speaker is such.
    fn accepts(&self, speaker: &Speaker) -> bool {
        let bans = |key: &EntityKey| self.banned.contains(&(EntityField::of(key.kind), label_whole(&key.name)));
        let is_counted = !speaker.key.as_ref().is_some_and(bans);
        speaker.is_known() && is_counted && self.names.iter().any(|test| test.accepts(&speaker.name))
    }
}

impl SpeechTest {
    /// Tells whether a test, it or one in it, is of this form.
    pub(super) fn holds(&self, is: &dyn Fn(&Self) -> bool) -> bool {
        match self {
            Self::All(tests) | Self::Any(tests) => tests.iter().any(|test| test.holds(is)),
            test => is(test),
        }
    }

    /// Tells whether some test asks for words that are said.
    pub fn asks_for_words(&self) -> bool {
        self.holds(&|test| matches!(test, Self::Said(_)))
    }
}

impl Speech {
    /// Asks this of all kinds that report speech.
    pub fn spoken(test: SpeechTest) -> Self {
        Self { test, kinds: SPOKEN.to_vec() }
    }

    /// Gives the spans that satisfy it: names of speakers, cues and words; nothing where no quotation does.
    pub(super) fn spans(&self, view: &AnalysedParagraph<'_>) -> Option<Vec<Span>> {
        let quotations = self.quotations(view);
        let found: Vec<Vec<Span>> = quotations.values().filter_map(|parts| self.one(parts, view)).collect();
        (!found.is_empty()).then(|| found.concat())
    }

    /// Gives the numbers of the quotations that satisfy it.
    pub fn found(&self, view: &AnalysedParagraph<'_>) -> BTreeSet<u32> {
        let quotations = self.quotations(view).into_iter();
        quotations.filter(|(_, parts)| self.one(parts, view).is_some()).map(|(number, _)| number).collect()
    }

    /// Gives the parts that count, by quotation.
    fn quotations<'v>(&self, view: &AnalysedParagraph<'v>) -> BTreeMap<u32, Vec<&'v QuotationPart>> {
        let mut quotations: BTreeMap<u32, Vec<&QuotationPart>> = BTreeMap::new();
        for part in view.quotes.iter().filter(|part| self.kinds.contains(&part.kind)) {
            quotations.entry(part.quotation).or_default().push(part);
        }
        quotations
    }

    fn one(&self, parts: &[&QuotationPart], view: &AnalysedParagraph<'_>) -> Option<Vec<Span>> {
        let spans = held(&self.test, parts, view)?;
        // Paragraphs whose speaker is named elsewhere show what is said.
        let said = || parts.iter().map(|part| part.span).collect();
        Some(if spans.is_empty() { said() } else { spans })
    }
}

/// Holds a test against the parts of one quotation.
fn held(test: &SpeechTest, parts: &[&QuotationPart], view: &AnalysedParagraph<'_>) -> Option<Vec<Span>> {
    let here = |paragraph, span| (paragraph == view.no).then_some(span);
    match test {
        SpeechTest::Speaker(test) => {
            let speakers = parts.iter().flat_map(|part| &part.speakers).filter(|speaker| test.accepts(speaker));
            let speakers: Vec<&Speaker> = speakers.collect();
            speakers.first()?;
            Some(speakers.iter().filter_map(|speaker| here(speaker.paragraph, speaker.span)).collect())
        }
        SpeechTest::Said(shape) => {
            let said: Vec<Span> = parts.iter().filter_map(|part| words_in(part, shape, view)).flatten().collect();
            (!said.is_empty()).then_some(said)
        }
        SpeechTest::Cue(test) => {
            let cues: Vec<&Cue> =
                parts.iter().filter_map(|part| part.cue.as_ref()).filter(|cue| is_cue(test, cue)).collect();
            cues.first()?;
            Some(cues.iter().filter_map(|cue| here(cue.paragraph, cue.span)).collect())
        }
        SpeechTest::All(tests) => {
            let spans: Option<Vec<Vec<Span>>> = tests.iter().map(|test| held(test, parts, view)).collect();
            Some(spans?.concat())
        }
        SpeechTest::Any(tests) => {
            let spans: Vec<Vec<Span>> = tests.iter().filter_map(|test| held(test, parts, view)).collect();
            (!spans.is_empty()).then(|| spans.concat())
        }
    }
}

/// Holds a shape against the words of one part of a quotation.
fn words_in(part: &QuotationPart, shape: &Shape, view: &AnalysedParagraph<'_>) -> Option<Vec<Span>> {
    let words = view.words.get(part.words.0 as usize..part.words.1 as usize)?;
    text(shape, &AnalysedParagraph { words, ..*view })
}

/// Tells whether the verb, the words or the class of a cue satisfy a test.
fn is_cue(test: &LabelTest, cue: &Cue) -> bool {
    cue_values(cue).iter().any(|value| test.accepts(value))
}

/// Gives the values of a cue that a condition may ask for.
pub fn cue_values(cue: &Cue) -> [&str; 3] {
    [&cue.verb, &cue.text, cue.class.name()]
}

/// Gives the dates whose days lie as asked; an end that is not given is open.
pub(super) fn dated(
    from: Option<CivilDay>,
    to: Option<CivilDay>,
    relation: Relation,
    dates: &[DateMention],
) -> Option<Vec<Span>> {
    let lies = |date: &&DateMention| date.days.is_some_and(|days| lies(days, from, to, relation));
    let spans: Vec<Span> = dates.iter().filter(lies).map(|date| date.span).collect();
    (!spans.is_empty()).then_some(spans)
}

/// Tells whether a first and a last day lie to others as asked; an end that is not given is open.
pub fn lies(days: (CivilDay, CivilDay), from: Option<CivilDay>, to: Option<CivilDay>, relation: Relation) -> bool {
    let (first, last) = days;
    match relation {
        Relation::Within => from.is_none_or(|from| from <= first) && to.is_none_or(|to| last <= to),
        Relation::Overlaps => from.is_none_or(|from| from <= last) && to.is_none_or(|to| first <= to),
    }
}

/// A condition that one quantity satisfies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amounts {
    /// Stems that its thing, its unit and its verb must hold together; empty for anything.
    pub keys: Vec<String>,
    /// The least figure.
    pub from: Option<Limit>,
    /// The greatest figure.
    pub to: Option<Limit>,
}

impl Amounts {
    /// Tells whether a quantity satisfies it; of two figures that bound it, all between count.
    pub fn accepts(&self, quantity: &Quantity) -> bool {
        let most = quantity.value_max.unwrap_or(quantity.value);
        if !self.reaches(quantity.value.get(), most.get()) {
            return false;
        }
        let keys = if self.keys.is_empty() { Vec::new() } else { quantity.keys() };
        self.keys.iter().all(|key| keys.contains(key))
    }

    /// Tells whether some figure from the least to the most lies in the range.
    pub fn reaches(&self, least: f64, most: f64) -> bool {
        let above = |limit: Limit| match limit.bound {
            Bound::Included => most >= limit.value.get(),
            Bound::Excluded => most > limit.value.get(),
        };
        let below = |limit: Limit| match limit.bound {
            Bound::Included => least <= limit.value.get(),
            Bound::Excluded => least < limit.value.get(),
        };
        self.from.is_none_or(above) && self.to.is_none_or(below)
    }

    pub(super) fn spans(&self, quantities: &[Quantity]) -> Option<Vec<Span>> {
        let spans: Vec<Span> =
            quantities.iter().filter(|quantity| self.accepts(quantity)).map(|quantity| quantity.span).collect();
        (!spans.is_empty()).then_some(spans)
    }
}
