//! Colour: who decides on it, and what it marks.

use crate::place::{Place, Ran};
use crate::snapshot::check;

const SEARCH: [&str; 4] = ["search", "Zaporizhzhia", "--no-facets", "--limit=1"];

fn coloured(ran: &Ran) -> bool {
    ran.out().contains('\u{1b}')
}

#[test]
fn colour_marks_what_matched() {
    let place = Place::with_seed_index();
    check("colour", &[place.run(&[&SEARCH[..], &["--color", "always"]].concat())]);
}

#[test]
fn flags_before_environment_before_configuration() {
    let always = |place: &Place| place.run(&[&SEARCH[..], &["--color=always"]].concat());
    let place = Place::with_seed_index();
    assert!(!coloured(&place.run(&SEARCH)));
    place.write(".newsidx.toml", "color = \"always\"\n");
    assert!(coloured(&place.run(&SEARCH)));
    let place = place.set("NO_COLOR", "1");
    assert!(!coloured(&place.run(&SEARCH)));
    assert!(coloured(&always(&place)));
    let forced = Place::with_seed_index().set("CLICOLOR_FORCE", "1");
    assert!(coloured(&forced.run(&SEARCH)));
    assert!(!coloured(&forced.run(&[&SEARCH[..], &["--color=never"]].concat())));
    assert!(!coloured(&forced.set("NO_COLOR", "1").run(&SEARCH)));
}
