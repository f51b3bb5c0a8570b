//! Records and the articles they give.

use super::*;

/// Prints an article as its fields in the order of the struct, those that are absent left out; warnings come last.
fn shown(json: &str) -> String {
    let mut warnings = Vec::new();
    let entries: Entries = match serde_json::from_str(json) {
        Ok(entries) => entries,
        Err(error) => return error.to_string(),
    };
    let article = match article(entries, &mut warnings) {
        Ok(article) => article,
        Err(failure) => return failure.to_string(),
    };
    let time = |time: Option<Published>| time.map(|time| time.to_string());
    let list = |items: &[String]| Some(items.join("+")).filter(|items| !items.is_empty());
    let fields = [
        ("id", article.id),
        ("title", Some(article.title).filter(|title| title != "T")),
        ("body", list(&article.paragraphs)),
        ("url", article.url),
        ("section", article.section),
        ("source", article.source),
        ("authors", list(&article.authors)),
        ("topics", list(&article.topics)),
        ("lang", article.lang),
        ("published", time(article.published)),
        ("updated", time(article.updated)),
        ("version", article.version),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
    let meta = article.meta.iter().map(|(key, values)| format!("meta.{key}={}", values.join("+")));
    let warnings = warnings.iter().map(|warning| format!("({warning})"));
    fields.chain(meta).chain(warnings).collect::<Vec<_>>().join(" ")
}

/// Reads a record with the title `T` and some more keys.
fn check(keys: &str, expected: &str) {
    assert_eq!(shown(&format!(r#"{{"title":"T",{keys}}}"#)), expected, "reading {keys}");
}

#[test]
fn every_key_is_read_under_every_name() {
    check(r#""id":"x","url":"https://a.org/1""#, "id=x url=https://a.org/1");
    check(r#""id":-7"#, "id=-7");
    check(r#""section":"World","source":"S""#, "section=World source=S");
    check(r#""outlet":"S""#, "source=S");
    check(r#""publisher":{"name":"S","id":3}"#, "source=S meta.publisher.id=3");
    check(r#""authors":["A","B",null]"#, "authors=A+B");
    check(r#""author":{"name":"A"}"#, "authors=A");
    check(r#""byline":"By A and B""#, "authors=By A and B");
    check(r#""topics":["a","b"]"#, "topics=a+b");
    check(r#""topic":"a, b""#, "topics=a, b");
    check(r#""tags":["a"]"#, "topics=a");
    check(r#""keywords":"a, b,""#, "topics=a+b");
    check(r#""lang":"en""#, "lang=en");
    check(r#""language":"en-GB""#, "lang=en meta.language=en-GB");
    check(r#""published":"2025-03-17""#, "published=2025-03-17");
    check(r#""date":"2025-03-17T10:00:00+02:00""#, "published=2025-03-17T10:00:00+02:00");
    check(r#""datePublished":"2025-03-17","date_modified":"2025-03-18""#, "published=2025-03-17 updated=2025-03-18");
    check(r#""date_published":"2025-03-17","updated":"2025-03-18""#, "published=2025-03-17 updated=2025-03-18");
    check(r#""date":20250317,"version":2"#, "published=2025-03-17 version=2");
    check(r#""paragraphs":["a"," b ","",null]"#, "body=a+b");
    check(r#""text":"a\n\nb\nc""#, "body=a+b\nc");
    check(r#""body":"a\r\nb""#, "body=a+b");
    check(r#""content":["a\n\nb"]"#, "body=a\n\nb");
    assert_eq!(shown(r#"{"headline":" H "}"#), "title=H");
}

#[test]
fn the_rest_is_metadata() {
    check(r#""z":1,"a":{"b":[true,"x"],"n":null}"#, "meta.a.b=true+x meta.z=1");
    check(r#""meta":{"places":["usa","uk"],"dateline":"LONDON"}"#, "meta.dateline=LONDON meta.places=usa+uk");
    check(
        r#""headline":"H","date":"2025-03-17","published":"2025-03-16""#,
        "published=2025-03-16 meta.date=2025-03-17 meta.headline=H",
    );
    check(r#""source":null,"outlet":"S","section":" ""#, "source=S");
    check(
        r#""meta":{"url":"u","topics":["a"],"section":"s"}"#,
        "url=u section=s topics=a meta.section=s meta.topics=a meta.url=u",
    );
    check(r#""url":"w","meta":{"url":"u"}"#, "url=w meta.url=u");
    check(r#""meta":{"url":["u","v"]}"#, "meta.url=u+v");
}

#[test]
fn doubtful_values_are_warned_of() {
    check(r#""date":"yesterday""#, "meta.date=yesterday (unreadable date in `date`: `yesterday`)");
    check(r#""date":"2025-02-30""#, "meta.date=2025-02-30 (unreadable date in `date`: `2025-02-30`)");
    check(r#""date":1742169600"#, "meta.date=1742169600 (unreadable date in `date`: `1742169600`)");
    check(r#""lang":"English""#, "meta.lang=English (unreadable language in `lang`: `English`)");
    check(r#""id":"a","id":"b""#, "id=b (`id` stands more than once, the last one counts)");
    check(r#""text":"a\u0000b""#, "body=ab (1 control character left out)");
}

#[test]
fn wrong_types_are_refused_by_key() {
    check(r#""id":1.5"#, "`id` must be a string or a whole number of 64 bits, found a number");
    check(r#""id":123456789012345678901"#, "`id` must be a string or a whole number of 64 bits, found a number");
    check(r#""url":["u"]"#, "`url` must be a string, found an array");
    check(r#""source":{"id":1}"#, "`source` must be a string or an object with a `name`, found an object");
    check(r#""authors":["A",7]"#, "`authors[1]` must be a string or an object with a `name`, found a number");
    check(r#""paragraphs":["a",{"text":"b"}]"#, "`paragraphs[1]` must be a string, found an object");
    check(r#""body":7"#, "`body` must be an array of strings or a string, found a number");
    check(r#""date":["2025"]"#, "`date` must be a string or a number, found an array");
    check(r#""lang":true"#, "`lang` must be a string, found a boolean");
    check(r#""version":{}"#, "`version` must be a string or a number, found an object");
    assert_eq!(shown(r#"{"title":7}"#), "`title` must be a string, found a number");
    assert_eq!(shown(r#"{"text":"a"}"#), "no `title`");
    assert_eq!(shown(r#"{"title":"\u0000 "}"#), "no text");
    assert_eq!(shown(r#"{"title":null,"paragraphs":[" "]}"#), "no text");
    assert_eq!(shown(r#"{"title":"","text":"a"}"#), "title= body=a");
}

#[test]
fn the_schema_names_every_key() -> Result<(), Box<dyn std::error::Error>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/article.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let mut named: Vec<&str> =
        schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    let fields = [ID, URL, TITLE, SECTION, SOURCE, AUTHORS, TOPICS, LANG, PUBLISHED, UPDATED, VERSION, BODY, META];
    let mut read = fields.concat();
    named.sort_unstable();
    read.sort_unstable();
    assert_eq!(named, read);
    Ok(())
}
