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
                    "the file has no `openapi` at its top, so it is no OpenAPI document",
                )
                .help("begin it with `openapi: 3.1.0`");
            return None;
        }
    };
    let text = match found {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    if key == "openapi" && (text == "3.0" || text.starts_with("3.0.")) {
        return Some(Versions::V30);
    }
    if key == "openapi" && (text == "3.1" || text.starts_with("3.1.")) {
        return Some(Versions::V31);
    }
    diagnostics
        .error(
            "unsupported-version",
            &pointer.field(key),
            format!("version `{text}` of OpenAPI cannot be read yet"),
        )
        .help("convert the document to OpenAPI 3.0 or 3.1");
    None
}
