//! Where tagger and rules meet. In: the rules' drafts and the tagger's names of an article. Out: drafts again.
//!
//! The tagger says which words are a name and roughly of what; the rules say more of the same words where they agree,
//! and speak alone of what the tagger has seen too little of: events, products, works, facilities.

use super::class::Class;
use super::draft::{Draft, Reading, add_role};
use super::firm::is_legal_form;
use super::headed::headed_at;
use super::key::EntityKind;
use super::known::known_at;
use super::tagger::{Coarse, Tagged};
use super::title::title_at;
use super::token::{Gap, Shape, Tokens};

/// Gives the drafts of an article, in order.
pub(super) fn merge(paragraphs: &[Tokens<'_>], drafts: Vec<Draft>, tagged: &[Vec<Tagged>]) -> Vec<Draft> {
    let mut drafts = drafts.into_iter().peekable();
    let mut merged = Vec::new();
    for (number, tokens) in paragraphs.iter().enumerate() {
        let own: Vec<Draft> = std::iter::from_fn(|| drafts.next_if(|draft| draft.paragraph == number)).collect();
        let found = tagged.get(number).map(Vec::as_slice).unwrap_or_default();
        paragraph(tokens, number, &own, found, &mut merged);
    }
    merged
}

fn paragraph(tokens: &Tokens<'_>, number: usize, own: &[Draft], found: &[Tagged], merged: &mut Vec<Draft>) {
    let start = merged.len();
    let overrules = |draft: &&Draft| stands_alone(tokens, draft, beside(found, draft.first, draft.end));
    merged.extend(own.iter().filter(overrules).cloned());
    let sure = merged.len();
    for name in found {
        let Some(name) = trimmed(tokens, *name) else { continue };
        if !beside(merged.get(start..sure).unwrap_or_default(), name.first, name.end).is_empty() {
            continue;
        }
        let own = beside(own, name.first, name.end);
        merged.push(draft_of(tokens, number, own, name));
    }
    if let Some(list) = merged.get_mut(start..) {
        list.sort_by_key(|draft| draft.first);
    }
}

/// A row of tokens.
trait Spans {
    fn span(&self) -> (usize, usize);
}

impl Spans for Draft {
    fn span(&self) -> (usize, usize) {
        (self.first, self.end)
    }
}

impl Spans for Tagged {
    fn span(&self) -> (usize, usize) {
        (self.first, self.end)
    }
}

/// Gives those of a list that share a token with `first..end`; the list is in order and nothing in it overlaps.
fn beside<S: Spans>(list: &[S], first: usize, end: usize) -> &[S] {
    let rest = list.get(list.partition_point(|item| item.span().1 <= first)..).unwrap_or_default();
    rest.get(..rest.partition_point(|item| item.span().0 < end)).unwrap_or_default()
}

/// Tells whether the rules decide a draft whatever the tagger says; `found` is what the tagger found of its tokens.
fn stands_alone(tokens: &Tokens<'_>, draft: &Draft, found: &[Tagged]) -> bool {
    let beside = || found.iter();
    let around = || beside().all(|name| draft.first <= name.first && name.end <= draft.end);
    let same = |coarse: Coarse| {
        let mut beside = beside();
        let only = beside.next();
        !tokens.titled
            && only.is_none_or(|name| name.coarse == coarse && name.first == draft.first && name.end == draft.end)
            && beside.next().is_none()
    };
    if runs_on(tokens, draft, found) {
        return !is_shouted(tokens, draft);
    }
    match &draft.reading {
        Reading::Known(known) => match known.kind {
            EntityKind::Event | EntityKind::Product | EntityKind::Work => around(),
            // `Merrill Lynch` is a firm, though its words are names of people.
            EntityKind::Organisation if draft.end > draft.first + 1 && !known.weak && same(Coarse::Person) => true,
            // `Washington, DC` is one place, and a listed name of several words is one wherever it stands.
            kind if draft.end > draft.first + 1 && !known.weak && !tokens.titled => {
                around() && beside().all(|name| fits(kind, name.coarse))
            }
            // `the West` is no organisation, whoever acts for it, and `the Kremlin` nobody.
            EntityKind::Country | EntityKind::Region => !known.weak && same(Coarse::Organisation),
            EntityKind::Organisation => !known.weak && same(Coarse::Person),
            EntityKind::Group => !known.weak && beside().next().is_some() && same(Coarse::Place),
            _ => false,
        },
        Reading::Headed(_, rule) if *rule == "platform-x" => true,
        Reading::Headed(EntityKind::Event, _) => around() && !is_shouted(tokens, draft),
        Reading::Headed(kind, _) => {
            matches!(kind, EntityKind::Facility | EntityKind::Work) && !tokens.titled && beside().next().is_none()
        }
        Reading::FullName | Reading::Open | Reading::Tagged(_) => false,
    }
}

/// Tells whether the tagger took ordinary words after a name of several for a part of it, since in a headline they are
/// capitalised too: `Russia-Ukraine War Update`.
fn runs_on(tokens: &Tokens<'_>, draft: &Draft, found: &[Tagged]) -> bool {
    let sure = match &draft.reading {
        Reading::Known(known) => !known.weak,
        Reading::Headed(..) => true,
        _ => false,
    };
    let ordinary = |index: usize| tokens.is(index, Class::ORDINARY) && !tokens.is(index, Class::HEAD);
    match found {
        [name] if tokens.titled && sure && draft.end > draft.first + 1 => {
            name.first == draft.first && name.end > draft.end && (draft.end..name.end).all(ordinary)
        }
        _ => false,
    }
}

/// Tells whether every word of a draft is in capitals, as in a headline that proves nothing.
fn is_shouted(tokens: &Tokens<'_>, draft: &Draft) -> bool {
    (draft.first..draft.end).all(|index| tokens.get(index).is_some_and(|token| token.shape == Shape::AllCaps))
}

/// Leaves out what is no part of a name: a title before it, a day of the week.
fn trimmed(tokens: &Tokens<'_>, mut name: Tagged) -> Option<Tagged> {
    if name.coarse == Coarse::Person {
        within_name(tokens, &mut name);
        while let Some(title) = title_at(tokens, name.first).filter(|title| title.end < name.end) {
            name.first = title.end;
        }
    }
    // `southern Ukrainian` names the people alone, `ultra-Orthodox` does not; `southern Gaza` is a part of Gaza.
    let spaced = |first: usize| !tokens.capital(first) && tokens.gap(first + 1) == Gap::Space;
    while name.coarse == Coarse::Group && name.first + 1 < name.end && spaced(name.first) {
        name.first += 1;
    }
    let calendar = (name.first..name.end).all(|index| tokens.is(index, Class::CALENDAR) || !tokens.capital(index));
    let bare = name.coarse == Coarse::Person
        && title_at(tokens, name.first).is_some_and(|title| title.end == name.end)
        && !tokens.is(name.first, Class::SURNAME.with(Class::GIVEN));
    let empty = name.coarse == Coarse::Person && name.end == name.first + 1 && is_empty(tokens, name.first);
    let letterless = (name.first..name.end).all(|index| tokens.key(index).chars().all(|sign| !sign.is_alphabetic()));
    (!empty && !calendar && !bare && !letterless).then_some(name)
}

/// Leaves out whose man somebody is, and a verb hung on by a dash: `Treasury's Baker`, `Paul Ryan-said`.
fn within_name(tokens: &Tokens<'_>, name: &mut Tagged) {
    let owner = (name.first..name.end.saturating_sub(1)).rev().find(|index| tokens.possessive(*index));
    name.first = owner.map_or(name.first, |owner| owner + 1);
    let hung = |end: usize| !tokens.capital(end) && tokens.gap(end) == Gap::Hyphen && tokens.is(end, Class::SPEECH);
    while name.end > name.first + 1 && hung(name.end - 1) {
        name.end -= 1;
    }
}

/// An initial or `Ltd` alone is nobody.
fn is_empty(tokens: &Tokens<'_>, index: usize) -> bool {
    tokens.get(index).is_some_and(|token| token.shape == Shape::Initial) || is_legal_form(tokens.key(index))
}

fn draft_of(tokens: &Tokens<'_>, paragraph: usize, own: &[Draft], name: Tagged) -> Draft {
    let same = own.iter().find(|draft| draft.first == name.first && draft.end == name.end);
    if let Some(draft) = same.filter(|draft| agrees(&draft.reading, name.coarse)) {
        return draft.clone();
    }
    // `Zaporizhzhia nuclear plant`: the rules know the place, and what the small words after it make of it.
    let longer = own.iter().find(|draft| draft.first == name.first && draft.end < name.end);
    if name.coarse == Coarse::Facility
        && let Some(draft) = longer.filter(|draft| matches!(&draft.reading, Reading::Known(_)))
        && (draft.end..name.end).all(|index| !tokens.capital(index) && tokens.gap(index) == Gap::Space)
    {
        return draft.clone();
    }
    let known = known_at(tokens, name.first).filter(|known| known.end == name.end && fits(known.kind, name.coarse));
    let headed = headed_at(tokens, name.first).filter(|head| head.end == name.end && fits(head.kind, name.coarse));
    let reading = match (known, headed) {
        (Some(known), _) if !known.weak => Reading::Known(known.clone()),
        (_, Some(headed)) => Reading::Headed(headed.kind, headed.rule),
        _ => Reading::Tagged(name.coarse),
    };
    let mut draft = Draft { paragraph, first: name.first, end: name.end, reading, titled: false, role: None };
    if name.coarse == Coarse::Person {
        add_role(tokens, &mut draft);
    }
    draft
}

/// Tells whether a reading says more of a type and nothing against it.
fn agrees(reading: &Reading, coarse: Coarse) -> bool {
    match reading {
        Reading::Known(known) => !known.weak && fits(known.kind, coarse),
        Reading::Headed(kind, _) => fits(*kind, coarse),
        Reading::FullName => coarse == Coarse::Person,
        Reading::Open => false,
        Reading::Tagged(tagged) => *tagged == coarse,
    }
}

/// Tells whether a kind is one of those that the type stands for.
fn fits(kind: EntityKind, coarse: Coarse) -> bool {
    match kind {
        EntityKind::Person => coarse == Coarse::Person,
        EntityKind::Country | EntityKind::Region | EntityKind::City | EntityKind::Place => coarse == Coarse::Place,
        EntityKind::Facility => coarse == Coarse::Facility,
        EntityKind::Organisation => coarse == Coarse::Organisation,
        EntityKind::Group => coarse == Coarse::Group,
        EntityKind::Product => coarse == Coarse::Product,
        EntityKind::Event | EntityKind::Work => coarse == Coarse::Other,
    }
}
