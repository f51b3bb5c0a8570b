//! Facets by counting. In: articles that were found and what to count. Out: exact rows.

use std::collections::{BTreeMap, BTreeSet};

use newsidx::plan::SPOKEN;
use newsidx::plan::label_whole;
use newsidx::query::EntityField;
use newsidx::text::entity::{country_of, region_of};
use newsidx::text::{DateMention, EntityKey, EntityKind, Grain};
use newsidx::{CountBy, Detail, EntityTable, Facet, FacetPlace, FacetRequest, FacetRow, FacetTable, Gazetteer};

use super::{Found, Version};

/// Gives which keys are one entity.
///
/// Keys of retired versions count too: which keys are one does not change when an article is withdrawn. What the table
/// says has its own tests; here it is asked key by key.
pub(super) fn joined(versions: &[Version], gazetteer: &Gazetteer) -> EntityTable {
    let paragraphs = versions.iter().flat_map(|version| version.annotated.paragraphs.iter().skip(1));
    let keys: BTreeSet<&EntityKey> =
        paragraphs.flat_map(|paragraph| &paragraph.mentions).map(|mention| &mention.key).collect();
    let written: BTreeSet<String> = keys.iter().map(ToString::to_string).collect();
    let holders = keys.iter().filter_map(|key| country_of(key)).map(|country| country.to_string());
    let regions = keys.iter().filter_map(|key| region_of(key)).map(|region| region.to_string());
    let all: BTreeSet<String> = written.iter().cloned().chain(holders).chain(regions).collect();
    EntityTable::of_keys(written.iter().map(String::as_str)).edited(gazetteer, all.iter().map(String::as_str))
}

/// What stands behind a value.
#[derive(Default)]
struct Behind {
    name: String,
    name_only: bool,
    places: BTreeSet<FacetPlace>,
    forms: BTreeSet<String>,
    roles: BTreeSet<String>,
}

/// Counts one facet over body paragraphs.
pub(super) fn table(found: &[Found<'_>], request: &FacetRequest, merged: &EntityTable) -> FacetTable {
    let mut values: BTreeMap<String, Behind> = BTreeMap::new();
    for hit in found {
        for no in &hit.body {
            let place = FacetPlace { article: hit.version.id.clone(), no: *no as u32 };
            match request.facet {
                Facet::Entity(field) => entities(hit.version, *no, field, &place, merged, &mut values),
                Facet::Country => countries(hit.version, *no, &place, merged, &mut values),
                Facet::Region => regions(hit.version, *no, &place, merged, &mut values),
                Facet::Speaker => speakers(hit.version, *no, &place, merged, &mut values),
                Facet::Role => {
                    for role in
                        hit.version.annotated.paragraphs[*no].mentions.iter().filter_map(|at| at.role.as_deref())
                    {
                        let behind = values.entry(collapsed(role).to_lowercase()).or_default();
                        behind.name = collapsed(role).to_lowercase();
                        behind.places.insert(place.clone());
                    }
                }
                facet => {
                    for value in labels(facet, hit.version, *no) {
                        let behind = values.entry(value.clone()).or_default();
                        behind.name = value
                            .strip_prefix('?')
                            .map_or_else(|| value.clone(), |words| format!("{words} (unresolved)"));
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
    merged: &EntityTable,
    values: &mut BTreeMap<String, Behind>,
) {
    let paragraph = &version.annotated.paragraphs[no];
    for mention in paragraph.mentions.iter().filter(|mention| EntityField::of(mention.key.kind) == field) {
        let key = mention.key.to_string();
        let Some(giver) = merged.giver(&key) else { continue };
        let behind = values.entry(giver.to_owned()).or_default();
        behind.name = giver.parse::<EntityKey>().unwrap().name;
        behind.name_only = merged.is_name_only(giver);
        behind.places.insert(place.clone());
        behind.forms.insert(collapsed(mention.span.of(&paragraph.text)));
        behind.roles.extend(mention.role.as_deref().map(collapsed));
    }
}

fn speakers(
    version: &Version,
    no: usize,
    place: &FacetPlace,
    merged: &EntityTable,
    values: &mut BTreeMap<String, Behind>,
) {
    let parts = version.annotated.paragraphs[no].quotes.iter().filter(|part| SPOKEN.contains(&part.kind));
    for key in parts.flat_map(|part| &part.speakers).filter_map(|speaker| speaker.key.as_ref()) {
        let key = key.to_string();
        let Some(giver) = merged.giver(&key) else { continue };
        let behind = values.entry(giver.to_owned()).or_default();
        behind.name = giver.parse::<EntityKey>().unwrap().name;
        behind.name_only = merged.is_name_only(giver);
        behind.places.insert(place.clone());
    }
}

fn countries(
    version: &Version,
    no: usize,
    place: &FacetPlace,
    merged: &EntityTable,
    values: &mut BTreeMap<String, Behind>,
) {
    for mention in &version.annotated.paragraphs[no].mentions {
        let own = Some(mention.key.clone()).filter(|key| key.kind == EntityKind::Country);
        if let Some(key) = own.or_else(|| country_of(&mention.key)).map(|key| key.to_string()) {
            let Some(giver) = merged.giver(&key) else { continue };
            let behind = values.entry(giver.to_owned()).or_default();
            behind.name = giver.parse::<EntityKey>().unwrap().name;
            behind.places.insert(place.clone());
        }
    }
}

/// A place counts for its region, a city without one for its country, anything else for itself.
fn regions(
    version: &Version,
    no: usize,
    place: &FacetPlace,
    merged: &EntityTable,
    values: &mut BTreeMap<String, Behind>,
) {
    let mentions = version.annotated.paragraphs[no].mentions.iter();
    for key in mentions.map(|mention| &mention.key).filter(|key| EntityField::of(key.kind) == EntityField::Place) {
        let own = key.to_string();
        let Some(giver) = merged.giver(&own) else { continue };
        let country = if key.kind == EntityKind::City { country_of(key) } else { None };
        let around = region_of(key).or(country).map(|around| around.to_string());
        let Some(row) = around.as_deref().map_or(Some(giver), |around| merged.giver(around)) else { continue };
        let behind = values.entry(row.to_owned()).or_default();
        behind.name = row.parse::<EntityKey>().unwrap().name;
        behind.places.insert(place.clone());
    }
}

/// A name that runs over a line break is no other form of it.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn labels(facet: Facet, version: &Version, no: usize) -> BTreeSet<String> {
    let paragraph = &version.annotated.paragraphs[no];
    let article = &version.annotated.article;
    match facet {
        Facet::Entity(_) | Facet::Country | Facet::Region | Facet::Role | Facet::Speaker => BTreeSet::new(),
        Facet::Cue => {
            let parts = paragraph.quotes.iter().filter(|part| SPOKEN.contains(&part.kind));
            parts.filter_map(|part| part.cue.as_ref()).map(|cue| cue.verb.clone()).collect()
        }
        Facet::Event => {
            let dates = paragraph.dates.iter().filter(|date| date.grain != Grain::Vague);
            let value = |date: &DateMention| match date.days {
                Some((first, last)) if first == last => first.to_string(),
                Some((first, last)) => format!("{first}/{last}"),
                None => format!("?{}", collapsed(date.span.of(&paragraph.text))),
            };
            dates.map(value).collect()
        }
        Facet::Section => article.section.iter().cloned().collect(),
        Facet::Source => article.source.iter().cloned().collect(),
        Facet::Author => article.authors.iter().cloned().collect(),
        Facet::Topic => article.topics.iter().cloned().collect(),
        Facet::Day => article.published.iter().map(|published| published.day.to_string()).collect(),
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
    let plain =
        FacetRow { key, name: behind.name, name_only: behind.name_only, paragraphs, articles, ..FacetRow::default() };
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
