use newsidx::read::*;
use newsidx::*;
fn main() -> Result<()> {
    let dir = std::env::args().nth(1).unwrap();
    let q = std::env::args().nth(2).unwrap();
    let index = Index::builder().open_or_create("/tmp/smoke-index")?;
    let mut intake = Intake::new(ReadOptions::default());
    let r = index.ingest(&mut intake, &[dir.into()], &IngestOptions::default(), &mut |p| { if !matches!(p, Progress::Articles(_)) { println!("{p:?}"); } std::ops::ControlFlow::Continue(()) }, &mut |_| ())?;
    println!("{r:?}");
    let query = Query::parse(&q, &ParseOptions::default())?.query;
    println!("{:?}", index.plan(&query)?);
    let mut s = index.search(&query).totals();
    for f in TOP_FACETS { s = s.facet(FacetRequest::new(f)); }
    let page = s.run()?;
    for a in &page.articles { println!("{} [{}] {:?} {} {}", a.title, a.id, a.date, a.score, a.matched);
        for p in &a.paragraphs { println!("  {} {} {:?}", p.no, p.score, p.highlights.iter().map(|(s,e)| &p.text[*s as usize..*e as usize]).collect::<Vec<_>>()); } }
    println!("{:?} {:?} {:?}", page.totals, page.notes, page.cursor);
    println!("{}", serde_json::to_string(&page.facets).unwrap());
    println!("{:?} {:?}", index.statistics()?, index.verify()?);
    Ok(())
}
