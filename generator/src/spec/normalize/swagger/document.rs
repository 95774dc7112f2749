//! Rewrites the top of a document.

use serde_json::{Map, Value, json};

use super::{SECTIONS, is_body, response};
use crate::spec::at::At;
use crate::spec::keywords::{Kind, Versions};
use crate::spec::normalize::Cx;

/// Rewrites the top of a document; what is inside has been rewritten before.
///
/// `{swagger: "2.0", host: h, definitions: D}` → `{openapi: 3.0.3, servers: [{url: https://h}], components: {schemas: D}}`
pub(in crate::spec::normalize) fn document(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    if cx.version == Versions::V20 {
        map.shift_remove("swagger");
        map.insert("openapi".to_owned(), json!("3.0.3"));
    }
    servers(cx, map, at);
    map.shift_remove("consumes");
    map.shift_remove("produces");
    let mut parameters = std::mem::take(&mut cx.shared.parameters);
    parameters.retain(|_, parameter| !parameter.as_object().is_some_and(is_body));
    let mut responses = std::mem::take(&mut cx.shared.responses);
    let produces = std::mem::take(&mut cx.shared.produces);
    for (name, response) in &mut responses {
        let from = at.pointer().field("responses").field(name);
        let to = at.pointer().field("components").field("responses").field(name);
        response::content(cx, response, &produces, &from, &to);
    }
    for (key, members) in [("parameters", parameters), ("responses", responses)] {
        if !members.is_empty() {
            map.insert(key.to_owned(), Value::Object(members));
        }
    }
    for (old, section) in SECTIONS {
        let Some(Value::Object(members)) = map.shift_remove(old) else {
            continue;
        };
        let components = map.entry("components").or_insert_with(|| json!({}));
        let Some(components) = components.as_object_mut() else {
            return;
        };
        match components.get_mut(section) {
            Some(Value::Object(known)) => {
                for (name, member) in members {
                    known.entry(name).or_insert(member);
                }
            }
            _ => {
                let to = at.pointer().field("components").field(section);
                cx.moves.push((to, at.pointer().field(old)));
                components.insert(section.to_owned(), Value::Object(members));
            }
        }
    }
}

/// Rewrites where the API is.
///
/// `{host: h, basePath: /v1, schemes: [http, https]}` → `servers: [{url: https://h/v1}, {url: http://h/v1}]`;
/// without a host, `servers: [{url: /v1}]`
fn servers(cx: &mut Cx<'_>, map: &mut Map<String, Value>, at: &At<'_>) {
    let text = |value: Option<Value>| value.and_then(|value| value.as_str().map(str::to_owned));
    let host = text(map.shift_remove("host")).unwrap_or_default();
    let base = text(map.shift_remove("basePath")).unwrap_or_default();
    let schemes = map.shift_remove("schemes");
    let schemes: Vec<&str> = schemes
        .as_ref()
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if schemes.iter().any(|scheme| !matches!(*scheme, "http" | "https")) {
        cx.count("unsupported-keyword", Kind::Document, "schemes", &at.field("schemes"));
    }
    // Some write the scheme into the host.
    let host = host.split_once("://").map_or(host.as_str(), |(_, host)| host);
    let host = host.trim_end_matches('/');
    let base = match base.trim_matches('/') {
        "" => String::new(),
        base => format!("/{base}"),
    };
    if (host.is_empty() && base.is_empty()) || map.contains_key("servers") {
        return;
    }
    let urls: Vec<String> = if host.is_empty() {
        vec![base]
    } else {
        // Without `schemes` it is that by which the document was fetched.
        let https = schemes.contains(&"https") || !schemes.contains(&"http");
        let http = schemes.contains(&"http");
        // Credentials go to the first server, so it is the safer one.
        [("https", https), ("http", http)]
            .iter()
            .filter(|(_, is_there)| *is_there)
            .map(|(scheme, _)| format!("{scheme}://{host}{base}"))
            .collect()
    };
    let urls: Vec<Value> = urls.into_iter().map(|url| json!({ "url": url })).collect();
    map.insert("servers".to_owned(), Value::Array(urls));
    let from = if host.is_empty() { "basePath" } else { "host" };
    cx.moves.push((at.pointer().field("servers"), at.pointer().field(from)));
}
