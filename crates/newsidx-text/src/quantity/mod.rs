//! Quantities in running text. In: the passages of an article and its dates. Out: how many of what, and what befell them.

mod bound;
mod goes_on;
mod key;
mod measure;
mod part;
mod read;
mod rules;
#[cfg(test)]
mod tests;
mod thing;
mod toll;
mod traps;
mod verb;

use serde::{Deserialize, Serialize};

use crate::currency;
use crate::dates::DateMention;
use crate::lexeme::Class;
use crate::mention::Rule;
use crate::number;
use crate::passage::{Passage, Token};
use crate::span::Span;

pub use key::keys;
pub use rules::{RULES, meaning};

/// Reads a figure as people type it: digits with commas between whole groups and a decimal point, and a scale in letters
/// or as a word (`k`, `m`, `bn`, `tn`, `million`, `lakh`, `crore`), in small letters or capitals.
///
/// Gives none for anything else, a comma in the wrong place included: it may be a decimal comma, and guessing would be
/// wrong a thousandfold.
///
/// # Examples
/// ```
/// use newsidx_text::quantity::parse_figure;
///
/// let read = |text| parse_figure(text).map(|amount| amount.get());
/// assert_eq!(read("1.5bn"), Some(1.5e9));
/// assert_eq!(read("12,500"), Some(12_500.0));
/// assert_eq!(read("5 crore"), Some(5e7));
/// assert_eq!(read("1,5bn"), None);
/// ```
pub fn parse_figure(text: &str) -> Option<Amount> {
    number::typed(text).and_then(Amount::new)
}

/// How a figure bounds what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Bound {
    /// The figure itself.
    Exact,
    /// `about`, `nearly`, `some`, `more or less`.
    About,
    /// `at least`, `more than`.
    AtLeast,
    /// `at most`, `up to`, `fewer than`.
    AtMost,
    /// Between two figures.
    Between,
}

impl Bound {
    /// Gives the stable name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Between => "between",
        }
    }
}

/// A finite number that can be compared and ordered.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "f64")]
pub struct Amount(f64);

impl Amount {
    /// Makes an amount of a finite number; the zero below nothing becomes zero.
    pub fn new(number: f64) -> Option<Self> {
        number.is_finite().then_some(Self(number + 0.0))
    }

    /// Gives the number.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Amount {
    type Error = &'static str;

    /// Makes an amount of a finite number.
    ///
    /// # Errors
    /// When the number is infinite or none, as a damaged record may hold it.
    fn try_from(number: f64) -> Result<Self, Self::Error> {
        Self::new(number).ok_or("amount is not finite")
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Amount {}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// One place in a paragraph where something is counted or measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The bytes from the first word of the figure or its bound to the last of its unit or thing (`nearly 200 drones`).
    pub span: Span,
    /// The positions of its first and one past its last word in the paragraph.
    pub words: (u32, u32),
    /// The figure, or the lower of two.
    pub value: Amount,
    /// The higher of two figures.
    pub value_max: Option<Amount>,
    /// How the figure bounds what it counts.
    pub bound: Bound,
    /// The unit: an ISO 4217 code of money (`USD`), `%`, or a unit of measure in the singular (`day`, `km`).
    pub unit: Option<String>,
    /// What is counted, as written, without the figure: `drones`, `air defence systems`.
    pub thing: Option<String>,
    /// What befell or was done to it, as written in small letters: `injured`, `launched`.
    pub verb: Option<String>,
    /// How it was read, such as `number-noun` or `of-them`.
    pub rule: Rule,
}

/// Finds the quantities of an article; entry 0 is the headline. They are in order of their spans and do not overlap.
///
/// What is a date is no quantity, so `dates` holds the dates of each passage.
pub(crate) fn find(passages: &[Passage<'_>], dates: &[Vec<DateMention>]) -> Vec<Vec<Quantity>> {
    passages.iter().zip(dates).map(|(passage, dates)| quantities(passage, dates)).collect()
}

/// What may start a figure, besides digits.
const STARTS: Class =
    Class::NUMBER.with(Class::SCALE).with(Class::TIMES).with(Class::MANY).with(Class::COUNT).with(Class::HALF);

/// Reads a passage between its dates.
fn quantities(passage: &Passage<'_>, dates: &[DateMention]) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut dates = dates.iter().peekable();
    let mut at = 0;
    while let Some(token) = passage.get(at) {
        while dates.next_if(|date| date.words.1 as usize <= at).is_some() {}
        let limit = dates.peek().map_or(passage.tokens.len(), |date| date.words.0 as usize);
        if limit <= at {
            at = dates.peek().map_or(at + 1, |date| date.words.1 as usize).max(at + 1);
        } else if let Some((quantity, end)) =
            starts(passage, at, token).then(|| read_next(passage, at, limit, &found)).flatten()
        {
            at = end.max(at + 1);
            found.extend(quantity);
        } else {
            at += 1;
        }
    }
    found
}

fn starts(passage: &Passage<'_>, at: usize, token: &Token<'_>) -> bool {
    token.is_number() || token.is(STARTS) || token.is_marked() && currency::glued(passage, at).is_some()
}

/// Reads a quantity that does not reach back into the one before it.
fn read_next(passage: &Passage<'_>, at: usize, limit: usize, found: &[Quantity]) -> Option<(Option<Quantity>, usize)> {
    let last = found.last();
    let read = read::read(passage, at, limit, last)?;
    let apart =
        |next: &Quantity| last.is_none_or(|last| last.span.end <= next.span.start && last.words.1 <= next.words.0);
    read.0.as_ref().is_none_or(apart).then_some(read)
}
