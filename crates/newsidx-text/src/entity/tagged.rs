//! Keys for names that the tagger alone vouches for. In: a draft and its coarse type. Out: a key and a rule.
//! The article decides as it does for the rules' own drafts: surnames, acronyms, parts of names.

use super::class::Class;
use super::draft::Draft;
use super::families::Written;
use super::key::{EntityKey, EntityKind};
use super::known::{Known, known_at};
use super::people::Bearer;
use super::resolve::{Article, Verdict, capitals};
use super::sense::Sense;
use super::surface::surface;
use super::tagger::Coarse;
use super::token::Tokens;

impl Article<'_> {
    /// Decides a name of a type that the tagger gave.
    pub(super) fn tagged(&self, tokens: &Tokens<'_>, draft: &Draft, coarse: Coarse) -> Verdict {
        let own = |kind| EntityKey::new(kind, surface(tokens, draft.first, draft.end));
        let single = draft.end == draft.first + 1 && coarse != Coarse::Person;
        if single && let Some(found) = self.names.bracketed(tokens.key(draft.first)) {
            return (found.clone(), "acronym");
        }
        match coarse {
            Coarse::Person => self.tagged_person(tokens, draft),
            Coarse::Organisation => self.tagged_organisation(tokens, draft),
            Coarse::Facility => (self.named(tokens, draft, EntityKind::Facility), "model-facility"),
            Coarse::Place => self.tagged_place(tokens, draft),
            Coarse::Group => (
                listed(tokens, draft, |kind| kind == EntityKind::Group).map_or_else(|| own(EntityKind::Group), key),
                "model-group",
            ),
            Coarse::Product => (own(EntityKind::Product), "model-product"),
            Coarse::Other if is_event(tokens, draft) => (own(EntityKind::Event), "model-event"),
            Coarse::Other => (own(EntityKind::Work), "model-work"),
        }
    }

    fn tagged_person(&self, tokens: &Tokens<'_>, draft: &Draft) -> Verdict {
        let written = Written::new(tokens, draft.first, draft.end);
        let person = |name: &str| EntityKey::new(EntityKind::Person, name);
        let bearer = self.people.bearer(&written);
        if matches!(bearer, Bearer::Nobody)
            && let Some(firm) = self.firm(tokens, draft)
        {
            return (firm.clone(), "firm");
        }
        match bearer {
            Bearer::Full(found) if draft.end > draft.first + 1 => (person(&found.name), "model-person"),
            Bearer::Full(found) | Bearer::Surname(found) => (person(&found.name), "surname"),
            Bearer::Given(found) => (person(&found.name), "given-name"),
            Bearer::Several => (person(&surface(tokens, draft.first, draft.end)), "surname-ambiguous"),
            Bearer::Nobody => (person(&surface(tokens, draft.first, draft.end)), "model-person"),
        }
    }

    fn tagged_organisation(&self, tokens: &Tokens<'_>, draft: &Draft) -> Verdict {
        let single = draft.end == draft.first + 1;
        let words = capitals(tokens, draft.first, draft.end);
        if let Some(found) = self.short_of(tokens, draft) {
            return (found.clone(), "acronym");
        }
        let head = single && tokens.is(draft.first, Class::HEAD);
        let part = if head { words.first().and_then(|word| self.names.headed(word)) } else { self.names.part(&words) };
        if let Some(found) = part.filter(|found| found.kind == EntityKind::Organisation) {
            return (found.clone(), "organisation-part");
        }
        (self.named(tokens, draft, EntityKind::Organisation), "model-organisation")
    }

    fn tagged_place(&self, tokens: &Tokens<'_>, draft: &Draft) -> Verdict {
        let place =
            |kind| matches!(kind, EntityKind::Country | EntityKind::Region | EntityKind::City | EntityKind::Place);
        if let Some(known) = listed(tokens, draft, place) {
            return self.listed(tokens, draft, known, "model-place");
        }
        let last = super::class::cue_classes(tokens.key(draft.end - 1));
        let own = |kind| EntityKey::new(kind, surface(tokens, draft.first, draft.end));
        if last.any(Class::REGION) {
            return (region(tokens, draft), "model-place");
        }
        match self.sense(tokens, draft) {
            Sense::Region => (own(EntityKind::Region), "region-cue"),
            Sense::Settlement => (own(EntityKind::City), "settlement-cue"),
            Sense::Untold => (own(EntityKind::Place), "model-place"),
        }
    }

    /// Gives the key under which the article names an organisation or facility in full, else its own.
    fn named(&self, tokens: &Tokens<'_>, draft: &Draft, kind: EntityKind) -> EntityKey {
        let found = self.names.exact(&capitals(tokens, draft.first, draft.end)).filter(|key| key.kind == kind);
        found.cloned().unwrap_or_else(|| EntityKey::new(kind, surface(tokens, draft.first, draft.end)))
    }
}

/// Gives the key of a region whose last word says so: `Kursk region` is Kursk, `Volta Region` keeps its name.
fn region(tokens: &Tokens<'_>, draft: &Draft) -> EntityKey {
    let small = draft.end > draft.first + 1 && !tokens.capital(draft.end - 1);
    let end = draft.end - usize::from(small);
    let name = known_at(tokens, draft.first).filter(|known| known.end == end && known.kind == EntityKind::City);
    let name = name.map_or_else(|| surface(tokens, draft.first, end), |known| known.name.to_owned());
    EntityKey::new(EntityKind::Region, name)
}

/// Gives the list's entry for a name, a small word before it left out: `southern Gaza` is Gaza.
fn listed<'t>(tokens: &'t Tokens<'_>, draft: &Draft, of: impl Fn(EntityKind) -> bool) -> Option<&'t Known> {
    let small = usize::from(!tokens.capital(draft.first));
    known_at(tokens, draft.first + small).filter(|known| known.end == draft.end && of(known.kind))
}

fn key(known: &Known) -> EntityKey {
    EntityKey { kind: known.kind, name: known.name.to_owned(), id: known.id.map(str::to_owned) }
}

fn is_event(tokens: &Tokens<'_>, draft: &Draft) -> bool {
    (draft.first..draft.end).any(|index| tokens.is(index, Class::EVENT.with(Class::EVENT_BEFORE)))
}
