//! Replaces path items that are references by what they refer to.

use std::collections::BTreeMap;

use serde_json::Value;

use super::lookup::{lookup, target};
use super::sections::Sections;
use super::{Bundler, Files, lost};
use crate::source::{FileId, Pointer, Reference};
use crate::spec::at::At;
use crate::spec::keywords::Kind;

/// Which path items came from which file: (`paths` or `webhooks`, key) -> file.
pub(super) type Bases = BTreeMap<(&'static str, String), FileId>;

/// Which maps of path items and of components came from which file, by their keys.
pub(super) type Homes = BTreeMap<&'static str, FileId>;

impl Bundler<'_> {
    /// Replaces `paths` and the like where they are references as a whole, and
    /// the maps of components.
    pub(super) fn inline_sections(&mut self, tree: &mut Value) -> Homes {
        let root = Pointer::root(self.root);
        let at = At::root(&root);
        let mut homes = Homes::new();
        for key in ["paths", "webhooks", "x-webhooks"] {
            if let Some(value) = tree.get_mut(key) {
                homes.insert(key, self.inlined(value, self.root, &at.field(key)));
            }
        }
        let sections = self.sections;
        for (section, _) in Sections::all().filter(|_| sections == Sections::Top) {
            if let Some(value) = sections.find(tree, section) {
                let place = sections.pointer(root.clone(), section);
                homes.insert(section, self.inlined(value, self.root, &At::root(&place)));
            }
        }
        if let Some(components) = tree.get_mut("components") {
            let at = at.field("components");
            let base = self.inlined(components, self.root, &at);
            for keyword in Kind::Components.keywords() {
                if let Some(section) = components.get_mut(keyword.name) {
                    homes.insert(keyword.name, self.inlined(section, base, &at.field(keyword.name)));
                }
            }
        }
        homes
    }

    /// Replaces the path items of `tree` that are references; what stands
    /// beside the reference wins over what it brings in.
    pub(super) fn inline_path_items(&mut self, tree: &mut Value, homes: &Homes) -> Bases {
        let mut bases = Bases::new();
        let mut replaced = Vec::new();
        for (key, section) in [("paths", "paths"), ("webhooks", "webhooks"), ("x-webhooks", "webhooks")] {
            for (name, item) in tree.get(key).and_then(Value::as_object).into_iter().flatten() {
                let Some(text) = item.get("$ref").and_then(Value::as_str) else {
                    continue;
                };
                let place = Pointer::root(self.root).field(key).field(name);
                let files = Files {
                    source: self.source,
                    root: self.root,
                    tree,
                };
                let home = homes.get(key).copied().unwrap_or(self.root);
                let item = match follow(&files, home, item) {
                    Ok((file, pointer, value)) => {
                        let bundled = Pointer::root(self.root).field(section).field(name);
                        self.origins.insert(&bundled, pointer);
                        bases.insert((section, name.clone()), file);
                        Some(value)
                    }
                    Err(code) => {
                        let reference = Reference::parse(text);
                        // A file that could not be read has been reported.
                        let file = match reference.path.as_str() {
                            "" => Some(home),
                            path => self.source.find(home, path),
                        };
                        if file
                            .and_then(|file| files.value(file))
                            .is_some_and(|value| !value.is_null())
                        {
                            let message = match code {
                                "cyclic-reference" => format!("`{text}` leads back to itself; {}", lost("pathItems")),
                                _ => format!("`{text}` does not exist; {}", lost("pathItems")),
                            };
                            self.diagnostics.fault(code, &place.field("$ref"), message);
                        }
                        None
                    }
                };
                replaced.push((key, name.clone(), item));
            }
        }
        for (key, name, item) in replaced {
            let Some(map) = tree.get_mut(key).and_then(Value::as_object_mut) else {
                continue;
            };
            match item {
                Some(item) => map.insert(name, item),
                None => map.shift_remove(&name),
            };
        }
        bases
    }
}

/// Follows the reference of a path item to an item that is none.
fn follow(files: &Files<'_>, file: FileId, item: &Value) -> Result<(FileId, Pointer, Value), &'static str> {
    let mut siblings = item.as_object().cloned().unwrap_or_default();
    siblings.shift_remove("$ref");
    let mut next = target(files, file, item).ok_or("dangling-reference")?;
    for _ in 0..64 {
        let found = lookup(files, next.0, &next.1).ok_or("dangling-reference")?;
        if found.value.get("$ref").is_some_and(Value::is_string) {
            for (key, value) in found.value.as_object().into_iter().flatten() {
                if key != "$ref" {
                    siblings.entry(key.clone()).or_insert_with(|| value.clone());
                }
            }
            next = target(files, found.file, found.value).ok_or("dangling-reference")?;
            continue;
        }
        let mut value = found.value.clone();
        if let Some(map) = value.as_object_mut() {
            map.extend(siblings);
        }
        return Ok((found.file, found.pointer, value));
    }
    Err("cyclic-reference")
}
