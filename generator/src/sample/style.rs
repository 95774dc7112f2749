//! Writes parameter values in their style (OpenAPI 3.1 section 4.8.12.3),
//! percent-encoded as RFC 3986 wants them.

use serde_json::Value;

use crate::ir::{Parameter, ParameterLocation, ParameterStyle};

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

/// Encodes what `allowReserved` does not let pass: neither unreserved nor one of
/// the reserved characters `passed`. Percent-encoded triples stay (RFC 6570 section 3.2.3).
fn encode_reserved(text: &str, passed: &str) -> String {
    let bytes = text.as_bytes();
    let is_triple = |at: usize| {
        let digits = bytes.get(at + 1..at + 3);
        bytes[at] == b'%' && digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    text.char_indices()
        .map(|(at, letter)| match passed.contains(letter) || is_triple(at) {
            true => letter.to_string(),
            false => encode(letter.encode_utf8(&mut [0; 4])),
        })
        .collect()
}

/// Returns how the texts of a value are encoded: separators stay as they are
/// where they separate nothing.
fn encoder(parameter: &Parameter, value: &Value) -> impl Fn(&str) -> String {
    let is_list = value.is_array() || value.is_object();
    let passed = match (parameter.location, parameter.style) {
        (ParameterLocation::Path, ParameterStyle::Matrix) => ":@!$'()*=&+",
        (ParameterLocation::Path, _) if is_list => ":@!$'()*=&+",
        (ParameterLocation::Path, _) => ":@!$'()*=&+,;",
        (_, ParameterStyle::DeepObject) => ":@!$'()*=/?;,",
        _ if is_list && !parameter.explode => ":@!$'()*=/?;",
        _ => ":@!$'()*=/?;,",
    };
    let passed = parameter.allow_reserved.then_some(passed);
    move |text| match passed {
        Some(passed) => encode_reserved(text, passed),
        None => encode(text),
    }
}

/// Writes a path parameter.
pub(super) fn path(parameter: &Parameter, value: &Value) -> String {
    let encoder = encoder(parameter, value);
    let joined = |separator: &str| flat(value, parameter.explode, encode, &encoder, "=").join(separator);
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
    let encoder = encoder(parameter, value);
    match value {
        Value::String(text) if text.is_empty() => format!(";{name}"),
        Value::Object(_) if parameter.explode => flat(value, true, encode, &encoder, "=")
            .iter()
            .map(|pair| format!(";{pair}"))
            .collect(),
        Value::Array(items) if parameter.explode => items
            .iter()
            .map(|item| format!(";{name}={}", encoder(&plain(item))))
            .collect(),
        _ => format!(";{name}={}", flat(value, false, encode, &encoder, "=").join(",")),
    }
}

/// Writes a query parameter as encoded names and values.
pub(super) fn query(parameter: &Parameter, value: &Value) -> Vec<(String, String)> {
    let name = encode(&parameter.wire_name);
    let encoder = encoder(parameter, value);
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
            .map(|(key, value)| (format!("{name}%5B{}%5D", encode(key)), encoder(&plain(value))))
            .collect(),
        (_, Value::Array(items)) if parameter.explode => {
            items.iter().map(|item| (name.clone(), encoder(&plain(item)))).collect()
        }
        (_, Value::Object(map)) if parameter.explode => map
            .iter()
            .map(|(key, value)| (encode(key), encoder(&plain(value))))
            .collect(),
        _ => vec![(name, flat(value, false, encode, &encoder, ",").join(separator))],
    }
}

/// Writes a header or a cookie's value; these are not percent-encoded.
pub(super) fn header(parameter: &Parameter, value: &Value) -> String {
    match parameter.style {
        ParameterStyle::Json => value.to_string(),
        _ => flat(value, parameter.explode, str::to_owned, str::to_owned, "=").join(","),
    }
}

/// The items of an array; the pairs of an object, joined by `equals` where
/// exploded and side by side otherwise; or the one scalar.
fn flat(
    value: &Value,
    explode: bool,
    key: fn(&str) -> String,
    encode: impl Fn(&str) -> String,
    equals: &str,
) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(|item| encode(&plain(item))).collect(),
        Value::Object(map) if explode => map
            .iter()
            .map(|(name, value)| format!("{}{equals}{}", key(name), encode(&plain(value))))
            .collect(),
        Value::Object(map) => map
            .iter()
            .flat_map(|(name, value)| [key(name), encode(&plain(value))])
            .collect(),
        scalar => vec![encode(&plain(scalar))],
    }
}
