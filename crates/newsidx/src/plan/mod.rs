//! The plan: a query as engines answer it. In: a [`Query`](crate::Query). Out: analysed terms, names, days and scopes.
//!
//! A plan is plain data. It knows no engine, and no engine has to analyse text: every word in it is already
//! the token that an index stores.

mod build;
pub mod edit;
mod evaluate;
mod facts;
mod label;
mod names;
mod variants;
mod within;

pub use build::{Vocabulary, plan, plan_with_variants};
pub use evaluate::{AnalysedParagraph, Highlighter, evaluate, sloppy_matches};
pub use facts::{Amounts, SPOKEN, SpeakerTest, Speech, SpeechTest, cue_values, lies};
pub use label::{label_whole, label_words};
pub use names::Names;
pub use variants::{Spellings, Variants};
pub(crate) use within::told as told_of_places;

use newsidx_text::CivilDay;
use serde::{Deserialize, Serialize};

use crate::query::{EntityField, Relation};

/// A query, analysed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// What a paragraph must satisfy.
    pub clause: Clause,
}

/// A condition on a paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clause {
    /// Every paragraph.
    All,
    /// No paragraph.
    Nothing,
    /// Words in a text.
    Text {
        /// In which text.
        scope: Scope,
        /// Which words.
        shape: Shape,
    },
    /// A name of an entity that the paragraph mentions, or a label of the article.
    Label {
        /// Whose values.
        field: Label,
        /// What one of the values must be.
        test: LabelTest,
    },
    /// The article was published on one of these days, both included.
    Days {
        /// The first day, if any.
        from: Option<CivilDay>,
        /// The last day, if any.
        to: Option<CivilDay>,
    },
    /// One quotation of the paragraph satisfies this.
    Speech(Speech),
    /// The paragraph names days that lie so to these, both included.
    Event {
        /// The first day, if any.
        from: Option<CivilDay>,
        /// The last day, if any.
        to: Option<CivilDay>,
        /// How the days lie to these.
        relation: Relation,
    },
    /// One quantity of the paragraph satisfies this.
    Counted(Amounts),
    /// Each part holds.
    And(Vec<Clause>),
    /// At least one part holds.
    Or(Vec<Clause>),
    /// The part does not hold.
    Not(Box<Clause>),
    /// The part holds for some paragraph of the article or for its headline.
    Article(Box<Clause>),
    /// The part, its score multiplied.
    Boost(Box<Clause>, f32),
    /// The part as a condition alone: its words do not score.
    Unscored(Box<Clause>),
}

/// Which text a word is looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The paragraph itself: the headline for paragraph 0.
    Own,
    /// The paragraph when it belongs to the body; never the headline.
    Body,
    /// The headline of the paragraph's article.
    Headline,
}

/// Words, as tokens of the index.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Any one of these tokens.
    AnyOf(Vec<String>),
    /// The tokens of one of the variants at successive positions, with `slop` moves in all.
    ///
    /// A variant is the phrase in one language and one spelling; all variants have the same length, at least 2.
    Phrase {
        /// The phrase, once per language that stems it differently and per spelling of its names.
        variants: Vec<Vec<String>>,
        /// The widest spread of the words' displacements: 0 is an exact phrase, 2 a swap of neighbours.
        slop: u32,
    },
    /// Any folded word that begins so.
    Prefix(String),
    /// Any folded word of this shape: `*` any run of characters, `?` one character.
    Wildcard(String),
    /// Any folded word at most `distance` edits away, swaps of neighbours counting one.
    Fuzzy {
        /// The folded word.
        word: String,
        /// 1 or 2.
        distance: u8,
    },
    /// Any folded word between two ends.
    Range {
        /// The lower end and whether it is included.
        from: Option<(String, bool)>,
        /// The upper end and whether it is included.
        to: Option<(String, bool)>,
    },
}

/// A set of values that a paragraph or its article carries beside the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Names of the entities that the paragraph mentions, as resolved and as written.
    Entity(EntityField),
    /// The titles and roles that stand beside the people whom the paragraph mentions.
    Role,
    /// Those who speak in the paragraph.
    Speaker,
    /// Verbs, words and classes of what reports speech in the paragraph.
    Cue,
    /// The countries that hold the regions and cities that the paragraph mentions.
    Within,
    /// The regions that the paragraph mentions and those that hold the cities it mentions, by their keys.
    Region,
    /// The section of the article.
    Section,
    /// Its outlet.
    Source,
    /// Its authors.
    Author,
    /// Its topics.
    Topic,
    /// Its address.
    Url,
    /// Its language.
    Lang,
    /// Its item id.
    Id,
    /// A key of its own metadata.
    Meta(String),
}

impl Label {
    /// Gives the name under which the values are stored; `.` only occurs after `meta`.
    pub fn name(&self) -> String {
        match self {
            Self::Entity(field) => field.name().to_owned(),
            Self::Role => "role".to_owned(),
            Self::Speaker => "speaker".to_owned(),
            Self::Cue => "cue".to_owned(),
            Self::Within => "within".to_owned(),
            Self::Region => "region".to_owned(),
            Self::Section => "section".to_owned(),
            Self::Source => "source".to_owned(),
            Self::Author => "author".to_owned(),
            Self::Topic => "topic".to_owned(),
            Self::Url => "url".to_owned(),
            Self::Lang => "lang".to_owned(),
            Self::Id => "id".to_owned(),
            Self::Meta(key) => format!("meta.{key}"),
        }
    }

    /// Tells whether paragraphs carry it themselves; other labels belong to the article.
    pub fn is_of_paragraph(&self) -> bool {
        matches!(self, Self::Entity(_) | Self::Role | Self::Speaker | Self::Cue | Self::Within | Self::Region)
    }
}

/// What a value must be; all texts are folded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelTest {
    /// Holds these words one after the other.
    Words(Vec<String>),
    /// Is exactly this.
    Whole(String),
    /// Holds a word that begins so.
    Prefix(String),
    /// Holds a word of this shape.
    Wildcard(String),
    /// Holds a word at most `distance` edits away.
    Fuzzy {
        /// The folded word.
        word: String,
        /// 1 or 2.
        distance: u8,
    },
    /// Lies between two ends as a whole.
    Range {
        /// The lower end and whether it is included.
        from: Option<(String, bool)>,
        /// The upper end and whether it is included.
        to: Option<(String, bool)>,
    },
    /// There is a value.
    Any,
    /// The name that the entity has is exactly this, however the text writes it.
    Named(String),
    /// Satisfies the test, and the entity has none of these names.
    Except {
        /// What a value must be.
        test: Box<LabelTest>,
        /// Whole names of the entities that do not count.
        names: Vec<String>,
    },
}

impl Clause {
    /// Tells whether some positive part asks for words or names, so that a headline can answer it.
    pub fn asks_of_text(&self) -> bool {
        match self {
            Self::Text { scope, .. } => *scope == Scope::Own,
            Self::Label { field, .. } => field.is_of_paragraph(),
            Self::Speech(_) | Self::Event { .. } | Self::Counted(_) => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::asks_of_text),
            Self::Boost(part, _) | Self::Unscored(part) => part.asks_of_text(),
            Self::All | Self::Nothing | Self::Days { .. } | Self::Not(_) | Self::Article(_) => false,
        }
    }

    /// Visits the shapes that score: those of the paragraph's own text that are not negated.
    pub fn visit_scoring<'a>(&'a self, visit: &mut dyn FnMut(&'a Shape, f32)) {
        self.visit_boosted(1.0, visit);
    }

    fn visit_boosted<'a>(&'a self, boost: f32, visit: &mut dyn FnMut(&'a Shape, f32)) {
        match self {
            Self::Text { scope: Scope::Own | Scope::Body, shape } => visit(shape, boost),
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.visit_boosted(boost, visit)),
            Self::Boost(part, factor) => part.visit_boosted(boost * factor, visit),
            _ => {}
        }
    }
}
