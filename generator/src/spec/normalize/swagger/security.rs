//! Rewrites security schemes.

use serde_json::{Map, Value, json};

use super::super::security;
use crate::spec::at::At;
use crate::spec::normalize::Cx;

/// The flows of 2.0 and what 3.0 calls them.
const FLOWS: [(&str, &str); 4] = [
    ("implicit", "implicit"),
    ("password", "password"),
    ("application", "clientCredentials"),
    ("accessCode", "authorizationCode"),
];

/// Rewrites a security scheme.
///
/// `type: basic` → `type: http, scheme: basic`;
/// `type: oauth2, flow: application, tokenUrl: u` → `type: oauth2, flows: {clientCredentials: {tokenUrl: u}}`
pub(in crate::spec::normalize) fn scheme(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    if map.get("type").and_then(Value::as_str) == Some("basic") {
        map.insert("type".to_owned(), json!("http"));
        map.insert("scheme".to_owned(), json!("basic"));
    }
    let flow = map.shift_remove("flow");
    let mut rest = Map::new();
    for key in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = map.shift_remove(key) {
            rest.insert(key.to_owned(), value);
        }
    }
    let Some(flow) = flow.as_ref().and_then(Value::as_str) else {
        return;
    };
    match FLOWS.iter().find(|(old, _)| *old == flow) {
        Some((_, name)) => {
            security::flow(&mut rest, name);
            map.insert("flows".to_owned(), json!({ *name: rest }));
        }
        None => {
            cx.warning(
                "invalid-object",
                &at.field("flow"),
                format!("there is no flow `{flow}`"),
            )
            .help("the flows are `implicit`, `password`, `application` and `accessCode`");
        }
    }
}
