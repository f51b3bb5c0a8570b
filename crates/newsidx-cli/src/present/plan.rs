//! How a query is answered, for people. In: a plan. Out: an indented outline. Must not know the query.

use newsidx::plan::{Amounts, Clause, LabelTest, Plan, Scope, Shape, Speech, SpeechTest};
use newsidx::query::{Bound, Limit, Relation};

use super::amount::amount;
use super::paint::printable;

/// Writes a plan as an outline.
pub(crate) fn plan(plan: &Plan) -> String {
    let mut text = String::new();
    clause(&mut text, &plan.clause, 1);
    text
}

fn clause(text: &mut String, part: &Clause, depth: usize) {
    match part {
        Clause::All => line(text, depth, "every paragraph"),
        Clause::Nothing => line(text, depth, "no paragraph"),
        Clause::Text { scope, shape } => line(text, depth, &format!("{}: {}", place(*scope), words(shape))),
        Clause::Label { field, test } => line(text, depth, &format!("{}: {}", field.name(), label(test))),
        Clause::Days { from, to } => line(text, depth, &format!("published {}", ends(from.as_ref(), to.as_ref()))),
        Clause::Speech(speech) => self::speech(text, depth, speech),
        Clause::Event { from, to, relation } => {
            let lies = if *relation == Relation::Within { "names days" } else { "names days some of which lie" };
            line(text, depth, &format!("{lies} {}", ends(from.as_ref(), to.as_ref())));
        }
        Clause::Counted(amounts) => line(text, depth, &counted(amounts)),
        Clause::And(parts) => group(text, depth, "all of", parts),
        Clause::Or(parts) => group(text, depth, "any of", parts),
        Clause::Not(part) => group(text, depth, "not", std::slice::from_ref(&**part)),
        Clause::Article(part) => group(text, depth, "somewhere in the article", std::slice::from_ref(&**part)),
        Clause::Boost(part, factor) => {
            group(text, depth, &format!("score times {factor}"), std::slice::from_ref(&**part));
        }
        Clause::Unscored(part) => group(text, depth, "without a score", std::slice::from_ref(&**part)),
    }
}

/// Writes what one quotation must satisfy.
fn speech(text: &mut String, depth: usize, speech: &Speech) {
    let kinds: Vec<&str> = speech.kinds.iter().map(|kind| kind.name()).collect();
    line(text, depth, &format!("one quotation: {}", kinds.join(", ")));
    spoken(text, depth + 1, &speech.test);
}

fn spoken(text: &mut String, depth: usize, asked: &SpeechTest) {
    let mut several = |name: &str, tests: &[SpeechTest]| {
        line(text, depth, name);
        tests.iter().for_each(|part| spoken(text, depth + 1, part));
    };
    match asked {
        SpeechTest::All(tests) => several("all of", tests),
        SpeechTest::Any(tests) => several("any of", tests),
        SpeechTest::Speaker(speaker) => {
            let names: Vec<String> = speaker.names.iter().map(label).collect();
            let banned: Vec<String> =
                speaker.banned.iter().map(|(field, name)| format!(", not {} `{name}`", field.name())).collect();
            line(text, depth, &format!("speaker: {}{}", names.join(" or "), banned.concat()));
        }
        SpeechTest::Said(shape) => line(text, depth, &format!("said: {}", words(shape))),
        SpeechTest::Cue(cue) => line(text, depth, &format!("cue: {}", label(cue))),
    }
}

fn counted(amounts: &Amounts) -> String {
    let thing = if amounts.keys.is_empty() { "anything".to_owned() } else { amounts.keys.join(" ") };
    let limit = |limit: &Limit, word: &str| {
        let or_equal = if limit.bound == Bound::Included { " or equal to" } else { "" };
        format!("{word}{or_equal} {}", limit.value.get())
    };
    let from = amounts.from.as_ref().map(|from| limit(from, "greater than"));
    let to = amounts.to.as_ref().map(|to| limit(to, "less than"));
    let limits: Vec<String> = from.into_iter().chain(to).collect();
    let limits = if limits.is_empty() { String::new() } else { format!(", {}", limits.join(", ")) };
    format!("a quantity of: {thing}{limits}")
}

fn group(text: &mut String, depth: usize, name: &str, parts: &[Clause]) {
    line(text, depth, name);
    for part in parts {
        clause(text, part, depth + 1);
    }
}

fn line(text: &mut String, depth: usize, words: &str) {
    text.push_str(&"  ".repeat(depth));
    text.push_str(&printable(words));
    text.push('\n');
}

fn place(scope: Scope) -> &'static str {
    match scope {
        Scope::Own => "paragraph",
        Scope::Body => "paragraph of the body",
        Scope::Headline => "headline",
    }
}

fn words(shape: &Shape) -> String {
    match shape {
        Shape::AnyOf(tokens) => one_of(tokens),
        Shape::Phrase { variants, slop } => {
            let variants: Vec<String> = variants.iter().map(|words| format!("\"{}\"", words.join(" "))).collect();
            let moves = if *slop == 0 { String::new() } else { format!(", {}", amount(u64::from(*slop), "move")) };
            format!("{}{moves}", variants.join(" or "))
        }
        Shape::Prefix(start) => format!("`{start}` and what follows"),
        Shape::Wildcard(pattern) => format!("the shape `{pattern}`"),
        Shape::Fuzzy { word, distance } => format!("`{word}`, {} away", amount(u64::from(*distance), "edit")),
        Shape::Range { from, to } => range(from.as_ref(), to.as_ref()),
    }
}

fn label(test: &LabelTest) -> String {
    match test {
        LabelTest::Words(words) => format!("holds `{}`", words.join(" ")),
        LabelTest::Whole(whole) => format!("is `{whole}`"),
        LabelTest::Prefix(start) => format!("holds `{start}` and what follows"),
        LabelTest::Wildcard(pattern) => format!("holds the shape `{pattern}`"),
        LabelTest::Fuzzy { word, distance } => format!("holds `{word}`, {} away", amount(u64::from(*distance), "edit")),
        LabelTest::Range { from, to } => range(from.as_ref(), to.as_ref()),
        LabelTest::Any => "has a value".to_owned(),
        LabelTest::Named(name) => format!("stands for `{name}`"),
        LabelTest::Except { test, names } => format!("{}, other than {}", label(test), one_of(names)),
    }
}

fn one_of(tokens: &[String]) -> String {
    let quoted: Vec<String> = tokens.iter().map(|token| format!("`{token}`")).collect();
    quoted.join(" or ")
}

fn range(from: Option<&(String, bool)>, to: Option<&(String, bool)>) -> String {
    let end = |end: &(String, bool), sign: &str| format!("{sign}{} `{}`", if end.1 { "=" } else { "" }, end.0);
    let ends: Vec<String> =
        [from.map(|from| end(from, ">")), to.map(|to| end(to, "<"))].into_iter().flatten().collect();
    ends.join(" and ")
}

fn ends(from: Option<&impl ToString>, to: Option<&impl ToString>) -> String {
    match (from.map(ToString::to_string), to.map(ToString::to_string)) {
        (Some(from), Some(to)) if from == to => format!("on {from}"),
        (Some(from), Some(to)) => format!("from {from} to {to}"),
        (Some(from), None) => format!("from {from} on"),
        (None, Some(to)) => format!("up to {to}"),
        (None, None) => "on any day".to_owned(),
    }
}
