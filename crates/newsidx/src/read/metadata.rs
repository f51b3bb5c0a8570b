//! Metadata. In: JSON values under keys that mean nothing to newsidx. Out: one or more strings a key, nested keys
//! joined by dots. Must not know which keys mean something.

use std::collections::BTreeMap;

use serde_json::Value;

use super::values::Cleaner;

/// What a source said beyond the fields of an article.
#[derive(Debug, Default)]
pub(super) struct Metadata(pub(super) BTreeMap<String, Vec<String>>);

impl Metadata {
    /// Adds a value: scalars as text, arrays as several values, objects under dotted keys; null is nothing.
    pub(super) fn add(&mut self, key: &str, value: Value, cleaner: &mut Cleaner) {
        match value {
            Value::Null => {}
            Value::Bool(flag) => self.push(key, flag.to_string()),
            Value::Number(number) => self.push(key, number.to_string()),
            Value::String(text) => cleaner.clean(text).into_iter().for_each(|text| self.push(key, text)),
            Value::Array(items) => items.into_iter().for_each(|item| self.add(key, item, cleaner)),
            Value::Object(object) => {
                object.into_iter().for_each(|(inner, value)| self.add(&format!("{key}.{inner}"), value, cleaner));
            }
        }
    }

    /// Adds what stands under `meta`, whose keys go without that prefix.
    pub(super) fn add_meta(&mut self, key: &str, value: Value, cleaner: &mut Cleaner) {
        match value {
            Value::Object(object) => object.into_iter().for_each(|(inner, value)| self.add(&inner, value, cleaner)),
            other => self.add(key, other, cleaner),
        }
    }

    pub(super) fn push(&mut self, key: &str, text: String) {
        self.0.entry(key.to_owned()).or_default().push(text);
    }

    /// Gives the values of the first of the keys that has any.
    pub(super) fn first_of(&self, keys: &[&str]) -> &[String] {
        keys.iter().find_map(|key| self.0.get(*key)).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: &str) {
        let value: Value = serde_json::from_str(json).unwrap_or_default();
        let (mut meta, mut cleaner) = (Metadata::default(), Cleaner::default());
        meta.add_meta("meta", value, &mut cleaner);
        let shown: Vec<String> = meta.0.iter().map(|(key, values)| format!("{key}={}", values.join("+"))).collect();
        assert_eq!(shown.join(" "), expected, "reading {json}");
    }

    #[test]
    fn values_become_text_under_dotted_keys() {
        check(r#"{"a":"x","b":1.5,"c":true,"d":null,"e":" "}"#, "a=x b=1.5 c=true");
        check(r#"{"a":["x",2,null,["y"]]}"#, "a=x+2+y");
        check(r#"{"a":{"b":{"c":"x"}},"a.b":"y"}"#, "a.b=y a.b.c=x");
        check(r#"{"a":[{"b":1},{"b":2}],"z":[]}"#, "a.b=1+2");
        check(r#""note""#, "meta=note");
        check(r#"{"":"x"}"#, "=x");
    }
}
