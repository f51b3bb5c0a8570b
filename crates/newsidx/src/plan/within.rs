//! Places with what lies in them: `place:Ukraine/*`. In: what a place is called, and what an index knows of names.
//! Out: the condition, and what is told of a name that means several places, or one of which no list knows what it holds.

use newsidx_text::analysis::Analyser;
use newsidx_text::entity::{holding_places, listed, regions_named};
use newsidx_text::{EntityKey, EntityKind};

use super::edit::are_near;
use super::label::{label_whole, label_words};
use super::names::{Names, any, entity};
use super::{Clause, Label, LabelTest};
use crate::query::{EntityField, Field, Matcher, Query, Term};

const PLACE: EntityField = EntityField::Place;

/// Gives the place of which a filter asks for what lies in it too; nothing for another filter.
pub(super) fn rolled_up<'a>(field: &Field, matcher: &'a Matcher) -> Option<&'a str> {
    let Matcher::Prefix(prefix) = matcher else { return None };
    let place = prefix.strip_suffix('/').filter(|place| place.chars().any(char::is_alphanumeric))?;
    (*field == Field::Entity(PLACE)).then(|| place.trim_end_matches('/'))
}

/// Makes the condition that a paragraph names a place, or something that lies in it.
pub(super) fn within(place: &str, names: &Names, analyser: &Analyser) -> Clause {
    let test = test(place);
    let (own, others) = names.label(&Label::Within, PLACE, &test);
    let itself = entity(PLACE, &test, names, analyser);
    any([itself, own].into_iter().chain(others).chain(in_regions(place, names)).collect())
}

fn test(place: &str) -> LabelTest {
    let words = label_words(place);
    if words.is_empty() { LabelTest::Whole(label_whole(place)) } else { LabelTest::Words(words) }
}

/// A region that is banned holds nothing, and what is banned lies nowhere.
fn in_regions(place: &str, names: &Names) -> Vec<Clause> {
    let banned = names.banned(PLACE);
    let test = |region: &EntityKey| {
        let own = LabelTest::Whole(label_whole(&region.to_string()));
        let Some(banned) = banned else { return Some(own) };
        let names = || banned.iter().cloned().collect();
        let holds = !banned.contains(&label_whole(&region.name));
        holds.then(|| LabelTest::Except { test: Box::new(own), names: names() })
    };
    let tests = regions(place, names).iter().filter_map(test).collect::<Vec<_>>();
    tests.into_iter().map(|test| Clause::Label { field: Label::Region, test }).collect()
}

/// Gives the regions of this name, or of another name of the same entity, each once.
fn regions(place: &str, names: &Names) -> Vec<EntityKey> {
    let mut regions = regions_named(place);
    for other in names.others(PLACE, &LabelTest::Whole(label_whole(place))) {
        regions.extend(regions_named(&other));
    }
    regions.sort();
    regions.dedup();
    regions
}

/// Says of each place that a query asks for with what lies in it whether that is several places, or known to no list.
pub(crate) fn told(query: &Query, names: &Names) -> Vec<String> {
    let mut notes = Vec::new();
    each(query, &mut |place| {
        let note = told_of(place, names).filter(|note| !notes.contains(note));
        notes.extend(note);
    });
    notes
}

fn each<'a>(query: &'a Query, visit: &mut dyn FnMut(&'a str)) {
    match query {
        Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| each(part, visit)),
        Query::Not(part) | Query::Article(part) | Query::Boost(part, _) => each(part, visit),
        Query::Term(Term { field, matcher }) => rolled_up(field, matcher).into_iter().for_each(visit),
        Query::All | Query::Days(_) | Query::Event(_) | Query::Counted(_) => {}
    }
}

fn told_of(place: &str, names: &Names) -> Option<String> {
    let country = listed(EntityKind::Country, place).map(|country| format!("the country {}", country.name));
    let regions = regions(place, names).into_iter().map(|region| match region.kind {
        EntityKind::City => format!("the city {}", region.name),
        _ => format!("the region {}", region.name),
    });
    let found: Vec<String> = country.into_iter().chain(regions).collect();
    match found.as_slice() {
        [] if holds_nothing(place, names) => Some(unknown(place)),
        [] | [_] => None,
        several => Some(format!("`{place}` is taken for {}, each with what lies in it", several.join(" and "))),
    }
}

fn holds_nothing(place: &str, names: &Names) -> bool {
    let test = test(place);
    let others = names.others(PLACE, &LabelTest::Whole(label_whole(place)));
    !holding_places().iter().any(|name| test.accepts(name) || others.contains(&label_whole(name)))
}

fn unknown(place: &str) -> String {
    let asked = label_whole(place);
    let most = if asked.chars().count() > 4 { 2 } else { 1 };
    let near = (1..=most)
        .find_map(|most| holding_places().into_iter().find(|name| are_near(&asked, &label_whole(name), most)));
    let is_known = EntityKind::ALL.iter().any(|kind| listed(*kind, place).is_some());
    let meant = near.filter(|_| !is_known).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
    format!("no list knows what lies in `{place}`: only the place itself is searched{meant}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, expected: &[&str]) {
        assert_eq!(told(&query.parse().unwrap(), &Names::default()), expected, "{query}");
    }

    #[test]
    fn a_place_is_told_that_is_several_or_unknown() {
        check(
            "place:Georgia/*",
            &["`Georgia` is taken for the country Georgia and the region Georgia, each with what lies in it"],
        );
        check(
            "place:Punjab/* OR -place:Punjab/*",
            &[
                "`Punjab` is taken for the region Punjab, India and the region Punjab, Pakistan, each with what lies in it",
            ],
        );
        check(
            "place:Bavarai/*",
            &["no list knows what lies in `Bavarai`: only the place itself is searched; did you mean `Bavaria`?"],
        );
        check("place:Siberia/*", &["no list knows what lies in `Siberia`: only the place itself is searched"]);
        for plain in ["place:Ukraine/*", "place:Odesa/*", "place:Texas/*", "place:Korea/*", "place:Georgia", "Bavarai*"]
        {
            check(plain, &[]);
        }
    }
}
