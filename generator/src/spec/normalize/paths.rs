//! Rewrites the document, its paths, operations and responses.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Cx, operations, prose, server};
use crate::spec::WEBHOOKS;
use crate::spec::at::At;
use crate::spec::keywords::Kind;

/// Rewrites the top of a document.
///
/// `{webhooks: {…}}` → `{paths: {}, x-specwright-webhooks: {…}}`
pub(super) fn document(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    server::own(cx, map, at);
    let webhooks = map.shift_remove("webhooks");
    if !map.contains_key("paths") {
        // Since 3.1 a document can be for its components alone.
        let is_library = !cx.is_before_31() && map.contains_key("components");
        if !is_library && webhooks.is_none() {
            cx.warning(
                "missing-keyword",
                at,
                "the document has no `paths`, so there are no operations",
            );
        }
        map.insert("paths".to_owned(), json!({}));
    }
    operations::order_tags(map);
    if let Some(webhooks) = webhooks {
        map.insert(WEBHOOKS.to_owned(), webhooks);
    }
    if !map.contains_key("info") {
        cx.warning("missing-keyword", at, "the document has no `info`");
        map.insert("info".to_owned(), json!({ "title": "", "version": "" }));
    }
    if let (Some(docs), Some(Value::Object(info))) = (map.shift_remove("externalDocs"), map.get_mut("info")) {
        info.insert("externalDocs".to_owned(), docs);
        prose::external_docs(info);
    }
}

/// Fills what the model requires of the info.
///
/// `{summary: s, description: d}` → `{description: "s\n\nd"}`
pub(super) fn info(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    prose::lead(map, "summary");
    for key in ["title", "version"] {
        if !map.contains_key(key) {
            cx.warning("missing-keyword", at, format!("the info has no `{key}`"));
            map.insert(key.to_owned(), json!(""));
        }
    }
}

/// Sees to it that every path begins with a slash, without which the model
/// would not take it.
pub(super) fn paths(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    let wrong = |key: &&String| !key.starts_with('/') && !key.starts_with("x-");
    let keys: Vec<String> = map.keys().filter(wrong).cloned().collect();
    for key in keys {
        let mended = format!("/{key}");
        let is_taken = map.contains_key(&mended);
        let message = if is_taken {
            format!("the path `{key}` is left out, because there is `{mended}` too")
        } else {
            format!("the path `{key}` is taken for `{mended}`")
        };
        cx.fault(is_taken, "path-without-slash", &at.field(&key), message)
            .help("begin the path with a slash");
        if let Some(item) = map.shift_remove(&key) {
            map.entry(mended).or_insert(item);
        }
    }
    colliding(cx, map, at);
}

/// Reports paths that differ in nothing but the names of their parameters. A
/// server cannot tell them apart, but their operations have names of their own.
fn colliding(cx: &mut Cx<'_>, map: &Map<String, Value>, at: &At<'_>) {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for path in map.keys().filter(|path| path.contains('{')) {
        if let Some(first) = known.insert(without_names(path), path) {
            let message = format!("the path `{path}` is the same as `{first}` but for names; both are kept");
            cx.warning("colliding-paths", &at.field(path), message)
                .help("write the operations of both under one of them");
        }
    }
}

/// `/users/{id}/teams` → `/users/{}/teams`
fn without_names(path: &str) -> String {
    let mut shape = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        shape.push_str(before);
        shape.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    shape + rest
}

/// Fills the responses of an operation.
pub(super) fn operation(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    if !map.contains_key("responses") {
        // 3.1 does not require them.
        if cx.is_before_31() {
            cx.warning(
                "responses-missing",
                at,
                "the operation declares no `responses`; any success is taken",
            );
        }
        map.insert("responses".to_owned(), json!({}));
    }
}

/// Removes what stands under no status code, which the model would not take.
///
/// `default`, `200`, `2XX` and `2xx` stay
pub(super) fn responses(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    map.retain(|key, _| {
        let known = key == "default" || key.starts_with("x-") || is_status(key);
        if !known {
            let message = format!("`{key}` is no status code; the response is ignored");
            cx.warning("unknown-status", &at.field(key), message)
                .help("the codes are `200` and the like, `2XX` and `default`");
        }
        known
    });
}

fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [b'1'..=b'9', rest @ ..] if rest.len() == 2 => {
            rest.iter().all(u8::is_ascii_digit) || rest.eq_ignore_ascii_case(b"XX")
        }
        _ => false,
    }
}

/// Fills the description of a response, which 3.0 requires and no client needs.
///
/// `{summary: s, description: d}` → `{description: "s\n\nd"}`
pub(super) fn response(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    let headers = map.get("headers").and_then(Value::as_object);
    let cookies = headers.and_then(|headers| headers.keys().find(|name| name.eq_ignore_ascii_case("set-cookie")));
    if let Some(name) = cookies {
        cx.count(
            "untyped-headers",
            Kind::Response,
            name,
            &at.field("headers").field(name),
        );
    }
    prose::lead(map, "summary");
    map.entry("description").or_insert_with(|| json!(""));
}
