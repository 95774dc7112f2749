//! Tests of the rewrites: YAML in, what it becomes as JSON.

use serde_json::{Value, json};

use super::{Cx, normalize};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Pointer, Source, parse};
use crate::spec::bundle::bundle;
use crate::spec::version::version;

/// Normalizes a document; returns it, and the findings as `code #pointer`.
pub(super) fn document(text: &str) -> (Value, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let mut tree = parse(text, false).unwrap().value;
    let root = Pointer::root(FileId(0));
    let version = version(&tree, &root, &mut diagnostics).unwrap();
    let mut source = Source::of_texts(&[("api.yaml", text)]);
    source.files[0].value = Value::Null;
    let mut origins = bundle(&mut tree, &source, FileId(0), None, &mut diagnostics);
    let ends = ["[DONE]".to_owned()];
    let mut cx = Cx::new(version, &origins, &mut diagnostics);
    normalize(&mut cx, tree.as_object_mut().unwrap(), FileId(0), &ends);
    let moves = cx.finish();
    origins.relocate(&moves);
    let findings = diagnostics.list().iter().map(|found| {
        let pointer = found.pointer.as_ref().map_or_else(String::new, Pointer::to_string);
        format!("{} #{pointer}", found.code)
    });
    (tree, findings.collect())
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
        "{ type: integer, enum: [1, '2', two, 3.5] }",
        json!({ "type": "integer", "enum": [1, 2] }),
        &["enum-value-type", "enum-value-type"],
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

/// Normalizes a 3.2 document that has `rest`.
fn newest(rest: &str) -> (Value, Vec<String>) {
    document(&format!("openapi: 3.2.0\ninfo: {{ title: T, version: '1' }}\n{rest}"))
}

#[test]
fn methods_that_are_new_are_carried() {
    let (tree, findings) = newest(
        "paths:\n  /a:\n    query: { responses: {} }\n    additionalOperations: { COPY: {}, GET: {}, 'a b': {} }\n",
    );
    let operation = json!({ "responses": {} });
    assert_eq!(
        tree["paths"]["/a"],
        json!({ "x-specwright-operations": { "QUERY": operation, "COPY": operation } })
    );
    assert_eq!(
        findings,
        [
            "invalid-object #/paths/~1a/additionalOperations/GET",
            "invalid-object #/paths/~1a/additionalOperations/a b",
        ]
    );
}

#[test]
fn query_strings_are_queries() {
    let (tree, findings) = newest(
        "paths:\n  /a:\n    get:\n      parameters:\n        - { name: f, in: querystring, content: { application/x-www-form-urlencoded: { schema: { type: object } } } }\n        - { name: j, in: querystring, content: { application/json: {} } }\n        - { name: c, in: cookie, style: cookie, schema: {} }\n",
    );
    assert_eq!(
        tree["paths"]["/a"]["get"]["parameters"],
        json!([
            {
                "name": "f", "in": "query", "x-specwright-query-string": true,
                "schema": { "type": "object" }, "style": "form", "explode": true
            },
            { "name": "j", "in": "query", "content": { "application/json": {} }, "x-specwright-query-string": true },
            { "name": "c", "in": "cookie", "schema": {}, "x-specwright-cookie-style": true }
        ])
    );
    assert_eq!(findings, ["conflicting-keywords #/paths/~1a/get/parameters"]);
}

#[test]
fn media_types_among_the_components_are_brought_in() {
    let (tree, findings) = newest(
        "paths:\n  /a:\n    get: { responses: { 200: { summary: s, description: d, content: { a/b: { $ref: '#/components/mediaTypes/A' } } } } }\ncomponents:\n  mediaTypes:\n    A: { $ref: '#/components/mediaTypes/B' }\n    B: { schema: { const: a }, examples: { e: { serializedValue: '[1]' }, f: { dataValue: 2, serializedValue: '2' } } }\n",
    );
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(
        tree["paths"]["/a"]["get"]["responses"]["200"],
        json!({ "description": "s\n\nd", "content": { "a/b": {
            "schema": { "type": "string", "enum": ["a"] },
            "examples": { "e": { "value": [1] }, "f": { "value": 2 } }
        } } })
    );
}

#[test]
fn tags_for_navigation_come_first() {
    let (tree, _) = newest(
        "tags: [{ name: new, kind: badge }, { name: pets, kind: nav, summary: Pets }]\nservers: [{ url: /, name: here }]\npaths:\n  /a:\n    get: { tags: [new, pets] }\n    query: { tags: [new, pets] }\n",
    );
    let item = &tree["paths"]["/a"];
    assert_eq!(item["get"]["tags"], json!(["pets", "new"]));
    assert_eq!(item["x-specwright-operations"]["QUERY"]["tags"], json!(["pets", "new"]));
    assert_eq!(
        tree["tags"],
        json!([{ "name": "new" }, { "name": "pets", "description": "Pets" }])
    );
    assert_eq!(tree["servers"], json!([{ "url": "/", "description": "here" }]));
}

#[test]
fn defaults_are_of_the_type_of_their_schema() {
    check(
        "{ type: integer, default: '10' }",
        json!({ "type": "integer", "default": 10 }),
    );
    check(
        "{ type: string, default: 1.5 }",
        json!({ "type": "string", "default": "1.5" }),
    );
    check("{ type: string, default: null }", json!({ "type": "string" }));
    check(
        "{ type: [string, 'null'], default: null }",
        json!({ "type": "string", "nullable": true, "default": null }),
    );
    check_version(
        "3.1.0",
        "{ type: integer, default: 3.14 }",
        json!({ "type": "integer" }),
        &["wrong-type"],
    );
}

#[test]
fn keywords_that_exclude_each_other_are_said() {
    let (_, findings) = newest(
        "components:\n  parameters:\n    P: { name: p, in: query, schema: {}, example: 1, examples: {} }\n  examples:\n    E: { value: 1, externalValue: e.json }\n  mediaTypes:\n    M: { encoding: {}, itemEncoding: {} }\npaths:\n  /a:\n    post: { requestBody: { content: { multipart/mixed: { $ref: '#/components/mediaTypes/M' } } } }\n",
    );
    let said: Vec<&String> = findings.iter().filter(|finding| finding.starts_with("conf")).collect();
    assert_eq!(
        said,
        [
            "conflicting-keywords #/components/parameters/P",
            "conflicting-keywords #/components/examples/E",
            "conflicting-keywords #/components/mediaTypes/M",
        ]
    );
}

#[test]
fn versions_are_read_or_refused() {
    let read = |version: &str| {
        let mut diagnostics = Diagnostics::default();
        let tree = parse(version, false).unwrap().value;
        let found = super::super::version::version(&tree, &Pointer::root(FileId(0)), &mut diagnostics);
        (found, diagnostics.list().len())
    };
    use crate::spec::keywords::Versions;
    assert_eq!(read("swagger: 2.0"), (Some(Versions::V20), 0));
    assert_eq!(read("swagger: '2.0'"), (Some(Versions::V20), 0));
    assert_eq!(read("openapi: 3.0.4"), (Some(Versions::V30), 0));
    assert_eq!(read("openapi: 3.1"), (Some(Versions::V31), 0));
    assert_eq!(read("openapi: 3.2.1"), (Some(Versions::V32), 0));
    assert_eq!(read("openapi: 3.3.0"), (Some(Versions::V32), 1));
    assert_eq!(read("openapi: 4.0.0"), (None, 1));
    assert_eq!(read("openapi: 2.0"), (None, 1));
    assert_eq!(read("swagger: '1.2'"), (None, 1));
}
