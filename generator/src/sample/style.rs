//! Writes parameter values in their style (OpenAPI 3.1 section 4.8.12.3),
//! percent-encoded as RFC 3986 wants them.

use serde_json::Value;

use crate::ir::{Parameter, ParameterStyle};

/// Returns the text of a scalar as it is sent.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Encodes what is not unreserved (RFC 3986 section 2.3).
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// Writes a path parameter.
pub(super) fn path(parameter: &Parameter, value: &Value) -> String {
    let joined = |separator: &str| flat(value, parameter.explode, encode, "=").join(separator);
    match parameter.style {
        ParameterStyle::Label if parameter.explode => format!(".{}", joined(".")),
        ParameterStyle::Label => format!(".{}", joined(",")),
        ParameterStyle::Matrix => matrix(parameter, value),
        ParameterStyle::Json => encode(&value.to_string()),
        _ => joined(","),
    }
}

fn matrix(parameter: &Parameter, value: &Value) -> String {
    let name = encode(&parameter.wire_name);
    match value {
        Value::Object(_) if parameter.explode => flat(value, true, encode, "=")
            .iter()
            .map(|pair| format!(";{pair}"))
            .collect(),
        Value::Array(items) if parameter.explode => items
            .iter()
            .map(|item| format!(";{name}={}", encode(&plain(item))))
            .collect(),
        _ => format!(";{name}={}", flat(value, false, encode, "=").join(",")),
    }
}

/// Writes a query parameter as encoded names and values.
pub(super) fn query(parameter: &Parameter, value: &Value) -> Vec<(String, String)> {
    let name = encode(&parameter.wire_name);
    let separator = match parameter.style {
        ParameterStyle::SpaceDelimited => "%20",
        ParameterStyle::PipeDelimited => "%7C",
        _ => ",",
    };
    match (parameter.style, value) {
        // No name: the value is the whole query.
        (ParameterStyle::QueryString, _) => vec![(String::new(), encode(&plain(value)))],
        (ParameterStyle::Json, _) => vec![(name, encode(&value.to_string()))],
        (ParameterStyle::DeepObject, Value::Object(map)) => map
            .iter()
            .map(|(key, value)| (format!("{name}[{}]", encode(key)), encode(&plain(value))))
            .collect(),
        (_, Value::Array(items)) if parameter.explode => {
            items.iter().map(|item| (name.clone(), encode(&plain(item)))).collect()
        }
        (_, Value::Object(map)) if parameter.explode => map
            .iter()
            .map(|(key, value)| (encode(key), encode(&plain(value))))
            .collect(),
        _ => vec![(name, flat(value, false, encode, ",").join(separator))],
    }
}

/// Writes a header or a cookie's value; these are not percent-encoded.
pub(super) fn header(parameter: &Parameter, value: &Value) -> String {
    match parameter.style {
        ParameterStyle::Json => value.to_string(),
        _ => flat(value, parameter.explode, str::to_owned, "=").join(","),
    }
}

/// The items of an array; the pairs of an object, joined by `equals` where
/// exploded and side by side otherwise; or the one scalar.
fn flat(value: &Value, explode: bool, encode: impl Fn(&str) -> String, equals: &str) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(|item| encode(&plain(item))).collect(),
        Value::Object(map) if explode => map
            .iter()
            .map(|(key, value)| format!("{}{equals}{}", encode(key), encode(&plain(value))))
            .collect(),
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| [encode(key), encode(&plain(value))])
            .collect(),
        scalar => vec![encode(&plain(scalar))],
    }
}
