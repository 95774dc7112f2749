//! Proves what `generated/docs` claims: its pages are text, its commands send
//! the documented requests, its Rust is the Rust that is compiled, and no name
//! or value is in them that the documents of `spec/` do not allow.

#![allow(clippy::panic, reason = "a test reports by panicking")]
#![allow(dead_code, reason = "each test uses its part of the shared loader")]

#[path = "docs/command.rs"]
mod command;
#[path = "docs/dart.rs"]
mod dart;
#[path = "docs/documents.rs"]
mod documents;
#[path = "docs/page.rs"]
mod page;
#[path = "docs/requests.rs"]
mod requests;
mod support;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use support::workspace;

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

fn parse(pages: &BTreeMap<String, String>, path: &str) -> Value {
    serde_json::from_str(&pages[path]).expect("JSON")
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
    let module = source.split_once(&format!("mod of_{document} {{"))?.1;
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
    let source = "mod of_shop {\n    fn users_get(c: &C) {\n        let user = c.get(\n  1,\n );\n    }\n    fn users_list(c: &C) {}\n}";
    let found = function(source, "shop", "users.get").expect("the function");
    assert!(is_in("let user = c.get(1);", found));
    assert!(!is_in("let user = c.get(2);", found));
    assert!(!found.contains("users_list"));
    assert!(function(source, "shop", "users.create").is_none());
}
