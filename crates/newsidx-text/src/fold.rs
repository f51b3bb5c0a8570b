//! Folding: the form in which two spellings of one word are equal. In: text. Out: lower case, without accents.
//! Knows nothing of acronyms, stems or languages: the same text folds the same way everywhere.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::span::Span;

/// Folds a word: compatibility forms, case, accents of Latin and Greek letters, apostrophes and dashes.
///
/// `Café` is `cafe`, `Straße` is `strasse`, `İzmir` is `izmir`, `ЁЛКА` is `елка`, while `й` and `ї` keep their marks,
/// because they are letters of their own. Invisible characters are dropped. Folding twice changes nothing.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let is_lower = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        return if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_ascii_lowercase()) };
    }
    let mut folded = String::with_capacity(word.len());
    for (_, cluster) in clusters(word) {
        push_folded(cluster, &mut folded);
    }
    Cow::Owned(folded)
}

/// Lowers the case of a word and keeps its accents, for stemmers that read them: `Élysées` is `élysées`.
pub fn lower(word: &str) -> String {
    word.nfkc().flat_map(char::to_lowercase).map(|char| if is_apostrophe(char) { '\'' } else { char }).collect()
}

/// Drops a possessive ending: `Russia’s` gives `Russia`, `Kims'` gives `Kims`.
pub fn strip_possessive(word: &str) -> &str {
    let without_s = word.strip_suffix(['s', 'S']).and_then(|word| word.strip_suffix(is_apostrophe));
    match without_s {
        Some("") => word,
        Some(word) => word,
        None => word.strip_suffix(is_apostrophe).filter(|word| word.ends_with(['s', 'S'])).unwrap_or(word),
    }
}

/// Drops the commas between the thousands of a number: `1,000` gives `1000`, while `3,5` and `1,00` stay.
pub fn strip_thousands_commas(number: &str) -> Cow<'_, str> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',');
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let leads = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && is_digits(group));
    let grouped = whole.contains(',') && leads && groups.all(|group| group.len() == 3 && is_digits(group));
    if grouped && is_digits(fraction) { Cow::Owned(number.replace(',', "")) } else { Cow::Borrowed(number) }
}

/// Tells whether `char` is one of the signs that are written for an apostrophe.
pub fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʻ' | '＇')
}

/// A whole text folded, with the way back from each folded byte to the original.
///
/// # Examples
///
/// ```
/// use newsidx_text::fold::FoldedText;
///
/// let text = "in the Élysée palace";
/// let folded = FoldedText::new(text);
/// let at = folded.text().find("elysee").ok_or("not found")?;
/// assert_eq!(folded.original(at..at + 6).of(text), "Élysée");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug)]
pub struct FoldedText {
    text: String,
    /// For each folded byte, the original bytes it came from; empty when every byte came from its own.
    origins: Vec<Span>,
}

impl FoldedText {
    /// Folds `text`; white space and punctuation stay, in folded form.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { text: text.to_ascii_lowercase(), origins: Vec::new() };
        }
        let mut folded = Self { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len()) };
        for (start, cluster) in clusters(text) {
            push_folded(cluster, &mut folded.text);
            folded.origins.resize(folded.text.len(), Span::new(start, start + cluster.len()));
        }
        folded
    }

    /// Gives the folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Gives the shortest span of the original that folds to at least the bytes `folded`.
    ///
    /// An empty range, or one past the end, gives an empty span.
    pub fn original(&self, folded: Range<usize>) -> Span {
        if self.origins.is_empty() {
            let end = folded.end.min(self.text.len());
            return Span::new(folded.start.min(end), end);
        }
        match self.origins.get(folded) {
            Some([first, .., last]) => Span { start: first.start, end: last.end },
            Some([only]) => *only,
            _ => Span::new(0, 0),
        }
    }
}

/// Cuts text into characters together with the marks and invisible characters after each.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = text.len() - rest.len();
        let first = rest.chars().next()?;
        let marks = rest.get(first.len_utf8()..)?;
        let len = first.len_utf8() + marks.find(|char| !extends(char)).unwrap_or(marks.len());
        let (cluster, after) = rest.split_at_checked(len)?;
        rest = after;
        Some((start, cluster))
    })
}

/// Tells whether a character is folded together with the one before it.
fn extends(char: char) -> bool {
    !char.is_ascii()
        && (is_combining_mark(char)
            || is_invisible(char)
            // Vowels and finals of Hangul, and the voicing marks of narrow Katakana, compose with what is before.
            || matches!(char, '\u{1160}'..='\u{11FF}' | '\u{FF9E}' | '\u{FF9F}' | '\u{FFA0}'..='\u{FFDC}'))
}

fn is_invisible(char: char) -> bool {
    matches!(char, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

fn push_folded(cluster: &str, folded: &mut String) {
    let mut chars = cluster.chars();
    if let (Some(char), "") = (chars.next(), chars.as_str())
        && let Some(simple) = fold_simple(char)
    {
        folded.push(simple);
        return;
    }
    let mut base = None;
    let mut kept = String::with_capacity(cluster.len());
    for char in cluster.nfkd().flat_map(char::to_lowercase).filter(|char| !is_invisible(*char)) {
        if is_combining_mark(char) {
            if !base.is_some_and(|base| drops_mark(base, char)) {
                kept.push(char);
            }
        } else {
            base = Some(char);
            push_plain(char, &mut kept);
        }
    }
    folded.extend(kept.nfc());
}

/// Folds the characters that most text is made of without normalising them.
fn fold_simple(char: char) -> Option<char> {
    match char {
        '\0'..='\x7F' => Some(char.to_ascii_lowercase()),
        'ё' | 'Ё' => Some('е'),
        'А'..='Я' | 'Є' | 'І' | 'Ї' | 'Ґ' => char.to_lowercase().next(),
        'а'..='я' | 'є' | 'і' | 'ї' | 'ґ' | '“' | '”' | '„' | '«' | '»' => Some(char),
        '–' | '—' => Some('-'),
        '’' | '‘' => Some('\''),
        _ => None,
    }
}

/// Writes a lower-case character without marks, spelled out where it is no plain letter.
fn push_plain(char: char, out: &mut String) {
    match char {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ł' => out.push('l'),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => out.push('-'),
        _ if is_apostrophe(char) => out.push('\''),
        _ => out.push(char),
    }
}

/// Tells whether a mark on a lower-case letter is dropped.
fn drops_mark(base: char, mark: char) -> bool {
    match base {
        'a'..='z' | '0'..='9' | '\u{DF}'..='\u{3FF}' | '\u{1D00}'..='\u{1DBF}' | '\u{1E00}'..='\u{1FFF}' => {
            // A mark of another script beside a Latin letter is part of its own word.
            matches!(mark, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}')
        }
        'е' if mark == '\u{308}' => true,
        // The stress that teachers and encyclopedias mark is no part of a word.
        'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'є' => {
            matches!(mark, '\u{300}' | '\u{301}')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(input: &str, expected: &str) {
        assert_eq!(fold(input), expected, "folding `{input}`");
    }

    #[test]
    fn words_fold() {
        check("drones", "drones");
        check("NATO", "nato");
        check("Café", "cafe");
        check("Cafe\u{301}", "cafe");
        check("Straße", "strasse");
        check("STRAẞE", "strasse");
        check("Wałęsa", "walesa");
        check("Đoković", "dokovic");
        check("Ærø", "aero");
        check("Œuvre", "oeuvre");
        check("İzmir", "izmir");
        check("ısı", "isi");
        check("Αθήνας", "αθηνασ");
        check("Ёлка", "елка");
        check("ёлкой", "елкой");
        check("Йод", "йод");
        check("и\u{306}од", "йод");
        check("Київ", "київ");
        check("за\u{301}мок", "замок");
        check("п’ять", "п'ять");
        check("пʼять", "п'ять");
        check("non‑stop", "non-stop");
        check("co\u{AD}operate", "cooperate");
        check("ﬁne", "fine");
        check("ＮＨＫ", "nhk");
        check("ｶﾞ", "ガ");
        check("한국", "한국");
    }

    #[test]
    fn plain_lower_case_is_borrowed() {
        assert!(matches!(fold("drones"), Cow::Borrowed("drones")));
    }

    #[test]
    fn case_is_lowered_and_accents_kept() {
        assert_eq!(lower("Élysées"), "élysées");
        assert_eq!(lower("L’E\u{301}tat"), "l'état");
    }

    #[test]
    fn possessives_are_dropped() {
        let cases = [
            ("Russia’s", "Russia"),
            ("Russia's", "Russia"),
            ("RUSSIA'S", "RUSSIA"),
            ("U.S.'s", "U.S."),
            ("Kims'", "Kims"),
            ("Kims’", "Kims"),
            ("Kim’", "Kim’"),
            ("'s", "'s"),
            ("drones", "drones"),
            ("can't", "can't"),
            ("", ""),
        ];
        for (word, expected) in cases {
            assert_eq!(strip_possessive(word), expected, "`{word}`");
        }
    }

    #[test]
    fn commas_between_thousands_are_dropped() {
        let cases = [
            ("1,000", "1000"),
            ("12,345,678.5", "12345678.5"),
            ("3,5", "3,5"),
            ("1,00", "1,00"),
            ("1234,567", "1234,567"),
            ("1,000,00", "1,000,00"),
            ("1000", "1000"),
            (",000", ",000"),
            ("a,000", "a,000"),
        ];
        for (number, expected) in cases {
            assert_eq!(strip_thousands_commas(number), expected, "`{number}`");
        }
    }

    /// Finds `wanted` in the folded text and compares the original bytes.
    fn check_original(text: &str, wanted: &str, expected: &str) {
        let folded = FoldedText::new(text);
        let original = folded.text().find(wanted).map(|at| folded.original(at..at + wanted.len()).of(text));
        assert_eq!(original, Some(expected), "`{wanted}` in `{text}`");
    }

    #[test]
    fn folded_text_leads_back() {
        check_original("The Drone", "drone", "Drone");
        check_original("l’Élysée dit", "elysee", "Élysée");
        check_original("die Straße hier", "strasse", "Straße");
        check_original("die Straße hier", "stras", "Straß");
        check_original("“Cafe\u{301}”", "cafe", "Cafe\u{301}");
        check_original("wait… now", "...", "…");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.as_ref());
        }

        #[test]
        fn a_text_folds_like_a_word(text in "[A-Za-zÀ-ÿ’ßЁй\u{300}-\u{308}. ]{0,20}") {
            let folded = FoldedText::new(&text);
            prop_assert_eq!(folded.text(), fold(&text));
        }

        #[test]
        fn every_folded_byte_leads_to_whole_characters(text in "\\PC{0,20}", from in 0_usize..30, len in 0_usize..10) {
            let span = FoldedText::new(&text).original(from..from + len);
            prop_assert!(text.get(span.range()).is_some());
        }

        #[test]
        fn case_does_not_matter(text in "[A-Za-zÀ-ÖØ-öø-ſЀ-ӿ]{0,12}") {
            let (upper, lower) = (text.to_uppercase(), text.to_lowercase());
            prop_assert_eq!(fold(&upper), fold(&lower));
        }
    }

    /// Folding every character on its own must be stable: a random text seldom meets the odd ones.
    #[test]
    fn every_character_folds_once() {
        for char in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let folded = fold(&String::from(char)).into_owned();
            assert_eq!(fold(&folded), folded, "U+{:04X}", u32::from(char));
        }
    }
}
