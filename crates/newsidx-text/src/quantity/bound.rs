//! How a figure is bounded. In: a passage and where the figure stands. Out: the bound, and the first token of the words
//! that say so.

use crate::currency;
use crate::lexeme::Class;
use crate::number::{self, near};
use crate::passage::Passage;

use super::Bound;

/// What stands before a figure, its last word first.
const BEFORE: [(&[&str], Bound); 25] = [
    (&["least", "at"], Bound::AtLeast),
    (&["than", "more"], Bound::AtLeast),
    (&["than", "greater"], Bound::AtLeast),
    (&["than", "fewer", "no"], Bound::AtLeast),
    (&["than", "less", "no"], Bound::AtLeast),
    (&["than", "fewer", "not"], Bound::AtLeast),
    (&["than", "less", "not"], Bound::AtLeast),
    (&["above"], Bound::AtLeast),
    (&["over"], Bound::AtLeast),
    (&["exceeding"], Bound::AtLeast),
    (&["minimum", "a"], Bound::AtLeast),
    (&["most", "at"], Bound::AtMost),
    (&["to", "up"], Bound::AtMost),
    (&["as", "many", "as"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["than", "more", "no"], Bound::AtMost),
    (&["than", "more", "not"], Bound::AtMost),
    (&["than", "fewer"], Bound::AtMost),
    (&["than", "less"], Bound::AtMost),
    (&["under"], Bound::AtMost),
    (&["below"], Bound::AtMost),
    (&["to", "close"], Bound::About),
    (&["less", "or", "more"], Bound::About),
    (&["estimated", "an"], Bound::About),
    (&["than", "better"], Bound::AtLeast),
];

/// Reads the bound before a figure, or before the sign of its currency: what it is, and the first of its tokens, `at` where there is none.
pub(super) fn before(passage: &Passage<'_>, at: usize) -> (Bound, usize) {
    let last = at.checked_sub(1).filter(|_| beside(passage, at));
    let bounds: &[(&[&str], Bound)] =
        if last.is_some_and(|last| passage.is(last, Class::BOUND)) { &BEFORE } else { &[] };
    let longest = bounds.iter().filter(|(words, _)| stands(passage, at, words)).max_by_key(|(words, _)| words.len());
    if let Some((words, bound)) = longest {
        if *words == ["over"] && is_during(passage, at) {
            return (Bound::Exact, at);
        }
        return (*bound, at - words.len());
    }
    let about = last.filter(|before| passage.is(*before, Class::ABOUT));
    about.map_or((Bound::Exact, at), |first| (Bound::About, first))
}

/// Tells whether `over` before a figure tells how long something went on, as in `It was built over two summers`; where a
/// preposition or a verb of lasting leads it, it bounds the figure: `for over two years`.
fn is_during(passage: &Passage<'_>, at: usize) -> bool {
    const LASTS: [&str; 22] = [
        "for", "after", "in", "of", "with", "about", "at", "by", "to", "aged", "took", "take", "takes", "taking",
        "last", "lasted", "lasts", "lasting", "spent", "waited", "well", "just",
    ];
    let end = number::figure(passage, at).map_or(at + 1, |figure| figure.end);
    let seasons = ["springs", "summers", "autumns", "winters", "seasons"];
    let time = passage
        .get(end)
        .filter(|_| near(passage, end) && passage.gap(end) != "-")
        .is_some_and(|unit| unit.reads_any(&seasons) || unit.value(Class::TIME_UNIT).is_some_and(|unit| unit > 3));
    let old =
        ["of", "old", "ago", "later", "earlier", "after", "before"].iter().any(|word| reads(passage, end + 1, word));
    let lead = at.checked_sub(2).filter(|_| near(passage, at - 1)).and_then(|lead| passage.get(lead));
    let lasts = lead.is_none_or(|lead| {
        lead.reads_any(&LASTS) || lead.is(Class::ADVERB.with(Class::BE).with(Class::AUXILIARY).with(Class::DETERMINER))
    });
    time && !old && !lasts
}

/// Tells whether nothing but a sign of currency parts a token from the one before it: `over $5`.
fn beside(passage: &Passage<'_>, at: usize) -> bool {
    near(passage, at) || currency::is_apart_sign(passage.gap(at))
}

/// Tells whether the words stand before a token, each beside the next.
fn stands(passage: &Passage<'_>, at: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(back, word)| {
        let place = at.checked_sub(back + 1);
        let joined = if back == 0 { beside(passage, at) } else { near(passage, at - back.min(at)) };
        joined && place.is_some_and(|place| reads(passage, place, word))
    })
}

fn reads(passage: &Passage<'_>, at: usize, word: &str) -> bool {
    passage.get(at).is_some_and(|token| token.reads(word))
}

/// Reads `or more`, `or so` and `or fewer` after a figure: the bound, and one past its last token.
pub(super) fn after(passage: &Passage<'_>, end: usize) -> Option<(Bound, usize)> {
    if !(near(passage, end) && reads(passage, end, "or") && near(passage, end + 1)) {
        return None;
    }
    let bound = match passage.get(end + 1)?.text {
        "more" => Bound::AtLeast,
        "so" => Bound::About,
        "fewer" | "less" => Bound::AtMost,
        _ => return None,
    };
    Some((bound, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexeme::lexeme;

    #[test]
    fn the_lists_know_the_last_word_of_each_bound() {
        for (words, _) in BEFORE {
            assert!(
                words.first().is_some_and(|last| lexeme(last).is_some_and(|last| last.is(Class::BOUND))),
                "{words:?}"
            );
        }
    }
}
