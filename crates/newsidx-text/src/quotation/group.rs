//! Verb groups. In: the place of a verb of speech. Out: where its helping verbs begin, and whether the form is a verb here
//! at all. Must not know who its subject is.

use super::phrase;
use super::scene::Scene;
use super::verb::Form;
use crate::lexeme::Class;

/// How far a verb group reaches back over helping verbs and adverbs.
const GROUP: usize = 6;

/// The verb group around a cue.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    /// The first token.
    pub(super) first: usize,
    /// Whether a verb helps: `has said`.
    pub(super) helped: bool,
    /// Whether the subject is what is said: `was said`.
    pub(super) passive: bool,
    /// Whether it is an infinitive: `to say`.
    pub(super) infinitive: bool,
}

/// Reads the helping verbs and adverbs before a verb.
pub(super) fn group(scene: &Scene<'_>, cue: usize, form: Form) -> Group {
    let passage = scene.passage;
    let mut group = Group { first: cue, ..Group::default() };
    while group.first > 0 && cue - group.first < GROUP && matches!(passage.gap(group.first), " " | "’" | "'") {
        let Some(token) = passage.get(group.first - 1) else { break };
        let helps = token.is(Class::AUXILIARY);
        if !helps && !token.is(Class::ADVERB) && !phrase::is_adverb(token.text) || token.is(Class::DETERMINER) {
            break;
        }
        group.helped |= helps;
        group.passive |= token.is(Class::BE) && matches!(form, Form::Past | Form::Participle);
        group.first -= 1;
        // `he’s` is subject and helping verb in one.
        if helps && token.text.contains(['’', '\'']) && !token.is(Class::NOT) {
            break;
        }
    }
    let before = group.first.checked_sub(1).and_then(|before| passage.get(before)).and_then(|token| token.lexeme);
    group.infinitive = form == Form::Base && before.is_some_and(|lexeme| lexeme.word == "to");
    if group.infinitive
        && let Some(first) = went_on(scene, group.first - 1)
    {
        group = Group { first, infinitive: false, helped: true, ..group };
    }
    group
}

/// Gives where a verb begins that only says that somebody goes on: `went on to say`.
fn went_on(scene: &Scene<'_>, to: usize) -> Option<usize> {
    let word = |back: usize| Some(scene.passage.get(to.checked_sub(back)?)?.text);
    let goes = matches!((word(2)?, word(1)?), ("went" | "goes", "on"));
    goes.then(|| to - 2)
}

/// Tells whether the form is a noun where it stands: `the claims`, `Trump’s plans`.
pub(super) fn is_noun(scene: &Scene<'_>, cue: usize, form: Form, group: Group) -> bool {
    let passage = scene.passage;
    let Some(before) = cue.checked_sub(1).and_then(|before| passage.get(before)) else { return form != Form::Past };
    if passage.gap(cue) == "-" || passage.gap(cue + 1) == "-" {
        return true;
    }
    if matches!(form, Form::Gerund) {
        return before.is(Class::DETERMINER.with(Class::POSSESSIVE))
            || before.text.len() as u32 + before.start < before.end;
    }
    if before.is(Class::DETERMINER.with(Class::POSSESSIVE)) && !before.is(Class::SUBJECT.with(Class::ADVERB)) {
        // `this said`, `another tweeted`: most of these words are nouns of their own too.
        let word = before.lexeme.map(|lexeme| lexeme.word);
        let pronoun = !before.is(Class::POSSESSIVE) && !matches!(word, Some("the" | "a" | "an" | "no" | "every"));
        return !pronoun || passage.is(cue, Class::NOUN);
    }
    let possessive = before.start + (before.text.len() as u32) < before.end;
    let ambiguous = passage.is(cue, Class::NOUN) && !group.helped && matches!(form, Form::Base | Form::Third);
    possessive
        || before.is(Class::PREPOSITION) && form != Form::Past && !group.helped
        || ambiguous && !agrees(scene, group.first, form)
}

/// Tells whether what stands before can be the subject of such a form: `Trump claims`, `officials claim`.
fn agrees(scene: &Scene<'_>, first: usize, form: Form) -> bool {
    let passage = scene.passage;
    let Some(before) = first.checked_sub(1).and_then(|before| passage.get(before)) else { return false };
    let next = first + 1;
    let that = form == Form::Third
        && passage.get(next).and_then(|token| token.lexeme).is_some_and(|lexeme| lexeme.word == "that");
    // `The ad claims “...”`, `the report claims that`: only a verb stands there.
    let counted = before.is_number() || before.is(Class::NUMBER);
    let singular = !before.text.ends_with('s') && !counted;
    if before.is(Class::SUBJECT) || scene.quote_from(next).is_some() || that && singular {
        return true;
    }
    let states = passage.get(next - 1).is_some_and(|token| matches!(token.text, "state" | "states"));
    let plural = before.text.ends_with('s');
    let named = passage.mention_at(first - 1).is_some() && passage.gap(first) == " ";
    match form {
        _ if states => passage.is(next, Class::SUBJECT) || that && singular || passage.gap(next).contains(':'),
        Form::Third => named || passage.gap(first).contains(','),
        _ => plural && !named,
    }
}

/// Tells whether what stands before the token can be the subject of a plural verb.
pub(super) fn plural(scene: &Scene<'_>, first: usize) -> bool {
    first.checked_sub(1).and_then(|before| scene.passage.get(before)).is_some_and(|before| {
        let word = before.text;
        let single = matches!(before.lexeme.map(|lexeme| lexeme.word), Some("he" | "she" | "it"));
        !single
            && (word.ends_with(['s', ')'])
                || before.is(Class::SUBJECT.with(Class::DETERMINER))
                || matches!(word, "people" | "police" | "Police" | "women" | "men" | "media"))
            || scene.passage.gap(first).contains(',')
            || before.is(Class::CONJUNCTION)
    })
}
