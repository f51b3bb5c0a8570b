//! `newsidx annotate`. In: paths. Out: what is understood of each article, as it is read; no index.
//! Must not know how anything is understood.

use newsidx::read::{Decision, Event, Intake, ReadArticle};
use newsidx::{AnnotatedPage, Annotator, ArticleId};

use super::Outcome;
use crate::args::ask::AnnotateArgs;
use crate::failure::Result;
use crate::faults::Faults;
use crate::opened::{Soundness, read_options};
use crate::present::article::{Under, article};
use crate::session::Session;
use crate::taking::{defaults, fault_of_failure, fault_of_warning};

pub(super) fn run(session: &mut Session, args: &AnnotateArgs) -> Result<Outcome> {
    let mut intake = Intake::new(read_options(defaults(&args.defaults, &session.configs)?));
    let annotator = Annotator::default();
    let faults = Faults::new(session.talk, None);
    let mut run = Run { session, args, annotator, faults, articles: 0, intake: Soundness::Sound, ended: Ok(()) };
    let _stopped_early = intake.run(&args.paths, &mut |event| run.hear(event));
    run.faults.end_file();
    run.ended?;
    Ok(Outcome::of(run.articles > 0, run.intake))
}

struct Run<'a> {
    session: &'a mut Session,
    args: &'a AnnotateArgs,
    annotator: Annotator,
    faults: Faults,
    articles: u64,
    intake: Soundness,
    ended: Result<()>,
}

impl Run<'_> {
    fn hear(&mut self, event: Event) -> Decision {
        match event {
            Event::Article(read) => {
                self.ended = self.article(*read);
                if self.ended.is_err() {
                    return Decision::Stop;
                }
            }
            Event::Failure(failure) => {
                self.intake = Soundness::Failed;
                self.faults.hear(fault_of_failure(&failure));
            }
            Event::Warning(warning) => self.faults.hear(fault_of_warning(&warning)),
            Event::Skipped(skipped) => self.session.talk.note(&format!("{} skipped: {}", skipped.path, skipped.reason)),
            Event::File(_) => self.faults.end_file(),
        }
        Decision::Read
    }

    fn article(&mut self, read: ReadArticle) -> Result<()> {
        let annotated = self.annotator.annotate(read.article);
        let page = AnnotatedPage::new(ArticleId(read.item_id), &annotated);
        self.articles += 1;
        if self.args.json {
            return self.session.out.json(&page);
        }
        if self.articles > 1 {
            self.session.out.text("\n")?;
        }
        let width = self.session.terminal.width;
        self.session.show(|paint| article(&page, None, Under::Understood, width, *paint))
    }
}
