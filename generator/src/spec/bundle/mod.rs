//! Turns a document that refers to other files, and to places deep in itself,
//! into one whose every reference is `#/components/<section>/<name>`.
//!
//! ```yaml
//! schema: { $ref: './schemas/user.yaml#/User' }   # becomes
//! schema: { $ref: '#/components/schemas/User' }   # and the schema a component
//! ```
//!
//! A path item that is a reference is replaced by what it refers to.

mod check;
mod lookup;
mod name;
mod path_items;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value};

use self::lookup::{lookup, target};
use self::name::Names;
use super::at::At;
use super::keywords::{Kind, Shape, keyword};
use super::origins::Origins;
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Pointer, Reference, Source};

/// The files as they were read, and the tree of the document, which was taken
/// out of them.
pub(super) struct Files<'a> {
    pub source: &'a Source,
    pub root: FileId,
    pub tree: &'a Value,
}

impl<'a> Files<'a> {
    fn value(&self, file: FileId) -> Option<&'a Value> {
        if file == self.root {
            Some(self.tree)
        } else {
            self.source.file(file).map(|file| &file.value)
        }
    }
}

/// Bundles `tree`, the document of file `root`, in place.
pub(super) fn bundle(tree: &mut Value, source: &Source, root: FileId, diagnostics: &mut Diagnostics) -> Origins {
    let mut bundler = Bundler {
        source,
        root,
        names: Names::default(),
        homes: BTreeMap::new(),
        queue: VecDeque::new(),
        origins: Origins::default(),
        diagnostics,
    };
    bundler.reserve(tree);
    let bases = bundler.inline_path_items(tree);
    bundler.document(tree, &bases);
    bundler.hoist(tree);
    check::cycles(tree, &mut bundler);
    bundler.origins
}

/// A component to be made from a place elsewhere.
struct Hoist {
    kind: Kind,
    name: String,
    file: FileId,
    fragment: String,
    /// The reference that asked for it.
    referrer: Pointer,
}

struct Bundler<'a> {
    source: &'a Source,
    root: FileId,
    names: Names,
    /// Place and section -> the name of the component made from it.
    homes: BTreeMap<(FileId, String, &'static str), String>,
    queue: VecDeque<Hoist>,
    origins: Origins,
    diagnostics: &'a mut Diagnostics,
}

impl Bundler<'_> {
    /// Takes the names of the document's own components. One that is nothing
    /// but a reference to a file is the home of what it refers to.
    fn reserve(&mut self, tree: &mut Value) {
        let Some(components) = tree.get_mut("components").and_then(Value::as_object_mut) else {
            return;
        };
        let root = Pointer::root(self.root).field("components");
        for (section, map) in components {
            let Some(Shape::Map(kind)) = keyword(Kind::Components, section).map(|keyword| keyword.shape) else {
                continue;
            };
            let (Some(section), Some(map)) = (kind.section(), map.as_object_mut()) else {
                continue;
            };
            for (name, value) in map.iter() {
                self.names.reserve(section, name);
                let Some(text) = lone_reference(value) else { continue };
                let reference = Reference::parse(text);
                let file = self.source.find(self.root, &reference.path);
                let (Some(file), false) = (file, reference.path.is_empty()) else {
                    continue;
                };
                let key = (file, reference.fragment.clone(), section);
                if file != self.root && !self.homes.contains_key(&key) {
                    self.homes.insert(key, name.clone());
                    let referrer = root.field(section).field(name).field("$ref");
                    self.queue.push_back(Hoist {
                        kind,
                        name: name.clone(),
                        file,
                        fragment: reference.fragment,
                        referrer,
                    });
                }
            }
        }
    }

    /// Rewrites the references of the document's own file.
    fn document(&mut self, tree: &mut Value, bases: &BTreeMap<(&'static str, String), (FileId, Pointer)>) {
        let root = Pointer::root(self.root);
        let at = At::root(&root);
        let Some(map) = tree.as_object_mut() else { return };
        for (key, value) in map.iter_mut() {
            let at = at.field(key);
            let section = match key.as_str() {
                "paths" => "paths",
                "webhooks" | "x-webhooks" => "webhooks",
                _ => {
                    if let Some(keyword) = keyword(Kind::Document, key) {
                        self.shape(keyword.shape, value, self.root, &at);
                    }
                    continue;
                }
            };
            for (name, item) in value.as_object_mut().into_iter().flatten() {
                match bases.get(&(section, name.clone())) {
                    Some((file, pointer)) => self.object(Kind::PathItem, item, *file, &At::root(pointer)),
                    None => self.object(Kind::PathItem, item, self.root, &at.field(name)),
                }
            }
        }
    }

    /// Makes the components that references asked for, and those that these ask for.
    fn hoist(&mut self, tree: &mut Value) {
        while let Some(hoist) = self.queue.pop_front() {
            let Some(section) = hoist.kind.section() else { continue };
            let files = Files {
                source: self.source,
                root: self.root,
                tree,
            };
            // A file that could not be read has been reported.
            let unread = files.value(hoist.file).is_none_or(Value::is_null);
            let Some(found) = lookup(&files, hoist.file, &hoist.fragment).filter(|_| !unread) else {
                if !unread {
                    let path = self.source.file(hoist.file).map_or("", |file| file.path.as_str());
                    let message = format!("`#{}` is not in `{path}`", hoist.fragment);
                    self.diagnostics.error("dangling-reference", &hoist.referrer, message);
                }
                // The component that was nothing but this reference.
                let components = tree
                    .get_mut("components")
                    .and_then(|components| components.get_mut(section));
                if let Some(map) = components.and_then(Value::as_object_mut) {
                    map.shift_remove(&hoist.name);
                }
                continue;
            };
            let (file, pointer, mut value) = (found.file, found.pointer, found.value.clone());
            self.object(hoist.kind, &mut value, file, &At::root(&pointer));
            let bundled = Pointer::root(self.root)
                .field("components")
                .field(section)
                .field(&hoist.name);
            self.origins.insert(&bundled, pointer);
            let Some(root) = tree.as_object_mut() else { return };
            let components = root.entry("components").or_insert_with(|| Value::Object(Map::new()));
            let Some(components) = components.as_object_mut() else {
                return;
            };
            if let Some(map) = components
                .entry(section)
                .or_insert_with(|| Value::Object(Map::new()))
                .as_object_mut()
            {
                map.insert(hoist.name, value);
            }
        }
    }

    /// Rewrites the references of an object that stands in `base`.
    fn object(&mut self, kind: Kind, value: &mut Value, base: FileId, at: &At<'_>) {
        let Some(map) = value.as_object_mut() else { return };
        if kind == Kind::Discriminator {
            return self.mapping(map, base, at);
        }
        if let (Some(_), Some(Value::String(text))) = (kind.section(), map.get("$ref"))
            && let Some(rewritten) = self.reference(kind, text, base, &at.field("$ref"))
        {
            map.insert("$ref".to_owned(), Value::String(rewritten));
        }
        for (key, value) in map.iter_mut() {
            let at = at.field(key);
            match keyword(kind, key) {
                Some(keyword) => self.shape(keyword.shape, value, base, &at),
                None if kind == Kind::Responses => self.object(Kind::Response, value, base, &at),
                None if kind == Kind::Paths => self.object(Kind::PathItem, value, base, &at),
                None => {}
            }
        }
    }

    fn shape(&mut self, shape: Shape, value: &mut Value, base: FileId, at: &At<'_>) {
        match (shape, value) {
            (Shape::Items, Value::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.object(Kind::Schema, item, base, &at.index(index));
                }
            }
            (Shape::Items, value) => self.object(Kind::Schema, value, base, at),
            (Shape::One(kind), value) => self.object(kind, value, base, at),
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

    /// The values of a discriminator's mapping are names of schemas, or references.
    /// One that names nothing is dropped: the list of alternatives says more.
    fn mapping(&mut self, map: &mut Map<String, Value>, base: FileId, at: &At<'_>) {
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
                    self.diagnostics.warning("dangling-reference", &at.pointer(), message);
                    return false;
                }
            }
            true
        });
    }

    /// Returns what a reference becomes: that to a component of the document.
    fn reference(&mut self, kind: Kind, text: &str, base: FileId, at: &At<'_>) -> Option<String> {
        let section = kind.section()?;
        let reference = Reference::parse(text);
        // A file that is not there has been reported where it was looked for.
        let mut file = if reference.path.is_empty() {
            base
        } else {
            self.source.find(base, &reference.path)?
        };
        let mut fragment = reference.fragment;
        if file != self.root {
            (file, fragment) = self.last_of_chain(file, fragment);
        }
        if file == self.root
            && let Some((other, name)) = component(&fragment)
        {
            if other == section {
                if !self.names.contains(section, &name) {
                    self.dangling(section, &name, text, at);
                }
                return Some(component_reference(section, &name));
            }
            if keyword(Kind::Components, other).is_some() {
                // A header that is described as a parameter, and the like: what
                // they have in common is taken.
                let message = format!("`{text}` is no component of `{section}`; it is read as if it were");
                self.diagnostics.warning("wrong-reference", &at.pointer(), message);
            }
        }
        let key = (file, fragment, section);
        if let Some(name) = self.homes.get(&key) {
            return Some(component_reference(section, name));
        }
        let path = self.source.file(file).map(|file| file.path.as_path())?;
        let name = self.names.claim(section, path, &key.1);
        let referrer = at.pointer();
        self.queue.push_back(Hoist {
            kind,
            name: name.clone(),
            file,
            fragment: key.1.clone(),
            referrer,
        });
        self.homes.insert(key, name.clone());
        Some(component_reference(section, &name))
    }

    /// Follows references that lead to nothing but references, within files
    /// other than the document's.
    fn last_of_chain(&self, mut file: FileId, mut fragment: String) -> (FileId, String) {
        let files = Files {
            source: self.source,
            root: self.root,
            tree: &Value::Null,
        };
        for _ in 0..64 {
            let next = lookup(&files, file, &fragment)
                .filter(|found| lone_reference(found.value).is_some())
                .and_then(|found| target(&files, found.file, found.value));
            match next {
                Some(next) => (file, fragment) = next,
                None => break,
            }
            if file == self.root {
                break;
            }
        }
        (file, fragment)
    }

    fn dangling(&mut self, section: &'static str, name: &str, text: &str, at: &At<'_>) {
        let similar =
            super::similar::similar(name, self.names.of(section)).map(|similar| component_reference(section, similar));
        let pointer = at.pointer();
        let diagnostic = self
            .diagnostics
            .error("dangling-reference", &pointer, format!("`{text}` does not exist"));
        if let Some(similar) = similar {
            diagnostic.help(format!("did you mean `{similar}`?"));
        }
    }
}

/// Returns the `$ref` of an object that has nothing else.
fn lone_reference(value: &Value) -> Option<&str> {
    let map = value.as_object()?;
    if map.len() == 1 {
        map.get("$ref")?.as_str()
    } else {
        None
    }
}

/// Takes `/components/<section>/<name>` apart.
fn component(fragment: &str) -> Option<(&str, String)> {
    let (section, name) = fragment.strip_prefix("/components/")?.split_once('/')?;
    (!name.contains('/')).then(|| (section, name.replace("~1", "/").replace("~0", "~")))
}

/// Writes the reference to a component.
pub(super) fn component_reference(section: &str, name: &str) -> String {
    format!("#/components/{section}/{}", name.replace('~', "~0").replace('/', "~1"))
}
