//! Applies one action: `update` and `copy` merge a value into the nodes that
//! are selected, `remove` takes them out.

use std::collections::BTreeSet;

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use super::action::{Action, Change};
use crate::diagnostic::Diagnostics;
use crate::source::{Pointer, Written};

/// A step from a value into it. Ordered so that what stands later in a list is greater.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Index(usize),
    Name(String),
}

impl Step {
    fn text(&self) -> String {
        match self {
            Self::Index(index) => index.to_string(),
            Self::Name(name) => name.clone(),
        }
    }
}

/// The document that is changed.
pub(super) struct Target<'a> {
    pub tree: &'a mut Value,
    pub written: &'a mut Written,
    pub root: Pointer,
    pub diagnostics: &'a mut Diagnostics,
}

impl Target<'_> {
    /// Applies `action`; one that cannot be applied is reported.
    pub fn apply(&mut self, action: &Action) {
        let nodes = select(self.tree, &action.target);
        if nodes.is_empty() {
            let message = format!("`{}` selects nothing in the document", action.target);
            self.diagnostics
                .error("overlay-without-match", &action.place.field("target"), message)
                .help("correct the path, or remove the action");
            return;
        }
        match &action.change {
            Change::Remove => {
                // From behind, so that the places of those before stay true.
                for node in nodes.iter().rev() {
                    self.remove(node, action);
                }
            }
            Change::Update(value) => self.update_all(&nodes, value, &action.place.field("update"), action),
            Change::Copy(path) => {
                let sources = select(self.tree, path);
                let [source] = sources.as_slice() else {
                    let message = format!("`{path}` selects {} values in the document, not one", sources.len());
                    self.diagnostics
                        .error("overlay-without-match", &action.place.field("copy"), message)
                        .help("write a path to the one value that is to be copied");
                    return;
                };
                let keys: Vec<String> = source.iter().map(Step::text).collect();
                let pointer = keys.iter().fold(self.root.clone(), |pointer, key| pointer.field(key));
                let from = self.written.of(&pointer);
                if let Some(value) = find(self.tree, source).map(|value| value.clone()) {
                    self.update_all(&nodes, &value, &from, action);
                }
            }
            Change::Nothing => {
                self.diagnostics
                    .warning("overlay-without-effect", &action.place, "the action changes nothing")
                    .help("add `update`, `copy` or `remove: true`");
            }
        }
    }

    fn remove(&mut self, node: &[Step], action: &Action) {
        let Some((last, parent)) = node.split_last() else {
            let help = "select what is inside of it";
            return self.mismatch(action, "the whole document cannot be removed", help);
        };
        let keys: Vec<String> = parent.iter().map(Step::text).collect();
        match (find(self.tree, parent), last) {
            (Some(Value::Object(map)), Step::Name(name)) => {
                map.shift_remove(name);
                self.written
                    .remove(&[keys.as_slice(), std::slice::from_ref(name)].concat());
            }
            (Some(Value::Array(items)), Step::Index(index)) if *index < items.len() => {
                let len = items.len();
                items.remove(*index);
                self.written.remove_item(&keys, *index, len, &self.root);
            }
            // It went with what was around it.
            _ => {}
        }
    }

    /// Merges `value`, which was written at `from`, into all of `nodes`.
    fn update_all(&mut self, nodes: &[Vec<Step>], value: &Value, from: &Pointer, action: &Action) {
        let kinds: Vec<&str> = nodes
            .iter()
            .filter_map(|node| find(self.tree, node).map(|value| kind(value)))
            .collect();
        if kinds.windows(2).any(|pair| pair[0] != pair[1]) {
            let help = "select objects alone, or lists alone, or plain values alone";
            return self.mismatch(action, "the path selects values of several kinds", help);
        }
        for node in nodes {
            let mut place: Vec<String> = node.iter().map(Step::text).collect();
            let Some(target) = find(self.tree, node) else { continue };
            if let Err(message) = update(target, value, &mut place, from, self.written) {
                let help = "remove the value in an action before this one, to replace it whole";
                return self.mismatch(action, &message, help);
            }
        }
    }

    fn mismatch(&mut self, action: &Action, message: &str, help: &str) {
        self.diagnostics
            .error("overlay-mismatch", &action.place, message)
            .help(help);
    }
}

/// Merges into a value that is selected: into an object, onto the end of a
/// list, in place of a plain value.
fn update(
    target: &mut Value,
    value: &Value,
    place: &mut Vec<String>,
    from: &Pointer,
    written: &mut Written,
) -> Result<(), String> {
    match (&mut *target, value) {
        (Value::Array(items), value) if !value.is_array() => {
            append(items, value, place, from, written);
            Ok(())
        }
        _ => merge(target, value, place, from, written),
    }
}

fn merge(
    target: &mut Value,
    value: &Value,
    place: &mut Vec<String>,
    from: &Pointer,
    written: &mut Written,
) -> Result<(), String> {
    match (target, value) {
        (Value::Object(map), Value::Object(new)) => {
            for (key, value) in new {
                let from = from.field(key);
                place.push(key.clone());
                match map.get_mut(key) {
                    Some(known) => merge(known, value, place, &from, written)?,
                    None => {
                        map.insert(key.clone(), value.clone());
                        written.set(place, from);
                    }
                }
                place.pop();
            }
        }
        (Value::Array(items), Value::Array(new)) => {
            for (index, value) in new.iter().enumerate() {
                append(items, value, place, &from.index(index), written);
            }
        }
        // `tags:` with nothing behind it, in an overlay that mirrors a document.
        (Value::Object(_) | Value::Array(_), Value::Null) => {}
        (known, value) if kind(known) == "a plain value" && kind(value) == "a plain value" => {
            *known = value.clone();
            written.set(place, from.clone());
        }
        (known, value) => {
            let place = place.join("/").replace('`', "'");
            return Err(format!(
                "{} cannot be merged into {} (at `{place}`)",
                kind(value),
                kind(known)
            ));
        }
    }
    Ok(())
}

fn append(items: &mut Vec<Value>, value: &Value, place: &mut Vec<String>, from: &Pointer, written: &mut Written) {
    place.push(items.len().to_string());
    items.push(value.clone());
    written.set(place, from.clone());
    place.pop();
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        _ => "a plain value",
    }
}

/// Returns the places of all nodes that `path` selects, each once and in order.
fn select(tree: &Value, path: &JsonPath) -> Vec<Vec<Step>> {
    let step = |element: &PathElement<'_>| match element {
        PathElement::Name(name) => Step::Name((*name).to_owned()),
        PathElement::Index(index) => Step::Index(*index),
    };
    let nodes = path.query_located(tree);
    let places: BTreeSet<Vec<Step>> = nodes
        .locations()
        .map(|location| location.iter().map(step).collect())
        .collect();
    places.into_iter().collect()
}

fn find<'v>(tree: &'v mut Value, node: &[Step]) -> Option<&'v mut Value> {
    node.iter().try_fold(tree, |value, step| match step {
        Step::Index(index) => value.get_mut(*index),
        Step::Name(name) => value.get_mut(name),
    })
}
