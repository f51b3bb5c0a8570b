//! Quantities for people. In: a page of quantities. Out: for each article a table that lays figures side by side.
//! Must not know how they were found.

use newsidx::{FoundQuantity, QuantitiesPage};

use super::amount::grouped;
use super::page::{Named, heading, push_line};
use super::paint::{Paint, printable};
use super::wrap::{clipped, width_of};

const HEADS: [&str; 6] = ["value", "bound", "unit", "thing", "verb", "\u{b6}"];

/// Writes a page: under each article its figures, the greatest first.
pub(crate) fn quantities(page: &QuantitiesPage, width: usize, paint: Paint) -> String {
    let rows: Vec<Vec<[String; 6]>> = page.articles.iter().map(|article| rows(&article.found, width)).collect();
    let mut text = String::new();
    for (article, rows) in page.articles.iter().zip(&rows) {
        if !text.is_empty() {
            text.push('\n');
        }
        heading(&mut text, &Named::of_findings(article), &[], width, paint);
        let widths = widths(rows.iter());
        push_line(&mut text, &paint.dim(&line(&HEADS.map(str::to_owned), &widths)));
        rows.iter().for_each(|row| push_line(&mut text, &line(row, &widths)));
    }
    text
}

fn rows(found: &[FoundQuantity], width: usize) -> Vec<[String; 6]> {
    let mut found: Vec<&FoundQuantity> = found.iter().collect();
    found.sort_by(|a, b| b.quantity.value.total_cmp(&a.quantity.value).then(a.no.cmp(&b.no)));
    found.into_iter().map(|found| row(found, width)).collect()
}

fn row(found: &FoundQuantity, width: usize) -> [String; 6] {
    let quantity = &found.quantity;
    let value = match quantity.value_max {
        Some(most) => format!("{}\u{2013}{}", figure(quantity.value), figure(most)),
        None => figure(quantity.value),
    };
    let known =
        |text: &Option<String>| text.as_deref().map(|text| clipped(&printable(text), width / 3)).unwrap_or_default();
    let bound = quantity.bound.name().replace('_', " ");
    [value, bound, known(&quantity.unit), known(&quantity.thing), known(&quantity.verb), found.no.to_string()]
}

/// Writes a figure with a comma at every third digit before the point.
fn figure(value: f64) -> String {
    let text = value.to_string();
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), ""), |(whole, rest)| (whole, rest));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let digits = grouped(digits);
    if rest.is_empty() { format!("{sign}{digits}") } else { format!("{sign}{digits}.{rest}") }
}

fn widths<'a>(rows: impl Iterator<Item = &'a [String; 6]>) -> [usize; 6] {
    let mut widths = HEADS.map(width_of);
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(width_of(cell));
        }
    }
    widths
}

fn line(row: &[String; 6], widths: &[usize; 6]) -> String {
    let mut line = String::from(" ");
    for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
        let gap = " ".repeat(width - width_of(cell));
        // Figures are compared by their ends.
        let cell = if at == 0 { format!("{gap}{cell}") } else { format!("{cell}{gap}") };
        line.extend([" ", &cell, " "]);
    }
    line.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped() {
        for (value, expected) in [(200.0, "200"), (1_234_567.5, "1,234,567.5"), (-1000.0, "-1,000"), (0.25, "0.25")] {
            assert_eq!(figure(value), expected);
        }
    }
}
