//! What an expression of time says before it is resolved. In: nothing. Out: plain values that the readers make and
//! the resolver takes.

use super::Grain;
use super::calendar::Days;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    /// `the year-earlier period`: as long as what was named before.
    Period,
    Half,
}

impl Unit {
    /// Gives the unit with a number in the word lists; shorter units than a day are none.
    pub(super) fn numbered(number: i32) -> Option<Self> {
        Some(match number {
            4 => Self::Day,
            5 => Self::Week,
            6 => Self::Weekend,
            7 => Self::Fortnight,
            8 => Self::Month,
            9 => Self::Quarter,
            10 => Self::Year,
            11 => Self::Decade,
            12 => Self::Century,
            13 => Self::Period,
            14 => Self::Half,
            _ => return None,
        })
    }

    /// Gives how fine a stretch of it is.
    pub(super) fn grain(self) -> Grain {
        match self {
            Self::Day => Grain::Day,
            Self::Week => Grain::Week,
            Self::Weekend => Grain::Weekend,
            Self::Month => Grain::Month,
            Self::Quarter => Grain::Quarter,
            Self::Year => Grain::Year,
            Self::Fortnight | Self::Decade | Self::Century | Self::Period | Self::Half => Grain::Span,
        }
    }
}

/// Which of several stretches of a name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Nothing says so but the tense of the sentence.
    Tense,
    Last,
    This,
    Next,
    /// The one that is to come, or the present one: `will open in April`.
    Ahead,
    /// `Friday week`: a week after the coming one.
    WeekOn,
    /// `a Monday`, `every Christmas`: none in particular.
    Any,
    /// The year that stands beside it.
    Year(i64),
    /// The year so many years from the present one.
    YearShift(i64),
}

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sense {
    /// Days of the calendar, whoever reads it.
    Fixed(Days, Grain, &'static str),
    /// A date written in full that no calendar has, or of a year that no text tells of: `31 February 2025`.
    Never(Grain, &'static str),
    /// A day of the week, 1 for Monday.
    Weekday(i64, Which),
    /// `the following Tuesday`: the first one after the day named last.
    Following(i64),
    /// A day of a month, and its last one where there are two.
    MonthDay { month: i64, day: i64, last: i64, which: Which },
    /// A day of the month that is a day of the week: `Friday 31`.
    WeekdayDay(i64, i64),
    /// A day of the month that the tense asks for: `on the 18th`.
    DayOfMonth(i64),
    /// `in two weeks`, where the sentence tells of what is to come.
    In(Unit, i64),
    /// The week that holds a day of a month.
    WeekOf(i64, i64),
    /// A month.
    Month(i64, Which),
    /// A quarter of a year.
    Quarter(i64, Which),
    /// Half a year.
    Half(i64, Which),
    /// A season, by its first month.
    Season(i64, Which),
    /// A holiday, by its place in the list.
    Holiday(usize, Which),
    /// `yesterday`.
    Relative(i64),
    /// `overnight`, `last night`.
    Overnight,
    /// `last week`: so many units from the present one.
    Shifted(Unit, i64),
    /// `the weekend`, `the quarter`: the one that the tense asks for.
    Current(Unit),
    /// `the coming week`.
    Coming(Unit),
    /// `two years ago`, or ahead where negative.
    Ago(Unit, i64),
    /// `a year earlier`: so many units before what was named last.
    Before(Unit, i64),
    /// `that day`: what was named last.
    That(Unit),
    /// A week of a month, or of a year where no month is told, by its number; the last one is 0.
    NthWeek { number: i64, month: Option<i64>, which: Which },
    /// `the 1988 period`: what was named last, in another year.
    PartOf(i64),
    /// `the past three years`: a stretch that ends today, or begins with it where negative.
    Past(Unit, i64),
    /// No stretch: before, at or after the present.
    Vague(i64),
}

/// What a reader found: the tokens from `first` up to `end`, and what they say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) sense: Sense,
    /// The other end of a stretch.
    pub(super) until: Option<Sense>,
    /// A time of day stands with it.
    pub(super) timed: Timed,
}

/// Whether a part of the day is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timed {
    No,
    /// A part within the day.
    Part,
    /// The night that follows the day: it ends on the next one.
    Night,
}

impl Draft {
    pub(super) fn new(first: usize, end: usize, sense: Sense) -> Self {
        Self { first, end, sense, until: None, timed: Timed::No }
    }
}
