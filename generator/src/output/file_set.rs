//! Collects the generated files: relative path to text.

use std::collections::BTreeMap;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

#[cfg(feature = "files")]
use super::{LIST_FILE, MARKER, is_marked};

/// The files of a run, by path relative to the root that they are applied to.
///
/// Invariant: every path is relative, stays below the root and is written with
/// `/`; every text ends its lines with `\n`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileSet {
    files: BTreeMap<Utf8PathBuf, String>,
}

impl FileSet {
    /// Returns a set without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    ///
    /// # Panics
    ///
    /// When the path is already taken or leads out of the root: two emitters
    /// that write one file are a mistake in this program, and no document may
    /// choose a path.
    pub fn insert(&mut self, path: impl Into<Utf8PathBuf>, text: String) {
        let path = path.into();
        assert!(
            is_contained(&path),
            "invariant: `{path}` is a plain path below the root"
        );
        let taken = self.files.insert(path.clone(), text).is_some();
        assert!(!taken, "invariant: `{path}` is written by one emitter");
    }

    /// Moves the files of `other` into the folder `folder` of this set.
    ///
    /// # Panics
    ///
    /// As [`FileSet::insert`] does.
    pub fn insert_all(&mut self, folder: &Utf8Path, other: FileSet) {
        for (path, text) in other.files {
            self.insert(folder.join(path), text);
        }
    }

    /// Returns the text of a file.
    pub fn get(&self, path: impl AsRef<Utf8Path>) -> Option<&str> {
        self.files.get(path.as_ref()).map(String::as_str)
    }

    /// Returns the files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&Utf8Path, &str)> {
        self.files.iter().map(|(path, text)| (path.as_path(), text.as_str()))
    }

    /// Returns the number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Tells whether there are no files.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Tells whether the set has the file `path`.
    #[cfg(feature = "files")]
    pub(super) fn contains(&self, path: &Utf8Path) -> bool {
        self.files.contains_key(path)
    }

    /// Returns the set with the list of those files that carry no marker.
    #[cfg(feature = "files")]
    pub(super) fn with_list(&self) -> Self {
        let mut list = String::new();
        for (path, text) in &self.files {
            if !is_marked(text) {
                list.push_str(path.as_str());
                list.push('\n');
            }
        }
        let mut files = self.clone();
        if !list.is_empty() {
            let text = format!("# {MARKER}: the generated files that cannot say so themselves.\n{list}");
            files.insert(LIST_FILE, text);
        }
        files
    }
}

/// Tells whether `path` is relative and made of plain names alone.
pub(crate) fn is_contained(path: &Utf8Path) -> bool {
    let text = path.as_str();
    let odd = text.is_empty() || text.contains(['\\', '\0', '\n', ':']) || text.ends_with('/') || text.contains("//");
    !odd && path
        .components()
        .all(|component| matches!(component, Utf8Component::Normal(_)))
}
