//! Which clause reports which words. In: a paragraph with its quotation marks and clauses of speech. Out: drafts of
//! quotations, each with its kind and the clause that reports it. Must not know other paragraphs.

use super::QuotationKind;
use super::clause::{Range, Report};
use super::phrase;
use super::scene::Scene;
use super::subject::Subject;
use super::unsaid::{self, Stance};
use crate::lexeme::Class;
use crate::passage::Token;
use crate::span::Span;

/// Words of which more than this share stands in quotation marks are no indirect speech.
const QUOTED_SHARE: f32 = 0.8;
/// A fragment of fewer words that nothing reports is no speech.
const FRAGMENT: usize = 4;
/// So many clauses before a quotation are asked whether they report it.
const NEAR: usize = 6;

/// A quotation before its speaker is known.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) tokens: Range,
    pub(super) span: Span,
    pub(super) kind: QuotationKind,
    /// The number of the clause that reports it.
    pub(super) report: Option<usize>,
    pub(super) rule: &'static str,
    /// The number of the quotation marks, for words in marks.
    pub(super) quote: Option<usize>,
    /// Whether the words may be a whole utterance, reported elsewhere.
    pub(super) whole: bool,
}

/// Drafts the quotations of a paragraph in the order of their spans.
pub(super) fn drafts(scene: &Scene<'_>, reports: &[Report]) -> Vec<Draft> {
    let nested = nested(scene, reports);
    let mut drafts: Vec<Draft> = Vec::new();
    for (number, report) in reports.iter().enumerate() {
        if nested.get(number) == Some(&false) && report.stance == Stance::Said {
            drafts.extend(
                [report.before, report.after].into_iter().flatten().filter_map(|range| indirect(scene, range, number)),
            );
        }
    }
    drafts.extend((0..scene.quotes.len()).filter_map(|quote| marked(scene, reports, &nested, quote)));
    drafts.sort_by_key(|draft| (draft.span.start, std::cmp::Reverse(draft.span.end)));
    drafts
}

/// Tells of each clause whether it stands inside the indirect speech of another.
fn nested(scene: &Scene<'_>, reports: &[Report]) -> Vec<bool> {
    // Words before a clause of speech belong to it, whatever they report themselves.
    let outer: Vec<(Range, usize)> =
        reports.iter().enumerate().filter_map(|(number, report)| Some((report.before?, number))).collect();
    let mut until = 0;
    let mut nested = Vec::with_capacity(reports.len());
    for (number, report) in reports.iter().enumerate() {
        let cue = report.cue.0;
        let place = outer.partition_point(|(range, _)| range.1 <= cue);
        let within = outer.get(place).is_some_and(|(range, by)| range.0 <= cue && *by != number);
        let inside = (within || cue < until) && !is_relative(scene, report);
        nested.push(inside);
        if let Some((_, end)) = report.after.filter(|_| !inside) {
            until = until.max(end);
        }
    }
    nested
}

/// Tells whether the clause says who called a thing so: `which he called “a mess”`.
fn is_relative(scene: &Scene<'_>, report: &Report) -> bool {
    let before =
        report.clause.0.checked_sub(1).and_then(|before| scene.passage.get(before)).and_then(|token| token.lexeme);
    before.is_some_and(|lexeme| matches!(lexeme.word, "which" | "whom"))
}

/// Drafts the words of a turn: all from a token on, or what stands in the marks that hold it.
pub(super) fn turn(scene: &Scene<'_>, first: usize) -> Draft {
    let quote = scene.quote_at(first).filter(|quote| scene.ranges.get(*quote).is_some_and(|range| range.0 <= first));
    let end = quote.and_then(|quote| scene.ranges.get(quote)).map_or(scene.passage.tokens.len(), |range| range.1);
    let mut span = scene.passage.span(first, scene.passage.tokens.len());
    span.end = match quote.and_then(|quote| scene.quotes.get(quote)) {
        Some(quoted) => quoted.inner.end,
        None => scene.passage.text.trim_end().len() as u32,
    };
    let kind = QuotationKind::Direct;
    Draft { tokens: (first, end), span, kind, report: None, rule: "transcript", quote, whole: true }
}

fn indirect(scene: &Scene<'_>, range: Range, number: usize) -> Option<Draft> {
    let (first, end) = range;
    let words = end.checked_sub(first).filter(|words| *words > 0)?;
    let quoted = scene.quoted_tokens(first, end);
    if quoted as f32 > QUOTED_SHARE * words as f32 || words - quoted < 2 {
        return None;
    }
    let span = whole_span(scene, range);
    let kind = QuotationKind::Indirect;
    Some(Draft { tokens: range, span, kind, report: Some(number), rule: "clause", quote: None, whole: false })
}

/// Gives the bytes of a range; quotation marks that open or close inside it are taken along.
fn whole_span(scene: &Scene<'_>, (first, end): Range) -> Span {
    let mut span = scene.passage.span(first, end);
    for index in [first, end.saturating_sub(1)] {
        if let Some(quote) = scene.quote_at(index).and_then(|quote| scene.quotes.get(quote)) {
            span = Span { start: span.start.min(quote.outer.start), end: span.end.max(quote.outer.end) };
        }
    }
    whole_brackets(scene.passage.text, span)
}

/// Takes a bracket along that closes right after the span, where it opens inside.
fn whole_brackets(text: &str, span: Span) -> Span {
    if !text.get(span.end as usize..).unwrap_or_default().starts_with(')') {
        return span;
    }
    let words = span.of(text);
    let open = words.bytes().filter(|byte| *byte == b'(').count() > words.bytes().filter(|byte| *byte == b')').count();
    if open { Span { end: span.end + 1, ..span } } else { span }
}

/// Drafts the words between one pair of marks.
fn marked(scene: &Scene<'_>, reports: &[Report], nested: &[bool], quote: usize) -> Option<Draft> {
    let tokens = *scene.ranges.get(quote)?;
    let span = scene.quotes.get(quote)?.inner;
    let words = tokens.1 - tokens.0;
    let whole = is_utterance(scene, quote);
    let report = reporting(scene, reports, nested, tokens, whole);
    let title = is_title(scene, tokens);
    let stance = report.and_then(|number| reports.get(number)).map(|report| report.stance);
    let (kind, rule) = match report {
        _ if stance == Some(Stance::Unsaid) => (QuotationKind::Scare, "no-speech"),
        _ if title && !(whole && report.is_some() && opens(scene, quote)) => (QuotationKind::Scare, "no-speech"),
        Some(_) if whole => (QuotationKind::Direct, "marks"),
        Some(_) if modifies(scene, tokens) => (QuotationKind::Scare, "no-speech"),
        Some(_) => (QuotationKind::Partial, "fragment"),
        None if whole || words >= FRAGMENT => {
            (if whole { QuotationKind::Direct } else { QuotationKind::Partial }, "marks-alone")
        }
        None => (QuotationKind::Scare, "no-speech"),
    };
    let report = report.filter(|_| kind != QuotationKind::Scare);
    Some(Draft { tokens, span, kind, report, rule, quote: Some(quote), whole })
}

/// Finds the clause that reports the words: one beside them, else the outermost whose content holds them.
fn reporting(scene: &Scene<'_>, reports: &[Report], nested: &[bool], range: Range, whole: bool) -> Option<usize> {
    let (first, end) = range;
    let next = reports.partition_point(|report| report.cue.0 < first);
    let overlaps = |range: Option<Range>| range.is_some_and(|(from, to)| from < end && first < to);
    let tail = (next..reports.len()).take(2).find(|number| {
        reports.get(*number).is_some_and(|report| overlaps(report.before) && report.clause.0 <= end + 1)
    });
    let heads = || {
        (next.saturating_sub(NEAR)..next)
            .rev()
            .filter(|number| reports.get(*number).is_some_and(|report| overlaps(report.after)))
    };
    let beside = || {
        heads().find(|number| {
            reports.get(*number).is_some_and(|report| report.after.is_some_and(|range| range.0 == first))
                && (whole || nested.get(*number) == Some(&false))
        })
    };
    let inner = || {
        let inner = heads().next().filter(|_| !whole);
        inner.filter(|number| reports.get(*number).is_some_and(|report| is_by_somebody(scene, report)))
    };
    let outer = || heads().find(|number| nested.get(*number) == Some(&false));
    let later = || {
        (next..reports.len()).take(2).find(|number| reports.get(*number).is_some_and(|report| overlaps(report.before)))
    };
    let tail = tail.filter(|number| !is_next_sentence(scene, reports, *number, range) || whole && beside().is_none());
    tail.or_else(beside).or_else(inner).or_else(outer).or_else(later).or_else(|| heads().next())
}

/// Tells whether somebody else than the speaker of the clause around it speaks: `he said Kyiv called it “theatre”`, not
/// `he said it showed that`.
fn is_by_somebody(scene: &Scene<'_>, report: &Report) -> bool {
    let Subject::Named(phrases, _) = &report.subject else { return false };
    // `he said the bank would respond “at once”`: it has not.
    let to_come = (report.clause.0..report.cue.0).any(|index| unsaid::is_modal(scene, index));
    report.stance == Stance::Said
        && !to_come
        && phrases.iter().all(|phrase| phrase::is_somebody(scene.passage, *phrase))
}

/// Tells whether a clause after the words may stand in a sentence of its own, since they do not end in a comma:
/// `He shouted: “Shame!” He did not say why.`
fn is_next_sentence(scene: &Scene<'_>, reports: &[Report], number: usize, (first, end): Range) -> bool {
    let inner = scene.quote_at(first).and_then(|quote| scene.quotes.get(quote)).map(|quoted| quoted.inner);
    let comma = inner.is_some_and(|inner| inner.of(scene.passage.text).ends_with([',', '—', '-', '–']));
    let capital = scene.passage.get(end).is_some_and(Token::is_capital);
    reports.get(number).is_some_and(|report| report.clause.0 >= end) && capital && !comma
}

/// Tells whether the marks hold a sentence, or the beginning of one.
fn is_utterance(scene: &Scene<'_>, quote: usize) -> bool {
    let Some((first, end)) = scene.ranges.get(quote).copied() else { return false };
    let Some(quoted) = scene.quotes.get(quote) else { return false };
    let opens = opens(scene, quote);
    let capital = scene.passage.get(first).is_some_and(Token::is_capital);
    // `He said “I am ready”.`
    let outside = || {
        let after = scene.passage.text.get(quoted.outer.end as usize..).unwrap_or_default();
        after.starts_with('.') && first > 0 && scene.passage.is(first - 1, Class::CUE) && end - first > 2
    };
    let closes =
        quoted.inner.of(scene.passage.text).ends_with([',', '.', '?', '!', '…', '—']) || !quoted.closed || outside();
    let words = end - first;
    if outside() && capital {
        return true;
    }
    opens && (capital || closes || words >= FRAGMENT) && (words > 2 || closes)
        || capital && closes && (words >= FRAGMENT || words > 1 && !is_title(scene, (first, end)))
}

/// Tells whether the marks open where an utterance can begin, not in the middle of a clause.
fn opens(scene: &Scene<'_>, quote: usize) -> bool {
    let Some(quoted) = scene.quotes.get(quote) else { return false };
    let before = scene.passage.text.get(..quoted.outer.start as usize).unwrap_or_default().trim_end();
    let begins = scene.ranges.get(quote).is_some_and(|range| scene.begins(range.0));
    begins || before.is_empty() || before.ends_with([',', ':', '.', '?', '!', '”', '"', '—', '–', ')', '’'])
}

/// Tells whether the marks hold a name or title: `“Face the Nation”`.
fn is_title(scene: &Scene<'_>, (first, end): Range) -> bool {
    let passage = scene.passage;
    let small = |index: usize| passage.is(index, Class::PREPOSITION.with(Class::CONJUNCTION).with(Class::DETERMINER));
    let capital = |index: usize| passage.get(index).is_some_and(|token| token.is_capital() || token.is_number());
    end - first >= 2 && end - first <= 8 && (first..end).all(|index| capital(index) || small(index)) && capital(first)
}

/// Tells whether the marks hold a word that only modifies the next: `a “fuel and energy” facility`.
fn modifies(scene: &Scene<'_>, (first, end): Range) -> bool {
    let passage = scene.passage;
    let Some(before) = first.checked_sub(1) else { return false };
    let determined = passage.is(before, Class::DETERMINER.with(Class::POSSESSIVE));
    let noun =
        super::phrase::is_nominal(passage, end) && passage.gap(end).trim_start_matches(['”', '"', '’', '\'']) == " ";
    end - first < FRAGMENT && determined && noun
}
