//! Units and currencies beside a figure. In: a passage and where the figure stands. Out: the unit, and how far it goes.

use crate::currency;
use crate::lexeme::Class;
use crate::number::near;
use crate::passage::Passage;

/// What a figure is measured in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    /// The name of the unit, or the code of the currency.
    pub(super) unit: &'static str,
    pub(super) kind: Kind,
    /// One past its last token.
    pub(super) end: usize,
    /// So many bytes after the last token belong to it, as in `90%`.
    pub(super) sign: u32,
}

/// The kind of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Money,
    Share,
    /// A unit of measure, joined by a hyphen: `30-day`.
    Joined,
    /// A unit of measure after a space.
    Apart,
}

/// Reads the unit after a figure that ends at a token.
pub(super) fn after(passage: &Passage<'_>, end: usize) -> Option<Measure> {
    if passage.gap(end).starts_with('%') {
        return Some(Measure { unit: "%", kind: Kind::Share, end, sign: 1 });
    }
    percent(passage, end)
        .or_else(|| money(passage, end))
        .or_else(|| degrees(passage, end))
        .or_else(|| unit(passage, end))
}

fn percent(passage: &Passage<'_>, at: usize) -> Option<Measure> {
    let reads = |at: usize, word: &str| near(passage, at) && passage.get(at).is_some_and(|token| token.text == word);
    let words = match passage.get(at).filter(|_| near(passage, at))?.text {
        "percent" | "pct" => 1,
        "per" if reads(at + 1, "cent") => 2,
        "percentage" if reads(at + 1, "points") || reads(at + 1, "point") => 2,
        _ => return None,
    };
    Some(Measure { unit: "%", kind: Kind::Share, end: at + words, sign: 0 })
}

fn money(passage: &Passage<'_>, at: usize) -> Option<Measure> {
    if let Some((unit, end, sign)) = currency::after(passage, at) {
        return Some(Measure { unit, kind: Kind::Money, end, sign });
    }
    let token = passage.get(at).filter(|_| near(passage, at))?;
    let code = token.name(Class::CURRENCY)?;
    // `won` is a verb, unless much is told of.
    let verb = token.text == "won" && !at.checked_sub(1).is_some_and(|before| passage.is(before, Class::SCALE));
    (!verb && code != "cent").then_some(Measure { unit: code, kind: Kind::Money, end: at + 1, sign: 0 })
}

fn degrees(passage: &Passage<'_>, at: usize) -> Option<Measure> {
    let sign = passage.gap(at).starts_with('°');
    let name = at + usize::from(!sign && near(passage, at) && passage.is(at, Class::UNIT));
    let unit = match passage.get(name).map(|token| token.text) {
        Some("C" | "Celsius") => "°C",
        Some("F" | "Fahrenheit") => "°F",
        _ => return None,
    };
    (sign || name > at).then_some(Measure { unit, kind: Kind::Apart, end: name + 1, sign: 0 })
}

fn unit(passage: &Passage<'_>, at: usize) -> Option<Measure> {
    let squared = passage.get(at).filter(|_| near(passage, at)).map(|token| token.text);
    let (at, power) = match squared {
        Some("square" | "sq") => (at + 1, 2),
        Some("cubic") => (at + 1, 3),
        _ => (at, 1),
    };
    let token = passage.get(at).filter(|_| near(passage, at))?;
    let unit = raised(token.name(Class::UNIT)?, power)?;
    let kind = if passage.gap(at) == " " || passage.gap(at) == "\u{a0}" { Kind::Apart } else { Kind::Joined };
    Some(Measure { unit, kind, end: at + 1, sign: 0 })
}

/// Names a unit of area or volume.
fn raised(unit: &'static str, power: u8) -> Option<&'static str> {
    Some(match (unit, power) {
        (unit, 1) => unit,
        ("km", 2) => "km²",
        ("m", 2) => "m²",
        ("m", 3) => "m³",
        ("mile", 2) => "square mile",
        ("foot", 2) => "square foot",
        ("foot", 3) => "cubic foot",
        _ => return None,
    })
}
