//! Annotated articles for training. In: documents of columns. Out: texts with the bytes and types of their names.

use newsidx_text::entity::tagger::Coarse;
use newsidx_text::entity::tagger::training::Gold;

use crate::columns::{self, Sentence};
use crate::random::Random;

/// A sentence with its names.
pub(crate) type Marked = (String, Vec<Gold>);

/// One article, and the number of the corpus that it is from.
#[derive(Clone, Debug)]
pub(crate) struct Article {
    pub(crate) sentences: Vec<Marked>,
    pub(crate) corpus: usize,
}

/// Reads the articles of a corpus.
pub(crate) fn articles(file: &str, corpus: usize) -> Vec<Article> {
    let documents = columns::documents(file).into_iter();
    documents.map(|document| Article { sentences: document.iter().map(marked).collect(), corpus }).collect()
}

fn marked(sentence: &Sentence) -> Marked {
    let gold = sentence.gold.iter().filter_map(|(first, end, tag)| {
        let (first, last) = (sentence.tokens.get(*first)?, sentence.tokens.get(end.checked_sub(1)?)?);
        Some((first.0, last.1, coarse(tag)?))
    });
    (sentence.text.clone(), gold.collect())
}

/// Gives the type that a corpus' tag stands for.
pub(crate) fn coarse(tag: &str) -> Option<Coarse> {
    Some(match tag.to_ascii_lowercase().as_str() {
        "person" | "per" => Coarse::Person,
        "location" | "loc" | "geo" | "gpe" => Coarse::Place,
        "organization" | "organisation" | "org" => Coarse::Organisation,
        "norp" => Coarse::Group,
        "facility" | "fac" => Coarse::Facility,
        "product" | "prod" => Coarse::Product,
        "misc" | "event" | "work" => Coarse::Other,
        _ => return None,
    })
}

/// How a sentence is written again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    All,
    Words,
}

/// Adds articles of some of the sentences in capitals, or with every word capitalised, as headlines are.
pub(crate) fn with_headlines(articles: Vec<Article>, share: f32, seed: u64) -> Vec<Article> {
    let mut random = Random::new(seed);
    let mut all = articles.clone();
    for article in articles {
        let again = |marked: &Marked| {
            let draw = random.unit();
            let case = if draw < share {
                Case::All
            } else if draw < 2.0 * share && marked.0.len() < 240 {
                Case::Words
            } else {
                return None;
            };
            Some(recased(marked, case))
        };
        let sentences: Vec<Marked> = article.sentences.iter().filter_map(again).collect();
        if !sentences.is_empty() {
            all.push(Article { sentences, corpus: article.corpus });
        }
    }
    all
}

/// Writes a sentence again; where a letter's length changes, the sentence stays as it is.
fn recased((text, gold): &Marked, case: Case) -> Marked {
    const SMALL: [&str; 14] = ["of", "the", "and", "in", "on", "to", "a", "for", "at", "with", "by", "as", "from", "s"];
    let mut written = String::with_capacity(text.len());
    for part in text.split_inclusive(|character: char| !character.is_alphanumeric()) {
        let word = part.trim_end_matches(|character: char| !character.is_alphanumeric());
        match (case, part.chars().next()) {
            (Case::Words, Some(first)) if !SMALL.contains(&word) => {
                written.extend(first.to_uppercase());
                written.push_str(&part[first.len_utf8()..]);
            }
            (Case::Words, _) => written.push_str(part),
            (Case::All, _) => written.push_str(&part.to_uppercase()),
        }
    }
    if written.len() == text.len() { (written, gold.clone()) } else { (text.clone(), gold.clone()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_keep_their_names() {
        let marked = ("the mayor of Rome's aide".to_owned(), vec![(13, 17, Coarse::Place)]);
        assert_eq!(recased(&marked, Case::Words).0, "the Mayor of Rome's Aide");
        assert_eq!(recased(&marked, Case::All).0, "THE MAYOR OF ROME'S AIDE");
        assert_eq!(recased(&("ŉ".to_owned(), Vec::new()), Case::All).0, "ŉ");
    }
}
