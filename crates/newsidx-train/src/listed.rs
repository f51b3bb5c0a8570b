//! The dates and quantities of a text, for people who look for errors. In: a text. Out: one line each.

use newsidx_text::{Annotator, Article, DateMention, Published, Quantity};

/// Lists what stands in a text: its first line is the headline, every other one that is not empty a paragraph.
pub(crate) fn facts(text: &str, published: Option<Published>, annotator: &Annotator) -> Vec<String> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned);
    let title = lines.next().unwrap_or_default();
    let annotated = annotator.annotate(Article { title, paragraphs: lines.collect(), published, ..Article::default() });
    let mut listed = Vec::new();
    for paragraph in &annotated.paragraphs {
        let no = paragraph.no.0;
        listed.extend(paragraph.dates.iter().map(|date| format!("{no}\tdate\t{}", self::date(&paragraph.text, date))));
        let quantities = paragraph.quantities.iter();
        listed.extend(
            quantities.map(|quantity| format!("{no}\tquantity\t{}", self::quantity(&paragraph.text, quantity))),
        );
    }
    listed
}

/// Writes a date: words, days, grain and rule.
pub(crate) fn date(text: &str, date: &DateMention) -> String {
    let days = date.days.map_or_else(|| "unresolved".to_owned(), |(first, last)| format!("{first}..{last}"));
    format!("{}\t{days}\t{}\t{}", date.span.of(text), date.grain.name(), date.rule)
}

fn quantity(text: &str, quantity: &Quantity) -> String {
    let most = quantity.value_max.map_or_else(String::new, |most| format!("..{}", most.get()));
    let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
    let (unit, thing, verb) = (part(&quantity.unit), part(&quantity.thing), part(&quantity.verb));
    let (value, bound) = (quantity.value.get(), quantity.bound.name());
    let words = quantity.span.of(text);
    format!("{words}\t{value}{most}\t{bound}\tunit {unit}\tthing {thing}\tverb {verb}\t{}", quantity.rule)
}
