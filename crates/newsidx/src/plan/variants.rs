//! Other spellings of the names in a query. In: a query, and what an index holds under a key. Out: plain data for plans.
//! Must not know engines: whoever plans says how a key is looked up.

use std::collections::{BTreeMap, BTreeSet};

use newsidx_text::analysis::Analyser;
use newsidx_text::fold::{fold, strip_possessive};
use newsidx_text::spelling::{Kind, group, name_key};
use serde::{Deserialize, Serialize};

use crate::query::{Field, Form, Matcher, Query, Term};

/// Which spellings of a name a search finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spellings {
    /// Every spelling that the index holds: `Kiev` finds Kyiv.
    #[default]
    All,
    /// The word as typed, in any inflected form.
    AsTyped,
}

/// How many spellings a word is searched in beside its own.
const MOST_OF_WORD: usize = 16;
/// How many wordings a phrase is searched in, each once a language.
const MOST_OF_PHRASE: usize = 64;
/// Words of the longest phrase whose names are looked up. What a phrase finds must depend on nothing beside it, or a
/// condition could add hits, so there is no such bound for a whole query.
const LONGEST_PHRASE: usize = 16;

/// The other spellings that an index holds of the names in a query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variants {
    /// For each text of the query, of each of its words.
    by_text: BTreeMap<String, Vec<Spelt>>,
    /// What is told of them, in the order of the query.
    told: Vec<(String, VariantKind)>,
}

/// The other spellings of one word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Spelt {
    kind: VariantKind,
    others: Vec<String>,
}

/// What a variant is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum VariantKind {
    Place,
    #[default]
    Name,
}

impl VariantKind {
    fn called(self) -> &'static str {
        match self {
            Self::Place => "place variant",
            Self::Name => "name variant",
        }
    }
}

impl Variants {
    /// Looks up every name of a query; `words_of` gives the words of an index with a key, as written and sorted.
    ///
    /// # Errors
    ///
    /// What `words_of` gives.
    pub fn find<E>(
        query: &Query,
        words_of: &mut dyn FnMut(&str) -> std::result::Result<Vec<String>, E>,
    ) -> std::result::Result<Self, E> {
        let mut search = Lookup { analyser: Analyser::new(), looked_up: BTreeMap::new(), words_of };
        let mut variants = Self::default();
        search.query(query, &mut variants)?;
        Ok(variants)
    }

    /// Gives the other spellings of the word that stands at `number` in a text of the query.
    pub(super) fn of(&self, text: &str, number: usize) -> &[String] {
        let spelt = self.by_text.get(text).and_then(|words| words.get(number));
        spelt.map(|spelt| spelt.others.as_slice()).unwrap_or_default()
    }

    /// Says what is searched beside the words as typed; gives nothing where that is nothing.
    pub fn note(&self) -> Option<String> {
        let (_, last) = self.told.last()?;
        let runs = self.told.chunk_by(|(_, one), (_, next)| one == next);
        let runs = runs.map(|run| {
            let words: Vec<&str> = run.iter().map(|(word, _)| word.as_str()).collect();
            let kind = run.first().map_or(*last, |(_, kind)| *kind);
            format!("{} ({}", words.join(", "), kind.called())
        });
        let runs: Vec<String> = runs.collect();
        Some(format!("also searched: {}; --no-variants to stop)", runs.join("), ")))
    }

    fn add(&mut self, text: &str, words: Vec<Spelt>) {
        for spelt in &words {
            for other in &spelt.others {
                if !self.told.iter().any(|(told, _)| told == other) {
                    self.told.push((other.clone(), spelt.kind));
                }
            }
        }
        self.by_text.insert(text.to_owned(), words);
    }
}

/// Tells whether names stand in the field, which other spellings may write.
fn has_spellings(field: &Field) -> bool {
    matches!(
        field,
        Field::Anywhere
            | Field::Text
            | Field::Title
            | Field::Said
            | Field::Speaker
            | Field::Entity(_)
            | Field::AnyEntity
    )
}

struct Lookup<'a, E> {
    analyser: Analyser,
    looked_up: BTreeMap<String, Spelt>,
    words_of: &'a mut dyn FnMut(&str) -> std::result::Result<Vec<String>, E>,
}

impl<E> Lookup<'_, E> {
    fn query(&mut self, query: &Query, variants: &mut Variants) -> std::result::Result<(), E> {
        match query {
            Query::And(parts) | Query::Or(parts) => parts.iter().try_for_each(|part| self.query(part, variants)),
            Query::Not(part) | Query::Article(part) | Query::Boost(part, _) => self.query(part, variants),
            Query::Term(Term { field, matcher }) if has_spellings(field) => match matcher {
                Matcher::Word(text) | Matcher::Phrase { text, form: Form::Inflected, .. } => self.text(text, variants),
                _ => Ok(()),
            },
            Query::All | Query::Days(_) | Query::Event(_) | Query::Counted(_) | Query::Term(_) => Ok(()),
        }
    }

    fn text(&mut self, text: &str, variants: &mut Variants) -> std::result::Result<(), E> {
        if variants.by_text.contains_key(text) {
            return Ok(());
        }
        let typed = self.analyser.query_words(text);
        if typed.len() > LONGEST_PHRASE {
            return Ok(());
        }
        let words = typed.iter().map(|word| self.word(word.span.of(text)));
        let mut words: Vec<Spelt> = words.collect::<std::result::Result<_, E>>()?;
        if words.len() > 1 {
            bound(&mut words);
        }
        variants.add(text, words);
        Ok(())
    }

    fn word(&mut self, word: &str) -> std::result::Result<Spelt, E> {
        let typed = fold(strip_possessive(word)).into_owned();
        if let Some(spelt) = self.looked_up.get(&typed) {
            return Ok(spelt.clone());
        }
        let Some(key) = name_key(word) else { return Ok(Spelt::default()) };
        let group = group(&key);
        let mut keys: BTreeSet<&str> = group.iter().flat_map(newsidx_text::spelling::Group::keys).collect();
        keys.insert(&key);
        let mut others: BTreeMap<String, String> = BTreeMap::new();
        for key in keys {
            for written in (self.words_of)(key)? {
                let shown = others.entry(fold(&written).into_owned()).or_insert_with(|| written.clone());
                if is_in_capitals(shown) && !is_in_capitals(&written) {
                    *shown = written;
                }
            }
        }
        others.remove(&typed);
        let is_place = group.is_some_and(|group| group.kind == Kind::Place);
        let spelt = Spelt {
            kind: if is_place { VariantKind::Place } else { VariantKind::Name },
            others: others.into_values().take(MOST_OF_WORD).collect(),
        };
        self.looked_up.insert(typed, spelt.clone());
        Ok(spelt)
    }
}

fn is_in_capitals(word: &str) -> bool {
    !word.chars().any(char::is_lowercase)
}

/// Leaves so many spellings of each word of a phrase that their combinations stay few.
fn bound(words: &mut [Spelt]) {
    for most in (0..=MOST_OF_WORD).rev() {
        words.iter_mut().for_each(|spelt| spelt.others.truncate(most));
        let wordings = words.iter().try_fold(1_usize, |product, spelt| product.checked_mul(spelt.others.len() + 1));
        if wordings.is_some_and(|wordings| wordings <= MOST_OF_PHRASE) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::super::{Clause, Shape, Vocabulary, plan, plan_with_variants};
    use super::*;

    /// An index of these words.
    fn found(query: &str, words: &[&str]) -> Variants {
        let mut words_of = |key: &str| -> std::result::Result<Vec<String>, Infallible> {
            let mut found: Vec<String> = words
                .iter()
                .filter(|word| name_key(word).as_deref() == Some(key))
                .map(|&word| word.to_owned())
                .collect();
            found.sort();
            Ok(found)
        };
        let Ok(variants) = Variants::find(&query.parse().unwrap(), &mut words_of);
        variants
    }

    fn check(query: &str, words: &[&str], note: Option<&str>) {
        assert_eq!(found(query, words).note().as_deref(), note, "{query}");
    }

    #[test]
    fn what_is_searched_besides_is_told_once() {
        let words = ["Zaporizhzhia", "ZAPORIZHZHIA", "Zelenskyy", "Kyiv", "KIEV", "Talks"];
        let zaporizhzhia = Some("also searched: Zaporizhzhia (place variant; --no-variants to stop)");
        check("Zaporozhye", &words, zaporizhzhia);
        check("zaporozhye’s OR Zaporizhia -Запоріжжя", &words, zaporizhzhia);
        check("title:Zaporozhye", &words, zaporizhzhia);
        check("\"near Zaporozhye\"", &words, zaporizhzhia);
        check("Zaporizhzhia", &words, None);
        check("=Zaporozhye", &words, None);
        check("=\"near Zaporozhye\"", &words, None);
        check("Zaporozh*", &words, None);
        check("Zaporozhye~1", &words, None);
        check("person:Zaporozhye", &words, zaporizhzhia);
        check("source:Zaporozhye", &words, None);
        check("Talcks", &words, None);
        check("Zelensky", &words, Some("also searched: Zelenskyy (name variant; --no-variants to stop)"));
        check("Київ", &words, Some("also searched: KIEV, Kyiv (place variant; --no-variants to stop)"));
        check(
            "Zelensky Kyiv",
            &words,
            Some("also searched: Zelenskyy (name variant), KIEV (place variant; --no-variants to stop)"),
        );
        check("Zelensky", &[], None);
    }

    #[test]
    fn plans_ask_for_every_spelling() {
        let planned = |query: &str| {
            let variants = found(query, &["Kyiv", "Kiev", "Київ"]);
            plan_with_variants(&query.parse().unwrap(), &Vocabulary::default(), &variants).clause
        };
        let Clause::Text { shape: Shape::AnyOf(tokens), .. } = planned("kiev") else { panic!("one word") };
        assert_eq!(tokens, ["kiev", "kyiv", "київ"]);
        let Clause::Text { shape: Shape::Phrase { variants, slop: 1 }, .. } = planned("\"in Kiev\"~1") else {
            panic!("a phrase")
        };
        assert_eq!(variants, [["in", "kiev"], ["in", "kyiv"], ["in", "київ"]]);
        let query = "kiev".parse().unwrap();
        let none = plan_with_variants(&query, &Vocabulary::default(), &Variants::default());
        assert_eq!(none, plan(&query, &Vocabulary::default()));
    }

    #[test]
    fn wordings_of_a_phrase_are_few() {
        let words: Vec<String> = ('a'..='p').map(|letter| format!("Zelenskiy{letter}")).collect();
        let spelt = |count: usize| Spelt { others: words.iter().take(count).cloned().collect(), ..Spelt::default() };
        let mut words = vec![spelt(16), spelt(0), spelt(16), spelt(3)];
        bound(&mut words);
        assert_eq!(words.iter().map(|word| word.others.len()).collect::<Vec<_>>(), [3, 0, 3, 3]);
        let mut many = vec![spelt(16); 100];
        bound(&mut many);
        assert!(many.iter().all(|word| word.others.is_empty()));
    }
}
