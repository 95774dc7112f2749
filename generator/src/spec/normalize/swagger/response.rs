//! Rewrites what a response holds.

use serde_json::{Map, Value, json};

use super::is_file;
use crate::source::Pointer;
use crate::spec::normalize::Cx;

/// Rewrites a response that stands at `from`, and will stand at `to`.
///
/// `{schema: S, examples: {application/json: e}}` → `{content: {application/json: {schema: S, example: e}}}`
pub(super) fn content(cx: &mut Cx<'_>, response: &mut Value, produces: &[String], from: &Pointer, to: &Pointer) {
    let Some(response) = response.as_object_mut() else {
        return;
    };
    let schema = response.shift_remove("schema");
    let examples = match response.shift_remove("examples") {
        Some(Value::Object(examples)) => examples,
        _ => Map::new(),
    };
    let Some(schema) = schema else {
        for media_type in examples.keys().filter(|key| !key.starts_with("x-")) {
            unusable(cx, media_type, from);
        }
        return;
    };
    let media_types: Vec<&str> = match produces {
        [] if is_file(&schema) => vec!["application/octet-stream"],
        [] => vec!["application/json"],
        types => types.iter().map(String::as_str).collect(),
    };
    let mut content = Map::new();
    for media_type in media_types {
        let to = to.field("content").field(media_type);
        cx.moves.push((to.clone(), from.clone()));
        cx.moves.push((to.field("schema"), from.field("schema")));
        content.insert(media_type.to_owned(), json!({ "schema": schema }));
    }
    for (media_type, example) in examples {
        if media_type.starts_with("x-") {
            continue;
        }
        match content.get_mut(&media_type).and_then(Value::as_object_mut) {
            Some(entry) => {
                entry.insert("example".to_owned(), example);
            }
            None => unusable(cx, &media_type, from),
        }
    }
    let known = response.entry("content").or_insert_with(|| json!({}));
    if let Some(known) = known.as_object_mut() {
        for (media_type, entry) in content {
            known.entry(media_type).or_insert(entry);
        }
    }
}

fn unusable(cx: &mut Cx<'_>, media_type: &str, from: &Pointer) {
    let origin = cx.origins.origin(&from.field("examples").field(media_type));
    let message = format!("the response is not in `{media_type}`, so the example is ignored");
    cx.diagnostics
        .warning("unusable-example", &origin, message)
        .help("add the media type to `produces`, and a `schema` to the response");
}
