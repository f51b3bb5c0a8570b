//! Quotations over a whole article. In: the drafts of its paragraphs. Out: parts with speakers, running quotations joined,
//! turns given to who spoke before. Must not read marks or verbs itself.

use super::attribute::{self, Draft};
use super::clause::{self, Report, Subject};
use super::people::People;
use super::phrase::{self, Phrase};
use super::rules::rule;
use super::scene::Scene;
use super::verb;
use super::{Cue, QuotationKind, QuotationPart, Speaker};
use crate::article::ParagraphNo;
use crate::entity::EntityKind;
use crate::lexeme::Class;
use crate::passage::Passage;

/// What was said last.
#[derive(Clone, Debug)]
struct Last {
    paragraph: usize,
    /// One past the last token of the words and of the clause that reports them.
    end: usize,
    quotation: u32,
    part: u32,
    speakers: Vec<Speaker>,
    cue: Option<Cue>,
    /// Whether a mark closed the words; open ones go on in the next paragraph.
    closed: bool,
    direct: bool,
    /// Whether the words stood without a clause in a paragraph of their own.
    alone: bool,
}

/// The state of a walk through an article.
pub(super) struct Talk<'a> {
    passages: &'a [Passage<'a>],
    people: People,
    last: Option<Last>,
    /// The one who spoke before the last, where it is another.
    other: Option<Vec<Speaker>>,
    next: u32,
    /// Who speaks next, after a paragraph that ends in a colon.
    introduced: Option<(usize, Vec<Speaker>, Option<Cue>)>,
}

impl<'a> Talk<'a> {
    pub(super) fn new(passages: &'a [Passage<'a>]) -> Self {
        Self { passages, people: People::new(passages), last: None, other: None, next: 0, introduced: None }
    }

    /// Reads the next paragraph.
    pub(super) fn paragraph(&mut self, place: usize, passage: &'a Passage<'a>) -> Vec<QuotationPart> {
        let scene = Scene::new(passage);
        let reports = clause::reports(&scene);
        let introduces = passage.text.trim_end().ends_with(':');
        if reports.is_empty() && scene.quotes.is_empty() && !introduces {
            return Vec::new();
        }
        let speakers = self.speakers(place, &reports, &scene);
        let mut parts: Vec<QuotationPart> = Vec::new();
        let mut first: Vec<(usize, u32, u32)> = Vec::new();
        for draft in attribute::drafts(&scene, &reports) {
            let part = match draft.report {
                Some(number) => self.reported(place, &scene, &reports, &draft, number, &speakers, &mut first),
                None if draft.kind == QuotationKind::Scare => Some(self.scare(&draft)),
                None => self.alone(place, &scene, &draft),
            };
            parts.extend(part);
        }
        if introduces {
            self.introduced = self.introduction(place, &scene);
        }
        parts
    }

    /// Reads who speaks in the next paragraph, where the last sentence of this one ends in a colon: `She went on to say:`.
    fn introduction(&mut self, place: usize, scene: &Scene<'_>) -> Option<(usize, Vec<Speaker>, Option<Cue>)> {
        let passage = scene.passage;
        let end = passage.tokens.len();
        let start = scene.sentence_start(end.checked_sub(1)?);
        let phrase = main_subject(scene, start, end)?;
        let speaker = self.people.speaker(self.passages, place, phrase, "subject-before")?;
        let verb = (start..end).rev().take(12).find_map(|index| Some((index, verb::read(passage.get(index)?)?.0)));
        let cue = verb.map(|(index, verb)| {
            let span = passage.span(index, index + 1);
            let text = span.of(passage.text).to_owned();
            Cue { text, verb: verb.past.to_owned(), class: verb.class, paragraph: ParagraphNo(place as u32), span }
        });
        (speaker.key.is_some() || speaker.via.is_some()).then(|| (place, vec![speaker], cue))
    }

    /// Gives the speakers of each clause.
    fn speakers(&mut self, place: usize, reports: &[Report], scene: &Scene<'_>) -> Vec<Vec<Speaker>> {
        let mut all: Vec<Vec<Speaker>> = Vec::with_capacity(reports.len());
        for (number, report) in reports.iter().enumerate() {
            let speakers = match &report.subject {
                Subject::Named(phrases, by) => {
                    phrases.iter().filter_map(|phrase| self.people.speaker(self.passages, place, *phrase, by)).collect()
                }
                Subject::Shared => self.shared(place, scene, reports, number, &all),
            };
            self.people.spoke(&speakers);
            all.push(speakers);
        }
        all
    }

    /// Gives the subject of the clause before, else that of the sentence.
    fn shared(&mut self, place: usize, scene: &Scene<'_>, reports: &[Report], number: usize, all: &[Vec<Speaker>]) -> Vec<Speaker> {
        let Some(cue) = reports.get(number).map(|report| report.cue.0) else { return Vec::new() };
        let start = scene.sentence_start(cue);
        let before = number.checked_sub(1).filter(|before| reports.get(*before).is_some_and(|report| report.cue.0 >= start));
        let mut speakers = match before.and_then(|before| all.get(before)) {
            Some(speakers) => speakers.clone(),
            None => {
                let phrase = main_subject(scene, start, cue);
                phrase.and_then(|phrase| self.people.speaker(self.passages, place, phrase, "gapped")).into_iter().collect()
            }
        };
        for speaker in &mut speakers {
            if !speaker.inferred {
                speaker.rule = rule("gapped");
            }
        }
        speakers
    }

    #[expect(clippy::too_many_arguments)]
    fn reported(
        &mut self,
        place: usize,
        scene: &Scene<'_>,
        reports: &[Report],
        draft: &Draft,
        number: usize,
        speakers: &[Vec<Speaker>],
        seen: &mut Vec<(usize, u32, u32)>,
    ) -> Option<QuotationPart> {
        let report = reports.get(number)?;
        let cue = Cue {
            text: scene.passage.span(report.cue.0, report.cue.1).of(scene.passage.text).to_owned(),
            verb: report.verb.clone().into_owned(),
            class: report.class,
            paragraph: ParagraphNo(place as u32),
            span: scene.passage.span(report.cue.0, report.cue.1),
        };
        let speakers = speakers.get(number).cloned().unwrap_or_default();
        let direct = draft.kind == QuotationKind::Direct;
        let joins = |(report, ..): &&mut (usize, u32, u32)| *report == number;
        let (quotation, part) = match seen.iter_mut().rev().take(4).find(joins).filter(|_| direct || draft.quote.is_none()) {
            Some((_, quotation, part)) => {
                *part += 1;
                (*quotation, *part)
            }
            None => {
                let quotation = self.new_quotation();
                if draft.kind != QuotationKind::Partial {
                    seen.push((number, quotation, 0));
                }
                (quotation, 0)
            }
        };
        let closed = draft.quote.and_then(|quote| scene.quotes.get(quote)).is_none_or(|quoted| quoted.closed);
        let end = draft.tokens.1.max(scene.sentence_end(report.cue.0));
        self.said(Last { paragraph: place, end, quotation, part, speakers: speakers.clone(), cue: Some(cue.clone()), closed, direct, alone: false });
        Some(part_of(draft, quotation, part, Some(cue), speakers, draft.rule))
    }

    fn said(&mut self, last: Last) {
        let before = self.last.take();
        if let Some(before) = before
            && names(&before.speakers) != names(&last.speakers)
            && !before.speakers.is_empty()
        {
            self.other = Some(before.speakers);
        }
        self.last = Some(last);
    }

    fn new_quotation(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    fn scare(&mut self, draft: &Draft) -> QuotationPart {
        let quotation = self.new_quotation();
        part_of(draft, quotation, 0, None, Vec::new(), draft.rule)
    }

    /// Words in marks that no clause beside them reports.
    fn alone(&mut self, place: usize, scene: &Scene<'_>, draft: &Draft) -> Option<QuotationPart> {
        let closed = draft.quote.and_then(|quote| scene.quotes.get(quote)).is_none_or(|quoted| quoted.closed);
        let opens = draft.tokens.0 == 0;
        let introduced = self.introduced.take_if(|(before, ..)| opens && *before + 1 == place);
        if let Some((_, speakers, cue)) = introduced {
            let quotation = self.new_quotation();
            self.said(Last { paragraph: place, end: draft.tokens.1, quotation, part: 0, speakers: speakers.clone(), cue: cue.clone(), closed, direct: true, alone: false });
            return Some(part_of(draft, quotation, 0, cue, speakers, "introduced"));
        }
        let Some(last) = self.last.clone() else { return Some(self.nobody(place, draft, closed)) };
        let near = place - last.paragraph;
        let runs_on = last.direct && draft.whole && (near == 0 && last.end + 1 >= draft.tokens.0 || near == 1 && !last.closed && opens);
        if runs_on {
            let last = Last { paragraph: place, end: draft.tokens.1, part: last.part + 1, closed, ..last };
            self.last = Some(last.clone());
            return Some(part_of(draft, last.quotation, last.part, last.cue, last.speakers, "resumed"));
        }
        if let Some(speaker) = self.sentence_before(place, scene, draft) {
            let quotation = self.new_quotation();
            let speakers = vec![speaker];
            self.said(Last { paragraph: place, end: draft.tokens.1, quotation, part: 0, speakers: speakers.clone(), cue: None, closed, direct: true, alone: false });
            return Some(part_of(draft, quotation, 0, None, speakers, draft.rule));
        }
        let reaches = draft.whole && (near == 0 || near == 1 && opens);
        if !reaches || last.speakers.is_empty() {
            return Some(self.nobody(place, draft, closed));
        }
        let swap = opens && last.alone && last.closed && near == 1 && draft.whole && self.other.is_some();
        let speakers = match self.other.clone().filter(|_| swap) {
            Some(other) => other.into_iter().map(|speaker| turned(speaker, "turn-alternate")).collect(),
            None => last.speakers.iter().cloned().map(|speaker| turned(speaker, "turn")).collect::<Vec<_>>(),
        };
        let quotation = self.new_quotation();
        let alone = opens && draft.tokens.1 == scene.passage.tokens.len();
        self.said(Last { paragraph: place, end: draft.tokens.1, quotation, part: 0, speakers: speakers.clone(), cue: None, closed, direct: true, alone });
        Some(part_of(draft, quotation, 0, None, speakers, draft.rule))
    }

    /// Gives the subject of the sentence before words that begin one, where that sentence reports nothing itself.
    fn sentence_before(&mut self, place: usize, scene: &Scene<'_>, draft: &Draft) -> Option<Speaker> {
        let first = draft.tokens.0;
        if !draft.whole || first == 0 || scene.sentence_start(first) != first || scene.quote_at(first - 1).is_some() {
            return None;
        }
        let start = scene.sentence_start(first - 1);
        if self.last.as_ref().is_some_and(|last| last.paragraph == place && last.end > start) {
            return None;
        }
        let phrase = main_subject(scene, start, first)?;
        let speaker = self.people.speaker(self.passages, place, phrase, "turn")?;
        let person = speaker.key.as_ref().is_some_and(|key| key.kind == EntityKind::Person);
        person.then(|| turned(speaker, "sentence-before"))
    }

    fn nobody(&mut self, place: usize, draft: &Draft, closed: bool) -> QuotationPart {
        let quotation = self.new_quotation();
        if draft.whole {
            let last = Last { paragraph: place, end: draft.tokens.1, quotation, part: 0, speakers: Vec::new(), cue: None, closed, direct: true, alone: false };
            self.said(last);
        }
        part_of(draft, quotation, 0, None, Vec::new(), draft.rule)
    }
}

/// Finds the subject of a sentence: at its start, or after the comma that closes what stands before.
fn main_subject(scene: &Scene<'_>, start: usize, end: usize) -> Option<Phrase> {
    let passage = scene.passage;
    let adverbial = Class::PREPOSITION.with(Class::SUBORDINATOR).with(Class::ADVERB).with(Class::DAY).with(Class::WH).with(Class::CONJUNCTION).with(Class::PERIOD);
    let capitals = passage.get(start).is_some_and(|token| token.text.len() > 3 && token.text.chars().all(char::is_uppercase));
    let opens = passage.is(start, adverbial) || passage.get(start).is_some_and(|token| token.text.ends_with("ing")) || capitals;
    let comma = || (start + 1..end).take(40).find(|index| passage.gap(*index).contains([',', '—', '–', '-']));
    let first = if opens { comma().unwrap_or(start + 1) } else { start };
    phrase::subject(passage, first).filter(|phrase| phrase.end <= end && !is_that(passage, phrase.first))
}

fn is_that(passage: &Passage<'_>, index: usize) -> bool {
    passage.get(index).is_some_and(|token| matches!(token.text, "that" | "That" | "this" | "This" | "There" | "It"))
}

fn names(speakers: &[Speaker]) -> Vec<&str> {
    speakers.iter().map(|speaker| speaker.name.as_str()).collect()
}

fn turned(speaker: Speaker, by: &'static str) -> Speaker {
    Speaker { rule: rule(by), inferred: true, ..speaker }
}

fn part_of(draft: &Draft, quotation: u32, part: u32, cue: Option<Cue>, speakers: Vec<Speaker>, by: &'static str) -> QuotationPart {
    let words = (draft.tokens.0 as u32, draft.tokens.1 as u32);
    QuotationPart { quotation, part, span: draft.span, words, kind: draft.kind, cue, speakers, rule: rule(by) }
}
