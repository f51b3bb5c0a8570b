//! A paragraph as those who look for facts read it. In: its text, words, sentence ends and mentions. Out: tokens that
//! know their gap, their sentence and what the word lists say of them. Must not know what the facts are.
//!
//! A token is a word, so their numbers agree; punctuation stands in the gaps.

use std::borrow::Cow;

use crate::fold;
use crate::lexeme::{self, Class, Lexeme};
use crate::mention::Mention;
use crate::span::Span;
use crate::word::Word;

/// One paragraph with its tokens.
#[derive(Debug)]
pub(crate) struct Passage<'a> {
    /// The text, exactly as read.
    pub(crate) text: &'a str,
    /// Its words.
    pub(crate) tokens: Vec<Token<'a>>,
    /// The entities it names, in order.
    pub(crate) mentions: &'a [Mention],
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'a> {
    /// As written, without a possessive ending.
    pub(crate) text: &'a str,
    /// Its first byte.
    pub(crate) start: u32,
    /// One past the last byte of the whole word, a possessive ending included.
    pub(crate) end: u32,
    /// The number of its sentence in the paragraph.
    pub(crate) sentence: u32,
    /// Whether a space or a hyphen alone stands before it.
    pub(crate) near: bool,
    /// What the lists say of it in small letters.
    pub(crate) lexeme: Option<&'static Lexeme>,
}

impl<'a> Passage<'a> {
    /// Reads a paragraph.
    pub(crate) fn new(text: &'a str, words: &[Word], sentences: &[u32], mentions: &'a [Mention]) -> Self {
        let (mut sentence, mut end) = (0, 0);
        let tokens = words.iter().map(|word| {
            while sentences.get(sentence).is_some_and(|end| *end <= word.span.start) {
                sentence += 1;
            }
            let whole = word.span.of(text);
            let written = without_possessive(whole);
            let last = std::mem::replace(&mut end, word.span.end as usize);
            Token {
                text: written,
                start: word.span.start,
                end: word.span.end,
                sentence: sentence as u32,
                near: joins(text.get(last..word.span.start as usize).unwrap_or_default()),
                lexeme: listed(written),
            }
        });
        Self { text, tokens: tokens.collect(), mentions }
    }

    /// Gives the token, if there is one.
    pub(crate) fn get(&self, index: usize) -> Option<&Token<'a>> {
        #[cfg(test)]
        work::look();
        self.tokens.get(index)
    }

    /// Tells whether the token has one of the classes.
    pub(crate) fn is(&self, index: usize, class: Class) -> bool {
        self.get(index).is_some_and(|token| token.is(class))
    }

    /// Gives what stands between the token and the one before it, or the start of the text; past the last token, what
    /// follows that one.
    pub(crate) fn gap(&self, index: usize) -> &'a str {
        let start = index.checked_sub(1).and_then(|before| self.get(before)).map_or(0, |before| before.end as usize);
        let end = self.get(index).map_or(self.text.len(), |token| token.start as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Gives the bytes from the token `first` up to, not including, the token `end`.
    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        let start = self.get(first).map_or(0, |token| token.start);
        let end = end.checked_sub(1).and_then(|last| self.get(last)).map_or(start, |token| token.end);
        Span { start, end: end.max(start) }
    }

    /// Gives the number of the first token that starts at or after a byte.
    pub(crate) fn token_from(&self, byte: u32) -> usize {
        self.tokens.partition_point(|token| token.start < byte)
    }

    /// Gives the mention that covers a token, if one does.
    pub(crate) fn mention_at(&self, index: usize) -> Option<&'a Mention> {
        let place = self.mentions.partition_point(|mention| mention.words.1 as usize <= index);
        self.mentions.get(place).filter(|mention| mention.words.0 as usize <= index)
    }
}

impl Token<'_> {
    /// Tells whether the lists say one of the classes of it.
    pub(crate) fn is(&self, class: Class) -> bool {
        self.lexeme.is_some_and(|lexeme| lexeme.is(class))
    }

    /// Gives the number that the lists give it in a class.
    pub(crate) fn value(&self, class: Class) -> Option<i32> {
        self.lexeme?.value(class)
    }

    /// Gives the name that the lists give it in a class.
    pub(crate) fn name(&self, class: Class) -> Option<&'static str> {
        self.lexeme?.name(class)
    }

    /// Tells whether it is this word, in small letters and without points, however it is written.
    pub(crate) fn reads(&self, word: &str) -> bool {
        match self.lexeme {
            Some(lexeme) => lexeme.word == word,
            None => self.text.eq_ignore_ascii_case(word) || !self.text.is_ascii() && small(self.text) == word,
        }
    }

    /// Tells whether it is one of these words.
    pub(crate) fn reads_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.reads(word))
    }

    /// Tells whether a possessive ending follows it.
    pub(crate) fn is_possessive(&self) -> bool {
        self.end > self.bare_end()
    }

    /// Gives one past its last byte, without a possessive ending.
    pub(crate) fn bare_end(&self) -> u32 {
        self.start + self.text.len() as u32
    }

    /// Tells whether it begins with a capital letter.
    pub(crate) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Tells whether a digit follows its first letters, of which the first is a capital.
    pub(crate) fn is_marked(&self) -> bool {
        self.text.as_bytes().first().is_some_and(u8::is_ascii_uppercase)
            && self.text.bytes().any(|byte| byte.is_ascii_digit())
    }

    /// Tells whether it begins with a digit.
    pub(crate) fn is_number(&self) -> bool {
        self.text.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
    }
}

/// Tells whether a gap is a space or a hyphen alone.
pub(crate) fn joins(gap: &str) -> bool {
    match gap.as_bytes() {
        [byte] => matches!(byte, b' ' | b'-'),
        [] | [_, _, _, _, ..] => false,
        _ => matches!(gap, "\u{a0}" | "\u{2011}" | "\u{2010}"),
    }
}

fn without_possessive(word: &str) -> &str {
    if word.as_bytes().last() != Some(&b's') {
        return word;
    }
    let short = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
    short.filter(|short| !short.is_empty()).unwrap_or(word)
}

/// No word of the lists has more bytes.
const LONGEST: usize = 24;

/// Gives what the lists say of a word as written. Every word of every text is asked for, so that those in plain letters are
/// folded where no memory has to be found for them.
fn listed(written: &str) -> Option<&'static Lexeme> {
    let bytes = written.as_bytes();
    if bytes.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return lexeme::of_bytes(bytes);
    }
    if !written.is_ascii() {
        return lexeme::lexeme(&small(written));
    }
    let (mut plain, mut length) = ([0_u8; LONGEST], 0);
    for byte in bytes.iter().filter(|byte| **byte != b'.') {
        *plain.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    lexeme::of_bytes(plain.get(..length)?)
}

/// Folds a word as the keys of the lists are folded: small letters, no points, straight apostrophes.
pub(crate) fn small(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let folded = fold::fold(word);
    if folded.contains(['.', '’']) {
        return Cow::Owned(folded.replace('.', "").replace('’', "'"));
    }
    folded
}

/// How often tokens are looked at: a measure of work that no other program on the machine changes.
#[cfg(test)]
pub(crate) mod work {
    use std::cell::Cell;

    thread_local! {
        static LOOKS: Cell<u64> = const { Cell::new(0) };
    }

    pub(super) fn look() {
        LOOKS.set(LOOKS.get() + 1);
    }

    fn looks(read: impl FnOnce()) -> u64 {
        let before = LOOKS.get();
        read();
        LOOKS.get() - before
    }

    /// Asserts that four times the text is less than eight times the work; `read` reads a text made of so many pieces.
    pub(crate) fn assert_linear(name: &str, read: impl Fn(usize)) {
        const PIECES: usize = 1500;
        let (some, more) = (looks(|| read(PIECES)), looks(|| read(4 * PIECES)));
        assert!(some > 0, "{name}: nothing was read");
        assert!(more < 8 * some, "{name}: {some} looks at {PIECES} pieces, {more} at four times as many");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sentence, word};

    #[test]
    #[should_panic(expected = "four times as many")]
    fn work_that_grows_with_the_square_is_found() {
        work::assert_linear("each word with each other", |pieces| {
            let text = "a ".repeat(pieces);
            let words: Vec<Word> = word::words(&text).collect();
            let passage = Passage::new(&text, &words, &[], &[]);
            (0..pieces).for_each(|at| assert!((at..pieces).all(|at| passage.get(at).is_some())));
        });
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        for written in
            ["March", "MARCH", "march", "p.m.", "P.M.", "don't", "don’t", "Don’t", "co-operation", "Ärger", "x"]
        {
            assert_eq!(
                listed(written).map(|lexeme| lexeme.word),
                lexeme::lexeme(&small(written)).map(|lexeme| lexeme.word)
            );
        }
        assert!(lexeme::longest() <= LONGEST);
    }

    #[test]
    fn tokens_know_gaps_sentences_and_spans() {
        let text = "“Yes,” Trump’s aide said. He left at 5 p.m. on March 3.";
        let words: Vec<Word> = word::words(text).collect();
        let ends = sentence::ends(text);
        let passage = Passage::new(text, &words, &ends, &[]);
        let texts: Vec<&str> = passage.tokens.iter().map(|token| token.text).collect();
        assert_eq!(texts, ["Yes", "Trump", "aide", "said", "He", "left", "at", "5", "p.m.", "on", "March", "3"]);
        assert_eq!((passage.gap(0), passage.gap(1), passage.gap(12)), ("“", ",” ", "."));
        assert_eq!(passage.span(1, 3).of(text), "Trump’s aide");
        assert_eq!(passage.span(9, 2), Span { start: 50, end: 50 });
        let sentences: Vec<u32> = passage.tokens.iter().map(|token| token.sentence).collect();
        assert_eq!(sentences, [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
        assert_eq!(passage.token_from(passage.span(4, 5).start), 4);
    }
}
