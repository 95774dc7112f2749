//! Checks the values of keywords that hold no objects.

use serde_json::{Number, Value};

use super::Cx;
use crate::spec::at::At;
use crate::spec::keywords::{Kind, Shape, Versions};

/// The types of JSON Schema.
const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object", "null"];

/// What some write for a type.
const ALIASES: &[(&str, &str)] = &[
    ("int", "integer"),
    ("long", "integer"),
    ("float", "number"),
    ("double", "number"),
    ("bool", "boolean"),
    ("str", "string"),
    ("text", "string"),
    ("list", "array"),
    ("dict", "object"),
    ("map", "object"),
];

/// Checks a value, and mends what has one meaning only; `false` where it must go.
pub(super) fn scalar(cx: &mut Cx<'_>, kind: Kind, shape: Shape, value: &mut Value, at: &At<'_>) -> bool {
    match shape {
        Shape::Text => text(cx, kind, value, at),
        Shape::Boolean => boolean(cx, value, at),
        Shape::Count => count(cx, value, at),
        Shape::Number | Shape::Bound if value.is_number() => true,
        Shape::Bound if value.is_boolean() => true,
        Shape::Number | Shape::Bound => wrong(cx, false, "a number", value, at),
        Shape::TypeName => type_name(cx, value, at),
        Shape::Texts => texts(cx, kind, value, at),
        Shape::TextMap => text_map(cx, value, at),
        Shape::Values if value.is_array() => true,
        // `examples` of a schema as a map, as media types have it.
        Shape::Values if at.key() == Some("examples") => wrong(cx, false, "a list", value, at),
        Shape::Values => wrong(cx, true, "a list", value, at),
        Shape::Requirements => requirements(cx, value, at),
        Shape::Any | Shape::One(_) | Shape::List(_) | Shape::Map(_) | Shape::Items => true,
    }
}

/// Names the JSON type of a value in a sentence.
pub(super) fn noun(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("`{value}`"),
        Value::Number(value) => format!("the number {value}"),
        Value::String(value) => format!("the text `{}`", value.chars().take(40).collect::<String>()),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

fn wrong(cx: &mut Cx<'_>, vital: bool, what: &str, value: &Value, at: &At<'_>) -> bool {
    let key = at.key().unwrap_or_default();
    cx.fault(
        vital,
        "wrong-type",
        at,
        format!("`{key}` is {what}, not {}; it is left out", noun(value)),
    );
    false
}

fn text(cx: &mut Cx<'_>, kind: Kind, value: &mut Value, at: &At<'_>) -> bool {
    if value.is_string() {
        return true;
    }
    // Words for people: `version: 1.0` and `description: 42` in YAML mean the text.
    let prose = matches!(
        at.key(),
        Some("description" | "title" | "summary" | "version" | "default" | "url" | "name" | "operationId" | "openapi")
    );
    if prose && (value.is_number() || value.is_boolean()) {
        *value = Value::String(value.to_string());
        return true;
    }
    let vital = kind.is_vital() && !matches!(at.key(), Some("description" | "title" | "summary" | "pattern"));
    wrong(cx, vital, "text", value, at)
}

fn boolean(cx: &mut Cx<'_>, value: &mut Value, at: &At<'_>) -> bool {
    let meant = match value {
        Value::Bool(_) => return true,
        Value::String(text) if text.eq_ignore_ascii_case("true") => true,
        Value::String(text) if text.eq_ignore_ascii_case("false") => false,
        _ => return wrong(cx, false, "`true` or `false`", value, at),
    };
    cx.warning("wrong-type", at, format!("the text `{meant}` is taken for the boolean"));
    *value = Value::Bool(meant);
    true
}

fn count(cx: &mut Cx<'_>, value: &mut Value, at: &At<'_>) -> bool {
    if value.as_u64().is_some() {
        return true;
    }
    match value.as_f64() {
        Some(number) if number >= 0.0 && number.fract() == 0.0 && number < 1e18 => {
            *value = Value::from(number as u64);
            true
        }
        Some(_) => {
            let key = at.key().unwrap_or_default();
            cx.warning(
                "unusable-bound",
                at,
                format!("`{key}` of {value} is no count; it is ignored"),
            );
            false
        }
        None => wrong(cx, false, "a count", value, at),
    }
}

fn type_name(cx: &mut Cx<'_>, value: &mut Value, at: &At<'_>) -> bool {
    match value {
        // `type: null` without quotes.
        Value::Null => {
            *value = Value::String("null".to_owned());
            true
        }
        Value::String(name) => {
            let known = known_type(cx, name, at);
            if let Some(known) = known {
                *value = Value::String(known.to_owned());
            }
            known.is_some()
        }
        Value::Array(items) => {
            let mut index = 0;
            items.retain_mut(|item| {
                let at = at.index(index);
                index += 1;
                match item {
                    Value::Null => *item = Value::String("null".to_owned()),
                    Value::String(name) => return known_type(cx, name, &at).is_some(),
                    _ => return wrong(cx, true, "the name of a type", item, &at),
                }
                true
            });
            !items.is_empty()
        }
        _ => wrong(cx, true, "the name of a type", value, at),
    }
}

fn known_type(cx: &mut Cx<'_>, name: &str, at: &At<'_>) -> Option<&'static str> {
    if let Some(known) = TYPES.iter().find(|known| **known == name) {
        return Some(known);
    }
    if name == "file" {
        if cx.version != Versions::V20 {
            let message = "there is no type `file`; it is taken for `string` of the format `binary`";
            cx.warning("unknown-type", at, message);
        }
        return Some("file");
    }
    let spelled = TYPES.iter().find(|known| known.eq_ignore_ascii_case(name));
    let alias = ALIASES
        .iter()
        .find(|(alias, _)| alias.eq_ignore_ascii_case(name))
        .map(|(_, known)| known);
    if let Some(known) = spelled.or(alias) {
        cx.warning(
            "unknown-type",
            at,
            format!("there is no type `{name}`; it is taken for `{known}`"),
        );
        return Some(known);
    }
    let similar = crate::did_you_mean::closest(name, TYPES.iter().copied()).map(str::to_owned);
    let diagnostic = cx.fault(
        true,
        "unknown-type",
        at,
        format!("there is no type `{name}`; any is taken"),
    );
    match similar {
        Some(similar) => diagnostic.help(format!("did you mean `{similar}`?")),
        None => diagnostic.help("the types are `string`, `number`, `integer`, `boolean`, `array`, `object` and `null`"),
    };
    None
}

fn texts(cx: &mut Cx<'_>, kind: Kind, value: &mut Value, at: &At<'_>) -> bool {
    let Value::Array(items) = value else {
        // `required: true` at a property is of an older time, and means nothing here.
        let vital = kind.is_vital() && !(at.key() == Some("required") && value.is_boolean());
        return wrong(cx, vital, "a list", value, at);
    };
    let mut index = 0;
    items.retain_mut(|item| {
        let at = at.index(index);
        index += 1;
        match item {
            Value::String(_) => true,
            Value::Number(_) | Value::Bool(_) => {
                *item = Value::String(item.to_string());
                true
            }
            _ => wrong(cx, kind.is_vital(), "text", item, &at),
        }
    });
    true
}

fn text_map(cx: &mut Cx<'_>, value: &mut Value, at: &At<'_>) -> bool {
    let Value::Object(map) = value else {
        return wrong(cx, false, "an object", value, at);
    };
    map.retain(|key, value| {
        let at = at.field(key);
        match value {
            Value::String(_) => true,
            Value::Null => {
                *value = Value::String(String::new());
                true
            }
            Value::Number(_) | Value::Bool(_) => {
                *value = Value::String(value.to_string());
                true
            }
            _ => wrong(cx, false, "text", value, &at),
        }
    });
    true
}

/// Security requirements: a list of objects of lists of texts.
fn requirements(cx: &mut Cx<'_>, value: &mut Value, at: &At<'_>) -> bool {
    let Value::Array(items) = value else {
        return wrong(cx, true, "a list", value, at);
    };
    let mut index = 0;
    items.retain_mut(|item| {
        let at = at.index(index);
        index += 1;
        let Value::Object(map) = item else {
            cx.fault(
                true,
                "wrong-type",
                &at,
                format!(
                    "a security requirement is an object, not {}; it is left out",
                    noun(item)
                ),
            );
            return false;
        };
        for (name, scopes) in map.iter_mut() {
            let at = at.field(name);
            if scopes.is_null() || !texts(cx, Kind::Tag, scopes, &at) {
                *scopes = Value::Array(Vec::new());
            }
        }
        true
    });
    true
}

/// Turns `1.0` into `1`; `None` where there is a fraction, or no room in 64 bits.
pub(super) fn whole(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| {
        let value = number.as_f64()?;
        (value.fract() == 0.0 && value.abs() < 9.0e18).then_some(value as i64)
    })
}
