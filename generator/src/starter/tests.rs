//! Tests of first configurations: each of them has to generate.

use super::*;

/// Writes a document into a folder of its own, and returns its first configuration.
fn starter_of(document: &str) -> (tempfile::TempDir, Starter) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("my-api.v2.yaml"), document).unwrap();
    let choice = Choice {
        documents: vec!["my-api.v2.yaml".into()],
        name: None,
        output: None,
        workspace_member: false,
    };
    let base = Utf8Path::from_path(folder.path()).unwrap();
    let starter =
        starter(&choice, base, "codegen.toml").unwrap_or_else(|found| panic!("{}", found.render_diagnostics()));
    let config = Config::parse(&starter.text, Utf8Path::new("codegen.toml"))
        .unwrap_or_else(|found| panic!("{found:?}\n{}", starter.text));
    let generated = pipeline::generate(&config, base);
    assert!(generated.files.is_some(), "{}", generated.render_diagnostics());
    (folder, starter)
}

#[test]
fn what_the_document_has_is_in_the_configuration() {
    let (_folder, starter) = starter_of(
        "openapi: 3.1.0
info: { title: The Pet Store API, version: '1' }
tags: [{ name: pets }, { name: stores }]
security: [{ Api-Key: [] }]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{ name: pageToken, in: query, schema: { type: string } }]
      responses:
        '200':
          description: Pets
          content:
            application/json:
              schema:
                type: object
                properties:
                  pets: { type: array, items: { $ref: '#/components/schemas/Pet' } }
                  meta: { type: object, properties: { next_page_token: { type: [string, 'null'] } } }
components:
  securitySchemes: { Api-Key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Pet: { type: object, properties: { id: { type: string, format: uuid }, born: { type: string, format: date-time } } }
",
    );
    insta::assert_snapshot!(starter.text);
}

#[test]
fn names_of_the_document_stay_in_their_places() {
    let (_folder, starter) = starter_of(
        "openapi: 3.0.3
info: { title: \"\\\"]\\n[package]\\nname = 'x'\", version: '1' }
tags: [{ name: \"a\\\"\\n[b]\\u007f\" }]
paths:
  \"/a\\nb\": { get: { operationId: \"list\\n[x]\", parameters: [{ name: cursor, in: query, schema: { type: string } }],
    responses: { '200': { description: ok, content: { application/json: { schema: { type: object, properties: {
      \"it\\nems/~\": { type: array, items: { type: string } }, next: { type: string } } } } } } } } }
components:
  securitySchemes: { \"k\": { type: apiKey, in: header, name: X-Key, description: \"\\n[\" } }
",
    );
    assert_eq!(starter.text.matches("\n[package]\n").count(), 1, "{}", starter.text);
    assert!(starter.text.contains(r#"items = "/it\nems~1~0""#), "{}", starter.text);
}
