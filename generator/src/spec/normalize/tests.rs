//! Tests of the rewrites: YAML in, what it becomes as JSON.

use serde_json::{Value, json};

use super::{Cx, normalize};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Pointer, Source, parse};
use crate::spec::bundle::bundle;
use crate::spec::origins::Origins;
use crate::spec::version::version;

/// Normalizes a document; returns it, and the findings as `code #pointer`.
fn document(text: &str) -> (Value, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let mut tree = parse(text, false).unwrap().value;
    let root = Pointer::root(FileId(0));
    let version = version(&tree, &root, &mut diagnostics).unwrap();
    let mut source = Source::of_texts(&[("api.yaml", text)]);
    source.files[0].value = Value::Null;
    let origins = bundle(&mut tree, &source, FileId(0), None, &mut diagnostics);
    normalized(&mut tree, version, &origins, &mut diagnostics);
    let findings = diagnostics.list().iter().map(|found| {
        let pointer = found.pointer.as_ref().map_or_else(String::new, Pointer::to_string);
        format!("{} #{pointer}", found.code)
    });
    (tree, findings.collect())
}

fn normalized(
    tree: &mut Value,
    version: crate::spec::keywords::Versions,
    origins: &Origins,
    diagnostics: &mut Diagnostics,
) {
    let mut cx = Cx::new(version, origins, diagnostics);
    normalize(&mut cx, tree.as_object_mut().unwrap(), FileId(0));
    cx.finish();
}

/// Checks what a schema becomes.
fn check_version(version: &str, schema: &str, expect: Value, codes: &[&str]) {
    let text = format!(
        "openapi: {version}\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\ncomponents:\n  schemas:\n    B: {{}}\n    A: {schema}\n"
    );
    let (tree, findings) = document(&text);
    assert_eq!(tree["components"]["schemas"]["A"], expect, "{schema}");
    let found: Vec<&str> = findings
        .iter()
        .filter_map(|finding| finding.split(' ').next())
        .collect();
    assert_eq!(found, codes, "{schema}");
    let result = serde_json::from_value::<openapiv3::Schema>(expect.clone());
    assert!(expect.get("$ref").is_some() || result.is_ok(), "{schema}: {result:?}");
}

fn check(schema: &str, expect: Value) {
    check_version("3.1.0", schema, expect, &[]);
}

#[test]
fn constants_become_enums() {
    check("{ const: a }", json!({ "type": "string", "enum": ["a"] }));
    check("{ const: 1 }", json!({ "type": "integer", "enum": [1] }));
    check("{ const: true }", json!({ "type": "boolean", "enum": [true] }));
    check("{ const: [1] }", json!({ "x-specwright-const": [1] }));
    check("{ const: null }", json!({ "x-specwright-null": true }));
}

#[test]
fn lists_of_types_become_nullable_or_a_union() {
    check(
        "{ type: [string, 'null'] }",
        json!({ "nullable": true, "type": "string" }),
    );
    check("{ type: 'null' }", json!({ "x-specwright-null": true }));
    check("{ type: [integer, number] }", json!({ "type": "number" }));
    check(
        "{ type: [string, integer, 'null'], minLength: 1, maximum: 3, description: d }",
        json!({
            "description": "d",
            "nullable": true,
            "anyOf": [{ "type": "string", "minLength": 1 }, { "type": "integer", "maximum": 3 }]
        }),
    );
}

#[test]
fn an_arm_of_null_becomes_nullable() {
    check(
        "{ oneOf: [{ $ref: '#/components/schemas/B' }, { type: 'null' }] }",
        json!({ "oneOf": [{ "$ref": "#/components/schemas/B" }], "nullable": true }),
    );
    check("{ anyOf: [{ type: 'null' }] }", json!({ "x-specwright-null": true }));
}

#[test]
fn tuples_and_patterns_are_kept_beside() {
    check(
        "{ type: array, prefixItems: [{ type: string }, { const: 1 }], items: false }",
        json!({
            "type": "array",
            "items": {},
            "x-specwright-prefix-items": [{ "type": "string" }, { "type": "integer", "enum": [1] }]
        }),
    );
    check(
        "{ type: object, patternProperties: { '^x': { type: string } } }",
        json!({
            "type": "object",
            "additionalProperties": { "type": "string" },
            "x-specwright-pattern-properties": { "^x": { "type": "string" } }
        }),
    );
}

#[test]
fn siblings_of_a_reference_are_kept() {
    let reference = "#/components/schemas/B";
    check(
        "{ $ref: '#/components/schemas/B', description: d }",
        json!({ "description": "d", "allOf": [{ "$ref": reference }] }),
    );
    check("{ $ref: '#/components/schemas/B' }", json!({ "$ref": reference }));
    check_version(
        "3.0.3",
        "{ $ref: '#/components/schemas/B', type: object }",
        json!({ "$ref": reference }),
        &["ignored-sibling"],
    );
}

#[test]
fn bounds_become_those_of_the_model() {
    check(
        "{ type: number, exclusiveMinimum: 0, maximum: 9.5 }",
        json!({ "type": "number", "exclusiveMinimum": true, "maximum": 9.5, "minimum": 0 }),
    );
    check(
        "{ type: integer, minimum: 1.0 }",
        json!({ "type": "integer", "minimum": 1 }),
    );
    check_version(
        "3.1.0",
        "{ type: integer, maximum: 18446744073709551615 }",
        json!({ "type": "integer" }),
        &["unusable-bound"],
    );
    check_version(
        "3.1.0",
        "{ type: string, minLength: -1 }",
        json!({ "type": "string" }),
        &["unusable-bound"],
    );
}

#[test]
fn values_become_those_of_the_type() {
    check(
        "{ type: string, enum: [a, null] }",
        json!({ "type": "string", "enum": ["a"], "nullable": true }),
    );
    check_version(
        "3.0.3",
        "{ type: string, enum: [1, true] }",
        json!({ "type": "string", "enum": ["1", "true"] }),
        &["enum-value-type"],
    );
}

#[test]
fn examples_booleans_and_encodings() {
    check(
        "{ examples: [a, b] }",
        json!({ "example": "a", "x-specwright-examples": ["a", "b"] }),
    );
    check("true", json!({}));
    check("false", json!({ "x-specwright-never": true }));
    check(
        "{ contentEncoding: base64 }",
        json!({ "type": "string", "format": "byte" }),
    );
    check(
        "{ contentMediaType: application/octet-stream }",
        json!({ "type": "string", "format": "binary" }),
    );
    check(
        "{ type: string, contentMediaType: application/json }",
        json!({ "type": "string" }),
    );
}

#[test]
fn what_says_nothing_is_removed_and_said() {
    check_version(
        "3.0.3",
        "{ type: boolean, format: b }",
        json!({ "type": "boolean" }),
        &["keyword-without-effect"],
    );
    check_version(
        "3.0.3",
        "{ const: a }",
        json!({ "type": "string", "enum": ["a"] }),
        &["keyword-of-other-version"],
    );
    check_version(
        "3.1.0",
        "{ not: {}, if: {} }",
        json!({}),
        &["unsupported-keyword", "unsupported-keyword"],
    );
}

#[test]
fn a_property_may_be_called_like_a_keyword() {
    let text = "{ type: object, properties: { $ref: { type: string }, example: { const: a }, x-y: { const: b } } }";
    let expect = json!({ "type": "object", "properties": {
        "$ref": { "type": "string" },
        "example": { "type": "string", "enum": ["a"] },
        "x-y": { "type": "string", "enum": ["b"] }
    } });
    check(text, expect);
}

#[test]
fn documents_without_paths_have_webhooks() {
    let (tree, findings) = document(
        "openapi: 3.1.0\ninfo: { title: T, version: '1' }\nwebhooks:\n  a: { post: { responses: { 200: { description: ok } } } }\n",
    );
    assert_eq!(tree["paths"], json!({}));
    assert_eq!(
        tree["x-specwright-webhooks"],
        json!({ "a": { "post": { "responses": { "200": { "description": "ok" } } } } })
    );
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn parameters_are_mended_where_there_is_one_meaning() {
    let (tree, findings) = document(
        "openapi: 3.0.0\ninfo: { title: T, version: '1' }\npaths:\n  a/{b}:\n    parameters: [{ name: b, in: path, style: form }, { in: query }]\n    get: {}\n",
    );
    let expect = json!({ "name": "b", "in": "path", "required": true, "schema": {} });
    assert_eq!(tree["paths"]["/a/{b}"]["parameters"], json!([expect]));
    assert_eq!(tree["paths"]["/a/{b}"]["get"], json!({ "responses": {} }));
    assert_eq!(
        findings,
        [
            "path-parameter-optional #/paths/a~1{b}/parameters/0",
            "invalid-object #/paths/a~1{b}/parameters/0/style",
            "parameter-without-schema #/paths/a~1{b}/parameters/0",
            "missing-keyword #/paths/a~1{b}/parameters/1",
            "responses-missing #/paths/a~1{b}/get",
            "path-without-slash #/paths/a~1{b}",
        ]
    );
}
