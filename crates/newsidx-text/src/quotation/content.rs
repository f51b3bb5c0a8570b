//! The words that a verb of speech reports. In: a paragraph, the place of the verb, and what may follow it. Out: ranges of
//! tokens. Must not know who speaks.

use super::clause::Range;
use super::phrase;
use super::scene::Scene;
use super::verb::{self, Form, Frames};
use crate::lexeme::Class;
use crate::passage::Token;

/// So many words of time, place and audience may stand between a verb and its content.
const ADJUNCTS: usize = 24;

/// A stretch of reported words outside quotation marks is read so far, so that a sentence without end costs no more.
const LONGEST: usize = 300;

/// A clause of speech of no more words, at the end of a sentence, reports what stands before it.
const TAIL: usize = 4;
/// So many words before such a clause are more than a time or a place.
const CLAUSE: usize = 6;

/// Gives what follows a verb and is reported by it.
pub(super) fn after(scene: &Scene<'_>, cue: usize, frames: Frames, within: Within) -> Option<Range> {
    let end = scene.sentence_end(cue);
    let first = cue + 1;
    // After a full stop, marks belong to the next sentence: `The roof fell, the mayor said. “We were not ready.”`
    let same = first < end || !scene.passage.gap(first).contains('.');
    if let Some(range) = same.then(|| quoted_from(scene, first)).flatten() {
        return Some(range);
    }
    let direct = start(scene, first, end, frames);
    let begin = direct.or_else(|| {
        let skipped = skip(scene, first, end, frames);
        if skipped == first {
            return None;
        }
        if let Some(range) = quoted_from(scene, skipped) {
            return Some(range.0);
        }
        start(scene, skipped, end, frames)
    })?;
    let last = cut(scene, begin, end.max(quote_end(scene, begin)), within.narrowed(scene, begin));
    (last > begin).then_some((begin, last))
}

/// In what kind of clause the verb stands, which tells how far its content can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// The main clause: to the end of the sentence.
    Main,
    /// A clause that ends at the next comma: `while they planned to protest, ...`, `Trump, who claimed that, ...`.
    Subordinate,
    /// The main clause, with an object or an infinitive: another clause may follow.
    Object,
}

impl Within {
    /// An object or an infinitive leaves room for another clause.
    fn narrowed(self, scene: &Scene<'_>, begin: usize) -> Self {
        let clause = scene.passage.get(begin).is_some_and(|token| {
            token.is(Class::SUBJECT.with(Class::WH)) || token.lexeme.is_some_and(|lexeme| lexeme.word == "that")
        });
        if self == Self::Main && !clause { Self::Object } else { self }
    }
}

/// Gives a quotation that begins with a token, through the end of the sentence in which it ends.
fn quoted_from(scene: &Scene<'_>, first: usize) -> Option<Range> {
    scene.quote_from(first)?;
    let end = quote_end(scene, first);
    if scene.passage.is(end, Class::CONJUNCTION) && is_past(scene, end + 1) {
        return Some((first, end));
    }
    Some((first, cut(scene, end, scene.sentence_end(end - 1), Within::Main).max(end)))
}

/// Tells whether the token can only tell what somebody did: `chanted “What curfew?” and kept going`.
fn is_past(scene: &Scene<'_>, index: usize) -> bool {
    scene
        .passage
        .get(index)
        .is_some_and(|token| token.is(Class::PAST) || token.text.ends_with("ed") && !token.is_capital())
}

/// Gives one past the last token of the quotation that holds a token, or the token.
fn quote_end(scene: &Scene<'_>, index: usize) -> usize {
    scene.quote_at(index).and_then(|quote| scene.ranges.get(quote)).map_or(index, |range| range.1)
}

/// Gives the token with which the content begins, where it begins right here.
fn start(scene: &Scene<'_>, index: usize, end: usize, frames: Frames) -> Option<usize> {
    let passage = scene.passage;
    let token = passage.get(index).filter(|_| index < end)?;
    let gap = passage.gap(index);
    if gap.contains(':') {
        let tells = frames.any(Frames::BARE.with(Frames::THAT).with(Frames::PRONOUN));
        return (tells || scene.quote_from(index).is_some()).then_some(index);
    }
    if !matches!(gap, " " | " (" | " $" | " [" | " #" | " @" | "\u{a0}") && scene.quote_from(index).is_none() {
        return None;
    }
    let word = token.lexeme.map(|lexeme| lexeme.word).unwrap_or_default();
    if word == "that" {
        let follows = passage.gap(index + 1) == " " || passage.gap(index + 1).contains(['“', '"', ',']);
        return (frames.any(Frames::THAT.with(Frames::OBJECT)) && follows && index + 2 < end).then_some(index);
    }
    if token.is(Class::WH) {
        return frames.any(Frames::WH).then_some(index);
    }
    if word == "not" && passage.get(index + 1).is_some_and(|next| next.reads("to")) {
        return start(scene, index + 1, end, frames).map(|_| index);
    }
    if word == "to" {
        let verb = passage.get(index + 1).is_some_and(|next| {
            !next.is_capital() && !next.is(Class::DETERMINER.with(Class::POSSESSIVE).with(Class::OBJECT))
        });
        return (frames.any(Frames::TO) && verb).then_some(index);
    }
    if word == "out" && frames.any(Frames::OUT) {
        return start(scene, index + 1, end, Frames::THAT.with(Frames::BARE).with(Frames::WH));
    }
    if Frames::link(word).is_some_and(|link| frames.any(link)) {
        let when = passage.is(index + 1, Class::DAY.with(Class::LAST));
        return (index + 1 < end && !when && passage.gap(index + 1).trim_end().is_empty()).then_some(index + 1);
    }
    if frames.any(Frames::PERSON) && !token.is(Class::SUBJECT) {
        return None;
    }
    begins_clause(scene, index, frames).then_some(index)
}

/// Tells whether a clause or an object can begin with the token.
fn begins_clause(scene: &Scene<'_>, index: usize, frames: Frames) -> bool {
    let passage = scene.passage;
    let Some(token) = passage.get(index) else { return false };
    let pronoun = token.is(Class::SUBJECT);
    if frames.any(Frames::PRONOUN) && pronoun {
        return true;
    }
    if token.is(Class::DAY.with(Class::LAST)) && !token.is(Class::DETERMINER) {
        return false;
    }
    if token.text == "each" && passage.get(index + 1).is_some_and(|next| next.text == "other") {
        return false;
    }
    let noun = phrase::is_nominal(passage, index) || token.is(Class::DETERMINER.with(Class::POSSESSIVE));
    if frames.any(Frames::BARE) && (pronoun || noun && !token.is(Class::PREPOSITION)) {
        return true;
    }
    let name = passage.mention_at(index).is_some() || token.is(Class::OBJECT);
    frames.any(Frames::NAME) && name
        || frames.any(Frames::OBJECT) && (noun || token.is(Class::OBJECT) || pronoun || token.is(Class::NOT))
}

/// Steps over who is addressed, when and where: `told reporters on Monday that`.
fn skip(scene: &Scene<'_>, first: usize, end: usize, frames: Frames) -> usize {
    let passage = scene.passage;
    let mut at = first;
    let mut addressed = !frames.any(Frames::PERSON);
    while at < end && at < first + ADJUNCTS {
        let gap = passage.gap(at);
        if scene.quote_at(at).is_some()
            || at > first && start_after(scene, at, end, frames)
            || !matches!(gap, " " | ", " | "’ " | " (")
        {
            break;
        }
        let Some(token) = passage.get(at) else { break };
        let day = passage.is(at + 1, Class::DAY.with(Class::LAST)) && passage.gap(at + 1) == " ";
        let next = if token.is(Class::DAY) || token.is(Class::PREPOSITION) && day {
            at + 1
        } else if token.is(Class::LAST) && passage.is(at + 1, Class::PERIOD.with(Class::MONTH).with(Class::DAY_PART))
            || token.is(Class::MONTH) && passage.get(at + 1).is_some_and(Token::is_number)
        {
            at + 2
        } else if token.is(Class::DAY_PART) || token.is(Class::ADVERB) || phrase::is_adverb(token.text) {
            at + 1
        } else if token.is(Class::PREPOSITION) && gap != ", " || token.is(Class::PREPOSITION) && at > first {
            phrase::after(passage, at + 1).map_or(at, |phrase| phrase.end)
        } else if !addressed && gap == " " {
            addressed = true;
            phrase::after(passage, at).map_or(at, |phrase| phrase.head)
        } else {
            at
        };
        if next == at {
            break;
        }
        at = next;
    }
    at
}

/// Tells whether the content begins here, once something was stepped over.
fn start_after(scene: &Scene<'_>, at: usize, end: usize, frames: Frames) -> bool {
    let frames = frames.without_person();
    start(scene, at, end, frames).is_some()
}

/// Gives where the content ends: before a second act of speech, a semicolon, or the end of the sentence.
fn cut(scene: &Scene<'_>, first: usize, end: usize, within: Within) -> usize {
    let quoted = quote_end(scene, first);
    let end = end.min(quoted.max(first) + LONGEST);
    (first.max(quoted) + 1..end)
        .find(|at| scene.quote_at(*at).is_none() && cuts(scene, first, *at, within))
        .unwrap_or(end)
}

fn cuts(scene: &Scene<'_>, first: usize, at: usize, within: Within) -> bool {
    let passage = scene.passage;
    let gap = passage.gap(at);
    let goes_on = passage.is(at, Class::PREPOSITION) && !passage.is(at, Class::SUBORDINATOR);
    if gap.contains(';') || within == Within::Subordinate && gap.contains(',') && !goes_on {
        return true;
    }
    if gap.contains(',') && hears(scene, at) {
        return true;
    }
    let Some(token) = passage.get(at) else { return false };
    let word = token.lexeme.map(|lexeme| lexeme.word).unwrap_or_default();
    let reports = |index: usize| passage.get(index).and_then(verb::read);
    if gap.contains(',') && (word == "according" || reports(at).is_some_and(|(_, form)| form == Form::Gerund)) {
        return true;
    }
    if gap.contains(',') && at > first + 2 {
        // `said X, and that Y`: the same report goes on.
        let goes_on = passage.get(at + 1).is_some_and(|next| next.reads("that")) && matches!(word, "and" | "but");
        let turns = matches!(word, "but" | "while" | "although" | "though" | "whereas" | "compared");
        if !goes_on && (turns || within == Within::Object && matches!(word, "and" | "which" | "as")) {
            return true;
        }
    }
    if token.is(Class::CONJUNCTION) && at > first + 2 {
        let mut next = at + 1;
        while next < at + 4
            && passage.get(next).is_some_and(|token| token.is(Class::ADVERB) || phrase::is_adverb(token.text))
        {
            next += 1;
        }
        let finite = reports(next).is_some_and(|(_, form)| matches!(form, Form::Past | Form::Third));
        // `said the talks would go on but refused to say when`: what is kept back is told of the speaker.
        let withheld = word == "but" && (next..next + 3).any(|index| passage.is(index, Class::WITHHOLDS));
        return finite && !passage.is(next, Class::NOUN) || withheld;
    }
    false
}

/// Tells whether a clause that names the court ends the sentence: `he was at home, a jury heard on Monday`.
fn hears(scene: &Scene<'_>, first: usize) -> bool {
    const COURTS: [&str; 7] = ["court", "hearing", "inquest", "inquiry", "jury", "trial", "tribunal"];
    let word = |index: usize| scene.passage.get(index).map_or("", |token| token.text);
    let court = matches!(word(first), "a" | "an" | "the") && COURTS.binary_search(&word(first + 1)).is_ok();
    let heard = word(first + 2) == "heard" || matches!((word(first + 2), word(first + 3)), ("was", "told"));
    court && heard && scene.sentence_end(first) <= first + 4 + TAIL
}

/// Gives the words of a sentence before its clause of speech: `Two people died, police said`.
pub(super) fn before(scene: &Scene<'_>, start: usize, end: usize) -> Option<Range> {
    let passage = scene.passage;
    if end <= start {
        // The sentence before ends inside the quotation that the clause follows: `“Why?” he asked.`
        let quote = scene.quote_at(end.checked_sub(1)?)?;
        let follows = passage.get(end).is_some_and(|token| !passage.gap(end).contains('\n') && token.start > 0);
        let range = *scene.ranges.get(quote)?;
        let asks = passage
            .text
            .get(..scene.quotes.get(quote)?.inner.end as usize)?
            .ends_with(['?', '!', ',', '…', '-', '—', '.']);
        return (follows && asks).then_some(range);
    }
    let first =
        scene.quote_at(start).and_then(|quote| scene.ranges.get(quote)).map_or(start, |range| range.0.min(start));
    let gap = passage.gap(end);
    let according = passage.is(end, Class::CUE) && gap == " ";
    let opens = passage.is(
        first,
        Class::PREPOSITION
            .with(Class::SUBORDINATOR)
            .with(Class::CONJUNCTION)
            .with(Class::ADVERB)
            .with(Class::DAY)
            .with(Class::WH),
    );
    // `At least two people died`: no time and no place.
    let opens = opens && !passage.get(first + 1).is_some_and(|next| matches!(next.text, "least" | "most"));
    // Nothing but the words before is left to be said: `On Monday the dam failed, officials said.`
    let tail = end - first >= CLAUSE && scene.sentence_end(end) - end <= TAIL;
    let whole = !opens || according || tail || commas(scene, first, end) > 1;
    if let Some(quote) = scene.quote_at(end - 1) {
        let range = *scene.ranges.get(quote)?;
        let loose = range.0 > first && (!whole || passage.gap(range.0).contains([',', ':']));
        return Some(if loose { range } else { (first, end) });
    }
    let clause = (3..=LONGEST).contains(&(end - first)) && (gap.contains([',', '—', '–']) || according);
    (clause && whole).then_some((first, end))
}

/// Counts commas, those of a beginning that is not too long.
fn commas(scene: &Scene<'_>, first: usize, end: usize) -> usize {
    (first + 1..end).take(60).filter(|index| scene.passage.gap(*index).contains(',')).count()
}

/// Gives a quotation right before a clause that has its own content after it: `“A,” he said, “B.”`.
pub(super) fn interrupted(scene: &Scene<'_>, end: usize) -> Option<Range> {
    let quote = scene.quote_at(end.checked_sub(1)?)?;
    let range = *scene.ranges.get(quote)?;
    let comma = scene
        .passage
        .text
        .get(..scene.quotes.get(quote)?.inner.end as usize)?
        .ends_with([',', '?', '!', '…', '-', '—']);
    (comma || scene.passage.gap(end).contains(',')).then_some(range)
}

/// Gives the words that go on after an interruption: `The plan, he said, is dead`.
pub(super) fn resumed(scene: &Scene<'_>, first: usize, cue: usize, end: usize) -> Option<Range> {
    /// `he said on Friday`: a longer clause has commas of its own.
    const SHORT: usize = 4;
    let quoted = first.checked_sub(1).is_some_and(|before| scene.quote_at(before).is_some());
    if quoted || scene.quote_from(end).is_some() {
        return resumed_quote(scene, cue + 1);
    }
    if end > cue + SHORT {
        return None;
    }
    following(scene, end)
}

/// Gives what a relative clause reports of its noun: `an election, which Kyiv argues is premature`.
pub(super) fn relative(scene: &Scene<'_>, first: usize, cue: usize) -> Option<Range> {
    let passage = scene.passage;
    let before = passage.get(first.checked_sub(1)?)?;
    let relative = before.lexeme.is_some_and(|lexeme| matches!(lexeme.word, "which" | "that" | "who"));
    let goes_on = passage.is(cue + 1, Class::AUXILIARY) && passage.gap(cue + 1) == " ";
    let end = scene.sentence_end(cue);
    (relative && goes_on).then(|| (cue + 1, cut(scene, cue + 1, end, Within::Subordinate)))
}

/// Gives a quotation that goes on in the same sentence: `“A,” said Kiper, “B.”`.
pub(super) fn resumed_quote(scene: &Scene<'_>, end: usize) -> Option<Range> {
    let last = scene.sentence_end(end.checked_sub(1)?).min(end + ADJUNCTS);
    let next = (end..last).find(|index| scene.quote_from(*index).is_some())?;
    scene.passage.gap(next).contains([',', ':', '—', '–']).then(|| quoted_from(scene, next))?
}

/// Gives what follows `according to` and its source: a clause after a comma, or words in marks after a colon.
pub(super) fn named_before(scene: &Scene<'_>, end: usize) -> Option<Range> {
    if scene.passage.gap(end).contains(':') {
        return quoted_from(scene, end);
    }
    following(scene, end)
}

/// Gives what follows a comma, up to the end of the sentence.
pub(super) fn following(scene: &Scene<'_>, end: usize) -> Option<Range> {
    let passage = scene.passage;
    let last = scene.sentence_end(end.checked_sub(1)?);
    let mut at = end;
    while at < last && at < end + ADJUNCTS && !passage.gap(at).contains(',') {
        at += 1;
    }
    // `it said on Thursday, missing a forecast`: the reporter tells that.
    let gerund = passage
        .get(at)
        .is_some_and(|token| token.text.ends_with("ing") && !token.is_capital() && !token.is(Class::PREPOSITION));
    let verb = || passage.get(at).and_then(verb::read).is_some();
    let relative = gerund || passage.is(at, Class::WH.with(Class::CONJUNCTION)) || verb();
    (at + 2 < last && passage.gap(at).contains(',') && !relative).then_some((at, last))
}

/// Gives where a clause of speech without content after it ends: at the next comma, or with the sentence.
pub(super) fn clause_end(scene: &Scene<'_>, cue: usize) -> usize {
    let last = scene.sentence_end(cue);
    (cue + 1..last).take(60).find(|index| scene.passage.gap(*index).contains([',', ':', ';', '“', '"'])).unwrap_or(last)
}
