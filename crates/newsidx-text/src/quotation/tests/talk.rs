//! What only the article tells: pronouns, turns, headlines, signatures, words that run over paragraphs.

use super::{check, parts, row};

#[test]
fn nobody_speaks_of_himself_by_name() {
    check(
        "Egypt's foreign minister, Karim Nabil, rejected the claim. \"Ms Bekele said the same thing two years ago,\" he said.",
        &[
            "p1 rejected indirect: Karim Nabil: the claim",
            "p1 said direct: Karim Nabil via he: Ms Bekele said the same ",
        ],
    );
    check(
        "Peter Hall said he was tired. \"Dan Cole did badly,\" he said.",
        &["p1 said indirect: Peter Hall: he was tired", "p1 said direct: Peter Hall via he: Dan Cole did badly,"],
    );
}

#[test]
fn a_speaker_named_at_the_end_spoke_it_all() {
    let found = parts(
        "News\n“We won,” John Smith said.\n“We had no water for days.\n“Nobody came to help us,” said Yusuf Bakari.",
    );
    let ids: Vec<(u32, u32, u32)> = found.iter().map(|(_, no, part)| (*no, part.quotation, part.part)).collect();
    assert_eq!(ids, [(1, 0, 0), (2, 1, 0), (3, 1, 1)]);
    assert!(found.iter().skip(1).all(|(.., part)| part.speakers.iter().all(|speaker| speaker.name == "Yusuf Bakari")));
    assert!(found.iter().all(|(.., part)| part.speakers.len() == 1));
}

#[test]
fn a_mark_left_open_reaches_no_further_than_the_next_paragraph() {
    check(
        "Ana Silva said: “We lost it all.\nThe rain fell on the town.\nThe river rose.\n“We had no bread for a week.\n“Nobody came,” said Paul Weber.",
        &[
            "p1 said direct: Ana Silva: We lost it all.",
            "p4 said direct: Paul Weber: We had no bread for a we",
            "p5 said direct: Paul Weber: Nobody came,",
        ],
    );
}

#[test]
fn headlines_report_after_a_colon() {
    let rows = |text: &str| parts(text).iter().map(row).collect::<Vec<_>>();
    assert_eq!(rows("Barack Obama: Congress must act now"), ["p0 - indirect: Barack Obama: Congress must act now"]);
    assert_eq!(rows("Congress must act now: Barack Obama"), ["p0 - indirect: Barack Obama: Congress must act now"]);
    assert_eq!(rows("Analysis: Congress must act now"), [""; 0]);
}

#[test]
fn pronouns_and_turns_are_inferred() {
    check(
        "Chairwoman Mary Jones met John Smith.\n“It went well,” she said.",
        &["p2 said direct: Mary Jones via she: It went well,"],
    );
    check(
        "Spokesman John Smith left.\n“We are done,” the spokesman said.",
        &["p2 said direct: John Smith via the spokesman: We are done,"],
    );
    check("“It went well,” she said.", &["p1 said direct: she via she: It went well,"]);
    check(
        "“We won,” John Smith said.\n“We will win again next year.”",
        &["p1 said direct: John Smith: We won,", "p2 - direct: John Smith: We will win again next y"],
    );
}

#[test]
fn quotations_run_over_paragraphs() {
    let found = parts("News\n“We won,” John Smith said. “It was hard.\n“It was long.\n“It is over.”\nHe left.");
    let ids: Vec<(u32, u32, u32)> = found.iter().map(|(_, no, part)| (*no, part.quotation, part.part)).collect();
    assert_eq!(ids, [(1, 0, 0), (1, 0, 1), (2, 0, 2), (3, 0, 3)]);
    assert!(found.iter().all(|(.., part)| part.speakers.iter().all(|speaker| speaker.name == "John Smith")));
}

#[test]
fn words_are_signed_after_a_dash() {
    check("“We won it all.” — John Smith", &["p1 - direct: John Smith: We won it all."]);
    check("\"We won it all.\" -- Maria Santos, farmer, 54", &["p1 - direct: Maria Santos: We won it all."]);
    check("“We won it all.”\n— Maria Santos", &["p1 - direct: Maria Santos: We won it all."]);
    check("“We won,” he said — John Smith was not there.", &["p1 said direct: he via he: We won,"]);
    check("“We won it all” — John Smith — was the headline.", &["p1 - direct: : We won it all"]);
}

#[test]
fn turns_of_a_transcript_are_their_speakers() {
    check(
        "Host Chris Wallace met Mike Pence.\nWALLACE: Will you go?\nGOV. PENCE (R-IN): He said “no” twice.\n(CROSSTALK)",
        &["p2 - direct: Chris Wallace: Will you go?", "p3 - direct: Mike Pence via GOV. PENCE: He said “no” twice."],
    );
    check("Chris Wallace met Mike Pence.\nWALLACE: Will you go?\nHe left.", &[]);
    check(
        "Chris Wallace met Mike Pence.\nMR. WALLACE: Will you go?\nTHE WITNESS: I will not.\nPENCE: (LAUGHING) No.",
        &[
            "p2 - direct: Chris Wallace: Will you go?",
            "p3 - direct: THE WITNESS: I will not.",
            "p4 - direct: Mike Pence via PENCE: No.",
        ],
    );
    check(
        "Anna Cole met Paul Lind.\nAnna Cole: Will you go?\nLind: I will not.\nCole: Why?",
        &[
            "p2 - direct: Anna Cole: Will you go?",
            "p3 - direct: Paul Lind: I will not.",
            "p4 - direct: Anna Cole: Why?",
        ],
    );
    check("Anna Cole met Paul Lind.\nAnna Cole: A life in pictures\nLind: A life in words", &[]);
    check("Anna Cole: 1,769.\nPaul Lind: 1,504.\nCole: 12.\nLind: 19.", &[]);
    check("Anna Cole: See you later?\nPaul Lind: Do you care?\nMary Doe: You are out.", &[]);
    check(
        "Mayor Anna Cole: I will go.\nPaul Lind (Opposition): Will you stay?\nCole: I will not.",
        &[
            "p1 - direct: Anna Cole: I will go.",
            "p2 - direct: Paul Lind: Will you stay?",
            "p3 - direct: Anna Cole: I will not.",
        ],
    );
    check("WATCH: The match\nREAD MORE: Ten things to know\nWATCH: The match again", &[]);
    check("LONDON: Two people died.\nPARIS: Two people left.", &[]);
}
