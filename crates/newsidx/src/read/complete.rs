//! What every form shares. In: an article as its reader found it, and the defaults. Out: the article as it is indexed.
//! Must not know of forms or files.

use newsidx_text::Article;

use super::options::ArticleDefaults;
use super::title::split_title;

/// The metadata key of a label in a headline that found no field to go to.
const LABEL: &str = "label";

/// Frees the headline of its labels and fills what is absent: first from the headline, then from the defaults.
///
/// What the article states itself stays; a label that says something else is kept as metadata under `label`.
pub(super) fn complete(article: &mut Article, defaults: &ArticleDefaults) {
    let headline = split_title(&article.title, article.source.as_deref().or(defaults.source.as_deref()));
    article.title = headline.title;
    let spare =
        [settle(&mut article.section, headline.section), settle(&mut article.source, headline.source), headline.rubric];
    for label in spare.into_iter().flatten() {
        article.meta.entry(LABEL.to_owned()).or_default().push(label);
    }
    fill(&mut article.section, defaults.section.as_ref());
    fill(&mut article.source, defaults.source.as_ref());
    fill(&mut article.lang, defaults.lang.as_ref());
    article.published = article.published.or(defaults.published);
}

/// Puts a label where nothing stands, and gives it back where something else does.
fn settle(field: &mut Option<String>, label: Option<String>) -> Option<String> {
    match (&field, label) {
        (None, label) => {
            *field = label;
            None
        }
        (Some(stated), label) => label.filter(|label| label.to_lowercase() != stated.to_lowercase()),
    }
}

fn fill(field: &mut Option<String>, default: Option<&String>) {
    if field.is_none() {
        *field = default.cloned();
    }
}

#[cfg(test)]
mod tests {
    use newsidx_text::{CivilDay, Published};

    use super::*;

    /// Compares title, section, source and labels of an article that states a section and a source, `-` for none.
    fn check(title: &str, stated: [&str; 2], default_source: &str, expected: [&str; 4]) {
        let some = |text: &str| Some(text.to_owned()).filter(|text| text != "-");
        let [section, source] = stated.map(some);
        let mut article = Article { title: title.to_owned(), section, source, ..Article::default() };
        complete(&mut article, &ArticleDefaults { source: some(default_source), ..ArticleDefaults::default() });
        let shown = |field: Option<String>| field.unwrap_or_else(|| "-".to_owned());
        let labels = article.meta.get(LABEL).map(|labels| labels.join("+"));
        assert_eq!([article.title, shown(article.section), shown(article.source), shown(labels)], expected);
    }

    #[test]
    fn labels_and_defaults_fill_what_is_absent() {
        check("The plan fails now | Politics", ["-", "-"], "-", ["The plan fails now", "Politics", "-", "-"]);
        check("The plan fails now | Politics", ["politics", "-"], "-", ["The plan fails now", "politics", "-", "-"]);
        check("The plan fails now | Politics", ["World", "-"], "-", ["The plan fails now", "World", "-", "Politics"]);
        check(
            "The plan fails now - BBC News",
            ["-", "Reuters"],
            "-",
            ["The plan fails now", "-", "Reuters", "BBC News"],
        );
        check("The plan fails now - BBC News", ["-", "-"], "Reuters", ["The plan fails now", "-", "BBC News", "-"]);
        check("The plan fails now - Demo", ["-", "-"], "Demo", ["The plan fails now", "-", "Demo", "-"]);
        check("Opinion | It fails | Politics", ["-", "-"], "Demo", ["It fails", "Politics", "Demo", "Opinion"]);
    }

    #[test]
    fn defaults_never_override() {
        let day = |number| Some(Published::of_day(CivilDay(number)));
        let text = |text: &str| Some(text.to_owned());
        let defaults = ArticleDefaults { published: day(1), source: text("s"), lang: text("en"), section: text("x") };
        let mut bare = Article { title: "t".to_owned(), ..Article::default() };
        complete(&mut bare, &defaults);
        assert_eq!((bare.published, bare.source, bare.lang, bare.section), (day(1), text("s"), text("en"), text("x")));
        let mut full = Article { title: "t".to_owned(), published: day(2), lang: text("uk"), ..Article::default() };
        complete(&mut full, &defaults);
        assert_eq!((full.published, full.lang), (day(2), text("uk")));
    }
}
