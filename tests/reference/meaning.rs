//! What a clause means. In: a clause, an article, the number of a paragraph. Out: whether it holds.

use newsidx::CivilDay;
use newsidx::plan::{Amounts, Clause, Label, LabelTest, SPOKEN, Scope, Shape, SpeechTest, label_whole, label_words};
use newsidx::query::{Bound, EntityField, Relation};
use newsidx::text::entity::{country_of, region_of};
use newsidx::text::quantity::keys;
use newsidx::text::{Quantity, QuotationPart};

use super::{Tokens, Version};

/// Tells whether a clause holds for a paragraph; number 0 is the headline.
pub(super) fn holds(clause: &Clause, article: &Version, no: usize) -> bool {
    match clause {
        Clause::All | Clause::Days { from: None, to: None } => true,
        Clause::Nothing => false,
        Clause::Text { scope: Scope::Own, shape } => occurs(shape, &article.tokens[no]),
        Clause::Text { scope: Scope::Body, shape } => no > 0 && occurs(shape, &article.tokens[no]),
        Clause::Text { scope: Scope::Headline, shape } => occurs(shape, &article.tokens[0]),
        Clause::Label { field, test } => {
            values(field, article, no).iter().any(|(of, value)| accepts_of(test, of.as_deref().unwrap_or(value), value))
        }
        Clause::Days { from, to } => article.annotated.article.published.is_some_and(|published| {
            from.is_none_or(|from| from <= published.day) && to.is_none_or(|to| published.day <= to)
        }),
        Clause::Speech(speech) => {
            let paragraph = &article.annotated.paragraphs[no];
            let counts = |part: &&QuotationPart| speech.kinds.contains(&part.kind);
            paragraph.quotes.iter().filter(counts).any(|first| {
                let same = |part: &&QuotationPart| part.quotation == first.quotation && counts(part);
                let parts: Vec<&QuotationPart> = paragraph.quotes.iter().filter(same).collect();
                is_such(&speech.test, &parts, &article.tokens[no])
            })
        }
        Clause::Event { from, to, relation } => {
            let named = article.annotated.paragraphs[no].dates.iter().filter_map(|date| date.days);
            let (from, to) = (from.unwrap_or(CivilDay(i64::MIN)), to.unwrap_or(CivilDay(i64::MAX)));
            named.into_iter().any(|(first, last)| match relation {
                Relation::Within => from <= first && last <= to,
                Relation::Overlaps => first <= to && from <= last,
            })
        }
        Clause::Counted(asked) => {
            article.annotated.paragraphs[no].quantities.iter().any(|quantity| counts(asked, quantity))
        }
        Clause::And(parts) => parts.iter().all(|part| holds(part, article, no)),
        Clause::Or(parts) => parts.iter().any(|part| holds(part, article, no)),
        Clause::Not(part) => !holds(part, article, no),
        Clause::Article(part) => (0..article.tokens.len()).any(|other| holds(part, article, other)),
        Clause::Boost(part, _) | Clause::Unscored(part) => holds(part, article, no),
    }
}

/// Holds a test against the parts of one quotation.
fn is_such(test: &SpeechTest, parts: &[&QuotationPart], tokens: &Tokens) -> bool {
    match test {
        SpeechTest::Speaker(test) => parts.iter().flat_map(|part| &part.speakers).any(|speaker| {
            let entity = speaker.key.as_ref().map(|key| (EntityField::of(key.kind), label_whole(&key.name)));
            let is_banned = entity.is_some_and(|entity| test.banned.contains(&entity));
            speaker.is_known() && !is_banned && test.names.iter().any(|test| accepts(test, &speaker.name))
        }),
        SpeechTest::Said(shape) => parts.iter().any(|part| occurs(shape, &spoken(part, tokens))),
        SpeechTest::Cue(test) => parts
            .iter()
            .filter_map(|part| part.cue.as_ref())
            .any(|cue| [&*cue.verb, &*cue.text, cue.class.name()].iter().any(|cue| accepts(test, cue))),
        SpeechTest::All(tests) => tests.iter().all(|test| is_such(test, parts, tokens)),
        SpeechTest::Any(tests) => tests.iter().any(|test| is_such(test, parts, tokens)),
    }
}

/// Gives the tokens of what is said.
fn spoken(part: &QuotationPart, tokens: &Tokens) -> Tokens {
    tokens[part.words.0 as usize..part.words.1 as usize].to_vec()
}

/// Compares figures one by one; what lies between two figures counts too.
fn counts(asked: &Amounts, quantity: &Quantity) -> bool {
    let (least, most) = (quantity.value, quantity.value_max.unwrap_or(quantity.value));
    let above = asked.from.is_none_or(|from| most > from.value || from.bound == Bound::Included && most == from.value);
    let below = asked.to.is_none_or(|to| least < to.value || to.bound == Bound::Included && least == to.value);
    let words: Vec<String> =
        [&quantity.thing, &quantity.unit, &quantity.verb].into_iter().flatten().flat_map(|text| keys(text)).collect();
    above && below && asked.keys.iter().all(|key| words.contains(key))
}

/// A value, and the name of the entity that it is a value of, where it is one's.
type Value = (Option<String>, String);

/// Gives the values of a label that count for a paragraph.
fn values(label: &Label, version: &Version, no: usize) -> Vec<Value> {
    let paragraph = &version.annotated.paragraphs[no];
    match label {
        Label::Entity(field) => {
            let mentions = paragraph.mentions.iter().filter(|mention| EntityField::of(mention.key.kind) == *field);
            let values = mentions.flat_map(|mention| {
                let name = || mention.key.name.clone();
                [(Some(name()), name()), (Some(name()), mention.span.of(&paragraph.text).to_owned())]
            });
            values.collect()
        }
        Label::Region => {
            let regions = paragraph.mentions.iter().filter_map(|mention| Some((mention, region_of(&mention.key)?)));
            regions.map(|(mention, region)| (Some(mention.key.name.clone()), region.to_string())).collect()
        }
        label => plain_values(label, version, no).into_iter().map(|value| (None, value)).collect(),
    }
}

fn plain_values(label: &Label, version: &Version, no: usize) -> Vec<String> {
    let article = &version.annotated.article;
    match label {
        Label::Entity(_) | Label::Region => Vec::new(),
        Label::Role => {
            version.annotated.paragraphs[no].mentions.iter().filter_map(|mention| mention.role.clone()).collect()
        }
        Label::Speaker => {
            let parts = version.annotated.paragraphs[no].quotes.iter().filter(|part| SPOKEN.contains(&part.kind));
            parts.flat_map(|part| &part.speakers).filter(|who| who.is_known()).map(|who| who.name.clone()).collect()
        }
        Label::Cue => {
            let parts = version.annotated.paragraphs[no].quotes.iter().filter(|part| SPOKEN.contains(&part.kind));
            let cues = parts.filter_map(|part| part.cue.as_ref());
            cues.flat_map(|cue| [cue.verb.clone(), cue.text.clone(), cue.class.name().to_owned()]).collect()
        }
        Label::Within => {
            let mentions = version.annotated.paragraphs[no].mentions.iter();
            mentions.filter_map(|mention| country_of(&mention.key)).map(|country| country.name).collect()
        }
        Label::Section => article.section.iter().cloned().collect(),
        Label::Source => article.source.iter().cloned().collect(),
        Label::Author => article.authors.clone(),
        Label::Topic => article.topics.clone(),
        Label::Url => article.url.iter().cloned().collect(),
        Label::Lang => version.annotated.language.iter().map(ToString::to_string).collect(),
        Label::Id => vec![version.id.0.clone()],
        Label::Meta(key) => article.meta.get(key).cloned().unwrap_or_default(),
    }
}

/// Holds a test against a value of an entity of this name.
fn accepts_of(test: &LabelTest, name: &str, value: &str) -> bool {
    match test {
        LabelTest::Named(whole) => label_whole(name) == *whole,
        LabelTest::Except { test, names } => accepts_of(test, name, value) && !names.contains(&label_whole(name)),
        test => accepts(test, value),
    }
}

fn accepts(test: &LabelTest, value: &str) -> bool {
    let words = label_words(value);
    let any = |test: &dyn Fn(&str) -> bool| words.iter().any(|word| test(word));
    match test {
        LabelTest::Any => true,
        LabelTest::Whole(whole) | LabelTest::Named(whole) => label_whole(value) == *whole,
        LabelTest::Except { .. } => accepts_of(test, value, value),
        LabelTest::Words(wanted) => !wanted.is_empty() && (0..words.len()).any(|at| words[at..].starts_with(wanted)),
        LabelTest::Prefix(prefix) => any(&|word| word.starts_with(prefix)),
        LabelTest::Wildcard(pattern) => any(&|word| has_shape(&chars(pattern), &chars(word))),
        LabelTest::Fuzzy { word, distance } => any(&|other| edits(word, other) <= usize::from(*distance)),
        LabelTest::Range { from, to } => lies_between(&label_whole(value), from.as_ref(), to.as_ref()),
    }
}

fn occurs(shape: &Shape, tokens: &Tokens) -> bool {
    let some_word = |test: &dyn Fn(&str) -> bool| {
        let mut words = tokens.iter().flatten().filter(|token| !token.starts_with('/'));
        words.any(|word| test(word))
    };
    match shape {
        Shape::AnyOf(wanted) => tokens.iter().flatten().any(|token| wanted.contains(token)),
        Shape::Phrase { variants, slop } => variants.iter().any(|steps| can_be_placed(steps, *slop, tokens)),
        Shape::Prefix(prefix) => some_word(&|word| word.starts_with(prefix)),
        Shape::Wildcard(pattern) => some_word(&|word| has_shape(&chars(pattern), &chars(word))),
        Shape::Fuzzy { word, distance } => some_word(&|other| edits(word, other) <= usize::from(*distance)),
        Shape::Range { from, to } => some_word(&|word| lies_between(word, from.as_ref(), to.as_ref())),
    }
}

/// Tries every placement of the words at places of their own: how far each is displaced may differ by `slop`.
fn can_be_placed(steps: &[String], slop: u32, tokens: &Tokens) -> bool {
    fn place(steps: &[String], slop: i64, tokens: &Tokens, placed: &mut Vec<usize>) -> bool {
        let displaced = |placed: &[usize]| {
            let by = placed.iter().enumerate().map(|(step, at)| *at as i64 - step as i64);
            by.clone().max().unwrap_or(0) - by.min().unwrap_or(0)
        };
        if displaced(placed) > slop {
            return false;
        }
        let Some(step) = steps.get(placed.len()) else { return true };
        (0..tokens.len()).any(|at| {
            if placed.contains(&at) || !tokens[at].contains(step) {
                return false;
            }
            placed.push(at);
            let found = place(steps, slop, tokens, placed);
            placed.pop();
            found
        })
    }
    !steps.is_empty() && place(steps, i64::from(slop), tokens, &mut Vec::new())
}

fn lies_between(value: &str, from: Option<&(String, bool)>, to: Option<&(String, bool)>) -> bool {
    let above = from.is_none_or(|(end, included)| if *included { value >= end.as_str() } else { value > end.as_str() });
    let below = to.is_none_or(|(end, included)| if *included { value <= end.as_str() } else { value < end.as_str() });
    above && below
}

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn has_shape(pattern: &[char], word: &[char]) -> bool {
    match (pattern, word) {
        ([], word) => word.is_empty(),
        // A backslash makes the next character plain; at the very end it is plain itself.
        (['\\', plain, rest @ ..], word) => word.first() == Some(plain) && has_shape(rest, &word[1..]),
        (['*', rest @ ..], word) => (0..=word.len()).any(|skipped| has_shape(rest, &word[skipped..])),
        ([wanted, pattern @ ..], [found, word @ ..]) if *wanted == '?' || wanted == found => has_shape(pattern, word),
        _ => false,
    }
}

/// Counts insertions, deletions, replacements and swaps of neighbours, each letter touched once.
fn edits(from: &str, to: &str) -> usize {
    fn of(from: &[char], to: &[char], known: &mut Vec<Vec<Option<usize>>>) -> usize {
        if from.is_empty() || to.is_empty() {
            return from.len() + to.len();
        }
        if let Some(known) = known[from.len()][to.len()] {
            return known;
        }
        let mut least = of(&from[1..], &to[1..], known) + usize::from(from[0] != to[0]);
        least = least.min(of(&from[1..], to, known) + 1).min(of(from, &to[1..], known) + 1);
        if let ([a, b, from @ ..], [c, d, to @ ..]) = (from, to)
            && (a, b) == (d, c)
        {
            least = least.min(of(from, to, known) + 1);
        }
        known[from.len()][to.len()] = Some(least);
        least
    }
    let (from, to) = (chars(from), chars(to));
    of(&from, &to, &mut vec![vec![None; to.len() + 1]; from.len() + 1])
}
