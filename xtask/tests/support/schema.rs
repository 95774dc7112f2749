//! Schemas of `spec/` as an independent validator takes them.

use serde_json::{Map, Value};

use super::Node;

/// What is wrong with `example`.
pub fn validate(schema: &Value, example: &Value) -> Option<String> {
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(schema)
        .unwrap_or_else(|error| panic!("{schema}: {error}"));
    validator.validate(example).err().map(|error| error.to_string())
}

/// The schema with everything that it refers to in place of the references.
pub fn inline(schema: Node<'_>) -> Value {
    let mut members = Map::new();
    for (key, member) in schema.members() {
        match key {
            "$ref" => {}
            "properties" => {
                let properties = member.members().map(|(name, node)| (name.to_owned(), inline(node)));
                members.insert(key.to_owned(), Value::Object(properties.collect()));
            }
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                let parts = member.elements().map(inline).collect();
                members.insert(key.to_owned(), parts);
            }
            "items" | "additionalProperties" if member.value.is_object() => {
                members.insert(key.to_owned(), inline(member));
            }
            _ => {
                members.insert(key.to_owned(), member.value.clone());
            }
        }
    }
    if let Some(target) = schema.target() {
        let mut parts = vec![inline(target)];
        if let Some(Value::Array(own)) = members.remove("allOf") {
            parts.extend(own);
        }
        members.insert("allOf".to_owned(), Value::Array(parts));
    }
    Value::Object(members)
}

/// Adds the places in `value` that no property of `schemas` declares.
///
/// Several schemas are the parts of one: what any of them declares is declared.
pub fn undeclared(schemas: &[Node<'_>], value: &Value, place: &str, found: &mut Vec<String>) {
    let mut parts = Vec::new();
    for schema in schemas {
        collect(*schema, &mut parts);
    }
    if let Value::Array(elements) = value {
        let items: Vec<Node<'_>> = parts.iter().filter_map(|part| part.member("items")).collect();
        for (index, element) in elements.iter().enumerate() {
            undeclared(&items, element, &format!("{place}/{index}"), found);
        }
    }
    let Value::Object(members) = value else {
        return;
    };
    let takes_any = parts.iter().all(|part| part.value.get("properties").is_none());
    for (name, member) in members {
        let place = format!("{place}/{name}");
        let own: Vec<Node<'_>> = parts
            .iter()
            .filter_map(|part| part.member("properties")?.member(name))
            .collect();
        let is_open = |part: &Node<'_>| {
            let rest = part.value.get("additionalProperties");
            rest.is_some_and(|rest| rest != &Value::Bool(false))
        };
        if !own.is_empty() {
            undeclared(&own, member, &place, found);
        } else if !takes_any && !parts.iter().any(is_open) {
            found.push(place);
        }
    }
}

/// Adds the schema and everything that it is made of.
fn collect<'s>(schema: Node<'s>, parts: &mut Vec<Node<'s>>) {
    parts.push(schema);
    if let Some(target) = schema.target() {
        collect(target, parts);
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        for part in schema.member(key).into_iter().flat_map(Node::elements) {
            collect(part, parts);
        }
    }
}
