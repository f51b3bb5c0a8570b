//! The recogniser on small articles. A row is an article, paragraphs parted by ` | `, the first one its headline, and
//! the mentions expected of it, in order.

use super::*;
use crate::{sentence, word};

fn recognise(paragraphs: &[&str]) -> Vec<Vec<Mention>> {
    let words: Vec<Vec<Word>> = paragraphs.iter().map(|text| word::words(text).collect()).collect();
    let sentences: Vec<Vec<u32>> = paragraphs.iter().map(|text| sentence::ends(text)).collect();
    RuleRecogniser.recognise(paragraphs, &words, &sentences)
}

/// Shows each mention as `text=key`, or as its key where the two say the same.
fn shown(article: &str) -> String {
    let paragraphs: Vec<&str> = article.split(" | ").collect();
    let mut rows = Vec::new();
    for (text, mentions) in paragraphs.iter().zip(recognise(&paragraphs)) {
        for mention in mentions {
            let key = mention.key.to_string();
            let written = mention.span.of(text);
            rows.push(if written == mention.key.name { key } else { format!("{written}={key}") });
        }
    }
    rows.join("; ")
}

fn check(rows: &[(&str, &str)]) {
    for (article, expected) in rows {
        assert_eq!(shown(article), *expected, "{article}");
    }
}

#[test]
fn one_person_has_one_key() {
    check(&[
        ("- | John Smith came. Mr. Smith left.", "person/John Smith; Smith=person/John Smith"),
        (
            "- | George W. Bush met Barbara Bush. Bush smiled.",
            "person/George W. Bush; person/Barbara Bush; person/Bush",
        ),
        (
            "- | Gabriel García Márquez wrote. García Márquez left, said Gabriel García.",
            "person/Gabriel García Márquez; García Márquez=person/Gabriel García Márquez; \
             Gabriel García=person/Gabriel García Márquez",
        ),
        (
            "- | Prime Minister Anwar Ibrahim met Mohammed bin Salman. Anwar thanked bin Salman.",
            "person/Anwar Ibrahim; person/Mohammed bin Salman; Anwar=person/Anwar Ibrahim; \
             bin Salman=person/Mohammed bin Salman",
        ),
        (
            "- | Conor O'Neill, Ronald McDonald and Charles de Gaulle met. O’Neill’s aide and McDonald saw de Gaulle.",
            "person/Conor O'Neill; person/Ronald McDonald; person/Charles de Gaulle; O’Neill=person/Conor O'Neill; \
             McDonald=person/Ronald McDonald; de Gaulle=person/Charles de Gaulle",
        ),
        (
            "Zelensky Visits Poland | Volodymyr Zelenskyy came. Zelenskiy said little.",
            "Zelensky=person/Volodymyr Zelenskyy; place/country/Poland#PL; person/Volodymyr Zelenskyy; \
             Zelenskiy=person/Volodymyr Zelenskyy",
        ),
        (
            "- | Donald Trump met Donald Trump Jr. and Ann Smith. Trump Jr. left. Donald Trump stayed.",
            "person/Donald Trump; person/Donald Trump Jr; person/Ann Smith; Trump Jr=person/Donald Trump Jr; \
             person/Donald Trump",
        ),
        ("- | Kim Hee-sun and Yoon Suk-yeol met.", "person/Kim Hee-sun; person/Yoon Suk-yeol"),
        (
            "- | Chinese leader Xi Jinping spoke. Xi left.",
            "Chinese=group/China#CN; person/Xi Jinping; Xi=person/Xi Jinping",
        ),
    ]);
}

#[test]
fn states_and_peoples_have_one_name() {
    check(&[
        (
            "- | The U.S. and Britain told us that the US-proposed talks with America failed.",
            "U.S.=place/country/United States#US; Britain=place/country/United Kingdom#GB; \
             US=place/country/United States#US; America=place/country/United States#US",
        ),
        (
            "- | The Russia-Ukraine war and Iranian-designed drones.",
            "place/country/Russia#RU; place/country/Ukraine#UA; Iranian=group/Iran#IR",
        ),
        (
            "- | Michael Jordan flew to Jordan. Jordan scored 30 points in Amman.",
            "person/Michael Jordan; place/country/Jordan#JO; Jordan=person/Michael Jordan; place/city/Amman",
        ),
        (
            "- | Troops left the region of Kursk. Kursk Governor Ann Doe thanked the mayor of Belgorod.",
            "place/region/Kursk; place/region/Kursk; person/Ann Doe; place/city/Belgorod",
        ),
        (
            "Vote Splits Potosí | The governor of Potosí, Jane Smith, spoke. Tokyo Governor Yuriko Koike left.",
            "place/region/Potosí; place/region/Potosí; person/Jane Smith; place/city/Tokyo; person/Yuriko Koike",
        ),
        (
            "- | Brian Kemp governs Georgia. Voters in Texas do not care.",
            "person/Brian Kemp; place/region/Georgia#US-GA; place/region/Texas#US-TX",
        ),
        ("- | Floods killed 41 people in eastern Congo.", "Congo=place/country/Democratic Republic of the Congo#CD"),
        (
            "- | The president of Congo left Brazzaville.",
            "Congo=place/country/Republic of the Congo#CG; place/city/Brazzaville",
        ),
        (
            "- | Protesters in Georgia met Russian envoys in Tbilisi.",
            "place/country/Georgia#GE; Russian=group/Russia#RU; place/city/Tbilisi",
        ),
        (
            "- | A truck from Kiev reached Washington, DC.",
            "Kiev=place/city/Kyiv; Washington, DC=place/city/Washington DC",
        ),
    ]);
}

/// Names that lead astray: each row is a trap that some tool has been seen to fall into.
#[test]
fn traps_are_passed() {
    check(&[
        ("- | Storms hit Florida. French officials left.", "place/region/Florida#US-FL; French=group/France#FR"),
        (
            "- | Talks in Washington. Washington Governor Jay Doe and the mayor of Paris, Texas, met.",
            "Washington=place/city/Washington DC; place/region/Washington; person/Jay Doe; \
             Paris=place/city/Paris, Texas; place/region/Texas#US-TX",
        ),
        (
            "- | They flew to Paris, Germany and Italy. They met in Paris, France.",
            "place/city/Paris; place/country/Germany#DE; place/country/Italy#IT; place/city/Paris; place/country/France#FR",
        ),
        (
            "- | George W. Bush met George H. W. Bush. Bush smiled.",
            "person/George W. Bush; person/George H. W. Bush; person/Bush",
        ),
        (
            "- | Prime Minister Orbán Viktor came. Orbán left. Katrín Jakobsdóttir and Park Geun-hye met. Park left.",
            "person/Orbán Viktor; Orbán=person/Orbán Viktor; person/Katrín Jakobsdóttir; person/Park Geun-hye; \
             Park=person/Park Geun-hye",
        ),
        ("- | Al Jazeera’s Dorsa Jabbari reports.", "organisation/Al Jazeera; person/Dorsa Jabbari"),
        ("- | The Kims rule. The Kims stay.", ""),
        (
            "- | Merrill Lynch economist Bob Miller and Goldman, Sachs and Co spoke.",
            "organisation/Merrill Lynch; person/Bob Miller; Goldman, Sachs and Co=organisation/Goldman Sachs",
        ),
    ]);
}

#[test]
fn organisations_and_their_short_forms() {
    check(&[
        ("- | The Bank of Ghana held rates.", "organisation/Bank of Ghana"),
        (
            "- | The Kenya Revenue Authority (KRA) hires. Critics of the KRA and the Authority complain.",
            "organisation/Kenya Revenue Authority; KRA=organisation/Kenya Revenue Authority; \
             KRA=organisation/Kenya Revenue Authority; Authority=organisation/Kenya Revenue Authority",
        ),
        (
            "- | The Kremlin and Nato met the EU.",
            "organisation/Kremlin; Nato=organisation/NATO; EU=organisation/European Union",
        ),
        (
            "- | In a post on X, he wrote: who knows. The WHO knows.",
            "organisation/X; WHO=organisation/World Health Organization",
        ),
        (
            "- | The Ghana Water Company, known as GWCL, left. GWCL agreed.",
            "organisation/Ghana Water Company; GWCL=organisation/Ghana Water Company; \
             GWCL=organisation/Ghana Water Company",
        ),
        ("- | Police said nobody was hurt. Officials agreed.", ""),
    ]);
}

#[test]
fn events_facilities_and_products() {
    check(&[
        (
            "- | It recalls Hurricane Maria and the 2019 Rugby World Cup.",
            "event/Hurricane Maria; event/2019 Rugby World Cup",
        ),
        (
            "- | The Ostrava Nuclear Power Plant closed. The Ostrava nuclear facility is old. This facility leaks.",
            "place/facility/Ostrava Nuclear Power Plant; \
             Ostrava nuclear facility=place/facility/Ostrava Nuclear Power Plant",
        ),
        (
            "- | He landed at Heathrow airport aboard Air Force One.",
            "Heathrow airport=place/facility/Heathrow Airport; product/Air Force One",
        ),
        ("- | Western aid reached the West on Monday in March.", "place/region/West"),
    ]);
}

#[test]
fn roles_are_kept_beside_people() {
    let rows = [
        ("Kremlin spokesperson Dmitry Peskov confirmed it.", "Dmitry Peskov: Kremlin spokesperson"),
        ("Jane Okafor, the finance minister, said so.", "Jane Okafor: finance minister"),
        ("Secretary of State Marco Rubio left.", "Marco Rubio: Secretary of State"),
        ("Mr. Smith left.", "Smith: -"),
    ];
    for (text, expected) in rows {
        let people: Vec<String> = recognise(&["-", text])
            .concat()
            .into_iter()
            .filter(|mention| mention.key.kind == EntityKind::Person)
            .map(|mention| format!("{}: {}", mention.key.name, mention.role.as_deref().unwrap_or("-")))
            .collect();
        assert_eq!(people.join("; "), expected, "{text}");
    }
}

#[test]
fn other_languages_give_listed_names_only() {
    check(&[
        (
            "- | Die Regierung in Deutschland hat am Montag mit Frankreich und der Nato über den Haushalt gesprochen.",
            "Deutschland=place/country/Germany#DE; Frankreich=place/country/France#FR; Nato=organisation/NATO",
        ),
        (
            "- | Президент сообщил в понедельник что Украина и Россия провели переговоры об обмене пленными вчера.",
            "Украина=place/country/Ukraine#UA; Россия=place/country/Russia#RU",
        ),
    ]);
}

#[test]
fn mentions_keep_the_promises_of_the_trait() {
    let texts = [
        "PUTIN AND TRUMP MEET",
        "“Trump’s” plan—U.S.-led, “X”—is İstanbul's. J.K. Rowling, Jr., & Sons Ltd. (ABC)",
        "Ärzte ohne Grenzen, Al-Ghanim, de, bin Salman’s 2019 World Cup, İİİ, 中国 Київ ’s - & ( )",
        "",
        "President of the. Mr. The. Gov. A. B. C. Lake, Mount",
    ];
    for (text, mentions) in texts.iter().zip(recognise(&texts)) {
        let mut end = 0;
        for mention in mentions {
            assert!(mention.span.start >= end && mention.span.end > mention.span.start, "{text}");
            assert!(text.get(mention.span.range()).is_some() && mention.words.0 < mention.words.1, "{text}");
            assert!(RULES.iter().any(|(name, _)| *name == mention.rule.0), "{}", mention.rule);
            end = mention.span.end;
        }
    }
}

/// The model over the rules, on articles that the rules are tested on and on the seed.
#[cfg(feature = "model")]
mod with_the_model {
    use super::*;

    use std::fmt::Write as _;

    const SEED: &str = include_str!("../../../../seeds/ceasefire-talks.txt");
    /// Written anew where `NEWSIDX_BLESS` is set: a new model's changes are read as a difference.
    const EXPECTED: &str = include_str!("seed-mentions.tsv");

    fn recogniser() -> TaggerRecogniser {
        TaggerRecogniser::new(Model::embedded().expect("the model that ships"))
    }

    /// The mentions of the seed: one line each, with its paragraph.
    fn seed(recogniser: &dyn Recogniser) -> String {
        let paragraphs: Vec<&str> = SEED.lines().filter(|line| !line.is_empty()).collect();
        let words: Vec<Vec<Word>> = paragraphs.iter().map(|text| word::words(text).collect()).collect();
        let sentences: Vec<Vec<u32>> = paragraphs.iter().map(|text| sentence::ends(text)).collect();
        let mut lines = String::new();
        for (number, (text, mentions)) in
            paragraphs.iter().zip(recogniser.recognise(&paragraphs, &words, &sentences)).enumerate()
        {
            for mention in mentions {
                let role = mention.role.map(|role| format!(", {role}")).unwrap_or_default();
                let name = mention.span.of(text);
                writeln!(lines, "{number}\t{name}\t{}\t{}{role}", mention.key, mention.rule).expect("a string");
            }
        }
        lines
    }

    #[test]
    fn the_seed_keeps_its_mentions() {
        let found = seed(&recogniser());
        if std::env::var_os("NEWSIDX_BLESS").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/entity/seed-mentions.tsv"), &found)
                .expect("written");
        } else {
            assert_eq!(found, EXPECTED);
        }
    }

    #[test]
    fn the_seed_has_fourteen_people() {
        let people: std::collections::BTreeSet<&str> = EXPECTED
            .lines()
            .filter_map(|line| line.split('\t').nth(2))
            .filter(|key| key.starts_with("person/"))
            .collect();
        assert_eq!(people.len(), 14, "{people:?}");
    }

    fn read(text: &str, recogniser: &dyn Recogniser) -> Vec<Mention> {
        let words: Vec<Word> = word::words(text).collect();
        recogniser
            .recognise(&["", text], &[Vec::new(), words], &[vec![0], sentence::ends(text)])
            .pop()
            .unwrap_or_default()
    }

    #[test]
    fn what_is_no_name_never_shows() {
        let recogniser = recogniser();
        for text in [
            "On Monday the President met nobody.",
            "The Prime Minister will speak on Tuesday in March.",
            "Police said nobody was hurt. Officials agreed.",
        ] {
            let found: Vec<String> = read(text, &recogniser).iter().map(|mention| mention.key.to_string()).collect();
            assert_eq!(found, Vec::<String>::new(), "{text}");
        }
        let flight = read("He landed aboard Air Force One.", &recogniser);
        assert_eq!(flight.iter().map(|mention| mention.key.kind).collect::<Vec<_>>(), [EntityKind::Product]);
    }

    #[test]
    fn damaged_models_answer_all_the_same() {
        const FACTS: &[u8] = include_bytes!("../../data/model/words.bin");
        const WEIGHTS: &[u8] = include_bytes!("../../data/model/weights.bin");
        for step in [7, 101, 4099] {
            let damage = |bytes: &[u8]| {
                let mut bytes = bytes.to_vec();
                bytes.iter_mut().skip(12).step_by(step).for_each(|byte| *byte = byte.wrapping_mul(31) ^ 0x5a);
                bytes
            };
            for (facts, weights) in [(damage(FACTS), WEIGHTS.to_vec()), (FACTS.to_vec(), damage(WEIGHTS))] {
                if let Ok(model) = Model::new(facts, weights) {
                    seed(&TaggerRecogniser::new(model));
                }
            }
        }
        assert_eq!(Model::new(FACTS, &WEIGHTS[..WEIGHTS.len() / 2]).err(), Some(tagger::Broken::Cut));
    }

    #[test]
    fn conventions_hold() {
        let recogniser = recogniser();
        let rows = [
            (
                "Officials in Britain and the UK met the U.S. envoy.",
                "place/country/United Kingdom#GB; place/country/United Kingdom#GB; place/country/United States#US",
            ),
            ("President Donald Trump's aides met French officials.", "person/Donald Trump; group/France#FR"),
            ("Western allies sanctioned the province of Kursk.", "place/region/Kursk"),
            (
                "The Ghana Cocoa Board (Cocobod) hires in Asamankese. Farmers met Cocobod in March.",
                "organisation/Ghana Cocoa Board; organisation/Ghana Cocoa Board; place/city/Asamankese; \
                 organisation/Ghana Cocoa Board",
            ),
            ("He wrote it on X. Moon Jae-in agreed.", "organisation/X; person/Moon Jae-in"),
            ("Taxes will fall, Paul Ryan-said a paper.", "person/Paul Ryan"),
            ("Merrill Lynch said on Monday that rates fell.", "organisation/Merrill Lynch"),
            ("The Russia-Ukraine war goes on.", "place/country/Russia#RU; place/country/Ukraine#UA"),
            ("They met in Washington, DC with nobody.", "place/city/Washington DC"),
        ];
        for (text, expected) in rows {
            let found: Vec<String> = read(text, &recogniser).iter().map(|mention| mention.key.to_string()).collect();
            assert_eq!(found.join("; "), expected, "{text}");
        }
    }

    #[test]
    fn a_mention_can_be_explained() {
        let text = "Chancellor Angela Merkel met the board of Siemens in Berlin.";
        let words: Vec<Word> = word::words(text).collect();
        let sentences = [sentence::ends(text)];
        let recogniser = recogniser();
        let explain = |span| {
            recogniser.readings(&[text], std::slice::from_ref(&words), &sentences, 0, &[span]).pop().expect("an answer")
        };
        let explained = explain((1, 3)).expect("a weighed span");
        assert_eq!(explained.best, Some(Coarse::Person));
        assert!(explained.margin > 0.0 && explained.runner_up != explained.best, "{explained:?}");
        assert_eq!(explain((3, 4)), None);
    }

    proptest::proptest! {
        #[test]
        fn spans_lie_on_characters_and_in_order(text in "(([A-Z][a-zé]{1,6}|[a-z]{1,5}|[A-Z]{2,4}|’s|[-,.“”&(]|İ|中|U\\.S\\.|20[0-9]{2})( |-|’s |)){0,24}") {
            let mut end = 0;
            for mention in read(&text, &recogniser()) {
                proptest::prop_assert!(text.get(mention.span.range()).is_some_and(|name| !name.is_empty()));
                proptest::prop_assert!(mention.span.start >= end && mention.words.0 < mention.words.1);
                proptest::prop_assert!(RULES.iter().any(|(name, _)| *name == mention.rule.0));
                end = mention.span.end;
            }
        }
    }
}
