//! Every example of the reference is true.

use super::{lenient, strict};

/// The reference stands beside the workspace; a published crate comes without it, and then there is nothing to check.
fn reference() -> Option<String> {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/query-language.md")).ok()
}

/// Gives the code of the first cell of each row in the tables with this head.
fn examples(text: &str, head: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        let cell = line.strip_prefix("| ").and_then(|row| row.split(" | ").next());
        inside = line.starts_with('|') && (inside || cell == Some(head));
        if let Some(code) = cell.filter(|_| inside) {
            found.extend(code.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    found
}

#[test]
fn the_reference_is_true() {
    let Some(text) = reference() else { return };
    let (forms, repaired, refused) = (examples(&text, "Write"), examples(&text, "Typed"), examples(&text, "Refused"));
    assert!(forms.len() > 40 && repaired.len() > 8 && refused.len() > 4, "{forms:?} {repaired:?} {refused:?}");
    for form in forms {
        strict(&form).unwrap_or_else(|error| panic!("{form}: {error}"));
    }
    for typed in repaired {
        assert!(!lenient(&typed).unwrap_or_else(|error| panic!("{typed}: {error}")).notes.is_empty(), "{typed}");
    }
    for typed in refused {
        assert!(lenient(&typed).is_err(), "{typed}");
    }
}
