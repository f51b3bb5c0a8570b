//! What stands around a unit. In: the units of a sentence and a place among them. Out: its neighbours, the run of
//! capitalised words it is in, and what stands beside that. Must not know features or weights.

use super::super::hash::mix;
use super::lexeme::{Lexeme, Lexemes, Look};
use super::unit::Unit;

/// How many places around the labelled word have weights of their own.
pub(super) const SLOTS: usize = 9;

/// How many sums are kept of a word: one a slot, and one each for a word in two slots at once.
pub(super) const SUMS: usize = 11;

/// Those places.
pub(super) mod slot {
    pub(crate) const HERE: usize = 0;
    pub(crate) const BEFORE: usize = 1;
    pub(crate) const AFTER: usize = 2;
    pub(crate) const TWO_BEFORE: usize = 3;
    pub(crate) const TWO_AFTER: usize = 4;
    /// Before the run of capitalised words.
    pub(crate) const LEFT: usize = 5;
    /// After it.
    pub(crate) const RIGHT: usize = 6;
    /// From here on: the last and the first capitalised word of the runs that small words such as `of` join. Where one
    /// is the labelled word itself it tells nothing new, and the slot stays empty.
    pub(crate) const JOINED: usize = 7;
    /// Before the word and before the run, which begins with the word.
    pub(crate) const BEFORE_AND_LEFT: usize = 9;
    /// After the word and after the run, which ends with the word.
    pub(crate) const AFTER_AND_RIGHT: usize = 10;
}

/// A unit and its word.
pub(super) type Seen<'a> = Option<(&'a Unit, &'a Lexeme)>;

/// A run of capitalised words is followed so far to each side.
const RUN: usize = 32;

/// The surroundings of a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    pub(super) here: (&'a Unit, &'a Lexeme),
    pub(super) slots: [Seen<'a>; SLOTS],
    pub(super) left2: Seen<'a>,
    pub(super) right2: Seen<'a>,
    pub(super) run_first: u64,
    pub(super) run_last: u64,
    pub(super) run: u64,
    /// How many words of the run stand before, and from here on.
    pub(super) place: (u64, u64),
    pub(super) titled: bool,
}

impl<'a> Around<'a> {
    /// Reads of the surroundings only what votes depend on: the neighbours and the place in the run.
    pub(super) fn near(sentence: &'a [Unit], at: usize, words: &'a Lexemes, titled: bool) -> Option<Self> {
        let seen = |at: usize| see(sentence, at, words);
        let here = seen(at)?;
        let (first, end) = run_around(sentence, at);
        Some(Self {
            here,
            slots: [Some(here), at.checked_sub(1).and_then(seen), seen(at + 1), None, None, None, None, None, None],
            left2: None,
            right2: None,
            run_first: 0,
            run_last: 0,
            run: 0,
            place: ((at - first) as u64, (end - at) as u64),
            titled,
        })
    }

    /// Reads what stands around the unit `at` of a sentence.
    pub(super) fn new(sentence: &'a [Unit], at: usize, words: &'a Lexemes, titled: bool) -> Option<Self> {
        let seen = |at: usize| see(sentence, at, words);
        let here = seen(at)?;
        let (first, end) = run_around(sentence, at);
        let (lead, head) = joined(sentence, first, end, at);
        let key = |at: usize| seen(at).map_or(0, |(_, lexeme)| lexeme.key);
        let back = |at: usize, by: usize| at.checked_sub(by).and_then(seen);
        let other = |place: usize| if place == at { None } else { seen(place) };
        Some(Self {
            here,
            slots: [
                Some(here),
                back(at, 1),
                seen(at + 1),
                back(at, 2),
                seen(at + 2),
                back(first, 1),
                seen(end),
                other(head),
                other(lead),
            ],
            left2: back(first, 2),
            right2: seen(end + 1),
            run_first: key(first),
            run_last: key(end - 1),
            run: (first..end).fold(17, |run, at| mix(run, key(at))),
            place: ((at - first) as u64, (end - at) as u64),
            titled,
        })
    }
}

impl Around<'_> {
    /// Gives the slots that are summed, each with its word, which a slot beyond the sentence lacks.
    ///
    /// A word that is both beside this one and beside the run stands in one slot for both, and the other is left out.
    pub(super) fn by_slot(&self) -> [(Option<usize>, Seen<'_>); SLOTS] {
        let mut slots: [(Option<usize>, Seen<'_>); SLOTS] =
            std::array::from_fn(|slot| (Some(slot), self.slots.get(slot).copied().flatten()));
        let (back, ahead) = self.place;
        let [_, before, after, _, _, left, right, ..] = &mut slots;
        if back == 0 && before.1.is_some() {
            (before.0, left.0) = (Some(slot::BEFORE_AND_LEFT), None);
        }
        if ahead == 1 && after.1.is_some() {
            (after.0, right.0) = (Some(slot::AFTER_AND_RIGHT), None);
        }
        slots
    }

    /// Gives a number for the shapes of the word and its neighbours.
    pub(super) fn shapes(&self) -> u64 {
        let [here, before, after, ..] = self.slots;
        let shape = |seen: Seen<'_>| seen.map_or(1, |(_, lexeme)| lexeme.shape);
        mix(shape(before), mix(shape(here), shape(after)))
    }

    /// Gives a number for how the word and its neighbours look.
    pub(super) fn looks(&self) -> u64 {
        let [here, before, after, ..] = self.slots;
        let look = |seen: Seen<'_>| seen.map_or(0, |(_, lexeme)| u64::from(lexeme.look.0));
        let capitals = u64::from(Look::CAPITAL.0 | Look::ALL_CAPITALS.0 | Look::DIGIT.0 | Look::MARK.0);
        look(here) | (look(before) & capitals) << 16 | (look(after) & capitals) << 32
    }
}

fn see<'a>(sentence: &'a [Unit], at: usize, words: &'a Lexemes) -> Seen<'a> {
    let unit = sentence.get(at)?;
    Some((unit, words.get(unit.lexeme)?))
}

fn is(sentence: &[Unit], at: usize, look: Look) -> bool {
    sentence.get(at).is_some_and(|unit| unit.look.any(look))
}

/// Gives the first unit of the run of capitalised words around `at`, and one past its last.
fn run_around(sentence: &[Unit], at: usize) -> (usize, usize) {
    let (mut first, mut end) = (at, at + 1);
    while first > 0 && at - first < RUN && is(sentence, first - 1, Look::CAPITAL) {
        first -= 1;
    }
    while end - at < RUN && is(sentence, end, Look::CAPITAL) {
        end += 1;
    }
    (first, end)
}

/// Gives the first and the last capitalised word of the runs that joints tie to the run `first..end` around `at`.
fn joined(sentence: &[Unit], first: usize, end: usize, at: usize) -> (usize, usize) {
    let capital = |at: Option<usize>| at.is_some_and(|at| is(sentence, at, Look::CAPITAL));
    let joint = |at: Option<usize>| at.is_some_and(|at| is(sentence, at, Look::JOINT));
    // A word goes on with the name when it is capitalised, or when it is one of two joints before a capitalised word.
    let goes_on = |at: Option<usize>, next: &dyn Fn(usize) -> Option<usize>| {
        let (second, third) = (at.and_then(next), at.and_then(next).and_then(next));
        capital(at) || joint(at) && (capital(second) || joint(second) && capital(third))
    };
    let (mut lead, mut head) = (first, end.saturating_sub(1));
    let mut place = end;
    while place - at < RUN && goes_on(Some(place), &|at| Some(at + 1)) {
        head = if capital(Some(place)) { place } else { head };
        place += 1;
    }
    let mut place = first;
    while let Some(before) = place.checked_sub(1)
        && at - place < RUN
        && goes_on(Some(before), &|at| at.checked_sub(1))
    {
        lead = if capital(Some(before)) { before } else { lead };
        place = before;
    }
    (lead, head)
}

#[cfg(test)]
mod tests {
    use super::super::super::class::Class;
    use super::super::facts::{Table, encode};
    use super::super::format::Broken;
    use super::*;

    /// Shows the first and the last word of the runs joined to that of the word `at`.
    fn check(text: &str, at: usize, expected: (&str, &str)) -> Result<(), Broken> {
        let bytes = encode([]);
        let (table, mut words) = (Table::new(&bytes)?, Lexemes::default());
        let cut: Vec<&str> = text.split(' ').collect();
        let unit = |word: &&str| {
            let placed = words.place(word, &word.to_lowercase(), Class::NONE, &table);
            Unit::new(placed, 0, false)
        };
        let units: Vec<Unit> = cut.iter().map(unit).collect();
        let (first, end) = run_around(&units, at);
        let (lead, head) = joined(&units, first, end, at);
        assert_eq!((cut[lead], cut[head]), expected, "{text}");
        Ok(())
    }

    #[test]
    fn joints_tie_runs_together() -> Result<(), Broken> {
        check("the Bank of Ghana and Ann", 1, ("Bank", "Ghana"))?;
        check("in Ann Jones said", 1, ("Ann", "Jones"))?;
        check("Centre for the Study of War in Kyiv", 3, ("Centre", "War"))?;
        check("Ghana of for the Ann", 0, ("Ghana", "Ghana"))
    }

    #[test]
    fn runs_without_end_are_left_alone() -> Result<(), Broken> {
        let text = vec!["Ann"; 1000].join(" ");
        check(&text, 500, ("Ann", "Ann"))
    }
}
