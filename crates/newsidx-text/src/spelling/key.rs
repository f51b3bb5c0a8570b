//! The key under which the spellings of one name meet. In: a word. Out: Latin letters, or those of its own script.
//! Must not know any name: what no rule can tell stands in the table.
//!
//! The rules join what romanisations of one Cyrillic name differ in, and no more: `kh` is not `h`, `g` is not `h`. Short
//! words are told apart by a single letter (`Harry` and `Hari`, `Zheng` and `Zeng`), so for them fewer rules hold.

use crate::fold::{fold, is_apostrophe, strip_possessive};

use super::arabic;

/// Letters of a key below which only the strict rules hold.
const SHORT: usize = 5;

/// Gives the key of a word: two words with one key are spellings of one name as far as rules can tell.
///
/// Case, accents and a possessive ending change nothing. Keys are part of the format of an index.
///
/// # Examples
///
/// ```
/// use newsidx_text::spelling::key;
///
/// assert_eq!(key("Zelenskyy"), key("Зеленський"));
/// assert_ne!(key("Han"), key("Khan"));
/// ```
pub fn key(word: &str) -> String {
    let folded = fold(strip_possessive(word));
    if folded.chars().any(arabic::is_letter) {
        return arabic::key(&folded);
    }
    let letters = romanised(&folded);
    let loose = loose(&letters);
    if loose.chars().count() < SHORT { strict(&letters) } else { loose }
}

/// Writes Cyrillic letters as Latin ones, and leaves out what no reader hears.
fn romanised(folded: &str) -> String {
    let mut latin = String::with_capacity(folded.len());
    for letter in folded.chars().filter(|letter| !is_apostrophe(*letter)) {
        match cyrillic(letter) {
            Some(letters) => latin.push_str(letters),
            None => latin.push(letter),
        }
    }
    latin
}

/// Gives the letters for one of Ukrainian, Russian, Belarusian or Bulgarian.
fn cyrillic(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' | 'ё' => "e",
        'є' => "ie",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' | 'й' | 'ы' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "iu",
        'я' => "ia",
        'ь' | 'ъ' => "",
        _ => return None,
    })
}

/// Joins the spellings of a long word.
fn loose(letters: &str) -> String {
    let ending = one_i(&vowels(letters, FinalY::IsVowel));
    let plain = ending.replace("zh", "z").replace("ph", "f").replace('w', "v").replace('x', "ks");
    one_consonant(&plain).replace("ie", "e")
}

/// Joins no more of a short word than what transliteration leaves open.
fn strict(letters: &str) -> String {
    one_i(&vowels(letters, FinalY::Stays))
}

/// What becomes of a `y` that ends a word after a consonant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FinalY {
    IsVowel,
    Stays,
}

/// Writes `i` for `y`, and for a `j` that sounds so: neither first (`Juan`) nor between vowels (`Rajoy`), unless the word
/// ends in `ija` (`Marija`).
fn vowels(letters: &str, final_y: FinalY) -> String {
    let all: Vec<char> = letters.chars().collect();
    let is_vowel = |letter: Option<&char>| letter.is_some_and(|letter| "aeiouy".contains(*letter));
    let ends_in_ija = letters.ends_with("ija") || letters.ends_with("yja");
    let mut written = String::with_capacity(letters.len());
    for (at, letter) in all.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).and_then(|before| all.get(before)), all.get(at + 1));
        let is_i = match letter {
            'y' => final_y == FinalY::IsVowel || after.is_some() || is_vowel(before),
            'j' => before.is_some() && (!(is_vowel(before) && is_vowel(after)) || ends_in_ija),
            _ => false,
        };
        written.push(if is_i { 'i' } else { *letter });
    }
    written
}

/// Writes a run of `i` once.
fn one_i(letters: &str) -> String {
    once(letters, |letter| letter == 'i')
}

/// Writes a doubled consonant once; a doubled vowel is another vowel (`Cameron` and `Cameroon`).
fn one_consonant(letters: &str) -> String {
    once(letters, |letter| letter.is_alphabetic() && !"aeiou".contains(letter))
}

fn once(letters: &str, is_joined: impl Fn(char) -> bool) -> String {
    let mut written = String::with_capacity(letters.len());
    for letter in letters.chars() {
        if !(is_joined(letter) && written.ends_with(letter)) {
            written.push(letter);
        }
    }
    written
}
