//! The command as a person meets it: exit code, stdout and stderr together, as readable snapshots.
//!
//! `NEWSIDX_BLESS=1 cargo test -p newsidx-cli --test cli` writes the snapshots anew; the diff is the review.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod annotating;
mod caching;
mod colours;
mod counting;
mod entities;
mod facts;
mod finding;
mod hostile;
mod indexing;
mod keeping;
mod place;
mod settings;
mod snapshot;
mod spelling;
