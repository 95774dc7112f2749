//! Checks the default of a schema against its type.

use serde_json::{Map, Value};

use super::super::Cx;
use super::super::checks::noun;
use crate::spec::at::At;

/// Mends a default that is the right value in the wrong type, and drops one that
/// is no value of the schema. Schemas of several types are left to the samples.
///
/// `{type: integer, default: "10"}` → `{type: integer, default: 10}`; `{type: integer, default: 3.14}` → `{type: integer}`
pub(super) fn fit(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    let (Some(ty), Some(value)) = (map.get("type").and_then(Value::as_str), map.get("default")) else {
        return;
    };
    let is_nullable = map.get("nullable") == Some(&Value::Bool(true));
    if is_of_type(ty, value) || (is_nullable && value.is_null()) {
        return;
    }
    if let Some(meant) = meant(ty, value) {
        map.insert("default".to_owned(), meant);
        return;
    }
    // `default:` with nothing behind it is how some say that there is none.
    if !value.is_null() {
        let message = format!("`default` is of type `{ty}`, not {}; it is left out", noun(value));
        cx.warning("wrong-type", &at.field("default"), message);
    }
    map.shift_remove("default");
}

/// Tells whether `value` is of the type `ty` of JSON Schema; of a type that there is not, everything is.
fn is_of_type(ty: &str, value: &Value) -> bool {
    match ty {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

/// Returns the value that was meant: `10` by `"10"`, and the other way around.
fn meant(ty: &str, value: &Value) -> Option<Value> {
    let meant = match value {
        Value::String(text) => serde_json::from_str(text).ok()?,
        Value::Number(_) | Value::Bool(_) => Value::String(value.to_string()),
        _ => return None,
    };
    (is_of_type(ty, &meant) && matches!(ty, "string" | "boolean" | "number" | "integer")).then_some(meant)
}
