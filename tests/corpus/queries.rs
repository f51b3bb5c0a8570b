//! Queries by chance. In: nothing. Out: queries of every operator, nested up to three deep.

use newsidx::query::{Bound, Counted, End, EventDays, Field, Form, Limit, Matcher, Relation};
use newsidx::text::Amount;
use newsidx::{CivilDay, EntityField, Query};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

use super::{IDS, KEYS, LABELS, WORDS};

/// Beginnings and shapes of words, those among them that look like what an index stores beside words.
const STARTS: &[&str] =
    &["dr", "d", "att", "u", "us-", "thr", "ва", "ві", "/en/dr", "/", "1", "Wör", "nat", "c", "odesa/", "georgia/"];
const SHAPES: &[&str] = &[
    "dr?ne*",
    "*s",
    "*",
    "a*t*g",
    "?",
    "??",
    "*-*",
    "/en/*",
    "дрон*",
    "w*d",
    "dron?",
    "x*",
    "[a-z]*",
    "dr\\one?",
    "\\*",
    "dron\\",
];
const NEARLY: &[&str] = &["dron", "drnoe", "atack", "entri", "enx", "trucse", "us", "дорн", "kyv", "wrld", "b", "natо"];
const ENDS: &[&str] = &["", "a", "attack", "drone", "m", "z", "1", "-5", "/en", "~", "World", "ж"];

/// Any query.
pub(crate) fn query() -> impl Strategy<Value = Query> {
    let leaf = prop_oneof![
        1 => Just(Query::All),
        6 => word().prop_map(Query::word),
        12 => (field(), matcher()).prop_map(|(field, matcher)| Query::field(field, matcher)),
        2 => days(),
        2 => event(),
        2 => counted(),
        3 => speech(),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            3 => vec(inner.clone(), 0..4).prop_map(Query::And),
            3 => vec(inner.clone(), 0..4).prop_map(Query::Or),
            2 => inner.clone().prop_map(Query::not),
            2 => inner.clone().prop_map(Query::in_article),
            1 => (inner, select(&[0.5_f32, 3.0][..])).prop_map(|(part, factor)| part.boost(factor)),
        ]
    })
}

/// A word of the texts.
pub(crate) fn word() -> impl Strategy<Value = String> {
    select(WORDS).prop_map(str::to_owned)
}

fn field() -> impl Strategy<Value = Field> {
    prop_oneof![
        6 => Just(Field::Anywhere),
        2 => Just(Field::Text),
        3 => Just(Field::Title),
        5 => select(&EntityField::ALL[..]).prop_map(Field::Entity),
        2 => select(&[Field::AnyEntity, Field::Role][..]),
        3 => select(&[Field::Speaker, Field::Said, Field::Cue][..]),
        4 => select(&[Field::Section, Field::Source, Field::Author, Field::Topic, Field::Url, Field::Lang, Field::Id][..]),
        1 => select(KEYS).prop_map(|key| Field::Meta(key.to_owned())),
    ]
}

/// A value of any kind: words of texts, of labels, ids.
fn value() -> impl Strategy<Value = String> {
    let values = [WORDS, LABELS, IDS, &["en", "de", "uk"]].concat();
    select(values).prop_map(str::to_owned)
}

fn matcher() -> impl Strategy<Value = Matcher> {
    let start = || prop_oneof![select(STARTS).prop_map(str::to_owned), value()];
    let phrase = (vec(value(), 1..4), 0..5_u32, select(&[Form::Inflected, Form::Exact][..]));
    prop_oneof![
        3 => value().prop_map(Matcher::Word),
        2 => value().prop_map(Matcher::Exact),
        4 => phrase.prop_map(|(words, slop, form)| Matcher::Phrase { text: words.join(" "), slop, form }),
        2 => start().prop_map(Matcher::Prefix),
        2 => select(SHAPES).prop_map(|shape| Matcher::Wildcard(shape.to_owned())),
        2 => (prop_oneof![select(NEARLY).prop_map(str::to_owned), value()], 1..3_u8)
            .prop_map(|(word, distance)| Matcher::Fuzzy { word, distance }),
        2 => (end(), end()).prop_map(|(from, to)| Matcher::Range { from, to }),
        1 => Just(Matcher::Any),
    ]
}

fn end() -> impl Strategy<Value = Option<End>> {
    let bound = select(&[Bound::Included, Bound::Excluded][..]);
    weighted(0.7, (select(ENDS), bound).prop_map(|(value, bound)| End { value: value.to_owned(), bound }))
}

/// Conditions of speech side by side, which one quotation must satisfy.
fn speech() -> impl Strategy<Value = Query> {
    let part = || (select(&[Field::Speaker, Field::Said, Field::Cue][..]), matcher());
    let one = move || part().prop_map(|(field, matcher)| Query::field(field, matcher));
    let several =
        prop_oneof![3 => one(), 1 => vec(one(), 1..3).prop_map(Query::Or), 1 => one().prop_map(|one| one.boost(2.0))];
    vec(several, 1..4).prop_map(Query::And)
}

fn event() -> impl Strategy<Value = Query> {
    let day = || weighted(0.7, select(&[-1, 18_995, 19_000, 19_001, 19_400, 20_164][..]).prop_map(CivilDay));
    let relation = select(&[Relation::Within, Relation::Overlaps][..]);
    (day(), day(), relation).prop_map(|(from, to, relation)| Query::Event(EventDays { from, to, relation }))
}

fn counted() -> impl Strategy<Value = Query> {
    let bound = || select(&[Bound::Included, Bound::Excluded][..]);
    let limit = move || {
        let value = select(&[0.0, 3.0, 5.0, 7.5, 9.0, 30.0, 200.0][..])
            .prop_map(|value| Amount::new(value).unwrap_or_default());
        weighted(0.6, (value, bound()).prop_map(|(value, bound)| Limit { value, bound }))
    };
    let thing = select(&["", "drone", "drones", "injured people", "people", "%", "injured", "talks", "day"][..]);
    (thing, limit(), limit())
        .prop_map(|(thing, from, to)| Query::Counted(Counted { thing: thing.to_owned(), from, to }))
}

fn days() -> impl Strategy<Value = Query> {
    let day = || weighted(0.7, select(&[-150_001, -1, 0, 18_999, 19_000, 19_001, 19_400][..]).prop_map(CivilDay));
    (day(), day()).prop_map(|(from, to)| Query::published(from, to))
}
