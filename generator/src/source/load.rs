//! Reads YAML and JSON files, and the files that they refer to, into value trees.
//!
//! Invariant: nothing is read outside of the folders of the documents and those
//! that the configuration allows, and nothing from a network.

use std::collections::BTreeMap;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;

use super::parse::parse;
use super::reference::{Reference, clean, join};
use super::{FileId, Pointer, Source, SourceFile, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The largest file that is read.
const LARGEST_FILE: u64 = 64 << 20;

/// The extension of templates.
pub(super) const TEMPLATE: &str = "jinja";

/// What a file that cannot be had costs.
const LOST: &str = "what refers to it is left out, and is any JSON in place of a schema";

/// Reads the documents `roots` and, transitively, the files that they refer to.
#[cfg(test)]
pub(crate) fn load(roots: &[Utf8PathBuf], diagnostics: &mut Diagnostics) -> Source {
    let mut source = load_documents(roots, &[], diagnostics);
    load_references(&mut source, diagnostics);
    source
}

/// Reads the documents `roots`: the files `FileId(0)`, `FileId(1)`, … in the
/// order given. What they refer to is in their folders, or below `folders`.
pub(crate) fn load_documents(roots: &[Utf8PathBuf], folders: &[Utf8PathBuf], diagnostics: &mut Diagnostics) -> Source {
    let mut source = Source::default();
    for folder in folders {
        match folder.canonicalize_utf8() {
            Ok(folder) => source.folders.push(folder),
            Err(_) => {
                let message = format!("the folder `{folder}` does not exist");
                diagnostics
                    .error_without_place("missing-file", message)
                    .help("correct `folders` of codegen.toml, or what `--folder` says");
            }
        }
    }
    for root in roots {
        let root = clean(root);
        let folder = match root.parent() {
            Some(folder) if !folder.as_str().is_empty() => folder,
            _ => Utf8Path::new("."),
        };
        source.folders.extend(folder.canonicalize_utf8());
        let mut loader = Loader {
            source: &mut source,
            diagnostics,
        };
        loader.read(root, None);
    }
    source
}

/// Reads a file that is no document and that no document refers to, once.
#[cfg(any(feature = "docs", feature = "overlays"))]
pub(crate) fn load_beside(source: &mut Source, path: &Utf8Path, diagnostics: &mut Diagnostics) -> FileId {
    let path = clean(path);
    if let Some(known) = source.index.get(&path) {
        return *known;
    }
    let mut loader = Loader { source, diagnostics };
    loader.read(path, None)
}

/// Reads the files that those of `source` refer to, and what these refer to.
pub(crate) fn load_references(source: &mut Source, diagnostics: &mut Diagnostics) {
    let mut next = 0;
    while next < source.files.len() {
        let mut loader = Loader { source, diagnostics };
        loader.follow(next);
        next += 1;
    }
}

struct Loader<'a> {
    source: &'a mut Source,
    diagnostics: &'a mut Diagnostics,
}

impl Loader<'_> {
    /// Reads one file; `referrer` is the `$ref` that names it.
    fn read(&mut self, path: Utf8PathBuf, referrer: Option<&Pointer>) -> FileId {
        let id = FileId(u32::try_from(self.source.files.len()).unwrap_or(u32::MAX));
        let root = Pointer::root(id);
        let bytes = match read_bytes(&path) {
            Ok(bytes) => bytes,
            Err((code, message)) => {
                match referrer {
                    Some(pointer) => self.diagnostics.fault(code, pointer, format!("{message}; {LOST}")),
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
                self.unreadable(referrer, "invalid-encoding", &root, format!("`{path}` is not UTF-8"))
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
            self.parse(&text, &path, &root, referrer)
        };
        self.source.index.insert(path.clone(), id);
        // Without the fragment, which says nothing about the file.
        let address = value.get("$self").and_then(Value::as_str);
        let address = address.map(|address| Reference::parse(address).path);
        self.source.files.push(SourceFile {
            path,
            address: address.filter(|address| !address.is_empty()),
            text,
            value,
            shared: false,
            ids: BTreeMap::new(),
            written: Written::default(),
        });
        id
    }

    /// Reports a file with contents that nothing can be made of: that costs the
    /// document, unless it is only something that a document refers to.
    fn unreadable(
        &mut self,
        referrer: Option<&Pointer>,
        code: &'static str,
        root: &Pointer,
        message: String,
    ) -> &mut Diagnostic {
        match referrer {
            Some(_) => self.diagnostics.fault(code, root, format!("{message}; {LOST}")),
            None => self.diagnostics.error(code, root, message),
        }
    }

    fn parse(&mut self, text: &str, path: &Utf8Path, root: &Pointer, referrer: Option<&Pointer>) -> Value {
        // Prose that a description refers to, and templates.
        if matches!(path.extension(), Some("md" | "txt" | TEMPLATE)) {
            return Value::String(text.to_owned());
        }
        let json_file = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        match parse(text, json_file) {
            Ok(parsed) => {
                let place = |keys: &[String]| keys.iter().fold(root.clone(), |pointer, key| pointer.field(key));
                for keys in &parsed.duplicates {
                    let key = keys.last().map_or("", String::as_str);
                    self.diagnostics
                        .fault(
                            "duplicate-key",
                            &place(keys),
                            format!("the key `{key}` is given twice; the last one holds"),
                        )
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
                let diagnostic = self.unreadable(referrer, fault.code, root, fault.message);
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
        let mut found = Found::default();
        found.scan(&self.source.files[index].value, &Pointer::root(id), false);
        self.source.files[index].ids = found.ids;
        for (pointer, reference) in found.references {
            if self.source.files[index].ids.contains_key(&reference.path) {
                continue;
            }
            if let Some(FileId(known)) = self.source.find(id, &reference.path) {
                let known = known as usize;
                self.source.files[known].shared |= known != index;
                continue;
            }
            if reference.remote {
                self.diagnostics
                    .fault(
                        "remote-reference",
                        &pointer,
                        format!(
                            "`{}` is on a network, and nothing is fetched from there; {LOST}",
                            reference.path
                        ),
                    )
                    .help("save the file beside the document and refer to it by a relative path");
                continue;
            }
            let path = join(&self.source.files[index].path, &reference.path);
            if self.allowed(&path) {
                self.read(path, Some(&pointer));
                if let Some(file) = self.source.files.last_mut() {
                    file.shared = true;
                }
            } else {
                self.diagnostics
                    .fault(
                        "reference-outside-project",
                        &pointer,
                        format!("`{}` is outside the folder of the document; {LOST}", reference.path),
                    )
                    .help("list its folder in `folders` of codegen.toml, or give it with `--folder`");
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
                return self.source.folders.iter().any(|folder| real.starts_with(folder));
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

/// What a file has that leads to others.
#[derive(Default)]
struct Found {
    /// The references to other files.
    references: Vec<(Pointer, Reference)>,
    /// Schemas by their `$id`: a reference to one is not to a file.
    ids: BTreeMap<String, Pointer>,
}

impl Found {
    /// Walks `value`, which stands at `pointer`.
    ///
    /// `names` tells that its keys are names that the document chose, so that a
    /// property `example` is not taken for the keyword.
    fn scan(&mut self, value: &Value, pointer: &Pointer, names: bool) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    match (key.as_str(), value) {
                        // What is called `$ref` by the document is no text.
                        ("$ref", Value::String(text)) => {
                            let reference = Reference::parse(text);
                            if !reference.path.is_empty() {
                                self.references.push((pointer.field(key), reference));
                            }
                        }
                        ("$id", Value::String(text)) if !names => {
                            let id = text.trim_end_matches('#').to_owned();
                            self.ids.entry(id).or_insert_with(|| pointer.clone());
                        }
                        ("example" | "default" | "enum" | "const" | "value", _) if !names => {}
                        (_, Value::Object(_) | Value::Array(_)) if names || !key.starts_with("x-") => {
                            let names = !names && NAMES.contains(&key.as_str());
                            self.scan(value, &pointer.field(key), names);
                        }
                        _ => {}
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if item.is_object() || item.is_array() {
                        self.scan(item, &pointer.index(index), false);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The keywords whose keys are names that the document chose.
const NAMES: &[&str] = &[
    "properties",
    "patternProperties",
    "$defs",
    "schemas",
    "responses",
    "examples",
    "definitions",
];
