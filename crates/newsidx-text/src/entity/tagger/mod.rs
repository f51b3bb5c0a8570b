//! The trained tagger. In: tokens of an article and what the rules drafted there. Out: which tokens are names, and of
//! what coarse type. Must not know keys or subtypes: the rules decide these.
//!
//! A linear-chain conditional random field (Lafferty, `McCallum` and Pereira 2001) over hashed features, read twice: the
//! second reading knows which names the first one found elsewhere in the article. The flow: `unit` cuts, `gate` leaves
//! out what is never a name, `around` looks about, `features` tells, `model` weighs, `viterbi` chooses, `document` remembers.

mod around;
mod document;
mod facts;
mod features;
mod format;
mod gate;
mod label;
mod lexeme;
mod memo;
mod model;
mod read;
mod scorer;
mod sums;
pub mod training;
mod unit;
mod viterbi;

use std::borrow::Cow;

pub use facts::{Facts, encode as encode_facts};
pub use format::Broken;
pub use label::{COUNT, Coarse};
pub use lexeme::even_digits;
pub use model::{SCALE, encode as encode_weights};

use facts::Table;
use model::{Transitions, Weights};

pub(super) use read::{Tagged, explain, tag};

/// A model: the facts of words, and the weights.
#[derive(Clone, Debug)]
pub struct Model {
    facts: Cow<'static, [u8]>,
    weights: Cow<'static, [u8]>,
}

/// What a model's bytes hold.
#[derive(Clone, Debug)]
struct Parts<'a> {
    table: Table<'a>,
    weights: Weights<'a>,
    transitions: Transitions,
}

impl Model {
    /// Takes the bytes of a model's two files.
    ///
    /// # Errors
    /// Says why they are no model of this version. Nothing but sizes is checked: a damaged weight is not noticed, and
    /// does no harm beyond a worse answer.
    pub fn new(facts: impl Into<Cow<'static, [u8]>>, weights: impl Into<Cow<'static, [u8]>>) -> Result<Self, Broken> {
        let model = Self { facts: facts.into(), weights: weights.into() };
        model.parts()?;
        Ok(model)
    }

    /// Gives the model that is part of the program.
    ///
    /// # Errors
    /// None, since a test reads it; the type says that the bytes are treated as any others.
    #[cfg(feature = "model")]
    pub fn embedded() -> Result<Self, Broken> {
        const FACTS: &[u8] = include_bytes!("../../../data/model/words.bin");
        const WEIGHTS: &[u8] = include_bytes!("../../../data/model/weights.bin");
        Self::new(FACTS, WEIGHTS)
    }

    fn parts(&self) -> Result<Parts<'_>, Broken> {
        let table = Table::new(&self.facts)?;
        let (weights, transitions) = Weights::new(&self.weights)?;
        Ok(Parts { table, weights, transitions })
    }
}
