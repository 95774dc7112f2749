//! References by the identifiers of JSON Schema: `$id`, and `$dynamicRef`.

use serde_json::{Map, Value};

use super::Bundler;
use crate::source::{FileId, Reference};
use crate::spec::at::At;

impl Bundler<'_> {
    /// Returns the place in file `base` that `reference` names by the `$id` of a
    /// schema: outright, or as a place in the schema that it stands in.
    pub(super) fn by_id(&self, reference: &Reference, base: FileId, at: &At<'_>) -> Option<String> {
        let ids = &self.source.file(base)?.ids;
        if ids.is_empty() {
            return None;
        }
        let schema = if reference.path.is_empty() {
            // Those who write an `$id` for a label refer to components even so.
            let of_document = ["/components/", "/paths/", "/definitions/"];
            if of_document.iter().any(|place| reference.fragment.starts_with(place)) {
                return None;
            }
            let place = self.place(at).to_string();
            let around = ids.values().map(ToString::to_string).filter(|schema| {
                let inside = place.strip_prefix(schema.as_str());
                inside.is_some_and(|inside| inside.starts_with('/'))
            });
            around.max_by_key(String::len)?
        } else {
            ids.get(&reference.path)?.to_string()
        };
        if reference.fragment.is_empty() || reference.fragment.starts_with('/') {
            return Some(schema + &reference.fragment);
        }
        // Anchors are looked for in the whole file.
        Some(reference.fragment.clone())
    }

    /// Reads a dynamic reference as a plain one.
    ///
    /// `$dynamicRef: '#a'` → `$ref: '#a'`, which is the same unless another
    /// schema extends this one
    pub(super) fn dynamic_reference(&mut self, map: &mut Map<String, Value>, at: &At<'_>) {
        if map.contains_key("$ref") || !map.get("$dynamicRef").is_some_and(Value::is_string) {
            return;
        }
        if let Some(text) = map.shift_remove("$dynamicRef") {
            let place = self.place(&at.field("$dynamicRef"));
            self.diagnostics
                .warning(
                    "dynamic-reference",
                    &place,
                    "a dynamic reference is read as a plain one",
                )
                .help("write `$ref` where no other schema is to change what it means");
            map.insert("$ref".to_owned(), text);
        }
    }
}
