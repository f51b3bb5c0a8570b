//! Runs the target `read_jsonl` without end; what it holds stands in `tests/fuzz_targets`.
#![no_main]

#[path = "../../tests/fuzz_targets/mod.rs"]
#[allow(dead_code, reason = "one target of five")]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::read_jsonl(data));
