//! Text into lines. In: a text and the parts of it that matched. Out: lines of a width, cut to a window where it is long.
//! Must not know what the text is of, nor how matches are coloured.

use unicode_width::UnicodeWidthChar as _;

use super::paint::{Paint, shown};

/// One character with what layout needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    c: char,
    width: usize,
    marked: bool,
}

impl Cell {
    fn is_space(self) -> bool {
        // A no-break space is there to keep its neighbours on one line.
        self.c.is_whitespace() && !matches!(self.c, '\u{a0}' | '\u{202f}')
    }
}

/// Gives the characters of a text that a terminal may show, marked where the spans of its bytes say so.
pub(crate) fn cells(text: &str, marks: &[(u32, u32)]) -> Vec<Cell> {
    let mut marks = marks.iter().peekable();
    let mut cells = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        while marks.next_if(|(_, end)| *end as usize <= at).is_some() {}
        let marked = marks.peek().is_some_and(|(start, _)| *start as usize <= at);
        if let Some(c) = shown(c) {
            cells.push(Cell { c, width: c.width().unwrap_or(0), marked });
        }
    }
    cells
}

/// Breaks text into lines of at most this width, at spaces where it can.
pub(crate) fn lines(cells: &[Cell], width: usize) -> Vec<Vec<Cell>> {
    let mut lines = Vec::new();
    let mut rest = trimmed_start(cells);
    while !rest.is_empty() {
        let (line, after) = first_line(rest, width);
        lines.push(line.to_vec());
        rest = trimmed_start(after);
    }
    lines
}

/// Breaks text into at most this many lines: a window that begins shortly before the first mark.
///
/// A text of one line more is shown whole: what a window would save is not worth its gaps.
pub(crate) fn window(cells: &[Cell], width: usize, most: usize) -> Vec<Vec<Cell>> {
    let all = lines(cells, width);
    if all.len() <= most + 1 {
        return all;
    }
    let start = window_start(cells, width, most);
    let mut part = if start > 0 { plain("… ") } else { Vec::new() };
    part.extend_from_slice(cells.get(start..).unwrap_or_default());
    cut(lines(&part, width), width, most)
}

/// Keeps the first lines, and ends the last one with an ellipsis if there were more.
fn cut(mut all: Vec<Vec<Cell>>, width: usize, most: usize) -> Vec<Vec<Cell>> {
    if all.len() <= most {
        return all;
    }
    all.truncate(most);
    if let Some(last) = all.last_mut() {
        let (kept, _) = first_line(last, width.saturating_sub(2).max(1));
        let mut kept = kept.to_vec();
        kept.extend(plain(" …"));
        *last = kept;
    }
    all
}

/// Finds where a window begins: at the start of the text if the first mark is near, else a quarter before the mark, or
/// earlier where the text ends too soon to fill the window.
fn window_start(cells: &[Cell], width: usize, most: usize) -> usize {
    let mark = cells.iter().position(|cell| cell.marked).unwrap_or(0);
    let room = width * most;
    if mark < room * 3 / 4 {
        return 0;
    }
    // Lines are not full to the brim; an eighth is left for that.
    let earliest = (mark - room / 4).min(cells.len().saturating_sub(room * 7 / 8));
    let word = |at: &usize| at.checked_sub(1).and_then(|before| cells.get(before)).is_some_and(|cell| cell.is_space());
    (earliest..mark).find(word).unwrap_or(earliest)
}

/// Splits off the first line.
fn first_line(cells: &[Cell], width: usize) -> (&[Cell], &[Cell]) {
    let mut used = 0;
    let fits = cells.iter().take_while(|cell| {
        used += cell.width;
        used <= width
    });
    let fits = fits.count();
    if fits == cells.len() {
        return (trimmed_end(cells), &[]);
    }
    let at = (1..=fits).rev().find(|at| may_break(cells, *at)).unwrap_or(fits.max(1));
    let (line, rest) = cells.split_at_checked(at).unwrap_or((cells, &[]));
    (trimmed_end(line), rest)
}

/// Tells whether a line may end before a cell: at a space, and between letters that are as wide as words.
fn may_break(cells: &[Cell], at: usize) -> bool {
    let after = cells.get(at);
    let before = at.checked_sub(1).and_then(|before| cells.get(before));
    let space = |cell: Option<&Cell>| cell.is_some_and(|cell| cell.is_space());
    space(after) || space(before) || after.is_some_and(|cell| cell.width == 2)
}

fn trimmed_start(cells: &[Cell]) -> &[Cell] {
    let spaces = cells.iter().take_while(|cell| cell.is_space()).count();
    cells.get(spaces..).unwrap_or_default()
}

fn trimmed_end(cells: &[Cell]) -> &[Cell] {
    let spaces = cells.iter().rev().take_while(|cell| cell.is_space()).count();
    cells.get(..cells.len() - spaces).unwrap_or_default()
}

fn plain(text: &str) -> Vec<Cell> {
    cells(text, &[])
}

/// Gives how many columns text takes.
pub(crate) fn width_of(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Gives a text of at most so many columns; what is cut off leaves a mark.
pub(crate) fn clipped(text: &str, width: usize) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let mut left = width.saturating_sub(1);
    let fits = |c: &char| {
        let fits = c.width().unwrap_or(0) <= left;
        left = left.saturating_sub(c.width().unwrap_or(0));
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// Writes a line: what is marked as a match, and the rest in the way given.
pub(crate) fn painted(line: &[Cell], paint: Paint, rest: impl Fn(&str) -> String) -> String {
    let runs = line.chunk_by(|a, b| a.marked == b.marked);
    runs.map(|run| {
        let text: String = run.iter().map(|cell| cell.c).collect();
        if run.iter().any(|cell| cell.marked) { paint.matched(&text) } else { rest(&text) }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: &[Vec<Cell>]) -> Vec<String> {
        lines.iter().map(|line| painted(line, Paint::default(), str::to_owned)).collect()
    }

    fn check(input: &str, width: usize, expected: &[&str]) {
        assert_eq!(text(&lines(&cells(input, &[]), width)), expected, "{input:?} at {width}");
    }

    #[test]
    fn lines_break_at_spaces() {
        check("", 10, &[]);
        check("  one two  ", 10, &["one two"]);
        check("one two three", 7, &["one two", "three"]);
        check("one\ntwo\tthree", 5, &["one", "two", "three"]);
        check("incomprehensible", 5, &["incom", "prehe", "nsibl", "e"]);
        check("ab 漢字漢字", 5, &["ab 漢", "字漢", "字"]);
        check("漢", 1, &["漢"]);
        check("e\u{301}e\u{301} e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
        check("3\u{a0}200 km", 7, &["3\u{a0}200", "km"]);
    }

    fn check_window(input: &str, mark: &str, expected: &[&str]) {
        let at = input.find(mark).unwrap_or(0) as u32;
        let marks = [(at, at + mark.len() as u32)];
        assert_eq!(text(&window(&cells(input, &marks), 12, 2)), expected, "{input:?} around {mark:?}");
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_mark() {
        check_window("one two three four five", "two", &["one two", "three four", "five"]);
        check_window("one two three four five six seven eight", "two", &["one two", "three four …"]);
        check_window("one two three four five six seven eight", "eight", &["… five six", "seven eight"]);
        check_window("one two three four five six seven eight nine ten", "six", &["… five six", "seven …"]);
    }

    #[test]
    fn long_cells_are_clipped() {
        for (text, expected) in
            [("drones", "drones"), ("air defence", "air d…"), ("air  defence", "air…"), ("漢字漢字", "漢字…")]
        {
            assert_eq!(clipped(text, 6), expected);
        }
        assert_eq!(clipped("ab", 0), "…");
    }

    #[test]
    fn marks_survive() {
        let line = cells("a bc d", &[(2, 4)]);
        assert_eq!(painted(&line, Paint { colour: true, links: false }, str::to_owned), "a \x1b[1;31mbc\x1b[0m d");
    }
}
