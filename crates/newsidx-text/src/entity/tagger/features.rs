//! What a unit shows. In: what stands around one, and what the article says. Out: numbers of features.
//!
//! Features of one word alone are told apart from those of several: the scores of the first are summed once for each
//! word and slot. Of the others, those over few values stand in groups, whose scores are kept as well. The features are
//! those of named-entity taggers since Zhang and Johnson (2003) and Ratinov and Roth (2009): words, shapes, affixes,
//! clusters, lists, the ends of the capitalised run, and votes of the document. Nothing is told twice: a doubled
//! feature takes weight from the others and costs time.

use super::super::hash::mix;
use super::around::{Around, Seen, slot};
use super::document::Document;
use super::lexeme::{Lexeme, Look};
use super::unit::Unit;

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
    // What stands beside the word stands beside its run where these are one: the features of the run tell it.
    let (back, ahead) = around.place;
    if back > 0 {
        feature(6, mix(key(before2), key(before)));
    }
    if ahead > 1 {
        feature(7, mix(key(after), key(after2)));
    }
    if back + ahead > 1 {
        feature(9, mix(key(before), key(after)));
    }
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
            Self::Uses => mix(joined(&|seen| uses(seen, document), 16), back.min(2) << 2 | ahead.min(2)),
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

fn shapes(around: &Around<'_>, feature: &mut impl FnMut(u64, u64)) {
    let (back, ahead) = around.place;
    feature(3, around.shapes());
    feature(8, mix(around.here.1.shape, u64::from(around.here.0.opens) | u64::from(around.titled) << 1));
    feature(15, back.min(5) << 4 | ahead.min(5));
    feature(20, around.looks());
}

/// The capitalised run: what stands around it, how long it is, and its text.
fn run(around: &Around<'_>, feature: &mut impl FnMut(u64, u64)) {
    let [_, _, _, _, _, left, right, ..] = around.slots;
    let key = |seen: Seen<'_>| seen.map_or(1, |(_, lexeme)| lexeme.key);
    let (back, ahead) = around.place;
    let place = back.min(3) << 2 | ahead.min(3);
    feature(10, mix(key(left), place));
    feature(11, mix(key(right), place));
    if back + ahead > 1 {
        feature(12, mix(around.run_last, u64::from(ahead == 1)));
        feature(13, mix(around.run_first, u64::from(back == 0)));
    }
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
    let (back, ahead) = around.place;
    let place = back.min(2) << 2 | ahead.min(2);
    feature(44, mix(uses(here, document), place));
    for bit in bits(uses(here, document)) {
        feature(45, mix(bit, place));
    }
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
            None if slot < slot::JOINED => emit(edge(slot)),
            None => {}
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
