//! Reading. Measured: JSON Lines, and plain text files, to articles with ids and fingerprints. Held against: parsing the
//! same lines into `serde_json::Value`, and reading the same files into strings: floors, which make no article.
//! Not measured: walking large trees, damaged input.

use std::path::PathBuf;

use newsidx::read::{Decision, Event, Intake, ReadOptions};

use crate::Outcome;
use crate::corpus::Corpus;
use crate::pair::{Bench, Contender, LIGHT, Unit, Wanted};

const FILES: usize = 500;

pub(crate) fn run(corpus: &Corpus, bench: &mut Bench) -> Outcome<()> {
    if bench.takes("reading/json lines") {
        json_lines(corpus, bench)?;
    }
    if bench.takes("reading/text files") {
        text_files(corpus, bench)?;
    }
    Ok(())
}

fn json_lines(corpus: &Corpus, bench: &mut Bench) -> Outcome<()> {
    let lines = head(&corpus.lines, 8_000_000);
    let ours: Contender<'_> = Box::new(|_| {
        Ok(count(|watcher| {
            let _ended = Intake::new(ReadOptions::default()).read("bench.jsonl", lines, watcher);
        }))
    });
    let floor: Contender<'_> = Box::new(|_| {
        let mut objects = 0;
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            objects += u64::from(serde_json::from_slice::<serde_json::Value>(line)?.is_object());
        }
        Ok(objects)
    });
    bench.duel(
        "reading/json lines, against serde_json::Value",
        (LIGHT, 1),
        [ours, floor],
        Unit::Rate(lines.len() as u64),
        Wanted::Nothing,
    )?;
    Ok(())
}

/// Gives the whole lines among the first so many bytes.
fn head(lines: &[u8], bytes: usize) -> &[u8] {
    let cut = &lines[..bytes.min(lines.len())];
    cut.iter().rposition(|byte| *byte == b'\n').map_or(cut, |end| &cut[..end])
}

fn text_files(corpus: &Corpus, bench: &mut Bench) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut bytes = 0;
    for (number, article) in corpus.articles.iter().take(FILES).enumerate() {
        let text = format!("{}\n\n{}\n", article.title, article.paragraphs.join("\n\n"));
        let path = folder.path().join(format!("{number:04}.txt"));
        std::fs::write(&path, &text)?;
        bytes += text.len() as u64;
        paths.push(path);
    }
    let folders = [folder.path().to_owned()];
    let ours: Contender<'_> = Box::new(|_| {
        Ok(count(|watcher| {
            let _ended = Intake::new(ReadOptions::default()).run(&folders, watcher);
        }))
    });
    let floor: Contender<'_> = Box::new(|_| {
        let mut read = 0;
        for path in &paths {
            read += std::fs::read_to_string(path)?.len() as u64;
        }
        Ok(read)
    });
    bench.duel(
        "reading/text files, against read_to_string",
        (LIGHT, 1),
        [ours, floor],
        Unit::Rate(bytes),
        Wanted::Nothing,
    )?;
    Ok(())
}

fn count(read: impl FnOnce(&mut dyn FnMut(Event) -> Decision)) -> u64 {
    let mut articles = 0;
    read(&mut |event| {
        articles += u64::from(matches!(event, Event::Article(_)));
        Decision::Read
    });
    articles
}
