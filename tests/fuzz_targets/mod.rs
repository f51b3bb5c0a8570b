//! What is fuzzed: each target takes any bytes and fails where a promise is broken. Shared by `fuzz/`, which runs without
//! end on a nightly toolchain, and by `fuzz_bounded.rs`, which runs always.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::PathBuf;

use newsidx::plan::{AnalysedParagraph, Highlighter, Vocabulary, evaluate, plan};
use newsidx::query::MatchMode;
use newsidx::read::{Decision, Event, Input, Intake, JsonLinesReader, ReadOptions, Reader, Record, TextReader};
use newsidx::text::ParagraphNo;
use newsidx::text::analysis::Analyser;
use newsidx::text::{Annotated, Language};
use newsidx::{Annotator, Article, ParseOptions, Query, Repair};

/// The text of a query is read, or refused with a word; what was read prints to what reads the same.
pub fn query_parse(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for match_mode in [MatchMode::All, MatchMode::Any] {
        match Query::parse(&text, &ParseOptions { match_mode, repair: Repair::Lenient }) {
            Err(error) => assert!(!error.to_string().is_empty()),
            Ok(parsed) => {
                let printed = parsed.query.to_string();
                let again = Query::parse(&printed, &ParseOptions::default()).map(|again| again.query);
                assert_eq!(again.as_ref(), Ok(&parsed.query), "`{text}` prints `{printed}`");
                assert_eq!(parsed.query.normalised(), parsed.query, "`{text}`");
                let plan = plan(&parsed.query, &vocabulary());
                let json = serde_json::to_string(&plan);
                assert!(json.is_ok(), "`{text}`: {json:?}");
            }
        }
    }
    let strict = ParseOptions { repair: Repair::Strict, ..ParseOptions::default() };
    if let Ok(parsed) = Query::parse(&text, &strict) {
        let lenient = Query::parse(&text, &ParseOptions::default());
        assert_eq!(lenient.map(|lenient| lenient.query), Ok(parsed.query), "`{text}`");
    }
}

/// Bytes are read as an article in plain text, or refused with a place.
pub fn read_text(data: &[u8]) {
    read(&TextReader, "a.txt", data);
}

/// Bytes are read as articles in JSON Lines; each line that is none is refused with a place.
pub fn read_jsonl(data: &[u8]) {
    read(&JsonLinesReader, "a.jsonl", data);
    let mut articles = 0_u64;
    let mut intake = Intake::new(ReadOptions::default()).with_standard_input(Cursor::new(data.to_vec()));
    let ended = intake.run(&[PathBuf::from("-")], &mut |event| {
        articles += u64::from(matches!(event, Event::Article(_)));
        if articles > 20 { Decision::Stop } else { Decision::Read }
    });
    assert_eq!(ended.is_break(), articles > 20);
}

fn read(reader: &dyn Reader, name: &str, data: &[u8]) {
    let mut bytes = Cursor::new(data);
    let mut said = 0_u64;
    let options = ReadOptions { max_article_bytes: 1 << 16, ..ReadOptions::default() };
    let ended = reader.read(Input { name, shown: name, bytes: &mut bytes }, &options, &mut |record| {
        match record {
            Record::Article(found) => {
                said += 1;
                let (article, origin) = (found.article, found.origin);
                assert!(origin.bytes.start <= origin.bytes.end && origin.bytes.end <= data.len() as u64, "{origin:?}");
                assert!(origin.line >= 1);
                let mut texts = article.paragraphs.iter().chain([&article.title]);
                assert!(texts.all(|text| !text.contains('\0')), "{article:?}");
                assert!(article.paragraphs.iter().all(|text| !text.trim().is_empty()), "{article:?}");
                assert_eq!(newsidx::read::fingerprint(&article), newsidx::read::fingerprint(&article.clone()));
            }
            Record::Failure(failure) => {
                said += 1;
                assert!(failure.to_string().starts_with(name), "{failure}");
            }
            Record::Warning(warning) => assert!(warning.to_string().starts_with(name), "{warning}"),
        }
        ControlFlow::Continue(())
    });
    assert!(ended.is_continue());
    assert!(said > 0, "nothing is lost in silence");
}

/// Any text is analysed: sentences make up the text, and what is found lies on its characters.
pub fn analyse(data: &[u8]) {
    let (first, text) = data.split_first().map_or((0, data), |(first, text)| (*first, text));
    let text = String::from_utf8_lossy(text).into_owned();
    let lang = [None, Some("en"), Some("de"), Some("uk"), Some("fr"), Some("bg")][usize::from(first) % 6];
    let (title, body) = text.split_once('\n').unwrap_or((&text, ""));
    let article = Article {
        title: title.to_owned(),
        paragraphs: vec![body.to_owned(), text.clone()],
        lang: lang.map(str::to_owned),
        ..Article::default()
    };
    let Annotated { language, paragraphs, article } = annotator().annotate(article);
    assert_eq!(paragraphs.len(), article.paragraphs.len() + 1);
    let mut analyser = Analyser::new();
    for paragraph in &paragraphs {
        let text = &paragraph.text;
        let mut start = 0;
        for end in paragraph.sentence_ends.iter().map(|end| *end as usize) {
            assert!(text.get(start..end).is_some_and(|sentence| !sentence.is_empty()), "{text:?} at {start}..{end}");
            start = end;
        }
        assert_eq!(start, text.len(), "{text:?}");
        let mut last = 0;
        for mention in &paragraph.mentions {
            assert!(mention.span.start >= last && !mention.span.of(text).is_empty(), "{mention:?} of {text:?}");
            assert!(mention.words.0 < mention.words.1 && !mention.key.name.is_empty(), "{mention:?} of {text:?}");
            assert_eq!(mention.key.to_string().parse(), Ok(mention.key.clone()), "{text:?}");
            last = mention.span.end;
        }
        for (span, tokens) in analyser.term_spans(text, language) {
            assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
            assert!(tokens.iter().all(|token| !token.is_empty() && !token.contains(char::is_whitespace)), "{tokens:?}");
        }
    }
}

/// What a query marks in a text lies on its characters, in order, apart.
pub fn highlight(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (query, text) = text.split_once('\n').unwrap_or((&text, &text));
    let Ok(parsed) = Query::parse(query, &ParseOptions::default()) else { return };
    let plan = plan(&parsed.query, &vocabulary());
    let article = Article { title: text.to_owned(), lang: Some("en".to_owned()), ..Article::default() };
    let annotated = annotator().annotate(article);
    let words = Analyser::new().term_spans(text, annotated.language);
    for (no, paragraph) in (0..2).zip(annotated.paragraphs.iter().cycle()) {
        let view = AnalysedParagraph { no: ParagraphNo(no), ..AnalysedParagraph::of(paragraph, &words) };
        let spans = Highlighter::new(&plan).spans(&view);
        // Marks are made for the article that suits the query best, so whatever another one would mark is marked.
        for met in [true, false] {
            let marked = evaluate(&plan.clause, &view, &|_| met).is_some_and(|spans| !spans.is_empty());
            assert!(!marked || !spans.is_empty(), "`{query}` in {text:?}");
        }
        let mut last = None;
        for span in spans {
            assert!(!span.of(text).is_empty(), "`{query}` marks {span:?} of {text:?}");
            assert!(last.is_none_or(|last| last < span.start), "`{query}` marks twice in {text:?}");
            last = Some(span.end);
        }
    }
}

fn vocabulary() -> Vocabulary {
    Vocabulary {
        languages: ["de", "en"].into_iter().filter_map(Language::parse).collect(),
        unknown_language: true,
        ..Vocabulary::default()
    }
}

fn annotator() -> &'static Annotator {
    static ANNOTATOR: std::sync::LazyLock<Annotator> = std::sync::LazyLock::new(Annotator::default);
    &ANNOTATOR
}
