//! Turns a document that refers to other files, and to places deep in itself,
//! into one whose every reference is `#/components/<section>/<name>`, or what
//! Swagger 2.0 has for it.
//!
//! ```yaml
//! schema: { $ref: './schemas/user.yaml#/User' }   # becomes
//! schema: { $ref: '#/components/schemas/User' }   # and the schema a component
//! ```
//!
//! A path item that is a reference is replaced by what it refers to.

mod check;
mod id;
mod inline;
mod lookup;
mod mapping;
mod name;
mod path_items;
mod reference;
mod sections;
#[cfg(test)]
mod tests;
mod walk;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Map, Value, json};

use self::lookup::{lookup, target};
use self::name::Names;
use self::reference::{lone_reference, lost};
pub(super) use self::sections::Sections;
use super::at::At;
use super::filter::{self, Filter};
use super::keywords::Kind;
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

/// Bundles `tree`, the document of file `root`, in place, without what `filter`
/// does not want.
pub(super) fn bundle(
    tree: &mut Value,
    source: &Source,
    root: FileId,
    mut filter: Option<&mut Filter>,
    diagnostics: &mut Diagnostics,
) -> Origins {
    let mut bundler = Bundler {
        source,
        root,
        sections: Sections::of(tree),
        names: Names::default(),
        homes: BTreeMap::new(),
        queue: VecDeque::new(),
        origins: Origins::default(),
        snapshot: inline::has_local(Kind::Document, tree).then(|| tree.clone()),
        inlining: 0,
        keys: tree.as_object().into_iter().flat_map(Map::keys).cloned().collect(),
        diagnostics,
    };
    let homes = bundler.inline_sections(tree);
    bundler.reserve(tree, &homes);
    let bases = bundler.inline_path_items(tree, &homes);
    let removed = filter.as_mut().map(|filter| filter.operations(tree));
    bundler.document(tree, &bases, &homes);
    bundler.hoist(tree, removed.as_ref().unwrap_or(&Value::Null));
    if filter.is_some() {
        filter::prune(tree, bundler.sections);
    }
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
    sections: Sections,
    names: Names,
    /// Place and section -> the name of the component made from it.
    homes: BTreeMap<(FileId, String, &'static str), String>,
    queue: VecDeque<Hoist>,
    origins: Origins,
    /// The document as it was, where it has references to itself that are
    /// replaced by what they refer to.
    snapshot: Option<Value>,
    /// How many replaced references the walk is in.
    inlining: usize,
    /// The keys at the top of the document.
    keys: BTreeSet<String>,
    diagnostics: &'a mut Diagnostics,
}

impl Bundler<'_> {
    /// Returns where the part of the bundled document at `at` was written.
    fn place(&self, at: &At<'_>) -> Pointer {
        self.origins.origin(&at.pointer())
    }

    /// Takes the names of the document's own components. One that is nothing
    /// but a reference to a file is the home of what it refers to.
    fn reserve(&mut self, tree: &mut Value, homes: &path_items::Homes) {
        for (section, kind) in Sections::all() {
            let place = self.sections.pointer(Pointer::root(self.root), section);
            let Some(map) = self.sections.find(tree, section).and_then(Value::as_object_mut) else {
                continue;
            };
            let home = homes.get(section).copied().unwrap_or(self.root);
            for (name, value) in map.iter() {
                self.names.reserve(section, name);
                let Some(text) = lone_reference(value) else { continue };
                let reference = Reference::parse(text);
                let file = self.source.find(home, &reference.path);
                let (Some(file), false) = (file, reference.path.is_empty()) else {
                    continue;
                };
                let key = (file, reference.fragment.clone(), section);
                if file != self.root && !self.homes.contains_key(&key) {
                    self.homes.insert(key, name.clone());
                    let referrer = place.field(name).field("$ref");
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

    /// Makes the components that references asked for, and those that these ask
    /// for. What is no longer in `tree` is among what was `removed` from it.
    fn hoist(&mut self, tree: &mut Value, removed: &Value) {
        while let Some(hoist) = self.queue.pop_front() {
            let Some(section) = hoist.kind.section() else { continue };
            let files = Files {
                source: self.source,
                root: self.root,
                tree,
            };
            // A file that could not be read has been reported.
            let unread = files.value(hoist.file).is_none_or(Value::is_null);
            let aside = Files { tree: removed, ..files };
            let found =
                lookup(&files, hoist.file, &hoist.fragment).or_else(|| lookup(&aside, hoist.file, &hoist.fragment));
            let Some(found) = found.filter(|_| !unread) else {
                if !unread {
                    let path = self.source.file(hoist.file).map_or("", |file| file.path.as_str());
                    let message = format!("`#{}` is not in `{path}`; {}", hoist.fragment, lost(section));
                    self.diagnostics.fault("dangling-reference", &hoist.referrer, message);
                }
                // The component that was nothing but this reference.
                if let Some(Value::Object(map)) = self.sections.find(tree, section)
                    && map.shift_remove(&hoist.name).is_some()
                    && hoist.kind == Kind::Schema
                {
                    map.insert(hoist.name, Value::Object(Map::new()));
                }
                continue;
            };
            let (file, pointer) = (found.file, found.pointer);
            let bundled = self
                .sections
                .pointer(Pointer::root(self.root), section)
                .field(&hoist.name);
            self.origins.insert(&bundled, pointer.clone());
            let value = match self.sections.parse(&pointer.to_string()).filter(|_| file == self.root) {
                // An anchor may be that of a component, which needs no copy.
                Some((home, name)) if home == section && name != hoist.name => {
                    json!({ "$ref": self.sections.reference(section, &name) })
                }
                _ => {
                    let mut value = found.value.clone();
                    self.object(hoist.kind, &mut value, file, &At::root(&bundled));
                    value
                }
            };
            if let Some(map) = self.sections.make(tree, section) {
                map.insert(hoist.name, value);
            }
        }
    }

    /// Returns what a reference becomes: that to a component of the document.
    fn reference(&mut self, kind: Kind, text: &str, base: FileId, at: &At<'_>) -> Option<String> {
        let section = kind.section()?;
        let reference = Reference::parse(text);
        // A file that is not there has been reported where it was looked for.
        let (mut file, mut fragment) = match self.by_id(&reference, base, at) {
            Some(fragment) => (base, fragment),
            None if reference.path.is_empty() => (base, reference.fragment),
            None => (self.source.find(base, &reference.path)?, reference.fragment),
        };
        // A name with a percent sign of its own, which nobody encoded.
        if file == self.root
            && let (Some((_, name)), Some((_, written))) =
                (self.sections.parse(&fragment), self.sections.parse(&reference.written))
            && !self.names.contains(section, &name)
            && self.names.contains(section, &written)
        {
            fragment = reference.written;
        }
        if file != self.root {
            (file, fragment) = self.last_of_chain(file, fragment);
        }
        if file == self.root
            && let Some((other, name)) = self.sections.parse(&fragment)
        {
            if other == section {
                if !self.names.contains(section, &name) {
                    self.dangling(section, &name, text, at);
                }
                return Some(self.sections.reference(section, &name));
            }
            // A header that is described as a parameter, and the like: what they
            // have in common is taken.
            let message = format!("`{text}` is no component of `{section}`; it is read as if it were");
            self.diagnostics.warning("wrong-reference", &self.place(at), message);
        }
        let key = (file, fragment, section);
        if let Some(name) = self.homes.get(&key) {
            return Some(self.sections.reference(section, name));
        }
        let path = self.source.file(file).map(|file| file.path.as_path())?;
        let name = self.names.claim(section, path, &key.1);
        let referrer = self.place(at);
        self.queue.push_back(Hoist {
            kind,
            name: name.clone(),
            file,
            fragment: key.1.clone(),
            referrer,
        });
        self.homes.insert(key, name.clone());
        Some(self.sections.reference(section, &name))
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
        let similar = crate::did_you_mean::closest(name, self.names.of(section))
            .map(|similar| self.sections.reference(section, similar));
        let pointer = self.place(at);
        let diagnostic = self.diagnostics.fault(
            "dangling-reference",
            &pointer,
            format!("`{text}` does not exist; {}", lost(section)),
        );
        if let Some(similar) = similar {
            diagnostic.help(format!("did you mean `{similar}`?"));
        }
    }
}
