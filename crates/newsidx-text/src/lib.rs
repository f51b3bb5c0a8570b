//! Text analysis for news, as plain values: text in, spans and keys out.
//!
//! The three primary types are [`Article`] (what was read), [`Annotator`] (what understands it) and
//! [`Annotated`] (what was understood). The crate knows nothing of files, indexes or terminals.
#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

pub mod analysis;
pub mod article;
pub mod dates;
pub mod day;
pub mod entity;
pub mod fold;
pub mod language;
mod lexicon;
pub mod mention;
pub mod quantity;
pub mod quotation;
pub mod sentence;
pub mod span;
pub mod spelling;
pub mod stem;
pub mod word;

mod annotate;
mod currency;
mod lexeme;
mod number;
mod passage;
mod period;

pub use annotate::{Annotated, AnnotatedParagraph, Annotator};
pub use article::{Article, ParagraphNo};
pub use dates::{DateMention, Grain};
pub use day::{CivilDay, Published};
pub use entity::{EntityKey, EntityKind, Recogniser};
pub use language::Language;
pub use mention::{Mention, Rule};
pub use period::Period;
pub use quantity::{Amount, Bound, Quantity};
pub use quotation::{Cue, CueClass, QuotationKind, QuotationPart, Speaker};
pub use span::Span;
