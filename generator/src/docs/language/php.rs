//! PHP, by its extension `curl`, in the layout of PER Coding Style.

use std::collections::BTreeSet;

use serde_json::Value;

use super::encode::{self, Literals, braced, is_hidden, quoted};
use super::{Encoder, Language, Print};
use crate::config::LanguageConfig;
use crate::sample::RequestSample;

pub(super) const LANGUAGE: Language = Language {
    config: LanguageConfig::Php,
    label: "PHP",
    lang: "php",
    extension: "php",
    print: Print::Template {
        name: "samples/php.php",
        encoder: Encoder {
            literal: |value, indent| LITERALS.literal(value, indent),
            keeps,
            sends,
        },
    },
};

const LITERALS: Literals = Literals {
    step: "    ",
    null: "null",
    yes: "true",
    no: "false",
    list: ["[", "]"],
    map: ["[", "]"],
    // An empty array would be a list.
    empty_map: "new stdClass()",
    trailing_comma: true,
    key: |name| format!("{} => ", string(name)),
    string,
    number: encode::number,
};

/// Single quotes, in which backslashes and quotes alone are special, unless
/// something has to be escaped, or double ones save escapes. In those a dollar
/// sign begins a variable, with a brace before it or not (PHP manual,
/// "Strings").
fn string(text: &str) -> String {
    let saves = text.contains('\'') && !text.contains(['"', '$', '\\']);
    match saves || text.chars().any(is_hidden) {
        true => quoted(text, '"', &['$'], braced),
        false => quoted(text, '\'', &[], braced),
    }
}

/// Integers have 64 bits and a sign, which is an operator before the number, so
/// that the smallest is a float. An array with the keys of a list is one.
fn keeps(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64() || number.as_i64().is_some_and(|number| number != i64::MIN),
        Value::Array(items) => items.iter().all(keeps),
        Value::Object(map) => {
            let mut keys = map.keys().enumerate();
            let is_list = !map.is_empty() && keys.all(|(index, key)| *key == index.to_string());
            !is_list && map.values().all(keeps)
        }
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

/// A form is an array, which has each key once.
fn sends(request: &RequestSample) -> bool {
    let parts = request.body.as_ref().map_or(&[][..], |body| &body.parts);
    let mut names = BTreeSet::new();
    parts.iter().all(|part| names.insert(&part.name))
}
