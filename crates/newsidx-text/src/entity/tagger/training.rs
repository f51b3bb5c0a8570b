//! What a trainer needs: the very segments and features that the tagger sees. In: an article, with or without gold.
//! Out: numbers of features and labels, segment by segment.

use super::super::class::Vocabulary;
use super::super::draft::{Draft, drafts};
use super::super::grammar::Grammar;
use super::super::token::Tokens;
use super::Model;
use super::around::Around;
use super::document::Document;
use super::facts::Table;
use super::features::{self, Group};
use super::format::Broken;
use super::gate;
use super::label::{Coarse, label, places};
use super::lexeme::{Lexemes, even_digits};
use super::read::count;
use super::unit::{MARK, Paragraph};
use crate::word::Word;
use crate::{sentence, word};

pub use super::label::may_follow;

/// A name in a text: first byte, one past the last, type.
pub type Gold = (usize, usize, Coarse);

/// Reads articles for training. The facts of words must be those that the model will be used with.
#[derive(Debug)]
pub struct Reader<'a> {
    table: Table<'a>,
    words: Lexemes,
}

/// An article read.
#[derive(Debug)]
pub struct Reading {
    paragraphs: Vec<Paragraph>,
    document: Document,
    /// The segments, in order.
    pub segments: Vec<Segment>,
    /// How many gold names no segment holds: they cannot be learnt.
    pub lost: usize,
}

/// A row of units that are labelled together.
#[derive(Clone, Debug)]
pub struct Segment {
    paragraph: usize,
    sentence: std::ops::Range<usize>,
    units: std::ops::Range<usize>,
    /// The gold label of each unit.
    pub labels: Vec<u8>,
}

impl<'a> Reader<'a> {
    /// Takes the bytes of a table of facts.
    ///
    /// # Errors
    /// Says why the bytes are no such table.
    pub fn new(facts: &'a [u8]) -> Result<Self, Broken> {
        Ok(Self { table: Table::new(facts)?, words: Lexemes::default() })
    }

    /// Reads an article of paragraphs with their gold names.
    pub fn read(&mut self, texts: &[(&str, &[Gold])]) -> Reading {
        let mut vocabulary = Vocabulary::default();
        let mut reading =
            Reading { paragraphs: Vec::new(), document: Document::default(), segments: Vec::new(), lost: 0 };
        for (number, (text, gold)) in texts.iter().enumerate() {
            let cut: Vec<Word> = word::words(text).collect();
            let ends = sentence::ends(text);
            let tokens = Tokens::new(text, &cut, &ends, &mut vocabulary);
            let drafts: Vec<Draft> = drafts(&tokens, number, Grammar::English);
            let paragraph = Paragraph::new(&tokens, &ends, &drafts, &self.table, &mut self.words);
            reading.lost += self.segment(&paragraph, number, &tokens, gold, &mut reading.segments);
            reading.paragraphs.push(paragraph);
        }
        reading.document.read(&reading.paragraphs, &self.words);
        reading
    }

    /// Adds the segments of a paragraph; gives how many gold names none of them holds.
    fn segment(
        &self,
        paragraph: &Paragraph,
        number: usize,
        tokens: &Tokens<'_>,
        gold: &[Gold],
        segments: &mut Vec<Segment>,
    ) -> usize {
        let names = names_of(paragraph, tokens, gold);
        let mut kept = 0;
        for sentence in &paragraph.sentences {
            let mut found = Vec::new();
            gate::segments(&paragraph.units, sentence.clone(), &self.words, &mut found);
            for range in found {
                let mut labels = vec![0; range.len()];
                for (first, end, coarse) in names.iter().filter(|name| range.start <= name.0 && name.1 <= range.end) {
                    kept += 1;
                    let row = labels.iter_mut().skip(first - range.start);
                    row.zip(places(end - first)).for_each(|(to, place)| *to = label(*coarse, place));
                }
                let units = range.start - sentence.start..range.end - sentence.start;
                segments.push(Segment { paragraph: number, sentence: sentence.clone(), units, labels });
            }
        }
        gold.len() - kept
    }

    /// Gives the features of the first reading of each unit of a segment.
    pub fn features(&self, reading: &Reading, segment: &Segment, mut each: impl FnMut(usize, u64)) {
        self.around(reading, segment, |at, around| {
            features::all(around, &reading.document, |feature| each(at, feature));
        });
    }

    /// Gives the features that the second reading adds.
    pub fn votes(&self, reading: &Reading, segment: &Segment, mut each: impl FnMut(usize, u64)) {
        self.around(reading, segment, |at, around| {
            Group::Votes.features(around, &reading.document, |feature| each(at, feature));
        });
    }

    fn around(&self, reading: &Reading, segment: &Segment, mut each: impl FnMut(usize, &Around<'_>)) {
        let Some(paragraph) = reading.paragraphs.get(segment.paragraph) else { return };
        let Some(sentence) = paragraph.units.get(segment.sentence.clone()) else { return };
        for (place, at) in segment.units.clone().enumerate() {
            if let Some(around) = Around::new(sentence, at, &self.words, paragraph.titled) {
                each(place, &around);
            }
        }
    }

    /// Takes the labels of a first reading, one row a segment, as the votes of the article.
    pub fn set_votes(&self, reading: &mut Reading, labels: &[Vec<u8>]) {
        for (segment, labels) in reading.segments.iter().zip(labels) {
            let units = reading
                .paragraphs
                .get(segment.paragraph)
                .and_then(|paragraph| paragraph.units.get(segment.sentence.clone())?.get(segment.units.clone()));
            count(units.unwrap_or_default(), labels, &mut reading.document);
        }
        reading.document.vote();
    }
}

/// Finds names as the tagger does, before the rules decide: the names of each paragraph of an article.
pub fn tag(model: &Model, texts: &[&str]) -> Vec<Vec<Gold>> {
    let ends: Vec<Vec<u32>> = texts.iter().map(|text| sentence::ends(text)).collect();
    let mut vocabulary = Vocabulary::default();
    let paragraphs: Vec<Tokens<'_>> = texts
        .iter()
        .zip(&ends)
        .map(|(text, ends)| Tokens::new(text, &word::words(text).collect::<Vec<Word>>(), ends, &mut vocabulary))
        .collect();
    let drafts: Vec<Draft> =
        paragraphs.iter().enumerate().flat_map(|(number, tokens)| drafts(tokens, number, Grammar::English)).collect();
    let found = super::tag(model, &paragraphs, &ends, &drafts);
    let bytes = |(tokens, found): (&Tokens<'_>, Vec<super::Tagged>)| {
        let bytes =
            |name: super::Tagged| Some((tokens.get(name.first)?.start, tokens.before(name.end)?.end, name.coarse));
        found.into_iter().filter_map(bytes).collect()
    };
    paragraphs.iter().zip(found).map(bytes).collect()
}

/// Gives first unit, one past the last, and type of the gold names whose ends fall on units.
fn names_of(paragraph: &Paragraph, tokens: &Tokens<'_>, gold: &[Gold]) -> Vec<(usize, usize, Coarse)> {
    let word = |at: usize| {
        paragraph.units.get(at).filter(|unit| unit.token != MARK).and_then(|unit| tokens.get(unit.token as usize))
    };
    let count = paragraph.units.len();
    gold.iter()
        .filter_map(|(start, end, coarse)| {
            let first = (0..count).find(|at| word(*at).is_some_and(|token| token.end > *start))?;
            let last = (0..count).rfind(|at| word(*at).is_some_and(|token| token.start < *end))?;
            (first <= last).then_some((first, last + 1, *coarse))
        })
        .collect()
}

/// A word of running text, or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Folded, digits made equal: the word under which the table of facts files it.
    pub key: String,
    /// It holds a capital letter.
    pub capital: bool,
    /// Its capital proves nothing.
    pub opens: bool,
}

/// Cuts running text as the tagger does; gives its sentences.
pub fn sentences(text: &str) -> Vec<Vec<Written>> {
    let cut: Vec<Word> = word::words(text).collect();
    let mut ends = sentence::ends(text).into_iter().peekable();
    let tokens = Tokens::new(text, &cut, &sentence::ends(text), &mut Vocabulary::default());
    let mut sentences = vec![Vec::new()];
    let mut done = 0;
    for token in tokens.iter() {
        let mut cut = false;
        while ends.next_if(|end| *end as usize <= token.start).is_some() {
            cut = true;
        }
        let between = text.get(done..token.start).unwrap_or_default();
        let marks = between.chars().filter(|character| !character.is_whitespace());
        let marks = marks.map(|mark| Written { key: mark.to_string(), capital: false, opens: false });
        let word = Written { key: even_digits(&token.key), capital: token.is_capital(), opens: token.opens };
        if cut && token.opens {
            sentences.push(Vec::new());
        }
        if let Some(sentence) = sentences.last_mut() {
            sentence.extend(marks.chain(std::iter::once(word)));
        }
        done = token.end;
    }
    sentences
}
