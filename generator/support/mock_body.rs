//! Compares the body of a request with the expected one, and says what differs:
//! field by field in JSON and in forms, part by part in multipart bodies.

use serde_json::Value;

use super::error::Shown;

/// A body and its media type.
#[derive(Clone, Copy)]
pub(super) struct Sent<'b> {
    pub media_type: &'b str,
    pub bytes: &'b [u8],
}

/// Lists what differs. Where `is_partial`, fields that are not expected may be there.
pub(super) fn differences(received: Sent<'_>, expected: Sent<'_>, is_partial: bool) -> Vec<String> {
    let (is, should) = (essence(received.media_type), essence(expected.media_type));
    if is != should {
        let is = if is.is_empty() { "of no media type" } else { &is };
        return vec![format!("body: is {is}, expected {should}")];
    }
    let mut found = Vec::new();
    match should.as_str() {
        _ if should.ends_with("/json") || should.ends_with("+json") => {
            let read = |body: Sent<'_>| serde_json::from_slice::<Value>(body.bytes);
            match (read(received), read(expected)) {
                (Ok(received), Ok(expected)) => json("", &received, &expected, is_partial, &mut found),
                _ => whole(received, expected, &mut found),
            }
        }
        "application/x-www-form-urlencoded" => form(received, expected, is_partial, &mut found),
        _ if should.starts_with("multipart/") => multipart(received, expected, &mut found),
        _ => whole(received, expected, &mut found),
    }
    found
}

/// Returns the media type without its parameters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

fn whole(received: Sent<'_>, expected: Sent<'_>, found: &mut Vec<String>) {
    if received.bytes != expected.bytes {
        let (received, expected) = (Shown(received.bytes), Shown(expected.bytes));
        found.push(format!("body: is `{received}`, expected `{expected}`"));
    }
}

/// Compares values below `pointer` (RFC 6901).
fn json(pointer: &str, received: &Value, expected: &Value, is_partial: bool, found: &mut Vec<String>) {
    match (received, expected) {
        (Value::Object(received), Value::Object(expected)) => {
            for (name, value) in expected {
                let pointer = below(pointer, name);
                match received.get(name) {
                    Some(received) => json(&pointer, received, value, is_partial, found),
                    None => found.push(format!("body {pointer}: is missing, expected {value}")),
                }
            }
            let others = received.iter().filter(|(name, _)| !expected.contains_key(*name));
            for (name, value) in others.filter(|_| !is_partial) {
                found.push(format!("body {}: is {value}, expected nothing", below(pointer, name)));
            }
        }
        (Value::Array(received), Value::Array(expected)) if received.len() == expected.len() => {
            for (index, (received, expected)) in received.iter().zip(expected).enumerate() {
                json(&format!("{pointer}/{index}"), received, expected, is_partial, found);
            }
        }
        _ if received == expected => {}
        _ => {
            let place = if pointer.is_empty() { "" } else { " " };
            found.push(format!("body{place}{pointer}: is {received}, expected {expected}"));
        }
    }
}

fn below(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

fn form(received: Sent<'_>, expected: Sent<'_>, is_partial: bool, found: &mut Vec<String>) {
    let pairs =
        |body: Sent<'_>| -> Vec<(String, String)> { url::form_urlencoded::parse(body.bytes).into_owned().collect() };
    let (received, expected) = (pairs(received), pairs(expected));
    let of = |pairs: &[(String, String)], name: &str| -> Vec<String> {
        let values = pairs.iter().filter(|(other, _)| other == name);
        values.map(|(_, value)| format!("`{value}`")).collect()
    };
    let mut names: Vec<&String> = Vec::new();
    let others = received.iter().filter(|_| !is_partial);
    for (name, _) in expected.iter().chain(others) {
        if names.contains(&name) {
            continue;
        }
        names.push(name);
        let (is, should) = (of(&received, name), of(&expected, name));
        if is != should {
            let text = |values: Vec<String>, none: &str| match values.is_empty() {
                true => none.to_owned(),
                false => values.join(", "),
            };
            let (is, should) = (text(is, "missing"), text(should, "nothing"));
            found.push(format!("body {name}: is {is}, expected {should}"));
        }
    }
}

/// The boundaries are random, and are no part of what is compared.
fn multipart(received: Sent<'_>, expected: Sent<'_>, found: &mut Vec<String>) {
    let (received, expected) = (parts(received), parts(expected));
    if received.len() != expected.len() {
        let (is, should) = (received.len(), expected.len());
        found.push(format!("body: has {is} parts, expected {should}"));
        return;
    }
    for (index, (received, expected)) in received.iter().zip(&expected).enumerate() {
        if received != expected {
            let (received, expected) = (Shown(received), Shown(expected));
            found.push(format!("body part {index}: is `{received}`, expected `{expected}`"));
        }
    }
}

/// Returns the parts of a multipart body with their headers (RFC 2046 section 5.1).
fn parts(body: Sent<'_>) -> Vec<&[u8]> {
    let boundary = body.media_type.split_once("boundary=").map_or("", |(_, rest)| rest);
    let delimiter = format!("--{}", boundary.trim_matches('"'));
    let delimiter = delimiter.as_bytes();
    let mut parts = Vec::new();
    let mut rest = body.bytes;
    let find = |text: &[u8]| text.windows(delimiter.len()).position(|window| window == delimiter);
    while let Some(start) = find(rest) {
        rest = &rest[start + delimiter.len()..];
        match find(rest) {
            Some(end) => parts.push(rest[..end].trim_ascii()),
            // Behind the last delimiter there is nothing that counts.
            None => break,
        }
    }
    parts
}
