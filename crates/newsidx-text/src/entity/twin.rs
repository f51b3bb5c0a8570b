//! Names that a state and a region share, such as `Georgia`, or two states, such as `Congo`. In: the listed names of an article. Out: which one is meant.

use super::draft::{Draft, Reading};
use super::key::{EntityKey, EntityKind};
use super::known::Known;
use super::lists;

/// What the article says about the states around a shared name.
#[derive(Clone, Debug, Default)]
pub(super) struct Twins {
    ids: Vec<(EntityKind, &'static str)>,
    /// The states of the listed cities.
    homes: Vec<&'static str>,
}

impl Twins {
    /// Reads the codes of the listed names.
    pub(super) fn new(drafts: &[Draft]) -> Self {
        let id = |draft: &Draft| match &draft.reading {
            Reading::Known(known) => known.id.map(|id| (known.kind, id)),
            _ => None,
        };
        let home = |draft: &Draft| match &draft.reading {
            Reading::Known(known) if known.kind == EntityKind::City => {
                lists::CITY_COUNTRIES.columns(&known.name.to_lowercase()).map(|columns| columns.get(0))
            }
            _ => None,
        };
        Self { ids: drafts.iter().filter_map(id).collect(), homes: drafts.iter().filter_map(home).collect() }
    }

    /// Gives the other state that is called as this word, where the article is about its cities and not about those of the
    /// one that is mostly meant.
    pub(super) fn namesake(&self, word: &str, known: &Known) -> Option<EntityKey> {
        let columns = lists::COUNTRIES.columns(word).filter(|_| known.kind == EntityKind::Country)?;
        let (name, id) = (columns.get(2), columns.get(3));
        let other = !id.is_empty() && self.homes.contains(&id) && !self.homes.contains(&known.id?);
        other.then(|| EntityKey::new(EntityKind::Country, name).with_id(id))
    }

    /// Gives kind and code: a region where the article is about its country and not about the state of that name.
    pub(super) fn decide(&self, known: &Known) -> (EntityKind, Option<&'static str>) {
        let state = (known.kind, known.id);
        let region = (known.kind == EntityKind::Country)
            .then(|| lists::REGIONS.columns(&known.name.to_lowercase()))
            .flatten()
            .map(|columns| columns.get(1));
        let Some((region, country)) = region.and_then(|code| Some((code, code.split('-').next()?))) else {
            return state;
        };
        let own = known.id.unwrap_or_default();
        let people = self.ids.contains(&(EntityKind::Group, own));
        let sisters = self.ids.iter().any(|(_, id)| id.split('-').next() == Some(country) && id.contains('-'));
        let home = self.ids.iter().any(|(_, id)| *id == country);
        let abroad = self.ids.iter().any(|(_, id)| *id != own && id.split('-').next() != Some(country));
        if !people && (sisters || home && !abroad) { (EntityKind::Region, Some(region)) } else { state }
    }
}
