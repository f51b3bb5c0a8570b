//! Segmenting and analysing. Measured: words, sentences, and the token stream that is indexed (exact tokens and stems).
//! Held against: `unicode-segmentation` on the same paragraphs, and tantivy's `SimpleTokenizer` with the filters
//! `RemoveLong`, `LowerCaser` and a stemmer a token, which is tantivy's `en_stem` and finds stems alone.
//! Not measured: languages that put no spaces between words.

use newsidx::text::analysis::Analyser;
use newsidx::text::{Language, sentence, word};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::corpus::Corpus;
use crate::language::cyrillic_paragraph;
use crate::pair::{Bench, Contender, LIGHT, Unit, Wanted};
use crate::random::Random;
use crate::{Outcome, tokens};

/// How much text each row is measured on.
const BYTES: usize = 2_000_000;

pub(crate) fn run(corpus: &Corpus, bench: &mut Bench) -> Outcome<()> {
    let ascii = sample(corpus.paragraphs().filter(|text| text.is_ascii()));
    let curly = sample(corpus.paragraphs().filter(|text| text.contains(['“', '”', '’'])));
    let mut random = Random::new(7);
    let invented: Vec<String> = (0..BYTES / 800).map(|_| cyrillic_paragraph(&mut random)).collect();
    let cyrillic = sample(invented.iter().map(String::as_str));
    for (name, texts) in [("plain ASCII", &ascii), ("curly quotes", &curly), ("Cyrillic", &cyrillic)] {
        let name = format!("segmenting/words, {name}, against unicode_word_indices");
        compare(bench, &name, texts, |text| word::words(text).count(), |text| text.unicode_word_indices().count())?;
    }
    let (ours, theirs) = (|text: &str| sentence::ends(text).len(), |text: &str| text.unicode_sentences().count());
    compare(bench, "segmenting/sentences, against unicode_sentences", &ascii, ours, theirs)?;
    for (name, texts) in [("plain ASCII", &ascii), ("curly quotes", &curly)] {
        let (mut analyser, mut stream, mut chain) = (Analyser::new(), String::new(), tokens::stemmed());
        let ours = |text: &str| {
            stream.clear();
            analyser.index_stream(text, Some(Language::ENGLISH), &mut stream) as usize
        };
        let theirs = |text: &str| {
            let mut number = 0;
            chain.token_stream(text).process(&mut |_| number += 1);
            number
        };
        compare(bench, &format!("segmenting/token stream, {name}, against en_stem"), texts, ours, theirs)?;
    }
    Ok(())
}

fn sample<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut bytes = 0;
    paragraphs
        .take_while(|text| {
            bytes += text.len();
            bytes < BYTES
        })
        .collect()
}

fn compare(
    bench: &mut Bench,
    name: &str,
    texts: &[&str],
    mut ours: impl FnMut(&str) -> usize,
    mut theirs: impl FnMut(&str) -> usize,
) -> Outcome<()> {
    if !bench.takes(name) || texts.is_empty() {
        return Ok(());
    }
    let ours: Contender<'_> = Box::new(|_| Ok(texts.iter().map(|text| ours(text) as u64).sum()));
    let theirs: Contender<'_> = Box::new(|_| Ok(texts.iter().map(|text| theirs(text) as u64).sum()));
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    bench.duel(name, (LIGHT, 1), [ours, theirs], Unit::Rate(bytes as u64), Wanted::Nothing)?;
    Ok(())
}
