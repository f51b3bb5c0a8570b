//! Quotations of short articles, each part in one row. A paragraph is a line; the first is the headline.

mod clauses;
mod doubts;
mod linear;
mod people;
mod seen;
mod talk;

use super::QuotationPart;
use crate::annotate::Annotator;
use crate::article::Article;

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

proptest::proptest! {
    #[test]
    fn spans_lie_on_characters_and_in_order(words in proptest::collection::vec("[“”\"‘’«»'„]|said|Smith|he|that|“[a-z]+|[a-zéł]{1,6}[,.?”]?|\\PC", 0..60)) {
        for (words, _, part) in parts(&format!("News\n{}", words.join(" "))) {
            assert!(part.span.start < part.span.end && !words.is_empty());
            assert!(part.words.0 <= part.words.1);
        }
    }
}
