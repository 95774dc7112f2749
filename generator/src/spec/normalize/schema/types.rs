//! Rewrites the type of a schema, and what depends on it.

use serde_json::{Map, Value, json};

use super::super::Cx;
use super::{NULL, PATTERN_PROPERTIES, PREFIX_ITEMS};
use crate::spec::at::At;
use crate::spec::keywords::Kind;

/// Rewrites a list of types.
///
/// `type: [T, "null"]` → `type: T, nullable: true`; `type: [A, B]` → `anyOf: [{type: A, …}, {type: B, …}]`;
/// `type: "null"` → `x-specwright-null: true`
pub(super) fn type_list(map: &mut Map<String, Value>) {
    let types: Vec<String> = match map.get("type") {
        Some(Value::String(ty)) if ty == "null" => vec![ty.clone()],
        Some(Value::Array(types)) => types.iter().filter_map(|ty| ty.as_str().map(str::to_owned)).collect(),
        _ => return,
    };
    let mut others: Vec<String> = Vec::new();
    for ty in &types {
        // Every integer is a number.
        let covered = others.contains(ty) || (ty == "integer" && types.iter().any(|other| other == "number"));
        if ty != "null" && !covered {
            others.push(ty.clone());
        }
    }
    map.shift_remove("type");
    if types.iter().any(|ty| ty == "null") {
        if others.is_empty() {
            map.insert(NULL.to_owned(), json!(true));
            return;
        }
        map.insert("nullable".to_owned(), json!(true));
    }
    if let [only] = others.as_slice() {
        map.insert("type".to_owned(), json!(only));
        return;
    }
    if ["anyOf", "oneOf", "allOf"].iter().any(|key| map.contains_key(*key)) {
        // The parts say what the types are.
        return;
    }
    let values = map.shift_remove("enum");
    let arms: Vec<Value> = others.iter().map(|ty| arm(map, ty, values.as_ref())).collect();
    for ty in &others {
        for key in applicable(ty) {
            map.shift_remove(*key);
        }
    }
    map.shift_remove("format");
    map.insert("anyOf".to_owned(), Value::Array(arms));
}

/// Makes the schema of one of several types: the keywords that are about it.
fn arm(map: &Map<String, Value>, ty: &str, values: Option<&Value>) -> Value {
    let mut arm = Map::new();
    arm.insert("type".to_owned(), json!(ty));
    for key in applicable(ty)
        .iter()
        .chain(matches!(ty, "string" | "number" | "integer").then_some(&"format"))
    {
        if let Some(value) = map.get(*key) {
            arm.insert((*key).to_owned(), value.clone());
        }
    }
    let of_type = |value: &&Value| match ty {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        _ => false,
    };
    let values: Vec<&Value> = values
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter(of_type)
        .collect();
    if !values.is_empty() {
        arm.insert("enum".to_owned(), json!(values));
    }
    Value::Object(arm)
}

/// Returns the keywords that are about values of one type.
fn applicable(ty: &str) -> &'static [&'static str] {
    match ty {
        "string" => &["minLength", "maxLength", "pattern"],
        "number" | "integer" => &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
        "array" => &[
            "items",
            "minItems",
            "maxItems",
            "uniqueItems",
            "prefixItems",
            PREFIX_ITEMS,
        ],
        "object" => &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            PATTERN_PROPERTIES,
            "minProperties",
            "maxProperties",
        ],
        _ => &[],
    }
}

/// Removes what says nothing about values of the schema's type, which would
/// hide the type from the model.
///
/// `type: string, minimum: 1` → `type: string`
pub(super) fn without_effect(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    let Some(ty) = map.get("type").and_then(Value::as_str).map(str::to_owned) else {
        return;
    };
    let own = applicable(&ty);
    for other in ["string", "number", "array", "object"] {
        for key in applicable(other) {
            if !own.contains(key) && map.shift_remove(*key).is_some() {
                cx.count("keyword-without-effect", Kind::Schema, key, &at.field(key));
            }
        }
    }
    if matches!(ty.as_str(), "boolean" | "object" | "array") && map.shift_remove("format").is_some() {
        cx.count("keyword-without-effect", Kind::Schema, "format", &at.field("format"));
    }
}
