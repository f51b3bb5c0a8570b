//! The machine that is measured on. In: what the system tells. Out: one line for the head of the table.

/// Names the processor, its cores and the load.
pub(crate) fn describe() -> String {
    let information = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = information.lines().find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    format!("{}, {cores} cores, {system}, load at the start {}", model.unwrap_or("unknown processor"), load())
}

/// Tells how many processes wanted to run in the last minute.
pub(crate) fn load() -> String {
    let loads = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    loads.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown").to_owned()
}
