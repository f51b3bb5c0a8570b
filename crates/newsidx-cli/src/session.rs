//! What every command has at hand. In: shared arguments, the environment, configuration files. Out: settings, the
//! terminal, and the two ways to speak. Must not know any command.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use crate::args::Shared;
use crate::config::Configs;
use crate::failure::Result;
use crate::location::{self, Location};
use crate::output::Output;
use crate::pager;
use crate::present::paint::Paint;
use crate::talk::Talk;
use crate::terminal::{Paging, Terminal};

/// How many articles a search gives unless told.
const LIMIT: usize = 10;

/// How many paragraphs of each article a search gives unless told.
const PER_ARTICLE: usize = 3;

/// The surroundings of one command.
pub(crate) struct Session {
    shared: Shared,
    pub(crate) configs: Configs,
    pub(crate) terminal: Terminal,
    pub(crate) out: Output,
    pub(crate) talk: Talk,
    begun: Instant,
}

impl Session {
    pub(crate) fn begin(shared: Shared) -> Result<Self> {
        let begun = Instant::now();
        let configs = Configs::load()?;
        let terminal = Terminal::find(shared.color, configs.get(|config| config.color), shared.width);
        let talk = Talk::new(Paint { colour: terminal.colour_of_talk, links: false });
        Ok(Self { shared, configs, terminal, out: Output::new(), talk, begun })
    }

    /// Finds the index to ask.
    pub(crate) fn index_to_ask(&self) -> Result<Location> {
        location::to_ask(self.shared.index.as_deref(), &self.configs)
    }

    /// Finds the index to write to, which need not be there yet.
    pub(crate) fn index_to_write(&self) -> Result<Location> {
        location::to_write(self.shared.index.as_deref(), &self.configs)
    }

    /// Tells whether an index was named on the command line.
    pub(crate) fn names_index(&self) -> bool {
        self.shared.index.is_some()
    }

    /// Gives how many articles a search gives.
    pub(crate) fn limit(&self, flag: Option<NonZeroU32>) -> usize {
        flag.or_else(|| self.configs.get(|config| config.limit)).map_or(LIMIT, |limit| limit.get() as usize)
    }

    /// Gives how many paragraphs of each article a search gives.
    pub(crate) fn per_article(&self, flag: Option<NonZeroU32>) -> usize {
        flag.or_else(|| self.configs.get(|config| config.per_article)).map_or(PER_ARTICLE, |count| count.get() as usize)
    }

    /// Gives the time since the command began.
    pub(crate) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    /// Writes what a person reads: through a pager where it is longer than the screen.
    pub(crate) fn show(&mut self, render: impl Fn(&Paint) -> String) -> Result<()> {
        let paint = Paint { colour: self.terminal.colour, links: self.terminal.links };
        let text = render(&paint);
        if !self.is_long(&text) {
            return self.out.text(&text);
        }
        // Older pagers print the codes of links.
        let text = render(&Paint { links: false, ..paint });
        if pager::show(&text) { Ok(()) } else { self.out.text(&text) }
    }

    fn is_long(&self, text: &str) -> bool {
        let paging = self.shared.pager.or_else(|| self.configs.get(|config| config.pager)).unwrap_or(Paging::Auto);
        paging == Paging::Auto && self.terminal.height.is_some_and(|height| text.lines().count() + 2 > height)
    }
}
