//! The same bytes in give the same bytes out: on every run, in every process,
//! and from YAML and JSON alike.

#![allow(clippy::panic, reason = "a test says by failing what it expected")]

use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};
use specwright::{Config, generate};

fn fixture(name: &str) -> Utf8PathBuf {
    Utf8PathBuf::from(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR")))
}

/// All files of a run, as one text.
fn bytes(document: &Utf8Path) -> String {
    let base = document.parent().expect("a document has a folder");
    let name = document.file_name().expect("a document has a name");
    let generated = generate(&Config::for_documents(vec![name.into()], "fixture", "out".into()), base);
    let report = generated.render_diagnostics();
    let files = generated
        .files
        .unwrap_or_else(|| panic!("{document} generates:\n{report}"));
    files.iter().map(|(path, text)| format!("== {path}\n{text}")).collect()
}

#[test]
fn two_runs_and_two_formats_agree() {
    for case in [
        "schema/unions",
        "schema/composition",
        "naming/collisions",
        "response/several",
    ] {
        let yaml = fixture(case).join("openapi.yaml");
        let first = bytes(&yaml);
        assert!(first == bytes(&yaml), "{case}: two runs differ");

        let folder = tempfile::tempdir().expect("a temporary folder");
        let json = Utf8Path::from_path(folder.path()).expect("text").join("openapi.json");
        let text = std::fs::read_to_string(&yaml).expect("the fixture is text");
        let value: serde_json::Value = serde_yaml::from_str(&text).expect("the fixture is YAML");
        std::fs::write(&json, serde_json::to_string_pretty(&value).expect("JSON")).expect("a file");
        assert!(first == bytes(&json), "{case}: YAML and JSON differ");
    }
}

#[test]
fn two_processes_agree() {
    let run = || {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let status = Command::new(env!("CARGO_BIN_EXE_specwright"))
            .args([
                "generate",
                "--document",
                fixture("schema/unions/openapi.yaml").as_str(),
                "--name",
                "fixture",
                "--out",
            ])
            .arg(folder.path())
            .output()
            .expect("the command runs");
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
        let mut files = Vec::new();
        collect(folder.path(), &mut files);
        files.sort();
        files
            .into_iter()
            .map(|path| std::fs::read_to_string(path).expect("text"))
            .collect::<Vec<_>>()
    };
    let first = run();
    assert!(first.len() > 5, "a crate has several files");
    assert!(first == run());
}

fn collect(folder: &std::path::Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files)
        } else {
            files.push(path)
        }
    }
}
