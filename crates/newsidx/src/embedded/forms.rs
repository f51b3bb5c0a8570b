//! What stands behind a facet row. In: rows. Out: the forms and roles of each entity, and its paragraphs.

use std::collections::BTreeSet;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED, Term};

use super::count::Found;
use super::document::{FORM, ROLE, safe};
use super::fault::failed;
use super::schema::WORD_OF;
use super::snapshot::{Segment, Snapshot};
use super::terms::terms_from;
use crate::engine::ArticleId;
use crate::error::Result;
use crate::facet::{Facet, FacetPlace, FacetRow};

/// Fills in forms, roles and places of each row, from the paragraphs that were found alone.
pub(super) fn fill(snapshot: &Snapshot, found: &[Found], facet: Facet, rows: &mut [FacetRow]) -> Result<()> {
    for row in rows {
        let keys = snapshot.entities()?.keys_of(&row.key);
        let mut places = BTreeSet::new();
        if let Facet::Entity(_) = facet {
            let (mut forms, mut roles) = (BTreeSet::new(), BTreeSet::new());
            for key in &keys {
                forms_of(snapshot, found, key, FORM, &mut forms, Some(&mut places))?;
                forms_of(snapshot, found, key, ROLE, &mut roles, None)?;
            }
            row.aliases = forms.into_iter().collect();
            row.roles = roles.into_iter().collect();
        } else {
            for key in keys.iter().chain([&row.key]) {
                places_of_label(snapshot, found, facet, key, &mut places)?;
            }
        }
        row.places = places.into_iter().collect();
    }
    Ok(())
}

fn forms_of(
    snapshot: &Snapshot,
    found: &[Found],
    key: &str,
    mark: char,
    forms: &mut BTreeSet<String>,
    mut places: Option<&mut BTreeSet<FacetPlace>>,
) -> Result<()> {
    let prefix = format!("{}{WORD_OF}{mark}", safe(key));
    for term in terms_from(&snapshot.searcher, snapshot.fields.forms, &prefix, &mut |_| true)? {
        let form = term.strip_prefix(&prefix).unwrap_or_default();
        for ((number, segment, reader), found) in snapshot.parts().zip(found) {
            let inverted =
                reader.inverted_index(snapshot.fields.forms).map_err(|error| failed("forms cannot be read", error))?;
            let postings =
                inverted.read_postings(&Term::from_field_text(snapshot.fields.forms, &term), IndexRecordOption::Basic);
            let Some(mut postings) = postings.map_err(|error| failed("forms cannot be read", error.into()))? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                if found.paragraphs.binary_search(&doc).is_ok() {
                    forms.insert(form.to_owned());
                    if let Some(places) = places.as_deref_mut() {
                        places.insert(place(snapshot, number, segment, doc)?);
                    }
                }
                postings.advance();
            }
        }
    }
    Ok(())
}

fn places_of_label(
    snapshot: &Snapshot,
    found: &[Found],
    facet: Facet,
    key: &str,
    places: &mut BTreeSet<FacetPlace>,
) -> Result<()> {
    for ((number, segment, reader), found) in snapshot.parts().zip(found) {
        let column = segment.columns.facet(reader, facet)?;
        let ordinal = match &column {
            Some(column) => {
                column.dictionary().term_ord(key).map_err(|error| failed("a label cannot be read", error.into()))?
            }
            None => None,
        };
        let days = if facet == Facet::Year { segment.columns.day(reader)? } else { None };
        for doc in &found.paragraphs {
            let headline = segment.blocks.headline(*doc);
            let holder = if facet.is_of_paragraph() { *doc } else { headline };
            let by_label = column
                .as_ref()
                .zip(ordinal)
                .is_some_and(|(column, ordinal)| column.term_ords(holder).any(|o| o == ordinal));
            let year =
                days.as_ref().and_then(|days| days.first(headline)).and_then(|day| newsidx_text::CivilDay(day).year());
            if by_label || year.is_some_and(|year| format!("{year:04}") == key) {
                places.insert(place(snapshot, number, segment, *doc)?);
            }
        }
    }
    Ok(())
}

fn place(snapshot: &Snapshot, number: u32, segment: &Segment, doc: DocId) -> Result<FacetPlace> {
    let no = segment.blocks.no(doc);
    let article = ArticleId(snapshot.id(super::snapshot::Address { segment: number, doc: doc - no })?);
    Ok(FacetPlace { article, no })
}
