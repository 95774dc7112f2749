//! Collects the generated files: relative path to text.

use std::collections::BTreeMap;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

#[cfg(feature = "files")]
use super::{LIST_FILE, is_marked};
use super::{MARKER, MARKER_LINES};

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

    /// Adds `header` as a comment to the files below `folder`, behind the one
    /// in their first lines that says that they are generated.
    pub(crate) fn add_header(&mut self, folder: &Utf8Path, header: &str) {
        for (_, text) in self.files.iter_mut().filter(|(path, _)| path.starts_with(folder)) {
            if let Some(with_header) = with_header(text, header) {
                *text = with_header;
            }
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

/// The comments of the languages that are generated: what begins and ends one.
/// The first is the only one that Markdown has and no renderer shows.
const COMMENTS: [(&str, &str); 6] = [
    ("[//]: # (", ")"),
    ("// ", ""),
    ("# ", ""),
    ("/* ", " */"),
    ("{/* ", " */}"),
    ("<!-- ", " -->"),
];

/// Adds `header` to a text behind its marker, in comments like that of the
/// marker; `None` where that is no comment.
fn with_header(text: &str, header: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let index = lines.iter().take(MARKER_LINES).position(|line| line.contains(MARKER))?;
    let (before, _) = lines[index].split_once(MARKER)?;
    let (open, close) = COMMENTS
        .into_iter()
        .find(|(open, close)| *open == before && lines[index].ends_with(close))?;
    let comments = header.lines().map(|line| {
        let line = match close {
            ")" => line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)"),
            _ => line.to_owned(),
        };
        format!("{}{close}", format!("{open}{line}").trim_end())
    });
    let (front, back) = lines.split_at(index + 1);
    let mut text = String::with_capacity(text.len() + header.len() * 2);
    for line in front.iter().map(|line| (*line).to_owned()).chain(comments) {
        text.push_str(&line);
        text.push('\n');
    }
    for line in back {
        text.push_str(line);
        text.push('\n');
    }
    Some(text)
}

/// Tells whether `path` is relative and made of plain names alone.
pub(crate) fn is_contained(path: &Utf8Path) -> bool {
    let text = path.as_str();
    let odd = text.is_empty() || text.contains(['\\', '\0', '\n', ':']) || text.ends_with('/') || text.contains("//");
    !odd && path
        .components()
        .all(|component| matches!(component, Utf8Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_a_comment_in_every_language() {
        let header = "Copyright (c) Us\n\nLicensed.";
        for (text, expected) in [
            (
                "// @generated by specwright; do not edit.\n\nfn f() {}\n",
                "// @generated by specwright; do not edit.\n// Copyright (c) Us\n//\n// Licensed.\n\nfn f() {}\n",
            ),
            (
                "---\n# @generated by specwright\ntitle: A\n---\n",
                "---\n# @generated by specwright\n# Copyright (c) Us\n#\n# Licensed.\ntitle: A\n---\n",
            ),
            (
                "[//]: # (@generated by specwright)\n",
                "[//]: # (@generated by specwright)\n[//]: # (Copyright \\(c\\) Us)\n[//]: # ()\n[//]: # (Licensed.)\n",
            ),
        ] {
            assert_eq!(with_header(text, header).as_deref(), Some(expected));
        }
        assert_eq!(with_header("{ \"x\": \"@generated by specwright\" }\n", header), None);
    }
}
