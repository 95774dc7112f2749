//! Finds the value that the fragment of a reference names.

use serde_json::Value;

use super::Files;
use crate::source::{FileId, Pointer, Reference};

/// The longest chain of references that is followed.
const LONGEST_CHAIN: usize = 64;

/// A value, and where it stands.
pub(super) struct Found<'a> {
    pub file: FileId,
    pub pointer: Pointer,
    pub value: &'a Value,
}

/// Finds what `fragment` names in `file`, going through the references on the way.
pub(super) fn lookup<'a>(files: &Files<'a>, file: FileId, fragment: &str) -> Option<Found<'a>> {
    lookup_within(files, file, fragment, LONGEST_CHAIN)
}

fn lookup_within<'a>(files: &Files<'a>, file: FileId, fragment: &str, budget: usize) -> Option<Found<'a>> {
    let budget = budget.checked_sub(1)?;
    let root = files.value(file)?;
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return anchor(root, fragment, &Pointer::root(file)).map(|(pointer, value)| Found { file, pointer, value });
    }
    let mut found = Found {
        file,
        pointer: Pointer::root(file),
        value: root,
    };
    for key in Pointer::parse(file, fragment)?.segments() {
        match member(found.value, key) {
            Some(value) => {
                found = Found {
                    pointer: found.pointer.field(key),
                    value,
                    ..found
                }
            }
            None => {
                let (target, inner) = target(files, found.file, found.value)?;
                let through = lookup_within(files, target, &inner, budget)?;
                let value = member(through.value, key)?;
                found = Found {
                    file: through.file,
                    pointer: through.pointer.field(key),
                    value,
                };
            }
        }
    }
    Some(found)
}

/// Returns the file and fragment that the `$ref` of `value` names.
pub(super) fn target(files: &Files<'_>, file: FileId, value: &Value) -> Option<(FileId, String)> {
    let reference = Reference::parse(value.get("$ref")?.as_str()?);
    if reference.path.is_empty() {
        return Some((file, reference.fragment));
    }
    Some((files.source.find(file, &reference.path)?, reference.fragment))
}

fn member<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    match value {
        Value::Object(map) => map.get(key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    }
}

/// Finds the schema that calls itself `name` (`$anchor` or `$dynamicAnchor`).
fn anchor<'a>(value: &'a Value, name: &str, pointer: &Pointer) -> Option<(Pointer, &'a Value)> {
    match value {
        Value::Object(map) => {
            let is_named = |key: &str| map.get(key).and_then(Value::as_str) == Some(name);
            if is_named("$anchor") || is_named("$dynamicAnchor") {
                return Some((pointer.clone(), value));
            }
            map.iter()
                .find_map(|(key, value)| anchor(value, name, &pointer.field(key)))
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, value)| anchor(value, name, &pointer.index(index))),
        _ => None,
    }
}
