//! Who speaks and what is reported within a sentence.

use super::{check, parts};

#[test]
fn words_in_marks_find_the_clause_beside_them() {
    check("“We won,” John Smith said.", &["p1 said direct: John Smith: We won,"]);
    check("“We won,” said John Smith.", &["p1 said direct: John Smith: We won,"]);
    check("John Smith said: “We won.”", &["p1 said direct: John Smith: We won."]);
    check("John Smith told reporters on Monday, “We won it all.”", &["p1 told direct: John Smith: We won it all."]);
    check("\"We won!\" beamed John Smith.", &["p1 beamed direct: John Smith: We won!"]);
    check("‘We won,’ John Smith said.", &["p1 said direct: John Smith: We won,"]);
    check(
        "“We won,” said the mayor, John Smith, on Friday. “All of us.”",
        &["p1 said direct: John Smith: We won,", "p1 said direct: John Smith: All of us."],
    );
}

#[test]
fn fragments_take_the_speaker_of_their_clause() {
    check(
        "John Smith said the plan was a “total disaster” for the city.",
        &["p1 said indirect: John Smith: the plan was a “total di", "p1 said partial: John Smith: total disaster"],
    );
    check("The “fuel and energy” plant burned.", &["p1 - scare: : fuel and energy"]);
    check("Angela Merkel watched “Gone With the Wind” at home.", &["p1 - scare: : Gone With the Wind"]);
}

#[test]
fn reported_clauses_have_a_speaker() {
    check("Two people died, police said.", &["p1 said indirect: police: Two people died"]);
    check(
        "According to local officials, two people died.",
        &["p1 according to indirect: local officials: two people died"],
    );
    check(
        "Two people died, according to local officials.",
        &["p1 according to indirect: local officials: Two people died"],
    );
    check("John Smith declined to resign.", &["p1 declined indirect: John Smith: to resign"]);
    check(
        "John Smith, who lives in Paris, denied that he had left.",
        &["p1 denied indirect: John Smith: that he had left"],
    );
    check(
        "John Smith said taxes were high and warned that they would rise.",
        &["p1 said indirect: John Smith: taxes were high", "p1 warned indirect: John Smith: that they would rise"],
    );
    check("The claims were made on Monday.", &[]);
    check("The plan was announced on Monday.", &[]);
}

#[test]
fn what_was_not_said_is_nobodys_words() {
    check("Dan Cole never said it was arson.", &[]);
    check("Emmanuel Macron did not say that the truce holds.", &[]);
    check("Neither Paul Lind nor Dan Cole would say who called.", &[]);
    check("Neither side would explain the difference.", &[]);
    check("If Joe Biden says that the war ended, markets will rise.", &[]);
    check("Mario Rossi did not deny meeting the builder.", &[]);
    check("Dan Cole declined to say who called.", &[]);
    check("Dan Cole left without saying who called.", &[]);
    check("No one in the village said that the dam was safe.", &[]);
    check("Dan Cole never said: “It was arson all along.”", &["p1 - scare: : It was arson all along."]);
    check(
        "Dan Cole did not say he was sad, but said the mayor was wrong.",
        &["p1 said indirect: Dan Cole via he: the mayor was wrong"],
    );
    check("Dan Cole not only said that the dam was safe.", &["p1 said indirect: Dan Cole: that the dam was safe"]);
}

#[test]
fn words_of_the_reporter_are_not_said() {
    check(
        "“I want a peach,” Anna Smith said when she was asked about her plans.",
        &["p1 said direct: Anna Smith: I want a peach,"],
    );
    check(
        "“Nobody came here to lose time,” mediator Mario Berruti told reporters in Geneva, where the talks go on.",
        &["p1 told direct: Mario Berruti: Nobody came here to lose"],
    );
    check("Finance ministers from twelve West African states met in Accra on Monday.", &[]);
    check("Paul Lind agreed a four-year contract with the club.", &[]);
    check("The prosecutor got the sentence he asked: six years in prison.", &[]);
}

#[test]
fn described_speakers_end_a_sentence() {
    check(
        "On Monday the dam failed again, officials said.",
        &["p1 said indirect: officials: On Monday the dam failed"],
    );
    check(
        "The dam is safe, a Western diplomat who asked not to be named said on Thursday.",
        &["p1 said indirect: a Western diplomat: The dam is safe"],
    );
}

#[test]
fn to_call_a_thing_so_is_to_state() {
    let class = |text: &str| {
        let cue = parts(text).into_iter().find_map(|(.., part)| part.cue);
        cue.map(|cue| cue.class.name())
    };
    assert_eq!(class("News\nPaul Lind called the sinking a crime."), Some("said"));
    assert_eq!(class("News\nPaul Lind called for a truce."), Some("demanded"));
}

#[test]
fn what_follows_a_full_stop_is_another_sentence() {
    check(
        "At least 12 people were hurt, Mayor Ana Duarte said. \"We were not ready,\" she added.",
        &[
            "p1 said indirect: Ana Duarte: At least 12 people were ",
            "p1 added direct: Ana Duarte via she: We were not ready,",
        ],
    );
}

#[test]
fn subjects_stand_before_all_that_describes_them() {
    check(
        "“It is an invasion,” Scott Pruitt, the attorney general of Oklahoma, one of the 28 states that sued, said.",
        &["p1 said direct: Scott Pruitt: It is an invasion,"],
    );
    check(
        "The army crossed the river, said a diplomat who asked not to be named.",
        &["p1 said indirect: a diplomat: The army crossed the riv"],
    );
    check(
        "The army crossed the river, said a senior official.",
        &["p1 said indirect: a senior official: The army crossed the riv"],
    );
    check("The army crossed the river, said a commission had met.", &[]);
    check("Mary Jones went on to say that it failed.", &["p1 said indirect: Mary Jones: that it failed"]);
    check(
        "Small groups of people marched, chanting “What curfew? What?”",
        &["p1 chanted direct: Small groups of people: What curfew? What?"],
    );
    check("Crowds chanted “What curfew?” and kept going.", &["p1 chanted direct: Crowds: What curfew?"]);
}
