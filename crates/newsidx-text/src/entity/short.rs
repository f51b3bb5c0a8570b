//! Short names beside full ones: `Kenya Revenue Authority (KRA)`. In: a name and the words after it, or one word.
//! Out: the short name that stands there; the organisation that a short name stands for.

use super::draft::Draft;
use super::key::EntityKey;
use super::resolve::Article;
use super::token::{Gap, Shape, Tokens};

/// A name of more tokens than this has no short form but initials: each of its words is tried as the first.
const LONGEST: usize = 12;

impl Article<'_> {
    /// Gives the organisation that the one word of a draft is short for.
    ///
    /// Capitals may be the initials of a full name; a word such as `Cocobod` must have stood beside it.
    pub(super) fn short_of(&self, tokens: &Tokens<'_>, draft: &Draft) -> Option<&EntityKey> {
        let token = tokens.get(draft.first).filter(|_| draft.end == draft.first + 1)?;
        match token.shape {
            Shape::AllCaps if !tokens.titled => self.names.acronym(&token.key),
            Shape::AllCaps | Shape::Capital => self.names.bracketed(&token.key),
            _ => None,
        }
    }
}

/// Gives the short name in brackets after a name, or after `known as`.
pub(super) fn bracketed(tokens: &Tokens<'_>, draft: &Draft) -> Option<String> {
    let known = draft.end + usize::from(matches!(tokens.key(draft.end), "also" | "better"));
    let known_as = tokens.key(known) == "known" && tokens.key(known + 1) == "as";
    let at = if known_as { known + 2 } else { draft.end };
    let token = tokens.get(at)?;
    let closed = known_as || token.gap == Gap::Bracket && tokens.text.get(token.end..)?.starts_with(')');
    let short = match token.shape {
        Shape::AllCaps => true,
        Shape::Capital => spells(&token.key, tokens, draft),
        _ => false,
    };
    (closed && short).then(|| token.key.clone().into_owned())
}

/// Tells whether a word is made of letters of a name in their order, the first one a word's first: `Ecowas`, `Cocobod`.
fn spells(short: &str, tokens: &Tokens<'_>, draft: &Draft) -> bool {
    if draft.end - draft.first > LONGEST {
        return false;
    }
    let begins = |first: &usize| short.chars().next() == tokens.key(*first).chars().next();
    (draft.first..draft.end).filter(begins).any(|first| {
        let mut letters = (first..draft.end).flat_map(|index| tokens.key(index).chars());
        short.chars().all(|letter| letters.any(|other| other == letter))
    })
}

#[cfg(test)]
mod tests {
    use super::super::class::Vocabulary;
    use super::super::tagger::Coarse;
    use super::*;
    use crate::{sentence, word};

    /// The full name is the first four words.
    fn check(text: &str, expected: Option<&str>) {
        let words: Vec<word::Word> = word::words(text).collect();
        let tokens = Tokens::new(text, &words, &sentence::ends(text), &mut Vocabulary::default());
        let reading = super::super::draft::Reading::Tagged(Coarse::Organisation);
        let draft = Draft { paragraph: 0, first: 0, end: 4, reading, titled: false, role: None };
        assert_eq!(bracketed(&tokens, &draft).as_deref(), expected, "{text}");
    }

    /// Ends soon only where the letters of a long name are not read again from each of its words.
    #[test]
    fn a_long_name_is_no_puzzle() {
        let text = "Aaa ".repeat(100_000) + "(Aaab) said";
        let words: Vec<word::Word> = word::words(&text).collect();
        let tokens = Tokens::new(&text, &words, &sentence::ends(&text), &mut Vocabulary::default());
        let reading = super::super::draft::Reading::Tagged(Coarse::Organisation);
        let draft = Draft { paragraph: 0, first: 0, end: 100_000, reading, titled: false, role: None };
        assert_eq!(bracketed(&tokens, &draft), None);
    }

    #[test]
    fn short_names_stand_beside_full_ones() {
        let rows = [
            ("Economic Community of States (ECOWAS), which", Some("ecowas")),
            ("Economic Community of States (Ecs), which", Some("ecs")),
            ("Economic Community of States (Comstat), which", Some("comstat")),
            ("Economic Community of States (Ghana), which", None),
            ("Economic Community of States (ECS and others)", None),
            ("Economic Community of States, known as ECS.", Some("ecs")),
            ("Economic Community of States, which", None),
        ];
        for (text, expected) in rows {
            check(text, expected);
        }
    }
}
