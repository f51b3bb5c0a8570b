//! Whom a pronoun stands for. In: who was named so far, and what is known of their gender. Out: those it stands for, or
//! nobody where two fit as well. Must not know verbs of speech.
//!
//! A wrong speaker is worse than none: where the text leaves a doubt, nobody is named.

use super::gender::Gender;
use super::named::{self, Named, Standing, Who};
use crate::entity::{EntityKey, EntityKind};
use crate::passage::Passage;

/// A pronoun that may be the subject of a verb of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    One(Gender),
    It,
    They,
}

impl Pronoun {
    pub(super) fn read(word: &str) -> Option<Self> {
        match word {
            "he" | "him" | "himself" => Some(Self::One(Gender::Male)),
            "she" | "her" | "herself" => Some(Self::One(Gender::Female)),
            "it" => Some(Self::It),
            "they" | "them" => Some(Self::They),
            _ => None,
        }
    }
}

/// How well a pronoun fits somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    No,
    /// Nothing tells their gender.
    Unknown,
    Yes,
}

/// What the names of one sentence answer.
enum Answer<'a> {
    These(Vec<Named<'a>>),
    Nobody,
    /// The sentence itself speaks of somebody named before.
    Before,
}

/// Those named so far, the last at the end, and how to know their gender.
pub(super) struct Recent<'r, 'a> {
    pub(super) passages: &'a [Passage<'a>],
    pub(super) named: &'r [Named<'a>],
    pub(super) gender: &'r dyn Fn(&EntityKey) -> Option<Gender>,
}

impl<'a> Recent<'_, 'a> {
    /// Finds those for whom the pronoun stands: the subject of the last sentence that names one whom it fits.
    pub(super) fn stand_for(&self, pronoun: Pronoun) -> Vec<Named<'a>> {
        let mut named = self.named;
        while let Some(last) = named.iter().rposition(|named| self.fit(pronoun, named) > Fit::No) {
            let (before, group) = sentence(named, last);
            match self.answer(pronoun, group) {
                Answer::These(these) => return these,
                Answer::Nobody => return Vec::new(),
                Answer::Before => named = before,
            }
        }
        Vec::new()
    }

    fn answer(&self, pronoun: Pronoun, group: &[Named<'a>]) -> Answer<'a> {
        let fits: Vec<&Named<'a>> = group.iter().filter(|named| self.fit(pronoun, named) > Fit::No).collect();
        // Of equals the first, which the reverse makes the last.
        let Some(best) = fits.iter().rev().max_by_key(|named| named.standing) else { return Answer::Nobody };
        let joint = fits.iter().filter(|named| named.clause == best.clause && named.standing == Standing::Speaks);
        let joint: Vec<Named<'a>> = distinct(joint.map(|named| **named));
        if best.standing == Standing::Speaks && joint.len() > 1 {
            return if pronoun == Pronoun::They { Answer::These(joint) } else { Answer::Nobody };
        }
        if fits.iter().any(|other| self.rivals(pronoun, best, other)) || self.possesses(pronoun, best, group) {
            return Answer::Nobody;
        }
        let doubt = match pronoun {
            Pronoun::One(_) => best.who == Who::Unclear,
            Pronoun::They => is_one(best),
            Pronoun::It => false,
        };
        match self.opening(pronoun, best) {
            Some(answer) => answer,
            None if doubt => Answer::Nobody,
            None => Answer::These(vec![**best]),
        }
    }

    /// Tells whether another fits as well as the best.
    fn rivals(&self, pronoun: Pronoun, best: &Named<'a>, other: &Named<'a>) -> bool {
        let equal = best.standing == other.standing && best.standing == Standing::Other;
        let surer = self.fit(pronoun, best) < self.fit(pronoun, other) && other.standing > Standing::Possessor;
        !best.same(other) && (equal || surer)
    }

    /// Tells whether the best only possesses whom the pronoun may mean: `Okafor’s coach was in tears`.
    fn possesses(&self, pronoun: Pronoun, best: &Named<'a>, group: &[Named<'a>]) -> bool {
        let Pronoun::One(wanted) = pronoun else { return false };
        if best.standing != Standing::Possessor {
            return false;
        }
        let Some(passage) = self.passages.get(best.paragraph) else { return false };
        let head = named::possessed(passage, passage.token_from(best.span.end));
        let other = || {
            let subject = group.iter().filter(|named| named.standing >= Standing::Subject);
            subject.filter(|named| !named.same(best)).any(|named| self.fit(pronoun, named) == Fit::No)
        };
        matches!(head, Some(Who::Person(gender)) if gender.is_none_or(|gender| gender == wanted)) && !other()
    }

    /// Reads the pronoun that opens the sentence of the best, where that is no subject: `She met Anna Cole`.
    fn opening(&self, pronoun: Pronoun, best: &Named<'a>) -> Option<Answer<'a>> {
        let Pronoun::One(wanted) = pronoun else { return None };
        let passage = self.passages.get(best.paragraph).filter(|_| best.paragraph == best.at.0)?;
        let first = passage.token_from(best.span.start);
        let same = passage.get(first).is_some_and(|token| token.sentence == best.at.1);
        let (gender, standing) = named::opening_pronoun(passage, first).filter(|_| same)?;
        if gender != wanted || named::opens(passage, named::subject_of(passage, first), first) {
            return None;
        }
        Some(if standing == Standing::Subject { Answer::Before } else { Answer::Nobody })
    }

    fn fit(&self, pronoun: Pronoun, named: &Named<'a>) -> Fit {
        let speaks = named.standing == Standing::Speaks;
        let fits = match (pronoun, named.who) {
            (Pronoun::One(wanted), Who::Entity(key)) if key.kind == EntityKind::Person => {
                return of_gender((self.gender)(key), wanted);
            }
            (Pronoun::One(wanted), Who::Person(gender)) => return of_gender(gender, wanted),
            (Pronoun::They, Who::Entity(key)) => {
                matches!(key.kind, EntityKind::Organisation | EntityKind::Group)
                    || speaks && key.kind == EntityKind::Person
            }
            (Pronoun::One(_), Who::Unclear) => return Fit::Unknown,
            (Pronoun::They, Who::Several) | (Pronoun::It, Who::Thing | Who::Unclear) => true,
            (Pronoun::They, Who::Person(_)) => speaks,
            // A country is where things happen, unless it does something.
            (Pronoun::It, Who::Entity(key)) => {
                key.kind == EntityKind::Organisation
                    || key.kind == EntityKind::Country && named.standing >= Standing::Subject
            }
            _ => false,
        };
        if fits { Fit::Yes } else { Fit::No }
    }
}

fn of_gender(gender: Option<Gender>, wanted: Gender) -> Fit {
    gender.map_or(Fit::Unknown, |gender| if gender == wanted { Fit::Yes } else { Fit::No })
}

/// Keeps the first place of each.
fn distinct<'a>(all: impl Iterator<Item = Named<'a>>) -> Vec<Named<'a>> {
    let mut kept: Vec<Named<'a>> = Vec::new();
    for named in all {
        if !kept.iter().any(|other| other.same(&named)) {
            kept.push(named);
        }
    }
    kept
}

/// Gives those named before the sentence of one, and those named from it on.
fn sentence<'n, 'a>(named: &'n [Named<'a>], last: usize) -> (&'n [Named<'a>], &'n [Named<'a>]) {
    let at = named.get(last).map(|named| named.at);
    let first = named.iter().rposition(|named| Some(named.at) < at).map_or(0, |before| before + 1);
    named.split_at(first)
}

/// Tells whether it is one person, whom `they` may or may not mean.
fn is_one(named: &Named<'_>) -> bool {
    matches!(named.who, Who::Entity(key) if key.kind == EntityKind::Person) || matches!(named.who, Who::Person(_))
}
