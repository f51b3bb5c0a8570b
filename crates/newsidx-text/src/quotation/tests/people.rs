//! Whom pronouns and descriptions stand for, and where nobody can tell.

use super::check;

#[test]
fn a_pronoun_stands_for_the_subject_it_fits() {
    check(
        "Lucy Stein's manager, the former skater Helga Brandt, wept. “She earned it,” she said.",
        &["p1 said direct: Helga Brandt via she: She earned it,"],
    );
    check(
        "Lucy Stein won on Sunday.\nStein's trainer, Omar Haddad, said he had told her at noon, “Do not look back at all.”",
        &[
            "p2 said indirect: Omar Haddad: he had told her at noon,",
            "p2 told direct: Omar Haddad via he: Do not look back at all.",
        ],
    );
    check(
        "Asked whether she trusted Henry Cole, Lucy Stein said it was late. “Ask me again,” she said.",
        &["p1 said indirect: Lucy Stein: it was late", "p1 said direct: Lucy Stein via she: Ask me again,"],
    );
    check(
        "Lucy Stein's uncle, Omar, died in May. Her lawyer, Henry Cole, was there. “He went to work,” she said.",
        &["p1 said direct: Lucy Stein via she: He went to work,"],
    );
}

#[test]
fn nobody_is_named_where_two_fit_or_none() {
    check("Lucy Stein's coach was in tears. “I am proud,” she said.", &["p1 said direct: she via she: I am proud,"]);
    check(
        "His death was confirmed by his son, Henry Cole, who said it was the heart. “We had no piano,” he wrote in 1998.",
        &["p1 said indirect: Henry Cole: it was the heart", "p1 wrote direct: he via he: We had no piano,"],
    );
    check(
        "“We lost,” Henry Cole told me. “All of us.”\nShe is not sad about it. “It was only a game,” she says.",
        &[
            "p1 told direct: Henry Cole: We lost,",
            "p1 told direct: Henry Cole: All of us.",
            "p2 said direct: she via she: It was only a game,",
        ],
    );
    check(
        "Governor Lucy Stein met Governor Henry Cole.\n“It went well,” the governor said.",
        &["p2 said direct: the governor: It went well,"],
    );
}

#[test]
fn whoever_is_only_described_speaks_too() {
    check(
        "Director Kim Doe was at the plant on Monday.\nA nurse said the roof was open. “We all heard it,” he said.",
        &["p2 said indirect: A nurse: the roof was open", "p2 said direct: A nurse via he: We all heard it,"],
    );
    check(
        "Director Henry Cole was at the plant.\nA roofer said the beam was open. “We all heard it,” he said.",
        &["p2 said indirect: A roofer: the beam was open", "p2 said direct: he via he: We all heard it,"],
    );
    check(
        "The snow fell all over France, the prefecture said.\nTwo roads were closed, it said.",
        &[
            "p1 said indirect: the prefecture: The snow fell all over F",
            "p2 said indirect: the prefecture via it: Two roads were closed",
        ],
    );
    check(
        "Police said two men were held. “We have them,” they said.",
        &["p1 said indirect: Police: two men were held", "p1 said direct: Police via they: We have them,"],
    );
    check(
        "The WHO met on Monday. Lucy Stein and Henry Cole said in a letter that the ward was full. “We are tired,” they wrote.",
        &[
            "p1 said indirect: Lucy Stein + Henry Cole: that the ward was full",
            "p1 wrote direct: Lucy Stein via they + Henry Cole via they: We are tired,",
        ],
    );
}

#[test]
fn a_people_is_no_country_that_speaks() {
    check(
        "Coach Franco Ricci insisted that he would stay. “I was sacked before,” the Italian said.",
        &[
            "p1 insisted indirect: Franco Ricci: that he would stay",
            "p1 said direct: Franco Ricci via the Italian: I was sacked before,",
        ],
    );
    check(
        "Paolo Ricci beat Jonas Weber. “I was lucky,” the Italian said.",
        &["p1 said direct: the Italian: I was lucky,"],
    );
    check("Ukrainians said the nights were cold.", &["p1 said indirect: Ukrainians: the nights were cold"]);
    check(
        "Runner Anna Weber came third and refused the prize. “She pushed me,” the 31-year-old said.",
        &["p1 said direct: Anna Weber via the 31-year-old: She pushed me,"],
    );
    check(
        "The foreign ministers of Ghana, Senegal and Mali called for a truce.",
        &["p1 called indirect: The foreign ministers of Ghana, Senegal and Mali: a truce"],
    );
}
