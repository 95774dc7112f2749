//! Replaces references where OpenAPI has none by what they refer to: those in
//! place of an operation, a map of properties, a list of parameters, a text.
//!
//! `get: { $ref: users/list.yaml }` → `get: { operationId: listUsers, … }`

use serde_json::{Map, Value};

use super::lookup::{Found, lookup, target};
use super::{Bundler, Files};
use crate::source::{FileId, Reference};
use crate::spec::at::At;
use crate::spec::keywords::{Kind, Shape, keyword};

/// How many of them may stand in one another.
const DEEPEST: usize = 32;

impl Bundler<'_> {
    /// Replaces `value` where it is a reference. Returns the file in which
    /// references are relative that stand inside of it now.
    pub(super) fn inlined(&mut self, value: &mut Value, base: FileId, at: &At<'_>) -> FileId {
        let mut base = base;
        for _ in 0..64 {
            let Some(text) = reference_of(value) else { return base };
            if self.inlining >= DEEPEST {
                break;
            }
            let found = self.target_of(value, base);
            let Some((file, pointer, mut new)) = found else {
                let reference = Reference::parse(text);
                // A file that could not be read has been reported.
                let is_read = reference.path.is_empty()
                    || self.source.find(base, &reference.path).is_some_and(|file| {
                        self.source
                            .file(file)
                            .is_some_and(|file| !file.value.is_null() || file.shared)
                    });
                if is_read {
                    let place = self.place(&at.field("$ref"));
                    let message = format!("`{text}` does not exist; it is left out");
                    self.diagnostics
                        .fault("dangling-reference", &place, message)
                        .help("correct the reference, or write what it is to mean in its place");
                }
                *value = Value::Null;
                return base;
            };
            if let (Some(map), Value::Object(siblings)) = (new.as_object_mut(), &mut *value) {
                siblings.shift_remove("$ref");
                map.append(siblings);
            }
            self.origins.insert(&at.pointer(), pointer);
            *value = new;
            base = file;
        }
        let place = self.place(at);
        self.diagnostics
            .fault(
                "cyclic-reference",
                &place,
                "the references never lead to a value; it is left out",
            )
            .help("write the value in the place of one of them");
        *value = Value::Null;
        base
    }

    /// Returns what the reference `value` names.
    fn target_of(&self, value: &Value, base: FileId) -> Option<(FileId, crate::source::Pointer, Value)> {
        let root = self.source.file(self.root).map(|file| &file.value);
        let files = Files {
            source: self.source,
            root: self.root,
            tree: self.snapshot.as_ref().or(root)?,
        };
        let (file, fragment) = target(&files, base, value)?;
        let Found { file, pointer, value } = lookup(&files, file, &fragment)?;
        (!value.is_null()).then(|| (file, pointer, value.clone()))
    }
}

/// Returns the text of a reference that stands in place of something.
fn reference_of(value: &Value) -> Option<&str> {
    value.as_object()?.get("$ref")?.as_str()
}

/// Tells whether an object of `kind` has such a reference to its own file.
pub(super) fn has_local(kind: Kind, value: &Value) -> bool {
    if kind.section().is_none() && kind != Kind::PathItem && is_local(value) {
        return true;
    }
    let members = |map: &Map<String, Value>| {
        map.iter().any(|(key, value)| match keyword(kind, key) {
            Some(keyword) => has_local_inside(keyword.shape, value),
            None if kind == Kind::Responses => has_local(Kind::Response, value),
            None if kind == Kind::Paths => has_local(Kind::PathItem, value),
            None => false,
        })
    };
    value.as_object().is_some_and(members)
}

fn has_local_inside(shape: Shape, value: &Value) -> bool {
    match (shape, value) {
        (Shape::Any | Shape::TextMap | Shape::Requirements, _) => false,
        (Shape::One(kind), value) => has_local(kind, value),
        (Shape::Items, Value::Object(_)) => has_local(Kind::Schema, value),
        (Shape::Items, Value::Array(items)) => items.iter().any(|item| has_local(Kind::Schema, item)),
        (Shape::List(kind), Value::Array(items)) => items.iter().any(|item| has_local(kind, item)),
        (Shape::Map(kind), Value::Object(map)) => is_local(value) || map.values().any(|item| has_local(kind, item)),
        (_, value) => is_local(value),
    }
}

fn is_local(value: &Value) -> bool {
    reference_of(value).is_some_and(|text| text.starts_with('#'))
}
