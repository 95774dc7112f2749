//! Turns the text of a file, YAML or JSON, into a value tree within a budget.
//!
//! Both formats go through one visitor, which finds what the readers of either
//! would take in silence: duplicate keys, and aliases that unfold without end.

#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Number, Value};

/// How many nodes a tree may have; 16 bytes of text count as one.
const BUDGET: usize = 16_000_000;

/// The most duplicate keys and odd numbers that are remembered.
const MOST_FINDINGS: usize = 50;

/// What a text became.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub value: Value,
    /// The keys from the root down of every key that was there before.
    pub duplicates: Vec<Vec<String>>,
    /// The keys from the root down of every number that JSON cannot hold.
    pub non_finite: Vec<Vec<String>>,
}

/// Why a text could not be read.
#[derive(Debug, PartialEq)]
pub(crate) struct Fault {
    pub code: &'static str,
    pub message: String,
    /// 1-based line and column.
    pub position: Option<(usize, usize)>,
    pub help: Option<&'static str>,
}

/// Reads `text`, as JSON where it looks like it.
pub(crate) fn parse(text: &str, json_file: bool) -> Result<Parsed, Fault> {
    if json_file || text.trim_start().starts_with(['{', '[']) {
        match parse_json(text) {
            // A YAML file may begin with a brace too.
            Err(fault) if !json_file && fault.code == "invalid-json" => {}
            result => return result,
        }
    }
    parse_yaml(text)
}

fn parse_json(text: &str) -> Result<Parsed, Fault> {
    let findings = Findings::new(text.len());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = findings.root().deserialize(&mut deserializer);
    let result = result.and_then(|value| deserializer.end().map(|()| value));
    match result {
        Ok(value) => Ok(findings.into_parsed(value)),
        Err(error) => {
            let position = (error.line() > 0).then(|| (error.line(), error.column().max(1)));
            Err(findings.fault("invalid-json", &error.to_string(), position))
        }
    }
}

fn parse_yaml(text: &str) -> Result<Parsed, Fault> {
    let findings = Findings::new(text.len());
    match findings.root().deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(value) => Ok(findings.into_parsed(value)),
        Err(error) => {
            let position = error.location().map(|location| (location.line(), location.column()));
            Err(findings.fault("invalid-yaml", &error.to_string(), position))
        }
    }
}

/// What is noticed while a tree is built.
struct Findings {
    text_len: usize,
    spent: Cell<usize>,
    duplicates: RefCell<Vec<Vec<String>>>,
    non_finite: RefCell<Vec<Vec<String>>>,
}

impl Findings {
    fn new(text_len: usize) -> Self {
        Self {
            text_len,
            spent: Cell::new(0),
            duplicates: RefCell::default(),
            non_finite: RefCell::default(),
        }
    }

    fn root(&self) -> Node<'_> {
        Node {
            findings: self,
            parent: None,
            key: Key::Index(0),
        }
    }

    fn into_parsed(self, value: Value) -> Parsed {
        Parsed {
            value,
            duplicates: self.duplicates.into_inner(),
            non_finite: self.non_finite.into_inner(),
        }
    }

    fn spend<E: de::Error>(&self, len: usize) -> Result<(), E> {
        let spent = self.spent.get() + 1 + len / 16;
        self.spent.set(spent);
        // A node takes a byte of text at least, unless it comes of an alias.
        let unfolded = spent > 1_000_000 && spent / 2 > self.text_len;
        if spent > BUDGET || unfolded {
            return Err(E::custom("budget exceeded"));
        }
        Ok(())
    }

    /// Gives the message of a reader a code of ours.
    fn fault(&self, code: &'static str, message: &str, position: Option<(usize, usize)>) -> Fault {
        let fault = |code, message: &str, help| Fault {
            code,
            message: message.to_owned(),
            position,
            help,
        };
        if message.contains("recursion limit exceeded") || message.contains("maximum nesting") {
            fault(
                "too-deep",
                "values are nested more than 128 deep",
                Some("move the inner schemas to `components` and refer to them"),
            )
        } else if message.contains("repetition limit exceeded") || self.spent.get() / 2 > self.text_len.max(500_000) {
            fault(
                "alias-bomb",
                "the aliases of the file unfold to far more than the file",
                Some("write the repeated parts as components and refer to them"),
            )
        } else if self.spent.get() > BUDGET {
            fault(
                "document-too-large",
                "the file has more values than fit the budget",
                Some("split the document"),
            )
        } else {
            // The position stands before the message when it is printed.
            let end = message.rfind(" at line ").unwrap_or(message.len());
            fault(code, &message[..end].replace('\n', " "), None)
        }
    }
}

/// Builds the tree of one node; knows how it was reached.
#[derive(Clone, Copy)]
struct Node<'a> {
    findings: &'a Findings,
    parent: Option<&'a Node<'a>>,
    key: Key<'a>,
}

#[derive(Clone, Copy)]
enum Key<'a> {
    Field(&'a str),
    Index(usize),
}

impl Node<'_> {
    fn path(&self) -> Vec<String> {
        let mut path = Vec::new();
        let mut next = Some(self);
        while let Some(node) = next {
            if node.parent.is_some() {
                path.push(match node.key {
                    Key::Field(key) => key.to_owned(),
                    Key::Index(index) => index.to_string(),
                });
            }
            next = node.parent;
        }
        path.reverse();
        path
    }

    fn note(&self, list: &RefCell<Vec<Vec<String>>>) {
        let mut list = list.borrow_mut();
        if list.len() < MOST_FINDINGS {
            list.push(self.path());
        }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        self.findings.spend(0)?;
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        self.findings.spend(0)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        self.findings.spend(0)?;
        Ok(Value::from(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        self.findings.spend(0)?;
        Ok(Value::from(value))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        self.findings.spend(0)?;
        Ok(Number::from_f64(value).map_or_else(
            || {
                self.note(&self.findings.non_finite);
                Value::String(value.to_string())
            },
            Value::Number,
        ))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        self.findings.spend(value.len())?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        self.findings.spend(value.len())?;
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.findings.spend(0)?;
        let mut items = Vec::new();
        loop {
            let node = Node {
                findings: self.findings,
                parent: Some(&self),
                key: Key::Index(items.len()),
            };
            match access.next_element_seed(node)? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.findings.spend(0)?;
        let mut map = Map::new();
        let mut merged = Vec::new();
        while let Some(FieldName(key)) = access.next_key()? {
            let node = Node {
                findings: self.findings,
                parent: Some(&self),
                key: Key::Field(&key),
            };
            self.findings.spend(key.len())?;
            let value = access.next_value_seed(node)?;
            if key == "<<" && matches!(value, Value::Object(_) | Value::Array(_)) {
                merged.push(value);
                continue;
            }
            if map.contains_key(&key) {
                node.note(&self.findings.duplicates);
            }
            map.insert(key, value);
        }
        for value in merged {
            merge(&mut map, value);
        }
        Ok(Value::Object(map))
    }

    /// A node with a tag of the application, such as `!Ref x`: the tag means nothing here.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (FieldName(_), contents) = access.variant()?;
        contents.newtype_variant_seed(self)
    }
}

/// Adds what a merge key brings in and `map` lacks.
fn merge(map: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(other) => {
            for (key, value) in other {
                map.entry(key).or_insert(value);
            }
        }
        Value::Array(items) => {
            for item in items {
                if let Value::Object(_) = item {
                    merge(map, item);
                }
            }
        }
        _ => {}
    }
}

/// A key as text: `200` and `true` are keys too in YAML.
struct FieldName(String);

impl<'de> de::Deserialize<'de> for FieldName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldNameVisitor)
    }
}

struct FieldNameVisitor;

impl Visitor<'_> for FieldNameVisitor {
    type Value = FieldName;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text, a number or a boolean")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<FieldName, E> {
        Ok(FieldName(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<FieldName, E> {
        Ok(FieldName(value))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<FieldName, E> {
        Ok(FieldName(value.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<FieldName, E> {
        Ok(FieldName(value.to_string()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<FieldName, E> {
        Ok(FieldName(value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<FieldName, E> {
        Ok(FieldName(value.to_string()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<FieldName, E> {
        Ok(FieldName("null".to_owned()))
    }
}
