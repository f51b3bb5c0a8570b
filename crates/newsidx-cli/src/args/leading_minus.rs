//! Queries that begin with a minus. In: the arguments as typed. Out: the same, with `-Trump` told from flags.
//! Must not know the grammar of queries.
//!
//! `newsidx search -Trump` asks for what does not name Trump. Where an argument with one minus holds a letter that is no
//! flag, a space is put before it: the parser of arguments then takes it as it is, and the parser of queries drops it.

use std::ffi::{OsStr, OsString};

use clap::{ArgAction, Command};

/// The command whose first argument is a query.
const COMMAND: &str = "search";

/// Puts a space before a query that begins with a minus.
pub(crate) fn shield(typed: Vec<OsString>, cli: &Command) -> Vec<OsString> {
    let Some(search) = cli.find_subcommand(COMMAND) else { return typed };
    let flags = Flags { parts: [cli, search] };
    let (mut in_search, mut value_follows, mut ended) = (false, false, false);
    let mut shielded = Vec::with_capacity(typed.len());
    for argument in typed {
        ended |= argument == "--";
        let is_query = in_search && !ended && !value_follows && flags.has_stranger(&argument);
        value_follows = flags.wants_value(&argument);
        in_search |= argument == COMMAND;
        shielded.push(if is_query { spaced(&argument) } else { argument });
    }
    shielded
}

fn spaced(argument: &OsStr) -> OsString {
    let mut spaced = OsString::from(" ");
    spaced.push(argument);
    spaced
}

/// The flags of the program and of one of its commands.
struct Flags<'a> {
    parts: [&'a Command; 2],
}

impl Flags<'_> {
    /// Tells whether an argument with one minus holds a letter that is no flag, before any flag that takes a value.
    fn has_stranger(&self, argument: &OsStr) -> bool {
        let text = argument.to_string_lossy();
        let Some(letters) = text.strip_prefix('-').filter(|rest| !rest.is_empty() && !rest.starts_with('-')) else {
            return false;
        };
        for letter in letters.chars() {
            match self.short(letter) {
                Some(Takes::Nothing) => {}
                Some(Takes::Value) => return false,
                None => return true,
            }
        }
        false
    }

    /// Tells whether the next argument belongs to this one.
    fn wants_value(&self, argument: &OsStr) -> bool {
        let text = argument.to_string_lossy();
        match text.strip_prefix("--") {
            Some(long) => self.find(|arg| arg.get_long() == Some(long)) == Some(Takes::Value),
            None => text.strip_prefix('-').is_some_and(|letters| {
                letters.chars().next_back().is_some_and(|last| self.short(last) == Some(Takes::Value))
            }),
        }
    }

    fn short(&self, letter: char) -> Option<Takes> {
        // Help is added when arguments are parsed.
        if letter == 'h' { Some(Takes::Nothing) } else { self.find(|arg| arg.get_short() == Some(letter)) }
    }

    fn find(&self, wanted: impl Fn(&clap::Arg) -> bool) -> Option<Takes> {
        let arg = self.parts.iter().flat_map(|part| part.get_arguments()).find(|arg| wanted(arg))?;
        let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
        Some(if takes { Takes::Value } else { Takes::Nothing })
    }
}

/// What a flag takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    Nothing,
    Value,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn check(typed: &str, expected: &str) {
        let typed = typed.split('|').map(OsString::from).collect();
        let shielded = shield(typed, &crate::args::Cli::command());
        let shielded: Vec<_> = shielded.iter().map(|argument| argument.to_string_lossy()).collect();
        assert_eq!(shielded.join("|"), expected);
    }

    #[test]
    fn queries_are_told_from_flags() {
        check("newsidx|search|-Trump", "newsidx|search| -Trump");
        check("newsidx|search|-ceasefire|seeds", "newsidx|search| -ceasefire|seeds");
        check("newsidx|search|-c|-Trump|-", "newsidx|search|-c| -Trump|-");
        check("newsidx|search|-person:Putin", "newsidx|search| -person:Putin");
        check("newsidx|search|-lc|-C2|-i/tmp/x|-i|-xyz|a", "newsidx|search|-lc|-C2|-i/tmp/x|-i|-xyz|a");
        check("newsidx|search|--limit|-5|a", "newsidx|search|--limit|-5|a");
        check("newsidx|search|--jsno|a", "newsidx|search|--jsno|a");
        check("newsidx|search|--|-Trump", "newsidx|search|--|-Trump");
        check("newsidx|search|-h", "newsidx|search|-h");
        check("newsidx|-X|search|a", "newsidx|-X|search|a");
        check("newsidx|index|-X", "newsidx|index|-X");
    }
}
