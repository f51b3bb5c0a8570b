//! A plan held against one paragraph. In: a clause, the paragraph's tokens and mentions. Out: the spans that satisfy it.
//!
//! Highlighting is this evaluation, so what is marked is what matched: phrases as phrases, never an excluded word.

use std::collections::{BTreeMap, BTreeSet};

use newsidx_text::entity::{country_of, region_of};
use newsidx_text::{AnnotatedParagraph, DateMention, Mention, ParagraphNo, Quantity, QuotationPart, Span};

use super::facts::dated;
use super::label::within;
use super::{Clause, Label, LabelTest, Plan, Scope, Shape, edit};
use crate::query::EntityField;

/// A paragraph as a plan sees it.
#[derive(Clone, Copy, Debug)]
pub struct AnalysedParagraph<'a> {
    /// Its number; the headline has its own scope.
    pub no: ParagraphNo,
    /// Each word's span and its tokens, by position.
    pub words: &'a [(Span, Vec<String>)],
    /// The entities it names.
    pub mentions: &'a [Mention],
    /// The parts of quotations in it.
    pub quotes: &'a [QuotationPart],
    /// The dates it names.
    pub dates: &'a [DateMention],
    /// What it counts or measures.
    pub quantities: &'a [Quantity],
    /// Its text.
    pub text: &'a str,
}

impl<'a> AnalysedParagraph<'a> {
    /// Views a paragraph whose words have these tokens.
    pub fn of(paragraph: &'a AnnotatedParagraph, words: &'a [(Span, Vec<String>)]) -> Self {
        Self {
            no: paragraph.no,
            words,
            mentions: &paragraph.mentions,
            quotes: &paragraph.quotes,
            dates: &paragraph.dates,
            quantities: &paragraph.quantities,
            text: &paragraph.text,
        }
    }
}

/// Finds what of a paragraph satisfies a plan.
pub struct Highlighter<'a> {
    plan: &'a Plan,
}

impl<'a> Highlighter<'a> {
    /// Makes a highlighter for paragraphs that an engine found with this plan.
    pub fn new(plan: &'a Plan) -> Self {
        Self { plan }
    }

    /// Gives the spans that made the paragraph match, sorted, merged where they touch or overlap.
    ///
    /// Conditions on the article are taken as met, and excluded ones as not met: the engine has checked them.
    pub fn spans(&self, view: &AnalysedParagraph<'_>) -> Vec<Span> {
        let checked = |_: &Clause, sense: Sense| sense == Sense::Wanted;
        merge(hold(&self.plan.clause, view, Sense::Wanted, &checked).unwrap_or_default())
    }
}

/// Holds a clause against a paragraph; conditions on the article are asked of `article`.
///
/// Gives nothing when the clause fails, else the spans of text that satisfy it, unsorted.
pub fn evaluate(clause: &Clause, view: &AnalysedParagraph<'_>, article: &dyn Fn(&Clause) -> bool) -> Option<Vec<Span>> {
    hold(clause, view, Sense::Wanted, &|clause, _| article(clause))
}

/// Whether a part of a plan is wanted, or excluded by a `NOT` around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sense {
    Wanted,
    Excluded,
}

impl Sense {
    fn turned(self) -> Self {
        if self == Self::Wanted { Self::Excluded } else { Self::Wanted }
    }
}

fn hold(
    clause: &Clause,
    view: &AnalysedParagraph<'_>,
    sense: Sense,
    article: &dyn Fn(&Clause, Sense) -> bool,
) -> Option<Vec<Span>> {
    match clause {
        Clause::All => Some(Vec::new()),
        Clause::Nothing => None,
        Clause::Text { scope: Scope::Own, shape } => text(shape, view),
        Clause::Text { scope: Scope::Body, shape } => {
            (view.no != ParagraphNo::HEADLINE).then(|| text(shape, view)).flatten()
        }
        Clause::Label { field: Label::Entity(field), test } => names(*field, test, view),
        Clause::Label { field: Label::Role, test } => {
            mentions(view, |mention| mention.role.as_deref().is_some_and(|role| test.accepts(role)))
        }
        Clause::Label { field: Label::Within, test } => {
            mentions(view, |mention| country_of(&mention.key).is_some_and(|country| test.accepts(&country.name)))
        }
        Clause::Label { field: Label::Region, test } => mentions(view, |mention| {
            let region = region_of(&mention.key);
            region.is_some_and(|region| test.accepts_of(&mention.key.name, &region.to_string()))
        }),
        Clause::Speech(speech) => speech.spans(view),
        Clause::Event { from, to, relation } => dated(*from, *to, *relation, view.dates),
        Clause::Counted(amounts) => amounts.spans(view.quantities),
        Clause::And(parts) => {
            let mut spans = Vec::new();
            for part in parts {
                spans.extend(hold(part, view, sense, article)?);
            }
            Some(spans)
        }
        Clause::Or(parts) => {
            let held: Vec<_> = parts.iter().filter_map(|part| hold(part, view, sense, article)).collect();
            (!held.is_empty()).then(|| held.concat())
        }
        Clause::Not(part) => hold(part, view, sense.turned(), article).is_none().then(Vec::new),
        Clause::Boost(part, _) | Clause::Unscored(part) => hold(part, view, sense, article),
        Clause::Text { scope: Scope::Headline, .. }
        | Clause::Label { .. }
        | Clause::Days { .. }
        | Clause::Article(_) => article(clause, sense).then(Vec::new),
    }
}

pub(super) fn text(shape: &Shape, view: &AnalysedParagraph<'_>) -> Option<Vec<Span>> {
    let spans = match shape {
        Shape::AnyOf(tokens) => spans_where(view, |token| tokens.iter().any(|wanted| wanted == token)),
        Shape::Prefix(prefix) => spans_where(view, |token| is_word(token) && token.starts_with(prefix)),
        Shape::Wildcard(pattern) => spans_where(view, |token| is_word(token) && edit::fits(pattern, token)),
        Shape::Range { from, to } => {
            spans_where(view, |token| is_word(token) && within(token, from.as_ref(), to.as_ref()))
        }
        Shape::Fuzzy { word, distance } => {
            spans_where(view, |token| is_word(token) && edit::are_near(word, token, usize::from(*distance)))
        }
        Shape::Phrase { variants, slop } => variants.iter().flat_map(|variant| phrase(variant, *slop, view)).collect(),
    };
    (!spans.is_empty()).then_some(spans)
}

/// Stems carry their language before a `/`; words never begin with one.
fn is_word(token: &str) -> bool {
    !token.starts_with('/')
}

fn spans_where(view: &AnalysedParagraph<'_>, accepts: impl Fn(&str) -> bool) -> Vec<Span> {
    view.words.iter().filter(|(_, tokens)| tokens.iter().any(|token| accepts(token))).map(|(span, _)| *span).collect()
}

fn phrase(steps: &[String], slop: u32, view: &AnalysedParagraph<'_>) -> Vec<Span> {
    let positions: Vec<Vec<u32>> = steps
        .iter()
        .map(|step| {
            let at = view.words.iter().enumerate();
            at.filter(|(_, (_, tokens))| tokens.contains(step)).map(|(position, _)| position as u32).collect()
        })
        .collect();
    let mut spans = Vec::new();
    sloppy_matches(&positions, slop, &mut |matched| {
        let found = matched.iter().filter_map(|position| view.words.get(*position as usize)).map(|(span, _)| *span);
        if slop > 0 {
            spans.extend(found);
        } else {
            spans.extend(found.reduce(|all, next| Span { start: all.start, end: next.end }));
        }
    });
    spans
}

/// Calls `found` with the positions of each narrowest occurrence of a phrase.
///
/// `positions[i]` are the sorted positions of word `i`. An occurrence places word `i` at `p[i]`, each word at a place of
/// its own, so that the spread of the displacements `p[i] - i` is at most `slop`, which is how Lucene defines a sloppy
/// phrase.
pub fn sloppy_matches(positions: &[Vec<u32>], slop: u32, found: &mut dyn FnMut(&[u32])) {
    let mut cursors = vec![0_usize; positions.len()];
    let mut matched = vec![0_u32; positions.len()];
    loop {
        let mut lowest: Option<(i64, usize)> = None;
        let mut highest = i64::MIN;
        for (word, (at, cursor)) in positions.iter().zip(&cursors).enumerate() {
            let Some(&position) = at.get(*cursor) else { return };
            let displacement = i64::from(position) - word as i64;
            matched[word] = position;
            highest = highest.max(displacement);
            if lowest.is_none_or(|(least, _)| displacement < least) {
                lowest = Some((displacement, word));
            }
        }
        let Some((least, word)) = lowest else { return };
        let most = least + i64::from(slop);
        if highest <= most {
            if all_distinct(&matched) {
                found(&matched);
            } else if let Some(placed) = places_apart(positions, least, most) {
                found(&placed);
            }
        }
        cursors[word] += 1;
    }
}

/// Two words of a phrase need two places, equal words and words of one compound too.
fn all_distinct(positions: &[u32]) -> bool {
    positions.iter().enumerate().all(|(i, position)| !positions[..i].contains(position))
}

/// Gives each word a place of its own, displaced by `least` to `most`, where there is one for all of them.
///
/// A word that finds its places taken makes another one move, as in the augmenting paths of bipartite matching.
fn places_apart(positions: &[Vec<u32>], least: i64, most: i64) -> Option<Vec<u32>> {
    let in_reach = |word: usize| {
        let reach = least + word as i64..=most + word as i64;
        positions[word].iter().copied().filter(move |place| reach.contains(&i64::from(*place)))
    };
    let mut taken: BTreeMap<u32, usize> = BTreeMap::new();
    for word in 0..positions.len() {
        if !settle(word, &in_reach, &mut taken, &mut BTreeSet::new()) {
            return None;
        }
    }
    let mut placed = vec![0; positions.len()];
    for (place, word) in taken {
        placed[word] = place;
    }
    Some(placed)
}

fn settle<I: Iterator<Item = u32>>(
    word: usize,
    in_reach: &impl Fn(usize) -> I,
    taken: &mut BTreeMap<u32, usize>,
    asked: &mut BTreeSet<u32>,
) -> bool {
    for position in in_reach(word) {
        if asked.insert(position) {
            let holder = taken.get(&position).copied();
            if holder.is_none_or(|holder| settle(holder, in_reach, taken, asked)) {
                taken.insert(position, word);
                return true;
            }
        }
    }
    false
}

fn names(field: EntityField, test: &LabelTest, view: &AnalysedParagraph<'_>) -> Option<Vec<Span>> {
    mentions(view, |mention| {
        let named = || test.accepts_entity(&mention.key.name, mention.span.of(view.text));
        EntityField::of(mention.key.kind) == field && named()
    })
}

fn mentions(view: &AnalysedParagraph<'_>, satisfies: impl Fn(&Mention) -> bool) -> Option<Vec<Span>> {
    let spans: Vec<Span> =
        view.mentions.iter().filter(|mention| satisfies(mention)).map(|mention| mention.span).collect();
    (!spans.is_empty()).then_some(spans)
}

fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use newsidx_text::Language;
    use newsidx_text::analysis::Analyser;

    use super::*;
    use crate::plan::{Vocabulary, plan};

    #[track_caller]
    fn check(query: &str, expected: &[&str]) {
        let text = "A ceasefire held in Gaza.";
        let languages = vec![Language::ENGLISH];
        let plan = plan(&query.parse().unwrap(), &Vocabulary { languages, ..Vocabulary::default() });
        let words = Analyser::new().term_spans(text, Some(Language::ENGLISH));
        let paragraph =
            AnnotatedParagraph { no: ParagraphNo(1), text: text.to_owned(), ..AnnotatedParagraph::default() };
        let view = AnalysedParagraph::of(&paragraph, &words);
        let marked: Vec<&str> = Highlighter::new(&plan).spans(&view).iter().map(|span| span.of(text)).collect();
        assert_eq!(marked, expected, "{query}");
    }

    #[test]
    fn conditions_on_the_article_hide_no_highlight() {
        check("ceasefire source:Reuters", &["ceasefire"]);
        check("ceasefire -source:Reuters", &["ceasefire"]);
        check("ceasefire -title:putin", &["ceasefire"]);
        check("ceasefire -date:2024", &["ceasefire"]);
        check("ceasefire -article:{truce}", &["ceasefire"]);
        check("ceasefire -(truce source:Reuters)", &["ceasefire"]);
        check("ceasefire -(Gaza source:Reuters)", &["ceasefire"]);
        check("Gaza OR (ceasefire -source:Reuters)", &["ceasefire", "Gaza"]);
    }
}
