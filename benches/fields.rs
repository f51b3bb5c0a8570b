//! One field of text against two. Measured: an index whose one field holds exact tokens and stems at the same positions,
//! as newsidx writes. Held against: one field of stems (of the exact token where a word has no stem) and one of exact
//! tokens, cut from the same streams. Processor time of the build, bytes by kind of file, time of a stemmed word, a
//! stemmed phrase and an exact word, and how many tokens count for the length that BM25 divides by.
//! Not measured: ranking quality; newsidx takes the length of articles from its own column either way.

use std::path::Path;

use newsidx::text::Language;
use newsidx::text::analysis::{Analyser, decode};
use tantivy::collector::TopDocs;
use tantivy::query::{PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema};
use tantivy::{Index, Searcher, TantivyDocument, Term};

use crate::Outcome;
use crate::corpus::Corpus;
use crate::indexing::bytes_under;
use crate::pair::{Bench, Contender, HEAVY, LIGHT, Unit, Wanted};
use crate::queries::Drawn;
use crate::raw::{finish, text_options, writer};
use crate::tokens::{STREAM, register};

/// The paragraphs, analysed.
struct Streams {
    joined: Vec<String>,
    stems: Vec<String>,
    exacts: Vec<String>,
}

pub(crate) fn run(corpus: &Corpus, drawn: &Drawn, bench: &mut Bench) -> Outcome<()> {
    if !bench.takes("fields/") {
        return Ok(());
    }
    let streams = Streams::of(corpus);
    let (one, two) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let contenders: [Contender<'_>; 2] = [
        Box::new(|_| write(one.path(), &[("text", &streams.joined)])),
        Box::new(|_| write(two.path(), &[("stem", &streams.stems), ("exact", &streams.exacts)])),
    ];
    bench.duel("fields/build, one field against two", (HEAVY, 1), contenders, Unit::Seconds, Wanted::Nothing)?;
    for (name, ending) in [("all files", ""), ("postings", ".idx"), ("positions", ".pos"), ("terms", ".term")] {
        let megabytes = |folder: &Path| Ok::<_, Box<dyn std::error::Error>>(bytes_of(folder, ending)? as f64 / 1e6);
        bench.sizes(
            &format!("fields/bytes of {name}, one field against two"),
            megabytes(one.path())?,
            megabytes(two.path())?,
            "MB",
        );
    }
    let tokens = |streams: &[String]| {
        let number: usize = streams.iter().map(|stream| decode(stream).count()).sum();
        number as f64 / streams.len().max(1) as f64
    };
    bench.sizes(
        "fields/tokens that count for length, one field against stems",
        tokens(&streams.joined),
        tokens(&streams.stems),
        "",
    );
    latencies(one.path(), two.path(), drawn, bench)
}

impl Streams {
    fn of(corpus: &Corpus) -> Self {
        let mut analyser = Analyser::new();
        let joined: Vec<String> = corpus
            .paragraphs()
            .map(|text| {
                let mut stream = String::new();
                analyser.index_stream(text, Some(Language::ENGLISH), &mut stream);
                stream
            })
            .collect();
        let cut = |keep: fn(&[&str]) -> Vec<String>| joined.iter().map(|stream| cut(stream, keep)).collect();
        let stems = cut(|tokens| {
            let stems: Vec<String> =
                tokens.iter().filter(|token| token.starts_with('/')).map(|t| (*t).to_owned()).collect();
            if stems.is_empty() { tokens.iter().take(1).map(|t| (*t).to_owned()).collect() } else { stems }
        });
        let exacts =
            cut(|tokens| tokens.iter().filter(|token| !token.starts_with('/')).map(|t| (*t).to_owned()).collect());
        Self { joined, stems, exacts }
    }
}

/// Keeps some tokens of each position.
fn cut(stream: &str, keep: fn(&[&str]) -> Vec<String>) -> String {
    let position = |tokens: &str| keep(&tokens.split('\t').collect::<Vec<_>>()).join("\t");
    stream.split('\n').map(position).collect::<Vec<_>>().join("\n")
}

fn write(folder: &Path, columns: &[(&str, &Vec<String>)]) -> Outcome<u64> {
    for entry in std::fs::read_dir(folder)? {
        std::fs::remove_file(entry?.path())?;
    }
    let mut schema = Schema::builder();
    let fields: Vec<Field> =
        columns.iter().map(|(name, _)| schema.add_text_field(name, text_options(STREAM, false))).collect();
    let index = Index::create_in_dir(folder, schema.build())?;
    register(&index);
    let writer = writer(&index)?;
    for number in 0..columns.first().map_or(0, |(_, streams)| streams.len()) {
        let mut document = TantivyDocument::default();
        for (field, (_, streams)) in fields.iter().zip(columns) {
            document.add_text(*field, &streams[number]);
        }
        writer.add_document(document)?;
    }
    finish(writer)?;
    bytes_under(folder)
}

fn bytes_of(folder: &Path, ending: &str) -> Outcome<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().ends_with(ending) {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes)
}

fn latencies(one: &Path, two: &Path, drawn: &Drawn, bench: &mut Bench) -> Outcome<()> {
    let open = |folder: &Path| -> Outcome<Searcher> {
        let index = Index::open_in_dir(folder)?;
        register(&index);
        Ok(index.reader()?.searcher())
    };
    let (one, two) = (open(one)?, open(two)?);
    let analyser = Analyser::new();
    let stem = |word: &str| {
        let words = analyser.query_words(word);
        words.first().and_then(|word| analyser.stem_terms(word, &[Language::ENGLISH], false).pop()).unwrap_or_default()
    };
    let stems: Vec<Vec<String>> = drawn.frequent.iter().chain(&drawn.rare).map(|word| vec![stem(word)]).collect();
    let phrases: Vec<Vec<String>> =
        drawn.sequences.iter().map(|words| words.iter().map(|word| stem(word)).collect()).collect();
    let exacts: Vec<Vec<String>> = drawn.frequent.iter().chain(&drawn.rare).map(|word| vec![word.clone()]).collect();
    for (name, tokens, field) in
        [("stemmed word", &stems, "stem"), ("stemmed phrase", &phrases, "stem"), ("exact word", &exacts, "exact")]
    {
        let (text, other) = (one.schema().get_field("text")?, two.schema().get_field(field)?);
        let contenders: [Contender<'_>; 2] =
            [Box::new(|item| top(&one, text, &tokens[item])), Box::new(|item| top(&two, other, &tokens[item]))];
        bench.duel(
            &format!("fields/{name}, one field against two"),
            (LIGHT, tokens.len()),
            contenders,
            Unit::Micros,
            Wanted::Nothing,
        )?;
    }
    Ok(())
}

fn top(searcher: &Searcher, field: Field, tokens: &[String]) -> Outcome<u64> {
    let terms: Vec<Term> = tokens.iter().map(|token| Term::from_field_text(field, token)).collect();
    let query: Box<dyn Query> = match terms.as_slice() {
        [term] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new(terms)),
    };
    Ok(searcher.search(query.as_ref(), &TopDocs::with_limit(10).order_by_score())?.len() as u64)
}
