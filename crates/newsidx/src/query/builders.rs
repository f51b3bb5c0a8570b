//! Queries from their parts. In: words and fields. Out: queries. Must not know the typed form.

use newsidx_text::CivilDay;

use super::ast::{Counted, Days, EntityField, EventDays, Field, Form, Matcher, Query, Relation, Term};
use super::characters::is_space;

impl Query {
    /// Makes a query for a word in any inflected form.
    ///
    /// # Examples
    /// ```
    /// use newsidx::query::Query;
    ///
    /// let query = Query::word("ceasefire").and(Query::person("Emmanuel Macron")).and(Query::word("troops").not());
    /// assert_eq!(query.to_string(), r#"ceasefire AND person:"Emmanuel Macron" AND NOT troops"#);
    /// ```
    pub fn word(word: impl Into<String>) -> Self {
        Self::field(Field::Anywhere, Matcher::Word(word.into()))
    }

    /// Makes a query for a word as it stands, case and accents aside.
    pub fn exact(word: impl Into<String>) -> Self {
        Self::field(Field::Anywhere, Matcher::Exact(word.into()))
    }

    /// Makes a query for words one after the other.
    pub fn phrase(words: impl Into<String>) -> Self {
        Self::field(Field::Anywhere, Matcher::Phrase { text: words.into(), slop: 0, form: Form::Inflected })
    }

    /// Makes a query for words that begin so.
    pub fn prefix(start: impl Into<String>) -> Self {
        Self::field(Field::Anywhere, Matcher::Prefix(start.into()))
    }

    /// Makes a query for one condition on one field.
    pub fn field(field: Field, matcher: Matcher) -> Self {
        Self::Term(Term { field, matcher })
    }

    /// Makes a query for a person by name.
    pub fn person(name: impl Into<String>) -> Self {
        Self::named(Field::Entity(EntityField::Person), &name.into())
    }

    /// Makes a query for a country, region, city or other place by name.
    pub fn place(name: impl Into<String>) -> Self {
        Self::named(Field::Entity(EntityField::Place), &name.into())
    }

    /// Makes a query for an organisation by name.
    pub fn org(name: impl Into<String>) -> Self {
        Self::named(Field::Entity(EntityField::Org), &name.into())
    }

    /// Makes a query for words in the headline.
    pub fn title(words: impl Into<String>) -> Self {
        Self::named(Field::Title, &words.into())
    }

    /// Makes a query for articles published from one day to another, both included; an open end is `None`.
    pub fn published(from: Option<CivilDay>, to: Option<CivilDay>) -> Self {
        Self::Days(Days { from, to })
    }

    /// Makes a query for paragraphs that name days from one to another, both included; an open end is `None`.
    pub fn event(from: Option<CivilDay>, to: Option<CivilDay>) -> Self {
        Self::Event(EventDays { from, to, relation: Relation::Within })
    }

    /// Makes a query for paragraphs in which a person, or another one who speaks, is quoted.
    pub fn speaker(name: impl Into<String>) -> Self {
        Self::named(Field::Speaker, &name.into())
    }

    /// Makes a query for paragraphs in which these words stand in something that is said; several stand side by side.
    pub fn said(words: impl Into<String>) -> Self {
        Self::named(Field::Said, &words.into())
    }

    /// Makes a query for paragraphs with speech that is reported so: by a verb in any form, or a class such as `denied`.
    pub fn cue(verb: impl Into<String>) -> Self {
        Self::named(Field::Cue, &verb.into())
    }

    /// Makes a query for paragraphs that count or measure something.
    pub fn counted(thing: impl Into<String>) -> Self {
        Self::Counted(Counted { thing: thing.into(), from: None, to: None })
    }

    /// Makes a query that this and `other` must satisfy.
    pub fn and(self, other: Self) -> Self {
        match self {
            Self::And(mut parts) => {
                parts.push(other);
                Self::And(parts)
            }
            first => Self::And(vec![first, other]),
        }
    }

    /// Makes a query that this or `other` must satisfy.
    pub fn or(self, other: Self) -> Self {
        match self {
            Self::Or(mut parts) => {
                parts.push(other);
                Self::Or(parts)
            }
            first => Self::Or(vec![first, other]),
        }
    }

    /// Makes a query for what this one does not find.
    #[expect(clippy::should_implement_trait, reason = "a builder step that needs no import, as `and` and `or`")]
    pub fn not(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// Makes a query for articles in which some paragraph, or the headline, satisfies this one.
    pub fn in_article(self) -> Self {
        Self::Article(Box::new(self))
    }

    /// Multiplies the score; a factor that is not positive and finite changes nothing.
    pub fn boost(self, factor: f32) -> Self {
        if is_factor(factor) { Self::Boost(Box::new(self), factor) } else { self }
    }

    /// Makes a query that finds nothing; it prints as `NOT *`.
    pub fn nothing() -> Self {
        Self::All.not()
    }

    fn named(field: Field, name: &str) -> Self {
        let name = name.trim_matches(is_space).to_owned();
        if name.contains(is_space) {
            return Self::field(field, Matcher::Phrase { text: name, slop: 0, form: Form::Inflected });
        }
        Self::field(field, Matcher::Word(name))
    }
}

/// Tells whether a score can be multiplied by this.
pub(super) fn is_factor(factor: f32) -> bool {
    factor.is_finite() && factor > 0.0
}
