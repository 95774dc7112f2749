//! Rewrites what is written for people into the one text that the model has
//! for it: the description.

use serde_json::{Map, Value, json};

use crate::spec::keywords::Kind;

/// Puts the text under `key` before the description.
///
/// `{summary: s, description: d}` → `{description: "s\n\nd"}`
pub(super) fn lead(map: &mut Map<String, Value>, key: &str) {
    let Some(Value::String(lead)) = map.shift_remove(key) else {
        return;
    };
    let description = match map.get("description").and_then(Value::as_str) {
        Some(description) if !description.trim().is_empty() => format!("{lead}\n\n{description}"),
        _ => lead,
    };
    map.insert("description".to_owned(), Value::String(description));
}

/// Puts a paragraph behind the description.
fn append(map: &mut Map<String, Value>, text: &str) {
    let description = match map.get("description").and_then(Value::as_str) {
        Some(description) if !description.trim().is_empty() => format!("{}\n\n{text}", description.trim_end()),
        _ => text.to_owned(),
    };
    map.insert("description".to_owned(), Value::String(description));
}

/// Moves the address of further documentation into the description.
///
/// `{externalDocs: {url: u, description: d}}` → `{description: "d: <u>"}`
pub(super) fn external_docs(map: &mut Map<String, Value>) {
    let Some(docs) = map.shift_remove("externalDocs") else {
        return;
    };
    let text = |key: &str| docs.get(key).and_then(Value::as_str).map(str::trim);
    let Some(url) = text("url").filter(|url| !url.is_empty()) else {
        return;
    };
    let about = text("description").map(|text| text.trim_end_matches(['.', ':']));
    let about = about.filter(|text| !text.is_empty()).unwrap_or("See also");
    append(map, &format!("{about}: <{url}>"));
}

/// Rewrites the names that servers and tags have beside their descriptions.
///
/// `{url: u, name: n}` → `{url: u, description: n}`
pub(super) fn names(kind: Kind, map: &mut Map<String, Value>) {
    match kind {
        Kind::Server => lead(map, "name"),
        Kind::Tag => lead(map, "summary"),
        _ => {}
    }
}

/// Moves what a person must know of a security scheme into its description.
///
/// `{type: oauth2, deprecated: true, flows: {password: {tokenUrl: u}}}` →
/// `{description: "Deprecated.\n\n…: tokens come from <u>."}`, and the flows stay
pub(super) fn security_scheme(map: &mut Map<String, Value>) {
    let mut addresses = Vec::new();
    for key in ["openIdConnectUrl", "oauth2MetadataUrl"] {
        let url = map.get(key).and_then(Value::as_str).filter(|url| !url.is_empty());
        addresses.extend(url.map(|url| format!("The addresses are listed at <{url}>.")));
    }
    map.shift_remove("oauth2MetadataUrl");
    let flows = map.get("flows").and_then(Value::as_object);
    for (name, flow) in flows.into_iter().flatten() {
        addresses.extend(self::flow(name, flow));
    }
    for paragraph in addresses {
        append(map, &paragraph);
    }
    if map.shift_remove("deprecated") == Some(json!(true)) {
        map.insert("deprecated".to_owned(), json!("Deprecated."));
        lead(map, "deprecated");
    }
}

/// Describes a flow of OAuth 2.0 in a paragraph.
fn flow(name: &str, flow: &Value) -> Option<String> {
    let noun = match name {
        "implicit" => "Implicit flow",
        "password" => "Password flow",
        "clientCredentials" => "Client credentials flow",
        "authorizationCode" => "Authorization code flow",
        "deviceAuthorization" => "Device authorization flow",
        _ => return None,
    };
    let url = |key: &str, what: &str| {
        let url = flow.get(key)?.as_str().filter(|url| !url.is_empty())?;
        Some(format!("{what} <{url}>"))
    };
    let mut parts: Vec<String> = [
        url("authorizationUrl", "ask for consent at"),
        url("deviceAuthorizationUrl", "begin at"),
        url("tokenUrl", "get tokens from"),
        url("refreshUrl", "refresh them at"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let scopes = flow.get("scopes").and_then(Value::as_object);
    let scopes: Vec<String> = scopes
        .into_iter()
        .flatten()
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    if !scopes.is_empty() {
        parts.push(format!("the scopes are {}", scopes.join(", ")));
    }
    Some(format!("{noun}: {}.", parts.join("; "))).filter(|_| !parts.is_empty())
}
