//! What goes wrong with single lines and files. In: failures and warnings as they come. Out: on standard error the first
//! of each kind in a file and how many more there are; what a kept index told before, in one line. Must not know what
//! comes of the articles.

use std::collections::BTreeMap;
use std::hash::{Hash as _, Hasher as _};
use std::mem::{Discriminant, discriminant};

use newsidx::read::{FailureKind, WarningKind};
use xxhash_rust::xxh3::Xxh3;

use crate::present::amount::amount;
use crate::talk::Talk;

/// How many faults of one kind are told of one file.
const TOLD: u64 = 10;

/// What was told of files at an earlier run: a hash of the faults of each.
pub(crate) type Memory = BTreeMap<String, String>;

/// Something that could not be read, or that its source may want to mend.
pub(crate) struct Fault {
    /// The file, as messages name it.
    pub(crate) file: String,
    /// What faults are counted together.
    pub(crate) kind: Kind,
    /// What is told of it.
    pub(crate) message: String,
}

/// What faults are counted together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A whole file could not be read.
    File(Discriminant<FailureKind>),
    /// One of its articles could not.
    Line(Discriminant<FailureKind>),
    /// An article was left out, because another folder has its id.
    Foreign,
    /// An article was read with a doubt.
    Doubt(Discriminant<WarningKind>),
    /// Two articles have one id.
    Conflict,
}

impl Kind {
    /// Gives the kind of a failure at a line, or of a whole file.
    pub(crate) fn failure(kind: &FailureKind, line: Option<u64>) -> Self {
        if line.is_some() { Self::Line(discriminant(kind)) } else { Self::File(discriminant(kind)) }
    }

    /// Gives the kind of a warning.
    pub(crate) fn warning(kind: &WarningKind) -> Self {
        Self::Doubt(discriminant(kind))
    }

    fn is_failure(self) -> bool {
        !matches!(self, Self::Doubt(_) | Self::Conflict)
    }
}

/// Tells faults, few enough to be read.
pub(crate) struct Faults {
    talk: Talk,
    /// What was told before, and what was told now; nothing where each run tells everything.
    memory: Option<(Memory, Memory)>,
    file: OfFile,
    /// What was told of failures, one message each.
    pub(crate) failures: Vec<String>,
    /// What was told of warnings, one message each.
    pub(crate) warnings: Vec<String>,
}

/// The faults of the file that is being read.
#[derive(Default)]
struct OfFile {
    name: String,
    hash: Xxh3,
    kinds: Vec<(Kind, u64)>,
    /// What is told at the end of the file, unless it was told before.
    waiting: Vec<(Kind, String)>,
}

impl OfFile {
    /// Counts one of a kind, and gives how many there are now.
    fn count(&mut self, kind: Kind) -> u64 {
        if let Some((_, count)) = self.kinds.iter_mut().find(|(known, _)| *known == kind) {
            *count += 1;
            return *count;
        }
        self.kinds.push((kind, 1));
        1
    }
}

impl Faults {
    /// Makes one that tells faults as they come, or with a memory only those of files that have others than before.
    pub(crate) fn new(talk: Talk, memory: Option<Memory>) -> Self {
        let memory = memory.map(|before| (before, Memory::new()));
        Self { talk, memory, file: OfFile::default(), failures: Vec::new(), warnings: Vec::new() }
    }

    /// Tells one, or counts it where enough of its kind were told of its file.
    pub(crate) fn hear(&mut self, fault: Fault) {
        if self.file.name != fault.file {
            self.end_file();
            self.file.name.clone_from(&fault.file);
        }
        fault.message.hash(&mut self.file.hash);
        if self.file.count(fault.kind) > TOLD {
            return;
        }
        if self.memory.is_some() {
            self.file.waiting.push((fault.kind, fault.message));
        } else {
            self.tell(fault.kind, fault.message);
        }
    }

    /// Tells what is left to say of a file; nothing more comes of it.
    pub(crate) fn end_file(&mut self) {
        let OfFile { name, hash, kinds, waiting } = std::mem::take(&mut self.file);
        if kinds.is_empty() {
            return;
        }
        if let Some((before, now)) = &mut self.memory {
            let hash = format!("{:016x}", hash.finish());
            now.insert(name.clone(), hash.clone());
            if before.get(&name) == Some(&hash) {
                self.tell_again(&name, &kinds);
                return;
            }
        }
        waiting.into_iter().for_each(|(kind, message)| self.tell(kind, message));
        for (kind, count) in kinds.into_iter().filter(|(_, count)| *count > TOLD) {
            self.tell(kind, format!("and {} more of this kind in {name}", count - TOLD));
        }
    }

    /// Gives what a later run should know of what was told.
    pub(crate) fn memory(&self) -> Option<&Memory> {
        self.memory.as_ref().map(|(_, now)| now)
    }

    /// Says in a line what was told at length before.
    fn tell_again(&mut self, name: &str, kinds: &[(Kind, u64)]) {
        let sum = |wanted: &dyn Fn(Kind) -> bool| -> u64 {
            kinds.iter().filter(|(kind, _)| wanted(*kind)).map(|(_, count)| count).sum()
        };
        let shows = format!("(as before): `newsidx index --dry-run {name}` shows");
        let (lines, failures) = (sum(&|kind| matches!(kind, Kind::Line(_))), sum(&Kind::is_failure));
        let warnings = sum(&|kind| !kind.is_failure());
        if failures > lines {
            self.tell(Kind::Foreign, format!("{name} could not be read whole {shows} why"));
        } else if lines > 0 {
            let them = if lines == 1 { "it" } else { "them" };
            self.tell(Kind::Foreign, format!("{} of {name} could not be read {shows} {them}", amount(lines, "line")));
        }
        if warnings > 0 {
            let them = if warnings == 1 { "it" } else { "them" };
            self.tell(Kind::Conflict, format!("{} of {name} {shows} {them}", amount(warnings, "warning")));
        }
    }

    fn tell(&mut self, kind: Kind, message: String) {
        if kind.is_failure() {
            self.talk.error(&message);
            self.failures.push(message);
        } else {
            self.talk.warning(&message);
            self.warnings.push(message);
        }
    }
}
