//! Compares every parameter and every field of a body.

use std::collections::{BTreeMap, BTreeSet};

use crate::differences::Difference;
use crate::operations::{operations, schema_of};
use crate::schema::Rows;
use crate::support::{Node, Spec};
use crate::tables::{ACCESS, Fact, Key, Tables, operation};

/// Finds every difference.
pub fn compare(tables: &Tables, spec: &Spec) -> Vec<Difference> {
    let facts = tables.facts();
    let known: BTreeSet<String> = tables.ids().into_keys().collect();
    let described: BTreeMap<Key, Fact> = described(spec)
        .into_iter()
        .filter(|((operation, ..), _)| known.contains(operation))
        .collect();
    let mut found = Vec::new();
    for (key, fact) in &facts {
        match described.get(key) {
            Some(other) => found.extend(differences(key, fact, other)),
            None if below(key, |parent| blurred(facts.get(parent), described.get(parent))) => {}
            None => found.push(one(key, "missing", &fact.kind, "")),
        }
    }
    for (key, other) in &described {
        let hidden = key.3 == "."
            || facts.contains_key(key)
            || below(key, |parent| blurred(facts.get(parent), described.get(parent)));
        if !hidden {
            found.push(one(key, "extra", "", &other.kind));
        }
    }
    found.extend(headers(tables, spec));
    found
}

/// What the documents say, in the form of the facts.
fn described(spec: &Spec) -> BTreeMap<Key, Fact> {
    let mut all = BTreeMap::new();
    for access in ACCESS {
        for (name, item, operation) in operations(spec, access) {
            let mut add = |place: &str, rows: Rows| {
                for (field, fact) in rows.facts {
                    let key = (name.clone(), access.to_owned(), place.to_owned(), field);
                    all.insert(key, fact);
                }
            };
            let shared = item.member("parameters").into_iter().flat_map(Node::elements);
            let own = operation.member("parameters").into_iter().flat_map(Node::elements);
            for parameter in shared.chain(own).map(Node::resolve) {
                add(parameter.text("in").unwrap_or_default(), of_parameter(parameter));
            }
            if let Some(schema) = operation.get("requestBody").and_then(schema_of) {
                add("request", of_body(schema, true));
            }
            for (status, response) in operation.member("responses").into_iter().flat_map(Node::members) {
                if !status.starts_with(['2', '3']) {
                    continue;
                }
                if let Some(schema) = schema_of(response.resolve()) {
                    add(&format!("response:{status}"), of_body(schema, false));
                }
            }
        }
    }
    all
}

fn of_parameter(parameter: Node<'_>) -> Rows {
    let mut rows = Rows::default();
    let name = parameter.text("name").unwrap_or_default();
    let required = parameter.value.get("required").is_some_and(|value| value == true);
    if let Some(schema) = parameter.member("schema") {
        rows.add(name, schema, required, 0);
    }
    let me = parameter
        .text("description")
        .is_some_and(|text| text.contains("or `me`"));
    if let Some(fact) = rows.facts.get_mut(name).filter(|_| me) {
        fact.constraints.insert("accepts-me".to_owned());
    }
    rows
}

fn of_body(schema: Node<'_>, request: bool) -> Rows {
    let mut rows = Rows {
        request,
        ..Rows::default()
    };
    rows.add("", schema, true, 0);
    rows
}

/// Whether some field around `key` fits `test`.
fn below(key: &Key, test: impl Fn(&Key) -> bool) -> bool {
    let (operation, access, place, field) = key;
    let at = |field: &str| test(&(operation.clone(), access.clone(), place.clone(), field.to_owned()));
    let cuts = field.char_indices().filter(|(_, sign)| ".[<{".contains(*sign));
    at(".") || cuts.map(|(cut, _)| &field[..cut]).any(at)
}

/// Whether one side knows no more than that a field is some JSON.
fn blurred(fact: Option<&Fact>, other: Option<&Fact>) -> bool {
    let any = |fact: Option<&Fact>| fact.is_some_and(|fact| fact.kind == "any-json");
    any(fact) != any(other) && fact.is_some() && other.is_some()
}

fn differences(key: &Key, fact: &Fact, other: &Fact) -> Vec<Difference> {
    let mut found = Vec::new();
    if fact.kind != other.kind {
        found.push(one(key, "type", &fact.kind, &other.kind));
    }
    if let (Some(required), Some(other)) = (fact.required, other.required)
        && required != other
    {
        let word = |required| if required { "required" } else { "optional" };
        found.push(one(key, "presence", word(required), word(other)));
    }
    let any = fact.kind == "any-json" || other.kind == "any-json";
    if fact.nullable != other.nullable && !any {
        let word = |nullable| if nullable { "nullable" } else { "not nullable" };
        found.push(one(key, "nullability", word(fact.nullable), word(other.nullable)));
    }
    if fact.constraints != other.constraints && !any {
        let only = |these: &BTreeSet<String>, those: &BTreeSet<String>| {
            let only: Vec<&str> = these.difference(those).map(String::as_str).collect();
            only.join(";")
        };
        let ours = only(&other.constraints, &fact.constraints);
        found.push(one(
            key,
            "constraints",
            &only(&fact.constraints, &other.constraints),
            &ours,
        ));
    }
    found
}

fn one(key: &Key, aspect: &'static str, facts: &str, spec: &str) -> Difference {
    let (operation, access, place, field) = key.clone();
    Difference {
        operation,
        place,
        field,
        aspect,
        facts: facts.to_owned(),
        spec: spec.to_owned(),
        access,
    }
}

/// Compares the headers that the facts list for an operation with its security
/// schemes. Both families count as one.
fn headers(tables: &Tables, spec: &Spec) -> Vec<Difference> {
    let mut found = Vec::new();
    for access in ACCESS {
        let described: BTreeMap<String, _> = operations(spec, access)
            .into_iter()
            .map(|(name, _, node)| (name, scheme_headers(spec.root(&format!("{access}.yaml")), node)))
            .collect();
        for row in &tables.fields {
            let listed = row["access"].split(',').any(|name| name == access);
            let name = row["field"].to_lowercase().replace("x-stack-", "x-hexclave-");
            if row["where"] != "header" || !listed || name.ends_with(']') {
                continue;
            }
            let key = (operation(row), access.to_owned(), "header".to_owned(), name);
            let required = row["presence"] == "required";
            match described.get(&key.0).and_then(|headers| headers.get(&key.3)) {
                None => found.push(one(&key, "missing", &row["presence"], "")),
                Some(&always) if always != required => {
                    let word = if always { "required" } else { "optional" };
                    found.push(one(&key, "presence", &row["presence"], word));
                }
                Some(_) => {}
            }
        }
    }
    found
}

/// The headers of an operation's security schemes, and whether every alternative
/// has them.
fn scheme_headers(document: Node<'_>, operation: Node<'_>) -> BTreeMap<String, bool> {
    let schemes = document
        .member("components")
        .and_then(|node| node.member("securitySchemes"));
    let security = operation.member("security").or_else(|| document.member("security"));
    let alternatives: Vec<Node<'_>> = security.into_iter().flat_map(Node::elements).collect();
    let mut headers = BTreeMap::new();
    for (scheme, description) in schemes.into_iter().flat_map(Node::members) {
        let having = alternatives.iter().filter(|node| node.value.get(scheme).is_some());
        let having = having.count();
        if having > 0 {
            let name = description.text("name").unwrap_or_default().to_lowercase();
            headers.insert(name, having == alternatives.len());
        }
    }
    headers
}
