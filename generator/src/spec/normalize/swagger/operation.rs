//! Rewrites operations: parameters that are the body, and what is received.

use serde_json::{Map, Value};

use super::request::{self, Sent};
use super::{is_body, media_types, response};
use crate::source::Pointer;
use crate::spec::at::At;
use crate::spec::normalize::Cx;

/// The methods of 2.0.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Rewrites the operations of a path item; what is inside them has been
/// rewritten before.
pub(in crate::spec::normalize) fn path_item(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    let shared = take(cx, map, &at.pointer());
    for method in METHODS {
        if let Some(operation) = map.get_mut(*method).and_then(Value::as_object_mut) {
            rewrite(cx, operation, &shared, &at.pointer().field(method));
        }
    }
}

fn rewrite(cx: &mut Cx<'_>, map: &mut Map<String, Value>, shared: &[Sent], place: &Pointer) {
    let consumes = media_types(map.shift_remove("consumes").as_ref());
    let produces = media_types(map.shift_remove("produces").as_ref());
    let mut sent = take(cx, map, place);
    for other in shared {
        if !sent.iter().any(|own| own.replaces(other)) {
            sent.push(other.clone());
        }
    }
    if !sent.is_empty() && !map.contains_key("requestBody") {
        let consumes = consumes.as_ref().unwrap_or(&cx.shared.consumes).clone();
        let body = request::body(cx, sent, &consumes, place);
        map.insert("requestBody".to_owned(), body);
    }
    let Some(responses) = map.get_mut("responses").and_then(Value::as_object_mut) else {
        return;
    };
    let place = place.field("responses");
    let differs = produces.as_ref().is_some_and(|own| *own != cx.shared.produces);
    let produces = produces.unwrap_or_else(|| cx.shared.produces.clone());
    for (status, value) in responses {
        let mut from = place.field(status);
        if let Some((name, shared)) = shared_response(cx, value) {
            if !differs {
                continue;
            }
            // A response that several operations share is written in the media
            // types of each.
            *value = shared;
            from = Pointer::root(place.file()).field("responses").field(&name);
            cx.moves.push((place.field(status), from.clone()));
        }
        response::content(cx, value, &produces, &from, &place.field(status));
    }
}

/// Returns the shared response that `value` refers to.
fn shared_response(cx: &Cx<'_>, value: &Value) -> Option<(String, Value)> {
    named(&cx.shared.responses, value, "responses")
}

/// Returns the component that `value` refers to, by name; `members` are those of `section`.
fn named(members: &Map<String, Value>, value: &Value, section: &str) -> Option<(String, Value)> {
    let mut value = value;
    // A reference may lead to another; circles were broken before.
    for _ in 0..16 {
        let text = value.get("$ref")?.as_str()?;
        let name = text
            .strip_prefix("#/components/")?
            .strip_prefix(section)?
            .strip_prefix('/')?;
        let name = name.replace("~1", "/").replace("~0", "~");
        value = members.get(&name)?;
        if value.get("$ref").is_none() {
            return Some((name, value.clone()));
        }
    }
    None
}

/// Takes the parameters that are the body, or parts of it, out of the list.
fn take(cx: &mut Cx<'_>, map: &mut Map<String, Value>, place: &Pointer) -> Vec<Sent> {
    let place = place.field("parameters");
    let mut sent = Vec::new();
    let Some(Value::Array(list)) = map.get_mut("parameters") else {
        return sent;
    };
    let mut index = 0;
    let mut kept = 0;
    list.retain(|item| {
        let here = place.index(index);
        index += 1;
        let shared = named(&cx.shared.parameters, item, "parameters").map(|(name, value)| {
            let place = Pointer::root(here.file()).field("parameters").field(&name);
            (value, place)
        });
        let (value, from) = shared.unwrap_or_else(|| (item.clone(), here.clone()));
        if let Value::Object(map) = value
            && is_body(&map)
        {
            sent.push(Sent::new(map, from));
            return false;
        }
        if kept + 1 < index {
            cx.moves.push((place.index(kept), here));
        }
        kept += 1;
        true
    });
    sent
}
