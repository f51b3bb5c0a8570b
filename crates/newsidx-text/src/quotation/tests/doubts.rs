//! Where the nearest name is not the one that speaks, and where nothing was said.

use super::{check, parts};

#[test]
fn an_opening_question_leaves_the_main_clause_its_subject() {
    check(
        "Governor Janet Cole spoke at noon. “We will see,” Cole said.\nAsked whether she agreed with Cole that the frost would last, Mary Lind said she did not like the word. “I used it once,” she said. “Never again.”",
        &[
            "p1 said direct: Janet Cole: We will see,",
            "p2 said indirect: Mary Lind: she did not like the wor",
            "p2 said direct: Mary Lind via she: I used it once,",
            "p2 said direct: Mary Lind via she: Never again.",
        ],
    );
}

#[test]
fn a_helping_verb_before_a_colon_has_its_own_subject() {
    check(
        "Anna Cole said the birds were gone. “We looked,” she said.\nHer neighbour, Peter Okoye, would not: “Nine is nine, whoever looks.”",
        &[
            "p1 said indirect: Anna Cole: the birds were gone",
            "p1 said direct: Anna Cole via she: We looked,",
            "p2 - direct: : Nine is nine, whoever lo",
        ],
    );
    check(
        "Anna Cole said the birds were gone.\nHer neighbour, Peter Okoye, did: “Nine is nine, whoever looks.”",
        &["p1 said indirect: Anna Cole: the birds were gone", "p2 - direct: Peter Okoye: Nine is nine, whoever lo"],
    );
}

#[test]
fn nobody_answers_his_own_question() {
    check(
        "“Did you sell the boat?” asked Henry Cole.\n“No.”",
        &["p1 asked direct: Henry Cole: Did you sell the boat?", "p2 - direct: : No."],
    );
    check(
        "Mary Lind said the boat was lost.\n“Did you sell it to him?” asked Henry Cole.\n“No, never.”",
        &[
            "p1 said indirect: Mary Lind: the boat was lost",
            "p2 asked direct: Henry Cole: Did you sell it to him?",
            "p3 - direct: Mary Lind: No, never.",
        ],
    );
    check(
        "Mary Lind said the boat was lost. Omar Haddad said it was his.\n“Did you sell it to him?” asked Henry Cole.\n“No, never.”",
        &[
            "p1 said indirect: Mary Lind: the boat was lost",
            "p1 said indirect: Omar Haddad: it was his",
            "p2 asked direct: Henry Cole: Did you sell it to him?",
            "p3 - direct: : No, never.",
        ],
    );
    check(
        "“Who sold it?” Mary Lind asked Henry Cole.\n“I did,” Cole said.\n“Why?”\n“Because I could.”",
        &[
            "p1 asked direct: Mary Lind: Who sold it?",
            "p2 said direct: Henry Cole: I did,",
            "p3 - direct: Mary Lind: Why?",
            "p4 - direct: Henry Cole: Because I could.",
        ],
    );
}

#[test]
fn a_relative_is_not_the_one_whom_the_text_is_about() {
    check(
        "His son Henry Cole said the house was full.\nBorn in Oslo in 1931, he came to Leeds by boat. “So I walked,” he said in a talk.",
        &["p1 said indirect: Henry Cole: the house was full", "p2 said direct: he via he: So I walked,"],
    );
    check(
        "“We lost,” said Mary Lind, whose husband, Henry Lind, owns the farm. “We knew,” she said. “He did not,” he said.",
        &[
            "p1 said direct: Mary Lind: We lost,",
            "p1 said direct: Mary Lind via she: We knew,",
            "p1 said direct: Henry Lind via he: He did not,",
        ],
    );
    check(
        "Italian Franco Ricci said he was tired. “We won,” the Serb said.",
        &["p1 said indirect: Franco Ricci: he was tired", "p1 said direct: the Serb: We won,"],
    );
}

#[test]
fn what_was_not_said_is_given_to_nobody() {
    check("Mary Lind would have said that the boat was lost.", &[]);
    check("Mary Lind was not the one who said that the boat was lost.", &[]);
    check("Hardly anyone said that the boat was lost. Few said that it was old.", &[]);
    check("Stop telling children that the boat was lost.", &[]);
    check(
        "“We will win,” Mary Lind said.\n“Sail now!” — a poster in The Times, 1912",
        &["p1 said direct: Mary Lind: We will win,", "p2 - direct: : Sail now!"],
    );
    check(
        "The farm lost a million crowns, it said on Monday, missing a target of two million.",
        &["p1 said indirect: it via it: The farm lost a million "],
    );
}

#[test]
fn a_place_or_a_firm_beside_the_name_does_not_speak() {
    check(
        "Cllr Mary Lind (Con, Leeds East) said the boat was lost.",
        &["p1 said indirect: Mary Lind: the boat was lost"],
    );
    check("Henry Cole (SNP, Perth) said the boat was lost.", &["p1 said indirect: Henry Cole: the boat was lost"]);
    check(
        "Analyst Henry Cole at Lind & Co, who likes the boat, said the sea was calm.",
        &["p1 said indirect: Henry Cole: the sea was calm"],
    );
    check(
        "The sea may be calm by noon at last, Sen. Mary Lind (R-Ohio) told the paper.",
        &["p1 told indirect: Mary Lind: The sea may be calm by n"],
    );
    check("Mary Lind (left), the mayor, said the sea was calm.", &["p1 said indirect: Mary Lind: the sea was calm"]);
    check(
        "Mary Lind, a nurse (and a mother of two), said the sea was calm.",
        &["p1 said indirect: Mary Lind: the sea was calm"],
    );
    check("Lind & Brewer said the sea was calm.", &["p1 said indirect: Lind & Brewer: the sea was calm"]);
    check(
        "They saw a study by Mary Lind of Leeds University, which found that fish sleep.",
        &["p1 found indirect: a study by Mary Lind of Leeds University: that fish sleep"],
    );
    check("Mary Lind of Cole & Cole said the sea was calm.", &["p1 said indirect: Mary Lind: the sea was calm"]);
}

#[test]
fn what_somebody_else_said_ends_the_content() {
    check(
        "Mary Lind claimed victory on Sunday in a race that her rival, Henry Cole, said had been rigged.",
        &["p1 claimed indirect: Mary Lind: victory on Sunday", "p1 said indirect: Henry Cole: had been rigged"],
    );
    check(
        "Mary Lind called Cole “the only honest man here”, to which Henry Cole replied that she had been rude.",
        &[
            "p1 called partial: Mary Lind: the only honest man here",
            "p1 replied indirect: Henry Cole: that she had been rude",
        ],
    );
    check(
        "Mary Lind said she won after Henry Cole said that he was ill.",
        &["p1 said indirect: Mary Lind: she won", "p1 said indirect: Henry Cole: that he was ill"],
    );
    check(
        "Henry Cole told police that he was ill that night, a jury heard on Monday.",
        &["p1 told indirect: Henry Cole: that he was ill that nig"],
    );
    let found = parts("News\nHenry Cole told police that he was ill, a jury heard on Monday.");
    assert_eq!(found.first().map(|(words, ..)| words.as_str()), Some("that he was ill"));
}

#[test]
fn no_time_and_no_apposition_is_the_subject() {
    check(
        "Last winter a minister stood in the rain and said that the road was shut.",
        &["p1 said indirect: a minister: that the road was shut"],
    );
    check(
        "The figure is from a 2018 paper by Mary Lind and her student Paul Cole, which claimed that the ice was old.",
        &["p1 claimed indirect: a 2018 paper by Mary Lind and her student Paul Cole: that the ice was old"],
    );
    check(
        "Nordic Rail (NRL), a leading provider of trams, and the City of Leeds announced a deal to build a line.",
        &["p1 announced indirect: Nordic Rail + City of Leeds: a deal to build a line"],
    );
    check(
        "13:50 “My aunt called at noon. She said, ‘Bring bread,’” says Henry Cole. “She was well.”",
        &["p1 said direct: Henry Cole: My aunt called at noon. ", "p1 said direct: Henry Cole: She was well."],
    );
    check(
        "14:30 Three of the nine roads are shut, engineers say.",
        &["p1 said indirect: engineers: Three of the nine roads "],
    );
}
