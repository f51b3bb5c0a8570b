//! What is repaired, and what is said about it.

use super::{kinds, lenient, strict};
use crate::query::NoteKind::{self, *};

/// A fault is repaired with these notes, and strictly refused at this byte.
fn check(typed: &str, expected: &str, notes: &[NoteKind], position: usize) {
    let parsed = lenient(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
    assert_eq!(parsed.query.to_string(), expected, "{typed}");
    assert_eq!(kinds(&parsed), notes, "{typed}: {:?}", parsed.notes);
    let error = strict(typed).expect_err(typed);
    assert_eq!(error.position(), position, "{typed}: {error}");
    assert!(error.hint().is_some(), "{typed}");
}

fn check_message(typed: &str, expected: &[&str]) {
    let notes = lenient(typed).unwrap().notes;
    let messages: Vec<&str> = notes.iter().map(|note| note.message.as_str()).collect();
    assert_eq!(messages, expected, "{typed}");
}

#[test]
fn operators() {
    check("Trump AND", "Trump", &[DanglingOperator], 6);
    check("Zelenskyy OR", "Zelenskyy", &[DanglingOperator], 10);
    check("OR x", "x", &[DanglingOperator], 0);
    check("AND x", "x", &[DanglingOperator], 0);
    check("a AND OR b", "a OR b", &[DanglingOperator], 2);
    check("a OR AND b", "a OR b", &[DanglingOperator], 5);
    check("a AND AND b", "a AND b", &[DanglingOperator], 6);
    check("a OR OR b", "a OR b", &[DanglingOperator], 2);
    check("a NOT", "a", &[DanglingOperator], 2);
    check("a (NOT) b", "a AND b", &[DanglingOperator], 3);
    check("a NOT OR b", "a OR b", &[DanglingOperator], 2);
    check("a - b", "a AND b", &[DanglingOperator], 2);
    check("a -", "a", &[DanglingOperator], 2);
    check("a + b", "a AND b", &[DanglingOperator], 2);
    check("NOT ) x", "NOT x", &[UnopenedParenthesis], 4);
    check("AND OR NOT", "NOT *", &[DanglingOperator, DanglingOperator, DanglingOperator], 0);
}

#[test]
fn quotes_and_parentheses() {
    check("\"nuclear plant", "\"nuclear plant\"", &[UnclosedQuote], 0);
    check("person:\"Donald Trump", "person:\"Donald Trump\"", &[UnclosedQuote], 7);
    check("(ceasefire", "ceasefire", &[UnclosedParenthesis], 0);
    check("person:(Trump OR Putin", "person:Trump OR person:Putin", &[UnclosedParenthesis], 7);
    check("article:{a b", "article:{a AND b}", &[UnclosedParenthesis], 8);
    check("article:{a (b} c", "article:{a AND b} AND c", &[UnclosedParenthesis], 11);
    check("(article:{a ) b}", "article:{a} AND b", &[UnclosedParenthesis, UnopenedParenthesis], 9);
    check("a ) b", "a AND b", &[UnopenedParenthesis], 2);
    check("a) OR b))", "a OR b", &[UnopenedParenthesis], 1);
    check("a () b", "a AND b", &[EmptyGroup], 2);
    check("a (", "a", &[UnclosedParenthesis], 2);
    check("-() a", "a", &[EmptyGroup], 1);
    check("a \"", "a", &[UnclosedQuote, NothingToSearch], 2);
    check("", "NOT *", &[Empty], 0);
    check("  ", "NOT *", &[Empty], 0);
    check("()", "NOT *", &[EmptyGroup], 0);
}

#[test]
fn modifiers() {
    check("a~3", "a~2", &[Modifier], 0);
    check("a~0", "a", &[Modifier], 0);
    check("a~0.8", "a~1", &[Modifier], 0);
    check("a^", "a", &[Modifier], 0);
    check("a^0", "a", &[Modifier], 0);
    check("a^1.2.3", "a", &[Modifier], 0);
    check("a^99999999999999999999999999999999999999999", "a", &[Modifier], 0);
    check("\"a b\"~", "\"a b\"", &[Modifier], 0);
    check("\"a b\"~99999999999", "\"a b\"", &[Modifier], 0);
    check("\"a b\"^", "\"a b\"", &[Modifier], 0);
    check("\"a b\"~1^2^3", "\"a b\"^3", &[Modifier], 0);
    check("(a b)~3", "a AND b", &[Modifier], 4);
    check("a*~1", "a*", &[Modifier], 0);
    check("=a~1", "=a", &[Modifier], 0);
    check("=a*", "a*", &[Modifier], 0);
    check("date:2024-06-17~1", "date:2024-06-17", &[Modifier], 5);
    check("a ^", "a", &[NothingToSearch], 2);
    check("a ~", "a", &[NothingToSearch], 2);
    check("~50", "\\~50", &[PlainText], 0);
    check("a^b", "a\\^b", &[PlainText], 0);
}

#[test]
fn colons() {
    check("a:b:c", "a\\:b\\:c", &[PlainText], 0);
    check("foo:bar:baz", "foo\\:bar\\:baz", &[PlainText], 0);
    check("what:", "what", &[FieldWithoutValue], 0);
    check("10:30", "10\\:30", &[PlainText], 0);
    check("Re:ceasefire", "Re\\:ceasefire", &[PlainText], 0);
    check("foo-bar:x", "foo-bar\\:x", &[PlainText], 0);
    check("https://x.org/?q=1", "https\\://x.org/\\?q=1", &[PlainText], 0);
    check("person:a:b", "person:a\\:b", &[PlainText], 7);
    check("speaker:", "speaker", &[FieldWithoutValue], 0);
    check("person: Trump", "person AND Trump", &[FieldWithoutValue], 0);
    check("Trump: ceasefire", "Trump AND ceasefire", &[FieldWithoutValue], 0);
    check("(title:)", "title", &[FieldWithoutValue], 1);
    check("person:() x", "person AND x", &[FieldWithoutValue], 0);
    check("person:(", "person", &[FieldWithoutValue, UnclosedParenthesis], 7);
    check("AND:", "\\AND", &[FieldWithoutValue], 0);
    check("meta.desk:", "meta.desk", &[FieldWithoutValue], 0);
    check("atleast2:Ukraine", "atleast2\\:Ukraine", &[PlainText], 0);
}

#[test]
fn question_marks() {
    check("who said it?", "who AND said AND it", &[QuestionMark], 9);
    check(
        "Where is Macron? Where is Putin?!",
        "Where AND is AND Macron AND Where AND is AND Putin",
        &[QuestionMark; 2],
        9,
    );
    check("person:Macron? ceasefire", "person:Macron AND ceasefire", &[QuestionMark], 7);
    check("(who said it?)", "who AND said AND it", &[QuestionMark], 10);
    check("=drones?", "=drones", &[QuestionMark], 0);
    check("drnoes~1?", "drnoes~1", &[QuestionMark], 0);
    check("ceasefire after:2024?", "ceasefire AND date:2025-01-01..", &[QuestionMark], 16);
}

#[test]
fn other_syntax() {
    check("Macron NEAR/5 ceasefire", "Macron AND NEAR\\/5 AND ceasefire", &[Proximity], 7);
    check("a NEAR b", "a AND \\NEAR AND b", &[Proximity], 2);
    check("a w/5 b", "a AND w\\/5 AND b", &[Proximity], 2);
    check("a W/s b", "a AND W\\/s AND b", &[Proximity], 2);
    check("a pre/12 b", "a AND pre\\/12 AND b", &[Proximity], 2);
    check("a && b", "a AND b", &[NothingToSearch], 2);
    check("a || b", "a AND b", &[NothingToSearch], 2);
    check("a !b", "a AND \\!b", &[PlainText], 2);
    check("a --b", "a AND \\--b", &[PlainText], 2);
    check("[a TO b]", "\\[a AND TO AND b\\]", &[PlainText], 0);
    check("a ... b", "a AND b", &[NothingToSearch], 2);
    check("a — b", "a AND b", &[NothingToSearch], 2);
    check("Qui ?", "Qui", &[NothingToSearch], 4);
    check("\"...\" a", "a", &[NothingToSearch], 0);
    check("-... a", "a", &[NothingToSearch], 1);
    check("Tru\0mp", "Trump", &[UnreadableCharacter], 3);
    check("\u{FFFD}Trump \u{FFFD}", "Trump", &[UnreadableCharacter], 0);
}

#[test]
fn messages() {
    check_message("Trump AND", &["`AND` has nothing to work on: ignored"]);
    check_message("\"a b", &["the quotation is not closed: read to the end"]);
    check_message("(a", &["a parenthesis is not closed: closed where the group or the query around it ends"]);
    check_message("speaker:", &["`speaker:` has nothing after it: read as a word"]);
    check_message("a:b:c", &["the `:` in `a:b:c` is not an operator: read as plain text"]);
    check_message("a w/5 b", &["`w/5` is not understood as a distance yet: read as plain words"]);
    check_message("a || b", &["nothing to search in `||`: ignored, write `OR` for one or the other"]);
    check_message("a~9", &["`~` takes 1 or 2 edits, not `9`: read as `~2`"]);
    check_message("what?", &["the `?` of `what?` ends a question: ignored"]);
    check_message("url:what?", &["the `?` of `what?` stands for one character: leave it out to search for the word"]);
    check_message(
        "... ... ... ... ...",
        &[
            "nothing to search in `...`: ignored",
            "nothing to search in `...`: ignored",
            "nothing to search in `...`: ignored",
            "2 more places like this",
        ],
    );
}

#[test]
fn notes_say_where_and_serialise() {
    let notes = lenient("\0\0a AND").unwrap().notes;
    let json = serde_json::to_value(&notes).unwrap();
    assert_eq!(json[1]["kind"], "dangling_operator");
    assert_eq!((json[1]["span"]["start"].as_u64(), json[1]["span"]["end"].as_u64()), (Some(4), Some(7)));
}
