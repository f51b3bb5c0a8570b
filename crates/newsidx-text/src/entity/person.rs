//! Runs of tokens that are written as people's names are. In: tokens and a start. Out: how far a name would reach,
//! and how sure its own words make it. Must not know the rest of the article.

use super::class::Class;
use super::key::EntityKind;
use super::known::known_at;
use super::lists;
use super::title::title_at;
use super::token::{Gap, Shape, Token, Tokens};

/// A name has this many capitalised tokens or fewer.
const LONGEST: usize = 6;

/// A run that may be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameRun {
    /// One past its last token.
    pub(super) end: usize,
    /// How many of its tokens are capitalised.
    pub(super) capitals: usize,
    /// The lists of names hold enough of it.
    pub(super) listed: bool,
    /// The first token is a listed first name, the last a listed surname, and no word of it is ordinary.
    pub(super) certain: bool,
}

/// Reads the longest run from `first` that can be one name; `supported` when a title stands before it.
pub(super) fn name_at(tokens: &Tokens<'_>, first: usize, supported: bool) -> Option<NameRun> {
    if !may_begin(tokens, first, supported) {
        return None;
    }
    let (mut end, mut capitals) = if is_capital_particle(tokens, first) { (first + 2, 1) } else { (first + 1, 1) };
    while capitals < LONGEST && !tokens.possessive(end - 1) {
        let Some(next) = continuation(tokens, end, supported) else { break };
        end = next;
        capitals += 1;
    }
    // An initial ends no name.
    while end > first + 1 && tokens.get(end - 1).is_some_and(|token| token.shape == Shape::Initial) && !supported {
        end -= 1;
        capitals -= 1;
    }
    let last = last_core(tokens, first, end);
    Some(judge(tokens, NameRun { end, capitals, listed: false, certain: false }, first, last))
}

fn judge(tokens: &Tokens<'_>, run: NameRun, first: usize, last: usize) -> NameRun {
    if run.capitals < 2 {
        return run;
    }
    let given = tokens.is(first, Class::GIVEN);
    let initial = tokens.get(first).is_some_and(is_initials);
    let surname = tokens.is(last, Class::SURNAME);
    let plain =
        |index: usize| tokens.is(index, Class::ORDINARY) && !tokens.is(index, Class::SURNAME.with(Class::GIVEN));
    let ordinary = (first..=last).any(plain);
    let place = known_at(tokens, first).is_some() && !given;
    let begins_plainly = tokens.is(first, Class::ORDINARY) && !given;
    let particle = (first + 1..last).any(|index| !tokens.capital(index));
    let certain = given && surname && !ordinary;
    let broken = tokens.is(last, Class::HEAD) && !given || runs_on(tokens, run.end);
    let likely = given || initial || surname && !begins_plainly && !place || particle && !place;
    let listed = certain || likely && !ordinary && !broken;
    NameRun { listed, certain, ..run }
}

/// Tells whether a capitalised ordinary word goes on where the run stopped: `Castle Tankard Promotion` is no person.
pub(super) fn runs_on(tokens: &Tokens<'_>, end: usize) -> bool {
    let joined = tokens.gap(end) == Gap::Space && tokens.capital(end) && !tokens.possessive(end - 1);
    joined && !tokens.titled && tokens.is(end, Class::ORDINARY.with(Class::HEAD)) && title_at(tokens, end).is_none()
}

/// Tells whether a name can begin with the token.
fn may_begin(tokens: &Tokens<'_>, first: usize, supported: bool) -> bool {
    let Some(token) = tokens.get(first).filter(|token| token.is_capital()) else { return false };
    let given = token.class.any(Class::GIVEN);
    if token.class.any(Class::STOP.with(Class::CALENDAR)) {
        // `Will Smith` and `May Jones`, but not `Will he` nor `May Day`.
        let next_surname =
            tokens.gap(first + 1) == Gap::Space && tokens.capital(first + 1) && tokens.is(first + 1, Class::SURNAME);
        return given && next_surname && !tokens.is(first + 1, Class::CALENDAR.with(Class::STOP))
            || supported && token.shape == Shape::Capital && token.key == "may";
    }
    if token.class.any(Class::PARTICLE) && !token.class.any(Class::GIVEN) {
        return is_capital_particle(tokens, first);
    }
    if token.class.any(Class::ORDINARY) && !supported {
        return given || token.class.any(Class::SURNAME) && !token.opens;
    }
    if token.shape == Shape::AllCaps && !tokens.titled && !given && !token.class.any(Class::SURNAME) {
        return supported || is_initials(token);
    }
    true
}

/// Gives the end of the name when it goes on at `index`.
fn continuation(tokens: &Tokens<'_>, index: usize, supported: bool) -> Option<usize> {
    let token = tokens.get(index)?;
    let hyphen = token.gap == Gap::Hyphen && !(is_place(tokens, index - 1) || is_place(tokens, index));
    let suffix = token.gap == Gap::Comma && token.class.any(Class::NAME_SUFFIX) && token.is_capital();
    if !(token.gap == Gap::Space || hyphen || suffix) {
        return None;
    }
    if !token.is_capital() {
        return if token.gap == Gap::Hyphen { syllable(tokens, index) } else { after_particles(tokens, index) };
    }
    if is_capital_particle(tokens, index) {
        return Some(index + 2);
    }
    carries(tokens, index, supported).then_some(index + 1)
}

/// Tells whether a list holds the token as a place or a people: `Russia-Ukraine` is no name.
fn is_place(tokens: &Tokens<'_>, index: usize) -> bool {
    known_at(tokens, index).is_some_and(|known| !known.weak) && !tokens.is(index, Class::GIVEN)
}

/// Tells whether the token is the first part of `Al Thani`, `Bin Salman`, `De Niro`.
fn is_capital_particle(tokens: &Tokens<'_>, index: usize) -> bool {
    let joined = matches!(tokens.gap(index + 1), Gap::Space | Gap::Hyphen) && tokens.capital(index + 1);
    let article = matches!(tokens.key(index), "el" | "la" | "las" | "le" | "los" | "lo" | "y" | "e");
    joined && !article && tokens.is(index, Class::PARTICLE) && !tokens.is(index + 1, Class::STOP.with(Class::CALENDAR))
}

/// Gives the end after the second syllable of `Hee-sun`: lower case, after a hyphen, and no ordinary word.
fn syllable(tokens: &Tokens<'_>, index: usize) -> Option<usize> {
    let token = tokens.get(index)?;
    let short = token.shape == Shape::Lower && token.key.len() <= 6 && !lists::WORDS.has(&token.key);
    (short && !is_place(tokens, index - 1)).then_some(index + 1)
}

/// Gives the end after `de la Cruz` and the like, when the token at `index` is such a particle.
fn after_particles(tokens: &Tokens<'_>, index: usize) -> Option<usize> {
    const PARTICLES: [&str; 30] = [
        "ad", "al", "ar", "as", "ash", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "do", "dos",
        "du", "el", "ibn", "la", "las", "le", "los", "os", "ould", "ter", "ul", "van", "von", "zu",
    ];
    let mut end = index;
    while end < index + 3 && !tokens.capital(end) {
        if PARTICLES.binary_search(&tokens.key(end)).is_err() || end > index && tokens.gap(end) != Gap::Space {
            return None;
        }
        end += 1;
    }
    let joined = matches!(tokens.gap(end), Gap::Space | Gap::Hyphen);
    (joined && end > index && tokens.capital(end)).then_some(end + 1)
}

/// Tells whether a capitalised token can stand inside a name.
fn carries(tokens: &Tokens<'_>, index: usize, supported: bool) -> bool {
    let Some(token) = tokens.get(index) else { return false };
    let name = token.class.any(Class::SURNAME.with(Class::GIVEN));
    if token.class.any(Class::NAME_SUFFIX) || token.shape == Shape::Initial {
        return true;
    }
    if token.class.any(Class::STOP.with(Class::CALENDAR)) {
        return token.key == "may" && supported;
    }
    if token.opens || token.shape == Shape::AllCaps && !tokens.titled && !name && !is_initials(token) {
        return false;
    }
    if token.class.any(Class::HEAD.with(Class::TITLE))
        && title_at(tokens, index)
            .is_some_and(|title| tokens.capital(title.end) && !tokens.is(title.end, Class::NAME_SUFFIX))
    {
        return false;
    }
    if token.class.any(Class::HEAD.with(Class::ORDINARY)) && !name {
        return false;
    }
    let state = known_at(tokens, index)
        .is_some_and(|known| known.kind == EntityKind::Country || known.kind == EntityKind::Region);
    if state && !tokens.is(index - 1, Class::GIVEN) {
        return false;
    }
    name || known_at(tokens, index)
        .is_none_or(|known| known.weak || known.rule == "city-lexicon" && known.end == index + 1)
}

/// Finds the last token that is not `Jr.` or `III`.
pub(super) fn last_core(tokens: &Tokens<'_>, first: usize, end: usize) -> usize {
    (first..end).rev().find(|index| !tokens.is(*index, Class::NAME_SUFFIX)).unwrap_or(first)
}

/// Tells whether the token is `J.K.`, `JD` or one initial.
fn is_initials(token: &Token<'_>) -> bool {
    token.shape == Shape::Initial || token.shape == Shape::AllCaps && token.key.len() == 2 && token.text.contains('.')
}

#[cfg(test)]
mod tests {
    use super::super::class::Vocabulary;
    use super::*;
    use crate::{sentence, word};

    fn check(text: &str, expected: &str, listed: bool) {
        let words: Vec<word::Word> = word::words(text).collect();
        let tokens = Tokens::new(text, &words, &sentence::ends(text), &mut Vocabulary::default());
        let run = name_at(&tokens, 0, false);
        let (end, found) = run.map_or((0, false), |run| (run.end, run.listed));
        assert_eq!((tokens.slice(0, end), found), (expected, listed), "{text}");
    }

    #[test]
    fn names_reach_as_far_as_names_do() {
        let rows = [
            ("John F. Kennedy spoke", "John F. Kennedy", true),
            ("Martin Luther King Jr. spoke", "Martin Luther King Jr", true),
            ("Charles de Gaulle left", "Charles de Gaulle", true),
            ("Mohammed bin Salman left", "Mohammed bin Salman", true),
            ("Gabriel García Márquez wrote", "Gabriel García Márquez", true),
            ("Conor O'Neill won", "Conor O'Neill", true),
            ("Jean-Pierre Raffarin won", "Jean-Pierre Raffarin", true),
            ("Angela Merkel’s Germany", "Angela Merkel", true),
            ("Will Smith won", "Will Smith", true),
            ("Will he win", "", false),
            ("Police Monday said", "", false),
            ("Michael Jordan won", "Michael Jordan", true),
            ("Donald Trump Tuesday", "Donald Trump", true),
        ];
        for (text, expected, listed) in rows {
            check(text, expected, listed);
        }
    }
}
