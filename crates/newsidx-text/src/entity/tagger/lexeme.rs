//! Words as the tagger sees them. In: a word as written, and folded. Out: its numbers, shape, facts and classes,
//! looked up once. Must not know the words around it.

use super::super::class::{self, Class};
use super::super::hash::{self, Map, Words, mix};
use super::super::lists;
use super::super::token::Token;
use super::facts::{Facts, Table};

/// What a word looks like, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look(pub(super) u16);

impl Look {
    /// It holds a capital letter.
    pub(super) const CAPITAL: Self = Self(1);
    /// It holds several capitals and no small letter.
    pub(super) const ALL_CAPITALS: Self = Self(1 << 1);
    pub(super) const DIGIT: Self = Self(1 << 2);
    /// It holds letters, none of them a capital.
    pub(super) const SMALL: Self = Self(1 << 3);
    pub(super) const MARK: Self = Self(1 << 4);
    /// It holds a capital and a point.
    pub(super) const POINTED: Self = Self(1 << 5);
    /// It may stand between the words of a name.
    pub(super) const LINK: Self = Self(1 << 6);
    /// It may stand, small, before a name: `southern`.
    pub(super) const FRONT: Self = Self(1 << 7);
    /// It may stand, small, after a name: `province`.
    pub(super) const TAIL: Self = Self(1 << 8);
    /// It introduces speech.
    pub(super) const SPEECH: Self = Self(1 << 9);
    /// It is a role or a title.
    pub(super) const ROLE: Self = Self(1 << 10);
    /// It stands before places.
    pub(super) const PLACING: Self = Self(1 << 11);
    /// It is an article.
    pub(super) const ARTICLE: Self = Self(1 << 12);
    pub(super) const HYPHEN: Self = Self(1 << 13);
    /// It more often joins the words of one name than two names: `of`, and not `and`.
    pub(super) const JOINT: Self = Self(1 << 14);

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A word.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    /// The number of the word as written.
    pub(super) word: u64,
    /// The number of the folded word, digits made equal.
    pub(super) key: u64,
    /// Which other words fold to the same.
    pub(super) family: u32,
    pub(super) shape: u64,
    /// Beginnings of three and four bytes, endings of two, three and four.
    pub(super) affixes: [u64; 5],
    pub(super) look: Look,
    pub(super) class: Class,
    pub(super) facts: Facts,
}

/// So many words are kept from article to article: about 9 MB a thread, their sums not counted.
const WORDS: usize = 100_000;

/// What is read of a word most often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Placed {
    /// Its place in the list of words.
    pub(super) lexeme: u32,
    pub(super) family: u32,
    pub(super) look: Look,
}

/// The place of a word that has none yet.
const UNMET: Placed = Placed { lexeme: u32::MAX, family: u32::MAX, look: Look(u16::MAX) };

/// The words met so far.
#[derive(Debug, Default)]
pub(super) struct Lexemes {
    /// The vocabulary whose numbers `met` counts by.
    vocabulary: u64,
    met: Vec<Placed>,
    numbers: Words<Placed>,
    families: Map<u32>,
    list: Vec<Lexeme>,
}

impl Lexemes {
    /// Tells whether so much is kept that all should be forgotten.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() > WORDS
    }

    /// Takes the numbers of the vocabulary `id` from now on.
    pub(super) fn follow(&mut self, id: u64) {
        if self.vocabulary != id {
            self.vocabulary = id;
            self.met.clear();
        }
    }

    /// Gives the place of a token in the list; its number is one of the vocabulary that is followed.
    #[inline]
    pub(super) fn place_token(&mut self, token: &Token<'_>, table: &Table<'_>) -> Placed {
        match self.met.get(token.number as usize) {
            Some(placed) if *placed != UNMET => *placed,
            _ => self.meet(token, table),
        }
    }

    #[cold]
    fn meet(&mut self, token: &Token<'_>, table: &Table<'_>) -> Placed {
        let placed = self.place(token.text, &token.key, token.class, table);
        let at = token.number as usize;
        if self.met.len() <= at {
            self.met.resize(at + 1, UNMET);
        }
        if let Some(place) = self.met.get_mut(at) {
            *place = placed;
        }
        placed
    }

    /// Gives the place of a word in the list; `class` is what the lists say of a word with a capital.
    pub(super) fn place(&mut self, text: &str, key: &str, class: Class, table: &Table<'_>) -> Placed {
        let word = hash::of(text.as_bytes());
        let Self { numbers, families, list, .. } = self;
        numbers.get_or_insert_with(word, || {
            let mut lexeme = lexeme(word, text, key, class, table);
            let next = families.len() as u32;
            lexeme.family = *families.entry(lexeme.key).or_insert(next);
            let placed = Placed { lexeme: list.len() as u32, family: lexeme.family, look: lexeme.look };
            list.push(lexeme);
            placed
        })
    }

    pub(super) fn get(&self, place: u32) -> Option<&Lexeme> {
        self.list.get(place as usize)
    }

    /// Gives one more than the largest family.
    pub(super) fn families(&self) -> usize {
        self.families.len()
    }
}

fn lexeme(word: u64, text: &str, key: &str, class: Class, table: &Table<'_>) -> Lexeme {
    let even = even_digits(key);
    let bytes = even.as_bytes();
    let start = |length: usize| hash::of(bytes.get(..length).unwrap_or(bytes));
    let end = |length: usize| hash::of(bytes.get(bytes.len().saturating_sub(length)..).unwrap_or(bytes));
    let letters = Letters::of(text);
    // Of small words only the cues count: whose name they might be does not.
    let small = letters.capitals == 0 && letters.small > 0;
    let class = if small { class::cue_classes(key).with(class) } else { class };
    let number = hash::of(bytes);
    Lexeme {
        word,
        key: number,
        family: 0,
        shape: shape(text, letters),
        affixes: [start(3), start(4), end(2), end(3), end(4)],
        look: look(letters, key, class),
        class,
        facts: table.facts(number),
    }
}

/// Makes all digits one, so that all years are one word.
pub fn even_digits(key: &str) -> String {
    key.chars().map(|character| if character.is_ascii_digit() { '0' } else { character }).collect()
}

#[derive(Clone, Copy, Debug, Default)]
struct Letters {
    capitals: u32,
    small: u32,
    digits: u32,
    points: u32,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for character in text.chars() {
            if character.is_uppercase() {
                letters.capitals += 1;
            } else if character.is_alphabetic() {
                letters.small += 1;
            } else if character.is_numeric() {
                letters.digits += 1;
            } else if character == '.' {
                letters.points += 1;
            }
        }
        letters
    }

    fn is_mark(self) -> bool {
        self.capitals + self.small + self.digits == 0
    }
}

/// Gives a number for the order of kinds of characters, rows of one kind made one.
fn shape(text: &str, letters: Letters) -> u64 {
    let (mut number, mut last) = (0, 0);
    for character in text.chars() {
        let kind = match character {
            _ if character.is_uppercase() => 1,
            _ if character.is_alphabetic() => 2,
            _ if character.is_numeric() => 3,
            _ => 4 + u64::from(u32::from(character)),
        };
        if kind != last {
            number = mix(number, kind);
            last = kind;
        }
    }
    let capitals = u64::from(letters.capitals == 1) | u64::from(letters.capitals > 1 && letters.small == 0) << 1;
    mix(number, capitals | u64::from(text.len() <= 2) << 2)
}

fn look(letters: Letters, key: &str, class: Class) -> Look {
    let mut look = Look::default();
    let mut set = |holds: bool, bit: Look| {
        if holds {
            look = look.with(bit);
        }
    };
    set(letters.capitals > 0, Look::CAPITAL);
    set(letters.capitals > 1 && letters.small == 0, Look::ALL_CAPITALS);
    set(letters.digits > 0, Look::DIGIT);
    set(letters.small > 0 && letters.capitals == 0, Look::SMALL);
    set(letters.is_mark(), Look::MARK);
    set(letters.capitals > 0 && letters.points > 0, Look::POINTED);
    let small = letters.capitals == 0;
    set(small && lists::LINKS.has(key), Look::LINK);
    set(is_joint(key), Look::JOINT);
    set(small && lists::FRONTS.has(key), Look::FRONT);
    set(small && (class.any(Class::HEAD) || lists::TAILS.has(key)), Look::TAIL);
    set(class.any(Class::SPEECH), Look::SPEECH);
    set(class.any(Class::ROLE_WORD.with(Class::WHOLE_TITLE)), Look::ROLE);
    set(matches!(key, "in" | "at" | "from" | "near" | "to" | "across" | "outside"), Look::PLACING);
    set(key == "-", Look::HYPHEN);
    set(matches!(key, "the" | "a" | "an"), Look::ARTICLE);
    look
}

fn is_joint(key: &str) -> bool {
    matches!(
        key,
        "of" | "for"
            | "the"
            | "on"
            | "&"
            | "-"
            | "de"
            | "del"
            | "der"
            | "des"
            | "di"
            | "do"
            | "du"
            | "la"
            | "las"
            | "los"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_look_as_they_are_written() {
        let rows = [
            ("Kyiv", "kyiv", Look::CAPITAL),
            ("U.S.", "us", Look::CAPITAL.with(Look::ALL_CAPITALS).with(Look::POINTED)),
            ("2022", "2022", Look::DIGIT),
            ("southern", "southern", Look::SMALL.with(Look::FRONT)),
            ("of", "of", Look::SMALL.with(Look::LINK).with(Look::JOINT)),
            ("province", "province", Look::SMALL.with(Look::TAIL)),
            ("in", "in", Look::SMALL.with(Look::LINK).with(Look::PLACING)),
            (",", ",", Look::MARK),
            ("&", "&", Look::MARK.with(Look::LINK).with(Look::JOINT)),
        ];
        for (text, key, expected) in rows {
            assert_eq!(look(Letters::of(text), key, class::cue_classes(key)), expected, "{text}");
        }
    }
}
