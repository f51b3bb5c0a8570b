//! Quotations of short articles, each part in one row. A paragraph is a line; the first is the headline.

use super::{QuotationPart, RULES, find, meaning};
use crate::annotate::Annotator;
use crate::article::Article;
use crate::passage::Passage;
use crate::{sentence, word};

fn parts(text: &str) -> Vec<(String, u32, QuotationPart)> {
    let mut lines = text.lines().filter(|line| !line.is_empty()).map(str::to_owned);
    let title = lines.next().unwrap_or_default();
    let annotated = Annotator::default().annotate(Article { title, paragraphs: lines.collect(), ..Article::default() });
    let paragraphs = annotated.paragraphs.into_iter();
    paragraphs
        .flat_map(|paragraph| {
            let of = move |part: QuotationPart| (part.span.of(&paragraph.text).to_owned(), paragraph.no.0, part);
            paragraph.quotes.into_iter().map(of)
        })
        .collect()
}

/// Writes a part as `p1 said direct: Smith via he: words`.
fn row((words, no, part): &(String, u32, QuotationPart)) -> String {
    let cue = part.cue.as_ref().map_or("-", |cue| cue.verb.as_str());
    let speakers: Vec<String> = part
        .speakers
        .iter()
        .map(|speaker| {
            let via = speaker.via.as_ref().map(|via| format!(" via {via}")).unwrap_or_default();
            format!("{}{via}", speaker.name)
        })
        .collect();
    let start: String = words.chars().take(24).collect();
    format!("p{no} {cue} {}: {}: {start}", part.kind.name(), speakers.join(" + "))
}

fn check(text: &str, expected: &[&str]) {
    let rows: Vec<String> = parts(&format!("News\n{text}")).iter().map(row).collect();
    assert_eq!(rows, expected, "{text}");
}

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

/// What each quotation of the seed is: paragraph, cue, kind, speakers, and how its words begin.
const SEED: [&str; 34] = [
    "p1 announced indirect: Donald Trump: plans to discuss the ong",
    "p2 stated direct: Donald Trump: We aim to explore ways t",
    "p2 stated direct: Donald Trump: Perhaps we can succeed, ",
    "p3 stated direct: Donald Trump: I will be conversing wit",
    "p4 confirmed indirect: Dmitry Peskov: that Putin would indeed ",
    "p5 stated direct: Dmitry Peskov via he: Yes, this meeting is con",
    "p5 stated direct: Dmitry Peskov via he: Preparations for the con",
    "p7 remarked direct: Donald Trump: We will consider issues ",
    "p9 according to indirect: Dorsa Jabbari: the Zaporizhzhia Nuclear",
    "p10 explained direct: Dorsa Jabbari via she: This facility, the large",
    "p11 noted direct: Dorsa Jabbari via she: Additionally, any propos",
    "p12 mentioned indirect: Emmanuel Macron: that Trump is advocating",
    "p13 emphasized indirect: Emmanuel Macron: that it is up to Russia ",
    "p13 added indirect: Emmanuel Macron: that he spoke again with",
    "p14 disclosed indirect: Kremlin: that Putin had communica",
    "p14 expressed indirect: Kremlin: “cautious optimism” that",
    "p14 expressed partial: Kremlin: cautious optimism",
    "p15 underscored indirect: Steve Witkoff + Marco Rubio + Mike Waltz: that numerous challenges",
    "p16 remarked indirect: Volodymyr Zelenskyy: that he perceived a prom",
    "p17 stated indirect: Volodymyr Zelenskyy: that the sovereignty of ",
    "p18 indicated indirect: Vladimir Putin: that his military action",
    "p18 asserted indirect: Ukraine + its Western allies: that Russia is engaging ",
    "p19 demanded indirect: Moscow: that Ukraine abandon its",
    "p19 argued indirect: Kyiv: is premature while marti",
    "p20 stated indirect: Kaja Kallas: that Russia’s ceasefire ",
    "p21 remarked indirect: Keir Starmer: that Western allies, asi",
    "p21 remarked partial: Keir Starmer: robust plans",
    "p22 expressed indirect: United Kingdom + France: willingness to send peac",
    "p24 according to indirect: local officials: On the battlefield, Ukra",
    "p25 reported indirect: Igor Babushkin: that staff members of a ",
    "p25 - scare: : fuel and energy",
    "p26 shared direct: Igor Babushkin: One individual was injur",
    "p28 according to indirect: the air force: Moscow, in turn, launche",
    "p29 reported indirect: Oleg Kiper: In the southern Ukrainia",
];

#[test]
fn the_seed_is_read_right() {
    let rows: Vec<String> =
        parts(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds/ceasefire-talks.txt")))
            .iter()
            .map(row)
            .collect();
    assert_eq!(rows.get(..SEED.len()), Some(&SEED.map(str::to_owned)[..]));
    assert_eq!(
        rows.get(SEED.len()..),
        Some(&["p29 noted indirect: Oleg Kiper: that several structures ".to_owned()][..])
    );
}

#[test]
fn hostile_input_costs_no_more_than_its_length() {
    let marks = "“a” ".repeat(50_000);
    let verbs = "said ".repeat(100_000);
    let clauses = "he said, ".repeat(60_000);
    let claims = "Smith, who said that ".repeat(20_000);
    let gerunds = "saying “a ".repeat(50_000);
    let names = "and Smith ".repeat(50_000);
    for text in [marks, verbs, clauses, claims, gerunds, names] {
        let (words, ends) = (word::words(&text).collect::<Vec<_>>(), sentence::ends(&text));
        let start = std::time::Instant::now();
        let found = find(&[Passage::new(&text, &words, &ends, &[])]);
        assert!(start.elapsed().as_secs() < 10, "{:?}: {}", start.elapsed(), text.get(..20).unwrap_or_default());
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn every_rule_found_is_told() {
    let text =
        "News\n“We won,” John Smith said. “Again.”\n“And again.”\nAccording to Smith, it rained, and he said so.";
    for (.., part) in parts(text) {
        assert!(meaning(&part.rule).is_some(), "{}", part.rule);
        assert!(part.speakers.iter().all(|speaker| meaning(&speaker.rule).is_some()));
    }
    assert!(RULES.len() > 10);
}

proptest::proptest! {
    #[test]
    fn spans_lie_on_characters_and_in_order(words in proptest::collection::vec("[“”\"‘’«»'„]|said|Smith|he|that|“[a-z]+|[a-zéł]{1,6}[,.?”]?|\\PC", 0..60)) {
        for (words, _, part) in parts(&format!("News\n{}", words.join(" "))) {
            assert!(part.span.start < part.span.end && !words.is_empty());
            assert!(part.words.0 <= part.words.1);
        }
    }
}
