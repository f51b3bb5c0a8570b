//! Reasons for people. In: an explained paragraph. Out: text.
//! Must not know how anything was decided.

use newsidx::{DateView, Explained, ExplainedMention, ExplainedPage, ModelReading, QuantityView, QuoteView, Reason};

use super::article::{days_of, shortened};
use super::page::hanging;
use super::paint::{Paint, printable};
use super::quotes::speaker;
use super::wrap::{cells, lines, width_of};

/// Odds from which a number says no more than "far".
const FAR: f64 = 1000.0;

/// Writes a paragraph and under it each mention with its rule and how the model weighed it.
pub(crate) fn reasons(page: &ExplainedPage, width: usize, paint: Paint) -> String {
    let mut text = String::new();
    let gutter = format!("  \u{b6} {}  ", page.no);
    let room = |gutter: &str| width.saturating_sub(width_of(gutter)).max(10);
    hanging(&mut text, &gutter, &lines(&cells(&page.text, &[]), room(&gutter)), paint, str::to_owned);
    for explained in &page.mentions {
        let mention = &explained.mention;
        let (name, written) = (printable(&mention.name), printable(&mention.text));
        let heading = format!("\n  {}  \"{written}\"  {}\n", paint.bold(&name), paint.dim(mention.kind));
        text.push_str(&heading);
        for (label, reason) in of(explained) {
            let gutter = format!("    {label:<7}");
            hanging(&mut text, &gutter, &lines(&cells(&reason, &[]), room(&gutter)), paint, str::to_owned);
        }
    }
    let said = |quote: &Explained<QuoteView>| {
        let cue = quote.fact.cue.as_ref().map_or_else(String::new, |cue| format!(", \"{}\"", printable(cue)));
        let who: Vec<String> = quote.fact.speakers.iter().map(speaker).collect();
        let who = if who.is_empty() { "nobody known".to_owned() } else { who.join(", ") };
        (
            shortened(page.text.get(quote.fact.start as usize..quote.fact.end as usize).unwrap_or_default()),
            format!("{} quotation of {who}{cue}", quote.fact.kind.name()),
        )
    };
    let dated = |date: &Explained<DateView>| {
        let days = days_of(&date.fact).unwrap_or_else(|| "no day known".to_owned());
        (printable(&date.fact.text), format!("{days}, {}", date.fact.grain.name()))
    };
    let counted = |quantity: &Explained<QuantityView>| {
        let known = [&quantity.fact.unit, &quantity.fact.thing, &quantity.fact.verb];
        let known: Vec<String> = known.into_iter().flatten().map(|part| printable(part)).collect();
        let most = quantity.fact.value_max.map_or_else(String::new, |most| format!(" and {most}"));
        let value = format!("{} {}{most}", quantity.fact.bound.name().replace('_', " "), quantity.fact.value);
        (printable(&quantity.fact.text), format!("{value} {}", known.join(", ")))
    };
    page.quotes.iter().for_each(|quote| fact(&mut text, said(quote), &quote.why, width, paint));
    page.dates.iter().for_each(|date| fact(&mut text, dated(date), &date.why, width, paint));
    page.quantities.iter().for_each(|quantity| fact(&mut text, counted(quantity), &quantity.why, width, paint));
    text
}

fn fact(text: &mut String, (written, what): (String, String), why: &[Reason], width: usize, paint: Paint) {
    text.extend(["\n  \"", &paint.bold(&written), "\"  ", &paint.dim(&what), "\n"]);
    for reason in why {
        let gutter = format!("    {:<7}", "rule");
        let told = format!("{}: {}", reason.rule, reason.meaning);
        let room = width.saturating_sub(width_of(&gutter)).max(10);
        hanging(text, &gutter, &lines(&cells(&told, &[]), room), paint, str::to_owned);
    }
}

fn of(explained: &ExplainedMention) -> Vec<(&'static str, String)> {
    let rule = &explained.mention.rule;
    let why = explained.why.first().map_or_else(|| rule.clone(), |why| format!("{rule}: {}", why.meaning));
    let mut reasons = vec![("rule", why)];
    reasons.extend(explained.mention.role.as_ref().map(|role| ("role", printable(role))));
    reasons.extend(explained.model.as_ref().map(|model| ("model", weighed(model))));
    reasons
}

fn weighed(model: &ModelReading) -> String {
    let name = |reading: Option<&'static str>| reading.unwrap_or("no name");
    let (best, next) = (name(model.best), name(model.runner_up));
    if model.odds >= FAR {
        format!("{best}; far behind it {next}")
    } else {
        format!("{best}; {:.1} times as likely as {next}", model.odds)
    }
}
