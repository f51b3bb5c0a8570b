//! Configuration files, and where an index is found.

use std::fs;

use crate::place::Place;
use crate::snapshot::check;

#[test]
fn flags_before_project_before_user() {
    let place = Place::with_seeds();
    let articles = |args: &[&str]| {
        let args = [&["search", "*", "seeds", "--json", "--no-facets"], args].concat();
        place.run(&args).json()["articles"].as_array().unwrap().len()
    };
    assert_eq!(articles(&[]), 10);
    fs::create_dir_all(place.root().join("config/newsidx")).unwrap();
    fs::write(place.root().join("config/newsidx/config.toml"), "limit = 7\nper_article = 1\n").unwrap();
    assert_eq!(articles(&[]), 7);
    place.write(".newsidx.toml", "limit = 5\n");
    assert_eq!(articles(&[]), 5);
    assert_eq!(articles(&["--limit", "3"]), 3);
    place.write("seeds/below/.newsidx.toml", "limit = 2\n");
    assert_eq!(articles(&[]), 5);
}

#[test]
fn a_faulty_file_is_named_with_its_line() {
    let place = Place::with_seed_index();
    let run = |text: &str| {
        place.write(".newsidx.toml", text);
        place.run(&["search", "ceasefire", "-c"])
    };
    check(
        "configuration",
        &[
            run("limit = 5\ncolour = \"never\"\n"),
            run("limit = 0\n"),
            run("color = \"sometimes\"\n"),
            run("limit = \n"),
            run("lang = \"en\"\nsource = \"demo\"\npager = \"never\"\n"),
        ],
    );
}

#[test]
fn configured_defaults_reach_the_articles() {
    let place = Place::with_seeds();
    place.write(".newsidx.toml", "source = \"The Daily Demo\"\n");
    let ran = place.run(&["search", "Kallas", "seeds", "--json", "--no-facets"]);
    assert_eq!(ran.json()["articles"][0]["source"], "The Daily Demo");
    let ran = place.run(&["search", "Kallas", "seeds", "--json", "--no-facets", "--source", "Flag"]);
    assert_eq!(ran.json()["articles"][0]["source"], "Flag");
}

/// Each way to name an index is stronger than the ones after it.
#[test]
fn where_the_index_is_found() {
    let place = Place::empty();
    for name in ["flag", "variable", "project", "work/.newsidx", "user", "data/newsidx"] {
        let directory = place.root().join(name);
        let article = format!("{{\"id\":\"{name}\",\"title\":\"Found\",\"text\":\"walrus\"}}");
        let ran = place.run_with(&["index", "-", "-i", directory.to_str().unwrap()], article.as_bytes());
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let found = |place: &Place, args: &[&str]| place.run(&[&["search", "walrus", "-l"], args].concat()).out();
    let config = place.root().join("config/newsidx");
    fs::create_dir_all(&config).unwrap();
    assert_eq!(found(&place, &[]), "work/.newsidx\n");
    fs::rename(place.path(".newsidx"), place.root().join("away")).unwrap();
    assert_eq!(found(&place, &[]), "data/newsidx\n");
    fs::write(config.join("config.toml"), "index = \"../../user\"\n").unwrap();
    assert_eq!(found(&place, &[]), "user\n");
    fs::rename(place.root().join("away"), place.path(".newsidx")).unwrap();
    assert_eq!(found(&place, &[]), "work/.newsidx\n");
    place.write(".newsidx.toml", "index = \"../project\"\n");
    assert_eq!(found(&place, &[]), "project\n");
    let variable = place.root().join("variable").display().to_string();
    let place = place.set("NEWSIDX_INDEX", &variable);
    assert_eq!(found(&place, &[]), "variable\n");
    assert_eq!(found(&place, &["-i", "../flag"]), "flag\n");
}
