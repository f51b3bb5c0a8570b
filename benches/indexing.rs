//! Indexing and annotating. Measured: processor time of a whole build on disk, writer to commit, articles in memory.
//! Held against: the index that [`raw`](crate::raw) writes of the same articles, whose header says what is in it.
//!
//! `newsidx::Writer` takes articles, not annotated ones, so its rows hold splitting into words and sentences too, which
//! the raw rows do not; the recogniser finds nothing, or looks up what was found before. `less splitting` takes off
//! what the same annotator takes alone, in the same round. Not measured: reading, several threads, updates, merges.

use std::path::Path;

use newsidx::{Annotated, Annotator, Article, Index};

use crate::Outcome;
use crate::corpus::Corpus;
use crate::names::{Known, NothingFound};
use crate::pair::{Bench, Contender, HEAVY, Measured, Unit, Wanted};
use crate::raw::{self, Forms};

pub(crate) fn run(corpus: &Corpus, bench: &mut Bench) -> Outcome<()> {
    if !bench.takes("indexing/") && !bench.takes("annotating/") {
        return Ok(());
    }
    let known = Known::of(corpus);
    let plain = annotate(corpus, &nothing_found());
    let named = annotate(corpus, &known.annotator());
    let (mut ours, mut theirs) = ([0, 0], [0, 0, 0]);
    let ([plain_bytes, named_bytes], [both, stem_alone, with_names]) = (&mut ours, &mut theirs);
    let mut contenders: Vec<Contender<'_>> = vec![
        Box::new(|_| remember(plain_bytes, &mut |folder| ours_into(folder, corpus, nothing_found()))),
        Box::new(|_| remember(named_bytes, &mut |folder| ours_into(folder, corpus, known.annotator()))),
    ];
    contenders.push(Box::new(|_| remember(both, &mut |folder| raw::write(folder, &plain, Forms::Both))));
    contenders.push(Box::new(|_| remember(stem_alone, &mut |folder| raw::write(folder, &plain, Forms::StemAlone))));
    contenders.push(Box::new(|_| remember(with_names, &mut |folder| raw::write(folder, &named, Forms::Both))));
    contenders.push(Box::new(|_| Ok(annotate(corpus, &nothing_found()).len() as u64)));
    contenders.push(Box::new(|_| Ok(annotate(corpus, &known.annotator()).len() as u64)));
    contenders.push(Box::new(|_| Ok(annotate(corpus, &Annotator::default()).len() as u64)));
    let measured = bench.measure(HEAVY, 1, &mut contenders)?;
    drop(contenders);
    rows(&measured, corpus, bench);
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    bench.sizes("indexing/bytes on disk, nothing found, two fields", megabytes(ours[0]), megabytes(theirs[0]), "MB");
    bench.sizes(
        "indexing/bytes on disk, nothing found, one stemmed field",
        megabytes(ours[0]),
        megabytes(theirs[1]),
        "MB",
    );
    bench.sizes("indexing/bytes on disk, with names", megabytes(ours[1]), megabytes(theirs[2]), "MB");
    Ok(())
}

fn rows(measured: &[Measured], corpus: &Corpus, bench: &mut Bench) {
    let [nothing, named, both, stem_alone, with_names, splitting, looking_up, annotating] = measured else { return };
    let wanted = Wanted::Ratio(1.2);
    bench.pair(
        "indexing/nothing found, splitting included, two fields",
        (nothing, both),
        Unit::Seconds,
        Wanted::Nothing,
    );
    bench.pair(
        "indexing/nothing found, less splitting, two fields",
        (&nothing.less(splitting), both),
        Unit::Seconds,
        wanted,
    );
    let unflattering = "indexing/nothing found, less splitting, one stemmed field";
    bench.pair(unflattering, (&nothing.less(splitting), stem_alone), Unit::Seconds, Wanted::Nothing);
    bench.pair(
        "indexing/with names, less splitting, two fields",
        (&named.less(looking_up), with_names),
        Unit::Seconds,
        wanted,
    );
    let rate = Unit::Rate(corpus.text_bytes);
    bench.pair(
        "annotating/nothing found: words, sentences and facts, against indexing",
        (splitting, both),
        rate,
        Wanted::Nothing,
    );
    bench.pair("annotating/default annotator, against indexing", (annotating, both), rate, Wanted::Nothing);
    let bound = Wanted::Ratio(0.6);
    bench.pair("annotating/default annotator, against one stemmed field", (annotating, stem_alone), rate, bound);
}

fn nothing_found() -> Annotator {
    Annotator::with_recogniser(Box::new(NothingFound))
}

fn annotate(corpus: &Corpus, annotator: &Annotator) -> Vec<Annotated> {
    corpus.articles.iter().map(|article| annotator.annotate(article.clone())).collect()
}

fn ours_into(folder: &Path, corpus: &Corpus, annotator: Annotator) -> Outcome<()> {
    build(folder, corpus.articles.iter().cloned(), annotator)?;
    Ok(())
}

/// Builds an index of newsidx with one commit.
pub(crate) fn build(folder: &Path, articles: impl Iterator<Item = Article>, annotator: Annotator) -> Outcome<Index> {
    let index = Index::create(folder.join("index"))?;
    let mut writer = index.writer()?.with_annotator(annotator);
    for article in articles {
        writer.add(article)?;
    }
    writer.commit()?;
    writer.finish()?;
    Ok(index)
}

/// Lets something be written into a new folder and notes how large it became.
fn remember(bytes: &mut u64, write: &mut dyn FnMut(&Path) -> Outcome<()>) -> Outcome<u64> {
    let folder = tempfile::tempdir()?;
    write(folder.path())?;
    *bytes = bytes_under(folder.path())?;
    Ok(*bytes)
}

/// Sums the files in a folder and below it.
pub(crate) fn bytes_under(folder: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let data = entry.metadata()?;
        bytes += if data.is_dir() { bytes_under(&entry.path())? } else { data.len() };
    }
    Ok(bytes)
}
