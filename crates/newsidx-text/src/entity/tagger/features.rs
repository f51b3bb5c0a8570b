//! What a unit shows. In: units around one, and what the article says. Out: numbers of features.
//!
//! Features of one word alone are told apart from those of several: the scores of the first are summed once for each
//! word and slot. Of the others, those over few values stand in groups, whose scores are kept as well. The features are those of named-entity taggers since Zhang and Johnson (2003) and Ratinov and Roth
//! (2009): words, shapes, affixes, clusters, lists, the ends of the capitalised run, and votes of the document.

use super::super::hash::mix;
use super::document::Document;
use super::lexeme::{Lexeme, Lexemes, Look};
use super::unit::Unit;

/// How many places around the labelled word have weights of their own.
pub(super) const SLOTS: usize = 7;

/// How many sums are kept of a word: one a slot, and one each for a word in two slots at once.
pub(super) const SUMS: usize = 9;

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
    /// Before the word and before the run, which begins with the word.
    pub(crate) const BEFORE_AND_LEFT: usize = 7;
    /// After the word and after the run, which ends with the word.
    pub(crate) const AFTER_AND_RIGHT: usize = 8;
}

/// Gives the features of one word in a slot, or in two at once.
pub(super) fn summed(lexeme: &Lexeme, slot: usize, mut emit: impl FnMut(u64)) {
    let slots: &[usize] = match slot {
        slot::BEFORE_AND_LEFT => &[slot::BEFORE, slot::LEFT],
        slot::AFTER_AND_RIGHT => &[slot::AFTER, slot::RIGHT],
        _ => &[slot],
    };
    for slot in slots {
        own(lexeme, *slot, &mut emit);
    }
}

/// Gives the features of one word in a slot.
pub(super) fn own(lexeme: &Lexeme, slot: usize, mut emit: impl FnMut(u64)) {
    let mut feature = |template: u64, value: u64| emit(mix(value, (slot as u64) << 8 | template));
    feature(1, lexeme.key);
    let clusters = [u64::from(lexeme.facts.small), u64::from(lexeme.facts.middle), u64::from(lexeme.facts.large)];
    for (template, cluster) in (2..).zip(clusters) {
        if cluster != 0 {
            feature(template, cluster);
        }
    }
    if slot == slot::LEFT || slot == slot::RIGHT {
        return;
    }
    feature(5, lexeme.shape);
    if slot == slot::TWO_BEFORE || slot == slot::TWO_AFTER {
        return;
    }
    let [prefix3, prefix4, suffix2, suffix3, suffix4] = lexeme.affixes;
    feature(6, suffix3);
    let classes = u64::from(lexeme.class.bits()) | u64::from(lexeme.facts.marks >> 3) << 40;
    for bit in bits(classes) {
        feature(7, bit);
        if slot == slot::HERE {
            feature(8, mix(bit, lexeme.shape));
        }
    }
    feature(9, u64::from(lexeme.facts.case()));
    if slot != slot::HERE {
        return;
    }
    feature(10, lexeme.word);
    feature(11, prefix3);
    feature(12, prefix4);
    feature(13, suffix2);
    feature(14, suffix4);
    feature(15, mix(u64::from(lexeme.facts.case()), lexeme.shape));
    feature(16, u64::from(lexeme.look.0));
}

fn bits(mut set: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let bit = (set != 0).then(|| u64::from(set.trailing_zeros()))?;
        set &= set - 1;
        Some(bit)
    })
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
    left2: Seen<'a>,
    right2: Seen<'a>,
    run_first: u64,
    run_last: u64,
    run: u64,
    /// How many words of the run stand before, and from here on.
    place: (u64, u64),
    titled: bool,
}

impl<'a> Around<'a> {
    /// Reads what stands around the unit `at` of a sentence.
    pub(super) fn new(sentence: &'a [Unit], at: usize, words: &'a Lexemes, titled: bool) -> Option<Self> {
        let seen = |at: usize| {
            let unit = sentence.get(at)?;
            Some((unit, words.get(unit.lexeme)?))
        };
        let capital = |at: usize| sentence.get(at).is_some_and(|unit| unit.look.any(Look::CAPITAL));
        let here = seen(at)?;
        let mut first = at;
        while first > 0 && at - first < RUN && capital(first - 1) {
            first -= 1;
        }
        let mut end = at + 1;
        while end - at < RUN && capital(end) {
            end += 1;
        }
        let key = |at: usize| seen(at).map_or(0, |(_, lexeme)| lexeme.key);
        let back = |at: usize, by: usize| at.checked_sub(by).and_then(seen);
        Some(Self {
            here,
            slots: [Some(here), back(at, 1), seen(at + 1), back(at, 2), seen(at + 2), back(first, 1), seen(end)],
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

/// Gives the features of several words whose values are as many as words are.
pub(super) fn open(around: &Around<'_>, mut emit: impl FnMut(u64)) {
    let mut feature = |template: u64, value: u64| emit(mix(value, 0x1000 | template));
    let [_, before, after, before2, after2, ..] = around.slots;
    let key = |seen: Seen<'_>| seen.map_or(1, |(_, lexeme)| lexeme.key);
    let (unit, word) = around.here;
    feature(1, mix(key(before), word.key));
    feature(2, mix(word.key, key(after)));
    feature(4, mix(key(before), word.shape));
    feature(5, mix(word.shape, key(after)));
    feature(6, mix(key(before2), key(before)));
    feature(7, mix(key(after), key(after2)));
    feature(9, mix(key(before), key(after)));
    run(around, &mut feature);
    let small = |seen: Seen<'_>| seen.map_or(0, |(_, lexeme)| u64::from(lexeme.facts.small));
    feature(21, mix(small(before), u64::from(word.facts.small)));
    feature(22, mix(u64::from(word.facts.small), small(after)));
    let classes = |seen: Seen<'_>| seen.map_or(0, |(_, lexeme)| u64::from(lexeme.class.bits()));
    feature(23, mix(classes(before), mix(classes(Some(around.here)), classes(after))));
    feature(34, mix(u64::from(unit.ruled), word.key));
}

/// A group of features over few values: it depends on one number alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// How the word and its neighbours are written, and where in its run it stands.
    Shapes,
    /// What lists and rules say here and beside.
    Hints,
    /// How the word and its neighbours are used in the article.
    Uses,
    /// Which names of the article the word and its neighbours are part of: for the second reading.
    Votes,
}

impl Group {
    /// The groups of the first reading.
    pub(super) const FIRST: [Self; 3] = [Self::Shapes, Self::Hints, Self::Uses];

    /// Gives the number that the features of the group depend on.
    pub(super) fn key(self, around: &Around<'_>, document: &Document) -> u64 {
        let [here, before, after, ..] = around.slots;
        let (back, ahead) = around.place;
        let joined =
            |of: &dyn Fn(Seen<'_>) -> u64, width: u32| of(before) << (2 * width) | of(here) << width | of(after);
        let value = match self {
            Self::Shapes => {
                let look = around.looks();
                let place = back.min(5) << 4 | ahead.min(5);
                let opens = u64::from(around.here.0.opens) | u64::from(around.titled) << 1;
                mix(around.shapes(), look | place << 50 | opens << 60)
            }
            Self::Hints => {
                let unit =
                    |seen: Seen<'_>| seen.map_or(0, |(unit, _)| u64::from(unit.listed) << 8 | u64::from(unit.ruled));
                mix(joined(&unit, 16), around.here.1.shape)
            }
            Self::Uses => joined(&|seen| uses(seen, document), 16),
            Self::Votes => {
                let place = back.min(3) << 2 | ahead.min(3);
                joined(&|seen| vote(seen, document), 8) | place << 24 | u64::from(around.here.0.ruled) << 32
            }
        };
        mix(value, self as u64)
    }

    /// Gives the features of the group.
    pub(super) fn features(self, around: &Around<'_>, document: &Document, mut emit: impl FnMut(u64)) {
        let mut feature = |template: u64, value: u64| emit(mix(value, 0x1000 | template));
        match self {
            Self::Shapes => shapes(around, &mut feature),
            Self::Hints => hints(around, &mut feature),
            Self::Uses => article(around, document, &mut feature),
            Self::Votes => votes(around, document, &mut feature),
        }
    }
}

impl Around<'_> {
    /// Gives the slots that are summed, each with its word, which a slot beyond the sentence lacks.
    ///
    /// A word that is both beside this one and beside the run stands in one slot for both, and the other is left out.
    pub(super) fn by_slot(&self) -> [(Option<usize>, Seen<'_>); SLOTS] {
        let mut slots = std::array::from_fn(|slot| (Some(slot), self.slots.get(slot).copied().flatten()));
        let (back, ahead) = self.place;
        let [_, before, after, _, _, left, right] = &mut slots;
        if back == 0 && before.1.is_some() {
            (before.0, left.0) = (Some(slot::BEFORE_AND_LEFT), None);
        }
        if ahead == 1 && after.1.is_some() {
            (after.0, right.0) = (Some(slot::AFTER_AND_RIGHT), None);
        }
        slots
    }

    fn shapes(&self) -> u64 {
        let [here, before, after, ..] = self.slots;
        let shape = |seen: Seen<'_>| seen.map_or(1, |(_, lexeme)| lexeme.shape);
        mix(shape(before), mix(shape(here), shape(after)))
    }

    fn looks(&self) -> u64 {
        let [here, before, after, ..] = self.slots;
        let look = |seen: Seen<'_>| seen.map_or(0, |(_, lexeme)| u64::from(lexeme.look.0));
        let capitals = u64::from(Look::CAPITAL.0 | Look::ALL_CAPITALS.0 | Look::DIGIT.0 | Look::MARK.0);
        look(here) | (look(before) & capitals) << 16 | (look(after) & capitals) << 32
    }
}

fn shapes(around: &Around<'_>, feature: &mut impl FnMut(u64, u64)) {
    let (back, ahead) = around.place;
    feature(3, around.shapes());
    feature(8, mix(around.here.1.shape, u64::from(around.here.0.opens) | u64::from(around.titled) << 1));
    feature(15, back.min(5) << 4 | ahead.min(5));
    feature(20, around.looks());
}

/// The capitalised run: what stands around it, how long it is, and its text.
fn run(around: &Around<'_>, feature: &mut impl FnMut(u64, u64)) {
    let [.., left, right] = around.slots;
    let key = |seen: Seen<'_>| seen.map_or(1, |(_, lexeme)| lexeme.key);
    let (back, ahead) = around.place;
    let place = back.min(3) << 2 | ahead.min(3);
    feature(10, mix(key(left), place));
    feature(11, mix(key(right), place));
    feature(12, mix(around.run_last, u64::from(ahead == 1)));
    feature(13, mix(around.run_first, u64::from(back == 0)));
    feature(14, mix(around.run, back << 8 | ahead));
    feature(16, mix(key(left), key(right)));
    feature(17, mix(key(around.left2), key(left)));
    feature(18, mix(key(right), key(around.right2)));
}

/// What lists and rules say here and beside.
fn hints(around: &Around<'_>, feature: &mut impl FnMut(u64, u64)) {
    let [_, before, after, ..] = around.slots;
    let unit = around.here.0;
    let of = |seen: Seen<'_>| seen.map_or((0, 0), |(unit, _)| (u64::from(unit.listed), u64::from(unit.ruled)));
    let (listed, ruled) = (u64::from(unit.listed), u64::from(unit.ruled));
    feature(30, listed);
    feature(31, ruled);
    feature(32, mix(of(before).0, mix(listed, of(after).0)));
    feature(33, mix(of(before).1, mix(ruled, of(after).1)));
    feature(35, mix(ruled, around.here.1.shape));
    feature(36, mix(ruled, listed));
}

/// How the word and its neighbours are used in the article.
fn article(around: &Around<'_>, document: &Document, feature: &mut impl FnMut(u64, u64)) {
    let [here, before, after, ..] = around.slots;
    for bit in bits(uses(here, document)) {
        feature(40, bit);
    }
    feature(41, uses(here, document));
    feature(42, uses(before, document));
    feature(43, uses(after, document));
}

/// Which names of the article the word and its neighbours are part of.
fn votes(around: &Around<'_>, document: &Document, feature: &mut impl FnMut(u64, u64)) {
    let [here, before, after, ..] = around.slots;
    let [before, here, after] = [before, here, after].map(|seen| vote(seen, document));
    let (back, ahead) = around.place;
    feature(50, here);
    feature(51, before);
    feature(52, after);
    feature(53, mix(before, mix(here, after)));
    feature(54, mix(here, back.min(3) << 2 | ahead.min(3)));
    feature(55, mix(here, u64::from(around.here.0.ruled)));
}

fn uses(seen: Seen<'_>, document: &Document) -> u64 {
    capital(seen).map_or(0, |unit| u64::from(document.uses(unit.family)))
}

fn vote(seen: Seen<'_>, document: &Document) -> u64 {
    capital(seen).map_or(0, |unit| u64::from(document.vote_for(unit.family)))
}

fn capital(seen: Seen<'_>) -> Option<&Unit> {
    seen.map(|(unit, _)| unit).filter(|unit| unit.look.any(Look::CAPITAL))
}

/// Gives every feature of the first reading, as a trainer needs them.
pub(super) fn all(around: &Around<'_>, document: &Document, mut emit: impl FnMut(u64)) {
    for (slot, seen) in around.slots.iter().enumerate() {
        match seen {
            Some((_, lexeme)) => own(lexeme, slot, &mut emit),
            None => emit(edge(slot)),
        }
    }
    open(around, &mut emit);
    for group in Group::FIRST {
        group.features(around, document, &mut emit);
    }
}

/// The feature of a slot beyond the sentence.
pub(super) fn edge(slot: usize) -> u64 {
    mix(0, (slot as u64) << 8)
}
