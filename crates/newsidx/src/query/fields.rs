//! The names of fields. In: a name as typed. Out: what it asks, or why it cannot be asked. Must not know the grammar.

use super::ast::{EntityField, Field};
use super::error::QueryError;

/// What a field name stands for.
pub(super) enum Name {
    Field(Field),
    Date(DateField),
    Article,
    /// What is counted.
    Quantity,
    /// A name kept for later work, with the word for what the index does not hold.
    Reserved(&'static str),
    Unknown,
}

/// How a day of publication is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateField {
    /// In the period.
    Date,
    /// Later than the period.
    After,
    /// Earlier than the period.
    Before,
    /// Named in the text, the days of the expression inside the period.
    Event,
    /// Named in the text, some day of the expression inside the period.
    EventOverlap,
}

const PLAIN: [(&str, Field); 14] = [
    ("text", Field::Text),
    ("title", Field::Title),
    ("section", Field::Section),
    ("source", Field::Source),
    ("author", Field::Author),
    ("topic", Field::Topic),
    ("url", Field::Url),
    ("lang", Field::Lang),
    ("id", Field::Id),
    ("entity", Field::AnyEntity),
    ("role", Field::Role),
    ("speaker", Field::Speaker),
    ("said", Field::Said),
    ("cue", Field::Cue),
];
const DATES: [(&str, DateField); 5] = [
    ("date", DateField::Date),
    ("after", DateField::After),
    ("before", DateField::Before),
    ("event", DateField::Event),
    ("event~", DateField::EventOverlap),
];
const QUANTITY: &str = "qty";
const ALIASES: [&str; 2] = ["organisation", "organization"];
const RESERVED: [(&str, &str); 1] = [("lead", "leads")];
/// What other tools and people call a field, offered where no field has that name.
const SYNONYMS: [(&str, &str); 36] = [
    ("agency", "source"),
    ("body", "text"),
    ("byline", "author"),
    ("category", "section"),
    ("city", "place"),
    ("company", "org"),
    ("count", "qty"),
    ("country", "place"),
    ("headline", "title"),
    ("keyword", "topic"),
    ("language", "lang"),
    ("link", "url"),
    ("location", "place"),
    ("newspaper", "source"),
    ("number", "qty"),
    ("outlet", "source"),
    ("people", "person"),
    ("persons", "person"),
    ("province", "place"),
    ("published", "date"),
    ("publisher", "source"),
    ("quantity", "qty"),
    ("quote", "said"),
    ("region", "place"),
    ("reporter", "author"),
    ("rubric", "section"),
    ("since", "after"),
    ("state", "place"),
    ("subject", "topic"),
    ("tag", "topic"),
    ("until", "before"),
    ("verb", "cue"),
    ("when", "event"),
    ("where", "place"),
    ("who", "person"),
    ("writer", "author"),
];
const META: &str = "meta.";
/// The longest name that is compared with the known ones: no known name is half as long.
const LONGEST: usize = 24;

impl EntityField {
    /// Every type of entity, in the order in which they are listed to people.
    pub const ALL: [Self; 8] =
        [Self::Person, Self::Place, Self::Org, Self::Facility, Self::Group, Self::Occasion, Self::Product, Self::Work];

    /// Gives the name of the field and of the facet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Org => "org",
            Self::Facility => "facility",
            Self::Group => "group",
            Self::Occasion => "occasion",
            Self::Product => "product",
            Self::Work => "work",
        }
    }
}

impl Field {
    /// Gives the field of a name as a person types it, or `None` when no field is called so.
    ///
    /// Upper and lower case are one, except in the key after `meta.`; `organisation` and `organization` are `org`.
    ///
    /// # Examples
    /// ```
    /// use newsidx::query::{EntityField, Field};
    ///
    /// assert_eq!(Field::from_name("Person"), Some(Field::Entity(EntityField::Person)));
    /// assert_eq!(Field::from_name("meta.desk"), Some(Field::Meta("desk".to_owned())));
    /// assert_eq!(Field::from_name("lead"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(key) = strip_meta(name) {
            return (!key.is_empty()).then(|| Self::Meta(key.to_owned()));
        }
        let known = |known: &str| known.eq_ignore_ascii_case(name);
        if ALIASES.iter().any(|alias| known(alias)) {
            return Some(Self::Entity(EntityField::Org));
        }
        let entity = EntityField::ALL.into_iter().find(|entity| known(entity.name())).map(Self::Entity);
        entity.or_else(|| PLAIN.iter().find(|(plain, _)| known(plain)).map(|(_, field)| field.clone()))
    }

    /// Gives the name of the field without the colon, empty for a word without a field.
    pub fn name(&self) -> String {
        match self {
            Self::Anywhere => String::new(),
            Self::Entity(entity) => entity.name().to_owned(),
            Self::Meta(key) => format!("{META}{key}"),
            plain => PLAIN.iter().find(|(_, field)| field == plain).map_or("", |(name, _)| name).to_owned(),
        }
    }
}

/// Gives the key of a name of the form `meta.KEY`.
pub(super) fn strip_meta(name: &str) -> Option<&str> {
    let (start, key) = name.split_at_checked(META.len())?;
    start.eq_ignore_ascii_case(META).then_some(key)
}

/// Finds out what a name stands for.
pub(super) fn resolve(name: &str) -> Name {
    if let Some(field) = Field::from_name(name) {
        return Name::Field(field);
    }
    let known = |known: &str| known.eq_ignore_ascii_case(name);
    if let Some((_, date)) = DATES.iter().find(|(date, _)| known(date)) {
        return Name::Date(*date);
    }
    if known("article") {
        return Name::Article;
    }
    if known(QUANTITY) {
        return Name::Quantity;
    }
    RESERVED.iter().find(|(reserved, _)| known(reserved)).map_or(Name::Unknown, |(_, plural)| Name::Reserved(plural))
}

/// Makes the error of a name that is kept for later work.
pub(super) fn reserved(plural: &str, position: usize) -> QueryError {
    QueryError::new(format!("this index holds no {plural}"), position).hint_at(list())
}

/// Makes the error of a name that no field has.
pub(super) fn unknown(name: &str, position: usize) -> QueryError {
    if strip_meta(name).is_some() || name.eq_ignore_ascii_case("meta") {
        return QueryError::new(format!("`{name}:` lacks a key"), position)
            .hint_at("write the key as the article has it, as in `meta.desk:politics`");
    }
    let short: String = name.chars().take(LONGEST).collect();
    match meant(name) {
        Some(known) => QueryError::new(format!("unknown field `{short}:`, did you mean `{known}:`?"), position)
            .hint_at(format!("{}to search for the text itself, write `{short}\\:`", not_held(known))),
        None => QueryError::new(format!("unknown field `{short}:`"), position).hint_at(list()),
    }
}

/// Says so where the field that is offered is one that cannot be asked yet.
fn not_held(known: &str) -> String {
    let plural = RESERVED.iter().find(|(reserved, _)| *reserved == known).map(|(_, plural)| plural);
    plural.map_or_else(String::new, |plural| format!("this index holds no {plural}; "))
}

fn list() -> String {
    let entities = EntityField::ALL.iter().map(|entity| entity.name());
    let plain = PLAIN.iter().map(|(name, _)| *name);
    let dates = DATES.iter().map(|(name, _)| *name);
    let names: Vec<&str> = plain.chain(entities).chain(dates).chain([QUANTITY, "meta.KEY", "article"]).collect();
    format!("the fields are {}", names.join(", "))
}

/// Gives the field that a name may stand for: a synonym, in the singular or plural, else the nearest name.
pub(crate) fn meant(name: &str) -> Option<&'static str> {
    let called = |synonym: &str| {
        let plural = name.strip_suffix(['s', 'S']).is_some_and(|single| single.eq_ignore_ascii_case(synonym));
        plural || name.eq_ignore_ascii_case(synonym)
    };
    let synonym = SYNONYMS.iter().find(|(synonym, _)| called(synonym)).map(|(_, known)| *known);
    synonym.or_else(|| nearest(name))
}

fn nearest(name: &str) -> Option<&'static str> {
    let typed: Vec<char> = name.chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
    if typed.len() > LONGEST {
        return None;
    }
    let allowed = if typed.len() > 4 { 2 } else { 1 };
    let entities = EntityField::ALL.iter().map(|entity| entity.name());
    let plain = PLAIN.iter().map(|(name, _)| *name);
    let others = DATES.iter().map(|(name, _)| *name).chain(RESERVED.iter().map(|(name, _)| *name));
    let names = plain.chain(entities).chain(others).chain(ALIASES).chain([QUANTITY, "article"]);
    let near = names.map(|known| (distance(&typed, known), known)).filter(|(edits, _)| *edits <= allowed);
    near.min_by_key(|(edits, _)| *edits).map(|(_, known)| known)
}

/// Counts insertions, deletions, replacements and swaps of neighbours between two short words.
fn distance(typed: &[char], known: &str) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=typed.len()).collect();
    let mut previous = None;
    for (line, wanted) in known.chars().enumerate() {
        let next = next_row(typed, (wanted, previous), line + 1, &row, &before);
        before = std::mem::replace(&mut row, next);
        previous = Some(wanted);
    }
    row.last().copied().unwrap_or_default()
}

/// Makes one row of the table of distances from the two rows before it.
fn next_row(typed: &[char], known: (char, Option<char>), line: usize, row: &[usize], before: &[usize]) -> Vec<usize> {
    let (wanted, previous) = known;
    let mut next = vec![line];
    for (at, &found) in typed.iter().enumerate() {
        let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
        let replaced = cell(row, at) + usize::from(found != wanted);
        let mut best = replaced.min(cell(row, at + 1) + 1).min(cell(&next, at) + 1);
        let swapped = at.checked_sub(1).and_then(|left| typed.get(left)) == Some(&wanted) && previous == Some(found);
        if swapped {
            best = best.min(cell(before, at.saturating_sub(1)) + 1);
        }
        next.push(best);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::{Name, SYNONYMS, meant, resolve};

    fn check(typed: &str, expected: Option<&str>) {
        assert_eq!(meant(typed), expected, "{typed}");
    }

    #[test]
    fn suggests_the_nearest_name() {
        check("spaeker", Some("speaker"));
        check("persno", Some("person"));
        check("persons", Some("person"));
        check("Titel", Some("title"));
        check("tilte", Some("title"));
        check("secton", Some("section"));
        check("autor", Some("author"));
        check("datte", Some("date"));
        check("organisations", Some("organisation"));
        check("sourse", Some("source"));
        check("urk", Some("url"));
        check("beofre", Some("before"));
        check("evnet", Some("event"));
        check("artcle", Some("article"));
        check("outlet", Some("source"));
        check("Publishers", Some("source"));
        check("who", Some("person"));
        check("weather", None);
        check("tomorrow", None);
        check(&"a".repeat(1 << 20), None);
    }

    #[test]
    fn synonyms_are_sorted_and_lead_to_fields() {
        assert!(SYNONYMS.is_sorted_by(|a, b| a.0 < b.0));
        for (synonym, known) in SYNONYMS {
            assert!(matches!(resolve(synonym), Name::Unknown), "{synonym}");
            assert!(!matches!(resolve(known), Name::Unknown), "{known}");
        }
    }
}
