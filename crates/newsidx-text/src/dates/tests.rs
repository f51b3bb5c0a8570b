//! Rows of expressions with what they mean for an article of Monday, 2025-03-17, and what holds for any text.

use proptest::prelude::*;

use super::*;
use crate::day::Published;
use crate::passage::work;
use crate::sentence;
use crate::word::{self, Word};

const SEED: &str = include_str!("../../../../seeds/ceasefire-talks.txt");

fn dates_of(text: &str, published: Option<Published>) -> Vec<DateMention> {
    let words: Vec<Word> = word::words(text).collect();
    let ends = sentence::ends(text);
    find(&[Passage::new(text, &words, &ends, &[])], published).pop().unwrap_or_default()
}

fn monday() -> Option<Published> {
    Published::parse("2025-03-17")
}

fn printed(text: &str, date: &DateMention) -> String {
    let days = match date.days {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first} {last}"),
        None => "-".to_owned(),
    };
    format!("{}|{days}|{}|{}", date.span.of(text), date.grain.name(), date.rule)
}

fn check(text: &str, expected: &str) {
    check_on("2025-03-17", text, expected);
}

fn check_on(published: &str, text: &str, expected: &str) {
    let found: Vec<String> =
        dates_of(text, Published::parse(published)).iter().map(|date| printed(text, date)).collect();
    assert_eq!(found.join("; "), expected, "{text}");
}

#[test]
fn weekdays_follow_the_tense() {
    check("He said on Friday that it was over.", "Friday|2025-03-14|day|weekday-past");
    check("He confirmed on Monday that it was over.", "Monday|2025-03-17|day|weekday-past");
    check("They will meet on Tuesday.", "Tuesday|2025-03-18|day|weekday-future");
    check("“I will be conversing with him on Tuesday.”", "Tuesday|2025-03-18|day|weekday-future");
    check("He announced plans to discuss it on Tuesday.", "Tuesday|2025-03-18|day|weekday-future");
    check("“Preparations for the call on Tuesday are underway.”", "Tuesday|2025-03-18|day|weekday-future");
    check("During Sunday appearances they underscored it.", "Sunday|2025-03-16|day|weekday-past");
    check("Talks are expected to resume on Thursday.", "Thursday|2025-03-20|day|weekday-future");
    check("The shares rose more than Thursday's close.", "Thursday|2025-03-13|day|weekday-past");
    check("He left last Friday.", "last Friday|2025-03-14|day|weekday-last");
    check("They meet next Friday.", "next Friday|2025-03-28|day|weekday-next");
    check("Fire in Kursk, Sunday", "Sunday|2025-03-16|day|weekday-assumed");
    check("It happened on Saturday, April 25, 1998.", "Saturday, April 25, 1998|1998-04-25|day|day");
    check("It rained on Thursday evening.", "Thursday evening|2025-03-13|time|weekday-past");
}

#[test]
fn plans_and_calendars_are_ahead() {
    check("Rovers host Thornbury on Wednesday.", "Wednesday|2025-03-19|day|weekday-future");
    check("The team plays Leeds on Friday.", "Friday|2025-03-21|day|weekday-future");
    check("Talks resume Thursday.", "Thursday|2025-03-20|day|weekday-future");
    check("The trial, which has lasted three weeks, continues on Thursday.", "Thursday|2025-03-20|day|weekday-future");
    check("England travel to Wales on Saturday.", "Saturday|2025-03-22|day|weekday-future");
    check("He made three visits on Friday.", "Friday|2025-03-14|day|weekday-past");
    check("The protesters gathered on Friday.", "Friday|2025-03-14|day|weekday-past");
    check("It told riders to postpone trips until Saturday.", "Saturday|2025-03-22|day|weekday-future");
    check("The roads are closed until Saturday.", "Saturday|2025-03-22|day|weekday-future");
    check("They talked until Saturday.", "Saturday|2025-03-15|day|weekday-past");
    check("The hearing was adjourned until Friday.", "Friday|2025-03-21|day|weekday-future");
    check("Snow was expected on Wednesday.", "Wednesday|2025-03-19|day|weekday-future");
    check("Hail was forecast for Sunday.", "Sunday|2025-03-23|day|weekday-future");
    check("The vote was set for Tuesday.", "Tuesday|2025-03-18|day|weekday-future");
    check("The hall was set on fire on Tuesday.", "Tuesday|2025-03-11|day|weekday-past");
    check("He had been expected on Friday.", "Friday|2025-03-14|day|weekday-past");
}

#[test]
fn a_month_still_to_come_is_the_next_one() {
    let (feb, mar) = ("2026-02-01 2026-02-28|month|month", "2026-03-01 2026-03-31|month|month");
    check_on("2025-04-17", "The works will start in March and last fourteen months.", &format!("March|{mar}"));
    check("The fair will be held in February.", &format!("February|{feb}"));
    check("The owners plan to reopen in February.", &format!("February|{feb}"));
    check("They may march in February.", &format!("February|{feb}"));
    check("They will gain from its purchase in February.", "February|2025-02-01 2025-02-28|month|month");
    check("The February deal is not in danger.", "February|2025-02-01 2025-02-28|month|month");
    check("The fair was held in February.", "February|2025-02-01 2025-02-28|month|month");
    check("The fair will run from February to May.", "February to May|2025-02-01 2025-05-31|span|range");
    check("It could also last six weeks, or last nine.", "");
    check("It has rained in the last six weeks.", "the last six weeks|2025-02-03 2025-03-17|span|stretch");
}

#[test]
fn a_week_ahead() {
    check("Farmers brace for a 30% levy from Thursday", "Thursday|2025-03-20|day|weekday-future");
    check("Norway braces for snow from Saturday", "Saturday|2025-03-22|day|weekday-future");
    check("Shops are braced for a walkout on Friday.", "Friday|2025-03-21|day|weekday-future");
    check(
        "Rovers visit Leeds on Saturday and host Hull in the cup the following Tuesday.",
        "Saturday|2025-03-22|day|weekday-future; the following Tuesday|2025-03-25|day|from-named",
    );
    check("He fell ill and died the following Tuesday.", "the following Tuesday|-|day|from-named");
    check("They will meet the following Friday.", "the following Friday|2025-03-28|day|from-named");
    check("The hearing resumes on Friday week.", "Friday week|2025-03-28|day|weekday-future");
    check("They met on Friday week-long.", "Friday|2025-03-14|day|weekday-past");
}

#[test]
fn no_day_is_invented() {
    let march = "March 1994|1994-03-01 1994-03-31|month|month-year";
    check("He was freed in March 1994. She wept that day.", &format!("{march}; that day|-|day|that-named"));
    check("He was freed in March 1994. She wept the next day.", &format!("{march}; the next day|-|day|from-named"));
    check(
        "He was freed in March 1994. She wept that year.",
        &format!("{march}; that year|1994-01-01 1994-12-31|year|that-named"),
    );
    check("They sing every Christmas and each Easter.", "Christmas|-|day|holiday; Easter|-|day|holiday");
    check("It was Orthodox Easter.", "Easter|-|day|holiday");
    check(
        "They sang on January 6, Christmas Eve in their church.",
        "January 6|2025-01-06|day|month-day; Christmas Eve|2025-01-06|day|that-named",
    );
    check("The drunk man was looking for a place to fall over.", "");
    check("His team’s first half was poor.", "first half|-|span|half-year");
    check(
        "It grew in the first half of the year.",
        "the first half|2025-01-01 2025-06-30|span|half-year; the year|2025-01-01 2025-12-31|year|current",
    );
    check("It grew in the first half of 2023.", "the first half of 2023|2023-01-01 2023-06-30|span|half-year");
}

#[test]
fn a_tale_of_the_past_goes_on_from_its_own_dates() {
    check(
        "In 1970 she sold it, and over the next 20 years she sang.",
        "1970|1970-01-01 1970-12-31|year|year; the next 20 years|1970-01-01 1990-01-01|span|from-named",
    );
    check(
        "In 1970 she sold it. He disagreed over the next 20 years.",
        "1970|1970-01-01 1970-12-31|year|year; the next 20 years|2025-03-18 2045-03-17|span|stretch",
    );
    check("It will grow over the next two years.", "the next two years|2025-03-18 2027-03-17|span|stretch");
    check("He played it the next night.", "the next night|-|time|from-named");
    check(
        "“He sang it again the next night,” she said on Sunday.",
        "the next night|-|time|from-named; Sunday|2025-03-16|day|weekday-past",
    );
    check("It came two years later than others.", "two years later|-|year|from-named");
    check("They fled overnight Friday.", "overnight Friday|2025-03-14 2025-03-15|time|weekday-past");
    check("They fled overnight on Friday.", "overnight on Friday|2025-03-14 2025-03-15|time|weekday-past");
}

#[test]
fn quotations_count_from_the_day_they_were_spoken() {
    check(
        "“Tonight we have won,” he said on Saturday night.",
        "Tonight|2025-03-15|time|speech-day; Saturday night|2025-03-15 2025-03-16|time|weekday-past",
    );
    check(
        "In his address on Saturday, he said it would hold \"from tomorrow\".",
        "Saturday|2025-03-15|day|weekday-past; tomorrow|2025-03-16|day|speech-day",
    );
    check("“It ended yesterday,” he said.", "yesterday|2025-03-16|day|relative-day");
    check(
        "He said on Saturday that it ended. “We go tomorrow.”",
        "Saturday|2025-03-15|day|weekday-past; tomorrow|2025-03-18|day|relative-day",
    );
}

#[test]
fn years_that_texts_tell_of() {
    check("It began 8,000 years ago.", "8,000 years ago|-|year|ago");
    check("It fell on 9999-12-05.", "9999-12-05|-|day|day");
    check("It falls in 2500.", "2500|2500-01-01 2500-12-31|year|year");
    check("It came to 2500 men in 2600 newly built huts.", "");
    check("It fell in the 5th century BC, not in 1200 BC.", "the 5th century BC|-|span|century; 1200 BC|-|year|year");
    check("It will be built in a decade.", "a decade|2035-01-01 2035-12-31|year|ago");
    check("It will be so a decade from now.", "a decade from now|2035-01-01 2035-12-31|year|ago");
    check("It will be so in a century.", "a century|2125-01-01 2125-12-31|year|ago");
}

#[test]
fn days_and_months() {
    check("It fell on March 3, 2022.", "March 3, 2022|2022-03-03|day|day");
    check("It fell on 3 March 2022.", "3 March 2022|2022-03-03|day|day");
    check("It fell in March 2022.", "March 2022|2022-03-01 2022-03-31|month|month-year");
    check("From 3 to 5 March they met.", "3 to 5 March|2025-03-03 2025-03-05|span|month-day");
    check("From March 3-5 they met.", "March 3-5|2025-03-03 2025-03-05|span|month-day");
    check("MOSCOW, March 16 (Agency) - It rained.", "March 16|2025-03-16|day|month-day");
    check("He left on Dec. 30.", "Dec. 30|2024-12-30|day|month-day");
    check("It fell on 2022-03-03.", "2022-03-03|2022-03-03|day|day");
    check("It began in November.", "November|2024-11-01 2024-11-30|month|month");
    check("It begins in June.", "June|2025-06-01 2025-06-30|month|month");
    check("It was open from March to May 2021.", "March to May 2021|2021-03-01 2021-05-31|span|range");
    check("On Feb. 30 nothing was.", "Feb. 30|-|day|month-day");
    check("He resigned on the 11th.", "the 11th|2025-03-11|day|day-of-month");
    check("It was Christmas Day.", "Christmas Day|2024-12-25|day|holiday");
}

#[test]
fn a_stated_year_belongs_to_its_day() {
    check("It falls on 3 March, 3050.", "3 March, 3050|-|day|day");
    check("It falls on Dec 31, 9999.", "Dec 31, 9999|-|day|day");
    check("It fell on 31 February 2025.", "31 February 2025|-|day|day");
    check("It fell on Monday, February 31, 2025.", "Monday, February 31, 2025|-|day|day");
    check("It fell on 99 March 2025.", "99 March 2025|-|day|day");
    check("It fell on 0 March 2025.", "0 March 2025|-|day|day");
    check("It fell on March 32, 2025.", "March 32, 2025|-|day|day");
    check("It fell on Friday, March 45, 2025.", "Friday, March 45, 2025|-|day|day");
    check("It fell on 29 February 2024.", "29 February 2024|2024-02-29|day|day");
    check("On March 3, 5000 people came.", "March 3|2025-03-03|day|month-day");
    check("They met between March 3 and 5.", "March 3 and 5|2025-03-03 2025-03-05|span|month-day");
    check("They met between March 3 and 5, 2022.", "March 3 and 5, 2022|2022-03-03 2022-03-05|span|range");
    check("Between March 3 and 12 people nothing was.", "March 3|2025-03-03|day|month-day");
}

#[test]
fn years_and_more() {
    check("It was so since 2014.", "2014|2014-01-01 2014-12-31|year|since");
    check("It was so from 2014 to 2022.", "2014 to 2022|2014-01-01 2022-12-31|span|range");
    check("It was so in the late 1970s.", "the late 1970s|1970-01-01 1979-12-31|span|decade");
    check("It was so in the 19th century.", "the 19th century|1800-01-01 1899-12-31|span|century");
    check("It was so in the third quarter of 1984.", "the third quarter of 1984|1984-07-01 1984-09-30|quarter|quarter");
    check("It was so in nineteen ninety-seven.", "nineteen ninety-seven|1997-01-01 1997-12-31|year|year");
    check("It was so in the winter of 1994.", "the winter of 1994|1994-12-01 1995-02-28|span|season");
    check("They sold 1990 houses.", "");
    check("They sold 2000 km of cable for $1999.", "");
    check("It was so in the first week of 2021.", "the first week of 2021|2021-01-04 2021-01-10|week|week-of");
}

#[test]
fn what_counts_from_the_publication() {
    check("He left yesterday.", "yesterday|2025-03-16|day|relative-day");
    check("It was accepted last week.", "last week|2025-03-10 2025-03-16|week|shifted");
    check("It was made over the weekend.", "the weekend|2025-03-15 2025-03-16|weekend|current");
    check("It will be made over the weekend.", "the weekend|2025-03-22 2025-03-23|weekend|current");
    check("It was hit overnight.", "overnight|2025-03-16 2025-03-17|time|overnight");
    check("It is due in the coming week.", "the coming week|2025-03-17 2025-03-23|week|coming");
    check("He left two years ago.", "two years ago|2023-01-01 2023-12-31|year|ago");
    check("He left nearly four years ago.", "nearly four years ago|2021-01-01 2021-12-31|year|ago");
    check("He will leave in two weeks.", "two weeks|2025-03-31 2025-04-06|week|ago");
    check("It took him in two weeks of work.", "");
    check("He has seen it for the past three years.", "the past three years|2022-03-17 2025-03-17|span|stretch");
    check(
        "He left on March 3, 2022 and came back the next day.",
        "March 3, 2022|2022-03-03|day|day; the next day|2022-03-04|day|from-named",
    );
    check(
        "It is now so, recently and soon.",
        "now|-|vague|vague-present; recently|-|vague|vague-past; soon|-|vague|vague-future",
    );
    check("He left 99999999999999999999999 years ago.", "");
}

#[test]
fn ordinary_words_are_no_dates() {
    check("They may march in the sun for a second.", "");
    check("The Sun said that Theresa may fall.", "");
    check("March on! Spring back.", "");
    check("It is expected to last three weeks and could last two days more.", "");
    check("It lit a Christmas tree and a Christmas fund for Easter eggs.", "");
    check("It left on Easter Monday behind him.", "Easter Monday|2025-04-21|day|holiday");
    check("Near Christmas it left.", "Christmas|2024-12-25|day|holiday");
    check("LIMA, July 2 - 14 people died.", "July 2|2025-07-02|day|month-day");
    check("The fall of the house was 12 seconds long.", "");
}

#[test]
fn without_a_publication_date_nothing_is_invented() {
    let text = "He said on Friday that he left last week, two years ago, in June, on March 3, and in March 2022.";
    let found: Vec<String> = dates_of(text, None).iter().map(|date| printed(text, date)).collect();
    let unresolved = found.iter().filter(|date| date.contains("|-|")).count();
    assert_eq!((found.len(), unresolved), (6, 5), "{found:?}");
}

#[test]
fn the_seed() {
    let lines: Vec<&str> = SEED.lines().filter(|line| !line.is_empty()).collect();
    let words: Vec<Vec<Word>> = lines.iter().map(|line| word::words(line).collect()).collect();
    let ends: Vec<Vec<u32>> = lines.iter().map(|line| sentence::ends(line)).collect();
    let read = lines.iter().zip(&words).zip(&ends);
    let passages: Vec<Passage<'_>> = read.map(|((line, words), ends)| Passage::new(line, words, ends, &[])).collect();
    let mut found = Vec::new();
    for (no, dates) in find(&passages, monday()).iter().enumerate() {
        let days = dates.iter().filter_map(|date| date.days.map(|days| (date.grain.name(), days)));
        found
            .extend(days.map(|(grain, (first, last))| format!("p{no} {grain} {first} {last}").replace("2025-03-", "")));
    }
    let expected = [
        "p1 day 18 18",
        "p2 day 16 16",
        "p3 day 18 18",
        "p3 weekend 15 16",
        "p4 day 17 17",
        "p5 day 18 18",
        "p6 week 10 16",
        "p6 weekend 15 16",
        "p10 month 2022-03-01 2022-03-31",
        "p12 day 17 17",
        "p13 day 17 17",
        "p14 day 14 14",
        "p15 day 16 16",
        "p16 day 14 14",
        "p17 year 2014-01-01 2014-12-31",
        "p17 year 2022-01-01 2022-12-31",
        "p20 day 17 17",
        "p21 day 15 15",
        "p21 week 17 23",
        "p23 day 17 17",
        "p24 time 16 17",
        "p24 day 17 17",
    ];
    assert_eq!(found, expected);
}

/// Asserts that each piece, over and over in one paragraph, costs no more a piece the more there are of it.
#[test]
fn hostile_text_is_read_in_one_pass() {
    for piece in [
        "Monday ",
        "1990 ",
        "last ",
        "the end of the end of ",
        "March 3-",
        "a year ago, ",
        "12 ",
        "between 1990 and ",
        "“ today ",
        "\" he said on Sunday today",
        "overnight on ",
        "until Monday to ",
        "next 30 years ",
        "Christmas ",
        "January 6, Christmas Eve ",
        "March 1984 that day ",
        "the following Tuesday ",
        "will from August to October ",
        "and last 2 years ",
    ] {
        work::assert_linear(piece, |pieces| drop(dates_of(&piece.repeat(pieces), monday())));
    }
}

#[test]
fn an_article_of_many_paragraphs_is_read_in_one_pass() {
    let text = "“We left the next day and that year,” he told them on Sunday, a year later, in March 2022.";
    let words: Vec<Word> = word::words(text).collect();
    let ends = sentence::ends(text);
    work::assert_linear(text, |pieces| {
        let passages: Vec<Passage<'_>> = (0..pieces).map(|_| Passage::new(text, &words, &ends, &[])).collect();
        assert_eq!(find(&passages, monday()).len(), pieces);
    });
}

/// Asserts that the rows name each rule once, and read a date by it.
#[test]
fn every_rule_reads_something() {
    let rows = [
        ("ago", "He left two years ago."),
        ("ago-quarter", "It rose in the third quarter of 2024 from a year ago."),
        ("century", "It stood in the 19th century."),
        ("coming", "It is due in the coming week."),
        ("current", "It was made over the weekend."),
        ("day", "It fell on 3 March 2022."),
        ("day-of-month", "He resigned on the 11th."),
        ("decade", "It was so in the 1980s."),
        ("from-named", "He left on March 3, 2022 and came back the next day."),
        ("half-year", "It grew in the first half of 2023."),
        ("holiday", "It was Christmas Day."),
        ("month", "It began in November."),
        ("month-day", "He left on Dec. 30."),
        ("month-year", "It fell in March 2022."),
        ("overnight", "It was hit overnight."),
        ("quarter", "It was so in the third quarter of 1984."),
        ("range", "It was so from 2014 to 2022."),
        ("relative-day", "He left yesterday."),
        ("season", "It was so in the winter of 1994."),
        ("shifted", "It was accepted last week."),
        ("since", "It was so since 2014."),
        ("speech-day", "“We left yesterday,” he said on Friday."),
        ("stretch", "He has seen it for the past three years."),
        ("that-named", "He came on March 3, 2022 and left that day."),
        ("vague-future", "It is soon so."),
        ("vague-past", "It was recently so."),
        ("vague-present", "It is now so."),
        ("week-of", "It fell in the first week of 2021."),
        ("weekday-any", "They meet every Monday."),
        ("weekday-assumed", "Fire in Kursk, Sunday"),
        ("weekday-future", "They will meet on Tuesday."),
        ("weekday-last", "He left last Friday."),
        ("weekday-next", "They meet next Friday."),
        ("weekday-past", "He said on Friday that it was over."),
        ("weekday-this", "They will meet this Friday."),
        ("year", "It was so in 2014."),
    ];
    for (rule, text) in rows {
        assert!(dates_of(text, monday()).iter().any(|date| date.rule.0 == rule), "{rule}: {text}");
    }
    assert!(rows.iter().map(|(rule, _)| rule).eq(RULES.iter().map(|(rule, _)| rule)));
}

proptest! {
    #[test]
    fn spans_are_sorted_apart_and_on_characters(text in pieces(), day in -4_371_587_i64..=2_932_896) {
        let found = dates_of(&text, Some(Published::of_day(CivilDay(day))));
        prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        for date in &found {
            prop_assert!(text.get(date.span.range()).is_some_and(|words| !words.is_empty()), "{:?}", date.span);
            prop_assert!(date.days.is_none_or(|(first, last)| first <= last && first.date().is_some() && last.date().is_some()));
            prop_assert!(meaning(&date.rule).is_some());
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC*") {
        let _ = dates_of(&text, monday());
    }
}

/// Makes text of words that dates are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "last", "next", "the", "week", "year", "March", "3", "31", "2022", "9999", "Friday", "of", "to", "from", "-",
        "’s", "ago", "a", "two", "million", "quarter", "third", "century", "99th", "é", "“", ",", ".", "early",
        "year-ago", "1980s", "between", "and", "in", "decade", "coming", "weekend", "Easter", "Sunday", "ninety",
        "nineteen", "later", "that", "day", "20th", "p.m.", "will", "months", "'s", "Dec", "/", ":",
    ]);
    // Pieces without a space between them make words of several: `Friday’s`.
    let separator = prop::sample::select(vec!["", " ", " ", " "]);
    prop::collection::vec((piece, separator), 0..12)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, separator)| [piece, separator]).collect())
}
