//! A mention of an entity in a paragraph. In: what an annotator found. Out: plain values.

use serde::{Deserialize, Serialize};

use crate::entity::EntityKey;
use crate::span::Span;

/// One place in a paragraph where an entity is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The bytes of the name, without title, role or possessive ending.
    pub span: Span,
    /// The positions of its first and one past its last word in the paragraph.
    pub words: (u32, u32),
    /// The entity it stands for in this article.
    pub key: EntityKey,
    /// The title or role that stood beside it, as written (`French President`).
    pub role: Option<String>,
    /// Why it was taken for this entity.
    pub rule: Rule,
}

/// The name of the rule that inferred a fact, such as `surname` or `country-lexicon`.
///
/// Names are stable: they are stored, printed and documented.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rule(pub std::borrow::Cow<'static, str>);

impl Rule {
    /// Names a rule that is known when the program is built.
    pub const fn named(name: &'static str) -> Self {
        Self(std::borrow::Cow::Borrowed(name))
    }
}

impl Rule {
    /// Names a rule of a sorted table of names and meanings.
    pub(crate) fn listed(table: &[(&str, &str)], name: &'static str) -> Self {
        debug_assert!(table.binary_search_by(|(rule, _)| (*rule).cmp(name)).is_ok(), "`{name}` is not in the table");
        Self::named(name)
    }

    /// Gives what it means, where a sorted table holds it.
    pub(crate) fn meaning_in(&self, table: &[(&str, &'static str)]) -> Option<&'static str> {
        let at = table.binary_search_by_key(&self.0.as_ref(), |(name, _)| name).ok()?;
        table.get(at).map(|(_, meaning)| *meaning)
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
