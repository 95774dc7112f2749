//! Reads YAML and JSON files, and the files that they refer to, into value trees.
//!
//! Invariant: nothing outside the folders of the documents is read, and nothing
//! from a network.

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;

use super::parse::parse;
use super::reference::{Reference, clean, join};
use super::{FileId, Pointer, Source, SourceFile};
use crate::diagnostic::Diagnostics;

/// The largest file that is read.
const LARGEST_FILE: u64 = 64 << 20;

/// Reads the documents `roots` and, transitively, the files that they refer to.
///
/// The documents are the files `FileId(0)`, `FileId(1)`, … in the order given.
pub fn load(roots: &[Utf8PathBuf], diagnostics: &mut Diagnostics) -> Source {
    let mut loader = Loader {
        source: Source::default(),
        folders: Vec::new(),
        diagnostics,
    };
    for root in roots {
        let root = clean(root);
        let folder = match root.parent() {
            Some(folder) if !folder.as_str().is_empty() => folder,
            _ => Utf8Path::new("."),
        };
        loader.folders.extend(folder.canonicalize_utf8());
        loader.read(root, None);
    }
    let mut next = 0;
    while next < loader.source.files.len() {
        loader.follow(next);
        next += 1;
    }
    loader.source
}

struct Loader<'a> {
    source: Source,
    /// Where files may be: the folders of the documents.
    folders: Vec<Utf8PathBuf>,
    diagnostics: &'a mut Diagnostics,
}

impl Loader<'_> {
    /// Reads one file; `referrer` is the `$ref` that names it.
    fn read(&mut self, path: Utf8PathBuf, referrer: Option<&Pointer>) {
        let id = FileId(u32::try_from(self.source.files.len()).unwrap_or(u32::MAX));
        let root = Pointer::root(id);
        let bytes = match read_bytes(&path) {
            Ok(bytes) => bytes,
            Err((code, message)) => {
                match referrer {
                    Some(pointer) => self.diagnostics.error(code, pointer, message),
                    None => self.diagnostics.error_without_place(code, message),
                };
                Vec::new()
            }
        };
        let failed = bytes.is_empty();
        let mut text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                self.diagnostics
                    .error("invalid-encoding", &root, format!("`{path}` is not UTF-8"))
                    .at(line, 1);
                String::new()
            }
        };
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let value = if failed || text.is_empty() {
            Value::Null
        } else {
            self.parse(&text, &path, &root)
        };
        self.source.files.push(SourceFile {
            path,
            text,
            value,
            shared: false,
        });
    }

    fn parse(&mut self, text: &str, path: &Utf8Path, root: &Pointer) -> Value {
        let json_file = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        match parse(text, json_file) {
            Ok(parsed) => {
                let place = |keys: &[String]| keys.iter().fold(root.clone(), |pointer, key| pointer.field(key));
                for keys in &parsed.duplicates {
                    let key = keys.last().map_or("", String::as_str);
                    self.diagnostics
                        .error("duplicate-key", &place(keys), format!("the key `{key}` is given twice"))
                        .help("remove one of the two");
                }
                for keys in &parsed.non_finite {
                    self.diagnostics.warning(
                        "non-finite-number",
                        &place(keys),
                        "JSON has no such number; it is taken as text",
                    );
                }
                parsed.value
            }
            Err(fault) => {
                let diagnostic = self.diagnostics.error(fault.code, root, fault.message);
                if let Some((line, column)) = fault.position {
                    diagnostic.at(line, column);
                }
                if let Some(help) = fault.help {
                    diagnostic.help(help);
                }
                Value::Null
            }
        }
    }

    /// Reads the files that file `index` refers to and that are not read yet.
    fn follow(&mut self, index: usize) {
        let id = FileId(u32::try_from(index).unwrap_or(u32::MAX));
        let mut found = Vec::new();
        scan(&self.source.files[index].value, &Pointer::root(id), false, &mut found);
        for (pointer, reference) in found {
            if reference.remote {
                self.diagnostics
                    .error(
                        "remote-reference",
                        &pointer,
                        format!(
                            "`{}` is on a network, and nothing is fetched from there",
                            reference.path
                        ),
                    )
                    .help("save the file beside the document and refer to it by a relative path");
                continue;
            }
            let path = join(&self.source.files[index].path, &reference.path);
            if let Some(known) = self.source.files.iter().position(|file| file.path == path) {
                self.source.files[known].shared |= known != index;
            } else if self.allowed(&path) {
                self.read(path, Some(&pointer));
                if let Some(file) = self.source.files.last_mut() {
                    file.shared = true;
                }
            } else {
                self.diagnostics
                    .error(
                        "reference-outside-project",
                        &pointer,
                        format!("`{}` is outside the folder of the document", reference.path),
                    )
                    .help("move the file into the folder of the document");
            }
        }
    }

    /// Tells whether `path` is in the folder of a document. A file that does
    /// not exist counts by its name, so that it is reported as missing.
    fn allowed(&self, path: &Utf8Path) -> bool {
        let mut known = path;
        let mut missing = Vec::new();
        loop {
            let here = if known.as_str().is_empty() {
                Utf8Path::new(".")
            } else {
                known
            };
            if let Ok(mut real) = here.canonicalize_utf8() {
                real.extend(missing.iter().rev());
                return self.folders.iter().any(|folder| real.starts_with(folder));
            }
            let (Some(parent), Some(name)) = (known.parent(), known.file_name()) else {
                return false;
            };
            missing.push(name);
            known = parent;
        }
    }
}

fn read_bytes(path: &Utf8Path) -> Result<Vec<u8>, (&'static str, String)> {
    let failure = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => ("missing-file", format!("`{path}` does not exist")),
        kind => ("unreadable-file", format!("`{path}` cannot be read: {kind}")),
    };
    let metadata = fs::metadata(path).map_err(failure)?;
    if !metadata.is_file() {
        return Err(("unreadable-file", format!("`{path}` is not a file")));
    }
    if metadata.len() > LARGEST_FILE {
        return Err(("document-too-large", format!("`{path}` is larger than 64 MiB")));
    }
    let bytes = fs::read(path).map_err(failure)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(("empty-file", format!("`{path}` is empty")));
    }
    Ok(bytes)
}

/// Collects the references to other files in `value`.
///
/// `names` tells that the keys of `value` are names that the document chose, so
/// that a property `example` is not taken for the keyword.
fn scan(value: &Value, pointer: &Pointer, names: bool, found: &mut Vec<(Pointer, Reference)>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                if !names
                    && (matches!(key.as_str(), "example" | "default" | "enum" | "const" | "value")
                        || key.starts_with("x-"))
                {
                    continue;
                }
                if let ("$ref", Value::String(text), false) = (key.as_str(), value, names) {
                    let reference = Reference::parse(text);
                    if !reference.path.is_empty() {
                        found.push((pointer.field(key), reference));
                    }
                } else if value.is_object() || value.is_array() {
                    let names = !names
                        && matches!(
                            key.as_str(),
                            "properties"
                                | "patternProperties"
                                | "$defs"
                                | "schemas"
                                | "responses"
                                | "examples"
                                | "definitions"
                        );
                    scan(value, &pointer.field(key), names, found);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if item.is_object() || item.is_array() {
                    scan(item, &pointer.index(index), false, found);
                }
            }
        }
        _ => {}
    }
}
