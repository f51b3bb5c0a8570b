//! Language tags. In: what a source writes (`en`, `en-GB`, `eng`). Out: the ISO 639-1 code. Must not know any text.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::wordlist::entries;

/// The codes of three letters, each with the one of two letters.
static LONG_CODES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    entries(include_str!("data/language-codes.txt")).filter_map(|line| line.split_once(' ')).collect()
});

/// Gives the ISO 639-1 code of a language tag, or nothing where the tag is none.
///
/// Takes codes of two letters, those of three that have one of two, and either with a region or script behind `-` or
/// `_`, in any case. A code of two letters is not checked against the list of languages that exist.
pub fn language_code(tag: &str) -> Option<String> {
    let main = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match main.len() {
        2 if main.bytes().all(|byte| byte.is_ascii_lowercase()) => Some(main),
        3 => LONG_CODES.get(main.as_str()).map(|&code| code.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, expected: Option<&str>) {
        assert_eq!(language_code(tag).as_deref(), expected, "reading `{tag}`");
    }

    #[test]
    fn tags_become_codes() {
        check("en", Some("en"));
        check(" EN-gb ", Some("en"));
        check("zh_Hant_TW", Some("zh"));
        check("ukr", Some("uk"));
        check("deu", Some("de"));
        check("ger", Some("de"));
        check("English", None);
        check("xxx", None);
        check("", None);
        check("é", None);
    }
}
