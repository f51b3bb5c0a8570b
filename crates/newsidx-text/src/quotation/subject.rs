//! Subjects of verbs of speech. In: where the verb group begins. Out: the phrases that name who speaks, and the rule that
//! found them. Must not know what is said, nor whom a phrase stands for.

use super::phrase::{self, Phrase};
use super::scene::Scene;
use crate::entity::EntityKind;
use crate::lexeme::Class;
use crate::mention::Mention;
use crate::passage::{Passage, Token};

/// How many commas an apposition may have.
const COMMAS: usize = 4;

/// Who speaks, as the clause says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// These phrases, by this rule.
    Named(Vec<Phrase>, &'static str),
    /// The subject of the clause before.
    Shared,
}

/// Gives where the subject begins, and the subject.
pub(super) fn subject(scene: &Scene<'_>, end: usize, floor: usize) -> Option<(usize, Subject)> {
    let passage = scene.passage;
    let gap = passage.gap(end);
    let initial = || gap == ". " && end > floor && passage.get(end - 1).is_some_and(|token| token.text.len() == 1);
    if gap == " " || gap == "’" || gap == "'" || initial() {
        let token = passage.get(end.checked_sub(1)?)?;
        if token.lexeme.is_some_and(|lexeme| matches!(lexeme.word, "who" | "which")) {
            return antecedent(scene, end - 1, floor);
        }
        return named(scene, end, floor);
    }
    if gap.starts_with(')')
        && let Some(found) = bracketed(scene, end, floor)
    {
        return Some(found);
    }
    if gap.contains([',', ')', '—', '–', '”', '"']) {
        return apposed(scene, end, floor);
    }
    None
}

/// Reads a subject before a bracket: `Marr (SNP, Perth) said`.
fn bracketed(scene: &Scene<'_>, end: usize, floor: usize) -> Option<(usize, Subject)> {
    /// A bracket has so many words at most.
    const LONGEST: usize = 12;
    let mut inside = (floor + 1..end).rev().take(LONGEST).take_while(|index| !scene.passage.gap(*index).contains(')'));
    let open = inside.find(|index| scene.passage.gap(*index).contains('('))?;
    // `Lind, a nurse (and a mother), said`
    let described = phrase::before(scene.passage, open, floor).is_some_and(|phrase| {
        let comma = phrase.first > floor && scene.passage.gap(phrase.first).contains(',');
        comma && scene.passage.is(phrase.first, Class::DETERMINER)
    });
    if described { apposed(scene, open, floor) } else { named(scene, open, floor) }
}

fn named(scene: &Scene<'_>, end: usize, floor: usize) -> Option<(usize, Subject)> {
    let passage = scene.passage;
    let Some(phrase) = phrase::before(passage, end, floor) else { return before_day(scene, end, floor) };
    // `Trump, who has in the past described`: what hangs on a preposition is no subject.
    let link = phrase.first.checked_sub(1).filter(|link| {
        let hangs = passage.is(*link, Class::PREPOSITION) && !passage.is(*link, Class::SUBORDINATOR);
        *link > floor && hangs && passage.gap(phrase.first) == " "
    });
    if let Some(link) = link {
        return subject(scene, link, floor).or_else(|| gapped(scene, link, floor));
    }
    if let Some(who) = relative(scene, phrase.first, floor) {
        return named(scene, who, floor);
    }
    let first = passage.get(phrase.first)?;
    let who = phrase.first.checked_sub(1).filter(|who| *who > floor && is_time(scene, phrase));
    if who.is_some_and(|who| passage.is(who, Class::WH)) {
        return subject(scene, phrase.first, floor);
    }
    if first.is(Class::SUBJECT) && matches!(first.lexeme?.word, "i" | "we" | "you" | "there") || is_time(scene, phrase)
    {
        return None;
    }
    let mut phrases = phrase::joint(passage, phrase, floor);
    leave_apposition(scene, &mut phrases, floor);
    let first = phrases.first()?.first;
    Some((first, Subject::Named(phrases, "subject-before")))
}

/// Reads a subject before a day: `the firm on Thursday said`.
fn before_day(scene: &Scene<'_>, end: usize, floor: usize) -> Option<(usize, Subject)> {
    let day = end.checked_sub(1).filter(|day| *day > floor + 1 && scene.passage.is(*day, Class::DAY))?;
    let first = if scene.passage.is(day - 1, Class::PREPOSITION) { day - 1 } else { day };
    let joins = (first..=day).all(|index| scene.passage.gap(index) == " ");
    if joins { subject(scene, first, floor) } else { None }
}

/// Finds the `who` of a clause that ends in what looks like a noun: `a diplomat who asked not to be named said`.
fn relative(scene: &Scene<'_>, first: usize, floor: usize) -> Option<usize> {
    /// Such a clause has so many words at most before its last.
    const LONGEST: usize = 10;
    let passage = scene.passage;
    let lower = passage.get(first).is_some_and(|token| !token.is_capital() && token.text.ends_with("ed"));
    let helped = first.checked_sub(1).is_some_and(|before| passage.is(before, Class::AUXILIARY));
    let clause = (floor + 1..=first).rev().take(LONGEST).take_while(|index| passage.gap(*index) == " ");
    let mut clause = clause.filter(|_| lower && helped).map(|index| index - 1);
    clause.find(|index| passage.get(*index).is_some_and(|token| token.text == "who") && *index > floor)
}

/// Tells whether a phrase only says when: `two days later`.
fn is_time(scene: &Scene<'_>, phrase: Phrase) -> bool {
    scene.passage.is(phrase.head.saturating_sub(1), Class::PERIOD.with(Class::DAY_PART).with(Class::DAY))
}

/// Reads whom `who` stands for.
fn antecedent(scene: &Scene<'_>, who: usize, floor: usize) -> Option<(usize, Subject)> {
    let nearest = phrase::nearest(scene.passage, who, floor).filter(|nearest| !is_time(scene, *nearest))?;
    let person = |phrase: Phrase| {
        scene.passage.mention_at(phrase.head - 1).is_some_and(|mention| mention.key.kind == EntityKind::Person)
    };
    let whole = phrase::before(scene.passage, who, floor).filter(|whole| person(*whole));
    if let Some(whole) = whole.filter(|_| scene.passage.get(who).is_some_and(|token| token.reads("which"))) {
        let work = authored(scene, whole, floor).or(Some(nearest).filter(|nearest| !person(*nearest)))?;
        return Some((who, Subject::Named(vec![work], "antecedent")));
    }
    let place =
        scene.passage.mention_at(nearest.head - 1).is_some_and(|mention| mention.key.kind != EntityKind::Person);
    let phrase = if place { phrase::before(scene.passage, who, floor)? } else { nearest };
    Some((who, Subject::Named(vec![phrase], "antecedent")))
}

/// Gives the work that people wrote: `a paper by Mary Jones and her student Paul Lind, which claimed`.
fn authored(scene: &Scene<'_>, people: Phrase, floor: usize) -> Option<Phrase> {
    /// The names of its authors have so many words.
    const AUTHORS: usize = 12;
    let mut links = (floor + 1..people.first).rev().take(AUTHORS);
    let link = links.find(|link| scene.passage.get(*link).is_some_and(|token| token.text == "by"))?;
    let work = phrase::nearest(scene.passage, link, floor)?;
    Some(Phrase { first: work.first, head: link, end: people.end })
}

/// Leaves out what only describes the name before it: `Jones, the mayor, and the bank said`.
fn leave_apposition(scene: &Scene<'_>, phrases: &mut Vec<Phrase>, floor: usize) {
    let passage = scene.passage;
    let [.., described, other] = phrases.as_slice() else { return };
    let named = |phrase: Phrase| passage.mention_at(phrase.head.saturating_sub(1)).is_some();
    let comma = other.first > 0 && passage.gap(other.first - 1) == ", " && passage.gap(described.first).ends_with(", ");
    if !comma || !passage.is(described.first, Class::DETERMINER) || named(*described) || described.first <= floor {
        return;
    }
    let place = phrases.len() - 2;
    let listed = place.checked_sub(1).and_then(|before| phrases.get(before)).is_some_and(|before| named(*before));
    let whole = name_before(scene, described.first, floor).filter(|name| place == 0 && named(*name));
    if let Some(whole) = whole {
        phrases.splice(..=place, [whole]);
    } else if listed {
        phrases.remove(place);
    }
}

/// Reads the phrase before a comma, or before the bracket that the comma follows.
fn name_before(scene: &Scene<'_>, comma: usize, floor: usize) -> Option<Phrase> {
    /// A bracket has so many words at most.
    const LONGEST: usize = 6;
    let open = |index: &usize| scene.passage.gap(*index).contains('(');
    let bracketed = scene.passage.gap(comma).starts_with(')');
    let end = if bracketed { (floor + 1..comma).rev().take(LONGEST).find(open)? } else { comma };
    phrase::before(scene.passage, end, floor)
}

/// Reads a subject with an apposition or a relative clause after it: `Kallas, the union’s chief, said`.
fn apposed(scene: &Scene<'_>, end: usize, floor: usize) -> Option<(usize, Subject)> {
    let passage = scene.passage;
    let mut commas =
        (floor + 1..end).rev().filter(|index| passage.gap(*index).contains([',', '(', '—', '–'])).take(COMMAS);
    commas.find_map(|comma| {
        let opens = !passage.is(comma, Class::CONJUNCTION.with(Class::SUBORDINATOR)) || passage.is(comma, Class::WH);
        let phrase = phrase::before(passage, comma, floor).filter(|_| opens && scene.quote_at(comma - 1).is_none())?;
        // `along with the adviser, Mike Waltz, said`: the phrase hangs on a preposition, so the subject stands before.
        let link = phrase.first.checked_sub(1).filter(|link| *link >= floor);
        let hangs =
            link.is_some_and(|link| passage.is(link, Class::PREPOSITION) && !passage.is(link, Class::SUBORDINATOR));
        // `Cory James, 22, of Flint, Mich., said`: an age or a place is none either.
        let aside = passage.gap(phrase.first).contains(',') && is_aside(scene, phrase);
        if hangs || aside || is_time(scene, phrase) || describes(scene, phrase) {
            return None;
        }
        let named = whole_mention(scene, comma, end).filter(|_| passage.mention_at(phrase.head - 1).is_none());
        let mut phrases = phrase::joint(passage, phrase, floor);
        let first = phrases.first()?.first;
        if let (Some(named), Some(last)) = (named, phrases.last_mut()) {
            *last = named;
        }
        phrases.extend(along_with(scene, comma, end));
        Some((first, Subject::Named(phrases, "subject-before")))
    })
}

/// Tells whether a phrase only says who the person before it is: `Scott Pruitt, the attorney general, one of many, said`.
fn describes(scene: &Scene<'_>, phrase: Phrase) -> bool {
    let passage = scene.passage;
    let ends = |mention: &&Mention| mention.words.1 as usize == phrase.first;
    let person = |mention: &Mention| mention.key.kind == EntityKind::Person;
    let before = phrase.first.checked_sub(1).and_then(|before| passage.mention_at(before)).filter(ends);
    passage.gap(phrase.first) == ", "
        && passage.is(phrase.first, Class::DETERMINER)
        && before.is_some_and(person)
        && !passage.mention_at(phrase.head.saturating_sub(1)).is_some_and(person)
}

/// Tells whether a phrase is a number or a place alone.
fn is_aside(scene: &Scene<'_>, phrase: Phrase) -> bool {
    let passage = scene.passage;
    let place = passage.mention_at(phrase.head.saturating_sub(1)).is_some_and(|mention| {
        mention.key.kind.label().starts_with("place/") && mention.words.0 as usize == phrase.first
    });
    place || phrase.end == phrase.first + 1 && passage.get(phrase.first).is_some_and(Token::is_number)
}

/// Gives a name that is all that stands between two commas.
fn whole_mention(scene: &Scene<'_>, first: usize, end: usize) -> Option<Phrase> {
    let last = end.checked_sub(1)?;
    let mention = scene.passage.mention_at(last).filter(|mention| mention.words.1 as usize == end)?;
    let from = mention.words.0 as usize;
    // `the army’s spokesman, Colonel Issa Balde, said`
    let titled = || scene.passage.text.get(scene.passage.get(first)?.start as usize..mention.span.start as usize);
    let role = || mention.role.as_deref().zip(titled()).is_some_and(|(role, title)| title.trim_end() == role);
    (from == first || from > first && role()).then_some(Phrase { first: from, head: end, end })
}

/// Reads further speakers: `, along with Trump’s adviser, Mike Waltz, said`.
fn along_with(scene: &Scene<'_>, first: usize, end: usize) -> Option<Phrase> {
    let passage = scene.passage;
    let word = |index: usize| passage.get(index).and_then(|token| token.lexeme).map(|lexeme| lexeme.word);
    if !matches!((word(first), word(first + 1)), (Some("along" | "together"), Some("with"))) {
        return None;
    }
    let phrase = phrase::after(passage, first + 2)?;
    let (_, named) = apposed_after(scene, phrase);
    (named.end <= end).then_some(named)
}

/// Reads a verb that shares the subject of an earlier one: `Trump called and said`.
pub(super) fn gapped(scene: &Scene<'_>, end: usize, floor: usize) -> Option<(usize, Subject)> {
    /// A pronoun so near is the subject that is shared: `he laughed and said`.
    const NEAR: usize = 8;
    let passage = scene.passage;
    let before = end.checked_sub(1).filter(|before| *before > floor && passage.is(*before, Class::CONJUNCTION))?;
    let mut near = (floor.max(before.saturating_sub(NEAR))..before).rev();
    let pronoun = near.find(|index| passage.is(*index, Class::PRONOUN) && scene.quote_at(*index).is_none());
    let named = pronoun.map(|first| vec![Phrase { first, head: first + 1, end: first + 1 }]);
    Some((end, named.map_or(Subject::Shared, |named| Subject::Named(named, "gapped"))))
}

/// Reads the subject of `saying that`: that of the clause before, or the noun that it follows.
pub(super) fn participle(scene: &Scene<'_>, cue: usize, floor: usize) -> Option<(usize, Subject)> {
    let passage = scene.passage;
    if cue <= floor {
        return None;
    }
    let before = passage.get(cue - 1)?;
    let gap = passage.gap(cue);
    if gap.contains([',', '—', '–', '”', '"']) || before.is(Class::CONJUNCTION.with(Class::SUBORDINATOR)) {
        return Some((cue, Subject::Shared));
    }
    let by = before.lexeme.is_some_and(|lexeme| matches!(lexeme.word, "by" | "in" | "without" | "after" | "before"));
    if by {
        return Some((cue, Subject::Shared));
    }
    if gap == " " && phrase::is_nominal(passage, cue - 1) {
        if is_document(scene, cue) {
            return Some((cue, Subject::Shared));
        }
        if is_command(scene, cue - 1) {
            return None;
        }
        return named(scene, cue, floor).map(|(_, subject)| (cue, subject));
    }
    (phrase::is_adverb(before.text)).then_some((cue, Subject::Shared))
}

/// Tells whether a word that opens a sentence is no name of anybody: `Stop telling nurses that`.
fn is_command(scene: &Scene<'_>, index: usize) -> bool {
    let passage = scene.passage;
    let somebody = passage.mention_at(index).is_some() || passage.is(index, Class::PERSON);
    let plural = || passage.get(index).is_some_and(|token| token.text.ends_with('s') || token.reads("police"));
    index == scene.sentence_start(index) && !somebody && !plural()
}

/// Tells whether the noun before is what a speaker issues: `a statement on Friday saying that`.
fn is_document(scene: &Scene<'_>, end: usize) -> bool {
    const DOCUMENTS: [&str; 12] = [
        "address",
        "email",
        "interview",
        "letter",
        "memo",
        "message",
        "note",
        "post",
        "release",
        "speech",
        "statement",
        "tweet",
    ];
    let mut nouns = (end.saturating_sub(3)..end).rev().filter_map(|index| scene.passage.get(index));
    nouns.any(|token| DOCUMENTS.binary_search(&token.text).is_ok())
}

/// Reads the name that follows a description: `said the governor, Oleg Kiper, ...`.
pub(super) fn apposed_after(scene: &Scene<'_>, subject: Phrase) -> (usize, Phrase) {
    let passage = scene.passage;
    let named = passage.mention_at(subject.head - 1).is_some();
    let next = passage.mention_at(subject.end).filter(|mention| mention.words.0 as usize == subject.end);
    match next.filter(|_| !named && passage.gap(subject.end) == ", ") {
        Some(mention) => {
            let end = mention.words.1 as usize;
            (end, Phrase { first: subject.end, head: end, end })
        }
        None => (subject.end, subject),
    }
}

/// Gives what follows a time without a comma, where a subject can begin with it: `Last winter a minister stood`.
fn after_time(passage: &Passage<'_>, start: usize) -> Option<usize> {
    let at = if passage.is(start, Class::PREPOSITION) { start + 1 } else { start };
    let stretch = Class::PERIOD.with(Class::DAY).with(Class::MONTH).with(Class::DAY_PART);
    let end = match (passage.is(at, Class::LAST), passage.is(at, Class::DAY)) {
        (true, _) if passage.is(at + 1, stretch) => at + 2,
        (_, true) => at + 1,
        _ => return None,
    };
    let determined = passage.is(end, Class::DETERMINER.with(Class::POSSESSIVE).with(Class::SUBJECT));
    (passage.gap(end) == " " && (determined || passage.mention_at(end).is_some())).then_some(end)
}

/// Finds the subject of a sentence: at its start, or after the comma that closes what stands before.
pub(super) fn main_subject(passage: &Passage<'_>, start: usize, end: usize) -> Option<Phrase> {
    /// What stands before the subject is no longer than this.
    const ADVERBIAL: usize = 40;
    let first = passage.get(start)?;
    let adverbial = Class::PREPOSITION
        .with(Class::SUBORDINATOR)
        .with(Class::ADVERB)
        .with(Class::DAY)
        .with(Class::WH)
        .with(Class::CONJUNCTION)
        .with(Class::PERIOD);
    let dateline = first.text.len() > 3 && first.text.chars().all(char::is_uppercase);
    // `Asked whether she agreed, Harlow said`
    let participle = first.text.ends_with("ed")
        && passage.mention_at(start).is_none()
        && passage.is(start + 1, Class::PREPOSITION.with(Class::WH).with(Class::SUBORDINATOR).with(Class::OBJECT));
    let time = after_time(passage, start);
    let opens = time.is_some() || first.is(adverbial) || first.text.ends_with("ing") || participle || dateline;
    let comma = || (start + 1..end).take(ADVERBIAL).find(|index| passage.gap(*index).contains([',', '—', '–', '-']));
    let first = if opens { time.or_else(comma).unwrap_or(start + 1) } else { start };
    let empty = passage
        .get(first)
        .is_some_and(|token| matches!(token.text, "that" | "That" | "this" | "This" | "There" | "It"));
    phrase::subject(passage, first).filter(|phrase| phrase.end <= end && !empty)
}
