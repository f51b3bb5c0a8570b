//! What is an error however lenient the reading is, and how it is shown.

use super::{lenient, strict};

fn check(typed: &str, message: &str, position: usize) {
    let error = lenient(typed).expect_err(typed);
    assert_eq!(error.message(), message, "{typed}");
    assert_eq!(error.position(), position, "{typed}");
    assert!(error.hint().is_some(), "{typed}");
}

fn check_caret(typed: &str, expected: &str) {
    assert_eq!(strict(typed).expect_err(typed).caret(), expected, "{typed}");
}

#[test]
fn fields() {
    check("spaeker:Macron ceasefire", "unknown field `spaeker:`, did you mean `speaker:`?", 0);
    check("ceasefire persno:Macron", "unknown field `persno:`, did you mean `person:`?", 10);
    check("outlet:Reuters", "unknown field `outlet:`, did you mean `source:`?", 0);
    check("weather:sunny", "unknown field `weather:`", 0);
    check("-weather:(a b)", "unknown field `weather:`", 1);
    check("said:...", "nothing to search in `said:`", 0);
    check("event:soon", "unreadable date `soon`", 6);
    check("event~:soon", "unreadable date `soon`", 7);
    check("event:2025..2024", "the dates end before they begin", 6);
    check("qty:drones>=", "unreadable quantity `>=`", 4);
    check("a qty:drones>=many", "unreadable quantity `>=many`", 6);
    check("qty:[1 TO 5]", "unreadable quantity `[1 TO 5]`", 4);
    check("qty:drones=5..1", "the figures end before they begin", 4);
    check("lead:x", "this index holds no leads", 0);
    check("meta:x", "`meta:` lacks a key", 0);
    check("meta.:x", "`meta.:` lacks a key", 0);
    check("person:\"\"", "nothing to search in `person:`", 0);
    check("a person:...", "nothing to search in `person:`", 2);
    check("title:(... ...)", "nothing to search in `title:`", 0);
    check("article:(...)", "nothing to search in `article:`", 0);
    check("qty:\"\"", "nothing to search in `qty:`", 4);
    check("qty:drones!=5", "`!=` is no comparison", 4);
    check("qty:-drones", "`-` stands after `qty:`", 4);
    check("speaker:-Smith", "`-` stands after `speaker:`", 8);
    check("cue:-said", "`-` stands after `cue:`", 4);
    check("speaker:\"...\"", "nothing to search in `speaker:`", 0);
    check("person:-Trump", "`-` stands after `person:`", 7);
}

/// The name that is offered may be one that is refused in its turn, which is said at once.
#[test]
fn a_reserved_field_is_not_offered_in_silence() {
    let error = lenient("leda:Macron ceasefire").unwrap_err();
    let hint = "this index holds no leads; to search for the text itself, write `leda\\:`";
    assert_eq!(error.hint(), Some(hint));
}

#[test]
fn values() {
    check("date:soon", "unreadable date `soon`", 5);
    check("ceasefire date:17/06/2024", "unreadable date `17/06/2024`", 15);
    check("date:17 June 2024", "unreadable date `17`", 5);
    check("date:2024-13", "unreadable date `2024-13`", 5);
    check("date:2023-02-29", "unreadable date `2023-02-29`", 5);
    check("date:2024-06-17T10:30", "unreadable date `2024-06-17T10:30`", 5);
    check("date:*", "unreadable date `*`", 5);
    check("date:2024*", "unreadable date `2024*`", 5);
    check("date:\"\"", "unreadable date ``", 5);
    check("date:..", "a date needs a day on one side at least", 5);
    check("date:2025..2024", "the dates end before they begin", 5);
    check("date:{2024-06-01 TO 2024-06-02}", "the dates end before they begin", 5);
    check("date:today", "`today` is not a date by itself", 5);
    check("after:yesterday", "`yesterday` is not a date by itself", 6);
    check("after:2024..2025", "unreadable date `2024..2025`", 6);
    check("after:>2024", "unreadable date `>2024`", 6);
    check("after:9999", "the calendar ends there", 6);
    check("before:-009999-01-01", "the calendar begins there", 7);
    check("date:(2024 OR soon)", "unreadable date `soon`", 14);
    check("meta.a:[1 TO 5", "the range is not closed", 7);
    check("meta.a:[1 5]", "unreadable range `[1 5]`", 7);
    check("title:[sic]", "unreadable range `[sic]`", 6);
    check("meta.a:>=", "unreadable comparison `>=`", 7);
    check("meta.a:>==5", "unreadable comparison `>==5`", 7);
}

#[test]
fn carets() {
    check_caret("Trump AND", "Trump AND\n      ^");
    check_caret("«Київ» (ceasefire", "«Київ» (ceasefire\n       ^");
    check_caret("a\nb AND\nc OR", "c OR\n  ^");
    check_caret("a\tb\x1b[2J AND", "a b [2J AND\n        ^");
    check_caret("", "\n^");
    let long = format!("{} {} AND", "a".repeat(99), "b".repeat(9));
    let shown = format!("…{} {} AND\n{}^", "a".repeat(55), "b".repeat(9), " ".repeat(67));
    check_caret(&long, &shown);
    let middle = format!("{} AND) {}", "a".repeat(99), "b".repeat(99));
    let shown = format!("…{} AND) {}…\n{}^", "a".repeat(30), "b".repeat(32), " ".repeat(35));
    check_caret(&middle, &shown);
}

#[test]
fn errors_are_shown_in_one_line() {
    let error = lenient("date:today").unwrap_err();
    let expected =
        "`today` is not a date by itself; hint: a query has no clock, write the day, as in `date:2024-06-17`";
    assert_eq!(error.to_string(), expected);
    assert_eq!((error.column(), error.query()), (6, "date:today"));
    assert_eq!(lenient("\0é date:today").unwrap_err().column(), 9);
}
