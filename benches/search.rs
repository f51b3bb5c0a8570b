//! Searching. Measured for each class of queries: `Engine::search` as the library answers by default, from a plan to ten
//! articles with their data and up to three annotated paragraphs each, whole articles scored; the same with exact
//! totals; and `Search::run`, the whole page with highlights.
//!
//! Held against, on the same postings: `bare`: `TopDocs` of 30 paragraphs and the stored text of ten; `page`: `TopDocs` of
//! 30 paragraphs and of 10 headlines, grouped by article, the data of ten articles parsed and the stored text of up to three
//! of the paragraphs each, which is the answer without our ranking and records; `counted`: bare with `Count`. Conditions
//! on the article are held against paragraphs that carry them (`archive` says how). Queries are made anew each time.
//! One thread, the files in memory, but each query once a round, so that blocks of the store are mostly unpacked anew on
//! both sides, as for queries that do not repeat. Times: the middle query, in brackets one that one in twenty exceeds.
//! Not measured: several segments, retired versions, many threads.

use newsidx::engine::{SearchOptions, TotalsMode};
use newsidx::plan::Plan;
use newsidx::query::Query;
use newsidx::{ParseOptions, text::Language};
use tantivy::collector::{Count, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::QueryParser;
use tantivy::schema::document::Value as _;
use tantivy::{DocAddress, Score, Searcher, TantivyDocument};

use crate::archive::Archive;
use crate::pair::{Bench, Contender, LIGHT, Unit, Wanted};
use crate::queries::{Class, Drawn};
use crate::translate::{Side, Target, translate};
use crate::{Outcome, raw, tokens};

/// Paragraphs that fill ten articles.
const PARAGRAPHS: usize = 30;
const ARTICLES: usize = 10;
const PER_ARTICLE: usize = 3;

pub(crate) fn run(archive: &Archive, drawn: &Drawn, bench: &mut Bench) -> Outcome<()> {
    for class in Class::ALL {
        let name = format!("search/{}", class.name());
        if bench.takes(&name) {
            one_class(archive, class, &name, &drawn.queries(class), bench)?;
        }
    }
    if bench.takes("search/planning") {
        planning(archive, drawn, bench)?;
    }
    Ok(())
}

fn one_class(archive: &Archive, class: Class, name: &str, queries: &[Query], bench: &mut Bench) -> Outcome<()> {
    if queries.is_empty() {
        return Ok(());
    }
    let index = &archive.index;
    let plans: Vec<Plan> = queries.iter().map(|query| index.plan(query)).collect::<Result<_, _>>()?;
    let plans = &plans;
    let raw = if class.asks_of_article() {
        Raw { searcher: &archive.flat, target: Target::Flat, numbers: Vec::new() }
    } else {
        let numbers = archive.segments.segment_readers().iter().map(|reader| reader.fast_fields().u64("no"));
        Raw { searcher: &archive.segments, target: Target::Segments, numbers: numbers.collect::<Result<_, _>>()? }
    };
    let plain = SearchOptions::default();
    let counted = SearchOptions { totals: TotalsMode::Exact, ..SearchOptions::default() };
    let ours = |options| move |item: usize| Ok(index.engine().search(&plans[item], options)?.articles.len() as u64);
    let whole_page = |item: usize| Ok(index.search(&queries[item]).run()?.articles.len() as u64);
    let mut against = |kind: &str, ours: Contender<'_>, theirs: Contender<'_>, wanted| {
        bench.duel(&format!("{name}{kind}"), (LIGHT, queries.len()), [ours, theirs], Unit::Micros, wanted)
    };
    let wanted = Wanted::Ratio(1.15);
    against(", against bare", Box::new(ours(&plain)), Box::new(|item| raw.bare(&plans[item])), wanted)?;
    if !class.asks_of_article() {
        against(", against page", Box::new(ours(&plain)), Box::new(|item| raw.page(&plans[item])), wanted)?;
        let highlighted = ", highlighted, against page";
        against(highlighted, Box::new(whole_page), Box::new(|item| raw.page(&plans[item])), Wanted::Nothing)?;
    }
    against(
        ", exact totals, against counted",
        Box::new(ours(&counted)),
        Box::new(|item| raw.counted(&plans[item])),
        wanted,
    )
}

/// Raw tantivy, searching.
struct Raw<'a> {
    searcher: &'a Searcher,
    target: Target,
    /// The column of paragraph numbers of each segment, opened once as newsidx does.
    numbers: Vec<Column<u64>>,
}

impl Raw<'_> {
    fn bare(&self, plan: &Plan) -> Outcome<u64> {
        let query = translate(&plan.clause, self.searcher, self.target, Side::Paragraphs)?;
        let top = self.searcher.search(query.as_ref(), &TopDocs::with_limit(PARAGRAPHS).order_by_score())?;
        self.fetch(&top)
    }

    fn counted(&self, plan: &Plan) -> Outcome<u64> {
        let query = translate(&plan.clause, self.searcher, self.target, Side::Paragraphs)?;
        let (top, count) =
            self.searcher.search(query.as_ref(), &(TopDocs::with_limit(PARAGRAPHS).order_by_score(), Count))?;
        Ok(self.fetch(&top)? + count as u64)
    }

    fn fetch(&self, top: &[(Score, DocAddress)]) -> Outcome<u64> {
        let mut bytes = 0;
        for (_, address) in top.iter().take(ARTICLES) {
            bytes += self.text(*address)?.len() as u64;
        }
        Ok(bytes)
    }

    fn text(&self, address: DocAddress) -> Outcome<String> {
        let body = self.searcher.schema().get_field("body")?;
        let document: TantivyDocument = self.searcher.doc(address)?;
        Ok(document.get_first(body).and_then(|value| value.as_str()).unwrap_or_default().to_owned())
    }

    fn page(&self, plan: &Plan) -> Outcome<u64> {
        let mut articles: Vec<(DocAddress, Vec<DocAddress>)> = Vec::new();
        for (side, limit) in [(Side::Paragraphs, PARAGRAPHS), (Side::Headlines, ARTICLES)] {
            let query = translate(&plan.clause, self.searcher, self.target, side)?;
            for (_, address) in self.searcher.search(query.as_ref(), &TopDocs::with_limit(limit).order_by_score())? {
                let headline = self.headline(address);
                match articles.iter_mut().find(|(known, _)| *known == headline) {
                    Some((_, paragraphs)) if paragraphs.len() < PER_ARTICLE => paragraphs.push(address),
                    Some(_) => {}
                    None => articles.push((headline, vec![address])),
                }
            }
        }
        let mut bytes = 0;
        for (headline, paragraphs) in articles.iter().take(ARTICLES) {
            bytes += self.title(*headline)?.len() as u64;
            for paragraph in paragraphs {
                bytes += self.text(*paragraph)?.len() as u64;
            }
        }
        Ok(bytes)
    }

    fn headline(&self, address: DocAddress) -> DocAddress {
        let no = self.numbers.get(address.segment_ord as usize).and_then(|column| column.first(address.doc_id));
        DocAddress::new(address.segment_ord, address.doc_id - no.unwrap_or_default() as u32)
    }

    fn title(&self, headline: DocAddress) -> Outcome<String> {
        let head = self.searcher.schema().get_field("head")?;
        let document: TantivyDocument = self.searcher.doc(headline)?;
        let json = document.get_first(head).and_then(|value| value.as_str()).unwrap_or_default();
        Ok(serde_json::from_str::<newsidx::engine::Head>(json)?.article.title)
    }
}

/// From what a person types to what the engine is asked, against tantivy's own parser with its stemming tokenizer.
fn planning(archive: &Archive, drawn: &Drawn, bench: &mut Bench) -> Outcome<()> {
    let (schema, fields) = raw::schema(raw::Forms::Both);
    let index = tantivy::Index::create_in_ram(schema);
    tokens::register(&index);
    let parser = QueryParser::for_index(&index, vec![fields.stem]);
    let classes = [Class::Rare, Class::Frequent, Class::Or, Class::And, Class::Phrase];
    let typed: Vec<String> =
        classes.iter().flat_map(|class| drawn.queries(*class)).map(|query| query.to_string()).collect();
    let contenders: [Contender<'_>; 2] = [
        Box::new(|item| {
            let query = Query::parse(&typed[item], &ParseOptions::default())?.query;
            Ok(u64::from(archive.index.plan(&query)?.clause.asks_of_text()))
        }),
        Box::new(|item| Ok(u64::from(parser.parse_query(&typed[item])?.is::<tantivy::query::EmptyQuery>()))),
    ];
    bench.duel(
        "search/planning, against QueryParser",
        (LIGHT, typed.len()),
        contenders,
        Unit::Micros,
        Wanted::Nothing,
    )?;
    let vocabulary =
        newsidx::plan::Vocabulary { languages: vec![Language::ENGLISH], unknown_language: false, ..Default::default() };
    let queries: Vec<Query> = classes.iter().flat_map(|class| drawn.queries(*class)).collect();
    let contenders: [Contender<'_>; 2] = [
        Box::new(|item| Ok(u64::from(newsidx::plan::plan(&queries[item], &vocabulary).clause.asks_of_text()))),
        Box::new(|item| Ok(Query::parse(&typed[item], &ParseOptions::default())?.notes.len() as u64)),
    ];
    bench.duel(
        "search/planning, the plan alone against the parser alone",
        (LIGHT, typed.len()),
        contenders,
        Unit::Micros,
        Wanted::Nothing,
    )?;
    Ok(())
}
