//! Progress of long work. In: bytes and articles so far. Out: one line on a terminal, drawn over itself and removed.
//! Must not know what the work is.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use newsidx::read::{Found, walk};

use crate::present::amount::{bytes, clock, count};
use crate::talk::Talk;

/// Work that ends sooner shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the line is drawn at most.
const INTERVAL: Duration = Duration::from_millis(100);

/// A line that shows how far the work is.
pub(crate) struct Meter {
    begun: Instant,
    /// When the line was last drawn; nothing where it is not on the screen.
    drawn: Option<Instant>,
    /// Bytes of everything, where known.
    whole: u64,
    done: u64,
    articles: u64,
    visible: bool,
}

impl Meter {
    /// Makes the meter of reading these paths; on anything but a terminal it shows nothing.
    pub(crate) fn new(terminal: bool, paths: &[PathBuf]) -> Self {
        let whole = if terminal { size(paths) } else { 0 };
        Self { begun: Instant::now(), drawn: None, whole, done: 0, articles: 0, visible: terminal }
    }

    /// Sets how many bytes are done.
    pub(crate) fn bytes(&mut self, done: u64) {
        self.done = done;
        self.draw();
    }

    /// Sets how many articles are done.
    pub(crate) fn articles(&mut self, articles: u64) {
        self.articles = articles;
        self.draw();
    }

    /// Takes the line off the screen, before something else is written and at the end.
    pub(crate) fn clear(&mut self) {
        if self.drawn.take().is_some() {
            Talk::raw("\r\x1b[K");
        }
    }

    fn draw(&mut self) {
        let fresh = self.drawn.is_some_and(|drawn| drawn.elapsed() < INTERVAL);
        if !self.visible || fresh || self.begun.elapsed() < PATIENCE {
            return;
        }
        Talk::raw(&format!("\r\x1b[K{}", line(self.articles, self.done, self.whole, self.begun.elapsed())));
        self.drawn = Some(Instant::now());
    }
}

/// Writes how far the work is, how fast it goes, and how long it will take.
fn line(articles: u64, done: u64, whole: u64, elapsed: Duration) -> String {
    let rate = articles as f64 / elapsed.as_secs_f64().max(0.001);
    let mut line = format!("{} articles, {} a second", count(articles), count(rate as u64));
    if whole > 0 && done > 0 {
        let done = done.min(whole);
        let left = elapsed.mul_f64((whole - done) as f64 / done as f64);
        line = format!("{line}, {} of {}, {} left", bytes(done), bytes(whole), clock(left));
    }
    line
}

fn size(paths: &[PathBuf]) -> u64 {
    let mut sum = 0;
    let _ended = walk(paths, &mut |found| {
        if let Found::File(file) = found {
            sum += file.size;
        }
        std::ops::ControlFlow::Continue(())
    });
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_how_fast_and_how_long() {
        let second = Duration::from_secs(1);
        assert_eq!(line(1200, 0, 0, second), "1,200 articles, 1,200 a second");
        assert_eq!(line(50, 1_000_000, 4_000_000, 20 * second), "50 articles, 2 a second, 1.0 MB of 4.0 MB, 1:00 left");
        assert_eq!(line(50, 5_000_000, 4_000_000, second), "50 articles, 50 a second, 4.0 MB of 4.0 MB, 0:00 left");
    }
}
