//! The typed query. In: nothing. Out: a value that programs build, the parser makes, and `Display` prints back.

use newsidx_text::{Amount, CivilDay};
use serde::{Deserialize, Serialize};

/// A question to an index.
///
/// Build one with [`Query::parse`] from what a person typed, or from its parts.
/// `Display` prints a form that parses back to the same value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// Every paragraph.
    All,
    /// Paragraphs in which a field holds what the matcher asks.
    Term(Term),
    /// Paragraphs of articles published in a span of days.
    Days(Days),
    /// Paragraphs that name days, whenever they were published (`event:`).
    Event(EventDays),
    /// Paragraphs that count or measure something (`qty:`).
    Counted(Counted),
    /// Paragraphs that satisfy each part.
    And(Vec<Query>),
    /// Paragraphs that satisfy at least one part.
    Or(Vec<Query>),
    /// Paragraphs that do not satisfy the part.
    Not(Box<Query>),
    /// Paragraphs of articles in which some paragraph, or the headline, satisfies the part.
    Article(Box<Query>),
    /// The part, its score multiplied by a positive factor.
    Boost(Box<Query>, f32),
}

/// One condition on one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Where to look.
    pub field: Field,
    /// What to find there.
    pub matcher: Matcher,
}

/// The days an article was published on, both ends included; an open end is `None`, not both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first day.
    pub from: Option<CivilDay>,
    /// The last day.
    pub to: Option<CivilDay>,
}

/// The days that an expression of time covers, such as `on Friday` or `last week`; an open end is `None`, not both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDays {
    /// The first day.
    pub from: Option<CivilDay>,
    /// The last day.
    pub to: Option<CivilDay>,
    /// How the days of the expression lie to these.
    pub relation: Relation,
}

/// How the days of an expression lie to those that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// All of them lie inside (`event:`).
    Within,
    /// Some of them lie inside (`event~:`).
    Overlaps,
}

/// A quantity: what is counted, and how much of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Words of what is counted, of its unit or of what befell it, in any inflected form; empty for anything.
    pub thing: String,
    /// The least figure.
    pub from: Option<Limit>,
    /// The greatest figure.
    pub to: Option<Limit>,
}

/// One end of a range of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The figure.
    pub value: Amount,
    /// Whether the figure itself belongs to the range.
    pub bound: Bound,
}

/// Where a term is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The body; a match in the headline lifts the article. What a word without a field means.
    Anywhere,
    /// The body only (`text:`).
    Text,
    /// The headline: a condition on the article (`title:`).
    Title,
    /// The names of the entities of one type that the paragraph mentions.
    Entity(EntityField),
    /// The names of the entities of any type that the paragraph mentions (`entity:`).
    AnyEntity,
    /// The titles and roles beside the people whom the paragraph mentions (`role:`).
    Role,
    /// Those who speak in the paragraph (`speaker:`).
    Speaker,
    /// What is quoted in the paragraph, be it in the speaker's words or the reporter's (`said:`).
    Said,
    /// The words that report speech in the paragraph, and what they do (`cue:`).
    Cue,
    /// The section (`section:`).
    Section,
    /// The outlet (`source:`).
    Source,
    /// The byline (`author:`).
    Author,
    /// The topics (`topic:`).
    Topic,
    /// The address (`url:`).
    Url,
    /// The language as an ISO 639-1 code (`lang:`).
    Lang,
    /// The item id (`id:`).
    Id,
    /// A key of the article's own metadata (`meta.KEY:`).
    Meta(String),
}

/// A type of entity as a field and a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityField {
    /// `person:`
    Person,
    /// `place:`: countries, regions, cities and other places.
    Place,
    /// `org:`
    Org,
    /// `facility:`
    Facility,
    /// `group:`
    Group,
    /// `occasion:`: named events.
    Occasion,
    /// `product:`
    Product,
    /// `work:`
    Work,
}

/// What a term asks of its field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matcher {
    /// The word in any inflected form.
    Word(String),
    /// The word as it stands, case and accents aside (`=word`).
    Exact(String),
    /// The words one after the other, with up to `slop` other words between them in all.
    Phrase {
        /// The words as typed.
        text: String,
        /// How many moves of one position the words may make together.
        slop: u32,
        /// Which forms of the words count (`="..."`).
        form: Form,
    },
    /// Words that begin so (`prefix*`).
    Prefix(String),
    /// Words of this shape: `*` is any run of characters, `?` one; a backslash makes the next character plain.
    Wildcard(String),
    /// Words at most this many edits away, 1 or 2 (`word~1`).
    Fuzzy {
        /// The word as typed.
        word: String,
        /// Insertions, deletions, replacements and swaps of neighbours.
        distance: u8,
    },
    /// Values between two ends, compared as text (`[a TO b]`, `>=a`); an open end is `None`.
    Range {
        /// The lower end.
        from: Option<End>,
        /// The upper end.
        to: Option<End>,
    },
    /// Any value at all (`section:*`).
    Any,
}

/// One end of a range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// The value.
    pub value: String,
    /// Whether the value itself belongs to the range.
    pub bound: Bound,
}

/// Which forms of a word count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Any inflected form.
    Inflected,
    /// The word as it stands, case and accents aside.
    Exact,
}

/// Whether the end of a range belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// It does.
    Included,
    /// It does not.
    Excluded,
}
