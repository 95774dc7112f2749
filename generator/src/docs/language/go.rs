//! Go, by its own `net/http`, as `gofmt` lays it out.
//!
//! A body stands in the program as the JSON that it is, in a raw string. A map
//! of Go would lose the order of its keys.

use serde_json::Value;

use super::encode::{is_hidden, quoted, unicode};
use super::{Encoder, Language, Print};
use crate::config::LanguageConfig;

pub(super) const LANGUAGE: Language = Language {
    config: LanguageConfig::Go,
    label: "Go",
    lang: "go",
    extension: "go",
    print: Print::Template {
        name: "samples/go.go",
        encoder: Encoder {
            literal: |value, _| literal(value),
            keeps: |_| true,
            sends: |_| true,
        },
    },
};

fn literal(value: &Value) -> String {
    match value {
        Value::Null => "nil".to_owned(),
        Value::String(text) => string(text),
        Value::Array(_) | Value::Object(_) => string(&format!("{value:#}")),
        // A constant without a type is an `int`.
        Value::Number(number) if number.as_i64().is_none() && number.is_u64() => format!("uint64({number})"),
        scalar => scalar.to_string(),
    }
}

/// Several lines, or many quotes, read better in a raw string. That drops
/// carriage returns and has no escapes, so a backtick ends it (The Go
/// Programming Language Specification, "String literals").
fn string(text: &str) -> String {
    let is_raw = text.contains(['\n', '"', '\\'])
        && !text
            .chars()
            .any(|character| !matches!(character, '\n' | '\t') && is_hidden(character));
    match is_raw {
        true => format!("`{}`", text.replace('`', "` + \"`\" + `")),
        false => quoted(text, '"', &[], unicode),
    }
}
