//! Fathers and sons of one name. In: full names with their `Jr.` or `III`. Out: who a name stands for, such endings
//! told apart. Must not know how names of one ending are joined.

use std::collections::BTreeMap;

use super::listed::family_name_first;
use super::people::{Bearer, People};
use super::person::last_core;
use super::token::Tokens;

/// A name as the article writes it: its folded words, and the ending that tells a son from his father, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    words: Vec<String>,
    ending: String,
}

impl Written {
    /// Reads the name `first..end`; `Orbán Viktor` is turned round.
    pub(super) fn new(tokens: &Tokens<'_>, first: usize, end: usize) -> Self {
        let core = last_core(tokens, first, end) + 1;
        let mut words: Vec<String> = (first..core).map(|index| tokens.key(index).to_owned()).collect();
        if let [family, given] = words.as_mut_slice()
            && tokens.capital(first)
            && family_name_first(family, given)
        {
            std::mem::swap(family, given);
        }
        let ending = if core < end { tokens.key(core).to_owned() } else { String::new() };
        Self { words, ending }
    }
}

/// The people of an article, by the ending of their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Families {
    by_ending: BTreeMap<String, People>,
}

impl Families {
    /// Joins full names into people, those of one ending among themselves.
    pub(super) fn new(names: Vec<(Written, String)>) -> Self {
        let mut by_ending: BTreeMap<String, Vec<(Vec<String>, String)>> = BTreeMap::new();
        for (written, name) in names {
            by_ending.entry(written.ending).or_default().push((written.words, name));
        }
        Self { by_ending: by_ending.into_iter().map(|(ending, names)| (ending, People::new(names))).collect() }
    }

    /// Tells who bears a name or a part of one.
    ///
    /// `Trump Jr` is the son alone. `Trump` is the son where only he is named in full, else it may be either.
    pub(super) fn bearer(&self, written: &Written) -> Bearer<'_> {
        let own = self.by_ending.get(&written.ending).map_or(Bearer::Nobody, |people| people.bearer(&written.words));
        if !written.ending.is_empty() || matches!(own, Bearer::Full(_)) {
            return own;
        }
        self.by_ending
            .iter()
            .filter(|(ending, _)| !ending.is_empty())
            .fold(own, |found, (_, people)| either(found, people.bearer(&written.words)))
    }
}

/// Who bears a part of a name, of two answers from people of two endings: a surname tells more than a first name.
fn either<'a>(one: Bearer<'a>, other: Bearer<'a>) -> Bearer<'a> {
    match (one, other) {
        (Bearer::Given(_), Bearer::Given(_)) => Bearer::Nobody,
        (Bearer::Nobody | Bearer::Given(_), found) if !matches!(found, Bearer::Nobody) => found,
        (found, Bearer::Nobody | Bearer::Given(_)) => found,
        _ => Bearer::Several,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str) -> Written {
        let mut words: Vec<String> = name.to_lowercase().split(' ').map(str::to_owned).collect();
        let ending = words.pop_if(|word| matches!(word.as_str(), "jr" | "sr" | "iii")).unwrap_or_default();
        Written { words, ending }
    }

    fn check(names: &[&str], part: &str, expected: &str) {
        let families = Families::new(names.iter().map(|name| (written(name), (*name).to_owned())).collect());
        let shown = match families.bearer(&written(part)) {
            Bearer::Full(person) | Bearer::Surname(person) | Bearer::Given(person) => person.name.clone(),
            Bearer::Several => "several".to_owned(),
            Bearer::Nobody => "nobody".to_owned(),
        };
        assert_eq!(shown, expected, "{part} among {names:?}");
    }

    #[test]
    fn fathers_and_sons_stay_apart() {
        let trumps = ["Donald Trump", "Donald Trump Jr", "Donald J Trump Jr"];
        for (names, part, expected) in [
            (&trumps[..], "Donald Trump", "Donald Trump"),
            (&trumps, "Donald Trump Jr", "Donald J Trump Jr"),
            (&trumps, "Trump Jr", "Donald J Trump Jr"),
            (&trumps, "Donald Jr", "Donald J Trump Jr"),
            (&trumps, "Trump", "several"),
            (&trumps, "Trump Sr", "nobody"),
            (&["Martin Luther King Jr", "Martin Luther King III"], "King III", "Martin Luther King III"),
            (&["Martin Luther King Jr"], "King", "Martin Luther King Jr"),
            (&["Martin Luther King Jr", "Coretta Scott"], "Martin", "Martin Luther King Jr"),
            (&["Robert Kennedy Jr", "John Kennedy"], "Kennedy", "several"),
            (&["George Bush Sr", "George Bush"], "George Bush", "George Bush"),
        ] {
            check(names, part, expected);
        }
    }
}
