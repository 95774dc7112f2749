//! Rewrites parameters and headers.

use serde_json::{Map, Value, json};

use super::Cx;
use crate::spec::at::At;
use crate::spec::keywords::{Kind, Versions};
use crate::spec::{ALLOW_RESERVED, COOKIE_STYLE, EXPLODED_HEADER, QUERY_STRING};

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
        Some("querystring") => return query_string(cx, map, &name, at),
        Some(other) => {
            let message = format!("parameter `{name}` is in `{other}`, which is no place for one; it is left out");
            cx.fault(true, "invalid-object", &at.field("in"), message)
                .help("the places are `path`, `query`, `querystring`, `header` and `cookie`");
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
    // 3.0 has no style for cookies as they are.
    if place == "cookie" && map.get("style").and_then(Value::as_str) == Some("cookie") {
        map.shift_remove("style");
        map.insert(COOKIE_STYLE.to_owned(), json!(true));
    }
    style(cx, map, styles, at);
    allow_reserved(cx, map, &place, at);
    value(cx, map, &format!("parameter `{name}`"), at);
    true
}

/// Keeps `allowReserved` where it means something: in the query, and since 3.2
/// wherever values are percent-encoded.
fn allow_reserved(cx: &mut Cx<'_>, map: &mut Map<String, Value>, place: &str, at: &At<'_>) {
    let Some(value) = map.shift_remove("allowReserved") else {
        return;
    };
    let is_encoded = match place {
        "query" => true,
        "header" => false,
        _ => Versions::V32.contains(cx.version) && !map.contains_key(COOKIE_STYLE),
    };
    if is_encoded && !map.contains_key("content") {
        if value == Value::Bool(true) {
            map.insert(ALLOW_RESERVED.to_owned(), value);
        }
    } else {
        let place = at.field("allowReserved");
        cx.count("unsupported-keyword", Kind::Parameter, "allowReserved", &place);
    }
}

/// Rewrites a parameter that is the whole query; `false` where it must go.
///
/// `{in: querystring, content: {application/x-www-form-urlencoded: {schema: S}}}` →
/// `{in: query, style: form, explode: true, schema: S}`; of another media type,
/// `{in: query, content: …, x-specwright-query-string: true}`
fn query_string(cx: &mut Cx<'_>, map: &mut Map<String, Value>, name: &str, at: &At<'_>) -> bool {
    let content = map.get("content").and_then(Value::as_object);
    let Some((media_type, value)) = content.and_then(|content| content.iter().next()) else {
        let message = format!("parameter `{name}` is the whole query, and needs `content`; it is left out");
        cx.fault(true, "missing-keyword", at, message)
            .help("describe it under `content: { application/x-www-form-urlencoded: … }`");
        return false;
    };
    let schema = value.get("schema").cloned();
    if value.get("encoding").is_some() {
        let content = at.field("content");
        let media_type = content.field(media_type);
        let place = media_type.field("encoding");
        let message =
            format!("the fields of parameter `{name}` are written in the usual way, whatever `encoding` says");
        cx.warning("encoding-unsupported", &place, message);
    }
    let is_form = media_type.starts_with("application/x-www-form-urlencoded");
    let place = at.pointer().field("content").field(media_type).field("schema");
    map.insert("in".to_owned(), json!("query"));
    map.insert(QUERY_STRING.to_owned(), json!(true));
    map.shift_remove("style");
    map.shift_remove("explode");
    allow_reserved(cx, map, "querystring", at);
    if map.shift_remove("schema").is_some() {
        cx.warning(
            "conflicting-keywords",
            at,
            format!("parameter `{name}` has both `schema` and `content`; the content is used"),
        );
    }
    if let (Some(schema), true) = (schema, is_form) {
        map.shift_remove("content");
        map.insert("schema".to_owned(), schema);
        map.insert("style".to_owned(), json!("form"));
        map.insert("explode".to_owned(), json!(true));
        cx.moves.push((at.pointer().field("schema"), place));
    }
    true
}

/// Says where parameters exclude each other: one is the whole query, and
/// another a part of it.
pub(super) fn query_strings(cx: &mut Cx<'_>, map: &Map<String, Value>, at: &At<'_>) {
    let list = map.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let (mut whole, mut parts) = (0, 0);
    for parameter in list {
        if parameter.get(QUERY_STRING).is_some() {
            whole += 1;
        } else if parameter.get("in").and_then(Value::as_str) == Some("query") {
            parts += 1;
        }
    }
    if whole > 1 || (whole == 1 && parts > 0) {
        cx.warning(
            "conflicting-keywords",
            &at.field("parameters"),
            "a parameter in `querystring` is the whole query, and leaves no place for others; all of them are sent",
        );
    }
}

/// Checks a header: a parameter whose name and place are given by where it stands.
pub(super) fn header(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    style(cx, map, &["simple"], at);
    // The model has no `explode` for headers.
    if map.shift_remove("explode") == Some(Value::Bool(true)) {
        map.insert(EXPLODED_HEADER.to_owned(), json!(true));
    }
    value(cx, map, "the header", at);
}

/// Checks how a part of a form is written.
pub(super) fn encoding(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    style(cx, map, &["form", "spaceDelimited", "pipeDelimited", "deepObject"], at);
    // OpenAPI 3.1 section 4.8.15.1.2: any of the three takes the place of the media
    // type. The model takes what is not said for `false`.
    if map.contains_key("explode") || map.contains_key("allowReserved") {
        map.entry("style").or_insert(json!("form"));
    }
    if map.get("style").and_then(Value::as_str) == Some("form") {
        map.entry("explode").or_insert(Value::Bool(true));
    }
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
