//! Tests of what the schema of a sequence becomes.

use serde_json::{Value, json};

use super::super::tests::document;
use super::Sequence;

/// Schemas that the media types of the tests refer to.
const SCHEMAS: &str = "
    Reading: { type: object, properties: { celsius: { type: number } } }
    Event: { type: object, properties: { id: { type: string }, data: { $ref: '#/components/schemas/Reading' } } }
    End: { type: object, properties: { data: { type: string, enum: ['[DONE]'] } } }
    Ping: { type: object, properties: { event: { const: ping } } }
    Text: { type: string, contentMediaType: application/json, contentSchema: { $ref: '#/components/schemas/Reading' } }
    Loop: { oneOf: [{ $ref: '#/components/schemas/Loop' }, { $ref: '#/components/schemas/Loop' }] }
    Circle: { $ref: '#/components/schemas/Circle' }
";

/// Returns the schema of a response of `media_type`, and the findings.
fn schema(media_type: &str, content: &str) -> (Value, Vec<String>) {
    let text = format!(
        "openapi: 3.2.0\ninfo: {{ title: T, version: '1' }}\npaths:\n  /a:\n    get:\n      responses:\n        '200': {{ description: A, content: {{ {media_type}: {content} }} }}\ncomponents:\n  schemas:{SCHEMAS}"
    );
    let (tree, findings) = document(&text);
    let place = media_type.replace('/', "~1");
    let pointer = format!("/paths/~1a/get/responses/200/content/{place}/schema");
    (tree.pointer(&pointer).cloned().unwrap_or_default(), findings)
}

#[test]
fn the_schema_of_lines_is_that_of_one() {
    let reading = json!({ "$ref": "#/components/schemas/Reading" });
    for content in [
        "{ itemSchema: { $ref: '#/components/schemas/Reading' } }",
        "{ schema: { type: array, items: { $ref: '#/components/schemas/Reading' } } }",
        "{ schema: { $ref: '#/components/schemas/Reading' } }",
        "{ schema: { type: string }, itemSchema: { $ref: '#/components/schemas/Reading' } }",
    ] {
        for media_type in [
            "application/jsonl",
            "application/x-ndjson",
            "application/json-seq",
            "application/geo+json-seq",
        ] {
            let (found, _) = schema(media_type, content);
            assert_eq!(found, reading, "{media_type} {content}");
        }
    }
    assert_eq!(schema("application/jsonl", "{}").0, Value::Null);
}

#[test]
fn the_schema_of_events_is_that_of_the_data() {
    let reading = json!({ "$ref": "#/components/schemas/Reading" });
    for content in [
        // The data themselves.
        "{ schema: { $ref: '#/components/schemas/Reading' } }",
        "{ itemSchema: { $ref: '#/components/schemas/Text' } }",
        // An event.
        "{ schema: { $ref: '#/components/schemas/Event' } }",
        "{ schema: { type: array, items: { $ref: '#/components/schemas/Event' } } }",
        "{ itemSchema: { $ref: '#/components/schemas/Event' } }",
        "{ itemSchema: { properties: { event: { type: string }, data: { $ref: '#/components/schemas/Text' } } } }",
        "{ itemSchema: { allOf: [{ $ref: '#/components/schemas/Event' }, { properties: { retry: { type: integer } } }] } }",
        // One of several, of which one has data that are read.
        "{ itemSchema: { oneOf: [{ $ref: '#/components/schemas/Event' }, { $ref: '#/components/schemas/End' }] } }",
        "{ itemSchema: { anyOf: [{ $ref: '#/components/schemas/Ping' }, { $ref: '#/components/schemas/Event' }] } }",
    ] {
        assert_eq!(schema("text/event-stream", content).0, reading, "{content}");
    }
}

#[test]
fn events_of_several_kinds_are_one_of_their_data() {
    let content = "{ itemSchema: { properties: { data: { type: string } }, oneOf: [{ properties: { event: { const: a } } }, { properties: { data: { $ref: '#/components/schemas/Reading' } } }] } }";
    let expected = json!({ "oneOf": [{ "type": "string" }, { "$ref": "#/components/schemas/Reading" }] });
    assert_eq!(schema("text/event-stream", content).0, expected);
    let end = "{ schema: { $ref: '#/components/schemas/End' } }";
    assert_eq!(
        schema("text/event-stream", end).0,
        json!({ "type": "string", "enum": ["[DONE]"] }),
        "a stream of nothing but its end has that one"
    );
}

#[test]
fn objects_with_other_properties_are_data() {
    let other =
        json!({ "type": "object", "properties": { "data": { "type": "string" }, "level": { "type": "integer" } } });
    let content = format!("{{ itemSchema: {other} }}");
    assert_eq!(schema("text/event-stream", &content).0, other);
}

#[test]
fn schemas_that_hold_themselves_end() {
    for name in ["Loop", "Circle"] {
        let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
        let content = format!("{{ itemSchema: {reference} }}");
        assert_eq!(schema("text/event-stream", &content).0, reference);
    }
}

#[test]
fn keywords_that_are_of_use_nowhere_are_said() {
    let said = |media_type: &str, content: &str| {
        let findings = schema(media_type, content).1.into_iter();
        findings
            .filter(|found| found.starts_with("unsupported-keyword"))
            .collect::<Vec<_>>()
    };
    let text = "unsupported-keyword #/components/schemas/Text/contentSchema";
    assert_eq!(
        said(
            "text/event-stream",
            "{ itemSchema: { $ref: '#/components/schemas/Text' } }"
        ),
        [""; 0]
    );
    assert_eq!(said("application/jsonl", "{ itemSchema: { type: string } }"), [text]);
    let item = "unsupported-keyword #/paths/~1a/get/responses/200/content/application~1json/itemSchema";
    assert_eq!(
        said("application/json", "{ itemSchema: { type: string } }"),
        [item, text]
    );
}

#[test]
fn media_types_are_known_in_any_case_and_with_parameters() {
    assert_eq!(Sequence::of("Text/Event-Stream; charset=utf-8"), Some(Sequence::Events));
    assert_eq!(Sequence::of("application/X-NDJSON"), Some(Sequence::Lines));
    assert_eq!(Sequence::of("application/json"), None);
    assert_eq!(Sequence::of("text/plain"), None);
}
