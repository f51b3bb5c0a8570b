//! Quotations: who said what, in which words. In: the passages of an article. Out: the parts of its quotations.
//!
//! The flow: `marks` finds what stands in quotation marks, `clause` the verbs of speech with their subjects (`phrase`) and
//! what they report (`content`), `attribute` joins the two, `talk` walks through the article and `people` says whom the
//! subjects stand for.

mod attribute;
mod clause;
mod content;
mod gender;
mod group;
mod marks;
mod named;
mod people;
mod phrase;
mod pronoun;
mod rules;
mod scene;
mod signed;
mod subject;
mod talk;
mod unlisted;
mod unsaid;
pub(crate) mod verb;

#[cfg(test)]
mod tests;

pub use rules::{RULES, meaning};

use serde::{Deserialize, Serialize};

use crate::article::ParagraphNo;
use crate::entity::EntityKey;
use crate::mention::Rule;
use crate::passage::Passage;
use crate::span::Span;
use talk::Talk;

/// How words are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuotationKind {
    /// In quotation marks: the speaker's own words.
    Direct,
    /// In the reporter's words: `Macron mentioned that ...`, `according to ...`.
    Indirect,
    /// A fragment in quotation marks inside a reported clause, with that clause's speaker.
    Partial,
    /// Quotation marks without an act of speech.
    Scare,
}

impl QuotationKind {
    /// All kinds, in their order.
    pub const ALL: [Self; 4] = [Self::Direct, Self::Indirect, Self::Partial, Self::Scare];

    /// Gives the stable name used in JSON, fields and options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Partial => "partial",
            Self::Scare => "scare",
        }
    }
}

/// What an act of speech does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CueClass {
    /// It states: `said`, `explained`, `according to`.
    Said,
    /// It states what the reporter does not vouch for: `claimed`, `alleged`, `insisted`.
    Claimed,
    /// It denies or rejects.
    Denied,
    /// It demands, urges or orders.
    Demanded,
    /// It asks.
    Asked,
    /// It promises or agrees.
    Promised,
    /// It warns or threatens.
    Warned,
}

impl CueClass {
    /// All classes, in their order.
    pub const ALL: [Self; 7] =
        [Self::Said, Self::Claimed, Self::Denied, Self::Demanded, Self::Asked, Self::Promised, Self::Warned];

    /// Gives the stable name used in JSON, fields and facets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Claimed => "claimed",
            Self::Denied => "denied",
            Self::Demanded => "demanded",
            Self::Asked => "asked",
            Self::Promised => "promised",
            Self::Warned => "warned",
        }
    }
}

/// The words that report an act of speech.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// As written: `says`, `according to`.
    pub text: String,
    /// The form under which all forms of the verb are counted, its past tense in small letters: `said`.
    pub verb: String,
    /// What it does.
    pub class: CueClass,
    /// The paragraph in which it stands.
    pub paragraph: ParagraphNo,
    /// Its bytes in that paragraph.
    pub span: Span,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The name of the entity, else the words that describe the speaker (`local officials`), else the pronoun.
    pub name: String,
    /// The entity, where one is known.
    pub key: Option<EntityKey>,
    /// The title or role that the article gives the entity where it names it so, as written (`French President`).
    pub role: Option<String>,
    /// What stands beside the cue for the entity, or for the words that describe the speaker: `she`, `the spokesman`.
    pub via: Option<String>,
    /// The paragraph in which the name, or the description, stands.
    pub paragraph: ParagraphNo,
    /// Its bytes in that paragraph.
    pub span: Span,
    /// Why it was taken for the speaker.
    pub rule: Rule,
    /// Whether it was inferred: a pronoun, a description or the turn of a talk stands for the name.
    pub inferred: bool,
}

impl Speaker {
    /// Tells whether the speaker is known, be it by description alone; a pronoun that nothing resolves is not.
    pub fn is_known(&self) -> bool {
        self.key.is_some() || self.via.as_ref() != Some(&self.name)
    }
}

/// One stretch of reported words in one paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotationPart {
    /// Which quotation of the article, from 0 in the order of their first parts; the parts of one share it.
    pub quotation: u32,
    /// Which part of that quotation, from 0.
    pub part: u32,
    /// Its bytes, without quotation marks.
    pub span: Span,
    /// The positions of its first and one past its last word in the paragraph.
    pub words: (u32, u32),
    /// How the words are reported.
    pub kind: QuotationKind,
    /// What reports them, where something does.
    pub cue: Option<Cue>,
    /// Who speaks, several where they speak jointly; none where nothing tells.
    pub speakers: Vec<Speaker>,
    /// Why it was taken for a quotation of this kind.
    pub rule: Rule,
}

/// Finds the quotations of an article; entry 0 is the headline. Parts are in order of their spans.
pub(crate) fn find(passages: &[Passage<'_>]) -> Vec<Vec<QuotationPart>> {
    let mut talk = Talk::new(passages);
    passages.iter().enumerate().map(|(place, passage)| talk.paragraph(place, passage)).collect()
}
