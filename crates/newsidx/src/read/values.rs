//! Values of a record. In: JSON values. Out: strings and lists of strings, cleaned, or the type error that names the
//! key. Must not know which keys a record has.

use std::borrow::Cow;

use serde_json::Value;

use super::metadata::Metadata;
use super::repair::repair;
use super::report::FailureKind;

/// Cleans strings and counts what it leaves out.
#[derive(Debug, Default)]
pub(super) struct Cleaner {
    pub(super) dropped: u64,
}

impl Cleaner {
    /// Gives the string repaired and trimmed, or nothing where only white space is left.
    pub(super) fn clean(&mut self, text: String) -> Option<String> {
        let repaired = repair(&text);
        self.dropped += repaired.dropped;
        let trimmed = repaired.text.trim();
        let same = matches!(repaired.text, Cow::Borrowed(_)) && trimmed.len() == text.len();
        // Most strings need no repair, and the paragraphs are most of the input: those are moved, not copied.
        let changed = (!same).then(|| trimmed.to_owned());
        Some(changed.unwrap_or(text)).filter(|text| !text.is_empty())
    }
}

/// Names the type of a value as failures do.
pub(super) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

pub(super) fn wrong_type(key: &str, wanted: &'static str, value: &Value) -> FailureKind {
    FailureKind::WrongType { key: key.to_owned(), wanted, found: type_name(value) }
}

/// Takes a string.
pub(super) fn string(key: &str, value: Value, cleaner: &mut Cleaner) -> Result<Option<String>, FailureKind> {
    match value {
        Value::String(text) => Ok(cleaner.clean(text)),
        other => Err(wrong_type(key, "a string", &other)),
    }
}

/// Takes a string or a whole number; one beyond 64 bits would lose digits and is refused.
pub(super) fn identifier(key: &str, value: Value, cleaner: &mut Cleaner) -> Result<Option<String>, FailureKind> {
    match value {
        Value::Number(number) if number.is_i64() || number.is_u64() => Ok(Some(number.to_string())),
        Value::String(text) => Ok(cleaner.clean(text)),
        other => Err(wrong_type(key, "a string or a whole number of 64 bits", &other)),
    }
}

/// Takes a string or any number.
pub(super) fn label(key: &str, value: Value, cleaner: &mut Cleaner) -> Result<Option<String>, FailureKind> {
    match value {
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::String(text) => Ok(cleaner.clean(text)),
        other => Err(wrong_type(key, "a string or a number", &other)),
    }
}

/// Takes a string, or an object with a `name` as schema.org writes people and outlets; the rest of it becomes metadata.
pub(super) fn name(
    key: &str,
    value: Value,
    cleaner: &mut Cleaner,
    rest: &mut Metadata,
) -> Result<Option<String>, FailureKind> {
    match value {
        Value::String(text) => Ok(cleaner.clean(text)),
        Value::Object(mut object) if object.get("name").is_some_and(Value::is_string) => {
            let name = object.remove("name");
            rest.add(key, Value::Object(object), cleaner);
            name.map_or(Ok(None), |name| string(key, name, cleaner))
        }
        other => Err(wrong_type(key, "a string or an object with a `name`", &other)),
    }
}

/// Takes one name or an array of them; null elements are passed over.
pub(super) fn names(
    key: &str,
    value: Value,
    cleaner: &mut Cleaner,
    rest: &mut Metadata,
) -> Result<Vec<String>, FailureKind> {
    let Value::Array(items) = value else { return Ok(name(key, value, cleaner, rest)?.into_iter().collect()) };
    let mut found = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate().filter(|(_, item)| !item.is_null()) {
        let taken = name(key, item, cleaner, rest).map_err(|kind| at_element(kind, index))?;
        found.extend(taken);
    }
    Ok(found)
}

/// Takes an array of strings.
pub(super) fn strings(key: &str, items: Vec<Value>, cleaner: &mut Cleaner) -> Result<Vec<String>, FailureKind> {
    let mut found = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate().filter(|(_, item)| !item.is_null()) {
        found.extend(string(key, item, cleaner).map_err(|kind| at_element(kind, index))?);
    }
    Ok(found)
}

fn at_element(kind: FailureKind, index: usize) -> FailureKind {
    match kind {
        FailureKind::WrongType { key, wanted, found } => {
            FailureKind::WrongType { key: format!("{key}[{index}]"), wanted, found }
        }
        other => other,
    }
}
