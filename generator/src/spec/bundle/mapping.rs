//! Rewrites the mapping of a discriminator: names of schemas, or references.

use serde_json::{Map, Value};

use super::Bundler;
use crate::source::{FileId, Reference};
use crate::spec::at::At;
use crate::spec::keywords::Kind;

impl Bundler<'_> {
    /// The values of a discriminator's mapping are names of schemas, or references.
    /// One that names nothing is dropped: the list of alternatives says more.
    pub(super) fn mapping(&mut self, map: &mut Map<String, Value>, base: FileId, at: &At<'_>) {
        let default = map.get_mut("defaultMapping");
        if default.is_some_and(|value| !self.mapped(value, "other values", base, &at.field("defaultMapping"))) {
            map.shift_remove("defaultMapping");
        }
        let at = at.field("mapping");
        if let Some(Value::Object(mapping)) = map.get_mut("mapping") {
            mapping.retain(|key, value| self.mapped(value, &format!("`{key}`"), base, &at.field(key)));
        }
    }

    /// Rewrites what a discriminator maps a value to; `false` where it names nothing.
    fn mapped(&mut self, value: &mut Value, what: &str, base: FileId, at: &At<'_>) -> bool {
        // What is no text is reported when types are checked.
        let Value::String(text) = &*value else { return true };
        let named = self.sections.reference("schemas", text);
        let names_schema = !text.contains(['/', '#']) && self.source.find(base, text).is_none();
        let text = if names_schema { &named } else { text };
        let reference = Reference::parse(text);
        let missing = match self.sections.parse(&reference.fragment) {
            Some(("schemas", name)) if reference.path.is_empty() && base == self.root => {
                !self.names.contains("schemas", &name)
            }
            _ => false,
        };
        let rewritten = if missing {
            None
        } else {
            self.reference(Kind::Schema, text, base, at)
        };
        let Some(rewritten) = rewritten else {
            let message = format!("`{text}` does not exist; the mapping of {what} is ignored");
            self.diagnostics.warning("dangling-reference", &self.place(at), message);
            return false;
        };
        *value = Value::String(rewritten);
        true
    }
}
