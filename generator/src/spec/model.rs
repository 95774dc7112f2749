//! Turns a normalized tree into the `openapiv3` model, one component and one
//! path at a time, so that what the model refuses has a place, and costs no more
//! than itself.

use indexmap::IndexMap;
use openapiv3::{Components, OpenAPI, Operation, PathItem, Paths, ReferenceOr};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::at::At;
use super::keywords::Kind;
use super::mend::mend;
use super::origins::Origins;
use super::{OPERATIONS, WEBHOOKS};
use crate::diagnostic::Diagnostics;
use crate::parallel;
use crate::source::{FileId, Pointer};

/// Where the parts of the model come from.
struct Cx<'a> {
    origins: &'a Origins,
    diagnostics: &'a mut Diagnostics,
}

/// Operations whose methods 3.0 does not have: path -> method -> operation.
pub(crate) type Operations = IndexMap<String, IndexMap<String, Operation>>;

/// Turns `tree`, the normalized document of `file`, into the model, and into the
/// operations that the model has no place for.
pub(super) fn model(
    mut tree: Map<String, Value>,
    file: FileId,
    origins: &Origins,
    diagnostics: &mut Diagnostics,
) -> (OpenAPI, Operations) {
    let cx = &mut Cx { origins, diagnostics };
    let root = Pointer::root(file);
    let mut openapi = OpenAPI::default();
    let paths = tree.shift_remove("paths");
    let components = tree.shift_remove("components");
    // They are no part of the model, and stay a tree until they are lowered.
    if let Some(Value::Object(webhooks)) = tree.get_mut(WEBHOOKS) {
        let at = root.field("webhooks");
        webhooks.retain(|key, item| {
            PathItem::deserialize(&*item).is_ok() || is_mended(cx, Kind::PathItem, item, &at.field(key))
        });
    }
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
    let mut operations = Operations::default();
    if let Some(Value::Object(mut map)) = paths {
        operations = take_operations(cx, &mut map, &root.field("paths"));
        openapi.paths = path_items(cx, map, &root.field("paths"));
    }
    if let Some(Value::Object(map)) = components {
        openapi.components = Some(sections(cx, map, &root.field("components")));
    }
    (openapi, operations)
}

fn take_operations(cx: &mut Cx<'_>, paths: &mut Map<String, Value>, at: &Pointer) -> Operations {
    let mut operations = Operations::default();
    for (path, item) in paths {
        let Some(Value::Object(found)) = item.as_object_mut().and_then(|item| item.shift_remove(OPERATIONS)) else {
            continue;
        };
        let found = found.into_iter().collect();
        operations.insert(path.clone(), all(cx, Kind::Operation, found, &at.field(path)));
    }
    operations
}

fn path_items(cx: &mut Cx<'_>, map: Map<String, Value>, at: &Pointer) -> Paths {
    let (items, extensions): (Vec<_>, Vec<_>) = map.into_iter().partition(|(key, _)| key.starts_with('/'));
    let items: IndexMap<String, PathItem> = all(cx, Kind::PathItem, items, at);
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
            "schemas" => components.schemas = all(cx, Kind::Schema, items, &at),
            "responses" => components.responses = all(cx, Kind::Response, items, &at),
            "parameters" => components.parameters = all(cx, Kind::Parameter, items, &at),
            "examples" => components.examples = all(cx, Kind::Example, items, &at),
            "requestBodies" => components.request_bodies = all(cx, Kind::RequestBody, items, &at),
            "headers" => components.headers = all(cx, Kind::Header, items, &at),
            "securitySchemes" => components.security_schemes = all(cx, Kind::SecurityScheme, items, &at),
            _ => {
                components
                    .extensions
                    .insert(key, Value::Object(items.into_iter().collect()));
            }
        }
    }
    components
}

/// Turns the members of a map, on every core; mends those that the model refuses.
fn all<T: DeserializeOwned + Send>(
    cx: &mut Cx<'_>,
    kind: Kind,
    items: Vec<(String, Value)>,
    at: &Pointer,
) -> IndexMap<String, T> {
    let results = parallel::map(items, |(key, value)| {
        let result = T::deserialize(&value).map_err(|_| value);
        (key, result)
    });
    let mut map = IndexMap::with_capacity(results.len());
    for (key, result) in results {
        let item = match result {
            Ok(item) => Some(item),
            Err(refused) => mended(cx, kind, refused, &at.field(&key)),
        };
        map.extend(item.map(|item| (key, item)));
    }
    map
}

fn mended<T: DeserializeOwned>(cx: &mut Cx<'_>, kind: Kind, mut value: Value, at: &Pointer) -> Option<T> {
    is_mended(cx, kind, &mut value, at)
        .then(|| one(cx, value, at))
        .flatten()
}

/// Leaves out what the model refuses in `value`; `false` where nothing is left.
fn is_mended(cx: &mut Cx<'_>, kind: Kind, value: &mut Value, at: &Pointer) -> bool {
    mend(kind, value, &At::root(at), &mut |at, kind, reason| {
        let left = match kind {
            Kind::Schema => "any JSON is taken",
            _ => "it is left out",
        };
        let message = format!("{} is not what OpenAPI has here, so {left}: {reason}", kind.noun());
        invalid(cx, &at.pointer(), message);
    })
}

fn one<T: DeserializeOwned>(cx: &mut Cx<'_>, value: Value, at: &Pointer) -> Option<T> {
    serde_json::from_value(value)
        .map_err(|error| invalid(cx, at, format!("what stands here is left out: {error}")))
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

fn invalid(cx: &mut Cx<'_>, at: &Pointer, message: String) {
    let pointer = cx.origins.origin(at);
    cx.diagnostics
        .fault("invalid-object", &pointer, message)
        .help("compare it with the same object in the specification of OpenAPI");
}
