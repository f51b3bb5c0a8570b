//! The record of an article. In: the keys and values of one JSON object. Out: an article, everything that is no field
//! of it as metadata, or the key that has a wrong type. Must not know of lines or files.

use std::collections::HashMap;

use newsidx_text::{Article, Published};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::blocks::blocks;
use super::language::language_code;
use super::metadata::Metadata;
use super::report::{FailureKind, WarningKind};
use super::values::{self, Cleaner};

const ID: &[&str] = &["id"];
const URL: &[&str] = &["url"];
const TITLE: &[&str] = &["title", "headline"];
const SECTION: &[&str] = &["section"];
const SOURCE: &[&str] = &["source", "outlet", "publisher"];
const AUTHORS: &[&str] = &["authors", "author", "byline"];
const TOPICS: &[&str] = &["topics", "topic", "tags", "keywords"];
const LANG: &[&str] = &["lang", "language"];
const PUBLISHED: &[&str] = &["published", "date", "date_published", "datePublished", "published_at"];
const UPDATED: &[&str] = &["updated", "date_modified", "dateModified", "updated_at"];
const VERSION: &[&str] = &["version"];
const BODY: &[&str] = &["paragraphs", "text", "body", "content"];
const META: &[&str] = &["meta"];

/// The keys and values of an object in the order they stand, a repeated key included.
pub(super) struct Entries(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collector;
        impl<'de> Visitor<'de> for Collector {
            type Value = Entries;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::with_capacity(map.size_hint().unwrap_or(16));
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Collector)
    }
}

/// Makes an article of a record.
///
/// Of several synonyms the first in the order of the schema counts, and the others are metadata, as unknown keys are.
/// Null and blank strings are as if the key were absent.
pub(super) fn article(entries: Entries, warnings: &mut Vec<WarningKind>) -> Result<Article, FailureKind> {
    let mut record = Fields::new(entries, warnings);
    let mut article = Article {
        id: record.one(ID, values::identifier)?,
        url: record.one(URL, values::string)?,
        title: record.title()?,
        section: record.name(SECTION)?,
        source: record.name(SOURCE)?,
        authors: record.names(AUTHORS)?,
        topics: record.topics()?,
        lang: record.lang()?,
        published: record.time(PUBLISHED)?,
        updated: record.time(UPDATED)?,
        version: record.one(VERSION, values::label)?,
        paragraphs: record.paragraphs()?,
        ..Article::default()
    };
    if article.title.is_empty() && article.paragraphs.is_empty() {
        return Err(FailureKind::NoText);
    }
    record.rest_into_meta();
    fill_from_meta(&mut article, &record.meta);
    article.meta = record.meta.0;
    if record.cleaner.dropped > 0 {
        record.warnings.push(WarningKind::ControlCharacters(record.cleaner.dropped));
    }
    Ok(article)
}

/// Archives put fields under `meta` too; one that the article lacks is taken from there, and stays metadata.
fn fill_from_meta(article: &mut Article, meta: &Metadata) {
    if article.topics.is_empty() {
        article.topics = meta.first_of(TOPICS).to_vec();
    }
    for (field, keys) in [(&mut article.url, URL), (&mut article.section, SECTION)] {
        if let (None, [only]) = (&field, meta.first_of(keys)) {
            *field = Some(only.clone());
        }
    }
}

/// A record from which fields are taken until the rest is metadata.
struct Fields<'a> {
    entries: Vec<(String, Value)>,
    meta: Metadata,
    cleaner: Cleaner,
    warnings: &'a mut Vec<WarningKind>,
}

impl<'a> Fields<'a> {
    fn new(Entries(given): Entries, warnings: &'a mut Vec<WarningKind>) -> Self {
        let mut entries: Vec<(String, Value)> = Vec::with_capacity(given.len());
        let mut places: HashMap<String, usize> = HashMap::with_capacity(given.len());
        for (key, value) in given {
            match places.get(&key).and_then(|place| entries.get_mut(*place)) {
                None => {
                    places.insert(key.clone(), entries.len());
                    entries.push((key, value));
                }
                Some(known) => {
                    known.1 = value;
                    warnings.push(WarningKind::RepeatedKey(key));
                }
            }
        }
        Self { entries, meta: Metadata::default(), cleaner: Cleaner::default(), warnings }
    }

    /// Takes the first of the keys that holds anything.
    fn take(&mut self, keys: &[&str]) -> Option<(String, Value)> {
        let blank = |value: &Value| value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty());
        let held = |key: &&str| self.entries.iter().position(|(known, value)| known == key && !blank(value));
        keys.iter().find_map(held).map(|at| self.entries.swap_remove(at))
    }

    fn one(
        &mut self,
        keys: &[&str],
        read: impl Fn(&str, Value, &mut Cleaner) -> Result<Option<String>, FailureKind>,
    ) -> Result<Option<String>, FailureKind> {
        let Some((key, value)) = self.take(keys) else { return Ok(None) };
        read(&key, value, &mut self.cleaner)
    }

    /// Takes the headline. A record without the key is no article; one that leaves it blank has no headline, as the
    /// briefs of an agency have none.
    fn title(&mut self) -> Result<String, FailureKind> {
        let stated = self.entries.iter().any(|(key, _)| TITLE.contains(&key.as_str()));
        match self.one(TITLE, values::string)? {
            None if !stated => Err(FailureKind::NoTitle),
            title => Ok(title.unwrap_or_default()),
        }
    }

    fn name(&mut self, keys: &[&str]) -> Result<Option<String>, FailureKind> {
        let Some((key, value)) = self.take(keys) else { return Ok(None) };
        values::name(&key, value, &mut self.cleaner, &mut self.meta)
    }

    fn names(&mut self, keys: &[&str]) -> Result<Vec<String>, FailureKind> {
        let Some((key, value)) = self.take(keys) else { return Ok(Vec::new()) };
        values::names(&key, value, &mut self.cleaner, &mut self.meta)
    }

    /// Takes the topics; `keywords` as one string holds several between commas, as schema.org defines it.
    fn topics(&mut self) -> Result<Vec<String>, FailureKind> {
        let Some((key, value)) = self.take(TOPICS) else { return Ok(Vec::new()) };
        let value = match value {
            Value::String(list) if key == "keywords" => list.split(',').map(Value::from).collect(),
            other => other,
        };
        values::names(&key, value, &mut self.cleaner, &mut self.meta)
    }

    /// Takes the language; what is more than a code (`en-GB`, `English`) is kept as metadata too.
    fn lang(&mut self) -> Result<Option<String>, FailureKind> {
        let Some((key, value)) = self.take(LANG) else { return Ok(None) };
        let Some(text) = values::string(&key, value, &mut self.cleaner)? else { return Ok(None) };
        let code = language_code(&text);
        if code.as_ref() != Some(&text) {
            self.meta.push(&key, text.clone());
        }
        if code.is_none() {
            self.warnings.push(WarningKind::UnreadableLanguage { key, value: text });
        }
        Ok(code)
    }

    /// Takes a date; one that cannot be read costs the date and not the article.
    fn time(&mut self, keys: &[&str]) -> Result<Option<Published>, FailureKind> {
        let Some((key, value)) = self.take(keys) else { return Ok(None) };
        let Some(text) = values::label(&key, value, &mut self.cleaner)? else { return Ok(None) };
        let time = Published::parse(&text);
        if time.is_none() {
            self.meta.push(&key, text.clone());
            self.warnings.push(WarningKind::UnreadableDate { key, value: text });
        }
        Ok(time)
    }

    /// Takes the body: an array of paragraphs as they are, or one string that is split as a text file is.
    fn paragraphs(&mut self) -> Result<Vec<String>, FailureKind> {
        let Some((key, value)) = self.take(BODY) else { return Ok(Vec::new()) };
        match value {
            Value::Array(items) => values::strings(&key, items, &mut self.cleaner),
            Value::String(text) => {
                let text = self.cleaner.clean(text).unwrap_or_default();
                Ok(blocks(&text).into_iter().map(str::to_owned).collect())
            }
            other => Err(values::wrong_type(&key, "an array of strings or a string", &other)),
        }
    }

    fn rest_into_meta(&mut self) {
        if let Some((key, value)) = self.take(META) {
            self.meta.add_meta(&key, value, &mut self.cleaner);
        }
        // Sorted, so that the order of keys in a line never shows in an article.
        self.entries.sort_by(|one, other| one.0.cmp(&other.0));
        for (key, value) in std::mem::take(&mut self.entries) {
            self.meta.add(&key, value, &mut self.cleaner);
        }
    }
}

#[cfg(test)]
mod tests;
