//! The name under which an entity is stored. In: kind, name, id. Out: one string that parses back.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A state.
    Country,
    /// A part of a state, or a region of several.
    Region,
    /// A city, town or village.
    City,
    /// Any other place: a river, a sea, a mountain.
    Place,
    /// A building, plant, base, bridge or road.
    Facility,
    /// An organisation.
    Organisation,
    /// A nationality, a religious or a political group.
    Group,
    /// A named event.
    Event,
    /// A weapon, vehicle, ship, aircraft or other named thing that is made.
    Product,
    /// A work: a book, film, song, law or newspaper column.
    Work,
}

impl EntityKind {
    /// All kinds, in their order.
    pub const ALL: [Self; 11] = [
        Self::Person,
        Self::Country,
        Self::Region,
        Self::City,
        Self::Place,
        Self::Facility,
        Self::Organisation,
        Self::Group,
        Self::Event,
        Self::Product,
        Self::Work,
    ];

    /// Gives the stable label used in keys, JSON and annotations, such as `place/country`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Country => "place/country",
            Self::Region => "place/region",
            Self::City => "place/city",
            Self::Place => "place/other",
            Self::Facility => "place/facility",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Event => "event",
            Self::Product => "product",
            Self::Work => "work",
        }
    }
}

/// The key of an entity: its kind, its fullest name in the article, and an external id where one is known.
///
/// Written as `kind/name` or `kind/name#id`: `person/Donald Trump`, `place/country/Ukraine#UA`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityKey {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name, white space collapsed, without title or possessive; never empty, without `#`.
    pub name: String,
    /// An id in a public register: ISO 3166 for countries.
    pub id: Option<String>,
}

impl EntityKey {
    /// Makes a key without an external id.
    pub fn new(kind: EntityKind, name: impl Into<String>) -> Self {
        Self { kind, name: name.into().replace('#', ""), id: None }
    }

    /// Adds the id of a public register.
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl fmt::Display for EntityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.label(), self.name)?;
        self.id.as_ref().map_or(Ok(()), |id| write!(f, "#{id}"))
    }
}

impl FromStr for EntityKey {
    type Err = ();

    /// Reads a key back; fails on anything that no key prints.
    fn from_str(key: &str) -> Result<Self, ()> {
        let (kind, rest) = EntityKind::ALL
            .into_iter()
            .find_map(|kind| Some((kind, key.strip_prefix(kind.label())?.strip_prefix('/')?)))
            .ok_or(())?;
        let (name, id) = rest.split_once('#').map_or((rest, None), |(name, id)| (name, Some(id.to_owned())));
        if name.is_empty() {
            return Err(());
        }
        Ok(Self { kind, name: name.to_owned(), id })
    }
}
