//! Words, phrases and ranges. In: the raw text of one term and the field around it. Out: a term, or the days it names.
//! Must not know operators or groups.

use newsidx_text::Span;

use super::ast::{Bound, End, EntityField, Field, Form, Matcher, Query};
use super::characters::{Character, before_question_mark, characters, is_distance, is_space, unescape};
use super::dates;
use super::error::QueryError;
use super::fields::DateField;
use super::lexer::{Kind, ROLL_UP};
use super::modifiers::Modifiers;
use super::normalise::{holds_words, is_running_text, is_searchable, phrase, wildcard};
use super::notes::{NoteKind, shown};
use super::parser::{Parser, Part, Scope};
use super::quantities;
use super::quotes::quotation;
use super::ranges;

impl<'a> Parser<'a, '_> {
    /// Reads a word with what stands before and after it.
    pub(super) fn word(&mut self, span: Span) -> Part {
        if let Scope::Quantity = self.scope {
            return self.quantity(None, self.raw(span), span);
        }
        let (body, modifiers) = Modifiers::split(self.without_question_mark(span)?);
        let part = match self.scope.clone() {
            Scope::Date(date) => {
                modifiers.refuse_edits(span, self.notes)?;
                Some(dates::condition(date, &unescape(body), span.start as usize)?)
            }
            Scope::Field(field) => self.word_in(field, body, &modifiers, span)?,
            Scope::Quantity => None,
        };
        modifiers.boosted(part, span, self.notes)
    }

    /// Reads a quantity, whose thing may have stood in quotation marks before the comparison.
    fn quantity(&mut self, quoted: Option<&str>, raw: &str, span: Span) -> Part {
        let (raw, factor) = raw.split_at_checked(raw.rfind('^').unwrap_or(raw.len())).unwrap_or((raw, ""));
        let position = span.start as usize;
        let part = match quoted {
            Some(thing) => quantities::of(thing, raw, position)?,
            None => quantities::condition(raw, position)?,
        };
        Modifiers::of(factor).boosted(Some(part), span, self.notes)
    }

    fn word_in(&mut self, field: Field, body: &str, modifiers: &Modifiers<'_>, span: Span) -> Part {
        let matcher = self.word_matcher(&field, body, modifiers, span)?;
        if !is_searchable(&field, &matcher) {
            return self.nothing_to_search(&field, span);
        }
        if holds_words(&field) && body.starts_with('-') && field != Field::Anywhere {
            return Err(QueryError::new(format!("`-` stands after `{}:`", field.name()), span.start as usize)
                .hint_at(format!("write `-{}:word` to exclude", field.name())));
        }
        self.note_plain_text(&field, body, span)?;
        Ok(Some(Query::field(field, matcher)))
    }

    fn word_matcher(
        &mut self,
        field: &Field,
        body: &str,
        modifiers: &Modifiers<'_>,
        span: Span,
    ) -> Result<Matcher, QueryError> {
        let exact = body.strip_prefix('=').filter(|text| !text.is_empty());
        let text = exact.unwrap_or(body);
        let plain = !holds_colons(field) && characters(text).any(|character| character.is(':'));
        let wild = !plain && characters(text).any(Character::is_wild);
        if !wild && exact.is_none() {
            return modifiers.fuzzy(unescape(text), span, self.notes);
        }
        modifiers.refuse_edits(span, self.notes)?;
        if !wild {
            return Ok(Matcher::Exact(unescape(text)));
        }
        if exact.is_some() {
            let fault = || "`=` cannot stand before a wildcard".to_owned();
            self.notes.add(NoteKind::Modifier, span, fault, "ignored")?;
        }
        self.note_question_mark(text, span)?;
        Ok(wildcard(text))
    }

    /// Takes off a `?` that ends a question; alone in parentheses it is meant as one character.
    fn without_question_mark(&mut self, span: Span) -> Result<&'a str, QueryError> {
        let raw = self.raw(span);
        let values = matches!(&self.scope, Scope::Field(field) if !is_running_text(field));
        match before_question_mark(raw).filter(|_| !values && !self.stands_alone_in_parentheses()) {
            Some(word) => {
                let fault = || format!("the `?` of {} ends a question", shown(raw));
                self.notes.add(NoteKind::QuestionMark, span, fault, "ignored").map(|()| word)
            }
            None => Ok(raw),
        }
    }

    /// A `?` after a value or before a modifier may not be meant as one character.
    fn note_question_mark(&mut self, body: &str, span: Span) -> Result<(), QueryError> {
        let wild: Vec<Character> = characters(body).filter(|character| character.is_wild()).take(2).collect();
        match wild.as_slice() {
            [one] if one.is('?') && one.at + 1 == body.len() && one.at > 0 && !self.stands_alone_in_parentheses() => {
                let fault = || format!("the `?` of {} stands for one character", shown(body));
                self.notes.add(NoteKind::Wildcard, span, fault, "leave it out to search for the word")
            }
            _ => Ok(()),
        }
    }

    /// Reads a quotation.
    pub(super) fn phrase(&mut self, span: Span, inner: Span, form: Form) -> Part {
        let text = unescape(self.raw(inner));
        let text = text.trim_matches(is_space);
        let after = self.raw(span).get((inner.end - span.start) as usize..).unwrap_or_default();
        if let Scope::Quantity = self.scope {
            let comparison = after.get(after.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
            return self.quantity(Some(text), comparison, span);
        }
        let rolled = after.contains(ROLL_UP);
        let after = after.replacen(ROLL_UP, "", 1);
        let modifiers = after_mark(&after);
        let part = match self.scope.clone() {
            Scope::Date(date) => {
                modifiers.refuse_edits(span, self.notes)?;
                Some(dates::condition(date, text, span.start as usize)?)
            }
            Scope::Field(field @ Field::Entity(EntityField::Place)) if rolled || text.ends_with(ROLL_UP) => {
                let place = text.strip_suffix(ROLL_UP).unwrap_or(text);
                Some(Query::field(field, Matcher::Prefix(format!("{place}/"))))
            }
            Scope::Quantity => None,
            Scope::Field(field) => {
                let matcher = phrase(text, modifiers.slop(span, self.notes)?, form);
                if is_searchable(&field, &matcher) {
                    self.note_quoted_wildcard(inner)?;
                    Some(Query::field(field, matcher))
                } else {
                    self.nothing_to_search(&field, span)?
                }
            }
        };
        modifiers.boosted(part, span, self.notes)
    }

    fn note_quoted_wildcard(&mut self, inner: Span) -> Result<(), QueryError> {
        let mut before = None;
        let mut after_letter = |character: Character| {
            let last = before.replace(character.value);
            character.is('*') && last.is_some_and(char::is_alphanumeric)
        };
        if !characters(self.raw(inner)).any(&mut after_letter) {
            return Ok(());
        }
        let fault = || "the `*` stands between quotation marks".to_owned();
        self.notes.add(NoteKind::Wildcard, inner, fault, "it is plain text there")
    }

    /// Reads `[a TO b]` and `{a TO b}`.
    pub(super) fn range(&mut self, span: Span, inner: Span) -> Part {
        let raw = self.raw(span);
        if let Scope::Quantity = self.scope {
            return quantities::of("", raw, span.start as usize).map(Some);
        }
        let at = (inner.end - span.start) as usize;
        let close = raw.get(at..).unwrap_or_default();
        let modifiers = after_mark(close);
        modifiers.refuse_edits(span, self.notes)?;
        let Some((from, to)) = ranges::ends(self.raw(inner), bound(raw, '['), bound(close, ']')) else {
            return Err(QueryError::new(format!("unreadable range {}", shown(raw)), span.start as usize)
                .hint_at("write it as `[1 TO 5]` or `{1 TO 5}`, with `*` for an open end"));
        };
        let part = self.between(from, to, span)?;
        modifiers.boosted(Some(part), span, self.notes)
    }

    /// Reads `>=a` and its like.
    pub(super) fn compare(&mut self, span: Span) -> Part {
        let raw = self.raw(span);
        if let Scope::Quantity = self.scope {
            return self.quantity(None, raw, span);
        }
        let value = raw.trim_start_matches(['<', '>', '=']);
        let sign = raw.strip_suffix(value).unwrap_or_default();
        let quoted = quotation(value).map(|(inner, after)| (inner, Modifiers::of(after)));
        let bare = Some(Modifiers::split(value)).filter(|(bare, _)| !bare.is_empty());
        let is_value = quoted.is_some() || bare.is_some();
        let (value, modifiers) = quoted.or(bare).unwrap_or_default();
        modifiers.refuse_edits(span, self.notes)?;
        let Some((from, to)) = ranges::one_end(sign, &unescape(value)).filter(|_| is_value) else {
            return Err(QueryError::new(format!("unreadable comparison {}", shown(raw)), span.start as usize)
                .hint_at("write `>1`, `>=1`, `<1` or `<=1`"));
        };
        let part = self.between(from, to, span)?;
        modifiers.boosted(Some(part), span, self.notes)
    }

    fn between(&self, from: Option<End>, to: Option<End>, span: Span) -> Result<Query, QueryError> {
        match &self.scope {
            Scope::Date(DateField::Date) => dates::between(from.as_ref(), to.as_ref(), span.start as usize),
            Scope::Date(date @ (DateField::Event | DateField::EventOverlap)) => {
                dates::event_between(*date, from.as_ref(), to.as_ref(), span.start as usize)
            }
            Scope::Date(_) | Scope::Quantity => Err(dates::unreadable(self.raw(span), span.start as usize)),
            Scope::Field(field) => Ok(Query::field(field.clone(), Matcher::Range { from, to })),
        }
    }

    /// Drops a term without a letter or digit; in a field that is an error, which the caller makes of `None`.
    fn nothing_to_search(&mut self, field: &Field, span: Span) -> Part {
        if *field != Field::Anywhere {
            return Ok(None);
        }
        let raw = self.raw(span);
        let reading = match raw {
            "&&" => "ignored, side by side already means `AND`",
            "||" => "ignored, write `OR` for one or the other",
            _ => "ignored",
        };
        self.notes.add(NoteKind::NothingToSearch, span, || format!("nothing to search in {}", shown(raw)), reading)?;
        Ok(None)
    }

    /// Notes a word that looks like syntax of this or another search tool but is read as text.
    fn note_plain_text(&mut self, field: &Field, body: &str, span: Span) -> Result<(), QueryError> {
        if is_distance(body) && *field == Field::Anywhere {
            let fault = || format!("{} is not understood as a distance yet", shown(body));
            return self.notes.add(NoteKind::Proximity, span, fault, "read as plain words");
        }
        let Some(sign) = self.doubtful(field, body) else { return Ok(()) };
        let fault = || format!("the `{sign}` in {} is not an operator", shown(body));
        self.notes.add(NoteKind::PlainText, span, fault, "read as plain text")
    }

    fn doubtful(&self, field: &Field, body: &str) -> Option<&'static str> {
        let bare = *field == Field::Anywhere;
        let range = body.starts_with(['[', '{']) && self.next_word() == Some("TO");
        let holds = |sign: char| characters(body).any(|character| character.is(sign));
        match body {
            _ if !holds_colons(field) && holds(':') => Some(":"),
            _ if bare && body.starts_with('!') => Some("!"),
            _ if bare && body.starts_with("--") => Some("--"),
            _ if bare && body.starts_with("++") => Some("++"),
            _ if range => Some("["),
            _ if is_running_text(field) && holds('^') => Some("^"),
            _ if is_running_text(field) && holds('~') => Some("~"),
            _ => None,
        }
    }

    fn next_word(&self) -> Option<&str> {
        self.peek().filter(|token| token.kind == Kind::Word).map(|token| self.raw(token.span))
    }
}

/// Tells an end that belongs to its range by the bracket with which the text begins.
fn bound(raw: &str, bracket: char) -> Bound {
    if raw.starts_with(bracket) { Bound::Included } else { Bound::Excluded }
}

/// Reads what follows the closing mark with which the text begins.
fn after_mark(raw: &str) -> Modifiers<'_> {
    let mut rest = raw.chars();
    rest.next();
    Modifiers::of(rest.as_str())
}

/// Tells whether values of the field hold colons themselves, as addresses and item ids do.
fn holds_colons(field: &Field) -> bool {
    !is_running_text(field) && *field != Field::Lang
}
