//! Turns a normalized tree into the `openapiv3` model, one component and one
//! path at a time, so that what the model refuses has a place.

use indexmap::IndexMap;
use openapiv3::{Components, OpenAPI, PathItem, Paths, ReferenceOr};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::origins::Origins;
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Pointer};

/// Where the parts of the model come from.
struct Cx<'a> {
    origins: &'a Origins,
    diagnostics: &'a mut Diagnostics,
}

/// Turns `tree`, the normalized document of `file`, into the model.
pub(super) fn model(
    mut tree: Map<String, Value>,
    file: FileId,
    origins: &Origins,
    diagnostics: &mut Diagnostics,
) -> OpenAPI {
    let cx = &mut Cx { origins, diagnostics };
    let root = Pointer::root(file);
    let mut openapi = OpenAPI::default();
    let paths = tree.shift_remove("paths");
    let components = tree.shift_remove("components");
    for (key, value) in tree {
        let at = root.field(&key);
        match key.as_str() {
            "openapi" => openapi.openapi = one(cx, value, &at).unwrap_or_default(),
            "info" => openapi.info = one(cx, value, &at).unwrap_or_default(),
            "servers" => openapi.servers = list(cx, value, &at),
            "tags" => openapi.tags = list(cx, value, &at),
            "security" => openapi.security = one(cx, value, &at),
            "externalDocs" => openapi.external_docs = one(cx, value, &at),
            _ => {
                openapi.extensions.insert(key, value);
            }
        }
    }
    if let Some(Value::Object(map)) = paths {
        openapi.paths = path_items(cx, map, &root.field("paths"));
    }
    if let Some(Value::Object(map)) = components {
        openapi.components = Some(sections(cx, map, &root.field("components")));
    }
    openapi
}

fn path_items(cx: &mut Cx<'_>, map: Map<String, Value>, at: &Pointer) -> Paths {
    let (items, extensions): (Vec<_>, Vec<_>) = map.into_iter().partition(|(key, _)| key.starts_with('/'));
    let items: IndexMap<String, PathItem> = all(cx, items, at);
    Paths {
        paths: items
            .into_iter()
            .map(|(key, item)| (key, ReferenceOr::Item(item)))
            .collect(),
        extensions: extensions.into_iter().collect(),
    }
}

fn sections(cx: &mut Cx<'_>, map: Map<String, Value>, at: &Pointer) -> Components {
    let mut components = Components::default();
    for (key, value) in map {
        let at = at.field(&key);
        let Value::Object(items) = value else { continue };
        let items: Vec<_> = items.into_iter().collect();
        match key.as_str() {
            "schemas" => components.schemas = all(cx, items, &at),
            "responses" => components.responses = all(cx, items, &at),
            "parameters" => components.parameters = all(cx, items, &at),
            "examples" => components.examples = all(cx, items, &at),
            "requestBodies" => components.request_bodies = all(cx, items, &at),
            "headers" => components.headers = all(cx, items, &at),
            "securitySchemes" => components.security_schemes = all(cx, items, &at),
            _ => {
                components
                    .extensions
                    .insert(key, Value::Object(items.into_iter().collect()));
            }
        }
    }
    components
}

/// Turns the members of a map, on every core.
fn all<T: DeserializeOwned + Send>(cx: &mut Cx<'_>, items: Vec<(String, Value)>, at: &Pointer) -> IndexMap<String, T> {
    let results: Vec<_> = items
        .into_par_iter()
        .map(|(key, value)| {
            let result = serde_json::from_value::<T>(value).map_err(|error| error.to_string());
            (key, result)
        })
        .collect();
    let mut map = IndexMap::with_capacity(results.len());
    for (key, result) in results {
        match result {
            Ok(item) => {
                map.insert(key, item);
            }
            Err(message) => invalid(cx, &at.field(&key), &message),
        }
    }
    map
}

fn one<T: DeserializeOwned>(cx: &mut Cx<'_>, value: Value, at: &Pointer) -> Option<T> {
    serde_json::from_value(value)
        .map_err(|error| invalid(cx, at, &error.to_string()))
        .ok()
}

fn list<T: DeserializeOwned>(cx: &mut Cx<'_>, value: Value, at: &Pointer) -> Vec<T> {
    let Value::Array(items) = value else { return Vec::new() };
    items
        .into_iter()
        .enumerate()
        .filter_map(|(index, item)| one(cx, item, &at.index(index)))
        .collect()
}

fn invalid(cx: &mut Cx<'_>, at: &Pointer, message: &str) {
    let pointer = cx.origins.origin(at);
    cx.diagnostics.error(
        "invalid-object",
        &pointer,
        format!("OpenAPI 3.0 does not allow what stands here: {message}"),
    );
}
