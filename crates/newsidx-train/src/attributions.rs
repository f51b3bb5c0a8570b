//! Attributions of the corpus PolNeAR. In: a folder with `text/` and `attributions/`. Out: texts, each with its gold attributions as
//! ranges of characters. Must not know what newsidx finds.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use crate::{Failure, read, unreadable};

/// A range of characters of a whole text.
pub(crate) type Range = (usize, usize);

/// Who said what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// From the first to the last character of what was said.
    pub(crate) content: Range,
    /// The words that name who said it.
    pub(crate) sources: Vec<Range>,
}

/// A text and its attributions.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) words: String,
    pub(crate) gold: Vec<Attribution>,
}

/// Reads a folder; of several annotations of a text the first in sorted order counts.
pub(crate) fn texts(folder: &Path) -> Result<Vec<Text>, Failure> {
    let mut first: BTreeMap<String, PathBuf> = BTreeMap::new();
    let files = folder.join("attributions");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&files).map_err(|error| unreadable(&files, &error))? {
        names.push(entry.map_err(|error| unreadable(&files, &error))?.path());
    }
    names.sort();
    for path in names {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let annotated = path.extension().is_some_and(|extension| extension == "ann");
        if annotated {
            first.entry(text_name(&stem).to_owned()).or_insert(path);
        }
    }
    let text = |(name, path): (String, PathBuf)| -> Result<Text, Failure> {
        let words = read(&folder.join("text").join(format!("{name}.txt")))?;
        Ok(Text { words, gold: attributions(&read(&path)?) })
    };
    first.into_iter().filter(|(name, _)| folder.join("text").join(format!("{name}.txt")).exists()).map(text).collect()
}

/// Takes the mark of the annotator off: `paper_2016-09-12_title_ef2d`.
fn text_name(stem: &str) -> &str {
    let (name, annotator) = stem.rsplit_once('_').unwrap_or((stem, ""));
    let is_mark = annotator.len() == 4 && annotator.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_mark { name } else { stem }
}

/// Reads the stand-off lines: `T1 Source 89 106 ...` and `E1 Attribution:T4 Content:T3 Cue:T2 Source:T1`.
fn attributions(lines: &str) -> Vec<Attribution> {
    let mut spans: HashMap<&str, Range> = HashMap::new();
    for line in lines.lines().filter(|line| line.starts_with('T')) {
        let mut columns = line.split('\t');
        let (Some(id), Some(place)) = (columns.next(), columns.next()) else { continue };
        spans.extend(place.split_once(' ').and_then(|(_, numbers)| hull(numbers)).map(|range| (id, range)));
    }
    let events = lines.lines().filter(|line| line.starts_with('E')).filter_map(|line| line.split_once('\t'));
    events.filter_map(|(_, roles)| attribution(roles, &spans)).collect()
}

/// Gives the first and the last of the numbers of `89 106;110 120`.
fn hull(numbers: &str) -> Option<Range> {
    let mut all = numbers.split([' ', ';']).filter_map(|number| number.parse::<usize>().ok());
    let first = all.next()?;
    let (low, high) = all.fold((first, first), |(low, high), number| (low.min(number), high.max(number)));
    Some((low, high))
}

fn attribution(roles: &str, spans: &HashMap<&str, Range>) -> Option<Attribution> {
    let of = |wanted: &str| -> Vec<Range> {
        let named = roles.split_whitespace().filter_map(|role| role.split_once(':'));
        let wanted = named.filter(|(role, _)| role.trim_end_matches(|char: char| char.is_ascii_digit()) == wanted);
        wanted.filter_map(|(_, id)| spans.get(id).copied()).collect()
    };
    let contents = of("Content");
    let content = (contents.iter().map(|range| range.0).min()?, contents.iter().map(|range| range.1).max()?);
    Some(Attribution { content, sources: of("Source") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_give_contents_and_sources() {
        let lines =
            "T1\tSource 0 5\tTrump\nT2\tCue 6 10\tsaid\nT3\tContent 11 20;30 40\tx\nE1\tContent:T3 Cue:T2 Source:T1\n";
        assert_eq!(attributions(lines), [Attribution { content: (11, 40), sources: vec![(0, 5)] }]);
        assert_eq!(text_name("paper_2016_title_ef2d"), "paper_2016_title");
    }
}
