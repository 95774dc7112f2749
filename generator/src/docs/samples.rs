//! Writes `samples.json`: every operation's documented request and responses as
//! data, for the tests that run the samples.

use serde_json::{Map, Value, json};

use super::operation::Cx;
use crate::ir::{Api, Document, MediaKind, MediaType, Operation, Response, StatusPattern};
use crate::rust::model::RustApi;
use crate::sample::{self, BodySample, Credentials, Direction, Hints, Level, RequestSample, Sampler};

/// Returns the document `samples.json` around the entries of the documents and
/// of the operations.
pub(super) fn file(
    api: &Api,
    plan: &RustApi,
    credentials: &Credentials,
    accesses: Vec<Value>,
    operations: Vec<Value>,
) -> String {
    let mut by_document = Map::new();
    for client in &plan.clients {
        let document = &api.documents[client.document];
        let values = document.security_schemes.iter().map(|scheme| {
            let test = match &scheme.fixed {
                Some(fixed) => fixed.clone(),
                None => sample::placeholder_of(scheme, credentials).test,
            };
            (scheme.wire_name.clone(), Value::String(test))
        });
        by_document.insert(document.name.snake(), Value::Object(values.collect()));
    }
    let file = json!({
        "generated": format!("{}; do not edit", crate::output::MARKER),
        "credentials": by_document,
        "accesses": accesses,
        "operations": operations,
    });
    format!("{file:#}\n")
}

/// Returns the entry of the request by which a document's access is shown.
/// `files` are the samples of it, by language.
pub(super) fn access(document: &Document, request: &RequestSample, files: Value) -> Value {
    json!({
        "document": document.name.snake(),
        "files": files,
        "placeholders": placeholders(request),
        "request": sent(request),
    })
}

/// Returns the entry of one operation. `name` is the accessor of the group and
/// the method, `users.list`; `files` its samples by language.
pub(super) fn entry(cx: &Cx<'_>, document: &Document, operation: &Operation, name: &str, files: Value) -> Value {
    let request = cx.request(document, operation);
    json!({
        "document": document.name.snake(),
        "operation": name,
        "path": operation.path.text,
        "files": files,
        "placeholders": placeholders(&request),
        "request": sent(&request),
        "responses": responses(&cx.sampler, operation),
    })
}

/// What is printed, with what a test sends in its place.
fn placeholders(request: &RequestSample) -> Map<String, Value> {
    request
        .headers
        .iter()
        .chain(&request.query)
        .flat_map(|(_, value)| value.placeholders())
        .map(|placeholder| (placeholder.display.clone(), Value::String(placeholder.test.clone())))
        .collect()
}

/// The request that a test sends.
fn sent(request: &RequestSample) -> Value {
    let headers: Vec<Value> = request
        .headers
        .iter()
        .map(|(name, value)| json!([name, value.test()]))
        .collect();
    let url = request.url().test();
    let mut sent = json!({
        "method": request.method,
        "server": request.server,
        "target": url.strip_prefix(&request.server).unwrap_or(&url),
        "headers": headers,
        "body": request.body.as_ref().map(|body| body.value.clone()),
    });
    if let (Some(body), Value::Object(sent)) = (request.body.as_ref().filter(|body| !body.parts.is_empty()), &mut sent)
    {
        sent.insert("parts".to_owned(), parts(body));
    }
    // A form of texts alone is as its value says.
    let has_other = |value: &Value| value.as_object().is_none_or(|map| !map.values().all(Value::is_string));
    let form = request.body.as_ref().filter(|body| body.kind == MediaKind::Form);
    if let (Some(body), Value::Object(sent)) = (form.filter(|body| has_other(&body.value)), &mut sent) {
        sent.insert("fields".to_owned(), json!(body.fields));
    }
    sent
}

/// Names, media types, names of files and contents of the parts of a multipart body.
fn parts(body: &BodySample) -> Value {
    let parts = body.parts.iter();
    parts
        .map(|part| {
            json!({
                "name": part.name,
                "content_type": part.content_type,
                "file_name": part.file_name,
                "text": part.text,
            })
        })
        .collect()
}

/// Every response that the operation declares, with a concrete status and an
/// example of its body, once for each media type.
fn responses(sampler: &Sampler<'_>, operation: &Operation) -> Vec<Value> {
    let mut cases = Vec::new();
    for response in &operation.responses {
        let status = concrete(response, &operation.responses);
        let headers: Value = match status {
            300..400 => json!([["location", "/documented"]]),
            _ => json!([]),
        };
        if response.content.is_empty() {
            cases.push(json!({ "status": status, "media_type": null, "headers": headers, "body": null }));
        }
        let is_sequence = |content: &MediaType| matches!(content.kind, MediaKind::Events | MediaKind::Lines);
        let is_sequence_alone = response.content.iter().all(is_sequence);
        // A sample reads a sequence where there is nothing else.
        let contents = response.content.iter();
        for content in contents.filter(|content| is_sequence_alone || !is_sequence(content)) {
            if let Some(body) = body(sampler, content) {
                cases.push(json!({ "status": status, "media_type": content.name, "headers": headers, "body": body }));
            }
        }
    }
    cases
}

fn body(sampler: &Sampler<'_>, content: &MediaType) -> Option<Value> {
    let hints = Hints {
        examples: &content.examples,
        ..Hints::default()
    };
    let value = sampler
        .value(&content.ty, Direction::Response, Level::Full, hints)
        .ok()?;
    if content.kind == MediaKind::Json {
        return Some(value);
    }
    let text = match value {
        Value::String(text) if content.kind != MediaKind::Lines => text,
        other => other.to_string(),
    };
    Some(Value::String(match content.kind {
        // A sequence of one item.
        MediaKind::Events => text.lines().map(|line| format!("data: {line}\n")).collect::<String>() + "\n",
        MediaKind::Lines => text + "\n",
        _ => text,
    }))
}

/// Chooses a status that `response` speaks of and no more exact response does.
fn concrete(response: &Response, all: &[Response]) -> u16 {
    let is_free = |status: &u16| !all.iter().any(|other| other.status == StatusPattern::Code(*status));
    match response.status {
        StatusPattern::Code(code) => code,
        StatusPattern::Range(class) => {
            let first = u16::from(class) * 100;
            (first..first + 100).find(is_free).unwrap_or(first)
        }
        StatusPattern::Default => (500..600).find(is_free).unwrap_or(500),
    }
}
