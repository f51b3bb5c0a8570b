//! Which units may be in a name. In: the units of a sentence. Out: segments; all outside them is no name.
//! Names are capitalised, so five words in six are never scored.

use std::ops::Range;

use super::super::class::Class;
use super::lexeme::{Lexemes, Look};
use super::unit::Unit;

/// So many units without a capital may stand between two with one.
const BRIDGE: usize = 3;

/// Gives the segments of the units `range`, in order.
pub(super) fn segments(units: &[Unit], range: Range<usize>, words: &Lexemes, segments: &mut Vec<Range<usize>>) {
    let look = |at: usize| look_of(units, &range, at);
    let mut at = range.start;
    let mut free = range.start;
    while at < range.end {
        if !look(at).any(Look::CAPITAL) {
            at += 1;
            continue;
        }
        let core = core_end(&look, at);
        if core == at + 1 && is_opener(units, at, words) {
            at += 1;
            continue;
        }
        let end = with_tail(&look, core);
        segments.push(with_front(&look, at, free)..end);
        (at, free) = (end, end);
    }
}

/// Tells whether the unit is a word such as `The` or `Officials` that only begins a sentence.
fn is_opener(units: &[Unit], at: usize, words: &Lexemes) -> bool {
    const NAMES: Class = Class::GIVEN.with(Class::SURNAME).with(Class::KNOWN).with(Class::HEAD);
    let Some(unit) = units.get(at).filter(|unit| unit.opens) else { return false };
    words.get(unit.lexeme).is_some_and(|word| {
        let ordinary = word.class.any(Class::ORDINARY) && !word.class.any(NAMES);
        (ordinary || word.class.any(Class::STOP)) && !word.look.any(Look::ALL_CAPITALS)
    })
}

fn look_of(units: &[Unit], range: &Range<usize>, at: usize) -> Look {
    if range.contains(&at) { units.get(at).map_or(Look::default(), |unit| unit.look) } else { Look::default() }
}

/// Gives one past the last capitalised word or number that links reach from `first`.
fn core_end(look: &impl Fn(usize) -> Look, first: usize) -> usize {
    let (mut end, mut at, mut gap) = (first + 1, first + 1, 0);
    loop {
        let here = look(at);
        if here.any(Look::CAPITAL.with(Look::DIGIT)) {
            end = at + 1;
            gap = 0;
        } else if here.any(Look::LINK) && gap < BRIDGE {
            gap += 1;
        } else {
            return end;
        }
        at += 1;
    }
}

/// Takes `-yeol`, `province` and `nuclear plant` in.
fn with_tail(look: &impl Fn(usize) -> Look, end: usize) -> usize {
    let small = |at: usize| look(at).any(Look::SMALL);
    let tail = |at: usize| look(at).any(Look::TAIL);
    if look(end).any(Look::HYPHEN) && small(end + 1) || small(end) && tail(end + 1) {
        end + 2
    } else {
        end + usize::from(tail(end))
    }
}

/// Takes `southern`, `2022` and `ultra-` in.
fn with_front(look: &impl Fn(usize) -> Look, first: usize, free: usize) -> usize {
    let may = |at: usize| look(at).any(Look::FRONT.with(Look::DIGIT));
    let Some(before) = first.checked_sub(1).filter(|before| *before >= free) else { return first };
    if look(before).any(Look::HYPHEN) {
        return before.checked_sub(1).filter(|front| *front >= free && may(*front)).unwrap_or(first);
    }
    if may(before) { before } else { first }
}

#[cfg(test)]
mod tests {
    use super::super::super::class::Vocabulary;
    use super::super::super::token::Tokens;
    use super::super::facts::{Table, encode};
    use super::super::unit::Paragraph;
    use super::*;
    use crate::{sentence, word};

    #[test]
    fn names_pass_whole() {
        let rows = [
            ("the Bank of Ghana held rates", "Bank of Ghana"),
            ("in southern Gaza and Kursk province today", "southern Gaza and Kursk province"),
            ("a plan, Yoon Suk-yeol said", "Yoon Suk - yeol"),
            ("the 2022 World Cup in Qatar", "2022 World Cup in Qatar"),
            ("in sub-Saharan Africa, where", "sub - Saharan Africa"),
            ("near the Zaporizhzhia nuclear plant again", "Zaporizhzhia nuclear plant"),
            ("officials from Bath, Maine, say", "Bath|Maine"),
            ("nothing here", ""),
            ("He met Ann there. It rained", "Ann"),
        ];
        let bytes = encode([]);
        for (text, expected) in rows {
            let ends = sentence::ends(text);
            let cut: Vec<word::Word> = word::words(text).collect();
            let tokens = Tokens::new(text, &cut, &ends, &mut Vocabulary::default());
            let mut words = Lexemes::default();
            let Ok(table) = Table::new(&bytes) else { continue };
            let paragraph = Paragraph::new(&tokens, &ends, &[], &table, &mut words);
            let mut found = Vec::new();
            for sentence in paragraph.sentences {
                segments(&paragraph.units, sentence, &words, &mut found);
            }
            let mut names = std::collections::BTreeMap::new();
            for unit in &paragraph.units {
                let token = tokens.get(unit.token as usize).map_or("", |token| token.text);
                names.insert(unit.lexeme, token);
            }
            let marks = [("-", "-"), (",", ",")]
                .map(|(mark, shown)| (words.place(mark, mark, Class::NONE, &table).lexeme, shown));
            let shown: Vec<String> = found
                .into_iter()
                .map(|range| {
                    let shown = |unit: &Unit| {
                        let mark = marks.iter().find(|(lexeme, _)| *lexeme == unit.lexeme);
                        mark.map_or(names[&unit.lexeme], |(_, shown)| shown)
                    };
                    paragraph.units[range].iter().map(shown).collect::<Vec<_>>().join(" ")
                })
                .collect();
            assert_eq!(shown.join("|"), expected, "{text}");
        }
    }
}
