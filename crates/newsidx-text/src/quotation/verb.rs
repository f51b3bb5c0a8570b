//! Verbs of speech and thought. In: `data/facts/cues.txt`. Out: for a form of a verb what it does and what may follow it.
//! Must not know the text.
//!
//! A line is the past tense, the class, what may follow, and the other forms, with tabs between: the base, the third
//! person, the form in `-ing`, and the participle where it differs from the past.

use std::sync::LazyLock;

use super::CueClass;
use crate::passage::Token;

const DATA: &str = include_str!("../../data/facts/cues.txt");

/// What may follow a verb; the place of a name in [`NAMES`] is its bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames(u32);

const NAMES: [&str; 17] = [
    "bare", "that", "wh", "to", "object", "person", "name", "pronoun", "about", "of", "on", "for", "against", "at",
    "with", "out", "quote",
];

impl Frames {
    /// A clause without `that`.
    pub(super) const BARE: Self = Self(1);
    /// A clause after `that`.
    pub(super) const THAT: Self = Self(1 << 1);
    /// A clause after `whether`, `how`.
    pub(super) const WH: Self = Self(1 << 2);
    /// An infinitive.
    pub(super) const TO: Self = Self(1 << 3);
    /// Any object.
    pub(super) const OBJECT: Self = Self(1 << 4);
    /// The person addressed, before the rest.
    pub(super) const PERSON: Self = Self(1 << 5);
    /// A name as the object.
    pub(super) const NAME: Self = Self(1 << 6);
    /// A clause without `that` whose subject is a pronoun.
    pub(super) const PRONOUN: Self = Self(1 << 7);

    /// The particle of `pointed out that`.
    pub(super) const OUT: Self = Self(1 << 15);

    /// Gives the frames in either set.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Leaves out the person addressed.
    pub(super) const fn without_person(self) -> Self {
        Self(self.0 & !Self::PERSON.0)
    }

    /// Leaves only a clause after `that`.
    pub(super) const fn only_that(self) -> Self {
        Self(self.0 & (Self::THAT.0 | Self::PERSON.0))
    }

    /// Tells whether the sets share a frame.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Gives the frame of a word that stands between the verb and the content: `about`.
    pub(super) fn link(word: &str) -> Option<Self> {
        let bit = NAMES.iter().position(|name| *name == word)?;
        (8..15).contains(&bit).then_some(Self(1 << bit))
    }

    fn named(names: &str) -> Self {
        let bits = names.split(' ').filter_map(|name| NAMES.iter().position(|known| *known == name));
        Self(bits.fold(0, |set, bit| set | 1 << bit))
    }
}

/// A verb.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    /// The past tense.
    pub(super) past: &'static str,
    /// What it does.
    pub(super) class: CueClass,
    /// What may follow.
    pub(super) frames: Frames,
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Past,
    Base,
    Third,
    Gerund,
    Participle,
}

const FORMS: [Form; 5] = [Form::Past, Form::Base, Form::Third, Form::Gerund, Form::Participle];

static VERBS: LazyLock<Vec<Verb>> = LazyLock::new(|| DATA.lines().filter_map(verb).collect());

fn verb(line: &'static str) -> Option<Verb> {
    let mut columns = line.split('\t');
    let (past, class, frames) = (columns.next()?, columns.next()?, columns.next()?);
    let class = CueClass::ALL.into_iter().find(|known| known.name() == class)?;
    Some(Verb { past, class, frames: Frames::named(frames) })
}

/// Gives every form of every verb with its number.
pub(crate) fn forms() -> impl Iterator<Item = (&'static str, i32)> {
    DATA.lines().enumerate().flat_map(|(row, line)| {
        let mut columns = line.split('\t');
        let past = columns.next();
        let others = columns.nth(2).into_iter().flat_map(|others| others.split(' '));
        let forms = past.into_iter().chain(others).enumerate();
        forms.map(move |(form, word)| (word, (row * FORMS.len() + form) as i32))
    })
}

/// Reads a token as a verb of speech.
pub(super) fn read(token: &Token<'_>) -> Option<(&'static Verb, Form)> {
    let number = token.value(crate::lexeme::Class::CUE)? as usize;
    Some((VERBS.get(number / FORMS.len())?, *FORMS.get(number % FORMS.len())?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::assert_sorted_and_unique;

    #[test]
    fn verbs_are_sorted_and_known() {
        assert_sorted_and_unique("cues", DATA);
        assert_eq!(VERBS.len(), DATA.lines().count(), "a class is unknown");
        for line in DATA.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 4, "`{line}`");
            let unknown = columns[2].split(' ').find(|name| !name.is_empty() && !NAMES.contains(name));
            assert_eq!(unknown, None, "`{line}`");
            assert!(
                (3..=4).contains(&columns[3].split(' ').count()),
                "`{line}`: base, third person, gerund, participle"
            );
        }
    }
}
