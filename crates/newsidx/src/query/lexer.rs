//! Tokens of a query. In: the text. Out: spans with a kind, operators and field names told from words.
//! Must not know what fields hold, nor the order of operators.

use newsidx_text::Span;

use super::ast::Form;
use super::characters::{Character, characters, is_gershayim, is_quote, is_space, unescape};
use super::error::QueryError;
use super::fields::{self, Name};
use super::notes::{NoteKind, Notes, shown};
use super::quantities::SIGNS;
use super::quotes::quoted;
use super::{MAX_DEPTH, MAX_PIECES};

/// A piece of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// What a piece is. Groups, phrases and ranges carry their `~` and `^` at the end of the span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    /// The brace of `article:{`, and the one that ends it.
    OpenBrace,
    CloseBrace,
    And,
    Or,
    Not,
    Minus,
    Plus,
    /// A name; the next token is its value.
    Field,
    Word,
    /// A quotation without its marks.
    Phrase {
        form: Form,
        inner: Span,
    },
    /// What stands between the brackets of a range.
    Range {
        inner: Span,
    },
    /// `>=value` and its like.
    Compare,
    /// A parenthesis about to be taken out.
    Nothing,
}

/// Cuts the query into tokens.
pub(super) fn tokens(text: &str, notes: &mut Notes) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer { text, at: 0, braces: 0, tokens: Vec::new(), notes };
    while lexer.step()? {
        if lexer.tokens.len() > MAX_PIECES {
            let message = format!("more than {MAX_PIECES} words, signs and parentheses");
            return Err(QueryError::new(message, lexer.at).hint_at("split the query"));
        }
    }
    Ok(lexer.tokens)
}

/// Stands after a place and asks for what lies in it too.
pub(super) const ROLL_UP: &str = "/*";

struct Lexer<'a, 'n> {
    text: &'a str,
    at: usize,
    /// How many groups of `article:{` are open: only there does a closing brace end a word.
    braces: usize,
    tokens: Vec<Token>,
    notes: &'n mut Notes,
}

impl Lexer<'_, '_> {
    fn step(&mut self) -> Result<bool, QueryError> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(is_space).len();
        let Some(first) = self.rest().chars().next() else { return Ok(false) };
        match first {
            '(' => self.open_run(),
            ')' => self.close(Kind::Close),
            '}' if self.braces > 0 => self.close(Kind::CloseBrace),
            '-' | '+' => self.sign(first)?,
            _ if self.opens_phrase() => self.phrase()?,
            _ => self.word_or_field()?,
        }
        Ok(true)
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Adds a token that ends at byte `end`, where reading goes on.
    fn push(&mut self, kind: Kind, end: usize) {
        self.tokens.push(Token { kind, span: Span::new(self.at, end) });
        self.at = end;
    }

    fn open(&mut self, kind: Kind) {
        self.braces += usize::from(kind == Kind::OpenBrace);
        self.push(kind, self.at + 1);
    }

    /// Opens as many groups as can be too deep, and passes over a longer run: its end says nothing new.
    fn open_run(&mut self) {
        let end = self.text.len() - self.rest().trim_start_matches('(').len();
        for _ in 0..=MAX_DEPTH.min(end - self.at - 1) {
            self.open(Kind::Open);
        }
        self.at = end;
    }

    fn close(&mut self, kind: Kind) {
        self.braces -= usize::from(kind == Kind::CloseBrace);
        self.push(kind, self.after_modifiers(self.at + 1));
    }

    /// Gives the end of the `~` and `^` that stand at byte `from`.
    fn after_modifiers(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        if !rest.starts_with(['~', '^']) {
            return from;
        }
        let modifier = |c: char| matches!(c, '~' | '^' | '.') || c.is_ascii_digit();
        from + rest.find(|c| !modifier(c)).unwrap_or(rest.len())
    }

    /// Reads `-` and `+`, which work on what follows without a space.
    fn sign(&mut self, sign: char) -> Result<(), QueryError> {
        let next = self.rest().chars().nth(1);
        if next == Some(sign) {
            return self.word_or_field();
        }
        if next.is_some_and(|c| !is_space(c) && c != ')') {
            self.push(if sign == '-' { Kind::Minus } else { Kind::Plus }, self.at + 1);
            return Ok(());
        }
        let span = Span::new(self.at, self.at + 1);
        self.at += 1;
        self.notes.add(NoteKind::DanglingOperator, span, || format!("`{sign}` stands alone"), "ignored")
    }

    fn opens_phrase(&self) -> bool {
        let rest = self.rest();
        rest.strip_prefix('=').unwrap_or(rest).starts_with(is_quote)
    }

    fn phrase(&mut self) -> Result<(), QueryError> {
        let form = if self.rest().starts_with('=') { Form::Exact } else { Form::Inflected };
        let mark = self.at + usize::from(form == Form::Exact);
        let quoted = quoted(self.text, mark);
        let inner = Span::new(quoted.start, quoted.end);
        if quoted.closed {
            let after = quoted.after + self.roll_up_at(quoted.after).len() + self.comparison_at(quoted.after);
            self.push(Kind::Phrase { form, inner }, self.after_modifiers(after));
            return Ok(());
        }
        self.push(Kind::Phrase { form, inner }, quoted.after);
        self.unclosed(Span::new(mark, quoted.start))
    }

    /// Gives the field whose value comes next, empty where none does.
    fn field_before(&self) -> &str {
        let field = self.tokens.last().filter(|token| matches!(token.kind, Kind::Field));
        let name = field.and_then(|token| self.text.get(token.span.start as usize..token.span.end as usize));
        name.unwrap_or_default().trim_end_matches(':')
    }

    /// Gives how many bytes the comparison takes that stands at byte `from` after a quoted thing.
    fn comparison_at(&self, from: usize) -> usize {
        let of_quantity = matches!(fields::resolve(self.field_before()), Name::Quantity);
        let follows = self.text.get(from..).is_some_and(|rest| rest.starts_with(SIGNS));
        // What follows a quoted thing is one word, its `^` too.
        if of_quantity && follows { self.word_at(from).len() } else { 0 }
    }

    /// Gives the `/*` that asks for what lies in a quoted place, where it stands at byte `from`.
    fn roll_up_at(&self, from: usize) -> &'static str {
        let of_place = self.field_before().eq_ignore_ascii_case("place");
        let follows = self.text.get(from..).is_some_and(|rest| rest.starts_with(ROLL_UP));
        if of_place && follows { ROLL_UP } else { "" }
    }

    fn unclosed(&mut self, mark: Span) -> Result<(), QueryError> {
        self.notes.add(NoteKind::UnclosedQuote, mark, || "the quotation is not closed".into(), "read to the end")
    }

    fn word_or_field(&mut self) -> Result<(), QueryError> {
        let Some(end) = self.name_end() else {
            self.word(true);
            return Ok(());
        };
        let name = self.text.get(self.at..end).unwrap_or_default();
        let value = self.text.get(end + 1..).unwrap_or_default();
        if self.ends_value(value.chars().next()) {
            return self.field_without_value(end);
        }
        let known = !matches!(fields::resolve(&unescape(name)), Name::Unknown);
        if value.starts_with("//") || !(known || has_one_colon(self.word_at(end + 1))) {
            self.word(true);
            return Ok(());
        }
        let article = name.eq_ignore_ascii_case("article");
        self.push(Kind::Field, end);
        self.at = end + 1;
        self.value(article)
    }

    /// Gives the end of a field name that starts here: letters, or `meta.` with a key, before a colon.
    ///
    /// Looks no further than the colon: a word of ten thousand names must not be read ten thousand times.
    fn name_end(&self) -> Option<usize> {
        let rest = self.rest();
        if fields::strip_meta(rest).is_some() {
            let end = characters(rest).find(|character| character.is(':') || self.ends_word(*character))?;
            return end.is(':').then_some(self.at + end.at);
        }
        let letters = rest.find(|c: char| !c.is_alphabetic())?;
        let tilde = rest.get(letters..).is_some_and(|after| after.starts_with("~:"));
        let (name, after) = rest.split_at_checked(letters + usize::from(tilde))?;
        let long = name.chars().nth(2).is_some() || !matches!(fields::resolve(name), Name::Unknown);
        (long && after.starts_with(':')).then_some(self.at + name.len())
    }

    fn field_without_value(&mut self, end: usize) -> Result<(), QueryError> {
        let span = Span::new(self.at, end + 1);
        self.push(Kind::Word, end);
        self.at = end + 1;
        let text = self.text;
        let fault = || format!("{} has nothing after it", shown(span.of(text)));
        self.notes.add(NoteKind::FieldWithoutValue, span, fault, "read as a word")
    }

    /// Reads what follows `name:` without a space.
    fn value(&mut self, article: bool) -> Result<(), QueryError> {
        match self.rest().chars().next() {
            Some('(') => self.open(Kind::Open),
            Some('{') if article => self.open(Kind::OpenBrace),
            Some('[' | '{') => return self.range(),
            Some('<' | '>') => return self.compare(),
            _ if self.opens_phrase() => return self.phrase(),
            // A name after a name is read by the next step: a chain of them must not pile up calls.
            _ if article && self.name_end().is_some() => {}
            _ => self.word(false),
        }
        Ok(())
    }

    fn range(&mut self) -> Result<(), QueryError> {
        let start = self.at + 1;
        let mut at = start;
        loop {
            let rest = self.text.get(at..).unwrap_or_default();
            let Some(found) = characters(rest).find(|c| !c.escaped && (is_quote(c.value) || "]}".contains(c.value)))
            else {
                return Err(QueryError::new("the range is not closed", self.at)
                    .hint_at("write it as `[1 TO 5]`, `{1 TO 5}` or `>=1`, or put the value in quotation marks"));
            };
            at += found.at;
            if !is_quote(found.value) {
                self.push(Kind::Range { inner: Span::new(start, at) }, self.after_modifiers(at + 1));
                return Ok(());
            }
            at = quoted(self.text, at).after;
        }
    }

    fn compare(&mut self) -> Result<(), QueryError> {
        let sign = self.rest().len() - self.rest().trim_start_matches(['<', '>', '=']).len();
        let value = self.at + sign;
        if self.text.get(value..).unwrap_or_default().starts_with(is_quote) {
            let quoted = quoted(self.text, value);
            self.push(Kind::Compare, self.after_modifiers(quoted.after));
            return if quoted.closed { Ok(()) } else { self.unclosed(Span::new(value, quoted.start)) };
        }
        self.push(Kind::Compare, value + self.word_at(value).len());
        Ok(())
    }

    /// Reads up to the end of a word; where operators may stand, tells them from words.
    fn word(&mut self, operators: bool) {
        let word = self.word_at(self.at);
        let kind = match word {
            "AND" if operators => Kind::And,
            "OR" if operators => Kind::Or,
            "NOT" if operators => Kind::Not,
            _ => Kind::Word,
        };
        let end = self.at + word.len();
        self.push(kind, end);
    }

    /// Gives the raw word that starts at byte `from`.
    fn word_at(&self, from: usize) -> &str {
        let rest = self.text.get(from..).unwrap_or_default();
        let mut before = None;
        for character in characters(rest) {
            let after = || rest.get(character.at + 1..).and_then(|rest| rest.chars().next());
            if self.ends_word(character) && !is_gershayim(before, character.value, after()) {
                return rest.get(..character.at).unwrap_or_default();
            }
            before = Some(character.value);
        }
        rest
    }

    fn ends_word(&self, character: Character) -> bool {
        let value = character.value;
        let mark = is_space(value) || is_quote(value) || matches!(value, '(' | ')');
        !character.escaped && (mark || (value == '}' && self.braces > 0))
    }

    fn ends_value(&self, next: Option<char>) -> bool {
        next.is_none_or(|value| is_space(value) || value == ')' || (value == '}' && self.braces > 0))
    }
}

/// Tells whether a value holds no colon of its own.
fn has_one_colon(value: &str) -> bool {
    !characters(value).any(|character| character.is(':'))
}
