//! Compares the operations: which document has which, and what they are called.

use std::collections::{BTreeMap, BTreeSet};

use crate::differences::Difference;
use crate::support::{Node, Spec};
use crate::tables::{ACCESS, Row, Tables, operation};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// `METHOD /path`, the path item and the operation, for all of a document.
pub fn operations<'s>(spec: &'s Spec, access: &str) -> Vec<(String, Node<'s>, Node<'s>)> {
    let root = spec.root(&format!("{access}.yaml"));
    let mut all = Vec::new();
    for (path, item) in root.member("paths").into_iter().flat_map(Node::members) {
        let item = item.resolve();
        for method in METHODS {
            if let Some(operation) = item.member(method) {
                all.push((format!("{} {path}", method.to_uppercase()), item, operation));
            }
        }
    }
    all
}

/// The schema of the first media type of a body or response.
pub fn schema_of(body: Node<'_>) -> Option<Node<'_>> {
    let (_, media) = body.member("content")?.members().next()?;
    media.member("schema")
}

/// Finds every difference.
pub fn compare(tables: &Tables, spec: &Spec) -> Vec<Difference> {
    let mut found = Vec::new();
    for access in ACCESS {
        let mut described: BTreeMap<String, Node<'_>> = operations(spec, access)
            .into_iter()
            .map(|(name, _, node)| (name, node))
            .collect();
        let rows = tables.operations.iter();
        for row in rows.filter(|row| row["access"].split(',').any(|name| name == access)) {
            let name = operation(row);
            let mut push = |field: &str, aspect, facts: &str, spec: &str| {
                found.push(Difference {
                    operation: name.clone(),
                    place: "operation".to_owned(),
                    field: field.to_owned(),
                    aspect,
                    facts: facts.to_owned(),
                    spec: spec.to_owned(),
                    access: access.to_owned(),
                });
            };
            match described.remove(&name) {
                None => push("", "missing", &row["operation_id"], ""),
                Some(node) => {
                    for (field, facts, spec) in differences(row, node, access) {
                        push(field, "value", &facts, &spec);
                    }
                }
            }
        }
        found.extend(described.into_iter().map(|(operation, node)| Difference {
            operation,
            place: "operation".to_owned(),
            field: String::new(),
            aspect: "extra",
            facts: String::new(),
            spec: node.text("operationId").unwrap_or_default().to_owned(),
            access: access.to_owned(),
        }));
    }
    found
}

/// What a row and an operation say differently: name, facts, document.
fn differences(row: &Row, node: Node<'_>, access: &str) -> Vec<(&'static str, String, String)> {
    let tags: Vec<&str> = node
        .member("tags")
        .into_iter()
        .flat_map(Node::elements)
        .filter_map(|tag| tag.value.as_str())
        .collect();
    let responses = node.member("responses");
    let statuses: BTreeSet<&str> = responses
        .into_iter()
        .flat_map(Node::members)
        .map(|(status, _)| status)
        .filter(|status| status.starts_with(['2', '3']))
        .collect();
    let statuses: Vec<&str> = statuses.into_iter().collect();
    let success = statuses.first().copied().unwrap_or_default();
    let response = responses.and_then(|node| node.get(success));
    let id = node.text("operationId").unwrap_or_default().to_owned();
    [
        ("operationId", row["operation_id"].clone(), id),
        ("tag", row["tag_suggested"].clone(), tags.join(",")),
        ("status", row["success_status"].clone(), statuses.join("/")),
        (
            "request",
            component(&row["request_component"], access),
            name(node.get("requestBody")),
        ),
        (
            "response",
            component(&row["response_component"], access),
            name(response),
        ),
    ]
    .into_iter()
    .filter(|(_, facts, spec)| facts != spec)
    .collect()
}

/// The component of a cell such as `Team / ServerTeam (remark)` for a document.
fn component(cell: &str, access: &str) -> String {
    let cell = cell.split(" (").next().unwrap_or_default();
    let cell = cell.trim_start_matches("200 ");
    match cell.split_once(" / ") {
        _ if cell.starts_with("oneOf") => cell.to_owned(),
        Some((client, _)) if access == "client" => client.to_owned(),
        Some((_, rest)) => rest.to_owned(),
        None => cell.to_owned(),
    }
}

/// The last segment of the reference to the schema of a body.
fn name(body: Option<Node<'_>>) -> String {
    let reference = body.and_then(schema_of).and_then(Node::reference);
    let name = reference.and_then(|reference| reference.rsplit('/').next());
    name.unwrap_or("-").to_owned()
}
