//! Reasons for people. In: an explained paragraph. Out: text.
//! Must not know how anything was decided.

use newsidx::{ExplainedMention, ExplainedPage, ModelReading};

use super::page::hanging;
use super::paint::{Paint, printable};
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
    text
}

fn of(explained: &ExplainedMention) -> Vec<(&'static str, String)> {
    let rule = &explained.mention.rule;
    let why = explained.why.map_or_else(|| rule.clone(), |why| format!("{rule}: {why}"));
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
