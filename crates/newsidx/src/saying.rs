//! What a person says of entities, and asks of their names. In: a statement or a name, and an index. Out: the gazetteer
//! changed, or the entities. Must not know how statements are kept or applied.

use std::collections::BTreeSet;

use newsidx_text::entity::{listed, other_names};
use newsidx_text::spelling::{group, key};
use newsidx_text::{EntityKey, EntityKind};

use crate::entity_table::name_of;
use crate::error::{Error, ErrorKind, Result};
use crate::gazetteer::Statement;
use crate::index::Index;
use crate::page::EntityView;
use crate::plan::label_whole;
use crate::query::EntityField;

/// What became of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Whether it is new.
    pub changed: bool,
    /// Those of its names that no entity of the index bears, in a kind that it is confined to.
    pub unknown: Vec<String>,
}

impl Index {
    /// Adds a statement to the gazetteer; it holds from the next question on.
    ///
    /// # Errors
    ///
    /// As [`Index::edit_gazetteer`], and when it would merge names that are different kinds of thing in this index.
    pub fn say(&self, statement: &Statement) -> Result<Said> {
        let mut unknown = Vec::new();
        let mut known: Vec<(&str, BTreeSet<EntityField>)> = Vec::new();
        for name in looked_for(statement) {
            let mut fields = self.fields_named(name)?;
            fields.retain(|field| statement.kind().is_none_or(|kind| EntityField::of(kind) == *field));
            if fields.is_empty() {
                unknown.push(name.to_owned());
            } else {
                known.push((name, fields));
            }
        }
        if let Statement::Merge(..) = statement {
            refuse_mixed(statement, &known)?;
        }
        let changed = self.edit_gazetteer(|gazetteer| gazetteer.push(statement).map(|_| ()))?;
        Ok(Said { changed, unknown })
    }

    /// Gives the entities that bear a name; where none does, those that the lists know by it, else those that are
    /// spelt so in another way: `Kiev` finds Kyiv.
    pub fn entities_known_as(&self, name: &str) -> Result<Vec<EntityView>> {
        let found = self.entities_named(name)?;
        if !found.is_empty() {
            return Ok(found);
        }
        let found = self.entities_of(&names_in_lists(name))?;
        if !found.is_empty() {
            return Ok(found);
        }
        self.entities_of(&self.names_spelt_like(name)?)
    }

    fn fields_named(&self, name: &str) -> Result<BTreeSet<EntityField>> {
        let entities = self.entities_named(name)?;
        let kinds = entities.iter().filter_map(|entity| entity.key.parse::<EntityKey>().ok());
        Ok(kinds.map(|key| EntityField::of(key.kind)).collect())
    }

    fn entities_of(&self, names: &BTreeSet<String>) -> Result<Vec<EntityView>> {
        let mut found: Vec<EntityView> = Vec::new();
        for name in names {
            let entities = self.entities_named(name)?;
            let new = |entity: &EntityView| !found.iter().any(|known| known.key == entity.key);
            let new: Vec<EntityView> = entities.into_iter().filter(new).collect();
            found.extend(new);
        }
        Ok(found)
    }

    fn names_spelt_like(&self, name: &str) -> Result<BTreeSet<String>> {
        let wanted = spelt(name);
        let keys = self.keys_of_entities()?;
        let names = keys.iter().map(|key| name_of(key)).filter(|own| spelt(own) == wanted);
        Ok(names.map(label_whole).collect())
    }
}

/// Gives the names of a statement that should be in the index; the other name of an alias is often one that is not.
fn looked_for(statement: &Statement) -> Vec<&str> {
    let mut names = statement.names();
    match statement {
        Statement::Add(..) => names.clear(),
        Statement::Alias(..) => names.truncate(1),
        Statement::Merge(..) | Statement::Split(_) | Statement::Ban(..) => {}
    }
    names
}

/// Refuses a merge of names that share no kind: it would join nothing.
fn refuse_mixed(statement: &Statement, known: &[(&str, BTreeSet<EntityField>)]) -> Result<()> {
    let mut rest = known.iter();
    let Some((first, shared)) = rest.next() else { return Ok(()) };
    let mut shared = shared.clone();
    for (name, fields) in rest {
        let told =
            |fields: &BTreeSet<EntityField>| fields.iter().map(|field| field.name()).collect::<Vec<_>>().join(", ");
        let both: BTreeSet<EntityField> = shared.intersection(fields).copied().collect();
        if both.is_empty() {
            let what = format!("`{first}` is {} here and `{name}` {}", told(&shared), told(fields));
            return Err(Error::new(ErrorKind::Refused { statement: statement.to_string(), what })
                .hint("nothing was changed; a merge joins names of one kind"));
        }
        shared = both;
    }
    Ok(())
}

/// Gives the names under which the lists know what they know as this.
fn names_in_lists(name: &str) -> BTreeSet<String> {
    let found = EntityKind::ALL.into_iter().filter_map(|kind| Some((kind, listed(kind, name)?.name)));
    let all = found.flat_map(|(kind, name)| other_names(kind, name).into_iter().chain([name.to_owned()]));
    all.map(|name| label_whole(&name)).collect()
}

/// Gives the keys of the spellings of each word.
fn spelt(name: &str) -> Vec<String> {
    let one = |word: &str| {
        let own = key(word);
        group(&own).and_then(|group| group.keys().next()).map_or(own, str::to_owned)
    };
    name.split_whitespace().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_spellings_lead_from_name_to_name() {
        assert!(names_in_lists("Kiev").contains("kyiv"));
        assert!(names_in_lists("EU").contains("european union"));
        assert_eq!(names_in_lists("Walrus"), BTreeSet::new());
        assert_eq!(spelt("Volodymyr Zelensky"), spelt("Volodymyr Zelenskyy"));
        assert_ne!(spelt("Han"), spelt("Khan"));
    }
}
