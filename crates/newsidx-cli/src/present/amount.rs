//! Numbers as people read them. In: counts, bytes, durations. Out: short text.

use std::time::Duration;

/// Writes a count with its noun: `1 paragraph`, `1,234 paragraphs`.
pub(crate) fn amount(number: u64, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", count(number))
}

/// Writes a number with a comma at every third digit.
pub(crate) fn count(number: u64) -> String {
    grouped(&number.to_string())
}

/// Writes digits with a comma at every third from the end.
pub(crate) fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Writes a number of bytes in the unit that leaves one to three digits before the point.
pub(crate) fn bytes(number: u64) -> String {
    let units = ["kB", "MB", "GB", "TB"];
    if number < 1000 {
        return amount(number, "byte");
    }
    let mut value = number as f64;
    let mut unit = "bytes";
    for next in units {
        if value < 999.95 {
            break;
        }
        value /= 1000.0;
        unit = next;
    }
    format!("{value:.1} {unit}")
}

/// Writes a duration as minutes and seconds.
pub(crate) fn clock(duration: Duration) -> String {
    let seconds = duration.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Writes how long an answer took.
pub(crate) fn elapsed(duration: Duration) -> String {
    match duration.as_millis() {
        milliseconds @ 0..10_000 => format!("{} ms", count(milliseconds as u64)),
        _ => format!("{:.1} s", duration.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(amount(1, "paragraph"), "1 paragraph");
        assert_eq!(amount(0, "paragraph"), "0 paragraphs");
        assert_eq!(amount(1_234_567, "paragraph"), "1,234,567 paragraphs");
        assert_eq!(bytes(999), "999 bytes");
        assert_eq!(bytes(1_000), "1.0 kB");
        assert_eq!(bytes(999_960), "1.0 MB");
        assert_eq!(bytes(2_500_000_000), "2.5 GB");
        assert_eq!(clock(Duration::from_secs(125)), "2:05");
        assert_eq!(elapsed(Duration::from_millis(1500)), "1,500 ms");
        assert_eq!(elapsed(Duration::from_secs(75)), "75.0 s");
    }
}
