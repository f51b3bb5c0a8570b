//! Queries made to break a parser: long, deep, or of one sign over and over.

use super::{kinds, lenient};
use crate::query::{MAX_DEPTH, MAX_LENGTH, MAX_TERMS, NoteKind, Query};

/// A megabyte of one piece is read as nothing to search, or refused at a limit.
///
/// Time is not measured, but a parser whose time grows with the square of the length would not end.
fn check(piece: &str, limit: Option<&str>) {
    let text = piece.repeat(1_000_000 / piece.len());
    match (lenient(&text), limit) {
        (Ok(parsed), None) => assert_eq!(parsed.query, Query::nothing(), "{piece}"),
        (Err(error), Some(limit)) => assert!(error.message().starts_with(limit), "{piece}: {error}"),
        (Ok(parsed), Some(_)) => panic!("{piece}: read, with {:?}", kinds(&parsed)),
        (Err(error), None) => panic!("{piece}: {error}"),
    }
}

#[test]
fn a_megabyte_of_one_piece() {
    for piece in ["(", "-", "+", "- ", " ", "\0", "...", "~", "^", "}", "\n", "=", ":"] {
        check(piece, None);
    }
    for piece in
        [")", "( ", ")(", "()", "\"", "“", "... ", "AND ", "NOT ", "a ", "-a ", "10:30 ", "person:a\n", "(a OR "]
    {
        check(piece, Some("more than 16384 words, signs and parentheses"));
    }
    check(&format!("{} ", "a".repeat(99)), Some("more than 1024 words"));
    check(&format!("({} ", "a".repeat(999)), Some("nested deeper than 64"));
    check(&format!("article:{{{} ", "a".repeat(999)), Some("nested deeper than 64"));
    check("article:", Some("more than 16384 words, signs and parentheses"));
    check("meta.a:[", Some("the range is not closed"));
}

#[test]
fn the_limits_themselves_are_legal() {
    assert!(lenient(&"a ".repeat(MAX_TERMS)).is_ok());
    assert!(lenient(&"a ".repeat(MAX_TERMS + 1)).is_err());
    // A pattern weighs as many words inside a condition on the article too, for each of its two runs.
    assert!(lenient(&"article:{*a*} ".repeat(MAX_TERMS / 32)).is_ok());
    assert!(lenient(&"article:{*a*} ".repeat(MAX_TERMS / 32 + 1)).unwrap_err().message().contains("1024 words"));
    // Days and figures are compared with every one that the text names.
    assert!(lenient(&"qty:drones>=5 ".repeat(MAX_TERMS / 16)).is_ok());
    assert!(lenient(&"qty:drones>=5 ".repeat(MAX_TERMS / 16 + 1)).unwrap_err().message().contains("1024 words"));
    assert!(lenient(&"event:2025 ".repeat(MAX_TERMS / 16 + 1)).unwrap_err().message().contains("1024 words"));
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(lenient(&nested(MAX_DEPTH)).map(|parsed| parsed.query), Ok(Query::word("a")));
    for depth in [MAX_DEPTH + 1, MAX_DEPTH + 2, 1000] {
        assert!(lenient(&nested(depth)).unwrap_err().message().contains("nested deeper"), "{depth}");
    }
    assert!(lenient(&"a".repeat(MAX_LENGTH)).is_ok());
    assert!(lenient(&"a".repeat(MAX_LENGTH + 1)).unwrap_err().message().contains("longer than"));
    assert!(lenient(&"article:".repeat(MAX_DEPTH + 2)).unwrap_err().message().contains("nested deeper"));
}

#[test]
fn a_megabyte_of_parentheses_gives_one_note() {
    assert_eq!(kinds(&lenient(&"(".repeat(1_000_000)).unwrap()), [NoteKind::UnclosedParenthesis]);
}
