//! Facilities told in lower case: `Zaporizhzhia nuclear facility`. In: a place or name and the words after it.
//! Out: the facility and how far it reaches. Must not know how the name before was found.

use super::class::Class;
use super::draft::{Draft, Reading};
use super::key::{EntityKey, EntityKind};
use super::lists;
use super::names::Names;
use super::surface::{capitalised, surface};
use super::token::{Gap, Tokens};

/// Finds the facility that a name and the words after it name; gives one past its last token, its key and the rule.
pub(super) fn facility(
    tokens: &Tokens<'_>,
    draft: &Draft,
    names: &Names,
    kind: Option<EntityKind>,
) -> Option<(usize, EntityKey, &'static str)> {
    let place = matches!(kind, None | Some(EntityKind::City | EntityKind::Place | EntityKind::Region));
    let open = matches!(draft.reading, Reading::Open | Reading::Known(_)) && kind == Some(EntityKind::Organisation);
    let (end, phrase) = phrase_after(tokens, draft.end).filter(|_| place || open)?;
    let own: Vec<String> = (draft.first..draft.end).map(|index| tokens.key(index).to_owned()).collect();
    if let Some(facility) = names.described(&own, &phrase).filter(|key| key.kind == EntityKind::Facility) {
        return Some((end, facility.clone(), "facility-variant"));
    }
    // One general word, as in `the Paris site`, makes no name by itself.
    let telling = place && (phrase.contains(' ') || phrase == "airport");
    let sure = kind.is_some() || !tokens.is(draft.first, Class::ORDINARY);
    (telling && sure).then(|| {
        let name = format!("{} {}", surface(tokens, draft.first, draft.end), capitalised(&phrase));
        (end, EntityKey::new(EntityKind::Facility, name), "facility-head")
    })
}

/// Finds the longest listed lower-case phrase that starts at `first`.
fn phrase_after(tokens: &Tokens<'_>, first: usize) -> Option<(usize, String)> {
    if tokens.possessive(first.checked_sub(1)?) {
        return None;
    }
    if !tokens.is(first, Class::FACILITY_WORD) {
        return None;
    }
    let mut phrase = String::new();
    let mut best = None;
    for index in first..first + 4 {
        if tokens.gap(index) != Gap::Space || tokens.capital(index) {
            break;
        }
        if index > first {
            phrase.push(' ');
        }
        phrase.push_str(tokens.key(index));
        if lists::FACILITY_WORDS.has(&phrase) {
            best = Some((index + 1, phrase.clone()));
        }
    }
    best
}
