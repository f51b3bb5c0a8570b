//! What is said, dated and counted, as terms. In: the facts of a paragraph; conditions on them. Out: terms that hold a
//! whole fact each, and queries that find them.
//!
//! A date is one term of its first and last day, a quantity one term a word with its figures, so that a walk through the
//! dictionary decides them exactly. Conditions on one quotation find candidates here and are verified on the record.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use newsidx_text::{AnnotatedParagraph, CivilDay};
use tantivy::query::{BooleanQuery, Query};

use super::document::{add_value, safe};
use super::matching::{Matching, Side, basic, union};
use super::schema::WORD_OF;
use super::stream::NEXT_POSITION;
use super::verified::Verified;
use super::walked::Walked;
use crate::error::Result;
use crate::facet::event_value;
use crate::plan::{Amounts, Clause, Label, LabelTest, SPOKEN, Speech, SpeechTest, cue_values, lies};
use crate::query::Relation;

/// The name of the terms that tell which kinds of quotations a paragraph holds.
const SPEECH: &str = "speech";
const EVENT: &str = "event";
const QUANTITY: &str = "qty";

/// Adds the facts of a paragraph to its stream of names.
pub(super) fn add_facts(stream: &mut String, paragraph: &AnnotatedParagraph) {
    let (mut speakers, mut cues, mut terms) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for part in &paragraph.quotes {
        terms.insert(format!("{SPEECH}{WORD_OF}{}", part.kind.name()));
        if SPOKEN.contains(&part.kind) {
            let known = part.speakers.iter().filter(|speaker| speaker.is_known());
            speakers.extend(known.map(|speaker| speaker.name.as_str()));
            cues.extend(part.cue.iter().flat_map(cue_values));
        }
    }
    speakers.iter().for_each(|name| add_value(stream, &Label::Speaker.name(), name));
    cues.iter().for_each(|cue| add_value(stream, &Label::Cue.name(), cue));
    let days = paragraph.dates.iter().filter_map(|date| date.days);
    terms.extend(days.map(|(first, last)| format!("{EVENT}{WORD_OF}{}{}", sortable(first), sortable(last))));
    for quantity in &paragraph.quantities {
        let (least, most) = (quantity.value.get(), quantity.value_max.unwrap_or(quantity.value).get());
        for key in quantity.keys().iter().map(String::as_str).chain([""]) {
            let key = safe(key);
            terms.insert(format!("{QUANTITY}{WORD_OF}{key}{WORD_OF}{:016x}{:016x}", least.to_bits(), most.to_bits()));
        }
    }
    for term in &terms {
        let _never_fails = write!(stream, "{term}{NEXT_POSITION}");
    }
}

/// The values of a paragraph by which it is counted, each once.
pub(super) struct FactValues {
    /// Keys of the entities that speak.
    pub(super) speakers: BTreeSet<String>,
    /// Verbs that report speech.
    pub(super) cues: BTreeSet<String>,
    /// Days and stretches of time.
    pub(super) events: BTreeSet<String>,
}

impl FactValues {
    pub(super) fn of(paragraph: &AnnotatedParagraph) -> Self {
        let spoken = || paragraph.quotes.iter().filter(|part| SPOKEN.contains(&part.kind));
        let keys = spoken().flat_map(|part| &part.speakers).filter_map(|speaker| speaker.key.as_ref());
        Self {
            speakers: keys.map(ToString::to_string).collect(),
            cues: spoken().filter_map(|part| part.cue.as_ref()).map(|cue| cue.verb.clone()).collect(),
            events: paragraph.dates.iter().filter_map(|date| event_value(date, &paragraph.text)).collect(),
        }
    }
}

/// Writes a day so that days sort as their texts do.
fn sortable(day: CivilDay) -> String {
    format!("{:016x}", day.0 as u64 ^ 1 << 63)
}

fn day(text: &str) -> Option<CivilDay> {
    Some(CivilDay((u64::from_str_radix(text, 16).ok()? ^ 1 << 63) as i64))
}

fn figure(text: &str) -> Option<f64> {
    Some(f64::from_bits(u64::from_str_radix(text, 16).ok()?))
}

/// Gives the two numbers of 16 digits with which a term ends.
fn two<T>(term: &str, read: fn(&str) -> Option<T>) -> Option<(T, T)> {
    let (first, last) = term.split_at_checked(16)?;
    Some((read(first)?, read(last)?))
}

impl Matching<'_> {
    /// Finds paragraphs that name days.
    pub(super) fn event(
        &self,
        side: Side,
        from: Option<CivilDay>,
        to: Option<CivilDay>,
        relation: Relation,
    ) -> Result<Box<dyn Query>> {
        let field = self.field_of_names(side);
        let prefix = format!("{EVENT}{WORD_OF}");
        self.once(&(field, "event", from, to, relation), || {
            let keep = move |days: &str| two(days, day).is_some_and(|days| lies(days, from, to, relation));
            Ok(Box::new(Walked::new(field, prefix, keep)))
        })
    }

    /// Finds paragraphs that count or measure something.
    pub(super) fn counted(&self, side: Side, amounts: &Amounts, clause: &Clause) -> Result<Box<dyn Query>> {
        let field = self.field_of_names(side);
        self.once(&(field, clause), || {
            let keys = if amounts.keys.is_empty() { vec![String::new()] } else { amounts.keys.clone() };
            let of_key = |key: &String| -> Box<dyn Query> {
                let amounts = amounts.clone();
                let keep =
                    move |figures: &str| two(figures, figure).is_some_and(|(least, most)| amounts.reaches(least, most));
                Box::new(Walked::new(field, format!("{QUANTITY}{WORD_OF}{}{WORD_OF}", safe(key)), keep))
            };
            let mut found: Vec<Box<dyn Query>> = keys.iter().map(of_key).collect();
            // Each word may stand beside another quantity, so that only the record tells.
            Ok(if found.len() > 1 { self.verified(BooleanQuery::intersection(found), clause) } else { found.remove(0) })
        })
    }

    /// Finds paragraphs of which one quotation satisfies what is asked of speech.
    pub(super) fn speech(&self, side: Side, speech: &Speech, clause: &Clause) -> Result<Box<dyn Query>> {
        let field = self.field_of_names(side);
        let kinds = speech.kinds.iter().map(|kind| basic(field, &format!("{SPEECH}{WORD_OF}{}", kind.name())));
        let candidates = BooleanQuery::intersection(vec![union(kinds.collect()), self.candidates(side, &speech.test)?]);
        if is_told_by_terms(speech) {
            return Ok(Box::new(candidates));
        }
        self.once(&(field, clause), || Ok(self.verified(candidates, clause)))
    }

    /// Finds paragraphs that hold what a test asks for, be it of several quotations.
    fn candidates(&self, side: Side, test: &SpeechTest) -> Result<Box<dyn Query>> {
        let field = self.field_of_names(side);
        let each =
            |tests: &[SpeechTest]| tests.iter().map(|test| self.candidates(side, test)).collect::<Result<Vec<_>>>();
        Ok(match test {
            SpeechTest::Speaker(tests) => {
                let tests = tests.iter().map(|test| self.values(field, &Label::Speaker, without_exceptions(test)));
                union(tests.collect::<Result<_>>()?)
            }
            SpeechTest::Said(shape) => self.shape(self.field_of_text(side), shape)?,
            SpeechTest::Cue(test) => self.values(field, &Label::Cue, without_exceptions(test))?,
            SpeechTest::All(tests) if tests.is_empty() => self.all(side),
            SpeechTest::All(tests) => Box::new(BooleanQuery::intersection(each(tests)?)),
            SpeechTest::Any(tests) => union(each(tests)?),
        })
    }

    fn verified(&self, candidates: BooleanQuery, clause: &Clause) -> Box<dyn Query> {
        Box::new(Verified::new(Box::new(candidates), clause.clone(), self.fields.clone(), self.blocks.clone()))
    }
}

/// Tells whether nothing is asked but of kinds, or a single condition of all that report speech: the terms of a paragraph
/// decide that.
fn is_told_by_terms(speech: &Speech) -> bool {
    let excepts = |test: &LabelTest| matches!(test, LabelTest::Except { .. });
    let of_all_kinds = SPOKEN.iter().all(|kind| speech.kinds.contains(kind));
    match &speech.test {
        SpeechTest::All(tests) => tests.is_empty(),
        SpeechTest::Speaker(tests) => of_all_kinds && !tests.iter().any(excepts),
        SpeechTest::Cue(test) => of_all_kinds && !excepts(test),
        SpeechTest::Said(_) | SpeechTest::Any(_) => false,
    }
}

/// Names that are left out may stand beside others, so only the record tells.
fn without_exceptions(test: &LabelTest) -> &LabelTest {
    match test {
        LabelTest::Except { test, .. } => test,
        test => test,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_back_and_days_sort() {
        let days = [i64::MIN, -719_528, -1, 0, 20_164, i64::MAX].map(CivilDay);
        for pair in days.windows(2) {
            let texts: Vec<String> = pair.iter().map(|day| sortable(*day)).collect();
            assert!(texts[0] < texts[1], "{texts:?}");
            assert_eq!(two(&texts.concat(), day), Some((pair[0], pair[1])));
        }
        for number in [0.0, -1.5, 200.0, f64::MAX] {
            assert_eq!(figure(&format!("{:016x}", number.to_bits())), Some(number));
        }
        assert_eq!(two("12", day), None);
    }
}
