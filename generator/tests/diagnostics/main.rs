//! What a user sees when a document is broken: every fault of a run, each with
//! its place and what to do. Snapshots of the rendered text.

#![allow(clippy::panic, reason = "a test says by failing what it expected")]

mod case;
mod codes;
mod hostile;
mod project;

use project::{check, check_files, document};

#[test]
fn a_truncated_document() {
    insta::assert_snapshot!(check(
        "openapi: 3.1.0\ninfo: { title: T, version: '1'\npaths:\n  /a:\n    get: {"
    ));
    insta::assert_snapshot!(check_files(&[("openapi.json", "{\"openapi\": \"3.1.0\", \"info\": {")]));
}

#[test]
fn not_a_document() {
    insta::assert_snapshot!(check("just: yaml\n"));
    insta::assert_snapshot!(check(""));
    insta::assert_snapshot!(check("swagger: '1.2'\ninfo: { title: T, version: '1' }\npaths: {}\n"));
    insta::assert_snapshot!(check("- 1\n- 2\n"));
}

#[test]
fn wrong_types_are_all_reported_at_once() {
    insta::assert_snapshot!(check(&document(
        "paths:\n  /a:\n    get:\n      parameters: { name: x }\n      responses:\n        '200': { description: 5 }\n  /b:\n    get:\n      responses:\n        '200':\n          description: ok\n          content: { application/json: { schema: { $ref: '#/components/schemas/A' } } }\ncomponents:\n  schemas:\n    A: { type: strng, properties: { b: { type: string, format: 7 } } }\n"
    )));
}

#[test]
fn dangling_and_cyclic_references() {
    insta::assert_snapshot!(check(&document(
        "paths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: ok\n          content: { application/json: { schema: { $ref: '#/components/schemas/Usr' } } }\ncomponents:\n  schemas:\n    User: { type: object, properties: { id: { type: string } } }\n    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n    C: { allOf: [{ $ref: '#/components/schemas/C' }, { type: object, properties: { x: { type: string } } }] }\n"
    )));
    insta::assert_snapshot!(check_files(&[(
        "openapi.yaml",
        &document(
            "paths:\n  /a: { $ref: 'missing.yaml#/A' }\n  /b: { $ref: '../../etc/passwd' }\n  /c: { $ref: 'https://example.com/c.yaml' }\n"
        )
    )]));
}

#[test]
fn duplicate_keys() {
    insta::assert_snapshot!(check(&document("paths: {}\npaths: {}\n")));
    insta::assert_snapshot!(check_files(&[(
        "openapi.json",
        "{\"openapi\": \"3.1.0\",\n \"info\": {\"title\": \"T\", \"version\": \"1\", \"title\": \"U\"}, \"paths\": {}}"
    )]));
}

#[test]
fn two_thousand_levels() {
    let mut schema = "{type: string}".to_owned();
    for _ in 0..2000 {
        schema = format!("{{type: array, items: {schema}}}");
    }
    insta::assert_snapshot!(check(&document(&format!(
        "paths: {{}}\ncomponents: {{ schemas: {{ Deep: {schema} }} }}\n"
    ))));
    let json = "[".repeat(100_000);
    insta::assert_snapshot!(check_files(&[("openapi.json", &json)]));
}

#[test]
fn two_thousand_references_deep() {
    let mut schemas = String::new();
    for level in 0..2000 {
        schemas.push_str(&format!(
            "    S{level}: {{ type: object, properties: {{ next: {{ $ref: '#/components/schemas/S{}' }} }} }}\n",
            (level + 1).min(1999)
        ));
    }
    let text = document(&format!(
        "paths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: ok\n          content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/S0' }} }} }}\ncomponents:\n  schemas:\n{schemas}"
    ));
    assert!(check(&text).ends_with("(a client is written)\n"));
}

#[test]
fn an_alias_bomb() {
    let mut text = document("paths: {}\nx-a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let alias = format!("*a{}", level - 1);
        text.push_str(&format!("x-a{level}: &a{level} [{}]\n", [alias.as_str(); 9].join(", ")));
    }
    insta::assert_snapshot!(check(&text));
}

#[test]
fn unknown_keywords_are_said() {
    insta::assert_snapshot!(check(&document(
        "paths:\n  /a:\n    get:\n      operationID: typo\n      responses: { '200': { description: ok, content: { application/json: { schema: { type: object, propertys: {}, not: { type: string } } } } } }\n"
    )));
}

#[test]
fn what_swagger_has_and_a_client_cannot_do() {
    insta::assert_snapshot!(check(
        "swagger: '2.0'\ninfo: { title: T, version: '1' }\nhost: h\nschemes: [wss, https]\npaths:\n  /a:\n    post:\n      schemes: [http]\n      consumes: [application/x-www-form-urlencoded]\n      parameters:\n        - { name: a, in: header, type: array, items: { type: string, collectionFormat: tsv }, collectionFormat: ssv }\n        - { name: b, in: formData, type: array, items: { type: string }, collectionFormat: pipes }\n        - { name: c, in: query, type: string, collectionFormat: multi }\n        - { name: d, in: path, type: string }\n        - { name: e, in: form, type: string }\n      responses:\n        200: { description: ok, schema: { type: object, xml: { name: x } }, examples: { text/plain: no } }\n        201: { $ref: '#/responses/Gone' }\nsecurityDefinitions:\n  o: { type: oauth2, flow: device, scopes: {} }\n"
    ));
}

#[test]
fn what_openapi_3_2_has_and_a_client_cannot_do() {
    insta::assert_snapshot!(check(
        "openapi: 3.2.0\ninfo: { title: T, version: '1' }\ntags: [{ name: a, parent: b }, { name: b }]\npaths:\n  /a:\n    additionalOperations: { GET: { responses: {} }, 'NO WAY': { responses: {} }, copy: { responses: {} } }\n    get:\n      parameters:\n        - { name: q, in: querystring, schema: { type: string } }\n        - { name: r, in: querystring, content: { text/plain: { schema: { type: string } } } }\n        - { name: s, in: query, schema: { type: string } }\n        - { name: t, in: query, style: cookie, schema: { type: string } }\n      responses:\n        '200':\n          content:\n            application/jsonl: { itemSchema: {}, itemEncoding: {}, prefixEncoding: [] }\n            text/plain: { $ref: '#/components/mediaTypes/Text' }\n            application/json: { schema: { $ref: '#/components/schemas/A' }, examples: { e: { value: 1, dataValue: 2 } } }\ncomponents:\n  mediaTypes: { Text: { schema: { type: strng } } }\n  schemas:\n    A: { oneOf: [{ type: object, title: B, properties: { k: { const: b } } }, { $ref: '#/components/schemas/C' }], discriminator: { propertyName: k, defaultMapping: D } }\n    C: { type: object, xml: { nodeType: text }, properties: { k: { const: c } } }\n"
    ));
    insta::assert_snapshot!(check("openapi: 3.4.0\ninfo: { title: T, version: '1' }\npaths: {}\n"));
}
