//! Applies the overlay by the engine that reads the overlays of users.

use serde_json::{Value, json};

use super::*;
use crate::diagnostic::Diagnostics;
use crate::name::Words;
use crate::overlay;
use crate::source::{FileId, Source};

/// Applies `overlay` to `document`, which must not find anything amiss.
fn applied(document: &Value, overlay: &Value) -> Value {
    let texts = [
        ("api.json", &document.to_string()),
        ("overlay.json", &overlay.to_string()),
    ];
    let mut source = Source::of_texts(&texts.map(|(path, text)| (path, text.as_str())));
    let mut diagnostics = Diagnostics::default();
    overlay::apply(&mut source, FileId(0), FileId(1), &mut diagnostics);
    assert!(diagnostics.list().is_empty(), "{:?}", diagnostics.list());
    source.files[0].value.clone()
}

fn document() -> Document {
    Document {
        name: Words::new("shop"),
        title: "Shop".to_owned(),
        version: "1.2.3".to_owned(),
        description: None,
        servers: Vec::new(),
        tags: Vec::new(),
        security_schemes: Vec::new(),
        security: Vec::new(),
        operations: Vec::new(),
        webhooks: Vec::new(),
    }
}

fn operation(method: &str, path: &str) -> OperationView {
    OperationView {
        title: "Title".to_owned(),
        method: method.to_owned(),
        path: path.to_owned(),
        description: None,
        deprecated: false,
        credentials: Vec::new(),
        samples: vec![SampleView {
            language: "curl",
            label: "cURL",
            lang: "bash",
            extension: Some("sh"),
            code: format!("curl '{path}'"),
        }],
        parameters: Vec::new(),
        body: None,
        responses: Vec::new(),
        errors: Vec::new(),
    }
}

/// Paths that are hard to name, an operation with samples of its own, and one
/// whose method OpenAPI has no field for.
fn original() -> Value {
    json!({
        "openapi": "3.2.0",
        "paths": {
            "/a": {
                "parameters": [],
                "get": { "x-codeSamples": [{ "lang": "c", "source": "old" }], "responses": {} },
                "additionalOperations": { "COPY": { "responses": {} } },
            },
            "/it's/\\{x}/\"q\"/[1]": { "post": { "responses": {} } },
            "/left-out": { "get": { "responses": {} } },
        },
    })
}

fn operations() -> Vec<OperationView> {
    vec![
        operation("GET", "/a"),
        operation("COPY", "/a"),
        operation("POST", "/it's/\\{x}/\"q\"/[1]"),
        operation("GET", "/not-there"),
    ]
}

#[test]
fn the_overlay_gives_the_merged_document_and_changes_nothing_twice() {
    let original = original();
    let made = with_samples(&document(), &original, &operations(), "shop.json");
    assert_eq!(applied(&original, &made.overlay), made.merged);
    assert_eq!(applied(&made.merged, &made.overlay), made.merged);
    let sample = json!([{ "lang": "bash", "label": "cURL", "source": "curl '/a'" }]);
    assert_eq!(made.merged["paths"]["/a"]["get"]["x-codeSamples"], sample);
    assert_eq!(
        made.merged["paths"]["/a"]["additionalOperations"]["COPY"]["x-codeSamples"],
        sample
    );
    assert!(made.merged["paths"]["/left-out"]["get"].get("x-codeSamples").is_none());
}

#[test]
fn without_its_samples_the_merged_document_is_the_original() {
    let mut original = original();
    let mut merged = with_samples(&document(), &original, &operations(), "shop.json").merged;
    remove_samples(&mut merged);
    remove_samples(&mut original);
    assert_eq!(merged, original);
}

#[test]
fn an_overlay_that_does_something_else_is_found() {
    let original = original();
    let mut bare = original.clone();
    remove_samples(&mut bare);
    let made = with_samples(&document(), &original, &operations(), "shop.json");
    for action in 0..made.overlay["actions"].as_array().unwrap().len() {
        let mut spoilt = made.overlay.clone();
        spoilt["actions"].as_array_mut().unwrap().remove(action);
        let same = |document: &Value| applied_or_null(document, &spoilt) == made.merged;
        let is_needed = [&original, &bare, &made.merged]
            .into_iter()
            .any(|document| !same(document));
        assert!(is_needed, "action {action} is not needed");
    }
}

/// What `overlay` makes of a document, or nothing where an action finds nothing.
fn applied_or_null(document: &Value, overlay: &Value) -> Value {
    std::panic::catch_unwind(|| applied(document, overlay)).unwrap_or_default()
}
