//! What references are by themselves, and what they cost where they lead nowhere.

use serde_json::Value;

/// Says what a reference that leads nowhere costs, by the section it is for.
pub(super) fn lost(section: &str) -> &'static str {
    match section {
        "schemas" => "any JSON is taken",
        "parameters" => "the parameter is left out",
        "requestBodies" => "the request has no body",
        "responses" => "the response is left out",
        "headers" => "the header is left out",
        "securitySchemes" => "the security scheme is left out",
        "pathItems" => "the path is left out",
        _ => "it is left out",
    }
}

/// Returns the `$ref` of an object that has nothing else.
pub(super) fn lone_reference(value: &Value) -> Option<&str> {
    let map = value.as_object()?;
    if map.len() == 1 {
        map.get("$ref")?.as_str()
    } else {
        None
    }
}
