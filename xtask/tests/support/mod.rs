//! Reads the folder `spec/` as plain JSON values and follows its references.
//!
//! On purpose this shares nothing with the generator: it is the second opinion.

pub mod schema;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Every YAML file of `spec/` by its path in there, such as `paths/users.yaml`.
pub struct Spec {
    files: BTreeMap<String, Value>,
}

/// A value and the file that it stands in, against which its references count.
#[derive(Clone, Copy)]
pub struct Node<'s> {
    spec: &'s Spec,
    pub file: &'s str,
    pub value: &'s Value,
}

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

impl Spec {
    /// Reads the whole folder.
    pub fn load() -> Self {
        let root = workspace().join("spec");
        let mut files = BTreeMap::new();
        for folder in ["", "paths", "components"] {
            let entries = std::fs::read_dir(root.join(folder)).expect("a folder of spec/");
            for entry in entries {
                let path = entry.expect("an entry of spec/").path();
                if path.extension().is_none_or(|extension| extension != "yaml") {
                    continue;
                }
                let text = std::fs::read_to_string(&path).expect("a readable file");
                let value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let name = path.file_name().expect("a name").to_string_lossy();
                files.insert(join(folder, &name), value);
            }
        }
        Self { files }
    }

    /// The names of all files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The root of the file `name`.
    pub fn root(&self, name: &str) -> Node<'_> {
        let (file, value) = self
            .files
            .get_key_value(name)
            .unwrap_or_else(|| panic!("no file {name}"));
        Node {
            spec: self,
            file,
            value,
        }
    }
}

impl<'s> Node<'s> {
    /// The member `key`, without following a reference there.
    pub fn member(self, key: &str) -> Option<Self> {
        self.value.get(key).map(|value| self.with(value))
    }

    /// The member `key`, and what it refers to.
    pub fn get(self, key: &str) -> Option<Self> {
        self.member(key).map(Self::resolve)
    }

    /// The elements of an array, without following references.
    pub fn elements(self) -> impl Iterator<Item = Self> {
        let elements = self.value.as_array().map(Vec::as_slice).unwrap_or_default();
        elements.iter().map(move |value| self.with(value))
    }

    /// The members of an object, without following references.
    pub fn members(self) -> impl Iterator<Item = (&'s str, Self)> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(move |(key, value)| (key.as_str(), self.with(value)))
    }

    /// The text of the member `key`.
    pub fn text(self, key: &str) -> Option<&'s str> {
        self.value.get(key).and_then(Value::as_str)
    }

    /// The reference that this is, if it is one.
    pub fn reference(self) -> Option<&'s str> {
        self.text("$ref")
    }

    /// Follows one reference.
    pub fn target(self) -> Option<Self> {
        let reference = self.reference()?;
        let (path, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let file = match path {
            "" => self.file.to_owned(),
            path => relative(self.file, path),
        };
        let root = self.spec.root(&file);
        let value = root
            .value
            .pointer(pointer)
            .unwrap_or_else(|| panic!("{}: dangling {reference}", self.file));
        Some(root.with(value))
    }

    /// Follows references until there is none.
    pub fn resolve(self) -> Self {
        let mut node = self;
        while let Some(target) = node.target() {
            node = target;
        }
        node
    }

    fn with(self, value: &'s Value) -> Self {
        Self { value, ..self }
    }
}

/// The path of `path` as seen from `file`, from the root of `spec/`.
fn relative(file: &str, path: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}
