//! The rules of quotations by name. In: nothing. Out: one line on each, for people who ask why.

use crate::mention::Rule;

/// Every rule that a quotation or a speaker may carry, with what it means; sorted by name.
pub const RULES: &[(&str, &str)] = &[
    ("according-to", "the name after `according to`"),
    ("antecedent", "the name before `who`"),
    ("clause", "words in a clause that a verb of speech reports"),
    ("description", "the one person of the article whom such a title or role describes"),
    ("fragment", "words in quotation marks inside a reported clause"),
    ("gapped", "the subject of an earlier verb of the sentence, which this verb shares"),
    ("headline", "a name beside the colon of a headline"),
    ("introduced", "words in quotation marks after a paragraph that ends in a colon"),
    ("marks", "words in quotation marks beside a verb of speech"),
    ("marks-alone", "words in quotation marks that no verb of speech reports where they stand"),
    ("no-speech", "quotation marks where nothing reports an act of speech"),
    ("pronoun", "a pronoun that stands for the last name that fits it"),
    ("resumed", "words in quotation marks that go on after the verb of speech, or in the next paragraph"),
    ("sentence-before", "words in quotation marks after a sentence about a person, which reports nothing itself"),
    ("signature", "the name after a dash that signs words in quotation marks"),
    ("subject-after", "the subject that follows its verb of speech"),
    ("subject-before", "the subject of a verb of speech"),
    ("transcript", "the name in capitals before the colon of a turn, in an article with several"),
    ("turn", "the speaker of the words before"),
    ("turn-alternate", "the other speaker of a talk between two"),
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
