//! Each form of the language and what it means.

use newsidx_text::CivilDay;

use super::{lenient, strict};
use crate::query::{Bound, Days, End, EntityField, Field, MatchMode, Matcher, NoteKind, ParseOptions, Query, Repair};

/// A form without fault reads the same strictly and leniently, and prints as expected.
fn check(typed: &str, expected: &str) {
    let parsed = strict(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
    assert_eq!(parsed.query.to_string(), expected, "{typed}");
    assert_eq!(lenient(typed).as_ref(), Ok(&parsed), "{typed}");
    assert_eq!(strict(expected).map(|again| again.query), Ok(parsed.query), "{expected}");
}

/// As `check`, with the value itself.
fn check_value(typed: &str, expected: &Query) {
    assert_eq!(strict(typed).map(|parsed| parsed.query).as_ref(), Ok(expected), "{typed}");
}

fn check_any(typed: &str, expected: &str) {
    let any = ParseOptions { match_mode: MatchMode::Any, repair: Repair::Strict };
    let parsed = Query::parse(typed, &any).unwrap_or_else(|error| panic!("{typed}: {error}"));
    assert_eq!(parsed.query.to_string(), expected, "{typed}");
    assert_eq!(Query::parse(expected, &any).map(|again| again.query), Ok(parsed.query), "{expected}");
}

#[test]
fn words() {
    check("ceasefire", "ceasefire");
    check("  ceasefire \n", "ceasefire");
    check("Запоріжжя", "Запоріжжя");
    check("O'Neill", "O'Neill");
    check("Russia's", "Russia's");
    check("Russia’s", "Russia’s");
    check("U.S.", "U.S.");
    check("US", "US");
    check("30-day", "30-day");
    check("AT&T", "AT&T");
    check("3.5%", "3.5%");
    check("c++", "c++");
    check("#ceasefire @x $5", "#ceasefire AND @x AND $5");
    check("and or not", "and AND or AND not");
    check("well-known–fact", "well-known–fact");
    check("Zaporizhia Kiev Zelensky", "Zaporizhia AND Kiev AND Zelensky");
    check("צה\"ל", "צה\\\"ל");
    check("\u{FEFF}Trump\u{200B}Putin", "Trump AND Putin");
    check("=drones", "=drones");
    check("+drones", "drones");
    check("*", "*");
    check("**", "*");
}

#[test]
fn operators() {
    check("a b", "a AND b");
    check("a AND b", "a AND b");
    check("a OR b", "a OR b");
    check("a b OR c", "a AND b OR c");
    check("a AND b OR c AND d", "a AND b OR c AND d");
    check("a (b OR c)", "a AND (b OR c)");
    check("(a (b (c)))", "a AND b AND c");
    check("(a OR b) OR c", "a OR b OR c");
    check("-a", "NOT a");
    check("NOT a", "NOT a");
    check("NOT NOT a", "a");
    check("NOT -a", "a");
    check("a -b", "a AND NOT b");
    check("a NOT b c", "a AND NOT b AND c");
    check("a AND NOT b OR -c", "a AND NOT b OR NOT c");
    check("-(a b)", "NOT (a AND b)");
    check("NOT (a OR b) c", "NOT (a OR b) AND c");
    check("-\"a b\" c", "NOT \"a b\" AND c");
    check("-=a", "NOT =a");
    check("NOT *", "NOT *");
    check("30-day ceasefire", "30-day AND ceasefire");
    check("person:Trump person:Putin", "person:Trump AND person:Putin");
    check("(a)(b)", "a AND b");
    check("a\"b c\"", "a AND \"b c\"");
}

#[test]
fn any_word() {
    check_any("a b", "a OR b");
    check_any("a b AND c", "a OR b AND c");
    check_any("a AND b", "a AND b");
    check_any("a b -c", "(a OR b) AND NOT c");
    check_any("a b +c", "(a OR b) AND c");
    check_any("+a", "a");
    check_any("a b date:2024", "(a OR b) AND date:2024-01-01..2024-12-31");
    check_any("-a -b", "NOT a AND NOT b");
    check_any("a (b c) OR d", "a OR b OR c OR d");
    check_any("person:(a b) c", "person:a OR person:b OR c");
    check_any("source:x source:y", "source:x OR source:y");
}

#[test]
fn phrases() {
    check("\"nuclear plant\"", "\"nuclear plant\"");
    check("“nuclear plant”", "\"nuclear plant\"");
    check("„nuclear plant“", "\"nuclear plant\"");
    check("«nuclear plant»", "\"nuclear plant\"");
    check("»nuclear plant«", "\"nuclear plant\"");
    check("\"nuclear plant”", "\"nuclear plant\"");
    check("\" nuclear plant \"", "\"nuclear plant\"");
    check("“a \"b\" c”", "=\"a\" AND b AND =\"c\"");
    check("«a \"b\" c»", "\"a \\\"b\\\" c\"");
    check("\"a \\\"b\\\" c\"", "\"a \\\"b\\\" c\"");
    check("\"drones\"", "=\"drones\"");
    check("=\"drones flew\"", "=\"drones flew\"");
    check("\"a b\"~3", "\"a b\"~3");
    check("\"a b\"~0", "\"a b\"");
    check("\"a b\"~3^2", "\"a b\"~3^2");
    check("\"a b\"^2~3", "\"a b\"~3^2");
    check("\"AND (x) a:b\"", "\"AND (x) a:b\"");
    check("\"צה\"ל הודיע\"", "\"צה\\\"ל הודיע\"");
}

#[test]
fn inexact_words() {
    check("nucl*", "nucl*");
    check("wom?n", "wom?n");
    check("(drone?)", "(drone?)");
    check("person:(Macron?) -(drone??)", "person:(Macron?) AND NOT (drone??)");
    check("w?m?n?", "w?m?n?");
    check("*gate", "*gate");
    check("Za*zhi*", "Za*zhi*");
    check("Zaporizhia~", "Zaporizhia~1");
    check("Zaporizhia~1", "Zaporizhia~1");
    check("Zaporizhia~2^3", "Zaporizhia~2^3");
    check("a\\*b", "a\\*b");
    check("a\\*b*", "a\\*b*");
    check("a\\?b*c", "a\\?b*c");
    check_value("a\\*b*", &Query::prefix("a*b"));
    check_value("a\\?b*c", &Query::field(Field::Anywhere, Matcher::Wildcard("a\\?b*c".into())));
    check_value("gr??n", &Query::field(Field::Anywhere, Matcher::Wildcard("gr??n".into())));
    check_value("word~", &Query::field(Field::Anywhere, Matcher::Fuzzy { word: "word".into(), distance: 1 }));
}

#[test]
fn boosts() {
    check("a^2.5", "a^2.5");
    check("a^2. b^.5", "a^2 AND b^0.5");
    check("(a OR b)^2 c", "(a OR b)^2 AND c");
    check("person:(a OR b)^2", "(person:a OR person:b)^2");
    check("(a^2)^3", "(a^2)^3");
    check("-a^2", "NOT a^2");
    check("(-a)^2", "(NOT a)^2");
    check("a*^2", "a*^2");
    check("*^2", "*^2");
    check("date:2024-06-17^2", "date:2024-06-17^2");
    check("article:a^2", "article:{a}^2");
    check("article:{a}^2", "article:{a}^2");
    check("meta.stars:[1 TO 5]^2", "meta.stars:[\"1\" TO \"5\"]^2");
    check("meta.stars:>=1^2", "meta.stars:>=\"1\"^2");
}

#[test]
fn fields() {
    check("text:a", "text:a");
    check("title:\"a b\"", "title:\"a b\"");
    check("person:Trump", "person:Trump");
    check("Person:Trump PLACE:Kyiv", "person:Trump AND place:Kyiv");
    check("place:Ukraine/*", "place:Ukraine/*");
    check("place:\"United Kingdom\"/*", "place:United\\ Kingdom/*");
    check("-place:\u{201c}South Korea\u{201d}/* war", "NOT place:South\\ Korea/* AND war");
    check("place:\"South Korea/*\"", "place:South\\ Korea/*");
    check("organisation:a organization:b org:c", "org:a AND org:b AND org:c");
    check(
        "facility:a group:b occasion:c product:d work:e",
        "facility:a AND group:b AND occasion:c AND product:d AND work:e",
    );
    check(
        "section:World source:Reuters author:\"A. Writer\"",
        "section:World AND source:Reuters AND author:\"A. Writer\"",
    );
    check("topic:medtop:20000002", "topic:medtop\\:20000002");
    check("url:https://x.org/a", "url:https\\://x.org/a");
    check("url:https://x.org/*", "url:https\\://x.org/*");
    check("id:urn:newsml:a:1", "id:urn\\:newsml\\:a\\:1");
    check("lang:uk", "lang:uk");
    check("meta.desk:politics", "meta.desk:politics");
    check("META.Desk:politics", "meta.Desk:politics");
    check("meta.a\\ b:\"x y\"", "meta.a\\ b:\"x y\"");
    check("meta.symbol:$", "meta.symbol:$");
    check("meta.change:-5", "meta.change:\\-5");
    check("person:(Trump OR Putin)", "person:Trump OR person:Putin");
    check("person:(Trump Putin) x", "person:Trump AND person:Putin AND x");
    check("person:(Trump -title:x)", "person:Trump AND NOT title:x");
    check("person:Tru*", "person:Tru*");
    check("person:Trump~1", "person:Trump~1");
    check("person:=Trump", "person:=Trump");
    check("person:*", "person:*");
    check("section:*", "section:*");
    check("-person:Trump", "NOT person:Trump");
    check("person:OR", "person:\\OR");
    check("person\\:Trump", "person\\:Trump");
    let macron = Field::Entity(EntityField::Person);
    check_value("person:Macron", &Query::field(macron, Matcher::Word("Macron".into())));
}

#[test]
fn ranges() {
    check("meta.stars:[1 TO 5]", "meta.stars:[\"1\" TO \"5\"]");
    check("meta.stars:{1 TO 5}", "meta.stars:{\"1\" TO \"5\"}");
    check("meta.stars:[1 TO 5}", "meta.stars:[\"1\" TO \"5\"}");
    check("meta.stars:[* TO 5]", "meta.stars:<=\"5\"");
    check("meta.stars:{1 TO *}", "meta.stars:>\"1\"");
    check("meta.stars:[* TO *]", "meta.stars:*");
    check("meta.stars:>=5", "meta.stars:>=\"5\"");
    check("meta.stars:<5 x", "meta.stars:<\"5\" AND x");
    check("meta.name:[\"a b\" TO \"c ] d\"]", "meta.name:[\"a b\" TO \"c ] d\"]");
    check("meta.name:>=\"a b\"", "meta.name:>=\"a b\"");
    check("meta.name:[\"*\" TO b]", "meta.name:[\"*\" TO \"b\"]");
    let five = End { value: "5".into(), bound: Bound::Excluded };
    let below = Matcher::Range { from: None, to: Some(five) };
    check_value("meta.stars:<5", &Query::field(Field::Meta("stars".into()), below));
}

#[test]
fn what_is_said_dated_and_counted() {
    check("speaker:Macron said:\"peace deal\" cue:denied", "speaker:Macron AND said:\"peace deal\" AND cue:denied");
    check("said:(ceasefire OR truce)", "said:ceasefire OR said:truce");
    check("event:2025-03-14", "event:2025-03-14");
    check("event:2025-03..2025-04", "event:2025-03-01..2025-04-30");
    check("event:>=2025-03", "event:2025-03-01..");
    check("EVENT~:\"14 March 2025\"", "event~:2025-03-14");
    check("event:* -event~:*", "event:* AND NOT event~:*");
    check("event:(2024 OR 2025-03-14)", "event:2024-01-01..2024-12-31 OR event:2025-03-14");
    check("qty:drones", "qty:\"drones\"");
    check("qty:drones>=100", "qty:\"drones\">=100");
    check("qty:\"air defence systems\">=5", "qty:\"air defence systems\">=5");
    check("qty:>=100 a", "qty:>=100 AND a");
    check("qty:(drones>5 OR missiles)", "qty:\"drones\">5 OR qty:\"missiles\"");
    check("-qty:*", "NOT qty:*");
}

#[test]
fn dates() {
    check("date:2024", "date:2024-01-01..2024-12-31");
    check("date:2024-02", "date:2024-02-01..2024-02-29");
    check("date:2024-12", "date:2024-12-01..2024-12-31");
    check("date:2025-03-17", "date:2025-03-17");
    check("date:2025-3-7", "date:2025-03-07");
    check("date:2025/03/17", "date:2025-03-17");
    check("date:20250317", "date:2025-03-17");
    check("date:17.03.2025", "date:2025-03-17");
    check("date:\"17 March 2025\"", "date:2025-03-17");
    check("date:\"March 17, 2025\"", "date:2025-03-17");
    check("date:17-Mar-2025", "date:2025-03-17");
    check("date:\"June 2024\"", "date:2024-06-01..2024-06-30");
    check("date:2024-06-01..2024-06-17", "date:2024-06-01..2024-06-17");
    check("date:2024..2025-06", "date:2024-01-01..2025-06-30");
    check("date:\"1 June 2024..17 June 2024\"", "date:2024-06-01..2024-06-17");
    check("date:2024-06..", "date:2024-06-01..");
    check("date:..2024-06", "date:..2024-06-30");
    check("after:2024-06", "date:2024-07-01..");
    check("after:2024-06-01", "date:2024-06-02..");
    check("before:2024-06", "date:..2024-05-31");
    check("before:2024-06-01", "date:..2024-05-31");
    check("after:2023 before:2025", "date:2024-01-01.. AND date:..2024-12-31");
    check("date:>=2024-06", "date:2024-06-01..");
    check("date:>2024-06", "date:2024-07-01..");
    check("date:<2024-06", "date:..2024-05-31");
    check("date:[2024-06 TO 2024-07]", "date:2024-06-01..2024-07-31");
    check("date:{2024-06-01 TO 2024-06-03}", "date:2024-06-02");
    check("date:[2024-06 TO *]", "date:2024-06-01..");
    check("date:(2024-06 OR 2025-06)", "date:2024-06-01..2024-06-30 OR date:2025-06-01..2025-06-30");
    check("-date:2024", "NOT date:2024-01-01..2024-12-31");
    check("date:-000044-03-15..0001", "date:-000044-03-15..0001-12-31");
    let day = CivilDay::from_date(2025, 3, 17);
    check_value("date:2025-03-17", &Query::Days(Days { from: day, to: day }));
}

#[test]
fn articles() {
    check("article:a", "article:{a}");
    check("article:(a b)", "article:{a AND b}");
    check("article:{a OR b} c", "article:{a OR b} AND c");
    check("article:\"a b\"", "article:{\"a b\"}");
    check("article:person:Trump c", "article:{person:Trump} AND c");
    check("article:{person:Trump -ceasefire}", "article:{person:Trump AND NOT ceasefire}");
    check("article:{a article:{b}}", "article:{a AND article:{b}}");
    check("article:{article:{b}}", "article:{b}");
    check("-article:{a}", "NOT article:{a}");
    check("article:{a\\}b}", "article:{a\\}b}");
    check("a}b", "a\\}b");
}

#[test]
fn escapes() {
    check("\\AND", "\\AND");
    check("\\-a", "\\-a");
    check("\\(a\\)", "\\(a\\)");
    check("10\\:30", "10\\:30");
    check("w\\/5", "w\\/5");
    check("a\\\\b", "a\\\\b");
    check("a\\ b", "a\\ b");
    check("a\\^2", "a\\^2");
    check("a\\~1", "a\\~1");
    check("\\=a =\\=a", "\\=a AND =\\=a");
    check_value("\\AND", &Query::word("AND"));
    check_value("10\\:30", &Query::word("10:30"));
}

/// A remark is no repair: the reading stands, strictly too.
#[test]
fn remarks() {
    for (typed, expected) in
        [("what?^2", "(what?)^2"), ("url:what?", "url:what?"), ("\"nucl* plant\"", "\"nucl* plant\"")]
    {
        let parsed = strict(typed).unwrap();
        assert_eq!(parsed.query.to_string(), expected, "{typed}");
        assert_eq!(super::kinds(&parsed), [NoteKind::Wildcard], "{typed}");
    }
}

#[test]
fn builders() {
    let query =
        Query::word("a").or(Query::phrase("b c")).and(Query::exact("d").boost(2.0)).and(Query::prefix("e").not());
    assert_eq!(query.to_string(), "(a OR \"b c\") AND =d^2 AND NOT e*");
    assert_eq!(Query::person("Donald Trump").to_string(), "person:\"Donald Trump\"");
    assert_eq!(Query::place("Kyiv").in_article().to_string(), "article:{place:Kyiv}");
    assert_eq!(Query::org("NATO").or(Query::title("EU")).to_string(), "org:NATO OR title:EU");
    assert_eq!(Query::published(CivilDay::from_date(2024, 6, 1), None).to_string(), "date:2024-06-01..");
    assert_eq!(Query::word("a").boost(f32::NAN), Query::word("a"));
    assert_eq!(Query::nothing().to_string(), "NOT *");
}
