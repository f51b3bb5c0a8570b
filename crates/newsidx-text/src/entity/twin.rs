//! Names that a state and a region share, such as `Georgia`. In: the listed names of an article. Out: which one is meant.

use super::draft::{Draft, Reading};
use super::key::EntityKind;
use super::known::Known;
use super::lists;

/// What the article says about the states around a shared name.
#[derive(Clone, Debug, Default)]
pub(super) struct Twins {
    ids: Vec<(EntityKind, &'static str)>,
}

impl Twins {
    /// Reads the codes of the listed names.
    pub(super) fn new(drafts: &[Draft]) -> Self {
        let id = |draft: &Draft| match &draft.reading {
            Reading::Known(known) => known.id.map(|id| (known.kind, id)),
            _ => None,
        };
        Self { ids: drafts.iter().filter_map(id).collect() }
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
