//! Reads and writes references to components.

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

/// Takes `/components/<section>/<name>` apart.
pub(in crate::spec) fn component(fragment: &str) -> Option<(&str, String)> {
    let (section, name) = fragment.strip_prefix("/components/")?.split_once('/')?;
    (!name.contains('/')).then(|| (section, name.replace("~1", "/").replace("~0", "~")))
}

/// Writes the reference to a component.
pub(in crate::spec) fn component_reference(section: &str, name: &str) -> String {
    format!("#/components/{section}/{}", name.replace('~', "~0").replace('/', "~1"))
}
