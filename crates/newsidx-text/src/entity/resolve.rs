//! The decision. In: the drafts of an article. Out: mentions, one key an entity.
//! Must not read text beyond the drafts and the tokens around them.

use crate::mention::Mention;
use crate::span::Span;

use super::class::Class;
use super::context::{Context, before_place, context, is_direction};
use super::draft::{Draft, Reading};
use super::elsewhere::{elsewhere, region_of};
use super::evidence::Evidence;
use super::facility;
use super::families::{Families, Written};
use super::firm::Firms;
use super::key::{EntityKey, EntityKind};
use super::known::Known;
use super::names::Names;
use super::people::Bearer;
use super::person::runs_on;
use super::rules::rule;
use super::sense::{Sense, Senses};
use super::short::bracketed;
use super::surface::{surface, unshouted};
use super::tagger::Coarse;
use super::token::{Gap, Shape, Tokens};
use super::twin::Twins;

/// An article as its drafts tell it.
pub(super) struct Article<'a> {
    pub(super) paragraphs: &'a [Tokens<'a>],
    evidence: Evidence,
    pub(super) people: Families,
    pub(super) names: Names,
    pub(super) twins: Twins,
    senses: Senses,
    pub(super) firms: Firms,
}

/// What a draft is: its key and the rule that says so.
pub(super) type Verdict = (EntityKey, &'static str);

impl<'a> Article<'a> {
    /// Reads what the drafts say together.
    pub(super) fn new(paragraphs: &'a [Tokens<'a>], drafts: &[Draft]) -> Self {
        let mut article = Self {
            paragraphs,
            evidence: Evidence::default(),
            people: Families::default(),
            names: Names::default(),
            twins: Twins::new(drafts),
            senses: Senses::new(paragraphs, drafts),
            firms: Firms::default(),
        };
        article.count(drafts);
        article.gather_names(drafts);
        article.gather_people(drafts);
        article
    }

    /// Decides one draft.
    pub(super) fn mention(&self, draft: &Draft) -> Option<Mention> {
        let tokens = self.paragraphs.get(draft.paragraph)?;
        let verdict = self.verdict(tokens, draft).filter(|(key, _)| !is_direction(tokens, draft, key.kind));
        let kind = verdict.as_ref().map(|(key, _)| key.kind);
        let facility = facility::facility(tokens, draft, &self.names, kind);
        let (end, key, rule_name) = facility.or_else(|| verdict.map(|(key, rule)| (draft.end, key, rule)))?;
        let (start, mut key) = with_year(tokens, draft.first, key);
        if key.kind == EntityKind::Person {
            key.name = unshouted(key.name);
        }
        let (first, last) = (tokens.get(start)?, tokens.before(end)?);
        let role = draft.role.filter(|_| key.kind == EntityKind::Person);
        Some(Mention {
            span: Span::new(first.start, last.end),
            words: (first.word, last.word + 1),
            key,
            role: role.and_then(|(start, end)| tokens.text.get(start..end)).map(str::to_owned),
            rule: rule(rule_name),
        })
    }

    fn count(&mut self, drafts: &[Draft]) {
        for draft in drafts {
            let Some(tokens) = self.paragraphs.get(draft.paragraph) else { continue };
            if draft.end == draft.first + 1 && !tokens.titled {
                self.evidence.count(tokens.key(draft.first), context(tokens, draft), draft.titled);
            }
        }
    }

    /// Collects organisations, facilities and acronyms, the body before the headline.
    fn gather_names(&mut self, drafts: &[Draft]) {
        for draft in body_first(drafts) {
            let Some(tokens) = self.paragraphs.get(draft.paragraph) else { continue };
            self.firms.add(tokens, draft);
            let kind = match &draft.reading {
                Reading::Headed(kind @ (EntityKind::Organisation | EntityKind::Facility), _) => *kind,
                Reading::Open if draft.end > draft.first + 1 && bracketed(tokens, draft).is_some() => {
                    EntityKind::Organisation
                }
                Reading::Tagged(Coarse::Organisation) if draft.end > draft.first + 1 => EntityKind::Organisation,
                Reading::Tagged(Coarse::Facility) if draft.end > draft.first + 1 => EntityKind::Facility,
                Reading::Known(known) if known.kind == EntityKind::Organisation && known.end > draft.first + 1 => {
                    if let Some(acronym) = bracketed(tokens, draft) {
                        self.names.add_acronym(acronym, EntityKey::new(known.kind, known.name));
                    }
                    continue;
                }
                _ => continue,
            };
            let key = EntityKey::new(kind, surface(tokens, draft.first, draft.end));
            if let Some(acronym) = bracketed(tokens, draft) {
                self.names.add_acronym(acronym, key.clone());
            }
            self.names.add(capitals(tokens, draft.first, draft.end), key);
        }
    }

    /// Collects full names, the body before the headline, so that its spelling wins.
    fn gather_people(&mut self, drafts: &[Draft]) {
        let mut names = Vec::new();
        for draft in body_first(drafts) {
            let Some(tokens) = self.paragraphs.get(draft.paragraph) else { continue };
            if draft.end > draft.first + 1 && self.is_person(tokens, draft) {
                names.push((Written::new(tokens, draft.first, draft.end), surface(tokens, draft.first, draft.end)));
            }
        }
        self.people = Families::new(names);
    }

    /// Tells whether a draft of several words is a person by its own words and surroundings.
    fn is_person(&self, tokens: &Tokens<'_>, draft: &Draft) -> bool {
        match draft.reading {
            Reading::FullName | Reading::Tagged(Coarse::Person) => self.firm(tokens, draft).is_none(),
            Reading::Open => !tokens.titled && (draft.titled || self.looks_personal(tokens, draft)),
            _ => false,
        }
    }

    fn looks_personal(&self, tokens: &Tokens<'_>, draft: &Draft) -> bool {
        let context = context(tokens, draft);
        if self.names.exact(&capitals(tokens, draft.first, draft.end)).is_some() || context.article {
            return false;
        }
        let plain = (draft.first..draft.end)
            .any(|index| tokens.is(index, Class::ORDINARY) && !tokens.is(index, Class::SURNAME));
        let last = self.evidence.of(tokens.key(draft.end - 1));
        let supported =
            context.speaks || context.described || draft.role.is_some() || last.titled > 0 || last.personal > 0;
        let spanish = matches!(tokens.key(draft.first), "el" | "la" | "las" | "le" | "los");
        let shaped = !context.located && !spanish && (2..=3).contains(&(draft.end - draft.first));
        (draft.role.is_some() || !plain) && !runs_on(tokens, draft.end) && (supported || shaped)
    }

    fn verdict(&self, tokens: &Tokens<'_>, draft: &Draft) -> Option<Verdict> {
        match &draft.reading {
            Reading::Known(known) => self.known(tokens, draft, known),
            Reading::Headed(kind, rule) => {
                let name = self.names.exact(&capitals(tokens, draft.first, draft.end));
                let own = || EntityKey::new(*kind, surface(tokens, draft.first, draft.end));
                Some((name.filter(|key| key.kind == *kind).cloned().unwrap_or_else(own), *rule))
            }
            Reading::FullName => Some(self.full_name(tokens, draft)),
            Reading::Open if draft.end > draft.first + 1 => self.several_words(tokens, draft),
            Reading::Open => self.one_word(tokens, draft),
            Reading::Tagged(coarse) => Some(self.tagged(tokens, draft, *coarse)),
        }
    }

    fn full_name(&self, tokens: &Tokens<'_>, draft: &Draft) -> Verdict {
        if let Some(firm) = self.firm(tokens, draft) {
            return (firm.clone(), "firm");
        }
        match self.people.bearer(&Written::new(tokens, draft.first, draft.end)) {
            Bearer::Full(person) => (EntityKey::new(EntityKind::Person, &person.name), "full-name"),
            Bearer::Surname(person) => (EntityKey::new(EntityKind::Person, &person.name), "surname"),
            _ => (EntityKey::new(EntityKind::Person, surface(tokens, draft.first, draft.end)), "full-name"),
        }
    }

    /// Decides several words that neither a list nor a head word tells.
    fn several_words(&self, tokens: &Tokens<'_>, draft: &Draft) -> Option<Verdict> {
        let shape = if draft.titled { "title-person" } else { "name-shape" };
        match self.people.bearer(&Written::new(tokens, draft.first, draft.end)) {
            Bearer::Full(person) => return Some((EntityKey::new(EntityKind::Person, &person.name), shape)),
            Bearer::Surname(person) => return Some((EntityKey::new(EntityKind::Person, &person.name), "surname")),
            _ => {}
        }
        let capitals = capitals(tokens, draft.first, draft.end);
        if let Some(key) = self.names.exact(&capitals) {
            return Some((key.clone(), "organisation-shape"));
        }
        if let Some(key) = self.names.part(&capitals) {
            return Some((key.clone(), "organisation-part"));
        }
        let context = context(tokens, draft);
        if tokens.titled || context.opens && tokens.is(draft.first, Class::ORDINARY) {
            return None;
        }
        let kind = if context.located {
            (EntityKind::Place, "place-context")
        } else {
            (EntityKind::Organisation, "organisation-shape")
        };
        Some((EntityKey::new(kind.0, surface(tokens, draft.first, draft.end)), kind.1))
    }

    /// Decides one word that neither a list nor a head word tells.
    fn one_word(&self, tokens: &Tokens<'_>, draft: &Draft) -> Option<Verdict> {
        let token = tokens.get(draft.first)?;
        let context = context(tokens, draft);
        let seen = self.evidence.of(&token.key);
        let ordinary = token.class.any(Class::ORDINARY);
        if context.article
            && token.class.any(Class::HEAD)
            && let Some(key) = self.names.headed(&token.key)
        {
            return Some((key.clone(), "organisation-part"));
        }
        if ordinary && context.opens && !draft.titled && !context.speaks && !token.possessive {
            return None;
        }
        if let Some(verdict) = self.bearer(tokens, draft) {
            return Some(verdict);
        }
        let capitals = token.shape == Shape::AllCaps && !tokens.titled;
        if let Some(key) = self.short_of(tokens, draft) {
            return Some((key.clone(), "acronym"));
        }
        let words = [token.key.clone().into_owned()];
        if !ordinary
            && seen.titled == 0
            && let Some(key) = self.names.part(&words)
        {
            return Some((key.clone(), "organisation-part"));
        }
        let own = |kind| EntityKey::new(kind, surface(tokens, draft.first, draft.end));
        let named = token.class.any(Class::SURNAME.with(Class::GIVEN));
        if draft.titled && !(ordinary && tokens.titled) || seen.titled > 0 && !ordinary {
            return Some((own(EntityKind::Person), "title-person"));
        }
        if tokens.titled && seen.proven == 0 || ordinary || token.shape == Shape::Initial {
            return None;
        }
        if capitals {
            let letters = token.text.chars().all(|character| character.is_alphabetic() || character == '.');
            let short = letters
                && token.text.len() <= 6
                && !token.class.any(Class::STOP.with(Class::CALENDAR).with(Class::GIVEN));
            return short.then(|| (own(EntityKind::Organisation), "organisation-shape"));
        }
        if named && seen.personal > 0 && seen.personal >= seen.located {
            return Some((own(EntityKind::Person), "speech-subject"));
        }
        let proof = if named { seen.proven / 2 } else { seen.personal };
        if seen.located > 0 && seen.located >= proof && !token.class.any(Class::HEAD.with(Class::MODIFIER)) {
            return Some((own(EntityKind::Place), "place-context"));
        }
        if token.class.any(Class::SURNAME) && seen.proven > 0 && seen.article == 0 && !joined(tokens, draft) {
            return Some((own(EntityKind::Person), "surname-lexicon"));
        }
        None
    }

    /// Decides a word by the people whom the article names in full.
    fn bearer(&self, tokens: &Tokens<'_>, draft: &Draft) -> Option<Verdict> {
        let key = |name: &str| EntityKey::new(EntityKind::Person, name);
        match self.people.bearer(&Written::new(tokens, draft.first, draft.end)) {
            Bearer::Full(person) | Bearer::Surname(person) => Some((key(&person.name), "surname")),
            Bearer::Given(person) if !tokens.is(draft.first, Class::ORDINARY) => {
                Some((key(&person.name), "given-name"))
            }
            Bearer::Several => Some((key(&surface(tokens, draft.first, draft.end)), "surname-ambiguous")),
            _ => None,
        }
    }

    /// Decides a listed name: a person of the article may bear it, and a weak one needs support.
    fn known(&self, tokens: &Tokens<'_>, draft: &Draft, known: &Known) -> Option<Verdict> {
        let context = context(tokens, draft);
        let single = draft.end == draft.first + 1;
        if known.kind == EntityKind::Organisation
            && single
            && let Some(key) = self.names.bracketed(tokens.key(draft.first))
        {
            return Some((key.clone(), "acronym"));
        }
        let place = matches!(known.kind, EntityKind::Country | EntityKind::Region) && !context.speaks && !draft.titled;
        let moved = place && matches!(tokens.before(draft.first).map(|token| token.key.as_ref()), Some("to" | "from"));
        let elsewhere = moved || place && self.evidence.of(tokens.key(draft.first)).located > 0;
        if single && !elsewhere && may_be_borne(tokens, draft, known, context) {
            let verdict = self.bearer(tokens, draft).filter(|(_, rule)| *rule != "given-name" || known.weak);
            if verdict.is_some() {
                return verdict;
            }
        }
        if known.weak {
            let seen = self.evidence.of(tokens.key(draft.first));
            let told = known.kind == EntityKind::City && self.sense(tokens, draft) != Sense::Untold;
            let supported = told || context.located || before_place(tokens, draft) || seen.located > seen.personal;
            if !supported && (draft.titled || seen.personal > 0) && tokens.is(draft.first, Class::SURNAME) {
                return self.one_word(tokens, draft);
            }
            if !supported {
                return None;
            }
        }
        Some(self.listed(tokens, draft, known, known.rule))
    }

    /// Gives the key of a listed name: a city's may be that of its region, and a state and a region may share one.
    pub(super) fn listed(&self, tokens: &Tokens<'_>, draft: &Draft, known: &Known, rule: &'static str) -> Verdict {
        if known.kind == EntityKind::City && self.sense(tokens, draft) == Sense::Region {
            return (region_of(tokens, draft, known), "region-cue");
        }
        if let Some(key) = elsewhere(tokens, draft, known) {
            return (key, "city-elsewhere");
        }
        let one = draft.end == draft.first + 1;
        if let Some(key) = one.then(|| self.twins.namesake(tokens.key(draft.first), known)).flatten() {
            return (key, rule);
        }
        let (kind, id) = self.twins.decide(known);
        (EntityKey { kind, name: known.name.to_owned(), id: id.map(str::to_owned) }, rule)
    }

    /// Tells whether a place is a region or a settlement here.
    pub(super) fn sense(&self, tokens: &Tokens<'_>, draft: &Draft) -> Sense {
        self.senses.decide(tokens, draft)
    }
}

/// Tells whether a listed word may be a surname here: not after `in`, and a nationality not before a noun.
fn may_be_borne(tokens: &Tokens<'_>, draft: &Draft, known: &Known, context: Context) -> bool {
    let adjective = known.kind == EntityKind::Group && !context.speaks && !tokens.possessive(draft.first);
    let acronym = tokens.get(draft.first).is_some_and(|token| token.shape == Shape::AllCaps) && !tokens.titled;
    !(context.located || adjective || acronym)
}

/// Tells whether capitals go on before or after the draft, so that it may be a part of something.
fn joined(tokens: &Tokens<'_>, draft: &Draft) -> bool {
    let run = |index: usize| matches!(tokens.gap(index), Gap::Space | Gap::Hyphen);
    let before =
        run(draft.first) && tokens.before(draft.first).is_some_and(|token| token.is_capital() && !token.possessive);
    before || run(draft.end) && tokens.capital(draft.end) && !tokens.possessive(draft.end - 1)
}

/// Takes the year before an event in: the cups of 2019 and 2023 are two events.
fn with_year(tokens: &Tokens<'_>, first: usize, mut key: EntityKey) -> (usize, EntityKey) {
    let year = tokens.before(first).filter(|token| token.shape == Shape::Number && token.text.len() == 4);
    match year {
        Some(year) if key.kind == EntityKind::Event && tokens.gap(first) == Gap::Space => {
            key.name = format!("{} {}", year.text, key.name);
            (first - 1, key)
        }
        _ => (first, key),
    }
}

fn body_first(drafts: &[Draft]) -> impl Iterator<Item = &Draft> {
    let body = drafts.iter().filter(|draft| draft.paragraph > 0);
    body.chain(drafts.iter().filter(|draft| draft.paragraph == 0))
}

/// Gives the folded capitalised words of a name.
pub(super) fn capitals(tokens: &Tokens<'_>, first: usize, end: usize) -> Vec<String> {
    (first..end).filter(|index| tokens.capital(*index)).map(|index| tokens.key(index).to_owned()).collect()
}
