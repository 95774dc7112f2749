//! Rewrites parameters and headers.

use serde_json::{Map, Value, json};

use super::Cx;
use crate::spec::at::At;

/// Checks a parameter; `false` where it must go.
pub(super) fn parameter(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) -> bool {
    let Some(name) = map.get("name").and_then(Value::as_str).map(str::to_owned) else {
        cx.fault(
            true,
            "missing-keyword",
            at,
            "a parameter needs a `name`; it is left out",
        );
        return false;
    };
    let place = match map.get("in").and_then(Value::as_str) {
        Some(place @ ("query" | "header" | "path" | "cookie")) => place.to_owned(),
        Some(other) => {
            let message = format!("parameter `{name}` is in `{other}`, which is no place for one; it is left out");
            cx.fault(true, "invalid-object", &at.field("in"), message)
                .help("the places are `path`, `query`, `header` and `cookie`");
            return false;
        }
        None => {
            cx.fault(
                true,
                "missing-keyword",
                at,
                format!("parameter `{name}` needs an `in`; it is left out"),
            );
            return false;
        }
    };
    if place == "path" && map.get("required") != Some(&Value::Bool(true)) {
        cx.warning(
            "path-parameter-optional",
            at,
            format!("path parameter `{name}` is not marked as required; it is required all the same"),
        )
        .help("add `required: true`");
        map.insert("required".to_owned(), json!(true));
    }
    let styles: &[&str] = match place.as_str() {
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "path" => &["simple", "label", "matrix"],
        "header" => &["simple"],
        _ => &["form"],
    };
    style(cx, map, styles, at);
    value(cx, map, &format!("parameter `{name}`"), at);
    true
}

/// Checks a header: a parameter whose name and place are given by where it stands.
pub(super) fn header(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    style(cx, map, &["simple"], at);
    value(cx, map, "the header", at);
}

/// Checks how a part of a form is written.
pub(super) fn encoding(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    style(cx, map, &["form", "spaceDelimited", "pipeDelimited", "deepObject"], at);
}

fn style(cx: &mut Cx<'_>, map: &mut Map<String, Value>, styles: &[&str], at: &At<'_>) {
    let Some(style) = map.get("style").and_then(Value::as_str) else {
        return;
    };
    if !styles.contains(&style) {
        let message = format!("style `{style}` is not for this place; the usual one is taken");
        cx.warning("invalid-object", &at.field("style"), message)
            .help(format!("the styles are `{}`", styles.join("`, `")));
        map.shift_remove("style");
    }
}

/// Sees to it that there is one description of the value: a schema or a media type.
fn value(cx: &mut Cx<'_>, map: &mut Map<String, Value>, what: &str, at: &At<'_>) {
    let content = map
        .get("content")
        .and_then(Value::as_object)
        .is_some_and(|content| !content.is_empty());
    match (map.contains_key("schema"), content) {
        (true, true) => {
            cx.warning(
                "conflicting-keywords",
                at,
                format!("{what} has both `schema` and `content`; the schema is used"),
            );
            map.shift_remove("content");
        }
        (true, false) => {
            map.shift_remove("content");
        }
        (false, true) => {}
        (false, false) => {
            cx.warning(
                "parameter-without-schema",
                at,
                format!("{what} has no `schema`; any value is taken"),
            );
            map.shift_remove("content");
            map.insert("schema".to_owned(), json!({}));
        }
    }
}
