//! Documents that were made to break the generator, or what it writes.

use camino::Utf8Path;
use serde_json::{Value, json};
use specwright::{Config, Generated, generate};

use crate::project::{Project, document};

/// The documents that are cut, as they stand in the fixtures.
const FIXTURES: [&str; 4] = [
    "schema/unions/openapi.yaml",
    "docs/hostile/openapi.yaml",
    "v3_1/webhooks/openapi.yaml",
    "security/schemes/openapi.yaml",
];

/// The bytes between two cuts.
const STEP: usize = 17;

fn fixture(path: &str) -> String {
    let fixtures = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    std::fs::read_to_string(fixtures.join(path)).expect("a fixture")
}

/// Runs the document, and checks that there is either output or an error that
/// is shown.
fn run(name: &str, text: &[u8]) -> Generated {
    let project = Project::new(&[(name, text)]);
    let generated = project.generate(name);
    let errors = generated.diagnostics.has_errors();
    let shown = generated.render_diagnostics();
    assert_eq!(generated.files.is_none(), errors, "{shown}");
    assert!(!errors || shown.contains("error["), "{shown}");
    generated
}

#[test]
fn a_document_that_was_cut_is_read_or_refused() {
    let (mut read, mut refused) = (0, 0);
    for path in FIXTURES {
        let text = fixture(path);
        for end in (0..text.len()).step_by(STEP) {
            match run("openapi.yaml", &text.as_bytes()[..end]).files {
                Some(_) => read += 1,
                None => refused += 1,
            }
        }
    }
    assert!(read > 20 && refused > 100, "{read} read, {refused} refused");
}

#[test]
fn json_that_was_cut_is_refused() {
    for path in FIXTURES {
        let value: Value = serde_yaml::from_str(&fixture(path)).expect("YAML");
        let text = serde_json::to_string_pretty(&value).expect("JSON");
        assert!(run("openapi.json", text.as_bytes()).files.is_some());
        for end in (0..text.len() - 1).step_by(STEP * 3) {
            let generated = run("openapi.json", &text.as_bytes()[..end]);
            let codes: Vec<_> = generated.diagnostics.list().iter().map(|found| found.code).collect();
            let code = if end == 0 { "empty-file" } else { "invalid-json" };
            // A character that was cut is no character.
            assert!(codes == [code] || codes == ["invalid-encoding"], "{end}: {codes:?}");
        }
    }
}

/// Nests `2000` times what stands around `inner`.
fn nest(before: &str, inner: &str, after: &str) -> String {
    format!("{}{inner}{}", before.repeat(2000), after.repeat(2000))
}

#[test]
fn what_is_nested_too_deeply_is_refused() {
    let schema = |schema: String| {
        format!(
            r#"{{"openapi":"3.1.0","info":{{"title":"T","version":"1"}},"paths":{{}},"components":{{"schemas":{{"A":{schema}}}}}}}"#
        )
    };
    let parameter = |schema: String| {
        format!(
            r#"{{"openapi":"3.1.0","info":{{"title":"T","version":"1"}},"paths":{{"/a":{{"parameters":[{{"name":"q","in":"query","schema":{schema}}}]}}}}}}"#
        )
    };
    let texts = [
        schema(nest(r#"{"type":"object","properties":{"a":"#, "{}", "}}")),
        schema(nest(r#"{"type":"array","items":"#, "{}", "}")),
        schema(nest(r#"{"allOf":["#, "{}", "]}")),
        schema(nest(r#"{"oneOf":["#, "{}", "]}")),
        schema(nest(r#"{"not":"#, "{}", "}")),
        schema(nest(r#"{"$defs":{"a":"#, "{}", "}}")),
        parameter(nest(r#"{"type":"array","items":"#, "{}", "}")),
        format!(
            r#"{{"openapi":"3.1.0","paths":{{"/a":{{"parameters":{}}}}}}}"#,
            nest("[", "", "]")
        ),
        format!(r#"{{"openapi":"3.1.0","paths":{}}}"#, nest(r#"{"a":"#, "1", "}")),
    ];
    for text in texts {
        for name in ["openapi.json", "openapi.yaml"] {
            let generated = run(name, text.as_bytes());
            assert_eq!(generated.diagnostics.list()[0].code, "too-deep", "{name} {text:.80}");
        }
    }
}

/// What is not nested in the text, but through references.
#[test]
fn what_is_nested_through_references_ends() {
    type Component = fn(String) -> Value;
    let schemas: [(usize, Component); 6] = [
        (
            2000,
            |next| json!({ "type": "object", "properties": { "next": { "$ref": next } } }),
        ),
        (2000, |next| json!({ "type": "array", "items": { "$ref": next } })),
        // Each of them is made of all that follow, so that a few will do.
        (
            400,
            |next| json!({ "allOf": [{ "$ref": next }, { "properties": { "a": { "type": "string" } } }] }),
        ),
        (
            2000,
            |next| json!({ "oneOf": [{ "$ref": next }, { "type": "string" }] }),
        ),
        (2000, |next| json!({ "additionalProperties": { "$ref": next } })),
        (2000, |next| json!({ "$ref": next })),
    ];
    for (levels, make) in schemas {
        let parameter = json!({ "name": "q", "in": "query", "schema": { "$ref": "#/components/schemas/A0" } });
        run("openapi.json", &chain("schemas", levels, make, &parameter));
    }
    let parameter = json!({ "$ref": "#/components/parameters/A0" });
    run(
        "openapi.json",
        &chain("parameters", 2000, |next| json!({ "$ref": next }), &parameter),
    );
}

/// A document whose components refer each to the next one, and the first of
/// which is used.
fn chain(section: &str, levels: usize, make: fn(String) -> Value, parameter: &Value) -> Vec<u8> {
    let mut components = serde_json::Map::new();
    for level in 0..levels {
        components.insert(
            format!("A{level}"),
            make(format!("#/components/{section}/A{}", level + 1)),
        );
    }
    let last = match section {
        "schemas" => json!({ "type": "string" }),
        _ => json!({ "name": "q", "in": "query", "schema": { "type": "string" } }),
    };
    components.insert(format!("A{levels}"), last);
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/a": { "get": { "parameters": [parameter], "responses": { "204": { "description": "" } } } } },
        "components": { section: components },
    });
    document.to_string().into_bytes()
}

#[test]
fn an_alias_bomb_of_objects_is_refused() {
    let mut text = document("paths: {}\nx-a0: &a0 { a: x, b: x, c: x, d: x, e: x, f: x, g: x, h: x, i: x }\n");
    for level in 1..12 {
        let members: Vec<_> = ('a'..='i').map(|key| format!("{key}: *a{}", level - 1)).collect();
        text.push_str(&format!("x-a{level}: &a{level} {{ {} }}\n", members.join(", ")));
    }
    let generated = run("openapi.yaml", text.as_bytes());
    assert_eq!(generated.diagnostics.list()[0].code, "alias-bomb");
}

/// Each level holds the next one twice: 2 to the power of 64 in all.
#[test]
fn what_doubles_through_references_ends() {
    type Component = fn(String) -> Value;
    let schemas: [Component; 4] = [
        |next| json!({ "allOf": [{ "$ref": next }, { "$ref": next }] }),
        |next| json!({ "allOf": [{ "oneOf": [{ "$ref": next }, { "type": "string" }] }, { "$ref": next }] }),
        |next| json!({ "type": "object", "properties": { "a": { "$ref": next }, "b": { "allOf": [{ "$ref": next }] } } }),
        |next| json!({ "type": "array", "prefixItems": [{ "$ref": next }, { "$ref": next }] }),
    ];
    for make in schemas {
        let mut components = serde_json::Map::new();
        for level in 0..64 {
            components.insert(
                format!("A{level}"),
                make(format!("#/components/schemas/A{}", level + 1)),
            );
        }
        components.insert(
            "A64".to_owned(),
            json!({ "type": "object", "properties": { "a": { "type": "string" } } }),
        );
        let document = json!({
            "openapi": "3.1.0",
            "info": { "title": "T", "version": "1" },
            "paths": {},
            "components": { "schemas": components },
        });
        run("openapi.json", document.to_string().as_bytes());
    }
}

/// Names that mean something to whatever they are written into.
const NAMES: [&str; 24] = [
    "",
    " ",
    "\"",
    "'",
    "\\",
    "*/ fn evil() {} /*",
    "```\nlet evil = 1;\n```",
    "{}",
    "{evil}",
    "}} {{ {% raw %}",
    "<b>",
    "a\nb\r\nc",
    "\u{202e}evil\u{202c}",
    "\0",
    "r#self",
    "self",
    "Self",
    "crate",
    "super",
    "_",
    "../../evil",
    "/etc/evil",
    "#[evil]",
    "\u{feff}\u{200b}é🦀",
];

/// The places where a document gives a name.
const PLACES: [&str; 25] = [
    "title",
    "version",
    "server",
    "variable",
    "tag",
    "operation id",
    "path",
    "path parameter",
    "query parameter",
    "header parameter",
    "cookie parameter",
    "component",
    "property",
    "required",
    "enum",
    "const",
    "default",
    "discriminator",
    "mapping",
    "scheme",
    "api key",
    "response header",
    "media type",
    "webhook",
    "prose",
];

/// A document with `name` at `place`, or at every place where that is `None`.
fn named(name: &str, place: Option<&str>) -> Value {
    let at = |here: &'static str, usual: &str| {
        assert!(PLACES.contains(&here), "{here} is a place");
        if place.is_none_or(|place| place == here) {
            name.to_owned()
        } else {
            usual.to_owned()
        }
    };
    let reference = |component: &str| {
        let escaped = component.replace('~', "~0").replace('/', "~1").replace('%', "%25");
        format!("#/components/schemas/{escaped}")
    };
    let (component, scheme) = (at("component", "Thing"), at("scheme", "Key"));
    let (parameter, tag) = (at("path parameter", "id"), at("discriminator", "kind"));
    let prose = at("prose", "Words.");
    let parameters = [
        json!({ "name": parameter, "in": "path", "required": true, "description": prose, "schema": { "type": "string" } }),
        json!({ "name": at("query parameter", "q"), "in": "query", "schema": { "type": "string", "enum": [at("enum", "x"), "y"] } }),
        json!({ "name": at("header parameter", "X-A"), "in": "header", "schema": { "type": "string", "default": at("default", "d") } }),
        json!({ "name": at("cookie parameter", "sid"), "in": "cookie", "schema": { "type": "string" } }),
    ];
    let event =
        json!({ "type": "object", "required": ["type"], "properties": { "type": { "const": at("const", "c") } } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": at("title", "Names"), "version": at("version", "1"), "description": prose },
        "servers": [{
            "url": format!("https://{}.example.com/{{v}}", at("server", "api")),
            "variables": { "v": { "default": at("variable", "v1") } },
        }],
        "tags": [{ "name": at("tag", "Things"), "description": prose }],
        "security": [{ (scheme.clone()): [] }],
        "paths": {
            (format!("/{}/{{{parameter}}}", at("path", "things"))): {
                "get": {
                    "operationId": at("operation id", "getThing"),
                    "tags": [at("tag", "Things")],
                    "summary": prose,
                    "parameters": parameters,
                    "requestBody": { "content": { (at("media type", "application/json")): { "schema": { "$ref": reference(&component) } } } },
                    "responses": {
                        "200": {
                            "description": prose,
                            "headers": { (at("response header", "X-B")): { "schema": { "type": "string" } } },
                            "content": { "application/json": { "schema": { "$ref": reference(&component) } } },
                        },
                    },
                },
            },
        },
        "webhooks": {
            (at("webhook", "thing.made")): { "post": { "requestBody": { "content": { "application/json": { "schema": event } } } } },
        },
        "components": {
            "securitySchemes": { (scheme): { "type": "apiKey", "in": "header", "name": at("api key", "X-Key"), "description": prose } },
            "schemas": {
                (component): {
                    "description": prose,
                    "type": "object",
                    "required": [at("required", "plain")],
                    "properties": {
                        (at("property", "named")): { "type": "string", "description": prose },
                        "plain": { "type": "integer" },
                        "inner": { "type": "object", "properties": { (at("property", "named")): { "type": "boolean" } } },
                        "either": { "$ref": "#/components/schemas/Either" },
                    },
                },
                "Either": {
                    "oneOf": [{ "$ref": "#/components/schemas/One" }, { "$ref": "#/components/schemas/Two" }],
                    "discriminator": { "propertyName": tag, "mapping": { (at("mapping", "one")): "#/components/schemas/One" } },
                },
                "One": { "type": "object", "required": [tag], "properties": { (tag.clone()): { "type": "string" } } },
                "Two": { "type": "object", "required": [tag], "properties": { (tag): { "type": "string" }, "b": {} } },
            },
        },
    })
}

/// Checks that all files lie in the output, and that Rust is Rust. Returns
/// whether there are files.
fn is_sound(document: &Value, context: &str) -> bool {
    let generated = run("openapi.json", document.to_string().as_bytes());
    let Some(files) = generated.files else {
        return false;
    };
    for (path, text) in files.iter() {
        let parts = Utf8Path::new(path).components();
        let contained = parts
            .into_iter()
            .all(|part| matches!(part, camino::Utf8Component::Normal(_)));
        assert!(
            contained && !path.as_str().contains(['\0', '\n', '\\', ':']),
            "{context}: {path:?}"
        );
        if path.as_str().starts_with("src/support/") {
            continue;
        }
        match Utf8Path::new(path).extension() {
            Some("rs") => {
                let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{context}: {path}: {error}\n{text}"));
                assert!(!defines_evil(&file), "{context}: {path}\n{text}");
            }
            Some("toml") => {
                toml::from_str::<toml::Table>(text)
                    .unwrap_or_else(|error| panic!("{context}: {path}: {error}\n{text}"));
            }
            Some("json") => {
                serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{context}: {path}: {error}"));
            }
            _ => {}
        }
    }
    true
}

/// Whether a function or an attribute of a document's making is in a file.
fn defines_evil(file: &syn::File) -> bool {
    file.attrs.iter().any(|attribute| attribute.path().is_ident("evil"))
        || file
            .items
            .iter()
            .any(|item| matches!(item, syn::Item::Fn(function) if function.sig.ident == "evil"))
}

#[test]
fn hostile_names_stay_names() {
    let mut sound = 0;
    for place in PLACES {
        for name in NAMES {
            let context = format!("{name:?} as {place}");
            sound += usize::from(is_sound(&named(name, Some(place)), &context));
        }
    }
    // The rest are names that cannot be, such as a tag that leads out of a path.
    let all = PLACES.len() * NAMES.len();
    assert!(sound * 20 > all * 19, "{sound} of {all} are written");
}

#[test]
fn hostile_names_stay_names_all_at_once() {
    for name in NAMES {
        is_sound(&named(name, None), &format!("{name:?} everywhere"));
    }
}

/// A name of the configuration is a name too.
#[test]
fn hostile_names_of_documents_and_packages_are_refused_or_contained() {
    let project = Project::new(&[("openapi.yaml", document("paths: {}\n").as_bytes())]);
    for name in NAMES {
        let literal = serde_json::to_string(name).expect("text");
        let text = format!(
            "[package]\nname = {literal}\noutput = \"out\"\n[[document]]\npath = \"openapi.yaml\"\nname = {literal}\n"
        );
        let Ok(config) = Config::parse(&text, "codegen.toml".into()) else {
            continue;
        };
        let generated = generate(&config, project.base());
        for (path, _) in generated.files.iter().flat_map(|files| files.iter()) {
            assert!(
                !path.as_str().contains("..") && !path.is_absolute(),
                "{name:?}: {path:?}"
            );
        }
    }
}
