//! Tests of the rewrites of Swagger 2.0: YAML in, what it becomes as JSON.

use serde_json::{Value, json};

use super::super::tests::document;

/// Normalizes a 2.0 document that has `rest`.
fn swagger(rest: &str) -> (Value, Vec<String>) {
    document(&format!("swagger: '2.0'\ninfo: {{ title: T, version: '1' }}\n{rest}"))
}

/// Normalizes a document with one operation, and returns the operation.
fn operation(operation: &str) -> (Value, Vec<String>) {
    let (mut tree, findings) = swagger(&format!("paths:\n  /a:\n    post: {operation}\n"));
    (tree["paths"]["/a"]["post"].take(), findings)
}

#[test]
fn hosts_become_servers() {
    let servers = |rest: &str| swagger(&format!("paths: {{}}\n{rest}")).0["servers"].take();
    let urls = |urls: &[&str]| urls.iter().map(|url| json!({ "url": url })).collect::<Value>();
    assert_eq!(servers("host: h\nbasePath: /v1/\n"), urls(&["https://h/v1"]));
    assert_eq!(
        servers("host: h\nschemes: [http, https]\n"),
        urls(&["https://h", "http://h"])
    );
    assert_eq!(servers("host: http://h/\nschemes: [http]\n"), urls(&["http://h"]));
    assert_eq!(servers("basePath: v1\n"), urls(&["/v1"]));
    assert_eq!(servers("basePath: /\n"), Value::Null);
    let (_, findings) = swagger("paths: {}\nhost: h\nschemes: [ws]\n");
    assert_eq!(findings, ["unsupported-keyword #/schemes"]);
}

#[test]
fn bodies_become_request_bodies() {
    let (operation, findings) = operation(
        "{ consumes: [text/json], parameters: [{ name: q, in: query, type: string }, { name: b, in: body, required: true, description: d, schema: { $ref: '#/definitions/B' } }], responses: {} }\ndefinitions: { B: { type: object } }",
    );
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(
        operation,
        json!({
            "parameters": [{ "name": "q", "in": "query", "schema": { "type": "string" } }],
            "responses": {},
            "requestBody": {
                "description": "d",
                "required": true,
                "content": { "text/json": { "schema": { "$ref": "#/components/schemas/B" } } }
            }
        })
    );
}

#[test]
fn fields_become_forms_by_what_is_in_them() {
    let body = |parameters: &str| {
        let text = format!("{{ consumes: [application/json], parameters: [{parameters}], responses: {{}} }}");
        operation(&text).0["requestBody"].take()
    };
    let field = "{ name: a, in: formData, type: integer, required: true }";
    assert_eq!(
        body(field),
        json!({ "required": true, "content": { "application/x-www-form-urlencoded": { "schema": {
            "type": "object", "properties": { "a": { "type": "integer" } }, "required": ["a"]
        } } } })
    );
    let lists = "{ name: c, in: formData, type: array, items: { type: string } }, \
                 { name: m, in: formData, type: array, items: { type: string }, collectionFormat: multi }, \
                 { name: s, in: formData, type: array, items: { type: string }, collectionFormat: ssv }";
    assert_eq!(
        body(lists)["content"]["application/x-www-form-urlencoded"]["encoding"],
        json!({ "c": { "style": "form", "explode": false }, "s": { "style": "spaceDelimited", "explode": false } })
    );
    assert_eq!(
        body("{ name: f, in: formData, type: file, description: d }"),
        json!({ "required": false, "content": { "multipart/form-data": { "schema": {
            "type": "object", "properties": { "f": { "type": "string", "format": "binary", "description": "d" } }
        } } } })
    );
}

#[test]
fn what_operations_share_is_brought_in() {
    let (tree, findings) = swagger(
        "produces: [text/csv]\npaths:\n  /a:\n    parameters: [{ $ref: '#/parameters/B' }, { name: i, in: query, type: string }]\n    get: { produces: [a/b], responses: { 200: { $ref: '#/responses/R' } } }\n    put: { responses: { 200: { $ref: '#/responses/R' } } }\nparameters: { B: { name: b, in: body, schema: { type: string } } }\nresponses: { R: { description: r, schema: { type: string } } }\n",
    );
    assert_eq!(findings, Vec::<String>::new());
    let item = &tree["paths"]["/a"];
    let string = json!({ "schema": { "type": "string" } });
    assert_eq!(item["get"]["requestBody"]["content"]["application/json"], string);
    assert_eq!(item["put"]["requestBody"]["content"]["application/json"], string);
    assert_eq!(item["parameters"].as_array().map(Vec::len), Some(1));
    assert_eq!(item["get"]["responses"]["200"]["content"], json!({ "a/b": string }));
    assert_eq!(
        item["put"]["responses"]["200"],
        json!({ "$ref": "#/components/responses/R" })
    );
    assert_eq!(
        tree["components"],
        json!({ "responses": { "R": { "description": "r", "content": { "text/csv": string } } } })
    );
}

#[test]
fn lists_are_written_as_their_format_says() {
    let style = |place: &str, format: &str| {
        let text = format!(
            "{{ parameters: [{{ name: a, in: {place}, type: array, items: {{ type: string }}{format} }}], responses: {{}} }}"
        );
        let (operation, findings) = operation(&text);
        let parameter = &operation["parameters"][0];
        (parameter["style"].clone(), parameter["explode"].clone(), findings.len())
    };
    assert_eq!(style("query", ""), (json!("form"), json!(false), 0));
    assert_eq!(
        style("query", ", collectionFormat: multi"),
        (json!("form"), json!(true), 0)
    );
    assert_eq!(
        style("query", ", collectionFormat: ssv"),
        (json!("spaceDelimited"), json!(false), 0)
    );
    assert_eq!(
        style("query", ", collectionFormat: pipes"),
        (json!("pipeDelimited"), json!(false), 0)
    );
    assert_eq!(
        style("query", ", collectionFormat: tsv"),
        (json!("form"), json!(false), 1)
    );
    assert_eq!(style("header", ""), (Value::Null, Value::Null, 0));
    assert_eq!(
        style("header", ", collectionFormat: pipes"),
        (Value::Null, Value::Null, 1)
    );
}

#[test]
fn responses_have_content() {
    let (operation, findings) = operation(
        "{ responses: { 200: { description: a, schema: { type: file }, headers: { X: { type: array, items: { type: string } } } }, 201: { description: b, schema: {}, examples: { application/json: 1, a/b: 2 } } } }",
    );
    assert_eq!(
        operation["responses"],
        json!({
            "200": {
                "description": "a",
                "headers": { "X": { "schema": { "type": "array", "items": { "type": "string" } } } },
                "content": { "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } }
            },
            "201": { "description": "b", "content": { "application/json": { "schema": {}, "example": 1 } } }
        })
    );
    assert_eq!(
        findings,
        ["unusable-example #/paths/~1a/post/responses/201/examples/a~1b",]
    );
}

#[test]
fn schemas_and_security_schemes_are_spelled_anew() {
    let (tree, findings) = swagger(
        "paths: {}\ndefinitions:\n  A: { type: object, discriminator: kind, properties: { kind: { type: string, x-nullable: true } } }\nsecurityDefinitions:\n  b: { type: basic }\n  k: { type: apiKey, in: header, name: X }\n  o: { type: oauth2, flow: accessCode, authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: { s: d } }\n",
    );
    assert_eq!(findings, Vec::<String>::new());
    let components = &tree["components"];
    assert_eq!(
        components["schemas"]["A"]["discriminator"],
        json!({ "propertyName": "kind" })
    );
    assert_eq!(
        components["schemas"]["A"]["properties"]["kind"],
        json!({ "type": "string", "nullable": true })
    );
    let schemes = &components["securitySchemes"];
    assert_eq!(schemes["b"], json!({ "type": "http", "scheme": "basic" }));
    assert_eq!(
        schemes["o"],
        json!({
            "type": "oauth2",
            "flows": { "authorizationCode": {
                "authorizationUrl": "https://a", "tokenUrl": "https://t", "scopes": { "s": "d" }
            } },
            "description": "Authorization code flow: ask for consent at <https://a>; get tokens from <https://t>; the scopes are `s`."
        })
    );
}

#[test]
fn findings_show_what_was_written() {
    let (_, findings) = swagger(
        "consumes: text\npaths:\n  /a:\n    post:\n      parameters:\n        - { name: b, in: body, schema: { type: strng } }\n        - { name: c, in: body }\n        - { name: d, in: qury, type: string }\n      responses: { 200: { description: ok, schema: { propertys: {} } } }\ndefinitions: { A: { nullable: true, type: string } }\n",
    );
    assert_eq!(
        findings,
        [
            "wrong-type #/consumes",
            "unknown-type #/paths/~1a/post/parameters/0/schema/type",
            "invalid-object #/paths/~1a/post/parameters/2/in",
            "conflicting-keywords #/paths/~1a/post/parameters/1",
            "unknown-keyword #/paths/~1a/post/responses/200/schema/propertys",
            "keyword-of-other-version #/definitions/A/nullable",
        ]
    );
}
