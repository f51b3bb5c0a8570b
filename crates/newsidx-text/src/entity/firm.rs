//! Firms that bear the names of people: `Merrill Lynch`, `Smith Barney`. In: the names of an article and the words beside
//! them. Out: whose name, or part of one, a draft is. Must not know how a person is told.

use super::class::Class;
use super::draft::{Draft, Reading};
use super::key::{EntityKey, EntityKind};
use super::names::Names;
use super::resolve::{Article, capitals};
use super::surface::surface;
use super::tagger::Coarse;
use super::token::{Gap, Tokens};

/// The firms of one article.
#[derive(Clone, Debug, Default)]
pub(super) struct Firms(Names);

impl Firms {
    /// Takes a draft in where a list, its last word or the work of who follows makes it a firm.
    pub(super) fn add(&mut self, tokens: &Tokens<'_>, draft: &Draft) {
        let own = || EntityKey::new(EntityKind::Organisation, surface(tokens, draft.first, draft.end));
        let long = draft.end > draft.first + 1;
        let key = match &draft.reading {
            Reading::Known(known) if known.kind == EntityKind::Organisation && !known.weak && long => {
                EntityKey::new(known.kind, known.name)
            }
            Reading::Headed(EntityKind::Organisation, _) | Reading::Tagged(Coarse::Organisation)
                if long && is_legal_form(tokens.key(draft.end - 1)) =>
            {
                own()
            }
            Reading::FullName | Reading::Tagged(Coarse::Person) if long && employs(tokens, draft) => own(),
            _ => return,
        };
        self.0.add(capitals(tokens, draft.first, draft.end), key);
    }
}

impl Article<'_> {
    /// Gives the firm that a name which looks like a person's is, or begins.
    pub(super) fn firm(&self, tokens: &Tokens<'_>, draft: &Draft) -> Option<&EntityKey> {
        if draft.titled || draft.role.is_some() {
            return None;
        }
        let words = capitals(tokens, draft.first, draft.end);
        let given = tokens.is(draft.first, Class::GIVEN);
        self.firms.0.exact(&words).or_else(|| self.firms.0.part(&words).filter(|_| !given))
    }
}

/// Tells whether a word ends the names of firms and of nobody else.
pub(super) fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "ag" | "bros"
            | "brothers"
            | "co"
            | "corp"
            | "cos"
            | "gmbh"
            | "inc"
            | "llc"
            | "llp"
            | "ltd"
            | "nv"
            | "plc"
            | "sa"
            | "spa"
    )
}

/// `Merrill Lynch economist Bob Miller`: firms have analysts; `Trump adviser` and the like are of people too.
fn employs(tokens: &Tokens<'_>, draft: &Draft) -> bool {
    let beside = tokens.gap(draft.end) == Gap::Space && !tokens.possessive(draft.end - 1) && !draft.titled;
    let trade = matches!(
        tokens.key(draft.end),
        "analyst"
            | "analysts"
            | "broker"
            | "brokers"
            | "dealer"
            | "dealers"
            | "economist"
            | "economists"
            | "trader"
            | "traders"
    );
    beside && trade && !tokens.capital(draft.end)
}
