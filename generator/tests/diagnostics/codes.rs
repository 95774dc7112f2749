//! Every code of the table, triggered by the smallest project that does, with a
//! snapshot of what is printed.

use std::collections::BTreeSet;

use specwright::CODES;

use crate::case::Case;
use crate::project::document;

/// An overlay of one action.
fn action(action: &str) -> String {
    format!("overlay: 1.1.0\ninfo: {{ title: T, version: '1' }}\nactions:\n  - {{ {action} }}\n")
}

/// What is wrong with files and with the document as a whole.
fn files() -> Vec<Case> {
    let mut bomb = document("paths: {}\nx-a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let alias = format!("*a{}", level - 1);
        bomb.push_str(&format!("x-a{level}: &a{level} [{}]\n", [alias.as_str(); 9].join(", ")));
    }
    let mut latin = Case::rest("invalid-encoding", "paths: {}\n");
    latin.files[0].1.extend_from_slice(b"x-name: caf\xe9\n");
    vec![
        Case::files("alias-bomb", &[("openapi.yaml", &bomb)]),
        Case::files("document-too-large", &[("openapi.yaml", "")]),
        Case::rest("duplicate-key", "paths: {}\npaths: {}\n"),
        Case::files("empty-file", &[("openapi.yaml", " \n")]),
        Case::rest("invalid-configuration", "paths: {}\n").config("modul = \"a\"\n"),
        latin,
        Case::files("invalid-json", &[("openapi.json", "{\n  \"openapi\": \"3.1.0\",\n}")]),
        Case::rest("invalid-yaml", "paths:\n  /a: [\n  /b: {}\n"),
        Case::rest("missing-file", "paths: { /a: { $ref: 'missing.yaml#/A' } }\n"),
        Case::files("not-openapi", &[("openapi.yaml", "asyncapi: 3.0.0\n")]),
        Case::rest("reference-outside-project", "paths: { /a: { $ref: '../a.yaml#/A' } }\n"),
        Case::rest(
            "remote-reference",
            "paths: { /a: { $ref: 'https://example.com/a.yaml' } }\n",
        ),
        Case::files("too-deep", &[("openapi.json", &"[".repeat(200))]),
        Case::files(
            "unreadable-file",
            &[
                ("openapi.yaml", &document("paths: { /a: { $ref: 'parts#/A' } }\n")),
                ("parts/a.yaml", "A: {}\n"),
            ],
        ),
        Case::files(
            "newer-version",
            &[("openapi.yaml", "openapi: 3.9.0\ninfo: { title: T, version: '1' }\n")],
        ),
        Case::files("unsupported-version", &[("openapi.yaml", "swagger: '1.2'\n")]),
    ]
}

/// What is wrong with paths and operations.
fn operations() -> Vec<Case> {
    vec![
        Case::rest(
            "colliding-paths",
            "paths:\n  /a/{b}: { parameters: [{ name: b, in: path, required: true, schema: {} }] }\n  /a/{c}: { parameters: [{ name: c, in: path, required: true, schema: {} }] }\n",
        ),
        Case::rest(
            "encoding-unsupported",
            "paths:\n  /a:\n    post:\n      requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: string } } }, encoding: { a: { style: form, headers: { X-A: { schema: { type: string } } } } } } } }\n      responses: {}\n",
        ),
        Case::rest(
            "encoding-without-effect",
            concat!(
                "paths:\n  /a:\n    post:\n      requestBody:\n        content:\n",
                "          application/json: { schema: { type: object, properties: { a: { type: string } } }, encoding: { a: { style: form } } }\n",
                "          multipart/form-data: { schema: { type: object, properties: { a: { type: string } } }, encoding: { b: { contentType: text/csv } } }\n",
                "      responses:\n        200:\n          description: Done\n          content:\n",
                "            application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: string } } }, encoding: { a: { style: form } } }\n",
            ),
        ),
        Case::swagger(
            "unsupported-style",
            "parameters: [{ name: a, in: header, type: array, items: { type: string }, collectionFormat: ssv }]",
            "200: { description: Done }",
        ),
        Case::swagger(
            "unusable-example",
            "produces: [application/json]",
            "200: { description: Done, schema: { type: object }, examples: { text/plain: no } }",
        ),
        Case::rest(
            "own-servers",
            "servers: [{ url: 'https://a.example' }]\npaths: { /a: { servers: [{ url: '/b' }], get: { responses: {} } } }\n",
        ),
        Case::rest(
            "several-own-servers",
            "paths: { /a: { servers: [{ url: 'https://a.example' }, { url: 'https://b.example' }], get: { responses: {} } } }\n",
        ),
        Case::rest(
            "undeclared-server-variable",
            "servers: [{ url: 'https://{tenant}.a.example' }]\npaths: {}\n",
        ),
        Case::rest(
            "unused-server-variable",
            "servers: [{ url: 'https://a.example', variables: { tenant: { default: b } } }]\npaths: {}\n",
        ),
        Case::rest(
            "untyped-headers",
            "paths: { /a: { get: { responses: { '204': { description: Done, headers: { Set-Cookie: { schema: { type: string } } } } } } } }\n",
        ),
        Case::rest(
            "duplicate-operation-id",
            "paths:\n  /a: { get: { operationId: same, responses: {} } }\n  /b: { get: { operationId: same, responses: {} } }\n",
        ),
        Case::files("missing-keyword", &[("openapi.yaml", "openapi: 3.1.0\npaths: {}\n")]),
        Case::rest("path-without-slash", "paths: { users: { get: { responses: {} } } }\n"),
        Case::old("responses-missing", "paths: { /a: { get: { operationId: a } } }\n"),
        Case::operation(
            "unknown-keyword",
            "      operationID: typo\n      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n",
        ),
        Case::rest(
            "unknown-status",
            "paths: { /a: { get: { responses: { 2O0: { description: Typo } } } } }\n",
        ),
    ]
}

/// What is wrong with parameters.
fn parameters() -> Vec<Case> {
    vec![
        Case::parameters(
            "parameter-media-type",
            "{ name: q, in: query, content: { text/csv: { schema: { type: string } } } }",
        ),
        Case::parameters(
            "conflicting-keywords",
            "{ name: q, in: query, schema: { type: string }, content: { application/json: { schema: {} } } }",
        ),
        Case::parameters(
            "duplicate-parameter",
            "{ name: id, in: path, required: true, schema: { type: integer } }",
        ),
        Case::parameters(
            "invalid-object",
            "{ name: q, in: query, style: matrix, schema: { type: string } }",
        ),
        Case::rest(
            "parameter-is-credential",
            "security: [{ Key: [] }]\npaths:\n  /a:\n    get:\n      parameters: [{ name: X-Key, in: header, schema: { type: string } }]\n      responses: {}\ncomponents: { securitySchemes: { Key: { type: apiKey, in: header, name: X-Key } } }\n",
        ),
        Case::parameters("parameter-without-schema", "{ name: q, in: query }"),
        Case::parameters(
            "path-parameter-not-in-path",
            "{ name: uid, in: path, required: true, schema: { type: string } }",
        ),
        Case::operation(
            "path-parameter-optional",
            "      parameters: [{ name: id, in: path, schema: { type: string } }]\n",
        ),
        Case::parameters(
            "reserved-header",
            "{ name: Accept, in: header, schema: { type: string } }",
        ),
        Case::operation("undeclared-path-parameter", ""),
        Case::parameters(
            "unsatisfiable-example",
            "{ name: q, in: query, required: true, schema: { type: string, pattern: '^ab$', minLength: 5 } }",
        ),
    ]
}

/// What is wrong with schemas.
fn schemas() -> Vec<Case> {
    let deep = format!(
        "A: {}{{ type: string }}{}",
        "{ type: array, items: ".repeat(110),
        " }".repeat(110)
    );
    vec![
        Case::schemas(
            "all-of-cycle",
            "A: { allOf: [{ $ref: '#/components/schemas/A' }, { type: object, properties: { a: { type: string } } }] }",
        ),
        Case::schemas(
            "dynamic-reference",
            "A: { type: array, items: { $dynamicRef: '#/components/schemas/B' } }\n    B: { type: string }",
        ),
        Case::schemas(
            "mapping-without-alternative",
            "A:\n      oneOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/D' }]\n      discriminator: { propertyName: kind, mapping: { c: '#/components/schemas/C' } }\n    B: { type: object, properties: { kind: { type: string } } }\n    C: { type: object, properties: { kind: { type: string } } }\n    D: { type: object, properties: { kind: { type: string } } }",
        ),
        Case::schemas(
            "conflicting-types",
            "A: { allOf: [{ type: string }, { type: integer }] }",
        ),
        Case::schemas(
            "discriminator-without-value",
            "A:\n      discriminator: { propertyName: kind }\n      oneOf:\n        - { type: object, properties: { a: { type: string } } }\n        - { type: object, properties: { b: { type: string } } }",
        ),
        Case::schemas("enum-value-type", "A: { type: string, enum: [a, 2] }"),
        Case::old(
            "keyword-of-other-version",
            "paths: {}\ncomponents: { schemas: { A: { const: 1 } } }\n",
        ),
        Case::schemas("keyword-without-effect", "A: { type: string, minimum: 1 }"),
        Case::schemas("non-finite-number", "A: { type: number, maximum: .inf }"),
        Case::schemas(
            "reference-cycle",
            "A: { type: array, items: { $ref: '#/components/schemas/A' } }",
        ),
        Case::schemas(
            "required-without-property",
            "A: { type: object, required: [b], properties: { a: {} } }",
        ),
        Case::schemas("schema-too-deep", &deep),
        Case::schemas(
            "several-unions",
            "A: { oneOf: [{ type: string }, { type: integer }], anyOf: [{ type: string }, { type: boolean }] }",
        ),
        Case::schemas("unknown-type", "A: { type: strng }"),
        Case::schemas("unsupported-keyword", "A: { not: { type: string } }"),
        Case::schemas("unusable-bound", "A: { type: string, minLength: -1 }"),
        Case::schemas("wrong-type", "A: { type: string, format: 7 }"),
    ]
}

/// What is wrong with references, credentials, webhooks and rules.
fn relations() -> Vec<Case> {
    vec![
        Case::rest("credential-without-scheme", "paths: {}\n").config("credentials = { Key = \"k\" }\n"),
        Case::schemas(
            "cyclic-reference",
            "A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }",
        ),
        Case::schemas(
            "dangling-reference",
            "User: { type: array, items: { $ref: '#/components/schemas/Usr' } }",
        ),
        Case::old(
            "ignored-sibling",
            "paths: {}\ncomponents:\n  schemas:\n    A: { type: string }\n    B: { type: object, properties: { a: { $ref: '#/components/schemas/A', minLength: 1 } } }\n",
        ),
        Case::pages(
            "pagination-mismatch",
            "[[pagination]]\noperations = [\"list\"]\ncursor = \"cursor\"\nnext = \"/next\"\nitems = \"/items\"\n",
        ),
        Case::pages(
            "pagination-operation",
            "[[pagination]]\noperations = [\"lst\"]\ncursor = \"cursor\"\nnext = \"/next\"\nitems = \"/items\"\n",
        ),
        Case::pages(
            "pagination-parameter",
            "[[pagination]]\noperations = [\"list\"]\ncursor = \"after\"\nnext = \"/next\"\nitems = \"/items\"\n",
        ),
        Case::pages(
            "pagination-pointer",
            "[[pagination]]\noperations = [\"list\"]\ncursor = \"cursor\"\nnext = \"/next\"\nitems = \"/data\"\n",
        ),
        Case::rest(
            "unknown-security-scheme",
            "security: [{ Key: [] }]\npaths: { /a: { get: { responses: {} } } }\n",
        ),
        Case::components(
            "unsupported-security-scheme",
            "  securitySchemes: { Tls: { type: mutualTLS } }\n",
        ),
        Case::customized(
            "type-without-match",
            "[types.rename]\nUsr = \"Account\"\n\"User.naem\" = \"title\"\n\n[types.replace]\nTeam = \"my::Team\"\n\n[types.formats]\nuid = \"my::Id\"\n\n[types.derives]\nUsers = [\"Hash\"]\n",
        ),
        Case::customized(
            "operation-without-match",
            "[operations.getUsr]\nname = \"fetch\"\n\n[operations.\"GET /user\"]\ngroup = \"people\"\n",
        ),
        Case::customized(
            "name-taken",
            "[operations.getUser]\nname = \"core\"\ngroup = \"types\"\ntype_name = \"Client\"\n\n[types.rename]\n\"User.id\" = \"key\"\n\"User.name\" = \"key\"\n",
        ),
        Case::customized(
            "feature-without-match",
            "[features]\nper = \"group\"\ndefault = [\"user\"]\n",
        ),
        Case::customized("derive-impossible", "[types.derives]\nUser = [\"Ord\"]\n"),
        Case::rest("filter-without-match", "paths: { /a: { get: { responses: {} } } }\n")
            .config("[filter.include]\ntags = [\"pets\"]\n"),
        Case::overlay("invalid-overlay", "actions: []\n"),
        Case::overlay("overlay-mismatch", &action("target: $.info.title, update: { a: b }")),
        Case::overlay("overlay-without-effect", &action("target: $.info")),
        Case::overlay("overlay-without-match", &action("target: $.infos, remove: true")),
        Case::template("invalid-page", "operation.mdx", "See {{ path }} and {path}.\n"),
        Case::template("invalid-template", "operation.mdx", "# {{ tilte }}\n"),
        Case::template("unknown-template", "operations.mdx", "# {{ title }}\n"),
        Case::rest(
            "webhook-with-several-operations",
            "webhooks: { order.paid: { get: { responses: {} }, post: { responses: {} } } }\n",
        ),
        Case::rest(
            "webhook-without-operation",
            "webhooks: { order.paid: { summary: Paid } }\n",
        ),
        Case::rest(
            "wrong-reference",
            "paths:\n  /a:\n    get:\n      parameters: [{ $ref: '#/components/headers/Limit' }]\n      responses: {}\ncomponents: { headers: { Limit: { name: limit, in: query, schema: { type: integer } } } }\n",
        ),
    ]
}

fn cases() -> Vec<Case> {
    [files(), operations(), parameters(), schemas(), relations()]
        .into_iter()
        .flatten()
        .collect()
}

#[test]
fn every_code_is_shown_as_reviewed() {
    for case in cases() {
        insta::assert_snapshot!(case.code, case.run());
    }
}

#[test]
fn every_code_has_a_case() {
    let known: BTreeSet<_> = CODES.iter().map(|code| code.name).collect();
    let shown: BTreeSet<_> = cases().iter().map(|case| case.code).collect();
    assert_eq!(known, shown);
}
