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
fn a_day_stands_between_subject_and_verb() {
    check("Ana Silva on Thursday said the plant was safe.", &["p1 said indirect: Ana Silva: the plant was safe"]);
    check("The firm yesterday denied it was for sale.", &["p1 denied indirect: The firm: it was for sale"]);
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
    assert_eq!(class("News\nPaul Lind agreed: “A truce can start in an hour.”"), Some("said"));
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

#[test]
fn a_negation_of_what_is_wanted_is_part_of_it() {
    check(
        "Judge Ana Silva told the jury not to read the news.",
        &["p1 told indirect: Ana Silva: not to read the news"],
    );
    check("Paul Lind promised not to sell.", &["p1 promised indirect: Paul Lind: not to sell"]);
    check("The union told its drivers not to work.", &["p1 told indirect: The union: not to work"]);
}

#[test]
fn what_is_still_to_be_said_is_not_said() {
    check("The tribunal must confirm the count by May 3.", &[]);
    check("The party will announce its candidate on Friday.", &[]);
    check("Ana Silva neither confirmed nor denied that the deal was dead.", &[]);
    check("Neither Lind nor her deputy, Paul Weber, would say how long it lasts.", &[]);
    check("Paul Weber, 47, denies murder.", &[]);
    check("Paul Weber gave up after calling his mother.", &[]);
}

#[test]
fn the_inner_clause_reports_a_fragment() {
    check(
        "Omar Diallo claimed victory in a vote that his rival, President Luis Mendes, said had been “stolen at noon”.",
        &["p1 said indirect: Luis Mendes: had been “stolen at noon", "p1 said partial: Luis Mendes: stolen at noon"],
    );
    check(
        "Ana Silva defended the bridge after councillor Paul Weber called it “a road to nowhere”.",
        &["p1 defended indirect: Ana Silva: the bridge", "p1 called partial: Paul Weber: a road to nowhere"],
    );
    check(
        "Her remarks echoed those of Paul Weber, who last month said the bank was “in no rush”.",
        &["p1 said indirect: Paul Weber: the bank was “in no rush", "p1 said partial: Paul Weber: in no rush"],
    );
    check(
        "Ana Silva left after a speech that her rivals called “hollow.”",
        &["p1 called partial: her rivals: hollow."],
    );
}

#[test]
fn what_hangs_on_a_preposition_does_not_speak_with_the_next() {
    check(
        "The head of the port and the mayor said the quay was safe.",
        &["p1 said indirect: The head of the port + the mayor: the quay was safe"],
    );
    check(
        "Ana Silva said the town would respond “at once” to the letter.",
        &["p1 said indirect: Ana Silva: the town would respond “", "p1 said partial: Ana Silva: at once"],
    );
}

#[test]
fn one_report_goes_on_after_and_that_or_but() {
    check(
        "Ana Silva said the town had sent two boats, but that none had come back.",
        &["p1 said indirect: Ana Silva: the town had sent two bo"],
    );
    let whole = |text: &str| parts(text).into_iter().map(|(words, ..)| words).collect::<Vec<_>>();
    assert_eq!(
        whole("News\nAna Silva said three were killed in Lima, and that 90 were hurt."),
        ["three were killed in Lima, and that 90 were hurt"]
    );
    assert_eq!(
        whole("News\nAna Silva said Weber accepted the ruling but intended to go on."),
        ["Weber accepted the ruling but intended to go on"]
    );
}

#[test]
fn datelines_and_brackets_are_whole() {
    let words = |text: &str| parts(text).into_iter().map(|(words, ..)| words).collect::<Vec<_>>();
    assert_eq!(
        words("News\nLIMA, June 3 (Andes Wire) - Two boats sank overnight in the port, officials said."),
        ["Two boats sank overnight in the port"]
    );
    assert_eq!(
        words("News\nAccording to Ana Silva, the killers were paid 50,000 reais ($8,600)."),
        ["the killers were paid 50,000 reais ($8,600)"]
    );
    check(
        "At least 12 people died, two ministers said on Monday.",
        &["p1 said indirect: two ministers: At least 12 people died"],
    );
}

#[test]
fn cues_are_read_whole() {
    check("Ana Silva hit back: “It is you who broke it.”", &["p1 hit back direct: Ana Silva: It is you who broke it."]);
    check("“I have,” Weber shot back.", &["p1 shot back direct: Weber: I have,"]);
    check("“My house is gone,” Ana Silva weeps.", &["p1 wept direct: Ana Silva: My house is gone,"]);
    check(
        "Paul Weber shouted from the roof: “Shame on you!” He did not say why.",
        &["p1 shouted direct: Paul Weber: Shame on you!"],
    );
    check("Paul Weber got out. Ana Silva said “I was ready”.", &["p1 said direct: Ana Silva: I was ready"]);
}

#[test]
fn what_a_speaker_keeps_back_is_not_said() {
    check(
        "Anna Lind confirmed that talks would go on but refrained from naming a day.",
        &["p1 confirmed indirect: Anna Lind: that talks would go on"],
    );
    check(
        "Anna Lind said that talks would go on but did not elaborate.",
        &["p1 said indirect: Anna Lind: that talks would go on"],
    );
}
