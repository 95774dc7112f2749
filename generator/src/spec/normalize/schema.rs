//! Rewrites a schema of JSON Schema 2020-12 into one of OpenAPI 3.0.
//!
//! Every rewrite is a function with its before and after. What 3.0 cannot say
//! is kept under an `x-specwright-` key, which only `lower` reads.

mod bounds;
mod default;
mod types;

use serde_json::{Map, Value, json};

use super::{Cx, members};
use crate::spec::at::At;
use crate::spec::keywords::{Kind, keyword};

/// A constant that is an object or a list: `x-specwright-const: value`.
pub(crate) const CONST: &str = "x-specwright-const";
/// `null` and nothing else: `x-specwright-null: true`.
pub(crate) const NULL: &str = "x-specwright-null";
/// No value at all: `x-specwright-never: true`.
pub(crate) const NEVER: &str = "x-specwright-never";
/// The schemas of the first items: `x-specwright-prefix-items: [schema, …]`.
pub(crate) const PREFIX_ITEMS: &str = "x-specwright-prefix-items";
/// Schemas by pattern of key: `x-specwright-pattern-properties: {pattern: schema, …}`.
pub(crate) const PATTERN_PROPERTIES: &str = "x-specwright-pattern-properties";
/// Further examples: `x-specwright-examples: [value, …]`.
pub(crate) const EXAMPLES: &str = "x-specwright-examples";

/// Rewrites a schema that is a boolean.
///
/// `true` → `{}`; `false` → `x-specwright-never: true`
pub(super) fn boolean(value: &mut Value) {
    *value = if *value == Value::Bool(false) {
        json!({ NEVER: true })
    } else {
        json!({})
    };
}

/// Rewrites a schema that is a reference.
///
/// `{$ref: r, description: d}` → `{allOf: [{$ref: r}], description: d}`
///
/// 3.0 gives the siblings no meaning; those that only say more are kept even so.
pub(super) fn reference(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) -> bool {
    if map.len() == 1 {
        return true;
    }
    let strict = cx.is_before_31();
    map.retain(|key, _| {
        let says_more = matches!(
            key.as_str(),
            "$ref"
                | "title"
                | "description"
                | "example"
                | "examples"
                | "default"
                | "deprecated"
                | "readOnly"
                | "writeOnly"
                | "nullable"
        );
        let kept = says_more || key.starts_with("x-") || !strict || keyword(Kind::Schema, key).is_none();
        if !kept {
            cx.count("ignored-sibling", Kind::Schema, key, &at.field(key));
        }
        // A summary is what some write for a description.
        kept && key != "summary"
    });
    let Some(reference) = map.shift_remove("$ref") else {
        return true;
    };
    members(cx, Kind::Schema, map, at);
    let reference = json!({ "$ref": reference });
    if map.is_empty() {
        *map = Map::from_iter([("$ref".to_owned(), reference["$ref"].clone())]);
        return true;
    }
    match map.get_mut("allOf") {
        Some(Value::Array(items)) => items.insert(0, reference),
        _ => {
            map.insert("allOf".to_owned(), json!([reference]));
        }
    }
    rewrite(cx, map, at);
    true
}

/// Runs all rewrites; what is inside the schema has been rewritten before.
pub(super) fn rewrite(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    if is_plain(map) {
        return;
    }
    super::swagger::schema(map);
    super::sequence::remember(cx, Kind::Schema, "contentSchema", map, at);
    empty_lists(map);
    constant(map);
    types::type_list(map);
    null_arm(map, "anyOf");
    null_arm(map, "oneOf");
    prefix_items(map);
    pattern_properties(map);
    content(map);
    examples(map);
    bounds::exclusive(map);
    bounds::fit(cx, map, at);
    values(cx, map, at);
    default::fit(cx, map, at);
    types::without_effect(cx, map, at);
}

/// Tells whether a schema has only what every version writes alike. Most are such, and it takes longer to ask after each
/// keyword that some version writes otherwise.
fn is_plain(map: &Map<String, Value>) -> bool {
    let is_type = |types: &[&str]| {
        map.get("type")
            .and_then(Value::as_str)
            .is_some_and(|ty| types.contains(&ty))
    };
    map.iter().all(|(key, value)| match key.as_str() {
        "type" => matches!(
            value.as_str(),
            Some("string" | "integer" | "number" | "boolean" | "object")
        ),
        "format" => is_type(&["string", "integer", "number"]),
        "properties" | "required" => is_type(&["object"]),
        "description" | "title" | "example" | "nullable" | "readOnly" | "writeOnly" | "deprecated" => true,
        _ => false,
    })
}

/// Removes compositions of nothing.
///
/// `{anyOf: []}` → `{}`
fn empty_lists(map: &mut Map<String, Value>) {
    for key in ["allOf", "anyOf", "oneOf"] {
        if map.get(key).and_then(Value::as_array).is_some_and(Vec::is_empty) {
            map.shift_remove(key);
        }
    }
}

/// Rewrites a constant.
///
/// `const: a` → `enum: [a]`; `const: {…}` → `x-specwright-const: {…}`; `const: null` → `type: "null"`
fn constant(map: &mut Map<String, Value>) {
    let Some(value) = map.shift_remove("const") else { return };
    match value {
        Value::Null => {
            map.insert("type".to_owned(), json!("null"));
        }
        Value::Array(_) | Value::Object(_) => {
            map.insert(CONST.to_owned(), value);
        }
        scalar => {
            let ty = match &scalar {
                Value::String(_) => "string",
                Value::Bool(_) => "boolean",
                Value::Number(number) if number.is_f64() => "number",
                _ => "integer",
            };
            if !["allOf", "anyOf", "oneOf"].iter().any(|key| map.contains_key(*key)) {
                map.entry("type").or_insert_with(|| json!(ty));
            }
            map.insert("enum".to_owned(), json!([scalar]));
        }
    }
}

/// Removes the arm that stands for null.
///
/// `anyOf: [S, {type: "null"}]` → `anyOf: [S], nullable: true`
fn null_arm(map: &mut Map<String, Value>, key: &str) {
    let Some(Value::Array(arms)) = map.get_mut(key) else {
        return;
    };
    let before = arms.len();
    arms.retain(|arm| arm.get(NULL).is_none());
    if arms.len() == before {
        return;
    }
    if arms.is_empty() {
        map.shift_remove(key);
        map.insert(NULL.to_owned(), json!(true));
    } else {
        map.insert("nullable".to_owned(), json!(true));
    }
}

/// Rewrites items by position.
///
/// `prefixItems: [A, B], items: false` → `type: array, items: {}, x-specwright-prefix-items: [A, B]`;
/// so does `items: [A, B]`. A schema for further items stays under `items`.
fn prefix_items(map: &mut Map<String, Value>) {
    if matches!(map.get("items"), Some(Value::Array(_)))
        && let Some(items) = map.shift_remove("items")
    {
        map.insert("prefixItems".to_owned(), items);
    }
    if let Some(prefix) = map.shift_remove("prefixItems") {
        map.insert(PREFIX_ITEMS.to_owned(), prefix);
        map.entry("type").or_insert_with(|| json!("array"));
        map.entry("items").or_insert_with(|| json!({}));
    }
    // `items: false` has become a schema that no value fits.
    if map.get("items").is_some_and(|items| items.get(NEVER).is_some()) {
        map.insert("items".to_owned(), json!({}));
    }
}

/// Rewrites properties by pattern.
///
/// `patternProperties: {p: S}` → `additionalProperties: S` where there is one and nothing else is declared,
/// and `x-specwright-pattern-properties: {p: S}`
fn pattern_properties(map: &mut Map<String, Value>) {
    let Some(patterns) = map.shift_remove("patternProperties") else {
        return;
    };
    let closed = matches!(map.get("additionalProperties"), None | Some(Value::Bool(_)));
    if let (Some(object), true) = (patterns.as_object(), closed)
        && object.len() == 1
        && let Some(schema) = object.values().next()
    {
        map.insert("additionalProperties".to_owned(), schema.clone());
    }
    map.insert(PATTERN_PROPERTIES.to_owned(), patterns);
}

/// Rewrites the encoding of text.
///
/// `contentEncoding: base64` → `format: byte`; `contentMediaType: application/octet-stream` → `format: binary`
fn content(map: &mut Map<String, Value>) {
    let encoding = map.shift_remove("contentEncoding");
    let media_type = map.shift_remove("contentMediaType");
    let format = match (
        encoding.as_ref().and_then(Value::as_str),
        media_type.as_ref().and_then(Value::as_str),
    ) {
        (Some("base64" | "base64url"), _) => "byte",
        (None, Some(media_type)) if !is_text(media_type) => "binary",
        _ => return,
    };
    map.entry("type").or_insert_with(|| json!("string"));
    map.entry("format").or_insert_with(|| json!(format));
}

/// Tells whether text of a media type is written as text in JSON.
fn is_text(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.starts_with("text/")
        || ["json", "xml", "yaml", "jwt"]
            .iter()
            .any(|suffix| essence.ends_with(suffix))
}

/// Rewrites examples.
///
/// `examples: [a, b]` → `example: a, x-specwright-examples: [a, b]`
fn examples(map: &mut Map<String, Value>) {
    let Some(Value::Array(examples)) = map.shift_remove("examples") else {
        return;
    };
    if let Some(first) = examples.first() {
        map.entry("example").or_insert_with(|| first.clone());
        map.insert(EXAMPLES.to_owned(), Value::Array(examples));
    }
}

/// Rewrites the values of an enum to those that the type can have.
///
/// `enum: [a, null]` → `enum: [a], nullable: true`; `type: string, enum: [1]` → `enum: ["1"]`
fn values(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    let Some(Value::Array(values)) = map.get_mut("enum") else {
        return;
    };
    let before = values.len();
    values.retain(|value| !value.is_null());
    let had_null = values.len() < before;
    let empty = values.is_empty();
    if had_null && !empty {
        map.insert("nullable".to_owned(), json!(true));
    }
    if empty {
        map.shift_remove("enum");
        if had_null && !map.contains_key("type") {
            map.insert(NULL.to_owned(), json!(true));
        }
        return;
    }
    let ty = map.get("type").and_then(Value::as_str).map(str::to_owned);
    let Some(Value::Array(values)) = map.get_mut("enum") else {
        return;
    };
    let (mut foreign, mut left_out) = (false, 0);
    match ty.as_deref() {
        Some("string") => {
            for value in values
                .iter_mut()
                .filter(|value| value.is_number() || value.is_boolean())
            {
                foreign = true;
                *value = Value::String(value.to_string());
            }
        }
        Some("integer") => {
            for value in values.iter_mut() {
                let text = value.as_str().and_then(|text| text.trim().parse::<i64>().ok());
                foreign |= text.is_some();
                let whole = value.as_number().and_then(super::checks::whole);
                if let Some(whole) = text.or(whole) {
                    *value = json!(whole);
                }
            }
            let count = values.len();
            values.retain(|value| value.is_i64() || value.is_null());
            left_out = count - values.len();
        }
        _ => {}
    }
    if left_out > 0 {
        if values.is_empty() {
            map.shift_remove("enum");
        }
        let message = format!("{left_out} of the values are no 64-bit integers; they are left out");
        cx.warning("enum-value-type", &at.field("enum"), message);
    }
    if foreign {
        let ty = ty.unwrap_or_default();
        cx.warning(
            "enum-value-type",
            &at.field("enum"),
            format!("the values are not of type `{ty}`; they are taken as if they were"),
        );
    }
}
