//! The one form of equal queries. In: any query. Out: the query the parser would make of it. Must not know the typed form.

use newsidx_text::CivilDay;

use newsidx_text::quantity::keys;

use super::ast::{Counted, Days, End, EventDays, Field, Form, Matcher, Query, Term};
use super::builders::is_factor;
use super::characters::{characters, has_word, is_space, is_unreadable, is_wild, unescape};

impl Query {
    /// Gives the one form that queries of equal meaning and order share, which is the form [`Query::parse`] makes.
    ///
    /// Groups of one and groups in groups of their own kind are dissolved, as are two negations on one another; a
    /// wildcard that is a prefix becomes one, a quoted single word is exact, and text loses what cannot be searched.
    /// A condition that cannot be met becomes [`Query::nothing`], never no condition. `Display` prints this form.
    ///
    /// # Examples
    /// ```
    /// use newsidx::query::Query;
    ///
    /// let nested = Query::And(vec![Query::word("a"), Query::And(vec![Query::word("b"), Query::word("c").not().not()])]);
    /// assert_eq!(nested.normalised(), Query::word("a").and(Query::word("b")).and(Query::word("c")));
    /// ```
    pub fn normalised(&self) -> Self {
        reduce(self).unwrap_or_else(Self::nothing)
    }
}

/// Gives the normal form, or `None` for a word without a letter or digit, which is no condition.
fn reduce(query: &Query) -> Option<Query> {
    match query {
        Query::All => Some(Query::All),
        Query::Term(term) => reduce_term(term),
        Query::Days(days) => Some(reduce_days(*days)),
        Query::Event(event) => Some(reduce_event(*event)),
        Query::Counted(counted) => Some(reduce_counted(counted)),
        Query::And(parts) if parts.is_empty() => Some(Query::All),
        Query::Or(parts) if parts.is_empty() => Some(Query::nothing()),
        Query::And(parts) => gathered(parts, Query::And, |part| match part {
            Query::And(inner) => Ok(inner),
            other => Err(other),
        }),
        Query::Or(parts) => gathered(parts, Query::Or, |part| match part {
            Query::Or(inner) => Ok(inner),
            other => Err(other),
        }),
        Query::Not(part) => reduce(part).map(negated),
        Query::Article(part) => reduce(part).map(of_article),
        Query::Boost(part, factor) if is_factor(*factor) => Some(Query::Boost(Box::new(reduce(part)?), *factor)),
        Query::Boost(part, _) => reduce(part),
    }
}

fn gathered(
    parts: &[Query],
    group: fn(Vec<Query>) -> Query,
    dissolve: fn(Query) -> Result<Vec<Query>, Query>,
) -> Option<Query> {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts.iter().filter_map(reduce) {
        match dissolve(part) {
            Ok(inner) => flat.extend(inner),
            Err(single) => flat.push(single),
        }
    }
    if flat.len() > 1 { Some(group(flat)) } else { flat.pop() }
}

fn negated(part: Query) -> Query {
    match part {
        Query::Not(inner) => *inner,
        other => other.not(),
    }
}

/// A condition on the article asks yes or no, so a factor inside it belongs outside.
fn of_article(part: Query) -> Query {
    match part {
        Query::Article(inner) => Query::Article(inner),
        Query::Boost(inner, factor) => Query::Boost(Box::new(of_article(*inner)), factor),
        other => other.in_article(),
    }
}

/// Open at both ends it asks for any day that is named; a span without a day finds nothing.
fn reduce_event(event: EventDays) -> Query {
    match reduce_days(Days { from: event.from, to: event.to }) {
        Query::Days(Days { from, to }) => Query::Event(EventDays { from, to, ..event }),
        Query::All => Query::Event(EventDays { from: None, to: None, ..event }),
        nothing => nothing,
    }
}

/// Leaves one space between words; what is neither a word nor the sign of a unit is none.
fn reduce_counted(counted: &Counted) -> Query {
    let words = counted.thing.split(is_space).map(readable);
    let thing: Vec<String> = words.filter(|word| !keys(word).is_empty()).collect();
    let ends_first = counted.from.zip(counted.to).is_some_and(|(least, most)| least.value > most.value);
    if ends_first || thing.is_empty() && !counted.thing.trim_matches(is_space).is_empty() {
        return Query::nothing();
    }
    Query::Counted(Counted { thing: thing.join(" "), ..*counted })
}

/// Brings the ends into the calendar; a span without a day finds nothing.
fn reduce_days(days: Days) -> Query {
    let first = CivilDay::from_date(-9999, 1, 1).unwrap_or(CivilDay(i64::MIN));
    let last = CivilDay::from_date(9999, 12, 31).unwrap_or(CivilDay(i64::MAX));
    let (from, to) = (days.from.unwrap_or(first), days.to.unwrap_or(last));
    if from > to || from > last || to < first {
        return Query::nothing();
    }
    let from = days.from.filter(|day| *day >= first);
    let to = days.to.filter(|day| *day <= last);
    if from.is_none() && to.is_none() { Query::All } else { Query::Days(Days { from, to }) }
}

fn reduce_term(term: &Term) -> Option<Query> {
    let field = match &term.field {
        Field::Meta(key) => Field::Meta(readable(key)),
        other => other.clone(),
    };
    let matcher = reduce_matcher(&term.matcher);
    match (&field, &matcher) {
        (Field::Anywhere, Matcher::Any) => Some(Query::All),
        (Field::Anywhere, Matcher::Range { .. }) => Some(Query::field(Field::Text, matcher)),
        (Field::Anywhere, _) if !is_searchable(&field, &matcher) => None,
        (Field::Meta(key), _) if key.is_empty() => Some(Query::nothing()),
        _ if !is_searchable(&field, &matcher) => Some(Query::nothing()),
        _ => Some(Query::field(field, matcher)),
    }
}

fn reduce_matcher(matcher: &Matcher) -> Matcher {
    match matcher {
        Matcher::Word(word) | Matcher::Fuzzy { word, distance: 0 } => Matcher::Word(trimmed(word)),
        Matcher::Exact(word) => Matcher::Exact(trimmed(word)),
        Matcher::Phrase { text, slop, form } => phrase(&trimmed(text), *slop, *form),
        Matcher::Prefix(start) if trimmed(start).is_empty() => Matcher::Any,
        Matcher::Prefix(start) => Matcher::Prefix(trimmed(start)),
        Matcher::Wildcard(shape) => wildcard(shape),
        Matcher::Fuzzy { word, distance } => Matcher::Fuzzy { word: trimmed(word), distance: (*distance).min(2) },
        Matcher::Range { from: None, to: None } | Matcher::Any => Matcher::Any,
        Matcher::Range { from, to } => Matcher::Range { from: from.as_ref().map(end), to: to.as_ref().map(end) },
    }
}

/// Makes a phrase; who quotes a single word means the word as it stands.
pub(super) fn phrase(text: &str, slop: u32, form: Form) -> Matcher {
    let form = if text.contains(is_space) { form } else { Form::Exact };
    Matcher::Phrase { text: text.to_owned(), slop, form }
}

/// Makes the simplest matcher of a shape, in which a backslash takes the meaning of the next character away.
pub(super) fn wildcard(shape: &str) -> Matcher {
    let shape = trimmed(&canonical_shape(shape));
    let wild = characters(&shape).filter(|character| character.is_wild()).count();
    if wild == 0 {
        return Matcher::Word(unescape(&shape));
    }
    if characters(&shape).all(|character| character.is('*')) {
        return Matcher::Any;
    }
    match characters(&shape).last().filter(|last| wild == 1 && last.is('*')).and_then(|last| shape.get(..last.at)) {
        Some(start) => Matcher::Prefix(trimmed(&unescape(start))),
        None => Matcher::Wildcard(shape),
    }
}

/// Keeps backslashes only where they are needed.
fn canonical_shape(shape: &str) -> String {
    let mut canonical = String::with_capacity(shape.len());
    for character in characters(shape) {
        if character.escaped && (is_wild(character.value) || character.value == '\\') {
            canonical.push('\\');
        }
        canonical.push(character.value);
    }
    canonical
}

/// Tells whether the field can hold what the matcher asks.
///
/// Words of running text are letters and digits; the other fields hold values that may be signs alone.
pub(super) fn is_searchable(field: &Field, matcher: &Matcher) -> bool {
    let text = match matcher {
        Matcher::Any | Matcher::Range { .. } => return true,
        Matcher::Word(text)
        | Matcher::Exact(text)
        | Matcher::Prefix(text)
        | Matcher::Wildcard(text)
        | Matcher::Phrase { text, .. }
        | Matcher::Fuzzy { word: text, .. } => text,
    };
    if holds_words(field) { has_word(text) } else { !text.is_empty() }
}

/// Tells whether only what has words can be found in the field.
pub(super) fn holds_words(field: &Field) -> bool {
    is_running_text(field) || matches!(field, Field::Speaker | Field::Cue)
}

/// Tells whether the field holds words rather than values.
pub(super) fn is_running_text(field: &Field) -> bool {
    matches!(field, Field::Anywhere | Field::Text | Field::Title | Field::Entity(_) | Field::Said)
}

fn end(end: &End) -> End {
    End { value: readable(&end.value), bound: end.bound }
}

fn trimmed(text: &str) -> String {
    readable(text.trim_matches(is_space)).trim_matches(is_space).to_owned()
}

fn readable(text: &str) -> String {
    text.chars().filter(|c| !is_unreadable(*c)).collect()
}
