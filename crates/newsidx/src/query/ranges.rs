//! Ends of ranges. In: what stands between the brackets or after the sign. Out: the ends. Must not know fields.

use super::ast::{Bound, End};
use super::characters::{characters, is_quote, is_space, unescape};
use super::quotes::quotation;

/// Both ends, of which an open one is `None`.
pub(super) type Ends = (Option<End>, Option<End>);

/// Reads `a TO b`; nothing when it has another shape.
pub(super) fn ends(inner: &str, from_bound: Bound, to_bound: Bound) -> Option<Ends> {
    let (from, rest) = value(inner)?;
    let (to, rest) = value(rest.trim_start_matches(is_space).strip_prefix("TO")?)?;
    let end = |value: Option<String>, bound| value.map(|value| End { value, bound });
    rest.trim_matches(is_space).is_empty().then(|| (end(from, from_bound), end(to, to_bound)))
}

/// Makes the range of a comparison; nothing when the sign is none.
pub(super) fn one_end(sign: &str, value: &str) -> Option<Ends> {
    let end = |bound| Some(End { value: value.to_owned(), bound });
    match sign {
        ">" => Some((end(Bound::Excluded), None)),
        ">=" => Some((end(Bound::Included), None)),
        "<" => Some((None, end(Bound::Excluded))),
        "<=" => Some((None, end(Bound::Included))),
        _ => None,
    }
}

/// Takes one value, where `*` without quotation marks is an open end; gives what follows it.
fn value(text: &str) -> Option<(Option<String>, &str)> {
    let text = text.trim_start_matches(is_space);
    if let Some((inner, rest)) = quotation(text) {
        return Some((Some(unescape(inner)), rest));
    }
    let end = characters(text).find(|c| !c.escaped && (is_space(c.value) || is_quote(c.value)));
    let (raw, rest) = text.split_at_checked(end.map_or(text.len(), |end| end.at))?;
    match raw {
        "" => None,
        "*" => Some((None, rest)),
        _ => Some((Some(unescape(raw)), rest)),
    }
}
