//! The rules by name. In: nothing. Out: one line on each, for people who ask why.

use crate::mention::Rule;

/// Every rule that a date may carry, with what it means; sorted by name.
pub const RULES: &[(&str, &str)] = &[
    ("ago", "so many units of time before the day of publication, or after it: `two years ago`"),
    ("ago-quarter", "the quarter named before, a year earlier: `a year ago`"),
    ("century", "a century by its number"),
    ("coming", "the first week, month or the like that does not begin before the day of publication"),
    ("current", "the weekend, quarter or year that the tense of the sentence asks for"),
    ("day", "day, month and year as written"),
    ("day-of-month", "a day of the month that the tense of the sentence asks for: `on the 18th`, `Friday 31`"),
    ("decade", "a decade as written"),
    ("from-named", "counted from the date named before it: `a year earlier`, `the next day`"),
    ("half-year", "half a year; the year is written, or chosen by the tense of the sentence"),
    ("holiday", "the day of a listed holiday nearest to the publication, or in the year written"),
    ("month", "a month; the year is chosen by the tense of the sentence"),
    ("month-day", "a day of a month; the year is that nearest to the publication, or the one that the tense asks for"),
    ("month-year", "month and year as written"),
    ("overnight", "the night before the day of publication"),
    ("quarter", "a quarter of a year; the year is written, or chosen by the tense of the sentence"),
    ("range", "from the first day written to the last"),
    ("relative-day", "so many days from the day of publication: `yesterday`"),
    ("season", "three months; the year is written, or chosen by the tense of the sentence"),
    ("shifted", "a week, month or the like by its distance from the publication: `last week`"),
    ("since", "a date as written, after `since`: what is told of began in it"),
    ("speech-day", "so many days from the day on which the words were spoken, where their sentence tells it"),
    ("stretch", "so many units of time up to the day of publication, or from it on: `the past three years`"),
    ("that-named", "the day, quarter or the like that holds the date named before: `that day`"),
    ("vague-future", "a time to come that no calendar names: `soon`"),
    ("vague-past", "a time gone by that no calendar names: `recently`"),
    ("vague-present", "the time of writing: `now`"),
    ("week-of", "the week of a day that is written, or a week of a month or year by its number"),
    ("weekday-any", "a day of the week, none in particular"),
    ("weekday-assumed", "the last such day before the publication, or its own: no verb says otherwise"),
    (
        "weekday-future",
        "the next such day from the publication on, or with `week` the one after: the sentence tells of what is to come",
    ),
    ("weekday-last", "the last such day before the day of publication: `last Friday`"),
    ("weekday-next", "such a day of the week after that of the publication: `next Friday`"),
    ("weekday-past", "the last such day up to the publication: the sentence tells of what was"),
    ("weekday-this", "such a day next to the publication: `this Friday`"),
    ("year", "a year as written"),
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
