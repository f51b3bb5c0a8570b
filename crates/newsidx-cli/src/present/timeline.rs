//! Counts along time for people. In: rows. Out: a line each with its days, its count, a bar and the paragraphs.
//! Must not know how they were counted.

use std::collections::BTreeSet;

use newsidx::{TimelineOf, TimelinePage, TimelineRow};

use super::amount::count;
use super::paint::{Paint, printable};
use super::wrap::width_of;

/// The eighths of a character that end a bar.
const EIGHTHS: [&str; 8] = ["", "\u{258f}", "\u{258e}", "\u{258d}", "\u{258c}", "\u{258b}", "\u{258a}", "\u{2589}"];

/// A bar takes at most so many columns.
const LONGEST_BAR: usize = 40;

/// Writes one row a line; rows coarser than the others are dimmed.
pub(crate) fn timeline(page: &TimelinePage, width: usize, paint: Paint) -> String {
    let label = page.rows.iter().map(|row| width_of(&named(row))).max().unwrap_or(0);
    let digits = page.rows.iter().map(|row| count(row.paragraphs).len()).max().unwrap_or(0);
    let most = page.rows.iter().map(|row| row.paragraphs).max().unwrap_or(1).max(1);
    let one_article = page.rows.iter().flat_map(|row| &row.places).map(|place| &place.article).collect::<BTreeSet<_>>();
    let places = if one_article.len() == 1 { numbers } else { names };
    // A list that takes half the window is left out.
    let behind =
        page.rows.iter().map(|row| width_of(&places(row))).filter(|behind| *behind <= width / 2).max().unwrap_or(0);
    let room = width.saturating_sub(label + digits + behind + 6).clamp(4, LONGEST_BAR);
    let line = |row: &TimelineRow| {
        let name = named(row);
        let gap = " ".repeat(label - width_of(&name));
        let bar = bar(row.paragraphs, most, room);
        let gap_behind = " ".repeat(room - width_of(&bar));
        let behind = Some(places(row)).filter(|places| width_of(places) <= behind).unwrap_or_default();
        let behind = if behind.is_empty() { String::new() } else { format!("{gap_behind}  {}", paint.dim(&behind)) };
        let name = if row.of_step { name } else { paint.dim(&name) };
        format!("{name}{gap}  {:>digits$}  {bar}{behind}", count(row.paragraphs)).trim_end().to_owned() + "\n"
    };
    let head = if page.rows.is_empty() { String::new() } else { paint.dim(heading(page)) + "\n" };
    head + &page.rows.iter().map(line).collect::<String>()
}

fn heading(page: &TimelinePage) -> &'static str {
    match page.of {
        TimelineOf::Events => "paragraphs by the days that they name",
        TimelineOf::Publication => "paragraphs by the day of publication",
    }
}

fn named(row: &TimelineRow) -> String {
    let future = if row.future { " (future)" } else { "" };
    format!("{}{future}", printable(&row.label))
}

fn bar(number: u64, most: u64, room: usize) -> String {
    // What counts at all is seen.
    let eighths = (number as f64 / most as f64 * (room * 8) as f64).round().max(1.0) as usize;
    let rest = EIGHTHS.get(eighths % 8).copied().unwrap_or_default();
    format!("{}{rest}", "\u{2588}".repeat(eighths / 8))
}

/// Names the first paragraph as `show` and `explain` take it, and says how many more there are.
fn names(row: &TimelineRow) -> String {
    let more = match row.places.len() {
        0 | 1 => String::new(),
        several => format!(" +{}", count(several as u64 - 1)),
    };
    row.places.first().map_or_else(String::new, |place| format!("{}#{}{more}", printable(&place.article.0), place.no))
}

fn numbers(row: &TimelineRow) -> String {
    let numbers: Vec<String> = row.places.iter().map(|place| place.no.to_string()).collect();
    format!("\u{b6} {}", numbers.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_end_in_eighths() {
        assert_eq!(bar(8, 8, 4), "████");
        assert_eq!(bar(1, 8, 4), "▌");
        assert_eq!(bar(1, 1_000_000, 4), "▏");
    }
}
