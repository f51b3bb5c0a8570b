//! Every rule that a quotation or a speaker may carry, with a text in which it is the reason.

use super::parts;
use crate::quotation::{RULES, meaning};

const TEXTS: [(&str, &str); 20] = [
    ("according-to", "According to Mary Jones, the dam broke."),
    ("antecedent", "They met Mary Jones, who said that the dam was safe."),
    ("clause", "Mary Jones said that the dam was safe."),
    ("description", "Spokesman Paul Lind left.\n“We are done,” the spokesman said."),
    ("fragment", "Mary Jones said the dam was a “ticking time bomb” for the town."),
    ("gapped", "Mary Jones opened the dam and said that it was safe."),
    ("headline", "Mary Jones: Dam must go before winter"),
    ("introduced", "Mary Jones went on to say:\n“We will build it again, stone by stone.”"),
    ("marks", "“The dam is safe,” Mary Jones said."),
    ("marks-alone", "“The dam was never safe at all.”"),
    ("no-speech", "The “time bomb” dam broke."),
    ("pronoun", "Mary Jones closed the road. “It is not safe,” she said."),
    ("resumed", "“It is safe,” Mary Jones said. “It always was.”"),
    ("sentence-before", "Mary Jones shook her head. “We were never told about the cracks.”"),
    ("signature", "“We lost the house.” — Mary Jones"),
    ("subject-after", "“The dam is safe,” said Mary Jones."),
    ("subject-before", "Mary Jones said that the dam was safe."),
    ("transcript", "Mary Jones met Paul Lind.\nJONES: Is it safe?\nLIND: It is."),
    ("turn", "“It is safe,” Mary Jones said.\n“It always was and it will be.”"),
    (
        "turn-alternate",
        "“Is it safe?” Mary Jones asked.\n“It is,” Paul Lind said.\n“Are you sure of that?”\n“I am, as sure as one can be.”",
    ),
];

#[test]
fn every_rule_is_the_reason_of_something() {
    let names: Vec<&str> = TEXTS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, RULES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for (name, text) in TEXTS {
        let text = if name == "headline" { text.to_owned() } else { format!("News\n{text}") };
        let mut rules = Vec::new();
        for (.., part) in parts(&text) {
            rules.extend(part.speakers.iter().map(|speaker| speaker.rule.clone()));
            rules.push(part.rule);
        }
        assert!(rules.iter().any(|rule| rule.0 == name), "{name}: {rules:?}");
        assert!(rules.iter().all(|rule| meaning(rule).is_some()), "{rules:?}");
    }
}
