//! What stands around a candidate. In: tokens and a draft. Out: whether people, or places, stand there.
//! Must not know lists of names; directions are none.

use super::class::Class;
use super::draft::Draft;
use super::key::EntityKind;
use super::lists;
use super::token::{Gap, Tokens};

/// What the words around a draft make of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an observation of its own; no two make a state")]
pub(super) struct Context {
    /// It is the subject of a verb of speech.
    pub(super) speaks: bool,
    /// It is followed by `, who`, or by its role.
    pub(super) described: bool,
    /// `in`, `near` or the like stands before it.
    pub(super) located: bool,
    /// Its capital proves nothing.
    pub(super) opens: bool,
    /// `the` stands before it.
    pub(super) article: bool,
}

/// Reads the words around a draft.
pub(super) fn context(tokens: &Tokens<'_>, draft: &Draft) -> Context {
    let before = tokens.before(draft.first).map_or("", |token| &token.key);
    let near = tokens.gap(draft.first) == Gap::Space;
    let after = tokens.gap(draft.end);
    Context {
        speaks: speaks_after(tokens, draft) || near && speaks_before(tokens, draft),
        described: after == Gap::Comma && matches!(tokens.key(draft.end), "who" | "whose" | "whom"),
        located: near && places_before(tokens, draft.first),
        opens: tokens.titled || tokens.get(draft.first).is_some_and(|token| token.opens),
        article: near && matches!(before, "the" | "a" | "an" | "this" | "its" | "our"),
    }
}

/// `Jabbari said`, `Putin would hold`; the verb may follow an adverb.
fn speaks_after(tokens: &Tokens<'_>, draft: &Draft) -> bool {
    if tokens.possessive(draft.end - 1) || tokens.gap(draft.end) != Gap::Space {
        return false;
    }
    let index = draft.end
        + usize::from(tokens.key(draft.end).ends_with("ly") || matches!(tokens.key(draft.end), "also" | "has" | "had"));
    !tokens.capital(index) && tokens.is(index, Class::SPEECH)
}

/// `said Jabbari,`: the name ends the clause.
fn speaks_before(tokens: &Tokens<'_>, draft: &Draft) -> bool {
    let verb = tokens
        .before(draft.first)
        .is_some_and(|token| matches!(token.key.as_ref(), "said" | "says" | "added" | "explained" | "noted"));
    verb && tokens.gap(draft.end) != Gap::Space
}

fn places_before(tokens: &Tokens<'_>, first: usize) -> bool {
    let Some(token) = tokens.before(first).filter(|token| !token.is_capital() || token.opens) else { return false };
    match token.key.as_ref() {
        "of" | "called" => tokens.before(first - 1).is_some_and(|token| is_place_noun(&token.key)),
        "in" | "near" | "outside" | "across" | "throughout" | "around" | "within" | "into" | "northern"
        | "southern" | "eastern" | "western" | "central" | "nearby" | "downtown" => true,
        key => is_place_noun(key) && key != "state",
    }
}

fn is_place_noun(key: &str) -> bool {
    matches!(
        key,
        "city"
            | "town"
            | "village"
            | "region"
            | "province"
            | "district"
            | "suburb"
            | "island"
            | "state"
            | "county"
            | "capital"
            | "port"
    )
}

/// Tells whether a name is a direction alone: `Western allies` are no people, nor of one.
pub(super) fn is_direction(tokens: &Tokens<'_>, draft: &Draft, kind: EntityKind) -> bool {
    let single = draft.end == draft.first + 1 && tokens.gap(draft.end) != Gap::Hyphen;
    single && kind == EntityKind::Group && lists::FRONTS.has(tokens.key(draft.first))
}

/// Tells whether a listed place stands after the draft and a comma: `Springfield, Illinois`.
pub(super) fn before_place(tokens: &Tokens<'_>, draft: &Draft) -> bool {
    tokens.gap(draft.end) == Gap::Comma && tokens.is(draft.end, Class::KNOWN) && tokens.capital(draft.end)
}
