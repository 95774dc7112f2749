//! Tests of bundling over files on disk.

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::{Value, json};

use super::bundle;
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Pointer, load};
use crate::spec::origins::Origins;

/// Writes `files`, bundles the first, and returns what became of it, where its
/// parts are from, and the findings.
fn bundled(files: &[(&str, &str)]) -> (Value, Origins, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let base = Utf8Path::from_path(folder.path()).unwrap();
    for (path, text) in files {
        let path: Utf8PathBuf = base.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut diagnostics = Diagnostics::default();
    let mut source = load(&[base.join(files[0].0)], &mut diagnostics);
    let mut tree = source.files[0].value.take();
    let origins = bundle(&mut tree, &source, FileId(0), None, &mut diagnostics);
    let findings = diagnostics.list().iter().map(|found| {
        let pointer = found.pointer.as_ref().map_or_else(String::new, Pointer::to_string);
        format!("{} #{pointer}", found.code)
    });
    (tree, origins, findings.collect())
}

#[test]
fn references_to_files_become_components() {
    let (tree, origins, findings) = bundled(&[
        (
            "api.yaml",
            "paths:\n  /u: { $ref: 'paths/u.yaml' }\ncomponents:\n  schemas:\n    Team: { $ref: 'schemas/team.yaml#/Team' }\n",
        ),
        (
            "paths/u.yaml",
            "get: { responses: { 200: { content: { a/b: { schema: { $ref: '../schemas/user.yaml' } } } } } }\n",
        ),
        (
            "schemas/user.yaml",
            "properties: { team: { $ref: './team.yaml#/Team' }, friend: { $ref: '#' }, n: { $ref: '#/$defs/Name' } }\n$defs: { Name: { type: string } }\n",
        ),
        (
            "schemas/team.yaml",
            "Team: { properties: { owner: { $ref: 'user.yaml' } } }\n",
        ),
    ]);
    assert_eq!(findings, Vec::<String>::new());
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    assert_eq!(
        tree["paths"]["/u"]["get"]["responses"]["200"]["content"]["a/b"]["schema"],
        reference("user")
    );
    let schemas = &tree["components"]["schemas"];
    assert_eq!(schemas["Team"], json!({ "properties": { "owner": reference("user") } }));
    assert_eq!(
        schemas["user"]["properties"],
        json!({ "team": reference("Team"), "friend": reference("user"), "n": reference("Name") })
    );
    assert_eq!(schemas["Name"], json!({ "type": "string" }));
    let place = Pointer::root(FileId(0))
        .field("components")
        .field("schemas")
        .field("user")
        .field("properties");
    let origin = origins.origin(&place);
    assert_eq!(
        (origin.file() == FileId(0), origin.to_string().as_str()),
        (false, "/properties")
    );
}

#[test]
fn deep_references_become_components() {
    let (tree, _, findings) = bundled(&[(
        "api.yaml",
        "paths:\n  /a:\n    get: { parameters: [{ $ref: '#/paths/~1b/parameters/0' }] }\n  /b:\n    parameters: [{ name: x, in: query, schema: { $ref: '#/components/schemas/A/properties/b%20c' } }]\ncomponents:\n  schemas:\n    A: { properties: { b c: { type: string } } }\n",
    )]);
    assert_eq!(findings, Vec::<String>::new());
    let parameter = tree["paths"]["/a"]["get"]["parameters"][0]["$ref"].as_str().unwrap();
    let name = parameter.strip_prefix("#/components/parameters/").unwrap();
    let schema = &tree["components"]["parameters"][name]["schema"]["$ref"];
    assert_eq!(schema, "#/components/schemas/A_b_c");
    assert_eq!(tree["components"]["schemas"]["A_b_c"], json!({ "type": "string" }));
}

#[test]
fn references_to_nothing_are_reported_once() {
    let (_, _, findings) = bundled(&[
        (
            "api.yaml",
            "paths:\n  /a: { $ref: 'b.yaml#/A' }\n  /b: { $ref: '#/paths/~1b' }\ncomponents:\n  schemas:\n    A: { $ref: 'gone.yaml#/X' }\n    B: { $ref: 'b.yaml#/X' }\n    C: { $ref: '#/components/schemas/D' }\n    D: { $ref: '#/components/schemas/C' }\n    E: { $ref: '#/components/schemas/E' }\n    F: { items: { $ref: '#/components/schemas/F' } }\n    G: { items: { $ref: '#/components/schemas/f' } }\n",
        ),
        ("b.yaml", "Y: {}\n"),
    ]);
    assert_eq!(
        findings,
        [
            "missing-file #/components/schemas/A/$ref",
            "dangling-reference #/paths/~1a/$ref",
            "cyclic-reference #/paths/~1b/$ref",
            "dangling-reference #/components/schemas/G/items/$ref",
            "dangling-reference #/components/schemas/B/$ref",
            "cyclic-reference #/components/schemas/C/$ref",
            "cyclic-reference #/components/schemas/E/$ref",
        ]
    );
}

#[test]
fn mappings_name_schemas_or_refer_to_them() {
    let (tree, _, findings) = bundled(&[
        (
            "api.yaml",
            "components:\n  schemas:\n    P: { oneOf: [{ $ref: 'cat.yaml' }], discriminator: { propertyName: t, mapping: { c: 'cat.yaml', d: Dog, e: '#/components/schemas/Gone' } } }\n    Dog: {}\n",
        ),
        ("cat.yaml", "type: object\n"),
    ]);
    assert_eq!(
        tree["components"]["schemas"]["P"]["discriminator"]["mapping"],
        json!({ "c": "#/components/schemas/cat", "d": "#/components/schemas/Dog" })
    );
    assert_eq!(
        findings,
        ["dangling-reference #/components/schemas/P/discriminator/mapping/e"]
    );
}

#[test]
fn references_in_odd_places_are_replaced() {
    let (tree, origins, findings) = bundled(&[
        (
            "api.yaml",
            "info: { description: { $ref: intro.md } }\npaths: { $ref: 'paths/all.yaml' }\ncomponents:\n  schemas: { $ref: 'schemas.yaml#/all' }\n  parameters:\n    P: { name: p, examples: { $ref: '#/components/examples' } }\n  examples: { E: { value: 1 } }\n",
        ),
        ("intro.md", "# Title: with a colon\n"),
        (
            "paths/all.yaml",
            "/u:\n  get: { $ref: 'u.yaml#/get' }\n  put: { $ref: 'u.yaml#/missing' }\n",
        ),
        (
            "paths/u.yaml",
            "get: { parameters: { $ref: '#/shared' }, responses: { 200: { $ref: '../responses.yaml#/ok' } } }\nshared: [{ $ref: '../api.yaml#/components/parameters/P' }]\n",
        ),
        (
            "responses.yaml",
            "ok: { content: { $ref: '#/content' } }\ncontent: { a/b: { schema: { $ref: 'api.yaml#/components/schemas/A' } } }\n",
        ),
        (
            "schemas.yaml",
            "all: { A: { properties: { $ref: '#/fields' } } }\nfields: { self: { properties: { $ref: '#/fields' } }, $ref: { type: string } }\n",
        ),
    ]);
    assert_eq!(tree["info"]["description"], "# Title: with a colon\n");
    assert_eq!(
        tree["paths"]["/u"]["get"],
        json!({
            "parameters": [{ "$ref": "#/components/parameters/P" }],
            "responses": { "200": { "$ref": "#/components/responses/ok" } },
        })
    );
    assert_eq!(
        tree["components"]["responses"]["ok"],
        json!({ "content": { "a/b": { "schema": { "$ref": "#/components/schemas/A" } } } })
    );
    assert_eq!(
        tree["components"]["parameters"]["P"]["examples"],
        json!({ "E": { "value": 1 } })
    );
    assert_eq!(
        tree["components"]["schemas"]["A"]["properties"]["$ref"],
        json!({ "type": "string" })
    );
    assert_eq!(findings[0], "dangling-reference #/~1u/put/$ref");
    // The properties hold themselves, which no copy can.
    assert!(
        findings[1].starts_with("cyclic-reference #/fields/self/"),
        "{findings:?}"
    );
    assert_eq!(findings.len(), 2);
    let place = Pointer::parse(FileId(0), "/paths/~1u/get/parameters").map(|place| origins.origin(&place).to_string());
    assert_eq!(place.as_deref(), Some("/shared"));
}

#[test]
fn references_are_relative_to_the_schema_with_an_id() {
    let (tree, _, findings) = bundled(&[(
        "api.yaml",
        "components:
  schemas:
    A: { $id: 'https://x.example/a', properties: { b: { $ref: '#/$defs/B' }, c: { $ref: '#/components/schemas/C' } }, $defs: { B: { type: string } } }
    C: { properties: { a: { $ref: 'https://x.example/a' }, b: { $ref: 'https://x.example/a#/$defs/B' }, d: { $ref: '#/definitions/D' } }, definitions: { D: { type: integer } } }
    E: { properties: { d: { $ref: '#/definitions/D' } }, definitions: { D: { type: boolean } } }
    F: { $dynamicAnchor: f, properties: { f: { $dynamicRef: '#f' } } }
    100%25: { $ref: '#/components/schemas/100%25' }
",
    )]);
    let schemas = &tree["components"]["schemas"];
    let of = |schema: &str, property: &str| {
        let reference = schemas[schema]["properties"][property]["$ref"]
            .as_str()
            .unwrap_or_default();
        schemas[reference.trim_start_matches("#/components/schemas/")].clone()
    };
    assert_eq!(of("A", "b"), json!({ "type": "string" }));
    assert_eq!(of("C", "b"), json!({ "type": "string" }));
    assert_eq!(of("A", "c"), schemas["C"]);
    assert_eq!(of("C", "a"), schemas["A"]);
    assert_eq!(of("C", "d"), json!({ "type": "integer" }));
    assert_eq!(of("E", "d"), json!({ "type": "boolean" }));
    assert_eq!(of("F", "f"), json!({ "$ref": "#/components/schemas/F" }));
    let codes: Vec<&str> = findings.iter().filter_map(|found| found.split(' ').next()).collect();
    assert_eq!(
        codes,
        [
            "wrong-reference",
            "wrong-reference",
            "dynamic-reference",
            "cyclic-reference"
        ]
    );
}
