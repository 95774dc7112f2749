//! Rewrites operations whose methods 3.0 does not have, and the order of tags.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Cx;
use crate::spec::OPERATIONS;
use crate::spec::at::At;

/// The methods that have a keyword of their own in 3.0.
const FIXED: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Rewrites the operations of a path item.
///
/// `{query: O, additionalOperations: {COPY: P}}` → `{x-specwright-operations: {QUERY: O, COPY: P}}`
pub(super) fn path_item(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    let mut operations = Map::new();
    if let Some(query) = map.shift_remove("query") {
        operations.insert("QUERY".to_owned(), query);
    }
    let additional = match map.shift_remove("additionalOperations") {
        Some(Value::Object(additional)) => additional,
        _ => Map::new(),
    };
    let place = at.field("additionalOperations");
    for (method, operation) in additional {
        let lower = method.to_ascii_lowercase();
        let is_fixed = FIXED.contains(&lower.as_str()) && lower.to_ascii_uppercase() == method;
        let message = if is_fixed || method == "QUERY" {
            format!("`{method}` has a keyword of its own, `{lower}`; the operation is left out")
        } else if !is_token(&method) {
            format!("`{method}` is no name of a method; the operation is left out")
        } else {
            operations.insert(method, operation);
            continue;
        };
        cx.fault(true, "invalid-object", &place.field(&method), message);
    }
    if !operations.is_empty() {
        map.insert(OPERATIONS.to_owned(), Value::Object(operations));
    }
}

/// Tells whether a text can be a method (RFC 9110 section 5.6.2).
fn is_token(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_allowed)
}

/// Puts tags that are for navigation before the others, since the first tag of
/// an operation is its group.
///
/// `tags: [{name: beta, kind: badge}]` makes of an operation's `tags: [beta, pets]` → `tags: [pets, beta]`
pub(super) fn order_tags(map: &mut Map<String, Value>) {
    let mut others = BTreeSet::new();
    for tag in map.get_mut("tags").and_then(Value::as_array_mut).into_iter().flatten() {
        let Some(tag) = tag.as_object_mut() else { continue };
        let kind = tag.shift_remove("kind");
        if kind.is_some_and(|kind| kind != "nav")
            && let Some(Value::String(name)) = tag.get("name")
        {
            others.insert(name.clone());
        }
    }
    if others.is_empty() {
        return;
    }
    let is_other = |tag: &Value| tag.as_str().is_some_and(|tag| others.contains(tag));
    for item in map
        .get_mut("paths")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flatten()
    {
        let Some(item) = item.1.as_object_mut() else { continue };
        for (key, value) in item.iter_mut() {
            let operations = if key == OPERATIONS {
                value
                    .as_object_mut()
                    .into_iter()
                    .flatten()
                    .map(|(_, value)| value)
                    .collect()
            } else {
                vec![value]
            };
            for operation in operations {
                if let Some(tags) = operation.get_mut("tags").and_then(Value::as_array_mut) {
                    tags.sort_by_key(is_other);
                }
            }
        }
    }
}
