//! Quotations against attributions. In: texts with their gold attributions. Out: recall and precision of spans and
//! speakers, for direct, mixed and indirect speech.
//!
//! A gold attribution is direct where more than 80 % of its content stands in quotation marks, mixed above 15 %, else
//! indirect. It is found where a quotation covers more than half of the shorter of the two; of indirect speech more than
//! half of the gold. A quotation is right where a gold attribution covers more than half of it. Scare quotes are no
//! quotations. A speaker is right where the words beside the cue, or the name, touch a gold source or their last word
//! stands in one; nothing is resolved for this.

use std::collections::HashMap;
use std::fmt;

use newsidx_text::{Annotated, Annotator, Article, Cue, QuotationKind, QuotationPart, Span, Speaker};
use serde::Serialize;

use crate::attributions::{Attribution, Range, Text};

/// What one kind of speech showed, in percent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Figures {
    pub(crate) span_recall: f64,
    pub(crate) span_precision: f64,
    pub(crate) speaker_recall: f64,
    pub(crate) speaker_precision: f64,
    #[serde(skip)]
    counts: Counts,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    gold: usize,
    found: usize,
    sourced: usize,
    sources_right: usize,
    predicted: usize,
    right: usize,
    spoken: usize,
    speakers_right: usize,
}

/// What all texts showed.
#[derive(Debug, Serialize)]
pub(crate) struct QuoteReport {
    /// Everything in quotation marks but scare quotes, against gold direct speech.
    pub(crate) direct: Figures,
    /// Fragments in a reported clause, against gold mixed speech.
    pub(crate) mixed: Figures,
    pub(crate) indirect: Figures,
    #[serde(skip)]
    pub(crate) errors: Vec<String>,
}

/// A quotation as ranges of characters.
#[derive(Debug)]
struct Found {
    span: Range,
    kind: QuotationKind,
    spoken: bool,
    /// Where words for the speaker stand.
    places: Vec<Range>,
    /// The last words of the names, in small letters.
    names: Vec<String>,
    rule: String,
}

/// Scores the whole pass over every text.
pub(crate) fn score(annotator: &Annotator, texts: &[Text]) -> QuoteReport {
    let mut counts = [Counts::default(); 3];
    let mut errors = Vec::new();
    for text in texts {
        let lines = Lines::new(&text.words);
        let found = found(&lines, &annotator.annotate(lines.article()));
        let chars: Vec<char> = text.words.chars().collect();
        let quoted = quoted(&chars);
        let mut told = Told { chars: &chars, errors: &mut errors };
        for gold in &text.gold {
            recall(&mut counts, gold, gold_kind(gold, &quoted), &found, &mut told);
        }
        for found in &found {
            precision(&mut counts, found, &text.gold, &mut told);
        }
    }
    let [direct, mixed, indirect] = counts.map(Figures::new);
    QuoteReport { direct, mixed, indirect, errors }
}

/// Lists the quotations of a text, one part a line.
pub(crate) fn table(annotator: &Annotator, text: &str) -> String {
    let annotated = annotator.annotate(Lines::new(text).article());
    let mut table = String::new();
    for paragraph in &annotated.paragraphs {
        for part in &paragraph.quotes {
            let speaker = |speaker: &Speaker| {
                let via = speaker.via.as_ref().map(|via| format!(", via {via}")).unwrap_or_default();
                format!("{} ({}{via})", speaker.name, speaker.rule)
            };
            let speakers: Vec<String> = part.speakers.iter().map(speaker).collect();
            let cue = part.cue.as_ref().map_or("-", |cue| cue.text.as_str());
            let words = part.span.of(&paragraph.text);
            let (no, kind, rule) = (paragraph.no, part.kind.name(), &part.rule);
            let line = format!(
                "p{no}\t{}.{}\t{kind}\t{rule}\t{cue}\t{}\t{words}\n",
                part.quotation,
                part.part,
                speakers.join("; ")
            );
            table.push_str(&line);
        }
    }
    table
}

const DIRECT: usize = 0;
const MIXED: usize = 1;
const INDIRECT: usize = 2;
const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];

fn gold_kind(gold: &Attribution, quoted: &[Range]) -> usize {
    let covered: usize = quoted.iter().map(|quoted| shared(*quoted, gold.content)).sum();
    let share = covered as f64 / (gold.content.1 - gold.content.0).max(1) as f64;
    if share > 0.8 {
        DIRECT
    } else if share > 0.15 {
        MIXED
    } else {
        INDIRECT
    }
}

fn recall(counts: &mut [Counts; 3], gold: &Attribution, kind: usize, found: &[Found], told: &mut Told<'_>) {
    let Some(counts) = counts.get_mut(kind) else { return };
    let long = gold.content.1 - gold.content.0;
    let matches = |found: &&Found| {
        let both = 2 * shared(found.span, gold.content);
        both > long.min(found.span.1 - found.span.0) && (kind != INDIRECT || both > long)
    };
    let all: Vec<&Found> = found.iter().filter(matches).collect();
    let speaker = all.iter().any(|found| right_speaker(found, &gold.sources, told.chars));
    counts.gold += 1;
    counts.sourced += usize::from(!gold.sources.is_empty());
    counts.found += usize::from(!all.is_empty());
    counts.sources_right += usize::from(speaker);
    if all.is_empty() {
        told.error("missed", KINDS.get(kind).copied().unwrap_or_default(), "", gold.content, None);
    } else if !speaker && !gold.sources.is_empty() {
        told.error(
            "speaker-missed",
            KINDS.get(kind).copied().unwrap_or_default(),
            all.first().map_or("", |found| found.rule.as_str()),
            gold.content,
            gold.sources.first().copied(),
        );
    }
}

fn precision(counts: &mut [Counts; 3], found: &Found, gold: &[Attribution], told: &mut Told<'_>) {
    let long = found.span.1 - found.span.0;
    let matching: Vec<&Attribution> = gold.iter().filter(|gold| 2 * shared(found.span, gold.content) > long).collect();
    let speaker = matching.iter().any(|gold| right_speaker(found, &gold.sources, told.chars));
    let kinds: &[usize] = match found.kind {
        QuotationKind::Direct => &[DIRECT],
        QuotationKind::Partial => &[DIRECT, MIXED],
        QuotationKind::Indirect => &[INDIRECT],
        _ => return,
    };
    for kind in kinds {
        if let Some(counts) = counts.get_mut(*kind) {
            counts.predicted += 1;
            counts.right += usize::from(!matching.is_empty());
            counts.spoken += usize::from(found.spoken);
            counts.speakers_right += usize::from(found.spoken && speaker);
        }
    }
    if matching.is_empty() {
        told.error("false", found.kind.name(), &found.rule, found.span, None);
    } else if found.spoken && speaker {
        told.error("right", found.kind.name(), &found.rule, found.span, None);
    } else if found.spoken && !speaker {
        told.error("speaker-wrong", found.kind.name(), &found.rule, found.span, found.places.first().copied());
    }
}

/// Tells whether a found speaker touches a source, or its last word stands in one.
fn right_speaker(found: &Found, sources: &[Range], chars: &[char]) -> bool {
    sources.iter().any(|source| {
        let text = slice(chars, *source).to_lowercase();
        found.places.iter().any(|place| shared(*place, *source) > 0)
            || found.names.iter().any(|name| text.contains(name))
    })
}

fn shared(a: Range, b: Range) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

fn slice(chars: &[char], range: Range) -> String {
    chars.get(range.0..range.1.min(chars.len())).unwrap_or_default().iter().collect()
}

/// Gives what stands in double quotation marks, line by line.
fn quoted(chars: &[char]) -> Vec<Range> {
    let mut all = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, char) in chars.iter().copied().enumerate() {
        let word_before =
            at.checked_sub(1).and_then(|before| chars.get(before)).is_some_and(|before| before.is_alphanumeric());
        match (open, char) {
            (Some((_, start)), '\n') | (Some(('“', start)), '”') | (Some(('"', start)), '"') => {
                all.push((start, at));
                open = None;
            }
            (None, '“') => open = Some(('“', at + 1)),
            (None, '"') if !word_before => open = Some(('"', at + 1)),
            _ => {}
        }
    }
    all.extend(open.map(|(_, start)| (start, chars.len())));
    all.retain(|(start, end)| end > start);
    all
}

/// The lines of a text that hold one; offsets of the article are bytes, those of the gold characters.
struct Lines<'a> {
    lines: Vec<(usize, &'a str)>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let mut at = 0;
        let mut lines = Vec::new();
        for line in text.split('\n') {
            if !line.trim().is_empty() {
                lines.push((at, line));
            }
            at += line.chars().count() + 1;
        }
        Self { lines }
    }

    fn article(&self) -> Article {
        let mut lines = self.lines.iter().map(|(_, line)| (*line).to_owned());
        Article { title: lines.next().unwrap_or_default(), paragraphs: lines.collect(), ..Article::default() }
    }

    /// Gives a span of a paragraph in characters of the text.
    fn place(&self, paragraph: usize, span: Span) -> Range {
        let Some((start, line)) = self.lines.get(paragraph) else { return (0, 0) };
        let chars = |byte: u32| line.get(..byte as usize).map_or(0, |before| before.chars().count());
        (start + chars(span.start), start + chars(span.end))
    }
}

fn found(lines: &Lines<'_>, annotated: &Annotated) -> Vec<Found> {
    // A turn without a clause of its own stands on the last clause of its speaker.
    let mut last: HashMap<&str, &Cue> = HashMap::new();
    let mut all = Vec::new();
    for (place, paragraph) in annotated.paragraphs.iter().enumerate() {
        for part in &paragraph.quotes {
            all.push(one(lines, annotated, place, part, &last));
            for (speaker, cue) in part.speakers.iter().filter_map(|speaker| Some((speaker, part.cue.as_ref()?))) {
                last.insert(&speaker.name, cue);
            }
        }
    }
    all
}

fn one(
    lines: &Lines<'_>,
    annotated: &Annotated,
    place: usize,
    part: &QuotationPart,
    last: &HashMap<&str, &Cue>,
) -> Found {
    let mut places = Vec::new();
    let mut names = Vec::new();
    for speaker in &part.speakers {
        let word = speaker.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let cue = part.cue.as_ref().or_else(|| last.get(speaker.name.as_str()).copied());
        places.push(lines.place(speaker.paragraph.0 as usize, speaker.span));
        places.extend(
            cue.and_then(|cue| via(annotated, cue, speaker)).map(|(paragraph, span)| lines.place(paragraph, span)),
        );
        names.extend((word.chars().count() > 3).then_some(word));
    }
    let cue = part.cue.as_ref().map_or("", |cue| cue.verb.as_str());
    let rule = format!("{} {} {cue}", part.rule, part.speakers.first().map_or("-", |speaker| speaker.rule.0.as_ref()));
    Found {
        span: lines.place(place, part.span),
        kind: part.kind,
        spoken: !part.speakers.is_empty(),
        places,
        names,
        rule,
    }
}

/// Gives where the words stand that were resolved: beside the cue, else first in its sentence, as the subject does.
fn via(annotated: &Annotated, cue: &Cue, speaker: &Speaker) -> Option<(usize, Span)> {
    /// Helping verbs and adverbs may stand between.
    const BESIDE: usize = 24;
    let via = match &speaker.via {
        Some(via) => via.as_str(),
        None if speaker.rule.0 == "antecedent" => "who",
        None => return None,
    };
    let place = cue.paragraph.0 as usize;
    let paragraph = annotated.paragraphs.get(place)?;
    let text = &paragraph.text;
    let word = |at: &usize| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + via.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let (from, to) = (cue.span.start as usize, cue.span.end as usize);
    let ends = &paragraph.sentence_ends;
    let start = ends.iter().map(|end| *end as usize).take_while(|end| *end <= from).last().unwrap_or(0);
    let places: Vec<usize> = text.match_indices(via).map(|(at, _)| at).filter(word).collect();
    let beside = places.iter().rev().find(|at| **at < from && from - **at <= via.len() + BESIDE);
    let after = || places.iter().find(|at| **at >= to && **at - to <= 2);
    let first = || places.iter().find(|at| **at >= start);
    let at = *beside.or_else(after).or_else(first)?;
    Some((place, Span::new(at, at + via.len())))
}

/// Errors as they are told, one a line.
struct Told<'a> {
    chars: &'a [char],
    errors: &'a mut Vec<String>,
}

impl Told<'_> {
    fn error(&mut self, what: &str, kind: &str, rule: &str, range: Range, other: Option<Range>) {
        let around = |range: Range| slice(self.chars, range).replace('\n', " / ");
        let before = around((range.0.saturating_sub(70), range.0));
        let after = around((range.1, (range.1 + 70).min(self.chars.len())));
        let other = other.map(around).unwrap_or_default();
        self.errors.push(format!("{what}\t{kind}\t{rule}\t{other}\t{before}[[{}]]{after}", around(range)));
    }
}

impl Figures {
    fn new(counts: Counts) -> Self {
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        Self {
            span_recall: percent(counts.found, counts.gold),
            span_precision: percent(counts.right, counts.predicted),
            speaker_recall: percent(counts.sources_right, counts.sourced),
            speaker_precision: percent(counts.speakers_right, counts.spoken),
            counts,
        }
    }
}

impl fmt::Display for QuoteReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "kind       gold  span R  speaker R  predicted  span P  with speaker  speaker P")?;
        for (name, figures) in [("direct", self.direct), ("mixed", self.mixed), ("indirect", self.indirect)] {
            let Counts { gold, predicted, spoken, .. } = figures.counts;
            let Figures { span_recall, span_precision, speaker_recall, speaker_precision, .. } = figures;
            writeln!(
                f,
                "{name:<9} {gold:>5} {span_recall:>7.1} {speaker_recall:>10.1} {predicted:>10} {span_precision:>7.1} {spoken:>13} {speaker_precision:>10.1}"
            )?;
        }
        Ok(())
    }
}
