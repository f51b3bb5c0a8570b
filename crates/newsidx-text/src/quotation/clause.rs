//! Clauses that report speech. In: a paragraph and a verb of speech in it. Out: who is its subject, and which words it
//! reports. Must not know whom a pronoun stands for, nor what stands in other paragraphs.

use std::borrow::Cow;

use super::CueClass;
use super::content::{self, Within};
use super::phrase::{self, Phrase};
use super::scene::Scene;
use super::unlisted;
use super::verb::{self, Form, Frames, Verb};
use crate::entity::EntityKind;
use crate::lexeme::Class;
use crate::passage::Passage;

/// How far a verb group reaches back over helping verbs and adverbs.
const GROUP: usize = 6;
/// How many commas an apposition may have.
const COMMAS: usize = 4;
/// How far back a subject may begin.
const REACH: usize = 60;

/// A range of tokens: the first, and one past the last.
pub(super) type Range = (usize, usize);

/// Who speaks, as the clause says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// These phrases, by this rule.
    Named(Vec<Phrase>, &'static str),
    /// The subject of the clause before.
    Shared,
}

/// A clause that reports speech.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// The tokens of the cue.
    pub(super) cue: Range,
    /// The past tense of the cue, or the cue itself.
    pub(super) verb: Cow<'static, str>,
    pub(super) class: CueClass,
    /// Subject and verb together, with all that belongs to them.
    pub(super) clause: Range,
    pub(super) subject: Subject,
    /// The words reported before the clause.
    pub(super) before: Option<Range>,
    /// The words reported after it.
    pub(super) after: Option<Range>,
}

/// The verb group around a cue.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    first: usize,
    helped: bool,
    passive: bool,
    infinitive: bool,
}

/// Reads every clause of a paragraph that reports speech, in order.
pub(super) fn reports(scene: &Scene<'_>) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    for index in 0..scene.passage.tokens.len() {
        if !scene.passage.is(index, Class::CUE) || scene.quote_at(index).is_some() {
            continue;
        }
        reports.extend(report(scene, index));
    }
    let unlisted: Vec<Report> = (0..scene.quotes.len()).filter_map(|quote| beside(scene, &reports, quote)).collect();
    if !unlisted.is_empty() {
        reports.extend(unlisted);
        reports.sort_by_key(|report| report.cue);
        reports.dedup_by_key(|report| report.cue);
    }
    reports
}

/// Reads a clause with an unlisted verb beside a quotation that no listed verb reports.
fn beside(scene: &Scene<'_>, reports: &[Report], quote: usize) -> Option<Report> {
    let (first, end) = *scene.ranges.get(quote)?;
    let next = reports.partition_point(|report| report.cue.0 < first);
    let touches = |range: Option<Range>| range.is_some_and(|(from, to)| from < end && first < to);
    let mut near = reports.iter().skip(next.saturating_sub(4)).take(6);
    if near.any(|report| touches(report.before) || touches(report.after)) {
        return None;
    }
    unlisted::report(scene, quote)
}

fn report(scene: &Scene<'_>, cue: usize) -> Option<Report> {
    let token = scene.passage.get(cue)?;
    if token.lexeme?.word == "according" {
        return according(scene, cue);
    }
    let (verb, form) = verb::read(token)?;
    let named = scene.passage.mention_at(cue).is_some();
    // `Proposed Truce` in a headline; what it reports is in the present tense there.
    let adjective = matches!(form, Form::Past | Form::Participle) && scene.passage.get(cue + 1).is_some_and(|next| next.is_capital());
    if token.is_capital() && cue != scene.sentence_start(cue) && (named || adjective) {
        return None;
    }
    let group = group(scene, cue, form);
    if group.infinitive || group.passive || is_noun(scene, cue, form, group) {
        return None;
    }
    if verb.frames.any(Frames::PERSON) {
        return straight(scene, cue, verb, form, group).or_else(|| inverted(scene, cue, verb, form));
    }
    let opens = cue == scene.sentence_start(cue) && token.is_capital();
    opening(scene, cue, verb, form)
        .filter(|_| opens)
        .or_else(|| inverted(scene, cue, verb, form))
        .or_else(|| straight(scene, cue, verb, form, group))
}

/// Reads the helping verbs and adverbs before a verb.
fn group(scene: &Scene<'_>, cue: usize, form: Form) -> Group {
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
    group
}

/// Tells whether the form is a noun where it stands: `the claims`, `Trump’s plans`.
fn is_noun(scene: &Scene<'_>, cue: usize, form: Form, group: Group) -> bool {
    let passage = scene.passage;
    let Some(before) = cue.checked_sub(1).and_then(|before| passage.get(before)) else { return form != Form::Past };
    if passage.gap(cue) == "-" || passage.gap(cue + 1) == "-" {
        return true;
    }
    if matches!(form, Form::Gerund) {
        return before.is(Class::DETERMINER.with(Class::POSSESSIVE)) || before.text.len() as u32 + before.start < before.end;
    }
    if before.is(Class::DETERMINER.with(Class::POSSESSIVE)) && !before.is(Class::SUBJECT.with(Class::ADVERB)) {
        let pronoun = matches!(before.text, "this" | "that" | "these" | "those" | "some" | "many" | "most" | "others" | "several");
        return !pronoun || passage.is(cue, Class::NOUN);
    }
    let possessive = before.start + (before.text.len() as u32) < before.end;
    let ambiguous = passage.is(cue, Class::NOUN) && !group.helped && matches!(form, Form::Base | Form::Third);
    possessive || before.is(Class::PREPOSITION) && form != Form::Past || ambiguous && !agrees(scene, group.first, form)
}

/// Tells whether what stands before can be the subject of such a form: `Trump claims`, `officials claim`.
fn agrees(scene: &Scene<'_>, first: usize, form: Form) -> bool {
    let passage = scene.passage;
    let Some(before) = first.checked_sub(1).and_then(|before| passage.get(before)) else { return false };
    if before.is(Class::SUBJECT) {
        return true;
    }
    let plural = before.text.ends_with('s');
    let named = passage.mention_at(first - 1).is_some() && passage.gap(first) == " ";
    match form {
        Form::Third => named || passage.gap(first).contains(','),
        _ => plural && !named,
    }
}

/// Reads `..., said Kiper` and `“...,” said Kiper`.
fn inverted(scene: &Scene<'_>, cue: usize, verb: &'static Verb, form: Form) -> Option<Report> {
    let passage = scene.passage;
    let gap = passage.gap(cue);
    let closes = gap.contains([',', '”', '"', '\'', '’', '»', '“']) && cue > 0;
    if !closes || !matches!(form, Form::Past | Form::Third | Form::Base) || !verb.frames.any(Frames::BARE) {
        return None;
    }
    let start = scene.sentence_start(cue);
    let quoted = scene.quote_at(cue.checked_sub(1)?);
    if quoted.is_none() && cue < start + 3 {
        return None;
    }
    let subject = phrase::after(passage, cue + 1).filter(|_| passage.gap(cue + 1) == " ")?;
    let (end, named) = apposed_after(scene, subject);
    let closed = passage.gap(end).contains([',', '.', ';', '—', '–', '?', '!', '(', ':']) || end >= scene.sentence_end(cue);
    let goes_on = passage.is(end, Class::PREPOSITION.with(Class::DAY).with(Class::WH).with(Class::SUBORDINATOR));
    // Without marks, `X, who leads the council, said a commission` reads the same up to here.
    let ends = closed || goes_on && quoted.is_some();
    let article = passage.get(cue + 1).and_then(|token| token.lexeme).is_some_and(|lexeme| matches!(lexeme.word, "a" | "an" | "that" | "it"));
    if !ends || passage.is(cue + 1, Class::OBJECT) || article && quoted.is_none() {
        return None;
    }
    let clause = (cue, end);
    let before = content::before(scene, start, cue);
    let after = content::resumed_quote(scene, end);
    let subject = Subject::Named(vec![named], "subject-after");
    before?;
    Some(Report { cue: (cue, cue + 1), verb: verb.past.into(), class: verb.class, clause, subject, before, after })
}

/// Reads `Said Kiper, the governor: “...”`.
fn opening(scene: &Scene<'_>, cue: usize, verb: &'static Verb, form: Form) -> Option<Report> {
    let subject = phrase::after(scene.passage, cue + 1).filter(|_| matches!(form, Form::Past | Form::Third))?;
    let (end, named) = apposed_after(scene, subject);
    let after = content::resumed_quote(scene, end)?;
    let subject = Subject::Named(vec![named], "subject-after");
    Some(Report {
        cue: (cue, cue + 1),
        verb: verb.past.into(),
        class: verb.class,
        clause: (cue, end),
        subject,
        before: None,
        after: Some(after),
    })
}

/// Reads the name that follows a description: `said the governor, Oleg Kiper, ...`.
pub(super) fn apposed_after(scene: &Scene<'_>, subject: Phrase) -> (usize, Phrase) {
    let passage = scene.passage;
    let named = passage.mention_at(subject.head - 1).is_some();
    let next = passage.mention_at(subject.end).filter(|mention| mention.words.0 as usize == subject.end);
    match next.filter(|_| !named && passage.gap(subject.end) == ", ") {
        Some(mention) => {
            let end = mention.words.1 as usize;
            (end, Phrase { first: subject.end, head: end, end })
        }
        None => (subject.end, subject),
    }
}

/// Reads a verb that follows its subject, or shares one.
fn straight(scene: &Scene<'_>, cue: usize, verb: &'static Verb, form: Form, group: Group) -> Option<Report> {
    let floor = scene.sentence_start(cue).max(cue.saturating_sub(REACH));
    let progressive = form == Form::Gerund && scene.passage.is(cue.checked_sub(1)?, Class::BE.with(Class::ADVERB)) && group.helped;
    let found = if form == Form::Gerund && !progressive {
        participle(scene, cue, floor)?
    } else {
        subject(scene, group, floor).or_else(|| gapped(scene, group, floor).filter(|_| form != Form::Base))?
    };
    let (first, subject) = found;
    if form == Form::Base && !group.helped && !plural(scene, group.first) {
        return None;
    }
    let participial = form == Form::Gerund && !progressive;
    let told = content::interrupted(scene, first).is_some() && scene.sentence_start(first) == first;
    let frames = if told { verb.frames.only_that() } else { verb.frames };
    let complement = content::after(scene, cue, frames, within(scene, first, &subject))
        .or_else(|| content::relative(scene, first, cue).filter(|_| verb.frames.any(Frames::BARE)));
    if inanimate(scene, &subject, form, group, verb) || as_said(scene, first) && !scene.quotes.iter().any(|_| complement.is_some_and(|range| scene.quote_from(range.0).is_some())) {
        return None;
    }
    let start = scene.sentence_start(first);
    let before = match complement {
        _ if participial => None,
        Some(_) => content::interrupted(scene, first),
        None if verb.frames.any(Frames::BARE) || scene.quote_at(first.saturating_sub(1)).is_some() => content::before(scene, start, first),
        None => None,
    };
    let end = complement.map_or_else(|| content::clause_end(scene, cue), |complement| complement.0);
    let after = complement.or_else(|| before.and_then(|_| content::resumed(scene, first, cue, end)));
    if before.is_none() && after.is_none() {
        return None;
    }
    Some(Report { cue: (cue, cue + 1), verb: verb.past.into(), class: verb.class, clause: (first, end.max(cue + 1)), subject, before, after })
}

/// Tells how far the content of a clause can reach.
fn within(scene: &Scene<'_>, first: usize, subject: &Subject) -> Within {
    let passage = scene.passage;
    let relative = passage.get(first).and_then(|token| token.lexeme).is_some_and(|lexeme| matches!(lexeme.word, "who" | "which" | "that"));
    if relative && matches!(subject, Subject::Named(_, "antecedent")) {
        return if passage.gap(first).contains(',') { Within::Subordinate } else { Within::Object };
    }
    let before = first.checked_sub(1).and_then(|before| passage.get(before));
    let subordinate = before.is_some_and(|before| before.is(Class::SUBORDINATOR.with(Class::WH)) && !before.is(Class::DETERMINER) && before.text != "that");
    let opens = first.checked_sub(1) == Some(scene.sentence_start(first));
    if subordinate && opens { Within::Subordinate } else { Within::Main }
}

/// Tells whether the clause only compares: `as he said`, `than they expected`.
fn as_said(scene: &Scene<'_>, first: usize) -> bool {
    let before = first.checked_sub(1).and_then(|before| scene.passage.get(before)).and_then(|token| token.lexeme);
    before.is_some_and(|lexeme| matches!(lexeme.word, "as" | "than"))
}

/// Tells whether the verb only says how a thing is named: `a class called “Perception”`.
fn inanimate(scene: &Scene<'_>, subject: &Subject, form: Form, group: Group, verb: &Verb) -> bool {
    let Subject::Named(phrases, "subject-before") = subject else { return false };
    let speech = verb.frames.any(Frames::BARE.with(Frames::THAT));
    let Some(phrase) = phrases.first().filter(|_| form == Form::Past && !group.helped && !speech) else { return false };
    let passage = scene.passage;
    let head = phrase.head.saturating_sub(1);
    let common = passage.get(head).is_some_and(|token| !token.is_capital() && !token.is(Class::SUBJECT) && !token.text.ends_with('s'));
    let article = passage.get(phrase.first).and_then(|token| token.lexeme).is_some_and(|lexeme| matches!(lexeme.word, "a" | "an"));
    common && (article || !passage.is(phrase.first, Class::DETERMINER.with(Class::POSSESSIVE)))
}

/// Tells whether what stands before the token can be the subject of a plural verb.
fn plural(scene: &Scene<'_>, first: usize) -> bool {
    first.checked_sub(1).and_then(|before| scene.passage.get(before)).is_some_and(|before| {
        let word = before.text;
        let single = matches!(before.lexeme.map(|lexeme| lexeme.word), Some("he" | "she" | "it"));
        !single && (word.ends_with(['s', ')']) || before.is(Class::SUBJECT.with(Class::DETERMINER)) || matches!(word, "people" | "police" | "Police" | "women" | "men" | "media"))
            || scene.passage.gap(first).contains(',')
            || before.is(Class::CONJUNCTION)
    })
}

/// Gives where the subject begins, and the subject.
fn subject(scene: &Scene<'_>, group: Group, floor: usize) -> Option<(usize, Subject)> {
    let passage = scene.passage;
    let gap = passage.gap(group.first);
    if gap == " " || gap == "’" || gap == "'" {
        let token = passage.get(group.first.checked_sub(1)?)?;
        if token.lexeme.is_some_and(|lexeme| matches!(lexeme.word, "who" | "which" | "that")) {
            return antecedent(scene, group.first - 1, floor);
        }
        if token.is(Class::AUXILIARY) && token.is(Class::SUBJECT.with(Class::PRONOUN)) {
            return named(scene, group.first, floor);
        }
        return named(scene, group.first, floor);
    }
    if gap.contains([',', ')', '—', '–', '”', '"']) {
        return apposed(scene, group.first, floor);
    }
    None
}

fn named(scene: &Scene<'_>, end: usize, floor: usize) -> Option<(usize, Subject)> {
    let passage = scene.passage;
    let phrase = phrase::before(passage, end, floor)?;
    // `Trump, who has in the past described`: what hangs on a preposition is no subject.
    let link = phrase.first.checked_sub(1).filter(|link| {
        let hangs = passage.is(*link, Class::PREPOSITION) && !passage.is(*link, Class::SUBORDINATOR);
        *link > floor && hangs && passage.gap(phrase.first) == " "
    });
    if let Some(link) = link {
        return subject(scene, Group { first: link, ..Group::default() }, floor).or_else(|| gapped(scene, Group { first: link, ..Group::default() }, floor));
    }
    let first = passage.get(phrase.first)?;
    if first.is(Class::SUBJECT) && matches!(first.lexeme?.word, "i" | "we" | "you" | "there") || is_time(scene, phrase) {
        return None;
    }
    let phrases = phrase::joint(passage, phrase, floor);
    let first = phrases.first()?.first;
    Some((first, Subject::Named(phrases, "subject-before")))
}

/// Tells whether a phrase only says when: `two days later`.
fn is_time(scene: &Scene<'_>, phrase: Phrase) -> bool {
    scene.passage.is(phrase.head.saturating_sub(1), Class::PERIOD.with(Class::DAYPART).with(Class::DAY))
}

/// Reads whom `who` stands for.
fn antecedent(scene: &Scene<'_>, who: usize, floor: usize) -> Option<(usize, Subject)> {
    let nearest = phrase::nearest(scene.passage, who, floor)?;
    let place = scene.passage.mention_at(nearest.head - 1).is_some_and(|mention| mention.key.kind != EntityKind::Person);
    let phrase = if place { phrase::before(scene.passage, who, floor)? } else { nearest };
    Some((who, Subject::Named(vec![phrase], "antecedent")))
}

/// Reads a subject with an apposition or a relative clause after it: `Kallas, the union’s chief, said`.
fn apposed(scene: &Scene<'_>, end: usize, floor: usize) -> Option<(usize, Subject)> {
    let passage = scene.passage;
    let mut commas = (floor + 1..end).rev().filter(|index| passage.gap(*index).contains([',', '(', '—', '–'])).take(COMMAS);
    commas.find_map(|comma| {
        let opens = !passage.is(comma, Class::CONJUNCTION.with(Class::SUBORDINATOR)) || passage.is(comma, Class::WH);
        let phrase = phrase::before(passage, comma, floor).filter(|_| opens && scene.quote_at(comma - 1).is_none())?;
        // `along with the adviser, Mike Waltz, said`: the phrase hangs on a preposition, so the subject stands before.
        let hangs = phrase.first > floor && passage.is(phrase.first - 1, Class::PREPOSITION);
        // `Cory James, 22, of Flint, Mich., said`: an age or a place is none either.
        let aside = commas_before(passage, phrase.first) && is_aside(scene, phrase);
        if hangs || aside || is_time(scene, phrase) {
            return None;
        }
        let named = whole_mention(scene, comma, end).filter(|_| passage.mention_at(phrase.head - 1).is_none());
        let mut phrases = phrase::joint(passage, phrase, floor);
        let first = phrases.first()?.first;
        if let (Some(named), Some(last)) = (named, phrases.last_mut()) {
            *last = named;
        }
        phrases.extend(along_with(scene, comma, end));
        Some((first, Subject::Named(phrases, "subject-before")))
    })
}

fn commas_before(passage: &Passage<'_>, first: usize) -> bool {
    passage.gap(first).contains(',')
}

/// Tells whether a phrase is a number or a place alone.
fn is_aside(scene: &Scene<'_>, phrase: Phrase) -> bool {
    let passage = scene.passage;
    let place = passage.mention_at(phrase.head.saturating_sub(1)).is_some_and(|mention| {
        mention.key.kind.label().starts_with("place/") && mention.words.0 as usize == phrase.first
    });
    place || phrase.end == phrase.first + 1 && passage.get(phrase.first).is_some_and(|token| token.is_number())
}

/// Gives a name that is all that stands between two commas.
fn whole_mention(scene: &Scene<'_>, first: usize, end: usize) -> Option<Phrase> {
    let mention = scene.passage.mention_at(first)?;
    let whole = mention.words == (first as u32, end as u32);
    whole.then_some(Phrase { first, head: end, end })
}

/// Reads further speakers: `, along with Trump’s adviser, Mike Waltz, said`.
fn along_with(scene: &Scene<'_>, first: usize, end: usize) -> Option<Phrase> {
    let passage = scene.passage;
    let word = |index: usize| passage.get(index).and_then(|token| token.lexeme).map(|lexeme| lexeme.word);
    if !matches!((word(first), word(first + 1)), (Some("along" | "together"), Some("with"))) {
        return None;
    }
    let phrase = phrase::after(passage, first + 2)?;
    let (_, named) = apposed_after(scene, phrase);
    (named.end <= end).then_some(named)
}

/// Reads a verb that shares the subject of an earlier one: `Trump called and said`.
fn gapped(scene: &Scene<'_>, group: Group, floor: usize) -> Option<(usize, Subject)> {
    let before = group.first.checked_sub(1).filter(|before| *before > floor)?;
    let conjunction = scene.passage.is(before, Class::CONJUNCTION);
    conjunction.then_some((group.first, Subject::Shared))
}

/// Reads the subject of `saying that`: that of the clause before, or the noun that it follows.
fn participle(scene: &Scene<'_>, cue: usize, floor: usize) -> Option<(usize, Subject)> {
    let passage = scene.passage;
    if cue <= floor {
        return None;
    }
    let before = passage.get(cue - 1)?;
    let gap = passage.gap(cue);
    if gap.contains([',', '—', '–', '”', '"']) || before.is(Class::CONJUNCTION.with(Class::SUBORDINATOR)) {
        return Some((cue, Subject::Shared));
    }
    let by = before.lexeme.is_some_and(|lexeme| matches!(lexeme.word, "by" | "in" | "without" | "after" | "before"));
    if by {
        return Some((cue, Subject::Shared));
    }
    if gap == " " && phrase::is_nominal(passage, cue - 1) {
        if is_document(scene, cue) {
            return Some((cue, Subject::Shared));
        }
        return named(scene, cue, floor).map(|(_, subject)| (cue, subject));
    }
    (phrase::is_adverb(before.text)).then_some((cue, Subject::Shared))
}

/// Tells whether the noun before is what a speaker issues: `a statement on Friday saying that`.
fn is_document(scene: &Scene<'_>, end: usize) -> bool {
    const DOCUMENTS: [&str; 12] = [
        "address", "email", "interview", "letter", "memo", "message", "note", "post", "release", "speech", "statement", "tweet",
    ];
    let mut nouns = (end.saturating_sub(3)..end).rev().filter_map(|index| scene.passage.get(index));
    nouns.any(|token| DOCUMENTS.binary_search(&token.text).is_ok())
}

/// Reads `according to officials`.
fn according(scene: &Scene<'_>, cue: usize) -> Option<Report> {
    let passage = scene.passage;
    let to = passage.get(cue + 1)?.lexeme.is_some_and(|lexeme| lexeme.word == "to");
    let source = phrase::after(passage, cue + 2).filter(|_| to)?;
    let (end, named) = apposed_after(scene, source);
    let start = scene.sentence_start(cue);
    let before = content::before(scene, start, cue);
    let after = if before.is_none() { content::named_before(scene, end) } else { None };
    if before.is_none() && after.is_none() {
        return None;
    }
    let subject = Subject::Named(vec![named], "according-to");
    Some(Report { cue: (cue, cue + 2), verb: "according to".into(), class: CueClass::Said, clause: (cue, end), subject, before, after })
}
