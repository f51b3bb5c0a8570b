//! The rules by name. In: nothing. Out: one line on each, for people who ask why.

use crate::mention::Rule;

/// Every rule that a quantity may carry, with what it means; sorted by name.
pub const RULES: &[(&str, &str)] = &[
    ("age", "a number of years between commas after a name, or before `old`"),
    ("compound", "a figure and a unit joined by a hyphen before what they describe: `30-day ceasefire`"),
    ("measure", "a figure and a unit of measure, with what follows `of`"),
    ("money", "a figure with a sign or word of a currency"),
    ("number-noun", "a figure and the plural after it, or `one` and a singular"),
    ("number-verb", "a figure alone beside a verb that befalls people or things: `killing 12`"),
    ("of-counted", "a figure before `of` and a greater one: it counts what that one does, `31 of its 48 beds`"),
    ("of-them", "a figure before `of them`: what the figure before it counts"),
    ("of-things", "a figure before `of` and a plural"),
    ("percent", "a share, with what follows `of`"),
    (
        "same-thing",
        "a figure that goes on counting what the one before it counts or measures: `12 people were killed and nine hurt`",
    ),
    ("share", "two figures that tell a share: `one in five children`"),
    ("toll", "a figure that a toll reached: `the death toll rose to 27`"),
];

/// Gives a rule of the table.
pub(super) fn rule(name: &'static str) -> Rule {
    Rule::listed(RULES, name)
}

/// Gives the meaning of a rule, where it is one of [`RULES`].
pub fn meaning(rule: &Rule) -> Option<&'static str> {
    rule.meaning_in(RULES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_unique_and_told() {
        assert!(RULES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(RULES.iter().all(|(_, meaning)| !meaning.is_empty()));
    }
}
