//! Counts what a document declares, from the tree as it was read.
//!
//! ```yaml
//! paths:
//!   /pets: { get: {…}, post: {…} }     # two operations
//!   /pets/{id}: { $ref: pet.yaml }     # as many as there are in the file
//! ```
//!
//! Invariant: nothing of the other stages takes part, so that their results can
//! be compared with these counts.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::source::{FileId, Reference, Source};

/// The methods that a path item has fields for in every version.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The longest chain of references that is followed.
const LONGEST_CHAIN: usize = 16;

/// What a document declares.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Census {
    /// Operations under `paths`; callbacks and webhooks are none of the client's.
    pub operations: usize,
    /// Entries of `components.schemas`, or of `definitions`.
    pub schemas: usize,
}

/// Counts what the document `root` declares. Its tree must not be taken yet.
pub(crate) fn census(source: &Source, root: FileId) -> Census {
    let Some(document) = source.file(root).map(|file| &file.value) else {
        return Census::default();
    };
    let size = |pointer: &str| document.pointer(pointer).and_then(Value::as_object).map_or(0, Map::len);
    let paths = document.get("paths").and_then(Value::as_object);
    let items = paths.into_iter().flatten().filter(|(path, _)| !path.starts_with("x-"));
    Census {
        operations: items
            .map(|(_, item)| {
                let mut found = BTreeSet::new();
                methods(source, root, item, LONGEST_CHAIN, &mut found);
                found.len()
            })
            .sum(),
        schemas: size("/components/schemas") + size("/definitions"),
    }
}

/// Collects the methods of a path item: its own, and those of the one that it refers to.
fn methods<'a>(source: &'a Source, file: FileId, item: &'a Value, budget: usize, found: &mut BTreeSet<&'a str>) {
    let own = METHODS
        .iter()
        .filter(|method| item.get(**method).is_some_and(Value::is_object));
    found.extend(own);
    // OpenAPI 3.2 section 4.9.
    let is_new = version(source, file).starts_with("3.2");
    if is_new && item.get("query").is_some_and(Value::is_object) {
        found.insert("query");
    }
    let additional = item.get("additionalOperations").and_then(Value::as_object);
    if let Some(additional) = additional.filter(|_| is_new) {
        found.extend(additional.keys().map(String::as_str));
    }
    let target = item.get("$ref").and_then(Value::as_str).map(Reference::parse);
    if let (Some(reference), Some(budget)) = (target, budget.checked_sub(1)) {
        let file = match reference.path.as_str() {
            "" => Some(file),
            path => source.find(file, path),
        };
        let target = file.and_then(|id| Some((id, source.file(id)?.value.pointer(&reference.fragment)?)));
        if let Some((file, target)) = target {
            methods(source, file, target, budget, found);
        }
    }
}

/// The version of the document in `file`, or else of the first document.
fn version(source: &Source, file: FileId) -> &str {
    let stated = |id| source.file(id)?.value.get("openapi")?.as_str();
    stated(file).or_else(|| stated(FileId(0))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn count(files: &[(&str, Value)]) -> Census {
        let texts: Vec<(&str, String)> = files.iter().map(|(path, value)| (*path, value.to_string())).collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
        census(&Source::of_texts(&texts), FileId(0))
    }

    #[test]
    fn operations_are_counted_through_references() {
        let root = json!({
            "openapi": "3.1.0",
            "paths": {
                "/a": { "get": {}, "post": {}, "parameters": [], "query": {}, "x-get": {} },
                "/b": { "$ref": "b.json#/item", "get": {} },
                "/c": { "$ref": "#/paths/~1a" },
                "/d": { "$ref": "#/paths/~1d", "put": {} },
                "x-paths": { "get": {} }
            },
            "components": { "schemas": { "A": {}, "B": {} } }
        });
        let other = json!({ "item": { "get": {}, "delete": {} } });
        let expected = Census {
            operations: 2 + 2 + 2 + 1,
            schemas: 2,
        };
        assert_eq!(count(&[("a.json", root), ("b.json", other)]), expected);
    }

    #[test]
    fn new_methods_count_where_the_version_has_them() {
        let root =
            json!({ "openapi": "3.2.0", "paths": { "/a": { "query": {}, "additionalOperations": { "COPY": {} } } } });
        assert_eq!(count(&[("a.json", root)]).operations, 2);
    }
}
