//! References by the identifiers of JSON Schema: `$id`, and `$dynamicRef`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Bundler;
use crate::source::{FileId, Pointer, Reference};
use crate::spec::at::At;

impl Bundler<'_> {
    /// Returns the place in file `base` that `reference` names by the `$id` of a
    /// schema: outright, or as a place in the schema that it stands in.
    pub(super) fn by_id(&mut self, reference: &Reference, base: FileId, at: &At<'_>) -> Option<String> {
        let ids = &self.source.file(base)?.ids;
        let schema = if !reference.path.is_empty() {
            ids.get(&reference.path)?.to_string()
        } else if self.is_of_document(&reference.fragment) {
            return None;
        } else if let Some(schema) = around(ids, &self.place(at)) {
            schema
        } else {
            return self.by_component(reference, base, at);
        };
        if reference.fragment.is_empty() || reference.fragment.starts_with('/') {
            return Some(schema + &reference.fragment);
        }
        // Anchors are looked for in the whole file.
        Some(reference.fragment.clone())
    }

    /// Tells whether a fragment is of the document whatever schema it stands in:
    /// those who write an `$id` for a label refer to components even so.
    fn is_of_document(&self, fragment: &str) -> bool {
        let key = fragment.strip_prefix('/').and_then(|rest| rest.split('/').next());
        key.is_some_and(|key| matches!(key, "components" | "paths") || self.keys.contains(key))
    }

    /// Returns the place that a fragment names in the component around it, as in
    /// a JSON Schema that became a component as it was.
    ///
    /// `#/$defs/Name` in the component `User` → `/components/schemas/User/$defs/Name`
    fn by_component(&mut self, reference: &Reference, base: FileId, at: &At<'_>) -> Option<String> {
        let key = reference.fragment.strip_prefix('/')?.split('/').next()?;
        if base != self.root || !matches!(key, "$defs" | "definitions" | "properties") {
            return None;
        }
        let place = self.place(at);
        let segments = place.segments();
        let (["components", "schemas", name, ..] | ["definitions", name, ..]) = segments.as_slice() else {
            return None;
        };
        let component = self.sections.reference("schemas", name);
        let message = format!(
            "the document has no `#{0}`; `{component}{0}` is taken for it",
            reference.fragment
        );
        self.diagnostics
            .warning("wrong-reference", &place, message)
            .help("write the reference from the root of the document");
        Some(component.trim_start_matches('#').to_owned() + &reference.fragment)
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

/// Returns the innermost schema with an `$id` around `place`.
fn around(ids: &BTreeMap<String, Pointer>, place: &Pointer) -> Option<String> {
    let place = place.to_string();
    let inside = |schema: &String| {
        place
            .strip_prefix(schema.as_str())
            .is_some_and(|inside| inside.starts_with('/'))
    };
    ids.values()
        .map(ToString::to_string)
        .filter(inside)
        .max_by_key(String::len)
}
