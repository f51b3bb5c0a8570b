//! Facets: counts of values over a set of paragraphs. In: what to count. Out: exact rows.

use newsidx_text::{CivilDay, DateMention, EntityKind, Grain};
use serde::{Deserialize, Serialize};

use crate::engine::ArticleId;
use crate::plan::{Label, label_whole};
use crate::query::{EntityField, Field, Query};

/// What can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// Entities of one type.
    Entity(EntityField),
    /// Countries, by their own mentions and by those of what lies in them.
    Country,
    /// Regions, by their own mentions and by those of the cities in them; other places each on its own.
    ///
    /// A city whose region no list knows counts for its country.
    Region,
    /// Titles and roles beside people.
    Role,
    /// Entities that speak.
    Speaker,
    /// Verbs that report speech.
    Cue,
    /// Days that the text names, and coarser stretches of time, each on its own.
    Event,
    /// Sections.
    Section,
    /// Outlets.
    Source,
    /// Authors.
    Author,
    /// Topics.
    Topic,
    /// Languages.
    Lang,
    /// Years of publication.
    Year,
    /// Days of publication.
    Day,
}

impl Facet {
    /// All facets, entities first.
    pub const ALL: [Self; 21] = [
        Self::Entity(EntityField::Person),
        Self::Entity(EntityField::Place),
        Self::Entity(EntityField::Org),
        Self::Entity(EntityField::Facility),
        Self::Entity(EntityField::Group),
        Self::Entity(EntityField::Occasion),
        Self::Entity(EntityField::Product),
        Self::Entity(EntityField::Work),
        Self::Country,
        Self::Region,
        Self::Role,
        Self::Speaker,
        Self::Cue,
        Self::Event,
        Self::Section,
        Self::Source,
        Self::Author,
        Self::Topic,
        Self::Lang,
        Self::Year,
        Self::Day,
    ];

    /// Gives the name a person types: `person`, `section`, `year`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entity(field) => field.name(),
            Self::Country => "country",
            Self::Region => "region",
            Self::Role => "role",
            Self::Speaker => "speaker",
            Self::Cue => "cue",
            Self::Event => "event",
            Self::Section => "section",
            Self::Source => "source",
            Self::Author => "author",
            Self::Topic => "topic",
            Self::Lang => "lang",
            Self::Year => "year",
            Self::Day => "day",
        }
    }

    /// Finds a facet by its name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.name() == name)
    }

    /// Finds the facet that a name which no facet has may stand for: `person` for `people` or `persn`.
    pub fn meant_by(name: &str) -> Option<Self> {
        crate::query::meant(name).and_then(Self::named)
    }

    /// Gives a query without its own conditions on this facet: what is counted to show what another choice would find.
    ///
    /// Only conditions that everything found must satisfy are lifted, whole; an alternative such as
    /// `person:Putin OR ceasefire` asks for more than the facet, and stays.
    pub fn lifted_from(self, query: &Query) -> Query {
        match query {
            part if self.alone_in(part) => Query::All,
            Query::And(parts) => {
                let kept: Vec<Query> = parts.iter().filter(|part| !self.alone_in(part)).cloned().collect();
                Query::And(kept).normalised()
            }
            other => other.clone(),
        }
    }

    /// Tells whether a part of a query asks for nothing but this facet.
    fn alone_in(self, part: &Query) -> bool {
        match part {
            Query::Term(term) => self.field().is_some_and(|field| field == term.field),
            Query::Days(_) => matches!(self, Self::Year | Self::Day),
            Query::And(parts) | Query::Or(parts) => !parts.is_empty() && parts.iter().all(|part| self.alone_in(part)),
            Query::Not(part) | Query::Article(part) | Query::Boost(part, _) => self.alone_in(part),
            Query::Event(_) => self == Self::Event,
            Query::All | Query::Counted(_) => false,
        }
    }

    /// Gives the field of a query that asks for this facet; years are asked for by days.
    fn field(self) -> Option<Field> {
        if matches!(self, Self::Year | Self::Day) { None } else { Field::from_name(self.name()) }
    }

    /// Gives the label that a query would ask for, where there is one.
    pub fn label(self) -> Option<Label> {
        match self {
            Self::Entity(field) => Some(Label::Entity(field)),
            Self::Role => Some(Label::Role),
            Self::Speaker => Some(Label::Speaker),
            Self::Cue => Some(Label::Cue),
            Self::Section => Some(Label::Section),
            Self::Source => Some(Label::Source),
            Self::Author => Some(Label::Author),
            Self::Topic => Some(Label::Topic),
            Self::Lang => Some(Label::Lang),
            Self::Year | Self::Day | Self::Country | Self::Region | Self::Event => None,
        }
    }

    /// Gives the fields whose entities its values are; none where they are no entities.
    pub(crate) fn entities(self) -> Vec<EntityField> {
        match self {
            Self::Entity(field) => vec![field],
            Self::Country | Self::Region => vec![EntityField::Place],
            Self::Speaker => EntityField::ALL.to_vec(),
            _ => Vec::new(),
        }
    }

    /// Tells whether its values are keys of entities.
    pub(crate) fn is_of_entities(self) -> bool {
        matches!(self, Self::Entity(_) | Self::Country | Self::Region | Self::Speaker)
    }

    /// Tells whether its values are stretches of the days of publication.
    pub(crate) fn is_of_time(self) -> bool {
        matches!(self, Self::Year | Self::Day)
    }

    /// Gives the value of a day of publication.
    pub(crate) fn value_of_day(self, day: CivilDay) -> Option<String> {
        match self {
            Self::Year => Some(format!("{:04}", day.year()?)),
            Self::Day => Some(day.to_string()),
            _ => None,
        }
    }

    /// Tells whether paragraphs carry its values; otherwise the article does.
    pub(crate) fn is_of_paragraph(self) -> bool {
        !matches!(self, Self::Section | Self::Source | Self::Author | Self::Topic | Self::Lang | Self::Year | Self::Day)
    }
}

/// What stands before the words of an expression of time that was not resolved.
pub(crate) const UNRESOLVED: char = '?';

/// Gives the value under which a date is counted: a day, two days with a slash between them as ISO 8601 writes an
/// interval, or the words where they are not resolved; nothing for `now` and its like.
///
/// # Examples
/// ```
/// use newsidx::text::{CivilDay, DateMention, Grain, Rule, Span};
///
/// let friday = CivilDay::from_date(2025, 3, 14);
/// let (span, words) = (Span::new(3, 9), (1, 2));
/// let mention = DateMention { span, words, days: friday.zip(friday), grain: Grain::Day, rule: Rule::named("weekday") };
/// assert_eq!(newsidx::event_value(&mention, "On Friday").as_deref(), Some("2025-03-14"));
/// ```
pub fn event_value(date: &DateMention, text: &str) -> Option<String> {
    match date.days {
        _ if date.grain == Grain::Vague => None,
        Some((first, last)) if first == last => Some(first.to_string()),
        Some((first, last)) => Some(format!("{first}/{last}")),
        None => {
            let words: Vec<&str> = date.span.of(text).split_whitespace().collect();
            Some(format!("{UNRESOLVED}{}", words.join(" ")))
        }
    }
}

/// Gives the name to show for a value of [`event_value`].
pub(crate) fn event_name(value: &str) -> String {
    value.strip_prefix(UNRESOLVED).map_or_else(|| value.to_owned(), |words| format!("{words} (unresolved)"))
}

impl EntityField {
    /// Gives the field in which entities of a kind are found.
    pub fn of(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Country | EntityKind::Region | EntityKind::City | EntityKind::Place => Self::Place,
            EntityKind::Facility => Self::Facility,
            EntityKind::Organisation => Self::Org,
            EntityKind::Group => Self::Group,
            EntityKind::Event => Self::Occasion,
            EntityKind::Product => Self::Product,
            EntityKind::Work => Self::Work,
        }
    }
}

/// How to count one facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetRequest {
    /// What to count.
    pub facet: Facet,
    /// How many rows to give; `usize::MAX` for all. Default 10.
    pub size: usize,
    /// What decides the order of the rows.
    pub by: CountBy,
    /// Only values in which this text occurs, case and accents aside.
    pub holding: Option<String>,
    /// Whether rows carry the forms, roles and paragraphs of the value; they cost a look at each paragraph.
    pub detail: Detail,
}

impl FacetRequest {
    /// Asks for the ten most frequent values by paragraph.
    pub fn new(facet: Facet) -> Self {
        Self { facet, size: 10, by: CountBy::Paragraphs, holding: None, detail: Detail::Counts }
    }

    /// Asks for this many rows.
    pub fn size(mut self, size: usize) -> Self {
        self.size = size;
        self
    }

    /// Asks for the rows in the order of this count.
    pub fn by(mut self, by: CountBy) -> Self {
        self.by = by;
        self
    }

    /// Asks only for values in which the text occurs.
    pub fn holding(mut self, text: &str) -> Self {
        self.holding = Some(label_whole(text));
        self
    }

    /// Asks for forms, roles and paragraphs too.
    pub fn detail(mut self, detail: Detail) -> Self {
        self.detail = detail;
        self
    }
}

/// What a count counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountBy {
    /// Body paragraphs.
    #[default]
    Paragraphs,
    /// Articles in which a body paragraph counts.
    Articles,
}

/// How much a row tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Key, name and counts.
    #[default]
    Counts,
    /// Also the forms it was written in, the roles beside it, and the paragraphs.
    Full,
}

/// The counts of one facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetTable {
    /// What was counted.
    pub facet: Facet,
    /// The rows: highest count first, then by key.
    pub rows: Vec<FacetRow>,
    /// How many different values there are in all.
    pub values: u64,
}

/// The counts of one value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetRow {
    /// The stored value: an entity key or a label.
    pub key: String,
    /// The name to show.
    pub name: String,
    /// Body paragraphs.
    pub paragraphs: u64,
    /// Articles in which a body paragraph counts.
    pub articles: u64,
    /// Whether several people may bear the name, so that the row is one name and not surely one person.
    #[serde(default, skip_serializing_if = "is_false")]
    pub name_only: bool,
    /// The forms in which an entity was written, sorted; only in full detail.
    pub aliases: Vec<String>,
    /// The roles that stood beside a person, sorted; only in full detail.
    pub roles: Vec<String>,
    /// The paragraphs, by article and number; only in full detail.
    #[serde(rename = "in")]
    pub places: Vec<FacetPlace>,
}

/// The field is written only where it says something.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
pub(crate) fn is_false(flag: &bool) -> bool {
    !flag
}

/// One paragraph in which a value counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FacetPlace {
    /// The article.
    pub article: ArticleId,
    /// The number of the paragraph.
    pub no: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(facet: &str, query: &str, expected: &str) {
        let lifted = Facet::named(facet).map(|facet| facet.lifted_from(&query.parse().unwrap()));
        assert_eq!(lifted.map(|query| query.to_string()).as_deref(), Some(expected), "{facet} in {query}");
    }

    #[test]
    fn only_whole_conditions_are_lifted() {
        check("person", "ceasefire person:Putin", "ceasefire");
        check("person", "ceasefire person:(Putin OR Trump) -person:Macron place:Kyiv", "ceasefire AND place:Kyiv");
        check("person", "person:Putin", "*");
        check("person", "person:Putin OR ceasefire", "person:Putin OR ceasefire");
        check("year", "ceasefire date:2025", "ceasefire");
        check("source", "ceasefire lang:en source:Reuters", "ceasefire AND lang:en");
    }
}
