//! One line of a gazetteer. In: the line. Out: its statement, or the column and what is wrong there.

use super::{ADDABLE, Statement};

/// What a line cannot be: the column, from 1, and why.
type Fault = (usize, String);

/// Reads a line; comments and empty lines say nothing. Gives the column where the statement begins.
pub(super) fn line(text: &str) -> Result<Option<(usize, Statement)>, Fault> {
    let mut rest = Rest { text, at: 0 };
    rest.skip_space();
    if rest.is_over() {
        return Ok(None);
    }
    let column = rest.column();
    let verb = rest.word();
    let confined = matches!(verb, "merge" | "ban") && rest.begins_word();
    let kind = if verb == "add" || confined { Some(kind(&mut rest)?) } else { None };
    let mut names = Vec::new();
    while let Some(name) = rest.name()? {
        names.push(name);
    }
    let wanted = |what: &str| (column, format!("`{verb}` takes {what}"));
    let statement = match (verb, names.as_slice()) {
        ("merge", [_, _, ..]) => Statement::Merge(kind, names),
        ("split", [_, _, ..]) => Statement::Split(names),
        ("merge" | "split", _) => return Err(wanted("two quoted names or more")),
        ("alias", [name, other]) => Statement::Alias(name.clone(), other.clone()),
        ("alias", _) => return Err(wanted("two quoted names")),
        ("ban", [name]) => Statement::Ban(kind, name.clone()),
        ("add", [name]) => match kind {
            Some(kind) => Statement::Add(kind, name.clone()),
            None => return Err(wanted("a kind and a quoted name")),
        },
        ("ban" | "add", _) => return Err(wanted("one quoted name")),
        _ => return Err((column, format!("`{verb}` is not merge, split, alias, ban or add"))),
    };
    Ok(Some((column, statement)))
}

fn kind(rest: &mut Rest<'_>) -> Result<newsidx_text::EntityKind, Fault> {
    rest.skip_space();
    let column = rest.column();
    let word = rest.word();
    Statement::kind_named(word).ok_or_else(|| {
        let kinds: Vec<&str> = ADDABLE.iter().map(|(word, _)| *word).collect();
        (column, format!("`{word}` is no kind; the kinds are {}", kinds.join(", ")))
    })
}

/// What is still to be read of a line.
struct Rest<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Rest<'a> {
    fn left(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn column(&self) -> usize {
        self.text.get(..self.at).unwrap_or_default().chars().count() + 1
    }

    fn skip_space(&mut self) {
        self.at += self.left().len() - self.left().trim_start().len();
    }

    fn is_over(&self) -> bool {
        self.left().is_empty() || self.left().starts_with('#')
    }

    /// Tells whether a word comes next, and no quoted name.
    fn begins_word(&self) -> bool {
        self.left().trim_start().starts_with(char::is_alphabetic)
    }

    /// Takes what stands before the next space or quotation mark.
    fn word(&mut self) -> &'a str {
        let left = self.left();
        let end = left.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(left.len());
        self.at += end;
        left.get(..end).unwrap_or_default()
    }

    /// Takes a quoted name; `\"` and `\\` stand for the signs themselves.
    fn name(&mut self) -> Result<Option<String>, Fault> {
        self.skip_space();
        if self.is_over() {
            return Ok(None);
        }
        let start = self.column();
        let mut signs = self.left().char_indices();
        if signs.next().map(|(_, sign)| sign) != Some('"') {
            return Err((start, "a name in \"quotation marks\" belongs here".to_owned()));
        }
        let mut name = String::new();
        while let Some((at, sign)) = signs.next() {
            match sign {
                '"' => {
                    self.at += at + 1;
                    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                    let is_name = name.chars().any(char::is_alphanumeric);
                    return if is_name { Ok(Some(name)) } else { Err((start, "the name is empty".to_owned())) };
                }
                '\\' => name.extend(signs.next().map(|(_, sign)| sign)),
                sign => name.push(sign),
            }
        }
        Err((start, "the quotation mark is not closed".to_owned()))
    }
}
