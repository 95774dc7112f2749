//! Proves what `generated/docs` claims: its pages are text, its commands send
//! the documented requests, its Rust is the Rust that is compiled, and no name
//! or value is in them that the documents of `spec/` do not allow.

#![allow(clippy::panic, reason = "a test reports by panicking")]
#![allow(dead_code, reason = "each test uses its part of the shared loader")]

#[path = "docs/command.rs"]
mod command;
#[path = "docs/dart.rs"]
mod dart;
#[path = "docs/page.rs"]
mod page;
mod support;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use support::schema::{inline, undeclared, validate};
use support::{Node, Spec, workspace};

/// The texts of all files below `generated/docs`, by path from there.
fn pages() -> BTreeMap<String, String> {
    let root = workspace().join("generated/docs");
    let mut pages = BTreeMap::new();
    read(&root, &root, &mut pages);
    pages
}

fn read(root: &Path, folder: &Path, pages: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the documentation") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read(root, &path, pages);
        } else {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a readable file");
            pages.insert(name.replace('\\', "/"), text);
        }
    }
}

fn samples(pages: &BTreeMap<String, String>) -> Vec<Value> {
    let file: Value = serde_json::from_str(&pages["samples.json"]).expect("JSON");
    file["operations"].as_array().expect("operations").clone()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("no {key} in {value}"))
}

/// Where the snippet of a sample is.
fn snippet(sample: &Value) -> String {
    let operation = text(sample, "operation").replace('_', "-").replace('.', "/");
    format!("snippets/{}/{operation}.mdx", text(sample, "document"))
}

fn assert_none(failures: &[String]) {
    for failure in failures {
        println!("{failure}");
    }
    assert!(failures.is_empty(), "{} failures", failures.len());
}

#[test]
fn every_page_is_text() {
    let pages = pages();
    let mdx = pages.iter().filter(|(path, _)| path.ends_with(".mdx"));
    let failures: Vec<String> = mdx
        .clone()
        .filter_map(|(path, text)| Some(format!("{path}: {}", page::check(text).err()?)))
        .collect();
    assert_none(&failures);
    assert!(mdx.count() > 280);
}

#[test]
fn a_page_of_code_is_refused() {
    for page in [
        "The path /users/{user_id}.",
        "{1 + 1}",
        "import x from \"y\"",
        "<Unknown>\n\nText.\n\n</Unknown>",
        "<ResponseField name={x}>\n\nText.\n\n</ResponseField>",
        "From $5 to $10.",
        "<Warning>\n\nNever closed.",
        "| A | B |\n| --- | --- |\n| a | b | c |",
    ] {
        assert!(page::check(page).is_err(), "{page}");
    }
    assert!(page::check("The path `/users/{user_id}`, \\{x\\}.\n\n<Info>\n\nText.\n\n</Info>").is_ok());
}

/// The code of a sample in a language, without the newline at its end.
fn code<'p>(pages: &'p BTreeMap<String, String>, sample: &Value, language: &str) -> &'p str {
    let path = text(&sample["files"], language);
    let code = pages.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    code.strip_suffix('\n').expect("a newline at the end")
}

/// The languages of the tabs, for a highlighter.
const TABS: [&str; 10] = [
    "bash",
    "rust",
    "javascript",
    "python",
    "go",
    "ruby",
    "php",
    "java",
    "csharp",
    "dart",
];

#[test]
fn every_file_of_code_is_what_its_page_shows() {
    let pages = pages();
    let samples = samples(&pages);
    let mut failures = Vec::new();
    let mut files = 0;
    for sample in &samples {
        let path = snippet(sample);
        let fences = page::check(&pages[&path]).expect("MDX");
        for language in sample["files"].as_object().expect("files").keys() {
            let shown = fences.iter().any(|fence| fence.text == code(&pages, sample, language));
            if !shown {
                failures.push(format!("{path}: not the {language} of the file"));
            }
            files += 1;
        }
        let languages: Vec<&str> = fences
            .iter()
            .map(|fence| fence.language.as_str())
            .take(TABS.len())
            .collect();
        if languages != TABS {
            failures.push(format!("{path}: shows {languages:?}"));
        }
    }
    assert_none(&failures);
    let access =
        |path: &&String| path.starts_with("samples/") && path.contains("/auth/") && path.split('/').count() == 4;
    let of_operations = pages
        .keys()
        .filter(|path| path.starts_with("samples/"))
        .filter(|path| !access(path));
    assert_eq!(of_operations.count(), files, "a file for each sample, and no other");
}

#[test]
fn every_command_sends_the_documented_request() {
    let pages = pages();
    let samples = samples(&pages);
    let mut failures = Vec::new();
    let reference: Vec<String> = page::fences(&pages["reference.md"])
        .expect("Markdown")
        .into_iter()
        .map(|fence| fence.text)
        .collect();
    for sample in &samples {
        let path = snippet(sample);
        let curl = code(&pages, sample, "curl");
        if !reference.iter().any(|fence| fence == curl) {
            failures.push(format!("{path}: the command is not in reference.md"));
        }
        failures.extend(command_failure(sample, curl).map(|failure| format!("{path}: {failure}")));
    }
    assert_none(&failures);
    let snippets = pages
        .keys()
        .filter(|path| path.starts_with("snippets/") && path.split('/').count() == 4);
    assert_eq!(snippets.count(), samples.len(), "a snippet for each sample");
}

/// How the command of a sample differs from its request.
fn command_failure(sample: &Value, curl: &str) -> Option<String> {
    failure(sample, command::request(curl, text(&sample["request"], "server")))
}

/// How what a program sends differs from the request of its sample.
fn failure(sample: &Value, sent: Result<Value, String>) -> Option<String> {
    let documented = &sample["request"];
    let placeholders = sample["placeholders"].as_object().expect("placeholders");
    match sent {
        Ok(request) => {
            let sent = command::filled(&request, placeholders);
            (&sent != documented).then(|| format!("sends {sent}, not {documented}"))
        }
        Err(error) => Some(error),
    }
}

#[test]
fn a_command_that_sends_something_else_is_found() {
    let sample = json!({
        "placeholders": { "<key>": "sk_test" },
        "request": {
            "method": "POST",
            "server": "https://api.example.com/v1",
            "target": "/users?a=1",
            "headers": [["X-Key", "sk_test"], ["Content-Type", "application/json"]],
            "body": { "name": "it's" },
        },
    });
    let right = r#"curl -X POST "https://api.example.com/v1/users?a=1" -H "X-Key: <key>" -H "Content-Type: application/json" --data '{"name": "it'\''s"}'"#;
    assert_eq!(command_failure(&sample, right), None);
    for (from, to) in [
        ("-X POST", "-X PUT"),
        ("/v1/", "/v2/"),
        ("a=1", "a=2"),
        ("<key>", "<other>"),
        ("X-Key", "X-Keys"),
        ("\"name\"", "\"names\""),
        (r"'\''", "'"),
        ("--data", "--data-urlencode"),
        (" -H \"Content-Type: application/json\"", ""),
    ] {
        let wrong = right.replacen(from, to, 1);
        assert!(command_failure(&sample, &wrong).is_some(), "{wrong}");
    }
}

#[test]
fn every_rust_sample_is_compiled() {
    let pages = pages();
    let source = std::fs::read_to_string(workspace().join("generated/tests/samples.rs")).expect("samples.rs");
    let mut failures = Vec::new();
    for sample in samples(&pages) {
        let path = snippet(&sample);
        let function = function(&source, text(&sample, "document"), text(&sample, "operation"));
        let fences = page::check(&pages[&path]).expect("MDX");
        let shown = fences.iter().find(|fence| fence.language == "rust");
        match (shown, function) {
            (Some(shown), Some(function)) if is_in(&shown.text, function) => {}
            (shown, _) => failures.push(format!("{path}: not compiled: {:?}", shown.map(|fence| &fence.text))),
        }
    }
    assert_none(&failures);
}

/// The function of `samples.rs` that runs an operation.
fn function<'s>(source: &'s str, document: &str, operation: &str) -> Option<&'s str> {
    let module = source.split_once(&format!("mod {document}_samples {{"))?.1;
    let name = format!("fn {}(", operation.replace('.', "_"));
    let function = module.split_once(&name)?.1;
    Some(
        function
            .split_once("\n    fn ")
            .map_or(function, |(function, _)| function),
    )
}

/// Tells whether the statements are in the source, whatever the layout of both.
fn is_in(statements: &str, source: &str) -> bool {
    let normal = |text: &str| {
        let text: String = text.split_whitespace().collect();
        text.replace(",)", ")").replace(",}", "}").replace(",]", "]")
    };
    normal(source).contains(&normal(statements))
}

#[test]
fn rust_that_is_not_compiled_is_found() {
    let source = "mod shop_samples {\n    fn users_get(c: &C) {\n        let user = c.get(\n  1,\n );\n    }\n    fn users_list(c: &C) {}\n}";
    let found = function(source, "shop", "users.get").expect("the function");
    assert!(is_in("let user = c.get(1);", found));
    assert!(!is_in("let user = c.get(2);", found));
    assert!(!found.contains("users_list"));
    assert!(function(source, "shop", "users.create").is_none());
}

#[test]
fn every_request_is_allowed_by_the_documents() {
    let spec = Spec::load();
    let mut failures = Vec::new();
    for sample in samples(&pages()) {
        let found = request_failures(&spec, text(&sample, "document"), &sample["request"]);
        failures.extend(
            found
                .into_iter()
                .map(|failure| format!("{}: {failure}", snippet(&sample))),
        );
    }
    assert_none(&failures);
}

/// What the document does not allow in a request.
fn request_failures(spec: &Spec, document: &str, request: &Value) -> Vec<String> {
    let target = text(request, "target");
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let Some((item, operation)) = operation(spec, document, path, text(request, "method")) else {
        return vec![format!("no such operation: {target}")];
    };
    let mut failures = Vec::new();
    let parameters: Vec<Node<'_>> = [item, operation]
        .into_iter()
        .flat_map(|node| node.member("parameters").into_iter().flat_map(Node::elements))
        .map(Node::resolve)
        .filter(|parameter| parameter.text("in") == Some("query"))
        .collect();
    let pairs: Vec<(&str, &str)> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    for (name, _) in &pairs {
        if !parameters.iter().any(|parameter| parameter.text("name") == Some(name)) {
            failures.push(format!("no query parameter {name}"));
        }
    }
    for parameter in &parameters {
        let name = parameter.text("name").unwrap_or_default();
        let is_required = parameter.value.get("required") == Some(&Value::Bool(true));
        if is_required && !pairs.iter().any(|(given, _)| *given == name) {
            failures.push(format!("the query parameter {name} is missing"));
        }
    }
    let body = &request["body"];
    let content = operation.get("requestBody").and_then(|body| body.get("content"));
    let schema = content.and_then(|content| content.members().next()?.1.member("schema"));
    match schema {
        Some(schema) if !body.is_null() => {
            failures.extend(validate(&inline(schema), body));
            undeclared(&[schema], body, "", &mut failures);
        }
        None if !body.is_null() => failures.push("no body is declared".to_owned()),
        _ => {}
    }
    failures
}

/// The path item and operation of a path; names in it before parameters.
fn operation<'s>(spec: &'s Spec, document: &str, path: &str, method: &str) -> Option<(Node<'s>, Node<'s>)> {
    let paths = spec.root(&format!("{document}.yaml")).member("paths")?;
    let matching = paths.members().filter(|(template, _)| fits(template, path));
    let (_, item) = matching.min_by_key(|(template, _)| template.matches('{').count())?;
    let item = item.resolve();
    Some((item, item.member(&method.to_lowercase())?))
}

fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    let same = |(part, given): (&&str, &&str)| part.starts_with('{') || part == given;
    template.len() == path.len() && template.iter().zip(&path).all(same)
}

#[test]
fn a_request_that_is_not_allowed_is_found() {
    let spec = Spec::load();
    let failures = |method: &str, target: &str, body: Value| {
        let request = json!({ "method": method, "target": target, "body": body });
        request_failures(&spec, "server", &request)
    };
    let user = || json!({ "display_name": "Ada" });
    assert!(failures("POST", "/users", user()).is_empty());
    assert!(!failures("POST", "/user", user()).is_empty(), "a path");
    assert!(!failures("PUT", "/users", user()).is_empty(), "a method");
    assert!(
        !failures("GET", "/users?limits=1", Value::Null).is_empty(),
        "a query parameter"
    );
    assert!(
        !failures("GET", "/team-api-keys", Value::Null).is_empty(),
        "a missing query parameter"
    );
    assert!(
        !failures("POST", "/users", json!({ "name": "Ada" })).is_empty(),
        "a field"
    );
    assert!(
        !failures("POST", "/users", json!({ "display_name": 1 })).is_empty(),
        "a type"
    );
    let inner = json!({ "risk_scores": { "sign_up": { "bot": 1, "free_trial_abuse": 1, "x": 1 } } });
    assert!(!failures("POST", "/users", inner).is_empty(), "a field within");
}

#[test]
fn every_sample_is_in_the_document_and_in_its_overlay() {
    let pages = pages();
    let mut failures = Vec::new();
    let mut compared = 0;
    let parsed = ["client", "server", "admin"].map(|name| {
        let document = parse(&pages, &format!("openapi/{name}.json"));
        (
            name,
            document,
            parse(&pages, &format!("openapi/{name}.samples.overlay.json")),
        )
    });
    for sample in samples(&pages) {
        let found = parsed.iter().find(|(name, ..)| *name == text(&sample, "document"));
        let (_, document, overlay) = found.expect("a document");
        let fences = page::check(&pages[&snippet(&sample)]).expect("MDX");
        let shown: Vec<(&str, &str)> = fences
            .iter()
            .take_while(|fence| fence.language != "json")
            .map(|fence| (fence.language.as_str(), fence.text.as_str()))
            .collect();
        let (path, method) = (text(&sample, "path"), text(&sample["request"], "method").to_lowercase());
        let target = format!("$.paths['{path}'].{method}");
        let updates = overlay["actions"].as_array().expect("actions");
        let update = updates.iter().rfind(|action| action["target"] == json!(target));
        for (place, operation) in [
            ("document", Some(&document["paths"][path][&method])),
            ("overlay", update.map(|action| &action["update"])),
        ] {
            let listed: Vec<(&str, &str)> = operation
                .and_then(|operation| operation["x-codeSamples"].as_array())
                .into_iter()
                .flatten()
                .map(|sample| (text(sample, "lang"), text(sample, "source")))
                .collect();
            if listed != shown {
                failures.push(format!("{path} {method}: not the samples of the page in the {place}"));
            }
            compared += listed.len();
        }
    }
    assert_none(&failures);
    assert!(compared > 500 * TABS.len(), "{compared} samples were compared");
}

fn parse(pages: &BTreeMap<String, String>, path: &str) -> Value {
    serde_json::from_str(&pages[path]).expect("JSON")
}

/// The bundled document says what the files of `spec/` say: every operation of
/// theirs is in it, word for word, once references are followed on both sides.
#[test]
fn the_bundled_documents_are_those_of_the_files() {
    let pages = pages();
    let spec = Spec::load();
    let mut compared = 0;
    for name in ["client", "server", "admin"] {
        let bundled = parse(&pages, &format!("openapi/{name}.json"));
        let paths = spec.root(&format!("{name}.yaml")).member("paths").expect("paths");
        assert_eq!(
            bundled["paths"].as_object().map(serde_json::Map::len),
            Some(paths.members().count())
        );
        for (path, item) in paths.members() {
            for (method, operation) in item.resolve().members() {
                let mut own = bundled["paths"][path][method].clone();
                own.as_object_mut()
                    .map(|operation| operation.shift_remove("x-codeSamples"));
                let written = operation.value.clone();
                assert_eq!(plain(&own), plain(&written), "{name}: {method} {path}");
                compared += 1;
            }
        }
    }
    assert!(compared > 270, "{compared} operations were compared");
}

/// A tree in which a reference is nothing but that: names of components differ.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(map) if map.contains_key("$ref") => json!({ "$ref": true }),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), plain(value))).collect(),
        Value::Array(items) => items.iter().map(plain).collect(),
        scalar => scalar.clone(),
    }
}

#[test]
fn the_manifest_names_every_file_and_what_is_in_it() {
    let pages = pages();
    let manifest = parse(&pages, "manifest.json");
    let listed: Vec<&String> = manifest["files"].as_object().expect("files").keys().collect();
    let mut there: Vec<&String> = pages.keys().filter(|path| *path != "manifest.json").collect();
    there.sort();
    let mut sorted = listed.clone();
    sorted.sort();
    assert_eq!(sorted, there);
    let checks = manifest["checks"].as_object().expect("checks");
    assert!(checks.values().all(|check| check["files"] != json!(0)), "{checks:?}");
}
