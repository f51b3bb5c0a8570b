//! Names whose spellings no rule joins. In: a key. Out: the keys of the same name, and what kind of name it is.
//!
//! The table is asked at query time alone, so it may change without any index being made anew.

use std::sync::OnceLock;

use crate::entity::lexicon::Lexicon;

static STARTS: OnceLock<Vec<u32>> = OnceLock::new();
const TABLE: Lexicon = Lexicon::new(include_str!("../../data/spellings/spellings.txt"), &STARTS);

/// Marks a line that refers to the line of the whole group.
const SEE: &str = "=";

/// What the name of a group stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A place.
    Place,
    /// A person, or anything else that has a name.
    Name,
}

/// The keys that are spellings of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// What it stands for.
    pub kind: Kind,
    keys: &'static str,
}

impl Group {
    /// Gives all its keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.keys.split(' ')
    }
}

/// Gives the group of a key that [`key`](super::key()) made; nothing where the table knows no other spelling.
pub fn group(key: &str) -> Option<Group> {
    let line = TABLE.columns(key)?;
    let line = if line.get(0) == SEE { TABLE.columns(line.get(1))? } else { line };
    let kind = if line.get(0) == "place" { Kind::Place } else { Kind::Name };
    Some(Group { kind, keys: line.get(1) })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{is_common, key};
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_key_is_one() {
        assert_eq!(TABLE.disorder(), None);
        for listed in TABLE.keys() {
            // The `zh` of `Mizhhiria` is a `z` before an `h`, which a second reading does not know.
            assert!(key(listed) == listed || listed.contains("zh"), "`{listed}` is no key");
            assert!(!is_common(listed), "`{listed}` is a common word");
        }
    }

    #[test]
    fn every_line_is_in_one_group_and_every_group_is_whole() {
        let mut members = BTreeSet::new();
        for listed in TABLE.keys() {
            let group = group(listed).unwrap();
            let keys: Vec<&str> = group.keys().collect();
            assert!(keys.len() > 1 && keys.is_sorted(), "{listed}: {keys:?}");
            assert!(keys.contains(&listed), "{listed}: {keys:?}");
            if TABLE.columns(listed).unwrap().get(0) != SEE {
                for member in keys {
                    assert!(members.insert(member), "`{member}` is in two groups");
                    assert!(TABLE.has(member), "`{member}` has no line");
                }
            }
        }
        assert_eq!(members.len(), TABLE.keys().count());
    }

    #[test]
    fn what_is_no_key_has_no_group() {
        for key in ["", "=", "place", "\t", "kiiv kiev", "nothing"] {
            assert_eq!(group(key), None, "{key:?}");
        }
    }
}
