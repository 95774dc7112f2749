//! Generates a client from the documents that Hexclave publishes, as they are and
//! without configuration: every operation must be there, under the pinned names.
//!
//! The documents lie in `../shared/corpus/hexclave`, beside the workspace; where they
//! are absent, the test says so and passes. `UPDATE=1` writes the list of names, and
//! `KEEP=DIR` writes the crate there for `.ci/run`, which lints it.

#![allow(clippy::panic, clippy::expect_used, reason = "a test reports by panicking")]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use camino::{Utf8Path, Utf8PathBuf};
use specwright::{Config, FileSet, Mode};

const DOCUMENTS: [&str; 4] = ["client", "server", "admin", "webhooks"];
const OPERATIONS: [(&str, usize); 3] = [("client", 72), ("server", 95), ("admin", 104)];
const WEBHOOKS: usize = 10;

#[test]
fn every_published_operation_is_generated() {
    let Some(files) = generate() else { return };
    for (document, expected) in OPERATIONS {
        assert_eq!(methods(files, document).len(), expected, "operations of {document}");
    }
    let events = files.get("src/webhooks/mod.rs").expect("the module of webhooks");
    let after = events
        .split("pub enum Event {")
        .nth(1)
        .expect("the enumeration of events");
    let body = after.split("\n}").next().unwrap_or_default();
    let arms = body
        .lines()
        .map(str::trim)
        .filter(|line| line.ends_with("),") && !line.starts_with("//"));
    let known = arms.filter(|line| !line.starts_with("Unknown")).count();
    assert_eq!(known, WEBHOOKS, "events");
}

#[test]
fn names_are_as_pinned() {
    let Some(files) = generate() else { return };
    let actual = names(files);
    let pinned = workspace().join("xtask/tests/published/names.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&pinned, &actual).expect("the list of names can be written");
    }
    let expected = std::fs::read_to_string(&pinned).expect("the list of names; `UPDATE=1` writes it");
    let difference: Vec<String> = lines_of(&expected, &actual, '-')
        .chain(lines_of(&actual, &expected, '+'))
        .collect();
    assert!(
        expected == actual,
        "names changed; `UPDATE=1 cargo test -p xtask --test published` takes them:\n{}",
        difference.join("\n")
    );
}

#[test]
fn no_name_is_numbered() {
    let Some(files) = generate() else { return };
    let names = names(files);
    let numbered: Vec<&str> = names
        .lines()
        .filter(|line| line.ends_with(|last: char| last.is_ascii_digit()))
        .collect();
    assert!(numbered.is_empty(), "{numbered:?}");
}

/// The crate, which is generated once for all tests.
fn generate() -> Option<&'static FileSet> {
    static GENERATED: OnceLock<Option<FileSet>> = OnceLock::new();
    GENERATED.get_or_init(generate_once).as_ref()
}

/// Generates the crate, or says why not.
fn generate_once() -> Option<FileSet> {
    let folder = workspace().join("../shared/corpus/hexclave");
    if !folder.is_dir() {
        println!("skipped: the published documents are not at {folder}");
        return None;
    }
    let documents = DOCUMENTS
        .iter()
        .map(|name| Utf8PathBuf::from(format!("{name}.json")))
        .collect();
    let config = Config::for_documents(documents, "hexclave_published", Utf8PathBuf::from("published"));
    let generated = specwright::generate(&config, &folder);
    let Some(files) = generated.files.as_ref() else {
        panic!("{}", generated.render_diagnostics());
    };
    if let Some(kept) = std::env::var_os("KEEP") {
        let kept = Utf8PathBuf::from_path_buf(kept.into()).expect("a path in UTF-8");
        files.apply(&kept, Mode::Write).expect("the crate can be written");
    }
    generated.files
}

/// The methods of the groups of a document: `users().list`.
fn methods(files: &FileSet, document: &str) -> Vec<String> {
    let mut methods = Vec::new();
    for (group, text) in modules(files, &format!("src/{document}")) {
        if ["mod", "operation", "types"].contains(&group) {
            continue;
        }
        // A method takes the handle itself; a setter takes `mut self`.
        for rest in text.split("\n    pub fn ").skip(1) {
            let (name, parameters) = rest.split_once('(').unwrap_or_default();
            if parameters.trim_start().starts_with("self") {
                methods.push(format!("{group}().{name}"));
            }
        }
    }
    methods
}

/// The names of the public types below a folder.
fn types(files: &FileSet, folder: &str) -> Vec<String> {
    let mut types = Vec::new();
    for (_, text) in modules(files, folder) {
        for line in text.lines() {
            let item = line
                .strip_prefix("pub struct ")
                .or_else(|| line.strip_prefix("pub enum "));
            let end = |letter: char| !letter.is_alphanumeric();
            types.extend(item.and_then(|item| item.split(end).next()).map(str::to_owned));
        }
    }
    types
}

/// The modules that are files of a folder, by name.
fn modules<'f>(files: &'f FileSet, folder: &str) -> BTreeMap<&'f str, &'f str> {
    files
        .iter()
        .filter(|(path, _)| path.parent().is_some_and(|parent| parent.as_str().ends_with(folder)))
        .filter_map(|(path, text)| Some((path.file_stem()?, text)))
        .collect()
}

/// All names that were chosen, one a line.
fn names(files: &FileSet) -> String {
    let mut lines = Vec::new();
    let scopes = [("types", "src/types".to_owned())];
    let own = DOCUMENTS.map(|document| (document, format!("src/{document}/types")));
    for (scope, folder) in scopes.into_iter().chain(own) {
        let mut types = types(files, &folder);
        types.sort();
        lines.extend(types.into_iter().map(|name| format!("type {scope} {name}")));
    }
    for (document, _) in OPERATIONS {
        lines.extend(
            methods(files, document)
                .into_iter()
                .map(|name| format!("method {document} {name}")),
        );
    }
    lines.join("\n") + "\n"
}

/// The lines of `left` that `right` has not.
fn lines_of<'t>(left: &'t str, right: &'t str, sign: char) -> impl Iterator<Item = String> + 't {
    left.lines()
        .filter(move |line| !right.lines().any(|other| other == *line))
        .map(move |line| format!("{sign} {line}"))
}

fn workspace() -> &'static Utf8Path {
    Utf8Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
