//! `newsidx annotate`: what is understood, without an index.

use crate::place::Place;
use crate::snapshot::check;

#[test]
fn one_line_an_article() {
    let place = Place::with_seeds();
    let ran = place.run(&["annotate", "--json", "seeds"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let lines: Vec<serde_json::Value> = ran.out().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 46);
    let seed = lines.iter().find(|line| line["article"]["id"] == "ceasefire-talks.txt").unwrap();
    assert_eq!(seed["schema"], "newsidx.annotated/1");
    assert_eq!(seed["article"]["section"], "Russia-Ukraine War Update");
    let paragraphs = seed["paragraphs"].as_array().unwrap();
    assert_eq!((paragraphs.len(), &paragraphs[0]["text"]), (30, &seed["article"]["title"]));
    for paragraph in lines.iter().flat_map(|line| line["paragraphs"].as_array().unwrap()) {
        let text = paragraph["text"].as_str().unwrap();
        for mention in paragraph["mentions"].as_array().unwrap() {
            let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
            assert_eq!(text.get(at("start")..at("end")), mention["text"].as_str(), "{mention}");
        }
    }
}

#[test]
fn failures_are_told_and_the_rest_is_read() {
    let place = Place::empty();
    place.write("a.jsonl", "nonsense\n{\"title\":\"Walruses\",\"text\":\"They are back.\"}\n");
    check(
        "annotate",
        &[place.run(&["annotate", "a.jsonl", "nowhere.txt"]), place.run(&["annotate", "--json", "a.jsonl"])],
    );
}

/// What a person reads: each paragraph with the names in it, who is meant, and why.
#[test]
fn mentions_stand_under_their_paragraph() {
    let place = Place::with_seeds();
    check("annotate-seed", &[place.run(&["annotate", "seeds/ceasefire-talks.txt", "--width", "80"])]);
}

#[test]
fn lines_end_where_the_window_does() {
    let place = Place::with_seeds();
    for width in [40, 60, 80, 120] {
        let ran = place.run(&["annotate", "seeds/ceasefire-talks.txt", "--width", &width.to_string()]);
        let long = ran.out().lines().find(|line| line.chars().count() > width).map(str::to_owned);
        assert_eq!(long, None, "wider than {width}");
    }
}
