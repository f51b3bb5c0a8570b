//! The typed form of a query. In: a query. Out: text that parses to its normal form. Must not know how text is parsed.

use std::fmt::{self, Write};

use super::ast::{Bound, Counted, Days, End, EventDays, Field, Form, Limit, Matcher, Query, Relation, Term};
use super::characters::{before_question_mark, characters, escape_character, escape_phrase, escape_word};
use super::normalise::is_running_text;

impl fmt::Display for Query {
    /// Writes the query so that parsing it, strictly or not and in either match mode, gives [`Query::normalised`].
    ///
    /// The limits of the parser apply to what it can read back: 1,024 terms, nested 64 deep, 1 MiB.
    ///
    /// # Examples
    /// ```
    /// use newsidx::query::Query;
    ///
    /// let query: Query = "“nuclear plant” person:(Trump OR Putin) -drone*".parse()?;
    /// let typed = r#""nuclear plant" AND (person:Trump OR person:Putin) AND NOT drone*"#;
    /// assert_eq!(query.to_string(), typed);
    /// assert_eq!(typed.parse::<Query>()?, query);
    /// # Ok::<(), newsidx::query::QueryError>(())
    /// ```
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_query(&self.normalised(), Around::Nothing, f)
    }
}

/// What stands around a part, from the loosest to the tightest; a looser part needs parentheses in a tighter place.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Around {
    Nothing,
    Or,
    And,
    Not,
    Boost,
}

fn write_query(query: &Query, around: Around, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let needs = match query {
        Query::Or(_) => Around::Or,
        Query::And(_) => Around::And,
        Query::Not(_) | Query::Boost(..) => Around::Not,
        Query::All | Query::Term(_) | Query::Days(_) | Query::Event(_) | Query::Counted(_) | Query::Article(_) => {
            Around::Boost
        }
    };
    if around <= needs {
        return write_bare(query, f);
    }
    f.write_str("(")?;
    write_bare(query, f)?;
    f.write_str(")")
}

fn write_bare(query: &Query, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match query {
        Query::All => f.write_str("*"),
        Query::Term(term) => write_term(term, f),
        Query::Days(days) => write_days("date", *days, f),
        Query::Event(event) => write_event(*event, f),
        Query::Counted(counted) => write_counted(counted, f),
        Query::And(parts) => write_parts(parts, " AND ", Around::And, f),
        Query::Or(parts) => write_parts(parts, " OR ", Around::Or, f),
        Query::Not(part) => {
            f.write_str("NOT ")?;
            write_query(part, Around::Not, f)
        }
        Query::Article(part) => {
            f.write_str("article:{")?;
            write_query(part, Around::Nothing, f)?;
            f.write_str("}")
        }
        Query::Boost(part, factor) => {
            write_query(part, Around::Boost, f)?;
            write!(f, "^{factor}")
        }
    }
}

fn write_parts(parts: &[Query], operator: &str, around: Around, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(operator)?;
        }
        write_query(part, around, f)?;
    }
    Ok(())
}

fn write_days(field: &str, days: Days, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (days.from, days.to) {
        (Some(from), Some(to)) if from == to => write!(f, "{field}:{from}"),
        (Some(from), Some(to)) => write!(f, "{field}:{from}..{to}"),
        (Some(from), None) => write!(f, "{field}:{from}.."),
        (None, Some(to)) => write!(f, "{field}:..{to}"),
        (None, None) => f.write_str("*"),
    }
}

fn write_event(event: EventDays, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let field = if event.relation == Relation::Within { "event" } else { "event~" };
    match event {
        EventDays { from: None, to: None, .. } => write!(f, "{field}:*"),
        EventDays { from, to, .. } => write_days(field, Days { from, to }, f),
    }
}

fn write_counted(counted: &Counted, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("qty:")?;
    if counted.thing.is_empty() && counted.from.is_none() && counted.to.is_none() {
        return f.write_str("*");
    }
    if !counted.thing.is_empty() {
        escape_phrase(&counted.thing, f)?;
    }
    let sign = |limit: &Limit, sign: &'static str, or_equal: &'static str| {
        if limit.bound == Bound::Included { or_equal } else { sign }
    };
    let both =
        |bound| counted.from.is_none_or(|from| from.bound == bound) && counted.to.is_none_or(|to| to.bound == bound);
    match (&counted.from, &counted.to) {
        (Some(from), Some(to)) if from == to && both(Bound::Included) => write!(f, "={}", from.value.get()),
        (Some(from), Some(to)) if both(Bound::Included) => write!(f, "={}..{}", from.value.get(), to.value.get()),
        (Some(from), Some(to)) => {
            let (above, below) = (sign(from, ">", ">="), sign(to, "<", "<="));
            write!(f, "{above}{}{below}{}", from.value.get(), to.value.get())
        }
        (Some(from), None) => write!(f, "{}{}", sign(from, ">", ">="), from.value.get()),
        (None, Some(to)) => write!(f, "{}{}", sign(to, "<", "<="), to.value.get()),
        (None, None) => Ok(()),
    }
}

fn write_term(term: &Term, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write_field(&term.field, f)?;
    match &term.matcher {
        Matcher::Word(word) => escape_word(word, f),
        Matcher::Exact(word) => {
            f.write_str("=")?;
            escape_word(word, f)
        }
        Matcher::Phrase { text, slop, form } => write_phrase(text, *slop, *form, f),
        Matcher::Prefix(start) => {
            escape_word(start, f)?;
            f.write_str("*")
        }
        // Elsewhere a `?` at the end is read as the end of a question.
        Matcher::Wildcard(shape) if is_running_text(&term.field) && before_question_mark(shape).is_some() => {
            f.write_str("(")?;
            write_shape(shape, f)?;
            f.write_str(")")
        }
        Matcher::Wildcard(shape) => write_shape(shape, f),
        Matcher::Fuzzy { word, distance } => {
            escape_word(word, f)?;
            write!(f, "~{distance}")
        }
        Matcher::Range { from, to } => write_range(from.as_ref(), to.as_ref(), f),
        Matcher::Any => f.write_str("*"),
    }
}

fn write_field(field: &Field, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match field {
        Field::Anywhere => return Ok(()),
        Field::Meta(key) => {
            f.write_str("meta.")?;
            escape_word(key, f)?;
        }
        named => f.write_str(&named.name())?,
    }
    f.write_str(":")
}

fn write_phrase(text: &str, slop: u32, form: Form, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if form == Form::Exact {
        f.write_str("=")?;
    }
    escape_phrase(text, f)?;
    if slop > 0 { write!(f, "~{slop}") } else { Ok(()) }
}

/// Writes a shape, whose wild characters keep their meaning while all others lose theirs.
fn write_shape(shape: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for character in characters(shape) {
        if character.is_wild() {
            f.write_char(character.value)?;
        } else {
            escape_character(character.value, character.at == 0, f)?;
        }
    }
    Ok(())
}

fn write_range(from: Option<&End>, to: Option<&End>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (from, to) {
        (Some(from), Some(to)) => {
            f.write_str(if from.bound == Bound::Included { "[" } else { "{" })?;
            escape_phrase(&from.value, f)?;
            f.write_str(" TO ")?;
            escape_phrase(&to.value, f)?;
            f.write_str(if to.bound == Bound::Included { "]" } else { "}" })
        }
        (Some(end), None) => write_end(if end.bound == Bound::Included { ">=" } else { ">" }, end, f),
        (None, Some(end)) => write_end(if end.bound == Bound::Included { "<=" } else { "<" }, end, f),
        (None, None) => f.write_str("*"),
    }
}

fn write_end(sign: &str, end: &End, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(sign)?;
    escape_phrase(&end.value, f)
}
