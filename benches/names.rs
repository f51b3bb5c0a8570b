//! Names in the news, found by capitals alone. In: a corpus. Out: mentions, and recognisers that give them out.
//!
//! Facets must be measured on columns whose sizes do not change with the rules that find entities, and indexing without
//! the cost of finding them. So the benches bring their own: a run of two or three capitalised words inside a sentence
//! is a person (a long tail of values), one of the 260 most frequent single ones is a city (a short list).

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use newsidx::text::sentence;
use newsidx::text::word::{self, Word};
use newsidx::text::{EntityKey, EntityKind, Mention, Recogniser, Rule, Span};
use newsidx::{Annotated, Annotator, Article};

use crate::corpus::Corpus;
use crate::language::PLACES;

/// A recogniser that finds nothing, at no cost.
pub(crate) struct NothingFound;

impl Recogniser for NothingFound {
    fn recognise(&self, texts: &[&str], _words: &[Vec<Word>], _sentences: &[Vec<u32>]) -> Vec<Vec<Mention>> {
        vec![Vec::new(); texts.len()]
    }
}

/// A recogniser that looks the mentions of an article up.
#[derive(Clone, Default)]
pub(crate) struct Known {
    mentions: Arc<HashMap<u64, Vec<Vec<Mention>>>>,
}

impl Recogniser for Known {
    fn recognise(&self, texts: &[&str], _words: &[Vec<Word>], _sentences: &[Vec<u32>]) -> Vec<Vec<Mention>> {
        self.mentions.get(&fingerprint(texts)).cloned().unwrap_or_else(|| vec![Vec::new(); texts.len()])
    }
}

impl Known {
    pub(crate) fn of(corpus: &Corpus) -> Self {
        let places = frequent_places(corpus);
        let mentions = corpus.articles.iter().map(|article| {
            let texts = texts_of(article);
            let found = texts.iter().map(|text| mentions(text, &places)).collect();
            (fingerprint(&texts), found)
        });
        Self { mentions: Arc::new(mentions.collect()) }
    }

    pub(crate) fn annotator(&self) -> Annotator {
        Annotator::with_recogniser(Box::new(self.clone()))
    }

    pub(crate) fn annotate(&self, article: &Article) -> Annotated {
        self.annotator().annotate(article.clone())
    }
}

fn texts_of(article: &Article) -> Vec<&str> {
    std::iter::once(article.title.as_str()).chain(article.paragraphs.iter().map(String::as_str)).collect()
}

fn fingerprint(texts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    texts.hash(&mut hasher);
    hasher.finish()
}

/// A run of capitalised words: its bytes and its positions.
struct Run {
    span: Span,
    words: (u32, u32),
}

/// Gives the runs of capitalised words, those that begin a sentence left out.
fn runs(text: &str) -> Vec<Run> {
    let ends: HashSet<u32> = sentence::ends(text).into_iter().collect();
    let (mut runs, mut open): (Vec<Run>, Option<Run>) = (Vec::new(), None);
    let mut begins = true;
    let mut last_end = 0;
    for (position, word) in word::words(text).enumerate() {
        begins |= (last_end..=word.span.start).any(|at| ends.contains(&at));
        let (here, end) = (position as u32, word.span.end);
        let capital = !begins && word.span.of(text).starts_with(char::is_uppercase);
        let adjacent = text.get(last_end as usize..word.span.start as usize) == Some(" ");
        match &mut open {
            Some(run) if capital && adjacent => {
                run.span.end = end;
                run.words.1 = here + 1;
            }
            _ => {
                runs.extend(open.take());
                open = capital.then_some(Run { span: word.span, words: (here, here + 1) });
            }
        }
        begins = false;
        last_end = end;
    }
    runs.extend(open);
    runs
}

fn frequent_places(corpus: &Corpus) -> HashSet<String> {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for text in corpus.paragraphs() {
        for run in runs(text).iter().filter(|run| run.words.1 - run.words.0 == 1) {
            *counts.entry(name(run, text)).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, u32)> = counts.into_iter().filter(|(name, _)| name.len() > 2).collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts.into_iter().take(PLACES).map(|(name, _)| name.to_owned()).collect()
}

fn name<'a>(run: &Run, text: &'a str) -> &'a str {
    newsidx::text::fold::strip_possessive(run.span.of(text))
}

fn mentions(text: &str, places: &HashSet<String>) -> Vec<Mention> {
    let found = runs(text).into_iter().filter_map(|run| {
        let name = name(&run, text);
        let kind = match run.words.1 - run.words.0 {
            1 if places.contains(name) => EntityKind::City,
            2 | 3 => EntityKind::Person,
            _ => return None,
        };
        let span = Span { start: run.span.start, end: run.span.start + name.len() as u32 };
        Some(Mention {
            span,
            words: run.words,
            key: EntityKey::new(kind, name),
            role: None,
            rule: Rule::named("capitals"),
        })
    });
    found.collect()
}
