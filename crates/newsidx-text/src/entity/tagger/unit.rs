//! What is labelled: words and the marks between them. In: the tokens of a paragraph. Out: units, cut into sentences.

use std::ops::Range;

use super::super::class::Class;
use super::super::draft::{Draft, Reading};
use super::super::token::{Token, Tokens};
use super::facts::Table;
use super::lexeme::{Lexemes, Look, Placed};

/// No token: the unit is a mark.
pub(super) const MARK: u32 = u32::MAX;

/// A word, a part of one, or a mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its place in the list of words.
    pub(super) lexeme: u32,
    pub(super) family: u32,
    pub(super) look: Look,
    /// The token it is, or [`MARK`].
    pub(super) token: u32,
    /// Its capital proves nothing: it begins a sentence or a quotation.
    pub(super) opens: bool,
    /// What the lists say of the longest listed name around it, and where in that name it stands; 0 for nothing.
    pub(super) listed: u8,
    /// The same of what the rules read there.
    pub(super) ruled: u8,
}

impl Unit {
    pub(super) fn new(placed: Placed, token: u32, opens: bool) -> Self {
        let Placed { lexeme, family, look } = placed;
        Self { lexeme, family, look, token, opens, listed: 0, ruled: 0 }
    }
}

/// The units of one paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) units: Vec<Unit>,
    pub(super) sentences: Vec<Range<usize>>,
    /// Most of its words are capitalised.
    pub(super) titled: bool,
}

impl Paragraph {
    /// Cuts a paragraph.
    pub(super) fn new(
        tokens: &Tokens<'_>,
        ends: &[u32],
        drafts: &[Draft],
        table: &Table<'_>,
        words: &mut Lexemes,
    ) -> Self {
        let mut paragraph = Self { titled: tokens.titled, ..Self::default() };
        words.follow(tokens.vocabulary);
        paragraph.units.reserve(tokens.len() + tokens.len() / 4);
        let mut ends = ends.iter().map(|end| *end as usize).peekable();
        let (mut done, mut start) = (0, 0);
        for (number, token) in tokens.iter().enumerate() {
            paragraph.push_marks(tokens.text.get(done..token.start).unwrap_or_default(), table, words);
            let mut cut = false;
            while ends.next_if(|end| *end <= token.start).is_some() {
                cut = true;
            }
            if cut && token.opens && paragraph.units.len() > start {
                paragraph.sentences.push(start..paragraph.units.len());
                start = paragraph.units.len();
            }
            paragraph.push_word(token, number as u32, table, words);
            done = token.end;
        }
        paragraph.push_marks(tokens.text.get(done..).unwrap_or_default(), table, words);
        paragraph.sentences.push(start..paragraph.units.len());
        paragraph.hint(tokens, drafts);
        paragraph
    }

    fn push_word(&mut self, token: &Token<'_>, number: u32, table: &Table<'_>, words: &mut Lexemes) {
        let placed = words.place_token(token, table);
        self.units.push(Unit::new(placed, number, token.opens));
    }

    /// Adds what stands between words: an `'s`, and up to four marks.
    fn push_marks(&mut self, between: &str, table: &Table<'_>, words: &mut Lexemes) {
        if between == " " {
            return;
        }
        let (possessive, rest) = match between.strip_prefix("'s").or_else(|| between.strip_prefix("’s")) {
            Some(rest) => (true, rest),
            None => (false, between),
        };
        let mut add = |mark: &str| {
            let placed = words.place(mark, mark, Class::NONE, table);
            self.units.push(Unit::new(placed, MARK, false));
        };
        if possessive {
            add("'s");
        }
        for character in rest.chars().filter(|character| !character.is_whitespace()).take(4) {
            let plain = match character {
                '’' | '‘' | '`' => '\'',
                '“' | '”' | '„' | '«' | '»' => '"',
                '–' | '‐' | '‑' => '-',
                other => other,
            };
            add(plain.encode_utf8(&mut [0; 4]));
        }
    }

    /// Writes what lists and rules say onto the units.
    fn hint(&mut self, tokens: &Tokens<'_>, drafts: &[Draft]) {
        let mut at = vec![0; tokens.len()];
        for (place, unit) in self.units.iter().enumerate() {
            if let Some(at) = at.get_mut(unit.token as usize) {
                *at = place;
            }
        }
        let mut first = 0;
        while first < tokens.len() {
            let Some(known) = tokens.known(first) else {
                first += 1;
                continue;
            };
            let code = 1 + known.kind as u8 + 11 * u8::from(known.weak);
            for (place, index) in (first..known.end).enumerate() {
                if let Some(unit) = at.get(index).and_then(|at| self.units.get_mut(*at)) {
                    unit.listed = code << 2 | position(place, known.end - first);
                }
            }
            first = known.end;
        }
        for draft in drafts {
            let code = code_of(draft);
            for (place, index) in (draft.first..draft.end).enumerate() {
                if let Some(unit) = at.get(index).and_then(|at| self.units.get_mut(*at)) {
                    unit.ruled = code << 2 | position(place, draft.end - draft.first);
                }
            }
        }
    }
}

fn position(place: usize, length: usize) -> u8 {
    match (place, place + 1 == length) {
        (0, true) => 3,
        (0, false) => 0,
        (_, true) => 2,
        (_, false) => 1,
    }
}

/// Gives a number from 1 to 60 for the reading of a draft.
fn code_of(draft: &Draft) -> u8 {
    match &draft.reading {
        Reading::Known(known) => 1 + known.kind as u8 + 11 * u8::from(known.weak),
        Reading::Headed(kind, _) => 23 + *kind as u8,
        Reading::FullName => 34 + u8::from(draft.titled) + 2 * u8::from(draft.role.is_some()),
        Reading::Open | Reading::Tagged(_) => 38 + u8::from(draft.titled) + 2 * u8::from(draft.role.is_some()),
    }
}
