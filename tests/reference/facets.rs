//! Facets by counting. In: articles that were found and what to count. Out: exact rows.

use std::collections::{BTreeMap, BTreeSet};

use newsidx::plan::label_whole;
use newsidx::query::EntityField;
use newsidx::text::EntityKey;
use newsidx::{CountBy, Detail, Facet, FacetPlace, FacetRequest, FacetRow, FacetTable};

use super::{Found, Version};

/// The key that each key stands under, where that is another one.
pub(super) type Merged = BTreeMap<String, EntityKey>;

/// Gathers keys of one kind whose names differ in case, accents or spacing alone, under one of them.
///
/// That is the one with an id in a register, else one that is not all capitals, else the first by code points. Keys of
/// retired versions count too: which keys are one does not change when an article is withdrawn.
pub(super) fn merged<'a>(versions: impl Iterator<Item = &'a Version>) -> Merged {
    let mut groups: BTreeMap<_, BTreeSet<EntityKey>> = BTreeMap::new();
    for paragraph in versions.flat_map(|version| version.annotated.paragraphs.iter().skip(1)) {
        for mention in &paragraph.mentions {
            let key = mention.key.clone();
            groups.entry((key.kind, label_whole(&key.name))).or_default().insert(key);
        }
    }
    let mut merged = Merged::new();
    for keys in groups.values() {
        let rank = |key: &&EntityKey| {
            (key.id.is_none(), key.name == key.name.to_uppercase(), key.name.clone(), key.to_string())
        };
        if let Some(giver) = keys.iter().min_by_key(rank) {
            merged.extend(keys.iter().map(|key| (key.to_string(), giver.clone())));
        }
    }
    merged
}

/// What stands behind a value.
#[derive(Default)]
struct Behind {
    name: String,
    places: BTreeSet<FacetPlace>,
    forms: BTreeSet<String>,
    roles: BTreeSet<String>,
}

/// Counts one facet over body paragraphs.
pub(super) fn table(found: &[Found<'_>], request: &FacetRequest, merged: &Merged) -> FacetTable {
    let mut values: BTreeMap<String, Behind> = BTreeMap::new();
    for hit in found {
        for no in &hit.body {
            let place = FacetPlace { article: hit.version.id.clone(), no: *no as u32 };
            match request.facet {
                Facet::Entity(field) => entities(hit.version, *no, field, &place, merged, &mut values),
                facet => {
                    for value in labels(facet, hit.version) {
                        let behind = values.entry(value.clone()).or_default();
                        behind.name = value;
                        behind.places.insert(place.clone());
                    }
                }
            }
        }
    }
    if let Some(holding) = &request.holding {
        values.retain(|_, behind| label_whole(&behind.name).contains(holding));
    }
    let count = values.len() as u64;
    let mut rows: Vec<FacetRow> = values.into_iter().map(|(key, behind)| row(key, behind, request.detail)).collect();
    rows.sort_by_key(|row| match request.by {
        CountBy::Paragraphs => std::cmp::Reverse(row.paragraphs),
        CountBy::Articles => std::cmp::Reverse(row.articles),
    });
    rows.truncate(request.size);
    FacetTable { facet: request.facet, rows, values: count }
}

fn entities(
    version: &Version,
    no: usize,
    field: EntityField,
    place: &FacetPlace,
    merged: &Merged,
    values: &mut BTreeMap<String, Behind>,
) {
    let paragraph = &version.annotated.paragraphs[no];
    for mention in paragraph.mentions.iter().filter(|mention| EntityField::of(mention.key.kind) == field) {
        let giver = merged.get(&mention.key.to_string()).unwrap_or(&mention.key);
        let behind = values.entry(giver.to_string()).or_default();
        behind.name.clone_from(&giver.name);
        behind.places.insert(place.clone());
        behind.forms.insert(collapsed(mention.span.of(&paragraph.text)));
        behind.roles.extend(mention.role.as_deref().map(collapsed));
    }
}

/// A name that runs over a line break is no other form of it.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn labels(facet: Facet, version: &Version) -> BTreeSet<String> {
    let article = &version.annotated.article;
    match facet {
        Facet::Entity(_) => BTreeSet::new(),
        Facet::Section => article.section.iter().cloned().collect(),
        Facet::Source => article.source.iter().cloned().collect(),
        Facet::Author => article.authors.iter().cloned().collect(),
        Facet::Topic => article.topics.iter().cloned().collect(),
        Facet::Lang => version.annotated.language.iter().map(ToString::to_string).collect(),
        Facet::Year => {
            let year = article.published.and_then(|published| published.day.year());
            year.iter().map(|year| format!("{year:04}")).collect()
        }
    }
}

fn row(key: String, behind: Behind, detail: Detail) -> FacetRow {
    let articles: BTreeSet<_> = behind.places.iter().map(|place| &place.article).collect();
    let (paragraphs, articles) = (behind.places.len() as u64, articles.len() as u64);
    let plain = FacetRow { key, name: behind.name, paragraphs, articles, ..FacetRow::default() };
    match detail {
        Detail::Counts => plain,
        Detail::Full => FacetRow {
            aliases: behind.forms.into_iter().collect(),
            roles: behind.roles.into_iter().collect(),
            places: behind.places.into_iter().collect(),
            ..plain
        },
    }
}
