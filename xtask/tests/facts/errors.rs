//! Compares the error codes, their details, and which operation was seen to
//! answer with which.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::differences::Difference;
use crate::operations::operations;
use crate::support::{Node, Spec};
use crate::tables::{ACCESS, Tables, operation};

/// Finds every difference.
pub fn compare(tables: &Tables, spec: &Spec) -> Vec<Difference> {
    let mut found = codes(tables, spec);
    found.extend(seen(tables, spec));
    found
}

/// The known errors and their details.
fn codes(tables: &Tables, spec: &Spec) -> Vec<Difference> {
    let mut described = described(spec);
    let mut found = Vec::new();
    for row in &tables.errors {
        let difference = |aspect, facts: &str, spec: &str| Difference {
            operation: "errors".to_owned(),
            place: "code".to_owned(),
            field: row["code"].clone(),
            aspect,
            facts: facts.to_owned(),
            spec: spec.to_owned(),
            access: String::new(),
        };
        match described.remove(&row["code"]) {
            None => found.push(difference("missing", &row["emitted_by"], "")),
            Some((details, status)) => {
                if row["status"] != status {
                    found.push(difference("status", &row["status"], &status));
                }
                let facts = wording(&row["details"]);
                if facts != details {
                    found.push(difference("details", &facts, &details));
                }
            }
        }
    }
    found.extend(described.into_iter().map(|(code, (details, _))| Difference {
        operation: "errors".to_owned(),
        place: "code".to_owned(),
        field: code,
        aspect: "extra",
        facts: String::new(),
        spec: details,
        access: String::new(),
    }));
    found
}

/// The codes of the documents, with their details in the words of the facts, and
/// their statuses.
fn described(spec: &Spec) -> BTreeMap<String, (String, String)> {
    let errors = spec.root("components/errors.yaml");
    let known = errors.get("KnownError").expect("KnownError");
    let mapping = known.member("discriminator").and_then(|node| node.member("mapping"));
    let statuses = known.member("x-statuses");
    let arms: Vec<&str> = known
        .member("oneOf")
        .into_iter()
        .flat_map(Node::elements)
        .filter_map(Node::reference)
        .collect();
    let mut codes = BTreeMap::new();
    for (code, target) in mapping.into_iter().flat_map(Node::members) {
        let target = target.value.as_str().unwrap_or_default();
        assert!(arms.contains(&target), "{code}: {target} is no variant");
        let schema = match target.split_once('#') {
            Some(("", pointer)) => errors.get(pointer.trim_start_matches('/')),
            Some((file, pointer)) => {
                let file = format!("components/{}", file.trim_start_matches("./"));
                spec.root(&file).get(pointer.trim_start_matches('/'))
            }
            None => None,
        };
        let schema = schema.unwrap_or_else(|| panic!("{code}: dangling {target}"));
        let own = schema
            .get("properties")
            .and_then(|node| node.get("code"))
            .expect("a code");
        let names = own.value.get("const") == Some(&Value::from(code))
            || own
                .member("enum")
                .into_iter()
                .flat_map(Node::elements)
                .any(|node| node.value == code);
        assert!(names, "{code}: {target} has another code");
        let status = statuses.and_then(|node| node.member(code));
        let status = status.map(|node| node.value.to_string()).unwrap_or_default();
        codes.insert(code.to_owned(), (details(schema), status));
    }
    codes
}

fn details(schema: Node<'_>) -> String {
    let Some(details) = schema.get("properties").and_then(|node| node.get("details")) else {
        return String::new();
    };
    if details.value.get("type").is_none() {
        return "(optional, untyped JSON)".to_owned();
    }
    let required = schema.member("required").into_iter().flat_map(Node::elements);
    let optional = !required.into_iter().any(|node| node.value == "details");
    let prefix = if optional { "(optional) " } else { "" };
    format!("{prefix}{}", properties(details))
}

fn properties(schema: Node<'_>) -> String {
    let properties = schema.member("properties").into_iter().flat_map(Node::members);
    let properties: Vec<String> = properties
        .map(|(name, schema)| format!("{name}: {}", words(schema)))
        .collect();
    properties.join("; ")
}

/// A schema in the words of the facts.
fn words(schema: Node<'_>) -> String {
    let schema = schema.resolve();
    if let Some(arms) = schema.member("oneOf") {
        let arms: Vec<String> = arms.elements().map(words).collect();
        return arms.join("|");
    }
    if let Some(values) = schema.member("enum") {
        let values: Vec<String> = values.elements().map(|node| node.value.to_string()).collect();
        return values.join("|");
    }
    let Some(types) = schema.member("type") else {
        return "any JSON".to_owned();
    };
    let types: Vec<&str> = types
        .value
        .as_str()
        .into_iter()
        .chain(types.elements().filter_map(|node| node.value.as_str()))
        .collect();
    let types = types.into_iter().map(|name| match name {
        "integer" => "number".to_owned(),
        "array" => {
            let items = schema.get("items").map(words);
            format!("array<{}>", items.unwrap_or_default())
        }
        "object" => format!("{{ {} }}", properties(schema)),
        name => name.to_owned(),
    });
    types.collect::<Vec<String>>().join("|")
}

/// The facts' details without their remarks.
fn wording(details: &str) -> String {
    if details.starts_with("(optional, untyped") {
        return "(optional, untyped JSON)".to_owned();
    }
    let remarks = [" (camelCase!)", " (ISO 8601)", "  (\"user\"|\"team\")", " error object"];
    remarks
        .iter()
        .fold(details.to_owned(), |text, remark| text.replace(remark, ""))
}

/// The errors that operations were seen to answer with.
fn seen(tables: &Tables, spec: &Spec) -> Vec<Difference> {
    let mut found = Vec::new();
    for access in ACCESS {
        let described: BTreeMap<String, Node<'_>> = operations(spec, access)
            .into_iter()
            .map(|(name, _, node)| (name, node))
            .collect();
        for row in &tables.operation_errors {
            let name = operation(row);
            let Some(node) = described.get(&name) else {
                continue;
            };
            let mut push = |status: &str, field: &str, spec: &str| {
                found.push(Difference {
                    operation: name.clone(),
                    place: format!("response:{status}"),
                    field: field.to_owned(),
                    aspect: "missing",
                    facts: "observed".to_owned(),
                    spec: spec.to_owned(),
                    access: access.to_owned(),
                });
            };
            for entry in row["observed_in_upstream_tests"]
                .split(',')
                .filter(|text| !text.is_empty())
            {
                let (status, code) = entry.split_once(':').expect("status and code");
                let code = code.split('@').next().unwrap_or(code);
                let listed = response(*node, status)
                    .and_then(|node| node.text("description"))
                    .is_some_and(|text| text.contains(&format!("`{code}`")));
                if !listed {
                    push(status, code, "");
                }
            }
            for entry in row["observed_plain_text_errors"]
                .split(',')
                .filter(|text| !text.is_empty())
            {
                let status = entry.split('@').next().unwrap_or(entry);
                let plain = response(*node, status)
                    .and_then(|node| node.member("content"))
                    .and_then(|node| node.member("text/plain"));
                if plain.is_none() {
                    push(status, "text/plain", "");
                }
            }
        }
    }
    found
}

fn response<'s>(operation: Node<'s>, status: &str) -> Option<Node<'s>> {
    operation.member("responses")?.get(status)
}
