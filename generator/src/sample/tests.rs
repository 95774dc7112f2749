//! A small API by hand, and what its examples are.

use serde_json::{Value, json};

use super::*;
use crate::diagnostic::Diagnostics;
use crate::ir::*;
use crate::name::Words;
use crate::source::{FileId, Pointer};

/// Texts that try to break out of where they stand.
pub(crate) fn hostile() -> &'static [&'static str] {
    &[
        "Plain.",
        "it's \"quoted\" `ticked` $HOME $(id) \\",
        "{braces} ${x} <tag> <!-- --> | pipe",
        "import x from 'y'\n\nexport const z = 1",
        "```\nfence\n````",
        "</CodeGroup></ResponseField>",
        "# heading\n---\n- list\n1. item",
        "*/ end",
        "\"]]{\"a\":1}",
        "two\nlines\n\nand {more}",
    ]
}

fn origin() -> Pointer {
    Pointer::root(FileId(0))
}

fn docs(text: &str) -> Docs {
    Docs {
        summary: Some(text.to_owned()),
        description: Some(text.to_owned()),
        deprecated: false,
    }
}

fn scalar(kind: ScalarKind) -> Scalar {
    Scalar {
        kind,
        format: None,
        constraints: Constraints::default(),
        default: None,
        examples: Vec::new(),
    }
}

fn string() -> TypeRef {
    TypeRef::Scalar(scalar(ScalarKind::String))
}

fn property(name: &str, ty: TypeRef, required: bool) -> Property {
    Property {
        wire_name: name.to_owned(),
        name: Words::new(name),
        ty,
        required,
        read_only: false,
        write_only: false,
        constant: None,
        default: None,
        examples: Vec::new(),
        docs: Docs::default(),
    }
}

fn def(name: &str, kind: TypeKind) -> TypeDef {
    TypeDef {
        name: Words::new(name),
        component: Some("Sample".to_owned()),
        kind,
        docs: Docs::default(),
        examples: Vec::new(),
        documents: vec![0],
        origin: origin(),
    }
}

fn object(properties: Vec<Property>) -> TypeKind {
    TypeKind::Object(Object {
        properties,
        additional: None,
    })
}

fn json_media(ty: TypeRef) -> MediaType {
    MediaType {
        name: "application/json".to_owned(),
        kind: MediaKind::Json,
        encoding: Vec::new(),
        ty,
        examples: Vec::new(),
    }
}

fn parameter(name: &str, location: ParameterLocation, text: &str) -> Parameter {
    Parameter {
        wire_name: name.to_owned(),
        name: Words::new(name),
        location,
        required: location == ParameterLocation::Path,
        ty: string(),
        style: ParameterStyle::Form,
        explode: true,
        allow_reserved: false,
        docs: docs(text),
        constant: None,
        default: None,
        examples: vec![json!(text.replace('\n', " "))],
        origin: origin(),
    }
}

fn response(status: StatusPattern, ty: Option<TypeRef>, text: &str) -> Response {
    Response {
        status,
        content: ty.into_iter().map(json_media).collect(),
        headers: vec![Header {
            wire_name: "X-Left".to_owned(),
            name: Words::new("X-Left"),
            ty: string(),
            style: ParameterStyle::Simple,
            explode: false,
            required: true,
            docs: docs(text),
        }],
        docs: docs(text),
    }
}

const USER: TypeRef = TypeRef::Named(TypeId(0));
const ERROR: TypeRef = TypeRef::Named(TypeId(2));

fn operation(name: &str, method: Method, path: &str, text: &str) -> Operation {
    Operation {
        operation_id: None,
        group: Words::new("users"),
        name: Words::new(name),
        full_name: Words::new(&format!("{name} user")),
        method: method.clone(),
        path: PathTemplate::parse(path),
        parameters: vec![
            parameter("user_id", ParameterLocation::Path, text),
            parameter("limit", ParameterLocation::Query, text),
            parameter("X-Trace", ParameterLocation::Header, text),
        ],
        request_body: (method == Method::Post).then(|| RequestBody {
            required: true,
            content: vec![json_media(USER)],
            docs: docs(text),
        }),
        responses: vec![
            response(StatusPattern::Code(200), Some(USER), text),
            response(StatusPattern::Code(404), Some(ERROR), text),
        ],
        security: None,
        server: None,
        pagination: None,
        docs: docs(text),
        origin: origin(),
    }
}

/// An API with a user, an error, two operations and a webhook; `text` stands
/// wherever a document has text.
pub(crate) fn shop(text: &str) -> Api {
    let mut id = property("id", string(), true);
    id.read_only = true;
    let mut name = property("name", string(), true);
    name.examples = vec![json!(null), json!(1), json!(text)];
    name.docs = docs(text);
    let mut code = property("code", string(), true);
    code.constant = Some(json!("NOT_FOUND"));
    let friends = TypeRef::List(Box::new(List {
        item: USER,
        min_items: None,
        max_items: None,
        unique: false,
    }));
    let mut user = def(
        "User",
        object(vec![
            id,
            name,
            property("email", TypeRef::Nullable(Box::new(string())), false),
            property("password", string(), false),
            property("friends", friends, false),
        ]),
    );
    user.docs = docs(text);
    let not_found = def(
        "NotFound",
        object(vec![code, property("details", TypeRef::Any(AnyReason::NoType), false)]),
    );
    let error = def(
        "Error",
        TypeKind::Union(Union {
            tagging: Tagging::Property("code".to_owned()),
            variants: vec![UnionVariant {
                name: Words::new("not found"),
                tags: vec!["NOT_FOUND".to_owned()],
                ty: TypeRef::Named(TypeId(1)),
                docs: Docs::default(),
            }],
        }),
    );
    Api {
        documents: vec![document(text)],
        types: vec![user, not_found, error],
    }
}

fn document(text: &str) -> Document {
    Document {
        name: Words::new("shop"),
        title: "Shop".to_owned(),
        version: "1".to_owned(),
        description: Some(text.to_owned()),
        servers: vec![Server {
            url: "https://api.example.com/v1/".to_owned(),
            template: "https://api.example.com/v1/".to_owned(),
            variables: Vec::new(),
            description: None,
        }],
        tags: Vec::new(),
        security_schemes: vec![SecurityScheme {
            wire_name: "key".to_owned(),
            name: Words::new("key"),
            kind: SecuritySchemeKind::ApiKeyHeader {
                header: "X-Key".to_owned(),
            },
            description: Some(text.to_owned()),
            fixed: None,
            origin: origin(),
        }],
        security: vec![SecurityRequirement {
            schemes: vec!["key".to_owned()],
        }],
        operations: vec![
            operation("create", Method::Post, "/users/{user_id}", text),
            operation("get", Method::Get, "/users/{user_id}", text),
        ],
        webhooks: vec![Webhook {
            wire_name: "user.created".to_owned(),
            name: Words::new("user.created"),
            body: USER,
            discriminator: None,
            examples: Vec::new(),
            docs: docs(text),
            origin: origin(),
        }],
    }
}

fn sampled(api: &Api, ty: &TypeRef, direction: Direction, level: Level) -> Value {
    let sampler = Sampler::new(api);
    let value = sampler.value(ty, direction, level, Hints::default()).unwrap();
    assert!(sampler.accepts(ty, direction, &value), "{value}");
    value
}

#[test]
fn objects_are_merged_and_invalid_examples_dropped() {
    let api = shop("Ada");
    assert_eq!(
        sampled(&api, &USER, Direction::Request, Level::Minimal),
        json!({ "name": "Ada" })
    );
    let full = sampled(&api, &USER, Direction::Response, Level::Full);
    assert_eq!(
        full,
        json!({
            "id": "3241a285-8329-4d69-8f3d-316e08cf140c",
            "name": "Ada",
            "email": "ada@example.com",
            "password": "<password>",
        })
    );
}

#[test]
fn a_given_example_keeps_its_valid_keys() {
    let api = shop("Ada");
    let examples = [json!({ "name": 5, "email": "grace@example.com", "password": null })];
    let hints = Hints {
        examples: &examples,
        ..Hints::default()
    };
    let value = Sampler::new(&api).value(&USER, Direction::Request, Level::Minimal, hints);
    assert_eq!(value, Ok(json!({ "name": "Ada", "email": "grace@example.com" })));
}

#[test]
fn unions_carry_their_discriminator() {
    let api = shop("Ada");
    assert_eq!(
        sampled(&api, &ERROR, Direction::Response, Level::Minimal),
        json!({ "code": "NOT_FOUND" })
    );
}

#[test]
fn bounds_and_patterns_are_kept() {
    let api = shop("Ada");
    let bounded = |kind, change: fn(&mut Scalar)| {
        let mut scalar = scalar(kind);
        change(&mut scalar);
        sampled(&api, &TypeRef::Scalar(scalar), Direction::Request, Level::Minimal)
    };
    let at_least = bounded(ScalarKind::Integer, |scalar| {
        scalar.constraints.minimum = Some(18.into());
        scalar.constraints.multiple_of = Some(5.into());
    });
    assert_eq!(at_least.as_i64().map(|number| number % 5), Some(0));
    let short = bounded(ScalarKind::String, |scalar| scalar.constraints.max_length = Some(3));
    assert_eq!(short, json!("str"));
    let long = bounded(ScalarKind::String, |scalar| scalar.constraints.min_length = Some(43));
    assert_eq!(long.as_str().map(str::len), Some(43));
    let pattern = bounded(ScalarKind::String, |scalar| {
        scalar.constraints.pattern = Some("^sk_[a-z]{4}$".to_owned());
    });
    assert_eq!(pattern, json!("sk_aaaa"));
    assert_eq!(bounded(ScalarKind::DateTime, |_| {}), json!("2025-01-15T09:30:00Z"));
}

#[test]
fn what_cannot_be_satisfied_is_reported_and_named() {
    let mut api = shop("Ada");
    let own = TypeRef::Named(TypeId(3));
    api.types
        .push(def("Loop", object(vec![property("next", own.clone(), true)])));
    let error = Sampler::new(&api)
        .value(&own, Direction::Request, Level::Minimal, Hints::default())
        .unwrap_err();
    assert_eq!(error.path, ["next", "next", "next"]);

    api.documents[0].operations[0].request_body = Some(RequestBody {
        required: true,
        content: vec![json_media(own)],
        docs: Docs::default(),
    });
    let mut diagnostics = Diagnostics::default();
    let document = &api.documents[0];
    request(
        &Sampler::new(&api),
        document,
        &document.operations[0],
        &Credentials::new(),
        Level::Minimal,
        &mut diagnostics,
    );
    assert_eq!(diagnostics.list()[0].code, "unsatisfiable-example");
}

#[test]
fn requests_hold_every_part_once() {
    let api = shop("a b");
    let document = &api.documents[0];
    let mut diagnostics = Diagnostics::default();
    let sample = request(
        &Sampler::new(&api),
        document,
        &document.operations[0],
        &Credentials::new(),
        Level::Full,
        &mut diagnostics,
    );
    assert_eq!(
        sample.url().display(),
        "https://api.example.com/v1/users/a%20b?limit=a%20b"
    );
    let names: Vec<&str> = sample.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["X-Key", "X-Trace", "Content-Type"]);
    assert_eq!(sample.headers[0].1.display(), "<your key>");
    assert_eq!(sample.headers[0].1.test(), "test-key");
}
