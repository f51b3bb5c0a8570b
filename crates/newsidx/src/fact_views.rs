//! What is said, dated and counted, as people's programs read it. In: the facts of a paragraph. Out: plain values with one
//! stable JSON form. Offsets are bytes of the paragraph that is named, else of the one that holds the fact.

use newsidx_text::quantity::Bound;
use newsidx_text::{AnnotatedParagraph, CueClass, DateMention, Grain, Quantity, QuotationKind, QuotationPart, Speaker};
use serde::Serialize;

/// The facts of one paragraph.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FactsView {
    /// The parts of quotations in it.
    pub quotes: Vec<QuoteView>,
    /// The dates it names.
    pub dates: Vec<DateView>,
    /// What it counts or measures.
    pub quantities: Vec<QuantityView>,
}

/// One part of a quotation; parts of one quotation share its number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteView {
    /// The number of the quotation in the article, from 0.
    pub id: u32,
    /// Which part of it this is, from 0.
    pub part: u32,
    /// First byte, quotation marks aside.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How the words are reported.
    pub kind: QuotationKind,
    /// The words that report it, as written.
    pub cue: Option<String>,
    /// What the cue does, such as `denied`.
    pub class: Option<CueClass>,
    /// Who speaks.
    pub speakers: Vec<SpeakerView>,
    /// The rule that took it for a quotation.
    pub rule: String,
}

/// One who speaks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpeakerView {
    /// The name of the entity, else what the text calls the speaker.
    pub name: String,
    /// The entity's key, where one is known.
    pub key: Option<String>,
    /// The title or role that the article gives it.
    pub role: Option<String>,
    /// What stands beside the cue, where that is no name: `she`.
    pub via: Option<String>,
    /// The number of the paragraph in which the name stands.
    pub paragraph: u32,
    /// Its first byte there.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// The rule that took it for the speaker.
    pub rule: String,
    /// Whether it was inferred.
    pub inferred: bool,
}

/// One expression of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words as they stand.
    pub text: String,
    /// The first day that it covers.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
    /// How fine it is.
    pub grain: Grain,
    /// How it was read.
    pub rule: String,
    /// Whether its days are known.
    pub resolved: bool,
}

/// One quantity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuantityView {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words as they stand.
    pub text: String,
    /// The figure, or the lower of two.
    pub value: f64,
    /// The higher of two figures.
    pub value_max: Option<f64>,
    /// How the figure bounds what it counts.
    pub bound: Bound,
    /// The unit, such as `USD`, `%` or `day`.
    pub unit: Option<String>,
    /// What is counted.
    pub thing: Option<String>,
    /// What befell or was done to it.
    pub verb: Option<String>,
    /// How it was read.
    pub rule: String,
}

impl FactsView {
    /// Makes the view of the facts of a paragraph.
    pub fn of(paragraph: &AnnotatedParagraph) -> Self {
        let text = &paragraph.text;
        Self {
            quotes: paragraph.quotes.iter().map(QuoteView::of).collect(),
            dates: paragraph.dates.iter().map(|date| DateView::of(date, text)).collect(),
            quantities: paragraph.quantities.iter().map(|quantity| QuantityView::of(quantity, text)).collect(),
        }
    }
}

impl QuoteView {
    /// Makes the view of one part.
    pub fn of(part: &QuotationPart) -> Self {
        Self {
            id: part.quotation,
            part: part.part,
            start: part.span.start,
            end: part.span.end,
            kind: part.kind,
            cue: part.cue.as_ref().map(|cue| cue.text.clone()),
            class: part.cue.as_ref().map(|cue| cue.class),
            speakers: part.speakers.iter().map(SpeakerView::of).collect(),
            rule: part.rule.to_string(),
        }
    }
}

impl SpeakerView {
    fn of(speaker: &Speaker) -> Self {
        Self {
            name: speaker.name.clone(),
            key: speaker.key.as_ref().map(ToString::to_string),
            role: speaker.role.clone(),
            via: speaker.via.clone(),
            paragraph: speaker.paragraph.0,
            start: speaker.span.start,
            end: speaker.span.end,
            rule: speaker.rule.to_string(),
            inferred: speaker.inferred,
        }
    }
}

impl DateView {
    fn of(date: &DateMention, text: &str) -> Self {
        Self {
            start: date.span.start,
            end: date.span.end,
            text: date.span.of(text).to_owned(),
            from: date.days.map(|days| days.0.to_string()),
            to: date.days.map(|days| days.1.to_string()),
            grain: date.grain,
            rule: date.rule.to_string(),
            resolved: date.days.is_some(),
        }
    }
}

impl QuantityView {
    /// Makes the view of a quantity of a text.
    pub fn of(quantity: &Quantity, text: &str) -> Self {
        Self {
            start: quantity.span.start,
            end: quantity.span.end,
            text: quantity.span.of(text).to_owned(),
            value: quantity.value.get(),
            value_max: quantity.value_max.map(newsidx_text::Amount::get),
            bound: quantity.bound,
            unit: quantity.unit.clone(),
            thing: quantity.thing.clone(),
            verb: quantity.verb.clone(),
            rule: quantity.rule.to_string(),
        }
    }
}
