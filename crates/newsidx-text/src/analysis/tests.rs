//! The contract between index and query, as tables and properties.

use proptest::prelude::*;

use super::*;

fn language(code: &str) -> Option<Language> {
    Language::parse(code)
}

/// Analyses `text` and compares the tokens: `|` between positions, a space between tokens at one.
fn check(code: &str, text: &str, expected: &str) {
    let mut stream = String::new();
    let positions = Analyser::new().index_stream(text, language(code), &mut stream);
    assert_eq!(stream.replace('\t', " ").replace('\n', "|"), expected, "tokens of `{text}` ({code})");
    let separators = stream.matches('\n').count() as u32;
    assert_eq!(positions, if stream.is_empty() { 0 } else { separators + 1 }, "positions of `{text}`");
}

#[test]
fn words_stand_as_exact_token_and_stem() {
    check("en", "", "");
    check("en", "The drones attacked.", "the|drones /en/drone|attacked /en/attack");
    check("en", "Russia’s Kims' can't", "russia /en/russia|kims /en/kim|can't");
    check("en", "1,000 and 3.5 or B2B", "1000|and|3.5|or|b2b");
    check("", "The drones", "the|drones");
    check("bg", "дронове", "дронове");
    check("uk", "дронами", "дронами /uk/дрон");
    check("ru", "ёлками", "елками /ru/елк");
}

#[test]
fn a_word_with_accents_is_found_without_them() {
    check("pl", "dronów", "dronow /pl/dronow /pl/dron");
    check("fr", "l’État", "l'etat /fr/etat");
}

#[test]
fn acronyms_keep_their_capitals_where_these_tell() {
    check(
        "en",
        "The U.S. gave us US aid, AID and NATO",
        "the|US|gave /en/gave|us|US|aid /en/aid|AID|and|nato /en/nato",
    );
    check("en", "He told the WHO who it is", "he|told /en/told|the|WHO|who|it|is");
    check("en", "the US’s and U.N.'s U.K", "the|US|and|un /en/un|uk /en/uk");
    check("en", "at 5 a.m. he said", "at|5|AM|he|said /en/said");
}

#[test]
fn a_paragraph_in_capitals_says_both() {
    check("en", "US AID TALKS", "US us|AID aid /en/aid|talks /en/talk");
    check("en", "U.S. TALKS", "US|talks /en/talk");
    check("en", "US AID TALKS on", "US|AID|talks /en/talk|on");
}

#[test]
fn the_whole_of_a_compound_stands_at_its_first_part() {
    check(
        "en",
        "a US-proposed 30-day truce",
        "a|US us-proposed|proposed /en/propos|30 30-day|day /en/day|truce /en/truce",
    );
    check("en", "U.S.-led", "US us-led|led /en/led");
    check("en", "three‑year–long", "three /en/three three-year-long|year /en/year|long /en/long");
    check("en", "Russia-Ukraine's war", "russia /en/russia russia-ukraine|ukraine /en/ukrain|war /en/war");
    check("en", "one--two one - two one-", "one|two /en/two|one|two /en/two|one");
    check("en", "said—and -day", "said /en/said|and|day /en/day");
    check("en", "US-LED", "US us us-led|led /en/led");
}

/// Analyses `text` as a query and compares `exact` or `exact(compound)` of each word.
fn check_query(text: &str, expected: &str) {
    let words = Analyser::new().query_words(text);
    let shown: Vec<String> = words
        .iter()
        .map(|word| word.exact.clone() + &word.compound.as_ref().map_or(String::new(), |whole| format!("({whole})")))
        .collect();
    assert_eq!(shown.join("|"), expected, "query `{text}`");
    assert!(words.iter().all(|word| !word.span.of(text).is_empty()));
}

#[test]
fn queries_follow_the_same_rules() {
    check_query("", "");
    check_query("Drones us US U.S. NATO", "drones|us|US|US|nato");
    check_query("US-proposed truce", "US(us-proposed)|proposed|truce");
    check_query("three-year-long war", "three(three-year-long)|year|long|war");
    check_query("Russia’s 1,000", "russia|1000");
}

fn check_terms(word: &str, languages: &str, expected: &str) {
    let analyser = Analyser::new();
    let known: Vec<Language> = languages.split(' ').filter_map(Language::parse).collect();
    let words = analyser.query_words(word);
    let terms: Vec<String> =
        words.iter().flat_map(|word| analyser.stem_terms(word, &known, languages.contains('?'))).collect();
    assert_eq!(terms.join(" "), expected, "terms of `{word}` in {languages}");
}

#[test]
fn terms_match_every_inflected_form() {
    check_terms("drones", "en", "/en/drone");
    check_terms("drones", "en de", "/de/dron /en/drone");
    check_terms("drones", "en en ?", "/en/drone drones");
    check_terms("us", "en", "us");
    check_terms("us", "en de", "/de/us us");
    check_terms("US", "en de", "US");
    check_terms("30", "en", "30");
    check_terms("drones", "bg zh", "drones");
    check_terms("drones", "?", "drones");
    check_terms("dronów", "pl", "/pl/dron /pl/dronow");
}

#[test]
fn term_spans_leave_the_possessive_out() {
    let text = "Russia’s US-led U.S.'s";
    let spans = Analyser::new().term_spans(text, language("en"));
    let shown: Vec<(&str, String)> = spans.iter().map(|(span, tokens)| (span.of(text), tokens.join(" "))).collect();
    let expected = [("Russia", "russia /en/russia"), ("US", "US us-led"), ("led", "led /en/led"), ("U.S.", "US")];
    assert_eq!(shown, expected.map(|(word, tokens)| (word, tokens.to_owned())));
}

/// Running text in several scripts, with what makes tokens special.
fn news() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "the",
        "The",
        "US",
        "us",
        "U.S.",
        "U.S.'s",
        "AID",
        "aid",
        "Drones",
        "ATTACKED",
        "dronów",
        "ÉTAT",
        "Ёлка",
        "п’ять",
        "1,000",
        "30",
        "'s",
        "’s",
        "s'",
        "-",
        "-",
        "–",
        "--",
        " ",
        " ",
        " ",
        ". ",
        "\n",
        "\t",
        "東京",
        "😀",
        "/",
        "℀",
        "\u{200D}ℹ",
        "\u{301}",
        "İ",
        "ſ",
        "₂",
    ];
    proptest::collection::vec(proptest::sample::select(PIECES), 0..16).prop_map(|pieces| pieces.concat())
}

fn code() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&["en", "de", "fr", "pl", "ru", "tr", "bg", ""][..])
}

fn tokens_at(text: &str, code: &str) -> Vec<Vec<String>> {
    Analyser::new().term_spans(text, language(code)).into_iter().map(|(_, tokens)| tokens).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_query_finds_what_it_was_copied_from(text in prop_oneof![news(), "[ -~]{0,40}", "\\PC{0,20}"], code in code()) {
        let analyser = Analyser::new();
        let languages: Vec<Language> = language(code).into_iter().collect();
        let indexed = tokens_at(&text, code);
        let words = analyser.query_words(&text);
        prop_assert_eq!(words.len(), indexed.len());
        for (word, tokens) in words.iter().zip(&indexed) {
            if word.exact.is_empty() {
                continue;
            }
            let terms = analyser.stem_terms(word, &languages, languages.is_empty());
            prop_assert!(terms.iter().any(|term| tokens.contains(term)), "{:?} not in {:?}", terms, tokens);
            prop_assert!(tokens.contains(&word.exact));
            prop_assert!(word.compound.as_ref().is_none_or(|whole| tokens.contains(whole)));
        }
    }

    #[test]
    fn tokens_keep_their_form(text in prop_oneof![news(), "\\PC{0,20}", any::<String>()], code in code()) {
        let prefix = format!("/{code}/");
        for token in tokens_at(&text, code).into_iter().flatten() {
            let stem = token.strip_prefix(&prefix);
            let body = stem.unwrap_or(&token);
            prop_assert!(!body.is_empty() && !body.contains('/') && !body.contains(char::is_whitespace), "{:?}", token);
        }
    }

    #[test]
    fn a_whole_covers_as_many_positions_as_it_has_parts(text in news()) {
        let indexed = tokens_at(&text, "en");
        for (position, tokens) in indexed.iter().enumerate() {
            for whole in tokens.iter().filter(|token| token.contains('-') && !token.starts_with('/')) {
                let parts: Vec<String> = whole.split('-').map(str::to_owned).collect();
                let covered = indexed.iter().skip(position).take(parts.len());
                let exact: Vec<String> = covered.filter_map(|tokens| Some(tokens.first()?.to_ascii_lowercase())).collect();
                prop_assert_eq!(parts, exact);
            }
        }
    }

    #[test]
    fn what_was_analysed_before_changes_nothing(texts in proptest::collection::vec(news(), 1..4), code in code()) {
        let mut seasoned = Analyser::new();
        for text in texts {
            let (mut fresh, mut again) = (String::new(), String::new());
            let counts = [Analyser::new().index_stream(&text, language(code), &mut fresh), seasoned.index_stream(&text, language(code), &mut again)];
            prop_assert_eq!(fresh, again);
            prop_assert_eq!(counts[0], counts[1]);
        }
    }

    #[test]
    fn decoding_gives_the_tokens_back(text in news(), code in code()) {
        let mut stream = String::new();
        let positions = Analyser::new().index_stream(&text, language(code), &mut stream);
        let expected = (0..).zip(tokens_at(&text, code)).flat_map(|(position, tokens)| tokens.into_iter().map(move |token| (position, token)));
        let decoded: Vec<(u32, String)> = decode(&stream).map(|(position, token)| (position, token.to_owned())).collect();
        prop_assert!(decoded.iter().all(|(position, _)| *position < positions));
        prop_assert_eq!(decoded, expected.collect::<Vec<_>>());
    }
}
