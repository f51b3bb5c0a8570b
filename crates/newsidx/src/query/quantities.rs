//! Conditions on quantities. In: what stands after `qty:`. Out: what is counted and how much of it, or why it cannot be
//! read. Must not know other fields.
//!
//! ```text
//! condition   thing? comparison?       a thing alone, a figure alone, or both
//! comparison  "=" N (".." N)?  |  "~" N  |  (">" | ">=" | "<" | "<=") N, once or twice
//! ```

use newsidx_text::Amount;
use newsidx_text::quantity::{keys, parse_figure};

use super::ast::{Bound, Counted, Limit, Query};
use super::characters::unescape;
use super::error::QueryError;
use super::notes::shown;

const FORMS: &str = "write `qty:drones`, `qty:drones>=100`, `qty:drones=90`, `qty:drones=100..200`, `qty:drones~200` for a tenth more or less, or `qty:\"air defence systems\">5`";

/// The characters with which a comparison begins.
pub(super) const SIGNS: [char; 4] = ['<', '>', '=', '~'];

/// Reads a word such as `drones>=100` that lies at byte `position` of the query.
pub(super) fn condition(raw: &str, position: usize) -> Result<Query, QueryError> {
    let (thing, comparison) = raw.split_at_checked(raw.find(SIGNS).unwrap_or(raw.len())).unwrap_or((raw, ""));
    if let Some(thing) = thing.strip_suffix('!').filter(|_| comparison.starts_with('=')) {
        return Err(QueryError::new("`!=` is no comparison", position)
            .hint_at(format!("write `-qty:{thing}{comparison}` to exclude a figure")));
    }
    let thing = unescape(thing);
    match number(&thing) {
        Some(value) if comparison.is_empty() => Ok(counted(String::new(), Some(at(value)), Some(at(value)))),
        _ if thing == "*" => of_any(comparison, position),
        _ if thing.starts_with('-') => {
            Err(QueryError::new("`-` stands after `qty:`", position).hint_at("write `-qty:drones` to exclude"))
        }
        _ => of(&thing, comparison, position),
    }
}

/// Reads what is compared with a thing: `>=100`, or nothing.
pub(super) fn of(thing: &str, comparison: &str, position: usize) -> Result<Query, QueryError> {
    let thing: String = thing.split_whitespace().collect::<Vec<_>>().join(" ");
    match (thing.as_str(), comparison) {
        ("", "") => Err(QueryError::new("nothing to search in `qty:`", position).hint_at(FORMS)),
        ("", comparison) => of_any(comparison, position),
        (name, _) if keys(name).is_empty() => {
            Err(QueryError::new(format!("nothing is counted in {}", shown(name)), position).hint_at(FORMS))
        }
        _ => compared(thing, comparison, position),
    }
}

/// Reads what is compared with any thing.
fn of_any(comparison: &str, position: usize) -> Result<Query, QueryError> {
    compared(String::new(), comparison, position)
}

fn compared(thing: String, comparison: &str, position: usize) -> Result<Query, QueryError> {
    let unreadable = || QueryError::new(format!("unreadable quantity {}", shown(comparison)), position).hint_at(FORMS);
    let (from, to) = if comparison.is_empty() { (None, None) } else { limits(comparison).ok_or_else(unreadable)? };
    match (from, to) {
        (Some(least), Some(most)) if least.value > most.value => {
            Err(QueryError::new("the figures end before they begin", position).hint_at("write the smaller one first"))
        }
        (from, to) => Ok(counted(thing, from, to)),
    }
}

fn counted(thing: String, from: Option<Limit>, to: Option<Limit>) -> Query {
    Query::Counted(Counted { thing, from, to })
}

/// The least and the greatest figure.
type Limits = (Option<Limit>, Option<Limit>);

fn limits(comparison: &str) -> Option<Limits> {
    if let Some(about) = comparison.strip_prefix('~') {
        let (value, tenth) = (number(about)?.get(), number(about)?.get().abs() / 10.0);
        return Some((Some(at(Amount::new(value - tenth)?)), Some(at(Amount::new(value + tenth)?))));
    }
    if let Some(figures) = comparison.strip_prefix("==").or_else(|| comparison.strip_prefix('=')) {
        let (from, to) = figures.split_once("..").unwrap_or((figures, figures));
        return Some((Some(at(number(from)?)), Some(at(number(to)?))));
    }
    let second = comparison.get(1..)?.find(['<', '>']).map(|at| at + 1);
    let (first, second) = comparison.split_at_checked(second.unwrap_or(comparison.len()))?;
    match (one(first)?, second) {
        (limits, "") => Some(limits),
        ((from, to), second) => match (from, to, one(second)?) {
            (from @ Some(_), None, (None, to)) | (None, to @ Some(_), (from, None)) => Some((from, to)),
            _ => None,
        },
    }
}

/// Reads one comparison.
fn one(comparison: &str) -> Option<Limits> {
    let rest = comparison.get(1..)?;
    let (bound, figure) = rest.strip_prefix('=').map_or((Bound::Excluded, rest), |rest| (Bound::Included, rest));
    let limit = Some(Limit { value: number(figure)?, bound });
    match comparison.chars().next()? {
        '>' => Some((limit, None)),
        '<' => Some((None, limit)),
        _ => None,
    }
}

fn at(value: Amount) -> Limit {
    Limit { value, bound: Bound::Included }
}

/// Reads a figure as typed, below zero too.
fn number(text: &str) -> Option<Amount> {
    match text.strip_prefix('-') {
        Some(rest) if !rest.starts_with('-') => Amount::new(-parse_figure(rest)?.get()),
        _ => parse_figure(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &str) {
        let read = condition(typed, 0).map_or_else(|error| error.to_string(), |query| query.to_string());
        assert!(read.starts_with(expected), "{typed}: {read}");
    }

    #[test]
    fn what_people_ask() {
        check("drones", "qty:\"drones\"");
        check("drones>=100", "qty:\"drones\">=100");
        check("drones>100", "qty:\"drones\">100");
        check("drones<1,000", "qty:\"drones\"<1000");
        check("drones=90", "qty:\"drones\"=90");
        check("drones=100..200", "qty:\"drones\"=100..200");
        check("drones~200", "qty:\"drones\"=180..220");
        check("drones>1<=5", "qty:\"drones\">1<=5");
        check("drones<=5>1", "qty:\"drones\">1<=5");
        check("=90", "qty:=90");
        check("90", "qty:=90");
        check("USD>=1.5tn", "qty:\"USD\">=1500000000000");
        check("INR>=5crore", "qty:\"INR\">=50000000");
        check("USD>=1.5bn", "qty:\"USD\">=1500000000");
        check("%>=50", "qty:\"%\">=50");
        check("$", "qty:\"$\"");
        check("€>=3", "qty:\"€\">=3");
        check("drones<1,000,000.5", "qty:\"drones\"<1000000.5");
        check("*", "qty:*");
        check("*>5", "qty:>5");
        check("temperature<=-5", "qty:\"temperature\"<=-5");
    }

    #[test]
    fn what_cannot_be_read() {
        for typed in
            ["drones>=", "drones>=many", "drones>1>2", "drones=1..", "drones=", "drones~", "drones>1e5", "x>inf"]
        {
            check(typed, "unreadable quantity");
        }
        for typed in ["drones>=1,5", "drones>=1,000,0", "drones>=1,,,0", "drones>=1.000,5", "drones=1,"] {
            check(typed, "unreadable quantity");
        }
        check("drones=5..1", "the figures end before they begin");
        check("...", "nothing is counted");
        check("drones!=5", "`!=` is no comparison");
        check("-drones", "`-` stands after");
        check("", "nothing to search");
    }
}
