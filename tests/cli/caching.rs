//! `newsidx search QUERY PATH`: the index that is kept, refreshed, forgotten and cleared.

use std::fs;

use crate::place::Place;
use crate::snapshot::check;

#[test]
fn an_index_is_kept_and_told_of_once() {
    let place = Place::with_seeds();
    check(
        "cache",
        &[
            place.run(&["search", "Kallas", "seeds", "--no-facets"]),
            place.run(&["search", "Kallas", "seeds", "--no-facets"]),
            place.run(&["search", "Kallas", "seeds", "-c", "--source", "demo"]),
            place.run(&["cache", "list"]),
            place.run(&["cache", "path"]),
            place.run(&["cache", "clear"]),
            place.run(&["cache", "list"]),
            place.run(&["search", "Kallas", "seeds", "-c"]),
        ],
    );
}

#[test]
fn what_changed_is_read_again() {
    let place = Place::with_seeds();
    let count = |query: &str| place.run(&["search", query, "seeds", "-c"]).out();
    assert_eq!(count("walrus"), "0\n");
    place.write("seeds/new.txt", "New\n\nThe walrus is back.\n");
    assert_eq!(count("walrus"), "1\n");
    place.write("seeds/new.txt", "New\n\nThe walrus is back.\n\nAnother walrus.\n");
    assert_eq!(count("walrus"), "2\n");
    fs::remove_file(place.path("seeds/new.txt")).unwrap();
    assert_eq!(count("walrus"), "0\n");
}

#[test]
fn no_cache_keeps_nothing() {
    let place = Place::with_seeds();
    let ran = place.run(&["search", "Kallas", "seeds", "--no-cache", "-c"]);
    assert_eq!((ran.out().as_str(), ran.err().as_str(), ran.code), ("1\n", "", 0));
    let left = |folder: &str| fs::read_dir(place.root().join(folder)).unwrap().count();
    assert_eq!((left("cache"), left("tmpdir")), (0, 0));
}

#[test]
fn a_damaged_cache_is_made_anew() {
    let place = Place::with_seeds();
    place.run(&["search", "Kallas", "seeds", "-c"]);
    let cache = place.root().join("cache/newsidx");
    let kept = fs::read_dir(cache).unwrap().next().unwrap().unwrap().path();
    fs::write(kept.join("index/newsidx-index.json"), "damaged").unwrap();
    let ran = place.run(&["search", "Kallas", "seeds", "-c"]);
    assert_eq!((ran.out().as_str(), ran.code), ("1\n", 0), "{ran:?}");
}

#[test]
fn a_cache_that_cannot_be_written_is_no_obstacle() {
    let place = Place::with_seeds();
    fs::write(place.root().join("cache/newsidx"), "a file where a folder should be").unwrap();
    let ran = place.run(&["search", "Kallas", "seeds", "-c"]);
    assert_eq!((ran.out().as_str(), ran.code), ("1\n", 0), "{ran:?}");
    assert!(ran.err().starts_with("note: keeping no index: cannot make "), "{ran:?}");
}

#[test]
fn nothing_but_the_cache_is_cleared() {
    let place = Place::with_seeds();
    place.run(&["search", "Kallas", "seeds", "-c"]);
    let foreign = place.root().join("cache/newsidx/notes");
    fs::create_dir(&foreign).unwrap();
    assert_eq!(place.run(&["cache", "clear"]).code, 0);
    assert!(foreign.is_dir());
}
