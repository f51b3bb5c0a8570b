//! Parts side by side. In: parts in their order, each with or without `AND` before it. Out: one query under a match mode.
//! Must not know tokens.

use super::ast::Query;
use super::options::MatchMode;

/// One part with what its signs say.
pub(super) struct Operand {
    pub(super) query: Query,
    /// Whether `+` stood before it.
    pub(super) required: bool,
}

/// Parts side by side, those joined by `AND` together.
#[derive(Default)]
pub(super) struct Sequence {
    chains: Vec<Vec<Operand>>,
}

impl Sequence {
    pub(super) fn is_empty(&self) -> bool {
        self.chains.is_empty()
    }

    /// Adds a part, to the one before it when `AND` joins the two.
    pub(super) fn push(&mut self, operand: Operand, joined: bool) {
        match self.chains.last_mut() {
            Some(chain) if joined => chain.push(operand),
            _ => self.chains.push(vec![operand]),
        }
    }

    /// Gives the query, or nothing when there are no parts.
    pub(super) fn query(self, match_mode: MatchMode) -> Option<Query> {
        match match_mode {
            MatchMode::All => all(self.chains.into_iter().flatten().map(|operand| operand.query).collect()),
            MatchMode::Any => self.any(),
        }
    }

    /// Makes alternatives of the parts, except of those that only make sense as conditions on all of them.
    fn any(self) -> Option<Query> {
        let (mut conditions, mut alternatives) = (Vec::new(), Vec::new());
        for chain in self.chains {
            let condition = chain.len() == 1 && chain.iter().all(is_condition);
            let part = all(chain.into_iter().map(|operand| operand.query).collect());
            if condition { conditions.extend(part) } else { alternatives.extend(part) }
        }
        let alternative = if alternatives.len() > 1 { Some(Query::Or(alternatives)) } else { alternatives.pop() };
        all(alternative.into_iter().chain(conditions).collect())
    }
}

/// `a b -c` asks for `a` or `b`, and never for everything without `c`; a day narrows in the same way.
fn is_condition(operand: &Operand) -> bool {
    operand.required || matches!(operand.query, Query::Not(_) | Query::Days(_))
}

fn all(mut parts: Vec<Query>) -> Option<Query> {
    if parts.len() > 1 { Some(Query::And(parts)) } else { parts.pop() }
}
