//! Counts of a facet for people. In: rows. Out: a table of counts and names. Must not know what was counted in.

use newsidx::{CountBy, FacetRow, FacetsPage};

use super::amount::count;
use super::paint::{Paint, printable};
use super::wrap::width_of;

/// Writes one row a line: the count, the name, and the roles of a person.
pub(crate) fn facets(page: &FacetsPage, by: CountBy, width: usize, paint: Paint) -> String {
    let number = |row: &FacetRow| match by {
        CountBy::Paragraphs => count(row.paragraphs),
        CountBy::Articles => count(row.articles),
    };
    let digits = page.rows.iter().map(|row| number(row).len()).max().unwrap_or(0).max(4);
    page.rows.iter().map(|row| line(row, what_name(page, row), &number(row), digits, width, paint)).collect()
}

/// Says of a name what it does not say itself.
fn what_name(page: &FacetsPage, row: &FacetRow) -> &'static str {
    match row.key.split_once("/country/") {
        Some(("place", _)) if page.field == "region" => " (country, region not told)",
        _ if row.name_only => " (name, several people)",
        _ => "",
    }
}

fn line(row: &FacetRow, what: &str, number: &str, digits: usize, width: usize, paint: Paint) -> String {
    let name = printable(&row.name);
    let room = width.saturating_sub(digits + 4 + width_of(&name) + what.len());
    let roles = printable(&row.roles.join(", "));
    let roles = if roles.is_empty() || width_of(&roles) > room { String::new() } else { format!("  {roles}") };
    format!("{number:>digits$}  {name}{}{}\n", paint.dim(what), paint.dim(&roles))
}
