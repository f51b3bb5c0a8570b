//! Reading. In: paths, standard input or bytes. Out: articles, each with its origin, item id and fingerprint, and a
//! word on everything that is not an article. Must not know of annotation, of the index, or of the terminal.
//!
//! The flow: [`walk`] finds files, a [`Reader`] makes articles of one form, `complete` gives each what all forms share
//! (the headline freed of labels, the defaults, the item id, the fingerprint), and [`Intake`] joins the three.

mod blocks;
mod complete;
mod fields;
mod fingerprint;
mod intake;
mod jsonl;
mod language;
mod lines;
mod metadata;
mod options;
mod origin;
mod outlet;
mod path;
mod reader;
mod repair;
mod report;
mod text;
mod title;
mod values;
mod walk;
mod wordlist;

pub use fingerprint::fingerprint;
pub use intake::{Decision, Event, FileStamp, Intake, ReadArticle};
pub use jsonl::JsonLinesReader;
pub use language::language_code;
pub use options::{ArticleDefaults, ReadOptions};
pub use origin::Origin;
pub use path::{path_bytes, path_of, written_path};
pub use reader::{Input, Reader, Record, RecordedArticle, Sink};
pub use report::{FailureKind, Place, ReadFailure, ReadWarning, WarningKind};
pub use text::TextReader;
pub use title::{Headline, split_title};
pub use walk::{Found, INDEX_MARKER, SkipReason, Skipped, SourceFile, Way, walk};
