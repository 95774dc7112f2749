//! Tells which version of OpenAPI a document is in.

use serde_json::Value;

use super::keywords::Versions;
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;

/// Returns the version of the document `value`, `None` after saying why it cannot be read.
pub(super) fn version(value: &Value, pointer: &Pointer, diagnostics: &mut Diagnostics) -> Option<Versions> {
    let (key, found) = match (value.get("openapi"), value.get("swagger")) {
        (Some(found), _) => ("openapi", found),
        (None, Some(found)) => ("swagger", found),
        (None, None) => {
            diagnostics
                .error(
                    "not-openapi",
                    pointer,
                    "the file has neither `openapi` nor `swagger` at its top, so it is no OpenAPI document",
                )
                .help("begin it with `openapi: 3.1.0`");
            return None;
        }
    };
    let text = match found {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    let mut numbers = text.split('.');
    let minor = (numbers.next(), numbers.next());
    match (key, minor) {
        ("swagger", (Some("2"), Some("0") | None)) => return Some(Versions::V20),
        ("openapi", (Some("3"), Some("0"))) => return Some(Versions::V30),
        ("openapi", (Some("3"), Some("1"))) => return Some(Versions::V31),
        ("openapi", (Some("3"), Some("2"))) => return Some(Versions::V32),
        ("openapi", (Some("3"), Some(later))) if later.parse::<u32>().is_ok() => {
            let message = format!("version `{text}` of OpenAPI is newer than 3.2, and is read as if it were 3.2");
            diagnostics.warning("newer-version", &pointer.field(key), message);
            return Some(Versions::V32);
        }
        _ => {}
    }
    diagnostics
        .error(
            "unsupported-version",
            &pointer.field(key),
            format!("version `{text}` of OpenAPI cannot be read"),
        )
        .help("the versions are Swagger 2.0, and OpenAPI 3.0, 3.1 and 3.2");
    None
}
