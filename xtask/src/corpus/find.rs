//! Finds the OpenAPI documents below folders.

use std::fmt;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::Result;

/// A document of the run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Document {
    /// Relative to the folder in which it was found: names it in every report.
    pub name: String,
    pub path: Utf8PathBuf,
    /// Whether a list says that it is wrong on purpose.
    pub invalid: bool,
}

impl Document {
    fn new(name: String, path: Utf8PathBuf) -> Self {
        Self {
            name,
            path,
            invalid: false,
        }
    }
}

/// What stands below the paths of a run.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub documents: Vec<Document>,
    /// Files in YAML or JSON that are no documents: parts of others, examples, overlays.
    pub passed_over: usize,
}

/// Finds the documents at `paths`, in order of name. A file that is named is
/// taken for a document, whatever it holds.
pub(crate) fn find(paths: &[Utf8PathBuf]) -> Result<Found> {
    let mut found = Found::default();
    for path in paths {
        if path.is_dir() {
            walk(path, path, &mut found)?;
        } else if path.is_file() {
            let name = path.file_name().unwrap_or(path.as_str()).to_owned();
            let path = path.clone();
            found.documents.push(Document::new(name, path));
        } else {
            return Err(format!("`{path}` is neither a file nor a folder").into());
        }
    }
    found.documents.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(found)
}

fn walk(root: &Utf8Path, folder: &Utf8Path, found: &mut Found) -> Result<()> {
    for entry in folder.read_dir_utf8()? {
        let path = entry?.into_path();
        if path.is_dir() {
            walk(root, &path, found)?;
            continue;
        }
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        if !matches!(extension.as_str(), "json" | "yaml" | "yml") {
            continue;
        }
        if is_document(&String::from_utf8_lossy(&fs::read(&path)?)) {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string();
            found.documents.push(Document::new(name, path));
        } else {
            found.passed_over += 1;
        }
    }
    Ok(())
}

/// Tells whether the text has `openapi` or `swagger` at its root. Nothing is
/// read beyond, so that a document with a mistake is one too.
fn is_document(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        let mut is_document = false;
        let mut json = serde_json::Deserializer::from_str(text);
        // A fault behind the key is the document's own.
        let _ = Root(&mut is_document).deserialize(&mut json);
        return is_document;
    }
    // All keys at the root are as far to the right as the first.
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let is_content =
        |line: &&str| !matches!(line.trim_start().chars().next(), None | Some('#' | '%')) && *line != "---";
    let mut lines = text.lines().filter(is_content);
    let root = lines.clone().next().map_or(0, indentation);
    lines.any(|line| {
        let quote = |c: char| c == '"' || c == '\'';
        let key = line.split(':').next().unwrap_or_default();
        line.contains(':') && indentation(line) == root && is_marker(key.trim().trim_matches(quote))
    })
}

fn is_marker(key: &str) -> bool {
    matches!(key, "openapi" | "swagger")
}

/// Looks for the keys at the root of an object.
struct Root<'a>(&'a mut bool);

impl<'de> DeserializeSeed<'de> for Root<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Root<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if is_marker(&key) {
                *self.0 = true;
                return Ok(());
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_by_their_root() {
        assert!(is_document(r#"{"info": {"a": [1]}, "swagger": "2.0", "#));
        assert!(is_document("\u{feff}# a comment\n'openapi' : 3.1.0\n"));
        assert!(!is_document(r#"{"info": {"openapi": "3.1.0"}}"#));
        assert!(!is_document("info:\n  openapi: 3.1.0\n"));
        assert!(is_document("---\n  # indented\n  swagger: \"2.0\"\n  info: {}\n"));
        assert!(!is_document("openapi\n"));
    }
}
