//! Brings the samples back to the document: as an overlay (Overlay
//! Specification 1.0) with `x-codeSamples`, and as the document with them.
//!
//! ```json
//! { "target": "$.paths['/users'].post", "update": { "x-codeSamples": [ … ] } }
//! ```
//!
//! Invariant: the overlay, applied to the document, gives the merged document,
//! and applied to that, changes nothing.

use serde_json::{Map, Value, json};

use super::language::SampleView;
use super::view::OperationView;
use crate::ir::Document;
use crate::output::MARKER;

/// The extension that tools read samples from.
const SAMPLES: &str = "x-codeSamples";

/// A document with its samples, and the overlay that brings them in.
pub(super) struct WithSamples {
    pub merged: Value,
    pub overlay: Value,
}

/// Puts the samples of `operations` into `bundled`, the document in one piece,
/// which the overlay finds in the file `name` beside it.
pub(super) fn with_samples(
    document: &Document,
    bundled: &Value,
    operations: &[OperationView],
    name: &str,
) -> WithSamples {
    let mut merged = bundled.clone();
    remove_samples(&mut merged);
    let mut updates = Vec::new();
    let mut places: Vec<Place<'_>> = Vec::new();
    for operation in operations {
        let Some(place) = Place::of(operation, &merged) else {
            continue;
        };
        let samples = samples(&operation.samples);
        updates.push(json!({ "target": place.target(), "update": { SAMPLES: samples } }));
        if let Some(found) = place.find(&mut merged) {
            found.insert(SAMPLES.to_owned(), samples);
        }
        places.push(place);
    }
    let mut actions = Vec::new();
    // Lists are appended to, so what is there has to go. That an action finds
    // something is made sure of: one that does not is an error to some tools.
    for additional in [false, true] {
        if let Some(first) = places.iter().find(|place| place.additional == additional) {
            actions.push(json!({ "target": first.target(), "update": { SAMPLES: [] } }));
            actions.push(json!({ "target": every(additional), "remove": true }));
        }
    }
    actions.extend(updates);
    let overlay = json!({
        "overlay": "1.0.0",
        "info": { "title": format!("Samples of {}", document.title), "version": document.version },
        "x-generated": format!("{MARKER}; do not edit"),
        "extends": name,
        "actions": actions,
    });
    WithSamples { merged, overlay }
}

/// The target of all samples of a document.
fn every(additional: bool) -> String {
    match additional {
        true => format!("$.paths[*].additionalOperations[*]['{SAMPLES}']"),
        false => format!("$.paths[*][*]['{SAMPLES}']"),
    }
}

/// Where an operation stands in the document.
struct Place<'a> {
    path: &'a str,
    /// As the document spells it.
    method: String,
    /// Whether it is among the `additionalOperations` of its path (OpenAPI 3.2).
    additional: bool,
}

impl<'a> Place<'a> {
    fn of(operation: &'a OperationView, document: &Value) -> Option<Self> {
        let item = document.get("paths")?.get(&operation.path)?;
        let lower = operation.method.to_ascii_lowercase();
        let additional = item.get(&lower).is_none();
        let place = Self {
            path: &operation.path,
            method: if additional { operation.method.clone() } else { lower },
            additional,
        };
        let known = match additional {
            true => item.get("additionalOperations")?.get(&place.method),
            false => item.get(&place.method),
        };
        known?.is_object().then_some(place)
    }

    /// The JSONPath (RFC 9535) of the operation.
    fn target(&self) -> String {
        let mut target = format!("$.paths[{}]", name_selector(self.path));
        match self.additional {
            true => target.push_str(&format!(".additionalOperations[{}]", name_selector(&self.method))),
            false => target.push_str(&format!(".{}", self.method)),
        }
        target
    }

    fn find<'v>(&self, document: &'v mut Value) -> Option<&'v mut Map<String, Value>> {
        let item = document.get_mut("paths")?.get_mut(self.path)?;
        let methods = match self.additional {
            true => item.get_mut("additionalOperations")?,
            false => item,
        };
        methods.get_mut(&self.method)?.as_object_mut()
    }
}

/// Writes a name in single quotes (RFC 9535 section 2.3.1.1).
fn name_selector(name: &str) -> String {
    let mut quoted = String::from("'");
    for character in name.chars() {
        match character {
            '\'' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            _ if u32::from(character) < 0x20 => quoted.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => quoted.push(character),
        }
    }
    quoted.push('\'');
    quoted
}

fn samples(samples: &[SampleView]) -> Value {
    samples
        .iter()
        .map(|sample| json!({ "lang": sample.lang, "label": sample.label, "source": sample.code }))
        .collect()
}

/// Takes the document's own samples out: ours are in their place.
fn remove_samples(document: &mut Value) {
    let items = document.get_mut("paths").and_then(Value::as_object_mut);
    for item in items
        .into_iter()
        .flat_map(Map::values_mut)
        .filter_map(Value::as_object_mut)
    {
        for (name, value) in item.iter_mut() {
            let Some(map) = value.as_object_mut() else { continue };
            map.shift_remove(SAMPLES);
            if name == "additionalOperations" {
                for operation in map.values_mut().filter_map(Value::as_object_mut) {
                    operation.shift_remove(SAMPLES);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
