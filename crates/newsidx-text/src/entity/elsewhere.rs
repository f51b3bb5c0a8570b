//! Places that share the name of a listed city: `Paris, Texas`, Washington as a state. In: a listed city and the words
//! after it. Out: the key of the other place. Must not know the rest of the article.

use super::draft::Draft;
use super::key::{EntityKey, EntityKind};
use super::known::{Known, known_at};
use super::listed::country_of;
use super::lists;
use super::surface::surface;
use super::token::{Gap, Tokens};

/// Gives the key of a city of that name in another country: the region or country after its comma tells.
///
/// `with Paris, Germany and Italy` is a list, not a place in Germany.
pub(super) fn elsewhere(tokens: &Tokens<'_>, draft: &Draft, known: &Known) -> Option<EntityKey> {
    if known.kind != EntityKind::City || tokens.gap(draft.end) != Gap::Comma || tokens.gap(draft.first) == Gap::Comma {
        return None;
    }
    let around = known_at(tokens, draft.end)?;
    if matches!(tokens.key(around.end), "and" | "or") || lists_on(tokens, around.end) {
        return None;
    }
    let own = country_of(&EntityKey::new(known.kind, known.name))?.id?;
    let country = country_code(around)?;
    let own_name = surface(tokens, draft.first, draft.end);
    // A region is part of how such a city is called; a country only tells that the listed one is not meant.
    let name = if around.kind == EntityKind::Region { format!("{own_name}, {}", around.name) } else { own_name };
    (country != own).then(|| EntityKey::new(EntityKind::City, name))
}

/// Tells whether a list of places goes on: another name and no word follows the comma.
fn lists_on(tokens: &Tokens<'_>, end: usize) -> bool {
    tokens.gap(end) == Gap::Comma && tokens.capital(end)
}

fn country_code(place: &Known) -> Option<String> {
    match place.kind {
        EntityKind::Country => place.id.map(str::to_owned),
        EntityKind::Region => {
            let key = EntityKey { kind: place.kind, name: place.name.to_owned(), id: place.id.map(str::to_owned) };
            country_of(&key)?.id
        }
        _ => None,
    }
}

/// Gives the key of the region that is called as a listed city: the listed one of that name, else the city's name.
pub(super) fn region_of(tokens: &Tokens<'_>, draft: &Draft, known: &Known) -> EntityKey {
    let own: Vec<&str> = (draft.first..draft.end).map(|index| tokens.key(index)).collect();
    let own = own.join(" ");
    let listed = ["", " state"].iter().find_map(|ending| lists::REGIONS.columns(&format!("{own}{ending}")));
    let Some(columns) = listed else { return EntityKey::new(EntityKind::Region, known.name) };
    let id = Some(columns.get(1)).filter(|id| !id.is_empty()).map(str::to_owned);
    EntityKey { kind: EntityKind::Region, name: columns.get(0).to_owned(), id }
}
