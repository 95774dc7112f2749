//! JavaScript, by `fetch`, which browsers and Node have alike.

use serde_json::Value;

use super::encode::{self, Literals, quoted};
use super::{Encoder, Language, Print};
use crate::config::LanguageConfig;
use crate::sample::RequestSample;

pub(super) const LANGUAGE: Language = Language {
    config: LanguageConfig::JavaScript,
    label: "JavaScript",
    lang: "javascript",
    // A module, for `await` outside of functions.
    extension: "mjs",
    print: Print::Template {
        name: "samples/javascript.mjs",
        encoder: Encoder {
            literal: |value, indent| LITERALS.literal(value, indent),
            keeps,
            sends,
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
    key,
    string,
    number: encode::number,
};

fn string(text: &str) -> String {
    quoted(text, '"', &[], |character| match u32::from(character) {
        code @ 0..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\u{{{code:x}}}"),
    })
}

fn key(name: &str) -> String {
    let is_identifier = name.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '_' | '$'))
        && name
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '$'));
    match name {
        // Any other spelling would set the prototype (ECMA-262 section B.3.1).
        "__proto__" => "[\"__proto__\"]: ".to_owned(),
        _ if is_identifier => format!("{name}: "),
        _ => format!("{}: ", string(name)),
    }
}

/// All numbers are doubles, so that integers end where not each has its own
/// (ECMA-262 section 21.1.2.6).
fn keeps(value: &Value) -> bool {
    const LARGEST: u64 = (1 << 53) - 1;
    match value {
        Value::Number(number) if number.is_f64() => true,
        Value::Number(number) => number
            .as_i64()
            .map(i64::unsigned_abs)
            .or(number.as_u64())
            .is_some_and(|number| number <= LARGEST),
        Value::Array(items) => items.iter().all(keeps),
        Value::Object(map) => map.values().all(keeps),
        _ => true,
    }
}

/// `fetch` refuses some methods, and bodies with others (Fetch Standard,
/// sections 2.2.1 and 5.4).
fn sends(request: &RequestSample) -> bool {
    match request.method.as_str() {
        "GET" | "HEAD" => request.body.is_none(),
        "TRACE" | "TRACK" | "CONNECT" => false,
        _ => true,
    }
}
