//! Rewrites the mapping of a discriminator: names of schemas, or references.

use serde_json::{Map, Value};

use super::{Bundler, component, component_reference};
use crate::source::{FileId, Reference};
use crate::spec::at::At;
use crate::spec::keywords::Kind;

impl Bundler<'_> {
    /// The values of a discriminator's mapping are names of schemas, or references.
    /// One that names nothing is dropped: the list of alternatives says more.
    pub(super) fn mapping(&mut self, map: &mut Map<String, Value>, base: FileId, at: &At<'_>) {
        let at = at.field("mapping");
        let Some(Value::Object(mapping)) = map.get_mut("mapping") else {
            return;
        };
        mapping.retain(|key, value| {
            let at = at.field(key);
            // What is no text is reported when types are checked.
            let Value::String(text) = &*value else { return true };
            let named = component_reference("schemas", text);
            let names_schema = !text.contains(['/', '#']) && self.source.find(base, text).is_none();
            let text = if names_schema { &named } else { text };
            let reference = Reference::parse(text);
            let missing = match component(&reference.fragment) {
                Some(("schemas", name)) if reference.path.is_empty() && base == self.root => {
                    !self.names.contains("schemas", &name)
                }
                _ => false,
            };
            let rewritten = if missing {
                None
            } else {
                self.reference(Kind::Schema, text, base, &at)
            };
            match rewritten {
                Some(rewritten) => *value = Value::String(rewritten),
                None => {
                    let message = format!("`{text}` does not exist; the mapping of `{key}` is ignored");
                    self.diagnostics
                        .warning("dangling-reference", &self.place(&at), message);
                    return false;
                }
            }
            true
        });
    }
}
