//! Quotations over a whole article. In: the drafts of its paragraphs. Out: parts with speakers, running quotations joined,
//! turns given to who spoke before. Must not read marks or verbs itself.

use super::attribute::{self, Draft};
use super::clause::{self, Report};
use super::group;
use super::people::{self, People};
use super::phrase::Phrase;
use super::rules::rule;
use super::scene::Scene;
use super::signed::{self, Transcript};
use super::subject::{self, Subject};
use super::unlisted;
use super::unsaid;
use super::verb;
use super::{Cue, CueClass, QuotationKind, QuotationPart, Speaker};
use crate::article::ParagraphNo;
use crate::entity::EntityKind;
use crate::lexeme::Class;
use crate::passage::Passage;

/// A paragraph with the clauses of speech in it.
struct Paragraph<'s, 'a> {
    place: usize,
    scene: &'s Scene<'a>,
    reports: &'s [Report],
    /// Who speaks in each clause.
    speakers: Vec<Vec<Speaker>>,
    /// The last parts of quotations begun here: clause, quotation and part.
    begun: Vec<(usize, u32, u32)>,
}

/// What was said last.
#[derive(Clone, Debug)]
struct Last {
    paragraph: usize,
    /// One past the last token of the words and of the sentence that reports them.
    end: usize,
    /// The quotation, and which part of it.
    id: (u32, u32),
    speakers: Vec<Speaker>,
    cue: Option<Cue>,
    /// How its words stand, which tells whether others go on.
    manner: Manner,
    /// Whether it is a question, which somebody else answers.
    asks: bool,
}

/// How words stand that others may go on from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// Reported in other words, or a fragment.
    Told,
    /// A whole utterance.
    Spoken,
    /// An utterance whose marks are not closed: it goes on in the next paragraph.
    Open,
    /// Such an utterance, of which no clause tells who speaks.
    OpenTurn,
    /// An utterance that alone makes up its paragraph, or the last paragraph of one that began so.
    Alone,
}

/// More than two speakers are no talk between two.
const VOICES: usize = 3;

/// The state of a walk through an article.
pub(super) struct Talk<'a> {
    passages: &'a [Passage<'a>],
    people: People<'a>,
    transcript: Option<Transcript<'a>>,
    last: Option<Last>,
    /// Those who spoke before the last, where they are others.
    others: Vec<Speaker>,
    /// The paragraph in which somebody answered a question last.
    answered: Option<usize>,
    /// All who spoke, up to [`VOICES`].
    voices: Vec<Speaker>,
    /// Who speaks next, after a paragraph that ends in a colon.
    introduced: Option<(usize, Speaker, Option<Cue>)>,
    next: u32,
}

impl<'a> Talk<'a> {
    pub(super) fn new(passages: &'a [Passage<'a>]) -> Self {
        let people = People::new(passages);
        let transcript = Transcript::of(passages);
        let (others, voices) = (Vec::new(), Vec::new());
        let (last, answered, introduced) = (None, None, None);
        Self { passages, people, transcript, last, others, answered, voices, introduced, next: 0 }
    }

    /// Reads the next paragraph.
    pub(super) fn paragraph(&mut self, place: usize, passage: &'a Passage<'a>) -> Vec<QuotationPart> {
        let scene = Scene::new(passage);
        if let Some(part) = self.turn(place, &scene) {
            return vec![part];
        }
        let mut reports = clause::reports(&scene);
        if place == 0 && reports.is_empty() {
            reports.extend(unlisted::headline(&scene));
        }
        let introduces = passage.text.trim_end().ends_with(':');
        if reports.is_empty() && scene.quotes.is_empty() && !introduces {
            return Vec::new();
        }
        let speakers = self.speakers(place, &reports, &scene);
        let mut paragraph = Paragraph { place, scene: &scene, reports: &reports, speakers, begun: Vec::new() };
        let drafts = attribute::drafts(&scene, &reports);
        let parts = drafts.iter().filter_map(|draft| self.part(&mut paragraph, draft)).collect();
        if introduces {
            self.introduced = self.introduction(place, &scene);
        }
        parts
    }

    /// Reads a turn of a transcript: all that follows the label is said by its bearer.
    fn turn(&mut self, place: usize, scene: &Scene<'a>) -> Option<QuotationPart> {
        let transcript = self.transcript.as_ref()?;
        let turn = transcript.turn(scene.passage)?;
        let speaker = match transcript.bearer(scene.passage, turn) {
            Some(bearer) => self.people.labelled(scene.passage, place, turn.label, bearer),
            None => people::described_by_label(scene.passage, place, turn.label)?,
        };
        let draft = attribute::turn(scene, turn.words);
        let words = Last {
            paragraph: place,
            end: draft.tokens.1,
            id: (self.new_quotation(), 0),
            speakers: vec![speaker],
            cue: None,
            manner: if is_closed(scene, &draft) { Manner::Spoken } else { Manner::Open },
            asks: false,
        };
        Some(self.said(&draft, words, draft.rule))
    }

    fn part(&mut self, paragraph: &mut Paragraph<'_, 'a>, draft: &Draft) -> Option<QuotationPart> {
        match draft.report {
            Some(number) => self.reported(paragraph, draft, number),
            None if draft.kind == QuotationKind::Scare => Some(self.unspoken(draft)),
            None => Some(self.alone(paragraph, draft)),
        }
    }

    /// Reads who speaks in the next paragraph from the last sentence of this one: `She went on to say:`.
    fn introduction(&mut self, place: usize, scene: &Scene<'_>) -> Option<(usize, Speaker, Option<Cue>)> {
        /// So near the colon a verb introduces what follows.
        const NEAR: usize = 12;
        let passage = scene.passage;
        let end = passage.tokens.len();
        let start = scene.sentence_start(end.checked_sub(1)?);
        let mut verbs = (start..end).rev().take(NEAR);
        let verb = verbs.find_map(|index| Some((index, verb::read(passage.get(index)?)?)));
        let subject = verb.and_then(|(index, (_, form))| {
            subject::subject(scene, group::group(scene, index, form).first, start.max(index.saturating_sub(NEAR)))
        });
        let phrase = match subject {
            Some((_, Subject::Named(phrases, _))) => phrases.first().copied(),
            _ => subject::main_subject(scene.passage, start, end),
        };
        let speaker = self.one(place, phrase?, "subject-before")?;
        let cue = verb.map(|(index, (verb, _))| cue(place, scene, (index, index + 1), verb.past, verb.class));
        (speaker.key.is_some() || speaker.via.is_some()).then_some((place, speaker, cue))
    }

    /// Gives the speakers of each clause.
    fn speakers(&mut self, place: usize, reports: &[Report], scene: &Scene<'_>) -> Vec<Vec<Speaker>> {
        let mut all: Vec<Vec<Speaker>> = Vec::with_capacity(reports.len());
        for (number, report) in reports.iter().enumerate() {
            let speakers = match &report.subject {
                // `Asked whether she agreed with Powell, Harlow said`: the pronoun stands for a name to come.
                _ if unsaid::is_asked(scene, report.clause.0) => Vec::new(),
                Subject::Named(phrases, by) => self.named(place, phrases, by),
                Subject::Shared => {
                    let start = scene.sentence_start(report.cue.0);
                    let before = number.checked_sub(1).and_then(|before| reports.get(before).zip(all.get(before)));
                    if let Some((_, speakers)) = before.filter(|(before, _)| before.cue.0 >= start) {
                        shared(speakers.clone())
                    } else {
                        let phrase = subject::main_subject(scene.passage, start, report.cue.0);
                        shared(self.named(place, phrase.as_slice(), "gapped"))
                    }
                }
            };
            all.push(speakers);
        }
        all
    }

    fn named(&mut self, place: usize, phrases: &[Phrase], by: &'static str) -> Vec<Speaker> {
        self.people.speakers(self.passages, place, phrases, by)
    }

    fn one(&mut self, place: usize, phrase: Phrase, by: &'static str) -> Option<Speaker> {
        self.named(place, &[phrase], by).into_iter().next()
    }

    /// Words that a clause of the paragraph reports.
    fn reported(&mut self, paragraph: &mut Paragraph<'_, 'a>, draft: &Draft, number: usize) -> Option<QuotationPart> {
        let report = paragraph.reports.get(number)?;
        let scene = paragraph.scene;
        let id = self.resumed_id(paragraph, draft, number).unwrap_or_else(|| self.id(paragraph, draft, number));
        let manner = match draft.kind {
            QuotationKind::Direct if is_closed(scene, draft) => Manner::Spoken,
            QuotationKind::Direct => Manner::Open,
            _ => Manner::Told,
        };
        let last = Last {
            paragraph: paragraph.place,
            end: draft.tokens.1.max(scene.sentence_end(report.cue.0)),
            id,
            speakers: paragraph.speakers.get(number)?.clone(),
            // A colon reports without a verb.
            cue: (report.verb != unlisted::COLON)
                .then(|| cue(paragraph.place, scene, report.cue, &report.verb, report.class)),
            manner,
            asks: report.class == CueClass::Asked || asks(scene, draft),
        };
        Some(self.said(draft, last, draft.rule))
    }

    /// Gives the next part of a quotation that the paragraph before left open, where the same speaker closes it.
    fn resumed_id(&self, paragraph: &mut Paragraph<'_, 'a>, draft: &Draft, number: usize) -> Option<(u32, u32)> {
        let last = self.last.as_ref().filter(|last| last.manner == Manner::Open)?;
        let next = draft.tokens.0 == 0 && paragraph.place == last.paragraph + 1;
        let same = names(&last.speakers) == names(paragraph.speakers.get(number)?);
        let id = (last.id.0, last.id.1 + 1);
        (next && same && draft.kind == QuotationKind::Direct).then(|| {
            paragraph.begun.push((number, id.0, id.1));
            id
        })
    }

    /// Gives the quotation and the part: what one clause reports before and after it is one quotation, fragments apart.
    fn id(&mut self, paragraph: &mut Paragraph<'_, 'a>, draft: &Draft, number: usize) -> (u32, u32) {
        /// So many quotations begun last may go on.
        const NEAR: usize = 4;
        if draft.kind == QuotationKind::Partial {
            return (self.new_quotation(), 0);
        }
        let begun = paragraph.begun.iter_mut().rev().take(NEAR).find(|(clause, ..)| *clause == number);
        if let Some((_, quotation, part)) = begun {
            *part += 1;
            return (*quotation, *part);
        }
        let quotation = self.new_quotation();
        paragraph.begun.push((number, quotation, 0));
        (quotation, 0)
    }

    /// Remembers what was said, and makes a part of it.
    fn said(&mut self, draft: &Draft, last: Last, by: &'static str) -> QuotationPart {
        let part = part_of(draft, last.id, last.cue.clone(), last.speakers.clone(), by);
        for speaker in &part.speakers {
            if self.voices.len() < VOICES && self.voices.iter().all(|voice| voice.name != speaker.name) {
                self.voices.push(speaker.clone());
            }
        }
        let place = last.paragraph;
        if let Some(before) = self.last.replace(last)
            && !before.speakers.is_empty()
            && names(&before.speakers) != names(&part.speakers)
        {
            self.answered = before.asks.then_some(place).or(self.answered);
            self.others = before.speakers;
        }
        part
    }

    fn new_quotation(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    fn unspoken(&mut self, draft: &Draft) -> QuotationPart {
        part_of(draft, (self.new_quotation(), 0), None, Vec::new(), draft.rule)
    }

    /// Words in marks that no clause beside them reports.
    fn alone(&mut self, paragraph: &Paragraph<'_, 'a>, draft: &Draft) -> QuotationPart {
        let Paragraph { place, scene, .. } = *paragraph;
        let opens = draft.tokens.0 == 0;
        let manner = match (is_closed(scene, draft), opens && draft.tokens.1 == scene.passage.tokens.len()) {
            (false, _) => Manner::OpenTurn,
            (true, true) => Manner::Alone,
            (true, false) => Manner::Spoken,
        };
        // Only turns alternate: words that a verb of speech introduces are none.
        let spoken = match manner {
            Manner::OpenTurn => Manner::Open,
            Manner::Alone => Manner::Spoken,
            _ => manner,
        };
        let (end, asks) = (draft.tokens.1, asks(scene, draft));
        let words = Last { paragraph: place, end, id: (0, 0), speakers: Vec::new(), cue: None, manner, asks };
        if let Some(speaker) = self.signed(paragraph, draft) {
            let id = (self.new_quotation(), 0);
            return self.said(draft, Last { id, speakers: vec![speaker], manner: Manner::Spoken, ..words }, draft.rule);
        }
        if opens && signed::is_signed(scene, draft.tokens.1) || is_helped(scene, draft) {
            return self.nobody(draft, words);
        }
        if let Some((_, speaker, cue)) = self.introduced.take_if(|(before, ..)| opens && *before + 1 == place) {
            let id = (self.new_quotation(), 0);
            return self.said(draft, Last { id, speakers: vec![speaker], cue, manner: spoken, ..words }, "introduced");
        }
        if let Some((speakers, cue)) = self.named_later(paragraph, draft) {
            let id = (self.new_quotation(), 0);
            let manner = Manner::Open;
            return self.said(draft, Last { id, speakers, cue, manner, ..words }, "resumed");
        }
        if let Some(speaker) = self.subject_before(paragraph, draft) {
            let id = (self.new_quotation(), 0);
            return self.said(draft, Last { id, speakers: vec![speaker], ..words }, "sentence-before");
        }
        let last = self.last.clone().filter(|last| draft.whole && reaches(last, place, opens));
        let Some(last) = last else {
            return if draft.whole { self.nobody(draft, words) } else { self.unspoken(draft) };
        };
        if runs_on(&last, place, draft) {
            let id = (last.id.0, last.id.1 + 1);
            let manner = match last.manner {
                Manner::OpenTurn if is_closed(scene, draft) => Manner::Alone,
                Manner::OpenTurn => Manner::OpenTurn,
                _ => spoken,
            };
            return self.said(draft, Last { id, speakers: last.speakers, cue: last.cue, manner, ..words }, "resumed");
        }
        if last.speakers.is_empty() {
            return self.nobody(draft, words);
        }
        let asks_again = words.asks && self.answered == Some(last.paragraph);
        if (last.asks || asks_again) && place > last.paragraph {
            let speakers = turned(self.answerer(&last).into_iter().collect(), "turn-alternate");
            let id = (self.new_quotation(), 0);
            return self.said(draft, Last { id, speakers, ..words }, draft.rule);
        }
        let alternates = last.manner == Manner::Alone && place > last.paragraph && !self.others.is_empty();
        let speakers =
            if alternates { turned(self.others.clone(), "turn-alternate") } else { turned(last.speakers, "turn") };
        let id = (self.new_quotation(), 0);
        self.said(draft, Last { id, speakers, ..words }, draft.rule)
    }

    /// Gives who answers the last question: the other of two, where no third spoke.
    fn answerer(&self, last: &Last) -> Option<Speaker> {
        let asker = last.speakers.first().filter(|asker| asker.is_known() && last.speakers.len() == 1)?;
        let mut others = self.voices.iter().filter(|voice| voice.name != asker.name);
        let other = others.next().filter(|other| other.is_known())?;
        others.next().is_none().then(|| other.clone())
    }

    /// Gives who signs the words that open a paragraph, at its end or in a paragraph of the name alone.
    fn signed(&mut self, paragraph: &Paragraph<'_, 'a>, draft: &Draft) -> Option<Speaker> {
        let Paragraph { place, scene, .. } = *paragraph;
        if draft.tokens.0 != 0 || !is_closed(scene, draft) {
            return None;
        }
        let passages = self.passages;
        let (place, phrase) = match signed::signature(scene, draft.tokens.1) {
            Some(phrase) => (place, phrase),
            None if draft.tokens.1 == scene.passage.tokens.len() => {
                (place + 1, signed::signature_alone(passages.get(place + 1)?)?)
            }
            None => return None,
        };
        self.one(place, phrase, "signature")
    }

    /// Gives who speaks words that run on over paragraphs, where the last of them says so: `“A. / “B,” said Bakari`.
    fn named_later(&mut self, paragraph: &Paragraph<'_, 'a>, draft: &Draft) -> Option<(Vec<Speaker>, Option<Cue>)> {
        /// So many paragraphs of one quotation are asked.
        const FAR: usize = 12;
        let goes_on = self.last.as_ref().is_some_and(|last| runs_on(last, paragraph.place, draft));
        if goes_on || is_closed(paragraph.scene, draft) {
            return None;
        }
        let passages = self.passages;
        for (place, passage) in passages.iter().enumerate().skip(paragraph.place + 1).take(FAR) {
            let scene = Scene::new(passage);
            scene.quote_from(0)?;
            if scene.quotes.first()?.closed {
                return self.closing(place, &scene);
            }
        }
        None
    }

    /// Gives who speaks the words that open a paragraph, where a clause after them says so.
    fn closing(&mut self, place: usize, scene: &Scene<'a>) -> Option<(Vec<Speaker>, Option<Cue>)> {
        let reports = clause::reports(scene);
        let drafts = attribute::drafts(scene, &reports);
        let number = drafts.iter().find(|draft| draft.quote == Some(0))?.report?;
        let report = reports.get(number).filter(|report| report.before.is_some_and(|range| range.0 == 0))?;
        let Subject::Named(phrases, by) = &report.subject else { return None };
        let speakers = self.named(place, phrases, by);
        let cue = cue(place, scene, report.cue, &report.verb, report.class);
        (!speakers.is_empty()).then_some((speakers, Some(cue)))
    }

    /// Gives the person who is the subject of the sentence before an utterance, where that sentence reports nothing itself.
    fn subject_before(&mut self, paragraph: &Paragraph<'_, 'a>, draft: &Draft) -> Option<Speaker> {
        let Paragraph { place, scene, .. } = *paragraph;
        let first = draft.tokens.0;
        let opens = draft.whole && scene.sentence_start(first) == first;
        let before = first.checked_sub(1).filter(|before| opens && scene.quote_at(*before).is_none())?;
        let start = scene.sentence_start(before);
        let said = self.last.as_ref().is_some_and(|last| last.paragraph == place && last.end > start);
        let phrase = subject::main_subject(scene.passage, start, first).filter(|_| !said)?;
        let speaker = self.one(place, phrase, "subject-before")?;
        let person = speaker.key.as_ref().is_some_and(|key| key.kind == EntityKind::Person);
        person.then_some(Speaker { inferred: true, ..speaker })
    }

    /// An utterance of which nothing tells who spoke it; what goes on from it is as dark.
    fn nobody(&mut self, draft: &Draft, words: Last) -> QuotationPart {
        let id = (self.new_quotation(), 0);
        self.said(draft, Last { id, ..words }, draft.rule)
    }
}

/// Tells whether a turn reaches from the last words: within a paragraph, or to the beginning of the next.
fn reaches(last: &Last, place: usize, opens: bool) -> bool {
    place == last.paragraph || opens && place == last.paragraph + 1
}

/// Tells whether words go on with the last ones: right after their clause, or after a paragraph whose marks stayed open.
fn runs_on(last: &Last, place: usize, draft: &Draft) -> bool {
    let here = place == last.paragraph && last.end + 1 >= draft.tokens.0;
    match last.manner {
        Manner::Told => false,
        Manner::Open | Manner::OpenTurn => here || place > last.paragraph && reaches(last, place, draft.tokens.0 == 0),
        Manner::Spoken | Manner::Alone => here,
    }
}

/// Tells whether the words end in a question mark.
fn asks(scene: &Scene<'_>, draft: &Draft) -> bool {
    draft.span.of(scene.passage.text).trim_end().ends_with('?')
}

/// Tells whether a helping verb and a colon introduce the words, so that no earlier speaker goes on: `Her aide would:`.
fn is_helped(scene: &Scene<'_>, draft: &Draft) -> bool {
    let helper = draft.tokens.0.checked_sub(1);
    let colon = scene.passage.gap(draft.tokens.0).contains(':');
    colon && helper.is_some_and(|helper| scene.passage.is(helper, Class::AUXILIARY))
}

fn is_closed(scene: &Scene<'_>, draft: &Draft) -> bool {
    draft.quote.and_then(|quote| scene.quotes.get(quote)).is_none_or(|quoted| quoted.closed)
}

fn names(speakers: &[Speaker]) -> Vec<&str> {
    speakers.iter().map(|speaker| speaker.name.as_str()).collect()
}

fn turned(speakers: Vec<Speaker>, by: &'static str) -> Vec<Speaker> {
    speakers.into_iter().map(|speaker| Speaker { rule: rule(by), inferred: true, ..speaker }).collect()
}

/// Marks the speakers of an earlier clause; those inferred there keep the rule that inferred them.
fn shared(mut speakers: Vec<Speaker>) -> Vec<Speaker> {
    for speaker in speakers.iter_mut().filter(|speaker| !speaker.inferred) {
        speaker.rule = rule("gapped");
    }
    speakers
}

fn cue(place: usize, scene: &Scene<'_>, (first, end): clause::Range, verb: &str, class: CueClass) -> Cue {
    let span = scene.passage.span(first, end);
    let text = span.of(scene.passage.text).to_owned();
    Cue { text, verb: verb.to_owned(), class, paragraph: ParagraphNo(place as u32), span }
}

fn part_of(
    draft: &Draft,
    (quotation, part): (u32, u32),
    cue: Option<Cue>,
    speakers: Vec<Speaker>,
    by: &'static str,
) -> QuotationPart {
    let words = (draft.tokens.0 as u32, draft.tokens.1 as u32);
    QuotationPart { quotation, part, span: draft.span, words, kind: draft.kind, cue, speakers, rule: rule(by) }
}
