//! Rewrites parameters and headers, which say of what type they are by
//! themselves.

use serde_json::{Map, Value, json};

use super::super::schema;
use crate::spec::at::At;
use crate::spec::keywords::Kind;
use crate::spec::normalize::Cx;

/// The keywords of the value.
const VALUE: &[&str] = &[
    "type",
    "format",
    "items",
    "enum",
    "default",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "x-nullable",
];

/// Tells whether a parameter is the body, or a part of it.
pub(in crate::spec::normalize) fn is_body(parameter: &Map<String, Value>) -> bool {
    matches!(parameter.get("in").and_then(Value::as_str), Some("body" | "formData"))
}

/// Rewrites a parameter.
///
/// `{in: query, type: array, items: I, collectionFormat: pipes}` →
/// `{in: query, schema: {type: array, items: I}, style: pipeDelimited, explode: false}`
pub(in crate::spec::normalize) fn parameter(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    let place = map.get("in").and_then(Value::as_str).unwrap_or_default().to_owned();
    value(cx, map, &place, at);
}

/// Rewrites a header of a response, as [`parameter`] does.
pub(in crate::spec::normalize) fn header(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    value(cx, map, "header", at);
}

fn value(cx: &mut Cx<'_>, map: &mut Map<String, Value>, place: &str, at: &At<'_>) {
    let mut own = Map::new();
    for key in VALUE {
        if let Some(value) = map.shift_remove(*key) {
            own.insert((*key).to_owned(), value);
        }
    }
    let format = map.shift_remove("collectionFormat");
    if own.is_empty() {
        return;
    }
    if map.contains_key("schema") || map.contains_key("content") {
        // `x-nullable` alone says nothing that the schema does not.
        if own.keys().any(|key| !key.starts_with("x-")) {
            cx.warning(
                "conflicting-keywords",
                at,
                "the value is described twice; the schema is used",
            );
        }
        return;
    }
    let is_list = own.get("type").and_then(Value::as_str) == Some("array");
    schema::rewrite(cx, &mut own, at);
    map.insert("schema".to_owned(), Value::Object(own));
    cx.moves.push((at.pointer().field("schema"), at.pointer()));
    if is_list {
        let format = format.as_ref().and_then(Value::as_str).unwrap_or("csv");
        style(cx, map, place, format, at);
    } else if format.is_some() {
        let at = at.field("collectionFormat");
        cx.count("keyword-without-effect", Kind::Parameter, "collectionFormat", &at);
    }
}

/// Rewrites how the items of a list are written.
///
/// `csv` → `explode: false`; `multi` → `explode: true`; `ssv` → `style: spaceDelimited`;
/// `pipes` → `style: pipeDelimited`
fn style(cx: &mut Cx<'_>, map: &mut Map<String, Value>, place: &str, format: &str, at: &At<'_>) {
    let (style, explode) = match (place, format) {
        ("path" | "header", "csv") => return,
        ("query" | "formData", "csv") => ("form", false),
        ("query" | "formData", "multi") => ("form", true),
        ("query" | "formData", "ssv") => ("spaceDelimited", false),
        ("query" | "formData", "pipes") => ("pipeDelimited", false),
        _ => {
            let message = format!("`{format}` has no equal in OpenAPI 3.0; the items are joined by commas");
            cx.warning("unsupported-style", &at.field("collectionFormat"), message)
                .help("write `csv`, or `multi` in a query");
            if matches!(place, "path" | "header") {
                return;
            }
            ("form", false)
        }
    };
    map.insert("style".to_owned(), json!(style));
    map.insert("explode".to_owned(), json!(explode));
}
