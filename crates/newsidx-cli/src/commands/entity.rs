//! `newsidx entity`. In: names, and what is said of them. Out: the gazetteer changed, or what it says.
//! Must not know how it is kept or applied.

use std::io::Read as _;
use std::path::Path;

use clap::ValueEnum as _;
use newsidx::{EntityView, Gazetteer, Index, Statement};
use serde_json::json;

use super::Outcome;
use crate::args::entity::{EntityAction, EntityArgs, Kind};
use crate::failure::{Failure, Result};
use crate::location::shown;
use crate::present::amount::amount;
use crate::present::paint::printable;
use crate::session::Session;
use crate::talk::Talk;

/// A file of statements is read up to this length, so that what has no end is refused.
const LONGEST: u64 = 64 << 20;

pub(super) fn run(session: &mut Session, args: &EntityArgs) -> Result<Outcome> {
    let location = session.index_to_ask()?;
    let index = Index::open(&location.directory)?;
    let statement = match &args.action {
        EntityAction::List => return list(session, &index),
        EntityAction::Show { name, json } => return show(session, &index, name, *json),
        EntityAction::Export => return export(session, &index),
        EntityAction::Import { file } => return import(&index, file, &shown(&location.directory)),
        EntityAction::Add { kind, name } => Statement::Add(entity_kind(*kind)?, name.clone()),
        EntityAction::Alias { name, other } => Statement::Alias(name.clone(), other.clone()),
        EntityAction::Remove { statement } => return remove(session, &index, statement),
        EntityAction::Undo => return undo(session, &index),
        EntityAction::Merge { kind, names } => Statement::Merge(kind.map(entity_kind).transpose()?, names.clone()),
        EntityAction::Split { names } => Statement::Split(names.clone()),
        EntityAction::Ban { kind, name } => Statement::Ban(kind.map(entity_kind).transpose()?, name.clone()),
    };
    say(session, &index, &statement)
}

/// Adds one statement, and tells where one of its names is in no article.
fn say(session: &Session, index: &Index, statement: &Statement) -> Result<Outcome> {
    let said = index.say(statement)?;
    for name in &said.unknown {
        session.talk.note(&format!("`{name}` names no entity of this index yet"));
    }
    Talk::line(&printable(&if said.changed { statement.to_string() } else { format!("said already: {statement}") }));
    Ok(Outcome::Found)
}

fn remove(session: &Session, index: &Index, statement: &str) -> Result<Outcome> {
    let statement = Statement::parse(statement)?;
    let changed = index.edit_gazetteer(|gazetteer| {
        gazetteer.remove(&statement);
        Ok(())
    })?;
    if !changed {
        session.talk.note("no such statement; `newsidx entity list` shows them");
        return Ok(Outcome::Nothing);
    }
    Talk::line(&printable(&format!("taken back: {statement}")));
    Ok(Outcome::Found)
}

fn undo(session: &Session, index: &Index) -> Result<Outcome> {
    let mut last = None;
    index.edit_gazetteer(|gazetteer| {
        last = gazetteer.undo();
        Ok(())
    })?;
    let Some(statement) = last else {
        session.talk.note("nothing was said");
        return Ok(Outcome::Nothing);
    };
    Talk::line(&printable(&format!("taken back: {statement}")));
    Ok(Outcome::Found)
}

fn list(session: &mut Session, index: &Index) -> Result<Outcome> {
    let gazetteer = index.gazetteer()?;
    let said = gazetteer.statements().map(|said| printable(&said.to_string()) + "\n");
    let lines: String = said.collect();
    session.out.text(&lines)?;
    Ok(if lines.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

fn show(session: &mut Session, index: &Index, name: &str, json: bool) -> Result<Outcome> {
    let entities = index.entities_known_as(name)?;
    if json {
        session.out.json(&json!({ "schema": "newsidx.entities/1", "name": name, "entities": entities }))?;
    } else {
        let text: String = entities.iter().map(described).collect();
        session.out.text(&text)?;
    }
    Ok(if entities.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

fn described(entity: &EntityView) -> String {
    let note = match entity {
        EntityView { banned: true, .. } => " (banned)",
        EntityView { name_only: true, .. } => " (name, several people)",
        _ => "",
    };
    let names = entity.names.iter().filter(|name| **name != entity.name).map(|name| format!("  {}\n", printable(name)));
    format!("{}{note}  {}\n{}", printable(&entity.name), entity.kind, names.collect::<String>())
}

fn export(session: &mut Session, index: &Index) -> Result<Outcome> {
    let gazetteer = index.gazetteer()?.to_string();
    // A file written by hand may hold what steers a terminal.
    let text: String = gazetteer.lines().map(|line| printable(line) + "\n").collect();
    session.out.text(&text)?;
    Ok(if text.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

fn import(index: &Index, file: &Path, place: &str) -> Result<Outcome> {
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        std::io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(LONGEST + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::disk("read", file, &error))?;
    if bytes.len() as u64 > LONGEST {
        return Err(Failure::new(format!("`{}` is longer than {} MiB", file.display(), LONGEST >> 20))
            .hint("nothing was changed; import it in parts"));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::new(format!("`{}` is not UTF-8", file.display())).hint("nothing was changed"))?;
    let given = Gazetteer::parse(text.strip_prefix('\u{feff}').unwrap_or(&text), file)?;
    let mut added = 0;
    index.edit_gazetteer(|gazetteer| {
        added = gazetteer.extend(&given, file)?;
        Ok(())
    })?;
    Talk::line(&format!("{} added to {place}", amount(added, "statement")));
    Ok(Outcome::Found)
}

fn entity_kind(kind: Kind) -> Result<newsidx::text::EntityKind> {
    let word = kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    Statement::kind_named(&word).ok_or_else(|| Failure::new(format!("`{word}` is no kind of entity")))
}
