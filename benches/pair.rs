//! Measuring side by side. In: contenders that do the same work. Out: a row with their times and the ratio.
//!
//! In each round every contender takes its turn at every item, in an order drawn anew, so that what slows the machine
//! slows all. A ratio is the median of the ratios of the rounds, with their quartiles; a time is the
//! best of the rounds for each item, and of those the median. Nothing here knows what is measured.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use crate::Outcome;
use crate::random::Random;

/// Does its work on one item and gives a number that depends on the result, so that nothing is optimised away.
pub(crate) type Contender<'a> = Box<dyn FnMut(usize) -> Outcome<u64> + 'a>;

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// Time that passes.
    Wall,
    /// Time of all processors in this process, the system's share included; 10 ms is its smallest step.
    Cpu,
}

/// How long to measure.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    pub(crate) clock: Clock,
    pub(crate) warm_up: usize,
    pub(crate) least: usize,
    pub(crate) most: usize,
    /// Seconds after which no further round begins, the least number done.
    pub(crate) seconds: f64,
}

/// Much work, few rounds.
pub(crate) const HEAVY: Effort = Effort { clock: Clock::Cpu, warm_up: 0, least: 3, most: 3, seconds: 0.0 };
/// Little work, many rounds.
pub(crate) const LIGHT: Effort = Effort { clock: Clock::Wall, warm_up: 2, least: 9, most: 101, seconds: 1.0 };

/// The seconds that one contender took.
pub(crate) struct Measured {
    /// For each round, all items together.
    rounds: Vec<f64>,
    /// For each item, the best of all rounds.
    best: Vec<f64>,
}

impl Measured {
    /// Gives the time of the item in the middle.
    pub(crate) fn middle(&self) -> f64 {
        quantile(&self.best, 0.5)
    }

    /// Gives the time of the item that only one in twenty exceeds.
    pub(crate) fn slow(&self) -> f64 {
        quantile(&self.best, 0.95)
    }

    /// Takes off what another contender took in the same rounds.
    pub(crate) fn less(&self, part: &Self) -> Self {
        let less = |whole: &[f64], part: &[f64]| whole.iter().zip(part).map(|(whole, part)| whole - part).collect();
        Self { rounds: less(&self.rounds, &part.rounds), best: less(&self.best, &part.best) }
    }

    /// Gives the time of all items.
    pub(crate) fn all(&self) -> f64 {
        self.best.iter().sum()
    }
}

/// Gives an order: whoever goes second finds the memory warm, and that must not always be the same one.
fn shuffled(number: usize, random: &mut Random) -> Vec<usize> {
    let mut order: Vec<usize> = (0..number).collect();
    (1..number).rev().for_each(|last| order.swap(last, random.below(last + 1)));
    order
}

fn now(clock: Clock) -> Outcome<f64> {
    thread_local!(static START: Instant = Instant::now());
    match clock {
        Clock::Wall => Ok(START.with(|start| start.elapsed().as_secs_f64())),
        Clock::Cpu => cpu_seconds(),
    }
}

/// Reads the time of this process from the system, which only Linux tells without unsafe code.
pub(crate) fn cpu_seconds() -> Outcome<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks =
        |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).ok_or("`/proc/self/stat` is short");
    Ok((ticks(11)? + ticks(12)?) / 100.0)
}

fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(((sorted.len().max(1) - 1) as f64 * share).round() as usize).copied().unwrap_or(f64::NAN)
}

/// How a time is shown.
#[derive(Clone, Copy)]
pub(crate) enum Unit {
    /// Microseconds an item, the middle one.
    Micros,
    /// Milliseconds an item, the middle one.
    Millis,
    /// Megabytes a second over all items, of which there are so many bytes.
    Rate(u64),
    /// Seconds over all items.
    Seconds,
}

impl Unit {
    fn show(self, measured: &Measured) -> String {
        match self {
            Self::Micros => format!("{:.1} µs ({:.1})", measured.middle() * 1e6, measured.slow() * 1e6),
            Self::Millis => format!("{:.2} ms", measured.middle() * 1e3),
            Self::Rate(bytes) => format!("{:.1} MB/s", bytes as f64 / 1e6 / measured.all()),
            Self::Seconds => format!("{:.2} s", measured.all()),
        }
    }
}

/// What a row has to show.
#[derive(Clone, Copy)]
pub(crate) enum Wanted {
    /// Nothing: it is there to be known.
    Nothing,
    /// At most so many times the other's time.
    Ratio(f64),
    /// At most so many milliseconds.
    Millis(f64),
}

/// How thoroughly to measure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// So that the figures hold.
    Full,
    /// Everything once, to see that it runs.
    Once,
}

/// What is wanted, and what was found.
pub(crate) struct Bench {
    /// Words of which one must stand in the name of a row; none wants all.
    pub(crate) wanted: Vec<String>,
    pub(crate) pace: Pace,
    pub(crate) rows: Vec<String>,
}

const HEAD: &str = "| row | newsidx | raw tantivy, or what it is held against | ratio (quartiles) | wanted | met |\n\
                    |---|---|---|---|---|---|\n";

impl Bench {
    /// Tells whether a row, or some row of a group whose name ends in `/`, is wanted.
    pub(crate) fn takes(&self, name: &str) -> bool {
        let fits = |word: &String| name.contains(word.as_str()) || (name.ends_with('/') && word.starts_with(name));
        self.wanted.is_empty() || self.wanted.iter().any(fits)
    }

    /// Runs two contenders in turns and adds the row.
    pub(crate) fn duel(
        &mut self,
        name: &str,
        (effort, items): (Effort, usize),
        mut contenders: [Contender<'_>; 2],
        unit: Unit,
        wanted: Wanted,
    ) -> Outcome<()> {
        if let [ours, theirs] = &self.measure(effort, items, &mut contenders)?[..] {
            self.pair(name, (ours, theirs), unit, wanted);
        }
        Ok(())
    }

    /// Runs the contenders in turns.
    pub(crate) fn measure(
        &self,
        effort: Effort,
        items: usize,
        contenders: &mut [Contender<'_>],
    ) -> Outcome<Vec<Measured>> {
        let effort = if self.pace == Pace::Once { Effort { warm_up: 0, least: 1, most: 1, ..effort } } else { effort };
        let empty = || Measured { rounds: Vec::new(), best: vec![f64::MAX; items] };
        let mut measured: Vec<Measured> = contenders.iter().map(|_| empty()).collect();
        let mut random = Random::new(items as u64);
        let begin = Instant::now();
        for round in 0..effort.warm_up + effort.most {
            if round >= effort.warm_up + effort.least && begin.elapsed().as_secs_f64() > effort.seconds {
                break;
            }
            let mut sums = vec![0.0; contenders.len()];
            for item in 0..items {
                for number in shuffled(contenders.len(), &mut random) {
                    let start = now(effort.clock)?;
                    black_box(contenders[number](item)?);
                    let seconds = now(effort.clock)? - start;
                    sums[number] += seconds;
                    let best = &mut measured[number].best[item];
                    *best = best.min(seconds);
                }
            }
            if round >= effort.warm_up {
                measured.iter_mut().zip(sums).for_each(|(measured, sum)| measured.rounds.push(sum));
            }
        }
        Ok(measured)
    }

    /// Adds what two contenders took for the same work.
    pub(crate) fn pair(&mut self, name: &str, (ours, theirs): (&Measured, &Measured), unit: Unit, wanted: Wanted) {
        let ratios: Vec<f64> = ours.rounds.iter().zip(&theirs.rounds).map(|(ours, theirs)| ours / theirs).collect();
        let ratio = quantile(&ratios, 0.5);
        let (wanted, met) = match wanted {
            Wanted::Nothing => (String::new(), ""),
            Wanted::Ratio(most) => (format!("≤ {most:.2}"), yes(ratio <= most)),
            Wanted::Millis(most) => (format!("≤ {most:.0} ms"), yes(ours.middle() * 1e3 <= most)),
        };
        let spread = format!("{ratio:.2} ({:.2}–{:.2})", quantile(&ratios, 0.25), quantile(&ratios, 0.75));
        self.add(format!("| {name} | {} | {} | {spread} | {wanted} | {met} |", unit.show(ours), unit.show(theirs)));
    }

    /// Adds two sizes of one thing.
    pub(crate) fn sizes(&mut self, name: &str, ours: f64, theirs: f64, unit: &str) {
        self.add(format!("| {name} | {ours:.1} {unit} | {theirs:.1} {unit} | {:.2} | | |", ours / theirs));
    }

    fn add(&mut self, row: String) {
        eprintln!("{row}");
        self.rows.push(row);
    }

    /// Prints the table, and writes it where `NEWSIDX_BENCH_OUT` says.
    pub(crate) fn finish(self, description: &str) -> Outcome<()> {
        let mut text = format!("{description}\n\n{HEAD}");
        for row in &self.rows {
            let _never_fails = writeln!(text, "{row}");
        }
        println!("{text}");
        if let Ok(path) = std::env::var("NEWSIDX_BENCH_OUT") {
            std::fs::write(path, &text)?;
        }
        Ok(())
    }
}

fn yes(met: bool) -> &'static str {
    if met { "yes" } else { "**no**" }
}
