//! Facet counts. Measured: `Engine::facets`, ten rows with labels, exact, by paragraph and by article at once. Held
//! against: tantivy's terms aggregation on the same column (the outlet: on paragraphs that carry it), ten rows, with a
//! `segment_size` of all values, without which its counts are not exact; it counts paragraphs alone.
//! Over everything, and under each of the frequent and of the common words. Not measured: rows in full detail.

use newsidx::plan::Plan;
use newsidx::query::Query;
use newsidx::{Facet, FacetRequest};
use serde_json::json;
use tantivy::Searcher;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::{AggContextParams, AggregationCollector};
use tantivy::query::{AllQuery, Query as RawQuery};

use crate::Outcome;
use crate::archive::Archive;
use crate::pair::{Bench, Contender, LIGHT, Unit, Wanted};
use crate::queries::{Class, Drawn};
use crate::translate::{Side, Target, translate};

pub(crate) fn run(archive: &Archive, drawn: &Drawn, bench: &mut Bench) -> Outcome<()> {
    let everything = vec![archive.index.plan(&Query::All)?];
    let under = |class| -> Outcome<Vec<Plan>> {
        Ok(drawn.queries(class).iter().map(|query| archive.index.plan(query)).collect::<Result<_, _>>()?)
    };
    for (over, plans) in
        [("everything", everything), ("a frequent word", under(Class::Frequent)?), ("AND of 2-3", under(Class::And)?)]
    {
        for (field, searcher, target) in [
            ("place", &archive.segments, Target::Segments),
            ("person", &archive.segments, Target::Segments),
            ("source", &archive.flat, Target::Flat),
        ] {
            let values = values(searcher, field)?;
            let name = format!("facets/{field} ({values} values), {over}");
            if bench.takes(&name) && !plans.is_empty() {
                one(archive, &name, (field, values), (searcher, target), &plans, bench)?;
            }
        }
    }
    Ok(())
}

fn values(searcher: &Searcher, field: &str) -> Outcome<usize> {
    let mut values = 0;
    for reader in searcher.segment_readers() {
        values += reader.fast_fields().str(field)?.map_or(0, |column| column.num_terms());
    }
    Ok(values)
}

fn one(
    archive: &Archive,
    name: &str,
    (field, values): (&str, usize),
    (searcher, target): (&Searcher, Target),
    plans: &[Plan],
    bench: &mut Bench,
) -> Outcome<()> {
    let facet = Facet::named(field).ok_or("no such facet")?;
    let request = json!({ "rows": { "terms": { "field": field, "size": 10, "segment_size": values.max(10) } } });
    let aggregations: Aggregations = serde_json::from_value(request)?;
    let contenders: [Contender<'_>; 2] = [
        Box::new(|item| {
            let tables = archive.index.engine().facets(&plans[item], &[FacetRequest::new(facet)])?;
            Ok(tables.iter().map(|table| table.rows.len() as u64).sum())
        }),
        Box::new(|item| {
            let query: Box<dyn RawQuery> = match &plans[item].clause {
                newsidx::plan::Clause::All => Box::new(AllQuery),
                clause => translate(clause, searcher, target, Side::Paragraphs)?,
            };
            let collector = AggregationCollector::from_aggs(aggregations.clone(), AggContextParams::default());
            Ok(searcher.search(query.as_ref(), &collector)?.0.len() as u64)
        }),
    ];
    bench.duel(name, (LIGHT, plans.len()), contenders, Unit::Micros, Wanted::Ratio(1.0))?;
    Ok(())
}
