//! Raw text against mentions beside it. In: JSON of texts with byte spans. Out: precision, recall and F1 per type, and
//! how many names are right.
//!
//! One object, or a list of them: `{"text": "...", "mentions": [{"start": 0, "end": 5, "type": "person", "name": "..."}]}`.
//! The first line of a text is its headline, every other one that is not empty a paragraph; offsets are bytes of the
//! whole text. A type is a label such as `place/city`, or what stands before its slash; `name` may be left out.

use std::collections::{BTreeMap, BTreeSet};

use newsidx_text::entity::Recogniser;
use newsidx_text::word::Word;
use newsidx_text::{Mention, sentence, word};
use serde::Deserialize;

use crate::score::{Report, Tally};

/// A text and its gold mentions.
#[derive(Debug, Deserialize)]
pub(crate) struct Gold {
    text: String,
    mentions: Vec<GoldMention>,
}

#[derive(Debug, Deserialize)]
struct GoldMention {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    name: Option<String>,
}

/// Reads one object or a list of them.
pub(crate) fn read(json: &str) -> Result<Vec<Gold>, serde_json::Error> {
    serde_json::from_str(json).or_else(|_| Ok(vec![serde_json::from_str(json)?]))
}

/// What raw text showed.
#[derive(Debug, serde::Serialize)]
pub(crate) struct TextReport {
    #[serde(flatten)]
    pub(crate) report: Report,
    /// Of the mentions found with the right span and a gold name, those with the right name, in percent.
    pub(crate) names: f64,
}

/// Scores a recogniser.
pub(crate) fn score(texts: &[Gold], recogniser: &dyn Recogniser) -> TextReport {
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let (mut named, mut right) = (0_usize, 0_usize);
    for gold in texts {
        let found = recognise(&gold.text, recogniser);
        let mut claimed = BTreeSet::new();
        for mention in &gold.mentions {
            let kind = top(&mention.kind);
            let tally = tallies.entry(label(kind)).or_default();
            tally.gold += 1;
            let same = found.iter().find(|(start, end, _)| (*start, *end) == (mention.start, mention.end));
            let Some((start, _, same)) = same else { continue };
            if matches(&mention.kind, same.key.kind.label()) && claimed.insert(*start) {
                tally.right += 1;
            }
            if let Some(name) = &mention.name {
                named += 1;
                right += usize::from(*name == same.key.name);
            }
        }
        for (.., mention) in &found {
            tallies.entry(label(top(mention.key.kind.label()))).or_default().found += 1;
        }
    }
    TextReport { report: Report::new(tallies), names: 100.0 * right as f64 / f64::max(named as f64, 1.0) }
}

/// Finds the mentions of a text, with bytes of the whole text.
pub(crate) fn recognise(text: &str, recogniser: &dyn Recogniser) -> Vec<(usize, usize, Mention)> {
    let mut at = 0;
    let mut lines: Vec<(usize, &str)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end_matches(['\n', '\r']);
        if !trimmed.trim().is_empty() {
            lines.push((at, trimmed));
        }
        at += line.len();
    }
    let texts: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
    let words: Vec<Vec<Word>> = texts.iter().map(|text| word::words(text).collect()).collect();
    let ends: Vec<Vec<u32>> = texts.iter().map(|text| sentence::ends(text)).collect();
    let found = recogniser.recognise(&texts, &words, &ends);
    let placed = lines.iter().zip(found).flat_map(|((start, _), mentions)| {
        mentions.into_iter().map(move |mention| {
            let range = mention.span.range();
            (start + range.start, start + range.end, mention)
        })
    });
    placed.collect()
}

fn top(label: &str) -> &str {
    label.split('/').next().unwrap_or(label)
}

/// Tells whether a label is of a gold type: the same, or under it.
fn matches(gold: &str, label: &str) -> bool {
    gold == label || !gold.contains('/') && gold == top(label)
}

fn label(kind: &str) -> &'static str {
    const KNOWN: [&str; 7] = ["person", "place", "organisation", "group", "event", "product", "work"];
    KNOWN.into_iter().find(|known| *known == kind).unwrap_or("another")
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsidx_text::entity::RuleRecogniser;

    #[test]
    fn spans_are_of_the_whole_text() {
        let json = r#"{"text": "News\n\nJohn Smith met Angela Merkel.\n", "mentions": [
            {"start": 6, "end": 16, "type": "person", "name": "John Smith"},
            {"start": 21, "end": 34, "type": "place"}]}"#;
        let report = read(json).map(|gold| score(&gold, &RuleRecogniser)).expect("good JSON");
        assert!((report.names - 100.0).abs() < 1e-9);
        assert!(report.report.line().contains("F1 50.00"), "{}", report.report.line());
    }
}
