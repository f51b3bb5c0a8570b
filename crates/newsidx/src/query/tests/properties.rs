//! What holds for every text and every query.

use newsidx_text::{Amount, CivilDay};
use proptest::prelude::*;

use super::{STRICT, lenient, strict};
use crate::query::{
    Bound, Counted, Days, End, EntityField, EventDays, Field, Form, Limit, MatchMode, Matcher, ParseOptions, Query,
    Relation, Repair,
};

/// Pieces that mean something, so that random texts reach every part of the grammar.
const PIECES: [&str; 58] = [
    "a",
    "Trump",
    "ceasefire",
    " ",
    " ",
    " ",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "“",
    "”",
    "«",
    "»",
    "-",
    "+",
    "=",
    "!",
    "~",
    "~2",
    "^",
    "^2",
    "*",
    "?",
    "\\",
    ":",
    "AND",
    "OR",
    "NOT",
    " AND ",
    " OR ",
    " NOT ",
    " TO ",
    "person:",
    "date:",
    "after:",
    "meta.",
    "meta.k:",
    "article:",
    "article:{",
    "id:",
    "url:",
    "speaker:",
    "2024",
    "2024-06",
    "..",
    ">=",
    "<",
    "w/5",
    "//",
    "é",
    "ל",
    "\0",
    "\u{FFFD}",
    "\u{200B}",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => pieces, 1 => any::<String>()]
}

/// Words with every character that means something, and some without anything to search.
fn word() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 1..5).prop_map(|pieces| pieces.concat());
    prop_oneof!["[a-zé]{1,6}", pieces, any::<String>()]
}

fn field() -> impl Strategy<Value = Field> {
    let plain = [
        Field::Anywhere,
        Field::Text,
        Field::Title,
        Field::Speaker,
        Field::Said,
        Field::Cue,
        Field::Section,
        Field::Source,
        Field::Author,
        Field::Topic,
        Field::Url,
        Field::Lang,
        Field::Id,
    ];
    prop_oneof![
        4 => Just(Field::Anywhere),
        3 => prop::sample::select(plain.to_vec()),
        2 => prop::sample::select(EntityField::ALL.to_vec()).prop_map(Field::Entity),
        1 => word().prop_map(Field::Meta),
    ]
}

fn end() -> impl Strategy<Value = Option<End>> {
    let bound = prop::sample::select(&[Bound::Included, Bound::Excluded][..]);
    prop::option::of((word(), bound).prop_map(|(value, bound)| End { value, bound }))
}

fn matcher() -> impl Strategy<Value = Matcher> {
    prop_oneof![
        word().prop_map(Matcher::Word),
        word().prop_map(Matcher::Exact),
        (word(), 0..9_u32, prop::sample::select(&[Form::Inflected, Form::Exact][..]))
            .prop_map(|(text, slop, form)| Matcher::Phrase { text, slop, form }),
        word().prop_map(Matcher::Prefix),
        word().prop_map(Matcher::Wildcard),
        (word(), 0..4_u8).prop_map(|(word, distance)| Matcher::Fuzzy { word, distance }),
        (end(), end()).prop_map(|(from, to)| Matcher::Range { from, to }),
        Just(Matcher::Any),
    ]
}

fn day() -> impl Strategy<Value = Option<CivilDay>> {
    prop::option::of(prop_oneof![(-4_500_000..3_000_000_i64), (0..30_000_i64)].prop_map(CivilDay))
}

fn limit() -> impl Strategy<Value = Option<Limit>> {
    let value =
        prop_oneof![(-50..2000_i32).prop_map(f64::from), any::<i32>().prop_map(|value| f64::from(value) / 16.0)];
    let bound = prop::sample::select(&[Bound::Included, Bound::Excluded][..]);
    let limit = (value, bound).prop_map(|(value, bound)| Amount::new(value).map(|value| Limit { value, bound }));
    prop_oneof![Just(None), limit]
}

fn query() -> impl Strategy<Value = Query> {
    let leaf = prop_oneof![
        6 => (field(), matcher()).prop_map(|(field, matcher)| Query::field(field, matcher)),
        1 => (day(), day()).prop_map(|(from, to)| Query::Days(Days { from, to })),
        1 => (day(), day(), prop::sample::select(&[Relation::Within, Relation::Overlaps][..]))
            .prop_map(|(from, to, relation)| Query::Event(EventDays { from, to, relation })),
        1 => (word(), limit(), limit())
            .prop_map(|(thing, from, to)| Query::Counted(Counted { thing, from, to })),
        1 => Just(Query::All),
    ];
    leaf.prop_recursive(4, 24, 4, |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 0..4).prop_map(Query::And),
            prop::collection::vec(part.clone(), 0..4).prop_map(Query::Or),
            part.clone().prop_map(Query::not),
            part.clone().prop_map(Query::in_article),
            (part, any::<f32>()).prop_map(|(part, factor)| Query::Boost(Box::new(part), factor)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_printed_parses_back(query in query()) {
        let printed = query.to_string();
        let again = strict(&printed).map(|parsed| parsed.query);
        prop_assert_eq!(again, Ok(query.normalised()), "{}", printed);
    }

    #[test]
    fn what_is_printed_means_the_same_in_either_mode(query in query()) {
        let any = ParseOptions { match_mode: MatchMode::Any, repair: Repair::Strict };
        let again = Query::parse(&query.to_string(), &any).map(|parsed| parsed.query);
        prop_assert_eq!(again, Ok(query.normalised()));
    }

    #[test]
    fn normal_forms_stay(query in query()) {
        let normal = query.normalised();
        prop_assert_eq!(normal.normalised(), normal);
    }

    #[test]
    fn text_is_read_or_refused_without_a_panic(text in text()) {
        match lenient(&text) {
            Ok(parsed) => {
                prop_assert_eq!(parsed.query.normalised(), parsed.query.clone());
                for note in &parsed.notes {
                    prop_assert!(text.get(note.span.range()).is_some(), "{:?}", note);
                }
                let printed = strict(&parsed.query.to_string()).map(|parsed| parsed.query);
                prop_assert_eq!(printed, Ok(parsed.query));
            }
            Err(error) => {
                prop_assert!(text.is_char_boundary(error.position()));
                prop_assert!(error.caret().lines().count() <= 2);
            }
        }
    }

    #[test]
    fn strict_reading_only_refuses(text in text()) {
        let options = ParseOptions { match_mode: MatchMode::All, ..STRICT };
        if let Ok(parsed) = Query::parse(&text, &options) {
            prop_assert_eq!(lenient(&text), Ok(parsed));
        } else if let Ok(parsed) = lenient(&text) {
            prop_assert!(parsed.notes.iter().any(|note| note.kind.is_repair()));
        }
    }

    #[test]
    fn json_keeps_every_query(query in query()) {
        let normal = query.normalised();
        let json = serde_json::to_string(&normal).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let again: Query = serde_json::from_str(&json).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(again, normal);
    }
}
