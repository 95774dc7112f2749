//! Turns a comparison's findings into lines, and matches them with the reviewed
//! list `spec/differences.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::support::workspace;

/// Something that the facts and the documents say differently.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// `METHOD /path`, or `errors`.
    pub operation: String,
    /// `path`, `query`, `request`, `response:200`, `operation`, `code`.
    pub place: String,
    pub field: String,
    /// What differs: `missing`, `extra`, `type`, `presence`, …
    pub aspect: &'static str,
    pub facts: String,
    pub spec: String,
    /// The documents in which it was seen.
    pub access: String,
}

impl Difference {
    /// Makes one finding out of the same finding in several documents.
    pub fn merge(found: Vec<Self>) -> Vec<Self> {
        let mut merged: BTreeMap<Self, BTreeSet<String>> = BTreeMap::new();
        for difference in found {
            let access = difference.access.clone();
            let key = Self {
                access: String::new(),
                ..difference
            };
            merged.entry(key).or_default().insert(access);
        }
        merged
            .into_iter()
            .map(|(key, access)| Self {
                access: access.into_iter().collect::<Vec<String>>().join(","),
                ..key
            })
            .collect()
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} [{}] {} {}: {}: facts `{}`, spec `{}`",
            self.operation, self.access, self.place, self.field, self.aspect, self.facts, self.spec
        )
    }
}

/// The reviewed list.
pub struct Reviewed {
    entries: Vec<Entry>,
}

struct Entry {
    /// Patterns by the names of the members of [`Difference`].
    patterns: BTreeMap<String, String>,
    reason: String,
    used: bool,
}

impl Reviewed {
    /// Reads `spec/differences.toml`.
    pub fn load() -> Self {
        let path = workspace().join("spec/differences.toml");
        let text = std::fs::read_to_string(path).expect("spec/differences.toml");
        let table: toml::Table = toml::from_str(&text).expect("valid TOML");
        let entries = table.get("difference").and_then(toml::Value::as_array);
        let entries = entries
            .into_iter()
            .flatten()
            .map(|entry| Entry::read(entry.as_table().expect("a table")))
            .collect();
        Self { entries }
    }

    /// The reason for `difference`, if there is an entry that covers it.
    pub fn explain(&mut self, difference: &Difference) -> Option<String> {
        let mut reason = None;
        for entry in &mut self.entries {
            if entry.covers(difference) {
                entry.used = true;
                reason.get_or_insert_with(|| entry.reason.clone());
            }
        }
        reason
    }

    /// The entries that covered nothing.
    pub fn stale(&self) -> Vec<String> {
        let unused = self.entries.iter().filter(|entry| !entry.used);
        unused
            .map(|entry| format!("{:?}: {}", entry.patterns, entry.reason))
            .collect()
    }
}

impl Entry {
    fn read(table: &toml::Table) -> Self {
        let mut patterns = BTreeMap::new();
        let mut reason = String::new();
        for (key, value) in table {
            let text = value.as_str().expect("text").to_owned();
            match key.as_str() {
                "reason" => reason = text,
                "operation" | "place" | "field" | "aspect" | "facts" | "spec" => {
                    patterns.insert(key.clone(), text);
                }
                key => panic!("unknown key {key} in spec/differences.toml"),
            }
        }
        assert!(!reason.is_empty(), "an entry without a reason: {patterns:?}");
        Self {
            patterns,
            reason,
            used: false,
        }
    }

    fn covers(&self, difference: &Difference) -> bool {
        self.patterns.iter().all(|(key, pattern)| {
            let text = match key.as_str() {
                "operation" => &difference.operation,
                "place" => &difference.place,
                "field" => &difference.field,
                "aspect" => difference.aspect,
                "facts" => &difference.facts,
                _ => &difference.spec,
            };
            matches(pattern, text)
        })
    }
}

/// Whether `text` fits `pattern`, in which `*` stands for any text.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(rest) = text.strip_prefix(head) else {
        return false;
    };
    (0..=rest.len())
        .filter(|&start| rest.is_char_boundary(start))
        .any(|start| matches(tail, &rest[start..]))
}
