//! Rewrites what only Swagger 2.0 has into what 3.0 has for it.
//!
//! ```yaml
//! { in: body, name: pet, schema: S }      # becomes requestBody: { content: { application/json: { schema: S } } }
//! { in: query, name: a, type: string }    # becomes { in: query, name: a, schema: { type: string } }
//! 200: { schema: S }                      # becomes 200: { content: { application/json: { schema: S } } }
//! definitions: { Pet: S }                 # becomes components: { schemas: { Pet: S } }
//! ```
//!
//! Each rewrite runs where its keyword stands, so a 3.0 document that has one
//! of them by mistake is understood as well. Whatever changes its place is noted
//! in `Cx::moves`, so that findings show the place that was written.

mod document;
mod operation;
mod parameter;
mod request;
mod response;
mod security;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use super::{Cx, map};
use crate::spec::at::At;
use crate::spec::keywords::{Kind, Versions};

pub(super) use document::document;
pub(super) use operation::path_item;
pub(super) use parameter::{header, is_body, parameter};
pub(super) use security::scheme;

/// What the top of a document says for all of its operations.
#[derive(Default)]
pub(super) struct Shared {
    consumes: Vec<String>,
    produces: Vec<String>,
    /// The members of `parameters`, rewritten.
    parameters: Map<String, Value>,
    /// The members of `responses`, rewritten, yet without `content`.
    responses: Map<String, Value>,
}

/// Takes out of the document what its operations depend on.
pub(super) fn prepare(cx: &mut Cx<'_>, tree: &mut Map<String, Value>, at: &At<'_>) {
    cx.shared.consumes = media_types(tree.get("consumes")).unwrap_or_default();
    cx.shared.produces = media_types(tree.get("produces")).unwrap_or_default();
    for (key, kind) in [("parameters", Kind::Parameter), ("responses", Kind::Response)] {
        let Some(mut value) = tree.shift_remove(key).filter(|value| !value.is_null()) else {
            continue;
        };
        if cx.version != Versions::V20 {
            cx.count("keyword-of-other-version", Kind::Document, key, &at.field(key));
        }
        if !map(cx, kind, &mut value, &at.field(key)) {
            continue;
        }
        if let Value::Object(members) = value {
            match kind {
                Kind::Parameter => cx.shared.parameters = members,
                _ => cx.shared.responses = members,
            }
        }
    }
}

/// The sections of a document in 2.0, and those of the components in 3.0.
const SECTIONS: [(&str, &str); 4] = [
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

/// Rewrites a reference.
///
/// `#/definitions/Pet` → `#/components/schemas/Pet`
pub(super) fn reference(value: &mut Value) {
    let Some(way) = value.as_str().and_then(|text| text.strip_prefix("#/")) else {
        return;
    };
    let moved = way.split_once('/').and_then(|(first, name)| {
        let (_, section) = SECTIONS.iter().find(|(old, _)| *old == first)?;
        Some(format!("#/components/{section}/{name}"))
    });
    if let Some(moved) = moved {
        *value = Value::String(moved);
    }
}

/// Rewrites a discriminator.
///
/// `discriminator: kind` → `discriminator: {propertyName: kind}`
pub(super) fn discriminator(value: &mut Value) {
    if value.is_string() {
        *value = json!({ "propertyName": value.take() });
    }
}

/// Rewrites what schemas have in 2.0.
///
/// `type: file` → `type: string, format: binary`; `x-nullable: true` → `nullable: true`
pub(super) fn schema(map: &mut Map<String, Value>) {
    if map.get("type").and_then(Value::as_str) == Some("file") {
        map.insert("type".to_owned(), json!("string"));
        map.insert("format".to_owned(), json!("binary"));
    }
    if let Some(nullable) = map.shift_remove("x-nullable").filter(Value::is_boolean) {
        map.entry("nullable").or_insert(nullable);
    }
}

/// Returns the media types of `consumes` or `produces`, `None` where there is no list.
fn media_types(value: Option<&Value>) -> Option<Vec<String>> {
    let items = value?.as_array()?.iter();
    Some(items.filter_map(Value::as_str).map(str::to_owned).collect())
}

/// Tells whether a schema describes the contents of a file.
fn is_file(schema: &Value) -> bool {
    schema.get("format").and_then(Value::as_str) == Some("binary")
}
