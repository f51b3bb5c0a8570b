//! Indexes a folder of articles and answers one query.
//!
//! `cargo run --release -p newsidx --example search_folder -- seeds "ceasefire person:Macron"`

use std::io::Write as _;
use std::ops::ControlFlow;

use newsidx::read::{Intake, ReadOptions};
use newsidx::{Facet, FacetRequest, Index, IngestOptions, ParseOptions, Progress, Query};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(typed)) = (arguments.next(), arguments.next()) else {
        return Err("usage: search_folder FOLDER QUERY".into());
    };
    let mut out = std::io::stdout().lock();

    // The index lies beside the articles here; `Index::open_or_create` finds it again.
    let index = Index::builder().open_or_create(format!("{folder}/.newsidx"))?;
    let mut unread = Vec::new();
    let report = index.ingest(
        &mut Intake::new(ReadOptions::default()),
        &[folder.into()],
        &IngestOptions::default(),
        &mut |progress| {
            if let Progress::Failure(failure) = progress {
                unread.push(failure.to_string());
            }
            ControlFlow::Continue(())
        },
        &mut |_holder| (),
    )?;
    writeln!(out, "{} added, {} unchanged, {} unread", report.added, report.unchanged, unread.len())?;

    let parsed = Query::parse(&typed, &ParseOptions::default())?;
    let people = Facet::named("person").map(FacetRequest::new);
    let mut search = index.search(&parsed.query).limit(5).totals();
    if let Some(people) = people {
        search = search.facet(people);
    }
    let page = search.run()?;
    for article in &page.articles {
        writeln!(out, "{}", article.title)?;
        for paragraph in &article.paragraphs {
            writeln!(out, "  {} {}", paragraph.no, paragraph.text)?;
        }
    }
    for person in page.facets.get("person").into_iter().flatten() {
        writeln!(out, "{:4} {}", person.paragraphs, person.name)?;
    }
    Ok(())
}
