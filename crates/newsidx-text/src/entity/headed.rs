//! Names that hold a word which tells what they are: `Ministry of Health`, `Nuclear Power Plant`, `Lake Chad`.
//! In: tokens and a start. Out: how far such a name reaches and its kind. Must not know people.

use super::class::Class;
use super::key::EntityKind;
use super::known::known_at;
use super::title::title_at;
use super::token::{Gap, Shape, Tokens};

/// A headed name has this many tokens or fewer.
const LONGEST: usize = 10;

/// A name with its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Headed {
    /// One past its last token.
    pub(super) end: usize,
    pub(super) kind: EntityKind,
    pub(super) rule: &'static str,
}

/// Reads the longest headed name that starts at `first`.
pub(super) fn headed_at(tokens: &Tokens<'_>, first: usize) -> Option<Headed> {
    let class = tokens.get(first).filter(|token| token.is_capital())?.class;
    if class.any(Class::STOP.with(Class::CALENDAR)) {
        return None;
    }
    let mut best = front_headed(tokens, first);
    let (mut index, mut head) = (first, None);
    while index < first + LONGEST && goes_on(tokens, first, index) {
        let class = tokens.get(index).map_or(Class::NONE, |token| token.class);
        if tokens.capital(index) && class.any(Class::HEAD) && !is_first_name(tokens, first, index) {
            head = Some((class, index));
        }
        let Some((class, at)) = head else {
            index += 1;
            continue;
        };
        if at == index && index > first && solid(tokens, first, index) {
            best = Some(headed(class, index + 1, tokens.key(index)));
        }
        if at == index
            && let Some(end) = complement(tokens, index + 1)
        {
            best = Some(headed(class, end, tokens.key(index)));
            index = end;
        } else {
            index += 1;
        }
    }
    best
}

/// Reads `Lake Chad`, `Hurricane Maria`, `Operation Desert Storm`.
fn front_headed(tokens: &Tokens<'_>, first: usize) -> Option<Headed> {
    let event = tokens.is(first, Class::EVENT_BEFORE);
    if !event && !tokens.is(first, Class::PLACE_BEFORE) || tokens.possessive(first) {
        return None;
    }
    let next = |index: usize| {
        tokens.gap(index) == Gap::Space && tokens.capital(index) && !tokens.is(index, Class::STOP.with(Class::CALENDAR))
    };
    if !next(first + 1) || title_at(tokens, first + 1).is_some() {
        return None;
    }
    let more = event && next(first + 2) && !tokens.possessive(first + 1) && tokens.key(first) == "operation";
    let end = first + 2 + usize::from(more);
    Some(if event {
        Headed { end, kind: EntityKind::Event, rule: "event-head" }
    } else {
        Headed { end, kind: EntityKind::Place, rule: "place-head" }
    })
}

/// Tells whether a headed name that started at `first` may hold the token at `index`.
fn goes_on(tokens: &Tokens<'_>, first: usize, index: usize) -> bool {
    let Some(token) = tokens.get(index) else { return false };
    if index == first {
        return true;
    }
    if !matches!(token.gap, Gap::Space | Gap::Hyphen | Gap::Ampersand) || !possessive_inside(tokens, index - 1) {
        return false;
    }
    if !token.is_capital() {
        return token.key == "and" && joins_words(tokens, index)
            || matches!(token.key.as_ref(), "bin" | "al" | "de" | "von" | "van");
    }
    if token.opens
        || begins_another(tokens, first, index)
        || token.class.any(Class::CALENDAR)
        || token.class.any(Class::STOP) && token.key != "new"
    {
        return false;
    }
    title_at(tokens, index).is_none_or(|title| {
        tokens.is(title.end, Class::HEAD) && tokens.gap(title.end) == Gap::Space || token.class.any(Class::HEAD)
    })
}

/// `Bill` after a title or before a surname is a man, not a law.
fn is_first_name(tokens: &Tokens<'_>, first: usize, index: usize) -> bool {
    let before_name =
        tokens.gap(index + 1) == Gap::Space && (tokens.capital(index + 1) || tokens.key(index + 1) == "de");
    tokens.is(index, Class::GIVEN) && (before_name || title_at(tokens, first).is_some_and(|title| title.end == index))
}

/// `Trump White House` is two names: a listed one begins inside, and what stands before it is no state.
fn begins_another(tokens: &Tokens<'_>, first: usize, index: usize) -> bool {
    known_at(tokens, first).is_none() && known_at(tokens, index).is_some_and(|known| known.end > index + 1)
}

/// `King’s College` is one name, `Ghana’s Supreme Court` two.
fn possessive_inside(tokens: &Tokens<'_>, index: usize) -> bool {
    !tokens.possessive(index)
        || tokens.is(index, Class::ORDINARY.with(Class::TITLE))
            && known_at(tokens, index).is_none()
            && tokens.capital(index + 1)
}

/// `Food and Drug Administration`: ordinary words on both sides of `and`, and a head soon after.
fn joins_words(tokens: &Tokens<'_>, index: usize) -> bool {
    let word = |at: usize| tokens.capital(at) && tokens.is(at, Class::ORDINARY);
    let head = (index + 2..index + 4)
        .any(|at| tokens.capital(at) && tokens.gap(at) == Gap::Space && tokens.is(at, Class::HEAD));
    index > 0 && word(index - 1) && word(index + 1) && head
}

/// Reads `of Ghana`, `for the Protection of Birds` after a head; gives where it ends.
fn complement(tokens: &Tokens<'_>, index: usize) -> Option<usize> {
    if !matches!(tokens.key(index), "of" | "for" | "on" | "de" | "del" | "di" | "da" | "do")
        || tokens.gap(index) != Gap::Space
        || tokens.possessive(index.checked_sub(1)?)
    {
        return None;
    }
    let linking = tokens.key(index);
    let start = index + 1 + usize::from(matches!(tokens.key(index + 1), "the" | "la"));
    let person =
        title_at(tokens, start).is_some_and(|title| tokens.capital(title.end) && tokens.gap(title.end) == Gap::Space);
    if person || !starts_complement(tokens, start) || linking == "on" && !tokens.is(start, Class::ORDINARY) {
        return None;
    }
    let mut end = known_at(tokens, start).map_or(start + 1, |known| known.end);
    while end < start + 5 && !tokens.possessive(end - 1) && tokens.gap(end) == Gap::Space {
        if tokens.key(end) == "and"
            && tokens.capital(end + 1)
            && tokens.is(end + 1, Class::ORDINARY)
            && tokens.is(end - 1, Class::ORDINARY)
        {
            end += 2;
        } else if starts_complement(tokens, end) && title_at(tokens, end).is_none() {
            end += 1;
        } else {
            break;
        }
    }
    Some(end)
}

fn starts_complement(tokens: &Tokens<'_>, index: usize) -> bool {
    tokens.capital(index) && tokens.gap(index) == Gap::Space && !tokens.is(index, Class::STOP.with(Class::CALENDAR))
}

/// Refuses `Local Police` at the start of a sentence: an ordinary word that the sentence capitalises, and a head.
fn solid(tokens: &Tokens<'_>, first: usize, head: usize) -> bool {
    let Some(token) = tokens.get(first) else { return false };
    let plain = token.class.any(Class::ORDINARY) && known_at(tokens, first).is_none_or(|known| known.weak);
    !(plain && token.opens && head == first + 1) && token.shape != Shape::Initial
}

fn headed(class: Class, end: usize, word: &str) -> Headed {
    let (kind, rule) = if class.any(Class::ORGANISATION) {
        (EntityKind::Organisation, "organisation-cue")
    } else if class.any(Class::FACILITY) {
        (EntityKind::Facility, "facility-head")
    } else if class.any(Class::EVENT) {
        (EntityKind::Event, "event-head")
    } else if class.any(Class::WORK) {
        (EntityKind::Work, "work-head")
    } else if class.any(Class::REGION) {
        (EntityKind::Region, "place-head")
    } else if matches!(word, "city" | "town" | "village" | "township") {
        (EntityKind::City, "place-head")
    } else {
        (EntityKind::Place, "place-head")
    };
    Headed { end, kind, rule }
}

#[cfg(test)]
mod tests {
    use super::super::class::Vocabulary;
    use super::*;
    use crate::{sentence, word};

    fn check(text: &str, expected: &str) {
        let words: Vec<word::Word> = word::words(text).collect();
        let tokens = Tokens::new(text, &words, &sentence::ends(text), &mut Vocabulary::default());
        let found = (0..tokens.len()).find_map(|first| Some((first, headed_at(&tokens, first)?)));
        let shown = found.map(|(first, headed)| format!("{}/{}", headed.kind.label(), tokens.slice(first, headed.end)));
        assert_eq!(shown.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn heads_tell_kind_and_extent() {
        let rows = [
            ("the Bank of Ghana said", "organisation/Bank of Ghana"),
            ("the Zaporizhzhia Nuclear Power Plant is", "place/facility/Zaporizhzhia Nuclear Power Plant"),
            ("the Food and Drug Administration said", "organisation/Food and Drug Administration"),
            ("at King’s College Hospital", "organisation/King’s College Hospital"),
            ("after Hurricane Maria hit", "event/Hurricane Maria"),
            ("on Lake Turkana’s shore", "place/other/Lake Turkana"),
            ("the University of Cape Town Chancellor", "organisation/University of Cape Town"),
            (
                "the Ministry of Health and Social Services and Kofi Annan",
                "organisation/Ministry of Health and Social Services",
            ),
            ("Police said. Local Police came", ""),
            ("the Treaty of Versailles", "event/Treaty of Versailles"),
            ("Trans Nzoia County residents", "place/region/Trans Nzoia County"),
        ];
        for (text, expected) in rows {
            check(text, expected);
        }
    }
}
