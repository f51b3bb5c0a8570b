//! Holidays by name. In: tokens, or the place of a holiday in the list and a year. Out: which holiday they name, or its
//! day. The list is a data file.

use std::sync::LazyLock;

use crate::day::CivilDay;
use crate::lexeme::Class;
use crate::passage::Passage;

use super::calendar;

pub(super) const DATA: &str = include_str!("../../data/facts/holidays.txt");

/// No holiday has more words.
const LONGEST: usize = 4;

static HOLIDAYS: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| DATA.lines().filter_map(|line| line.split_once('\t')).collect());

/// Reads the longest holiday that starts at a token: its place in the list, and one past its last token.
pub(super) fn read(passage: &Passage<'_>, at: usize) -> Option<(usize, usize)> {
    if !passage.get(at)?.is_capital() {
        return None;
    }
    let mut name = String::new();
    let mut found = None;
    for end in at..at + LONGEST {
        let Some(token) =
            passage.get(end).filter(|_| end == at || matches!(passage.gap(end), " " | ". " | "’ " | "' "))
        else {
            break;
        };
        if end > at {
            name.push(' ');
        }
        name.push_str(&token.text.to_lowercase());
        if let Ok(place) = HOLIDAYS.binary_search_by_key(&name.as_str(), |(name, _)| name) {
            found = Some((place, end + 1));
        }
    }
    // `New Year` alone is more often the name of something.
    found.filter(|(_, end)| *end > at + 1 || passage.is(at, Class::HOLIDAY))
}

/// Gives the day of a holiday in a year.
pub(super) fn day(place: usize, year: i64) -> Option<CivilDay> {
    day_of(HOLIDAYS.get(place)?.1, year)
}

/// Reads `12-25`, `11-thu-4`, `5-mon-last` and `easter-2`.
fn day_of(rule: &str, year: i64) -> Option<CivilDay> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    if let Some(distance) = rule.strip_prefix("easter") {
        return calendar::plus(calendar::easter(year)?, distance.parse().ok()?);
    }
    let (month, rest) = rule.split_once('-')?;
    let month = month.parse().ok()?;
    let Some((weekday, number)) = rest.split_once('-') else { return calendar::date(year, month, rest.parse().ok()?) };
    let of = DAYS.iter().position(|name| *name == weekday)? as i64 + 1;
    let number = if number == "last" { 0 } else { number.parse().ok()? };
    calendar::nth_weekday(year, month, number, of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexeme::lexeme;
    use crate::lexicon::assert_sorted_and_unique;

    #[test]
    fn every_holiday_has_a_day_and_a_first_word_in_the_lists() {
        assert_sorted_and_unique("holidays", DATA);
        for (place, (name, _)) in HOLIDAYS.iter().enumerate() {
            assert!(day(place, 2025).is_some(), "{name}");
            let first = name.split(' ').next().unwrap_or_default();
            assert!(lexeme(first).is_some_and(|first| first.is(Class::HOLIDAY)), "{name}");
        }
    }
}
