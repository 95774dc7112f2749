//! Turns a schema of `spec/` into rows in the notation of the facts: `a.b`,
//! `items[]`, `<0>` for a variant, `{value}` of a map, `[0]` of a tuple.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::Node;
use crate::tables::{Fact, alternatives, has_presence};

/// What may nest before a schema counts as recursive.
const DEPTH: usize = 12;

/// The rows of one body or parameter.
#[derive(Default)]
pub struct Rows {
    pub facts: BTreeMap<String, Fact>,
    /// Whether the schema is part of a request body.
    pub request: bool,
}

impl Rows {
    /// Adds the rows of `schema`, which stands at `field`.
    pub fn add(&mut self, field: &str, schema: Node<'_>, required: bool, depth: usize) {
        assert!(depth < DEPTH, "{field} nests too deep");
        let mut view = View::default();
        view.collect(schema);
        let kind = view.kind();
        let mut constraints = view.constraints();
        if self.request && kind == "object" && is_body(field) && !view.closed {
            constraints.insert("allows-unknown".to_owned());
        }
        let fact = Fact {
            nullable: view.nullable && kind != "any-json",
            required: has_presence(shown(field)).then_some(required),
            constraints,
            kind: kind.clone(),
        };
        self.facts.insert(shown(field).to_owned(), fact);
        self.add_parts(field, &view, &kind, depth + 1);
    }

    fn add_parts(&mut self, field: &str, view: &View<'_>, kind: &str, depth: usize) {
        match kind {
            "map" => {
                let key = Fact {
                    kind: "string".to_owned(),
                    ..Fact::default()
                };
                self.facts.insert(format!("{field}{{key}}"), key);
                let value = format!("{field}{{value}}");
                match view.values {
                    Some(values) => self.add(&value, values, true, depth),
                    None => {
                        let any = Fact {
                            kind: "any-json".to_owned(),
                            ..Fact::default()
                        };
                        self.facts.insert(value, any);
                    }
                }
            }
            "array" => {
                if let Some(items) = view.items {
                    self.add(&format!("{field}[]"), items, true, depth);
                }
            }
            "tuple" => {
                for (index, member) in view.tuple.iter().enumerate() {
                    self.add(&format!("{field}[{index}]"), *member, true, depth);
                }
            }
            "object" => {
                for (name, property) in &view.properties {
                    let path = if field.is_empty() {
                        (*name).to_owned()
                    } else {
                        format!("{field}.{name}")
                    };
                    self.add(&path, *property, view.required.contains(name), depth);
                }
            }
            _ => {
                for (index, arm) in view.arms.iter().enumerate() {
                    self.add(&format!("{field}<{index}>"), *arm, true, depth);
                }
            }
        }
    }
}

/// The root of a body is shown as a dot.
fn shown(field: &str) -> &str {
    if field.is_empty() { "." } else { field }
}

/// Whether a field is a body as a whole, or a variant of one.
fn is_body(field: &str) -> bool {
    field.is_empty() || (field.starts_with('<') && field.ends_with('>'))
}

/// A schema with its references, `allOf` and null put together.
#[derive(Default)]
struct View<'s> {
    types: BTreeSet<&'s str>,
    nullable: bool,
    closed: bool,
    properties: BTreeMap<&'s str, Node<'s>>,
    required: BTreeSet<&'s str>,
    arms: Vec<Node<'s>>,
    items: Option<Node<'s>>,
    tuple: Vec<Node<'s>>,
    map: bool,
    values: Option<Node<'s>>,
    keywords: BTreeMap<&'s str, &'s Value>,
    me: bool,
}

impl<'s> View<'s> {
    fn collect(&mut self, schema: Node<'s>) {
        if let Some(target) = schema.target() {
            self.collect(target);
        }
        for part in schema.member("allOf").into_iter().flat_map(Node::elements) {
            self.collect(part);
        }
        self.collect_types(schema);
        self.collect_arms(schema);
        for (name, property) in schema.member("properties").into_iter().flat_map(Node::members) {
            self.properties.insert(name, property);
        }
        let required = schema.member("required").into_iter().flat_map(Node::elements);
        self.required.extend(required.filter_map(|name| name.value.as_str()));
        self.items = schema.member("items").or(self.items);
        self.tuple
            .extend(schema.member("prefixItems").into_iter().flat_map(Node::elements));
        if let Some(values) = schema.member("additionalProperties") {
            self.closed |= values.value == &Value::Bool(false);
            self.map |= values.value != &Value::Bool(false);
            if values.value.is_object() {
                self.values = Some(values);
            }
        }
        for (key, value) in schema.members() {
            self.keywords.insert(key, value.value);
        }
        self.me |= schema.text("description").is_some_and(|text| text.contains("or `me`"));
    }

    fn collect_types(&mut self, schema: Node<'s>) {
        let Some(types) = schema.member("type") else {
            return;
        };
        let types = types
            .value
            .as_str()
            .into_iter()
            .chain(types.elements().filter_map(|name| name.value.as_str()));
        for name in types {
            if name == "null" {
                self.nullable = true;
            } else {
                self.types.insert(name);
            }
        }
    }

    /// Takes null out of the alternatives; a single one that is left is the schema.
    fn collect_arms(&mut self, schema: Node<'s>) {
        let alternatives = schema.member("oneOf").or_else(|| schema.member("anyOf"));
        let mut arms: Vec<Node<'s>> = alternatives.into_iter().flat_map(Node::elements).collect();
        let all = arms.len();
        arms.retain(|arm| arm.text("type") != Some("null"));
        self.nullable |= arms.len() < all;
        match arms.as_slice() {
            [single] => self.collect(*single),
            _ => self.arms.extend(arms),
        }
    }

    fn kind(&self) -> String {
        if !self.arms.is_empty() {
            return format!("union{}", self.arms.len());
        }
        if !self.tuple.is_empty() {
            return "tuple".to_owned();
        }
        if self.map && self.properties.is_empty() {
            return "map".to_owned();
        }
        let mut types = self.types.iter();
        match (types.next(), types.next()) {
            (Some(name), None) => (*name).to_owned(),
            (None, _) => "any-json".to_owned(),
            _ => format!("{:?}", self.types),
        }
    }

    fn constraints(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (key, value) in &self.keywords {
            let constraint = match *key {
                "format" if value.as_str().is_some_and(|name| name.starts_with("int")) => continue,
                "format" | "pattern" | "default" => format!("{key}={}", plain(value)),
                "minLength" | "minimum" => format!("min={}", plain(value)),
                "maxLength" | "maximum" => format!("max={}", plain(value)),
                "const" => format!("enum={}", plain(value)),
                "enum" => {
                    let values: Vec<String> = value.as_array().into_iter().flatten().map(plain).collect();
                    alternatives(values.iter().map(String::as_str))
                }
                _ => continue,
            };
            found.insert(constraint);
        }
        if self.me {
            found.insert("accepts-me".to_owned());
        }
        found
    }
}

/// A value as the facts write it.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
