//! Conditions on what is said, dated and counted. In: a condition and the facts of a paragraph. Out: the spans that
//! satisfy it.
//!
//! Conditions that belong together are held against one fact each: who speaks and what is said against one quotation,
//! what is counted and how much of it against one quantity.

use std::collections::BTreeSet;

use newsidx_text::{CivilDay, Cue, DateMention, Quantity, QuotationKind, QuotationPart, Span, Speaker};
use serde::{Deserialize, Serialize};

use super::evaluate::{ParagraphView, text};
use super::{LabelTest, Shape};
use crate::query::{Bound, Limit, Relation};

/// The kinds of quotations that report speech.
pub const SPOKEN: [QuotationKind; 3] = [QuotationKind::Direct, QuotationKind::Indirect, QuotationKind::Partial];

/// A condition that one quotation satisfies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speech {
    /// What the name of a speaker must be, in any of these ways; empty where anybody, or nobody known, may speak.
    pub speakers: Vec<LabelTest>,
    /// Words that are said, each shape in one part of the quotation.
    pub said: Vec<Shape>,
    /// What the cue must be: its verb, its words or its class.
    pub cues: Vec<LabelTest>,
    /// The kinds that count.
    pub kinds: Vec<QuotationKind>,
}

impl Default for Speech {
    fn default() -> Self {
        Self { speakers: Vec::new(), said: Vec::new(), cues: Vec::new(), kinds: SPOKEN.to_vec() }
    }
}

impl Speech {
    /// Gives the spans that satisfy it: names of speakers, cues and words; nothing where no quotation does.
    pub(super) fn spans(&self, view: &ParagraphView<'_>) -> Option<Vec<Span>> {
        let numbers: BTreeSet<u32> = view.quotes.iter().map(|part| part.quotation).collect();
        let found: Vec<Vec<Span>> = numbers.into_iter().filter_map(|number| self.one(number, view)).collect();
        (!found.is_empty()).then(|| found.concat())
    }

    /// Tells whether a part of a quotation is of a kind that counts and has the speaker and the cue.
    pub fn reports(&self, part: &QuotationPart) -> bool {
        self.kinds.contains(&part.kind)
            && (self.speakers.is_empty() || part.speakers.iter().any(|speaker| self.accepts(speaker)))
            && self.cues.iter().all(|test| part.cue.as_ref().is_some_and(|cue| is_cue(test, cue)))
    }

    /// Tells whether a part belongs to a quotation that satisfies it, and is of the kind, the speaker and the cue.
    pub fn finds(&self, part: &QuotationPart, view: &ParagraphView<'_>) -> bool {
        self.reports(part) && self.one(part.quotation, view).is_some()
    }

    fn one(&self, number: u32, view: &ParagraphView<'_>) -> Option<Vec<Span>> {
        let mut parts = view.quotes.iter().filter(|part| part.quotation == number && self.reports(part)).peekable();
        parts.peek()?;
        let parts: Vec<&QuotationPart> = parts.collect();
        let mut spans = Vec::new();
        for shape in &self.said {
            let said: Vec<Span> = parts.iter().filter_map(|part| words_in(part, shape, view)).flatten().collect();
            if said.is_empty() {
                return None;
            }
            spans.extend(said);
        }
        let here = |paragraph, span| (paragraph == view.no).then_some(span);
        if !self.speakers.is_empty() {
            let speakers = parts.iter().flat_map(|part| &part.speakers).filter(|speaker| self.accepts(speaker));
            spans.extend(speakers.filter_map(|speaker| here(speaker.paragraph, speaker.span)));
        }
        if !self.cues.is_empty() {
            let cues = parts.iter().filter_map(|part| part.cue.as_ref());
            spans.extend(cues.filter_map(|cue| here(cue.paragraph, cue.span)));
        }
        // Paragraphs whose speaker is named elsewhere show what is said.
        if spans.is_empty() {
            spans.extend(parts.iter().map(|part| part.span));
        }
        Some(spans)
    }

    fn accepts(&self, speaker: &Speaker) -> bool {
        speaker.is_known() && self.speakers.iter().any(|test| test.accepts(&speaker.name))
    }
}

/// Holds a shape against the words of one part of a quotation.
fn words_in(part: &QuotationPart, shape: &Shape, view: &ParagraphView<'_>) -> Option<Vec<Span>> {
    let words = view.words.get(part.words.0 as usize..part.words.1 as usize)?;
    text(shape, &ParagraphView { words, ..*view })
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
