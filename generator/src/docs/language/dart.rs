//! Dart, by the package `http`, in the layout of `dart format`.

use serde_json::Value;

use super::encode::{self, Literals, braced, quoted};
use super::{Encoder, Language, Print};
use crate::config::LanguageConfig;

pub(super) const LANGUAGE: Language = Language {
    config: LanguageConfig::Dart,
    label: "Dart",
    lang: "dart",
    extension: "dart",
    print: Print::Template {
        name: "samples/dart.dart",
        encoder: Encoder {
            literal: |value, indent| LITERALS.literal(value, indent),
            keeps,
            sends: |_| true,
        },
    },
};

const LITERALS: Literals = Literals {
    step: "  ",
    null: "null",
    yes: "true",
    no: "false",
    list: ["[", "]"],
    map: ["{", "}"],
    empty_map: "{}",
    trailing_comma: true,
    key: |name| format!("{}: ", string(name)),
    string,
    number: encode::number,
};

/// Single quotes, unless double ones save escapes. In both a dollar sign begins
/// an interpolation.
fn string(text: &str) -> String {
    let saves = text.contains('\'') && !text.contains('"');
    quoted(text, if saves { '"' } else { '\'' }, &['$'], braced)
}

/// Integers have 64 bits and a sign.
fn keeps(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64() || number.is_i64(),
        Value::Array(items) => items.iter().all(keeps),
        Value::Object(map) => map.values().all(keeps),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}
