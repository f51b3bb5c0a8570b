//! The two readings of an article. In: a model, tokens and drafts. Out: names with their coarse types.

use std::cell::RefCell;
use std::ops::Range;

use super::super::draft::Draft;
use super::super::token::Tokens;
use super::around::Around;
use super::document::Document;
use super::label::{Coarse, names};
use super::lexeme::{Lexemes, Look};
use super::memo::Memo;
use super::model::{SCALE, Scores, Transitions, Weights};
use super::scorer::Scorer;
use super::sums::Sums;
use super::unit::{MARK, Paragraph, Unit};
use super::viterbi::{Lattice, readings};
use super::{Model, Parts, gate};

/// A name that the tagger found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Tagged {
    /// Its first token.
    pub(in super::super) first: usize,
    /// One past its last token.
    pub(in super::super) end: usize,
    pub(in super::super) coarse: Coarse,
}

/// How a span may be read, and by how much one reading is better than the next, in natural logarithms of odds.
pub(in super::super) type Reading = (Option<Coarse>, f32);

/// Memory of one thread: words met, and what is used again from article to article.
#[derive(Debug, Default)]
struct Memory {
    /// The model whose numbers are kept.
    of: u64,
    words: Lexemes,
    sums: Sums,
    memo: Memo,
    document: Document,
    lattice: Lattice,
    scores: Vec<Scores>,
}

thread_local! {
    static LENT: RefCell<Memory> = RefCell::default();
}

/// An article cut for the tagger.
#[derive(Debug)]
struct Cut {
    paragraphs: Vec<Paragraph>,
    /// Paragraph, sentence and units of each segment; units count from the start of the sentence.
    segments: Vec<Segment>,
}

#[derive(Clone, Debug)]
struct Segment {
    paragraph: usize,
    sentence: Range<usize>,
    /// Within the sentence.
    units: Range<usize>,
    /// Where its scores begin.
    scores: usize,
}

/// Finds the names of each paragraph, in order.
pub(in super::super) fn tag(
    model: &Model,
    tokens: &[Tokens<'_>],
    ends: &[Vec<u32>],
    drafts: &[Draft],
) -> Vec<Vec<Tagged>> {
    let mut memory = LENT.take();
    let found = model.parts().map(|parts| memory.tag(&parts, tokens, ends, drafts)).unwrap_or_default();
    LENT.set(memory);
    found
}

/// Gives the readings of each span of tokens, the best first; none for a span that lies in no one segment.
pub(in super::super) fn explain(
    model: &Model,
    tokens: &[Tokens<'_>],
    ends: &[Vec<u32>],
    drafts: &[Draft],
    paragraph: usize,
    spans: &[Range<usize>],
) -> Vec<Vec<Reading>> {
    let mut memory = LENT.take();
    let Ok(parts) = model.parts() else { return vec![Vec::new(); spans.len()] };
    let cut = memory.read_twice(&parts, tokens, ends, drafts);
    let explained = spans.iter().map(|span| memory.weighed(&cut, &parts, paragraph, span)).collect();
    LENT.set(memory);
    explained
}

impl Cut {
    fn sentence(&self, segment: &Segment) -> Option<&[Unit]> {
        self.paragraphs.get(segment.paragraph)?.units.get(segment.sentence.clone())
    }

    fn titled(&self, segment: &Segment) -> bool {
        self.paragraphs.get(segment.paragraph).is_some_and(|paragraph| paragraph.titled)
    }

    fn units(&self, segment: &Segment) -> Option<&[Unit]> {
        self.sentence(segment)?.get(segment.units.clone())
    }
}

impl Memory {
    /// Gives the readings of one span of what was read, the best first.
    fn weighed(&self, cut: &Cut, parts: &Parts<'_>, paragraph: usize, span: &Range<usize>) -> Vec<Reading> {
        let found = cut.segments.iter().filter(|segment| segment.paragraph == paragraph).find_map(|segment| {
            let units = cut.units(segment)?;
            let first = units.iter().position(|unit| unit.token as usize == span.start)?;
            let last = units.iter().rposition(|unit| unit.token as usize + 1 == span.end)?;
            let scores = self.scores.get(segment.scores..segment.scores + units.len())?;
            let mut found = readings(scores, &parts.transitions, first, last + 1);
            found.sort_by_key(|(_, score)| -score);
            let worst = found.last().map_or(0, |(_, score)| *score);
            Some(found.into_iter().map(|(coarse, score)| (coarse, (score - worst) as f32 / SCALE)).collect())
        });
        found.unwrap_or_default()
    }

    fn tag(
        &mut self,
        parts: &Parts<'_>,
        tokens: &[Tokens<'_>],
        ends: &[Vec<u32>],
        drafts: &[Draft],
    ) -> Vec<Vec<Tagged>> {
        let cut = self.read_twice(parts, tokens, ends, drafts);
        let mut found = vec![Vec::new(); tokens.len()];
        let mut labels = Vec::new();
        for segment in &cut.segments {
            let Some(units) = cut.units(segment) else { continue };
            self.label(units, segment, &parts.transitions, &mut labels);
            let Some(list) = found.get_mut(segment.paragraph) else { continue };
            list.extend(names(&labels).into_iter().filter_map(|(first, end, coarse)| {
                let mut tokens = units.get(first..end)?.iter().map(|unit| unit.token).filter(|token| *token != MARK);
                let first = tokens.next()?;
                let end = tokens.next_back().unwrap_or(first) + 1;
                Some(Tagged { first: first as usize, end: end as usize, coarse })
            }));
        }
        found
    }

    /// Scores every segment, the second time with the votes of the first.
    fn read_twice(&mut self, parts: &Parts<'_>, tokens: &[Tokens<'_>], ends: &[Vec<u32>], drafts: &[Draft]) -> Cut {
        if self.of != parts.weights.identity() || self.words.is_full() || self.sums.is_full() {
            *self = Self { of: parts.weights.identity(), memo: Memo::new(), ..Self::default() };
        }
        let cut = cut(parts, tokens, ends, drafts, &mut self.words);
        self.document.read(&cut.paragraphs, &self.words);
        self.score(&parts.weights, &cut);
        let mut labels = Vec::new();
        for segment in &cut.segments {
            let Some(units) = cut.units(segment) else { continue };
            self.label(units, segment, &parts.transitions, &mut labels);
            count(units, &labels, &mut self.document);
        }
        self.document.vote();
        self.add_votes(&parts.weights, &cut);
        cut
    }

    fn score(&mut self, weights: &Weights<'_>, cut: &Cut) {
        let Self { words, sums, memo, document, scores, .. } = self;
        let mut scorer = Scorer::new(weights, document, sums, memo);
        scores.clear();
        for segment in &cut.segments {
            let Some(sentence) = cut.sentence(segment) else { continue };
            let titled = cut.titled(segment);
            let around = segment.units.clone().map(|at| Around::new(sentence, at, words, titled));
            scores.extend(around.map(|around| around.map_or(Scores::ZERO, |around| scorer.unit(&around))));
        }
    }

    fn add_votes(&mut self, weights: &Weights<'_>, cut: &Cut) {
        let Self { words, sums, memo, document, scores, .. } = self;
        let mut scorer = Scorer::new(weights, document, sums, memo);
        for segment in &cut.segments {
            let Some(sentence) = cut.sentence(segment) else { continue };
            let titled = cut.titled(segment);
            let own = scores.get_mut(segment.scores..).unwrap_or_default();
            for (at, sum) in segment.units.clone().zip(own) {
                if let Some(around) = Around::near(sentence, at, words, titled) {
                    scorer.add_votes(&around, sum);
                }
            }
        }
    }

    fn label(&mut self, units: &[Unit], segment: &Segment, transitions: &Transitions, labels: &mut Vec<u8>) {
        let scores = self.scores.get(segment.scores..segment.scores + units.len()).unwrap_or_default();
        self.lattice.best(scores, transitions, labels);
    }
}

fn cut(parts: &Parts<'_>, tokens: &[Tokens<'_>], ends: &[Vec<u32>], drafts: &[Draft], words: &mut Lexemes) -> Cut {
    let mut drafts = drafts;
    let mut paragraphs = Vec::with_capacity(tokens.len());
    let mut segments = Vec::new();
    let mut found = Vec::new();
    let mut scored = 0;
    for (number, (tokens, ends)) in tokens.iter().zip(ends).enumerate() {
        let own = drafts.iter().take_while(|draft| draft.paragraph == number).count();
        let (mine, others) = drafts.split_at_checked(own).unwrap_or_default();
        drafts = others;
        let paragraph = Paragraph::new(tokens, ends, mine, &parts.table, words);
        for sentence in &paragraph.sentences {
            found.clear();
            gate::segments(&paragraph.units, sentence.clone(), words, &mut found);
            for range in &found {
                let units = range.start - sentence.start..range.end - sentence.start;
                let length = units.len();
                segments.push(Segment { paragraph: number, sentence: sentence.clone(), units, scores: scored });
                scored += length;
            }
        }
        paragraphs.push(paragraph);
    }
    Cut { paragraphs, segments }
}

/// Counts each capitalised word under the type of the name that it is part of.
pub(super) fn count(units: &[Unit], labels: &[u8], document: &mut Document) {
    for (unit, label) in units.iter().zip(labels) {
        if unit.look.any(Look::CAPITAL) {
            let coarse = usize::from(*label).checked_sub(1).and_then(|inner| Coarse::ALL.get(inner / 4));
            document.count(unit.family, coarse.copied());
        }
    }
}
