//! Writes the table of keywords as the page `KEYWORDS.md`, and checks that what
//! it says is so.

use std::fmt::Write;

use camino::Utf8Path;
use serde_json::{Map, Value, json};

use super::{Fate, Keyword, Kind, Shape, Versions};

/// Every kind that has keywords, in the order of the page.
const KINDS: &[Kind] = &[
    Kind::Document,
    Kind::Info,
    Kind::Server,
    Kind::ServerVariable,
    Kind::Tag,
    Kind::ExternalDocs,
    Kind::Components,
    Kind::PathItem,
    Kind::Operation,
    Kind::Parameter,
    Kind::RequestBody,
    Kind::MediaType,
    Kind::Encoding,
    Kind::Response,
    Kind::Header,
    Kind::Link,
    Kind::Example,
    Kind::Schema,
    Kind::Discriminator,
    Kind::Xml,
    Kind::SecurityScheme,
    Kind::OAuthFlows,
    Kind::OAuthFlow,
];

const VERSIONS: [(&str, Versions); 4] = [
    ("2.0", Versions::V20),
    ("3.0", Versions::V30),
    ("3.1", Versions::V31),
    ("3.2", Versions::V32),
];

const HEAD: &str = "\
# Keywords

What becomes of every keyword of Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2. This page is made from the table that the
reader of documents goes by, `src/spec/keywords/table`; `UPDATE=1 cargo test -p specwright keywords` writes it.

- *used*: it reaches the client or its documentation.
- *carried*: so it does, in an extension of ours, since the model of 3.0 has no word for it.
- *in places*: so it does in some places; where it does not, that is said.
- *reported*: it has no effect on the client, and that is said.
- *no effect*: there is nothing that a client could do about it.
- A dash: the version does not have it. It is honored all the same, and that is said.

A keyword that is not here is reported, unless it begins with `x-`.
";

fn page() -> String {
    let mut page = HEAD.to_owned();
    for kind in KINDS {
        let noun = kind.noun();
        let mut letters = noun.chars();
        let heading: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect();
        let _ = write!(page, "\n## {heading}\n\n| keyword |");
        for (version, _) in VERSIONS {
            let _ = write!(page, " {version} |");
        }
        page.push_str("\n|---|---|---|---|---|\n");
        for keyword in kind.keywords() {
            let _ = write!(page, "| `{}` |", keyword.name);
            for (_, version) in VERSIONS {
                let _ = write!(page, " {} |", cell(keyword, version));
            }
            page.push('\n');
        }
    }
    page
}

fn cell(keyword: &Keyword, version: Versions) -> &'static str {
    if !keyword.versions.contains(version) {
        return "—";
    }
    match keyword.fate {
        Fate::Used | Fate::Resolved => "used",
        Fate::Carried => "carried",
        Fate::Weighed => "in places",
        Fate::Reported => "reported",
        Fate::Silent => "no effect",
    }
}

#[test]
fn the_page_of_keywords_is_up_to_date() {
    let path = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("KEYWORDS.md");
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == page,
        "{path} is not what the table says\nrun `UPDATE=1 cargo test -p specwright keywords`"
    );
}

#[test]
fn every_kind_that_a_keyword_holds_is_on_the_page() {
    for keyword in KINDS.iter().flat_map(|kind| kind.keywords()) {
        if let Shape::One(kind) | Shape::List(kind) | Shape::Map(kind) = keyword.shape {
            assert!(
                KINDS.contains(&kind) || kind.keywords().is_empty(),
                "`{}` holds {kind:?}",
                keyword.name
            );
        }
    }
}

/// The smallest document that has `value` for the keyword, in an object of the kind.
fn document(kind: Kind, keyword: &str, value: Value) -> Option<Value> {
    let with = |mut object: Value| {
        object[keyword] = value.clone();
        object
    };
    let schema = |schema: Value| json!({ "components": { "schemas": { "A": schema } } });
    let operation = |operation: Value| json!({ "paths": { "/a": { "get": operation } } });
    let response = |response: Value| operation(json!({ "responses": { "200": response } }));
    let scheme = |scheme: Value| json!({ "components": { "securitySchemes": { "a": scheme } } });
    let media_type = |media_type: Value| json!({ "content": { "a/b": media_type } });
    Some(match kind {
        Kind::Document => with(json!({})),
        Kind::Info => json!({ "info": with(json!({})) }),
        Kind::Server => json!({ "servers": [with(json!({ "url": "/" }))] }),
        Kind::ServerVariable => json!({ "servers": [{ "url": "/", "variables": { "a": with(json!({})) } }] }),
        Kind::Tag => json!({ "tags": [with(json!({ "name": "a" }))] }),
        Kind::Components => json!({ "components": with(json!({})) }),
        Kind::PathItem => json!({ "paths": { "/a": with(json!({})) } }),
        Kind::Operation => operation(with(json!({}))),
        Kind::Parameter => operation(json!({ "parameters": [with(json!({ "name": "a", "in": "query" }))] })),
        Kind::RequestBody => operation(json!({ "requestBody": with(media_type(json!({}))) })),
        Kind::MediaType => response(media_type(with(json!({})))),
        Kind::Response => response(with(json!({}))),
        Kind::Header => response(json!({ "headers": { "a": with(json!({ "schema": {} })) } })),
        Kind::Example => json!({ "components": { "examples": { "a": with(json!({})) } } }),
        Kind::Schema => schema(with(json!({}))),
        Kind::Discriminator => schema(json!({ "discriminator": with(json!({ "propertyName": "a" })) })),
        Kind::ExternalDocs => schema(json!({ "externalDocs": with(json!({ "url": "a" })) })),
        Kind::SecurityScheme => scheme(with(json!({ "type": "oauth2" }))),
        Kind::OAuthFlows => scheme(json!({ "type": "oauth2", "flows": with(json!({})) })),
        Kind::OAuthFlow => scheme(json!({ "type": "oauth2", "flows": { "password": with(json!({})) } })),
        // They stand in what is reported whole.
        Kind::Encoding | Kind::Link | Kind::Xml => return None,
        Kind::Paths | Kind::Responses => return None,
    })
}

/// Reads a document and returns the codes and messages of what is found.
fn findings(mut document: Value) -> Vec<(String, String)> {
    let root = document.as_object_mut().unwrap();
    let mut text = Map::from_iter([("openapi".to_owned(), json!("3.2.0"))]);
    text.append(root);
    let folder = tempfile::tempdir().unwrap();
    let path = Utf8Path::from_path(folder.path()).unwrap().join("openapi.json");
    std::fs::write(&path, Value::Object(text).to_string()).unwrap();
    let mut diagnostics = crate::diagnostic::Diagnostics::default();
    let mut source = crate::source::load(&[path], &mut diagnostics);
    let _ = crate::spec::read(
        &mut source,
        crate::source::FileId(0),
        "a",
        None,
        false,
        &[],
        &mut diagnostics,
    );
    let found = diagnostics.list().iter();
    found
        .map(|found| (found.code.to_owned(), found.message.clone()))
        .collect()
}

#[test]
fn what_is_reported_is_said_and_the_rest_is_known() {
    for kind in KINDS {
        for keyword in kind.keywords() {
            // A value of no use: `null` is how YAML leaves something out.
            let Some(document) = document(*kind, keyword.name, json!({})) else {
                continue;
            };
            let found = findings(document);
            let says = |code: &str| {
                let name = format!("`{}`", keyword.name);
                found
                    .iter()
                    .any(|(found, message)| found == code && message.contains(&name))
            };
            let name = keyword.name;
            assert!(!says("unknown-keyword"), "{kind:?}.{name}: {found:?}");
            // What is weighed is of use in one place, and reported in another.
            if keyword.fate == Fate::Weighed {
                continue;
            }
            let is_reported = keyword.fate == Fate::Reported;
            assert_eq!(says("unsupported-keyword"), is_reported, "{kind:?}.{name}: {found:?}");
        }
    }
}
