//! Checks servers: whether a client can call them, and what stands for the
//! variables of their URLs.

use serde_json::{Map, Value, json};

use super::Cx;
use crate::spec::at::At;
use crate::spec::keywords::Kind;

/// Reports path items and operations with servers of their own that a client
/// does not call: relative ones, which depend on where the document is, and all
/// but the first.
pub(super) fn own(cx: &mut Cx<'_>, document: &Map<String, Value>, at: &At<'_>) {
    let at = at.field("paths");
    let url = |servers: &Value, index: usize| Some(servers.get(index)?.get("url")?.as_str()?.to_owned());
    let of_document = document.get("servers").and_then(|servers| url(servers, 0));
    let is_called =
        |url: &String| url.starts_with("https://") || url.starts_with("http://") || Some(url) == of_document.as_ref();
    for (path, item) in document.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let at = at.field(path);
        let operations = item.as_object().into_iter().flatten();
        let parts = operations.map(|(key, part)| (Kind::Operation, part, Some(key.as_str())));
        for (kind, part, key) in std::iter::once((Kind::PathItem, item, None)).chain(parts) {
            let Some(servers) = part.get("servers") else { continue };
            let place = key.map_or(at, |key| at.field(key));
            let place = place.field("servers");
            if url(servers, 0).is_some_and(|url| !is_called(&url)) {
                cx.count("own-servers", kind, "servers", &place);
            }
            if url(servers, 1).is_some() {
                cx.count("several-own-servers", kind, "servers", &place.index(1));
            }
        }
    }
}

/// Reports variables of a server that have no entry, or no place in its URL.
pub(super) fn variables(cx: &mut Cx<'_>, map: &Map<String, Value>, at: &At<'_>) {
    let url = map.get("url").and_then(Value::as_str).unwrap_or_default();
    let named: Vec<&str> = url
        .split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect();
    let variables = map.get("variables").and_then(Value::as_object);
    for name in &named {
        if variables.is_none_or(|variables| !variables.contains_key(*name)) {
            cx.count("undeclared-server-variable", Kind::Server, name, &at.field("url"));
        }
    }
    for name in variables.into_iter().flatten().map(|(name, _)| name.as_str()) {
        if !named.contains(&name) {
            let place = at.field("variables");
            cx.count("unused-server-variable", Kind::Server, name, &place.field(name));
        }
    }
}

/// Fills the default of a server variable.
///
/// `{enum: [a, b]}` → `{enum: [a, b], default: a}`
pub(super) fn variable(map: &mut Map<String, Value>) {
    let first = map.get("enum").and_then(|values| values.get(0)).cloned();
    map.entry("default")
        .or_insert_with(|| first.unwrap_or_else(|| json!("")));
}
