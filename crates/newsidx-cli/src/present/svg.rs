//! Counts along time as a picture. In: rows. Out: an SVG that reads on light and dark grounds.
//! Must not know how they were counted.

use std::fmt::Write as _;

use newsidx::{TimelinePage, TimelineRow};

use super::amount::count;

const ROW: usize = 22;
const LEFT: usize = 230;
const LONGEST: usize = 420;
const WIDTH: usize = LEFT + LONGEST + 80;
const TOP: usize = 40;

/// Draws one bar a row.
pub(crate) fn timeline(page: &TimelinePage) -> String {
    let most = page.rows.iter().map(|row| row.paragraphs).max().unwrap_or(1).max(1);
    let height = TOP + page.rows.len() * ROW + 16;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" \
         role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"13\">\n{STYLE}"
    );
    let title = format!("Paragraphs by {}", of(page));
    let (name, heading) = (escaped(&title), escaped(&page.understood));
    let query = if heading == "*" { String::new() } else { format!(": {heading}") };
    add(&mut svg, &format!("<title>{name}{query}</title>"));
    add(&mut svg, &format!("<text x=\"12\" y=\"24\" class=\"head\">{name}{query}</text>"));
    for (at, row) in page.rows.iter().enumerate() {
        add(&mut svg, &bar(row, TOP + at * ROW, most));
    }
    svg + "</svg>\n"
}

const STYLE: &str = "<style>\n\
    text { fill: #1f2328; } .head { font-weight: 600; } .coarse { fill: #656d76; }\n\
    rect { fill: #0969da; } rect.coarse { fill: #9ec2ee; }\n\
    @media (prefers-color-scheme: dark) {\n\
    text { fill: #e6edf3; } .coarse { fill: #8d96a0; } rect { fill: #4493f8; } rect.coarse { fill: #2b5a94; }\n\
    }\n</style>\n";

fn of(page: &TimelinePage) -> &'static str {
    match page.of {
        newsidx::TimelineOf::Events => "day named",
        newsidx::TimelineOf::Publication => "day of publication",
    }
}

fn bar(row: &TimelineRow, top: usize, most: u64) -> String {
    let class = if row.of_step { "" } else { " class=\"coarse\"" };
    let future = if row.future { " (future)" } else { "" };
    let length = (row.paragraphs as f64 / most as f64 * LONGEST as f64).max(1.0);
    let (base, end) = (top + 15, LEFT as f64 + length + 6.0);
    let (label, number) = (escaped(&row.label), count(row.paragraphs));
    format!(
        "<text x=\"{}\" y=\"{base}\" text-anchor=\"end\"{class}>{label}{future}</text>\
         <rect x=\"{LEFT}\" y=\"{}\" width=\"{length:.1}\" height=\"14\" rx=\"2\"{class}/>\
         <text x=\"{end:.1}\" y=\"{base}\"{class}>{number}</text>",
        LEFT - 8,
        top + 4,
    )
}

fn add(svg: &mut String, element: &str) {
    // A string takes all that is written.
    let _ = writeln!(svg, "{element}");
}

/// Takes what means something in XML out of a text, and what XML may not hold.
fn escaped(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let escape = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        c => c.to_string(),
    };
    text.chars().filter(allowed).map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_its_element() {
        assert_eq!(escaped("<a & \"b\">\u{0}\u{1b}"), "&lt;a &amp; &quot;b&quot;&gt;");
    }
}
