//! From an article to its block of documents. In: an [`Entry`]. Out: adjacent documents, the headline first.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use newsidx_text::analysis::Analyser;
use newsidx_text::entity::country_of;
use newsidx_text::spelling::Names;
use newsidx_text::{Annotated, AnnotatedParagraph, EntityKind, Mention};
use tantivy::TantivyDocument;

use super::facts::{FactValues, add_facts};
use super::schema::{Fields, INTERNAL, NAMED, WHOLE, WORD_OF, WRITTEN};
use super::stream::{NEXT_POSITION, SAME_POSITION};
use crate::engine::{ArticleId, Entry, Head};
use crate::error::{Error, Result};
use crate::plan::{Label, label_whole, label_words};
use crate::query::EntityField;
use crate::record;

/// Turns articles into blocks; holds the memory of the analyser between articles.
pub(super) struct BlockBuilder {
    fields: Fields,
    analyser: Analyser,
    names: Names,
    stream: String,
}

impl BlockBuilder {
    pub(super) fn new(fields: Fields) -> Self {
        Self { fields, analyser: Analyser::new(), names: Names::new(), stream: String::new() }
    }

    /// Gives the documents of an article, in the order in which they must lie, and the words of its body.
    pub(super) fn block(&mut self, entry: &Entry) -> Result<(Vec<TantivyDocument>, u64)> {
        let mut documents = Vec::with_capacity(entry.annotated.paragraphs.len());
        let mut words = 0;
        let mut paragraphs = entry.annotated.paragraphs.iter();
        let headline = paragraphs.next().cloned().unwrap_or_default();
        documents.push(TantivyDocument::default());
        for paragraph in paragraphs {
            let (document, length) = self.paragraph(&entry.annotated, paragraph)?;
            documents.push(document);
            words += length;
        }
        if let Some(first) = documents.first_mut() {
            *first = self.headline(entry, &headline, words)?;
        }
        Ok((documents, words))
    }

    fn paragraph(&mut self, annotated: &Annotated, paragraph: &AnnotatedParagraph) -> Result<(TantivyDocument, u64)> {
        let mut document = TantivyDocument::default();
        self.stream.clear();
        let length = u64::from(self.analyser.index_stream(&paragraph.text, annotated.language, &mut self.stream));
        document.add_text(self.fields.text, &self.stream);
        self.stream.clear();
        let mut keys: Vec<(usize, String)> = Vec::new();
        for mention in &paragraph.mentions {
            let field = EntityField::of(mention.key.kind);
            let key = mention.key.to_string();
            add_names(&mut self.stream, field, mention, &paragraph.text);
            add_forms(&mut document, self.fields.forms, &key, mention, &paragraph.text);
            keys.push((field as usize, key));
        }
        add_facts(&mut self.stream, paragraph);
        if !self.stream.is_empty() {
            document.add_text(self.fields.names, &self.stream);
        }
        keys.sort_unstable();
        keys.dedup();
        self.add_columns(&mut document, paragraph);
        for (field, key) in &keys {
            if let Some(column) = self.fields.entities.get(*field) {
                document.add_text(*column, key);
            }
        }
        self.store(&mut document, paragraph)?;
        document.add_u64(self.fields.length, length);
        Ok((document, length))
    }

    /// Adds the roles, the countries that are named or hold what is named, and the facts, each once.
    fn add_columns(&self, document: &mut TantivyDocument, paragraph: &AnnotatedParagraph) {
        let roles = paragraph.mentions.iter().filter_map(|mention| mention.role.as_deref()).map(role_value);
        let own = paragraph.mentions.iter().filter(|mention| mention.key.kind == EntityKind::Country);
        let own = own.map(|mention| mention.key.to_string());
        let holding = paragraph.mentions.iter().filter_map(|mention| country_of(&mention.key));
        let countries = own.chain(holding.map(|country| country.to_string()));
        let facts = FactValues::of(paragraph);
        let columns: [(_, BTreeSet<String>); 5] = [
            (self.fields.role, roles.collect()),
            (self.fields.country, countries.collect()),
            (self.fields.speaker, facts.speakers),
            (self.fields.cue, facts.cues),
            (self.fields.event, facts.events),
        ];
        for (column, values) in columns {
            let Some(column) = column else { continue };
            values.iter().for_each(|value| document.add_text(column, value));
        }
    }

    fn headline(&mut self, entry: &Entry, headline: &AnnotatedParagraph, words: u64) -> Result<TantivyDocument> {
        let fields = &self.fields;
        let mut document = TantivyDocument::default();
        self.stream.clear();
        self.analyser.index_stream(&headline.text, entry.annotated.language, &mut self.stream);
        document.add_text(fields.title, &self.stream);
        document.add_text(fields.labels, label_stream(entry, headline));
        document.add_text(fields.forms, spelling_stream(&mut self.names, &entry.annotated));
        document.add_text(fields.head, head(entry)?);
        document.add_u64(fields.length, words);
        document.add_text(fields.item, &entry.id.0);
        document.add_u64(fields.fingerprint, entry.fingerprint as u64);
        let article = &entry.annotated.article;
        if let Some(published) = article.published {
            document.add_i64(fields.day, published.day.0);
            document.add_i64(fields.instant, published.instant.unwrap_or(published.day.0.saturating_mul(86_400)));
        }
        for (column, values) in [
            (fields.section, article.section.as_slice()),
            (fields.source, article.source.as_slice()),
            (fields.author, &article.authors),
            (fields.topic, &article.topics),
        ] {
            values.iter().for_each(|value| document.add_text(column, value));
        }
        if let Some(language) = entry.annotated.language {
            document.add_text(fields.lang, language.code());
        }
        self.store(&mut document, headline)?;
        Ok(document)
    }

    fn store(&self, document: &mut TantivyDocument, paragraph: &AnnotatedParagraph) -> Result<()> {
        document.add_text(self.fields.body, &paragraph.text);
        document.add_bytes(self.fields.record, &record::encode(paragraph)?);
        document.add_u64(self.fields.no, u64::from(paragraph.no.0));
        Ok(())
    }
}

fn head(entry: &Entry) -> Result<String> {
    let mut article = entry.annotated.article.clone();
    article.paragraphs = Vec::new();
    let head = Head {
        id: entry.id.clone(),
        version: entry.version,
        origin: entry.origin.clone(),
        article,
        language: entry.annotated.language,
        fingerprint: format!("{:032x}", entry.fingerprint),
    };
    serde_json::to_string(&head).map_err(|error| Error::engine("an article cannot be written").because(error))
}

fn add_names(stream: &mut String, field: EntityField, mention: &Mention, text: &str) {
    let surface = mention.span.of(text);
    add_value(stream, field.name(), &mention.key.name);
    if surface != mention.key.name {
        add_value(stream, field.name(), surface);
    }
    add_named(stream, field.name(), &mention.key.name, Some(surface).filter(|surface| *surface != mention.key.name));
    mention.role.iter().for_each(|role| add_value(stream, &Label::Role.name(), role));
    if let Some(country) = country_of(&mention.key) {
        add_value(stream, &Label::Within.name(), &country.name);
        add_named(stream, &Label::Within.name(), &country.name, None);
    }
}

/// Adds which entity stands there, and how the text writes it: values alone do not tell whose they are.
fn add_named(stream: &mut String, label: &str, name: &str, written: Option<&str>) {
    let whole = safe(&label_whole(name));
    let _never_fails = write!(stream, "{label}{WORD_OF}{NAMED}{whole}");
    if let Some(written) = written {
        let _never_fails = write!(stream, "{SAME_POSITION}{label}{WORD_OF}{WRITTEN}{whole}{WORD_OF}{}", safe(written));
    }
    stream.extend([NEXT_POSITION; 3]);
}

fn add_forms(document: &mut TantivyDocument, field: tantivy::schema::Field, key: &str, mention: &Mention, text: &str) {
    document.add_text(field, form_term(key, FORM, &on_one_line(mention.span.of(text))));
    if let Some(role) = &mention.role {
        document.add_text(field, form_term(key, ROLE, &on_one_line(role)));
    }
}

/// Gives a role as it is counted: on one line, capitals aside.
fn role_value(role: &str) -> String {
    on_one_line(role).to_lowercase()
}

/// A name that runs over a line break is no other form of it.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Bytes of a value that go into a term whole; terms of tantivy end at 65,530 bytes, some hold two values.
const LONGEST: usize = 8_192;

/// Marks a surface form of a key.
pub(super) const FORM: char = 'f';
/// Marks a role of a key.
pub(super) const ROLE: char = 'r';

/// Gives the term of a surface form or a role of an entity key.
pub(super) fn form_term(key: &str, mark: char, form: &str) -> String {
    format!("{}{WORD_OF}{mark}{}", safe(key), safe(form))
}

/// Gives the names of an article by the keys of their spellings, each once.
fn spelling_stream(names: &mut Names, annotated: &Annotated) -> String {
    let mut terms = BTreeSet::new();
    for paragraph in &annotated.paragraphs {
        names.each(&paragraph.text, &mut |key, word| {
            terms.insert(format!("{}{}", spelling_prefix(key), safe(word)));
        });
    }
    let mut stream = String::new();
    for term in terms {
        stream.push_str(&term);
        stream.push(SAME_POSITION);
    }
    stream
}

/// Gives what begins the terms of the words with a key; no key of an entity begins so.
pub(super) fn spelling_prefix(key: &str) -> String {
    format!("{INTERNAL}{}{WORD_OF}", safe(key))
}

fn label_stream(entry: &Entry, headline: &AnnotatedParagraph) -> String {
    let article = &entry.annotated.article;
    let mut stream = format!("{INTERNAL}{SAME_POSITION}{}", item_term(&entry.id));
    let language = entry.annotated.language;
    for term in [
        version_term(&entry.id, entry.version),
        file_term(&entry.origin.root, &entry.origin.path),
        language_term(language.as_ref().map(newsidx_text::Language::code)),
    ] {
        stream.push(SAME_POSITION);
        stream.push_str(&term);
    }
    stream.push(NEXT_POSITION);
    let code = language.as_ref().map(newsidx_text::Language::code);
    let values = [
        (Label::Section, article.section.as_deref()),
        (Label::Source, article.source.as_deref()),
        (Label::Url, article.url.as_deref()),
        (Label::Lang, code),
        (Label::Id, Some(entry.id.0.as_str())),
    ];
    for (label, value) in values {
        value.iter().for_each(|value| add_value(&mut stream, &label.name(), value));
    }
    article.authors.iter().for_each(|author| add_value(&mut stream, &Label::Author.name(), author));
    article.topics.iter().for_each(|topic| add_value(&mut stream, &Label::Topic.name(), topic));
    for (key, values) in &article.meta {
        let name = safe(&Label::Meta(key.clone()).name());
        values.iter().for_each(|value| add_value(&mut stream, &name, value));
    }
    for mention in &headline.mentions {
        add_names(&mut stream, EntityField::of(mention.key.kind), mention, &headline.text);
    }
    add_facts(&mut stream, headline);
    stream
}

/// Adds a value: that there is one, the whole, and its words at successive positions, far from the next value.
pub(super) fn add_value(stream: &mut String, name: &str, value: &str) {
    let _never_fails =
        write!(stream, "{name}{WORD_OF}{SAME_POSITION}{name}{WORD_OF}{WHOLE}{}", safe(&label_whole(value)));
    for (position, word) in label_words(value).iter().enumerate() {
        stream.push(if position == 0 { SAME_POSITION } else { NEXT_POSITION });
        let _never_fails = write!(stream, "{name}{WORD_OF}{}", safe(word));
    }
    stream.extend([NEXT_POSITION; 3]);
}

/// Gives the term that finds all versions of an article.
pub(super) fn item_term(id: &ArticleId) -> String {
    format!("{INTERNAL}i{WORD_OF}{}", safe(&id.0))
}

/// Gives the term that finds one version of an article.
pub(super) fn version_term(id: &ArticleId, version: u32) -> String {
    format!("{INTERNAL}v{WORD_OF}{}{WORD_OF}{version}", safe(&id.0))
}

/// Gives the term that finds the articles of a file.
pub(super) fn file_term(root: &str, path: &str) -> String {
    format!("{INTERNAL}p{WORD_OF}{}{WORD_OF}{}", safe(root), safe(path))
}

/// Gives the term that finds the articles of a language.
pub(super) fn language_term(code: Option<&str>) -> String {
    format!("{INTERNAL}l{WORD_OF}{}", code.unwrap_or("unknown"))
}

/// Replaces what separates tokens of a stream, one character for one, so that different values stay different.
///
/// A value longer than a term may be is cut, and told from others by the hash of the whole.
pub(super) fn safe(value: &str) -> String {
    if value.len() > LONGEST {
        let hash = format!("{:032x}", xxhash_rust::xxh3::xxh3_128(value.as_bytes()));
        let start = (0..=LONGEST - hash.len()).rev().find_map(|end| value.get(..end)).unwrap_or_default();
        return safe(&format!("{start}{hash}"));
    }
    let replace = |c: char| match c {
        NEXT_POSITION => '\u{1}',
        SAME_POSITION => '\u{2}',
        WORD_OF => '\u{3}',
        INTERNAL => '\u{4}',
        other => other,
    };
    value.chars().map(replace).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_cut_to_what_a_term_may_be() {
        for length in [LONGEST - 1, LONGEST, LONGEST + 1, 5 * LONGEST] {
            let (one, other) = ("é".repeat(length / 2), format!("{}x", "é".repeat(length / 2)));
            assert!(safe(&one).len() <= LONGEST && safe(&other).len() <= LONGEST, "{length}");
            assert_ne!(safe(&one), safe(&other), "{length}");
        }
    }
}
