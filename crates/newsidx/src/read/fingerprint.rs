//! The fingerprint of an article. In: an article. Out: 128 bits of its whole content. Must not know where it was read.

use newsidx_text::{Article, Published};
use xxhash_rust::xxh3::Xxh3;

/// Gives a fingerprint of everything an article holds; equal articles have equal fingerprints on every machine.
///
/// Each value goes in after its length, and each list after its count, so that no two articles read alike. The form is
/// kept in indexes: changing it makes every article look changed.
pub fn fingerprint(article: &Article) -> u128 {
    let Article {
        id,
        title,
        paragraphs,
        url,
        section,
        source,
        authors,
        topics,
        lang,
        published,
        updated,
        version,
        meta,
    } = article;
    let mut hash = Hash(Xxh3::new());
    hash.text(title);
    hash.texts(paragraphs);
    for field in [id, url, section, source, lang, version] {
        hash.texts(field.as_slice());
    }
    hash.texts(authors);
    hash.texts(topics);
    hash.time(*published);
    hash.time(*updated);
    hash.number(meta.len() as u64);
    for (key, values) in meta {
        hash.text(key);
        hash.texts(values);
    }
    hash.0.digest128()
}

struct Hash(Xxh3);

impl Hash {
    fn number(&mut self, number: u64) {
        self.0.update(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.update(text.as_bytes());
    }

    fn texts(&mut self, texts: &[String]) {
        self.number(texts.len() as u64);
        for text in texts {
            self.text(text);
        }
    }

    fn time(&mut self, time: Option<Published>) {
        let numbers = time.map(|time| [Some(time.day.0), time.instant, time.offset_minutes.map(i64::from)]);
        for number in numbers.unwrap_or_default() {
            self.number(u64::from(number.is_some()));
            self.number(number.unwrap_or_default() as u64);
        }
    }
}

#[cfg(test)]
mod tests {
    use newsidx_text::CivilDay;

    use super::*;

    fn sample() -> Article {
        Article { title: "ab".to_owned(), paragraphs: vec!["c".to_owned()], ..Article::default() }
    }

    fn check(name: &str, change: impl Fn(&mut Article)) {
        let mut changed = sample();
        change(&mut changed);
        assert_ne!(fingerprint(&changed), fingerprint(&sample()), "changing {name}");
    }

    #[test]
    fn every_field_counts() {
        let day = Published::of_day(CivilDay(0));
        check("the cut between title and body", |article| {
            article.title = "a".to_owned();
            article.paragraphs = vec!["bc".to_owned()];
        });
        check("the cut between paragraphs", |article| article.paragraphs = vec![String::new(), "c".to_owned()]);
        check("id", |article| article.id = Some("x".to_owned()));
        check("url", |article| article.url = Some("x".to_owned()));
        check("an empty section", |article| article.section = Some(String::new()));
        check("source", |article| article.source = Some("x".to_owned()));
        check("authors", |article| article.authors.push("x".to_owned()));
        check("topics", |article| article.topics.push("x".to_owned()));
        check("lang", |article| article.lang = Some("en".to_owned()));
        check("published", |article| article.published = Some(day));
        check("updated", |article| article.updated = Some(day));
        check("version", |article| article.version = Some("2".to_owned()));
        check("meta", |article| drop(article.meta.insert("k".to_owned(), vec!["v".to_owned()])));
    }

    #[test]
    fn the_form_is_stable() {
        assert_eq!(format!("{:032x}", fingerprint(&sample())), "5e772a9e678a28e37cef0037eeb734a5");
    }
}
