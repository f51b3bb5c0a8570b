//! Numbers on the command line. In: what was typed. Out: a number, or what to write in our own words.
//! Must not know what is counted.

use std::fmt::Display;
use std::num::NonZeroU32;
use std::str::FromStr;

/// Reads a whole number between two others, both included.
pub(crate) fn whole<T>(least: T, most: T) -> impl Fn(&str) -> Result<T, String> + Clone
where
    T: FromStr + Display + PartialOrd + Copy,
{
    move |typed| {
        let number = typed.parse().ok().filter(|number| (least..=most).contains(number));
        number.ok_or_else(|| format!("write a whole number from {least} to {most}"))
    }
}

/// Reads a whole number that is not 0.
pub(crate) fn from_one() -> impl Fn(&str) -> Result<NonZeroU32, String> + Clone {
    whole(NonZeroU32::MIN, NonZeroU32::MAX)
}
