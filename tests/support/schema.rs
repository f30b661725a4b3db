//! A checker for the JSON Schemas of `schemas/`: the few keywords that they use (JSON Schema 2020-12), and no others.
//!
//! Written here because the crates for it bring more than the program itself.
#![allow(unreachable_pub, reason = "a test program's own module")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Keywords that say nothing about a value.
const SILENT: &[&str] = &["$schema", "$id", "$defs", "title", "description"];

/// Every schema of the repository by its file's name.
pub struct Schemas(BTreeMap<String, Value>);

impl Schemas {
    /// Reads `schemas/*.json`.
    pub fn read() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
        let file = |entry: fs::DirEntry| {
            let text = fs::read_to_string(entry.path()).expect("a schema");
            let schema =
                serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", entry.path().display()));
            (entry.file_name().to_string_lossy().into_owned(), schema)
        };
        Self(fs::read_dir(folder).expect("schemas/").flatten().map(file).collect())
    }

    /// The names of all schemas.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What a value has that its schema does not allow, each with its place.
    pub fn faults(&self, name: &str, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(name, &self.0[name], value, "", &mut faults);
        faults
    }

    fn check(&self, file: &str, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let Some(keywords) = schema.as_object() else { panic!("{file}{at}: no schema") };
        for (keyword, wanted) in keywords {
            let good = match keyword.as_str() {
                silent if SILENT.contains(&silent) => true,
                "$ref" => {
                    let (file, schema) = self.referred(file, wanted.as_str().expect("a reference"));
                    self.check(file, schema, value, at, faults);
                    true
                }
                "anyOf" => wanted.as_array().expect("schemas").iter().any(|schema| {
                    let mut own = Vec::new();
                    self.check(file, schema, value, at, &mut own);
                    own.is_empty()
                }),
                "type" => types(wanted).any(|name| is_a(value, name)),
                "enum" => wanted.as_array().expect("values").contains(value),
                "const" => wanted == value,
                "pattern" => value.as_str().is_none_or(|text| matches(wanted.as_str().expect("a pattern"), text)),
                "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().expect("a number")),
                "maximum" => value.as_f64().is_none_or(|number| number <= wanted.as_f64().expect("a number")),
                "minItems" => {
                    value.as_array().is_none_or(|items| items.len() as u64 >= wanted.as_u64().expect("a number"))
                }
                "items" => {
                    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(file, wanted, item, &format!("{at}[{number}]"), faults);
                    }
                    true
                }
                "required" => {
                    let names = wanted.as_array().expect("names").iter().filter_map(Value::as_str);
                    names.into_iter().all(|name| !value.is_object() || value.get(name).is_some())
                }
                "properties" => {
                    for (name, schema) in wanted.as_object().expect("properties") {
                        if let Some(field) = value.get(name) {
                            self.check(file, schema, field, &format!("{at}.{name}"), faults);
                        }
                    }
                    true
                }
                "additionalProperties" => {
                    let known = schema.get("properties").and_then(Value::as_object);
                    let further = value.as_object().into_iter().flatten();
                    let mut further = further.filter(|(name, _)| known.is_none_or(|known| !known.contains_key(*name)));
                    match wanted {
                        Value::Bool(allowed) => *allowed || further.next().is_none(),
                        schema => {
                            further.for_each(|(name, field)| {
                                self.check(file, schema, field, &format!("{at}.{name}"), faults);
                            });
                            true
                        }
                    }
                }
                other => panic!("{file}{at}: the keyword {other} is not known to the checker"),
            };
            if !good {
                let shown: String = value.to_string().chars().take(200).collect();
                faults.push(format!("{file}{at}: {keyword} {wanted} is not true of {shown}"));
            }
        }
    }

    /// The schema behind `file.json#/$defs/name`, `#/$defs/name` or `file.json`.
    fn referred<'s>(&'s self, file: &'s str, reference: &'s str) -> (&'s str, &'s Value) {
        let (target, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let file = if target.is_empty() { file } else { target };
        let schema = self.0.get(file).and_then(|schema| schema.pointer(pointer));
        (file, schema.unwrap_or_else(|| panic!("{reference}: no such schema")))
    }
}

fn types(wanted: &Value) -> impl Iterator<Item = &str> {
    let one = wanted.as_str();
    one.into_iter().chain(wanted.as_array().into_iter().flatten().filter_map(Value::as_str))
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("no type {other}"),
    }
}

/// The patterns that the schemas use: classes and groups with a count, between `^` and `$`.
fn matches(pattern: &str, text: &str) -> bool {
    let hex = |text: &str| text.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c));
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    match pattern {
        "^[0-9a-f]{64}$" => text.len() == 64 && hex(text),
        "^([0-9a-f]{64})?$" => text.is_empty() || (text.len() == 64 && hex(text)),
        "^([0-9a-f]{2})*$" => text.len().is_multiple_of(2) && hex(text),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => {
            let parts: Vec<&str> = text.split('-').collect();
            parts.iter().map(|part| part.len()).eq([4, 2, 2]) && parts.into_iter().all(digits)
        }
        "^D[0-9]{3}$" => text.len() == 4 && text.starts_with('D') && digits(&text[1..]),
        "^[DPK][0-9]{3}$" => text.len() == 4 && text.starts_with(['D', 'P', 'K']) && digits(&text[1..]),
        other => panic!("the pattern {other} is not known to the checker"),
    }
}
