//! Tests of lowering, on documents that are parsed without the earlier stages.

use camino::Utf8PathBuf;
use openapiv3::OpenAPI;

use super::Input;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::{self, ParameterLocation, Tagging, TypeKind};
use crate::source::{FileId, Pointer};

/// A document in the 3.0 model as it stands.
struct Plain {
    name: String,
    openapi: OpenAPI,
}

impl Input for Plain {
    fn name(&self) -> &str {
        &self.name
    }

    fn openapi(&self) -> &OpenAPI {
        &self.openapi
    }

    fn origin(&self, bundled: &Pointer) -> Pointer {
        bundled.clone()
    }

    fn root(&self) -> Pointer {
        Pointer::root(FileId(0))
    }
}

/// Lowers one document, given from its `paths` on, and returns the codes of the findings.
fn lower(yaml: &str) -> (ir::Api, Vec<&'static str>) {
    let text = format!("openapi: 3.0.3\ninfo: {{ title: Test, version: '1' }}\n{yaml}");
    let document = Plain {
        name: "test".to_owned(),
        openapi: serde_yaml::from_str(&text).unwrap(),
    };
    let config = Config::for_documents(vec![Utf8PathBuf::from("test.yaml")], "test", Utf8PathBuf::new());
    let mut diagnostics = Diagnostics::default();
    let api = super::lower(&[document], &config, &mut diagnostics);
    let codes = diagnostics.list().iter().map(|diagnostic| diagnostic.code).collect();
    (api, codes)
}

fn names(api: &ir::Api) -> Vec<String> {
    api.types.iter().map(|def| def.name.pascal()).collect()
}

#[test]
fn path_parameters_stand_in_the_order_of_the_url() {
    let (api, codes) = lower(
        r"
paths:
  /a/{first}/b/{second}/{third}:
    parameters:
      - { name: second, in: path, required: true, schema: { type: string } }
    get:
      parameters:
        - { name: q, in: query, schema: { type: string } }
        - { name: first, in: path, required: true, schema: { type: integer } }
      responses: {}
",
    );
    let parameters = &api.documents[0].operations[0].parameters;
    let wire: Vec<&str> = parameters
        .iter()
        .map(|parameter| parameter.wire_name.as_str())
        .collect();
    assert_eq!(wire, ["first", "second", "third", "q"]);
    assert_eq!(parameters[2].location, ParameterLocation::Path);
    assert_eq!(codes, ["undeclared-path-parameter"]);
}

#[test]
fn all_of_circles_and_conflicts_are_reported() {
    let (_, codes) = lower(
        r"
paths: {}
components:
  schemas:
    A: { allOf: [{ $ref: '#/components/schemas/B' }, { type: object, properties: { a: { type: string } } }] }
    B: { allOf: [{ $ref: '#/components/schemas/A' }, { type: object, properties: { b: { type: string } } }] }
    C: { allOf: [{ type: string }, { type: integer }] }
    D: { $ref: '#/components/schemas/D' }
",
    );
    assert!(codes.contains(&"all-of-cycle"), "{codes:?}");
    assert!(codes.contains(&"conflicting-types"), "{codes:?}");
    assert!(codes.contains(&"reference-cycle"), "{codes:?}");
}

#[test]
fn constant_properties_tag_a_union() {
    let (api, codes) = lower(
        r"
paths: {}
components:
  schemas:
    Shape:
      oneOf:
        - { type: object, required: [kind], properties: { kind: { type: string, enum: [circle] }, r: { type: number } } }
        - { type: object, required: [kind], properties: { kind: { type: string, enum: [square] }, a: { type: number } } }
",
    );
    let TypeKind::Union(union) = &api.types[0].kind else {
        panic!("no union")
    };
    assert_eq!(union.tagging, Tagging::Property("kind".to_owned()));
    assert_eq!(names(&api), ["Shape", "ShapeCircle", "ShapeSquare"]);
    assert_eq!(codes, [""; 0]);
}

#[test]
fn equal_inline_shapes_are_one_type_with_the_name_of_the_resource() {
    let (api, _) = lower(
        r"
paths:
  /users:
    get:
      responses:
        '200':
          description: ''
          content:
            application/json:
              schema:
                type: object
                properties:
                  items: { type: array, items: { type: object, properties: { id: { type: string }, age: { type: integer } } } }
                  next_cursor: { type: string }
  /users/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: ''
          content:
            application/json:
              schema: { type: object, properties: { age: { type: integer }, id: { type: string, description: Id } } }
",
    );
    assert_eq!(names(&api), ["UserPage", "User"]);
    let operations = &api.documents[0].operations;
    let methods: Vec<String> = operations.iter().map(|operation| operation.name.snake()).collect();
    assert_eq!(methods, ["list", "get"]);
    assert_eq!(operations[0].full_name.pascal(), "ListUsers");
}

#[test]
fn components_in_each_others_all_of_are_few_types() {
    let names = ["A", "B", "C", "D", "E"];
    let all = names
        .map(|name| format!("{{ $ref: '#/components/schemas/{name}' }}"))
        .join(", ");
    let schema = |name: &str| {
        format!(
            "    {name}: {{ type: object, properties: {{ all: {{ type: array, items: {{ allOf: [{all}] }} }} }} }}\n"
        )
    };
    let schemas: String = names.map(schema).concat();
    let (api, codes) = lower(&format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}"));
    assert_eq!(codes, Vec::<&str>::new());
    // The components, and all of them together.
    assert_eq!(api.types.len(), names.len() + 1);
}
