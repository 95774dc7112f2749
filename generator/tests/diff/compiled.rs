//! Asks the compiler: whether code that uses the old client compiles with the
//! new one. Slow, so `.ci/run` asks for it:
//! `cargo test -p specwright --test diff -- --ignored`.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;

use crate::case::{Project, cases};

const CRATE: &str = env!("CARGO_MANIFEST_DIR");

/// Clients and their callers, as the packages of one workspace.
struct Workspace {
    _guard: tempfile::TempDir,
    root: Utf8PathBuf,
    packages: usize,
}

impl Workspace {
    fn new() -> Self {
        let guard = tempfile::tempdir().expect("a temporary folder");
        let root = Utf8PathBuf::from_path_buf(guard.path().to_owned()).expect("a name that is text");
        // The versions that everything else is tested with; cargo drops the rest.
        fs::copy(format!("{CRATE}/../Cargo.lock"), root.join("Cargo.lock")).expect("a file");
        Self {
            _guard: guard,
            root,
            packages: 0,
        }
    }

    /// Adds a client, with code outside of it that uses it; returns the package's name.
    fn add(&mut self, client: &Utf8Path, caller: &str) -> String {
        let name = format!("client-{}", self.packages);
        self.packages += 1;
        let folder = self.root.join(&name);
        fs::rename(client, &folder).expect("on one device");
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("a file");
        let named = manifest.replace("name = \"client\"", &format!("name = \"{name}\"\nautotests = false"));
        let lib = "\n[lib]\nname = \"client\"\n";
        fs::write(folder.join("Cargo.toml"), named + lib).expect("a file");
        fs::create_dir(folder.join("examples")).expect("a folder");
        let caller = format!("#![allow(dead_code, unused)]\n{caller}\nfn main() {{}}\n");
        fs::write(folder.join("examples/caller.rs"), caller).expect("a file");
        name
    }

    /// Compiles everything; returns the packages whose callers do not compile, each with its first error.
    fn failures(&self) -> Vec<(String, String)> {
        let members: Vec<String> = (0..self.packages).map(|index| format!("\"client-{index}\"")).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n[profile.dev]\ndebug = false\n",
            members.join(", ")
        );
        fs::write(self.root.join("Cargo.toml"), manifest).expect("a file");
        let output = Command::new(env!("CARGO"))
            .args(["check", "--workspace", "--examples", "--keep-going"])
            .args(["--message-format", "json"])
            .current_dir(&self.root)
            .env(
                "CARGO_TARGET_DIR",
                Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff"),
            )
            .env("CARGO_INCREMENTAL", "0")
            // Those of this test's own build.
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .output()
            .expect("cargo runs");
        let messages = String::from_utf8(output.stdout).expect("text");
        let messages: Vec<Value> = messages
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        assert!(
            messages.iter().any(|message| message["reason"] == "build-finished"),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let mut failures: Vec<(String, String)> = Vec::new();
        for message in &messages {
            if message["message"]["level"] != "error" {
                continue;
            }
            let rendered = message["message"]["rendered"].as_str().unwrap_or_default().to_owned();
            assert_eq!(
                message["target"]["name"], "caller",
                "a client does not compile: {rendered}"
            );
            let manifest = Utf8Path::new(message["manifest_path"].as_str().expect("a path"));
            let package = manifest
                .parent()
                .and_then(Utf8Path::file_name)
                .expect("a folder")
                .to_owned();
            if !failures.iter().any(|(known, _)| *known == package) {
                failures.push((package, rendered));
            }
        }
        failures
    }
}

#[test]
#[ignore = "compiles more than a hundred clients: `.ci/run` does"]
fn the_compiler_agrees() {
    let mut workspace = Workspace::new();
    let mut expected = Vec::new();
    let mut is_everything_tested = false;
    for case in cases() {
        for direction in case.directions() {
            let project = Project::new(&case, direction.is_back);
            // All but the way back begin with the same client.
            if direction.is_back || !is_everything_tested {
                let package = workspace.add(&project.generate(true), &direction.caller);
                expected.push((package, format!("{}: the old client", direction.name), true));
                is_everything_tested |= !direction.is_back;
            }
            let package = workspace.add(&project.generate(false), &direction.caller);
            expected.push((package, direction.name, direction.compiles));
        }
    }
    let failures = workspace.failures();
    let failed: BTreeSet<&str> = failures.iter().map(|(package, _)| package.as_str()).collect();
    let mut wrong = Vec::new();
    for (package, name, compiles) in &expected {
        if failed.contains(package.as_str()) == *compiles {
            let error = failures.iter().find(|(known, _)| known == package);
            let error = error.map_or("it compiles", |(_, error)| error.as_str());
            wrong.push(format!("{name}:\n{error}"));
        }
    }
    println!("{} callers, {} of which do not compile", expected.len(), failed.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
