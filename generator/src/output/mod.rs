//! The files of a run, in memory, and how they reach the disk.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;

/// The files of a run: path relative to the root of the output -> contents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileSet {
    files: BTreeMap<Utf8PathBuf, String>,
}

impl FileSet {
    /// Makes an empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. Two emitters must never own the same path: that is our bug, and panics.
    pub fn insert(&mut self, path: impl Into<Utf8PathBuf>, contents: String) {
        let path = path.into();
        assert!(!self.files.contains_key(&path), "invariant: one emitter owns `{path}`");
        self.files.insert(path, contents);
    }

    /// Returns the files in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (&Utf8PathBuf, &str)> {
        self.files.iter().map(|(path, contents)| (path, contents.as_str()))
    }
}
