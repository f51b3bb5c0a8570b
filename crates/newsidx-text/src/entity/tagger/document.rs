//! What the rest of the article says of a word. In: the units of an article, and its names of the first reading.
//! Out: for each family of words, how it is used and which names it is part of. Must not decide anything.

use super::super::class::Class;
use super::label::Coarse;
use super::lexeme::{Lexeme, Lexemes, Look};
use super::unit::{Paragraph, Unit};

/// Uses of a word over the article, one bit each.
pub(super) mod uses {
    pub(crate) const PROVEN: u16 = 1;
    pub(crate) const PLACED: u16 = 1 << 1;
    pub(crate) const TITLED: u16 = 1 << 2;
    pub(crate) const AFTER_GIVEN: u16 = 1 << 3;
    pub(crate) const SPEAKS: u16 = 1 << 4;
    pub(crate) const BEFORE_HEAD: u16 = 1 << 5;
    pub(crate) const GIVEN_OF_SPEAKER: u16 = 1 << 6;
    pub(crate) const AFTER_ARTICLE: u16 = 1 << 7;
    pub(crate) const SMALL: u16 = 1 << 8;
    pub(crate) const ALONE: u16 = 1 << 9;
    /// It ends a run of several capitalised words.
    pub(crate) const ENDS: u16 = 1 << 10;
    /// It begins one, and no sentence.
    pub(crate) const BEGINS: u16 = 1 << 11;
}

/// What is known of one family.
#[derive(Clone, Copy, Debug, Default)]
struct Family {
    uses: u16,
    tally: [u16; Coarse::ALL.len() + 1],
    vote: u8,
}

/// What is known of the families of one article.
#[derive(Debug, Default)]
pub(super) struct Document {
    families: Vec<Family>,
    /// Those that occur, and those that were counted.
    touched: Vec<u32>,
    counted: Vec<u32>,
}

impl Document {
    /// Reads how the words of an article are used.
    pub(super) fn read(&mut self, paragraphs: &[Paragraph], words: &Lexemes) {
        for family in self.touched.drain(..).chain(self.counted.drain(..)) {
            if let Some(family) = self.families.get_mut(family as usize) {
                *family = Family::default();
            }
        }
        self.families.resize(words.families(), Family::default());
        for paragraph in paragraphs {
            for sentence in &paragraph.sentences {
                self.read_sentence(paragraph.units.get(sentence.clone()).unwrap_or_default(), paragraph.titled, words);
            }
        }
    }

    fn read_sentence(&mut self, units: &[Unit], titled: bool, words: &Lexemes) {
        let lexeme = |at: usize| units.get(at).and_then(|unit| words.get(unit.lexeme));
        for (at, unit) in units.iter().enumerate() {
            let seen = if unit.look.any(Look::SMALL) {
                uses::SMALL
            } else if unit.look.any(Look::CAPITAL) && !titled {
                let Some(word) = words.get(unit.lexeme) else { continue };
                let before = at.checked_sub(1).and_then(lexeme);
                use_of(word, unit.opens, before, lexeme(at + 1), lexeme(at + 2))
            } else {
                continue;
            };
            self.mark(unit.family, seen);
        }
    }

    fn mark(&mut self, family: u32, seen: u16) {
        if let Some(known) = self.families.get_mut(family as usize) {
            if known.uses == 0 {
                self.touched.push(family);
            }
            known.uses |= seen;
        }
    }

    /// Gives the uses of a family.
    pub(super) fn uses(&self, family: u32) -> u16 {
        self.families.get(family as usize).map_or(0, |family| family.uses)
    }

    /// Counts one capitalised word of a name, or of none.
    pub(super) fn count(&mut self, family: u32, coarse: Option<Coarse>) {
        let column = coarse.map_or(Coarse::ALL.len(), Coarse::number);
        if let Some(known) = self.families.get_mut(family as usize) {
            if known.tally.iter().all(|count| *count == 0) {
                self.counted.push(family);
            }
            if let Some(cell) = known.tally.get_mut(column) {
                *cell = cell.saturating_add(1);
            }
        }
    }

    /// Turns counts into votes.
    pub(super) fn vote(&mut self) {
        for family in &self.counted {
            if let Some(known) = self.families.get_mut(*family as usize) {
                known.vote = vote_of(&known.tally);
            }
        }
    }

    /// Gives what the names of the article say of a family; 0 for nothing.
    pub(super) fn vote_for(&self, family: u32) -> u8 {
        self.families.get(family as usize).map_or(0, |family| family.vote)
    }
}

fn use_of(word: &Lexeme, opens: bool, before: Option<&Lexeme>, next: Option<&Lexeme>, third: Option<&Lexeme>) -> u16 {
    let has = |lexeme: Option<&Lexeme>, look: Look| lexeme.is_some_and(|lexeme| lexeme.look.any(look));
    let given = |lexeme: Option<&Lexeme>| lexeme.is_some_and(|lexeme| lexeme.class.any(Class::GIVEN));
    let mut seen = 0;
    let mut set = |holds: bool, bit: u16| seen |= if holds { bit } else { 0 };
    set(!opens && before.is_some() && !has(before, Look::CAPITAL.with(Look::MARK)), uses::PROVEN);
    set(has(before, Look::PLACING), uses::PLACED);
    set(has(before, Look::ROLE), uses::TITLED);
    set(has(before, Look::CAPITAL) && given(before), uses::AFTER_GIVEN);
    set(has(next, Look::SPEECH), uses::SPEAKS);
    let head = next.is_some_and(|next| next.class.any(Class::ORGANISATION));
    set(has(next, Look::CAPITAL) && head, uses::BEFORE_HEAD);
    set(word.class.any(Class::GIVEN) && has(next, Look::CAPITAL) && has(third, Look::SPEECH), uses::GIVEN_OF_SPEAKER);
    set(has(before, Look::ARTICLE), uses::AFTER_ARTICLE);
    set(!opens && !has(before, Look::CAPITAL) && !has(next, Look::CAPITAL), uses::ALONE);
    set(has(before, Look::CAPITAL) && !has(next, Look::CAPITAL), uses::ENDS);
    set(!opens && !has(before, Look::CAPITAL) && has(next, Look::CAPITAL), uses::BEGINS);
    seen
}

/// Gives a number for the commonest type, how sure it is and whether another occurs; 0 where nothing was counted.
fn vote_of(tally: &[u16; Coarse::ALL.len() + 1]) -> u8 {
    let total: u32 = tally.iter().map(|count| u32::from(*count)).sum();
    let Some((best, count)) = tally.iter().enumerate().max_by_key(|(place, count)| (**count, usize::MAX - place))
    else {
        return 0;
    };
    let outside = Coarse::ALL.len();
    match (*count, total) {
        (0, _) | (_, 0) => 0,
        (_, 1) => 1 + best as u8,
        (count, total) if u32::from(count) * 4 >= total * 3 => 17 + best as u8,
        (_, _) if best == outside => {
            33 + tally.iter().take(outside).enumerate().max_by_key(|(_, n)| **n).map_or(0, |(p, _)| p as u8)
        }
        _ => 9 + best as u8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_tell_type_and_certainty() {
        let person = Coarse::Person.number();
        let rows: [(&[(usize, u16)], u8); 5] =
            [(&[], 0), (&[(person, 1)], 1), (&[(person, 4), (7, 1)], 17), (&[(person, 2), (1, 2)], 9), (&[(7, 3)], 24)];
        for (counts, expected) in rows {
            let mut tally = [0; 8];
            for (place, count) in counts {
                tally[*place] = *count;
            }
            assert_eq!(vote_of(&tally), expected, "{counts:?}");
        }
    }
}
