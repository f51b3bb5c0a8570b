//! Candidate names before the article decides. In: tokens of one paragraph. Out: drafts in order, that do not overlap.
//! Must not know other paragraphs: what a draft stands for is decided when all are read.

use super::class::Class;
use super::grammar::Grammar;
use super::headed::{Headed, headed_at};
use super::key::EntityKind;
use super::known::{Known, foreign_country_at, known_at};
use super::person::{NameRun, name_at};
use super::tagger::Coarse;
use super::title::{self, title_at};
use super::token::{Gap, Shape, Tokens};

/// What the words of a draft say by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A list holds it.
    Known(Known),
    /// A word in it tells what it is.
    Headed(EntityKind, &'static str),
    /// It has two words or more and the lists of names make it a person.
    FullName,
    /// It may be anything.
    Open,
    /// The tagger vouches for it, and no list or word says more.
    Tagged(Coarse),
}

/// A candidate.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) paragraph: usize,
    /// Its first token and one past its last.
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) reading: Reading,
    /// A title or role stands before it.
    pub(super) titled: bool,
    /// The bytes of its role.
    pub(super) role: Option<(usize, usize)>,
}

/// Reads the drafts of one paragraph.
pub(super) fn drafts(tokens: &Tokens<'_>, paragraph: usize, grammar: Grammar) -> Vec<Draft> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        if !tokens.capital(index) {
            index += 1;
            continue;
        }
        let read = match grammar {
            Grammar::English => english(tokens, index),
            Grammar::Other => listed(tokens, index),
        };
        index = match read {
            Step::Skip(end) => end.max(index + 1),
            Step::Found(first, end, reading) => {
                let mut draft = Draft { paragraph, first, end, reading, titled: false, role: None };
                if grammar == Grammar::English {
                    add_role(tokens, &mut draft);
                }
                found.push(draft);
                end.max(index + 1)
            }
        };
    }
    found
}

/// What was read at a token.
enum Step {
    /// Nothing, up to this token.
    Skip(usize),
    /// A draft from its first token to one past its last.
    Found(usize, usize, Reading),
}

fn english(tokens: &Tokens<'_>, first: usize) -> Step {
    if is_platform_x(tokens, first) {
        return Step::Found(first, first + 1, Reading::Headed(EntityKind::Organisation, "platform-x"));
    }
    let known = known_at(tokens, first);
    let headed =
        headed_at(tokens, first).filter(|headed| !tokens.titled || sure_in_headline(tokens, first, headed.end));
    let title = title_at(tokens, first);
    if let Some(title) = title
        && headed.is_none_or(|headed| headed.end <= title.end || is_surname_after(tokens, title.end, headed.end))
        && known.is_none_or(|known| known.end <= title.end)
        && !names_itself(tokens, first, title.end)
    {
        return Step::Skip(title.end);
    }
    let titled = titled_before(tokens, first);
    let run = name_at(tokens, first, titled);
    let run = run.filter(|run| prefers_name(tokens, first, *run, known, headed, titled));
    match (run, headed, known) {
        (Some(run), _, _) => named(tokens, first, run),
        (None, Some(headed), known) if known.is_none_or(|known| headed.end > known.end) => {
            Step::Found(first, headed.end, Reading::Headed(headed.kind, headed.rule))
        }
        (None, _, Some(known)) => Step::Found(first, known.end, Reading::Known(known.clone())),
        (None, ..) if stands_alone(tokens, first) => Step::Found(first, first + 1, Reading::Open),
        (None, ..) => Step::Skip(first + 1),
    }
}

fn named(tokens: &Tokens<'_>, first: usize, run: NameRun) -> Step {
    let reading = if run.listed { Reading::FullName } else { Reading::Open };
    Step::Found(with_particle(tokens, first, run), run.end, reading)
}

/// Decides between a person's name and what the lists or a head word say of the same tokens.
fn prefers_name(
    tokens: &Tokens<'_>,
    first: usize,
    run: NameRun,
    known: Option<&Known>,
    headed: Option<Headed>,
    titled: bool,
) -> bool {
    if let Some(headed) = headed {
        let borne = run.certain && headed.end == first + 2 && run.end >= headed.end;
        if !(borne || titled && run.capitals > 1 && run.end >= headed.end) {
            return false;
        }
    }
    let Some(known) = known else { return true };
    let given = tokens.is(first, Class::GIVEN);
    let longer = run.end > known.end;
    match known.kind {
        _ if known.end > first + 1 => longer && run.certain,
        EntityKind::Country | EntityKind::Region | EntityKind::City | EntityKind::Place => {
            longer && (run.certain || given && run.listed) || known.weak && (titled || longer && run.listed)
        }
        _ => longer && (run.certain || titled && given),
    }
}

/// `President Park` is no park.
fn is_surname_after(tokens: &Tokens<'_>, name: usize, end: usize) -> bool {
    end == name + 1 && tokens.is(name, Class::SURNAME) && !tokens.is(name, Class::ORGANISATION)
}

/// A title that is also a name: `King` in `Martin King`, `Judge Judy` aside, when no name follows.
fn names_itself(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    end == first + 1
        && tokens.is(first, Class::GIVEN)
        && tokens.capital(end)
        && tokens.is(end, Class::SURNAME)
        && tokens.gap(end) == Gap::Space
        && tokens.key(first).len() > 3
}

/// In a headline every word is capitalised: a name is sure only without ordinary words before its last.
fn sure_in_headline(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    let sure = |index: usize| {
        !tokens.is(index, Class::ORDINARY) || index > first && tokens.is(index, Class::MODIFIER.with(Class::HEAD))
    };
    (first..end - 1).all(sure)
}

fn titled_before(tokens: &Tokens<'_>, first: usize) -> bool {
    title::before(tokens, first).titled
}

/// Takes the particle before a surname in: `bin Salman`, `de Gaulle`.
fn with_particle(tokens: &Tokens<'_>, first: usize, run: NameRun) -> usize {
    let particle = |index: usize| {
        matches!(
            tokens.key(index),
            "bin" | "bint" | "van" | "von" | "de" | "del" | "al" | "el" | "ul" | "der" | "da" | "dos"
        ) && !tokens.capital(index)
    };
    let mut start = first;
    while run.capitals == 1
        && start > 0
        && first - start < 2
        && particle(start - 1)
        && matches!(tokens.gap(start), Gap::Space | Gap::Hyphen)
    {
        start -= 1;
    }
    start
}

/// An acronym, or `the Commission`: a word that only the rest of the article can explain.
fn stands_alone(tokens: &Tokens<'_>, first: usize) -> bool {
    let Some(token) = tokens.get(first) else { return false };
    if tokens.titled || token.class.any(Class::STOP.with(Class::CALENDAR)) {
        return false;
    }
    let run = |index: usize| matches!(tokens.gap(index), Gap::Space | Gap::Hyphen);
    let joined = run(first + 1) && tokens.capital(first + 1) || run(first) && first > 0 && tokens.capital(first - 1);
    let acronym = token.shape == Shape::AllCaps && (2..=6).contains(&token.text.len());
    let after_the = token.gap == Gap::Space && tokens.before(first).is_some_and(|token| token.key == "the");
    acronym || token.class.any(Class::HEAD) && after_the && !joined
}

/// `X` is the platform only after `on`, and where no name goes on.
fn is_platform_x(tokens: &Tokens<'_>, first: usize) -> bool {
    let before = tokens.gap(first) == Gap::Space && tokens.before(first).is_some_and(|token| token.key == "on");
    let goes_on = tokens.gap(first + 1) == Gap::Space && tokens.capital(first + 1);
    tokens.get(first).is_some_and(|token| token.text == "X") && before && !goes_on
}

/// Reads title and role beside a person's name.
pub(super) fn add_role(tokens: &Tokens<'_>, draft: &mut Draft) {
    if !matches!(draft.reading, Reading::FullName | Reading::Open | Reading::Tagged(_)) {
        return;
    }
    let before = title::before(tokens, draft.first);
    draft.titled = before.titled;
    draft.role = before.role.or_else(|| title::after(tokens, draft.end));
}

/// Outside English a capital proves little: listed names only.
fn listed(tokens: &Tokens<'_>, first: usize) -> Step {
    let run = name_at(tokens, first, false).filter(|run| run.certain && run.capitals <= 3);
    let known = known_at(tokens, first).filter(|known| {
        let long = known.end > first + 1
            || tokens.key(first).len() > 3
            || tokens.get(first).is_some_and(|token| token.shape == Shape::AllCaps);
        !known.weak && long && known.kind != EntityKind::Group && known.kind != EntityKind::Work
    });
    let known = foreign_country_at(tokens, first).or(known.cloned());
    match (run, known) {
        (Some(run), None) => Step::Found(first, run.end, Reading::FullName),
        (_, Some(known)) => Step::Found(first, known.end, Reading::Known(known.clone())),
        (None, None) => Step::Skip(first + 1),
    }
}
