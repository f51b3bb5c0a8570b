//! Parentheses that do not pair. In: tokens. Out: tokens in which every closing parenthesis has its opening one, so that
//! the parser meets one fault only: a group that ends with the text or with the group around it. Must not know words.

use newsidx_text::Span;

use super::error::QueryError;
use super::lexer::{Kind, Token};
use super::notes::{NoteKind, Notes};

/// Takes out what closes nothing and what opens nothing, and notes both.
pub(super) fn pair(tokens: &mut Vec<Token>, notes: &mut Notes) -> Result<(), QueryError> {
    let mut stack: Vec<Token> = Vec::new();
    let (mut unclosed, mut unopened) = (Vec::new(), Vec::new());
    let mut open_braces = 0_usize;
    for token in tokens.iter_mut() {
        match token.kind {
            Kind::Open => stack.push(*token),
            Kind::OpenBrace => {
                open_braces += 1;
                stack.push(*token);
            }
            Kind::Close if stack.len() > open_braces => close(&mut stack, Kind::Open, &mut open_braces, &mut unclosed),
            Kind::CloseBrace if open_braces > 0 => close(&mut stack, Kind::OpenBrace, &mut open_braces, &mut unclosed),
            Kind::Close | Kind::CloseBrace => {
                unopened.push(token.span);
                token.kind = Kind::Nothing;
            }
            _ => {}
        }
    }
    unclosed.extend(stack.iter().map(|token| token.span));
    drop_trailing(tokens);
    tokens.retain(|token| token.kind != Kind::Nothing);
    report(
        NoteKind::UnclosedParenthesis,
        "not closed",
        "closed where the group or the query around it ends",
        &unclosed,
        notes,
    )?;
    report(NoteKind::UnopenedParenthesis, "not opened", "ignored", &unopened, notes)
}

/// Closes the innermost group of a kind; the groups inside it that are still open were not closed.
fn close(stack: &mut Vec<Token>, wanted: Kind, open_braces: &mut usize, unclosed: &mut Vec<Span>) {
    while let Some(token) = stack.pop() {
        *open_braces -= usize::from(token.kind == Kind::OpenBrace);
        if token.kind == wanted {
            return;
        }
        unclosed.push(token.span);
    }
}

/// Takes out the parentheses at the end, which open nothing: a megabyte of them is no nesting.
fn drop_trailing(tokens: &mut Vec<Token>) {
    while tokens.pop_if(|token| matches!(token.kind, Kind::Open | Kind::OpenBrace | Kind::Nothing)).is_some() {}
}

fn report(kind: NoteKind, fault: &str, reading: &str, spans: &[Span], notes: &mut Notes) -> Result<(), QueryError> {
    let Some(first) = spans.iter().min() else { return Ok(()) };
    let message = || match spans.len() {
        1 => format!("a parenthesis is {fault}"),
        _ => format!("parentheses are {fault}"),
    };
    notes.add(kind, *first, message, reading)
}
