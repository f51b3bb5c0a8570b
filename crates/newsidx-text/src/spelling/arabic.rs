//! Keys of words in Arabic letters. In: a folded word. Out: its letters in one form each. Must not know other scripts.
//!
//! What writers leave out or write one way or another goes: vowel signs, hamza and its seats, the dots under a last ya, the
//! Persian forms of ya and kaf. Long vowels stay, because they alone tell many names apart, and so does the article, for
//! with it most nouns would have a second spelling; names that are written with and without it stand in the table.

/// Tells whether a letter is of the Arabic script.
pub(super) fn is_letter(letter: char) -> bool {
    matches!(letter, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{6FA}'..='\u{6FC}' | '\u{750}'..='\u{77F}')
}

/// Gives the key of a folded word.
pub(super) fn key(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    for letter in folded.chars().filter_map(plain) {
        if !key.ends_with(letter) {
            key.push(letter);
        }
    }
    key
}

/// Gives the form in which a letter is compared; nothing for signs that are left out.
fn plain(letter: char) -> Option<char> {
    match letter {
        'آ' | 'أ' | 'إ' | 'ٱ' => Some('ا'),
        'ى' | 'ئ' | 'ی' | 'ې' => Some('ي'),
        'ؤ' => Some('و'),
        'ة' | 'ہ' | 'ە' | 'ھ' => Some('ه'),
        'ک' => Some('ك'),
        'گ' => Some('غ'),
        'ء' | 'ـ' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' => None,
        other => Some(other),
    }
}
