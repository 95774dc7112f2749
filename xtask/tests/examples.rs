//! Checks every example of `spec/` against the schema beside it, and that none is
//! missing where one is due.

#![allow(clippy::panic, reason = "a test reports by panicking")]
#![allow(dead_code, reason = "each test uses its part of the shared loader")]

mod support;

use serde_json::Value;
use support::schema::{inline, validate};
use support::{Node, Spec};

const DOCUMENTS: [&str; 3] = ["client.yaml", "server.yaml", "admin.yaml"];
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

#[test]
fn every_example_is_valid() {
    let spec = Spec::load();
    let mut checked = 0;
    let mut failures = Vec::new();
    for name in spec.names() {
        walk(spec.root(name), "", &mut |node, place| {
            checked += check(node, place, &mut failures);
        });
    }
    println!("{checked} examples");
    for failure in &failures {
        println!("{failure}");
    }
    assert!(failures.is_empty(), "{} examples are not valid", failures.len());
    assert!(checked > 300, "only {checked} examples were found");
}

#[test]
fn an_invalid_example_is_found() {
    let schema = serde_json::json!({"type": "string", "format": "uuid"});
    assert!(validate(&schema, &Value::from("me")).is_some());
    assert!(validate(&schema, &Value::from("3241a285-8329-4d69-8f3d-316e08cf140c")).is_none());
}

#[test]
fn every_operation_has_examples() {
    let spec = Spec::load();
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        let paths = spec.root(document).member("paths").expect("paths");
        for (path, item) in paths.members() {
            let item = item.resolve();
            for method in METHODS {
                let Some(operation) = item.member(method) else {
                    continue;
                };
                for place in without_example(item, operation) {
                    missing.push(format!("{document} {method} {path}: {place}"));
                }
            }
        }
    }
    let webhooks = spec.root("webhooks.yaml").member("webhooks").expect("webhooks");
    for (event, item) in webhooks.members() {
        let body = item.get("post").and_then(|node| node.get("requestBody"));
        missing.extend(bodies_without(body.expect("a body")).map(|media| format!("{event}: {media}")));
        assert_eq!(type_of(body.expect("a body")), Some(event), "the type of {event}");
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// The one value of the member `type` of a webhook's body.
fn type_of(body: Node<'_>) -> Option<&str> {
    let (_, media) = body.member("content")?.members().next()?;
    let properties = media.get("schema")?.member("properties")?;
    properties.get("type")?.text("const")
}

/// The parameters and bodies of an operation that have no example.
fn without_example(item: Node<'_>, operation: Node<'_>) -> Vec<String> {
    let mut missing = Vec::new();
    let parameters = [item, operation].map(|node| node.member("parameters"));
    for parameter in parameters.into_iter().flatten().flat_map(Node::elements) {
        let parameter = parameter.resolve();
        if !has_example(parameter) {
            missing.push(parameter.text("name").unwrap_or_default().to_owned());
        }
    }
    if let Some(body) = operation.get("requestBody") {
        missing.extend(bodies_without(body));
    }
    for (status, response) in operation.member("responses").expect("responses").members() {
        let bodies = bodies_without(response.resolve());
        missing.extend(bodies.map(|media| format!("{status} {media}")));
    }
    missing
}

fn bodies_without(body: Node<'_>) -> impl Iterator<Item = String> {
    let content = body.member("content").into_iter().flat_map(Node::members);
    content
        .filter(|(_, media)| !has_example(*media))
        .map(|(name, _)| name.to_owned())
}

fn has_example(node: Node<'_>) -> bool {
    node.value.get("example").is_some() || node.value.get("examples").is_some()
}

/// Calls `visit` for everything that has a schema.
fn walk<'s>(node: Node<'s>, place: &str, visit: &mut impl FnMut(Node<'s>, &str)) {
    if node.value.get("schema").is_some() {
        visit(node, place);
    }
    for (key, member) in node.members() {
        // What an example holds is data, whatever its keys look like.
        if !matches!(key, "example" | "examples") {
            walk(member, &format!("{place}/{key}"), visit);
        }
    }
    for (index, element) in node.elements().enumerate() {
        walk(element, &format!("{place}/{index}"), visit);
    }
}

/// Checks the examples of a parameter, header or media type; tells how many.
fn check(node: Node<'_>, place: &str, failures: &mut Vec<String>) -> usize {
    let schema = inline(node.member("schema").expect("a schema"));
    let several = node.member("examples").into_iter().flat_map(Node::members);
    let several = several.filter_map(|(_, example)| example.member("value"));
    let mut count = 0;
    for example in node.member("example").into_iter().chain(several) {
        count += 1;
        if let Some(message) = validate(&schema, example.value) {
            failures.push(format!("{}{place}: {message}", node.file));
        }
    }
    count
}
