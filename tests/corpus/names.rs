//! A recogniser for tests: a fixed list of names. In: texts. Out: mentions with keys, forms and roles.

use newsidx::text::word::Word;
use newsidx::text::{EntityKey, EntityKind, Mention, Recogniser, Rule, Span};

/// The words of a name, the kind, and an id in a register.
///
/// Some differ from others in case and accents alone and so are one entity; some are short for another one.
const NAMES: &[(&[&str], EntityKind, Option<&str>)] = &[
    (&["Ana", "Duarte"], EntityKind::Person, None),
    (&["ANA", "DUARTE"], EntityKind::Person, None),
    (&["Duarte"], EntityKind::Person, None),
    (&["Kovač"], EntityKind::Person, None),
    (&["Kovac"], EntityKind::Person, None),
    (&["Chad"], EntityKind::Country, Some("TD")),
    (&["CHAD"], EntityKind::Country, None),
    (&["Kyiv"], EntityKind::City, None),
    (&["KYIV"], EntityKind::City, None),
    (&["Odesa", "region"], EntityKind::Region, None),
    (&["Odesa"], EntityKind::City, None),
    (&["Izmail"], EntityKind::City, None),
    (&["Georgia"], EntityKind::Country, Some("GE")),
    (&["Atlanta"], EntityKind::City, None),
    (&["Arlington"], EntityKind::City, None),
    (&["Texas"], EntityKind::Region, Some("US-TX")),
    (&["Washington"], EntityKind::Region, None),
    (&["NATO"], EntityKind::Organisation, None),
    (&["Red", "Bridge"], EntityKind::Facility, None),
    (&["Ukrainians"], EntityKind::Group, None),
    (&["Euro", "2024"], EntityKind::Event, None),
    (&["Shahed", "136"], EntityKind::Product, None),
    (&["The", "Times"], EntityKind::Work, None),
];

/// Words that are no part of a name but are kept beside it.
const ROLES: &[&str] = &["Mayor"];

/// Takes the names of the list for entities.
pub(crate) struct Names;

impl Recogniser for Names {
    fn recognise(&self, texts: &[&str], words: &[Vec<Word>], _sentences: &[Vec<u32>]) -> Vec<Vec<Mention>> {
        let full = texts.iter().any(|text| text.contains("Ana Duarte"));
        texts.iter().zip(words).map(|(text, words)| mentions(text, words, full)).collect()
    }
}

fn mentions(text: &str, words: &[Word], full_name_is_known: bool) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let named = NAMES.iter().find(|(name, ..)| begins_with(text, &words[at..], name));
        let Some((name, kind, id)) = named else {
            at += 1;
            continue;
        };
        let last = at + name.len();
        let spelt = if *name == ["Duarte"] && full_name_is_known { "Ana Duarte".to_owned() } else { name.join(" ") };
        let mut key = EntityKey::new(*kind, spelt);
        if let Some(id) = id {
            key = key.with_id(*id);
        }
        let before = at.checked_sub(1).map(|before| words[before].span.of(text));
        found.push(Mention {
            span: Span { start: words[at].span.start, end: end_of(text, words[last - 1]) },
            words: (at as u32, last as u32),
            key,
            role: before.filter(|word| ROLES.contains(word)).map(str::to_owned),
            rule: Rule::named("list"),
        });
        at = last;
    }
    found
}

fn begins_with(text: &str, words: &[Word], name: &[&str]) -> bool {
    words.len() >= name.len() && words.iter().zip(name).all(|(word, part)| bare(word.span.of(text)) == *part)
}

fn bare(word: &str) -> &str {
    newsidx::text::fold::strip_possessive(word)
}

fn end_of(text: &str, word: Word) -> u32 {
    word.span.start + bare(word.span.of(text)).len() as u32
}
