//! A word of a name, for comparing. In: a word as written. Out: a key that spellings of the same word share.
//! Must not know what a name is.

use newsidx_text::fold::fold;

/// Cyrillic letters and the Latin ones that English news writes for them.
const LETTERS: [(char, &str); 41] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('ґ', "g"),
    ('д', "d"),
    ('ђ', "dj"),
    ('е', "e"),
    ('ё', "e"),
    ('є', "ye"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('і', "i"),
    ('ї', "yi"),
    ('й', "y"),
    ('ј', "j"),
    ('к', "k"),
    ('л', "l"),
    ('љ', "lj"),
    ('м', "m"),
    ('н', "n"),
    ('њ', "nj"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ў', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('џ', "dz"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ы', "y"),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
];

/// Gives the key of a word: folded, Cyrillic in Latin letters, the ways to write one ending as one.
pub(super) fn name_key(word: &str) -> String {
    let folded = fold(word);
    let letters = |letter: char| match letter {
        'ь' | 'ъ' | '\'' | '’' | '-' => String::new(),
        _ => LETTERS
            .iter()
            .find(|(cyrillic, _)| *cyrillic == letter)
            .map_or_else(|| letter.to_string(), |(_, latin)| (*latin).to_owned()),
    };
    let latin: String = folded.chars().map(letters).collect();
    one_ending(latin.replace("ks", "x"))
}

/// Writes one `y` for what romanisations make of a last vowel: `Sergei`, `Dmitrii`, `Zelenskyj`.
fn one_ending(latin: String) -> String {
    let vowel = latin.strip_suffix("ij").or_else(|| latin.strip_suffix("yj")).unwrap_or(&latin);
    let stem = vowel.trim_end_matches(['i', 'y']);
    let ends_so = stem.len() < latin.len() && stem.chars().count() >= 3;
    if ends_so { format!("{stem}y") } else { latin }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_share_a_key() {
        for (one, other) in [
            ("Путин", "Putin"),
            ("Wałęsa", "WALESA"),
            ("Зеленський", "Zelensky"),
            ("Зеленский", "Zelenskyy"),
            ("Zelenskiy", "Zelensky"),
            ("O’Neill", "ONeill"),
            ("Sergei", "Sergey"),
            ("Сергей", "Sergei"),
            ("Dmitrii", "Dmitry"),
            ("Dmitriy", "Dmitri"),
            ("Navalnyi", "Navalny"),
            ("Aleksei", "Alexey"),
        ] {
            assert_eq!(name_key(one), name_key(other), "{one} {other}");
        }
        for (one, other) in [("Putin", "Puting"), ("Xi", "Xy"), ("Ali", "Aly"), ("Kelley", "Kelly"), ("Raj", "Ray")] {
            assert_ne!(name_key(one), name_key(other), "{one} {other}");
        }
    }
}
