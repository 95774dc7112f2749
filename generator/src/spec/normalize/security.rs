//! Checks security schemes.

use serde_json::{Map, Value, json};

use super::{Cx, prose};
use crate::spec::at::At;

/// Checks a security scheme; `false` where it must go.
pub(super) fn scheme(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) -> bool {
    prose::security_scheme(map);
    let needed: &[&str] = match map.get("type").and_then(Value::as_str) {
        Some("apiKey") => &["name", "in"],
        Some("http") => &["scheme"],
        Some("oauth2") => {
            map.entry("flows").or_insert_with(|| json!({}));
            &[]
        }
        Some("openIdConnect") => {
            map.entry("openIdConnectUrl").or_insert_with(|| json!(""));
            &[]
        }
        Some(other) => {
            let message = format!("a client cannot apply a security scheme of type `{other}`");
            cx.warning("unsupported-security-scheme", &at.field("type"), message);
            return false;
        }
        None => {
            cx.fault(
                true,
                "missing-keyword",
                at,
                "a security scheme needs a `type`; it is left out",
            );
            return false;
        }
    };
    for key in needed {
        if !map.contains_key(*key) {
            cx.fault(
                true,
                "missing-keyword",
                at,
                format!("a security scheme of this type needs `{key}`; it is left out"),
            );
            return false;
        }
    }
    let place = map.get("in").and_then(Value::as_str);
    if needed.contains(&"in") && !matches!(place, Some("query" | "header" | "cookie")) {
        cx.fault(
            true,
            "invalid-object",
            &at.field("in"),
            "an API key is in `header`, `query` or `cookie`; the scheme is left out",
        );
        return false;
    }
    true
}

/// Fills what the model requires of the OAuth flow `name`.
///
/// `implicit: {}` → `implicit: {authorizationUrl: "", scopes: {}}`
pub(super) fn flow(map: &mut Map<String, Value>, name: &str) {
    map.entry("scopes").or_insert_with(|| json!({}));
    if matches!(name, "implicit" | "authorizationCode") {
        map.entry("authorizationUrl").or_insert_with(|| json!(""));
    }
    if name != "implicit" {
        map.entry("tokenUrl").or_insert_with(|| json!(""));
    }
}
