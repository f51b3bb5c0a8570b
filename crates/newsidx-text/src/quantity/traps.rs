//! Numbers that count nothing. In: a passage and a figure. Out: whether it is part of a name, a telephone number, a score,
//! a time or the like.

use crate::lexeme::Class;
use crate::number::{Figure, Form, near};
use crate::passage::{Passage, Token};

use super::measure;

/// Tells whether a figure counts nothing.
pub(super) fn is_trap(passage: &Passage<'_>, at: usize, figure: Figure) -> bool {
    match figure.form {
        Form::Digits => {
            is_code(passage, at, figure.end)
                || is_ratio(passage, at, figure.end)
                || is_label(passage, at, figure.end)
                || is_clock(passage, at, figure.end)
        }
        Form::Words => {
            is_name(passage, at, figure.end)
                || is_pronoun(passage, at, figure)
                || is_compound(passage, figure.end)
                || is_fraction(passage, figure.end)
        }
        Form::Many => is_name(passage, at, figure.end),
    }
}

/// Tells whether digits hang together with others or with letters: `555-1234`, `F-16`, `3-1`, `10:35`.
fn is_code(passage: &Passage<'_>, at: usize, end: usize) -> bool {
    let before = passage.gap(at);
    let glued = before.ends_with(['/', ':', '+', '#', '_', '@', '.', '’', '\'']);
    let hyphen = before.ends_with('-') && at > 0 && !before.starts_with(' ');
    let after = passage.gap(end);
    let number = |index: usize| passage.get(index).is_some_and(Token::is_number);
    let clock = after.starts_with(':') && after.len() == 1 && number(end);
    let digits = after == "-" && number(end) && passage.gap(end + 1) == "-";
    let neighbour = after == " " && number(end) || before == " " && at.checked_sub(1).is_some_and(number);
    glued || hyphen || clock || digits || neighbour || after.starts_with(['/', '@', '_'])
}

/// Tells whether a stroke alone joins two numbers, and neither `of` nor a unit makes a fraction of them: `the 9/11 attacks`.
fn is_ratio(passage: &Passage<'_>, at: usize, end: usize) -> bool {
    let stroke = passage.gap(at + 1) == "/" && end > at + 1;
    let of = near(passage, end) && passage.get(end).is_some_and(|token| token.reads("of"));
    stroke && !of && measure::after(passage, end).is_none()
}

/// Tells whether digits number a thing: `Article 5`, `No. 10`, `Flight 370`; a name before them that ends the words of a
/// sentence's subject would be followed by a plural.
fn is_label(passage: &Passage<'_>, at: usize, end: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| passage.get(before)) else { return false };
    let beside = near(passage, at);
    let numbered = before.reads("no") && passage.gap(at) == ". " || before.text == "Nos";
    let label = beside && before.is(Class::LABEL);
    let inside =
        passage.mention_at(at).is_some_and(|mention| (mention.words.0 as usize) < at || mention.words.1 as usize > end);
    numbered || label || inside
}

fn is_clock(passage: &Passage<'_>, at: usize, end: usize) -> bool {
    let clock = passage.get(end).is_some_and(|token| near(passage, end) && token.is(Class::CLOCK.with(Class::ZONE)));
    clock || passage.gap(at) == ":"
}

/// Tells whether a number in words is part of a name: `Air Force One`, `Group of Seven`, `Seven Seas`.
fn is_name(passage: &Passage<'_>, at: usize, end: usize) -> bool {
    let Some(token) = passage.get(at) else { return false };
    let mention = passage.mention_at(at).is_some_and(|mention| mention.words.1 - mention.words.0 > 1);
    if mention || !token.is_capital() {
        return mention;
    }
    let opens = at == 0
        || passage.get(at - 1).is_some_and(|before| before.sentence != token.sentence)
        || opens_text(passage.gap(at))
        || passage.gap(at - 1) == ":" && passage.get(at - 1).is_some_and(Token::is_number);
    let name_after = near(passage, end) && passage.get(end).is_some_and(Token::is_capital);
    let title = is_title(passage);
    !title && (!opens || name_after && passage.mention_at(end).is_none())
}

/// Tells whether a sentence or a quotation begins after a gap: past a dateline, a label or a mark.
fn opens_text(gap: &str) -> bool {
    let dash = gap.starts_with([' ', ')']) && gap.trim_end().ends_with(['-', '–', '—']);
    dash || gap.trim_end().ends_with(['“', '"', '‘', ':', '—', '•', '*', '|'])
}

/// Tells whether a passage is a headline in title case: hardly a word in small letters.
fn is_title(passage: &Passage<'_>) -> bool {
    /// A headline has no more words.
    const LONGEST: usize = 30;
    let few = passage.tokens.len() <= LONGEST;
    few && passage.tokens.iter().filter(|token| token.is_capital()).count() * 2 > passage.tokens.len()
}

/// Tells whether `one` stands for somebody: `one of the`, `no one`, `this one`, `one another`.
fn is_pronoun(passage: &Passage<'_>, at: usize, figure: Figure) -> bool {
    const BEFORE: [&str; 14] =
        ["any", "another", "big", "each", "every", "first", "last", "new", "next", "no", "only", "that", "the", "this"];
    const AFTER: [&str; 8] = ["another", "by", "day", "of", "time", "thing", "way", "who"];
    if figure.end != at + 1 || !passage.get(at).is_some_and(|token| token.reads("one")) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|before| passage.get(before)).filter(|_| near(passage, at));
    let after = passage.get(at + 1).filter(|_| near(passage, at + 1));
    before.is_some_and(|before| BEFORE.contains(&before.text)) || after.is_some_and(|after| AFTER.contains(&after.text))
}

/// Tells whether parts of one are told: `two thirds of the men`; quarters may be stretches of time.
fn is_fraction(passage: &Passage<'_>, end: usize) -> bool {
    const PARTS: [&str; 8] = ["thirds", "quarters", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths"];
    let part = passage.get(end).filter(|part| near(passage, end) && part.reads_any(&PARTS));
    let of = near(passage, end + 1) && passage.get(end + 1).is_some_and(|of| of.reads("of"));
    part.is_some_and(|part| of || !part.reads("quarters"))
}

/// Tells whether a hyphen joins a number in words to something that is no unit: `two-state solution`, `two-thirds`.
fn is_compound(passage: &Passage<'_>, end: usize) -> bool {
    passage.gap(end) == "-" && measure::after(passage, end).is_none()
}
