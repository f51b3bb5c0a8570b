//! Clauses that report speech. In: a paragraph and a verb of speech in it. Out: who is its subject, and which words it
//! reports. Must not know whom a pronoun stands for, nor what stands in other paragraphs.

use std::borrow::Cow;

use super::CueClass;
use super::content::{self, Within};
use super::group::{self, Group};
use super::phrase::{self, Phrase};
use super::scene::Scene;
use super::subject::{self, Subject, apposed_after};
use super::unlisted;
use super::unsaid::{self, Stance};
use super::verb::{self, Form, Frames, Verb};
use crate::entity::EntityKind;
use crate::lexeme::Class;
use crate::passage::Token;

/// How far back a subject may begin.
const REACH: usize = 60;

/// A range of tokens: the first, and one past the last.
pub(super) type Range = (usize, usize);

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
    /// Whether it was said at all.
    pub(super) stance: Stance,
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
    unsaid::carry(scene, &mut reports);
    narrow(scene, &mut reports);
    let unlisted: Vec<Report> = (0..scene.quotes.len()).filter_map(|quote| beside(scene, &reports, quote)).collect();
    if !unlisted.is_empty() {
        reports.extend(unlisted);
        reports.sort_by_key(|report| report.cue);
        reports.dedup_by_key(|report| report.cue);
    }
    reports
}

/// Ends what is reported before a clause in which somebody else speaks: `claimed victory in an election that his rival said
/// was stolen`.
fn narrow(scene: &Scene<'_>, reports: &mut [Report]) {
    /// So many clauses after one are asked.
    const NEAR: usize = 4;
    let starts: Vec<Option<usize>> = reports.iter().map(|report| others_start(scene, report)).collect();
    for (number, report) in reports.iter_mut().enumerate() {
        let Some((first, end)) = report.after else { continue };
        let mut later = starts.iter().skip(number + 1).take(NEAR).flatten();
        if let Some(cut) = later.find(|start| first < **start && **start < end) {
            report.after = Some((first, *cut));
        }
    }
}

/// Gives where a clause begins that tells what somebody else said, with the words on which it hangs.
fn others_start(scene: &Scene<'_>, report: &Report) -> Option<usize> {
    let passage = scene.passage;
    let Subject::Named(phrases, "subject-before") = &report.subject else { return None };
    let first = report.clause.0;
    let one = phrases.first().filter(|phrase| phrase.end == phrase.first + 1);
    let pronoun = one.and_then(|phrase| passage.get(phrase.first)).is_some_and(phrase::is_pronoun);
    // `that Hale called a fraud`: the word may stand for a determiner.
    let within = passage.get(first)?.text == "that";
    let link = if within { Some(first) } else { first.checked_sub(1) };
    let link = link.filter(|_| !pronoun && passage.gap(first) == " ")?;
    match passage.get(link)?.text {
        "after" | "while" | "whereas" => Some(link),
        // `called her honest, to which Teague replied`
        "which" if link > 0 && passage.is(link - 1, Class::PREPOSITION) => {
            passage.gap(link - 1).contains(',').then_some(link - 1)
        }
        "that" | "which" => {
            let start = scene.sentence_start(link);
            let noun = phrase::nearest(passage, link, start).filter(|noun| noun.first > start)?;
            let hangs = passage.is(noun.first - 1, Class::PREPOSITION) && passage.gap(noun.first) == " ";
            (hangs && passage.is(noun.first, Class::DETERMINER)).then(|| noun.first - 1)
        }
        _ => None,
    }
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
    let adjective =
        matches!(form, Form::Past | Form::Participle) && scene.passage.get(cue + 1).is_some_and(Token::is_capital);
    if token.is_capital() && cue != scene.sentence_start(cue) && (named || adjective) {
        return None;
    }
    let group = group::group(scene, cue, form);
    if group.infinitive || group.passive || group::is_noun(scene, cue, form, group) {
        return None;
    }
    let opens = cue == scene.sentence_start(cue) && token.is_capital();
    let found = if opens && form == Form::Past {
        // `Asked whether she agreed, Harlow said`: a participle, unless its subject follows.
        opening(scene, cue, verb, form).or_else(|| inverted(scene, cue, verb, form))
    } else if verb.frames.any(Frames::PERSON) {
        straight(scene, cue, verb, form, group).or_else(|| inverted(scene, cue, verb, form))
    } else {
        inverted(scene, cue, verb, form).or_else(|| straight(scene, cue, verb, form, group))
    };
    found.map(|report| Report { stance: unsaid::stance(scene, &report, group), ..report })
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
    if quoted.is_none() && !can_speak(scene, subject) {
        return None;
    }
    let (end, named) = apposed_after(scene, subject);
    let stops =
        passage.gap(end).contains([',', '.', ';', '—', '–', '?', '!', '(', ':']) || end >= scene.sentence_end(cue);
    let goes_on = passage.is(end, Class::PREPOSITION.with(Class::DAY).with(Class::WH).with(Class::SUBORDINATOR));
    // Without marks, `X, who leads the council, said a commission` reads the same up to here.
    let ends = stops || goes_on && quoted.is_some();
    let article = passage
        .get(cue + 1)
        .and_then(|token| token.lexeme)
        .is_some_and(|lexeme| matches!(lexeme.word, "a" | "an" | "that" | "it"));
    // `X, who leads the council, said a commission had`: only the end of the sentence, or `who`, tells the two apart.
    let last = end >= scene.sentence_end(cue) || passage.get(end).is_some_and(|token| token.reads("who"));
    let reads = if article { last || ends && quoted.is_some() } else { ends };
    if !reads || passage.is(cue + 1, Class::OBJECT) {
        return None;
    }
    let clause = (cue, end);
    let before = content::before(scene, start, cue);
    let after = content::resumed_quote(scene, end);
    let subject = Subject::Named(vec![named], "subject-after");
    before?;
    Some(Report {
        cue: (cue, cue + 1),
        verb: verb.past.into(),
        class: verb.class,
        clause,
        subject,
        before,
        after,
        stance: Stance::Said,
    })
}

/// Tells whether a phrase is more than a bare noun for a thing: `Pettigrew, 47, denies murder`.
fn can_speak(scene: &Scene<'_>, phrase: Phrase) -> bool {
    let passage = scene.passage;
    let head = phrase.head.saturating_sub(1);
    let determined = Class::DETERMINER.with(Class::POSSESSIVE).with(Class::SUBJECT).with(Class::NUMBER);
    passage.is(phrase.first, determined)
        || (phrase.first..phrase.head).any(|index| passage.mention_at(index).is_some())
        || passage.is(head, Class::PERSON)
        || passage.get(head).is_some_and(|token| {
            token.is_capital() || token.text.ends_with('s') || matches!(token.text, "police" | "people")
        })
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
        stance: Stance::Said,
    })
}

/// Reads a verb that follows its subject, or shares one.
fn straight(scene: &Scene<'_>, cue: usize, verb: &'static Verb, form: Form, group: Group) -> Option<Report> {
    let floor = scene.sentence_start(cue).max(cue.saturating_sub(REACH));
    let progressive =
        form == Form::Gerund && scene.passage.is(cue.checked_sub(1)?, Class::BE.with(Class::ADVERB)) && group.helped;
    let found = if form == Form::Gerund && !progressive {
        subject::participle(scene, cue, floor)?
    } else {
        subject::subject(scene, group.first, floor)
            .or_else(|| subject::gapped(scene, group.first, floor).filter(|_| form != Form::Base))?
    };
    let (first, subject) = found;
    if form == Form::Base && !group.helped && !group::plural(scene, group.first) {
        return None;
    }
    let participial = form == Form::Gerund && !progressive;
    // After a whole utterance, `when`, `after` and `where` tell of the scene, and are not said.
    let told = content::interrupted(scene, first).is_some_and(|range| {
        let start = scene.sentence_start(first);
        start == first || range.0 <= start
    });
    let frames = if told { verb.frames.only_that() } else { verb.frames };
    let complement = content::after(scene, cue, frames, within(scene, first, &subject))
        .or_else(|| content::relative(scene, first, cue).filter(|_| verb.frames.any(Frames::BARE)));
    if inanimate(scene, &subject, form, group, verb)
        || complement.is_some_and(|complement| rings(scene, verb, complement))
        || as_said(scene, first) && complement.is_none_or(|range| scene.quote_from(range.0).is_none())
    {
        return None;
    }
    let start = scene.sentence_start(first);
    let before = match complement {
        _ if participial => None,
        Some(_) => content::interrupted(scene, first),
        None if verb.frames.any(Frames::BARE) || scene.quote_at(first.saturating_sub(1)).is_some() => {
            content::before(scene, start, first)
        }
        None => None,
    };
    let end = complement.map_or_else(|| content::clause_end(scene, cue), |complement| complement.0);
    let after = complement.or_else(|| before.and_then(|_| content::resumed(scene, first, cue, end)));
    if before.is_none() && after.is_none() {
        return None;
    }
    Some(Report {
        cue: (cue, cue + 1),
        verb: verb.past.into(),
        class: class(scene, verb, complement),
        clause: (first, end.max(cue + 1)),
        subject,
        before,
        after,
        stance: Stance::Said,
    })
}

/// Gives what the verb does: to call a thing so is to state, to call for it is to demand.
fn class(scene: &Scene<'_>, verb: &Verb, complement: Option<Range>) -> CueClass {
    let demands = complement.is_some_and(|complement| is_demand(scene, complement));
    // `agreed: “A truce can start now.”` promises nothing.
    let marks = complement.is_some_and(|range| scene.quote_from(range.0).is_some());
    match verb.past {
        "called" if !demands => CueClass::Said,
        "agreed" if marks => CueClass::Said,
        _ => verb.class,
    }
}

/// Tells whether the content is what is called for, or whom one calls on.
fn is_demand(scene: &Scene<'_>, complement: Range) -> bool {
    let before = complement.0.checked_sub(1).and_then(|before| scene.passage.get(before));
    before.is_some_and(|token| matches!(token.text, "for" | "on" | "upon"))
}

/// Tells whether the verb only means a telephone: `after calling his mother`.
fn rings(scene: &Scene<'_>, verb: &Verb, complement: Range) -> bool {
    let passage = scene.passage;
    let (first, end) = complement;
    let person = passage.mention_at(first).is_some_and(|mention| mention.key.kind == EntityKind::Person);
    let after = phrase::after(passage, first).map_or(end, |phrase| phrase.head);
    let relative = passage.is(first, Class::POSSESSIVE) && passage.is(after.saturating_sub(1), Class::PERSON);
    let somebody = (person || relative || passage.is(first, Class::OBJECT)) && !is_demand(scene, complement);
    let alone = after >= end || passage.is(after, Class::PREPOSITION.with(Class::CONJUNCTION).with(Class::DAY));
    verb.past == "called" && somebody && alone && scene.quoted_tokens(first, end) == 0
}

/// Tells how far the content of a clause can reach.
fn within(scene: &Scene<'_>, first: usize, subject: &Subject) -> Within {
    let passage = scene.passage;
    let relative = passage
        .get(first)
        .and_then(|token| token.lexeme)
        .is_some_and(|lexeme| matches!(lexeme.word, "who" | "which" | "that"));
    if relative && matches!(subject, Subject::Named(_, "antecedent")) {
        return if passage.gap(first).contains(',') { Within::Subordinate } else { Within::Object };
    }
    let before = first.checked_sub(1).and_then(|before| passage.get(before));
    let subordinate = before.is_some_and(|before| {
        before.is(Class::SUBORDINATOR.with(Class::WH)) && !before.is(Class::DETERMINER) && before.text != "that"
    });
    let start = scene.sentence_start(first);
    // `Asked whether she agreed with Powell, Harlow said`: what is asked ends where the main clause begins.
    let opens = start + 1 == first || unsaid::is_asked(scene, first);
    if subordinate && opens { Within::Subordinate } else { Within::Main }
}

/// Tells whether the clause only compares or names: `as he said`, `than they expected`, `what they call a victory`.
fn as_said(scene: &Scene<'_>, first: usize) -> bool {
    let before = first.checked_sub(1).and_then(|before| scene.passage.get(before)).and_then(|token| token.lexeme);
    before.is_some_and(|lexeme| matches!(lexeme.word, "as" | "than" | "what" | "who"))
}

/// Tells whether the verb only says how a thing is named: `a class called “Perception”`.
fn inanimate(scene: &Scene<'_>, subject: &Subject, form: Form, group: Group, verb: &Verb) -> bool {
    let Subject::Named(phrases, "subject-before") = subject else { return false };
    let speech = verb.frames.any(Frames::BARE.with(Frames::THAT));
    let Some(phrase) = phrases.first().filter(|_| form == Form::Past && !group.helped && !speech) else { return false };
    let passage = scene.passage;
    let head = phrase.head.saturating_sub(1);
    // `Her remarks echoed those of Powell`: words are no speaker.
    if passage.get(head).is_some_and(|token| matches!(token.text, "comments" | "remarks" | "words" | "views")) {
        return true;
    }
    let common = passage
        .get(head)
        .is_some_and(|token| !token.is_capital() && !token.is(Class::SUBJECT) && !token.text.ends_with('s'));
    let article = passage
        .get(phrase.first)
        .and_then(|token| token.lexeme)
        .is_some_and(|lexeme| matches!(lexeme.word, "a" | "an"));
    common && (article || !passage.is(phrase.first, Class::DETERMINER.with(Class::POSSESSIVE)))
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
    Some(Report {
        cue: (cue, cue + 2),
        verb: "according to".into(),
        class: CueClass::Said,
        clause: (cue, end),
        subject,
        before,
        after,
        stance: Stance::Said,
    })
}
