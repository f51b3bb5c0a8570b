//! Whom a phrase stands for. In: the phrases beside verbs of speech, in the order of the text. Out: speakers, pronouns
//! and descriptions resolved where the article tells. Of quotation marks it knows
//! only that who is named inside them is not the one that speaks.

use std::collections::{HashMap, HashSet};

use super::Speaker;
use super::gender::{self, Gender};
use super::named::{self, Named, Standing, Told, Who};
use super::phrase::{Phrase, is_demonym, is_possessive, is_pronoun};
use super::pronoun::{Pronoun, Recent};
use super::rules::rule;
use crate::article::ParagraphNo;
use crate::entity::{EntityKey, EntityKind};
use crate::lexeme::Class;
use crate::mention::Mention;
use crate::passage::Passage;

/// What the article has said so far.
#[derive(Debug, Default)]
pub(super) struct People<'a> {
    roles: HashMap<&'a EntityKey, &'a str>,
    /// The genders that the text tells, by a form of address or a pronoun.
    genders: HashMap<&'a EntityKey, Gender>,
    /// Where people are said to be from, beside their names.
    nations: HashMap<&'a EntityKey, &'a EntityKey>,
    /// Those named as the relative of somebody else.
    relatives: HashSet<&'a EntityKey>,
    told: Told<'a>,
    /// How many clauses of speech were read.
    clauses: u32,
}

impl<'a> People<'a> {
    /// Takes the roles that the article gives anywhere.
    pub(super) fn new(passages: &'a [Passage<'a>]) -> Self {
        let mut people = Self::default();
        for (passage, mention) in passages.iter().flat_map(|passage| passage.mentions.iter().map(move |m| (passage, m)))
        {
            if let Some(role) = &mention.role {
                people.roles.entry(&mention.key).or_insert(role);
            }
            if let Some(nation) = nation(passage, mention) {
                people.nations.entry(&mention.key).or_insert(nation);
            }
            if is_relative(passage, mention) {
                people.relatives.insert(&mention.key);
            }
            if let Some(gender) = address(passage, mention).or_else(|| relative(passage, mention)) {
                people.genders.entry(&mention.key).or_insert(gender);
            }
        }
        people
    }

    /// Gives the speakers of a clause: those for whom its subjects stand.
    pub(super) fn speakers(
        &mut self,
        passages: &'a [Passage<'a>],
        place: usize,
        phrases: &[Phrase],
        by: &'static str,
    ) -> Vec<Speaker> {
        self.clauses += 1;
        phrases.iter().flat_map(|phrase| self.stand_for(passages, place, *phrase, by)).collect()
    }

    fn stand_for(
        &mut self,
        passages: &'a [Passage<'a>],
        place: usize,
        phrase: Phrase,
        by: &'static str,
    ) -> Vec<Speaker> {
        self.told.read_to(passages, place, phrase.first);
        let Some(passage) = passages.get(place) else { return Vec::new() };
        let Some(token) = passage.get(phrase.first) else { return Vec::new() };
        let pronoun = phrase.head == phrase.first + 1 && is_pronoun(token);
        if pronoun && passage.mention_at(phrase.first).is_none() {
            return self.pronoun(passages, place, phrase);
        }
        let at = (place, token.sentence);
        let phrase = before_bracket(passage, phrase);
        let speaker = if let Some(mention) = head_mention(passage, phrase) {
            self.told.speaks(Who::Entity(&mention.key), at, mention.span, self.clauses);
            self.named_speaker(mention, place, by)
        } else {
            self.description(passage, place, phrase, by)
        };
        vec![speaker]
    }

    /// Gives the bearer of a label, named there or by the last name alone.
    pub(super) fn labelled(&self, passage: &Passage<'_>, place: usize, label: Phrase, bearer: &Mention) -> Speaker {
        let span = passage.span(label.first, label.end);
        let here = passage.mention_at(label.head.saturating_sub(1)).is_some_and(|mention| mention.key == bearer.key);
        Speaker {
            name: bearer.key.name.clone(),
            key: Some(bearer.key.clone()),
            role: self.role(&bearer.key),
            via: (!here).then(|| span.of(passage.text).to_owned()),
            paragraph: ParagraphNo(place as u32),
            span,
            rule: rule("transcript"),
            inferred: !here,
        }
    }

    fn role(&self, key: &EntityKey) -> Option<String> {
        self.roles.get(key).map(|role| (*role).to_owned())
    }

    fn named_speaker(&self, mention: &Mention, place: usize, by: &'static str) -> Speaker {
        Speaker {
            name: mention.key.name.clone(),
            key: Some(mention.key.clone()),
            role: mention.role.clone().or_else(|| self.role(&mention.key)),
            via: None,
            paragraph: ParagraphNo(place as u32),
            span: mention.span,
            rule: rule(by),
            inferred: false,
        }
    }

    fn pronoun(&mut self, passages: &'a [Passage<'a>], place: usize, phrase: Phrase) -> Vec<Speaker> {
        let Some((passage, token)) = passages.get(place).and_then(|p| Some((p, p.get(phrase.first)?))) else {
            return Vec::new();
        };
        let at = (place, token.sentence);
        let pronoun = token.lexeme.and_then(|lexeme| Pronoun::read(lexeme.word));
        let mut found = pronoun.map(|pronoun| self.those(passages, pronoun, at)).unwrap_or_default();
        if found.iter().any(|named| self.is_somebody_else(passage, named, (place, phrase.first))) {
            found.clear();
        }
        if let (Some(Pronoun::One(gender)), [Named { who: Who::Entity(key), .. }]) = (pronoun, found.as_slice()) {
            self.genders.entry(key).or_insert(gender);
        }
        found.iter().for_each(|named| self.told.speaks_again(named, at, self.clauses));
        if found.is_empty() {
            return vec![unresolved(passage, place, phrase, token.text)];
        }
        found.iter().filter_map(|named| self.inferred(passages, named, token.text, "pronoun")).collect()
    }

    /// Tells whether a pronoun before goes on about the one whose relative spoke last: `Her son Kwame said so. / Born in
    /// Accra, she came to London. “I walked,” she said.`
    fn is_somebody_else(&self, passage: &Passage<'_>, named: &Named<'a>, (place, index): (usize, usize)) -> bool {
        /// A paragraph opens with so many words.
        const NEAR: usize = 60;
        let Who::Entity(key) = named.who else { return false };
        if named.at.0 >= place || !self.relatives.contains(key) {
            return false;
        }
        let gender = |index: usize| passage.get(index)?.lexeme.and_then(|lexeme| gender::of_pronoun(lexeme.word));
        let same = gender(index);
        let marked = |index: usize| self.told.is_marked(passage.span(index, index + 1));
        (0..index.min(NEAR))
            .any(|before| passage.is(before, Class::SUBJECT) && gender(before) == same && !marked(before))
    }

    fn those(&self, passages: &'a [Passage<'a>], pronoun: Pronoun, at: (usize, u32)) -> Vec<Named<'a>> {
        let mut named: Vec<Named<'a>> = self.told.last(at.0).filter(|named| named.at <= at).copied().collect();
        named.reverse();
        let gender = |key: &EntityKey| self.gender(key);
        Recent { passages, named: &named, gender: &gender }.stand_for(pronoun)
    }

    fn gender(&self, key: &EntityKey) -> Option<Gender> {
        let role = || self.roles.get(key).copied();
        self.genders.get(key).copied().or_else(|| gender::of(&key.name, role()))
    }

    /// Gives the speaker for whom other words stand.
    fn inferred(&self, passages: &[Passage<'_>], named: &Named<'a>, via: &str, by: &'static str) -> Option<Speaker> {
        let key = match named.who {
            Who::Entity(key) => Some(key),
            _ => None,
        };
        let words = named.span.of(passages.get(named.paragraph)?.text);
        Some(Speaker {
            name: key.map_or_else(|| one_line(words), |key| key.name.clone()),
            role: key.and_then(|key| self.role(key)),
            key: key.cloned(),
            via: Some(via.to_owned()),
            paragraph: ParagraphNo(named.paragraph as u32),
            span: named.span,
            rule: rule(by),
            inferred: true,
        })
    }

    /// Reads a phrase without a name: `the spokesman`, `local officials`.
    fn description(&mut self, passage: &Passage<'_>, place: usize, phrase: Phrase, by: &'static str) -> Speaker {
        let span = passage.span(phrase.first, phrase.end);
        let text = span.of(passage.text);
        let at = (place, passage.get(phrase.first).map_or(0, |token| token.sentence));
        let found = self.described(passage, place, phrase).or_else(|| self.only(passage, place, phrase));
        if let Some(found) = found {
            self.told.speaks_again(&found, at, self.clauses);
            if let Who::Entity(key) = found.who {
                return Speaker {
                    name: key.name.clone(),
                    role: self.role(key),
                    key: Some(key.clone()),
                    via: Some(text.to_owned()),
                    paragraph: ParagraphNo(found.paragraph as u32),
                    span: found.span,
                    rule: rule("description"),
                    inferred: true,
                };
            }
        }
        self.told.speaks(named::described(passage, phrase), at, span, self.clauses);
        Speaker {
            name: one_line(text),
            key: None,
            role: None,
            via: None,
            paragraph: ParagraphNo(place as u32),
            span,
            rule: rule(by),
            inferred: false,
        }
    }

    /// Finds the one person near whose role is what `the` and one or two words name.
    fn described(&self, passage: &Passage<'_>, place: usize, phrase: Phrase) -> Option<Named<'a>> {
        let the = passage.get(phrase.first)?.reads("the");
        if !the || phrase.end - phrase.first > 3 || phrase.end != phrase.head {
            return None;
        }
        let head = passage.get(phrase.end - 1)?.text.to_lowercase();
        let bears = |named: &&Named<'a>| match named.who {
            Who::Entity(key) if key.kind == EntityKind::Person => {
                self.roles.get(key).is_some_and(|role| names_role(role, &head))
            }
            _ => false,
        };
        one(self.told.last(place).filter(bears))
    }

    /// Finds the one person of the paragraph whom `the Italian` or `the 31-year-old` can mean: its subject, or who speaks.
    fn only(&self, passage: &Passage<'_>, place: usize, phrase: Phrase) -> Option<Named<'a>> {
        let last = phrase.head.checked_sub(1)?;
        let demonym = passage.mention_at(last).filter(|mention| is_demonym(mention));
        let age = passage.get(last)?.text == "old" && passage.get(phrase.first + 1)?.is_number();
        if !passage.get(phrase.first)?.reads("the") || !age && demonym.is_none() || is_plural(passage, last) {
            return None;
        }
        let start = passage.span(phrase.first, phrase.end).start;
        let mut before = passage.mentions.iter().take_while(|mention| mention.span.end <= start);
        if demonym.is_some_and(|demonym| before.any(|mention| mention.key == demonym.key)) {
            return None;
        }
        let other = |key: &EntityKey| {
            demonym.zip(self.nations.get(key)).is_some_and(|(demonym, nation)| demonym.key != **nation)
        };
        let is_person = |named: &&Named<'a>| matches!(named.who, Who::Entity(key) if key.kind == EntityKind::Person);
        let here = || self.told.last(place).filter(|named| named.at.0 == place).filter(is_person);
        let acts = here().any(|named| named.standing >= Standing::Subject);
        one(here()).filter(|found| acts && !matches!(found.who, Who::Entity(key) if other(key)))
    }
}

/// Gives the speaker of a turn whose label only describes: `THE WITNESS`.
pub(super) fn described_by_label(passage: &Passage<'_>, place: usize, label: Phrase) -> Option<Speaker> {
    let span = passage.span(label.first, label.end);
    let name = span.of(passage.text).to_owned();
    let (paragraph, rule) = (ParagraphNo(place as u32), rule("transcript"));
    let the = passage.get(label.first)?.text == "THE" && label.end > label.first + 1;
    the.then_some(Speaker { name, key: None, role: None, via: None, paragraph, span, rule, inferred: false })
}

/// Gives the last, where all are the same.
fn one<'a, 'n>(mut all: impl Iterator<Item = &'n Named<'a>>) -> Option<Named<'a>>
where
    'a: 'n,
{
    let last = all.next()?;
    all.all(|other| other.same(last)).then_some(*last)
}

fn unresolved(passage: &Passage<'_>, place: usize, phrase: Phrase, text: &str) -> Speaker {
    Speaker {
        name: text.to_owned(),
        key: None,
        role: None,
        via: Some(text.to_owned()),
        paragraph: ParagraphNo(place as u32),
        span: passage.span(phrase.first, phrase.end),
        rule: rule("pronoun"),
        inferred: false,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Gives where somebody is said to be from, right before the name: `Italian rider Marco Bianchi`.
fn nation<'a>(passage: &Passage<'a>, mention: &Mention) -> Option<&'a EntityKey> {
    /// A role between the two has so many words at most.
    const ROLE: usize = 3;
    let first = mention.words.0 as usize;
    let joined = |index: &usize| passage.gap(*index + 1) == " ";
    let mut before = (first.saturating_sub(ROLE + 1)..first).rev().take_while(joined);
    let from = before.find_map(|index| passage.mention_at(index).filter(|mention| is_demonym(mention)));
    from.filter(|_| mention.key.kind == EntityKind::Person).map(|demonym| &demonym.key)
}

/// Tells whether somebody is named as a relative: `his son Kwame`, `Mensah’s wife, Ama`.
fn is_relative(passage: &Passage<'_>, mention: &Mention) -> bool {
    let relation = (mention.words.0 as usize).checked_sub(1);
    let noun = relation.and_then(|relation| passage.get(relation)?.lexeme).and_then(gender::of_noun);
    let of = relation.and_then(|relation| relation.checked_sub(1));
    let of = of.is_some_and(|of| passage.is(of, Class::POSSESSIVE) || is_possessive(passage, of));
    noun.is_some() && of && mention.key.kind == EntityKind::Person
}

fn is_plural(passage: &Passage<'_>, index: usize) -> bool {
    passage.get(index).is_some_and(|token| token.text.ends_with('s') || token.text.ends_with("men"))
}

/// Reads `Ms` or `Mr` before a name, or as its first word.
fn address(passage: &Passage<'_>, mention: &Mention) -> Option<Gender> {
    let first = mention.words.0 as usize;
    let address = |index: usize| gender::of_address(passage.get(index)?.text);
    first.checked_sub(1).and_then(address).or_else(|| address(first))
}

/// Reads what a person is to another, where the first name tells nothing: `her uncle, Omar,`.
fn relative(passage: &Passage<'_>, mention: &Mention) -> Option<Gender> {
    let first = mention.words.0 as usize;
    let noun = passage.get(first.checked_sub(1)?)?.lexeme.filter(|_| matches!(passage.gap(first), " " | ", "))?;
    let gender = gender::of_noun(noun)?;
    let person =
        mention.key.kind == EntityKind::Person && passage.gap(mention.words.1 as usize).starts_with([',', '.']);
    (person && gender::of(&mention.key.name, None).is_none()).then_some(gender)
}

/// Tells whether a role ends in a word, or in another word for the same.
fn names_role(role: &str, head: &str) -> bool {
    const SPOKES: &str = "spokes";
    let last = role.rsplit(' ').next().unwrap_or(role).to_lowercase();
    last == head || last.starts_with(SPOKES) && head.starts_with(SPOKES)
}

/// Leaves out what stands in brackets after a name: `Doe (left`.
fn before_bracket(passage: &Passage<'_>, phrase: Phrase) -> Phrase {
    let opens = |index: &usize| passage.gap(*index).ends_with('(') && passage.mention_at(*index - 1).is_some();
    match (phrase.first + 1..phrase.head).find(opens) {
        Some(end) => Phrase { head: end, end, ..phrase },
        None => phrase,
    }
}

/// Gives the name that a phrase is about: the one that ends it, else one that stands alone in it.
fn head_mention<'a>(passage: &Passage<'a>, phrase: Phrase) -> Option<&'a Mention> {
    let last = phrase.head.checked_sub(1)?;
    let mention = passage.mention_at(last).filter(|mention| !is_demonym(mention))?;
    // `Marks & Lind`: half of a firm is no name.
    let first = mention.words.0 as usize;
    if first > phrase.first && passage.gap(first).contains('&') {
        return None;
    }
    // `Trump’s` before nothing is no name of a speaker, but a title may close a name: `Donald Trump Jr.`.
    (mention.words.0 as usize + 1 > phrase.first).then_some(mention)
}
