//! What the word lists of facts say of one word. In: the data files of quotations, dates and quantities. Out: for a word
//! in small letters its classes, each with a number where one belongs to it. Must not know the words around it.
//!
//! A line is a word, a tab, and classes with a space between them; `march TAB month:3` gives the class a number and
//! `metres TAB unit=m` a name.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::entity::hash;
use crate::quotation::verb;

/// The files; a word may stand in several.
const FILES: [(&str, &str); 3] = [
    ("quotation", include_str!("../data/facts/quotation.txt")),
    ("dates", include_str!("../data/facts/dates.txt")),
    ("quantity", include_str!("../data/facts/quantity.txt")),
];

/// The classes with their names in the files.
const NAMES: &[(&str, Class)] = &[
    ("pronoun", Class::PRONOUN),
    ("month", Class::MONTH),
    ("weekday", Class::WEEKDAY),
    ("weekday-short", Class::WEEKDAY_SHORT),
    ("number", Class::NUMBER),
    // Of dates.
    ("ago", Class::AGO),
    ("count", Class::COUNT),
    ("day-part", Class::DAY_PART),
    ("decade", Class::DECADE),
    ("edge", Class::EDGE),
    ("edge-of", Class::EDGE_OF),
    ("fiscal", Class::FISCAL),
    ("future", Class::FUTURE),
    ("holiday", Class::HOLIDAY),
    ("ordinal", Class::ORDINAL),
    ("overnight", Class::OVERNIGHT),
    ("past", Class::PAST),
    ("plan", Class::PLAN),
    ("before-date", Class::BEFORE_DATE),
    ("present", Class::PRESENT),
    ("relative-day", Class::RELATIVE_DAY),
    ("season", Class::SEASON),
    ("shift", Class::SHIFT),
    ("time-unit", Class::TIME_UNIT),
    ("vague", Class::VAGUE),
    ("vague-before", Class::VAGUE_BEFORE),
    ("year-end", Class::YEAR_END),
    ("appointed", Class::APPOINTED),
    ("speech", Class::SPEECH),
    ("awaited", Class::AWAITED),
    ("schedule", Class::SCHEDULE),
    ("clock", Class::CLOCK),
    ("zone", Class::ZONE),
    ("era", Class::ERA),
    // Of quantities.
    ("about", Class::ABOUT),
    ("currency", Class::CURRENCY),
    ("many", Class::MANY),
    ("not-counted", Class::NOT_COUNTED),
    ("scale", Class::SCALE),
    ("times", Class::TIMES),
    ("unit", Class::UNIT),
    ("role", Class::ROLE),
    ("plural", Class::PLURAL),
    ("half", Class::HALF),
    ("suffix", Class::SUFFIX),
    ("part", Class::PART),
    ("collective", Class::COLLECTIVE),
    ("moves", Class::MOVES),
    ("tally", Class::TALLY),
    ("no-role", Class::NO_ROLE),
    ("label", Class::LABEL),
    ("harm", Class::HARM),
    ("bound", Class::BOUND),
    // Of quotations.
    ("subject", Class::SUBJECT),
    ("determiner", Class::DETERMINER),
    ("possessive", Class::POSSESSIVE),
    ("object", Class::OBJECT),
    ("preposition", Class::PREPOSITION),
    ("conjunction", Class::CONJUNCTION),
    ("subordinator", Class::SUBORDINATOR),
    ("be", Class::BE),
    ("auxiliary", Class::AUXILIARY),
    ("not", Class::NOT),
    ("adverb", Class::ADVERB),
    ("wh", Class::WH),
    ("withholds", Class::WITHHOLDS),
    ("period", Class::STRETCH),
    ("noun", Class::NOUN),
    ("cue", Class::CUE),
    ("person", Class::PERSON),
];

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(u128);

impl Class {
    /// A personal pronoun that may stand for a speaker: `she`.
    pub(crate) const PRONOUN: Self = Self(1);
    /// A month; its number is 1 to 12.
    pub(crate) const MONTH: Self = Self(1 << 1);
    /// A day of the week; its number is 1 for Monday to 7.
    pub(crate) const WEEKDAY: Self = Self(1 << 2);
    /// The short form of one, which may be another word: `sat`.
    pub(crate) const WEEKDAY_SHORT: Self = Self(1 << 16);
    /// A cardinal number in letters; its number is its value.
    pub(crate) const NUMBER: Self = Self(1 << 3);
    // Of dates.

    /// `ago`.
    pub(crate) const AGO: Self = Self(1 << 24);
    /// A word before a unit that counts it without a figure: `several`.
    pub(crate) const COUNT: Self = Self(1 << 25);
    /// A part of a day: `morning`.
    pub(crate) const DAY_PART: Self = Self(1 << 26);
    /// The years of a decade in letters; its number is 70 for `seventies`.
    pub(crate) const DECADE: Self = Self(1 << 27);
    /// A word for an early or late part, before what it is part of: `early`.
    pub(crate) const EDGE: Self = Self(1 << 28);
    /// A word for an early or late part, with `of` after it: `end`.
    pub(crate) const EDGE_OF: Self = Self(1 << 29);
    /// `fiscal`.
    pub(crate) const FISCAL: Self = Self(1 << 30);
    /// A verb that tells of what is to come: `will`.
    pub(crate) const FUTURE: Self = Self(1 << 31);
    /// The first word of a holiday.
    pub(crate) const HOLIDAY: Self = Self(1 << 32);
    /// An ordinal number in letters; its number is its value.
    pub(crate) const ORDINAL: Self = Self(1 << 33);
    /// `overnight`.
    pub(crate) const OVERNIGHT: Self = Self(1 << 34);
    /// A verb that tells of what was.
    pub(crate) const PAST: Self = Self(1 << 35);
    /// A word that makes the infinitive after it something to come: `expected to`.
    pub(crate) const PLAN: Self = Self(1 << 36);
    /// A preposition or conjunction that may stand before a date.
    pub(crate) const BEFORE_DATE: Self = Self(1 << 37);
    /// A verb that tells of what is.
    pub(crate) const PRESENT: Self = Self(1 << 38);
    /// A day by its distance from today: -1 for `yesterday`.
    pub(crate) const RELATIVE_DAY: Self = Self(1 << 39);
    /// A season; its number is its first month.
    pub(crate) const SEASON: Self = Self(1 << 40);
    /// A word that moves a unit of time: -1 for `last`, 0 for `this`, 1 for `next`.
    pub(crate) const SHIFT: Self = Self(1 << 41);
    /// A unit of time; its number is its place in `dates::unit`.
    pub(crate) const TIME_UNIT: Self = Self(1 << 42);
    /// No stretch of time at all: -1 for `recently`, 0 for `now`, 1 for `soon`.
    pub(crate) const VAGUE: Self = Self(1 << 43);
    /// The same, before a noun: `recent`.
    pub(crate) const VAGUE_BEFORE: Self = Self(1 << 44);
    /// The last or the middle days of a year in one word.
    pub(crate) const YEAR_END: Self = Self(1 << 45);
    /// A participle of what stands in a calendar: `scheduled`.
    pub(crate) const APPOINTED: Self = Self(1 << 48);
    /// The last of the words that bound the figure after them: `than`.
    pub(crate) const BOUND: Self = Self(1 << 74);
    /// A noun or a form of a verb for words that were spoken: `address`.
    pub(crate) const SPEECH: Self = Self(1 << 68);
    /// A participle for what is to come, after a form of `be`: `forecast`.
    pub(crate) const AWAITED: Self = Self(1 << 69);
    /// A verb that tells in the present of what a calendar holds: `hosts`.
    pub(crate) const SCHEDULE: Self = Self(1 << 70);
    /// A word after the figure of a time of day: `a.m.`.
    pub(crate) const CLOCK: Self = Self(1 << 71);
    /// The zone of a time of day.
    pub(crate) const ZONE: Self = Self(1 << 72);
    /// A word that puts a year before the first one.
    pub(crate) const ERA: Self = Self(1 << 73);
    // Of quantities.

    /// A word that makes the figure after it inexact: `nearly`.
    pub(crate) const ABOUT: Self = Self(1 << 50);
    /// A currency; its name is the code of ISO 4217.
    pub(crate) const CURRENCY: Self = Self(1 << 51);
    /// A plural that counts in twelves, hundreds and so on: `dozens`; its number is the smallest it may mean.
    pub(crate) const MANY: Self = Self(1 << 52);
    /// A word after a figure that is not what it counts: `of`, `who`.
    pub(crate) const NOT_COUNTED: Self = Self(1 << 53);
    /// A word that multiplies the figure before it by a power of ten, its number: `million`.
    pub(crate) const SCALE: Self = Self(1 << 54);
    /// A word that multiplies the figure before it by its number: `dozen`.
    pub(crate) const TIMES: Self = Self(1 << 55);
    /// A unit of measure; its name is the one it is kept under.
    pub(crate) const UNIT: Self = Self(1 << 56);
    /// A participle for what befalls people and things that are counted: `injured`.
    pub(crate) const ROLE: Self = Self(1 << 57);
    /// A plural that does not end as plurals do: `people`.
    pub(crate) const PLURAL: Self = Self(1 << 58);
    /// `half`.
    pub(crate) const HALF: Self = Self(1 << 59);

    /// Letters right after digits that multiply them by a power of ten, its number: `k`.
    pub(crate) const SUFFIX: Self = Self(1 << 60);
    /// A word for a part, before `of` and the whole: `half`.
    pub(crate) const PART: Self = Self(1 << 61);
    /// A noun that stands for the many after `of`: `barrage`.
    pub(crate) const COLLECTIVE: Self = Self(1 << 62);
    /// A verb that tells how a toll moves or stands: `rose`.
    pub(crate) const MOVES: Self = Self(1 << 63);
    /// A noun whose figure is told by such a verb: `toll`.
    pub(crate) const TALLY: Self = Self(1 << 64);
    /// A word that ends like a participle and befalls nobody, or a verb that only tells of others: `said`.
    pub(crate) const NO_ROLE: Self = Self(1 << 65);
    /// A noun that a number after it names: `flight`.
    pub(crate) const LABEL: Self = Self(1 << 66);
    /// A participle of harm right before a figure: `killing`.
    pub(crate) const HARM: Self = Self(1 << 67);

    // Of quotations.

    /// A pronoun that is the subject of a clause: `they`, `who`.
    pub(crate) const SUBJECT: Self = Self(1 << 4);
    /// A word that begins a noun phrase: `the`, `several`.
    pub(crate) const DETERMINER: Self = Self(1 << 5);
    /// A possessive pronoun: `her`.
    pub(crate) const POSSESSIVE: Self = Self(1 << 6);
    /// A pronoun that is an object: `him`.
    pub(crate) const OBJECT: Self = Self(1 << 7);
    /// A preposition.
    pub(crate) const PREPOSITION: Self = Self(1 << 8);
    /// `and`, `or`, `but`.
    pub(crate) const CONJUNCTION: Self = Self(1 << 9);
    /// A word that begins a clause of its own: `because`.
    pub(crate) const SUBORDINATOR: Self = Self(1 << 10);
    /// A form of `be`.
    pub(crate) const BE: Self = Self(1 << 11);
    /// A verb that helps another: `has`, `would`.
    pub(crate) const AUXILIARY: Self = Self(1 << 12);
    /// A negation.
    pub(crate) const NOT: Self = Self(1 << 13);
    /// An adverb without the ending `-ly`.
    pub(crate) const ADVERB: Self = Self(1 << 14);
    /// A word that asks: `whether`.
    pub(crate) const WH: Self = Self(1 << 15);
    /// A stretch of time that is no unit of it: `moment`.
    pub(crate) const STRETCH: Self = Self(1 << 18);
    /// A day: `monday`, `yesterday`.
    pub(crate) const DAY: Self = Self::WEEKDAY.with(Self::RELATIVE_DAY).with(Self::OVERNIGHT);
    /// A stretch of time that follows `last` or `this`.
    pub(crate) const PERIOD: Self = Self::STRETCH.with(Self::TIME_UNIT).with(Self::SEASON);
    /// `last` and `this` before a stretch of time, and `early` and `late`.
    pub(crate) const LAST: Self = Self::SHIFT.with(Self::EDGE);
    /// A form of a verb of speech that is a noun as well: `claims`.
    pub(crate) const NOUN: Self = Self(1 << 20);
    /// A form of a verb of speech; its number says which, see `quotation::verb`.
    pub(crate) const CUE: Self = Self(1 << 21);
    /// A noun for one person; its name is `f` or `m` where it tells the pronoun.
    pub(crate) const PERSON: Self = Self(1 << 22);
    /// A word by which a speaker keeps something back: `refrained`, `did not elaborate`.
    pub(crate) const WITHHOLDS: Self = Self(1 << 75);

    /// Gives the classes in either set.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Tells whether the sets share a class.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Gives the class of a name in a file.
    fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
    }
}

/// What the lists say of one word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexeme {
    /// The word, in small letters.
    pub(crate) word: &'static str,
    classes: Class,
    values: Vec<(Class, i32)>,
    names: Vec<(Class, &'static str)>,
}

impl Lexeme {
    /// Tells whether it has one of the classes.
    pub(crate) fn is(&self, class: Class) -> bool {
        self.classes.any(class)
    }

    /// Gives its number in a class.
    pub(crate) fn value(&self, class: Class) -> Option<i32> {
        self.values.iter().find(|(of, _)| *of == class).map(|(_, value)| *value)
    }

    /// Gives its name in a class.
    pub(crate) fn name(&self, class: Class) -> Option<&'static str> {
        self.names.iter().find(|(of, _)| *of == class).map(|(_, name)| *name)
    }

    fn add(&mut self, class: &'static str) {
        let (name, value) = class.split_once([':', '=']).unwrap_or((class, ""));
        let Some(known) = Class::named(name) else { return };
        self.classes = self.classes.with(known);
        match class.as_bytes().get(name.len()) {
            Some(b':') => self.values.extend(value.parse().ok().map(|value| (known, value))),
            Some(_) => self.names.push((known, value)),
            None => {}
        }
    }

    fn put(&mut self, class: Class, value: i32) {
        self.classes = self.classes.with(class);
        self.values.push((class, value));
    }
}

static LEXEMES: LazyLock<hash::Map<Lexeme>> = LazyLock::new(|| {
    let mut lexemes: hash::Map<Lexeme> = HashMap::default();
    for (word, classes) in FILES.iter().flat_map(|(_, data)| data.lines()).filter_map(|line| line.split_once('\t')) {
        let lexeme = lexemes.entry(hash::of(word.as_bytes())).or_default();
        lexeme.word = word;
        classes.split(' ').for_each(|class| lexeme.add(class));
    }
    for (form, value) in verb::forms() {
        let lexeme = lexemes.entry(hash::of(form.as_bytes())).or_default();
        lexeme.word = form;
        lexeme.put(Class::CUE, value);
    }
    lexemes
});

/// Gives what the lists say of a word in small letters.
pub(crate) fn lexeme(word: &str) -> Option<&'static Lexeme> {
    of_bytes(word.as_bytes())
}

/// Gives what the lists say of the bytes of a word.
pub(crate) fn of_bytes(word: &[u8]) -> Option<&'static Lexeme> {
    LEXEMES.get(&hash::of(word))
}

/// Gives how many bytes the longest listed word has.
#[cfg(test)]
pub(crate) fn longest() -> usize {
    LEXEMES.values().map(|lexeme| lexeme.word.len()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::assert_sorted_and_unique;

    #[test]
    fn files_are_sorted_and_their_classes_known() {
        for (name, data) in FILES {
            assert_sorted_and_unique(name, data);
            for line in data.lines() {
                let (word, classes) = line.split_once('\t').unwrap_or_else(|| panic!("{name}: no tab in `{line}`"));
                for class in classes.split(' ') {
                    let class = class.split_once('=').map_or(class, |(class, _)| class);
                    let (class, value) = class.split_once(':').unwrap_or((class, "0"));
                    assert!(Class::named(class).is_some(), "{name}: `{word}` has the unknown class `{class}`");
                    assert!(value.parse::<i32>().is_ok(), "{name}: `{word}` has the number `{value}`");
                }
            }
        }
    }

    #[test]
    fn no_two_classes_share_a_bit() {
        let all = NAMES.iter().fold(0, |bits, (_, class)| bits | class.0);
        assert_eq!(all.count_ones() as usize, NAMES.len());
    }

    #[test]
    fn no_two_words_share_a_hash() {
        for (_, data) in FILES {
            for (word, _) in data.lines().filter_map(|line| line.split_once('\t')) {
                assert_eq!(lexeme(word).map(|lexeme| lexeme.word), Some(word));
            }
        }
    }

    #[test]
    fn words_have_classes_and_numbers() {
        assert_eq!(lexeme("march").and_then(|march| march.value(Class::MONTH)), Some(3));
        assert!(lexeme("she").is_some_and(|she| she.is(Class::PRONOUN)));
        assert!(lexeme("zyzzyva").is_none());
    }

    #[test]
    fn stretches_of_time_are_those_of_dates() {
        for word in ["quarter", "year", "summer", "decade", "moment"] {
            assert!(lexeme(word).is_some_and(|stretch| stretch.is(Class::PERIOD)), "{word}");
        }
        assert!(lexeme("sunday").is_some_and(|day| day.is(Class::DAY)));
        assert!(lexeme("sun").is_some_and(|word| !word.is(Class::DAY)));
    }
}
