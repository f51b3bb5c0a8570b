//! From a query to a plan. In: a [`Query`] and what the index holds. Out: a [`Plan`] of tokens.

use newsidx_text::Language;
use newsidx_text::analysis::{Analyser, QueryWord};
use newsidx_text::fold::fold;
use newsidx_text::quantity::keys;

use super::label::{label_whole, label_words};
use super::names::{self, Names};
use super::within::{rolled_up, within};
use super::{Amounts, Clause, Label, LabelTest, Plan, Scope, Shape, SpeakerTest, Speech, SpeechTest, Variants};
use crate::query::{Bound, Counted, Days, End, EntityField, EventDays, Field, Form, Matcher, Query, Term};

/// What of an index decides how a word is analysed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// The languages of its articles, sorted.
    pub languages: Vec<Language>,
    /// Whether some article is of no known language.
    pub unknown_language: bool,
    /// Which names are one entity.
    pub names: Names,
}

/// Makes the plan of a query: every word as typed, in the tokens of the languages that the index holds.
pub fn plan(query: &Query, vocabulary: &Vocabulary) -> Plan {
    plan_with_variants(query, vocabulary, &Variants::default())
}

/// Makes the plan of a query in which each name is searched in these spellings too.
pub fn plan_with_variants(query: &Query, vocabulary: &Vocabulary, variants: &Variants) -> Plan {
    let languages = scope_languages(query, vocabulary);
    let planner = Planner { analyser: Analyser::new(), languages, vocabulary, variants };
    Plan { clause: planner.clause(query) }
}

/// A query that names its language is analysed in that language alone.
fn scope_languages(query: &Query, vocabulary: &Vocabulary) -> Vec<Language> {
    let named = |part: &Query| match part {
        Query::Term(Term {
            field: Field::Lang,
            matcher: Matcher::Word(code) | Matcher::Exact(code) | Matcher::Phrase { text: code, .. },
        }) => Language::parse(code),
        _ => None,
    };
    let found = match query {
        Query::And(parts) => parts.iter().find_map(named),
        other => named(other),
    };
    found.map_or_else(|| vocabulary.languages.clone(), |language| vec![language])
}

/// Bytes of the longest pattern that can match: tokens end at 255 bytes, and a pattern of stars alone needs one.
const LONGEST_PATTERN: usize = 512;

struct Planner<'a> {
    analyser: Analyser,
    languages: Vec<Language>,
    vocabulary: &'a Vocabulary,
    variants: &'a Variants,
}

impl Planner<'_> {
    fn clause(&self, query: &Query) -> Clause {
        match query {
            Query::All => Clause::All,
            Query::Term(term) => self.term(term),
            Query::Days(Days { from, to }) => Clause::Days { from: *from, to: *to },
            Query::Event(EventDays { from, to, relation }) => {
                Clause::Event { from: *from, to: *to, relation: *relation }
            }
            Query::Counted(counted) => self::counted(counted),
            Query::And(parts) => self.all_of(parts),
            part @ Query::Or(_) if is_of_speech(part) => self.all_of(std::slice::from_ref(part)),
            Query::Or(parts) => Clause::Or(self.clauses(parts.iter())),
            Query::Not(part) => Clause::Not(Box::new(self.clause(part))),
            Query::Article(part) => Clause::Article(Box::new(self.clause(part))),
            Query::Boost(part, factor) => Clause::Boost(Box::new(self.clause(part)), *factor),
        }
    }

    /// What is asked of speech side by side is asked of one quotation, once for each speaker.
    fn all_of(&self, parts: &[Query]) -> Clause {
        let (speech, others): (Vec<&Query>, Vec<&Query>) = parts.iter().partition(|part| is_of_speech(part));
        let mut clauses = self.clauses(others.into_iter());
        let Some(tests) = speech.iter().map(|part| self.speech(part)).collect::<Option<Vec<SpeechTest>>>() else {
            return Clause::Nothing;
        };
        let names_speakers = |test: &SpeechTest| test.holds(&|test| matches!(test, SpeechTest::Speaker(_)));
        let (speakers, shared): (Vec<SpeechTest>, Vec<SpeechTest>) = tests.into_iter().partition(names_speakers);
        let of_each: Vec<Vec<SpeechTest>> = match speakers.as_slice() {
            [] if shared.is_empty() => Vec::new(),
            [] => vec![shared],
            several => several.iter().map(|one| [std::slice::from_ref(one), &shared].concat()).collect(),
        };
        for tests in of_each {
            let clause = Clause::Speech(Speech::spoken(one_or(tests, SpeechTest::All)));
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        if clauses.len() == 1 { clauses.remove(0) } else { Clause::And(clauses) }
    }

    /// Plans what is asked of one quotation; nothing where no word can be searched.
    fn speech(&self, part: &Query) -> Option<SpeechTest> {
        let each = |parts: &[Query]| parts.iter().map(|part| self.speech(part)).collect::<Option<Vec<_>>>();
        Some(match part {
            Query::Term(Term { field: Field::Speaker, matcher }) => SpeechTest::Speaker(self.speakers(matcher)),
            Query::Term(Term { field: Field::Said, matcher }) => SpeechTest::Said(self.shape(matcher)?),
            Query::Term(Term { matcher, .. }) => SpeechTest::Cue(label_test(matcher)),
            Query::And(parts) => one_or(each(parts)?, SpeechTest::All),
            Query::Or(parts) => one_or(parts.iter().filter_map(|part| self.speech(part)).collect(), SpeechTest::Any),
            // Speech does not score, so a factor changes nothing.
            Query::Boost(part, _) => self.speech(part)?,
            _ => return None,
        })
    }

    fn speakers(&self, matcher: &Matcher) -> SpeakerTest {
        let mut speakers: Vec<LabelTest> = Vec::new();
        for test in self
            .name_tests(&EntityField::ALL, matcher)
            .iter()
            .flat_map(|test| names::speakers(test, &self.vocabulary.names))
        {
            if !speakers.contains(&test) {
                speakers.push(test);
            }
        }
        SpeakerTest { names: speakers, banned: names::banned_speakers(&self.vocabulary.names) }
    }

    /// Gives what a name must be, and after that the same for its other spellings, those left out that are another entity.
    fn name_tests(&self, fields: &[EntityField], matcher: &Matcher) -> Vec<LabelTest> {
        let mut tests = vec![label_test(matcher)];
        if let Matcher::Word(text) | Matcher::Phrase { text, slop: 0, form: Form::Inflected } = matcher {
            let words = self.analyser.query_words(text);
            let others = self.wordings(text, &words, Form::Inflected).into_iter().skip(1);
            let mut others: Vec<LabelTest> =
                others.map(|words| LabelTest::Words(words.into_iter().map(|word| word.exact).collect())).collect();
            others.retain(|other| {
                tests.first().is_some_and(|asked| self.vocabulary.names.may_be_one(fields, asked, other))
            });
            tests.append(&mut others);
        }
        tests
    }

    /// Plans parts; of those that are equal and score nothing only the first, since a condition holds or does not.
    ///
    /// Words that are repeated stay: each adds to the score.
    fn clauses<'q>(&self, parts: impl Iterator<Item = &'q Query>) -> Vec<Clause> {
        let mut clauses: Vec<Clause> = Vec::new();
        for part in parts {
            let clause = self.clause(part);
            if scores(&clause) || !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        clauses
    }

    fn term(&self, term: &Term) -> Clause {
        let scope = match &term.field {
            Field::Anywhere => Scope::Own,
            Field::Text => Scope::Body,
            Field::Title => Scope::Headline,
            Field::Speaker | Field::Said | Field::Cue => return self.all_of(&[Query::Term(term.clone())]),
            Field::Entity(field) => return self.entity(*field, &term.matcher),
            Field::AnyEntity => {
                return Clause::Or(EntityField::ALL.map(|field| self.entity(field, &term.matcher)).into());
            }
            other => return label(other, &term.matcher),
        };
        match self.shape(&term.matcher) {
            Some(shape) => Clause::Text { scope, shape },
            None => Clause::Nothing,
        }
    }

    /// Every name of an entity answers; `place:Ukraine/*` is Ukraine and what lies in it.
    fn entity(&self, field: EntityField, matcher: &Matcher) -> Clause {
        let names = &self.vocabulary.names;
        if let Some(place) = rolled_up(&Field::Entity(field), matcher) {
            return within(place, names, &self.analyser);
        }
        let tests = self.name_tests(&[field], matcher);
        names::any(tests.iter().map(|test| names::entity(field, test, names, &self.analyser)).collect())
    }

    /// Gives nothing for what holds no word to search.
    fn shape(&self, matcher: &Matcher) -> Option<Shape> {
        match matcher {
            Matcher::Word(text) => self.words(text, 0, Form::Inflected),
            Matcher::Exact(text) => self.words(text, 0, Form::Exact),
            Matcher::Phrase { text, slop, form } => self.words(text, *slop, *form),
            // No word of an index is so long, and automata grow with their patterns.
            Matcher::Prefix(text) | Matcher::Wildcard(text) | Matcher::Fuzzy { word: text, .. }
                if text.len() > LONGEST_PATTERN =>
            {
                None
            }
            Matcher::Prefix(prefix) => Some(Shape::Prefix(fold(prefix).into_owned())),
            Matcher::Wildcard(pattern) => Some(Shape::Wildcard(fold(pattern).into_owned())),
            Matcher::Fuzzy { word, distance } => {
                Some(Shape::Fuzzy { word: fold(word).into_owned(), distance: (*distance).clamp(1, 2) })
            }
            Matcher::Range { from, to } => Some(Shape::Range { from: end(from.as_ref()), to: end(to.as_ref()) }),
            // Any word at all.
            Matcher::Any => Some(Shape::Wildcard("*".to_owned())),
        }
    }

    /// One word is any of its tokens; several, or a compound, are a phrase.
    fn words(&self, text: &str, slop: u32, form: Form) -> Option<Shape> {
        let words = self.analyser.query_words(text);
        match words.as_slice() {
            [] => None,
            [word] => Some(Shape::AnyOf(self.tokens_of_all(text, word, form))),
            [first, ..] if form == Form::Exact && first.compound.is_some() && covers(first, text) => {
                Some(Shape::AnyOf(first.compound.clone().into_iter().collect()))
            }
            words => {
                let mut variants: Vec<Vec<String>> =
                    self.wordings(text, words, form).iter().flat_map(|words| self.variants(words, form)).collect();
                variants.sort();
                variants.dedup();
                Some(Shape::Phrase { variants, slop })
            }
        }
    }

    /// Gives the tokens of a word and of its other spellings, sorted.
    fn tokens_of_all(&self, text: &str, word: &QueryWord, form: Form) -> Vec<String> {
        let spellings = self.spellings(text, word, 0, form);
        let mut tokens: Vec<String> = spellings.iter().flat_map(|word| self.tokens(word, form)).collect();
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    }

    /// Gives a word, then its other spellings; asked for as it stands, it has none.
    fn spellings(&self, text: &str, word: &QueryWord, number: usize, form: Form) -> Vec<QueryWord> {
        let others = if form == Form::Exact { &[] } else { self.variants.of(text, number) };
        let others = others.iter().filter_map(|other| match self.analyser.query_words(other).as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        });
        std::iter::once(word.clone()).chain(others).collect()
    }

    /// Gives a phrase in every spelling of its words; [`Variants`] keeps them few.
    fn wordings(&self, text: &str, words: &[QueryWord], form: Form) -> Vec<Vec<QueryWord>> {
        let mut wordings: Vec<Vec<QueryWord>> = vec![Vec::new()];
        for (number, word) in words.iter().enumerate() {
            let spellings = self.spellings(text, word, number, form);
            let longer = |begun: &Vec<QueryWord>| {
                let with = |word: &QueryWord| begun.iter().chain([word]).cloned().collect();
                spellings.iter().map(with).collect::<Vec<_>>()
            };
            wordings = wordings.iter().flat_map(longer).collect();
        }
        wordings
    }

    fn tokens(&self, word: &QueryWord, form: Form) -> Vec<String> {
        if form == Form::Exact {
            return vec![word.exact.clone()];
        }
        let unknown = self.vocabulary.unknown_language || self.languages.is_empty();
        self.analyser.stem_terms(word, &self.languages, unknown)
    }

    /// All words of a paragraph are stemmed in one language, so a phrase is one variant a language.
    fn variants(&self, words: &[QueryWord], form: Form) -> Vec<Vec<String>> {
        let plain: Vec<String> = words.iter().map(|word| word.exact.clone()).collect();
        if form == Form::Exact || self.languages.is_empty() {
            return vec![plain];
        }
        // The stem of the form without accents stands at every such word, written with them or not.
        let words: Vec<QueryWord> = words.iter().map(|word| QueryWord { accented: None, ..word.clone() }).collect();
        let mut variants: Vec<Vec<String>> = Vec::new();
        for language in &self.languages {
            let stemmed = words.iter().filter_map(|word| self.analyser.stem_terms(word, &[*language], false).pop());
            variants.push(stemmed.collect());
        }
        if self.vocabulary.unknown_language {
            variants.push(plain);
        }
        variants
    }
}

/// What holds no word, or lies between ends that are crossed, finds nothing: a filter is never dropped.
fn counted(counted: &Counted) -> Clause {
    let keys = keys(&counted.thing);
    let crossed = counted.from.zip(counted.to).is_some_and(|(least, most)| least.value > most.value);
    if crossed || keys.is_empty() && !counted.thing.trim().is_empty() {
        return Clause::Nothing;
    }
    Clause::Counted(Amounts { keys, from: counted.from, to: counted.to })
}

/// Tells whether a part asks for nothing but who speaks, what is said and how that is reported.
fn is_of_speech(part: &Query) -> bool {
    match part {
        Query::Term(term) => matches!(term.field, Field::Speaker | Field::Said | Field::Cue),
        Query::And(parts) | Query::Or(parts) => !parts.is_empty() && parts.iter().all(is_of_speech),
        Query::Boost(part, _) => is_of_speech(part),
        _ => false,
    }
}

fn one_or(mut tests: Vec<SpeechTest>, several: fn(Vec<SpeechTest>) -> SpeechTest) -> SpeechTest {
    if tests.len() == 1 { tests.remove(0) } else { several(tests) }
}

fn scores(clause: &Clause) -> bool {
    let mut scores = false;
    clause.visit_scoring(&mut |_, _| scores = true);
    scores
}

fn covers(word: &QueryWord, text: &str) -> bool {
    word.compound.as_ref().is_some_and(|whole| *whole == fold(text.trim()))
}

fn end(end: Option<&End>) -> Option<(String, bool)> {
    end.map(|end| (label_whole(&end.value), end.bound == Bound::Included))
}

fn label(field: &Field, matcher: &Matcher) -> Clause {
    let field = match field {
        Field::Role => Label::Role,
        Field::Section => Label::Section,
        Field::Source => Label::Source,
        Field::Author => Label::Author,
        Field::Topic => Label::Topic,
        Field::Url => Label::Url,
        Field::Lang => Label::Lang,
        Field::Id => Label::Id,
        Field::Meta(key) => Label::Meta(key.clone()),
        Field::Anywhere
        | Field::Text
        | Field::Title
        | Field::Entity(_)
        | Field::AnyEntity
        | Field::Speaker
        | Field::Said
        | Field::Cue => return Clause::Nothing,
    };
    Clause::Label { field, test: label_test(matcher) }
}

fn label_test(matcher: &Matcher) -> LabelTest {
    match matcher {
        Matcher::Word(text) | Matcher::Phrase { text, form: Form::Inflected, .. } => match label_words(text) {
            words if words.is_empty() => LabelTest::Whole(label_whole(text)),
            words => LabelTest::Words(words),
        },
        Matcher::Exact(text) | Matcher::Phrase { text, form: Form::Exact, .. } => LabelTest::Whole(label_whole(text)),
        Matcher::Prefix(prefix) => LabelTest::Prefix(fold(prefix).into_owned()),
        Matcher::Wildcard(pattern) => LabelTest::Wildcard(fold(pattern).into_owned()),
        Matcher::Fuzzy { word, distance } => LabelTest::Fuzzy { word: fold(word).into_owned(), distance: *distance },
        Matcher::Range { from, to } => LabelTest::Range { from: end(from.as_ref()), to: end(to.as_ref()) },
        Matcher::Any => LabelTest::Any,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &str) {
        let planned = |text: &str| plan(&text.parse().unwrap(), &Vocabulary::default());
        assert_eq!(planned(typed), planned(expected), "{typed}");
    }

    #[test]
    fn equal_conditions_are_asked_once() {
        check("article:{*a*} article:{*a*} b", "article:{*a*} b");
        check("person:Macron (lang:en OR lang:EN) person:macron", "person:Macron (lang:en OR lang:en)");
        let words = plan(&"drone drone".parse().unwrap(), &Vocabulary::default());
        assert!(matches!(words.clause, Clause::And(parts) if parts.len() == 2), "a repeated word scores twice");
    }
}
