//! Reads the tables of facts and brings their rows into the form in which they
//! are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The documents, which are also the kinds of access.
pub const ACCESS: [&str; 3] = ["client", "server", "admin"];

/// A row: cells by column.
pub type Row = BTreeMap<String, String>;

/// The four tables.
pub struct Tables {
    pub operations: Vec<Row>,
    pub fields: Vec<Row>,
    pub errors: Vec<Row>,
    pub operation_errors: Vec<Row>,
}

/// Where a field stands: `METHOD /path`, access, place, field.
pub type Key = (String, String, String, String);

/// What is known about a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fact {
    pub kind: String,
    /// None where presence means nothing: roots, items, variants.
    pub required: Option<bool>,
    pub nullable: bool,
    pub constraints: BTreeSet<String>,
}

impl Tables {
    /// Reads the tables in `folder`.
    pub fn load(folder: &Path) -> Self {
        Self {
            operations: read(&folder.join("ops.tsv")),
            fields: read(&folder.join("fields.tsv")),
            errors: read(&folder.join("errors.tsv")),
            operation_errors: read(&folder.join("op-errors.tsv")),
        }
    }

    /// The operationIds by `METHOD /path`.
    pub fn ids(&self) -> BTreeMap<String, String> {
        let rows = self.operations.iter();
        rows.map(|row| (operation(row), row["operation_id"].clone())).collect()
    }

    /// The facts about fields, except headers.
    pub fn facts(&self) -> BTreeMap<Key, Fact> {
        let ids = self.ids();
        let variants = self.variant_counts();
        let mut facts = BTreeMap::new();
        for row in &self.fields {
            let operation = operation(row);
            if row["where"] == "header" || !concerns(row, &ids[&operation]) {
                continue;
            }
            let (statuses, variant) = place(&row["where"]);
            let several = variants.get(&(operation.clone(), statuses.clone()));
            for access in row["access"].split(',') {
                for place in &statuses {
                    let field = match (&variant, several) {
                        (Some(variant), Some(&count)) if count > 1 => {
                            let key = (operation.clone(), access.to_owned(), place.clone(), ".".to_owned());
                            let root = Fact {
                                kind: format!("union{count}"),
                                ..Fact::default()
                            };
                            facts.insert(key, root);
                            prefixed(variant, &row["field"])
                        }
                        _ => row["field"].clone(),
                    };
                    let fact = fact(row, place, &field);
                    let key = (operation.clone(), access.to_owned(), place.clone(), field);
                    facts.insert(key, fact);
                }
            }
        }
        facts
    }

    /// How many variants a response has that is recorded as `…#0`, `…#1`.
    fn variant_counts(&self) -> BTreeMap<(String, Vec<String>), usize> {
        let mut seen: BTreeMap<(String, Vec<String>), BTreeSet<String>> = BTreeMap::new();
        for row in &self.fields {
            if let (statuses, Some(variant)) = place(&row["where"]) {
                let key = (operation(row), statuses);
                seen.entry(key).or_default().insert(variant);
            }
        }
        seen.into_iter().map(|(key, variants)| (key, variants.len())).collect()
    }
}

/// `METHOD /path` of a row.
pub fn operation(row: &Row) -> String {
    format!("{} {}", row["method"], row["path"])
}

/// The places of a row, and its variant: `response:200/201:json` is two places.
fn place(text: &str) -> (Vec<String>, Option<String>) {
    let Some(response) = text.strip_prefix("response:") else {
        return (vec![text.to_owned()], None);
    };
    let (status, media) = response.split_once(':').unwrap_or((response, ""));
    let variant = media.split_once('#').map(|(_, variant)| variant.to_owned());
    let statuses = status
        .split('/')
        .map(|status| if status == "*" { "200" } else { status })
        .map(|status| format!("response:{status}"));
    (statuses.collect(), variant)
}

fn prefixed(variant: &str, field: &str) -> String {
    match field {
        "." => format!("<{variant}>"),
        field => format!("<{variant}>.{field}"),
    }
}

/// Whether a row is about this operation at all. The validators of a resource
/// take the parameters of all its operations; each has its meaning in some.
fn concerns(row: &Row, id: &str) -> bool {
    let tokens = row["constraints"].split(';');
    let only = tokens
        .filter_map(|token| token.strip_prefix("documented-only-in="))
        .next();
    let Some(only) = only else {
        return true;
    };
    only.split('/').any(|kind| match kind {
        "List" => id.starts_with("list"),
        "Create" => id.starts_with("create"),
        "Read" => id.starts_with("get"),
        "Update" => id.starts_with("update"),
        "Delete" => id.starts_with("delete"),
        kind => panic!("unknown kind {kind}"),
    })
}

fn fact(row: &Row, place: &str, field: &str) -> Fact {
    let response = place.starts_with("response:");
    let mut kind = row["type"].clone();
    // Section 4.3 of the facts: these are whole milliseconds.
    let name = field.rsplit(['.', ']']).next().unwrap_or(field);
    if kind == "number" && (name.ends_with("_millis") || matches!(name, "created_at" | "last_used_at")) {
        "integer".clone_into(&mut kind);
    }
    let any = kind == "any-json";
    Fact {
        nullable: !any && row["nullable"] == "nullable",
        kind,
        required: has_presence(field).then(|| row["presence"] == "required"),
        constraints: constraints(&row["constraints"], response, place == "request"),
    }
}

/// Whether presence means something for a field: not for roots, items, variants,
/// members of tuples and of maps.
pub fn has_presence(field: &str) -> bool {
    field != "." && !field.ends_with([']', '>', '}'])
}

/// The constraints of a row, spelled as [`crate::schema`] spells those of the
/// documents.
fn constraints(text: &str, response: bool, request: bool) -> BTreeSet<String> {
    let text = match text.strip_prefix('"') {
        Some(quoted) => quoted.trim_end_matches('"').replace("\"\"", "\""),
        None => text.to_owned(),
    };
    let me = text.split(';').any(|token| token == "accepts-me");
    let mut found = BTreeSet::new();
    for token in text.split(';') {
        let (name, value) = token.split_once('=').unwrap_or((token, ""));
        let constraint = match name {
            "uuid" if me => continue,
            "accepts-me" if response => continue,
            "accepts-me" => "accepts-me".to_owned(),
            "uuid" | "email" => format!("format={name}"),
            "url" => "format=uri".to_owned(),
            "min" | "max" => token.to_owned(),
            "len" => {
                found.insert(format!("min={value}"));
                format!("max={value}")
            }
            "non-empty" => "min=1".to_owned(),
            "pattern" => {
                let expression = value.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
                format!("pattern={}", expression.unwrap_or(value))
            }
            "money-amount" => r"pattern=^(0|[1-9][0-9]*)(\.[0-9]+)?$".to_owned(),
            "country-code" if response => "pattern=^[A-Z]{2}$".to_owned(),
            "country-code" => "pattern=^[A-Za-z]{2}$".to_owned(),
            "is-base64" => "pattern=^[A-Za-z0-9+/]*={0,2}$".to_owned(),
            "enum" | "const" => alternatives(value.split('|')),
            "default" => format!("default={}", value.trim_matches('"')),
            "allows-unknown" if request => "allows-unknown".to_owned(),
            // Told in words, or about the recording rather than the field.
            _ => continue,
        };
        found.insert(constraint);
    }
    found
}

/// Spells the values of an enumeration in one order.
pub fn alternatives<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let values: BTreeSet<&str> = values.collect();
    let values: Vec<&str> = values.into_iter().collect();
    format!("enum={}", values.join("|"))
}

fn read(path: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(path).expect("a readable table");
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let cells = lines.map(|line| line.split('\t').chain(std::iter::repeat("")));
    cells
        .map(|cells| {
            let columns = head.iter().map(|column| short(column).to_owned());
            columns.zip(cells.map(str::to_owned)).collect()
        })
        .collect()
}

/// The name of a column without its explanation in parentheses.
fn short(column: &str) -> &str {
    column.split('(').next().unwrap_or(column)
}
