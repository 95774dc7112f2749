//! Walks a tree by the table of keywords, and rewrites every reference in it.

use serde_json::Value;

use super::Bundler;
use super::path_items::{Bases, Homes};
use crate::source::{FileId, Pointer};
use crate::spec::at::At;
use crate::spec::keywords::{Fate, Kind, Shape, keyword};

impl Bundler<'_> {
    /// Rewrites the references of the document's own file.
    pub(super) fn document(&mut self, tree: &mut Value, bases: &Bases, homes: &Homes) {
        let root = Pointer::root(self.root);
        let at = At::root(&root);
        let Some(map) = tree.as_object_mut() else { return };
        for (key, value) in map.iter_mut() {
            let at = at.field(key);
            let section = match key.as_str() {
                "paths" => "paths",
                "webhooks" | "x-webhooks" => "webhooks",
                "components" => {
                    self.components(value, &at, homes);
                    continue;
                }
                _ => {
                    let section = self.sections.at_top(key);
                    let base = section.and_then(|section| homes.get(section)).copied();
                    if let Some(keyword) = keyword(Kind::Document, key) {
                        self.shape(keyword.shape, value, base.unwrap_or(self.root), &at);
                    }
                    continue;
                }
            };
            for (name, item) in value.as_object_mut().into_iter().flatten() {
                let home = homes.get(section).copied().unwrap_or(self.root);
                let base = bases.get(&(section, name.clone())).copied().unwrap_or(home);
                self.object(Kind::PathItem, item, base, &at.field(name));
            }
        }
    }

    fn components(&mut self, value: &mut Value, at: &At<'_>, homes: &Homes) {
        for (section, map) in value.as_object_mut().into_iter().flatten() {
            if let Some(keyword) = keyword(Kind::Components, section) {
                let base = homes.get(keyword.name).copied().unwrap_or(self.root);
                self.shape(keyword.shape, map, base, &at.field(section));
            }
        }
    }

    /// Rewrites the references of an object that stands in `base`.
    pub(super) fn object(&mut self, kind: Kind, value: &mut Value, base: FileId, at: &At<'_>) {
        if kind.section().is_none() && kind != Kind::PathItem {
            return self.inlining(value, base, at, |bundler, value, base| {
                bundler.members(kind, value, base, at);
            });
        }
        self.members(kind, value, base, at);
    }

    /// Walks `value` with `walk`, after replacing a reference in its place.
    fn inlining(
        &mut self,
        value: &mut Value,
        base: FileId,
        at: &At<'_>,
        walk: impl FnOnce(&mut Self, &mut Value, FileId),
    ) {
        let is_reference = value.get("$ref").is_some_and(Value::is_string);
        let base = if is_reference {
            self.inlined(value, base, at)
        } else {
            base
        };
        self.inlining += usize::from(is_reference);
        walk(self, value, base);
        self.inlining -= usize::from(is_reference);
    }

    fn members(&mut self, kind: Kind, value: &mut Value, base: FileId, at: &At<'_>) {
        let Some(map) = value.as_object_mut() else { return };
        if kind == Kind::Discriminator {
            return self.mapping(map, base, at);
        }
        if kind == Kind::Schema {
            self.dynamic_reference(map, at);
        }
        if let (Some(_), Some(Value::String(text))) = (kind.section(), map.get("$ref"))
            && let Some(rewritten) = self.reference(kind, text, base, &at.field("$ref"))
        {
            map.insert("$ref".to_owned(), Value::String(rewritten));
        }
        for (key, value) in map.iter_mut() {
            let at = at.field(key);
            match keyword(kind, key) {
                // What has no effect needs nothing from elsewhere.
                Some(keyword) if keyword.fate == Fate::Reported => {}
                Some(keyword) => self.shape(keyword.shape, value, base, &at),
                None if kind == Kind::Responses => self.object(Kind::Response, value, base, &at),
                None if kind == Kind::Paths => self.object(Kind::PathItem, value, base, &at),
                None => {}
            }
        }
    }

    fn shape(&mut self, shape: Shape, value: &mut Value, base: FileId, at: &At<'_>) {
        match shape {
            Shape::One(kind) => self.object(kind, value, base, at),
            Shape::Items if value.is_object() => self.object(Kind::Schema, value, base, at),
            // What looks like a reference there is a value, or a name.
            Shape::Any | Shape::TextMap | Shape::Requirements => {}
            _ => self.inlining(value, base, at, |bundler, value, base| {
                bundler.items(shape, value, base, at);
            }),
        }
    }

    fn items(&mut self, shape: Shape, value: &mut Value, base: FileId, at: &At<'_>) {
        match (shape, value) {
            (Shape::Items, Value::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.object(Kind::Schema, item, base, &at.index(index));
                }
            }
            (Shape::List(kind), Value::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.object(kind, item, base, &at.index(index));
                }
            }
            (Shape::Map(kind), Value::Object(map)) => {
                for (key, item) in map.iter_mut() {
                    self.object(kind, item, base, &at.field(key));
                }
            }
            _ => {}
        }
    }
}
