//! The grammar. In: tokens. Out: a query, repaired where it had to be. Must not know how words and fields are read.
//!
//! ```text
//! alternatives  sequence (OR sequence)*
//! sequence      operand (AND? operand)*
//! operand       (NOT | "-" | "+")* primary
//! primary       "(" alternatives ")" | name ":" primary | word | phrase | range
//! ```

use newsidx_text::Span;

use super::ast::{Field, Query};
use super::characters::unescape;
use super::error::QueryError;
use super::fields::{self, DateField, Name};
use super::lexer::{Kind, Token};
use super::modifiers::Modifiers;
use super::notes::{NoteKind, Notes, shown};
use super::options::MatchMode;
use super::sequence::{Operand, Sequence};
use super::{MAX_DEPTH, MAX_TERMS};

/// How many words a prefix, a wildcard or a fuzzy word counts as: each may stand for thousands.
const PATTERN_WEIGHT: usize = 16;

/// A part of the query, or nothing where all of it was dropped.
pub(super) type Part = Result<Option<Query>, QueryError>;

/// Where the words of a group are looked for.
#[derive(Clone, Debug)]
pub(super) enum Scope {
    Field(Field),
    Date(DateField),
    Quantity,
}

pub(super) struct Parser<'a, 'n> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    terms: usize,
    match_mode: MatchMode,
    pub(super) scope: Scope,
    pub(super) notes: &'n mut Notes,
}

impl<'a, 'n> Parser<'a, 'n> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token], match_mode: MatchMode, notes: &'n mut Notes) -> Self {
        let scope = Scope::Field(Field::Anywhere);
        Self { text, tokens, at: 0, depth: 0, terms: 0, match_mode, scope, notes }
    }

    /// Reads parts between which `OR` stands.
    pub(super) fn alternatives(&mut self) -> Part {
        let mut parts = Vec::new();
        let mut waiting = None;
        loop {
            if let Some(part) = self.sequence()? {
                parts.push(part);
                waiting = None;
            }
            let Some(operator) = self.take(|kind| kind == Kind::Or) else { break };
            if let Some(unused) = waiting.replace(operator.span) {
                self.dangling(unused)?;
            }
            if let (true, Some(leading)) = (parts.is_empty(), waiting) {
                self.dangling(leading)?;
                waiting = None;
            }
        }
        if let Some(trailing) = waiting {
            self.dangling(trailing)?;
        }
        Ok(if parts.len() > 1 { Some(Query::Or(parts)) } else { parts.pop() })
    }

    /// Reads parts side by side, or with `AND` between them.
    fn sequence(&mut self) -> Part {
        let mut sequence = Sequence::default();
        let mut joined = None;
        while let Some(token) = self.peek().filter(|token| !ends_sequence(token.kind)) {
            if token.kind != Kind::And {
                if let Some(operand) = self.operand()? {
                    sequence.push(operand, joined.take().is_some());
                }
                continue;
            }
            self.at += 1;
            if sequence.is_empty() || joined.is_some() {
                self.dangling(token.span)?;
            } else {
                joined = Some(token.span);
            }
        }
        if let Some(trailing) = joined {
            self.dangling(trailing)?;
        }
        Ok(sequence.query(self.match_mode))
    }

    /// Reads one part with the signs before it.
    fn operand(&mut self) -> Result<Option<Operand>, QueryError> {
        let (mut negated, mut required, mut sign) = (false, false, None);
        while let Some(token) = self.take(is_sign) {
            negated ^= token.kind != Kind::Plus;
            required |= token.kind == Kind::Plus;
            sign = Some(token.span);
        }
        let ends = self.peek().is_none_or(|token| token.kind == Kind::And || ends_sequence(token.kind));
        if let Some(sign) = sign.filter(|_| ends) {
            self.dangling(sign)?;
            return Ok(None);
        }
        let part = self.primary()?;
        Ok(part.map(|query| Operand { query: if negated { query.not() } else { query }, required }))
    }

    fn primary(&mut self) -> Part {
        let Some(token) = self.take(|_| true) else { return Ok(None) };
        match token.kind {
            Kind::Open | Kind::OpenBrace => self.group(token),
            Kind::Field => self.field(token),
            Kind::Word => self.counted(token, |parser| parser.word(token.span)),
            Kind::Phrase { form, inner } => self.counted(token, |parser| parser.phrase(token.span, inner, form)),
            Kind::Range { inner } => self.counted(token, |parser| parser.range(token.span, inner)),
            Kind::Compare => self.counted(token, |parser| parser.compare(token.span)),
            _ => Ok(None),
        }
    }

    fn counted(&mut self, token: Token, read: impl FnOnce(&mut Self) -> Part) -> Part {
        let part = read(self)?;
        self.terms += if part.is_some() { self.weight(token) } else { 0 };
        if self.terms > MAX_TERMS {
            return Err(QueryError::new(format!("more than {MAX_TERMS} words"), token.span.start as usize)
                .hint_at("split the query, or use a prefix or a wildcard"));
        }
        Ok(part)
    }

    /// Counts what a term costs to answer: each word of a phrase is a word, and a pattern is as dear as many.
    fn weight(&self, token: Token) -> usize {
        let text = token.span.of(self.text);
        let patterned = !matches!(token.kind, Kind::Phrase { .. }) && text.contains(['*', '?', '~']);
        // Figures and days are compared with each that the text names.
        let compares = matches!(self.scope, Scope::Quantity | Scope::Date(DateField::Event | DateField::EventOverlap));
        if compares {
            return PATTERN_WEIGHT;
        }
        if !patterned {
            return text.split_whitespace().count().max(1);
        }
        // What a pattern costs grows with its runs: each may end anywhere.
        PATTERN_WEIGHT * text.matches('*').count().max(1)
    }

    fn group(&mut self, open: Token) -> Part {
        let empty = self.peek().is_none_or(|token| closing(open.kind) == Some(token.kind));
        let part = self.deeper(open, Self::alternatives)?;
        let close = self.take(|kind| closing(open.kind) == Some(kind));
        let end = close.map_or(open.span.end, |close| close.span.end);
        if empty {
            let span = Span::new(open.span.start as usize, end as usize);
            self.notes.add(NoteKind::EmptyGroup, span, || "the parentheses hold nothing".into(), "ignored")?;
        }
        match close {
            Some(close) => self.group_modifiers(part, close.span),
            None => Ok(part),
        }
    }

    fn group_modifiers(&mut self, part: Option<Query>, close: Span) -> Part {
        let modifiers = Modifiers::of(self.raw(close).get(1..).unwrap_or_default());
        modifiers.refuse_edits(close, self.notes)?;
        modifiers.boosted(part, close, self.notes)
    }

    fn deeper(&mut self, open: Token, read: impl FnOnce(&mut Self) -> Part) -> Part {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(QueryError::new(format!("nested deeper than {MAX_DEPTH}"), open.span.start as usize)
                .hint_at("leave out parentheses that are not needed"));
        }
        let part = read(self);
        self.depth -= 1;
        part
    }

    fn field(&mut self, token: Token) -> Part {
        let name = unescape(self.raw(token.span));
        let position = token.span.start as usize;
        match fields::resolve(&name) {
            _ if self.value_is_empty() => self.field_without_value(token),
            Name::Field(field) => self.value(token, Scope::Field(field)),
            Name::Date(date) => self.value(token, Scope::Date(date)),
            Name::Quantity => self.value(token, Scope::Quantity),
            Name::Article => {
                let part = self.deeper(token, Self::primary)?;
                part.map(Query::in_article).map_or_else(|| Err(self.nothing_in(token)), |query| Ok(Some(query)))
            }
            Name::Reserved(plural) => Err(fields::reserved(plural, position)),
            Name::Unknown => Err(fields::unknown(&name, position)),
        }
    }

    /// Reads what stands after a field name, where words belong to the field.
    fn value(&mut self, token: Token, scope: Scope) -> Part {
        let outside = std::mem::replace(&mut self.scope, scope);
        let part = self.primary();
        self.scope = outside;
        match part? {
            Some(query) => Ok(Some(query)),
            None => Err(self.nothing_in(token)),
        }
    }

    /// Tells whether the value is `()`, or a parenthesis with which the query ends.
    fn value_is_empty(&self) -> bool {
        let after = self.tokens.get(self.at + 1).map(|token| token.kind);
        match self.peek().map(|token| token.kind) {
            Some(kind @ (Kind::Open | Kind::OpenBrace)) => after.is_none() || after == closing(kind),
            None => true,
            _ => false,
        }
    }

    fn field_without_value(&mut self, token: Token) -> Part {
        let open = self.take(|_| true);
        self.take(|kind| open.and_then(|open| closing(open.kind)) == Some(kind));
        let name = self.raw(token.span);
        let fault = || format!("{} has nothing after it", shown(&format!("{name}:")));
        self.notes.add(NoteKind::FieldWithoutValue, token.span, fault, "read as a word")?;
        self.counted(token, |parser| parser.word(token.span))
    }

    /// A filter is never dropped, so a field that asks for nothing is an error.
    fn nothing_in(&self, token: Token) -> QueryError {
        let name = self.raw(token.span);
        QueryError::new(format!("nothing to search in {}", shown(&format!("{name}:"))), token.span.start as usize)
            .hint_at("write a word with a letter or a digit after the colon, or `*` for any value")
    }

    fn dangling(&mut self, span: Span) -> Result<(), QueryError> {
        let text = self.text;
        let fault = || format!("{} has nothing to work on", shown(span.of(text)));
        self.notes.add(NoteKind::DanglingOperator, span, fault, "ignored")
    }

    pub(super) fn raw(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    pub(super) fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    /// Tells whether the word that was just taken is all that a pair of parentheses holds.
    pub(super) fn stands_alone_in_parentheses(&self) -> bool {
        let before = self.at.checked_sub(2).and_then(|at| self.tokens.get(at));
        before.is_some_and(|before| before.kind == Kind::Open)
            && self.peek().is_some_and(|next| next.kind == Kind::Close)
    }

    fn take(&mut self, wanted: impl Fn(Kind) -> bool) -> Option<Token> {
        let token = self.peek().filter(|token| wanted(token.kind))?;
        self.at += 1;
        Some(token)
    }
}

fn closing(open: Kind) -> Option<Kind> {
    match open {
        Kind::Open => Some(Kind::Close),
        Kind::OpenBrace => Some(Kind::CloseBrace),
        _ => None,
    }
}

fn ends_sequence(kind: Kind) -> bool {
    matches!(kind, Kind::Or | Kind::Close | Kind::CloseBrace)
}

fn is_sign(kind: Kind) -> bool {
    matches!(kind, Kind::Not | Kind::Minus | Kind::Plus)
}
